// Biểu II.06a by rule: periods of both habits, sums that do not hold, explanations, indicators, limits of criteria.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  indicatorKeys,
  type StatisticsColumn,
  statisticsColumns,
  type StatisticsLine,
} from '../../../core/contract/statistics.ts';
import { carryExplanations, checksOf, sumsOf } from '../../../core/rules/one-stop-checks.ts';
import {
  columnNumbers,
  figureColumns,
  formOf,
  formOn,
  headerGroups,
} from '../../../core/rules/one-stop-form.ts';
import {
  criterionOfIndicator,
  indicatorFigures,
  indicatorOfCriterion,
  indicatorsOf,
  indicatorText,
  isBeyond,
  limitOfCriterion,
} from '../../../core/rules/one-stop-indicators.ts';
import {
  nameOfPeriod,
  periodLabel,
  periodOf,
  periodTitle,
  sharedDays,
} from '../../../core/rules/one-stop-periods.ts';
import { chance } from '../../long.ts';

const none = { era: 'full_partial' as const, previous: null, explanations: {} };

type Parts = readonly [number, number, number, number, number, number, number, number];

/** A line that adds up, from its eight parts; what is pending balances what came in. */
function consistent(name: string, [online, direct, carried, early, onTime]: Parts): StatisticsLine {
  const received = online + direct + carried;
  const resolvedEarly = Math.min(early, received);
  const resolvedOnTime = Math.min(onTime, received - resolvedEarly);
  const resolvedOverdue = Math.floor((received - resolvedEarly - resolvedOnTime) / 3);
  const resolved = resolvedEarly + resolvedOnTime + resolvedOverdue;
  const pending = received - resolved;
  const overdue = Math.floor(pending / 2);
  return {
    fieldName: name,
    isTotal: false,
    receivedTotal: received,
    receivedOnline: online,
    receivedDirectPostal: direct,
    carriedOver: carried,
    resolvedTotal: resolved,
    resolvedEarly,
    resolvedOnTime,
    resolvedOverdue,
    pendingTotal: pending,
    pendingInTime: pending - overdue,
    pendingOverdue: overdue,
  };
}
const part = fc.nat({ max: 5000 });
const anyLine = fc.tuple(part, part, part, part, part, part, part, part);
const table = fc
  .array(anyLine, { minLength: 1, maxLength: 8 })
  .map((parts) => parts.map((one, index) => consistent(`Lĩnh vực ${index + 1}`, one)));
const withTotal = (lines: readonly StatisticsLine[]): StatisticsLine[] => [
  ...lines,
  { fieldName: 'Tổng', isTotal: true, ...sumsOf(lines) } as StatisticsLine,
];

/** The sum rules that a column stands in, as the form numbers them. */
const rulesOf: Readonly<Record<StatisticsColumn, readonly string[]>> = {
  receivedTotal: ['received', 'balance'],
  receivedOnline: ['received'],
  receivedDirectPostal: ['received'],
  carriedOver: ['received'],
  resolvedTotal: ['resolved', 'balance'],
  resolvedEarly: ['resolved'],
  resolvedOnTime: ['resolved'],
  resolvedOverdue: ['resolved'],
  pendingTotal: ['pending', 'balance'],
  pendingInTime: ['pending'],
  pendingOverdue: ['pending'],
};

