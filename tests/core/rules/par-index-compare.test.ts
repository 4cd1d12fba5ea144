// Two years of the index beside each other, held against an oracle that knows neither trees nor lineages.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareAgencies,
  coveredShare,
  leavesBelow,
  pairIndexItems,
  type PairedItem,
} from '../../../core/rules/par-index-compare.ts';
import { createLineage, type SuccessionLink } from '../../../core/rules/succession.ts';

function item(id: string, maxPoints: number, more: Partial<PairedItem> = {}): PairedItem {
  return {
    id,
    parentId: null,
    ordinal: 1,
    level: 'criterion',
    code: id,
    text: 'Nội dung',
    maxPoints,
    method: 'self',
    effect: 'points',
    ...more,
  };
}

// ── Items ────────────────────────────────────────────────────────────────────────────────────────────────

/** A year that copies the last one, and then changes: words, method, gone, new, matched by hand. */
const year = fc.array(
  fc.record({
    max: fc.integer({ min: 1, max: 500 }),
    otherMax: fc.integer({ min: 1, max: 500 }),
    fate: fc.constantFrom('same', 'reworded', 'measured', 'gone', 'new'),
    matched: fc.boolean(),
    effect: fc.constantFrom('points', 'points', 'points', 'bonus'),
  }),
  { minLength: 1, maxLength: 30 },
);

describe('items', () => {
  test('what counts is what was copied unchanged or confirmed by a person; it is never counted twice', () => {
    fc.assert(
      fc.property(year, fc.nat({ max: 3 }), (rows, generations) => {
        const older: PairedItem[] = [];
        const newer: PairedItem[] = [];
        const matches: { indexItemId: string; otherItemId: string }[] = [];
        const chain = new Map<string, string[]>();
        let [set, other, setMax, otherMax] = [0, 0, 0, 0];
        rows.forEach((row, index) => {
          const [before, now] = [`o${index}`, `n${index}`];
          const { effect } = row;
          const text = `Nội dung ${index}`;
          const counts = effect === 'points';
          if (row.fate !== 'new') {
            older.push(item(before, row.otherMax, { text, effect, ordinal: index }));
            if (counts) otherMax += row.otherMax;
          }
          if (row.fate !== 'gone') {
            newer.push(
              item(now, row.max, {
                text: row.fate === 'reworded' ? `${text} khác` : ` ${text}  `,
                method: row.fate === 'measured' ? 'survey' : 'self',
                effect,
                ordinal: index,
              }),
            );
            if (counts) setMax += row.max;
          }
          if (row.fate === 'new' || row.fate === 'gone') return;
          // Copied through some years that nobody looks at.
          const between = Array.from({ length: generations }, (_, step) => `x${index}-${step}`);
          chain.set(now, [...between, before]);
          if (row.matched) {
            matches.push(
              index % 2 === 0
                ? { indexItemId: now, otherItemId: before }
                : { indexItemId: before, otherItemId: now },
            );
          }
          if (counts && (row.fate === 'same' || row.matched)) {
            set += row.max;
            other += row.otherMax;
          }
        });
        const forebears = (id: string) => chain.get(id) ?? [];
        const pairs = pairIndexItems({ items: newer, others: older, matches, forebears });
        const counted = pairs.filter((pair) => pair.counted);
        expect(new Set(pairs.map((pair) => pair.item.id)).size).toBe(pairs.length);
        expect(new Set(pairs.map((pair) => pair.other.id)).size).toBe(pairs.length);
        expect(counted.reduce((sum, pair) => sum + pair.item.maxPoints, 0)).toBe(set);
        expect(counted.reduce((sum, pair) => sum + pair.other.maxPoints, 0)).toBe(other);
        const held = { hasSurvey: true };
        const share = (part: number, whole: number) =>
          whole === 0 ? 0 : Math.floor((part * 20_000 + whole) / (whole * 2));
        expect(
          coveredShare(
            held,
            newer,
            counted.map((pair) => pair.item),
          ),
        ).toBe(share(set, setMax));
        expect(
          coveredShare(
            held,
            older,
            counted.map((pair) => pair.other),
          ),
        ).toBe(share(other, otherMax));
        // Turned round, the same items are paired.
        const turned = pairIndexItems({ items: older, others: newer, matches, forebears });
        const keys = (list: typeof pairs, flip: boolean) =>
          list
            .map((pair) => `${flip ? pair.other.id : pair.item.id} ${String(pair.counted)} ${pair.by}`)
            .toSorted();
        expect(keys(turned, true)).toEqual(keys(pairs, false));
      }),
    );
  });

  test('a group that a person pairs counts as a whole, and nothing below or above it again', () => {
    const older = [
      item('1', 300, { level: 'field' }),
      item('1.1', 300, { parentId: '1' }),
      item('2', 200, { level: 'field' }),
      item('2.1', 200, { parentId: '2', text: 'Khác' }),
    ];
    const newer = [
      item('n1', 350, { level: 'field' }),
      item('n1.1', 350, { parentId: 'n1' }),
      item('n1.1.1', 150, { parentId: 'n1.1', level: 'sub_criterion' }),
      item('n1.1.2', 200, { parentId: 'n1.1', level: 'sub_criterion', ordinal: 2 }),
    ];
    const chain: Readonly<Record<string, string[]>> = { 'n1.1.1': ['1.1'], 'n1.1.2': ['2.1'] };
    const pairs = pairIndexItems({
      items: newer,
      others: older,
      matches: [
        { indexItemId: '1.1', otherItemId: 'n1.1' },
        { indexItemId: '1', otherItemId: 'n1' },
      ],
      forebears: (id) => chain[id] ?? [],
    });
    expect(pairs.map(({ item: one, other, by }) => [one.id, other.id, by])).toEqual([
      ['n1.1', '1.1', 'matched'],
    ]);
    expect(leavesBelow(newer, ['n1.1']).map(({ id }) => id)).toEqual(['n1.1.1', 'n1.1.2']);
    expect(leavesBelow(newer, ['n1.1.2', 'n1']).map(({ id }) => id)).toEqual(['n1.1.1', 'n1.1.2']);
  });

  test('a survey that is not held covers nothing and is covered by nothing', () => {
    const items = [item('a', 600), item('b', 400, { method: 'survey' })];
    expect(coveredShare({ hasSurvey: false }, items, items.slice(1))).toBe(0);
    expect(coveredShare({ hasSurvey: false }, items, items.slice(0, 1))).toBe(10_000);
    expect(coveredShare({ hasSurvey: true }, items, items.slice(0, 1))).toBe(6000);
  });
});

