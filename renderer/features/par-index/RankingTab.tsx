// The ranking of an index set: places with ties, grades, the change since the year before; as a table or a picture, with
// the bands that the grades come from and the decision that publishes it.
import { Suspense, lazy } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { Link, useNavigate } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { DocumentStatusChip, StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { documentName } from '../plans/plan-words.ts';
import { BandsEditor } from './BandsEditor.tsx';
import { share, signed } from './index-words.ts';
import type { RankRow, SetDetail } from './index-words.ts';
import { summaryOf } from './ranking-summary.ts';

type Ranking = Output<'indexSets.ranking'>;

const RankBars = lazy(async () => ({ default: (await import('./RankBars.tsx')).RankBars }));

export function RankingTab({ detail }: { readonly detail: SetDetail }) {
  const w = useText().parIndex.ranking;
  const query = useQueryOf('indexSets.ranking', { id: detail.set.id });
  return (
    <Loaded query={query}>
      {(ranking) => (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 17.5rem' },
          }}
        >
          <Box sx={{ minWidth: 0 }}>
            {ranking.rows.length === 0 ? (
              <EmptyState title={w.empty} text={w.emptyText} />
            ) : (
              <Ranked ranking={ranking} />
            )}
          </Box>
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Decision ranking={ranking} />
            <BandsEditor set={detail.set} rows={ranking.rows} />
          </Box>
        </Box>
      )}
    </Loaded>
  );
}

function Ranked({ ranking }: { readonly ranking: Ranking }) {
  const t = useText();
  const w = t.parIndex.ranking;
  const { set, rows } = ranking;
  const filter = useFilter();
  const view = filter.get('view') === 'picture' ? 'picture' : 'table';
  const provisional = rows.filter((row) => row.provisional).length;
  const summary = summaryOf(rows);
  const beforeYear = rows.find(({ before }) => before !== null)?.before?.year ?? null;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', mb: 1.5 }}>
        <ChoiceToggle
          label={w.view}
          value={view}
          choices={[
            { value: 'table', label: w.asTable },
            { value: 'picture', label: w.asPicture },
          ]}
          onChange={(next) => filter.set('view', next === 'table' ? '' : next)}
        />
        {summary === null ? null : (
          <Typography variant="body2" color="text.secondary">
            {w.mean} <strong>{share(summary.mean)}</strong> · {w.median}{' '}
            <strong>{share(summary.median)}</strong> · {w.spread}{' '}
            <strong>
              {share(summary.highest)}, {share(summary.lowest)}
            </strong>
          </Typography>
        )}
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
          <ListActions
            title={w.pictureTitle(set.groupName, String(set.year))}
            subtitle={set.name}
            illustrative={set.illustrative}
            columns={[
              { label: w.rank, kind: 'count', width: 8 },
              { label: w.agency, kind: 'text', width: 40 },
              { label: w.total, kind: 'points', width: 12 },
              { label: w.share, kind: 'percent', width: 12 },
              { label: w.grade, kind: 'text', width: 16 },
              { label: w.change, kind: 'text', width: 22 },
            ]}
            rows={rows.map((row) => [
              row.rank,
              row.agencyName,
              row.total,
              row.share,
              row.provisional ? w.provisional : row.grade,
              changeText(row, t.parIndex.ranking),
            ])}
          />
        </Box>
      </Box>
      {provisional > 0 ? (
        <Alert severity="warning" sx={{ mb: 1.5, py: 0 }}>
          {w.provisionalHint(formatCount(provisional))}
        </Alert>
      ) : null}
      {view === 'picture' ? (
        <Suspense fallback={<Skeleton variant="rounded" height={420} />}>
          <RankBars
            rows={rows}
            mean={summary?.mean ?? null}
            title={w.pictureTitle(set.groupName, String(set.year))}
          />
        </Suspense>
      ) : null}
      {view === 'picture' ? (
        <Typography variant="h3" component="h2" sx={{ mt: 2, mb: 1 }}>
          {w.asTable}
        </Typography>
      ) : null}
      <RankTable rows={rows} beforeYear={beforeYear} />
    </>
  );
}

type RankWords = ReturnType<typeof useText>['parIndex']['ranking'];

function changeText(row: RankRow, w: RankWords): string {
  return row.before === null ? w.notBefore : changeOf(row, row.before, w).join(', ');
}

