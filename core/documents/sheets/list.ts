// A list of the application as it is shown, laid out for paper: a title, what is filtered, how many, and the table.
import type { ListColumn } from '../../contract/lists.ts';
import { type ListRow, shownCell } from '../../exchange/list-file.ts';
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { Align, DocumentModel } from '../model.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import { shortDate } from '../wording/dates.ts';
import { formatInteger } from '../wording/numbers.ts';
import { cleanText, oneLine } from '../wording/text.ts';
import { sheetTable } from './sheet.ts';

export interface ListSheetFacts {
  readonly title: string;
  readonly subtitle: string | null;
  readonly columns: readonly ListColumn[];
  readonly rows: readonly ListRow[];
  readonly officeName: string | null;
  /** The day it is printed: a list is true of one day. */
  readonly today: string;
  readonly illustrative: boolean;
}

const alignOf: Readonly<Record<ListColumn['kind'], Align>> = {
  text: 'left',
  count: 'right',
  percent: 'right',
  points: 'right',
  day: 'center',
};
/** More columns than these do not fit beside each other on an upright page. */
const UPRIGHT = 5;
const GAP_MM = 3;

export function listSheet(facts: ListSheetFacts): DocumentModel {
  const { columns, rows } = facts;
  const table = sheetTable(
    columns.map(({ label, kind, width }) => ({ text: label, width: width ?? 10, align: alignOf[kind] })),
    rows.map((row) => columns.map(({ kind }, index) => cleanText(shownCell(row[index] ?? null, kind)))),
  );
  const office = cleanText(facts.officeName ?? '').trim();
  return {
    profile: style.profile,
    title: oneLine(facts.title),
    author: office,
    ...(columns.length > UPRIGHT ? { landscape: true } : {}),
    marks: { illustrative: facts.illustrative, draft: false },
    blocks: [
      ...(office === '' ? [] : [paragraph('table_cell', office, { keepNext: true, align: 'left' as const })]),
      paragraph('title', facts.title, { upper: true, keepNext: true }),
      ...(facts.subtitle === null || facts.subtitle.trim() === ''
        ? []
        : [paragraph('appendix_reference', `(${facts.subtitle})`, { keepNext: true })]),
      spacer(GAP_MM),
      paragraph('table_cell', `Tổng số: ${formatInteger(rows.length)} · Ngày in: ${shortDate(facts.today)}`, {
        keepNext: true,
        align: 'left',
      }),
      spacer(GAP_MM),
      // Nothing stands below that the last line has to stay with.
      {
        ...table,
        rows: table.rows.map((row) => row.map((cell) => ({ ...cell, keepNext: false }))),
      },
    ],
  };
}
