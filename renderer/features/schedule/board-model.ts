// The geometry of the schedule: weeks and half-days of the board, where a visit lands when it is dropped or stepped,
// lanes of cards that overlap, and what a place would conflict with. Pure; knows nothing of React or of words.
import { addDays, daysBetween } from '../../../core/rules/due.ts';
import { mondayOf } from '../../../core/rules/board-days.ts';
import { dayIndex, dayOf, halfDaysOf, overlap, visitDaysOf } from '../../../core/rules/half-days.ts';
import type { HalfDays } from '../../../core/rules/half-days.ts';
import { conflictOf, isMovable, occupies } from '../../../core/rules/schedule-conflicts.ts';
import { isWeekend } from '../../../core/rules/working-days.ts';
import type { Board, Conflict, Placement } from '../../../core/contract/schedule.ts';
import type { Visit, VisitStatus } from '../../../core/contract/visits.ts';

export const HALVES_OF_WEEK = 14;
/** A visit longer than this is set by its last day, not half by half. */
export const MAX_LENGTH = 60;

export interface BoardDay {
  readonly day: string;
  readonly working: boolean;
  readonly name: string | null;
  /** Within the period that the plan names; true where it names none. */
  readonly inPeriod: boolean;
}

/** The board's own answer where it has one; weeks beyond it go by the weekday. */
export function dayOfBoard(board: Board, day: string): BoardDay {
  const first = board.days[0]?.day;
  const found = first === undefined ? undefined : board.days[daysBetween(first, day)];
  const inPeriod =
    (board.startsOn === null || day >= board.startsOn) && (board.endsOn === null || day <= board.endsOn);
  return found === undefined
    ? { day, working: !isWeekend(day), name: null, inPeriod }
    : { ...found, inPeriod };
}

export function weekOf(board: Board, monday: string): BoardDay[] {
  return Array.from({ length: 7 }, (_, index) => dayOfBoard(board, addDays(monday, index)));
}

/** The week of the round's first day: of its first visit, or of its period. */
export function roundWeek(board: Board): string {
  const first = board.visits.flatMap(({ startsOn }) => (startsOn === null ? [] : [startsOn])).toSorted()[0];
  return mondayOf(first ?? board.startsOn ?? board.days[0]?.day ?? '1970-01-01');
}

/** The week to begin with: today's while the round is under way, else its first. */
export function firstWeek(board: Board, today: string): string {
  const days = board.visits.flatMap((visit) => [visit.startsOn, visit.endsOn]);
  const all = [...days, board.startsOn, board.endsOn].filter((day) => day !== null).toSorted();
  const [first, last] = [all[0], all.at(-1)];
  const isUnderWay = first !== undefined && last !== undefined && today >= first && today <= last;
  return isUnderWay ? mondayOf(today) : roundWeek(board);
}

// ── Visits on the board ──────────────────────────────────────────────────────────────────────────────────

export const lengthOf = (visit: Visit): number | null => {
  const days = halfDaysOf(visit);
  return days === null ? null : days.to - days.from;
};

/** What most visits of the round take, so that the next one takes it too; half a day where none has a day yet. */
export function usualLength(visits: readonly Visit[]): number {
  const counts = new Map<number, number>();
  for (const visit of visits) {
    const length = lengthOf(visit);
    if (length !== null) counts.set(length, (counts.get(length) ?? 0) + 1);
  }
  let usual = 1;
  let most = 0;
  for (const [length, count] of counts) {
    if (count > most || (count === most && length < usual)) [usual, most] = [length, count];
  }
  return usual;
}

/** Waiting for a day. What was called off for good waits for nothing. */
export function trayOf(visits: readonly Visit[]): Visit[] {
  return visits.filter(
    ({ startsOn, status }) => startsOn === null && status !== 'cancelled' && status !== 'replaced_by_report',
  );
}

export const isFixed = (visit: Visit): boolean => !isMovable(visit.status);

export interface PlacedVisit {
  readonly visit: Visit;
  /** The first of its half-days in this week, counted from Monday's morning. */
  readonly column: number;
  readonly span: number;
  /** It began before this week, or goes on after it. */
  readonly fromBefore: boolean;
  readonly goesOn: boolean;
  readonly lane: number;
}

