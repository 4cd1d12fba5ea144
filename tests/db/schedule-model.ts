// What a conflict is, by comparing everything with everything: the plain reading that db/schedule.ts is held to.
import type { Conflict } from '../../core/contract/schedule.ts';
import type { VisitStatus } from '../../core/contract/visits.ts';
import { foldText, words } from '../../core/rules/text-fold.ts';
import type { BusyRow, PlanRow, SeatRow, VisitRow } from './schedule-rows.ts';

export interface Schedule {
  readonly plans: readonly PlanRow[];
  readonly seats: readonly SeatRow[];
  readonly visits: readonly VisitRow[];
  readonly busy: readonly BusyRow[];
  readonly agencies: readonly { readonly id: string; readonly validTo: string | null }[];
}

const DAY = 86_400_000;
const number = (day: string) => Date.parse(`${day}T00:00:00Z`) / DAY;
const text = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const calledOff: readonly VisitStatus[] = ['postponed', 'cancelled', 'replaced_by_report'];
const toCome: readonly VisitStatus[] = ['planned', 'notified', 'self_report_received'];

/** One line per conflict: what is compared. */
export const lineOf = ({ code, visitIds, day, params }: Conflict): string =>
  `${code} ${day ?? '-'} ${visitIds.toSorted().join('+')} ${JSON.stringify(params, Object.keys(params).sort())}`;

export function modelConflicts(
  { plans, seats, visits, busy, agencies }: Schedule,
  scope: { readonly planId: string; readonly officeId: string; readonly burdenDays: number },
): string[] {
  const lines: string[] = [];
  const add = (code: Conflict['code'], day: string | null, visitIds: string[], params: Conflict['params']) =>
    lines.push(lineOf({ code, severity: 'error', day, visitIds, params }));
  const planOf = (visit: VisitRow) => plans.find((plan) => plan.id === visit.planId)!;
  const counts = (visit: VisitRow) =>
    !calledOff.includes(visit.status) &&
    planOf(visit).officeId === scope.officeId &&
    planOf(visit).status !== 'cancelled';
  const first = (visit: VisitRow) => number(visit.startsOn!) + (visit.startsHalf === 'afternoon' ? 0.5 : 0);
  const end = (visit: VisitRow) =>
    number(visit.endsOn ?? visit.startsOn!) + (visit.endsHalf === 'morning' ? 0.5 : 1);
  const last = (visit: VisitRow) => visit.endsOn ?? visit.startsOn!;
  const isAsked = (visit: VisitRow) => visit.planId === scope.planId && toCome.includes(visit.status);
  const asked = visits.filter(isAsked);
  const placed = visits.filter((visit) => visit.startsOn !== null && counts(visit));

  /** Each moment at which one of them begins, with all that are there then. */
  function moments(
    of: readonly VisitRow[],
    severalTeams: boolean,
    report: (at: number, ids: string[]) => void,
  ): void {
    for (const at of new Set(of.map(first))) {
      const there = of.filter((visit) => first(visit) <= at && at < end(visit));
      const enough = severalTeams ? new Set(there.map((visit) => visit.teamId)).size > 1 : there.length > 1;
      if (enough && there.some(isAsked))
        report(
          at,
          there.map((visit) => visit.id),
        );
    }
  }
  const half = (at: number) => (at % 1 === 0 ? 'morning' : 'afternoon');

  const teams = new Set(placed.flatMap((visit) => visit.teamId ?? []));
  for (const team of teams) {
    moments(
      placed.filter((visit) => visit.teamId === team),
      false,
      (at, ids) => add('TEAM_TWICE', text(Math.floor(at)), ids, { team, half: half(at) }),
    );
  }
  // In the model every seat has its name and body, and a person of the list has one name: see the generator.
  const who = ({ fullName, body }: SeatRow) => words(foldText(`${fullName ?? ''} ${body ?? ''}`)).join(' ');
  for (const person of new Set(seats.map(who))) {
    const own = seats.filter((seat) => who(seat) === person);
    const ofTeams = new Set(own.map((seat) => seat.teamId));
    moments(
      placed.filter((visit) => visit.teamId !== null && ofTeams.has(visit.teamId)),
      true,
      (at, ids) => add('MEMBER_TWICE', text(Math.floor(at)), ids, { name: person, half: half(at) }),
    );
  }

  const yearOf = (visit: VisitRow) => {
    const plan = planOf(visit);
    const day = visit.startsOn ?? plan.startsOn;
    return plan.year ?? (day === null ? null : Number(day.slice(0, 4)));
  };
  for (const visit of asked) {
    const agency = visit.agencyId;
    const others = visits.filter(
      (other) => other.agencyId === agency && other.id !== visit.id && counts(other),
    );
    for (const other of others) {
      const plan = other.planId;
      if (plan !== visit.planId && yearOf(visit) !== null && yearOf(visit) === yearOf(other)) {
        add('AGENCY_TWICE', visit.startsOn, [visit.id, other.id], { agency, plan });
      }
      if (visit.startsOn === null || other.startsOn === null) continue;
      const days = Math.max(
        0,
        number(other.startsOn) - number(last(visit)),
        number(visit.startsOn) - number(last(other)),
      );
      if (days < scope.burdenDays) {
        add('AGENCY_BURDENED', visit.startsOn, [visit.id, other.id], { agency, plan, days });
      }
    }
    if (visit.startsOn === null) {
      add('NO_DAY', null, [visit.id], { agency });
    } else {
      for (const one of busy.filter((row) => row.agencyId === agency)) {
        const days = Math.max(
          0,
          number(one.startsOn) - number(last(visit)),
          number(visit.startsOn) - number(one.endsOn),
        );
        const day = visit.startsOn > one.startsOn ? visit.startsOn : one.startsOn;
        if (days === 0) add('AGENCY_BUSY', day, [visit.id], { agency, body: one.id });
        else if (days < scope.burdenDays) {
          add('AGENCY_BURDENED', day, [visit.id], { agency, body: one.id, days });
        }
      }
      for (const day of new Set([visit.startsOn, last(visit)])) {
        if ([6, 0].includes(new Date(day).getUTCDay())) add('NOT_WORKING_DAY', day, [visit.id], {});
      }
      const plan = planOf(visit);
      if (plan.startsOn !== null && visit.startsOn < plan.startsOn) {
        add('OUTSIDE_PERIOD', visit.startsOn, [visit.id], { bound: plan.startsOn });
      } else if (plan.endsOn !== null && last(visit) > plan.endsOn) {
        add('OUTSIDE_PERIOD', last(visit), [visit.id], { bound: plan.endsOn });
      }
      const validTo = agencies.find((one) => one.id === agency)?.validTo ?? null;
      if (validTo !== null && validTo < visit.startsOn) {
        add('AGENCY_NOT_IN_FORCE', visit.startsOn, [visit.id], { agency });
      }
    }
    if (visit.teamId === null) add('NO_TEAM', visit.startsOn, [visit.id], { agency });
  }
  return lines.sort();
}
