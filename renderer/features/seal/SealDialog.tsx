// Making a seal, renewing it, bringing it back from the recovery sheet: what follows from it, and how it is kept.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { KeyState } from '../../../core/contract/exchange-keys.ts';
import { call } from '../../api/client.ts';
import { useRefetch } from '../../api/refetch.ts';
import { showNotice } from '../../api/toasts.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { useUnlocking } from '../exchange/UnlockDialog.tsx';
import { useKeeper } from './SealKeeper.tsx';

export type SealAct = 'make' | 'renew' | 'recover';

interface SealDialogProps {
  readonly act: SealAct;
  readonly osStore: KeyState['osStore'];
  readonly onClose: () => void;
}

export function SealDialog({ act, osStore, onClose }: SealDialogProps) {
  const t = useText();
  const w = t.seal;
  const refetch = useRefetch();
  const unlocking = useUnlocking();
  const keeper = useKeeper(osStore);
  const [letters, setLetters] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const words = {
    make: { title: w.makeTitle, lead: w.makeText, confirm: w.make, done: w.made },
    renew: { title: w.renewTitle, lead: w.renewLead, confirm: w.renew, done: w.renewed },
    recover: { title: w.recoverTitle, lead: w.recoverLead, confirm: w.recover, done: w.recovered },
  }[act];

  async function go() {
    const passphrase = keeper.take();
    if (passphrase === undefined || (act === 'recover' && letters.trim() === '')) return;
    setBusy(true);
    setFault(null);
    try {
      await unlocking.through(async () =>
        act === 'make'
          ? call('keys.make', { passphrase })
          : act === 'renew'
            ? call('keys.renew', { passphrase })
            : call('keys.recover', { text: letters.trim(), passphrase }),
      );
      await refetch('keys.state', 'trust.list');
      showNotice(words.done);
      onClose();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="seal-act-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void go();
        }}
      >
        <DialogTitle id="seal-act-title">{words.title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Typography variant="body2" color="text.secondary">
            {words.lead}
          </Typography>
          {act === 'renew' ? (
            <Box
              component="ul"
              sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.5, fontSize: '0.8125rem', lineHeight: 1.6 }}
            >
              {Object.values(w.renewPoints).map((point) => (
                <li key={point}>{point}</li>
              ))}
            </Box>
          ) : null}
          {act === 'recover' ? (
            <TextField
              required
              multiline
              autoFocus
              minRows={3}
              maxRows={10}
              label={w.recoverText}
              value={letters}
              onChange={(event) => setLetters(event.target.value)}
              slotProps={{
                htmlInput: {
                  maxLength: 2000,
                  spellCheck: false,
                  autoComplete: 'off',
                  sx: { fontFamily: 'monospace', fontSize: '0.9375rem' },
                },
              }}
            />
          ) : null}
          {keeper.fields(act !== 'recover')}
          {/* Sealing by a passphrase is slow on purpose. */}
          {busy ? <LinearProgress aria-label={words.title} /> : null}
          {fault === null ? null : <ErrorState error={fault} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={busy || (act === 'recover' && letters.trim() === '')}
          >
            {words.confirm}
          </Button>
        </DialogActions>
      </form>
      {unlocking.dialog}
    </Dialog>
  );
}
