// Choosing an administrative unit out of the catalogue of the database: provinces and communes, by text.
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useQueryOf } from '../../api/query.ts';
import { exactFirst } from '../../components/exact-first.ts';
import { useText } from '../../i18n/text.tsx';

export interface UnitChoice {
  readonly id: string;
  readonly code: string;
  readonly fullName: string;
  readonly parentName: string | null;
}

interface UnitPickerProps {
  readonly label: string;
  readonly value: UnitChoice | null;
  readonly onChange: (value: UnitChoice | null) => void;
  readonly helperText?: ReactNode;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
}

export function UnitPicker({
  label,
  value,
  onChange,
  helperText,
  autoFocus = false,
  ...rest
}: UnitPickerProps) {
  const t = useText();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const wanted = useDeferredValue(text === value?.fullName ? '' : text.trim());
  const found = useQueryOf(
    'catalogue.units',
    { limit: 50, ...(wanted === '' ? { level: 'province' as const } : { text: wanted }) },
    { enabled: open, keepPrevious: true },
  );
  return (
    <Autocomplete<UnitChoice>
      fullWidth
      size="small"
      {...rest}
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={[...exactFirst(found.data?.rows ?? [], wanted, ({ fullName }) => fullName)]}
      filterOptions={(options) => options}
      value={value}
      inputValue={text}
      onInputChange={(_event, next) => setText(next)}
      onChange={(_event, next) => onChange(next)}
      getOptionLabel={(unit) => unit.fullName}
      getOptionKey={(unit) => unit.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      loading={found.isFetching}
      loadingText={t.frame.loading}
      noOptionsText={t.catalogue.nothing}
      renderOption={(props, unit) => {
        const { key, ...others } = props;
        return (
          <li key={key} {...others}>
            <Box sx={{ minWidth: 0 }}>
              {unit.fullName}
              <Box component="span" sx={{ color: 'text.secondary', ml: 1, fontSize: '0.75rem' }}>
                {[unit.parentName, unit.code].filter((part) => part !== null).join(' · ')}
              </Box>
            </Box>
          </li>
        );
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          autoFocus={autoFocus}
          helperText={helperText ?? t.catalogue.unitHint}
        />
      )}
    />
  );
}
