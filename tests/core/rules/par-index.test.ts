// The arithmetic of the reform index, held against an oracle that computes with fractions of its own and knows no tree.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandsAreSound,
  gradeOf,
  groupSums,
  indexTree,
  isUnsupported,
  mayMove,
  mayScore,
  ranked,
  type RuleItem,
  type ScorePoints,
  setFaults,
  shapeOf,
  sumsOf,
  totalsFrom,
  totalsOf,
} from '../../../core/rules/par-index.ts';
import {
  apportion,
  STARTER_MAX,
  STARTER_SURVEY,
  starterItems,
} from '../../../core/rules/par-index-starter.ts';
import { starter } from '../../../main/samples/starter.ts';

const bands = [
  { from: 9000, name: 'Xuất sắc' },
  { from: 8000, name: 'Tốt' },
  { from: 0, name: 'Khác' },
];
function item(code: string, maxPoints: number, more: Partial<RuleItem> = {}): RuleItem {
  const steps = code.split('.');
  return {
    id: code,
    parentId: steps.length === 1 ? null : steps.slice(0, -1).join('.'),
    ordinal: Number(steps.at(-1)),
    level: (['field', 'criterion', 'sub_criterion'] as const)[steps.length - 1] ?? 'sub_criterion',
    code,
    maxPoints,
    method: 'self',
    effect: 'points',
    ...more,
  };
}
const score = (
  itemId: string,
  self: number | null,
  verified: number | null,
  survey: number | null = null,
) => ({
  itemId,
  selfPoints: self,
  verifiedPoints: verified,
  surveyPoints: survey,
});

/** A whole set by its leaves: field → leaves. Groups are summed by hand, so that the set has no fault. */
const items = [
  item('1', 600),
  item('1.1', 400),
  item('1.1.1', 150),
  item('1.1.2', 250),
  item('1.2', 200),
  item('2', 400),
  item('2.1', 100),
  item('2.2', 300, { method: 'survey' }),
  item('9', 150, { effect: 'bonus' }),
  item('9.1', 100, { effect: 'bonus' }),
  item('9.2', 100, { effect: 'bonus' }),
  item('10', 50, { effect: 'deduction' }),
  item('10.1', 50, { effect: 'deduction' }),
];
const set = { maxPoints: 1000, hasSurvey: true };

describe('totals', () => {
  const all = [
    score('1.1.1', 150, 100),
    score('1.1.2', 250, 250),
    score('1.2', 200, 150),
    score('2.1', 100, 80),
    score('2.2', null, null, 240),
  ];
  test('sum what is verified and surveyed; what lacks is counted, and the total waits for it', () => {
    expect(totalsOf(set, items, all)).toEqual({
      selfPoints: 700,
      selfMax: 700,
      verifiedPoints: 580,
      verifiedMax: 700,
      surveyPoints: 240,
      surveyMax: 300,
      bonus: 0,
      deduction: 0,
      total: 820,
      provisional: 820,
      share: 8200,
      missing: 0,
    });
    const open = totalsOf(set, items, [score('1.1.1', 150, null), score('2.1', 100, 80)]);
    expect(open).toMatchObject({ total: null, provisional: 230, missing: 4, share: 2300 });
    expect(totalsOf(set, items, [])).toMatchObject({ total: null, provisional: 0, missing: 5 });
  });
  test('without a survey what is verified counts for the whole maximum; the surveyed items stay in the set', () => {
    const unsurveyed = { maxPoints: 1000, hasSurvey: false };
    // 580 of 700 → 828.57… of 1000.
    expect(totalsOf(unsurveyed, items, all)).toMatchObject({
      total: 829,
      surveyPoints: 0,
      surveyMax: 0,
      missing: 0,
    });
    // Full marks are the whole maximum, never a hundredth more or less.
    const full = items.filter(({ effect, method }) => effect === 'points' && method === 'self');
    const best = full.map(({ id, maxPoints }) => score(id, null, maxPoints));
    expect(totalsOf(unsurveyed, items, best).total).toBe(1000);
  });
  test('bonus and deduction come after, capped by their group, never below nothing nor above maximum and bonus', () => {
    const bonus = [score('9.1', 100, 100), score('9.2', 100, 100)];
    expect(totalsOf(set, items, [...all, ...bonus])).toMatchObject({ bonus: 150, total: 970 });
    const best = items
      .filter(({ effect, id }) => effect === 'points' && indexTree(items).childrenOf(id).length === 0)
      .map(({ id, maxPoints, method }) =>
        method === 'self' ? score(id, null, maxPoints) : score(id, null, null, maxPoints),
      );
    expect(totalsOf(set, items, [...best, ...bonus])).toMatchObject({ total: 1150, share: 11_500 });
    const nothing = best.map((one) => ({
      ...one,
      verifiedPoints: one.verifiedPoints && 0,
      surveyPoints: one.surveyPoints && 0,
    }));
    expect(totalsOf(set, items, [...nothing, score('10.1', null, 50)])).toMatchObject({
      deduction: 50,
      total: 0,
    });
  });
  test('a bonus that is claimed and not verified keeps the total open; one that nobody claims does not', () => {
    expect(totalsOf(set, items, [...all, score('9.1', 50, null)])).toMatchObject({
      total: null,
      missing: 1,
      provisional: 870,
    });
    expect(totalsOf(set, items, [...all, score('9.1', null, null)]).total).toBe(820);
  });
  test('a group shows what is below it, of its own effect', () => {
    const sums = groupSums(items, all, true);
    expect(sums.get('1.1')).toEqual({ self: 400, verified: 350, max: 400 });
    expect(sums.get('2')).toEqual({ self: 100, verified: 320, max: 400 });
    expect(groupSums(items, all, false).get('2')).toEqual({ self: 100, verified: 80, max: 100 });
    expect(groupSums(items, [score('9.1', 100, 40)], true).get('9')).toEqual({
      self: 100,
      verified: 40,
      max: 200,
    });
  });
});

