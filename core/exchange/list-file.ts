/**
 * A list as a file of rows: what each cell says on paper and in a CSV file. A text that a spreadsheet would take for a
 * formula is marked as text. Knows no bytes of XLSX and no page.
 */
import type { ListColumn } from '../contract/lists.ts';
import { isDay } from '../contract/day.ts';
import { formatHundredths, formatInteger } from '../documents/wording/numbers.ts';
import { shortDate } from '../documents/wording/dates.ts';

export type ListValue = string | number | null;
export type ListRow = readonly ListValue[];

/** What Excel, LibreOffice and others begin to calculate on; a sign that stands alone is none. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠][\s\S]/u;
const GUARDED = /^'+[=+\-@\t\r\n＝＋－＠][\s\S]/u;

/** The sign before it says "text". One more where there is one already, so that it can be taken away again. */
export function guardText(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
export function unguardText(text: string): string {
  return GUARDED.test(text) ? text.slice(1) : text;
}

/** As it is read on paper: 09/8/2019, 1.204, 98,53 %. */
export function shownCell(value: ListValue, kind: ListColumn['kind']): string {
  if (value === null) return '';
  if (typeof value === 'string') return kind === 'day' && isDay(value) ? shortDate(value) : value;
  switch (kind) {
    case 'percent':
      return `${formatHundredths(value)}\u00a0%`;
    case 'points':
      return formatHundredths(value);
    case 'count':
      return formatInteger(value);
    default:
      return String(value);
  }
}

/** As a spreadsheet set to Vietnamese takes it for what it is; numbers without groups. */
export function csvCell(value: ListValue, kind: ListColumn['kind']): string {
  if (value === null) return '';
  if (typeof value === 'string') {
    if (kind !== 'day' || !isDay(value)) return guardText(value.replace(/\r\n?/gu, '\n'));
    const [year = '', month = '', day = ''] = value.split('-');
    return `${day}/${month}/${year}`;
  }
  if (kind === 'percent') return `${plainHundredths(value)}%`;
  return kind === 'points' ? plainHundredths(value) : String(value);
}

function plainHundredths(value: number): string {
  return formatHundredths(value).replaceAll('.', '');
}

/** The sign between cells where the comma stands in numbers. */
const BETWEEN = ';';

function quoted(text: string): string {
  return /[;,"\n\r\t]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvText(columns: readonly ListColumn[], rows: readonly ListRow[]): string {
  const line = (cells: readonly string[]) => `${cells.map(quoted).join(BETWEEN)}\r\n`;
  return [
    line(columns.map(({ label }) => guardText(label))),
    ...rows.map((row) => line(columns.map(({ kind }, index) => csvCell(row[index] ?? null, kind)))),
  ].join('');
}

/** The cells of a file that `csvText` made, the marks taken away again. */
export function readCsvText(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const end = text.indexOf('"', at);
        if (end === -1) throw new Error('a quote is not closed');
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
    } else {
      const rest = /[^;\r]*/uy;
      rest.lastIndex = at;
      cell = rest.exec(text)?.[0] ?? '';
      at += cell.length;
    }
    row.push(unguardText(cell));
    if (text[at] === BETWEEN) at += 1;
    else if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`nothing may stand after a cell at ${at}`);
  }
  if (row.length > 0) throw new Error('the last line is not closed');
  return rows;
}
