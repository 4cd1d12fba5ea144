// One week of the round: teams down, half-days across, cards that are moved by mouse (dragged) and by keyboard (Alt and
// the arrows), and the tray of those that wait for a day. Places are worked out in board-model.ts.
import { memo, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import {
  DndContext,
  DragOverlay,
  PointerSensor,
  pointerWithin,
  useDndContext,
  useDroppable,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { DragEndEvent, DragStartEvent } from '@dnd-kit/core';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { dayIndex, dayOf, halfDaysOf, overlap } from '../../../core/rules/half-days.ts';
import { occupies } from '../../../core/rules/schedule-conflicts.ts';
import type { Board } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { dayRange, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import {
  HALVES_OF_WEEK,
  conflictsByVisit,
  dropConflicts,
  inTray,
  isFixed,
  lanesOf,
  lengthOf,
  placeAt,
  placedInWeek,
  rowsOf,
  startFor,
  trayOf,
  usualLength,
  weekOf,
} from './board-model.ts';
import type { BoardDay, Place, Step } from './board-model.ts';
import { boardStyles, trayStyles } from './board-styles.ts';
import { ConflictLines } from './ConflictPanel.tsx';
import { conflictText, dayAndMonth, daysText, shortName, shortWeekday, teamText } from './schedule-words.ts';
import { VisitCard, cardId } from './VisitCard.tsx';

const TRAY = 'tray';
/** The tray would scroll away under a card that is taken out of it. */
const pageOnly = { canScroll: (element: Element) => !element.matches('[data-tray] *') };
const cellOf = (row: number, column: number): string => `${String(row)}/${String(column)}`;
/** Bars of other bodies beyond so many lines are in the dialog only. */
const BUSY_LINES = 5;

const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'earlier',
  ArrowRight: 'later',
  ArrowUp: 'teamUp',
  ArrowDown: 'teamDown',
};

export interface CardFocus {
  readonly id: string;
  /** A new number asks again for the same card. */
  readonly turn: number;
}

interface WeekBoardProps {
  readonly board: Board;
  readonly monday: string;
  readonly today: string;
  readonly names: ReadonlyMap<string, string>;
  readonly focus: CardFocus | null;
  readonly said: string;
  readonly onMenu: (visit: Visit, anchor: HTMLElement) => void;
  readonly onStep: (visit: Visit, step: Step) => void;
  readonly onPlace: (visit: Visit, place: Place) => void;
}

export function WeekBoard(props: WeekBoardProps) {
  const { board, monday, today, names, focus, onMenu, onStep, onPlace } = props;
  const t = useText();
  const w = t.schedule;
  const hintId = useId();
  const root = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [dragged, setDragged] = useState<{ readonly visit: Visit; readonly grabbed: number } | null>(null);
  const held = useRef<string | null>(null);

  const week = useMemo(() => weekOf(board, monday), [board, monday]);
  const rows = useMemo(() => rowsOf(board), [board]);
  const byRow = useMemo(
    () => rows.map((teamId) => placedInWeek(board.visits, teamId, monday)),
    [rows, board.visits, monday],
  );
  const tray = useMemo(() => trayOf(board.visits), [board.visits]);
  const conflicts = useMemo(() => conflictsByVisit(board.conflicts), [board.conflicts]);
  const first = dayIndex(monday) * 2;

  const aboutOf = useMemo(() => {
    const abouts = new Map<string, string>();
    for (const visit of board.visits) {
      const found = conflicts.get(visit.id);
      abouts.set(
        visit.id,
        [
          visit.agencyName,
          daysText(visit, t) || w.tray,
          teamText(visit.teamId, board, t),
          isFixed(visit)
            ? `${t.labels.visitStatus[visit.status]} (${w.fixed})`
            : t.labels.visitStatus[visit.status],
          ...(found?.conflicts ?? []).map((one) => `${w[one.severity]}: ${conflictText(one, names, t)}`),
        ].join('\n'),
      );
    }
    return abouts;
  }, [board, conflicts, names, t, w]);

  // ── The keyboard's place ─────────────────────────────────────────────────────────────────────────────
  const boardIds = byRow.flatMap((row) => row.map(({ visit }) => visit.id));
  const trayStop = tray.some(({ id }) => id === activeId) ? activeId : tray[0]?.id;
  const boardStop = boardIds.includes(activeId ?? '') ? activeId : boardIds[0];

  const focusCard = useCallback((id: string): boolean => {
    const card = document.getElementById(cardId(id));
    if (card === null) return false;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return true;
  }, []);
  // A card that changed its row was taken out and put in again: the keyboard goes with it.
  useLayoutEffect(() => {
    if (held.current !== null && document.activeElement === document.body) focusCard(held.current);
  }, [board.visits, monday, focusCard]);
  // The week of a card that is asked for may come a moment later.
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    wanted.current = focus?.id ?? null;
  }, [focus]);
  useEffect(() => {
    if (wanted.current !== null && focusCard(wanted.current)) wanted.current = null;
  }, [focus, board.visits, monday, focusCard]);

  const visitOf = (target: EventTarget): Visit | undefined => {
    const id = (target as HTMLElement).closest<HTMLElement>('[data-card]')?.dataset['card'];
    return id === undefined ? undefined : board.visits.find((visit) => visit.id === id);
  };

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const visit = visitOf(event.target);
    if (visit === undefined || event.ctrlKey || event.metaKey) return;
    const step =
      event.key === 'Delete' && !event.altKey
        ? 'tray'
        : !event.altKey
          ? undefined
          : event.shiftKey
            ? event.key === 'ArrowRight'
              ? 'longer'
              : event.key === 'ArrowLeft'
                ? 'shorter'
                : undefined
            : steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      onStep(visit, step);
      return;
    }
    if (event.altKey || event.shiftKey) return;
    const goal = neighbour(visit.id, event.key);
    if (goal === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    setActiveId(goal);
    focusCard(goal);
  }

  function neighbour(id: string, key: string): string | undefined {
    const isTray = tray.some((one) => one.id === id);
    const ids = isTray ? tray.map((one) => one.id) : boardIds;
    const at = ids.indexOf(id);
    if (key === 'ArrowLeft' || (isTray && key === 'ArrowUp')) return ids[at - 1];
    if (key === 'ArrowRight' || (isTray && key === 'ArrowDown')) return ids[at + 1];
    if (key === 'Home') return ids[0];
    if (key === 'End') return ids.at(-1);
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
    const from = byRow.findIndex((row) => row.some(({ visit }) => visit.id === id));
    const column = byRow[from]?.find(({ visit }) => visit.id === id)?.column ?? 0;
    const others = key === 'ArrowUp' ? byRow.slice(0, from).reverse() : byRow.slice(from + 1);
    const row = others.find((one) => one.length > 0);
    return row?.toSorted((a, b) => Math.abs(a.column - column) - Math.abs(b.column - column))[0]?.visit.id;
  }

  function onClick(event: MouseEvent<HTMLElement>) {
    const visit = visitOf(event.target);
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
    if (visit === undefined || card === null) return;
    setActiveId(visit.id);
    onMenu(visit, card);
  }
  const onFocus = (event: FocusEvent<HTMLElement>) => {
    const id = (event.target as HTMLElement).dataset['card'] ?? null;
    held.current = id;
    if (id !== null) setActiveId(id);
  };
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // Without a goal the card itself went away, or the window lost the keyboard.
    if (event.relatedTarget !== null) held.current = null;
  };

  // ── Dragging ─────────────────────────────────────────────────────────────────────────────────────────
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 5 } }));
  const usual = useMemo(() => usualLength(board.visits), [board.visits]);
  const placeOver = useCallback(
    (overId: string, visit: Visit, grabbed: number): Place | null => {
      if (overId === TRAY) return visit.startsOn === null ? null : inTray(visit.teamId);
      const [row = 0, column = 0] = overId.split('/').map(Number);
      const length = lengthOf(visit) ?? usual;
      return placeAt(rows[row] ?? null, startFor(first + column - grabbed, length), length);
    },
    [rows, first, usual],
  );
  function onDragStart({ active, activatorEvent }: DragStartEvent) {
    const visit = board.visits.find(({ id }) => id === active.id);
    if (visit === undefined) return;
    setDragged({ visit, grabbed: grabbedHalf(visit, activatorEvent, first) });
  }
  function onDragEnd({ over }: DragEndEvent) {
    const now = dragged;
    setDragged(null);
    if (now === null || over === null) return;
    const place = placeOver(String(over.id), now.visit, now.grabbed);
    if (place !== null) onPlace(now.visit, place);
  }

  const columns = ['6.75rem', ...week.flatMap((day, index) => columnsOf(day, index, byRow))].join(' ');
  const help = useMemo(
    () => [
      { keys: 'Alt+← →', label: w.shortcuts.half },
      { keys: 'Alt+↑ ↓', label: w.shortcuts.team },
      { keys: 'Alt+Shift+← →', label: w.shortcuts.length },
      { keys: 'Delete', label: w.shortcuts.tray },
      { keys: '← → ↑ ↓', label: w.shortcuts.cards },
      { keys: 'Enter', label: w.shortcuts.open },
    ],
    [w],
  );
  useShortcutHelp(help);

  const card = (
    visit: Visit,
    tabStop: string | null | undefined,
    edges?: { fromBefore: boolean; goesOn: boolean },
  ) => (
    <VisitCard
      key={visit.id}
      visit={visit}
      about={aboutOf.get(visit.id) ?? visit.agencyName}
      severity={conflicts.get(visit.id)?.severity ?? null}
      tabIndex={visit.id === tabStop ? 0 : -1}
      isOff={!occupies(visit.status)}
      hintId={hintId}
      {...edges}
    />
  );
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={pointerWithin}
      autoScroll={pageOnly}
      accessibility={{
        screenReaderInstructions: { draggable: w.drag.instructions },
        announcements: {
          onDragStart: () => undefined,
          onDragOver: () => undefined,
          onDragEnd: () => undefined,
          onDragCancel: () => undefined,
        },
      }}
      onDragStart={onDragStart}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDragged(null)}
    >
      <Box
        ref={root}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={onFocus}
        onBlur={onBlur}
        sx={{ display: 'grid', gap: 1, minWidth: 0 }}
      >
        <Box id={hintId} hidden>
          {w.cardHint}
        </Box>
        <Tray count={tray.length} allFixed={tray.every(isFixed)}>
          {tray.map((visit) => card(visit, trayStop))}
        </Tray>
        <Box
          component="section"
          aria-label={w.label}
          // Scrolled by the keyboard also while there is no card to walk to.
          tabIndex={boardIds.length === 0 ? 0 : -1}
          sx={{ ...boardStyles, '--columns': columns }}
        >
          <Head week={week} today={today} board={board} />
          {rows.map((teamId, index) => {
            const placed = byRow[index] ?? [];
            const lanes = Math.max(1, ...placed.map(({ lane }) => lane + 1));
            const name = teamText(teamId, board, t);
            const members = board.teams.find(({ id }) => id === teamId)?.members ?? 0;
            return (
              <div
                key={teamId ?? 'none'}
                className={teamId === null ? 'row none' : 'row'}
                role="group"
                aria-label={w.cardsOf(name)}
              >
                <div
                  className={teamId === null ? 'team none' : 'team'}
                  style={{ gridRow: `1 / span ${String(lanes)}` }}
                >
                  {name}
                  {members === 0 ? null : <small>{w.members(formatCount(members))}</small>}
                </div>
                {Array.from({ length: HALVES_OF_WEEK }, (_, column) => (
                  <Cell
                    key={column}
                    id={cellOf(index, column)}
                    column={column}
                    lanes={lanes}
                    isRest={week[Math.floor(column / 2)]?.working === false}
                  />
                ))}
                {placed.map(({ visit, column, span, lane, fromBefore, goesOn }) => (
                  <Box
                    key={visit.id}
                    component="div"
                    style={{
                      gridColumn: `${String(column + 2)} / span ${String(span)}`,
                      gridRow: String(lane + 1),
                      display: 'grid',
                      minWidth: 0,
                      alignItems: 'start',
                    }}
                  >
                    {card(visit, boardStop, { fromBefore, goesOn })}
                  </Box>
                ))}
              </div>
            );
          })}
          <BusyRow board={board} first={first} />
        </Box>
      </Box>
      <DragOverlay dropAnimation={null}>
        {dragged === null ? null : (
          <Ghost
            board={board}
            names={names}
            dragged={dragged.visit}
            grabbed={dragged.grabbed}
            placeOver={placeOver}
          />
        )}
      </DragOverlay>
      <Box component="output" aria-live="polite">
        <HiddenText text={props.said} />
      </Box>
    </DndContext>
  );
}

