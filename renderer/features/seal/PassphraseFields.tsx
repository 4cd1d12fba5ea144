// A new passphrase, typed twice.
import Box from '@mui/material/Box';
import { useText } from '../../i18n/text.tsx';
import { PassphraseField } from '../exchange/PassphraseField.tsx';
import { type NewPassphrase, passphraseFault } from './passphrase.ts';

interface PassphraseFieldsProps {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  /** Somebody has tried to go on: what is wrong is said. */
  readonly tried: boolean;
  readonly autoFocus?: boolean;
}

export function PassphraseFields({ value, onChange, tried, autoFocus = false }: PassphraseFieldsProps) {
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
        helperText={w.passphraseHint}
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
