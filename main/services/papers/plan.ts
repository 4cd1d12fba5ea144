/** Kế hoạch kiểm tra with its appendices. */
import { draftPlan, planPaperFacts, planSubject } from '../../../core/documents/papers/plan.ts';
import type { PlanForm, PlanPaperFacts } from '../../../core/documents/papers/plan-facts.ts';
import { formOn } from '../../../core/rules/one-stop-form.ts';
import { appliesTo } from '../../../core/rules/scoring.ts';
import type { StoredPlan } from '../../../db/plans.ts';
import type { Stores } from '../../../db/stores.ts';
import type { ListedVisit } from '../../../db/visits.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, officeName, plannedDomains, scheduleRow, teamsOf, visitsInRound } from './round-facts.ts';

export function planPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { plan } = subject;
  const visits = visitsInRound(stores, subject);
  const facts = planPaperFacts({
    ...baseFacts(context, subject),
    teams: teamsOf(stores, plan, null),
    agencies: visits.map(agencyFacts),
    domains: domainsWithGroups(stores, plan),
    criteria: criteriaOf(stores, plan, visits),
    form: formOfPlan(plan),
    rows: visits.map(scheduleRow),
    deadlines: plan.deadlines,
    office: officeName(stores),
  });
  return {
    facts,
    subject: planSubject(bareSubject(facts)),
    content: () => draftPlan(facts),
    warnings: () => [],
  };
}

/** The titles of a domain's groups are those of the criteria that belong to it: `1.1` of `1.1.2`. */
function domainsWithGroups(stores: Stores, plan: StoredPlan): PlanPaperFacts['domains'] {
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const criteria = set === undefined ? [] : stores.criteria.criteria(set.id);
  const owners = new Map(stores.criteria.domains().map(({ id, ownerBody }) => [id, ownerBody]));
  return plannedDomains(stores, plan).map((domain) => {
    const codes = criteria
      .filter(({ domainId }) => domainId === domain.id)
      .map(({ code }) => code.split('.').slice(0, -1).join('.'));
    const groups = [...new Set(codes)]
      .map((code) => set?.groupTitles[code] ?? '')
      .filter((title) => title.trim() !== '');
    return { ...domain, ownerBody: owners.get(domain.id) ?? null, groups };
  });
}

/** What applies to any agency of the round; of a round without agencies all. */
function criteriaOf(
  stores: Stores,
  plan: StoredPlan,
  visits: readonly ListedVisit[],
): PlanPaperFacts['criteria'] {
  if (plan.criteriaSetId === null) return [];
  const kinds = [...new Set(visits.map(({ agencyKind }) => agencyKind))];
  return stores.criteria
    .criteria(plan.criteriaSetId)
    .filter((criterion) => kinds.length === 0 || kinds.some((kind) => appliesTo(criterion, kind)))
    .map(({ id, domainId, code, text, maxPoints, answerType }) => ({
      id,
      domainId,
      code,
      text,
      maxPoints,
      answerType,
    }));
}

function formOfPlan({ documentDate, year }: StoredPlan): PlanForm | null {
  const day = documentDate ?? (year === null ? null : `${String(year)}-12-31`);
  if (day === null) return null;
  const { number, title, unit, columns } = formOn(day);
  return {
    number,
    title,
    unit,
    columns: columns.map(({ number: at, group, section, header }) => ({
      number: at,
      group,
      section,
      header,
    })),
  };
}
