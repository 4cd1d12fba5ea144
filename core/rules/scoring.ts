/**
 * What an answer earns, and the sums of a domain and of a visit. Points are whole hundredths, halves up.
 * The score of a visit is normalised: earned ÷ Σ max of what applies and is not N/A; the raw sums are kept.
 */
import type { AgencyKind } from '../contract/common.ts';
import type { Criterion } from '../contract/criteria.ts';
import type { Answer, DomainScore } from '../contract/visits.ts';
import { compare, divide, fraction, multiply, one, roundHalfUp, smaller, type Fraction } from './rational.ts';
import { parseRule, type Band, type RuleSource } from './scoring-rule.ts';

export type ScoredCriterion = RuleSource & Pick<Criterion, 'maxPoints'>;
export type AnswerValue = Pick<
  Answer,
  'notApplicable' | 'choice' | 'numerator' | 'denominator' | 'count' | 'points'
>;

/** True where the set asks an agency of this kind for the criterion. */
export function appliesTo(criterion: Pick<Criterion, 'appliesTo'>, kind: AgencyKind): boolean {
  return criterion.appliesTo.includes(kind);
}

/** Said to be N/A, or a percentage of nothing: a denominator of 0 is N/A, never 0 %. */
export function isNotApplicable(criterion: Pick<Criterion, 'answerType'>, answer: AnswerValue): boolean {
  return answer.notApplicable || (criterion.answerType === 'percentage' && answer.denominator === 0);
}

/**
 * True when the answer says what its type asks for. Where the plan does not score, a judged criterion is
 * answered in words as well.
 */
export function isAnswered(
  criterion: Pick<Criterion, 'answerType'>,
  answer: AnswerValue & { readonly note?: string | null },
  scoring = true,
): boolean {
  if (isNotApplicable(criterion, answer)) return true;
  switch (criterion.answerType) {
    case 'yes_no':
    case 'yes_partial_no':
      return answer.choice !== null;
    case 'percentage':
      return answer.numerator !== null && answer.denominator !== null;
    case 'count':
      return answer.count !== null;
    case 'score':
      return answer.points !== null || (!scoring && (answer.note ?? '').trim() !== '');
  }
}

/** The figure that linear and banded rules look at: the percentage (0…100) or the count itself. */
function measured(criterion: ScoredCriterion, answer: AnswerValue): Fraction | null {
  if (criterion.answerType === 'count') return answer.count === null ? null : fraction(answer.count);
  if (answer.numerator === null || answer.denominator === null || answer.denominator === 0) return null;
  return { top: BigInt(answer.numerator) * 100n, bottom: BigInt(answer.denominator) };
}

function holds(band: Band, value: Fraction): boolean {
  const order = compare(value, band.limit);
  switch (band.comparison) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '=':
      return order === 0;
  }
}

/**
 * Hundredths of a point earned; null when N/A, not answered, or when the rule cannot be read (a set is
 * checked with `parseRule` before it is put in force).
 */
export function earnedPoints(criterion: ScoredCriterion, answer: AnswerValue): number | null {
  if (isNotApplicable(criterion, answer)) return null;
  const parsed = parseRule(criterion);
  if (!parsed.ok) return null;
  const { rule } = parsed;
  if (rule.type === 'judged')
    return answer.points === null ? null : Math.min(answer.points, criterion.maxPoints);
  let share: Fraction | undefined;
  if (rule.type === 'choice') {
    share = answer.choice === null ? undefined : rule.shares.get(answer.choice);
  } else {
    const value = measured(criterion, answer);
    if (value === null) return null;
    share =
      rule.type === 'linear'
        ? smaller(divide(value, rule.target), one)
        : (rule.bands.find((band) => holds(band, value))?.share ?? rule.otherwise);
  }
  return share === undefined ? null : roundHalfUp(multiply(share, fraction(criterion.maxPoints)));
}

/**
 * True where points are taken off without a word why: less than everything earned, or (where the plan does not score)
 * anything but a plain yes, and an empty note.
 */
export function lacksExplanation(
  criterion: ScoredCriterion,
  answer: AnswerValue & { readonly note?: string | null },
  scoring = true,
): boolean {
  if ((answer.note ?? '').trim() !== '' || isNotApplicable(criterion, answer)) return false;
  if (!scoring && answer.choice !== null) return answer.choice !== 'yes';
  const earned = earnedPoints(criterion, answer);
  return earned !== null && earned < criterion.maxPoints;
}

/** The points a judged criterion may be given, in hundredths: 0, each step, and the maximum. */
export function judgedPoints(criterion: ScoredCriterion): readonly number[] {
  const parsed = parseRule(criterion);
  if (!parsed.ok || parsed.rule.type !== 'judged') return [];
  const points: number[] = [];
  for (let value = 0; value < criterion.maxPoints; value += parsed.rule.step) points.push(value);
  return [...points, criterion.maxPoints];
}

/**
 * One sum per domain, in the order of the criteria. `criteria` is what applies to the agency's kind;
 * answers to anything else are left out.
 */
export function domainScores(
  criteria: readonly (ScoredCriterion & Pick<Criterion, 'id' | 'domainId'>)[],
  answers: readonly (AnswerValue & Pick<Answer, 'criterionId'> & { readonly note?: string | null })[],
  scoring = true,
): DomainScore[] {
  const byCriterion = new Map(answers.map((answer) => [answer.criterionId, answer]));
  const sums = new Map<string, DomainScore>();
  for (const criterion of criteria) {
    const sum = sums.get(criterion.domainId) ?? {
      domainId: criterion.domainId,
      answered: 0,
      applicable: 0,
      unexplained: 0,
      earned: 0,
      max: 0,
    };
    const answer = byCriterion.get(criterion.id);
    const notApplicable = answer !== undefined && isNotApplicable(criterion, answer);
    sums.set(criterion.domainId, {
      ...sum,
      applicable: sum.applicable + 1,
      answered: sum.answered + (answer !== undefined && isAnswered(criterion, answer, scoring) ? 1 : 0),
      unexplained:
        sum.unexplained + (answer !== undefined && lacksExplanation(criterion, answer, scoring) ? 1 : 0),
      earned: sum.earned + (answer === undefined ? 0 : (earnedPoints(criterion, answer) ?? 0)),
      max: sum.max + (notApplicable ? 0 : criterion.maxPoints),
    });
  }
  return [...sums.values()];
}

export type TotalScore = Omit<DomainScore, 'domainId'>;

export function totalScore(scores: readonly TotalScore[]): TotalScore {
  const total = { answered: 0, applicable: 0, unexplained: 0, earned: 0, max: 0 };
  for (const score of scores) {
    total.answered += score.answered;
    total.applicable += score.applicable;
    total.unexplained += score.unexplained;
    total.earned += score.earned;
    total.max += score.max;
  }
  return total;
}

/** The normalised score in hundredths of a percent; null where nothing counts. */
export function scorePercent(score: Pick<TotalScore, 'earned' | 'max'>): number | null {
  return score.max <= 0 ? null : roundHalfUp(fraction(BigInt(score.earned) * 10_000n, score.max));
}
