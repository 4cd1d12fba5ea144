/** Which lines of a checklist a filter shows, and which of them "đạt" in one go may answer. Pure. */
import type { Criterion } from '../contract/criteria.ts';
import {
  type AnswerValue,
  earnedPoints,
  isAnswered,
  isNotApplicable,
  lacksExplanation,
  type ScoredCriterion,
} from './scoring.ts';

export const checklistFilters = ['all', 'unanswered', 'below', 'unexplained', 'changed', 'noted'] as const;
export type ChecklistFilter = (typeof checklistFilters)[number];

type Value = AnswerValue & { readonly note?: string | null; readonly documentsSeen?: string | null };

/** Answered with less than everything; where no rule gives points, with anything but a plain yes. */
export function isBelowFull(criterion: ScoredCriterion, answer: AnswerValue): boolean {
  if (isNotApplicable(criterion, answer)) return false;
  const earned = earnedPoints(criterion, answer);
  return earned === null ? answer.choice !== null && answer.choice !== 'yes' : earned < criterion.maxPoints;
}

/** Another choice or other figures than the agency gave itself. What either of them left open differs from nothing. */
export function differsFromSelf(criterion: ScoredCriterion, answer: Value, self: Value | undefined): boolean {
  if (self === undefined || !isAnswered(criterion, answer) || !isAnswered(criterion, self)) return false;
  if (isNotApplicable(criterion, answer) || isNotApplicable(criterion, self)) {
    return isNotApplicable(criterion, answer) !== isNotApplicable(criterion, self);
  }
  return (['choice', 'numerator', 'denominator', 'count', 'points'] as const).some(
    (key) => answer[key] !== self[key],
  );
}

/**
 * Another result than in the earlier round: of figures, which always differ from year to year, what they earn by today's
 * rule is compared, not the figures.
 */
export function differsFromEarlier(
  criterion: ScoredCriterion,
  answer: Value,
  earlier: Value | undefined,
): boolean {
  if (earlier === undefined || !isAnswered(criterion, answer) || !isAnswered(criterion, earlier))
    return false;
  const none = isNotApplicable(criterion, answer);
  if (none || isNotApplicable(criterion, earlier)) return none !== isNotApplicable(criterion, earlier);
  if (answer.choice !== null || earlier.choice !== null) return answer.choice !== earlier.choice;
  return earnedPoints(criterion, answer) !== earnedPoints(criterion, earlier);
}

export interface Beside {
  readonly self: Value | undefined;
  readonly earlier: Value | undefined;
}

export function fitsFilter(
  filter: ChecklistFilter,
  criterion: ScoredCriterion,
  answer: Value,
  beside: Beside,
  scoring: boolean,
): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'unanswered':
      return !isAnswered(criterion, answer, scoring);
    case 'below':
      return isBelowFull(criterion, answer);
    case 'unexplained':
      return lacksExplanation(criterion, answer, scoring);
    case 'changed':
      return (
        differsFromSelf(criterion, answer, beside.self) ||
        differsFromEarlier(criterion, answer, beside.earlier)
      );
    case 'noted':
      return (answer.note ?? '').trim() !== '' || (answer.documentsSeen ?? '').trim() !== '';
  }
}

/** What "đạt" for a whole group answers: unanswered choices. A figure is never invented. */
export function unansweredChoices<C extends Pick<Criterion, 'id' | 'answerType'>>(
  criteria: readonly C[],
  answerOf: (id: string) => Value | undefined,
): C[] {
  return criteria.filter((criterion) => {
    if (criterion.answerType !== 'yes_no' && criterion.answerType !== 'yes_partial_no') return false;
    const answer = answerOf(criterion.id);
    return answer === undefined || !isAnswered(criterion, answer);
  });
}