// ── An oracle with fractions of its own ──────────────────────────────────────────────────────────────────

interface OracleLeaf {
  readonly id: string;
  readonly max: number;
  readonly kind: 'self' | 'survey' | 'bonus' | 'deduction';
}
/** Rounds half up in decimal text, by long division: no shared code with the rules. */
function divideHalfUp(top: bigint, bottom: bigint): number {
  const tenths = (top * 10n) / bottom;
  return Number(tenths / 10n) + (tenths % 10n >= 5n ? 1 : 0);
}
function oracle(
  max: number,
  hasSurvey: boolean,
  leaves: readonly OracleLeaf[],
  scores: ReadonlyMap<string, ScorePoints>,
) {
  let [achieved, most, missing, bonus, deduction, bonusLimit] = [0, 0, 0, 0, 0, 0];
  for (const { id, max: leafMax, kind } of leaves) {
    const one = scores.get(id);
    if (kind === 'self') {
      most += leafMax;
      if (one?.verifiedPoints == null) missing += 1;
      achieved += one?.verifiedPoints ?? one?.selfPoints ?? 0;
    } else if (kind === 'survey') {
      if (!hasSurvey) continue;
      most += leafMax;
      if (one?.surveyPoints == null) missing += 1;
      achieved += one?.surveyPoints ?? 0;
    } else {
      const points = one?.verifiedPoints ?? one?.selfPoints ?? 0;
      if (one !== undefined && one.selfPoints !== null && one.verifiedPoints === null) missing += 1;
      if (kind === 'bonus') [bonus, bonusLimit] = [bonus + points, bonusLimit + leafMax];
      else deduction += points;
    }
  }
  const base =
    hasSurvey || most === 0 ? achieved : divideHalfUp(BigInt(achieved) * BigInt(max), BigInt(most));
  let total = base + bonus - deduction;
  if (total < 0) total = 0;
  if (total > max + bonusLimit) total = max + bonusLimit;
  return { total: missing > 0 ? null : total, provisional: total, missing, bonus, deduction };
}

