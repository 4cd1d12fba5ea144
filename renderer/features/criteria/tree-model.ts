// A criteria set as the editor's tree: domain → group → criterion, with sums; and where a move by keyboard or mouse
// leads, in the words of `criteria.move`. Grouping, numbering and sums are core/rules/criteria-tree.ts.
import type { CriteriaSetDetail, Criterion, Domain } from '../../../core/contract/criteria.ts';
import { criteriaTree, moveItem, sumPoints } from '../../../core/rules/criteria-tree.ts';

export interface TreeGroup {
  /** Stable on the screen: by the domain and the place in it. */
  readonly key: string;
  readonly domainId: string;
  /** From 1, in the order of the domain. */
  readonly number: number;
  /** "1.2": the codes of its criteria begin with it. */
  readonly code: string;
  readonly title: string;
  readonly items: readonly Criterion[];
  readonly points: number;
}
export interface TreeDomain {
  readonly domain: Domain;
  readonly groups: readonly TreeGroup[];
  readonly count: number;
  readonly points: number;
}
export type Tree = readonly TreeDomain[];

/** A place as `criteria.move` takes it. */
export interface Place {
  readonly domainId: string;
  readonly group: number;
  readonly position: number;
  readonly newGroup: boolean;
}

export type TreeRow =
  | { readonly kind: 'domain'; readonly id: string; readonly domain: TreeDomain }
  | { readonly kind: 'group'; readonly id: string; readonly group: TreeGroup }
  | { readonly kind: 'item'; readonly id: string; readonly item: Criterion; readonly group: TreeGroup };

export function treeOf(set: Pick<CriteriaSetDetail, 'domains' | 'items' | 'groupTitles'>): Tree {
  const known = new Map(set.domains.map((domain) => [domain.id, domain]));
  return criteriaTree(set.domains, set.items).flatMap(({ domain: { id }, groups }) => {
    const domain = known.get(id);
    if (domain === undefined) return [];
    const own = groups.map(({ code, items }, index) => ({
      key: `${id}/${String(index + 1)}`,
      domainId: id,
      number: index + 1,
      code,
      title: set.groupTitles[code] ?? '',
      items,
      points: sumPoints(items),
    }));
    return [
      {
        domain,
        groups: own,
        count: own.reduce((total, group) => total + group.items.length, 0),
        points: own.reduce((total, group) => total + group.points, 0),
      },
    ];
  });
}

/** The set as it will be after a move, so that it shows at once; null where there is no such place. */
export function movedSet(set: CriteriaSetDetail, itemId: string, place: Place): CriteriaSetDetail | null {
  const done = moveItem(criteriaTree(set.domains, set.items), itemId, place, set.groupTitles);
  if (done === null) return null;
  const items = new Map(set.items.map((item) => [item.id, item]));
  return {
    ...set,
    groupTitles: { ...done.titles },
    items: done.items.flatMap(({ id, ...placed }) => {
      const item = items.get(id);
      return item === undefined ? [] : [{ ...item, ...placed }];
    }),
  };
}

/** The rows as they stand below each other; what is folded (by row id) shows only its head. */
export function rowsOf(tree: Tree, folded: ReadonlySet<string> = new Set()): readonly TreeRow[] {
  return tree.flatMap((domain): TreeRow[] => [
    { kind: 'domain', id: domain.domain.id, domain },
    ...(folded.has(domain.domain.id)
      ? []
      : domain.groups.flatMap((group): TreeRow[] => [
          { kind: 'group', id: group.key, group },
          ...(folded.has(group.key)
            ? []
            : group.items.map((item): TreeRow => ({ kind: 'item', id: item.id, item, group }))),
        ])),
  ]);
}

interface Found {
  readonly domain: TreeDomain;
  readonly domainIndex: number;
  readonly group: TreeGroup;
  readonly index: number;
}
export function findItem(tree: Tree, itemId: string): Found | null {
  for (const [domainIndex, domain] of tree.entries()) {
    for (const group of domain.groups) {
      const index = group.items.findIndex(({ id }) => id === itemId);
      if (index >= 0) return { domain, domainIndex, group, index };
    }
  }
  return null;
}

export type Step = 'up' | 'down' | 'previous_group' | 'next_group';

/** Where one step of the keyboard leads; null at the end of the way. */
export function stepOf(tree: Tree, itemId: string, step: Step): Place | null {
  const found = findItem(tree, itemId);
  if (found === null) return null;
  const { domain, domainIndex, group, index } = found;
  const within = (position: number): Place => ({
    domainId: domain.domain.id,
    group: group.number,
    position,
    newGroup: false,
  });
  switch (step) {
    case 'up':
      return index === 0 ? null : within(index);
    case 'down':
      return index === group.items.length - 1 ? null : within(index + 2);
    case 'previous_group': {
      const before = domain.groups[group.number - 2];
      if (before !== undefined) return lastOf(before);
      const domainBefore = tree[domainIndex - 1];
      return domainBefore === undefined ? null : endOf(domainBefore);
    }
    case 'next_group': {
      const after = domain.groups[group.number];
      if (after !== undefined) return firstOf(after);
      const domainAfter = tree[domainIndex + 1];
      return domainAfter === undefined ? null : startOf(domainAfter);
    }
  }
}

function firstOf(group: TreeGroup): Place {
  return { domainId: group.domainId, group: group.number, position: 1, newGroup: false };
}
function lastOf(group: TreeGroup): Place {
  return {
    domainId: group.domainId,
    group: group.number,
    position: group.items.length + 1,
    newGroup: false,
  };
}
function startOf(domain: TreeDomain): Place {
  const first = domain.groups[0];
  return first === undefined ? ownGroup(domain) : firstOf(first);
}
function endOf(domain: TreeDomain): Place {
  const last = domain.groups.at(-1);
  return last === undefined ? ownGroup(domain) : lastOf(last);
}
/** A group of its own behind all others. */
export function ownGroup(domain: TreeDomain): Place {
  return {
    domainId: domain.domain.id,
    group: domain.groups.length + 1,
    position: 1,
    newGroup: true,
  };
}

/**
 * Where a criterion lands that is dropped on a row: before the row when it comes from below, behind it when it comes
 * from above; on the head of a group or domain always as its first (or, from below, at the end of what stands before).
 */
export function dropOf(tree: Tree, itemId: string, rows: readonly TreeRow[], overId: string): Place | null {
  const from = rows.findIndex(({ id }) => id === itemId);
  const to = rows.findIndex(({ id }) => id === overId);
  if (from < 0 || to < 0 || from === to) return null;
  const over = rows[to];
  if (over === undefined) return null;
  // The row that it will stand behind.
  const before = to > from ? over : rows[to - 1];
  if (before === undefined) return null;
  const found = findItem(tree, itemId);
  if (found === null) return null;
  switch (before.kind) {
    case 'domain':
      return startOf(before.domain);
    case 'group':
      return firstOf(before.group);
    case 'item': {
      const index = before.group.items.findIndex(({ id }) => id === before.id);
      const own = before.group.key === found.group.key && found.index <= index;
      return {
        domainId: before.group.domainId,
        group: before.group.number,
        // The position after it has left its old place.
        position: own ? index + 1 : index + 2,
        newGroup: false,
      };
    }
  }
}
