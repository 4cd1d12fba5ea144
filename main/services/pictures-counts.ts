/**
 * Figures of rounds from the counts that are kept up: visits and notices, recommendations by state and due day, coverage
 * and remediation with the reason why they cannot be told. Reads; what the screens and the brief show is made of these.
 */
import type {
  CoverageFigure,
  PictureFilter,
  RecommendationFigures,
  RoundFigures,
  Share,
} from '../../core/contract/pictures.ts';
import { type AgencyKind } from '../../core/contract/common.ts';
import { deadlineDay } from '../../core/rules/deadlines.ts';
import {
  addDays,
  type OverdueCounts,
  type RecommendationStatus,
  settledStatuses,
  statusesThatCount,
} from '../../core/rules/due.ts';
import { recommendationStatus } from '../../core/contract/recommendations.ts';
import {
  address,
  coverageFigureOf,
  limitationsAt,
  NOT_SETTLED,
  recommendationsAt,
  remediationShare,
  type Scope,
  scopeParts,
  visitsAt,
} from '../../core/rules/pictures.ts';
import { selfReportState } from '../../core/rules/self-report-state.ts';
import { isVisitDone, isVisitInRound } from '../../core/rules/visit-states.ts';
import type { WorkingCalendar } from '../../core/rules/working-days.ts';
import type { FoundCount, OwedCount, PicturedPlan, PicturedVisit } from '../../db/pictures.ts';
import { workingCalendar } from './calendar.ts';
import type { ServiceContext } from './context.ts';
import { sameAgencyOf } from './period-report-offices.ts';
import { settingsOf } from './settings.ts';

export type PictureContext = Pick<ServiceContext, 'stores' | 'session'>;

export interface Days {
  readonly today: string;
  readonly in7: string;
  readonly in30: string;
}
export const daysOf = (today: string): Days => ({
  today,
  in7: addDays(today, 7),
  in30: addDays(today, 30),
});

const settled: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>(settledStatuses);

/** What is counted of recommendations, before it has addresses. */
export interface OwedSums {
  readonly total: number;
  readonly byStatus: ReadonlyMap<RecommendationStatus, number>;
  readonly open: number;
  readonly overdue: number;
  readonly due7: number;
  readonly due30: number;
  readonly noDay: number;
  readonly unsupported: number;
}

export function sumOwed(rows: readonly OwedCount[], counts: OverdueCounts): OwedSums {
  const counting: ReadonlySet<RecommendationStatus> = new Set(statusesThatCount(counts));
  const byStatus = new Map<RecommendationStatus, number>();
  const sums = { total: 0, open: 0, overdue: 0, due7: 0, due30: 0, noDay: 0, unsupported: 0 };
  for (const { status, span, proven, n } of rows) {
    sums.total += n;
    byStatus.set(status, (byStatus.get(status) ?? 0) + n);
    if (!settled.has(status)) sums.open += n;
    if (status === 'reported' && proven === 0) sums.unsupported += n;
    if (!counting.has(status)) continue;
    if (span === 'past') sums.overdue += n;
    else if (span === 'in_7') sums.due7 += n;
    else if (span === 'in_30') sums.due30 += n;
    else if (span === 'none') sums.noDay += n;
  }
  return { ...sums, byStatus };
}

export function recommendationFigures(sums: OwedSums, repeated: number, scope: Scope): RecommendationFigures {
  const at = (value: number, parts: Parameters<typeof recommendationsAt>[1] = {}) => ({
    value,
    to: recommendationsAt(scope, parts),
  });
  return {
    total: at(sums.total),
    byStatus: Object.fromEntries(
      recommendationStatus.options.map((status) => [status, at(sums.byStatus.get(status) ?? 0, { status })]),
    ) as RecommendationFigures['byStatus'],
    open: at(sums.open, { settled: NOT_SETTLED }),
    overdue: at(sums.overdue, { due: 'overdue' }),
    due7: at(sums.due7, { due: 'due_7' }),
    due30: at(sums.due30, { due: 'due_30' }),
    noDay: at(sums.noDay, { due: 'no_day' }),
    unsupported: at(sums.unsupported, { unsupported: true }),
    repeated: at(repeated, { repeated: true }),
  };
}

/** The visits of some rounds, with what is told of them, read once. */
export interface VisitRounds {
  readonly plans: readonly PicturedPlan[];
  readonly planIds: readonly string[];
  readonly visits: ReadonlyMap<string, readonly PicturedVisit[]>;
  /** Rounds with a notice of their own for all, and visits with one. */
  readonly announced: ReadonlySet<string>;
  readonly calendar: WorkingCalendar;
  readonly today: string;
}
/** Everything of some rounds that figures are made of. */
export interface Rounds extends VisitRounds {
  readonly owed: ReadonlyMap<string, readonly OwedCount[]>;
  readonly found: ReadonlyMap<string, readonly FoundCount[]>;
  readonly counts: OverdueCounts;
}

