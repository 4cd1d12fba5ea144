/**
 * Limitations of earlier rounds that a limitation may repeat: of its agencies and of what these were made of, and what
 * was found "tại các đơn vị" of a round that saw them. A finder reads what a plan has in common once.
 */
import type { RepeatCandidate } from '../../core/contract/findings.ts';
import { criterionDigest } from '../../core/rules/criterion-digest.ts';
import { createProfiles, type WordProfile } from '../../core/rules/likeness.ts';
import { isEarlierRound, rankRepeats } from '../../core/rules/repeat-findings.ts';
import { createLineage } from '../../core/rules/succession.ts';
import type { Criterion } from '../../core/contract/criteria.ts';
import type { EarlierLimitation, StoredFinding } from '../../db/findings.ts';
import type { StoredPlan } from '../../db/plans.ts';
import { found, type ServiceContext } from './context.ts';
import { showFinding } from './finding-rows.ts';

/** As many as are ever held against one finding: the newest. An agency has a few dozen in ten years. */
const POOL = 1000;
const PROPOSED = 8;

export interface RepeatFinder {
  /** The likeliest first; none for a strength. */
  candidates(finding: StoredFinding): RepeatCandidate[];
}

export function createRepeatFinder({ stores }: Pick<ServiceContext, 'stores'>, planId: string): RepeatFinder {
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const lineage = createLineage(stores.successions.links());
  const plans = new Map<string, StoredPlan | undefined>();
  const planOf = (id: string) => {
    if (!plans.has(id)) plans.set(id, stores.plans.get(id));
    return plans.get(id);
  };
  const isEarlier = (id: string) => {
    const other = planOf(id);
    return other !== undefined && isEarlierRound(other, plan);
  };
  const forebears = plan.criteriaSetId === null ? null : stores.criteria.lineage(plan.criteriaSetId);
  const read = createProfiles();
  const profiles = new Map<string, WordProfile>();
  const profileOf = (text: string) => {
    const known = profiles.get(text) ?? read(text);
    profiles.set(text, known);
    return known;
  };
  const pools = new Map<string, readonly EarlierLimitation[]>();

  function agenciesOf(finding: StoredFinding): {
    readonly ids: readonly string[];
    readonly kinds: ReadonlySet<string>;
  } {
    const own =
      finding.scope === 'named'
        ? finding.agencyIds
        : stores.visits.list(planId).map((visit) => visit.agencyId);
    const ids = [...new Set(own.flatMap((id) => [id, ...lineage.predecessorsOf(id)]))].toSorted();
    const kinds = new Set(
      finding.scope === 'named'
        ? own.flatMap((id) => stores.agencies.get(id)?.kind ?? [])
        : finding.scopeKinds,
    );
    return { ids, kinds };
  }

  function pool(finding: StoredFinding): readonly EarlierLimitation[] {
    const { ids, kinds } = agenciesOf(finding);
    const key = `${finding.scope === 'named' ? 'own' : 'collective'} ${ids.join(' ')}`;
    const known = pools.get(key);
    if (known !== undefined) return known;
    // What names no agency repeats what named none.
    const own = finding.scope === 'named' ? stores.findings.earlierOwn(planId, ids, POOL) : [];
    const rounds = stores.findings.plansOfAgencies(ids).filter(isEarlier);
    const collective = stores.findings
      .earlierCollective(rounds, POOL)
      .filter((one) => one.kinds === null || kinds.size === 0 || one.kinds.some((kind) => kinds.has(kind)));
    const all = [...own.filter((one) => isEarlier(one.planId)), ...collective];
    const distinct = [...new Map(all.map((one) => [one.id, one])).values()];
    pools.set(key, distinct);
    return distinct;
  }

  /** The ids that are the finding's criterion in other sets, and its digest. */
  function sameCriterion(finding: StoredFinding): (one: EarlierLimitation) => boolean {
    const { criterionId } = finding;
    if (criterionId === null) return () => false;
    const criterion = stores.criteria.criterion(criterionId);
    if (criterion === undefined) return () => false;
    const same = new Set([criterionId, ...(forebears?.get(criterionId) ?? [])]);
    for (const match of stores.criteria.matchesOf(criterionId)) {
      same.add(match.criterionId).add(match.otherCriterionId);
    }
    const digest = criterionDigest(criterion);
    return (one) =>
      one.criterionId !== null &&
      (same.has(one.criterionId) ||
        criterionDigest({
          text: one.criterionText ?? '',
          answerType: one.answerType as Criterion['answerType'],
        }) === digest);
  }

  return {
    candidates(finding) {
      if (finding.kind !== 'limitation') return [];
      const isSame = sameCriterion(finding);
      const earlier = pool(finding).map((one) => ({
        ...one,
        year: planOf(one.planId)?.year ?? null,
        sameCriterion: isSame(one),
      }));
      return rankRepeats(finding.text, earlier, PROPOSED, profileOf).flatMap(({ finding: one, likeness }) => {
        const row = stores.findings.get(one.id);
        const round = planOf(one.planId);
        if (row === undefined || round === undefined) return [];
        const day = round.startsOn ?? round.documentDate;
        return [
          {
            finding: showFinding(row),
            planTitle: round.title,
            year: round.year,
            agencyName:
              one.agencyId === null ? null : (stores.agencies.versionOn(one.agencyId, day)?.name ?? null),
            sameCriterion: one.sameCriterion,
            likeness,
          },
        ];
      });
    },
  };
}
