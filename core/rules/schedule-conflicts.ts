/**
 * What counts as a conflict in the schedule, how heavily, and who is the same person. Overlaps are found in SQL
 * (db/schedule.ts), which takes the lists of states from here.
 *
 * What `params` hold, by code: MEMBER_TWICE name, half · TEAM_TWICE team, half · AGENCY_TWICE agency, plan ·
 * AGENCY_BUSY agency, body, subject · AGENCY_BURDENED agency, days and either plan or body, subject ·
 * NOT_WORKING_DAY name (of the holiday, where the table names the day) · OUTSIDE_PERIOD bound · AGENCY_NOT_IN_FORCE,
 * NO_TEAM, NO_DAY agency.
 */
import type { Conflict } from '../contract/schedule.ts';
import { type VisitStatus, visitStatuses } from '../contract/visits.ts';
import { foldText, words } from './text-fold.ts';
import type { WorkingCalendar } from './working-days.ts';

const calledOff: ReadonlySet<VisitStatus> = new Set(['postponed', 'cancelled', 'replaced_by_report']);
const toCome: ReadonlySet<VisitStatus> = new Set(['planned', 'notified', 'self_report_received']);

/** Takes its team's and its agency's time: the day is, or was, really used. */
export const occupies = (status: VisitStatus): boolean => !calledOff.has(status);
/** Still to be done. What has taken place is a fact; a conflict concerns a visit that is still to come. */
export const isToCome = (status: VisitStatus): boolean => toCome.has(status);
/** May be given another day or team: neither done nor called off for good. */
export const isMovable = (status: VisitStatus): boolean => toCome.has(status) || status === 'postponed';

export const statusesCalledOff: readonly VisitStatus[] = visitStatuses.filter((one) => calledOff.has(one));
export const statusesToCome: readonly VisitStatus[] = visitStatuses.filter((one) => toCome.has(one));

export type ConflictCode = Conflict['code'];

const severities: Readonly<Record<ConflictCode, Conflict['severity']>> = {
  MEMBER_TWICE: 'error',
  TEAM_TWICE: 'error',
  AGENCY_TWICE: 'warning',
  AGENCY_BUSY: 'error',
  AGENCY_BURDENED: 'warning',
  NOT_WORKING_DAY: 'error',
  OUTSIDE_PERIOD: 'warning',
  AGENCY_NOT_IN_FORCE: 'error',
  NO_TEAM: 'warning',
  NO_DAY: 'warning',
};

export function conflictOf(
  code: ConflictCode,
  visitIds: readonly string[],
  day: string | null,
  params: Conflict['params'] = {},
): Conflict {
  return { code, severity: severities[code], visitIds: [...visitIds], day, params };
}

/** Errors first, then by day; what has no day stands at the end. */
export function sortConflicts(conflicts: readonly Conflict[]): Conflict[] {
  const keyed = conflicts.map((conflict) => {
    const { severity, day, code, visitIds } = conflict;
    return { conflict, key: `${severity} ${day ?? '~'} ${code} ${visitIds.join(' ')}` };
  });
  return keyed.sort((first, second) => compareText(first.key, second.key)).map(({ conflict }) => conflict);
}

const compareText = (first: string, second: string): number =>
  first < second ? -1 : first === second ? 0 : 1;

// ── One visit by itself ──────────────────────────────────────────────────────────────────────────────────

/** A visit that is still to come, with what its own days are measured by. */
export interface ScheduledVisit {
  readonly id: string;
  readonly teamId: string | null;
  readonly startsOn: string | null;
  /** The last day; the first one where no other is known. */
  readonly lastOn: string | null;
  readonly planStartsOn: string | null;
  readonly planEndsOn: string | null;
  readonly agencyName: string;
  readonly inForce: boolean;
}

/** What is wrong with the visit's own day and team. */
export function ownConflicts(visit: ScheduledVisit, calendar: WorkingCalendar): Conflict[] {
  const { id, startsOn, lastOn, planStartsOn, planEndsOn } = visit;
  const agency = { agency: visit.agencyName };
  const conflicts: Conflict[] = [];
  if (visit.teamId === null) conflicts.push(conflictOf('NO_TEAM', [id], startsOn, agency));
  if (startsOn === null || lastOn === null) {
    return [...conflicts, conflictOf('NO_DAY', [id], null, agency)];
  }
  // A weekend in the middle of several days is no work for anybody; the first and the last day are.
  for (const day of new Set([startsOn, lastOn])) {
    if (calendar.isWorking(day)) continue;
    const name = calendar.nameOf(day);
    conflicts.push(conflictOf('NOT_WORKING_DAY', [id], day, name === null ? {} : { name }));
  }
  if (planStartsOn !== null && startsOn < planStartsOn) {
    conflicts.push(conflictOf('OUTSIDE_PERIOD', [id], startsOn, { bound: planStartsOn }));
  } else if (planEndsOn !== null && lastOn > planEndsOn) {
    conflicts.push(conflictOf('OUTSIDE_PERIOD', [id], lastOn, { bound: planEndsOn }));
  }
  if (!visit.inForce) conflicts.push(conflictOf('AGENCY_NOT_IN_FORCE', [id], startsOn, agency));
  return conflicts;
}

// ── Who is the same person ───────────────────────────────────────────────────────────────────────────────

export interface Seat {
  readonly teamId: string;
  readonly personId: string | null;
  readonly fullName: string | null;
  readonly body: string | null;
  readonly position: string | null;
}

export interface Person {
  /** Stands for the person wherever it sits. */
  readonly key: string;
  readonly name: string;
  readonly teamIds: readonly string[];
}

/** Name and body (without a body, position): two of one name in two bodies are two persons. */
function nameKey({ fullName, body, position }: Seat, folded: (text: string | null) => string): string | null {
  const name = folded(fullName);
  if (name === '') return null;
  const place = folded(body);
  return `name:${name}|${place === '' ? folded(position) : place}`;
}

/**
 * The persons who sit in more than one team. A seat without a person of the list is the one person of the list who
 * has the same name in the same body; members known by rank only are nobody in particular.
 */
export function personsInSeveralTeams(seats: readonly Seat[]): Person[] {
  // Bodies and names come again and again, and folding is what takes the time here.
  const known = new Map<string, string>();
  const folded = (text: string | null): string => {
    const given = text ?? '';
    const found = known.get(given) ?? words(foldText(given)).join(' ');
    known.set(given, found);
    return found;
  };
  const keys = seats.map((seat) => nameKey(seat, folded));
  const listed = new Map<string, Set<string>>();
  for (const [index, seat] of seats.entries()) {
    const key = keys[index] ?? null;
    if (key === null || seat.personId === null) continue;
    listed.set(key, (listed.get(key) ?? new Set()).add(seat.personId));
  }
  const persons = new Map<string, { name: string; teamIds: Set<string> }>();
  for (const [index, seat] of seats.entries()) {
    const byName = keys[index] ?? null;
    const same = byName === null ? undefined : listed.get(byName);
    const personId = seat.personId ?? (same?.size === 1 ? [...same][0] : undefined);
    const key = personId === undefined ? byName : `person:${personId}`;
    if (key === null) continue;
    const person = persons.get(key) ?? { name: '', teamIds: new Set<string>() };
    if (person.name === '') person.name = seat.fullName?.trim() ?? '';
    person.teamIds.add(seat.teamId);
    persons.set(key, person);
  }
  return [...persons]
    .filter(([, { teamIds }]) => teamIds.size > 1)
    .map(([key, { name, teamIds }]) => ({ key, name, teamIds: [...teamIds] }));
}
