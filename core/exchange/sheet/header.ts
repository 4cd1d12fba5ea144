/**
 * Where the header of a sheet stands and which column holds which field: by name, whatever the order of the columns,
 * through merged cells and headers of several rows. Faults say sheet, row and column. Knows no values below.
 */
import type { ImportFault } from '../../contract/imports.ts';
import { type Cell, columnLetter, type Merge, type Sheet, shorten, shownText } from './cell.ts';
import { fileFault } from './fault.ts';
import { isRunningNumber, labelForms } from './label.ts';
import { fromOldEncoding, type OldEncoding } from './old-encoding.ts';
import type { FieldSpec } from './target.ts';

/** How far down a header is looked for, and how many rows it may have. */
const SEARCHED_ROWS = 30;
const HEADER_ROWS = 4;

export interface HeaderColumn {
  readonly column: number;
  /** All of its header, from top to bottom. */
  readonly text: string;
  /** From the last row alone up to all rows: what is compared, in this order. */
  readonly candidates: readonly string[];
}

export interface Header {
  readonly top: number;
  /** The last row of the header; data begin below. */
  readonly bottom: number;
  readonly columns: readonly HeaderColumn[];
}

export type CellAt = (row: number, column: number) => Cell | undefined;

export function cellsOf(sheet: Sheet): CellAt {
  const byRow = new Map(sheet.rows.map((row) => [row.row, row.cells]));
  return (row, column) => byRow.get(row)?.[column];
}

const within = (merge: Merge, row: number, column: number) =>
  row >= merge.top && row <= merge.bottom && column >= merge.left && column <= merge.right;

/** The text of a cell of the header; a merged one speaks for all that it covers. */
function headerText(
  cellAt: CellAt,
  merges: readonly Merge[],
  row: number,
  column: number,
  convert: OldEncoding | null,
) {
  const merge = merges.find((candidate) => within(candidate, row, column));
  const cell = merge === undefined ? cellAt(row, column) : cellAt(merge.top, merge.left);
  const text = shownText(cell).normalize('NFC').trim();
  return convert === null ? text : fromOldEncoding(text, convert);
}

/** The header whose rows include `row`: merged cells pull in the rows that they reach. */
export function headerAt(sheet: Sheet, row: number, convert: OldEncoding | null = null): Header {
  const cellAt = cellsOf(sheet);
  const merges = sheet.merges.filter(
    ({ top, bottom }) =>
      bottom >= row - HEADER_ROWS && top <= row + HEADER_ROWS && bottom - top < HEADER_ROWS,
  );
  let top = row;
  let bottom = row;
  // A merged cell that covers the whole table is its title, no part of the header.
  const isTitle = (merge: Merge) => merge.right - merge.left + 1 > Math.max(2, sheet.lastColumn * 0.8);
  for (const merge of merges) {
    if (merge.top <= row && merge.bottom >= row && !isTitle(merge)) {
      top = Math.min(top, merge.top);
      bottom = Math.max(bottom, merge.bottom);
    }
  }
  // A row above that groups columns by merging belongs to the header; so does it without merging, to compare with.
  const above = top - 1;
  const grouped = merges.some(
    (merge) => merge.bottom === above && merge.right > merge.left && !isTitle(merge),
  );
  if (above >= 1 && grouped && bottom - above < HEADER_ROWS) top = above;

  const columns: HeaderColumn[] = [];
  for (let column = 1; column <= sheet.lastColumn; column += 1) {
    const texts: string[] = [];
    for (let level = top; level <= bottom; level += 1) {
      const text = headerText(cellAt, merges, level, column, convert);
      if (text !== '' && texts.at(-1) !== text) texts.push(text);
    }
    const candidates = texts.map((_, index) => texts.slice(texts.length - 1 - index).join(' '));
    columns.push({ column, text: texts.join(' / '), candidates });
  }
  return { top, bottom, columns };
}

