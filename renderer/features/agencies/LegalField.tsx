// A legal document: chosen from the library (by its id), or typed as it is cited (as text).
import { useDeferredValue, useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { LegalDocument } from '../../../core/contract/legal.ts';
import { useQueryOf } from '../../api/query.ts';
import { useText } from '../../i18n/text.tsx';

export interface LegalChoice {
  readonly legalDocumentId: string | null;
  readonly legalText: string | null;
}

interface LegalFieldProps {
  readonly label: string;
  readonly value: LegalChoice;
  /** Told when something is chosen, and when the field is left. */
  readonly onChange: (value: LegalChoice) => void;
}

export function LegalField({ label, value, onChange }: LegalFieldProps) {
  const t = useText();
  const library = useQueryOf('legalDocuments.list', {});
  const chosen = library.data?.find(({ id }) => id === value.legalDocumentId) ?? null;
  const [text, setText] = useState(value.legalText ?? '');
  const wanted = useDeferredValue(text.trim());
  const isName = chosen !== null && text === chosen.firstCitation;
  const found = useQueryOf('legalDocuments.list', wanted === '' || isName ? {} : { text: wanted }, {
    keepPrevious: true,
  });
  return (
    <Autocomplete<LegalDocument, false, false, true>
      freeSolo
      fullWidth
      size="small"
      options={found.data ?? []}
      filterOptions={(options) => options}
      value={chosen}
      inputValue={text}
      onInputChange={(_event, next, reason) => {
        // With a typed text nothing is chosen; the field must not be emptied for that.
        if (reason === 'reset' && next === '' && value.legalText !== null) return;
        setText(next);
      }}
      onChange={(_event, next) => {
        if (next === null) onChange({ legalDocumentId: null, legalText: null });
        else if (typeof next === 'string')
          onChange({ legalDocumentId: null, legalText: next.trim() === '' ? null : next.trim() });
        else onChange({ legalDocumentId: next.id, legalText: null });
      }}
      onBlur={() => {
        const typed = text.trim();
        if (isName || typed === (value.legalText ?? '')) return;
        onChange({ legalDocumentId: null, legalText: typed === '' ? null : typed });
      }}
      getOptionLabel={(one) => (typeof one === 'string' ? one : one.firstCitation)}
      getOptionKey={(one) => (typeof one === 'string' ? one : one.id)}
      isOptionEqualToValue={(a, b) => typeof b !== 'string' && a.id === b.id}
      renderOption={(props, one) => {
        const { key, ...others } = props;
        return (
          <li key={key} {...others}>
            <Box sx={{ minWidth: 0, py: 0.25 }}>{one.firstCitation}</Box>
          </li>
        );
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          helperText={t.agencies.legalHint}
          slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, maxLength: 1000 } }}
        />
      )}
    />
  );
}