describe('the form', () => {
  it('has thirteen columns, eleven of them figures, in groups', () => {
    const form = formOn('2022-03-14');
    expect(form.columns.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(figureColumns(form).map(({ key }) => key)).toEqual([...statisticsColumns]);
    expect(headerGroups(form).map(({ columns }) => columns.length)).toEqual([1, 1, 4, 4, 3]);
    expect(formOf(form.id)).toBe(form);
  });
});

describe('periods', () => {
  it('are proposed by both habits with explicit days', () => {
    const by = (
      kind: 'month' | 'quarter' | 'half_year' | 'year',
      number: number,
      convention: 'cut' | 'calendar',
    ) => periodOf({ kind, number, year: 2022, convention });
    expect(by('month', 1, 'cut')).toEqual({ from: '2021-12-15', to: '2022-01-14' });
    expect(by('quarter', 1, 'cut')).toEqual({ from: '2021-12-15', to: '2022-03-14' });
    expect(by('half_year', 1, 'cut')).toEqual({ from: '2021-12-15', to: '2022-06-14' });
    expect(by('year', 1, 'cut')).toEqual({ from: '2021-12-15', to: '2022-12-14' });
    expect(by('month', 2, 'calendar')).toEqual({ from: '2022-02-01', to: '2022-02-28' });
    expect(by('half_year', 2, 'calendar')).toEqual({ from: '2022-07-01', to: '2022-12-31' });
    expect(periodOf({ kind: 'month', number: 2, year: 2024, convention: 'calendar' })?.to).toBe('2024-02-29');
    expect(by('quarter', 5, 'cut')).toBeNull();
    expect(periodOf({ kind: 'other', number: 1, year: 2022, convention: 'cut' })).toBeNull();
  });

  it('are named from their days, whatever the habit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('month', 'quarter', 'half_year', 'nine_months', 'year' as const),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 2010, max: 2040 }),
        fc.constantFrom('cut' as const, 'calendar' as const),
        (kind, number, year, convention) => {
          const name = { kind: kind as 'month', number, year, convention };
          const period = periodOf(name);
          if (period !== null) expect(nameOfPeriod(period)).toEqual(name);
        },
      ),
      chance(30_408, 100, 5000),
    );
    expect(periodTitle({ from: '2021-12-15', to: '2022-03-14' })).toBe('Quý I/2022');
    expect(periodLabel({ from: '2022-01-03', to: '2022-03-14' })).toBe('03/01/2022–14/3/2022');
    expect(
      sharedDays({ from: '2022-01-01', to: '2022-01-31' }, { from: '2022-01-31', to: '2022-02-28' }),
    ).toBe(1);
  });

  it('follow each other without a gap', () => {
    for (const convention of ['cut', 'calendar'] as const) {
      for (let number = 1; number < 12; number += 1) {
        const one = periodOf({ kind: 'month', number, year: 2023, convention })!;
        const next = periodOf({ kind: 'month', number: number + 1, year: 2023, convention })!;
        expect(Date.parse(next.from) - Date.parse(one.to)).toBe(86_400_000);
      }
    }
  });
});