const generated = fc
  .array(
    fc.record({
      max: fc.integer({ min: 1, max: 900 }),
      kind: fc.constantFrom('self', 'self', 'self', 'survey', 'bonus', 'deduction'),
      deep: fc.boolean(),
      self: fc.integer({ min: 0, max: 1000 }),
      verified: fc.integer({ min: 0, max: 1000 }),
      has: fc.record({ row: fc.boolean(), self: fc.boolean(), verified: fc.boolean() }),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map((rows) => {
    const tree: RuleItem[] = [];
    const leaves: OracleLeaf[] = [];
    const scores: ScorePoints[] = [];
    rows.forEach((row, index) => {
      const number = String(index + 1);
      const kind = row.kind as OracleLeaf['kind'];
      const effect = kind === 'bonus' || kind === 'deduction' ? kind : 'points';
      const method = kind === 'survey' ? 'survey' : 'self';
      const path = row.deep ? [number, `${number}.1`, `${number}.1.1`] : [number, `${number}.1`];
      for (const code of path) tree.push(item(code, row.max, { effect, method, ordinal: index + 1 }));
      const id = path.at(-1) ?? number;
      leaves.push({ id, max: row.max, kind });
      if (!row.has.row) return;
      const self = row.has.self ? Math.min(row.self, row.max) : null;
      const verified = row.has.verified ? Math.min(row.verified, row.max) : null;
      scores.push(method === 'survey' ? score(id, null, null, verified) : score(id, self, verified));
    });
    return { tree, leaves, scores };
  });

describe('properties', () => {
  test('totals are those of the oracle, whatever the tree, the scores and their order', () => {
    fc.assert(
      fc.property(
        generated,
        fc.boolean(),
        fc.integer({ min: 1, max: 20_000 }),
        fc.nat(),
        ({ tree, leaves, scores }, hasSurvey, maxPoints, turn) => {
          const turned = [
            ...scores.slice(turn % (scores.length + 1)),
            ...scores.slice(0, turn % (scores.length + 1)),
          ];
          const expected = oracle(
            maxPoints,
            hasSurvey,
            leaves,
            new Map(scores.map((one) => [one.itemId, one])),
          );
          const totals = totalsOf({ maxPoints, hasSurvey }, tree.toReversed(), turned);
          expect(totals).toMatchObject(expected);
          expect(totals.share).toBe(divideHalfUp(BigInt(totals.provisional) * 10_000n, BigInt(maxPoints)));
          // Made once for all agencies, it is the same.
          expect(totalsFrom(shapeOf({ maxPoints, hasSurvey }, tree), sumsOf(tree, scores))).toEqual(totals);
        },
      ),
      { numRuns: 500 },
    );
  });
  test('a point more never lowers the total', () => {
    fc.assert(
      fc.property(generated, fc.boolean(), fc.nat(), ({ tree, leaves, scores }, hasSurvey, at) => {
        const chosen = scores[at % Math.max(1, scores.length)];
        const leaf = leaves.find(({ id }) => id === chosen?.itemId);
        if (chosen === undefined || leaf === undefined || leaf.kind === 'deduction') return;
        const key = leaf.kind === 'survey' ? 'surveyPoints' : 'verifiedPoints';
        const before = { ...chosen, [key]: chosen[key] ?? 0 };
        if ((before[key] ?? 0) >= leaf.max) return;
        const after = { ...before, [key]: (before[key] ?? 0) + 1 };
        const total = (one: ScorePoints) =>
          totalsOf(
            { maxPoints: 10_000, hasSurvey },
            tree,
            scores.map((old) => (old === chosen ? one : old)),
          ).provisional;
        expect(total(after)).toBeGreaterThanOrEqual(total(before));
      }),
    );
  });
  test('ranks: one more than those that are better, whoever is equal (1, 2, 2, 4)', () => {
    expect(ranked([90, 95, 90, 80], (value) => value).map(({ row, rank }) => [row, rank])).toEqual([
      [95, 1],
      [90, 2],
      [90, 2],
      [80, 4],
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), (values) => {
        for (const { row, rank } of ranked(values, (value) => value)) {
          expect(rank).toBe(1 + values.filter((value) => value > row).length);
        }
      }),
    );
  });
  test('the points of a grade are those of its band', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), (share) => {
        const expected = share >= 9000 ? 'Xuất sắc' : share >= 8000 ? 'Tốt' : 'Khác';
        expect(gradeOf(bands.toReversed(), share)).toBe(expected);
      }),
    );
    expect(gradeOf([{ from: 5000, name: 'Đạt' }], 4999)).toBeNull();
  });
});