/** Days off are narrow while nobody is there. */
function columnsOf(day: BoardDay, index: number, rows: readonly ReturnType<typeof placedInWeek>[]): string[] {
  const used = rows.some((row) =>
    row.some(({ column, span }) => column < index * 2 + 2 && column + span > index * 2),
  );
  const width = day.working || used ? 'minmax(2.5rem, 1fr)' : 'minmax(1.5rem, 0.3fr)';
  return [width, width];
}

/** Which of its half-days the pointer holds, counted from its first; cards of the tray are held at their beginning. */
function grabbedHalf(visit: Visit, event: Event, first: number): number {
  const days = halfDaysOf(visit);
  const box = document.getElementById(cardId(visit.id))?.getBoundingClientRect();
  if (days === null || box === undefined || !(event instanceof PointerEvent) || box.width === 0) return 0;
  const from = Math.max(days.from, first);
  const span = Math.min(days.to, first + HALVES_OF_WEEK) - from;
  const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 0.999);
  return from - days.from + Math.floor(share * span);
}

interface HeadProps {
  readonly week: readonly BoardDay[];
  readonly today: string;
  readonly board: Board;
}
const Head = memo(function Head({ week, today, board }: HeadProps) {
  const t = useText();
  const w = t.schedule;
  const hasPeriod = board.startsOn !== null && board.endsOn !== null;
  return (
    <div className="row head">
      <div className="team" style={{ gridRow: '1 / span 2' }} />
      {week.map(({ day, working, name, inPeriod }, index) => {
        const said = [
          name,
          working ? null : w.dayOff,
          day === today ? w.today : null,
          hasPeriod ? (inPeriod ? w.inPeriod : w.outsidePeriod) : null,
        ].filter((one) => one !== null);
        const classes = [
          'day',
          hasPeriod && inPeriod ? 'period' : '',
          working ? '' : 'rest',
          day === today ? 'today' : '',
        ];
        return (
          <div
            key={day}
            className={classes.filter((one) => one !== '').join(' ')}
            style={{ gridColumn: `${String(index * 2 + 2)} / span 2` }}
            title={[shortDay(day), ...said].join(', ')}
          >
            {shortWeekday(day, t)} {dayAndMonth(day)}
            {name === null ? null : <small>{name}</small>}
            <HiddenText text={` ${said.join(', ')}`} />
          </div>
        );
      })}
      {week.flatMap(({ day, working }, index) =>
        (['morning', 'afternoon'] as const).map((half, place) => (
          <div
            key={`${day}${half}`}
            className={`half ${half}`}
            aria-hidden
            style={{ gridColumn: String(index * 2 + place + 2) }}
          >
            {working ? w.halves[half] : w.shortHalves[half]}
          </div>
        )),
      )}
    </div>
  );
});

