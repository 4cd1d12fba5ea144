/**
 * Two sets of the index beside each other: which items ask the same, how much of each maximum they cover, and whose
 * figures are gathered under which agency. Only a copy in the same words, or a person's word, makes an item comparable;
 * points are compared as shares of what is comparable, because weights change as well.
 */
import type { IndexItem } from '../contract/par-index.ts';
import { plainWords } from './criterion-digest.ts';
import { indexTree, shareOf } from './par-index.ts';
import { fraction, roundHalfUp } from './rational.ts';
import type { Lineage } from './succession.ts';

export type PairedItem = Pick<
  IndexItem,
  'id' | 'parentId' | 'ordinal' | 'level' | 'code' | 'text' | 'maxPoints' | 'method' | 'effect'
>;
export interface ItemPair<T> {
  readonly item: T;
  readonly other: T;
  readonly by: 'copied' | 'matched';
  readonly textDiffers: boolean;
  /** False: copied, but asked otherwise since; it counts when a person confirms it. */
  readonly counted: boolean;
}
export interface PairSides<T extends PairedItem> {
  readonly items: readonly T[];
  readonly others: readonly T[];
  readonly matches: readonly { readonly indexItemId: string; readonly otherItemId: string }[];
  /** What an item was copied from, the nearest first. */
  readonly forebears: (id: string) => readonly string[];
}

/**
 * A person may pair a criterion with a group of sub-criteria: then the group counts as a whole, and nothing below or
 * above it is paired again, so that no point is counted twice. Items outside the maximum are never compared.
 */
export function pairIndexItems<T extends PairedItem>(sides: PairSides<T>): readonly ItemPair<T>[] {
  const { items, others, matches, forebears } = sides;
  const [one, other] = [indexTree(items), indexTree(others)];
  const byId = new Map(items.map((item) => [item.id, item]));
  const otherById = new Map(others.map((item) => [item.id, item]));
  const taken = new Set<string>();
  const isFree = (tree: typeof one, all: ReadonlyMap<string, T>, item: T): boolean => {
    for (let at: T | undefined = item; at !== undefined; at = all.get(at.parentId ?? '')) {
      if (taken.has(at.id)) return false;
    }
    const below = (id: string): boolean =>
      tree.childrenOf(id).some((child) => taken.has(child.id) || below(child.id));
    return !below(item.id);
  };
  const pairs: ItemPair<T>[] = [];
  const take = (item: T, partner: T, by: ItemPair<T>['by']) => {
    if (item.effect !== 'points' || partner.effect !== 'points') return;
    if (!isFree(one, byId, item) || !isFree(other, otherById, partner)) return;
    taken.add(item.id);
    taken.add(partner.id);
    const textDiffers = plainWords(item.text) !== plainWords(partner.text);
    const counted = by === 'matched' || (!textDiffers && item.method === partner.method);
    pairs.push({ item, other: partner, by, textDiffers, counted });
  };
  for (const match of matches) {
    const ends = [match.indexItemId, match.otherItemId];
    const item = ends.map((id) => byId.get(id)).find((found) => found !== undefined);
    const partner = ends.map((id) => otherById.get(id)).find((found) => found !== undefined);
    if (item !== undefined && partner !== undefined) take(item, partner, 'matched');
  }
  const families = new Map<string, T[]>();
  for (const leaf of other.leaves) {
    for (const id of [leaf.id, ...forebears(leaf.id)]) families.set(id, [...(families.get(id) ?? []), leaf]);
  }
  for (const leaf of one.leaves) {
    const kin = [leaf.id, ...forebears(leaf.id)].flatMap((id) => families.get(id) ?? []);
    const free = kin.filter((candidate) => isFree(other, otherById, candidate));
    const partner = free.find((candidate) => plainWords(candidate.text) === plainWords(leaf.text)) ?? free[0];
    if (partner !== undefined) take(leaf, partner, 'copied');
  }
  const place = new Map(one.inOrder.map(({ id }, index) => [id, index]));
  return pairs.toSorted((a, b) => (place.get(a.item.id) ?? 0) - (place.get(b.item.id) ?? 0));
}

