// A passphrase as it is typed: hidden, shown while somebody asks for it; a new one twice. Keeps nothing.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import HideIcon from '@mui/icons-material/VisibilityOffOutlined';
import ShowIcon from '@mui/icons-material/VisibilityOutlined';
import { useText } from '../i18n/text.tsx';
import { passphraseFault } from './new-passphrase.ts';
import type { NewPassphrase } from './new-passphrase.ts';

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

interface PassphraseFieldsProps {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  /** Somebody has tried to go on: what is wrong is said. */
  readonly tried: boolean;
  readonly autoFocus?: boolean;
  /** Instead of the advice: how good the one is that was typed. */
  readonly hint?: string | undefined;
}

/** A new passphrase, typed twice. */
export function PassphraseFields({ value, onChange, tried, autoFocus = false, hint }: PassphraseFieldsProps) {
  const w = useText().seal;
  const fault = tried ? passphraseFault(value) : null;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        gap: 1.5,
        alignItems: 'start',
      }}
    >
      <PassphraseField
        isNew
        autoFocus={autoFocus}
        label={w.passphrase}
        value={value.first}
        onChange={(first) => onChange({ ...value, first })}
        error={fault === 'short' ? w.passphraseShort : undefined}
        helperText={hint ?? w.passphraseHint}
      />
      <PassphraseField
        isNew
        label={w.passphraseAgain}
        value={value.second}
        onChange={(second) => onChange({ ...value, second })}
        error={fault === 'differs' ? w.passphraseDiffers : undefined}
      />
    </Box>
  );
}
