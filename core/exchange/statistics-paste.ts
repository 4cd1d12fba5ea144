/**
 * A block copied from Excel into the grid of Biểu II.06a: the whole form with its headers, or cells from where the
 * cursor stands. Nothing is written that is no count; what could not be read is named by its place. Pure.
 */
import {
  type StatisticsColumn,
  statisticsColumns,
  type StatisticsLine,
  type StatisticsReport,
} from '../contract/statistics.ts';
import type { Cell, SheetRow } from './sheet/cell.ts';
import { cleanText } from './sheet/cell.ts';
import { convertCell } from './sheet/convert.ts';
import { isNumberingRow } from './sheet/header.ts';
import { readSheet } from './sheet/read-sheet.ts';
import type { FieldSpec } from './sheet/target.ts';
import { type FormRow, formRowOf, meaningsOf, noFigures, statisticsTarget } from './statistics-sheet.ts';

/** Columns of the grid: the name, then the figures in the order of the form. */
export type GridColumn = 'fieldName' | StatisticsColumn;
export const gridColumns: readonly GridColumn[] = ['fieldName', ...statisticsColumns];

export type CountFault = 'NEGATIVE_NUMBER' | 'FRACTION' | 'BAD_NUMBER' | 'TOO_LARGE';
export interface PasteFault {
  /** Line of the grid and its column. */
  readonly line: number;
  readonly column: GridColumn;
  readonly text: string;
  readonly code: CountFault;
}
export interface Pasted {
  readonly lines: readonly StatisticsLine[];
  readonly counts: StatisticsReport['counts'];
  readonly faults: readonly PasteFault[];
  /** True where the block brought its own headers and so stands for the whole grid. */
  readonly whole: boolean;
}

/** More than a form of the whole country holds. */
export const MOST = 1_000_000_000;
const count: FieldSpec = {
  key: 'count',
  labels: { vi: '', en: '' },
  synonyms: [],
  required: false,
  type: 'count',
};
const cellOf = (text: string): Cell => ({ kind: 'text', value: text });

/** "1.204" → 1204, "" and "-" → null; else why not. */
export function readCount(text: string): { readonly value: number | null } | { readonly code: CountFault } {
  const read = convertCell(count, cellOf(text), text, { monthFirst: false, decimalSign: null });
  if ('value' in read) {
    const value = typeof read.value === 'number' ? read.value : null;
    return value !== null && value > MOST ? { code: 'TOO_LARGE' } : { value };
  }
  const { code } = read;
  return { code: code === 'NEGATIVE_NUMBER' || code === 'FRACTION' ? code : 'BAD_NUMBER' };
}

/** Cells apart by tabs, rows by line ends; a cell in quotes may hold both. */
export function splitBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const clean = text.normalize('NFC').replace(/\r\n?/gu, '\n');
  for (let index = 0; index < clean.length; index += 1) {
    const sign = clean[index] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (clean[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t' || sign === '\n') {
      rows.at(-1)?.push(cell);
      cell = '';
      if (sign === '\n') rows.push([]);
    } else cell += sign;
  }
  rows.at(-1)?.push(cell);
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop();
  return rows;
}

const isEmptyRow = (row: readonly string[]) => row.every((cell) => cell.trim() === '');