/** The leaves of effect `points` at or below an item. */
export function leavesBelow<T extends PairedItem>(items: readonly T[], ids: readonly string[]): readonly T[] {
  const tree = indexTree(items);
  const wanted = new Set(ids);
  const found: T[] = [];
  const walk = (item: T, inside: boolean) => {
    const within = inside || wanted.has(item.id);
    const children = tree.childrenOf(item.id);
    if (children.length === 0) {
      if (within && item.effect === 'points') found.push(item);
      return;
    }
    for (const child of children) walk(child, within);
  };
  for (const root of tree.roots) walk(root, false);
  return found;
}

/** What of a set's counted maximum these leaves cover, in hundredths of a percent; a survey that is not held is none. */
export function coveredShare(
  set: { readonly hasSurvey: boolean },
  items: readonly PairedItem[],
  leaves: readonly PairedItem[],
): number {
  const isCounted = ({ effect, method }: PairedItem) =>
    effect === 'points' && (set.hasSurvey || method === 'self');
  const sum = (some: readonly PairedItem[]) =>
    some.filter(isCounted).reduce((total, { maxPoints }) => total + maxPoints, 0);
  return shareOf(sum(leaves), sum(indexTree(items).leaves));
}

/** Points over the comparable leaves of one entry; null where one of them has no result. */
export interface EntryResult {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly points: number | null;
}
export interface ComparedRow {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly share: number | null;
  readonly otherShare: number | null;
  readonly gathered: readonly string[];
}
export interface ComparedYear {
  readonly entries: readonly EntryResult[];
  /** Sum of the maxima of the comparable leaves. */
  readonly max: number;
}

/**
 * One row for each agency of the newer set, with what became of it gathered from the older one: of several predecessors
 * the mean of their shares, and nothing where one of them has no result. Whoever stands only in the older set has a row of its
 * own, under its successor where there is exactly one.
 */
export function compareAgencies(
  newer: ComparedYear,
  older: ComparedYear,
  lineage: Pick<Lineage, 'predecessorsOf' | 'successorsOf'>,
  nameOf: (agencyId: string) => string,
): readonly ComparedRow[] {
  const before = new Map(older.entries.map((entry) => [entry.agencyId, entry]));
  const used = new Set<string>();
  const meanOf = (entries: readonly EntryResult[]): number | null => {
    if (entries.length === 0 || older.max <= 0) return null;
    let sum = 0;
    for (const { points } of entries) {
      if (points === null) return null;
      sum += points;
    }
    return roundHalfUp(fraction(BigInt(sum) * 10_000n, BigInt(older.max) * BigInt(entries.length)));
  };
  const gather = (agencyId: string) => {
    const own = before.get(agencyId);
    const others = [...lineage.predecessorsOf(agencyId)].flatMap((id) => {
      const entry = before.get(id);
      return entry === undefined ? [] : [entry];
    });
    for (const { agencyId: id } of own === undefined ? others : [own, ...others]) used.add(id);
    return {
      otherShare: meanOf(own === undefined ? others : [own, ...others]),
      gathered: others.map(({ agencyName }) => agencyName),
    };
  };
  const rows: ComparedRow[] = newer.entries.map(({ agencyId, agencyName, points }) => ({
    agencyId,
    agencyName,
    share: points === null || newer.max <= 0 ? null : shareOf(points, newer.max),
    ...gather(agencyId),
  }));
  // What nobody in the newer set came from: gathered as well, so that three communes that merged stay one line.
  const left = older.entries.filter(({ agencyId }) => !used.has(agencyId));
  const heads = new Map<string, EntryResult[]>();
  for (const entry of left) {
    const heirs = [...lineage.successorsOf(entry.agencyId)];
    const last = heirs.filter((id) => lineage.successorsOf(id).size === 0);
    const [head] = last.length === 1 ? last : [entry.agencyId];
    const key = head ?? entry.agencyId;
    heads.set(key, [...(heads.get(key) ?? []), entry]);
  }
  for (const [agencyId, entries] of heads) {
    const own = entries.find((entry) => entry.agencyId === agencyId);
    rows.push({
      agencyId,
      agencyName: own?.agencyName ?? nameOf(agencyId),
      share: null,
      otherShare: meanOf(entries),
      gathered: entries.filter((entry) => entry.agencyId !== agencyId).map(({ agencyName }) => agencyName),
    });
  }
  return rows;
}