const byPlan = <T extends { readonly planId: string }>(rows: readonly T[]) =>
  Map.groupBy(rows, ({ planId }) => planId);

export function readVisits(context: PictureContext, filter: PictureFilter): VisitRounds {
  const { pictures } = context.stores;
  const plans = pictures.plans(filter);
  const planIds = plans.map(({ id }) => id);
  return {
    plans,
    planIds,
    visits: byPlan(pictures.visits(planIds)),
    announced: new Set(pictures.notices(planIds).map(({ planId, visitId }) => visitId ?? planId)),
    calendar: workingCalendar(context),
    today: filter.today,
  };
}

export function readRounds(context: PictureContext, filter: PictureFilter): Rounds {
  const { pictures } = context.stores;
  const rounds = readVisits(context, filter);
  return {
    ...rounds,
    owed: byPlan(pictures.owed('owedByPlan', rounds.planIds, daysOf(filter.today))),
    found: byPlan(pictures.found('foundByKind', rounds.planIds)),
    counts: settingsOf(context.stores).overdueCounts,
  };
}

/** Announced to the agency: by its own paper or the round's, or as the visit's state says. */
export function isAnnounced(visit: PicturedVisit, announced: ReadonlySet<string>): boolean {
  return (
    visit.status === 'notice_issued' ||
    visit.status === 'closed' ||
    announced.has(visit.id) ||
    announced.has(visit.planId)
  );
}

/** Whether the agency of a visit that was made has been told, and whether that is late; null: not made. */
export function createNoticeRule(
  rounds: VisitRounds,
): (plan: PicturedPlan, visit: PicturedVisit) => 'out' | 'waiting' | 'overdue' | null {
  // Working days are counted once for each last day.
  const due = new Map<string, string | null>();
  return (plan, visit) => {
    if (!isVisitDone(visit.status)) return null;
    if (isAnnounced(visit, rounds.announced)) return 'out';
    const last = visit.endsOn ?? visit.startsOn;
    const key = `${plan.id} ${last ?? ''}`;
    let day = due.get(key);
    if (day === undefined) {
      day = deadlineDay(last, plan.deadlines.notice, 'after', rounds.calendar);
      due.set(key, day);
    }
    return day !== null && day < rounds.today ? 'overdue' : 'waiting';
  };
}

/** Put off without a day, or to one that has passed. */
export function lacksNewDay({ status, startsOn }: PicturedVisit, today: string): boolean {
  return status === 'postponed' && (startsOn === null || startsOn < today);
}

/** Takes place on one of these days; what was put off or called off does not. */
export function takesPlace(visit: PicturedVisit, from: string | undefined, to: string | undefined): boolean {
  return isVisitInRound(visit) && isWithin(visit, from, to);
}
export function isWithin(
  { startsOn, endsOn }: PicturedVisit,
  from: string | undefined,
  to: string | undefined,
): boolean {
  if (startsOn === null) return false;
  return (to === undefined || startsOn <= to) && (from === undefined || (endsOn ?? startsOn) >= from);
}

/** Visits whose agency should have reported on itself, in rounds that still go on. */
export function lateSelfReportsOf(
  { stores }: PictureContext,
  rounds: VisitRounds,
): readonly { readonly visitId: string; readonly dueOn: string }[] {
  return rounds.plans.flatMap((plan) => {
    if (plan.status !== 'approved' && plan.status !== 'in_progress') return [];
    const reports = new Map(stores.selfReports.ofPlan(plan.id).map((report) => [report.visitId, report]));
    return (rounds.visits.get(plan.id) ?? []).flatMap((visit) => {
      // Whoever has been visited has told what there was to tell.
      if (visit.status !== 'planned' && visit.status !== 'notified') return [];
      const report = reports.get(visit.id);
      const planDueOn = deadlineDay(visit.startsOn, plan.deadlines.selfReport, 'before', rounds.calendar);
      const state = selfReportState(
        {
          dueOn: report?.dueOn ?? null,
          arrivedOn: report?.arrivedOn ?? null,
          documentDate: report?.documentDate ?? null,
          excused: report?.excused ?? false,
          planDueOn,
          visitStatus: visit.status,
        },
        rounds.today,
      );
      return state === 'overdue'
        ? [{ visitId: visit.id, dueOn: report?.dueOn ?? planDueOn ?? rounds.today }]
        : [];
    });
  });
}

