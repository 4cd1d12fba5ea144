// What was understood of a typed or pasted answer, and what not, in words.
import type { EntryCriterion, EntryFault, EntryPatch } from '../../../core/rules/checklist-entry.ts';
import { formatCount, formatHundredths } from '../../../core/rules/format.ts';
import type { Texts } from '../../i18n/text.tsx';
import { emptyAnswer } from './answer-row.ts';
import { answerText } from './answer-text.ts';

export function patchWords(
  criterion: Pick<EntryCriterion, 'answerType'>,
  patch: EntryPatch,
  scoring: boolean,
  t: Texts,
): string {
  const { note } = patch;
  const said = answerText({ ...emptyAnswer, ...patch }, t);
  if (said === '' && criterion.answerType === 'score' && !scoring) return `“${note ?? ''}”`;
  return note === undefined ? said : `${said} · ${t.desk.entry.withNote(note)}`;
}

export function faultWords(
  fault: EntryFault,
  limits: readonly number[] | undefined,
  criterion: Pick<EntryCriterion, 'answerType'> | null,
  t: Texts,
): string {
  const words = t.desk.entry.faults;
  if (fault === 'BAD_POINTS') return words.BAD_POINTS((limits ?? []).map(formatHundredths).join(' · '));
  if (fault === 'PART_EXCEEDS_WHOLE') {
    const [part = 0, whole = 0] = limits ?? [];
    return words.PART_EXCEEDS_WHOLE(formatCount(part), formatCount(whole));
  }
  if (fault === 'NOT_UNDERSTOOD' || fault === 'WORDS_FOR_FIGURES' || fault === 'FIGURES_FOR_WORDS') {
    return `${words[fault]} ${criterion === null ? '' : t.desk.entry.expects[criterion.answerType]}`.trim();
  }
  return words[fault];
}
