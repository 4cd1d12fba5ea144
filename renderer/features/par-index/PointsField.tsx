// A field for points (hundredths) typed as 1,5 or 1.5. What cannot be read or is too much stays as typed, with the reason.
import { useState } from 'react';
import type { ReactNode } from 'react';
import TextField from '@mui/material/TextField';
import { parseHundredths } from '../../../core/rules/format.ts';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

interface PointsFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** Empty is not known (null); without it the field must say something. */
  readonly nullable?: boolean;
  readonly limit?: number;
  readonly error?: string | undefined;
  readonly helperText?: ReactNode;
  readonly disabled?: boolean;
}

export function PointsField({
  label,
  value,
  onChange,
  nullable = false,
  limit,
  error,
  helperText,
  disabled = false,
}: PointsFieldProps) {
  const w = useText().parIndex;
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  // A value from elsewhere replaces what was typed and not yet taken.
  if (seen !== value) {
    setSeen(value);
    setTyped(null);
  }
  const text = typed?.trim() ?? '';
  const read = typed === null || text === '' ? null : parseHundredths(text);
  const isBad = typed !== null && (text === '' ? !nullable : read === null);
  const isAbove = read !== null && limit !== undefined && read > limit;
  const take = () => {
    if (typed === null || isBad || isAbove) return;
    setTyped(null);
    if (read !== value) onChange(read);
  };
  const message = isBad ? w.items.badPoints : isAbove ? w.entry.above(points(limit)) : error;
  return (
    <TextField
      label={label}
      value={typed ?? (value === null ? '' : points(value))}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
      disabled={disabled}
      error={message !== undefined}
      helperText={message ?? helperText}
      slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' }, inputLabel: { shrink: true } }}
    />
  );
}