describe('what does not add up', () => {
  it('a table that adds up raises nothing', () => {
    fc.assert(
      fc.property(table, (lines) => {
        expect(checksOf(withTotal(lines), {}, none)).toEqual([]);
      }),
      chance(30_409, 100, 5000),
    );
  });

  it('one altered cell raises just the warnings that it stands in, with its difference', () => {
    fc.assert(
      fc.property(
        table,
        fc.nat(),
        fc.constantFrom(...statisticsColumns),
        fc.integer({ min: 1, max: 900 }),
        (lines, pick, column, more) => {
          const whole = withTotal(lines);
          const at = pick % whole.length;
          const line = whole[at]!;
          whole[at] = { ...line, [column]: (line[column] ?? 0) + more };
          const checks = checksOf(whole, {}, none);
          const total = whole.length - 1;
          expect(
            checks
              .filter(({ line: one }) => one === at && at !== total)
              .map(({ rule }) => rule)
              .sort(),
          ).toEqual(at === total ? [] : [...rulesOf[column]].sort());
          const ofTotal = checks.filter(({ line: one }) => one === total).map(({ rule }) => rule);
          expect(ofTotal.sort()).toEqual(
            (at === total ? [...rulesOf[column], 'total_row'] : ['total_row']).sort(),
          );
          for (const { difference, expected, found } of checks) {
            expect(Math.abs(difference)).toBe(more);
            expect(found - expected).toBe(difference);
          }
        },
      ),
      chance(30_410, 100, 5000),
    );
  });

  it('an empty part is a nought; an empty whole says nothing', () => {
    const line = {
      ...consistent('A', [5, 0, 0, 5, 0, 0, 0, 0]),
      receivedDirectPostal: null,
      carriedOver: null,
    };
    expect(checksOf([line], {}, none)).toEqual([]);
    expect(checksOf([{ ...line, receivedTotal: null }], {}, none)).toEqual([]);
  });

  it('what is carried over is what the period before left, and a part never exceeds its whole', () => {
    const line = consistent('A', [10, 20, 7, 30, 0, 0, 0, 0]);
    const counts = {
      postal_received: 25,
      postal_returned: 4,
      results_returned: 3,
      online_full: 6,
      online_partial: 5,
    };
    const checks = checksOf([line], counts, { ...none, previous: { pendingTotal: 9 } });
    expect(
      checks.map(({ rule, column, expected, found, difference }) => [
        rule,
        column,
        expected,
        found,
        difference,
      ]),
    ).toEqual([
      ['carried_over', 'carriedOver', 9, 7, -2],
      ['part_exceeds', 'online_partial', 10, 11, 1],
      ['part_exceeds', 'postal_received', 20, 25, 5],
      ['part_exceeds', 'postal_returned', 3, 4, 1],
    ]);
    // The counts of the other era are not asked for.
    expect(checksOf([line], { online_level_3: 99 }, none)).toEqual([]);
    expect(checksOf([line], { online_level_3: 99 }, { ...none, era: 'levels' })).toHaveLength(1);
  });

  it('an explanation follows its line and holds as long as the difference is the same', () => {
    const first = consistent('Đất đai', [5, 5, 5, 9, 0, 0, 0, 0]);
    const second = { ...consistent('Hộ tịch', [3, 4, 0, 2, 1, 0, 0, 0]), receivedTotal: 12 };
    const lines = [first, second];
    const before = { lines, checks: checksOf(lines, {}, none) };
    const key = before.checks.find(({ rule }) => rule === 'received')!.key;
    const explained = { [key]: 'Phần mềm cộng cả hồ sơ rút' };
    const show = (after: readonly StatisticsLine[]) => {
      const bare = { lines: after, checks: checksOf(after, {}, none) };
      const kept = carryExplanations(before, bare, explained);
      return checksOf(after, {}, { ...none, explanations: kept }).filter(
        ({ explanation }) => explanation !== null,
      );
    };
    expect(show(lines)).toHaveLength(1);
    expect(show([second, first])).toMatchObject([{ line: 0, rule: 'received' }]);
    expect(show([first, { ...second, receivedTotal: 13 }])).toEqual([]);
    // Typed back: the words are still there.
    const astray = carryExplanations(before, { lines: [first], checks: [] }, explained);
    expect(astray).toEqual(explained);
    // Another line with the same difference in the same place has its own story.
    const stranger = { ...second, fieldName: 'Chứng thực' };
    expect(show([first, stranger])).toEqual([]);
  });
});

