/**
 * Figures that other parts of the application can answer criteria with: each source says what it has, the set says which
 * criterion takes from which source, and the present answer tells whether there is anything to take over. Pure.
 */
import type { Criterion } from '../contract/criteria.ts';
import type { DerivedFigure } from '../contract/desk.ts';
import type { RemediationPaper } from '../contract/remediation.ts';
import type { Recommendation } from '../contract/recommendations.ts';
import type { Indicator } from '../contract/statistics.ts';
import type { TaskFigures } from '../contract/tasks.ts';
import type { Answer, AnswerSource } from '../contract/visits.ts';
import { indicatorOfCriterion } from './one-stop-indicators.ts';
import { type AnswerValue, isAnswered, isNotApplicable } from './scoring.ts';

export type AskedCriterion = Pick<
  Criterion,
  'id' | 'code' | 'domainId' | 'answerType' | 'naAllowed' | 'derivedFrom' | 'rule'
>;
export type FigureValue = Pick<DerivedFigure, 'numerator' | 'denominator' | 'count' | 'choice'>;

/** What a source offers to one criterion. */
export interface Offer extends FigureValue {
  readonly criterionId: string;
  readonly from: AnswerSource;
  readonly formula: string | null;
}

const nothing: FigureValue = { numerator: null, denominator: null, count: null, choice: null };

/** The sources that a set names for a criterion: one, or several between bars. */
export function sourcesOf({ derivedFrom }: Pick<Criterion, 'derivedFrom'>): readonly string[] {
  return (derivedFrom ?? '')
    .split('|')
    .map((source) => source.trim())
    .filter((source) => source !== '');
}

/** Only what the criterion takes, and nothing impossible: a part that exceeds its whole answers nothing. */
export function fits({ answerType, naAllowed }: AskedCriterion, value: FigureValue): boolean {
  switch (answerType) {
    case 'percentage':
      if (value.numerator === null || value.denominator === null) return false;
      if (value.denominator === 0) return naAllowed && value.numerator === 0;
      return value.numerator <= value.denominator;
    case 'count':
      return value.count !== null;
    case 'yes_partial_no':
      return value.choice !== null;
    case 'yes_no':
      return value.choice !== null && value.choice !== 'partial';
    case 'score':
      return false;
  }
}

// ── Sources ──────────────────────────────────────────────────────────────────────────────────────────────

export interface ReportFigures {
  readonly from: AnswerSource;
  readonly indicators: readonly Indicator[];
}

export function statisticsOffers(
  criteria: readonly AskedCriterion[],
  { from, indicators }: ReportFigures,
): Offer[] {
  return criteria.flatMap((criterion) => {
    const key = indicatorOfCriterion(criterion);
    const indicator = key === null ? undefined : indicators.find((one) => one.key === key);
    if (indicator === undefined || indicator.numerator === null) return [];
    const { numerator, denominator, formula } = indicator;
    const value = criterion.answerType === 'count' ? { count: numerator } : { numerator, denominator };
    return [{ criterionId: criterion.id, from, formula, ...nothing, ...value }];
  });
}

/** Every percentage that the set answers from one source takes the same share. */
function shareOffers(
  criteria: readonly AskedCriterion[],
  from: AnswerSource,
  formula: string,
  share: { readonly numerator: number; readonly denominator: number },
): Offer[] {
  return criteria
    .filter((one) => one.answerType === 'percentage' && sourcesOf(one).includes(from.source))
    .map((one) => ({ criterionId: one.id, from, formula, ...nothing, ...share }));
}

export function taskOffers(
  criteria: readonly AskedCriterion[],
  from: AnswerSource,
  { due, doneOnTime }: Pick<TaskFigures, 'due' | 'doneOnTime'>,
): Offer[] {
  if (due === 0) return [];
  return shareOffers(criteria, from, 'nhiệm vụ hoàn thành đúng hạn / nhiệm vụ đến hạn', {
    numerator: doneOnTime,
    denominator: due,
  });
}

export type EarlierRecommendation = Pick<Recommendation, 'status' | 'dueOn'> & {
  /** Null where nobody has. */
  readonly verifiedOn?: string | null;
};

