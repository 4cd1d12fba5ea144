// The agency's answers beside the team's, line by line, and which of them a filter shows. Pure.
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { SelfAnswer } from '../../../core/contract/self-reports.ts';
import type { Answer } from '../../../core/contract/visits.ts';
import { isAnswered, isNotApplicable, type AnswerValue } from '../../../core/rules/scoring.ts';

export const selfFilters = ['all', 'answered', 'missing', 'different'] as const;
export type SelfFilter = (typeof selfFilters)[number];

export interface SelfLine {
  readonly criterion: Criterion;
  readonly own: SelfAnswer | undefined;
  readonly team: Answer | undefined;
  readonly answered: boolean;
  /** Both have answered, and not the same. */
  readonly differs: boolean;
}

function sameValue(criterion: Criterion, one: AnswerValue, other: AnswerValue): boolean {
  const [without, otherWithout] = [isNotApplicable(criterion, one), isNotApplicable(criterion, other)];
  if (without || otherWithout) return without === otherWithout;
  return (['choice', 'numerator', 'denominator', 'count', 'points'] as const).every(
    (key) => one[key] === other[key],
  );
}

export function selfLines(
  criteria: readonly Criterion[],
  own: readonly SelfAnswer[],
  team: readonly Answer[],
  scoring: boolean,
): readonly SelfLine[] {
  const ownBy = new Map(own.map((answer) => [answer.criterionId, answer]));
  const teamBy = new Map(team.map((answer) => [answer.criterionId, answer]));
  return criteria.map((criterion) => {
    const [mine, theirs] = [ownBy.get(criterion.id), teamBy.get(criterion.id)];
    const answered = mine !== undefined && isAnswered(criterion, mine, scoring);
    const differs =
      answered &&
      theirs !== undefined &&
      isAnswered(criterion, theirs, scoring) &&
      !sameValue(criterion, mine, theirs);
    return { criterion, own: mine, team: theirs, answered, differs };
  });
}

export function shownLines(lines: readonly SelfLine[], filter: SelfFilter): readonly SelfLine[] {
  if (filter === 'answered') return lines.filter(({ answered }) => answered);
  if (filter === 'missing') return lines.filter(({ answered }) => !answered);
  if (filter === 'different') return lines.filter(({ differs }) => differs);
  return lines;
}
