/**
 * The tree of a criteria set: domain → group → item. Nothing of it is stored but each item's code and ordinal: "1.2.3"
 * is item 3 of group 2 of domain 1. Codes that say otherwise ("I.2", "1.1.1a") are kept and grouped by their first two
 * parts; a domain that has one is never numbered anew by moving, only when somebody asks for it.
 */
export interface TreeDomain {
  readonly id: string;
  readonly ordinal: number;
}
export interface TreeItem {
  readonly id: string;
  readonly domainId: string;
  readonly code: string;
  readonly ordinal: number;
}
export type Weighed = TreeItem & { readonly maxPoints: number };

export interface TreeGroup<I extends TreeItem = TreeItem> {
  /** The first two parts of its items' codes. */
  readonly code: string;
  readonly items: readonly I[];
}
export interface TreeBranch<I extends TreeItem = TreeItem> {
  readonly domain: TreeDomain;
  readonly groups: readonly TreeGroup<I>[];
}
/** Every domain in order, also one without items. */
export type CriteriaTree<I extends TreeItem = TreeItem> = readonly TreeBranch<I>[];

export type GroupTitles = Readonly<Record<string, string>>;
export interface Place {
  readonly code: string;
  readonly ordinal: number;
}
/** What an act makes of a set: the whole tree in its new order with its codes, and the titles under their new codes. */
export interface Arranged {
  /** Every item, in order; the ordinal is its place from 1. */
  readonly items: readonly (Place & { readonly id: string; readonly domainId: string })[];
  readonly titles: GroupTitles;
}

/** "1.2.3" → "1.2"; a code of one part is its own group. */
export function groupCode(code: string): string {
  return code.trim().split('.').slice(0, 2).join('.');
}

function byOrdinal(a: { ordinal: number; id: string }, b: { ordinal: number; id: string }): number {
  return a.ordinal - b.ordinal || (a.id < b.id ? -1 : 1);
}

function groupsOf<I extends TreeItem>(items: readonly I[]): TreeGroup<I>[] {
  const groups = new Map<string, I[]>();
  for (const item of items) {
    const code = groupCode(item.code);
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [item]);
    else group.push(item);
  }
  return [...groups].map(([code, own]) => ({ code, items: own }));
}

/** Items by ordinal within their domain; groups stand where their first item stands. */
export function criteriaTree<I extends TreeItem>(
  domains: readonly TreeDomain[],
  items: readonly I[],
): CriteriaTree<I> {
  const sorted = items.toSorted(byOrdinal);
  return domains
    .toSorted(byOrdinal)
    .map((domain) => ({ domain, groups: groupsOf(sorted.filter((item) => item.domainId === domain.id)) }));
}

/** Points of a group, a domain or a whole set, in hundredths. */
export function sumPoints(items: readonly Pick<Weighed, 'maxPoints'>[]): number {
  return items.reduce((sum, item) => sum + item.maxPoints, 0);
}

export interface RolledUp {
  readonly total: number;
  /** What is missing to (or, below zero, goes beyond) 100 points. */
  readonly missing: number;
  readonly domains: readonly {
    readonly domainId: string;
    readonly points: number;
    readonly items: number;
    readonly groups: readonly { readonly code: string; readonly points: number; readonly items: number }[];
  }[];
}

export const FULL_POINTS = 100_00;

export function rollUp(tree: CriteriaTree<Weighed>): RolledUp {
  const domains = tree.map(({ domain, groups }) => {
    const own = groups.map(({ code, items }) => ({ code, points: sumPoints(items), items: items.length }));
    return {
      domainId: domain.id,
      points: own.reduce((sum, group) => sum + group.points, 0),
      items: own.reduce((sum, group) => sum + group.items, 0),
      groups: own,
    };
  });
  const total = domains.reduce((sum, domain) => sum + domain.points, 0);
  return { total, missing: FULL_POINTS - total, domains };
}

// ── Acts ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A group while it is worked on. `was` is its code before; null for one that has just begun. */
interface Draft {
  readonly was: string | null;
  readonly items: TreeItem[];
}
interface Branch {
  readonly domain: TreeDomain;
  groups: Draft[];
}

function draftOf(tree: CriteriaTree): Branch[] {
  return tree.map(({ domain, groups }) => ({
    domain,
    groups: groups.map((group) => ({ was: group.code, items: [...group.items] })),
  }));
}

/** True where every code of the domain is its own number, a group's and an item's: then moving numbers anew. */
function isRegular({ domain, groups }: TreeBranch): boolean {
  return groups.every(({ items }) =>
    items.every(({ code }) => {
      const parts = /^(\d+)\.\d+\.\d+$/.exec(code);
      return parts !== null && Number(parts[1]) === domain.ordinal;
    }),
  );
}

