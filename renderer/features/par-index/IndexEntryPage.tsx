// One agency in an index set: every score in one table that is typed down by keyboard, the totals above it as they grow,
// and the details of the chosen line beside it.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link, useParams, useSearchParams } from 'react-router';
import type { IndexEntry, IndexLine, IndexSet } from '../../../core/contract/par-index.ts';
import { groupSums, mayScore } from '../../../core/rules/par-index.ts';
import { call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showNotice, showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { FilterSelect, useFilter } from '../../components/Filters.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { rememberOpened } from '../../components/preferences.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState, Loaded, PageSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { fits, lineFilters, visibleLines } from './entry-row.ts';
import type { EntryDetail } from './entry-row.ts';
import { share, statusTones } from './index-words.ts';
import { ScoreLine } from './ScoreLine.tsx';
import { scoreStyles } from './score-styles.ts';

export function IndexEntryPage() {
  const { entryId = '' } = useParams();
  const query = useQueryOf('indexEntries.get', { id: entryId });
  const gone = query.error?.code === 'NOT_FOUND' || query.error?.code === 'VALIDATION';
  if (gone && query.data === undefined) return <NotFound />;
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(detail) => (
        <OwnedBy officeId={detail.entry.originOfficeId} fills>
          <Entry key={detail.entry.id} detail={detail} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

function Entry({ detail }: { readonly detail: EntryDetail }) {
  const t = useText();
  const w = t.parIndex.entry;
  const { set, entry, lines } = detail;
  const filter = useFilter();
  const [, setParams] = useSearchParams();
  const accept = useCommand('indexScores.acceptSelf');
  const [panel, setPanel] = useState<HTMLElement | null>(null);
  const [faulty, setFaulty] = useState<ReadonlySet<string>>(new Set());
  const table = useRef<HTMLTableElement>(null);
  const [help] = useState(() => [
    { keys: 'Enter, ↓ · Shift+Enter, ↑', label: w.shortcuts.next },
    { keys: '← →', label: w.shortcuts.columns },
    { keys: '=', label: w.shortcuts.take },
    { keys: 'F2', label: w.shortcuts.detail },
    { keys: 'Esc', label: w.shortcuts.back },
  ]);
  useShortcutHelp(help);
  useEffect(
    () => rememberOpened(`/par-index/entries/${entry.id}`, `${entry.agencyName} · ${set.name}`),
    [entry.id, entry.agencyName, set.name],
  );

  const show = lineFilters.find((one) => one === filter.get('show')) ?? 'all';
  // What was shown when the filter was chosen stays while it is worked on, or a line would vanish under the hands.
  const [kept, setKept] = useState(() => ({ show, ids: idsOf(lines, show) }));
  if (kept.show !== show) setKept({ show, ids: idsOf(lines, show) });
  const shown = useMemo(
    () => visibleLines(lines, (line) => fits(line, show) || kept.ids.has(line.item.id)),
    [lines, show, kept],
  );
  const leaves = lines.filter(({ isLeaf }) => isLeaf);
  // What a group has from the survey stands in a column of its own.
  const verifiedSums = useMemo(
    () =>
      groupSums(
        lines.map(({ item }) => item),
        lines.flatMap(({ item, score }) => (score === null ? [] : [{ ...score, itemId: item.id }])),
        false,
      ),
    [lines],
  );
  const withSurvey = set.hasSurvey && leaves.some(({ item }) => item.method === 'survey');
  const activeId = filter.get('item');
  const active = shown.find((line) => line.isLeaf && line.item.id === activeId);

  const onActive = useCallback(
    (id: string) =>
      setParams(
        (before) => {
          if (before.get('item') === id) return before;
          const next = new URLSearchParams(before);
          next.set('item', id);
          return next;
        },
        { replace: true },
      ),
    [setParams],
  );
  const onFaulty = useCallback((key: string, isFaulty: boolean) => {
    setFaulty((before) => {
      // A line that goes away takes its cells with it.
      const same = [...before].filter((one) => (isFaulty ? true : one !== key && !one.startsWith(`${key}:`)));
      if (isFaulty) return before.has(key) ? before : new Set([...before, key]);
      return same.length === before.size ? before : new Set(same);
    });
  }, []);
  const onGo = useCallback((from: HTMLInputElement, to: 'next' | 'previous' | 'left' | 'right') => {
    const cells = [...(table.current?.querySelectorAll<HTMLInputElement>('input.number:enabled') ?? [])];
    const row = from.closest('tr');
    const goal =
      to === 'left' || to === 'right'
        ? cells.filter((cell) => cell.closest('tr') === row)
        : cells.filter((cell) => cell.name === from.name);
    const at = goal.indexOf(from) + (to === 'next' || to === 'right' ? 1 : -1);
    const cell = goal[at];
    if (cell !== undefined) {
      cell.focus();
      cell.scrollIntoView({ block: 'nearest' });
    } else if (to === 'next') {
      // The end of the column: what was typed goes out all the same.
      from.blur();
      from.focus();
    }
  }, []);
  const onDetails = useCallback(() => {
    panel?.querySelector<HTMLElement>('textarea:enabled, input:enabled')?.focus();
  }, [panel]);
  const backToCell = () => {
    const row = table.current?.querySelector(`[data-line="${activeId}"]`);
    row?.querySelector<HTMLElement>('input.number:enabled, button')?.focus();
  };
  async function acceptAll() {
    await flushAll();
    const done = await accept.run({ entryId: entry.id });
    if (done === undefined) return;
    if (done.accepted === 0) showNotice(w.acceptedNone);
    else showUndo(w.accepted(formatCount(done.accepted)));
  }
  const waiting = leaves.filter((line) => fits(line, 'unverified')).length;
  const isForeign = useIsForeign();
  const mayVerify = mayScore(set.status, 'verified') && !isForeign;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: { md: '100%' }, minHeight: 0 }}>
      <Box sx={{ px: 2.5, pt: 1.25 }}>
        <PageHeader
          title={entry.agencyName}
          back={{ to: `/par-index/${set.id}`, label: set.name }}
          meta={
            <>
              <StatusChip tone={statusTones[set.status]} label={t.parIndex.statuses[set.status]} />
              <IllustrativeBanner show={set.illustrative} inline />
              <ProvenanceMark provenance={entry.provenance} />
              <Neighbours set={set} entryId={entry.id} show={filter.get('show')} />
            </>
          }
          secondary={<Export detail={detail} />}
          {...(mayVerify
            ? {
                action: (
                  <Button
                    variant="contained"
                    disabled={accept.pending || waiting === 0}
                    onClick={() => void acceptAll()}
                  >
                    {waiting === 0 ? w.acceptNone : w.accept}
                  </Button>
                ),
              }
            : {})}
        />
        <Totals set={set} entry={entry} />
        {set.status === 'draft' || set.status === 'closed' ? (
          <Alert severity="info" icon={false} sx={{ my: 0.75, py: 0 }}>
            {w[set.status]}
          </Alert>
        ) : null}
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap', my: 1 }}>
          <FilterSelect
            filter={filter}
            name="show"
            label={w.filter}
            emptyLabel={w.filters.all}
            options={lineFilters
              .filter((value) => value !== 'all' && (value !== 'survey' || withSurvey))
              .map((value) => ({ value, label: w.filters[value] }))}
          />
          <Typography variant="caption" color="text.secondary">
            {w.hint}
          </Typography>
          <Box
            component="output"
            sx={{ ml: 'auto', fontSize: '0.8125rem', color: 'error.main', fontWeight: 600 }}
          >
            {faulty.size === 0 ? null : (
              <>
                {w.faulty(formatCount(faulty.size))}{' '}
                <Button
                  onClick={() =>
                    table.current?.querySelector<HTMLInputElement>('input[aria-invalid="true"]')?.focus()
                  }
                >
                  {w.toFault}
                </Button>
              </>
            )}
          </Box>
        </Box>
      </Box>
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(22rem, 34%)' },
          borderTop: '1px solid',
          borderColor: 'divider',
        }}
      >
        <Box sx={{ minWidth: 0, overflow: { md: 'auto' }, backgroundColor: 'background.paper' }}>
          {shown.length === 0 ? (
            <Box sx={{ p: 2 }}>
              <EmptyState
                title={w.nothing}
                {...(show === 'all'
                  ? {}
                  : {
                      action: <Button onClick={() => filter.set('show', '')}>{t.frame.clearFilters}</Button>,
                    })}
              />
            </Box>
          ) : (
            <Box
              component="table"
              ref={table}
              aria-label={w.lines}
              onFocus={(event: React.FocusEvent) => {
                // The whole number is replaced by what is typed, as in a spreadsheet.
                if (event.target instanceof HTMLInputElement && event.target.className === 'number')
                  event.target.select();
              }}
              sx={scoreStyles}
            >
              <thead>
                <tr>
                  <th scope="col" className="code">
                    {w.code}
                  </th>
                  <th scope="col">{w.text}</th>
                  <th scope="col" className="max">
                    {w.max}
                  </th>
                  <th scope="col" className="points">
                    {w.self}
                  </th>
                  <th scope="col" className="points">
                    {w.verified}
                  </th>
                  {withSurvey ? (
                    <th scope="col" className="points">
                      {w.survey}
                    </th>
                  ) : null}
                </tr>
              </thead>
              <tbody>
                {shown.map((line) =>
                  line.isLeaf ? (
                    <ScoreLine
                      key={line.item.id}
                      set={set}
                      entryId={entry.id}
                      line={line}
                      active={line.item.id === active?.item.id}
                      panel={line.item.id === active?.item.id ? panel : null}
                      withSurvey={withSurvey}
                      onActive={onActive}
                      onFaulty={onFaulty}
                      onGo={onGo}
                      onDetails={onDetails}
                    />
                  ) : (
                    <GroupLine
                      key={line.item.id}
                      line={line}
                      verified={verifiedSums.get(line.item.id)?.verified ?? 0}
                      withSurvey={withSurvey}
                    />
                  ),
                )}
              </tbody>
            </Box>
          )}
        </Box>
        {/* Esc gives the keyboard back to the table, from whichever field. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <Box
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
            event.stopPropagation();
            backToCell();
          }}
          sx={{
            p: 2,
            overflow: { md: 'auto' },
            borderLeft: { md: '1px solid' },
            borderTop: { xs: '1px solid', md: 0 },
            borderColor: { xs: 'divider', md: 'divider' },
          }}
        >
          <Box ref={setPanel} component="section" aria-label={w.details} />
          {active === undefined ? <EntryFacts set={set} entry={entry} /> : null}
        </Box>
      </Box>
    </Box>
  );
}

function idsOf(lines: readonly IndexLine[], show: (typeof lineFilters)[number]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => (line.isLeaf && fits(line, show) ? [line.item.id] : [])));
}

interface GroupLineProps {
  readonly line: IndexLine;
  /** Without the survey. */
  readonly verified: number;
  readonly withSurvey: boolean;
}
/** A field or criterion: the sums of what is below it. */
function GroupLine({ line, verified, withSurvey }: GroupLineProps) {
  const t = useText();
  const { item, sums } = line;
  return (
    <tr className={item.level === 'field' ? 'field' : 'group'}>
      <td className="code">{item.code}</td>
      <th scope="row">
        {item.text}
        {item.effect === 'points' ? null : (
          <span className="effect"> · {t.parIndex.effects[item.effect]}</span>
        )}
      </th>
      <td className="max">{points(item.maxPoints)}</td>
      <td className="points">{points(sums.self)}</td>
      <td className="points">{points(verified)}</td>
      {withSurvey ? <td className="points">{points(sums.verified - verified)}</td> : null}
    </tr>
  );
}

