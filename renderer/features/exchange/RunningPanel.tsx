// Long work of this screen, large: what is done, how far it is, and stopping it.
import { useEffect } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useCommand } from '../../api/query.ts';
import { useWork } from '../../api/work.ts';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { useText } from '../../i18n/text.tsx';

interface RunningPanelProps {
  readonly title: string;
  readonly text: string;
  /** The calls that may be running: their events tell how far it is. */
  readonly methods: readonly string[];
  readonly stopLabel: string;
  /** Stops what no event tells of: a file on its way here. */
  readonly onStop?: () => void;
}

export function RunningPanel({ title, text, methods, stopLabel, onStop }: RunningPanelProps) {
  const w = useText().exchange.sending;
  const running = useWork().find(({ method }) => methods.includes(method));
  const cancel = useCommand('work.cancel');
  const { reset } = cancel;
  useEffect(() => reset, [reset]);
  const total = running?.total ?? null;
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        maxWidth: '44rem',
        px: 3,
        py: 3,
        display: 'grid',
        gap: 1.5,
      }}
    >
      <Typography variant="h2" component="output">
        {title}
      </Typography>
      {running === undefined || total === null ? (
        <LinearProgress aria-label={title} />
      ) : (
        <ProgressBar value={running.done} max={total} label={title} hideFigures />
      )}
      <Typography variant="body2" color="text.secondary">
        {text}
      </Typography>
      <Box>
        <Button
          variant="outlined"
          color="secondary"
          disabled={(running === undefined && onStop === undefined) || cancel.pending}
          onClick={() => {
            if (running !== undefined) void cancel.run({ id: running.id });
            else onStop?.();
          }}
        >
          {cancel.pending ? w.stopping : stopLabel}
        </Button>
      </Box>
    </Box>
  );
}
