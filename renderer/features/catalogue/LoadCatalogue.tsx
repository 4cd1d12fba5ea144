// Loading the shipped catalogue: one button, and how far it is while it runs.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useCommand } from '../../api/query.ts';
import { useWork } from '../../api/work.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface LoadCatalogueProps {
  readonly autoFocus?: boolean;
}
export function LoadCatalogue({ autoFocus = false }: LoadCatalogueProps) {
  const w = useText().catalogue;
  const load = useCommand('catalogue.load', { quiet: true });
  const work = useWork().find(({ method }) => method === 'catalogue.load');
  const runs = load.pending || work !== undefined;
  return (
    <Box sx={{ display: 'grid', gap: 1, justifyItems: 'center', width: '100%' }}>
      {runs ? (
        <Box sx={{ width: 'min(24rem, 100%)' }}>
          <Typography variant="body2" component="output">
            {w.loading}
          </Typography>
          {work?.total == null ? (
            <LinearProgress aria-label={w.loading} />
          ) : (
            <ProgressBar value={work.done} max={work.total} label={w.loading} />
          )}
        </Box>
      ) : (
        <Button variant="contained" autoFocus={autoFocus} onClick={() => void load.run({})}>
          {w.load}
        </Button>
      )}
      {load.error === null || runs ? null : <ErrorState error={load.error} compact />}
    </Box>
  );
}
