/**
 * Two criteria sets side by side: which items are one and the same, what differs, and which may be compared between
 * the years. Only the same digest or a person's word makes an item comparable; having been copied only pairs it.
 */
import type { ComparedCriterion, Criterion } from '../contract/criteria.ts';

export interface ComparedSide {
  readonly items: readonly Criterion[];
  readonly domains: readonly { readonly id: string; readonly key: string; readonly name: string }[];
}
/** What a person said: these two ask the same, in either order. */
export interface PersonsMatch {
  readonly id: string;
  readonly rev: number;
  readonly criterionId: string;
  readonly otherCriterionId: string;
}
export interface ComparedGroup {
  readonly domainKey: string;
  readonly domainName: string;
  readonly items: ComparedCriterion[];
}
export interface Comparison {
  readonly groups: ComparedGroup[];
  readonly comparablePoints: number;
  readonly maxPoints: number;
}

/** Where it stands; everything else of an item is what it asks and what it is worth. */
const placeFields = ['code', 'domainId'] as const;
export const contentFields = [
  'text',
  'glossEn',
  'evidence',
  'answerType',
  'naAllowed',
  'maxPoints',
  'appliesTo',
  'scoring',
  'bands',
  'target',
  'derivedFrom',
  'rule',
  'legalBasis',
  'reference',
  'help',
] as const satisfies readonly (keyof Criterion)[];

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    // The kinds an item applies to have no order.
    return JSON.stringify(a.toSorted()) === JSON.stringify(b.toSorted());
  }
  return a === b;
}

interface Pair {
  readonly left: Criterion;
  readonly right: Criterion;
  readonly matchedBy: NonNullable<ComparedCriterion['matchedBy']>;
  readonly match: PersonsMatch | null;
}

/**
 * `lineage` gives an item's forebears, the nearest first: two items with one in common were copied from each other or
 * from the same one.
 */
function pairUp(
  left: readonly Criterion[],
  right: readonly Criterion[],
  matches: readonly PersonsMatch[],
  lineage: (id: string) => readonly string[],
): Pair[] {
  const openLeft = new Map(left.map((item) => [item.id, item]));
  const openRight = new Map(right.map((item) => [item.id, item]));
  const pairs: Pair[] = [];
  const pair = (
    one: Criterion,
    other: Criterion,
    matchedBy: Pair['matchedBy'],
    match: PersonsMatch | null = null,
  ) => {
    openLeft.delete(one.id);
    openRight.delete(other.id);
    pairs.push({ left: one, right: other, matchedBy, match });
  };

  for (const match of matches) {
    const ends = [match.criterionId, match.otherCriterionId];
    const one = ends.map((id) => openLeft.get(id)).find((item) => item !== undefined);
    const other = ends.map((id) => openRight.get(id)).find((item) => item !== undefined);
    if (one !== undefined && other !== undefined) pair(one, other, 'person', match);
  }

  const family = (item: Criterion) => [item.id, ...lineage(item.id)];
  const kinOf = (item: Criterion): Criterion[] => {
    const own = new Set(family(item));
    return [...openLeft.values()].filter((one) => family(one).some((id) => own.has(id)));
  };
  const withLineage = right.map((item) => ({ item, kin: kinOf(item) }));
  // The same words: the copy of the item first, then the one with the same code, then whichever comes first.
  for (const { item, kin } of withLineage) {
    if (!openRight.has(item.id)) continue;
    const one = kin.find((candidate) => openLeft.has(candidate.id) && candidate.digest === item.digest);
    if (one !== undefined) pair(one, item, 'digest');
  }
  for (const sameCode of [true, false]) {
    for (const item of openRight.values()) {
      const one = [...openLeft.values()].find(
        (candidate) => candidate.digest === item.digest && (!sameCode || candidate.code === item.code),
      );
      if (one !== undefined) pair(one, item, 'digest');
    }
  }
  for (const { item, kin } of withLineage) {
    if (!openRight.has(item.id)) continue;
    const one = kin.find((candidate) => openLeft.has(candidate.id));
    if (one !== undefined) pair(one, item, 'copy');
  }
  return pairs;
}

