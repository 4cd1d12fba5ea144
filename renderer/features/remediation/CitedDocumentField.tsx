// The document that an act rests on: one of the round's, chosen, or any other, typed as it is cited.
import { useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import { useQueryOf } from '../../api/query.ts';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { documentName, numberAndSymbol } from '../plans/plan-words.ts';

export interface CitedDocument {
  readonly documentId: string | null;
  readonly documentText: string | null;
}
export const noDocument: CitedDocument = { documentId: null, documentText: null };

interface CitedDocumentFieldProps {
  /** Whose documents are offered; null: those that are concerned belong to several rounds. */
  readonly planId: string | null;
  readonly value: CitedDocument;
  readonly onChange: (value: CitedDocument) => void;
  readonly required?: boolean;
  readonly error?: string | undefined;
}

export function CitedDocumentField({
  planId,
  value,
  onChange,
  required = false,
  error,
}: CitedDocumentFieldProps) {
  const t = useText();
  const w = t.remediation;
  const documents = useQueryOf('documents.list', planId === null ? {} : { planId }, {
    enabled: planId !== null,
  });
  const offered = (documents.data ?? []).filter(({ status }) => status === 'issued');
  const nameOf = (one: DocumentRow) =>
    [
      one.number === null ? null : numberAndSymbol(one),
      documentName(one, t.labels.documentKind),
      dayOrBlank(one.issuedOn),
    ]
      .filter((part) => part !== null && part !== '')
      .join(' · ');
  const chosen = offered.find(({ id }) => id === value.documentId) ?? null;
  const [typed, setTyped] = useState(value.documentText ?? '');
  return (
    <Autocomplete<DocumentRow, false, false, true>
      freeSolo
      fullWidth
      size="small"
      options={offered}
      value={chosen}
      inputValue={typed}
      onInputChange={(_event, next, reason) => {
        setTyped(next);
        // What is typed counts as it is typed: the act may follow by Enter at once.
        if (reason === 'input')
          onChange({ documentId: null, documentText: next.trim() === '' ? null : next.trim() });
      }}
      onChange={(_event, next) => {
        if (next === null) onChange(noDocument);
        else if (typeof next === 'string')
          onChange({ documentId: null, documentText: next.trim() === '' ? null : next.trim() });
        else onChange({ documentId: next.id, documentText: null });
      }}
      getOptionLabel={(one) => (typeof one === 'string' ? one : nameOf(one))}
      getOptionKey={(one) => (typeof one === 'string' ? one : one.id)}
      isOptionEqualToValue={(a, b) => typeof b !== 'string' && a.id === b.id}
      renderOption={(props, one) => {
        const { key, ...others } = props;
        return (
          <li key={key} {...others}>
            <Box sx={{ minWidth: 0, py: 0.25 }}>{nameOf(one)}</Box>
          </li>
        );
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          label={w.document}
          required={required}
          error={error !== undefined}
          helperText={error ?? w.documentHint}
          slotProps={{ ...params.slotProps, htmlInput: { ...params.slotProps.htmlInput, maxLength: 1000 } }}
        />
      )}
    />
  );
}