interface TotalsProps {
  readonly set: IndexSet;
  readonly entry: IndexEntry;
}
/** What it comes to so far, part by part; the total is said to be provisional while something lacks. */
function Totals({ set, entry }: TotalsProps) {
  const t = useText();
  const w = t.parIndex.entry.totals;
  const { totals } = entry;
  const of = (got: number, most: number) => t.parIndex.outOf(points(got), points(most));
  const parts: readonly (readonly [string, string])[] = [
    [w.self, of(totals.selfPoints, totals.selfMax)],
    [w.verified, of(totals.verifiedPoints, totals.verifiedMax)],
    ...(set.hasSurvey ? [[w.survey, of(totals.surveyPoints, totals.surveyMax)] as const] : []),
    ...(totals.bonus > 0 ? [[w.bonus, `+${points(totals.bonus)}`] as const] : []),
    ...(totals.deduction > 0 ? [[w.deduction, `−${points(totals.deduction)}`] as const] : []),
  ];
  const isFinal = totals.total !== null;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3, alignItems: 'baseline' }}>
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 3,
          rowGap: 0.25,
          alignItems: 'baseline',
          fontSize: '0.8125rem',
          '& > div': { display: 'flex', gap: 0.75, alignItems: 'baseline' },
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, fontWeight: 600 },
        }}
      >
        {parts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{isFinal ? w.total : w.provisional}</dt>
          <Box component="dd" data-total={isFinal ? 'final' : 'provisional'} sx={{ fontSize: '1.125rem' }}>
            {of(totals.total ?? totals.provisional, set.maxPoints)}
          </Box>
        </div>
        <div>
          <dt>{w.share}</dt>
          <dd>{share(totals.share)}</dd>
        </div>
        {entry.rank === null ? null : (
          <div>
            <dt>{w.rank}</dt>
            <dd>
              {formatCount(entry.rank)}
              {entry.grade === null ? '' : ` · ${entry.grade}`}
            </dd>
          </div>
        )}
      </Box>
      {totals.missing === 0 ? null : <StatusChip tone="due" label={w.missing(formatCount(totals.missing))} />}
      {set.hasSurvey ? null : (
        <Typography variant="caption" color="text.secondary">
          {w.rescaled(points(set.maxPoints))}
        </Typography>
      )}
    </Box>
  );
}