export function roundFiguresOf(rounds: Rounds, plans: readonly PicturedPlan[], scope: Scope): RoundFigures {
  let [visits, done, postponed, cancelled, out, waiting, overdue, limitations] = [0, 0, 0, 0, 0, 0, 0, 0];
  const noticeOf = createNoticeRule(rounds);
  for (const plan of plans) {
    for (const visit of rounds.visits.get(plan.id) ?? []) {
      visits += 1;
      if (visit.status === 'postponed') postponed += 1;
      if (visit.status === 'cancelled') cancelled += 1;
      const notice = noticeOf(plan, visit);
      if (notice !== null) done += 1;
      if (notice === 'out') out += 1;
      else if (notice !== null) waiting += 1;
      if (notice === 'overdue') overdue += 1;
    }
    for (const { n } of rounds.found.get(plan.id) ?? []) limitations += n;
  }
  const at = (value: number, parts: Parameters<typeof visitsAt>[1] = {}) => ({
    value,
    to: visitsAt(scope, parts),
  });
  return {
    visits: at(visits),
    done: at(done, { done: true }),
    postponed: at(postponed, { status: 'postponed' }),
    cancelled: at(cancelled, { status: 'cancelled' }),
    noticesOut: at(out, { notice: 'out' }),
    noticesWaiting: at(waiting, { notice: 'waiting' }),
    noticesOverdue: at(overdue, { notice: 'overdue' }),
    limitations: { value: limitations, to: limitationsAt(scope) },
  };
}

export function remediationOf(rounds: Rounds, plans: readonly PicturedPlan[], scope: Scope): Share {
  const sums = sumOwed(
    plans.flatMap(({ id }) => rounds.owed.get(id) ?? []),
    rounds.counts,
  );
  const announced = plans.every(({ id }) =>
    (rounds.visits.get(id) ?? []).every(
      (visit) => !isVisitDone(visit.status) || isAnnounced(visit, rounds.announced),
    ),
  );
  return remediationShare(
    { verified: sums.byStatus.get('verified') ?? 0, unsettled: sums.open, announced },
    address('/pictures/remedied', scopeParts(scope)),
  );
}

// ── Coverage ─────────────────────────────────────────────────────────────────────────────────────────────

export interface CoveredAgency {
  readonly agencyId: string;
  readonly kind: AgencyKind;
  readonly officeId: string;
  readonly state: 'inspected' | 'planned' | 'not_reached';
  /** The visit that says so: one that was held before one that is planned. */
  readonly visit: PicturedVisit | null;
}
export interface Covered {
  readonly agencies: readonly CoveredAgency[];
  readonly target: number | null;
  readonly unknown: CoverageFigure['unknown'];
}

/**
 * Agencies of the kinds that the rounds touch: inspected, still to be, or not reached. Every office counts its own
 * agencies in force on the first day of its newest round; an agency of several offices (agency matches) is one, and
 * inspected once any of them has. Periodic reports count agencies alike (core/rules/report-figures.ts).
 */
export function coveredBy(context: PictureContext, rounds: Rounds, plans: readonly PicturedPlan[]): Covered {
  const same = sameAgencyOf(context.stores);
  const best = new Map<string, CoveredAgency>();
  let target: number | null = null;
  let [teams, unnamed] = [false, false];
  const offices = Map.groupBy(plans, (plan) => plan.officeId);
  const kindsOf = new Map<string, Set<AgencyKind>>();
  for (const [officeId, own] of offices) {
    const kinds = new Set<AgencyKind>();
    for (const plan of own) {
      if (plan.coverageTarget !== null) target = Math.max(target ?? 0, plan.coverageTarget);
      for (const visit of rounds.visits.get(plan.id) ?? []) {
        if (!isVisitInRound(visit)) continue;
        if (!plan.teamsComplete) teams = true;
        if (visit.unnamed === 1) unnamed = true;
        kinds.add(visit.kind);
        const state = isVisitDone(visit.status) ? 'inspected' : 'planned';
        const known = best.get(same(visit.agencyId));
        if (known === undefined || (known.state === 'planned' && state === 'inspected')) {
          const { agencyId, kind } = visit;
          best.set(same(agencyId), { agencyId, kind, officeId, state, visit });
        }
      }
    }
    kindsOf.set(officeId, kinds);
  }
  // Only when it is known what all of them touch.
  for (const [officeId, own] of offices) {
    const kinds = kindsOf.get(officeId);
    if (kinds === undefined || kinds.size === 0) continue;
    const newest = own[0];
    const day = newest?.day ?? dayOfYear(newest?.year ?? null, rounds.today);
    for (const { id, kind } of context.stores.pictures.inForce(officeId, day)) {
      if (!kinds.has(kind) || best.has(same(id))) continue;
      best.set(same(id), { agencyId: id, kind, officeId, state: 'not_reached', visit: null });
    }
  }
  const agencies = [...best.values()];
  return { agencies, target, unknown: teams ? 'teams' : unnamed ? 'unnamed' : null };
}

/** Today in its own year, else the last day of that year. */
function dayOfYear(year: number | null, today: string): string {
  return year === null || today.startsWith(String(year)) ? today : `${String(year)}-12-31`;
}

export function coverageFigure(covered: Covered, scope: Scope): CoverageFigure {
  const { agencies, target, unknown } = covered;
  const count = (state: CoveredAgency['state']) => agencies.filter((one) => one.state === state).length;
  const inspected = count('inspected');
  return coverageFigureOf(
    { inspected, planned: inspected + count('planned'), total: agencies.length, target, unknown },
    address('/pictures/coverage', scopeParts(scope)),
  );
}
