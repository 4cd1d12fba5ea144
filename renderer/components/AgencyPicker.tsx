// Choosing agencies, everywhere in the product: searched in SQLite, those in force on the day that matters, with kind,
// parent and (where ended ones are asked for) successors. `AgencyPicker` chooses one, `AgenciesPicker` several.
import { useDeferredValue, useMemo, useState } from 'react';
import type { HTMLAttributes, Key, ReactNode } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import type { AutocompleteRenderInputParams } from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { AgencyRow } from '../../core/contract/agencies.ts';
import type { AgencyKind } from '../../core/contract/common.ts';
import { useQueryOf } from '../api/query.ts';
import { shortDay } from '../format.ts';
import { useText } from '../i18n/text.tsx';
import { useOffices } from './OfficeChip.tsx';
import { exactFirst } from './exact-first.ts';

/** What is known of an agency that is chosen already: enough to show it. */
export interface AgencyChoice {
  readonly id: string;
  readonly name: string;
}

const LIMIT = 50;

interface SearchOptions {
  /** The day that counts: of the plan, the visit, the rearrangement. Null: today. */
  readonly on: string | null;
  readonly kind?: AgencyKind | undefined;
  /** Also those that have ended by then. */
  readonly withEnded?: boolean | undefined;
  /** Also what other offices call by rows of their own: for narrowing a list, never for our own work. */
  readonly everyOffice?: boolean | undefined;
}

interface CommonProps extends SearchOptions {
  readonly label: string;
  readonly helperText?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** Shown, but not to be chosen (with the reason), e.g. those that are in the plan already. */
  readonly reasonAgainst?: (agency: AgencyRow) => string | null;
}

function useAgencies(
  text: string,
  asked: boolean,
  { on, kind, withEnded = false, everyOffice = false }: SearchOptions,
) {
  const wanted = useDeferredValue(text.trim());
  // What other offices call by rows of their own is matched with ours, not chosen.
  const { own } = useOffices();
  return useQueryOf(
    'agencies.list',
    {
      limit: LIMIT,
      state: withEnded ? 'all' : 'in_force',
      ...(own === undefined || everyOffice ? {} : { officeId: own }),
      ...(wanted === '' ? {} : { text: wanted }),
      ...(on === null ? {} : { on }),
      ...(kind === undefined ? {} : { kind }),
    },
    { enabled: asked, keepPrevious: true },
  );
}

type Option = AgencyChoice & { readonly row: AgencyRow | null };
const optionOf = (row: AgencyRow): Option => ({ id: row.id, name: row.version.name, row });
const optionsOf = (rows: readonly AgencyRow[] | undefined, typed: string): Option[] =>
  exactFirst(rows ?? [], typed, ({ version }) => version.name).map(optionOf);
const chosenOption = (choice: AgencyChoice): Option => ({ ...choice, row: null });
const keyOf = (option: Option): string => option.id;
const nameOf = (option: Option): string => option.name;
const isSame = (a: Option, b: Option): boolean => a.id === b.id;
const asFound = (options: Option[]): Option[] => options;

/** What both fields are: the search by what is typed, the words of what was found, and the hint under it. */
function useAgencyField(typed: string, { label, error, helperText, reasonAgainst, ...props }: CommonProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const found = useAgencies(typed, open, props);
  const about = (row: AgencyRow): string =>
    [
      t.labels.agencyKind[row.kind],
      row.parentName,
      row.ended
        ? row.successors.length === 0
          ? t.agencies.endedNone
          : t.agencies.endedBy(row.successors.map(({ name }) => name).join(', '))
        : null,
      reasonAgainst?.(row) ?? null,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  const { on } = props;
  const hint =
    error ??
    (open && found.data?.next !== undefined
      ? t.agencies.pickMore
      : (helperText ?? (on === null ? t.agencies.pickHint : t.agencies.pickOn(shortDay(on)))));
  return {
    fullWidth: true,
    size: 'small' as const,
    disabled: props.disabled ?? false,
    open,
    onOpen: () => setOpen(true),
    onClose: () => setOpen(false),
    options: optionsOf(found.data?.rows, typed),
    filterOptions: asFound,
    getOptionLabel: nameOf,
    getOptionKey: keyOf,
    isOptionEqualToValue: isSame,
    getOptionDisabled: (option: Option) =>
      option.row !== null && (reasonAgainst?.(option.row) ?? null) !== null,
    loading: found.isFetching,
    loadingText: t.frame.loading,
    noOptionsText: t.agencies.pickNothing,
    renderOption: ({ key, ...rest }: HTMLAttributes<HTMLLIElement> & { key: Key }, option: Option) => (
      <li key={key} {...rest}>
        <Box sx={{ minWidth: 0 }}>
          {option.name}
          {option.row === null ? null : (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {about(option.row)}
            </Box>
          )}
        </Box>
      </li>
    ),
    renderInput: (params: AutocompleteRenderInputParams) => (
      <TextField
        {...params}
        label={label}
        required={props.required ?? false}
        autoFocus={props.autoFocus ?? false}
        error={error !== undefined}
        helperText={hint}
      />
    ),
  };
}

interface AgencyPickerProps extends CommonProps {
  readonly value: AgencyChoice | null;
  readonly onChange: (value: AgencyChoice | null) => void;
}
export function AgencyPicker({ value, onChange, ...props }: AgencyPickerProps) {
  const [text, setText] = useState('');
  // The same object while the choice is the same: another one would put its name back over what is typed.
  const id = value?.id ?? null;
  const name = value?.name ?? '';
  const chosen = useMemo(() => (id === null ? null : chosenOption({ id, name })), [id, name]);
  // The text of a chosen agency is no search.
  const field = useAgencyField(text === value?.name ? '' : text, props);
  return (
    <Autocomplete<Option>
      {...field}
      value={chosen}
      inputValue={text}
      onInputChange={(_event, next) => setText(next)}
      onChange={(_event, next) => onChange(next === null ? null : { id: next.id, name: next.name })}
    />
  );
}

interface AgenciesPickerProps extends CommonProps {
  readonly value: readonly AgencyChoice[];
  readonly onChange: (value: readonly AgencyChoice[]) => void;
}
export function AgenciesPicker({ value, onChange, ...props }: AgenciesPickerProps) {
  const [text, setText] = useState('');
  const chosen = useMemo(() => value.map(chosenOption), [value]);
  const field = useAgencyField(text, props);
  return (
    <Autocomplete<Option, true>
      {...field}
      multiple
      disableCloseOnSelect
      filterSelectedOptions
      value={chosen}
      inputValue={text}
      onInputChange={(_event, next, reason) => {
        // Several of one search are chosen without typing it again.
        if (reason === 'input' || reason === 'clear' || reason === 'blur') setText(next);
      }}
      onChange={(_event, next) => onChange(next.map(({ id, name }) => ({ id, name })))}
    />
  );
}