// ── Agencies ─────────────────────────────────────────────────────────────────────────────────────────────

/** Whole hundredths of a percent, halves up, without a rational in sight. */
const mean = (points: readonly number[], max: number) => {
  const top = BigInt(points.reduce((sum, one) => sum + one, 0)) * 10_000n;
  const bottom = BigInt(max) * BigInt(points.length);
  return Number((top * 2n + bottom) / (bottom * 2n));
};

describe('agencies', () => {
  test('merged ones are gathered under what they became, each once, however many steps lead there', () => {
    const merges = fc.array(fc.record({ from: fc.nat({ max: 11 }), to: fc.nat({ max: 11 }) }), {
      maxLength: 12,
    });
    const results = fc.array(fc.option(fc.integer({ min: 0, max: 700 }), { nil: null }), {
      minLength: 12,
      maxLength: 12,
    });
    const there = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(merges, results, results, there, there, (steps, now, before, isNew, isOld) => {
        // Only upwards, so that nobody becomes itself.
        const links: SuccessionLink[] = steps.flatMap(({ from, to }) =>
          from < to
            ? [
                {
                  predecessorId: `a${from}`,
                  successorId: `a${to}`,
                  relation: 'merge',
                  effectiveOn: '2025-07-01',
                },
              ]
            : [],
        );
        const year = (has: readonly boolean[], points: readonly (number | null)[]) => ({
          max: 700,
          entries: has.flatMap((known, index) =>
            known
              ? [{ agencyId: `a${index}`, agencyName: `Đơn vị ${index}`, points: points[index] ?? null }]
              : [],
          ),
        });
        const [newer, older] = [year(isNew, now), year(isOld, before)];
        const rows = compareAgencies(newer, older, createLineage(links), (id) => id);
        /** Everything that became it, by walking the steps until nothing is added. */
        const ancestors = (id: string): Set<string> => {
          const known = new Set<string>();
          for (let grown = true; grown;) {
            grown = false;
            for (const { predecessorId, successorId } of links) {
              if ((successorId === id || known.has(successorId ?? '')) && !known.has(predecessorId)) {
                known.add(predecessorId);
                grown = true;
              }
            }
          }
          return known;
        };
        const covered = new Set<string>();
        for (const { agencyId, points } of newer.entries) {
          const row = rows.find((one) => one.agencyId === agencyId);
          const from = older.entries.filter(
            (one) => one.agencyId === agencyId || ancestors(agencyId).has(one.agencyId),
          );
          for (const one of from) covered.add(one.agencyId);
          const known = from.map((one) => one.points);
          const whole = known.every((one) => one !== null);
          expect(row).toMatchObject({
            share: points === null ? null : mean([points], 700),
            otherShare:
              known.length > 0 && whole
                ? mean(
                    known.map((one) => one ?? 0),
                    700,
                  )
                : null,
          });
          expect(row?.gathered.toSorted()).toEqual(
            from
              .filter((one) => one.agencyId !== agencyId)
              .map((one) => one.agencyName)
              .toSorted(),
          );
        }
        // Nobody of the older year is lost, and nobody stands twice where no newer one took it in.
        const rest = older.entries.filter(({ agencyId }) => !covered.has(agencyId));
        const others = rows.slice(newer.entries.length);
        expect(others.every(({ share }) => share === null)).toBe(true);
        const told = others.flatMap((row) => [
          ...row.gathered,
          ...(rest.some(({ agencyId }) => agencyId === row.agencyId)
            ? [`Đơn vị ${row.agencyId.slice(1)}`]
            : []),
        ]);
        expect(told.toSorted()).toEqual(rest.map(({ agencyName }) => agencyName).toSorted());
      }),
      { numRuns: 300 },
    );
  });
  test('a part that was handed over gathers nothing', () => {
    const links: SuccessionLink[] = [
      { predecessorId: 'a', successorId: 'b', relation: 'transfer_part', effectiveOn: '2025-01-01' },
    ];
    const entry = (agencyId: string, points: number) => ({ agencyId, agencyName: agencyId, points });
    const rows = compareAgencies(
      { max: 100, entries: [entry('b', 50)] },
      { max: 100, entries: [entry('a', 70)] },
      createLineage(links),
      (id) => id,
    );
    expect(rows).toEqual([
      { agencyId: 'b', agencyName: 'b', share: 5000, otherShare: null, gathered: [] },
      { agencyId: 'a', agencyName: 'a', share: null, otherShare: 7000, gathered: [] },
    ]);
  });
});
