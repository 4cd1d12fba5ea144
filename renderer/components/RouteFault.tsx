// What stands in place of a screen that crashed, could not be loaded, or does not exist.
import { useEffect } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link, isRouteErrorResponse, useRouteError } from 'react-router';
import { ApiError } from '../api/client.ts';
import { useText } from '../i18n/text.tsx';
import { ErrorState } from './States.tsx';

export function NotFound() {
  const t = useText();
  useEffect(() => {
    document.title = `${t.frame.notFound.title} · ${t.frame.productName}`;
  }, [t]);
  return (
    <Box sx={{ py: 8, textAlign: 'center' }}>
      <Typography variant="h1">{t.frame.notFound.title}</Typography>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {t.frame.notFound.text}
      </Typography>
      <Button component={Link} to="/" variant="contained">
        {t.frame.notFound.home}
      </Button>
    </Box>
  );
}

/** The error boundary of the routes. */
export function RouteFault() {
  const t = useText();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  if (error instanceof ApiError) {
    return (
      <Box sx={{ p: 3 }}>
        <ErrorState error={error} onRetry={() => window.location.reload()} />
      </Box>
    );
  }
  const isChunk = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <Box role="alert" sx={{ p: 4, maxWidth: '44rem', mx: 'auto' }}>
      <Typography variant="h1">{isChunk ? t.frame.error.chunk : t.frame.error.crashed}</Typography>
      <Typography color="text.secondary" sx={{ mt: 1 }}>
        {t.frame.error.crashedRemedy}
      </Typography>
      <Typography
        variant="caption"
        component="p"
        color="text.secondary"
        sx={{ mt: 1, overflowWrap: 'anywhere' }}
      >
        {t.frame.error.code(error instanceof Error ? `${error.name}: ${error.message}` : 'UI')}
      </Typography>
      <Box sx={{ mt: 2, display: 'flex', gap: 1 }}>
        <Button variant="contained" onClick={() => window.location.reload()}>
          {t.frame.error.reload}
        </Button>
        <Button component="a" href="/">
          {t.frame.notFound.home}
        </Button>
      </Box>
    </Box>
  );
}
