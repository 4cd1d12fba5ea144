// Warnings of Biểu II.06a in a sentence.
import type {
  StatisticsCheck,
  StatisticsColumn,
  StatisticsCount,
  StatisticsLine,
} from '../../../core/contract/statistics.ts';
import { sumRules } from '../../../core/rules/one-stop-checks.ts';
import { columnNumbers } from '../../../core/rules/one-stop-form.ts';
import { formatCount } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

export function signedCount(value: number): string {
  return `${value > 0 ? '+' : '−'}${formatCount(Math.abs(value))}`;
}

/** "Hộ tịch", "dòng 3" where it has no name, "Tổng". */
export function lineLabel(lines: readonly StatisticsLine[], line: number, t: Texts): string {
  const row = lines[line];
  if (row === undefined || row.fieldName.trim() === '') {
    return row?.isTotal === true ? t.statistics.total : t.statistics.lineName(formatCount(line + 1));
  }
  return row.fieldName;
}

/** "Hộ tịch: cột 3 ghi 12, cột 4 + cột 5 + cột 6 = 7". */
export function checkWords(check: StatisticsCheck, lines: readonly StatisticsLine[], t: Texts): string {
  const w = t.statistics;
  const [found, expected] = [formatCount(check.found), formatCount(check.expected)];
  const column = (key: StatisticsColumn) => w.column(String(columnNumbers[key]));
  const at = (text: string) => (check.line === null ? text : w.atLine(lineLabel(lines, check.line, t), text));
  const sum = sumRules.find(({ rule }) => rule === check.rule);
  if (sum !== undefined) {
    return at(w.sumCheck(column(sum.whole), found, sum.parts.map(column).join(' + '), expected));
  }
  if (check.rule === 'total_row')
    return w.totalCheck(column(check.column as StatisticsColumn), found, expected);
  if (check.rule === 'carried_over') return w.carriedCheck(found, expected);
  return w.partCheck(w.counts[check.column as StatisticsCount], found, expected);
}
