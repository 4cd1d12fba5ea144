// A new published list: whose it is, its name and day; then from a spreadsheet, or empty.
import { useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import type { AgencyKind } from '../../../core/contract/common.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { AgencyPicker, type AgencyChoice } from '../../components/AgencyPicker.tsx';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';
import { ImportWizard } from '../imports/ImportWizard.tsx';

interface NewListProps {
  /** The agency of a visit: the list is its own, or of its kind, unless another is chosen. */
  readonly agency?: AgencyChoice & { readonly kind: AgencyKind };
  readonly onMade: (listId: string) => void;
  readonly onClose: () => void;
}

export function NewList({ agency: own, onMade, onClose }: NewListProps) {
  const t = useText();
  const w = t.procedures;
  const status = useQueryOf('system.status', {});
  const create = useCommand('procedureLists.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [whose, setWhose] = useState<'agency' | 'kind' | 'free'>(own === undefined ? 'kind' : 'agency');
  const [agency, setAgency] = useState<AgencyChoice | null>(own ?? null);
  const [kind, setKind] = useState<AgencyKind | null>(own?.kind ?? null);
  const [typed, setTyped] = useState<string | null>(null);
  const [asOf, setAsOf] = useState<string | null | undefined>(undefined);
  const [importing, setImporting] = useState(false);
  const name =
    whose === 'agency'
      ? (agency?.name ?? '')
      : whose === 'kind' && kind !== null
        ? t.labels.agencyKind[kind]
        : '';
  const title = typed ?? (name === '' ? '' : w.defaultTitle(name));
  const day = asOf === undefined ? (status.data?.today ?? null) : asOf;
  const ready =
    title.trim() !== '' &&
    (whose === 'free' || (whose === 'agency' ? agency !== null : kind !== null)) &&
    !create.pending;
  const agencyId = whose === 'agency' ? (agency?.id ?? null) : null;
  const agencyKind = whose === 'kind' ? kind : null;

  async function makeEmpty() {
    if (!ready) return;
    const made = await create.run({ title: title.trim(), agencyId, agencyKind, asOf: day });
    if (made !== undefined) onMade(made.id);
  }
  if (importing) {
    return (
      <ImportWizard
        purpose="procedures"
        options={{
          title: title.trim(),
          ...(agencyId === null ? {} : { agencyId }),
          ...(agencyKind === null ? {} : { agencyKind }),
          ...(day === null ? {} : { asOf: day }),
        }}
        onDone={({ targetId }) => {
          if (targetId !== null) onMade(targetId);
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="new-procedure-list">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) setImporting(true);
        }}
      >
        <DialogTitle id="new-procedure-list">{w.addList}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <ChoiceToggle
            label={w.whose}
            value={whose}
            choices={(['agency', 'kind', 'free'] as const).map((value) => ({
              value,
              label: w.whoses[value],
            }))}
            onChange={setWhose}
          />
          {whose === 'agency' ? (
            <AgencyPicker label={w.agency} required on={day} withEnded value={agency} onChange={setAgency} />
          ) : null}
          {whose === 'kind' ? (
            <SelectField
              label={w.kind}
              value={kind}
              choices={agencyKindOrder.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
              onChange={setKind}
            />
          ) : null}
          <TextField
            label={w.listName}
            required
            value={title}
            onChange={(event) => setTyped(event.target.value)}
            error={faultOf('title') !== undefined}
            helperText={faultOf('title')}
            slotProps={{ htmlInput: { maxLength: 300, autoComplete: 'off' } }}
          />
          <DayField label={w.asOf} value={day} onChange={setAsOf} error={faultOf('asOf')} />
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button disabled={!ready} onClick={() => void makeEmpty()}>
            {w.byHand}
          </Button>
          <Button type="submit" variant="contained" disabled={!ready}>
            {w.fromSheet}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
