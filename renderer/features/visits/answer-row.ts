// An answer as one line of the checklist edits it, and what a key does to it. Pure.
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Answer } from '../../../core/contract/visits.ts';

/** `rev` is null while the criterion has no answer. */
export interface AnswerRow {
  readonly rev: number | null;
  readonly notApplicable: boolean;
  readonly choice: 'yes' | 'partial' | 'no' | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly count: number | null;
  readonly points: number | null;
  readonly note: string | null;
  /** Documents seen at the desk without a file, one a line. */
  readonly documentsSeen: string | null;
}

export const emptyAnswer: AnswerRow = {
  rev: null,
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
  note: null,
  documentsSeen: null,
};

export function answerRow(answer: Answer | undefined): AnswerRow {
  if (answer === undefined) return emptyAnswer;
  const { rev, notApplicable, choice, numerator, denominator, count, points, note, documentsSeen } = answer;
  return { rev, notApplicable, choice, numerator, denominator, count, points, note, documentsSeen };
}

export type Choice = 'yes' | 'partial' | 'no';

/** The choices of a criterion in the order of the digits 1, 2, 3; none for answers that are numbers. */
export function choicesOf(type: Criterion['answerType']): readonly Choice[] {
  if (type === 'yes_no') return ['yes', 'no'];
  if (type === 'yes_partial_no') return ['yes', 'partial', 'no'];
  return [];
}

export type RowAction =
  | { readonly kind: 'choose'; readonly choice: Choice }
  | { readonly kind: 'type'; readonly digit: string }
  | { readonly kind: 'not_applicable' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'note' }
  | { readonly kind: 'move'; readonly by: number }
  | { readonly kind: 'first' }
  | { readonly kind: 'last' }
  | { readonly kind: 'next_unanswered' }
  | { readonly kind: 'next_unexplained' }
  | { readonly kind: 'command' }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'limitation' }
  | { readonly kind: 'strength' };

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const PAGE = 10;

/** What a key pressed on the line of a criterion (not inside a field) does; null for keys that are not ours. */
export function rowAction(
  key: Key,
  criterion: Pick<Criterion, 'answerType' | 'naAllowed'>,
): RowAction | null {
  if (key.ctrlKey || key.metaKey || key.altKey) return null;
  if (/^[0-9]$/.test(key.key)) {
    const choices = choicesOf(criterion.answerType);
    if (choices.length === 0) return { kind: 'type', digit: key.key };
    const choice = choices[Number(key.key) - 1];
    return choice === undefined ? null : { kind: 'choose', choice };
  }
  switch (key.key) {
    case 'ArrowDown':
      return { kind: 'move', by: 1 };
    case 'ArrowUp':
      return { kind: 'move', by: -1 };
    case 'PageDown':
      return { kind: 'move', by: PAGE };
    case 'PageUp':
      return { kind: 'move', by: -PAGE };
    case 'Home':
      return { kind: 'first' };
    case 'End':
      return { kind: 'last' };
    case 'Enter':
      return { kind: 'note' };
    case 'Delete':
      return { kind: 'clear' };
    case 'n':
    case 'N':
      return criterion.naAllowed ? { kind: 'not_applicable' } : null;
    case 'j':
    case 'J':
      return { kind: 'next_unanswered' };
    case 'l':
    case 'L':
      return { kind: 'next_unexplained' };
    case ';':
    case ':':
      return { kind: 'command' };
    case 'a':
    case 'A':
      return { kind: 'bulk' };
    case 'h':
    case 'H':
      return { kind: 'limitation' };
    case 'k':
    case 'K':
      return { kind: 'strength' };
    default:
      return null;
  }
}