interface NeighboursProps {
  readonly set: IndexSet;
  readonly entryId: string;
  readonly show: string;
}
/** From agency to agency in the order of the list. */
function Neighbours({ set, entryId, show }: NeighboursProps) {
  const w = useText().parIndex.entry;
  const entries = useQueryOf('indexEntries.list', { indexSetId: set.id }).data ?? [];
  const at = entries.findIndex(({ id }) => id === entryId);
  const link = (to: IndexEntry | undefined, label: string, sign: string) =>
    to === undefined ? null : (
      <Button
        component={Link}
        to={`/par-index/entries/${to.id}${show === '' ? '' : `?show=${show}`}`}
        title={`${label}: ${to.agencyName}`}
        aria-label={`${label}: ${to.agencyName}`}
        sx={{ minWidth: 28, minHeight: 26, py: 0, px: 0.5 }}
      >
        {sign}
      </Button>
    );
  if (at < 0 || entries.length < 2) return null;
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5 }}>
      {link(entries[at - 1], w.previous, '‹')}
      {`${formatCount(at + 1)}/${formatCount(entries.length)}`}
      {link(entries[at + 1], w.next, '›')}
    </Box>
  );
}

/** The report of the agency: number, arrival, note. */
function EntryFacts({ set, entry }: TotalsProps) {
  const t = useText();
  const w = t.parIndex.entry;
  const autosave = useAutosave<IndexEntry>({
    rowKey: `index_entry:${entry.id}`,
    row: entry,
    async send(rev, patch, meta) {
      const { number, arrivedOn, note } = patch;
      return call(
        'indexEntries.update',
        {
          id: entry.id,
          rev: rev ?? 1,
          patch: {
            ...(number === undefined ? {} : { number }),
            ...(arrivedOn === undefined ? {} : { arrivedOn }),
            ...(note === undefined ? {} : { note }),
          },
        },
        meta,
      );
    },
    reload: async () => (await call('indexEntries.get', { id: entry.id })).entry,
  });
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const { arrivedOn } = autosave.value;
  const isClosed = set.status === 'closed';
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: 1.5 }}>
      <Box sx={{ gridColumn: 'span 2', display: 'flex', alignItems: 'center' }}>
        <Typography variant="h2" sx={{ mr: 'auto' }}>
          {w.report}
        </Typography>
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
      {autosave.conflicts.length === 0 ? null : (
        <Box sx={{ gridColumn: 'span 2' }}>
          <ConflictNotice autosave={autosave} labelOf={(field) => field} />
        </Box>
      )}
      <AutoText
        autosave={autosave}
        field="number"
        label={w.number}
        nullable
        maxLength={60}
        disabled={isClosed}
      />
      <DayField
        label={w.arrivedOn}
        value={arrivedOn}
        disabled={isClosed}
        onChange={(day) => autosave.choose('arrivedOn', day)}
        error={faultOf('arrivedOn')}
        helperText={
          arrivedOn !== null && set.selfDueOn !== null && arrivedOn > set.selfDueOn ? (
            <StatusChip tone="due" label={w.late(shortDay(set.selfDueOn))} />
          ) : undefined
        }
      />
      <Box sx={{ gridColumn: 'span 2' }}>
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          multiline
          minRows={2}
          maxLength={4000}
          disabled={isClosed}
        />
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ gridColumn: 'span 2' }}>
        {w.pick}
      </Typography>
    </Box>
  );
}

