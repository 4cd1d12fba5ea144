/**
 * How an answer is written, whoever writes it: a person at the line, a pasted column, figures taken over. Checks what
 * the criterion asks for; a figure that a person changes loses the mark of where it was taken over from.
 */
import { AppError, type FieldError } from '../../core/contract/error.ts';
import type { Parsed } from '../../core/contract/index.ts';
import type { AnswerSource } from '../../core/contract/visits.ts';
import { judgedPoints } from '../../core/rules/scoring.ts';
import type { StoredAnswer } from '../../db/answers.ts';
import type { StoredCriterion } from '../../db/criteria.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import type { Ids } from '../ids.ts';
import type { Loose } from './context.ts';

export type AnswerPatch = Parsed<'answers.save'>['patch'];

/** What of an answer is its figure or choice, and not the words around it. */
export const valueKeys = ['notApplicable', 'choice', 'numerator', 'denominator', 'count', 'points'] as const;
type Values = Pick<StoredAnswer, (typeof valueKeys)[number]>;

const nothing: Values = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
};

/** The values of the answer once the patch is on it. */
function patched(present: Values | undefined, patch: Loose<Values>): Values {
  const base = present ?? nothing;
  const next: Record<string, unknown> = {};
  for (const key of valueKeys) next[key] = patch[key] === undefined ? base[key] : patch[key];
  return next as unknown as Values;
}

/**
 * Only what the answer type asks for; nulls always fit, so that an answer can be emptied. A part is never more than its
 * whole, whichever of the two the patch carries.
 */
export function answerFaults(
  criterion: StoredCriterion,
  present: Values | undefined,
  patch: Loose<Values>,
): FieldError[] {
  const { answerType, maxPoints, naAllowed } = criterion;
  const faults: FieldError[] = [];
  const refuse = (key: string, limit?: number) =>
    faults.push({ path: key, code: 'VALIDATION', ...(limit === undefined ? {} : { limit }) });
  if (patch.notApplicable === true && !naAllowed) refuse('notApplicable');
  if (
    patch.choice != null &&
    answerType !== 'yes_partial_no' &&
    (answerType !== 'yes_no' || patch.choice === 'partial')
  ) {
    refuse('choice');
  }
  for (const key of ['numerator', 'denominator'] as const) {
    if (patch[key] != null && answerType !== 'percentage') refuse(key);
  }
  if (patch.count != null && answerType !== 'count') refuse('count');
  if (patch.points != null) {
    if (answerType !== 'score' && criterion.scoring !== 'judged') refuse('points');
    // The steps of the rule, 0 and the maximum among them.
    else if (!judgedPoints(criterion).includes(patch.points)) refuse('points', maxPoints);
  }
  if (faults.length === 0 && (patch.numerator !== undefined || patch.denominator !== undefined)) {
    const { numerator, denominator } = patched(present, patch);
    if (numerator !== null && denominator !== null && numerator > denominator) {
      refuse(patch.numerator === undefined ? 'denominator' : 'numerator', denominator);
    }
  }
  return faults;
}

/** Refuses with every fault, each at its field below `base` ("patch", "items.3.patch"). */
export function checkAnswer(
  criterion: StoredCriterion,
  present: Values | undefined,
  patch: Loose<Values>,
  base = 'patch',
): void {
  const faults = answerFaults(criterion, present, patch);
  if (faults.length > 0) {
    throw new AppError('VALIDATION', {
      fields: faults.map((fault) => ({ ...fault, path: `${base}.${fault.path}` })),
    });
  }
}

export interface AnswerWrite {
  readonly visitId: string;
  readonly criterionId: string;
  readonly patch: AnswerPatch;
  /** Where the figures come from, where they are taken over. Left out: a person writes. */
  readonly derived?: AnswerSource;
  /** The answer as it stands, where the caller has read it: null says that there is none. */
  readonly present?: StoredAnswer | null;
  /** What the caller read; null takes whatever is there. */
  readonly rev?: number | null;
}

/** Writes one answer inside a command. The caller has checked visit, criterion and patch. */
export function writeAnswer(
  write: Writer,
  stores: Pick<Stores, 'answers'>,
  ids: Pick<Ids, 'next'>,
  { visitId, criterionId, patch, derived, present, rev }: AnswerWrite,
): void {
  const old = present === undefined ? stores.answers.find(visitId, criterionId) : (present ?? undefined);
  const next = patched(old, patch);
  if (old === undefined) {
    write.insert('answer', { id: ids.next(), visitId, criterionId, ...patch, derived: derived ?? null });
    return;
  }
  const moved = valueKeys.some((key) => next[key] !== old[key]);
  const mark = derived === undefined ? (moved ? { derived: null } : {}) : { derived };
  write.update('answer', old.id, rev ?? null, { ...patch, ...mark });
}
