// The dialog that makes one agency, with its place in the hierarchy and the day its name begins.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import type { AgencyKind } from '../../../core/contract/common.ts';
import { useCommand } from '../../api/query.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import type { AgencyChoice } from '../../components/AgencyPicker.tsx';
import { DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from './agency-kind-order.ts';

interface NewAgencyProps {
  readonly parent?: AgencyChoice | null;
  readonly kind?: AgencyKind;
  readonly validFrom?: string | null;
  readonly onMade: (made: AgencyRow) => void;
  readonly onClose: () => void;
}

export function NewAgency({
  parent: firstParent = null,
  kind: firstKind = 'so_nganh',
  validFrom: firstDay = null,
  onMade,
  onClose,
}: NewAgencyProps) {
  const t = useText();
  const a = t.agencies;
  const create = useCommand('agencies.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [kind, setKind] = useState<AgencyKind>(firstKind);
  const [parent, setParent] = useState<AgencyChoice | null>(firstParent);
  const [validFrom, setValidFrom] = useState<string | null>(firstDay);
  const [unnamed, setUnnamed] = useState(false);
  const [draft, setDraft] = useState({ name: '', shortName: '', abbreviation: '', placeName: '' });
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) =>
      setDraft((before) => ({ ...before, [name]: event.target.value })),
    error: faultOf(name) !== undefined,
  });
  async function submit() {
    const made = await create.run({
      kind,
      unnamed,
      version: {
        name: draft.name.trim(),
        shortName: orNull(draft.shortName),
        abbreviation: orNull(draft.abbreviation),
        placeName: orNull(draft.placeName),
        parentAgencyId: parent?.id ?? null,
        validFrom,
        validTo: null,
      },
    });
    if (made !== undefined) onMade(made);
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="new-agency">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog over another form: that one is not sent.
          event.stopPropagation();
          if (draft.name.trim() !== '' && !create.pending) void submit();
        }}
      >
        <DialogTitle id="new-agency">{a.newTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.75, '&&': { pt: 1 } }}>
          <TextField
            required
            autoFocus
            label={a.name}
            {...field('name')}
            helperText={faultOf('name')}
            slotProps={{ htmlInput: { maxLength: 300 } }}
          />
          <SelectField
            label={a.kind}
            value={kind}
            choices={agencyKindOrder.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
            onChange={(next) => {
              if (next !== null) setKind(next);
            }}
          />
          <AgencyPicker
            label={a.parent}
            on={validFrom}
            value={parent}
            onChange={setParent}
            error={faultOf('parentAgencyId')}
          />
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 10rem', gap: 1.5 }}>
            <TextField
              label={a.shortName}
              {...field('shortName')}
              slotProps={{ htmlInput: { maxLength: 300 } }}
            />
            <TextField
              label={a.abbreviation}
              {...field('abbreviation')}
              slotProps={{ htmlInput: { maxLength: 60 } }}
            />
          </Box>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, alignItems: 'start' }}>
            <TextField
              label={a.placeName}
              {...field('placeName')}
              helperText={a.placeHint}
              slotProps={{ htmlInput: { maxLength: 120 } }}
            />
            <DayField
              label={a.validFrom}
              value={validFrom}
              onChange={setValidFrom}
              error={faultOf('validFrom')}
            />
          </Box>
          <FormControlLabel
            label={a.unnamed}
            slotProps={{ typography: { variant: 'body2' } }}
            control={<Checkbox size="small" checked={unnamed} onChange={(_event, on) => setUnnamed(on)} />}
          />
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={create.pending || draft.name.trim() === ''}>
            {a.add}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
