/**
 * Rows of a table as CSV (RFC 4180: comma, CRLF, quotes only where they are needed) and back, so strictly that one row has
 * one text. An empty cell is NULL; an empty text is `\e`, and a text that begins with `\` gets one more.
 */
import { AppError } from '../../contract/error.ts';
import { damaged, type PackageLimits, tooLarge, within } from './limits.ts';
import type { Cell, PackageRow, TableColumn, TableForm } from './types.ts';

type CsvLimits = Pick<PackageLimits, 'columns' | 'cellLength'>;

const NEEDS_QUOTES = /[",\r\n]/;
const EMPTY = '\\e';

function quoted(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The text of a cell, not yet quoted. VALIDATION where the value cannot stand in the column. */
export function cellText(column: TableColumn, value: Cell | undefined): string {
  const wrong = () => new AppError('VALIDATION', { fields: [{ path: column.name, code: 'WRONG_TYPE' }] });
  if (value === null || value === undefined) {
    if (!column.nullable) throw wrong();
    return '';
  }
  if (column.type === 'integer' || column.type === 'boolean') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrong();
    if (column.type === 'boolean' && value !== 0 && value !== 1) throw wrong();
    return value === 0 ? '0' : String(value);
  }
  if (typeof value !== 'string' || value.includes('\0')) throw wrong();
  const text = value.toWellFormed().normalize('NFC');
  if (column.type === 'json' && !isJson(text)) throw wrong();
  return text === '' ? EMPTY : text.startsWith('\\') ? `\\${text}` : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const INTEGER = /^(?:0|-?[1-9][0-9]{0,15})$/;

/** The value of a cell. PACKAGE_DAMAGED where the text is none of the column's. */
export function cellValue(column: TableColumn, text: string): Cell {
  if (text === '') {
    if (!column.nullable) throw damaged(`${column.name}: empty`);
    return null;
  }
  if (column.type === 'integer' || column.type === 'boolean') {
    const value = Number(text);
    if (!INTEGER.test(text) || !Number.isSafeInteger(value)) throw damaged(`${column.name}: no integer`);
    if (column.type === 'boolean' && value !== 0 && value !== 1) throw damaged(`${column.name}: no boolean`);
    return value;
  }
  if (text.includes('\0') || text.normalize('NFC') !== text) throw damaged(`${column.name}: text`);
  let value = text;
  if (text.startsWith('\\')) {
    if (text === EMPTY) value = '';
    else if (text.startsWith('\\\\')) value = text.slice(1);
    else throw damaged(`${column.name}: escape`);
  }
  if (column.type === 'json' && !isJson(value)) throw damaged(`${column.name}: no JSON`);
  return value;
}

export function csvHeader(form: TableForm): string {
  return `${form.columns.map(({ name }) => name).join(',')}\r\n`;
}
export function csvLine(form: TableForm, row: PackageRow): string {
  let line = '';
  for (const [index, column] of form.columns.entries()) {
    if (index > 0) line += ',';
    line += quoted(cellText(column, row[column.name]));
  }
  return `${line}\r\n`;
}

/** The records of a text that arrives piece by piece. */
export function* csvRecords(pieces: Iterable<string>, limits: CsvLimits): Generator<string[]> {
  // One record is held at most; cells of the greatest length in a few columns, not in all of them.
  const longest = limits.cellLength * 4;
  let held = '';
  // Nothing new can end the record before this many letters are there: spares looking again and again.
  let enough = 0;
  for (const piece of pieces) {
    held += piece;
    if (held.length < enough) continue;
    let from = 0;
    for (;;) {
      const found = recordAt(held, from, limits);
      if (found === null) break;
      yield found.cells;
      from = found.next;
    }
    held = held.slice(from);
    if (held.length > longest) throw tooLarge('cellLength', limits.cellLength);
    enough = from > 0 ? 0 : held.length * 2;
  }
  let from = 0;
  for (;;) {
    const found = recordAt(held, from, limits);
    if (found === null) break;
    yield found.cells;
    from = found.next;
  }
  if (from < held.length) throw damaged('CSV: cut off');
}

/** Null where the text ends before the record does. */
function recordAt(text: string, from: number, limits: CsvLimits): { cells: string[]; next: number } | null {
  const end = text.indexOf('\r\n', from);
  if (end < 0) return null;
  const line = text.slice(from, end);
  if (!line.includes('"')) {
    if (/[\r\n]/.test(line)) throw damaged('CSV: line break');
    const cells = line.split(',');
    checkCells(cells, limits);
    return { cells, next: end + 2 };
  }
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = text[at] === '"' ? quotedAt(text, at) : plainAt(text, at);
    if (cell === null) return null;
    cells.push(cell.value);
    if (cells.length > limits.columns) checkCells(cells, limits);
    at = cell.next;
    if (text[at] === ',') at++;
    else if (text.startsWith('\r\n', at)) break;
    else if (at + 1 >= text.length) return null;
    else throw damaged('CSV: after a cell');
  }
  checkCells(cells, limits);
  return { cells, next: at + 2 };
}

function checkCells(cells: readonly string[], limits: CsvLimits): void {
  if (cells.length > limits.columns) throw tooLarge('columns', limits.columns);
  for (const cell of cells)
    if (cell.length > limits.cellLength) throw tooLarge('cellLength', limits.cellLength);
}

interface CellAt {
  readonly value: string;
  readonly next: number;
}

function quotedAt(text: string, from: number): CellAt | null {
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    // A quote at the very end may be the first of two.
    if (quote < 0 || quote + 1 >= text.length) return null;
    if (text[quote + 1] === '"') {
      at = quote + 2;
      continue;
    }
    const value = text.slice(from + 1, quote).replaceAll('""', '"');
    if (!NEEDS_QUOTES.test(value)) throw damaged('CSV: needless quotes');
    return { value, next: quote + 1 };
  }
}

function plainAt(text: string, from: number): CellAt | null {
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === ',' || letter === '\r') return { value: text.slice(from, at), next: at };
    if (letter === '"' || letter === '\n') throw damaged('CSV: unquoted');
  }
  return null;
}

/** The rows of a table, checked against its form. */
export function* csvRows(
  form: TableForm,
  pieces: Iterable<string>,
  limits: PackageLimits,
): Generator<PackageRow> {
  let count = -1;
  for (const cells of csvRecords(pieces, limits)) {
    count++;
    if (count === 0) {
      if (`${cells.join(',')}\r\n` !== csvHeader(form)) throw damaged(`${form.name}: header`);
      continue;
    }
    within(limits, 'rowsPerTable', count);
    if (cells.length !== form.columns.length) throw damaged(`${form.name}: ${count}: cells`);
    const row: Record<string, Cell> = {};
    for (const [index, column] of form.columns.entries()) row[column.name] = cellValue(column, cells[index]!);
    yield row;
  }
  if (count < 0) throw damaged(`${form.name}: no header`);
}

/** UTF-8 that is nothing else; a mark of the byte order is none of a text. */
export function* utf8Pieces(chunks: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw damaged('not UTF-8');
    throw error;
  }
}
