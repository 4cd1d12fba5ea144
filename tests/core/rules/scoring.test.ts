// Every kind of rule of a criteria set, cell by cell, and what must hold for any numbers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appliesTo,
  domainScores,
  earnedPoints,
  isAnswered,
  isNotApplicable,
  judgedPoints,
  lacksExplanation,
  scorePercent,
  totalScore,
  type AnswerValue,
  type ScoredCriterion,
} from '../../../core/rules/scoring.ts';
import { parseRule } from '../../../core/rules/scoring-rule.ts';

const nothing: AnswerValue = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
};
const threeChoices: ScoredCriterion = {
  answerType: 'yes_partial_no',
  scoring: 'choice',
  bands: 'yes:1;partial:0.5;no:0',
  target: null,
  maxPoints: 150,
};
const twoChoices: ScoredCriterion = {
  ...threeChoices,
  answerType: 'yes_no',
  bands: 'yes:1;no:0',
  maxPoints: 50,
};
const judged: ScoredCriterion = {
  answerType: 'score',
  scoring: 'judged',
  bands: 'step:0.25',
  target: null,
  maxPoints: 100,
};
const linear: ScoredCriterion = {
  answerType: 'percentage',
  scoring: 'linear',
  bands: null,
  target: '100',
  maxPoints: 300,
};
const byTarget: ScoredCriterion = {
  answerType: 'percentage',
  scoring: 'bands',
  bands: '>=target:1;>=target/2:0.5;else:0',
  target: '30',
  maxPoints: 100,
};
const lowIsGood: ScoredCriterion = {
  ...byTarget,
  bands: '<=1:1;<=3:0.5;else:0',
  target: null,
  maxPoints: 150,
};
const aboveZero: ScoredCriterion = { ...byTarget, bands: '>0:1;else:0', target: null, maxPoints: 50 };
const noneIsGood: ScoredCriterion = {
  answerType: 'count',
  scoring: 'bands',
  bands: '=0:1;<=5:0.5;else:0',
  target: null,
  maxPoints: 200,
};

describe('earned points', () => {
  it.each<[string, ScoredCriterion, Partial<AnswerValue>, number | null]>([
    ['yes', threeChoices, { choice: 'yes' }, 150],
    ['partial', threeChoices, { choice: 'partial' }, 75],
    ['no', threeChoices, { choice: 'no' }, 0],
    ['half of an odd maximum rounds up', { ...threeChoices, maxPoints: 75 }, { choice: 'partial' }, 38],
    ['no answer', threeChoices, {}, null],
    ['a choice that the type does not offer', twoChoices, { choice: 'partial' }, null],
    ['yes of two', twoChoices, { choice: 'yes' }, 50],
    ['N/A', threeChoices, { choice: 'yes', notApplicable: true }, null],
    ['judged', judged, { points: 75 }, 75],
    ['judged above the maximum', judged, { points: 125 }, 100],
    ['judged nothing', judged, {}, null],
    ['98,53 % of 3 points', linear, { numerator: 1204, denominator: 1222 }, 296],
    ['all', linear, { numerator: 5, denominator: 5 }, 300],
    ['more than all', linear, { numerator: 7, denominator: 5 }, 300],
    ['none', linear, { numerator: 0, denominator: 5 }, 0],
    ['exactly one half of a hundredth rounds up', linear, { numerator: 1, denominator: 600 }, 1],
    ['just below one half', linear, { numerator: 999, denominator: 600_000 }, 0],
    ['a lower target', { ...linear, target: '80' }, { numerator: 40, denominator: 100 }, 150],
    ['a count against a target', { ...linear, answerType: 'count', target: '4' }, { count: 3 }, 225],
    ['half an answer', linear, { numerator: 3 }, null],
    ['a percentage of nothing', linear, { numerator: 0, denominator: 0 }, null],
    ['at the target', byTarget, { numerator: 3, denominator: 10 }, 100],
    ['below the target', byTarget, { numerator: 29, denominator: 100 }, 50],
    ['at half of the target', byTarget, { numerator: 15, denominator: 100 }, 50],
    ['below half of the target', byTarget, { numerator: 1499, denominator: 10_000 }, 0],
    ['one percent late', lowIsGood, { numerator: 1, denominator: 100 }, 150],
    ['a little more', lowIsGood, { numerator: 101, denominator: 10_000 }, 75],
    ['more than three percent', lowIsGood, { numerator: 31, denominator: 1000 }, 0],
    ['above zero', aboveZero, { numerator: 1, denominator: 1_000_000_000 }, 50],
    ['zero', aboveZero, { numerator: 0, denominator: 10 }, 0],
    ['no case', noneIsGood, { count: 0 }, 200],
    ['five cases', noneIsGood, { count: 5 }, 100],
    ['six cases', noneIsGood, { count: 6 }, 0],
  ])('%s', (_, criterion, answer, expected) => {
    expect(earnedPoints(criterion, { ...nothing, ...answer })).toBe(expected);
  });

  it('stays within 0 and the maximum, and does not fall when the share grows', () => {
    const figure = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(
        figure,
        fc.integer({ min: 1, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        fc.integer({ min: 1, max: 100 }),
        (numerator, denominator, maxPoints, target) => {
          const criterion = { ...linear, maxPoints, target: String(target) };
          const earned = earnedPoints(criterion, { ...nothing, numerator, denominator });
          const more = earnedPoints(criterion, { ...nothing, numerator: numerator + 1, denominator });
          expect(earned).toBeGreaterThanOrEqual(0);
          expect(earned).toBeLessThanOrEqual(maxPoints);
          expect(more).toBeGreaterThanOrEqual(earned ?? Number.NaN);
        },
      ),
    );
  });

  it('depends on the share alone, not on the size of the figures', () => {
    const small = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(
        small,
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: 1, max: 999_999 }),
        (n, d, k) => {
          for (const criterion of [linear, byTarget, lowIsGood, aboveZero]) {
            expect(earnedPoints(criterion, { ...nothing, numerator: n * k, denominator: d * k })).toBe(
              earnedPoints(criterion, { ...nothing, numerator: n, denominator: d }),
            );
          }
        },
      ),
    );
  });
});

