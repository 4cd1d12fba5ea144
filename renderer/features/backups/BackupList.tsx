// The copies, newest first: when, why, how much, where, proven or not.
import type { BackupRow } from '../../../core/contract/backups.ts';
import { MayButton } from '../../components/MayButton.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import { EmptyState } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { sizeWords } from '../evidence/evidence-words.ts';
import { useDayWords } from './use-backups.ts';

const PAGE = 20;

interface BackupListProps {
  readonly rows: readonly BackupRow[];
  readonly onRestore: (row: BackupRow) => void;
}

export function BackupList({ rows, onRestore }: BackupListProps) {
  const w = useText().backups;
  const dayWords = useDayWords();
  if (rows.length === 0) return <EmptyState title={w.empty} text={w.emptyText} />;
  return (
    <ResponsiveTable
      label={w.list}
      rows={rows.toSorted((a, b) => b.madeAt - a.madeAt)}
      rowKey={(row) => `${row.place}:${row.name}`}
      page={PAGE}
      columns={[
        { key: 'when', label: w.when, nowrap: true, render: (row) => dayWords(row.madeAt) },
        { key: 'why', label: w.why, render: (row) => w.reasons[row.reason] },
        { key: 'rows', label: w.rows, align: 'right', nowrap: true, render: (row) => formatCount(row.rows) },
        {
          key: 'files',
          label: w.files,
          align: 'right',
          nowrap: true,
          render: (row) => formatCount(row.files),
        },
        {
          key: 'size',
          label: w.size,
          align: 'right',
          nowrap: true,
          render: (row) => sizeWords(row.bytes + row.fileBytes),
        },
        { key: 'where', label: w.where, render: (row) => w.places[row.place] },
        {
          key: 'proven',
          label: w.proven,
          render: (row) => (
            <StatusChip
              tone={row.proven ? 'verified' : 'due'}
              label={row.proven ? w.isProven : w.notProven}
            />
          ),
        },
        {
          key: 'acts',
          label: w.acts,
          hiddenLabel: true,
          align: 'right',
          render: (row) => (
            <MayButton
              method="backups.restore"
              aria-label={w.restoreOf(dayWords(row.madeAt))}
              onClick={() => onRestore(row)}
            >
              {w.restore}
            </MayButton>
          ),
        },
      ]}
    />
  );
}
