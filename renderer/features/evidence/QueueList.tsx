// The files on their way: how far they are, and in place why one was refused and what to do, while the others go on.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import type { EvidenceTarget } from '../../../core/contract/evidence.ts';
import { useErrorWords } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { sameTarget, sizeWords } from './evidence-words.ts';
import { uploadQueue } from './queue.ts';
import { isOpen, useQueue } from './upload-queue.ts';
import type { QueueItem } from './upload-queue.ts';

interface QueueListProps {
  readonly visitId: string;
  /** Only those that are to prove this. */
  readonly target?: EvidenceTarget;
  /** Only what is under way and what went wrong. */
  readonly compact?: boolean;
}

/** More lines than these are counted, not listed. */
const SHOWN = 60;

export function QueueList({ visitId, target, compact = false }: QueueListProps) {
  const w = useText().evidence.queue;
  const items = useQueue(uploadQueue).filter(
    (item) =>
      item.visitId === visitId &&
      (target === undefined || item.links.some((link) => sameTarget(link, target))),
  );
  if (items.length === 0) return null;
  const open = items.filter(isOpen);
  const count = (state: QueueItem['state']) =>
    formatCount(items.filter((item) => item.state === state).length);
  const bad = items.filter(({ state }) => state === 'failed');
  const told = items.filter(({ state }) => state === 'already' || state === 'cancelled');
  const good = items.filter(({ state }) => state === 'kept');
  // What went wrong first: it needs somebody.
  const listed = [...bad, ...open, ...told, ...(compact ? [] : good)].slice(0, SHOWN);
  if (compact && open.length + bad.length + told.length === 0) return null;
  return (
    <Box
      component="section"
      aria-label={w.title}
      sx={{ border: '1px solid', borderColor: 'divider', borderRadius: 1, p: 1, my: 1 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 0.5, flexWrap: 'wrap' }}>
        <Typography variant="body2" component="output" sx={{ fontWeight: 600, flex: '1 1 12rem' }}>
          {open.length > 0
            ? w.done(formatCount(items.length - open.length), formatCount(items.length))
            : w.summary(count('kept'), count('already'), count('failed'))}
        </Typography>
        {open.length > 0 ? (
          <Button size="small" onClick={() => open.forEach(({ id }) => uploadQueue.stop(id))}>
            {w.stopAll}
          </Button>
        ) : (
          <Button size="small" onClick={() => uploadQueue.clear(items.map(({ id }) => id))}>
            {w.clear}
          </Button>
        )}
      </Box>
      {open.length > 0 && (
        <LinearProgress
          variant="determinate"
          aria-label={w.title}
          value={(100 * (items.length - open.length)) / items.length}
          sx={{ mb: 0.5 }}
        />
      )}
      <Box
        component="ul"
        sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: compact ? 160 : 220, overflowY: 'auto' }}
      >
        {listed.map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </Box>
    </Box>
  );
}

function Line({ item }: { readonly item: QueueItem }) {
  const w = useText().evidence.queue;
  const words = useErrorWords();
  const fault = item.error === null ? null : words(item.error);
  return (
    <Box
      component="li"
      sx={{ display: 'flex', gap: 1, alignItems: 'start', py: 0.25, fontSize: '0.8125rem', minHeight: 28 }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box component="span" sx={{ overflowWrap: 'anywhere', fontWeight: fault === null ? 400 : 600 }}>
          {item.name}
        </Box>{' '}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {sizeWords(item.size)}
          {item.state === 'failed' ? null : ` · ${w[item.state]}`}
        </Box>
        {fault === null ? null : (
          <Box role="alert" sx={{ color: 'error.main' }}>
            {fault.cause}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {item.error?.code === 'TOO_LARGE' ? w.tooLargeRemedy : fault.remedy}
            </Box>
          </Box>
        )}
      </Box>
      {item.state === 'failed' || item.state === 'cancelled' ? (
        <Button size="small" aria-label={w.again(item.name)} onClick={() => uploadQueue.retry(item.id)}>
          {w.retry}
        </Button>
      ) : null}
      {isOpen(item) ? (
        <IconButton size="small" aria-label={w.stop(item.name)} onClick={() => uploadQueue.stop(item.id)}>
          <CloseIcon sx={{ fontSize: 16 }} />
        </IconButton>
      ) : null}
    </Box>
  );
}
