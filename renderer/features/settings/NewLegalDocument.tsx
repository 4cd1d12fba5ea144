// A new document of the library: what a citation needs first, the rest can be filled in later.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { legalDocumentKinds } from '../../../core/contract/legal.ts';
import type { LegalDocument } from '../../../core/contract/legal.ts';
import { useCommand } from '../../api/query.ts';
import { DayField, SelectField, oneLine, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface NewLegalDocumentProps {
  readonly onMade: (made: LegalDocument) => void;
  readonly onClose: () => void;
}

export function NewLegalDocument({ onMade, onClose }: NewLegalDocumentProps) {
  const t = useText();
  const w = t.legal;
  const create = useCommand('legalDocuments.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [kind, setKind] = useState<LegalDocument['kind']>('quyet_dinh');
  const [draft, setDraft] = useState({ symbol: '', issuerName: '', subject: '' });
  const [days, setDays] = useState<{ issuedOn: string | null; effectiveFrom: string | null }>({
    issuedOn: null,
    effectiveFrom: null,
  });
  const isEmpty = draft.subject.trim() === '';
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  async function submit() {
    if (isEmpty) return;
    const made = await create.run({
      kind,
      subject: draft.subject.trim(),
      symbol: orNull(draft.symbol),
      issuerName: orNull(draft.issuerName),
      ...days,
    });
    if (made !== undefined) onMade(made);
  }
  const put = (field: keyof typeof draft) => (event: { target: { value: string } }) =>
    setDraft((before) => ({ ...before, [field]: event.target.value }));
  return (
    <Dialog open onClose={onClose} aria-labelledby="new-legal">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-legal">{w.addTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5, '&&': { pt: 1 } }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
            <SelectField
              label={w.kind}
              value={kind}
              choices={legalDocumentKinds.map((value) => ({ value, label: w.kinds[value] }))}
              onChange={(next) => {
                if (next !== null) setKind(next);
              }}
            />
            <TextField
              autoFocus
              label={w.symbol}
              value={draft.symbol}
              onChange={put('symbol')}
              placeholder="76/NQ-CP"
              error={faultOf('symbol') !== undefined}
              helperText={faultOf('symbol')}
              slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
            />
            <DayField
              label={w.issuedOn}
              value={days.issuedOn}
              onChange={(issuedOn) => setDays((before) => ({ ...before, issuedOn }))}
              error={faultOf('issuedOn')}
            />
            <DayField
              label={w.effectiveFrom}
              value={days.effectiveFrom}
              onChange={(effectiveFrom) => setDays((before) => ({ ...before, effectiveFrom }))}
              error={faultOf('effectiveFrom')}
            />
          </Box>
          <TextField
            label={w.issuerName}
            value={draft.issuerName}
            onChange={put('issuerName')}
            helperText={w.issuerHint}
            slotProps={{ htmlInput: { maxLength: 300 } }}
          />
          <TextField
            label={w.subject}
            required
            value={draft.subject}
            multiline
            {...oneLine(put('subject'), () => void submit())}
            error={faultOf('subject') !== undefined}
            helperText={faultOf('subject') ?? w.subjectHint}
            slotProps={{ htmlInput: { maxLength: 1000 } }}
          />
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={isEmpty || create.pending}>
            {w.addToLibrary}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
