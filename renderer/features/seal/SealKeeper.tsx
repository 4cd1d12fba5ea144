// How a new seal is kept: by this PC where it can, else by a passphrase. Used wherever a seal is made.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Typography from '@mui/material/Typography';
import type { KeyState } from '../../../core/contract/exchange-keys.ts';
import { useText } from '../../i18n/text.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { noPassphrase, passphraseFault } from '../../components/new-passphrase.ts';

export interface Keeper {
  /** Null: this PC keeps it. Undefined while what was typed cannot be taken; what is wrong is then shown. */
  readonly take: () => string | null | undefined;
  readonly fields: (autoFocus: boolean) => ReactNode;
}

export function useKeeper(osStore: KeyState['osStore']): Keeper {
  const [chosen, setChosen] = useState<'os' | 'passphrase'>('os');
  const [typed, setTyped] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const byPassphrase = osStore !== 'available' || chosen === 'passphrase';
  return {
    take() {
      if (!byPassphrase) return null;
      setTried(true);
      return passphraseFault(typed) === null ? typed.first.normalize('NFC') : undefined;
    },
    fields: (autoFocus) => (
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {osStore === 'available' ? <KeeperChoice value={chosen} onChange={setChosen} /> : null}
        {osStore === 'weak' ? <Weak /> : null}
        {byPassphrase ? (
          <PassphraseFields
            value={typed}
            onChange={setTyped}
            tried={tried}
            autoFocus={autoFocus && osStore !== 'available'}
          />
        ) : null}
      </Box>
    ),
  };
}

function Weak() {
  return (
    <Alert severity="warning" variant="outlined">
      {useText().seal.weak}
    </Alert>
  );
}

interface KeeperChoiceProps {
  readonly value: 'os' | 'passphrase';
  readonly onChange: (value: 'os' | 'passphrase') => void;
}
function KeeperChoice({ value, onChange }: KeeperChoiceProps) {
  const w = useText().seal;
  const choices = [
    { value: 'os', label: w.keepers.os, text: w.keepers.osText },
    { value: 'passphrase', label: w.keepers.passphrase, text: w.keepers.passphraseText },
  ] as const;
  return (
    <FormControl>
      <FormLabel id="seal-keeper" sx={{ fontSize: '0.8125rem', fontWeight: 600 }}>
        {w.keeper}
      </FormLabel>
      <RadioGroup aria-labelledby="seal-keeper" value={value}>
        {choices.map((choice) => (
          <FormControlLabel
            key={choice.value}
            value={choice.value}
            sx={{ alignItems: 'flex-start', mt: 0.5 }}
            control={<Radio size="small" onChange={() => onChange(choice.value)} sx={{ pt: 0.25 }} />}
            label={
              <>
                <Typography variant="body2" component="span" sx={{ fontWeight: 500, display: 'block' }}>
                  {choice.label}
                </Typography>
                <Typography variant="body2" component="span" color="text.secondary">
                  {choice.text}
                </Typography>
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
