// Which agencies must report for this period, which have, late or in time, and which are missing. Days and numbers are
// typed down the columns; many that came on one day are entered in one go; letters go to all that are missing.
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Typography from '@mui/material/Typography';
import type { Output } from '../../../core/contract/index.ts';
import type { AgencyReport } from '../../../core/contract/period-reports.ts';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showNotice, showUndo } from '../../api/toasts.ts';
import { DayField } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { saveFile } from '../../components/save-file.ts';
import { SavedViews } from '../../components/SavedViews.tsx';
import { type ShortcutHelp, useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';
import { AgencyPanel } from './AgencyPanel.tsx';
import { boardColumns, boardCounts, boardRows, shownReports } from './board-filter.ts';
import { BoardRow } from './BoardRow.tsx';
import { gridLook } from './grid-keys.ts';
import { RemindDialog } from './RemindDialog.tsx';
import type { ReportTabProps } from './use-figures.ts';
import { agencyStates, agencyTones } from './report-words.ts';
import { RequiredDialog } from './RequiredDialog.tsx';

type Report = Output<'periodReports.get'>['report'];

export function BoardTab({ detail, today }: ReportTabProps) {
  const { report } = detail;
  const list = useQueryOf('agencyReports.list', { reportId: report.id, today });
  return (
    <Loaded query={list}>
      {(reports) => <Board report={report} documents={detail.documents} reports={reports} today={today} />}
    </Loaded>
  );
}

const PAGE = 150;
const filterNames = ['q', 'state', 'kind'] as const;
const passing = ['agency'] as const;

interface BoardProps {
  readonly report: Report;
  readonly documents: Output<'periodReports.get'>['documents'];
  readonly reports: readonly AgencyReport[];
  readonly today: string;
}
function Board({ report, documents, reports, today }: BoardProps) {
  const t = useText();
  const w = t.periodic.agencies;
  const filter = useFilter();
  const [choosing, setChoosing] = useState(false);
  const [reminding, setReminding] = useState(false);
  const [busy, setBusy] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [limit, setLimit] = useState(PAGE);
  const text = useDeferredValue(filter.get('q'));
  const [state, kind, sort] = [filter.get('state'), filter.get('kind'), filter.get('sort')];
  const all = useMemo(
    () => shownReports(reports, { text, state, kind, sort }),
    [reports, text, state, kind, sort],
  );
  const counts = useMemo(() => boardCounts(reports), [reports]);
  const help = useMemo<readonly ShortcutHelp[]>(
    () => [
      { keys: 'Enter, ↑ ↓', label: w.shortcuts.move },
      { keys: 'Ctrl+;', label: w.shortcuts.today },
    ],
    [w],
  );
  useShortcutHelp(help);
  const shown = all.slice(0, limit);
  const opened = reports.find(({ id }) => id === filter.get('agency'));
  const chosen = reports.filter(({ id }) => selected.has(id));
  const toggle = useCallback(
    (id: string, on: boolean) =>
      setSelected((before) => {
        const next = new Set(before);
        if (on) next.add(id);
        else next.delete(id);
        return next;
      }),
    [],
  );

  async function forms() {
    setBusy(true);
    try {
      await flushAll();
      const { file, count } = await call('agencyReports.forms', { reportId: report.id });
      saveFile(file);
      showNotice(w.formsMade(formatCount(count)));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  const choose = (variant: 'contained' | 'outlined') => (
    <MayButton method="agencyReports.setRequired" variant={variant} onClick={() => setChoosing(true)}>
      {w.choose}
    </MayButton>
  );
  const dialog = choosing ? (
    <RequiredDialog report={report} required={reports} today={today} onClose={() => setChoosing(false)} />
  ) : null;
  if (reports.length === 0) {
    return (
      <>
        <EmptyState title={w.empty} text={w.emptyText} action={choose('contained')} />
        {dialog}
      </>
    );
  }
  const kinds = agencyKindOrder.filter((one) => reports.some(({ agencyKind }) => agencyKind === one));
  const filtered = [
    state === ''
      ? null
      : stateWords(state, { ...w.states, sent: w.sent, not_sent: w.notSent, required: w.mustSend }),
    kinds.includes(kind as (typeof kinds)[number])
      ? t.labels.agencyKind[kind as (typeof kinds)[number]]
      : null,
    text.trim() === '' ? null : text.trim(),
  ].filter((part) => part !== null);
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1.25 }}>
        <Counts counts={counts} state={state} onState={(next) => filter.set('state', next)} />
        <Box sx={{ display: 'flex', gap: 1, ml: 'auto', flexWrap: 'wrap' }}>
          {choose('outlined')}
          <Button variant="outlined" disabled={busy} onClick={() => void forms()}>
            {w.forms}
          </Button>
          <MayButton
            method="agencyReports.remind"
            variant="contained"
            disabled={counts.missing === 0}
            onClick={() => void flushAll().then(() => setReminding(true))}
          >
            {counts.missing === 0 ? w.remind : w.remindCount(formatCount(counts.missing))}
          </MayButton>
        </Box>
      </Box>
      <FilterBar filter={filter} names={filterNames}>
        <FilterText filter={filter} name="q" label={w.find} />
        <FilterSelect
          filter={filter}
          name="state"
          label={w.state}
          options={[
            ...agencyStates.map((value) => ({ value, label: w.states[value] })),
            { value: 'sent', label: w.sent },
            { value: 'not_sent', label: w.notSent },
            { value: 'required', label: w.mustSend },
          ]}
        />
        {kinds.length < 2 ? null : (
          <FilterSelect
            filter={filter}
            name="kind"
            label={w.kind}
            options={kinds.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
          />
        )}
        <Box sx={{ display: 'flex', gap: 1, ml: 'auto' }}>
          <SavedViews list="agency_reports" passing={passing} />
          <ListActions
            title={w.listTitle(report.title)}
            subtitle={filtered.length === 0 ? null : filtered.join(', ')}
            columns={boardColumns(t)}
            rows={() => boardRows(all, t)}
            count={all.length}
            illustrative={report.illustrative}
          />
        </Box>
      </FilterBar>
      {chosen.length === 0 ? (
        <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 0.75 }}>
          {w.hint}
        </Typography>
      ) : (
        <ArrivalBar
          chosen={chosen}
          today={today}
          onDone={() => setSelected(new Set())}
          onUnselect={() => setSelected(new Set())}
        />
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns:
            opened === undefined ? 'minmax(0, 1fr)' : { xs: '1fr', md: 'minmax(0, 1fr) 24rem' },
        }}
      >
        {all.length === 0 ? (
          <EmptyState
            title={w.nothingMatches}
            action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
          />
        ) : (
          <Box sx={{ minWidth: 0 }}>
            <Box
              tabIndex={-1}
              sx={{
                ...gridLook,
                maxHeight: 'max(16rem, calc(100vh - 17rem))',
                '& table': { ...gridLook['& table'], minWidth: opened === undefined ? '60rem' : '38rem' },
              }}
            >
              <table aria-label={w.label}>
                <BoardHead
                  compact={opened !== undefined}
                  sort={sort}
                  onSort={(next) => filter.set('sort', next)}
                  chosen={shown.length > 0 && shown.every(({ id }) => selected.has(id))}
                  some={shown.some(({ id }) => selected.has(id))}
                  onAll={(on) => setSelected(on ? new Set(shown.map(({ id }) => id)) : new Set())}
                />
                <tbody>
                  {shown.map((one) => (
                    <BoardRow
                      key={one.id}
                      report={one}
                      today={today}
                      compact={opened !== undefined}
                      isOpen={one.id === opened?.id}
                      isSelected={selected.has(one.id)}
                      onSelect={toggle}
                      onOpen={(id) => filter.set('agency', id)}
                    />
                  ))}
                </tbody>
              </table>
            </Box>
            {all.length > shown.length ? (
              <Button sx={{ mt: 1 }} onClick={() => setLimit(limit + PAGE)}>
                {w.more(formatCount(Math.min(PAGE, all.length - shown.length)))}
              </Button>
            ) : null}
          </Box>
        )}
        {opened === undefined ? null : (
          <AgencyPanel
            key={opened.id}
            report={opened}
            today={today}
            onClose={() => filter.set('agency', '')}
          />
        )}
      </Box>
      {dialog}
      {reminding ? (
        <RemindDialog
          report={report}
          missing={reports.filter((one) => one.state === 'missing')}
          documents={documents}
          today={today}
          onClose={() => setReminding(false)}
        />
      ) : null}
    </>
  );
}

