// The end of receiving: what was written, what followed, the receipt to carry back, and taking it out again.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import WaitIcon from '@mui/icons-material/HourglassEmptyOutlined';
import { Link } from 'react-router';
import type { ReceivePreview, Received } from '../../../core/contract/exchange.ts';
import { call } from '../../api/client.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ChangesTable } from './ReceiveLook.tsx';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { lackingWords, totalsOf } from './exchange-words.ts';
import { UndoDialog } from './UndoDialog.tsx';

interface ReceiveDoneProps {
  readonly taken: Received;
  readonly preview: ReceivePreview;
  readonly from: string | null;
}

export function ReceiveDone({ taken, preview, from }: ReceiveDoneProps) {
  const t = useText();
  const w = t.exchange.receiving;
  const [saving, setSaving] = useState(false);
  const [undoing, setUndoing] = useState(false);
  const [undone, setUndone] = useState(false);
  const totals = totalsOf(taken.changes);
  const Icon = taken.outcome === 'held' ? WaitIcon : DoneIcon;
  return (
    <Box sx={{ maxWidth: '56rem', display: 'grid', gap: 2 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start' }}>
        <Icon
          aria-hidden
          sx={{ color: taken.outcome === 'held' ? 'warning.main' : 'success.main', fontSize: 28 }}
        />
        <Box component="output" sx={{ display: 'grid', gap: 0.5 }}>
          <Typography variant="h2" component="h2">
            {undone ? w.undone : w.done[taken.outcome]}
          </Typography>
          <Typography>{w.doneFrom(taken.package.peerName, taken.package.title)}</Typography>
          {taken.outcome === 'merged' && !undone ? (
            <Typography>
              {t.exchange.panel.receiptCounts(
                formatCount(totals.added),
                formatCount(totals.changed),
                formatCount(totals.deleted),
                formatCount(totals.same),
                formatCount(totals.held),
              )}
            </Typography>
          ) : null}
          {taken.outcome === 'held' ? (
            <Typography>{`${w.outcome.hold} ${lackingWords(preview, t)}`}</Typography>
          ) : null}
        </Box>
      </Box>
      {taken.followed.length === 0 ? null : (
        <Box component="section">
          <Typography variant="h3" component="h3">
            {w.followed(formatCount(taken.followed.length))}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: '0.875rem' }}>
            {taken.followed.map((one) => (
              <li key={one.id}>
                {one.title} · {w.sequence(formatCount(one.seq))}
              </li>
            ))}
          </Box>
        </Box>
      )}
      {undone ? null : (
        <Box
          component="section"
          sx={{
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 1,
            backgroundColor: 'background.paper',
            px: 2,
            py: 1.5,
            display: 'flex',
            gap: 2,
            alignItems: 'center',
            flexWrap: 'wrap',
          }}
        >
          <Box sx={{ flex: '1 1 20rem' }}>
            <Typography variant="h3" component="h3">
              {w.receiptNext}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {w.receiptNextText}
            </Typography>
          </Box>
          <Button variant="contained" onClick={() => setSaving(true)}>
            {t.exchange.receipt.title}
          </Button>
        </Box>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {preview.matches > 0 && !undone ? (
          <Button
            component={Link}
            to={`/exchange/matches?office=${preview.sender.officeId}`}
            variant="outlined"
          >
            {w.openMatches}
          </Button>
        ) : null}
        {taken.outcome === 'merged' && !undone ? (
          <Button variant="outlined" color="secondary" onClick={() => setUndoing(true)}>
            {w.undo}
          </Button>
        ) : null}
      </Box>
      {taken.outcome === 'merged' && !undone ? (
        <ChangesTable title={w.changesDone} changes={taken.changes} />
      ) : null}
      {saving ? (
        <ReceiptDialog
          write={(place) => call('exchange.receipt', { id: taken.package.id, place })}
          from={from}
          onClose={() => setSaving(false)}
        />
      ) : null}
      {undoing ? (
        <UndoDialog
          row={taken.package}
          onDone={() => {
            setUndoing(false);
            setUndone(true);
          }}
          onClose={() => setUndoing(false)}
        />
      ) : null}
    </Box>
  );
}
