/**
 * Who became whom. Agencies that merge or are split end, and what they left is gathered under their successors, through
 * any number of steps; a part handed over (`transfer_part`) only relates two agencies that both go on, so nothing is
 * gathered along it: nobody can tell which visits concerned the part. Pure: links in, ids out.
 */
import type { Succession } from '../contract/agencies.ts';

export type SuccessionRelation = Succession['relation'];
/** `same`: an agency of another office that a person here matched with ours; what stands on it counts with ours. */
export type SuccessionLink = Pick<Succession, 'predecessorId' | 'successorId' | 'effectiveOn'> & {
  readonly relation: SuccessionRelation | 'same';
};

/** The predecessor ends the day before. */
export function endsPredecessor(relation: SuccessionRelation): boolean {
  return relation !== 'transfer_part';
}

/** What the predecessor left counts for the successor as well. */
export function gathers(relation: SuccessionLink['relation']): boolean {
  return relation === 'merge' || relation === 'split' || relation === 'same';
}

export interface Lineage {
  /** Everything that became this agency, step by step; never the agency itself. */
  predecessorsOf(agencyId: string): ReadonlySet<string>;
  /** Everything that this agency became. */
  successorsOf(agencyId: string): ReadonlySet<string>;
  /** Whoever may take over what the agency left: its successors, and those that were given a part. */
  heirsOf(agencyId: string): ReadonlySet<string>;
}

/** With a day only what had happened by then. */
export function createLineage(links: readonly SuccessionLink[], on: string | null = null): Lineage {
  const before = new Map<string, string[]>();
  const after = new Map<string, string[]>();
  const given = new Map<string, string[]>();
  for (const { predecessorId, successorId, relation, effectiveOn } of links) {
    if (successorId === null || (on !== null && effectiveOn > on)) continue;
    if (relation !== 'same') push(given, predecessorId, successorId);
    if (!gathers(relation)) continue;
    push(before, successorId, predecessorId);
    push(after, predecessorId, successorId);
  }
  return {
    predecessorsOf: (agencyId) => closure(before, agencyId),
    successorsOf: (agencyId) => closure(after, agencyId),
    heirsOf: (agencyId) => closure(given, agencyId),
  };
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function closure(edges: ReadonlyMap<string, readonly string[]>, start: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...(edges.get(start) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(edges.get(next) ?? []));
  }
  // Where data from elsewhere goes round in a circle, an agency is still not its own predecessor.
  reached.delete(start);
  return reached;
}

/** True where the added links would make an agency its own predecessor. */
export function closesCircle(existing: readonly SuccessionLink[], added: readonly SuccessionLink[]): boolean {
  const after = new Map<string, string[]>();
  const gathered = (links: readonly SuccessionLink[]) =>
    links.flatMap((link) =>
      link.successorId !== null && gathers(link.relation)
        ? [{ from: link.predecessorId, to: link.successorId }]
        : [],
    );
  const fresh = gathered(added);
  for (const { from, to } of [...gathered(existing), ...fresh]) push(after, from, to);
  return fresh.some(({ from, to }) => from === to || closure(after, to).has(from));
}

/** The sum over an agency and all of its predecessors, each counted once however many ways lead to it. */
export function gathered<T>(
  lineage: Pick<Lineage, 'predecessorsOf'>,
  agencyId: string,
  figure: (agencyId: string) => T,
): readonly T[] {
  return [agencyId, ...lineage.predecessorsOf(agencyId)].map(figure);
}
