// An answer in a cell of a sheet: what was said, and the place where it is written by hand.
import { formatFigures, formatHundredths, formatInteger, formatPercent } from '../wording/numbers.ts';
import type { AnswerFacts, CriterionFacts } from './facts-desk.ts';

const choices = { yes: 'Có', partial: 'Một phần', no: 'Không' } as const;
/** In the repertoire of every Times New Roman. */
const BOX = '□';
const PLACE = '………';
/** Wide enough to tell two boxes apart; no renderer makes one of it. */
const APART = '\u00a0'.repeat(4);

/** `Có`, `45/52 = 86,54%`, `3`, `0,75 điểm`; the empty text where nothing was answered. */
export function answerText(
  criterion: Pick<CriterionFacts, 'answerType'>,
  answer: AnswerFacts | null,
): string {
  if (answer === null) return '';
  if (answer.notApplicable) return 'Không áp dụng';
  const points = answer.points === null ? '' : `${formatHundredths(answer.points)} điểm`;
  switch (criterion.answerType) {
    case 'yes_no':
    case 'yes_partial_no':
      return [answer.choice === null ? '' : choices[answer.choice], points]
        .filter((part) => part !== '')
        .join('; ');
    case 'count':
      return answer.count === null ? points : formatInteger(answer.count);
    case 'percentage':
      return shareText(answer.numerator, answer.denominator) || points;
    case 'score':
      return points;
  }
}

/** `45/52 = 86,54%`; what is missing is a blank. */
export function shareText(numerator: number | null, denominator: number | null): string {
  if (numerator === null && denominator === null) return '';
  const part = numerator === null ? '…' : formatInteger(numerator);
  const whole = denominator === null ? '…' : formatInteger(denominator);
  const share = numerator === null || denominator === null ? null : formatPercent(numerator, denominator);
  return `${part}/${whole}${share === null ? '' : `\u00a0=\u00a0${share}`}`;
}

/** In a sentence: `(số liệu: 45/52 = 86,54%)`. */
export function answerFigures(answer: AnswerFacts): string {
  return answer.count === null
    ? formatFigures(answer.numerator, answer.denominator, null)
    : formatFigures(answer.count, null, null);
}

/** Boxes to tick, or places for figures. */
export function answerPlace(criterion: CriterionFacts): string {
  const none = criterion.naAllowed ? [`${BOX} Không áp dụng`] : [];
  switch (criterion.answerType) {
    case 'yes_no':
      return [`${BOX} Có${APART}${BOX} Không`, ...none].join('\n');
    case 'yes_partial_no':
      return [`${BOX} Có${APART}${BOX} Một phần`, `${BOX} Không`, ...none].join('\n');
    case 'percentage':
      return [`${PLACE} / ${PLACE}`, ...none].join('\n');
    case 'count':
      return [`Số lượng: ${PLACE}`, ...none].join('\n');
    case 'score':
      return [PLACE, ...none].join('\n');
  }
}

/** The points that may be given: `0 … 1, bước 0,25` where the steps are even. */
export function levelsText(levels: readonly number[]): string {
  const [first = 0, second = 0] = levels;
  const last = levels.at(-1) ?? 0;
  const step = second - first;
  const even = levels.every((level, index) => index === 0 || level - (levels[index - 1] ?? 0) === step);
  if (levels.length < 3 || !even) return levels.map(formatHundredths).join('; ');
  return `0 – ${formatHundredths(last)}, bước ${formatHundredths(step)}`;
}
