// What must hold for every rule of the shipped set and for any sheet of answers: bounds, order, N/A, sums.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { criterionFields } from '../../../core/contract/criteria.ts';
import {
  domainScores,
  earnedPoints,
  isNotApplicable,
  scorePercent,
  totalScore,
  type AnswerValue,
} from '../../../core/rules/scoring.ts';
import { defaultRule, parseRule } from '../../../core/rules/scoring-rule.ts';
import { chance } from '../../long.ts';

const nothing: AnswerValue = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
};

const file = new URL('../../../main/samples/starter-criteria.csv', import.meta.url);
const shipped = (parse(readFileSync(file), { columns: true, bom: true }) as Record<string, string>[]).map(
  (row) => ({
    id: row['code'] ?? '',
    domainId: row['domain_key'] ?? '',
    answerType: criterionFields.answerType.parse(row['answer_type']),
    scoring: criterionFields.scoring.parse(row['scoring']),
    bands: row['bands'] === '' ? null : (row['bands'] ?? null),
    target: row['target'] === '' ? null : (row['target'] ?? null),
    maxPoints: Math.round(Number(row['max_points']) * 100),
  }),
);

/** Any answer of the type, also one that says nothing, and N/A. */
const anyAnswer = fc.record<AnswerValue>({
  notApplicable: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.boolean()),
  choice: fc.option(fc.constantFrom('yes' as const, 'partial' as const, 'no' as const)),
  numerator: fc.option(fc.nat(400)),
  denominator: fc.option(fc.nat(400)),
  count: fc.option(fc.nat(30)),
  points: fc.option(fc.nat(400)),
});
const item = fc.constantFrom(...shipped);
const sheet = fc
  .uniqueArray(item, { selector: (one) => one.id, maxLength: 30 })
  .chain((criteria) =>
    fc
      .tuple(
        ...criteria.map((criterion) =>
          fc
            .option(anyAnswer)
            .map((value) => (value === null ? null : { ...value, criterionId: criterion.id })),
        ),
      )
      .map((answers) => ({ criteria, answers: answers.filter((one) => one !== null) })),
  );

describe('every rule of the shipped set', () => {
  it('is read, and scores its extremes to nothing and to everything', () => {
    expect(shipped).toHaveLength(96);
    for (const criterion of shipped) {
      expect(parseRule(criterion), criterion.id).toMatchObject({ ok: true });
      const extremes = [
        {
          ...nothing,
          choice: 'yes' as const,
          count: 0,
          numerator: 1,
          denominator: 1,
          points: criterion.maxPoints,
        },
        { ...nothing, choice: 'no' as const, count: 1_000_000, numerator: 0, denominator: 1, points: 0 },
      ].map((answer) => earnedPoints(criterion, answer));
      expect(
        extremes.toSorted((a, b) => (a ?? -1) - (b ?? -1)),
        criterion.id,
      ).toEqual([0, criterion.maxPoints]);
    }
  });

  it('stays between 0 and the maximum whatever is answered', () => {
    fc.assert(
      fc.property(item, anyAnswer, (criterion, answer) => {
        const earned = earnedPoints(criterion, answer);
        if (earned === null) return;
        expect(earned).toBeGreaterThanOrEqual(0);
        expect(earned).toBeLessThanOrEqual(criterion.maxPoints);
        expect(Number.isInteger(earned)).toBe(true);
      }),
      chance(21, 2000, 200_000),
    );
  });

  it('never turns when the figure grows: what is good stays good, what is bad stays bad', () => {
    const measured = shipped.filter(({ scoring }) => scoring === 'linear' || scoring === 'bands');
    const figure = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(fc.constantFrom(...measured), fc.tuple(figure, figure, figure), (criterion, figures) => {
        const rising = figures.toSorted((a, b) => a - b);
        const earned = rising.map((value) =>
          earnedPoints(criterion, { ...nothing, count: value, numerator: value, denominator: 100 }),
        );
        const steps = earned.slice(1).map((value, i) => Math.sign((value ?? 0) - (earned[i] ?? 0)));
        expect(steps.includes(1) && steps.includes(-1), criterion.id).toBe(false);
        if (criterion.scoring === 'linear') expect(steps).not.toContain(-1);
      }),
      chance(22, 1000, 50_000),
    );
  });

  it.each(['yes_no', 'yes_partial_no', 'count', 'percentage', 'score'] as const)(
    'the rule that a new %s begins with can be read',
    (answerType) => {
      expect(parseRule({ answerType, ...defaultRule(answerType) })).toMatchObject({ ok: true });
    },
  );
});