function differing(pair: Pair, keyOf: (domainId: string) => string): string[] {
  const { left, right } = pair;
  return [
    ...placeFields.filter((field) =>
      field === 'code' ? left.code !== right.code : keyOf(left.domainId) !== keyOf(right.domainId),
    ),
    ...contentFields.filter((field) => !same(left[field], right[field])),
  ];
}

function stateOf(fields: readonly string[]): ComparedCriterion['state'] {
  if (fields.length === 0) return 'same';
  return fields.every((field) => (placeFields as readonly string[]).includes(field)) ? 'moved' : 'changed';
}

export function isComparable(pair: {
  readonly left: Pick<Criterion, 'digest'>;
  readonly right: Pick<Criterion, 'digest'>;
  readonly matchedBy: ComparedCriterion['matchedBy'];
}): boolean {
  return pair.matchedBy === 'person' || pair.left.digest === pair.right.digest;
}

/** Items of both sides stand in the order of their tree; a removed one behind what it stood behind. */
export function compareSets(
  left: ComparedSide,
  right: ComparedSide,
  matches: readonly PersonsMatch[],
  lineage: (id: string) => readonly string[],
): Comparison {
  const keys = new Map([...left.domains, ...right.domains].map((domain) => [domain.id, domain.key]));
  const keyOf = (domainId: string) => keys.get(domainId) ?? domainId;
  const pairs = pairUp(left.items, right.items, matches, lineage);
  const byRight = new Map(pairs.map((pair) => [pair.right.id, pair]));
  const byLeft = new Map(pairs.map((pair) => [pair.left.id, pair]));

  const lines: { readonly key: string; readonly line: ComparedCriterion }[] = right.items.map((item) => {
    const pair = byRight.get(item.id);
    const fields = pair === undefined ? [] : differing(pair, keyOf);
    return {
      key: keyOf(item.domainId),
      line: {
        state: pair === undefined ? 'added' : stateOf(fields),
        left: pair?.left ?? null,
        right: item,
        differing: fields,
        matchedBy: pair?.matchedBy ?? null,
        matchId: pair?.match?.id ?? null,
        matchRev: pair?.match?.rev ?? null,
        comparable: pair !== undefined && isComparable(pair),
      },
    };
  });
  left.items.forEach((item, index) => {
    if (byLeft.has(item.id)) return;
    const key = keyOf(item.domainId);
    const before = left.items.slice(0, index).findLast((one) => one.domainId === item.domainId);
    let at = lines.findIndex((entry) => entry.key === key);
    if (before !== undefined) {
      const place = lines.findIndex((entry) => entry.line.left?.id === before.id && entry.key === key);
      if (place >= 0) at = place + 1;
    }
    const line: ComparedCriterion = {
      state: 'removed',
      left: item,
      right: null,
      differing: [],
      matchedBy: null,
      matchId: null,
      matchRev: null,
      comparable: false,
    };
    lines.splice(at < 0 ? lines.length : at, 0, { key, line });
  });

  const names = new Map([...left.domains, ...right.domains].map((domain) => [domain.key, domain.name]));
  const order = [...new Set([...right.domains, ...left.domains].map((domain) => domain.key))];
  return {
    groups: order
      .map((domainKey) => ({
        domainKey,
        domainName: names.get(domainKey) ?? domainKey,
        items: lines.filter((entry) => entry.key === domainKey).map((entry) => entry.line),
      }))
      .filter((group) => group.items.length > 0),
    comparablePoints: lines.reduce(
      (sum, { line }) => sum + (line.comparable ? (line.right?.maxPoints ?? 0) : 0),
      0,
    ),
    maxPoints: right.items.reduce((sum, item) => sum + item.maxPoints, 0),
  };
}