/** The scores as a list: every item with its points and what they rest on. */
function Export({ detail }: { readonly detail: EntryDetail }) {
  const t = useText();
  const w = t.parIndex.entry;
  const { set, entry, lines } = detail;
  return (
    <ListActions
      title={`${entry.agencyName} · ${set.name}`}
      illustrative={set.illustrative}
      columns={[
        { label: w.code, kind: 'text', width: 8 },
        { label: w.text, kind: 'text', width: 36 },
        { label: w.max, kind: 'points', width: 8 },
        { label: w.self, kind: 'points', width: 8 },
        { label: w.verified, kind: 'points', width: 8 },
        { label: w.survey, kind: 'points', width: 8 },
        { label: w.evidence, kind: 'text', width: 24 },
        { label: w.explanation, kind: 'text', width: 24 },
        { label: w.verifierNote, kind: 'text', width: 24 },
      ]}
      rows={lines.map(({ item, isLeaf, score, sums }) => [
        item.code,
        item.text,
        item.maxPoints,
        isLeaf ? (score?.selfPoints ?? null) : sums.self,
        isLeaf ? (score?.verifiedPoints ?? null) : sums.verified,
        isLeaf ? (score?.surveyPoints ?? null) : null,
        score?.selfEvidence ?? null,
        score?.selfExplanation ?? null,
        score?.verifierNote ?? null,
      ])}
    />
  );
}