/** The block as a sheet, so that its headers are found as in a file. */
function wholeForm(block: readonly (readonly string[])[]): Pasted | null {
  const rows: SheetRow[] = block.map((row, index) => ({
    row: index + 1,
    cells: [undefined, ...row.map((text) => (text.trim() === '' ? undefined : cellOf(text)))],
  }));
  const sheet = {
    name: '',
    hidden: false,
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== undefined)),
    lastRow: rows.length,
    lastColumn: Math.max(...block.map((row) => row.length)),
    merges: [],
    hiddenColumns: [],
    overflow: null,
  };
  const reading = readSheet({ format: 'csv', sheets: [sheet] }, statisticsTarget, {});
  const mapped = reading.fields.filter(({ column }) => column !== null).length;
  // A few words of a line may look like a header; a form names most of its columns.
  if (reading.headerRow === null || mapped < 8) return null;
  const meanings = meaningsOf(reading.records.map(formRowOf));
  const lines: StatisticsLine[] = [];
  const counts: StatisticsReport['counts'] = {};
  const faults: PasteFault[] = [];
  for (const [index, meaning] of meanings.entries()) {
    if (meaning.kind === 'count' && meaning.value !== null) counts[meaning.count] = meaning.value;
    if (meaning.kind !== 'line' && meaning.kind !== 'total') continue;
    for (const { severity, field, value, code } of reading.records[index]?.faults ?? []) {
      const column = gridColumns.find((key) => key === field);
      if (severity !== 'error' || column === undefined) continue;
      const known = code === 'NEGATIVE_NUMBER' || code === 'FRACTION' ? code : 'BAD_NUMBER';
      faults.push({ line: lines.length, column, text: value ?? '', code: known });
    }
    lines.push(meaning.line);
  }
  return lines.length === 0 ? null : { lines, counts, faults, whole: true };
}

/** Rows that were copied with their running numbers: 1, 2, 3, or Roman ones. */
function hasPlaces(block: readonly (readonly string[])[]): boolean {
  const [first] = block;
  if (first === undefined || first.length !== gridColumns.length + 1) return false;
  return block.every((row) => /^\s*(?:\d{0,4}|[IVX]+|[A-Z])[.)]?\s*$/u.test(row[0] ?? ''));
}

/**
 * The grid with the block in it. Cells that are no counts stay as they were and are named. Lines are added below where
 * the block is longer; the total row stays the last.
 */
export function pasteBlock(
  lines: readonly StatisticsLine[],
  at: { readonly line: number; readonly column: GridColumn },
  text: string,
): Pasted {
  const block = splitBlock(text).filter((row) => !isEmptyRow(row));
  if (block.length === 0) return { lines, counts: {}, faults: [], whole: false };
  if (block.length > 1) {
    const whole = wholeForm(block);
    if (whole !== null) return whole;
  }
  const rows = block.filter((row) => !isNumberingRow(row.map(cellOf)) || block.length === 1);
  const isNamed = at.column === 'fieldName';
  const bare = isNamed && hasPlaces(rows) ? rows.map((row) => row.slice(1)) : rows;
  const from = gridColumns.indexOf(at.column);
  const result = lines.map((line) => ({ ...line }));
  const faults: PasteFault[] = [];
  let target = at.line;
  for (const row of bare) {
    const name = isNamed ? cleanText(row[0] ?? '') : '';
    const total = isNamed && meaningsOf([asRow(name)])[0]?.kind === 'total';
    const index = placeOf(result, target, total ? 'total' : isNamed ? 'named' : 'figures');
    const line = result[index];
    target = index + 1;
    if (line === undefined) continue;
    for (const [offset, cell] of row.entries()) {
      const column = gridColumns[from + offset];
      if (column === undefined) break;
      if (column === 'fieldName') {
        line.fieldName = cleanText(cell).slice(0, 300);
        continue;
      }
      const read = readCount(cell);
      if ('value' in read) line[column] = read.value;
      else faults.push({ line: index, column, text: cleanText(cell), code: read.code });
    }
  }
  return { lines: result, counts: {}, faults, whole: false };
}

const asRow = (name: string): FormRow => ({ place: '', name, figures: noFigures });

/** Where a pasted row goes: a total into the total row, named lines before it; a line is added where there is none. */
function placeOf(lines: StatisticsLine[], wanted: number, row: 'total' | 'named' | 'figures'): number {
  const totalAt = lines.findIndex((line) => line.isTotal);
  if (row === 'total' && totalAt !== -1) return totalAt;
  if (row === 'named' && totalAt !== -1 && wanted >= totalAt) {
    lines.splice(totalAt, 0, { fieldName: '', isTotal: false, ...noFigures });
    return totalAt;
  }
  if (row !== 'total' && wanted < lines.length) return wanted;
  lines.push({ fieldName: '', isTotal: row === 'total', ...noFigures });
  return lines.length - 1;
}