interface CellProps {
  readonly id: string;
  readonly column: number;
  readonly lanes: number;
  readonly isRest: boolean;
}
const Cell = memo(function Cell({ id, column, lanes, isRest }: CellProps) {
  const { setNodeRef, isOver } = useDroppable({ id });
  const half = column % 2 === 0 ? 'morning' : 'afternoon';
  return (
    <div
      ref={setNodeRef}
      className={`cell ${half}${isRest ? ' rest' : ''}${isOver ? ' over' : ''}`}
      data-cell={id}
      style={{ gridColumn: String(column + 2), gridRow: `1 / span ${String(lanes)}` }}
    />
  );
});

interface TrayProps {
  readonly count: number;
  /** Nothing in it can be placed: those inspections have taken place. */
  readonly allFixed: boolean;
  readonly children: ReactNode;
}
function Tray({ count, allFixed, children }: TrayProps) {
  const t = useText();
  const w = t.schedule;
  const { setNodeRef, isOver } = useDroppable({ id: TRAY });
  return (
    <Box
      ref={setNodeRef}
      component="section"
      aria-label={w.tray}
      className={isOver ? 'over' : ''}
      data-tray
      sx={trayStyles}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', columnGap: 1.5, flexWrap: 'wrap' }}>
        <Typography variant="h3" component="h2">
          {w.trayCount(formatCount(count))}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {count === 0 ? w.trayEmpty : allFixed ? w.trayFixed : w.trayHint}
        </Typography>
      </Box>
      {count === 0 ? null : <div className="cards">{children}</div>}
    </Box>
  );
}

