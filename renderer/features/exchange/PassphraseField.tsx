// A passphrase as it is typed: hidden, shown while somebody asks for it. Keeps nothing.
import { useState } from 'react';
import type { ReactNode } from 'react';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import HideIcon from '@mui/icons-material/VisibilityOffOutlined';
import ShowIcon from '@mui/icons-material/VisibilityOutlined';
import { useText } from '../../i18n/text.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly helperText?: ReactNode;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
  /** Whose it is, for the browser's own keeper of passwords: a new one is never filled in. */
  readonly isNew?: boolean;
}

export function PassphraseField({
  label,
  value,
  onChange,
  helperText,
  error,
  autoFocus = false,
  disabled = false,
  isNew = false,
}: PassphraseFieldProps) {
  const w = useText().exchange.passphrase;
  const [shown, setShown] = useState(false);
  return (
    <TextField
      type={shown ? 'text' : 'password'}
      label={label}
      value={value}
      autoFocus={autoFocus}
      disabled={disabled}
      error={error !== undefined}
      helperText={error ?? helperText}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        htmlInput: { maxLength: 300, autoComplete: isNew ? 'new-password' : 'off', spellCheck: false },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={shown ? w.hide : w.show}
                aria-pressed={shown}
                disabled={disabled}
                onClick={() => setShown(!shown)}
              >
                {shown ? <HideIcon sx={{ fontSize: 18 }} /> : <ShowIcon sx={{ fontSize: 18 }} />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
