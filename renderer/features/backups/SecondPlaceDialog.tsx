// Choosing the second place: where, and what opens it where this PC is lost.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { call } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { showNotice } from '../../api/toasts.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { useUnlocking } from '../exchange/UnlockDialog.tsx';
import { PassphraseFields } from '../../components/PassphraseFields.tsx';
import { noPassphrase, passphraseFault } from '../../components/new-passphrase.ts';
import { PlaceChoice } from './PlaceChoice.tsx';

interface SecondPlaceDialogProps {
  readonly onChosen: () => void;
  readonly onClose: () => void;
}

export function SecondPlaceDialog({ onChosen, onClose }: SecondPlaceDialogProps) {
  const t = useText();
  const w = t.backups.second;
  const seal = useQueryOf('keys.state', {});
  const unlocking = useUnlocking();
  const [path, setPath] = useState('');
  const [withPassphrase, setWithPassphrase] = useState(false);
  const [typed, setTyped] = useState(noPassphrase);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const hasNoSeal = seal.data?.state === 'none';
  const target = path.trim();
  async function confirm() {
    setTried(true);
    if (target === '' || (withPassphrase && passphraseFault(typed) !== null)) return;
    setBusy(true);
    setFault(null);
    try {
      const passphrase = withPassphrase ? typed.first.normalize('NFC') : null;
      await unlocking.through(() => call('backups.setSecondPlace', { path: target, passphrase }));
      showNotice(w.chosen);
      onChosen();
      onClose();
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="second-place-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy && !hasNoSeal) void confirm();
        }}
      >
        <DialogTitle id="second-place-title">{w.dialogTitle}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Typography variant="body2" color="text.secondary">
            {w.dialogText}
          </Typography>
          {hasNoSeal ? (
            <Alert
              severity="warning"
              variant="outlined"
              action={
                <Button
                  component={Link}
                  to="/settings/seal"
                  variant="contained"
                  sx={{ whiteSpace: 'nowrap' }}
                >
                  {w.toSeal}
                </Button>
              }
            >
              {w.needsSeal}
            </Alert>
          ) : (
            <>
              <PlaceChoice value={path} onChange={setPath} />
              <div>
                <FormControlLabel
                  label={w.withPassphrase}
                  slotProps={{ typography: { variant: 'body2' } }}
                  control={
                    <Checkbox
                      size="small"
                      checked={withPassphrase}
                      onChange={(_event, on) => setWithPassphrase(on)}
                    />
                  }
                />
                <Typography variant="caption" color="text.secondary" component="p">
                  {w.passphraseText}
                </Typography>
              </div>
              {withPassphrase ? <PassphraseFields value={typed} onChange={setTyped} tried={tried} /> : null}
            </>
          )}
          {fault === null ? null : <ErrorState error={fault} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={busy || hasNoSeal || target === ''}>
            {w.use}
          </Button>
        </DialogActions>
      </form>
      {unlocking.dialog}
    </Dialog>
  );
}
