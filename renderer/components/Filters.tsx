// Filters of a list: they stand in the URL, so that "back" and a copied address show the same list.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import SearchIcon from '@mui/icons-material/SearchOutlined';
import { useSearchParams } from 'react-router';
import { useText } from '../i18n/text.tsx';
import { AsOurs } from './ReadOnlyFields.tsx';

export interface Filter {
  /** Empty when it is not set. */
  get(name: string): string;
  set(name: string, value: string): void;
  clear(): void;
}

export function useFilter(): Filter {
  const [params, setParams] = useSearchParams();
  return {
    get: (name) => params.get(name) ?? '',
    set(name, value) {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (value === '') next.delete(name);
          else next.set(name, value);
          return next;
        },
        { replace: true },
      );
    },
    clear: () => setParams({}, { replace: true }),
  };
}

interface FilterBarProps {
  readonly filter: Filter;
  /** Which parameters "clear" looks at. */
  readonly names: readonly string[];
  readonly children: ReactNode;
}
export function FilterBar({ filter, names, children }: FilterBarProps) {
  const t = useText();
  return (
    <Box
      role="search"
      aria-label={t.frame.filter}
      sx={{ display: 'flex', gap: 1, mb: 1.5, flexWrap: 'wrap', alignItems: 'center' }}
    >
      <AsOurs>{children}</AsOurs>
      {names.some((name) => filter.get(name) !== '') ? (
        <Button onClick={filter.clear}>{t.frame.clearFilters}</Button>
      ) : null}
    </Box>
  );
}

interface FilterTextProps {
  readonly filter: Filter;
  readonly name: string;
  readonly label: string;
}
/** Text is taken over as it is typed, but not in the middle of a composition. */
export function FilterText({ filter, name, label }: FilterTextProps) {
  const value = filter.get(name);
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  const take = (text: string) => {
    setSeen(text);
    filter.set(name, text);
  };
  return (
    <AsOurs>
      <TextField
        value={typed}
        placeholder={label}
        onChange={(event) => {
          setTyped(event.target.value);
          const { nativeEvent } = event;
          if (!('isComposing' in nativeEvent) || nativeEvent.isComposing !== true) take(event.target.value);
        }}
        sx={{ width: '18rem' }}
        slotProps={{
          htmlInput: {
            'aria-label': label,
            maxLength: 200,
            onCompositionEnd: (event: { currentTarget: HTMLInputElement }) => take(event.currentTarget.value),
          },
          input: {
            startAdornment: (
              <InputAdornment position="start">
                <SearchIcon sx={{ fontSize: 18 }} />
              </InputAdornment>
            ),
          },
        }}
      />
    </AsOurs>
  );
}

interface FilterSelectProps {
  readonly filter: Filter;
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What no choice means, where it is not "all". */
  readonly emptyLabel?: string;
}
export function FilterSelect({ filter, name, label, options, emptyLabel }: FilterSelectProps) {
  const t = useText();
  const value = filter.get(name);
  return (
    <AsOurs>
      <TextField
        select
        label={label}
        value={options.some((option) => option.value === value) ? value : ''}
        onChange={(event) => filter.set(name, event.target.value)}
        sx={{ width: 'auto', minWidth: '11rem', maxWidth: '20rem' }}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{emptyLabel ?? t.frame.all}</MenuItem>
        {options.map((option) => (
          <MenuItem key={option.value} value={option.value} sx={{ maxWidth: '36rem', whiteSpace: 'normal' }}>
            {option.label}
          </MenuItem>
        ))}
      </TextField>
    </AsOurs>
  );
}
