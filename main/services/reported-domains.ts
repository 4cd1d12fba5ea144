/** The domains of a visit with their criteria, and with what was answered, found and asked for there. */
import type { TeamMember } from '../../core/contract/teams.ts';
import type {
  AnswerFacts,
  CriterionFacts,
  ReportedDomain,
  SheetDomain,
} from '../../core/documents/sheets/facts-desk.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import { earnedPoints, isAnswered, judgedPoints } from '../../core/rules/scoring.ts';
import type { StoredCriterion } from '../../db/criteria.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { fieldFault, type ServiceContext } from './context.ts';
import { findingFacts, recommendationFacts } from './document-facts.ts';
import { applicableCriteria } from './visits.ts';

type DomainOfVisit = SheetDomain & {
  readonly criteria: readonly { readonly row: StoredCriterion; readonly facts: CriterionFacts }[];
};

/** Of the domains asked for, else the member's, else all; each with what applies to the agency. */
export function domainsOfVisit(
  { stores }: Pick<ServiceContext, 'stores'>,
  domainIds: readonly string[] | undefined,
  plan: StoredPlan,
  visit: ListedVisit,
  member: TeamMember | undefined,
): readonly DomainOfVisit[] {
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const all =
    set === undefined
      ? stores.criteria.domainsOfPlan(plan.id, domainSetOfYear(plan.year))
      : stores.criteria.domainsOf(set.domainSet);
  const wanted = domainIds !== undefined && domainIds.length > 0 ? domainIds : member?.domainIds;
  const unknown = (domainIds ?? []).findIndex((id) => !all.some((domain) => domain.id === id));
  if (unknown >= 0) throw fieldFault(`domainIds.${String(unknown)}`, 'NOT_FOUND');
  const own = new Map(stores.selfReports.answersOf(visit.id).map((answer) => [answer.criterionId, answer]));
  const criteria = applicableCriteria(stores, plan, visit.agencyKind);
  return all
    .filter(({ id }) => wanted === undefined || wanted.includes(id))
    .map(({ id, ordinal, name }) => ({
      id,
      ordinal,
      name,
      criteria: criteria
        .filter(({ domainId }) => domainId === id)
        .map((row) => ({
          row,
          facts: {
            id: row.id,
            code: row.code,
            text: row.text,
            answerType: row.answerType,
            naAllowed: row.naAllowed,
            maxPoints: row.maxPoints,
            levels: judgedPoints(row),
            selfAnswer: answerFacts(own.get(row.id)),
          },
        })),
    }))
    .filter((domain) => domain.criteria.length > 0 || domainIds !== undefined);
}

function answerFacts(answer: AnswerFacts | undefined): AnswerFacts | null {
  if (answer === undefined) return null;
  const { notApplicable, choice, numerator, denominator, count, points, note } = answer;
  return { notApplicable, choice, numerator, denominator, count, points, note };
}

/** What concerns this agency alone or by name; what was found of many belongs into other papers. */
export function reportedDomains(
  context: Pick<ServiceContext, 'stores'>,
  domainIds: readonly string[] | undefined,
  plan: StoredPlan,
  visit: ListedVisit,
  member: TeamMember | undefined,
): readonly ReportedDomain[] {
  const { stores } = context;
  const answers = new Map(stores.answers.ofVisit(visit.id).map((answer) => [answer.criterionId, answer]));
  const findings = stores.findings
    .concerning(visit)
    .filter((one) => one.scope === 'named' || one.visitId === visit.id);
  const known = new Set(findings.map(({ id }) => id));
  const recommendations = stores.recommendations
    .ofPlan(plan.id)
    .filter((one) =>
      one.agencyId === null
        ? one.findingId !== null && known.has(one.findingId)
        : one.agencyId === visit.agencyId,
    );
  return domainsOfVisit(context, domainIds, plan, visit, member).map((domain) => ({
    ...domain,
    criteria: domain.criteria.map(({ row, facts }) => {
      const answer = answers.get(row.id);
      const basic = answerFacts(answer);
      return {
        ...facts,
        answer:
          answer === undefined || basic === null
            ? null
            : {
                ...basic,
                earned: earnedPoints(row, answer),
                answered: isAnswered(row, answer, plan.scoring),
              },
        documentsSeen: (answer?.documentsSeen ?? '').split('\n').filter((line) => line.trim() !== ''),
      };
    }),
    findings: findings
      .filter(({ domainId }) => domainId === domain.id)
      .map((one) => ({ ...findingFacts(stores, one), criterionId: one.criterionId })),
    recommendations: recommendations
      .filter((one) => domainOf(one, findings) === domain.id)
      .map(recommendationFacts),
  }));
}

function domainOf(
  one: { readonly domainId: string | null; readonly findingId: string | null },
  findings: readonly { readonly id: string; readonly domainId: string | null }[],
): string | null {
  return one.domainId ?? findings.find(({ id }) => id === one.findingId)?.domainId ?? null;
}