describe('the language of the rules', () => {
  it.each<[string, Partial<ScoredCriterion>]>([
    ['a share above one', { scoring: 'choice', answerType: 'yes_no', bands: 'yes:2;no:0' }],
    ['a choice missing', { scoring: 'choice', answerType: 'yes_partial_no', bands: 'yes:1;no:0' }],
    ['a choice too many', { scoring: 'choice', answerType: 'yes_no', bands: 'yes:1;partial:0.5;no:0' }],
    ['a choice twice', { scoring: 'choice', answerType: 'yes_no', bands: 'yes:1;yes:1;no:0' }],
    ['choices for a count', { scoring: 'choice', answerType: 'count', bands: 'yes:1;no:0' }],
    ['no step', { scoring: 'judged', answerType: 'score', bands: '' }],
    ['a step of nothing', { scoring: 'judged', answerType: 'score', bands: 'step:0' }],
    ['a step finer than a hundredth', { scoring: 'judged', answerType: 'score', bands: 'step:0.001' }],
    ['no else', { bands: '>=80:1' }],
    ['a band after else', { bands: 'else:0;>=80:1' }],
    ['two else', { bands: 'else:0;else:1' }],
    ['an unknown comparison', { bands: '=>80:1;else:0' }],
    ['a target that is not given', { bands: '>=target:1;else:0', target: null }],
    ['a target divided by nothing', { bands: '>=target/0:1;else:0' }],
    ['a decimal comma', { bands: '>=0,5:1;else:0' }],
    ['linear without a target', { scoring: 'linear', bands: null, target: null }],
    ['a target of zero', { scoring: 'linear', bands: null, target: '0' }],
    ['linear for a choice', { scoring: 'linear', answerType: 'yes_no', target: '100' }],
  ])('refuses %s', (_, change) => {
    const criterion = { ...byTarget, ...change };
    expect(parseRule(criterion)).toMatchObject({ ok: false, problem: expect.any(String) as string });
    const answer = { ...nothing, choice: 'yes', numerator: 1, denominator: 1, count: 1, points: 1 } as const;
    expect(earnedPoints(criterion, answer)).toBeNull();
  });

  it('reads a multiple of the target and spaces', () => {
    const criterion = { ...byTarget, bands: ' >= target*0.8 : 1 ; else : 0 ' };
    expect(earnedPoints(criterion, { ...nothing, numerator: 24, denominator: 100 })).toBe(100);
    expect(earnedPoints(criterion, { ...nothing, numerator: 23, denominator: 100 })).toBe(0);
  });

  it('never fails on any text', () => {
    const alphabet = fc.constantFrom(
      '>',
      '<',
      '=',
      'target',
      '/',
      '*',
      ':',
      ';',
      'else',
      '0',
      '1',
      '.',
      ' ',
      'yes',
      'step',
    );
    const written = fc.array(alphabet).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        written,
        fc.constantFrom('choice', 'judged', 'linear', 'bands'),
        fc.option(written),
        (bands, scoring, target) => {
          expect(typeof parseRule({ ...byTarget, scoring, bands, target }).ok).toBe('boolean');
        },
      ),
    );
  });
});

