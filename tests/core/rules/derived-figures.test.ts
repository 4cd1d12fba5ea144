// Which figure answers which criterion, and how it stands beside the answer that is there.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AskedCriterion,
  codedOffers,
  derivedFigures,
  fits,
  recommendationOffers,
  remedied,
  reportingOffers,
  saysSame,
  statisticsOffers,
  taskOffers,
} from '../../../core/rules/derived-figures.ts';
import { indicatorsOf } from '../../../core/rules/one-stop-indicators.ts';
import type { StatisticsLine } from '../../../core/contract/statistics.ts';
import { statisticsColumns } from '../../../core/contract/statistics.ts';
import { chance } from '../../long.ts';

function asked(code: string, traits: Partial<AskedCriterion> = {}): AskedCriterion {
  return {
    id: `criterion-${code}`,
    code,
    domainId: 'domain',
    answerType: 'percentage',
    naAllowed: true,
    derivedFrom: null,
    rule: null,
    ...traits,
  };
}
const noAnswer = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
};
const value = { numerator: null, denominator: null, count: null, choice: null };
const from = { source: 'II.06a', id: null, label: 'II.06a · 15/12/2021–14/3/2022' } as const;

const total = {
  fieldName: 'Tổng',
  isTotal: true,
  ...Object.fromEntries(
    statisticsColumns.map((column, index) => [
      column,
      [1250, 132, 1072, 46, 1150, 900, 209, 41, 100, 77, 23][index] ?? null,
    ]),
  ),
} as StatisticsLine;

describe('statistics', () => {
  const indicators = indicatorsOf([total], { postal_received: 18, apology_letters: 3 }, 'levels');
  const criteria = [
    asked('3.4.1', { derivedFrom: 'II.06a' }),
    asked('3.4.3', { derivedFrom: 'II.06a', answerType: 'count' }),
    asked('3.5.1', { derivedFrom: 'II.06a' }),
    asked('3.5.3', { derivedFrom: 'II.06a+' }),
    asked('3.5.4', { derivedFrom: 'II.06a+' }),
    asked('3.4.6', { answerType: 'yes_partial_no' }),
  ];
  test('answer the criteria that the set takes from them, with their formula', () => {
    const figures = derivedFigures(criteria, [], statisticsOffers(criteria, { from, indicators }));
    expect(figures.map((one) => [one.criterionId, one.numerator, one.denominator, one.count])).toEqual([
      ['criterion-3.4.1', 1109, 1150, null],
      ['criterion-3.4.3', null, null, 23],
      ['criterion-3.5.1', 132, 1204, null],
      ['criterion-3.5.3', 18, 1204, null],
    ]);
    expect(figures[0]).toMatchObject({
      formula: '(cột 8 + cột 9) / cột 7',
      label: from.label,
      same: false,
      differs: false,
    });
  });
  test('a set that does not name the source is offered nothing', () => {
    const silent = criteria.map((one) => ({ ...one, derivedFrom: null }));
    expect(statisticsOffers(silent, { from, indicators })).toEqual([]);
  });
});

