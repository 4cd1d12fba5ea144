// The quiet line of long work in the frame: what runs, how far it is, and a way to stop it.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useCommand } from '../api/query.ts';
import { useWork } from '../api/work.ts';
import { useText } from '../i18n/text.tsx';
import { ProgressBar } from './ProgressBar.tsx';

export function WorkLine() {
  const t = useText();
  const [work] = useWork();
  const cancel = useCommand('work.cancel');
  if (work === undefined) return null;
  const steps: Readonly<Record<string, string>> = t.steps;
  const looks: Readonly<Record<string, string>> = t.frame.work.looks;
  const name = t.frame.work.running(steps[work.method] ?? looks[work.method] ?? work.method);
  return (
    <Box
      component="section"
      aria-label={t.frame.work.label}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 2.5,
        minHeight: 36,
        flex: 'none',
        fontSize: '0.8125rem',
        borderBottom: '1px solid',
        borderColor: 'divider',
        backgroundColor: 'background.sunken',
        '@media print': { display: 'none' },
      }}
    >
      <Box component="output" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {name}
      </Box>
      {work.total === null ? null : (
        <Box sx={{ flex: '0 1 16rem' }}>
          <ProgressBar value={work.done} max={work.total} label={name} />
        </Box>
      )}
      {work.writes ? (
        <Box
          component="span"
          sx={{ color: 'text.secondary', display: { xs: 'none', lg: 'inline' }, whiteSpace: 'nowrap' }}
        >
          {t.frame.work.waits}
        </Box>
      ) : null}
      <Button
        color="secondary"
        disabled={cancel.pending}
        onClick={() => void cancel.run({ id: work.id })}
        sx={{ ml: 'auto', flex: 'none' }}
      >
        {t.frame.work.cancel}
      </Button>
    </Box>
  );
}
