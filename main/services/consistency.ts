/**
 * What does not fit together in the findings of a visit or of a whole round: reads the facts that the rule needs. Nothing
 * is written and nothing is refused; the notice can be drafted all the same.
 */
import type { desk } from '../../core/contract/desk.ts';
import { consistencyFault } from '../../core/contract/desk.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  checkConsistency,
  type CheckedVisit,
  type ConsistencyFacts,
  type NamedAgency,
} from '../../core/rules/consistency.ts';
import { isRemarkOpen } from '../../core/rules/explanation-state.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { ListedDocument } from '../../db/documents.ts';
import type { StoredFinding } from '../../db/findings.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { workingCalendar } from './calendar.ts';
import { fieldFault, found, type ServiceContext, shaped } from './context.ts';
import { derivedOf } from './derived.ts';
import { createRepeatFinder } from './finding-repeats.ts';
import { isOwnOf, proposalsOf } from './proposals.ts';
import { reportForVisit } from './statistics.ts';

const yearOf = (day: string) => Number(day.slice(0, 4));

/** Under the name of the round; what the source does not name cannot be named by mistake. */
function namedAgencies({ stores }: ServiceContext, visits: readonly ListedVisit[]): NamedAgency[] {
  return visits
    .filter(({ unnamed }) => !unnamed)
    .map(({ agencyId, agencyName, agencyShortName, startsOn }) => {
      const parent = stores.agencies.versionOn(agencyId, startsOn)?.parentAgencyId ?? null;
      return {
        agencyId,
        names: [agencyName, agencyShortName].filter((name) => name !== null),
        parentIds: parent === null ? [] : [parent],
      };
    });
}

/** The day of a notice: issued, else today; a round that is closed and has no paper is only history. */
function noticeDay(
  documents: readonly ListedDocument[],
  plan: StoredPlan,
  visitId: string | null,
  today: string,
): string | null {
  const kind = visitId === null ? 'collective_notice' : 'agency_notice';
  const paper = documents.find(
    (one) => one.kind === kind && one.visitId === visitId && one.status === 'issued',
  );
  if (paper?.issuedOn != null) return paper.issuedOn;
  return plan.status === 'closed' || plan.status === 'cancelled' ? null : today;
}

function checkedVisit(
  context: ServiceContext,
  visit: ListedVisit,
  noticeOn: string | null,
  ofRound: ReadonlyMap<string, CheckedVisit['openRemarks']>,
): CheckedVisit {
  const { criteria, figures } = derivedOf(context, visit.id);
  return {
    id: visit.id,
    agencyId: visit.agencyId,
    agencyName: visit.agencyName,
    agencyKind: visit.agencyKind,
    criteria,
    answers: context.stores.answers.ofVisit(visit.id),
    figures,
    worded: proposalsOf(context, visit.id).proposals,
    openRemarks: ofRound.get(visit.id) ?? [],
    noticeOn,
  };
}

/** Limitations of these visits that look like one of an earlier round, with the words of that one. */
function repeatsOf(
  context: ServiceContext,
  planId: string,
  findings: readonly StoredFinding[],
): ReadonlyMap<string, string> {
  const open = findings.filter((one) => one.kind === 'limitation' && one.repeatsFindingId === null);
  if (open.length === 0) return new Map();
  const finder = createRepeatFinder(context, planId);
  return new Map(
    open.flatMap((finding) => {
      const [likeliest] = finder.candidates(finding);
      if (likeliest === undefined) return [];
      const { year, planTitle } = likeliest;
      return [[finding.id, year === null ? planTitle : String(year)] as const];
    }),
  );
}

/** The same question of the same rows is asked for every visit of a round: within one check it is read once. */
function readingOnce(context: ServiceContext): ServiceContext {
  const once = <A, R>(read: (argument: A) => R): ((argument: A) => R) => {
    const known = new Map<A, R>();
    return (argument) => {
      if (!known.has(argument)) known.set(argument, read(argument));
      return known.get(argument) as R;
    };
  };
  const { criteria, plans, visits } = context.stores;
  return {
    ...context,
    stores: {
      ...context.stores,
      criteria: {
        ...criteria,
        criteria: once(criteria.criteria),
        set: once(criteria.set),
        domainsOf: once(criteria.domainsOf),
      },
      plans: { ...plans, get: once(plans.get) },
      visits: { ...visits, listed: once(visits.listed), list: once(visits.list) },
    },
  };
}

/** Everything that the rule looks at, of one visit or of all visits of a round. */
export function consistencyFacts(
  asked: ServiceContext,
  planId: string,
  visitId: string | null,
  today: string,
): ConsistencyFacts {
  const context = readingOnce(asked);
  const { stores } = context;
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const inRound = stores.visits.list(planId).filter(isVisitInRound);
  const only = visitId === null ? undefined : stores.visits.listed(visitId);
  if (visitId !== null && only?.planId !== planId) throw fieldFault('visitId', 'NOT_FOUND');
  const visits = only === undefined ? inRound : [only];
  const documents = stores.documents.list({ planId });
  const own = stores.findings.ofPlan(planId).filter((one) => only === undefined || concerns(only, one));
  const recommendations = stores.recommendations
    .givenIn(planId)
    .filter((one) => only === undefined || one.agencyId === null || one.agencyId === only.agencyId);
  const remarks = Map.groupBy(stores.remarks.ofPlan(planId).filter(isRemarkOpen), (one) => one.visitId);
  const source = plan.copiedFromId === null ? undefined : stores.plans.get(plan.copiedFromId);
  const calendar = workingCalendar(context);
  const reports = visits.flatMap((visit) => {
    const report = reportForVisit(context, visit.id);
    return report === null ? [] : [report.report.periodFrom, report.report.periodTo];
  });
  const reviewed = [plan.reviewPeriodFrom, plan.reviewPeriodTo].filter((day) => day !== null);
  return {
    scoring: plan.scoring,
    visits: visits.map((visit) =>
      checkedVisit(context, visit, noticeDay(documents, plan, visit.id, today), remarks),
    ),
    findings: own,
    recommendations,
    agencies: namedAgencies(context, inRound),
    oldYear: source?.year ?? null,
    rightYears: [...(plan.year === null ? [] : [plan.year]), ...[...reviewed, ...reports].map(yearOf)],
    noticeOn: noticeDay(documents, plan, null, today),
    dayOff: (day) => (calendar.isWorking(day) ? null : { name: calendar.nameOf(day) }),
    repeats: repeatsOf(context, planId, own),
  };
}

/** What stands in the notice of one agency: its own findings, and those of its kind or of everybody. */
function concerns(visit: ListedVisit, finding: StoredFinding): boolean {
  if (isOwnOf(visit, finding)) return true;
  if (finding.scope === 'named') return false;
  return finding.scope !== 'kinds' || finding.scopeKinds.includes(visit.agencyKind);
}

export function createConsistencyService(
  context: ServiceContext,
): Pick<HandlersOf<typeof desk>, 'consistency.check'> {
  return {
    'consistency.check': ({ planId, visitId, today }) =>
      checkConsistency(consistencyFacts(context, planId, visitId ?? null, today)).map((fault) =>
        shaped(consistencyFault, fault),
      ),
  };
}