describe('beside the answer', () => {
  const criterion = asked('3.5.1', { derivedFrom: 'II.06a' });
  const offer = {
    criterionId: criterion.id,
    from,
    formula: null,
    ...value,
    numerator: 132,
    denominator: 1204,
  };
  const figureFor = (answer: Partial<typeof noAnswer> | null) =>
    derivedFigures(
      [criterion],
      answer === null ? [] : [{ ...noAnswer, ...answer, criterionId: criterion.id } as never],
      [offer],
    )[0];
  test('same, differing and not there at all', () => {
    expect(figureFor({ numerator: 132, denominator: 1204 } as never)).toMatchObject({
      same: true,
      differs: false,
    });
    expect(figureFor({ numerator: 131, denominator: 1204 } as never)).toMatchObject({
      same: false,
      differs: true,
    });
    expect(figureFor({ numerator: 131 } as never)).toMatchObject({ same: false, differs: false });
    expect(figureFor(null)).toMatchObject({ same: false, differs: false });
    expect(figureFor({ notApplicable: true })).toMatchObject({ same: false, differs: true });
  });
  test('nothing impossible is offered: a part above its whole, a share of nothing that may not be left out', () => {
    expect(fits(criterion, { ...value, numerator: 5, denominator: 4 })).toBe(false);
    expect(fits(criterion, { ...value, numerator: 0, denominator: 0 })).toBe(true);
    expect(fits({ ...criterion, naAllowed: false }, { ...value, numerator: 0, denominator: 0 })).toBe(false);
    expect(fits({ ...criterion, answerType: 'score' }, { ...value, count: 3 })).toBe(false);
    expect(fits({ ...criterion, answerType: 'yes_no' }, { ...value, choice: 'partial' })).toBe(false);
    expect(fits({ ...criterion, answerType: 'yes_partial_no' }, { ...value, choice: 'partial' })).toBe(true);
    expect(
      saysSame(criterion, { ...noAnswer, notApplicable: true }, { ...value, numerator: 0, denominator: 0 }),
    ).toBe(true);
  });
  test('a figure that was taken over says the same ever after', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000), fc.nat(2_000_000), (a, b) => {
        const [numerator, denominator] = a < b ? [a, b] : [b, a];
        const offered = { ...offer, numerator, denominator };
        const [before] = derivedFigures([criterion], [], [offered]);
        if (before === undefined) return;
        const taken = { ...noAnswer, criterionId: criterion.id, numerator, denominator };
        const [after] = derivedFigures([criterion], [taken as never], [offered]);
        expect(after).toMatchObject({ same: true, differs: false });
      }),
      chance(30_407, 100, 5000),
    );
  });
});

describe('tasks and recommendations', () => {
  const criteria = [
    asked('1.1.3', { derivedFrom: 'plan tasks' }),
    asked('1.4.3', { derivedFrom: 'recommendations' }),
    asked('1.2.1', { derivedFrom: 'periodic reports' }),
  ];
  test('tasks done on time out of those due; none due says nothing', () => {
    const source = { ...from, source: 'plan tasks' as const };
    expect(taskOffers(criteria, source, { due: 12, doneOnTime: 9 })).toMatchObject([
      { criterionId: 'criterion-1.1.3', numerator: 9, denominator: 12 },
    ]);
    expect(taskOffers(criteria, source, { due: 0, doneOnTime: 0 })).toEqual([]);
  });
  test('recommendations verified out of those due by the day; given on and no longer applying count nowhere', () => {
    const rows = [
      { status: 'verified', dueOn: '2019-01-10' },
      { status: 'reported', dueOn: '2019-01-10' },
      { status: 'open', dueOn: '2019-12-31' },
      { status: 'open', dueOn: null },
      { status: 'transferred', dueOn: '2019-01-10' },
      { status: 'no_longer_applicable', dueOn: '2019-01-10' },
    ] as const;
    expect(remedied(rows, '2019-09-16')).toEqual({ due: 2, verified: 1 });
    const source = { ...from, source: 'recommendations' as const };
    expect(recommendationOffers(criteria, source, { due: 2, verified: 1 })).toMatchObject([
      { criterionId: 'criterion-1.4.3', numerator: 1, denominator: 2 },
    ]);
    expect(recommendationOffers(criteria, source, { due: 0, verified: 0 })).toEqual([]);
  });
  test('periodic reports on time out of those whose day has come; none due says nothing', () => {
    const source = { ...from, source: 'periodic reports' as const };
    expect(reportingOffers(criteria, source, { required: 4, onTime: 3 })).toMatchObject([
      { criterionId: 'criterion-1.2.1', numerator: 3, denominator: 4 },
    ]);
    expect(reportingOffers(criteria, source, { required: 0, onTime: 0 })).toEqual([]);
  });
  test('a coded figure answers only a criterion of that code and source', () => {
    const set = [
      asked('3.2.2', { derivedFrom: 'procedures' }),
      asked('3.2.1'),
      asked('9.9.9', { derivedFrom: 'procedures' }),
    ];
    const figure = { ...value, numerator: 103, denominator: 112, formula: 'f' };
    const offers = codedOffers(set, { ...from, source: 'procedures' }, [
      { ...figure, code: '3.2.2' },
      { ...figure, code: '3.2.1' },
    ]);
    expect(offers.map(({ criterionId }) => criterionId)).toEqual(['criterion-3.2.2']);
  });
});
