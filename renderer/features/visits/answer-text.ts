// An answer in a few words, for where it is only read: "Một phần", "105/112 = 93,75 %", "3".
import type { AnswerValue } from '../../../core/rules/scoring.ts';
import { formatCount, formatHundredths, formatPercent } from '../../../core/rules/format.ts';
import type { Texts } from '../../i18n/text.tsx';

/** Empty where nothing is answered. `share` adds the percentage of a part and its whole. */
export function answerText(answer: AnswerValue | undefined, t: Texts, share = true): string {
  if (answer === undefined) return '';
  const { notApplicable, choice, numerator, denominator, count, points } = answer;
  if (notApplicable) return t.visits.workspace.notApplicableShort;
  if (choice !== null) return t.labels.answerChoice[choice];
  if (numerator !== null || denominator !== null) {
    const figure = (value: number | null) => (value === null ? '…' : formatCount(value));
    const pair = `${figure(numerator)}/${figure(denominator)}`;
    const percent =
      share && numerator !== null && denominator !== null ? formatPercent(numerator, denominator) : null;
    return percent === null ? pair : `${pair} = ${percent}`;
  }
  if (count !== null) return formatCount(count);
  return points === null ? '' : formatHundredths(points);
}
