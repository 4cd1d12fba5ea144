/** What a spreadsheet is to the pipeline, whatever file it came from. Rows and columns count from 1, as Excel does. */

import { isUnicodeOnly } from './old-encoding.ts';

export type CellKind = 'text' | 'number' | 'date' | 'boolean' | 'error';

export interface Cell {
  readonly kind: CellKind;
  /** A date is its serial number (1 January 1900 is 1); an error is its code (#REF!). */
  readonly value: string | number | boolean;
  /** What Excel shows for a number, where that is more than its digits ("00004", "1.10", "98%"). */
  readonly shown?: string;
  /** A formula stands here; `value` is what the file keeps as its result, the empty text where it keeps none. */
  readonly formula?: true;
}

export interface SheetRow {
  readonly row: number;
  readonly hidden?: true;
  /** By column; holes are empty cells. Index 0 is never used. */
  readonly cells: readonly (Cell | undefined)[];
}

export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** In order; only rows where something stands. */
  readonly rows: readonly SheetRow[];
  readonly lastRow: number;
  readonly lastColumn: number;
  readonly merges: readonly Merge[];
  readonly hiddenColumns: readonly number[];
  /** More rows or columns than are read; such a sheet is not imported. */
  readonly overflow: { readonly what: 'rows' | 'columns'; readonly limit: number } | null;
}

export interface Workbook {
  readonly format: 'xlsx' | 'csv';
  readonly sheets: readonly Sheet[];
}

/** 1 → A, 27 → AA. */
export function columnLetter(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/** A → 1, AA → 27; 0 where it is no column of Excel. */
export function columnNumber(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/u.test(letters)) return 0;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column <= 16_384 ? column : 0;
}

/** A serial number as an ISO day; undefined outside of 1900–2199. Numbers before March 1900 repeat Excel's own slip. */
export function dayOfSerial(serial: number): string | undefined {
  const whole = Math.floor(serial);
  if (!(whole >= 61 && whole <= 109_574)) return undefined;
  return new Date((whole - 25_569) * 86_400_000).toISOString().slice(0, 10);
}

/** dd/mm/yyyy, as people here write days. */
export function writtenDay(iso: string): string {
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** What a person sees in the cell. */
export function shownText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  if (cell.shown !== undefined) return cell.shown;
  if (cell.kind === 'date' && typeof cell.value === 'number') {
    const day = dayOfSerial(cell.value);
    return day === undefined ? String(cell.value) : writtenDay(day);
  }
  if (cell.kind === 'boolean') return cell.value === true ? 'TRUE' : 'FALSE';
  return typeof cell.value === 'number' ? plainNumber(cell.value) : String(cell.value);
}

/** A number in decimal digits, never with an exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
  if (!/e/u.test(text)) return text;
  return Math.abs(value) >= 1
    ? BigInt(Math.round(value)).toString()
    : value.toFixed(20).replace(/\.?0+$/u, '');
}

const UNCLEAN = /[\u00ad\u200b-\u200d\u2060\ufeff]|[^\S ]| {2}|^ | $/u;

/** Text as it is kept: NFC, no invisible characters, no space at either end or twice within a line. */
export function cleanText(text: string): string {
  const composed = text.normalize('NFC');
  // Nearly every cell is clean already, and a sheet has half a million of them.
  if (!UNCLEAN.test(composed)) return composed;
  // In TCVN3 the soft hyphen is the letter ư, so it is only thrown away where the text is Unicode.
  return (isUnicodeOnly(composed) ? composed.replaceAll('\u00ad', '') : composed)
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .trim();
}

/** At most `limit` characters, for messages. */
export function shorten(text: string, limit = 80): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  // No letter takes less than one unit: most texts need not be taken apart.
  if (line.length <= limit) return line;
  const letters = Array.from(line);
  return letters.length <= limit ? line : `${letters.slice(0, limit - 1).join('')}…`;
}
