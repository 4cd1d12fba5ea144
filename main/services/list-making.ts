/**
 * Makes the file of a list, or the page that is printed of it, and reads it back: what is handed out holds every row and
 * every cell as it was given. Runs in a thread or on the spot; knows no database.
 */
import type { ListColumn } from '../../core/contract/lists.ts';
import { listSheet, type ListSheetFacts } from '../../core/documents/sheets/list.ts';
import { documentHtml } from '../../core/documents/to-html.ts';
import { csvCell, csvText, type ListRow, readCsvText, unguardText } from '../../core/exchange/list-file.ts';
import type { Cell } from '../../core/exchange/sheet/cell.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';
import { type WorkbookColumn, writable, writeWorkbook } from '../spreadsheet/write-workbook.ts';

export interface ListOrder extends ListSheetFacts {
  readonly format: 'xlsx' | 'csv' | 'pdf';
}
export type MadeList =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Only the main thread can print. */
  | { readonly kind: 'page'; readonly html: string; readonly css: string };

export async function makeList(order: ListOrder): Promise<MadeList> {
  switch (order.format) {
    case 'xlsx': {
      const bytes = await writeWorkbook({ sheets: [sheetOf(order)] });
      checkWorkbook(bytes, order);
      return { kind: 'bytes', bytes };
    }
    case 'csv': {
      const bytes = new TextEncoder().encode(`\ufeff${csvText(order.columns, order.rows)}`);
      checkCsv(bytes, order);
      return { kind: 'bytes', bytes };
    }
    case 'pdf': {
      const { html, css } = documentHtml(listSheet(order));
      const lines = html.match(/<tr[\s>]/gu)?.length ?? 0;
      // One line is the head's.
      if (lines !== order.rows.length + 1) throw lost(`${lines} lines of ${order.rows.length + 1}`);
      return { kind: 'page', html, css };
    }
  }
}

function lost(what: string): Error {
  return new Error(`The list was not written whole: ${what}`);
}

/** Characters that Excel counts, of all columns together. */
const WIDE = 150;

function sheetOf({ title, subtitle, columns, rows, illustrative }: ListOrder) {
  const shares = columns.reduce((sum, { width }) => sum + (width ?? 10), 0);
  const shown = columns.map(({ label, kind, width }): WorkbookColumn => {
    const characters = Math.round((WIDE * (width ?? 10)) / shares);
    return {
      header: kind === 'percent' && !label.includes('%') ? `${label} (%)` : label,
      width: Math.min(70, Math.max(kind === 'text' ? 12 : 11, characters)),
      type: kind === 'text' ? 'text' : kind === 'day' ? 'day' : 'number',
      wrap: kind === 'text',
    };
  });
  return {
    name: title,
    titles: [
      title,
      ...(illustrative ? ['Có số liệu minh họa, không phải số liệu thật'] : []),
      ...(subtitle === null || subtitle.trim() === '' ? [] : [subtitle]),
    ],
    columns: shown,
    rows: rows.map((row) => columns.map(({ kind }, index) => sheetValue(row[index] ?? null, kind))),
  };
}

/** No text at all, though XML would let some of them pass. */
const NONCHARACTERS = /[\p{Noncharacter_Code_Point}\ufffd]/gu;

/** Hundredths as the number that they mean; a text of a column of numbers stays a text. */
function sheetValue(value: ListRow[number], kind: ListColumn['kind']): string | number | null {
  if (typeof value === 'string') return value.replace(NONCHARACTERS, '');
  return value !== null && (kind === 'percent' || kind === 'points') ? value / 100 : value;
}

const EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/** What the cell must hold when the file is opened, as text. */
function expected(value: ListRow[number], kind: ListColumn['kind']): string {
  if (value === null || value === '') return '';
  if (typeof value === 'string') {
    if (kind === 'day' && /^\d{4}-\d{2}-\d{2}$/u.test(value)) {
      return `date ${(Date.parse(`${value}T00:00:00Z`) - EPOCH) / DAY}`;
    }
    if (kind !== 'text' && kind !== 'day' && /^-?\d{1,15}(\.\d+)?$/u.test(value)) {
      return `number ${String(Number(value))}`;
    }
    const kept = writable(value.replace(NONCHARACTERS, '')).replace(/_x([0-9A-F]{4})_/gu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    // A cell of nothing but blanks is read as none.
    return kept.trim() === '' ? '' : `text ${kept}`;
  }
  return kind === 'text' || kind === 'day' || kind === 'count'
    ? `number ${String(value)}`
    : `number ${String(value / 100)}`;
}

function found(cell: Cell | undefined): string {
  if (cell === undefined || String(cell.value).trim() === '') return '';
  if (cell.formula === true) throw lost('a cell became a formula');
  return `${cell.kind} ${String(cell.value)}`;
}

function checkWorkbook(bytes: Uint8Array, order: ListOrder): void {
  const sheet = readWorkbook(Buffer.from(bytes), 'list.xlsx').sheets[0];
  if (sheet === undefined) throw lost('no sheet');
  const head = sheetOf(order).titles.length + 1;
  const byRow = new Map(sheet.rows.map((row) => [row.row, row.cells]));
  if (sheet.lastRow > head + order.rows.length) throw lost(`${sheet.lastRow} rows`);
  order.rows.forEach((row, at) => {
    const cells = byRow.get(head + at + 1);
    order.columns.forEach(({ kind }, index) => {
      const wanted = expected(row[index] ?? null, kind);
      const read = found(cells?.[index + 1]);
      if (read !== wanted) throw lost(`row ${at + 1}, column ${index + 1}: ${read.slice(0, 60)}`);
    });
  });
}

function checkCsv(bytes: Uint8Array, { columns, rows }: ListOrder): void {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.startsWith('\ufeff')) throw lost('no mark of UTF-8');
  const read = readCsvText(text.slice(1));
  if (read.length !== rows.length + 1) throw lost(`${read.length - 1} rows of ${rows.length}`);
  read.slice(1).forEach((cells, at) => {
    const wanted = columns.map(({ kind }, index) => unguardText(csvCell(rows[at]?.[index] ?? null, kind)));
    if (cells.length !== wanted.length || cells.some((cell, index) => cell !== wanted[index])) {
      throw lost(`row ${at + 1}`);
    }
  });
}