interface Wanted {
  readonly field: FieldSpec;
  readonly forms: ReadonlySet<string>;
}

function wantedOf(fields: readonly FieldSpec[]): readonly Wanted[] {
  return fields.map((field) => ({
    field,
    forms: new Set([field.labels.vi, field.labels.en, field.key, ...field.synonyms].flatMap(labelForms)),
  }));
}

/** The field that a header names: wholly, else by how it begins where only one field can be meant. */
function fieldsOf(
  candidates: readonly string[],
  wanted: readonly Wanted[],
  exact: boolean,
): FieldSpec | null {
  for (const candidate of candidates) {
    const forms = labelForms(candidate);
    const hits = wanted.filter((one) =>
      exact
        ? forms.some((form) => one.forms.has(form))
        : forms.some((form) =>
            [...one.forms].some((known) => known.includes(' ') && form.startsWith(`${known} `)),
          ),
    );
    if (hits.length === 1) return hits[0]?.field ?? null;
  }
  return null;
}

/** Field key → the columns that name it, the best named first. */
function claims(header: Header, fields: readonly FieldSpec[]): ReadonlyMap<string, readonly number[]> {
  const wanted = wantedOf(fields);
  const byField = new Map<string, number[]>();
  const taken = new Set<number>();
  for (const exact of [true, false]) {
    const free = exact ? wanted : wanted.filter(({ field }) => !byField.has(field.key));
    const fresh = new Map<string, number[]>();
    for (const { column, candidates } of header.columns) {
      if (taken.has(column)) continue;
      const field = fieldsOf(candidates, free, exact);
      if (field === null) continue;
      fresh.set(field.key, [...(fresh.get(field.key) ?? []), column]);
    }
    for (const [key, columns] of fresh) {
      // By its beginning a header may be meant only where it is the only one.
      if (!exact && columns.length > 1) continue;
      byField.set(key, columns);
      for (const column of columns) taken.add(column);
    }
  }
  return byField;
}

function scoreOf(header: Header, fields: readonly FieldSpec[]): number {
  const found = claims(header, fields);
  return fields.reduce((sum, field) => sum + (found.has(field.key) ? (field.required ? 3 : 2) : 0), 0);
}

export interface FoundHeader {
  readonly header: Header;
  readonly score: number;
}

/** The best header among the first rows; undefined where hardly anything is named as a field is. */
export function findHeader(
  sheet: Sheet,
  fields: readonly FieldSpec[],
  convert: OldEncoding | null = null,
): FoundHeader | undefined {
  let best: FoundHeader | undefined;
  const seen = new Set<string>();
  for (const { row } of sheet.rows.slice(0, SEARCHED_ROWS)) {
    const header = headerAt(sheet, row, convert);
    const place = `${header.top}-${header.bottom}`;
    if (seen.has(place)) continue;
    seen.add(place);
    const score = scoreOf(header, fields);
    if (score > (best?.score ?? 0)) best = { header, score };
  }
  // Two names at least, unless there is only one to know.
  return best !== undefined && best.score >= Math.min(4, fields.length * 2) ? best : undefined;
}

export interface Mapping {
  /** Field key → column; absent where the field is not in the file. */
  readonly columns: ReadonlyMap<string, number>;
  readonly faults: readonly ImportFault[];
}

