/**
 * The reform index in numbers: sums of an agency's scores, rescaling where nobody is surveyed, bonus and deduction
 * outside the maximum, ranks with ties, grades, and what keeps a set from leaving its draft. Whole hundredths throughout,
 * halves up; knows no table.
 */
import type { IndexItem, IndexSet, IndexSetFault, IndexStatus, IndexTotals } from '../contract/par-index.ts';
import type { GradeBand } from '../contract/settings.ts';
import { fraction, roundHalfUp } from './rational.ts';

export type RuleItem = Pick<
  IndexItem,
  'id' | 'parentId' | 'ordinal' | 'level' | 'code' | 'maxPoints' | 'method' | 'effect'
>;
export type RuleSet = Pick<IndexSet, 'maxPoints' | 'hasSurvey'>;
export interface ScorePoints {
  readonly itemId: string;
  readonly selfPoints: number | null;
  readonly verifiedPoints: number | null;
  readonly surveyPoints: number | null;
}

// ── The tree ─────────────────────────────────────────────────────────────────────────────────────────────

export interface IndexTree<T extends RuleItem> {
  readonly roots: readonly T[];
  readonly childrenOf: (id: string) => readonly T[];
  /** Only these are scored. */
  readonly leaves: readonly T[];
  /** As it is printed: every item before its children. */
  readonly inOrder: readonly T[];
}

export function indexTree<T extends RuleItem>(items: readonly T[]): IndexTree<T> {
  const known = new Set(items.map(({ id }) => id));
  const below = Map.groupBy(items, ({ parentId }) =>
    parentId !== null && known.has(parentId) ? parentId : null,
  );
  const sorted = new Map(
    [...below].map(([parentId, children]) => [
      parentId,
      children.toSorted((a, b) => a.ordinal - b.ordinal || (a.code < b.code ? -1 : 1)),
    ]),
  );
  const childrenOf = (id: string | null) => sorted.get(id) ?? [];
  const inOrder: T[] = [];
  const walk = (item: T) => {
    inOrder.push(item);
    for (const child of childrenOf(item.id)) walk(child);
  };
  for (const root of childrenOf(null)) walk(root);
  return {
    roots: childrenOf(null),
    childrenOf,
    leaves: inOrder.filter(({ id }) => childrenOf(id).length === 0),
    inOrder,
  };
}