describe('a sheet of answers', () => {
  it('scores the same in any order of criteria and answers', () => {
    const shuffled = sheet.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray(one.criteria, { minLength: one.criteria.length }),
        fc.shuffledSubarray(one.answers, { minLength: one.answers.length }),
      ),
    );
    const byDomain = (scores: ReturnType<typeof domainScores>) =>
      scores.toSorted((a, b) => a.domainId.localeCompare(b.domainId));
    fc.assert(
      fc.property(shuffled, ([{ criteria, answers }, otherCriteria, otherAnswers]) => {
        const one = domainScores(criteria, answers);
        const other = domainScores(otherCriteria, otherAnswers);
        expect(byDomain(other)).toEqual(byDomain(one));
        expect(scorePercent(totalScore(other))).toBe(scorePercent(totalScore(one)));
      }),
      chance(23, 300, 10_000),
    );
  });

  it('is the sum of its domains, each between 0 and its maximum', () => {
    fc.assert(
      fc.property(sheet, ({ criteria, answers }) => {
        const scores = domainScores(criteria, answers);
        const whole = domainScores(
          criteria.map((one) => ({ ...one, domainId: 'all' })),
          answers,
        );
        expect(totalScore(scores)).toEqual(totalScore(whole));
        for (const score of scores) {
          expect(score.earned).toBeGreaterThanOrEqual(0);
          expect(score.earned).toBeLessThanOrEqual(score.max);
          const percent = scorePercent(score);
          if (score.max === 0) expect(percent).toBeNull();
          else expect(percent).toSatisfy((value: number) => value >= 0 && value <= 10_000);
        }
      }),
      chance(24, 300, 10_000),
    );
  });

  it('is the same with an item that is N/A as without that item at all', () => {
    fc.assert(
      fc.property(sheet, item, fc.boolean(), ({ criteria, answers }, extra, said) => {
        const without = criteria.filter((one) => one.id !== extra.id);
        const others = answers.filter((one) => one.criterionId !== extra.id);
        // Said to be so, or a percentage of nothing.
        const percentage = {
          ...extra,
          answerType: 'percentage' as const,
          scoring: 'linear' as const,
          target: '100',
        };
        const notApplicable = said
          ? { ...nothing, notApplicable: true, criterionId: extra.id }
          : { ...nothing, numerator: 0, denominator: 0, criterionId: extra.id };
        const with_ = said ? extra : percentage;
        expect(isNotApplicable(with_, notApplicable)).toBe(true);
        expect(earnedPoints(with_, notApplicable)).toBeNull();
        const a = totalScore(domainScores(without, others));
        const b = totalScore(domainScores([...without, with_], [...others, notApplicable]));
        expect([b.earned, b.max]).toEqual([a.earned, a.max]);
        expect(scorePercent(b)).toBe(scorePercent(a));
      }),
      chance(25, 300, 10_000),
    );
  });

  it('of which nothing applies has no percentage, never 0 %', () => {
    const all = shipped.map((one) => ({ ...nothing, notApplicable: true, criterionId: one.id }));
    expect(scorePercent(totalScore(domainScores(shipped, all)))).toBeNull();
    expect(scorePercent(totalScore(domainScores(shipped, [])))).toBe(0);
  });
});
