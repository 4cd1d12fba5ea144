// What opens a copy that this PC cannot open by itself: the passphrase, or the recovery sheet typed in.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { ApiError } from '../../api/client.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useText } from '../../i18n/text.tsx';
import { PassphraseField } from '../../components/PassphraseFields.tsx';

/** The copy is sound as far as anybody knows: it is only locked. */
export function wantsSecret(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    ['WRONG_PASSPHRASE', 'KEYS_MISSING', 'KEYS_LOCKED', 'CARD_BROKEN'].includes(error.code)
  );
}

interface SecretFormProps {
  /** What was tried last does not open it. */
  readonly wrong: string | null;
  readonly onSecret: (secret: string) => void;
}
export function SecretForm({ wrong, onSecret }: SecretFormProps) {
  const w = useText().backups.restoring;
  // What was tried and is longer than anybody's passphrase came off the sheet.
  const [by, setBy] = useState<'passphrase' | 'sheet'>((wrong ?? '').length > 100 ? 'sheet' : 'passphrase');
  const [typed, setTyped] = useState(wrong ?? '');
  const secret = typed.trim().normalize('NFC');
  const fault = wrong !== null && wrong === secret ? w.wrongSecret : undefined;
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: { preventDefault(): void; stopPropagation(): void }) => {
        event.preventDefault();
        event.stopPropagation();
        if (secret !== '') onSecret(secret);
      }}
      sx={{ display: 'grid', gap: 1.5, justifyItems: 'start' }}
    >
      <Typography variant="body2" color="text.secondary">
        {w.secretHint}
      </Typography>
      <ChoiceToggle
        label={w.secretBy}
        value={by}
        choices={[
          { value: 'passphrase', label: w.passphrase },
          { value: 'sheet', label: w.sheet },
        ]}
        onChange={setBy}
      />
      {by === 'passphrase' ? (
        <PassphraseField autoFocus label={w.secret} value={typed} onChange={setTyped} error={fault} />
      ) : (
        <TextField
          multiline
          autoFocus
          minRows={3}
          label={w.letters}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          error={fault !== undefined}
          helperText={fault}
          slotProps={{
            htmlInput: {
              maxLength: 2000,
              spellCheck: false,
              autoComplete: 'off',
              sx: { fontFamily: 'monospace', fontSize: '0.9375rem' },
            },
          }}
        />
      )}
      <Button type="submit" variant="outlined" disabled={secret === ''}>
        {w.secretTry}
      </Button>
    </Box>
  );
}