/** Which column holds which field. What the person chose goes before what the names say. */
export function mapColumns(
  sheet: Sheet,
  header: Header,
  fields: readonly FieldSpec[],
  chosen: Readonly<Record<string, number | null>> = {},
): Mapping {
  const faults: ImportFault[] = [];
  const columns = new Map<string, number>();
  const used = new Set<number>();
  for (const field of fields) {
    const column = chosen[field.key];
    if (column === undefined || column === null) continue;
    columns.set(field.key, column);
    used.add(column);
  }
  const textOf = (column: number) => header.columns.find((one) => one.column === column)?.text ?? '';
  const at = (column: number, row = header.bottom) => ({
    sheet: sheet.name,
    row,
    column: columnLetter(column),
  });
  const filled = (column: number) =>
    sheet.rows.some(({ row, cells }) => row > header.bottom && cells[column] !== undefined);
  const mergeAt = (column: number) =>
    sheet.merges.find((merge) => merge.right > merge.left && within(merge, header.bottom, column));

  const found = claims(header, fields);
  for (const field of fields) {
    if (chosen[field.key] !== undefined) continue;
    const named = (found.get(field.key) ?? []).filter((column) => !used.has(column));
    const [first] = named;
    if (first === undefined) continue;
    const merge = mergeAt(first);
    const others = named.slice(1);
    if (merge !== undefined && others.every((column) => within(merge, header.bottom, column))) {
      // One header over several columns: told apart only where all but one of them are empty.
      const spanned = `${columnLetter(merge.left)}–${columnLetter(merge.right)}`;
      const withData = [first, ...others].filter(filled);
      const params = { label: shorten(textOf(first)), columns: spanned };
      if (withData.length > 1) {
        faults.push(
          fileFault('error', 'MERGED_HEADER', { ...at(first, merge.top), field: field.key, params }),
        );
        // Named and refused; the column counts as found, so that it is not called missing as well.
        columns.set(field.key, first);
        for (const column of named) used.add(column);
        continue;
      }
      faults.push(
        fileFault('warning', 'MERGED_HEADER', { ...at(first, merge.top), field: field.key, params }),
      );
      columns.set(field.key, withData[0] ?? first);
      for (const column of named) used.add(column);
      continue;
    }
    for (const column of others) {
      const params = { first: columnLetter(first), label: field.labels.vi, labelEn: field.labels.en };
      faults.push(
        fileFault('error', 'DUPLICATE_COLUMN', {
          ...at(column),
          field: field.key,
          value: shorten(textOf(column)),
          params,
        }),
      );
      used.add(column);
    }
    columns.set(field.key, first);
    used.add(first);
  }

  // Merged cells higher up group columns; they are named, as they may be read differently than they were meant.
  for (const merge of sheet.merges) {
    const inside = merge.top >= header.top && merge.bottom < header.bottom && merge.right > merge.left;
    if (!inside) continue;
    faults.push(
      fileFault('warning', 'MERGED_HEADER', {
        ...at(merge.left, merge.top),
        value: shorten(shownText(cellsOf(sheet)(merge.top, merge.left))),
        params: { columns: `${columnLetter(merge.left)}–${columnLetter(merge.right)}`, label: '' },
      }),
    );
  }
  for (const field of fields) {
    if (!field.required || columns.has(field.key)) continue;
    const params = { label: field.labels.vi, labelEn: field.labels.en };
    faults.push(
      fileFault('error', 'MISSING_COLUMN', {
        sheet: sheet.name,
        row: header.bottom,
        field: field.key,
        params,
      }),
    );
  }
  const mapped = new Set([...columns.values(), ...used]);
  for (const { column, text } of header.columns) {
    if (text === '' || mapped.has(column) || isRunningNumber(text) || !filled(column)) continue;
    faults.push(fileFault('warning', 'UNKNOWN_COLUMN', { ...at(column), value: shorten(text) }));
  }
  return { columns, faults };
}

/** A row below the header that only numbers the columns: (1) (2) (3), or A B 1 2. */
export function isNumberingRow(cells: readonly (Cell | undefined)[]): boolean {
  const texts = cells.map(shownText).filter((text) => text.trim() !== '');
  if (texts.length < 3) return false;
  let expected = 1;
  let numbers = 0;
  for (const text of texts) {
    const match = /^[([]?\s*(?:(\d{1,2})|([A-Z]))\s*(?:=.*)?[)\]]?$/u.exec(text.trim());
    if (match === null) return false;
    if (match[1] === undefined) continue;
    if (Number(match[1]) !== expected) return false;
    expected += 1;
    numbers += 1;
  }
  return numbers >= 2;
}
