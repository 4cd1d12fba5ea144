// What is shown beside one answer: the agency's own, those of earlier rounds, what it still owes for this criterion.
import type { DeskBeside, OpenRecommendation, PreviousAnswer } from '../../../core/contract/desk.ts';
import type { SelfAnswer } from '../../../core/contract/self-reports.ts';

export interface LineBeside {
  readonly self: SelfAnswer | undefined;
  /** The agency's own first, then those of its predecessors. */
  readonly previous: readonly PreviousAnswer[];
  readonly open: readonly OpenRecommendation[];
}

export const nothingBeside: LineBeside = { self: undefined, previous: [], open: [] };

/** Criterion → what stands beside it; one object per criterion for as long as the reply is the same. */
export function besideByCriterion(beside: DeskBeside | undefined): ReadonlyMap<string, LineBeside> {
  const found = new Map<
    string,
    { self: SelfAnswer | undefined; previous: PreviousAnswer[]; open: OpenRecommendation[] }
  >();
  const at = (id: string) => {
    let one = found.get(id);
    if (one === undefined) found.set(id, (one = { self: undefined, previous: [], open: [] }));
    return one;
  };
  if (beside === undefined) return found;
  for (const self of beside.selfAnswers) at(self.criterionId).self = self;
  for (const one of beside.previous) {
    const { previous } = at(one.criterionId);
    if (one.agencyName === null) previous.unshift(one);
    else previous.push(one);
  }
  for (const one of beside.openRecommendations) {
    if (one.criterionId !== null) at(one.criterionId).open.push(one);
  }
  return found;
}

/** Owed without a criterion: by the domain that it belongs to, `null` for those without one. */
export function openByDomain(
  beside: DeskBeside | undefined,
): ReadonlyMap<string | null, OpenRecommendation[]> {
  const found = new Map<string | null, OpenRecommendation[]>();
  for (const one of beside?.openRecommendations ?? []) {
    if (one.criterionId !== null) continue;
    const list = found.get(one.domainKey);
    if (list === undefined) found.set(one.domainKey, [one]);
    else list.push(one);
  }
  return found;
}