/** Places, then points of a percent. */
function changeOf(row: RankRow, before: NonNullable<RankRow['before']>, w: RankWords): readonly string[] {
  const steps = before.rank - row.rank;
  const moved =
    steps === 0 ? w.rankSame : steps > 0 ? w.rankUp(formatCount(steps)) : w.rankDown(formatCount(-steps));
  return [moved, w.shareChange(signed(row.share - before.share))];
}

interface RankTableProps {
  readonly rows: readonly RankRow[];
  readonly beforeYear: number | null;
}
function RankTable({ rows, beforeYear }: RankTableProps) {
  const t = useText();
  const w = t.parIndex.ranking;
  const counts = new Map<number, number>();
  for (const row of rows) if (!row.provisional) counts.set(row.rank, (counts.get(row.rank) ?? 0) + 1);
  const columns: readonly Column<RankRow>[] = [
    {
      key: 'rank',
      label: w.rank,
      width: '6rem',
      sortBy: (row) => row.rank,
      render: (row) => (
        <>
          <strong>{formatCount(row.rank)}</strong>
          {(counts.get(row.rank) ?? 0) > 1 && !row.provisional ? (
            <Box component="span" sx={{ ml: 0.75, fontSize: '0.75rem', color: 'text.secondary' }}>
              {w.tied}
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'agency',
      label: w.agency,
      width: '34%',
      sortBy: (row) => row.agencyName,
      render: (row) => <RowLink to={`/par-index/entries/${row.entryId}`}>{row.agencyName}</RowLink>,
    },
    {
      key: 'total',
      label: w.total,
      align: 'right',
      width: '6.5rem',
      sortBy: (row) => row.total,
      render: (row) => points(row.total),
    },
    {
      key: 'share',
      label: w.share,
      align: 'right',
      width: '6rem',
      nowrap: true,
      sortBy: (row) => row.share,
      render: (row) => share(row.share),
    },
    {
      key: 'grade',
      label: w.grade,
      width: '8.5rem',
      sortBy: (row) => row.grade,
      render: (row) =>
        row.provisional ? <StatusChip tone="due" label={w.provisional} /> : (row.grade ?? w.noGrade),
    },
    {
      key: 'change',
      label: beforeYear === null ? w.change : w.changeYear(String(beforeYear)),
      width: '10.5rem',
      sortBy: (row) => (row.before === null ? null : row.before.rank - row.rank),
      render: (row) =>
        row.before === null ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {w.notBefore}
          </Box>
        ) : (
          changeOf(row, row.before, w).map((part) => (
            <Box component="span" key={part} sx={{ display: 'block', whiteSpace: 'nowrap' }}>
              {part}
            </Box>
          ))
        ),
    },
  ];
  return (
    <ResponsiveTable
      label={t.parIndex.set.tabs.ranking}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.entryId}
      rowTo={(row) => `/par-index/entries/${row.entryId}`}
    />
  );
}

/** The decision that publishes the ranking, and the papers that are there already. */
function Decision({ ranking }: { readonly ranking: Ranking }) {
  const t = useText();
  const w = t.parIndex.ranking;
  const navigate = useNavigate();
  const create = useCommand('documents.create');
  const { set, rows, documents } = ranking;
  const standing = documents.find(({ kind, status }) => kind === 'index_decision' && status !== 'withdrawn');
  async function draw() {
    await flushAll();
    const made = await create.run({ kind: 'index_decision', indexSetId: set.id });
    if (made !== undefined) void navigate(`/documents/${made.id}`);
  }
  return (
    <Box component="section" aria-label={w.decisions} sx={box}>
      <Typography variant="h3" component="h2">
        {w.decisions}
      </Typography>
      {documents.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.decisionNone}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontSize: '0.8125rem' }}>
          {documents.map((document) => (
            <Box component="li" key={document.id} sx={{ py: 0.5 }}>
              <MuiLink component={Link} to={`/documents/${document.id}`}>
                {documentName(document, t.labels.documentKind)}
              </MuiLink>{' '}
              <DocumentStatusChip status={document.status} />
            </Box>
          ))}
        </Box>
      )}
      {rows.some((row) => row.provisional) && standing === undefined && rows.length > 0 ? (
        <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 0.5 }}>
          {w.decisionProvisional}
        </Typography>
      ) : null}
      {standing === undefined ? (
        <OursOnly>
          <Button
            variant="outlined"
            disabled={create.pending || rows.length === 0}
            onClick={() => void draw()}
            sx={{ mt: 1 }}
          >
            {w.decision}
          </Button>
        </OursOnly>
      ) : null}
    </Box>
  );
}

const box = { border: '1px solid', borderColor: 'divider', borderRadius: 1, p: 1.5 } as const;