function stateWords(state: string, words: Readonly<Record<string, string>>): string {
  return words[state] ?? state;
}

interface CountsProps {
  readonly counts: ReturnType<typeof boardCounts>;
  readonly state: string;
  readonly onState: (state: string) => void;
}
const toneColours = {
  verified: 'success.main',
  due: 'warning.main',
  accent: 'primary.main',
  overdue: 'error.main',
  plain: 'text.primary',
  muted: 'text.secondary',
} as const;
/** The counts are the filter: pressing one shows who it counts. */
function Counts({ counts, state, onState }: CountsProps) {
  const w = useText().periodic.agencies;
  const parts = [
    { key: '', count: counts.required, label: w.required, colour: 'text.primary' },
    ...agencyStates
      .filter((one) => counts[one] > 0)
      .map((one) => ({
        key: one,
        count: counts[one],
        label: w.states[one].toLocaleLowerCase('vi'),
        colour: toneColours[agencyTones[one]],
      })),
  ];
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }} role="group" aria-label={w.state}>
      {parts.map(({ key, count, label, colour }) => (
        <Box
          key={key}
          component="button"
          type="button"
          aria-pressed={state === key}
          onClick={() => onState(key === state ? '' : key)}
          sx={{
            font: 'inherit',
            fontSize: '0.8125rem',
            color: 'text.secondary',
            background: 'none',
            border: '1px solid transparent',
            borderRadius: 1,
            px: 1,
            py: 0.25,
            minHeight: 28,
            cursor: 'pointer',
            '&:hover': { backgroundColor: 'background.tint' },
            '&[aria-pressed="true"]': { borderColor: 'divider', backgroundColor: 'background.tint' },
          }}
        >
          <Box component="strong" sx={{ color: colour, fontSize: '1rem', mr: 0.5 }}>
            {formatCount(count)}
          </Box>{' '}
          {label}
        </Box>
      ))}
    </Box>
  );
}

