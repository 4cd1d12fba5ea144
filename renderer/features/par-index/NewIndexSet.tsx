// A new index set: its year and group, the kinds of agency it ranks, and where its items come from.
import { useId, useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { agencyKinds } from '../../../core/contract/common.ts';
import type { AgencyKind } from '../../../core/contract/common.ts';
import type { IndexSet } from '../../../core/contract/par-index.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { oneLine, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useOffices } from '../../components/OfficeChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { isYear } from '../plans/FormParts.tsx';
import { setLabel } from './index-words.ts';

interface NewIndexSetProps {
  readonly sets: readonly IndexSet[];
  /** The set to begin from, where the person came from it. */
  readonly from?: IndexSet;
  readonly onMade: (made: IndexSet, withFile: boolean) => void;
  readonly onClose: () => void;
}

/** The newest set of each group: what next year begins with. */
function newestOf(sets: readonly IndexSet[]): readonly IndexSet[] {
  const sorted = sets.toSorted((a, b) => b.year - a.year || b.version - a.version);
  return sorted.filter((set, at) => sorted.findIndex(({ groupName }) => groupName === set.groupName) === at);
}

export function NewIndexSet({ sets, from, onMade, onClose }: NewIndexSetProps) {
  const t = useText();
  const w = t.parIndex;
  const status = useQueryOf('system.status', {});
  const create = useCommand('indexSets.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const offices = useOffices();
  const ours = sets.filter(({ originOfficeId }) => offices.foreignName(originOfficeId) === null);
  const offered = from === undefined ? newestOf(ours) : [from];
  const [typedYear, setTypedYear] = useState<string | null>(
    from === undefined ? null : String(from.year + 1),
  );
  const [typedGroup, setTypedGroup] = useState<string | null>(null);
  const [typedName, setTypedName] = useState<string | null>(null);
  const [kinds, setKinds] = useState<readonly AgencyKind[] | null>(null);
  const [source, setSource] = useState<string>(from?.id ?? 'starter');
  const origin = sets.find(({ id }) => id === source) ?? (from?.id === source ? from : undefined);
  const year = typedYear ?? status.data?.today.slice(0, 4) ?? '';
  const group = typedGroup ?? origin?.groupName ?? w.sets.defaultGroup;
  const name = typedName ?? w.sets.defaultName(group, year);
  const chosenKinds = kinds ?? origin?.agencyKinds ?? (['so_nganh'] as const);
  const ready = isYear(year) && group.trim() !== '' && name.trim() !== '' && !create.pending;

  async function submit() {
    if (!ready) return;
    const made = await create.run({
      year: Number(year),
      name: name.trim(),
      groupName: group.trim(),
      agencyKinds: [...chosenKinds],
      from: origin !== undefined ? { setId: origin.id } : source === 'starter' ? 'starter' : 'empty',
    });
    if (made !== undefined) onMade(made, source === 'file');
  }
  const sources = [
    ...(from === undefined
      ? [{ value: 'starter', label: w.sets.fromStarter, hint: w.sets.fromStarterHint }]
      : []),
    ...offered.map((set) => ({
      value: set.id,
      label: w.sets.fromSet(setLabel(set, t)),
      hint: w.sets.fromSetHint,
    })),
    { value: 'empty', label: w.sets.fromEmpty, hint: w.sets.fromEmptyHint },
    { value: 'file', label: w.sets.fromFile, hint: w.sets.fromFileHint },
  ];
  return (
    <Dialog open onClose={onClose} maxWidth="sm" aria-labelledby="new-index-set">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-index-set">{w.sets.createTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Box sx={{ display: 'grid', gridTemplateColumns: '7rem minmax(0, 1fr)', gap: 1.5 }}>
            <TextField
              autoFocus
              label={w.year}
              value={year}
              onChange={(event) => setTypedYear(event.target.value)}
              onFocus={(event) => event.target.select()}
              error={year !== '' && !isYear(year)}
              helperText={year !== '' && !isYear(year) ? w.sets.badYear : undefined}
              slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
            />
            <TextField
              label={w.group}
              required
              value={group}
              onChange={(event) => setTypedGroup(event.target.value)}
              error={faultOf('groupName') !== undefined}
              helperText={faultOf('groupName')}
              slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
            />
          </Box>
          <KindsField value={chosenKinds} onChange={setKinds} />
          <Sources options={sources} value={source} onChange={setSource} />
          <TextField
            label={w.name}
            required
            multiline
            value={name}
            {...oneLine(
              (event) => setTypedName(event.target.value),
              () => void submit(),
            )}
            error={faultOf('name') !== undefined}
            helperText={faultOf('name')}
            slotProps={{ htmlInput: { maxLength: 500 } }}
          />
          {create.error === null || create.error.value.fields !== undefined ? null : (
            <ErrorState error={create.error} compact />
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={!ready}>
            {w.sets.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface KindsFieldProps {
  readonly value: readonly AgencyKind[];
  readonly onChange: (kinds: readonly AgencyKind[]) => void;
  readonly disabled?: boolean;
}
/** The kinds of agency that the group is made of. */
export function KindsField({ value, onChange, disabled = false }: KindsFieldProps) {
  const t = useText();
  const w = t.parIndex.sets;
  return (
    <Autocomplete<AgencyKind, true>
      multiple
      size="small"
      disableCloseOnSelect
      disabled={disabled}
      options={[...agencyKinds]}
      value={[...value]}
      onChange={(_event, next) => onChange(agencyKinds.filter((kind) => next.includes(kind)))}
      getOptionLabel={(kind) => t.labels.agencyKind[kind]}
      renderInput={(params) => <TextField {...params} label={w.kinds} helperText={w.kindsHint} />}
    />
  );
}

interface SourcesProps {
  readonly options: readonly { readonly value: string; readonly label: string; readonly hint: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}
function Sources({ options, value, onChange }: SourcesProps) {
  const w = useText().parIndex.sets;
  const name = useId();
  return (
    <Box component="fieldset" sx={{ m: 0, p: 0, border: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ p: 0, mb: 0.5, fontSize: '0.8125rem', fontWeight: 600 }}>
        {w.from}
      </Box>
      <Box sx={{ border: '1px solid', borderColor: 'divider', borderRadius: 1, overflow: 'hidden' }}>
        {options.map((option) => (
          <Box
            component="label"
            key={option.value}
            sx={{
              display: 'grid',
              gridTemplateColumns: '1.5rem minmax(0, 1fr)',
              alignItems: 'start',
              px: 1.5,
              py: 0.75,
              cursor: 'pointer',
              fontSize: '0.8125rem',
              backgroundColor: option.value === value ? 'background.tint' : 'transparent',
              '& + &': { borderTop: '1px solid', borderColor: 'divider' },
              '&:hover': { backgroundColor: 'background.tint' },
              '&:focus-within': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: -2 },
            }}
          >
            <Box
              component="input"
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              sx={{ m: 0, mt: '4px', accentColor: 'var(--k-palette-primary-main)', outline: 'none' }}
            />
            <span>
              <Box component="span" sx={{ display: 'block', fontWeight: option.value === value ? 600 : 400 }}>
                {option.label}
              </Box>
              <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
                {option.hint}
              </Box>
            </span>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
