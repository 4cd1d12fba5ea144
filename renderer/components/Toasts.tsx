// The one notice at the foot of the window: what happened, and "Hoàn tác" where it can be taken back.
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import { dismissToast, useToast } from '../api/toasts.ts';
import { useText } from '../i18n/text.tsx';
import { useErrorWords } from './States.tsx';
import { useUndo } from './undo.ts';

export function Toasts() {
  const t = useText();
  const toast = useToast();
  const errorWords = useErrorWords();
  const undo = useUndo();
  if (toast === null) return null;
  const words = toast.error === null ? null : errorWords(toast.error);
  return (
    <Snackbar
      key={toast.id}
      open
      autoHideDuration={words === null ? 8_000 : 20_000}
      onClose={(_event, reason) => {
        if (reason !== 'clickaway') dismissToast();
      }}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
    >
      <Alert
        variant="outlined"
        severity={words === null ? 'info' : 'error'}
        icon={false}
        onClose={dismissToast}
        sx={{
          backgroundColor: 'background.paper',
          color: 'text.primary',
          alignItems: 'center',
          maxWidth: '44rem',
          boxShadow: 3,
        }}
        action={
          toast.undo ? (
            <Button
              onClick={() => {
                dismissToast();
                void undo.undo();
              }}
            >
              {t.frame.undo}
            </Button>
          ) : (
            <Button onClick={dismissToast}>{t.frame.close}</Button>
          )
        }
      >
        {words === null ? (
          toast.text
        ) : (
          <>
            <strong>{words.cause}</strong> {words.remedy}
            {toast.error === null
              ? null
              : ` (${t.frame.error.code(toast.error.code)}${toast.error.ref === undefined ? '' : `, ${toast.error.ref}`})`}
          </>
        )}
      </Alert>
    </Snackbar>
  );
}