describe('what counts as answered', () => {
  it.each<[string, ScoredCriterion, Partial<AnswerValue> & { note?: string }, boolean, boolean]>([
    ['nothing', threeChoices, {}, true, false],
    ['a choice', threeChoices, { choice: 'no' }, true, true],
    ['only a note', threeChoices, { note: 'Đã xem.' }, false, false],
    ['N/A', threeChoices, { notApplicable: true }, true, true],
    ['half a percentage', linear, { numerator: 1 }, true, false],
    ['a percentage', linear, { numerator: 0, denominator: 3 }, true, true],
    ['a percentage of nothing', linear, { denominator: 0 }, true, true],
    ['a count of zero', noneIsGood, { count: 0 }, true, true],
    ['points', judged, { points: 0 }, true, true],
    ['words where points are asked for', judged, { note: 'Hình thức.' }, true, false],
    ['words where nothing is scored', judged, { note: 'Hình thức.' }, false, true],
    ['blank words', judged, { note: '  ' }, false, false],
  ])('%s', (_, criterion, answer, scoring, expected) => {
    expect(isAnswered(criterion, { ...nothing, ...answer }, scoring)).toBe(expected);
  });

  it('knows a percentage of nothing as N/A, never as 0 %', () => {
    expect(isNotApplicable(linear, { ...nothing, numerator: 0, denominator: 0 })).toBe(true);
    expect(isNotApplicable(noneIsGood, { ...nothing, denominator: 0 })).toBe(false);
  });
});

describe('judged points', () => {
  it('offers each step and the maximum', () => {
    expect(judgedPoints({ ...judged, maxPoints: 150 })).toEqual([0, 25, 50, 75, 100, 125, 150]);
    expect(judgedPoints({ ...judged, maxPoints: 60 })).toEqual([0, 25, 50, 60]);
    expect(judgedPoints(linear)).toEqual([]);
  });
});

describe('an explanation is owed', () => {
  it('for less than everything earned, until there is a word', () => {
    const half = { ...nothing, choice: 'partial' as const };
    expect(lacksExplanation(threeChoices, half)).toBe(true);
    expect(lacksExplanation(threeChoices, { ...half, note: ' \n' })).toBe(true);
    expect(lacksExplanation(threeChoices, { ...half, note: 'Chậm 12 ngày' })).toBe(false);
    expect(lacksExplanation(threeChoices, { ...nothing, choice: 'yes' })).toBe(false);
    expect(lacksExplanation(threeChoices, nothing)).toBe(false);
    expect(lacksExplanation(threeChoices, { ...half, notApplicable: true })).toBe(false);
    expect(lacksExplanation(linear, { ...nothing, numerator: 0, denominator: 0 })).toBe(false);
    expect(lacksExplanation(linear, { ...nothing, numerator: 0, denominator: 5 })).toBe(true);
    expect(lacksExplanation(noneIsGood, { ...nothing, count: 0 })).toBe(false);
    expect(lacksExplanation(noneIsGood, { ...nothing, count: 100 })).toBe(true);
  });
  it('where the plan does not score, for anything but a plain yes', () => {
    expect(lacksExplanation(threeChoices, { ...nothing, choice: 'partial' }, false)).toBe(true);
    expect(lacksExplanation(threeChoices, { ...nothing, choice: 'yes' }, false)).toBe(false);
  });
});

describe('sums', () => {
  const criteria = [
    { ...threeChoices, id: 'a', domainId: 'one' },
    { ...linear, id: 'b', domainId: 'one' },
    { ...noneIsGood, id: 'c', domainId: 'two' },
  ];
  const answers = [
    { ...nothing, criterionId: 'a', choice: 'partial' as const },
    { ...nothing, criterionId: 'b', numerator: 0, denominator: 0 },
    { ...nothing, criterionId: 'elsewhere', choice: 'yes' as const },
  ];

  it('leave out N/A, count what is not answered as not earned, and keep the raw sums', () => {
    const scores = domainScores(criteria, answers);
    expect(scores).toEqual([
      { domainId: 'one', answered: 2, applicable: 2, unexplained: 1, earned: 75, max: 150 },
      { domainId: 'two', answered: 0, applicable: 1, unexplained: 0, earned: 0, max: 200 },
    ]);
    expect(totalScore(scores)).toEqual({
      answered: 2,
      applicable: 3,
      unexplained: 1,
      earned: 75,
      max: 350,
    });
    expect(scorePercent(totalScore(scores))).toBe(2143);
    expect(scorePercent(totalScore([]))).toBeNull();
  });

  it('never exceed 100 %', () => {
    const value = fc.record({
      notApplicable: fc.boolean(),
      choice: fc.option(fc.constantFrom('yes', 'partial', 'no')),
      numerator: fc.option(fc.nat(500)),
      denominator: fc.option(fc.nat(500)),
      count: fc.option(fc.nat(20)),
      points: fc.option(fc.nat(400)),
    });
    fc.assert(
      fc.property(fc.tuple(value, value, value), (values) => {
        const given = values.map((one, i) => ({ ...one, criterionId: 'abc'[i] ?? '' }));
        for (const score of domainScores(criteria, given)) {
          expect(score.earned).toBeLessThanOrEqual(score.max);
          expect(score.answered).toBeLessThanOrEqual(score.applicable);
        }
      }),
    );
  });
});

it('applies to the kinds that are named', () => {
  expect(appliesTo({ appliesTo: ['so_nganh', 'ubnd_xa'] }, 'ubnd_xa')).toBe(true);
  expect(appliesTo({ appliesTo: ['so_nganh', 'ubnd_xa'] }, 'ubnd_huyen')).toBe(false);
});