interface BoardHeadProps {
  readonly compact: boolean;
  readonly sort: string;
  readonly onSort: (sort: string) => void;
  readonly chosen: boolean;
  readonly some: boolean;
  readonly onAll: (on: boolean) => void;
}
function BoardHead({ compact, sort, onSort, chosen, some, onAll }: BoardHeadProps) {
  const t = useText();
  const w = t.periodic.agencies;
  const columns = [
    { key: 'agency', label: w.agency, width: undefined, sorts: true, wide: false },
    { key: 'due', label: w.due, width: '6.25rem', sorts: true, wide: true },
    { key: 'number', label: w.number, width: '4.5rem', sorts: false, wide: false },
    { key: 'symbol', label: w.symbol, width: '7.5rem', sorts: false, wide: true },
    { key: 'documentDate', label: w.documentDate, width: '6.75rem', sorts: false, wide: false },
    { key: 'arrived', label: w.arrivedOn, width: '6.75rem', sorts: true, wide: false },
    { key: 'state', label: w.state, width: '9.5rem', sorts: true, wide: false },
    { key: 'figures', label: w.figures, width: '4.75rem', sorts: false, wide: true },
    { key: 'reminders', label: w.reminders, width: '8.5rem', sorts: false, wide: true },
  ].filter(({ wide }) => !compact || !wide);
  const sortKey = sort === '' ? 'agency' : sort.replace(/^-/u, '');
  const down = sort.startsWith('-');
  return (
    <thead>
      <tr>
        <Box component="th" scope="col" sx={{ width: '2.25rem', '&&': { px: 0 } }}>
          <Checkbox
            size="small"
            checked={chosen}
            indeterminate={some && !chosen}
            onChange={(_event, on) => onAll(on)}
            slotProps={{ input: { 'aria-label': w.selectAll } }}
            sx={{ p: 0.5 }}
          />
        </Box>
        {columns.map(({ key, label, width, sorts }) => {
          const isSorted = sortKey === key;
          return (
            <Box
              component="th"
              scope="col"
              key={key}
              {...(isSorted && sorts
                ? { 'aria-sort': down ? ('descending' as const) : ('ascending' as const) }
                : {})}
              sx={{ width }}
            >
              {sorts ? (
                <Box
                  component="button"
                  type="button"
                  title={isSorted && !down ? t.frame.sortDescending : t.frame.sortAscending}
                  onClick={() => onSort(isSorted && !down ? `-${key}` : key === 'agency' ? '' : key)}
                  sx={{
                    font: 'inherit',
                    color: isSorted ? 'primary.main' : 'inherit',
                    background: 'none',
                    border: 0,
                    p: 0,
                    minHeight: 24,
                    cursor: 'pointer',
                  }}
                >
                  {label}
                  {isSorted ? <span aria-hidden>{down ? '\u00a0↓' : '\u00a0↑'}</span> : null}
                </Box>
              ) : (
                label
              )}
            </Box>
          );
        })}
      </tr>
    </thead>
  );
}

