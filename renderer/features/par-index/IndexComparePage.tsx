// Two index sets side by side, over the items that ask the same. How much of each that is stands above everything; what has
// no counterpart is listed and can be matched by hand; merged agencies are gathered, and named.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useSearchParams } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import type { IndexItem, IndexSet } from '../../../core/contract/par-index.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { SelectField } from '../../components/Fields.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { setLabel, share, signed } from './index-words.ts';

type Comparison = Output<'indexSets.compare'>;
type Row = Comparison['rows'][number];
type Pair = Comparison['pairs'][number];
const views = ['agencies', 'pairs', 'unmatched'] as const;

/** The set of the same group before it; else any other. */
function counterpart(sets: readonly IndexSet[], set: IndexSet): IndexSet | undefined {
  const others = sets.filter(({ id }) => id !== set.id).toSorted((a, b) => b.year - a.year);
  return (
    others.find((other) => other.groupName === set.groupName && other.year < set.year) ??
    others.find((other) => other.groupName === set.groupName) ??
    others[0]
  );
}

export function IndexComparePage() {
  const t = useText();
  const w = t.parIndex.compare;
  const [, setParams] = useSearchParams();
  const filter = useFilter();
  const query = useQueryOf('indexSets.list', {});
  const choose = (name: 'set' | 'other', id: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (id === null) next.delete(name);
        else next.set(name, id);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <PageHeader title={w.title} back={{ to: '/par-index', label: t.parIndex.title }} />
      <Loaded query={query}>
        {(sets) => {
          if (sets.length < 2) return <EmptyState title={w.needTwo} text={w.needTwoText} />;
          const sorted = sets.toSorted(
            (a, b) => b.year - a.year || a.groupName.localeCompare(b.groupName, 'vi'),
          );
          const set =
            sets.find(({ id }) => id === filter.get('set')) ??
            sorted.find((one) => {
              const before = counterpart(sets, one);
              return before !== undefined && before.groupName === one.groupName && before.year < one.year;
            }) ??
            sorted[0];
          const other =
            sets.find(({ id }) => id === filter.get('other')) ??
            (set === undefined ? undefined : counterpart(sets, set));
          const choices = sorted.map((one) => ({ value: one.id, label: setLabel(one, t) }));
          return (
            <>
              <Box
                sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5, maxWidth: '52rem', mb: 1.5 }}
              >
                <SelectField
                  label={w.set}
                  value={set?.id ?? null}
                  choices={choices}
                  onChange={(id) => choose('set', id)}
                />
                <SelectField
                  label={w.other}
                  value={other?.id ?? null}
                  choices={choices}
                  onChange={(id) => choose('other', id)}
                  error={set !== undefined && set.id === other?.id ? w.same : undefined}
                />
              </Box>
              {set === undefined || other === undefined || set.id === other.id ? (
                <EmptyState title={w.choose} text={w.chooseText} />
              ) : (
                <Compared key={`${set.id} ${other.id}`} setId={set.id} otherSetId={other.id} />
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

interface ComparedProps {
  readonly setId: string;
  readonly otherSetId: string;
}
function Compared({ setId, otherSetId }: ComparedProps) {
  const t = useText();
  const w = t.parIndex.compare;
  const filter = useFilter();
  const query = useQueryOf('indexSets.compare', { setId, otherSetId });
  return (
    <Loaded query={query}>
      {(comparison) => {
        const { set, other, comparable, pairs } = comparison;
        const nothing = pairs.length === 0;
        const view = views.find((one) => one === filter.get('view')) ?? (nothing ? 'unmatched' : 'agencies');
        const counts = {
          agencies: comparison.rows.length,
          pairs: pairs.length,
          unmatched: comparison.unmatched.length + comparison.otherUnmatched.length,
        };
        return (
          <>
            <IllustrativeBanner show={set.illustrative || other.illustrative} />
            {/* Said before any figure: the shares below are not those that were published. */}
            <Alert severity={nothing ? 'warning' : 'info'} sx={{ mb: 1.5, '& strong': { fontSize: '1rem' } }}>
              <strong>
                {nothing
                  ? w.comparableNone
                  : w.comparable(
                      share(comparable.set),
                      setLabel(set, t),
                      share(comparable.other),
                      setLabel(other, t),
                    )}
              </strong>
              {nothing ? null : <Box sx={{ fontSize: '0.8125rem' }}>{w.comparableHint}</Box>}
            </Alert>
            <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 1.5, flexWrap: 'wrap' }}>
              <ChoiceToggle
                label={w.view}
                value={view}
                choices={views.map((value) => ({
                  value,
                  label: `${w.tabs[value]} (${formatCount(counts[value])})`,
                }))}
                onChange={(next) => filter.set('view', next)}
              />
              {view === 'agencies' ? (
                <Box sx={{ ml: 'auto' }}>
                  <ExportRows comparison={comparison} />
                </Box>
              ) : null}
            </Box>
            {view === 'agencies' ? (
              <Agencies comparison={comparison} />
            ) : view === 'pairs' ? (
              <Pairs comparison={comparison} />
            ) : (
              <Unmatched comparison={comparison} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

const differenceOf = (row: Row): number | null =>
  row.share === null || row.otherShare === null ? null : row.share - row.otherShare;

/** Two sets of one year are told apart by their group. */
function headings({ set, other }: Comparison, w: ReturnType<typeof useText>['parIndex']['compare']) {
  return set.year === other.year
    ? ([
        `${w.share(String(set.year))}, ${set.groupName}`,
        `${w.share(String(other.year))}, ${other.groupName}`,
      ] as const)
    : ([w.share(String(set.year)), w.share(String(other.year))] as const);
}

function ExportRows({ comparison }: { readonly comparison: Comparison }) {
  const t = useText();
  const w = t.parIndex.compare;
  const { set, other, comparable, rows } = comparison;
  const [own, others] = headings(comparison, w);
  return (
    <ListActions
      title={`${w.title}: ${setLabel(set, t)} / ${setLabel(other, t)}`}
      subtitle={w.comparable(
        share(comparable.set),
        setLabel(set, t),
        share(comparable.other),
        setLabel(other, t),
      )}
      illustrative={set.illustrative || other.illustrative}
      columns={[
        { label: w.agency, kind: 'text', width: 50 },
        { label: others, kind: 'percent', width: 16 },
        { label: own, kind: 'percent', width: 16 },
        { label: w.difference, kind: 'text', width: 18 },
      ]}
      rows={rows.map((row) => {
        const difference = differenceOf(row);
        return [
          row.gathered.length === 0
            ? row.agencyName
            : `${row.agencyName} (${w.gathered(row.gathered.join(', '))})`,
          row.otherShare,
          row.share,
          difference === null ? null : signed(difference),
        ];
      })}
    />
  );
}

function Agencies({ comparison }: { readonly comparison: Comparison }) {
  const t = useText();
  const w = t.parIndex.compare;
  const [own, other] = headings(comparison, w);
  const none = (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {w.noResult}
    </Box>
  );
  const columns: readonly Column<Row>[] = [
    {
      key: 'agency',
      label: w.agency,
      sortBy: (row) => row.agencyName,
      render: (row) => (
        <>
          <RowLink to={`/agencies/${row.agencyId}`}>{row.agencyName}</RowLink>
          {row.gathered.length === 0 ? null : (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {w.gathered(row.gathered.join(', '))}
            </Box>
          )}
        </>
      ),
    },
    {
      key: 'other',
      label: other,
      align: 'right',
      width: '10rem',
      sortBy: (row) => row.otherShare,
      render: (row) => (row.otherShare === null ? none : share(row.otherShare)),
    },
    {
      key: 'own',
      label: own,
      align: 'right',
      width: '10rem',
      sortBy: (row) => row.share,
      render: (row) => (row.share === null ? none : <strong>{share(row.share)}</strong>),
    },
    {
      key: 'difference',
      label: w.difference,
      align: 'right',
      width: '11rem',
      sortBy: differenceOf,
      render: (row) => {
        const difference = differenceOf(row);
        if (difference === null) return '';
        return (
          <>
            {signed(difference)}
            <span aria-hidden>{difference > 0 ? ' ▲' : difference < 0 ? ' ▼' : ''}</span>
          </>
        );
      },
    },
  ];
  if (comparison.rows.length === 0) return <EmptyState title={w.noRows} />;
  return (
    <ResponsiveTable
      label={w.tabs.agencies}
      columns={columns}
      rows={comparison.rows}
      rowKey={(row) => row.agencyId}
      rowTo={(row) => `/agencies/${row.agencyId}`}
    />
  );
}

function Pairs({ comparison }: { readonly comparison: Comparison }) {
  const t = useText();
  const w = t.parIndex.compare;
  const match = useCommand('indexMatches.set');
  const { set, other, pairs } = comparison;
  async function unpair(pair: Pair) {
    const done = await match.run({ itemId: pair.itemId, otherItemId: pair.otherItemId, matched: false });
    if (done !== undefined) showUndo(w.unpaired(pair.code));
  }
  const item = (code: string, text: string) => (
    <>
      <strong>{code}</strong> {text}
    </>
  );
  const columns: readonly Column<Pair>[] = [
    {
      key: 'own',
      label: w.pair(String(set.year)),
      sortBy: (pair) => pair.code,
      render: (pair) => item(pair.code, pair.text),
    },
    {
      key: 'other',
      label: w.pair(String(other.year)),
      sortBy: (pair) => pair.otherCode,
      render: (pair) => (
        <>
          {item(pair.otherCode, pair.textDiffers ? pair.otherText : '')}
          {pair.textDiffers ? (
            <Box component="span" sx={{ display: 'block' }}>
              <StatusChip tone="due" label={w.textDiffers} />
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'by',
      label: w.by,
      width: '12rem',
      sortBy: (pair) => pair.by,
      render: (pair) => w.bys[pair.by],
    },
    {
      key: 'acts',
      label: w.unpair,
      hiddenLabel: true,
      width: '7rem',
      render: (pair) =>
        pair.by === 'matched' ? (
          <Button
            aria-label={w.unpairOf(pair.code)}
            disabled={match.pending}
            onClick={() => void unpair(pair)}
            sx={{ minHeight: 26, py: 0 }}
          >
            {w.unpair}
          </Button>
        ) : null,
    },
  ];
  if (pairs.length === 0) return <EmptyState title={w.noPairs} />;
  return (
    <ResponsiveTable
      label={w.tabs.pairs}
      columns={columns}
      rows={pairs}
      rowKey={(pair) => `${pair.itemId} ${pair.otherItemId}`}
    />
  );
}

/** What has no counterpart, on both sides: one of each is chosen and matched. */
function Unmatched({ comparison }: { readonly comparison: Comparison }) {
  const t = useText();
  const w = t.parIndex.compare;
  const match = useCommand('indexMatches.set');
  const { set, other, unmatched, otherUnmatched } = comparison;
  const [own, setOwn] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<string | null>(null);
  const left = unmatched.find(({ id }) => id === own);
  const right = otherUnmatched.find(({ id }) => id === theirs);
  async function pair() {
    if (left === undefined || right === undefined || match.pending) return;
    const done = await match.run({ itemId: left.id, otherItemId: right.id, matched: true });
    if (done === undefined) return;
    showUndo(w.paired(left.code, right.code));
    setOwn(null);
    setTheirs(null);
  }
  if (unmatched.length + otherUnmatched.length === 0) return <EmptyState title={w.allMatched} />;
  const titleOf = (one: IndexSet) =>
    w.unmatched(set.year === other.year ? setLabel(one, t) : String(one.year));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void pair();
      }}
    >
      <Box
        sx={{
          position: 'sticky',
          top: -16,
          zIndex: 3,
          py: 1,
          backgroundColor: 'background.default',
          display: 'flex',
          gap: 1.5,
          alignItems: 'center',
          flexWrap: 'wrap',
        }}
      >
        <Typography variant="body2" color="text.secondary">
          {left === undefined || right === undefined
            ? w.matchHint
            : `${left.code} ${left.text} = ${right.code} ${right.text}`}
        </Typography>
        <Button
          type="submit"
          variant="contained"
          disabled={left === undefined || right === undefined || match.pending}
          sx={{ ml: 'auto' }}
        >
          {left === undefined || right === undefined ? w.matchNone : w.match}
        </Button>
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
          gap: 2,
          alignItems: 'start',
        }}
      >
        <ItemChoice name="own" title={titleOf(set)} items={unmatched} value={own} onChange={setOwn} />
        <ItemChoice
          name="other"
          title={titleOf(other)}
          items={otherUnmatched}
          value={theirs}
          onChange={setTheirs}
        />
      </Box>
    </form>
  );
}

interface ItemChoiceProps {
  readonly name: string;
  readonly title: string;
  readonly items: readonly IndexItem[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}
function ItemChoice({ name, title, items, value, onChange }: ItemChoiceProps) {
  const w = useText().parIndex.compare;
  return (
    <Box
      component="fieldset"
      sx={{
        m: 0,
        p: 0,
        minWidth: 0,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
      }}
    >
      <Box component="legend" sx={{ ml: 1, px: 0.5, fontSize: '0.8125rem', fontWeight: 600 }}>
        {title} ({formatCount(items.length)})
      </Box>
      {items.length === 0 ? (
        <Typography variant="body2" color="text.secondary" sx={{ px: 1.5, pb: 1 }}>
          {w.allMatched}
        </Typography>
      ) : (
        items.map((item) => (
          <Box
            component="label"
            key={item.id}
            sx={{
              display: 'grid',
              gridTemplateColumns: '1.5rem 4rem minmax(0, 1fr) auto',
              gap: 0.5,
              px: 1.5,
              py: 0.5,
              minHeight: 28,
              fontSize: '0.8125rem',
              cursor: 'pointer',
              backgroundColor: item.id === value ? 'background.tint' : 'transparent',
              borderTop: '1px solid',
              borderColor: 'divider',
              '&:hover': { backgroundColor: 'background.tint' },
              '&:focus-within': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: -2 },
            }}
          >
            <Box
              component="input"
              type="radio"
              name={name}
              checked={item.id === value}
              onChange={() => onChange(item.id)}
              sx={{
                m: 0,
                mt: '3px',
                width: 14,
                height: 14,
                accentColor: 'var(--k-palette-primary-main)',
                outline: 'none',
              }}
            />
            <strong>{item.code}</strong>
            <span>{item.text}</span>
            <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
              {w.max(points(item.maxPoints))}
            </Box>
          </Box>
        ))
      )}
    </Box>
  );
}
