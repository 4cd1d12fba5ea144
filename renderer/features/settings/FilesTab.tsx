// The check of the content store: files that nothing uses, missing and altered ones, with what used them. It lists and
// deletes nothing.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { Output } from '../../../core/contract/index.ts';
import { call } from '../../api/client.ts';
import { useWork } from '../../api/work.ts';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ErrorState } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { sizeWords } from '../evidence/evidence-words.ts';

type Result = Output<'evidence.check'>;
type Fault = Result['faults'][number];
type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'done'; readonly result: Result };

const tones = { orphan: 'muted', missing: 'overdue', altered: 'overdue' } as const;

export function FilesTab() {
  const w = useText().evidence.check;
  const [state, setState] = useState<State>({ kind: 'idle' });
  const running = useWork().find(({ method }) => method === 'evidence.check');
  async function check(deep: boolean) {
    setState({ kind: 'running' });
    try {
      setState({ kind: 'done', result: await call('evidence.check', { deep }) });
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  }
  const busy = state.kind === 'running';
  return (
    <Box sx={{ display: 'grid', gap: 1.5, maxWidth: '64rem' }}>
      <Typography variant="subtitle1" component="h2">
        {w.title}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {w.text}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" disabled={busy} onClick={() => void check(false)}>
          {w.quick}
        </Button>
        <Button variant="outlined" disabled={busy} onClick={() => void check(true)}>
          {w.deep}
        </Button>
      </Box>
      <Typography variant="caption" color="text.secondary">
        {w.deepHint}
      </Typography>
      {busy && (
        <Box role="status">
          <Typography variant="body2">
            {w.running}
            {running?.total == null ? '' : ` · ${formatCount(running.done)}/${formatCount(running.total)}`}
          </Typography>
          <LinearProgress
            aria-label={w.running}
            {...(running?.total == null || running.total === 0
              ? {}
              : { variant: 'determinate' as const, value: (100 * running.done) / running.total })}
          />
        </Box>
      )}
      {state.kind === 'failed' && <ErrorState error={state.error} />}
      {state.kind === 'done' && <Faults result={state.result} />}
    </Box>
  );
}

function Faults({ result }: { readonly result: Result }) {
  const w = useText().evidence.check;
  const columns: readonly Column<Fault>[] = [
    {
      key: 'kind',
      label: w.kind,
      width: '9rem',
      sortBy: (fault) => fault.kind,
      render: (fault) => <StatusChip tone={tones[fault.kind]} label={w.kinds[fault.kind]} />,
    },
    {
      key: 'name',
      label: w.name,
      width: '16rem',
      sortBy: (fault) => fault.name,
      render: (fault) => (
        <Box component="span" sx={{ overflowWrap: 'anywhere', fontSize: '0.75rem' }}>
          {fault.name}
        </Box>
      ),
    },
    {
      key: 'usedBy',
      label: w.usedBy,
      render: (fault) => (
        <>
          {fault.kind === 'orphan' ? null : (
            <Box>{fault.usedBy.length === 0 ? w.nobody : fault.usedBy.join('; ')}</Box>
          )}
          <Box sx={{ color: 'text.secondary' }}>{w.remedies[fault.kind]}</Box>
        </>
      ),
    },
  ];
  return (
    <>
      <Typography
        variant="body2"
        component="output"
        sx={{ fontWeight: 600, color: result.faults.length === 0 ? 'success.main' : 'error.main' }}
      >
        {result.faults.length === 0
          ? w.fine(formatCount(result.files), sizeWords(result.bytes))
          : w.faults(formatCount(result.faults.length), formatCount(result.files))}
      </Typography>
      {result.faults.length === 0 ? null : (
        <ResponsiveTable
          label={w.title}
          columns={columns}
          rows={result.faults.slice(0, 500)}
          rowKey={(fault) => `${fault.kind}:${fault.name}`}
        />
      )}
    </>
  );
}