interface ArrivalBarProps {
  readonly chosen: readonly AgencyReport[];
  readonly today: string;
  readonly onDone: () => void;
  readonly onUnselect: () => void;
}
/** What came on one day is entered in one go. */
function ArrivalBar({ chosen, today, onDone, onUnselect }: ArrivalBarProps) {
  const w = useText().periodic.agencies;
  const arrive = useCommand('agencyReports.arrive');
  const [day, setDay] = useState<string | null>(today);
  async function put() {
    if (day === null || arrive.pending) return;
    let items: { readonly id: string; readonly rev: number }[];
    try {
      // What is being typed in the same rows is on disk first, and its rev known.
      await flushAll();
      const reportId = chosen[0]?.periodReportId ?? '';
      const wanted = new Set(chosen.map(({ id }) => id));
      items = (await call('agencyReports.list', { reportId, today }))
        .filter(({ id }) => wanted.has(id))
        .map(({ id, rev }) => ({ id, rev }));
    } catch (error) {
      showError(error);
      return;
    }
    const done = await arrive.run({ items, arrivedOn: day, today });
    if (done === undefined) return;
    showUndo(w.arrived(formatCount(done.length), shortDay(day)));
    onDone();
  }
  return (
    <Box
      role="region"
      aria-label={w.selected(formatCount(chosen.length))}
      sx={{
        display: 'flex',
        gap: 1.5,
        alignItems: 'center',
        flexWrap: 'wrap',
        mb: 0.75,
        px: 1.5,
        py: 0.75,
        borderRadius: 1,
        backgroundColor: 'background.tint',
      }}
    >
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {w.selected(formatCount(chosen.length))}
      </Typography>
      <Box sx={{ width: '10rem' }}>
        <DayField label={w.arriveOn} value={day} onChange={setDay} />
      </Box>
      <MayButton
        method="agencyReports.arrive"
        variant="contained"
        disabled={day === null || arrive.pending}
        onClick={() => void put()}
      >
        {day === null || day === today ? w.arriveToday : w.arriveDay(shortDay(day))}
      </MayButton>
      <Button color="secondary" onClick={onUnselect}>
        {w.unselect}
      </Button>
    </Box>
  );
}