/** `prefix` and the next number that nobody has. */
function freeCode(prefix: string, taken: ReadonlySet<string>): string {
  let number = 1;
  for (const code of taken) {
    const tail = code.startsWith(`${prefix}.`) ? /^\d+/.exec(code.slice(prefix.length + 1)) : null;
    if (tail !== null) number = Math.max(number, Number(tail[0]) + 1);
  }
  while (taken.has(`${prefix}.${number}`)) number += 1;
  return `${prefix}.${number}`;
}

/** A group code of the domain that no item uses. */
function freeGroup(domain: TreeDomain, taken: ReadonlySet<string>): string {
  return freeCode(String(domain.ordinal), new Set([...taken].map(groupCode)));
}

/**
 * Codes and ordinals of the draft. Regular domains are numbered by their order; elsewhere codes stay, and only items
 * in `loose` (new, or come from another group) get a free one. `all`: every domain is numbered.
 */
function arranged(
  before: CriteriaTree,
  draft: readonly Branch[],
  titles: GroupTitles,
  options: { readonly loose?: string; readonly all?: boolean },
): Arranged {
  const regular = new Set(
    before.filter((branch) => options.all === true || isRegular(branch)).map((branch) => branch.domain.id),
  );
  const filled = draft.map((branch) => ({
    ...branch,
    groups: branch.groups.filter((group) => group.items.length > 0),
  }));
  // What keeps its code is known first, so that nothing new takes it.
  const codes = new Map<string, string>();
  const keptGroups = new Set<string>();
  for (const { domain, groups } of filled) {
    groups.forEach((group, g) => {
      group.items.forEach((item, i) => {
        if (regular.has(domain.id)) codes.set(item.id, `${domain.ordinal}.${g + 1}.${i + 1}`);
        else if (item.id !== options.loose) codes.set(item.id, item.code);
      });
      if (!regular.has(domain.id) && group.was !== null) keptGroups.add(group.was);
    });
  }
  const taken = new Set(codes.values());
  // A regular domain's number may already stand in a code of an irregular one: the kept code comes first.
  const seen = new Set<string>();
  for (const { domain, groups } of filled) {
    if (regular.has(domain.id)) continue;
    for (const { items } of groups) for (const { id } of items) seen.add(codes.get(id) ?? '');
  }
  for (const { domain, groups } of filled) {
    if (!regular.has(domain.id)) continue;
    for (const { items } of groups) {
      for (const { id } of items) {
        const code = codes.get(id) ?? '';
        const own = seen.has(code) ? freeCode(groupCode(code), taken) : code;
        codes.set(id, own);
        taken.add(own);
        seen.add(own);
      }
    }
  }
  const items: { id: string; domainId: string; code: string; ordinal: number }[] = [];
  const named: Record<string, string> = {};
  for (const { domain, groups } of filled) {
    for (const group of groups) {
      const known = group.items.map(({ id }) => codes.get(id)).find((code) => code !== undefined);
      const code =
        known === undefined
          ? (group.was ?? freeGroup(domain, new Set([...taken, ...keptGroups])))
          : groupCode(known);
      const title = group.was === null ? undefined : titles[group.was];
      if (title !== undefined) named[code] = title;
      for (const { id } of group.items) {
        let own = codes.get(id);
        if (own === undefined) {
          own = freeCode(code, taken);
          taken.add(own);
        }
        items.push({ id, domainId: domain.id, code: own, ordinal: items.length + 1 });
      }
    }
  }
  return { items, titles: named };
}

function branchOf(draft: readonly Branch[], domainId: string): Branch | undefined {
  return draft.find((branch) => branch.domain.id === domainId);
}

/** Where an item goes: the number of the group as the tree shows it now, and the position in it, both from 1. */
export interface Target {
  readonly domainId: string;
  readonly group: number;
  readonly position: number;
  /** A group of its own, before the group of that number. */
  readonly newGroup: boolean;
}

/** Null where there is no such item, domain or group; one group beyond the last begins a new one. */
export function moveItem(
  tree: CriteriaTree,
  id: string,
  target: Target,
  titles: GroupTitles,
): Arranged | null {
  const draft = draftOf(tree);
  const to = branchOf(draft, target.domainId);
  let moved: TreeItem | undefined;
  let fromGroup: Draft | undefined;
  for (const branch of draft) {
    for (const group of branch.groups) {
      const index = group.items.findIndex((item) => item.id === id);
      if (index < 0) continue;
      [moved] = group.items.splice(index, 1);
      fromGroup = group;
    }
  }
  if (to === undefined || moved === undefined || target.group > to.groups.length + 1) return null;
  // The only item of its group takes the group along.
  const along = fromGroup?.items.length === 0 && moved.domainId === target.domainId ? fromGroup.was : null;
  const now = place(to, moved, target, along);
  const stays = now === fromGroup || (along !== null && now.was === along);
  return arranged(tree, draft, titles, stays ? {} : { loose: id });
}

/** Puts the item into the branch; gives the group that has it now. */
function place(
  to: Branch,
  item: TreeItem,
  { group, position, newGroup }: Target,
  was: string | null = null,
): Draft {
  const present = newGroup ? undefined : to.groups[group - 1];
  if (present === undefined) {
    const begun: Draft = { was, items: [item] };
    to.groups.splice(group - 1, 0, begun);
    return begun;
  }
  present.items.splice(position - 1, 0, item);
  return present;
}