describe('a set', () => {
  const faults = (changed: readonly RuleItem[], of = set, own = bands) =>
    setFaults({ ...of, bands: own }, changed);
  const changed = (code: string, more: Partial<RuleItem>) =>
    items.map((one) => (one.code === code ? { ...one, ...more } : one));
  test('whose maxima add up has no fault, with or without the survey', () => {
    expect(faults(items)).toEqual([]);
    expect(faults(items, { maxPoints: 1000, hasSurvey: false })).toEqual([]);
  });
  test('is told where its maxima do not add up, what was found and what should be', () => {
    expect(faults(changed('1.1.2', { maxPoints: 200 }))).toEqual([
      { code: 'children_differ', itemId: '1.1', itemCode: '1.1', found: 350, expected: 400 },
    ]);
    expect(faults(items, { maxPoints: 10_000, hasSurvey: true })).toEqual([
      { code: 'total_differs', itemId: null, itemCode: null, found: 1000, expected: 10_000 },
    ]);
    // Bonus and deduction are outside of every sum; a group of bonuses may cap what is below it.
    expect(faults(changed('9', { maxPoints: 120 }))).toEqual([]);
  });
  test('is told what is empty, worth nothing, surveyed by nobody, or without grades', () => {
    const codes = (list: readonly RuleItem[], of = set, own = bands) =>
      faults(list, of, own).map(({ code }) => code);
    expect(codes([])).toEqual(['no_items']);
    expect(codes([...items, item('3', 0)])).toEqual(['empty_parent']);
    expect(codes([...items, item('2.3', 0)])).toEqual(['no_leaf_max']);
    expect(codes(changed('2.2', { method: 'self' }))).toEqual(['survey_without']);
    const surveyOnly = [item('1', 1000), item('1.1', 1000, { method: 'survey' })];
    expect(codes(surveyOnly, { maxPoints: 1000, hasSurvey: false })).toEqual(['survey_without']);
    expect(codes(items, set, [])).toEqual(['bands']);
  });
  test('grades go down without a repetition to nothing', () => {
    expect(bandsAreSound(bands)).toBe(true);
    expect(bandsAreSound(bands.toReversed())).toBe(false);
    expect(bandsAreSound(bands.slice(0, 2))).toBe(false);
    expect(bandsAreSound([...bands.slice(0, 2), { from: 0, name: 'TỐT' }])).toBe(false);
  });
  test('moves one step on or back, and takes scores by its state', () => {
    expect(mayMove('draft', 'scoring')).toBe(true);
    expect(mayMove('draft', 'verifying')).toBe(false);
    expect(mayMove('closed', 'verifying')).toBe(true);
    expect(mayMove('closed', 'draft')).toBe(false);
    expect([mayScore('draft', 'self'), mayScore('scoring', 'self'), mayScore('scoring', 'verified')]).toEqual(
      [false, true, false],
    );
    expect([mayScore('verifying', 'verified'), mayScore('closed', 'survey')]).toEqual([true, false]);
  });
  test('a score needs evidence or an explanation where the item asks for it', () => {
    const asks = { evidenceRequired: true };
    const claim = { selfPoints: 0, selfEvidence: null, selfExplanation: ' ' };
    expect(isUnsupported(asks, claim)).toBe(true);
    expect(isUnsupported(asks, { ...claim, selfExplanation: 'Chưa làm' })).toBe(false);
    expect(isUnsupported(asks, { ...claim, selfEvidence: 'KH số 5' })).toBe(false);
    expect(isUnsupported({ evidenceRequired: false }, claim)).toBe(false);
    expect(isUnsupported(asks, { ...claim, selfPoints: null })).toBe(false);
  });
});

describe('the starter', () => {
  const { laterDomains, criteria } = starter();
  const proposed = starterItems(laterDomains, criteria);
  test('has seven fields in the words of the domains, 100 points, a survey of 31.50, and adds up', () => {
    const fields = proposed.filter(({ level }) => level === 'field');
    expect(fields.map(({ text }) => text)).toEqual(laterDomains.map(({ name }) => name));
    const tree: RuleItem[] = proposed.map((one, index) => ({
      ...one,
      id: one.code,
      parentId: one.parentCode,
      ordinal: index,
    }));
    expect(setFaults({ maxPoints: STARTER_MAX, hasSurvey: true, bands }, tree)).toEqual([]);
    const sum = (method: string) =>
      indexTree(tree)
        .leaves.filter((one) => one.method === method)
        .reduce((total, one) => total + one.maxPoints, 0);
    expect([sum('self'), sum('survey')]).toEqual([STARTER_MAX - STARTER_SURVEY, STARTER_SURVEY]);
  });
  test('names every group, offers every criterion of the inspection once, and scores in quarter points', () => {
    const leaves = proposed.filter(({ level }) => level === 'criterion');
    expect(leaves.filter(({ text }) => text.startsWith('Nhóm'))).toEqual([]);
    expect(leaves.flatMap(({ criterionCodes }) => criterionCodes)).toEqual(criteria.map(({ code }) => code));
    expect(leaves.filter(({ maxPoints }) => maxPoints % 25 !== 0 || maxPoints <= 0)).toEqual([]);
  });
  test('apportioning gives everything away and leaves nobody without', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 40, max: 400 }),
        (weights, units) => {
          const given = apportion(units * 25, weights);
          expect(given.reduce((sum, one) => sum + one, 0)).toBe(units * 25);
          expect(given.every((one) => one >= 25 && one % 25 === 0)).toBe(true);
          weights.forEach((weight, index) => {
            weights.forEach((other, at) => {
              if (weight > other) expect(given[index]).toBeGreaterThanOrEqual(given[at] ?? 0);
            });
          });
        },
      ),
    );
  });
});