describe('indicators', () => {
  it('do not depend on how the lines are split', () => {
    fc.assert(
      fc.property(table, fc.nat(), (lines, pick) => {
        const at = pick % lines.length;
        const line = lines[at]!;
        const half = { ...line, fieldName: 'Nửa sau' };
        const rest = { ...line };
        for (const column of statisticsColumns) {
          const value = line[column]!;
          half[column] = Math.floor(value / 2);
          rest[column] = value - Math.floor(value / 2);
        }
        const split = [...lines.slice(0, at), rest, half, ...lines.slice(at + 1)];
        expect(indicatorsOf(split, {})).toEqual(indicatorsOf(lines, {}));
        expect(indicatorsOf(withTotal(lines), {})).toEqual(indicatorsOf(lines, {}));
      }),
      chance(30_411, 100, 5000),
    );
  });

  it('the total is the sum, column by column', () => {
    fc.assert(
      fc.property(table, (lines) => {
        const sums = sumsOf(lines);
        for (const column of statisticsColumns) {
          expect(sums[column]).toBe(lines.reduce((sum, line) => sum + line[column]!, 0));
        }
      }),
      chance(30_412, 100, 5000),
    );
  });

  it('are pairs of whole numbers with their formula; a whole of 0 has no share', () => {
    const line = { ...consistent('A', [132, 1072, 0, 0, 0, 0, 0, 0]), receivedTotal: 1204 };
    const all = indicatorsOf(
      [line],
      { online_level_3: 30, online_level_4: 60, apology_letters: 0 },
      'levels',
    );
    const of = (key: (typeof indicatorKeys)[number]) => all.find((one) => one.key === key)!;
    expect(indicatorFigures(of('online'))).toBe('132/1.204 = 10,96\u00a0%');
    expect(of('online').formula).toBe('cột 4 / (cột 4 + cột 5)');
    expect(of('on_time').formula).toBe('(cột 8 + cột 9) / cột 7');
    expect(of('overdue_overall').formula).toBe('(cột 10 + cột 13) / (cột 7 + cột 13)');
    expect(of('online_levels_3_4')).toMatchObject({ numerator: 90, denominator: 1204 });
    expect(of('online_levels_3_4').formula).toContain('mức độ 3');
    expect(of('postal_intake')).toMatchObject({ numerator: null, denominator: 1204 });
    expect(indicatorText(of('postal_intake'))).toBe('—');
    const empty = indicatorsOf([{ ...line, resolvedTotal: 0, resolvedEarly: 0, resolvedOnTime: 0 }], {});
    expect(indicatorText(empty.find(({ key }) => key === 'on_time')!)).toBe('—');
    const partly = indicatorsOf([line], { online_full: 40, online_partial: 20 });
    expect(partly.find(({ key }) => key === 'online_levels_3_4')).toMatchObject({
      numerator: 60,
      denominator: 1204,
      formula: expect.stringContaining('toàn trình'),
    });
  });

  it('answer the criteria that name the form', () => {
    for (const key of indicatorKeys) {
      const named = criterionOfIndicator[key];
      if (named === null) continue;
      const answerType = key === 'pending_overdue' ? ('count' as const) : ('percentage' as const);
      expect(indicatorOfCriterion({ ...named, answerType, rule: null })).toBe(key);
      expect(indicatorOfCriterion({ ...named, derivedFrom: null, answerType, rule: null })).toBeNull();
    }
    // A set that numbers its items otherwise names the indicator by its formula.
    const renumbered = { code: '9.9', derivedFrom: 'II.06a', answerType: 'percentage' as const };
    expect(indicatorOfCriterion({ ...renumbered, rule: 'Cột 10 / cột 7; càng thấp càng tốt' })).toBe(
      'resolved_overdue',
    );
    expect(indicatorOfCriterion({ ...renumbered, code: '3.4.3', rule: null })).toBeNull();
  });

  it('fall short by the rule of the criterion, on the side that its figures mean', () => {
    const limit = (
      key: (typeof indicatorKeys)[number],
      scoring: 'linear' | 'bands',
      bands: string | null,
      target: string | null,
    ) =>
      limitOfCriterion(key, {
        answerType: key === 'pending_overdue' ? 'count' : 'percentage',
        scoring,
        bands,
        target,
      });
    expect(limit('online', 'linear', null, '50')).toEqual({ comparison: '<', limitValue: 5000 });
    expect(limit('resolved_overdue', 'bands', '<=1:1;<=3:0.5;else:0', null)).toEqual({
      comparison: '>',
      limitValue: 100,
    });
    expect(limit('pending_overdue', 'bands', '=0:1;<=5:0.5;else:0', null)).toEqual({
      comparison: '>',
      limitValue: 0,
    });
    expect(limit('on_time', 'bands', '>=target:1;else:0', '98.5')).toEqual({
      comparison: '<',
      limitValue: 9850,
    });
    const online = { key: 'online' as const, formula: '', numerator: 132, denominator: 1204 };
    expect(isBeyond(online, { comparison: '<', limitValue: 5000 })).toBe(true);
    expect(isBeyond(online, { comparison: '<', limitValue: 1096 })).toBe(false);
    expect(isBeyond({ ...online, denominator: 0 }, { comparison: '<', limitValue: 5000 })).toBe(false);
    expect(columnNumbers.pendingOverdue).toBe(13);
  });
});
