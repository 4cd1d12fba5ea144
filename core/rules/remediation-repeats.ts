/**
 * Whether a limitation was pointed out before at an agency, as a list tells it without a person's link: by the same
 * criterion (copied from set to set, or matched) in a round of an earlier year, at the agency or what became it. Pure.
 */
import { createLineage, type SuccessionLink } from './succession.ts';

export interface RepeatFacts {
  /** Limitations that name an agency, with the first year in which they did. */
  readonly limitations: readonly {
    readonly agencyId: string;
    readonly criterionId: string;
    readonly year: number;
  }[];
  /** Criteria that ask the same: a copy and what it was copied from, or two that a person matched. */
  readonly sameCriteria: readonly (readonly [string, string])[];
  readonly successions: readonly SuccessionLink[];
}

export interface RepeatIndex {
  repeats(agencyId: string | null, criterionId: string | null, year: number | null): boolean;
}

export function createRepeatIndex({ limitations, sameCriteria, successions }: RepeatFacts): RepeatIndex {
  const group = createGroups(sameCriteria);
  const lineage = createLineage(successions);
  const lines = new Map<string, readonly string[]>();
  const firstYears = new Map<string, Map<string, number>>();
  for (const { agencyId, criterionId, year } of limitations) {
    const own = firstYears.get(agencyId) ?? new Map<string, number>();
    firstYears.set(agencyId, own);
    const key = group(criterionId);
    own.set(key, Math.min(own.get(key) ?? year, year));
  }
  function lineOf(agencyId: string): readonly string[] {
    const known = lines.get(agencyId) ?? [agencyId, ...lineage.predecessorsOf(agencyId)];
    lines.set(agencyId, known);
    return known;
  }
  return {
    repeats(agencyId, criterionId, year) {
      if (agencyId === null || criterionId === null || year === null) return false;
      const key = group(criterionId);
      return lineOf(agencyId).some((id) => (firstYears.get(id)?.get(key) ?? year) < year);
    },
  };
}

/** One name for all that are the same, however long the chain between them. */
function createGroups(pairs: RepeatFacts['sameCriteria']): (id: string) => string {
  const parents = new Map<string, string>();
  function group(id: string): string {
    let root = id;
    for (let above = parents.get(root); above !== undefined; above = parents.get(root)) root = above;
    for (let at = id; at !== root;) {
      const above = parents.get(at) ?? root;
      parents.set(at, root);
      at = above;
    }
    return root;
  }
  for (const [one, other] of pairs) {
    const [first, second] = [group(one), group(other)];
    if (first !== second) parents.set(first, second);
  }
  return group;
}