/** Other bodies' inspections of this week, one bar each. */
const BusyRow = memo(function BusyRow({ board, first }: { readonly board: Board; readonly first: number }) {
  const t = useText();
  const w = t.schedule;
  const week = { from: first, to: first + HALVES_OF_WEEK };
  const bars = board.busy.flatMap((busy) => {
    const days = { from: dayIndex(busy.startsOn) * 2, to: dayIndex(busy.endsOn) * 2 + 2 };
    return overlap(days, week) ? [{ id: busy.id, busy, ...days }] : [];
  });
  if (bars.length === 0) return null;
  const lanes = lanesOf(bars);
  const shown = bars.filter(({ id }) => (lanes.get(id) ?? 0) < BUSY_LINES);
  const count = Math.max(...shown.map(({ id }) => (lanes.get(id) ?? 0) + 1));
  const shortNames = new Map(board.visits.map((visit) => [visit.agencyId, shortName(visit)]));
  return (
    <div className="row" role="group" aria-label={w.busyRow}>
      <div className="team none" style={{ gridRow: `1 / span ${String(count)}` }}>
        {w.busyRow}
        {shown.length < bars.length ? (
          <small>{w.moreVisits(formatCount(bars.length - shown.length))}</small>
        ) : null}
      </div>
      {shown.map(({ id, busy, from, to }) => {
        const start = Math.max(from, week.from);
        const name = shortNames.get(busy.agencyId) ?? busy.agencyName;
        return (
          <div
            key={id}
            className="busy"
            title={w.busyBar(busy.agencyName, busy.body, dayRange(busy.startsOn, busy.endsOn, ''))}
            style={{
              gridColumn: `${String(start - first + 2)} / span ${String(Math.min(to, week.to) - start)}`,
              gridRow: String((lanes.get(id) ?? 0) + 1),
            }}
          >
            <span>
              {name}: {busy.body}
            </span>
          </div>
        );
      })}
    </div>
  );
});

