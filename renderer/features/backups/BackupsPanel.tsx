// Copies of everything: when the last one was proven, one more now, the second place, health, and the way back.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import GoodIcon from '@mui/icons-material/CheckCircleOutlined';
import CareIcon from '@mui/icons-material/ReportProblemOutlined';
import { useSearchParams } from 'react-router';
import type { BackupRow } from '../../../core/contract/backups.ts';
import { useCommand } from '../../api/query.ts';
import { showNotice } from '../../api/toasts.ts';
import { useWork } from '../../api/work.ts';
import { MayButton } from '../../components/MayButton.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ErrorState, Loaded, TableSkeleton } from '../../components/States.tsx';
import { momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { BackupList } from './BackupList.tsx';
import { HealthPanel } from './HealthPanel.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { SecondPlacePanel } from './SecondPlacePanel.tsx';
import { backupWarning, latestProven } from './backup-warning.ts';
import { useBackups, useDayWords } from './use-backups.ts';
import { useNow } from './use-now.ts';

export function BackupsPanel() {
  const w = useText().backups;
  const backups = useBackups();
  const [restoring, setRestoring] = useState<BackupRow | null>(null);
  useRestoredNotice();
  return (
    <Box sx={{ maxWidth: '66rem', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3.5 }}>
      <Box component="section" aria-labelledby="backups-title">
        <Typography variant="h2" id="backups-title" sx={{ mb: 1 }}>
          {w.title}
        </Typography>
        <Loaded query={backups.list} skeleton={<TableSkeleton rows={2} />}>
          {(rows) => <State rows={rows} backups={backups} />}
        </Loaded>
      </Box>
      <SecondPlacePanel backups={backups} />
      <HealthPanel />
      <Box component="section" aria-labelledby="backups-list">
        <Typography variant="h2" id="backups-list" sx={{ mb: 0.5 }}>
          {w.list}
        </Typography>
        <Loaded query={backups.list}>{(rows) => <BackupList rows={rows} onRestore={setRestoring} />}</Loaded>
      </Box>
      {restoring === null ? null : <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} />}
    </Box>
  );
}

/** The page was opened again on restored data: said once. */
function useRestoredNotice(): void {
  const w = useText().backups.restoring;
  const [params, setParams] = useSearchParams();
  const restored = params.get('restored');
  useEffect(() => {
    if (restored === null) return;
    const at = Number(restored);
    if (Number.isSafeInteger(at)) showNotice(w.done(momentOf(at)));
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('restored');
        return next;
      },
      { replace: true },
    );
  }, [restored, setParams, w]);
}

interface StateProps {
  readonly rows: readonly BackupRow[];
  readonly backups: ReturnType<typeof useBackups>;
}
function State({ rows, backups }: StateProps) {
  const w = useText().backups;
  const dayWords = useDayWords();
  const now = useNow();
  const make = useCommand('backups.make', { quiet: true });
  const work = useWork().find(({ method }) => method === 'backups.make');
  const last = latestProven(rows, now);
  const isGood = last !== null && backupWarning({ now, rows, second: null, noneSince: now })?.kind !== 'old';
  const Icon = isGood ? GoodIcon : CareIcon;
  async function backUp() {
    const made = await make.run({ reason: 'by_hand' });
    await backups.refetch();
    if (made === undefined) return;
    showNotice(made.second?.problem == null ? w.made : w.madeNotSecond);
  }
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Icon sx={{ fontSize: 28, color: isGood ? 'success.main' : 'warning.main' }} />
        <Typography component="p" sx={{ fontSize: '1.125rem', lineHeight: 1.5, flex: '1 1 24rem' }}>
          {w.last}:{' '}
          <Box component="strong" sx={{ fontWeight: 600 }}>
            {last === null ? w.never : dayWords(last.madeAt)}
          </Box>
        </Typography>
        <MayButton
          method="backups.make"
          variant="contained"
          size="medium"
          disabled={make.pending}
          onClick={() => void backUp()}
        >
          {w.now}
        </MayButton>
      </Box>
      {make.pending ? (
        <Box sx={{ maxWidth: '40rem' }}>
          <Typography variant="body2" component="output">
            {w.making}
          </Typography>
          {work?.total == null ? (
            <LinearProgress aria-label={w.making} />
          ) : (
            <ProgressBar value={work.done} max={work.total} label={w.making} hideFigures />
          )}
        </Box>
      ) : null}
      {make.error === null ? null : <ErrorState error={make.error} compact />}
      {last === null && rows.length > 0 ? (
        <Typography variant="body2" sx={{ color: 'error.main' }}>
          {w.onlyUnproven}
        </Typography>
      ) : null}
      <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '52rem' }}>
        {w.rule}
      </Typography>
    </Box>
  );
}