interface Bar extends HalfDays {
  readonly id: string;
}

/** Bars that overlap stand below one another; each takes the first lane that is free. */
export function lanesOf(bars: readonly Bar[]): ReadonlyMap<string, number> {
  const ends: number[] = [];
  const lanes = new Map<string, number>();
  const inOrder = bars.toSorted((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1));
  for (const { id, from, to } of inOrder) {
    const free = ends.findIndex((end) => end <= from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = to;
    lanes.set(id, lane);
  }
  return lanes;
}

/** The visits of one team (null: of none) that touch the week, in reading order. */
export function placedInWeek(visits: readonly Visit[], teamId: string | null, monday: string): PlacedVisit[] {
  const first = dayIndex(monday) * 2;
  const week = { from: first, to: first + HALVES_OF_WEEK };
  const touching = visits.flatMap((visit) => {
    const days = visit.teamId === teamId ? halfDaysOf(visit) : null;
    return days === null || !overlap(days, week) ? [] : [{ visit, days }];
  });
  const lanes = lanesOf(touching.map(({ visit, days }) => ({ id: visit.id, ...days })));
  return touching
    .map(({ visit, days }): PlacedVisit => {
      const from = Math.max(days.from, week.from);
      return {
        visit,
        column: from - week.from,
        span: Math.min(days.to, week.to) - from,
        fromBefore: days.from < week.from,
        goesOn: days.to > week.to,
        lane: lanes.get(visit.id) ?? 0,
      };
    })
    .sort((a, b) => a.column - b.column || a.lane - b.lane);
}

// ── Moving ───────────────────────────────────────────────────────────────────────────────────────────────

export type Place = Omit<Placement, 'visitId'>;
export const inTray = (teamId: string | null): Place => ({
  teamId,
  startsOn: null,
  startsHalf: null,
  endsOn: null,
  endsHalf: null,
});

export function placeAt(teamId: string | null, from: number, length: number): Place {
  return { teamId, ...visitDaysOf({ from, to: from + length }) };
}

/** Whole days begin in the morning, wherever in the day they were dropped. */
export const startFor = (from: number, length: number): number =>
  length % 2 === 0 ? from - (from % 2) : from;

export const placeOfVisit = ({ teamId, startsOn, startsHalf, endsOn, endsHalf }: Visit): Place => ({
  teamId,
  startsOn,
  startsHalf,
  endsOn,
  endsHalf,
});
export const samePlace = (a: Place, b: Place): boolean =>
  a.teamId === b.teamId &&
  a.startsOn === b.startsOn &&
  a.startsHalf === b.startsHalf &&
  a.endsOn === b.endsOn &&
  a.endsHalf === b.endsHalf;

export type Step = 'earlier' | 'later' | 'teamUp' | 'teamDown' | 'longer' | 'shorter' | 'tray';
export type StepResult =
  | { readonly place: Place }
  | { readonly stop: 'fixed' | 'first_team' | 'last_team' | 'shortest' | 'in_tray' };

/** The rows of the board: the teams, and at the end the one without a team. */
export const rowsOf = (board: Board): readonly (string | null)[] => [
  ...board.teams.map(({ id }) => id),
  null,
];

/**
 * Where one key takes a visit. Sideways it goes by half-days (a visit of whole days by days) and passes over days that
 * are not worked. From the tray it goes to the first half-day of the week shown at which its team is free.
 */
export function stepOf(board: Board, visit: Visit, step: Step, monday: string): StepResult {
  if (isFixed(visit)) return { stop: 'fixed' };
  const days = halfDaysOf(visit);
  if (days === null) {
    return step === 'later' || step === 'teamDown'
      ? { place: firstFree(board, visit, monday) }
      : { stop: 'in_tray' };
  }
  const length = days.to - days.from;
  switch (step) {
    case 'tray':
      return { place: inTray(visit.teamId) };
    case 'longer':
      return { place: placeAt(visit.teamId, days.from, length + 1) };
    case 'shorter':
      return length === 1 ? { stop: 'shortest' } : { place: placeAt(visit.teamId, days.from, length - 1) };
    case 'teamUp':
    case 'teamDown': {
      const rows = rowsOf(board);
      const to = rows.indexOf(visit.teamId) + (step === 'teamUp' ? -1 : 1);
      const teamId = rows[to];
      if (teamId === undefined) return { stop: step === 'teamUp' ? 'first_team' : 'last_team' };
      return { place: { ...placeOfVisit(visit), teamId } };
    }
    case 'earlier':
    case 'later': {
      const by = (length % 2 === 0 ? 2 : 1) * (step === 'later' ? 1 : -1);
      let from = startFor(days.from, length) + by;
      // Some week has a working day; a year without one is a table that somebody filled in wrongly.
      for (let tries = 0; tries < 732 && !dayOfBoard(board, dayOf(from)).working; tries += 1) from += by;
      return { place: placeAt(visit.teamId, from, length) };
    }
  }
}

/** The first working place from the week's Monday on (not before the plan's first day) where nobody of it is taken. */
function firstFree(board: Board, visit: Visit, monday: string): Place {
  const length = usualLength(board.visits);
  const begin = board.startsOn !== null && board.startsOn > monday ? board.startsOn : monday;
  const start = dayIndex(begin) * 2;
  const by = length % 2 === 0 ? 2 : 1;
  for (let from = start; from < start + 732; from += by) {
    const place = placeAt(visit.teamId, from, length);
    if (
      dropConflicts(board, visit, place).every(({ code }) => code === 'NO_TEAM' || code === 'OUTSIDE_PERIOD')
    )
      return place;
  }
  return placeAt(visit.teamId, start, length);
}

// ── Conflicts ────────────────────────────────────────────────────────────────────────────────────────────

/**
 * What the board itself can tell of a place before a visit is put there: the day, the period, the team, other bodies.
 * Persons in two teams and other plans are told by the board's own conflicts afterwards.
 */
export function dropConflicts(board: Board, visit: Visit, place: Place): Conflict[] {
  const days = halfDaysOf(place);
  if (days === null) return [];
  const found: Conflict[] = [];
  const first = dayOf(days.from);
  const last = dayOf(days.to - 1);
  const agency = { agency: visit.agencyName };
  if (place.teamId === null && board.teams.length > 0) {
    found.push(conflictOf('NO_TEAM', [visit.id], first, agency));
  }
  for (const day of new Set([first, last])) {
    const { working, name } = dayOfBoard(board, day);
    if (!working) found.push(conflictOf('NOT_WORKING_DAY', [visit.id], day, name === null ? {} : { name }));
  }
  if (board.startsOn !== null && first < board.startsOn) {
    found.push(conflictOf('OUTSIDE_PERIOD', [visit.id], first, { bound: board.startsOn }));
  } else if (board.endsOn !== null && last > board.endsOn) {
    found.push(conflictOf('OUTSIDE_PERIOD', [visit.id], last, { bound: board.endsOn }));
  }
  if (place.teamId !== null) {
    const team = board.teams.find(({ id }) => id === place.teamId)?.name ?? '';
    for (const other of board.visits) {
      if (other.id === visit.id || other.teamId !== place.teamId || !occupies(other.status)) continue;
      const taken = halfDaysOf(other);
      if (taken === null || !overlap(taken, days)) continue;
      const at = Math.max(taken.from, days.from);
      const half = at % 2 === 0 ? 'morning' : 'afternoon';
      found.push(conflictOf('TEAM_TWICE', [visit.id, other.id], dayOf(at), { team, half }));
    }
  }
  for (const busy of board.busy) {
    if (busy.agencyId !== visit.agencyId || busy.endsOn < first || busy.startsOn > last) continue;
    found.push(
      conflictOf('AGENCY_BUSY', [visit.id], busy.startsOn > first ? busy.startsOn : first, {
        ...agency,
        body: busy.body,
        ...(busy.subject === null ? {} : { subject: busy.subject }),
      }),
    );
  }
  return found;
}

export interface CardConflicts {
  readonly severity: Conflict['severity'];
  readonly conflicts: readonly Conflict[];
}

/** That a visit has no day yet, and so perhaps no team, is what the tray says anyway. */
const isOfTray = ({ code, day }: Conflict): boolean =>
  code === 'NO_DAY' || (code === 'NO_TEAM' && day === null);

/** From so many on, agencies without a team or a day are counted and not listed. */
const MANY = 4;
const counting = ['NO_TEAM', 'NO_DAY'] as const;
export interface ConflictGroup {
  readonly counted: readonly { readonly code: (typeof counting)[number]; readonly count: number }[];
  readonly listed: readonly Conflict[];
}
/** The lines of one severity: what is wrong with many at once is one line. */
export function conflictGroup(conflicts: readonly Conflict[], severity: Conflict['severity']): ConflictGroup {
  const all = conflicts.filter((one) => one.severity === severity);
  const counted = counting.flatMap((code) => {
    const { length: count } = all.filter((one) => one.code === code);
    return count < MANY ? [] : [{ code, count }];
  });
  return { counted, listed: all.filter(({ code }) => !counted.some((one) => one.code === code)) };
}

/** How many of each severity stand in the way of what is on the board. */
export function conflictCounts(
  conflicts: readonly Conflict[],
): Readonly<Record<Conflict['severity'], number>> {
  const own = conflicts.filter((one) => !isOfTray(one));
  const errors = own.filter(({ severity }) => severity === 'error').length;
  return { error: errors, warning: own.length - errors };
}

/** By visit, the heavier first. */
export function conflictsByVisit(conflicts: readonly Conflict[]): ReadonlyMap<string, CardConflicts> {
  const lists = new Map<string, Conflict[]>();
  for (const conflict of conflicts) {
    if (isOfTray(conflict)) continue;
    for (const id of conflict.visitIds) lists.set(id, [...(lists.get(id) ?? []), conflict]);
  }
  return new Map(
    [...lists].map(([id, list]) => {
      const isError = list.some(({ severity }) => severity === 'error');
      const sorted = list.toSorted((a, b) =>
        a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1,
      );
      return [id, { severity: isError ? 'error' : 'warning', conflicts: sorted }];
    }),
  );
}

// ── Deadlines ────────────────────────────────────────────────────────────────────────────────────────────

export const deadlineKeys = ['scheduleNoticeOn', 'selfReportOn', 'minutesOn', 'noticeOn'] as const;
export type DeadlineKey = (typeof deadlineKeys)[number];

const order: readonly VisitStatus[] = [
  'planned',
  'notified',
  'self_report_received',
  'visited',
  'minutes_signed',
  'notice_drafted',
  'notice_issued',
  'closed',
];
/** The state from which on a deadline has been met. */
const metFrom: Readonly<Record<DeadlineKey, VisitStatus>> = {
  scheduleNoticeOn: 'notified',
  selfReportOn: 'self_report_received',
  minutesOn: 'minutes_signed',
  noticeOn: 'notice_issued',
};

export type DeadlineState = 'met' | 'overdue' | 'open' | 'off';
/** `off`: put off or called off, nothing is owed. The day itself is still in time. */
export function deadlineState(
  key: DeadlineKey,
  dueOn: string,
  status: VisitStatus,
  today: string,
): DeadlineState {
  // The report that stands for the visit is followed by a notice, and by no visit.
  const at = status === 'replaced_by_report' && key === 'noticeOn' ? 'visited' : status;
  const reached = order.indexOf(at);
  if (reached === -1) return 'off';
  if (reached >= order.indexOf(metFrom[key])) return 'met';
  return dueOn < today ? 'overdue' : 'open';
}

// ── Months ───────────────────────────────────────────────────────────────────────────────────────────────

/** The whole weeks that a month touches, by their Mondays. */
export function mondaysOfMonth(month: string): string[] {
  const first = `${month}-01`;
  const mondays: string[] = [];
  for (let at = mondayOf(first); at < first || at.startsWith(month); at = addDays(at, 7)) mondays.push(at);
  return mondays;
}

export function monthAfter(month: string, by: 1 | -1): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const index = year * 12 + number - 1 + by;
  return `${String(Math.floor(index / 12))}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export function visitsOfDay(visits: readonly Visit[], day: string): Visit[] {
  const index = dayIndex(day);
  const whole = { from: index * 2, to: index * 2 + 2 };
  return visits
    .flatMap((visit) => {
      const days = halfDaysOf(visit);
      return days === null || !overlap(days, whole) ? [] : [{ visit, from: days.from }];
    })
    .sort((a, b) => a.from - b.from || a.visit.ordinal - b.visit.ordinal)
    .map(({ visit }) => visit);
}