/** The level below; null: nothing stands below it. */
export function levelBelow(level: IndexItem['level'] | null): IndexItem['level'] | null {
  if (level === null) return 'field';
  return level === 'field' ? 'criterion' : level === 'criterion' ? 'sub_criterion' : null;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

// ── Sums and totals ──────────────────────────────────────────────────────────────────────────────────────

/** What all agencies of a set share; made once, however many they are. */
export interface IndexShape {
  readonly set: RuleSet;
  readonly selfMax: number;
  readonly surveyMax: number;
  readonly selfLeaves: number;
  readonly surveyLeaves: number;
  /** Leaves that are scored at all, bonus and deduction among them. */
  readonly leaves: number;
  /** Bonus and deduction: their trees, capped group by group. */
  readonly adjustments: readonly Adjustment[];
  /** The most that may stand above the set's maximum. */
  readonly bonusLimit: number;
}

interface Adjustment {
  readonly id: string;
  readonly effect: 'bonus' | 'deduction';
  readonly maxPoints: number;
  /** None: a leaf. */
  readonly children: readonly Adjustment[];
}

export function shapeOf(set: RuleSet, items: readonly RuleItem[]): IndexShape {
  const tree = indexTree(items);
  const counted = tree.leaves.filter(({ effect }) => effect === 'points');
  const self = counted.filter(({ method }) => method === 'self');
  const survey = set.hasSurvey ? counted.filter(({ method }) => method === 'survey') : [];
  const adjustment = (item: RuleItem, effect: Adjustment['effect']): Adjustment => ({
    id: item.id,
    effect,
    maxPoints: item.maxPoints,
    children: tree
      .childrenOf(item.id)
      .filter((child) => child.effect === effect)
      .map((child) => adjustment(child, effect)),
  });
  const byId = new Map(items.map((item) => [item.id, item]));
  const adjustments = tree.inOrder.flatMap((item) => {
    const { effect, parentId } = item;
    if (effect === 'points') return [];
    const parent = parentId === null ? undefined : byId.get(parentId);
    return parent?.effect === effect ? [] : [adjustment(item, effect)];
  });
  const bonuses = adjustments.filter(({ effect }) => effect === 'bonus');
  return {
    set,
    selfMax: sumOf(self.map(({ maxPoints }) => maxPoints)),
    surveyMax: sumOf(survey.map(({ maxPoints }) => maxPoints)),
    selfLeaves: self.length,
    surveyLeaves: survey.length,
    leaves: self.length + survey.length + tree.leaves.filter(({ effect }) => effect !== 'points').length,
    adjustments,
    bonusLimit: sumOf(bonuses.map((one) => capped(one, ({ maxPoints }) => maxPoints))),
  };
}

/** A group gives no more than its own maximum, whatever stands below it. */
function capped(adjustment: Adjustment, pointsOf: (leaf: Adjustment) => number): number {
  const { children, maxPoints } = adjustment;
  if (children.length === 0) return Math.min(pointsOf(adjustment), maxPoints);
  return Math.min(sumOf(children.map((child) => capped(child, pointsOf))), maxPoints);
}

/** An agency's raw sums: by SQL for many agencies at once, or by `sumsOf` for one. Of leaves of effect `points`. */
export interface IndexSums {
  readonly selfPoints: number;
  readonly verifiedPoints: number;
  readonly verifiedCount: number;
  /** Verified, where that lacks what the agency claims. */
  readonly provisionalPoints: number;
  readonly surveyPoints: number;
  readonly surveyCount: number;
  /** What is there of bonus and deduction. */
  readonly adjustments: readonly Omit<ScorePoints, 'surveyPoints'>[];
}

export function sumsOf(items: readonly RuleItem[], scores: readonly ScorePoints[]): IndexSums {
  const leaves = new Map(indexTree(items).leaves.map((leaf) => [leaf.id, leaf]));
  const known = scores.flatMap((score) => {
    const leaf = leaves.get(score.itemId);
    return leaf === undefined ? [] : [{ leaf, score }];
  });
  const counted = known.filter(({ leaf }) => leaf.effect === 'points');
  const self = counted.filter(({ leaf }) => leaf.method === 'self').map(({ score }) => score);
  const survey = counted.filter(({ leaf }) => leaf.method === 'survey').map(({ score }) => score);
  return {
    selfPoints: sumOf(self.map(({ selfPoints }) => selfPoints ?? 0)),
    verifiedPoints: sumOf(self.map(({ verifiedPoints }) => verifiedPoints ?? 0)),
    verifiedCount: self.filter(({ verifiedPoints }) => verifiedPoints !== null).length,
    provisionalPoints: sumOf(self.map(({ selfPoints, verifiedPoints }) => verifiedPoints ?? selfPoints ?? 0)),
    surveyPoints: sumOf(survey.map(({ surveyPoints }) => surveyPoints ?? 0)),
    surveyCount: survey.filter(({ surveyPoints }) => surveyPoints !== null).length,
    adjustments: known.filter(({ leaf }) => leaf.effect !== 'points').map(({ score }) => score),
  };
}

/**
 * Points out of the set's maximum. Where nobody is surveyed, what is verified counts for the whole maximum. Bonus and
 * deduction come after that: never below nothing, never above the maximum and the whole bonus. The figure that is
 * printed is the figure that ranks, so two decimals decide.
 */
export function totalsFrom(shape: IndexShape, sums: IndexSums): IndexTotals {
  const { set, selfMax } = shape;
  const surveyMax = set.hasSurvey ? shape.surveyMax : 0;
  const surveyPoints = set.hasSurvey ? sums.surveyPoints : 0;
  const points = new Map(
    sums.adjustments.map(({ itemId, selfPoints, verifiedPoints }) => [
      itemId,
      verifiedPoints ?? selfPoints ?? 0,
    ]),
  );
  const adjusted = (effect: Adjustment['effect']) =>
    sumOf(
      shape.adjustments
        .filter((one) => one.effect === effect)
        .map((one) => capped(one, ({ id }) => points.get(id) ?? 0)),
    );
  const bonus = adjusted('bonus');
  const deduction = adjusted('deduction');
  const whole = (achieved: number): number => {
    const most = selfMax + surveyMax;
    const base =
      set.hasSurvey || most === 0
        ? achieved
        : roundHalfUp(fraction(BigInt(achieved) * BigInt(set.maxPoints), most));
    return Math.min(Math.max(0, base + bonus - deduction), set.maxPoints + shape.bonusLimit);
  };
  const claimed = sums.adjustments.filter(
    ({ selfPoints, verifiedPoints }) => selfPoints !== null && verifiedPoints === null,
  ).length;
  const missing =
    shape.selfLeaves -
    sums.verifiedCount +
    (set.hasSurvey ? shape.surveyLeaves - sums.surveyCount : 0) +
    claimed;
  const provisional = whole(sums.provisionalPoints + surveyPoints);
  const total = missing > 0 ? null : provisional;
  return {
    selfPoints: sums.selfPoints,
    selfMax,
    verifiedPoints: sums.verifiedPoints,
    verifiedMax: selfMax,
    surveyPoints,
    surveyMax,
    bonus,
    deduction,
    total,
    provisional,
    share: shareOf(provisional, set.maxPoints),
    missing,
  };
}

export function totalsOf(
  set: RuleSet,
  items: readonly RuleItem[],
  scores: readonly ScorePoints[],
): IndexTotals {
  return totalsFrom(shapeOf(set, items), sumsOf(items, scores));
}

/** Hundredths of a percent; nothing of nothing is nothing. */
export function shareOf(points: number, max: number): number {
  return max <= 0 ? 0 : roundHalfUp(fraction(BigInt(points) * 10_000n, max));
}

/** What a group has in all, of its own effect: claimed, achieved (verified or surveyed), at most. */
export function groupSums(
  items: readonly RuleItem[],
  scores: readonly ScorePoints[],
  hasSurvey: boolean,
): ReadonlyMap<string, { readonly self: number; readonly verified: number; readonly max: number }> {
  const tree = indexTree(items);
  const byItem = new Map(scores.map((score) => [score.itemId, score]));
  const sums = new Map<string, { self: number; verified: number; max: number }>();
  const collect = (item: RuleItem) => {
    const children = tree.childrenOf(item.id);
    const own = { self: 0, verified: 0, max: 0 };
    if (children.length === 0) {
      const score = byItem.get(item.id);
      if (item.method === 'self') {
        own.self = score?.selfPoints ?? 0;
        own.verified = score?.verifiedPoints ?? 0;
        own.max = item.maxPoints;
      } else if (hasSurvey) {
        own.verified = score?.surveyPoints ?? 0;
        own.max = item.maxPoints;
      }
    }
    for (const child of children) {
      const below = collect(child);
      if (child.effect !== item.effect) continue;
      own.self += below.self;
      own.verified += below.verified;
      own.max += below.max;
    }
    sums.set(item.id, own);
    return own;
  };
  for (const root of tree.roots) collect(root);
  return sums;
}

// ── Ranks and grades ─────────────────────────────────────────────────────────────────────────────────────

/** Highest first; equals share a rank and the next one counts them all (1, 2, 2, 4). `first` orders equals. */
export function ranked<T>(
  rows: readonly T[],
  pointsOf: (row: T) => number,
  first: (a: T, b: T) => number = () => 0,
): readonly { readonly row: T; readonly rank: number }[] {
  const sorted = rows.toSorted((a, b) => pointsOf(b) - pointsOf(a) || first(a, b));
  let rank = 0;
  return sorted.map((row, index) => {
    const before = sorted[index - 1];
    if (before === undefined || pointsOf(before) !== pointsOf(row)) rank = index + 1;
    return { row, rank };
  });
}

/** The highest band that the share reaches; null where the bands do not go down to it. */
export function gradeOf(bands: readonly GradeBand[], share: number): string | null {
  return bands.toSorted((a, b) => b.from - a.from).find(({ from }) => share >= from)?.name ?? null;
}

// ── Faults of a set ──────────────────────────────────────────────────────────────────────────────────────

/** Downwards without a repetition, and everything has a grade. */
export function bandsAreSound(bands: readonly GradeBand[]): boolean {
  const names = new Set(bands.map(({ name }) => name.trim().toLocaleLowerCase('vi')));
  return (
    bands.length > 0 &&
    names.size === bands.length &&
    bands.at(-1)?.from === 0 &&
    bands.every(({ from }, index) => index === 0 || (bands[index - 1]?.from ?? 0) > from)
  );
}

/**
 * Items that are surveyed stay in the set where nobody is surveyed this year: the maxima add up with them, and what is
 * verified is rescaled. Bonus and deduction stand outside of every sum.
 */
export function setFaults(
  set: RuleSet & Pick<IndexSet, 'bands'>,
  items: readonly RuleItem[],
): IndexSetFault[] {
  const faults: IndexSetFault[] = [];
  const fault = (
    code: IndexSetFault['code'],
    item: RuleItem | null = null,
    found: number | null = null,
    expected: number | null = null,
  ) => faults.push({ code, itemId: item?.id ?? null, itemCode: item?.code ?? null, found, expected });
  if (!bandsAreSound(set.bands)) fault('bands');
  const tree = indexTree(items);
  if (!tree.leaves.some(({ effect }) => effect === 'points')) fault('no_items');
  else {
    const found = sumOf(
      tree.roots.filter(({ effect }) => effect === 'points').map(({ maxPoints }) => maxPoints),
    );
    if (found !== set.maxPoints) fault('total_differs', null, found, set.maxPoints);
  }
  for (const item of tree.inOrder) {
    const children = tree.childrenOf(item.id);
    if (children.length === 0) {
      if (item.level === 'field') fault('empty_parent', item);
      else if (item.maxPoints === 0) fault('no_leaf_max', item, 0);
      continue;
    }
    const own = children.filter(({ effect }) => effect === item.effect);
    // A group of bonuses may state less than all of them together: that is its cap.
    if (item.effect !== 'points') continue;
    const found = sumOf(own.map(({ maxPoints }) => maxPoints));
    if (found !== item.maxPoints) fault('children_differ', item, found, item.maxPoints);
  }
  const counted = tree.leaves.filter(({ effect }) => effect === 'points');
  if (counted.length > 0 && set.hasSurvey && !counted.some(({ method }) => method === 'survey')) {
    fault('survey_without');
  }
  // Nothing is left that could be rescaled.
  const [surveyed] = counted;
  if (surveyed !== undefined && !set.hasSurvey && !counted.some(({ method }) => method === 'self')) {
    fault('survey_without', surveyed);
  }
  return faults;
}

// ── States ───────────────────────────────────────────────────────────────────────────────────────────────

const order: readonly IndexStatus[] = ['draft', 'scoring', 'verifying', 'closed'];

/** One step on, or one step back. */
export function mayMove(from: IndexStatus, to: IndexStatus): boolean {
  return Math.abs(order.indexOf(from) - order.indexOf(to)) === 1;
}
export function isStepOn(from: IndexStatus, to: IndexStatus): boolean {
  return order.indexOf(to) > order.indexOf(from);
}

/** Whose column may be written in which state. */
export function mayScore(status: IndexStatus, what: 'self' | 'verified' | 'survey'): boolean {
  if (status === 'verifying') return true;
  return status === 'scoring' && what !== 'verified';
}

/** A self-score needs named evidence, else a written explanation. */
export function isUnsupported(
  item: Pick<IndexItem, 'evidenceRequired'>,
  score: {
    readonly selfPoints: number | null;
    readonly selfEvidence: string | null;
    readonly selfExplanation: string | null;
  } | null,
): boolean {
  if (!item.evidenceRequired || score === null || score.selfPoints === null) return false;
  return (score.selfEvidence ?? '').trim() === '' && (score.selfExplanation ?? '').trim() === '';
}
