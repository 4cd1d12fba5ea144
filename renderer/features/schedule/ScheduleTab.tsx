// The schedule of a round: the week's board, a month, or the table with deadlines (which, stands in the URL), what
// stands in the way, the proposal, other bodies' inspections, and the programme of a session (`?visit=`).
import { useCallback, useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Skeleton from '@mui/material/Skeleton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import LeftIcon from '@mui/icons-material/ChevronLeftOutlined';
import RightIcon from '@mui/icons-material/ChevronRightOutlined';
import { Link, useSearchParams } from 'react-router';
import { isDay } from '../../../core/contract/day.ts';
import { mondayOf } from '../../../core/rules/board-days.ts';
import { addDays } from '../../../core/rules/due.ts';
import type { Board } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { useWhyNot } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayRange, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { useArrange } from './arrange.ts';
import {
  conflictCounts,
  dropConflicts,
  firstWeek,
  isFixed,
  monthAfter,
  placeOfVisit,
  roundWeek,
  samePlace,
  stepOf,
} from './board-model.ts';
import type { Place, Step } from './board-model.ts';
import { BusyDialog } from './BusyDialog.tsx';
import { CardMenu } from './CardMenu.tsx';
import type { OpenMenu } from './CardMenu.tsx';
import { ConflictPanel } from './ConflictPanel.tsx';
import { DeadlineTable } from './DeadlineTable.tsx';
import { MonthView } from './MonthView.tsx';
import { PlaceDialog } from './PlaceDialog.tsx';
import { ProgrammeDialog } from './ProgrammeDialog.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { conflictText, daysText, teamText, weekText } from './schedule-words.ts';
import { WeekBoard, dayOfPlace } from './WeekBoard.tsx';
import type { CardFocus } from './WeekBoard.tsx';

const BURDEN_DAYS = 30;
const views = ['board', 'month', 'table'] as const;
type View = (typeof views)[number];

export function ScheduleTab({ planId }: { readonly planId: string }) {
  const [params] = useSearchParams();
  const asked = params.get('burdenDays') ?? '';
  const burdenDays = /^\d{1,3}$/.test(asked) ? Math.min(Number(asked), 365) : BURDEN_DAYS;
  const board = useQueryOf('schedule.board', { planId, burdenDays }, { keepPrevious: true });
  const today = useQueryOf('system.status', {}).data?.today;
  return (
    <Loaded query={board} skeleton={<BoardSkeleton />}>
      {(found) =>
        today === undefined ? (
          <BoardSkeleton />
        ) : found.visits.length === 0 ? (
          <NoAgencies planId={planId} />
        ) : (
          <Schedule board={found} burdenDays={burdenDays} today={today} />
        )
      }
    </Loaded>
  );
}

function NoAgencies({ planId }: { readonly planId: string }) {
  const w = useText().schedule;
  return (
    <EmptyState
      title={w.empty}
      text={w.emptyText}
      action={
        <Button variant="contained" component={Link} to={`/plans/${planId}/agencies`}>
          {w.emptyAction}
        </Button>
      }
    />
  );
}

function BoardSkeleton() {
  const t = useText();
  return (
    <Box component="output" aria-label={t.frame.loading} sx={{ display: 'grid', gap: 1 }}>
      <Skeleton variant="rounded" height={32} width="60%" />
      <Skeleton variant="rounded" height={64} />
      <Skeleton variant="rounded" height={240} />
    </Box>
  );
}

interface ScheduleProps {
  readonly board: Board;
  readonly burdenDays: number;
  readonly today: string;
}
function Schedule({ board, burdenDays, today }: ScheduleProps) {
  const t = useText();
  const w = t.schedule;
  const { planId } = board;
  const [params, setParams] = useSearchParams();
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [placing, setPlacing] = useState<string | null>(null);
  const [proposing, setProposing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [focus, setFocus] = useState<CardFocus | null>(null);
  const [said, setSaid] = useState('');
  const arrange = useArrange(planId, burdenDays);

  const view: View = views.find((one) => one === params.get('view')) ?? 'board';
  // What was begun with stays while the visits move; the address takes over as soon as somebody pages.
  const [begin] = useState(() => firstWeek(board, today));
  const weekParam = params.get('week') ?? '';
  const monday = isDay(weekParam) ? mondayOf(weekParam) : begin;
  // The Thursday decides to which month a week belongs.
  const month = addDays(monday, 3).slice(0, 7);
  const programmeId = params.get('visit');

  const setAll = useCallback(
    (values: Readonly<Record<string, string | null>>, replace = true) => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        },
        { replace },
      );
    },
    [setParams],
  );
  const toWeek = useCallback((day: string) => setAll({ week: mondayOf(day) }), [setAll]);
  const names = useMemo(
    () => new Map(board.visits.map((visit) => [visit.id, visit.agencyName])),
    [board.visits],
  );
  const onMenu = useCallback((visit: Visit, anchor: HTMLElement) => setMenu({ visit, anchor }), []);
  const focusOn = (id: string) => setFocus((before) => ({ id, turn: (before?.turn ?? 0) + 1 }));

  const wordsOf = (place: Place, visit: Visit): string =>
    place.startsOn === null
      ? w.movedToTray(visit.agencyName)
      : w.moved(visit.agencyName, daysText(place, t), teamText(place.teamId, board, t));

  const whyNot = useWhyNot('schedule.arrange');
  async function place(visit: Visit, to: Place) {
    let moved = false;
    const done = await arrange.run((newest) => {
      const row = newest.visits.find(({ id }) => id === visit.id);
      if (row === undefined || samePlace(placeOfVisit(row), to)) return null;
      moved = true;
      return [{ visit: row, place: to }];
    });
    if (done && moved) showUndo(wordsOf(to, visit));
  }
  async function step(visit: Visit, by: Step) {
    if (whyNot !== undefined) {
      setSaid(whyNot);
      return;
    }
    let words: string | null = null;
    let warned = '';
    const done = await arrange.run((newest) => {
      const row = newest.visits.find(({ id }) => id === visit.id);
      if (row === undefined) return null;
      const result = stepOf(newest, row, by, monday);
      if ('stop' in result) {
        warned = w.stops[result.stop];
        return null;
      }
      words = wordsOf(result.place, row);
      warned = dropConflicts(newest, row, result.place)
        .map((one) => `${w[one.severity]}: ${conflictText(one, names, t)}`)
        .join(' ');
      const day = dayOfPlace(result.place);
      // The week goes with the card.
      if (day !== null) toWeek(day);
      return [{ visit: row, place: result.place }];
    });
    setSaid(warned);
    if (done && words !== null) showUndo(words);
  }
  function go(visitId: string) {
    const visit = board.visits.find(({ id }) => id === visitId);
    if (visit === undefined) return;
    setAll({ view: null, ...(visit.startsOn === null ? {} : { week: mondayOf(visit.startsOn) }) });
    focusOn(visitId);
  }

  const placed = board.visits.find(({ id }) => id === placing);
  const period = dayRange(board.startsOn, board.endsOn, w.from);
  return (
    <Box sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={view}
          aria-label={w.view}
          onChange={(_event, next: View | null) => {
            if (next !== null) setAll({ view: next === 'board' ? null : next });
          }}
        >
          {views.map((one) => (
            <ToggleButton
              key={one}
              value={one}
              sx={{ textTransform: 'none', py: 0.25, minHeight: 32, color: 'text.secondary' }}
            >
              {w.views[one]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {view === 'table' ? null : (
          <Pager
            view={view}
            monday={monday}
            month={month}
            roundWeek={roundWeek(board)}
            todayWeek={board.days.some(({ day }) => day === today) ? mondayOf(today) : null}
            onWeek={toWeek}
          />
        )}
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', ml: 'auto' }}>
          <Button variant="outlined" color="secondary" onClick={() => setBusy(true)}>
            {w.busy.open}
          </Button>
          <SheetActions planId={planId} kind="schedule" />
          <OursOnly>
            <Button
              variant="contained"
              disabled={board.visits.every(isFixed)}
              onClick={() => setProposing(true)}
            >
              {w.propose.open}
            </Button>
          </OursOnly>
        </Box>
      </Box>
      <Notes board={board} period={period} />
      {view === 'board' ? (
        <WeekBoard
          board={board}
          monday={monday}
          today={today}
          names={names}
          focus={focus}
          said={said}
          onMenu={onMenu}
          onStep={(visit, by) => void step(visit, by)}
          onPlace={(visit, to) => void place(visit, to)}
        />
      ) : view === 'month' ? (
        <MonthView
          board={board}
          month={month}
          today={today}
          weekTo={(day) => {
            const next = new URLSearchParams(params);
            next.delete('view');
            next.set('week', mondayOf(day));
            return `?${next.toString()}`;
          }}
        />
      ) : (
        <DeadlineTable board={board} today={today} onMenu={onMenu} />
      )}
      {board.conflicts.length === 0 && board.visits.every(isFixed) ? null : (
        <ConflictPanel
          board={board}
          names={names}
          burdenDays={burdenDays}
          onBurdenDays={(days) => setAll({ burdenDays: days === BURDEN_DAYS ? null : String(days) })}
          onGo={go}
        />
      )}
      <CardMenu
        menu={menu}
        onClose={() => setMenu(null)}
        onPlace={(visit) => setPlacing(visit.id)}
        onStep={(visit, by) => void step(visit, by)}
        onProgramme={(visit) => setAll({ visit: visit.id }, false)}
      />
      {placed === undefined ? null : (
        <PlaceDialog
          key={placed.id}
          board={board}
          visit={placed}
          names={names}
          onClose={() => setPlacing(null)}
          onPlace={(visit, to) => {
            setPlacing(null);
            const day = dayOfPlace(to);
            if (day !== null) toWeek(day);
            void place(visit, to).then(() => focusOn(visit.id));
          }}
        />
      )}
      {proposing ? (
        <ProposeDialog
          board={board}
          arrange={arrange}
          onClose={() => setProposing(false)}
          onApplied={(count, firstDay) => {
            setProposing(false);
            if (firstDay !== null) toWeek(firstDay);
            showUndo(w.propose.applied(formatCount(count)));
          }}
        />
      ) : null}
      {busy ? <BusyDialog board={board} onClose={() => setBusy(false)} /> : null}
      {programmeId === null ? null : (
        <ProgrammeDialog
          key={programmeId}
          planId={planId}
          visit={board.visits.find(({ id }) => id === programmeId) ?? null}
          onClose={() => setAll({ visit: null })}
        />
      )}
    </Box>
  );
}

interface PagerProps {
  readonly view: 'board' | 'month';
  readonly monday: string;
  readonly month: string;
  /** Of the round's first day. */
  readonly roundWeek: string;
  /** Null while today lies outside of the round. */
  readonly todayWeek: string | null;
  readonly onWeek: (day: string) => void;
}
function Pager({ view, monday, month, roundWeek: first, todayWeek, onWeek }: PagerProps) {
  const w = useText().schedule;
  const isWeek = view === 'board';
  const [year = '', number = ''] = month.split('-');
  // A month is known by the week of its 4th, whose Thursday is certainly in it.
  const go = (by: 1 | -1) => onWeek(isWeek ? addDays(monday, 7 * by) : `${monthAfter(month, by)}-04`);
  const back = isWeek ? w.previousWeek : w.previousMonth;
  const on = isWeek ? w.nextWeek : w.nextMonth;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
      <Tooltip title={back}>
        <IconButton aria-label={back} onClick={() => go(-1)}>
          <LeftIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Typography
        variant="subtitle2"
        component="p"
        aria-live="polite"
        sx={{ minWidth: isWeek ? '11.5rem' : '8.5rem', textAlign: 'center' }}
      >
        {isWeek ? w.week(weekText(monday)) : w.month(String(Number(number)), year)}
      </Typography>
      <Tooltip title={on}>
        <IconButton aria-label={on} onClick={() => go(1)}>
          <RightIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      {monday === first ? null : (
        <Button color="secondary" onClick={() => onWeek(first)}>
          {w.toRound}
        </Button>
      )}
      {todayWeek === null || todayWeek === monday ? null : (
        <Button color="secondary" onClick={() => onWeek(todayWeek)}>
          {w.toToday}
        </Button>
      )}
    </Box>
  );
}

/** One line: the period, how much stands in the way, and the one thing that is still missing. */
function Notes({ board, period }: { readonly board: Board; readonly period: string }) {
  const t = useText();
  const w = t.schedule;
  const count = conflictCounts(board.conflicts);
  const missing =
    board.teams.length === 0
      ? { text: w.noTeams, action: w.noTeamsAction, to: `/plans/${board.planId}/team` }
      : period === ''
        ? { text: w.noPeriod, action: w.noPeriodAction, to: `/plans/${board.planId}?field=startsOn` }
        : null;
  return (
    <Box
      sx={{
        display: 'flex',
        columnGap: 2,
        rowGap: 0.25,
        flexWrap: 'wrap',
        alignItems: 'center',
        fontSize: '0.8125rem',
      }}
    >
      {period === '' ? null : <Box component="span">{w.period(period)}</Box>}
      {count.error + count.warning === 0 ? null : (
        <Box component="span" sx={{ fontWeight: 500 }}>
          <span aria-hidden>▲ </span>
          {w.conflicts.summary(formatCount(count.error), formatCount(count.warning))}
        </Box>
      )}
      {missing === null ? null : (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {missing.text}{' '}
          <Button component={Link} to={missing.to} sx={{ minHeight: 24, py: 0 }}>
            {missing.action}
          </Button>
        </Box>
      )}
    </Box>
  );
}
