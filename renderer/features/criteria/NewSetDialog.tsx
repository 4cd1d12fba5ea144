// Begins a criteria set: an empty one or a copy, for a year, in one of the two divisions into domains.
import { useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useNavigate } from 'react-router';
import type { CriteriaSet } from '../../../core/contract/criteria.ts';
import type { Input } from '../../../core/contract/index.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { SelectField, oneLine, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { setLabel } from './set-words.ts';

type DomainSet = NonNullable<Input<'criteriaSets.create'>['domainSet']>;
const domainSets: readonly DomainSet[] = ['nq76_6+1', 'nq30c_7'];

interface NewSetDialogProps {
  readonly sets: readonly CriteriaSet[];
  /** The set to copy from, when the person came from it. */
  readonly from: CriteriaSet | null;
  readonly onClose: () => void;
}
export function NewSetDialog({ sets, from, onClose }: NewSetDialogProps) {
  const t = useText();
  const words = t.criteria.sets;
  const navigate = useNavigate();
  const status = useQueryOf('system.status', {});
  const create = useCommand('criteriaSets.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [typedYear, setTypedYear] = useState<string | null>(null);
  const [typedName, setTypedName] = useState<string | null>(null);
  const [sourceId, setSourceId] = useState<string | null>(from?.id ?? null);
  const [chosenDomains, setChosenDomains] = useState<DomainSet | null>(null);
  const source = sets.find(({ id }) => id === sourceId);
  const year = typedYear ?? (status.data?.today ?? '').slice(0, 4);
  const name = typedName ?? words.newNameDefault(year);
  const domains = chosenDomains ?? domainSets.find((one) => one === source?.domainSet) ?? 'nq76_6+1';
  const badYear = year.trim() !== '' && !/^(19|20|21)\d\d$/.test(year.trim());
  async function submit() {
    if (badYear || name.trim() === '') return;
    const made = await create.run({
      name,
      year: year.trim() === '' ? null : Number(year),
      domainSet: domains,
      ...(source === undefined ? {} : { copyFromId: source.id }),
    });
    if (made !== undefined) void navigate(`/criteria/${made.id}`);
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="new-set">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-set">{words.newTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <TextField
            label={words.newYear}
            value={year}
            onChange={(event) => setTypedYear(event.target.value)}
            error={badYear}
            helperText={badYear ? words.badYear : undefined}
            sx={{ maxWidth: '10rem' }}
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
          />
          <TextField
            label={words.newName}
            value={name}
            multiline
            autoFocus
            onFocus={(event) => event.target.select()}
            {...oneLine(
              (event) => setTypedName(event.target.value),
              () => void submit(),
            )}
            error={faultOf('name') !== undefined}
            helperText={faultOf('name')}
            slotProps={{ htmlInput: { maxLength: 300 } }}
          />
          <SelectField
            label={words.newFrom}
            value={sourceId}
            emptyLabel={words.newEmpty}
            choices={sets.map((set) => ({ value: set.id, label: setLabel(set, t) }))}
            onChange={setSourceId}
          />
          <SelectField
            label={words.newDomains}
            value={domains}
            choices={domainSets.map((value) => ({ value, label: t.criteria.domainSets[value] }))}
            onChange={setChosenDomains}
            helperText={source === undefined ? undefined : words.newDomainsHint}
          />
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={create.pending || badYear || name.trim() === ''}
          >
            {words.newSubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