/** Verified by the day out of due by the day. What was given on to others or no longer applies is nobody's debt. */
export function remedied(
  recommendations: readonly EarlierRecommendation[],
  on: string,
): { readonly due: number; readonly verified: number } {
  const due = recommendations.filter(
    ({ status, dueOn }) =>
      status !== 'no_longer_applicable' && status !== 'transferred' && dueOn !== null && dueOn <= on,
  );
  const isVerified = ({ status, verifiedOn = null }: EarlierRecommendation) =>
    status === 'verified' && (verifiedOn === null || verifiedOn <= on);
  return { due: due.length, verified: due.filter(isVerified).length };
}

export function recommendationOffers(
  criteria: readonly AskedCriterion[],
  from: AnswerSource,
  { due, verified }: ReturnType<typeof remedied>,
): Offer[] {
  if (due === 0) return [];
  return shareOffers(criteria, from, 'kiến nghị đã khắc phục / kiến nghị đến hạn', {
    numerator: verified,
    denominator: due,
  });
}

/** Whether every report on what the round before recommended came in time; null while nobody can tell. */
export function reportedBackInTime(states: readonly RemediationPaper['state'][]): 'yes' | 'no' | null {
  if (states.some((state) => state === 'late' || state === 'missing')) return 'no';
  return states.length > 0 && states.every((state) => state === 'on_time') ? 'yes' : null;
}

/** What the set answers with yes or no from earlier recommendations asks for the report on them. */
export function reportBackOffers(
  criteria: readonly AskedCriterion[],
  from: AnswerSource,
  choice: 'yes' | 'no',
): Offer[] {
  return criteria
    .filter((one) => one.answerType === 'yes_no' && sourcesOf(one).includes(from.source))
    .map((one) => ({ criterionId: one.id, from, formula: null, ...nothing, choice }));
}

/** Where nothing had to be sent yet, there is nothing to tell. */
export function reportingOffers(
  criteria: readonly AskedCriterion[],
  from: AnswerSource,
  { required, onTime }: { readonly required: number; readonly onTime: number },
): Offer[] {
  if (required === 0) return [];
  return shareOffers(criteria, from, 'báo cáo gửi đúng hạn / báo cáo phải gửi', {
    numerator: onTime,
    denominator: required,
  });
}

/** A figure that its source has worked out for a criterion by its code. */
export interface CodedFigure extends FigureValue {
  readonly code: string;
  readonly formula: string | null;
}

export function codedOffers(
  criteria: readonly AskedCriterion[],
  from: AnswerSource,
  figures: readonly CodedFigure[],
): Offer[] {
  return criteria
    .filter((one) => sourcesOf(one).includes(from.source))
    .flatMap((criterion) =>
      figures
        .filter(({ code }) => code === criterion.code)
        .map(({ numerator, denominator, count, choice, formula }) => ({
          criterionId: criterion.id,
          from,
          formula,
          numerator,
          denominator,
          count,
          choice,
        })),
    );
}

// ── Beside the answers ───────────────────────────────────────────────────────────────────────────────────

export type PresentAnswer = AnswerValue & Pick<Answer, 'criterionId'> & { readonly note?: string | null };

/** The answer says just what the figure says; a percentage of nothing is N/A, whichever way it was said. */
export function saysSame(criterion: AskedCriterion, answer: AnswerValue, value: FigureValue): boolean {
  if (isNotApplicable(criterion, answer)) {
    return criterion.answerType === 'percentage' && value.denominator === 0;
  }
  switch (criterion.answerType) {
    case 'percentage':
      return answer.numerator === value.numerator && answer.denominator === value.denominator;
    case 'count':
      return answer.count === value.count;
    default:
      return answer.choice === value.choice;
  }
}

/** What can be taken over: the first offer that fits a criterion, in the order of the criteria. */
export function derivedFigures(
  criteria: readonly AskedCriterion[],
  answers: readonly PresentAnswer[],
  offers: readonly Offer[],
): (DerivedFigure & { readonly from: AnswerSource })[] {
  const answered = new Map(answers.map((answer) => [answer.criterionId, answer]));
  return criteria.flatMap((criterion) => {
    const offer = offers.find((one) => one.criterionId === criterion.id && fits(criterion, one));
    if (offer === undefined) return [];
    const answer = answered.get(criterion.id);
    const isThere = answer !== undefined && isAnswered(criterion, answer);
    const same = isThere && saysSame(criterion, answer, offer);
    const { numerator, denominator, count, choice, formula, from } = offer;
    return [
      {
        criterionId: criterion.id,
        source: from.source,
        label: from.label,
        formula,
        numerator,
        denominator,
        count,
        choice,
        same,
        differs: isThere && !same,
        from,
      },
    ];
  });
}
