// What the state of the office's seal asks for before anything can be sent or received; and an error that leads there.
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Link } from 'react-router';
import { useQueryOf } from '../../api/query.ts';
import { errorValueOf } from '../../api/client.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

/** Nothing where the seal is there, open or not: its passphrase is asked when it is needed. */
export function SealNotice() {
  const w = useText().exchange;
  const state = useQueryOf('keys.state', {}).data?.state;
  if (state !== 'none') return null;
  return (
    <Alert
      severity="warning"
      variant="outlined"
      sx={{ mb: 2 }}
      action={
        <Button component={Link} to="/settings/seal" variant="outlined">
          {w.sealMissingAction}
        </Button>
      }
    >
      {w.sealMissing}
    </Alert>
  );
}

interface FaultProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}
/** Cause and remedy; where the seal is missing, the way to it. */
export function Fault({ error, onRetry }: FaultProps) {
  const w = useText().exchange;
  return (
    <Box>
      <ErrorState error={error} {...(onRetry === undefined ? {} : { onRetry })} />
      {errorValueOf(error).code === 'KEYS_MISSING' ? (
        <Button component={Link} to="/settings/seal" variant="outlined" sx={{ mt: 1 }}>
          {w.sealMissingAction}
        </Button>
      ) : null}
    </Box>
  );
}
