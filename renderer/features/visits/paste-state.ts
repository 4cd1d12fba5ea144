// What becomes of one pasted row beside the answer that stands there. Pure.
import type { PastedRow } from '../../../core/rules/checklist-entry.ts';
import { isAnswered } from '../../../core/rules/scoring.ts';
import type { AnswerRow } from './answer-row.ts';

/** `kept`: what a person answered is not replaced unasked. `same`: nothing would change. */
export type PasteState = 'new' | 'replaces' | 'same' | 'kept' | 'fault';

export function pasteStateOf(
  { criterion, reading }: Pick<PastedRow, 'criterion' | 'reading'>,
  present: AnswerRow,
  replace: boolean,
  scoring: boolean,
): PasteState {
  if (criterion === null || !reading.ok) return 'fault';
  const after: AnswerRow = { ...present, ...reading.patch };
  if ((Object.keys(after) as (keyof AnswerRow)[]).every((key) => after[key] === present[key])) return 'same';
  const filled = isAnswered(criterion, present, scoring);
  const noteLost =
    reading.patch.note !== undefined &&
    (present.note ?? '').trim() !== '' &&
    reading.patch.note !== present.note;
  if (!filled && !noteLost) return 'new';
  return replace ? 'replaces' : 'kept';
}