/** A new item, whose code is made here. Null where there is no such domain or group. */
export function addItem(
  tree: CriteriaTree,
  id: string,
  target: Target,
  titles: GroupTitles,
): Arranged | null {
  const draft = draftOf(tree);
  const to = branchOf(draft, target.domainId);
  if (to === undefined || target.group > to.groups.length + 1) return null;
  place(to, { id, domainId: target.domainId, code: '', ordinal: 0 }, target);
  return arranged(tree, draft, titles, { loose: id });
}

/** Where a new item goes: behind another one, or at the end of the domain; `newGroup` behind that one's group. */
export function targetBehind(
  tree: CriteriaTree,
  domainId: string,
  afterId: string | undefined,
  newGroup: boolean,
): Target | null {
  const branch = tree.find(({ domain }) => domain.id === domainId);
  if (branch === undefined) return null;
  let group = branch.groups.length - 1;
  let position = branch.groups[group]?.items.length ?? 0;
  if (afterId !== undefined) {
    group = branch.groups.findIndex(({ items }) => items.some((item) => item.id === afterId));
    if (group < 0) return null;
    position = (branch.groups[group]?.items.findIndex((item) => item.id === afterId) ?? 0) + 1;
  }
  if (newGroup || group < 0) return { domainId, group: group + 2, position: 1, newGroup: true };
  return { domainId, group: group + 1, position: position + 1, newGroup: false };
}

/** Null where the domain has no such groups. */
export function moveGroup(
  tree: CriteriaTree,
  domainId: string,
  from: number,
  to: number,
  titles: GroupTitles,
): Arranged | null {
  const draft = draftOf(tree);
  const branch = branchOf(draft, domainId);
  if (branch === undefined || from > branch.groups.length || to > branch.groups.length) return null;
  const [group] = branch.groups.splice(from - 1, 1);
  if (group === undefined) return null;
  branch.groups.splice(to - 1, 0, group);
  return arranged(tree, draft, titles, {});
}

export function removeItem(tree: CriteriaTree, id: string, titles: GroupTitles): Arranged {
  const draft = draftOf(tree);
  for (const { groups } of draft) {
    for (const group of groups) {
      const index = group.items.findIndex((item) => item.id === id);
      if (index >= 0) group.items.splice(index, 1);
    }
  }
  return arranged(tree, draft, titles, {});
}

/** Every code anew from the order, odd ones as well. */
export function renumber(tree: CriteriaTree, titles: GroupTitles): Arranged {
  return arranged(tree, draftOf(tree), titles, { all: true });
}

/**
 * Codes as they are: only the ordinals follow the tree, and titles of groups that are gone are left out. The title of
 * a group whose only item got the code of a new group goes with it.
 */
export function settle(
  tree: CriteriaTree,
  titles: GroupTitles,
  recoded?: { readonly from: string; readonly to: string },
): Arranged {
  const items = tree.flatMap(({ groups }) => groups.flatMap((group) => group.items));
  const codes = new Set(items.map(({ code }) => groupCode(code)));
  const named: Record<string, string> = {};
  for (const [code, title] of Object.entries(titles)) if (codes.has(code)) named[code] = title;
  if (recoded !== undefined) {
    const [from, to] = [groupCode(recoded.from), groupCode(recoded.to)];
    const title = titles[from];
    const alone = items.filter(({ code }) => groupCode(code) === to).length === 1;
    if (title !== undefined && alone && !codes.has(from)) named[to] = title;
  }
  return {
    items: items.map(({ id, domainId, code }, index) => ({ id, domainId, code, ordinal: index + 1 })),
    titles: named,
  };
}

/**
 * The order in which new codes can be written so that no two rows ever have the same one. A ring (1.1.1 and 1.1.2
 * change places) is broken by giving one of them a code for a moment that no set has.
 */
export function codeSteps(
  current: ReadonlyMap<string, string>,
  wanted: ReadonlyMap<string, string>,
): { readonly id: string; readonly code: string }[] {
  const steps: { id: string; code: string }[] = [];
  const holder = new Map([...current].map(([id, code]) => [code, id]));
  const waiting = new Map([...wanted].filter(([id, code]) => current.get(id) !== code));
  const held = new Map(current);
  const give = (id: string, code: string) => {
    holder.delete(held.get(id) ?? '');
    holder.set(code, id);
    held.set(id, code);
    steps.push({ id, code });
  };
  // The last first: codes mostly move up by one, and then each finds its place empty.
  while (waiting.size > 0) {
    let moved = false;
    for (const [id, code] of [...waiting].toReversed()) {
      if (holder.has(code)) continue;
      give(id, code);
      waiting.delete(id);
      moved = true;
    }
    const [first] = waiting.keys();
    if (!moved && first !== undefined) give(first, `~${steps.length}`);
  }
  return steps;
}
