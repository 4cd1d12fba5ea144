// The items of an index set as a tree: rows to draw, what the children add up to, and where an item can go. Pure.
import type { IndexItem } from '../../../core/contract/par-index.ts';
import { foldText } from '../../../core/rules/text-fold.ts';

export interface ItemNode {
  readonly item: IndexItem;
  readonly depth: number;
  readonly children: readonly ItemNode[];
}

export interface Sums {
  /** Of the direct children that count towards the maximum; null without children. */
  readonly children: number | null;
  /** Of the leaves below (or the item itself). */
  readonly survey: number;
  readonly bonus: number;
  readonly deduction: number;
}

const byOrdinal = (a: IndexItem, b: IndexItem) => a.ordinal - b.ordinal;

export function treeOf(items: readonly IndexItem[]): readonly ItemNode[] {
  const below = new Map<string | null, IndexItem[]>();
  for (const item of items) below.set(item.parentId, [...(below.get(item.parentId) ?? []), item]);
  const nodesOf = (parentId: string | null, depth: number): readonly ItemNode[] =>
    (below.get(parentId) ?? [])
      .toSorted(byOrdinal)
      .map((item) => ({ item, depth, children: nodesOf(item.id, depth + 1) }));
  return nodesOf(null, 1);
}

/** Whether its maximum is a part of the set's: bonus and deduction stand outside. */
function counts(node: ItemNode): boolean {
  return node.item.effect === 'points';
}

export function childrenSum(node: ItemNode): number | null {
  if (node.children.length === 0) return null;
  return node.children.filter(counts).reduce((sum, child) => sum + child.item.maxPoints, 0);
}

/** What does not add up at this item, and by how much: positive is too much. Null where it does, or for a leaf. */
export function sumDifference(node: ItemNode): number | null {
  const sum = childrenSum(node);
  // A group of bonus or deduction items has no maximum within the set's.
  if (sum === null || !counts(node)) return null;
  return sum === node.item.maxPoints ? null : sum - node.item.maxPoints;
}

export function leavesOf(nodes: readonly ItemNode[]): readonly ItemNode[] {
  return nodes.flatMap((node) => (node.children.length === 0 ? [node] : leavesOf(node.children)));
}

export interface SetTotals {
  /** The fields that count, as they are written. */
  readonly fields: number;
  readonly survey: number;
  readonly bonus: number;
  readonly deduction: number;
}
export function totalsOf(tree: readonly ItemNode[]): SetTotals {
  const leaves = leavesOf(tree);
  const of = (wanted: (item: IndexItem) => boolean) =>
    leaves.filter(({ item }) => wanted(item)).reduce((sum, { item }) => sum + item.maxPoints, 0);
  return {
    fields: tree.filter(counts).reduce((sum, { item }) => sum + item.maxPoints, 0),
    survey: of((item) => item.effect === 'points' && item.method === 'survey'),
    bonus: of((item) => item.effect === 'bonus'),
    deduction: of((item) => item.effect === 'deduction'),
  };
}

/** In reading order, without what is below a folded item. */
export function rowsOf(
  tree: readonly ItemNode[],
  folded: ReadonlySet<string> = new Set(),
): readonly ItemNode[] {
  return tree.flatMap((node) => [node, ...(folded.has(node.item.id) ? [] : rowsOf(node.children, folded))]);
}

/** What holds the text, with the items above it. */
export function matching(tree: readonly ItemNode[], typed: string): readonly ItemNode[] {
  const asked = foldText(typed.trim());
  if (asked === '') return tree;
  const keep = (nodes: readonly ItemNode[]): readonly ItemNode[] =>
    nodes.flatMap((node) => {
      if (foldText(`${node.item.code} ${node.item.text}`).includes(asked)) return [node];
      const children = keep(node.children);
      return children.length === 0 ? [] : [{ ...node, children }];
    });
  return keep(tree);
}

export const levelBelow = {
  field: 'criterion',
  criterion: 'sub_criterion',
  sub_criterion: null,
} as const satisfies Record<IndexItem['level'], IndexItem['level'] | null>;

const levelAbove = { field: null, criterion: 'field', sub_criterion: 'criterion' } as const;

export interface Place {
  readonly parentId: string | null;
  /** Counted from 1 among the children of the parent, without the item itself. */
  readonly ordinal: number;
}

/** Items that this one can stand under: those of the level above. A field stands at the top. */
export function parentsFor(items: readonly IndexItem[], item: IndexItem): readonly IndexItem[] {
  const above = levelAbove[item.level];
  return above === null
    ? []
    : rowsOf(treeOf(items)).flatMap((node) => (node.item.level === above ? [node.item] : []));
}

export type Step = 'up' | 'down' | 'previous_parent' | 'next_parent';

/** Where one step leads; null where it leads nowhere. */
export function stepOf(items: readonly IndexItem[], id: string, step: Step): Place | null {
  const item = items.find((one) => one.id === id);
  if (item === undefined) return null;
  const siblings = items.filter(({ parentId }) => parentId === item.parentId).toSorted(byOrdinal);
  const at = siblings.indexOf(item);
  if (step === 'up' || step === 'down') {
    const to = at + (step === 'up' ? -1 : 1);
    return to < 0 || to >= siblings.length ? null : { parentId: item.parentId, ordinal: to + 1 };
  }
  const parents = parentsFor(items, item);
  const parentAt = parents.findIndex((parent) => parent.id === item.parentId);
  const parent = parents[parentAt + (step === 'previous_parent' ? -1 : 1)];
  if (parentAt < 0 || parent === undefined) return null;
  // Back to the end of the one before, forth to the beginning of the one after.
  const count = items.filter(({ parentId }) => parentId === parent.id).length;
  return { parentId: parent.id, ordinal: step === 'previous_parent' ? count + 1 : 1 };
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV'];

/** A code that is free: the next number in the manner of the siblings ("I" → "II", "1.3" → "1.4"). */
export function nextCode(items: readonly IndexItem[], parentId: string | null): string {
  const taken = new Set(items.map(({ code }) => code));
  const siblings = items.filter((item) => item.parentId === parentId).toSorted(byOrdinal);
  const last = siblings.at(-1)?.code;
  if (last !== undefined && roman.includes(last)) {
    const free = roman.find((code) => !taken.has(code));
    if (free !== undefined) return free;
  }
  const parent = items.find(({ id }) => id === parentId)?.code;
  const stem =
    last === undefined
      ? parent === undefined
        ? ''
        : `${roman.includes(parent) ? String(roman.indexOf(parent) + 1) : parent}.`
      : last.replace(/\d+$/u, '');
  let number = last === undefined ? 1 : Number(/\d+$/u.exec(last)?.[0] ?? 0) + 1;
  while (taken.has(`${stem}${String(number)}`)) number += 1;
  return `${stem}${String(number)}`;
}
