// The passphrase of the office's seal, asked once in a run; and going on by itself with what it stopped.
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../../api/client.ts';
import { useCommand } from '../../api/query.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { PassphraseField } from '../../components/PassphraseFields.tsx';

interface UnlockDialogProps {
  readonly onUnlocked: () => void;
  readonly onClose: () => void;
}

export function UnlockDialog({ onUnlocked, onClose }: UnlockDialogProps) {
  const t = useText();
  const w = t.exchange.unlock;
  const queryClient = useQueryClient();
  const unlock = useCommand('keys.unlock', { quiet: true });
  const [typed, setTyped] = useState('');
  const wrong = unlock.error?.code === 'WRONG_PASSPHRASE';
  async function submit() {
    const state = await unlock.run({ passphrase: typed });
    if (state === undefined) return;
    await queryClient.invalidateQueries({ queryKey: ['keys.state'] });
    onUnlocked();
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="unlock-title" maxWidth="xs">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog inside a form of React's tree: the outer one is not sent with it.
          event.stopPropagation();
          if (typed !== '' && !unlock.pending) void submit();
        }}
      >
        <DialogTitle id="unlock-title">{w.title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 1.5, '&&': { pt: 1 } }}>
          <Typography variant="body2" color="text.secondary">
            {w.text}
          </Typography>
          <PassphraseField
            autoFocus
            label={w.field}
            value={typed}
            onChange={(next) => {
              setTyped(next);
              unlock.reset();
            }}
            error={wrong ? w.wrong : undefined}
            helperText={w.hint}
          />
          {unlock.error === null || wrong ? null : <ErrorState error={unlock.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={typed === '' || unlock.pending}>
            {w.open}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

export interface Unlocking {
  /** Runs it; where the seal is locked, asks for the passphrase and runs it once more. Rejects as `run` does. */
  readonly through: <T>(run: () => Promise<T>) => Promise<T>;
  /** Stands somewhere in the screen. */
  readonly dialog: ReactNode;
}

/** KEYS_LOCKED, wherever it arises: the dialog opens, and the work goes on by itself. */
export function useUnlocking(): Unlocking {
  const [asking, setAsking] = useState(false);
  const answer = useRef<((opened: boolean) => void) | null>(null);
  const settle = useCallback((opened: boolean) => {
    setAsking(false);
    answer.current?.(opened);
    answer.current = null;
  }, []);
  const through = useCallback(async <T,>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'KEYS_LOCKED') throw error;
      // Whoever asked before has lost interest: its own fault stands.
      answer.current?.(false);
      const opened = await new Promise<boolean>((resolve) => {
        answer.current = resolve;
        setAsking(true);
      });
      if (!opened) throw error;
      return run();
    }
  }, []);
  return useMemo(
    () => ({
      through,
      dialog: asking ? <UnlockDialog onUnlocked={() => settle(true)} onClose={() => settle(false)} /> : null,
    }),
    [through, asking, settle],
  );
}
