// One package beside the list: whose, what it holds, the answer to it, and what can be done with it now. What only few
// read stands behind "Chi tiết".
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import { useWhyNot } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { Disclosure, Facts } from '../../components/Disclosure.tsx';
import { SideRecord } from '../../components/SidePanel.tsx';
import { FormSkeleton, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { call } from '../../api/client.ts';
import { useText } from '../../i18n/text.tsx';
import { CountsTable } from './CountsTable.tsx';
import { sizeOf, stateTones } from './exchange-words.ts';
import { ReceiptDialog } from './ReceiptDialog.tsx';
import { ReceiptWords } from './ReceiptTaken.tsx';
import { UndoDialog } from './UndoDialog.tsx';

interface PackagePanelProps {
  readonly id: string;
  readonly onClose: () => void;
}

export function PackagePanel({ id, onClose }: PackagePanelProps) {
  const t = useText();
  const w = t.exchange.panel;
  const query = useQueryOf('exchange.package', { id });
  return (
    <SideRecord id={id} label={w.label} closeLabel={w.close} onClose={onClose}>
      <Loaded query={query} skeleton={<FormSkeleton />}>
        {(detail) => <Detail detail={detail} />}
      </Loaded>
    </SideRecord>
  );
}

const NO_HASH = /^0*$/;

function Detail({ detail }: { readonly detail: Output<'exchange.package'> }) {
  const t = useText();
  const w = t.exchange.panel;
  const h = t.exchange.history;
  const [dialog, setDialog] = useState<'receipt' | 'undo' | null>(null);
  const mayNotUndo = useWhyNot('exchange.undo');
  const mayNotReceipt = useWhyNot('exchange.receipt');
  const out = detail.direction === 'out';
  const merged = !out && detail.state === 'merged';
  const answers = !out && detail.state !== 'undone';
  const close = () => setDialog(null);
  return (
    <Box sx={{ display: 'grid', gap: 1.75 }}>
      <Box>
        <Typography variant="h2" component="h3" sx={{ overflowWrap: 'anywhere' }}>
          {detail.title}
        </Typography>
        <StatusChip tone={stateTones[detail.state]} label={t.exchange.states[detail.state]} />
      </Box>
      <Facts
        facts={[
          [
            out ? w.to : w.from,
            detail.peerOfficeId === null
              ? `${detail.peerName} (${h.byPassword.toLocaleLowerCase('vi')})`
              : detail.peerName,
          ],
          [h.what, t.exchange.kinds[detail.kind]],
          [h.madeAt, momentOf(detail.madeAt)],
          ...(detail.arrivedAt === null || out ? [] : [[h.arrivedAt, momentOf(detail.arrivedAt)] as const]),
          ...(detail.receiptAt === null ? [] : [[h.receiptAt, momentOf(detail.receiptAt)] as const]),
          [h.rows, formatCount(detail.rows)],
          [h.size, sizeOf(t, detail.bytes)],
          [h.evidence, detail.withEvidence ? h.included : h.leftOut],
          [h.personal, detail.withPersonal ? h.included : h.leftOut],
          ...(detail.byPersonName === null ? [] : [[w.by, detail.byPersonName] as const]),
        ]}
      />
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {out && (detail.state === 'written' || detail.state === 'returned') ? (
          <Button component={Link} to="/exchange/receive" variant="contained">
            {w.takeReceipt}
          </Button>
        ) : null}
        {answers ? (
          <Button
            variant="contained"
            disabled={mayNotReceipt !== undefined}
            title={mayNotReceipt}
            onClick={() => setDialog('receipt')}
          >
            {w.receiptAgain}
          </Button>
        ) : null}
        {merged ? (
          <Button
            variant="outlined"
            color="error"
            disabled={!detail.canUndo || mayNotUndo !== undefined}
            title={mayNotUndo}
            onClick={() => setDialog('undo')}
          >
            {w.undo}
          </Button>
        ) : null}
      </Box>
      {merged && !detail.canUndo ? (
        <Typography variant="caption" color="text.secondary">
          {w.cannotUndo}
        </Typography>
      ) : null}
      {out ? (
        <Box component="section" aria-label={w.receipt}>
          <Typography variant="h3" component="h4" sx={{ mb: 0.5 }}>
            {w.receipt}
          </Typography>
          {detail.receipt === null ? (
            <Typography variant="body2" color="text.secondary">
              {w.noReceipt}
            </Typography>
          ) : (
            <ReceiptWords receipt={detail.receipt} />
          )}
        </Box>
      ) : null}
      <Box component="section">
        <Typography variant="h3" component="h4" sx={{ mb: 0.5 }}>
          {w.counts}
        </Typography>
        <CountsTable label={w.counts} counts={detail.counts} />
      </Box>
      <Disclosure label={t.exchange.details}>
        <Facts
          facts={[
            [w.file, detail.fileName],
            [w.sequence, formatCount(detail.seq)],
            [w.hash, <Groups key="hash" text={detail.hash} />],
            [
              w.previousHash,
              NO_HASH.test(detail.previousHash) ? (
                w.first
              ) : (
                <Groups key="previous" text={detail.previousHash} />
              ),
            ],
            [w.stream, <Groups key="stream" text={detail.stream} />],
          ]}
        />
      </Disclosure>
      {dialog === 'receipt' ? (
        <ReceiptDialog
          write={(place) => call('exchange.receipt', { id: detail.id, place })}
          from={null}
          onClose={close}
        />
      ) : null}
      {dialog === 'undo' ? <UndoDialog row={detail} onDone={close} onClose={close} /> : null}
    </Box>
  );
}

/** Long digits in groups of eight, so that two people can compare them aloud. */
function Groups({ text }: { readonly text: string }) {
  const groups = text.includes('-') ? text.split('-') : (text.match(/.{1,8}/g) ?? []);
  return (
    <Box component="span" sx={{ fontFamily: 'monospace', fontSize: '0.75rem', wordSpacing: '0.25em' }}>
      {groups.join(' ')}
    </Box>
  );
}
