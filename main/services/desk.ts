/** What stands beside the answers of a visit: the agency's own, those of earlier rounds, what it still owes, who owns what. */
import {
  type desk,
  type DeskBeside,
  type OpenRecommendation,
  type PreviousAnswer,
  previousAnswer,
} from '../../core/contract/desk.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { selfAnswer } from '../../core/contract/self-reports.ts';
import { isEarlierRound, pairWithEarlier, roundKey } from '../../core/rules/previous-answers.ts';
import { earnedPoints, isAnswered } from '../../core/rules/scoring.ts';
import { createLineage } from '../../core/rules/succession.ts';
import type { StoredCriterion } from '../../db/criteria.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { StoredVisit } from '../../db/visits.ts';
import { found, type ServiceContext, shaped } from './context.ts';
import { applicableCriteria } from './visits.ts';

/** Further back nobody looks for an answer. */
const ROUNDS = 6;

export function createDeskService(context: ServiceContext): Pick<HandlersOf<typeof desk>, 'desk.beside'> {
  return { 'desk.beside': ({ visitId }) => besideVisit(context, visitId) };
}

export function besideVisit(context: ServiceContext, visitId: string): DeskBeside {
  const { stores } = context;
  const visit = found(stores.visits.get(visitId), 'visit', visitId);
  const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
  const agency = found(stores.agencies.get(visit.agencyId), 'agency', visit.agencyId);
  const criteria = applicableCriteria(stores, plan, agency.kind);
  const byId = new Map(criteria.map((one) => [one.id, one]));
  return {
    visitId,
    selfAnswers: stores.selfReports.answersOf(visitId).flatMap((one) => {
      const criterion = byId.get(one.criterionId);
      return criterion === undefined
        ? []
        : [shaped(selfAnswer, { ...one, earned: earnedPoints(criterion, one) })];
    }),
    ...earlier(context, visit, plan, criteria),
    members: membersOf(context, visit, plan),
  };
}

/** The newest answer of an earlier round to each criterion, by each agency that became this one; and what is still owed. */
function earlier(
  { stores }: ServiceContext,
  visit: StoredVisit,
  plan: StoredPlan,
  criteria: readonly StoredCriterion[],
): Pick<DeskBeside, 'previous' | 'openRecommendations'> {
  const now = { year: plan.year, day: visit.startsOn ?? plan.startsOn ?? plan.documentDate };
  const lineage = createLineage(stores.successions.links(), now.day);
  const agencies = [visit.agencyId, ...lineage.predecessorsOf(visit.agencyId)];
  const visits = stores.desk
    .visitsOf(agencies)
    .filter((one) => one.planId !== plan.id && isEarlierRound(one, now))
    .toSorted((a, b) => compareText(roundKey(b), roundKey(a)));
  const rounds = new Set([...new Set(visits.map(({ planId }) => planId))].slice(0, ROUNDS));
  const looked = new Map(visits.filter((one) => rounds.has(one.planId)).map((one) => [one.id, one]));
  const answers = stores.desk.answersOf([...looked.keys()]);
  const owed = stores.desk.owedBy(agencies, plan.id).filter((one) => isEarlierRound(one, now));

  const asked = new Set([...answers.map((one) => one.criterionId), ...owed.map((one) => one.criterionId)]);
  asked.delete(null);
  const known = stores.desk.criteriaOf([...asked].filter((id) => id !== null));
  const others = known.filter((one) => one.criteriaSetId !== plan.criteriaSetId).map(({ id }) => id);
  // Where every round used the same set, nothing has to be told apart.
  const related = others.length === 0 ? [] : [...others, ...criteria.map(({ id }) => id)];
  const forebears = related.length === 0 ? new Map<string, string[]>() : stores.desk.forebearsOf(related);
  const pairs = pairWithEarlier(
    criteria,
    known,
    others.length === 0 ? [] : stores.desk.matchesOf(others),
    (id) => forebears.get(id) ?? [],
  );

  const earlierById = new Map(known.map((one) => [one.id, one]));
  const order = new Map([...looked.keys()].map((id, index) => [id, index]));
  const seen = new Set<string>();
  const previous: PreviousAnswer[] = [];
  const newestFirst = answers.toSorted(
    (a, b) => (order.get(a.visitId) ?? 0) - (order.get(b.visitId) ?? 0) || compareText(a.id, b.id),
  );
  for (const row of newestFirst) {
    const criterionId = pairs.get(row.criterionId);
    const criterion = earlierById.get(row.criterionId);
    const at = looked.get(row.visitId);
    if (criterionId === undefined || criterion === undefined || at === undefined) continue;
    if (!isAnswered(criterion, row) && (row.note ?? '').trim() === '') continue;
    const key = `${criterionId} ${at.agencyId}`;
    if (seen.has(key)) continue;
    seen.add(key);
    previous.push({
      criterionId,
      visitId: at.id,
      planTitle: at.planTitle,
      year: at.year,
      agencyName: at.agencyId === visit.agencyId ? null : at.agencyName,
      answer: shaped(previousAnswer.shape.answer, { ...row, earned: earnedPoints(criterion, row) }),
    });
  }
  const openRecommendations = owed.map(({ day: _day, criterionId, ...one }): OpenRecommendation => ({
    ...one,
    criterionId: criterionId === null ? null : (pairs.get(criterionId) ?? null),
  }));
  return { previous, openRecommendations };
}

function compareText(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

/** Of the visit's team; where none is named yet, of all teams of the round. Domains are those of the set that is asked. */
function membersOf({ stores, session }: ServiceContext, visit: StoredVisit, plan: StoredPlan) {
  const teamIds = visit.teamId === null ? stores.teams.ofPlan(plan.id).map(({ id }) => id) : [visit.teamId];
  const members = stores.teams.members(teamIds);
  const domains = stores.criteria.domains();
  const keys = new Map(domains.map((one) => [one.id, one.key]));
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const asked = new Map(
    domains.filter((one) => one.domainSet === set?.domainSet).map((one) => [one.key, one.id]),
  );
  const own = new Map<string, string[]>();
  for (const { teamMemberId, domainId } of stores.teams.memberDomains(members.map(({ id }) => id))) {
    const list = own.get(teamMemberId) ?? [];
    list.push(asked.get(keys.get(domainId) ?? '') ?? domainId);
    own.set(teamMemberId, list);
  }
  const me = session.personId();
  return members.map((one) => ({
    id: one.id,
    name: one.fullName ?? [one.rankText, one.body].filter((part) => part !== null && part !== '').join(', '),
    role: one.role,
    domainIds: own.get(one.id) ?? [],
    me: one.personId === me,
  }));
}
