/**
 * Limitations that the figures of a visit speak of, and the findings and recommendations made of those that a person
 * takes. Nothing is made by itself; what a finding says already is shown as said.
 */
import type { desk, Proposal } from '../../core/contract/desk.ts';
import { proposal } from '../../core/contract/desk.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  procedureProposals,
  type ProposalDraft,
  sampleProposals,
  saidBy,
  statisticsProposals,
} from '../../core/rules/proposal-text.ts';
import { periodLabel } from '../../core/rules/one-stop-periods.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import type { StoredFinding } from '../../db/findings.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { showFinding } from './findings.ts';
import { compareForVisit } from './procedures.ts';
import { samplesOfVisit } from './samples.ts';
import { effectiveThresholds, reportForVisit } from './statistics.ts';
import { applicableCriteria } from './visits.ts';

export interface ProposedForVisit {
  readonly visit: ListedVisit;
  readonly proposals: readonly (ProposalDraft & { readonly findingId: string | null })[];
}

/** What concerns this very agency by name. */
export function isOwnOf(visit: Pick<ListedVisit, 'id' | 'agencyId'>, finding: StoredFinding): boolean {
  return finding.visitId === visit.id || finding.agencyIds.includes(visit.agencyId);
}

export function proposalsOf(context: ServiceContext, visitId: string): ProposedForVisit {
  const { stores } = context;
  const visit = found(stores.visits.listed(visitId), 'visit', visitId);
  const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const asked = {
    criteria: applicableCriteria(stores, plan, visit.agencyKind),
    domains: stores.criteria.domainsOf(set?.domainSet ?? domainSetOfYear(plan.year)),
  };
  const drafts: ProposalDraft[] = [];
  const report = reportForVisit(context, visitId);
  if (report !== null) {
    const { periodFrom, periodTo, serviceEra } = report.report;
    const limits = effectiveThresholds(context, plan.id);
    const indicators = report.indicators.flatMap((indicator) => {
      const limit = limits.find((one) => one.indicator === indicator.key)?.threshold ?? null;
      return limit === null ? [] : [{ indicator, limit, note: limit.text }];
    });
    drafts.push(
      ...statisticsProposals(asked, {
        label: `II.06a · ${periodLabel({ from: periodFrom, to: periodTo })}`,
        periodFrom,
        periodTo,
        era: serviceEra,
        indicators,
      }),
    );
  }
  const comparison = compareForVisit(context, visitId);
  if (comparison.list !== null) {
    drafts.push(...procedureProposals(asked, { label: comparison.list.title, places: comparison.places }));
  }
  drafts.push(...sampleProposals(asked, samplesOfVisit(context, visitId)));
  const own = stores.findings.concerning(visit).filter((one) => isOwnOf(visit, one));
  return { visit, proposals: drafts.map((draft) => ({ ...draft, findingId: saidBy(draft, own) })) };
}

export function createProposalService(
  context: ServiceContext,
): Pick<HandlersOf<typeof desk>, 'proposals.list' | 'proposals.take'> {
  const { stores, journal, ids } = context;
  return {
    'proposals.list': ({ visitId }): Proposal[] =>
      proposalsOf(context, visitId).proposals.map((one) => shaped(proposal, { ...one, kind: 'limitation' })),
    'proposals.take': ({ visitId, keys, withRecommendations }, caller) => {
      owned(context, stores.visits.get(visitId), 'visit', visitId);
      const { visit, proposals } = proposalsOf(context, visitId);
      const asked = [...new Set(keys)].map((key, index) => {
        const known = proposals.find((one) => one.key === key);
        if (known === undefined) throw fieldFault(`keys.${String(index)}`, 'NOT_FOUND');
        return known;
      });
      const fresh = asked.filter(({ findingId }) => findingId === null);
      if (fresh.length === 0) return [];
      const made: string[] = [];
      journal.run(headOf(context, 'proposals.take', caller), (write) => {
        for (const one of fresh) {
          const id = ids.next();
          const { domainId, criterionId, text, numerator, denominator, unit } = one;
          write.insert('finding', {
            id,
            planId: visit.planId,
            visitId,
            ordinal: stores.findings.nextOrdinal(visit.planId),
            domainId,
            criterionId,
            kind: 'limitation',
            scope: 'named',
            scopeKinds: [],
            text,
            numerator,
            denominator,
            unit,
          });
          write.insert('finding_agency', { id: ids.next(), findingId: id, agencyId: visit.agencyId });
          if (withRecommendations && one.recommendation !== null) {
            write.insert('recommendation', {
              id: ids.next(),
              planId: visit.planId,
              ordinal: stores.recommendations.nextOrdinal(visit.planId),
              status: 'open',
              findingId: id,
              agencyId: visit.agencyId,
              domainId,
              text: one.recommendation,
              verb: one.verb,
            });
          }
          made.push(id);
        }
      });
      return made.map((id) => showFinding(found(stores.findings.get(id), 'finding', id)));
    },
  };
}