interface GhostProps {
  readonly board: Board;
  readonly names: ReadonlyMap<string, string>;
  readonly dragged: Visit;
  readonly grabbed: number;
  readonly placeOver: (overId: string, visit: Visit, grabbed: number) => Place | null;
}
/** What is under the pointer: where it would land, and what that would conflict with. */
function Ghost({ board, names, dragged, grabbed, placeOver }: GhostProps) {
  const t = useText();
  const w = t.schedule;
  const { over } = useDndContext();
  const place = over === null ? null : placeOver(String(over.id), dragged, grabbed);
  const found = place === null ? [] : dropConflicts(board, dragged, place);
  return (
    <Box
      sx={{
        width: 'max-content',
        maxWidth: '19rem',
        px: 1,
        py: 0.5,
        fontSize: '0.75rem',
        lineHeight: 1.5,
        border: '1.5px solid',
        borderColor: found.some(({ severity }) => severity === 'error') ? 'error.main' : 'primary.main',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        boxShadow: 3,
        cursor: 'grabbing',
      }}
    >
      <strong>{shortName(dragged)}</strong>
      {place === null ? null : (
        <>
          <div>
            {place.startsOn === null ? w.tray : `${daysText(place, t)} · ${teamText(place.teamId, board, t)}`}
          </div>
          {found.length === 0 ? (
            place.startsOn === null ? null : (
              <div>{w.drag.clear}</div>
            )
          ) : (
            <ConflictLines conflicts={found} names={names} most={3} />
          )}
        </>
      )}
    </Box>
  );
}

/** The first day of the week that shows a place. */
export const dayOfPlace = (place: Place): string | null => {
  const days = halfDaysOf(place);
  return days === null ? null : dayOf(days.from);
};
