/**
 * Where the header of a sheet stands and which column holds which field: by name, whatever the order of the columns,
 * through merged cells and headers of several rows. Faults say sheet, row and column. Knows no values below.
 */
import type { ImportFault } from '../../contract/imports.ts';
import { type Cell, columnLetter, type Merge, type Sheet, shorten, shownText } from './cell.ts';
import { fileFault } from './fault.ts';
import { foldLabel, isRunningNumber, labelForms } from './label.ts';
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

/** A header is looked for at many rows and in every encoding; a sheet of 50,000 rows is put in order once. */
const known = new WeakMap<Sheet, CellAt>();

export function cellsOf(sheet: Sheet): CellAt {
  const before = known.get(sheet);
  if (before !== undefined) return before;
  const byRow = new Map(sheet.rows.map((row) => [row.row, row.cells]));
  const cellAt: CellAt = (row, column) => byRow.get(row)?.[column];
  known.set(sheet, cellAt);
  return cellAt;
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
export function headerAt(
  sheet: Sheet,
  row: number,
  convert: OldEncoding | null = null,
  /** So many rows above belong to it as well, whose cells group those on their right without being merged (CSV). */
  unmerged = 0,
): Header {
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
  top = Math.max(1, bottom - HEADER_ROWS + 1, top - unmerged);

  const textAt = (level: number, column: number) => headerText(cellAt, merges, level, column, convert);
  /** The words of a group stand in its first cell alone. */
  const groupText = (level: number, column: number) => {
    for (let left = column; left >= 1; left -= 1) {
      const text = textAt(level, left);
      if (text !== '') return text;
    }
    return '';
  };
  const columns: HeaderColumn[] = [];
  for (let column = 1; column <= sheet.lastColumn; column += 1) {
    const texts: string[] = [];
    for (let level = bottom; level >= top; level -= 1) {
      const isGroup = unmerged > 0 && level < bottom && texts.length > 0;
      const text = isGroup ? groupText(level, column) : textAt(level, column);
      if (text !== '' && texts[0] !== text) texts.unshift(text);
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

const wantedByFields = new WeakMap<readonly FieldSpec[], readonly Wanted[]>();

/** Folded once for a target: many rows are tried as its header. */
function wantedOf(fields: readonly FieldSpec[]): readonly Wanted[] {
  const known = wantedByFields.get(fields);
  if (known !== undefined) return known;
  const wanted = fields.map((field) => ({
    field,
    forms: new Set([field.labels.vi, field.labels.en, field.key, ...field.synonyms].flatMap(labelForms)),
  }));
  wantedByFields.set(fields, wanted);
  return wanted;
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
    for (let unmerged = 0; unmerged < HEADER_ROWS - 1; unmerged += 1) {
      const header = headerAt(sheet, row, convert, unmerged);
      const place = `${header.top}-${header.bottom}-${Math.sign(unmerged)}`;
      if (seen.has(place)) continue;
      seen.add(place);
      const score = scoreOf(header, fields);
      if (score > (best?.score ?? 0)) best = { header, score };
    }
  }
  const numbered = numberedHeader(sheet, fields, convert);
  if (numbered !== undefined && numbered.score > (best?.score ?? 0)) best = numbered;
  // Two names at least, unless there is only one to know.
  return best !== undefined && best.score >= Math.min(4, fields.length * 2) ? best : undefined;
}

/** The header above a row that numbers all the columns that the fields are numbered by. */
function numberedHeader(
  sheet: Sheet,
  fields: readonly FieldSpec[],
  convert: OldEncoding | null,
): FoundHeader | undefined {
  const asked = fields.flatMap(({ number }) => (number === undefined ? [] : [number]));
  if (asked.length === 0) return undefined;
  for (const { row, cells } of sheet.rows.slice(0, SEARCHED_ROWS)) {
    const numbers = isNumberingRow(cells) ? numbersOf(cells) : undefined;
    if (row < 2 || numbers === undefined || !asked.every((number) => numbers.has(number))) continue;
    const above = headerAt(sheet, row - 1, convert);
    // Merged cells may reach down to the numbers, but the numbers are no header.
    const header = { ...above, bottom: Math.min(above.bottom, row - 1) };
    return { header, score: scoreOf({ ...header, columns: [] }, fields) + asked.length * 2 };
  }
  return undefined;
}

/** Number → column of a row of numbers. "A, B, 1, 2": the letters count as well. */
function numbersOf(cells: readonly (Cell | undefined)[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  let letters = 0;
  for (const [column, cell] of cells.entries()) {
    const match = NUMBERING.exec(shownText(cell).trim());
    if (match === null) continue;
    if (match[1] === undefined) letters += 1;
    numbers.set(match[1] === undefined ? letters : Number(match[1]) + letters, column);
  }
  return numbers;
}

/** What the row of numbers below a header says, where there is one. */
function numbersBelow(sheet: Sheet, header: Header): ReadonlyMap<number, number> {
  const below = sheet.rows.find(({ row }) => row > header.bottom);
  return below !== undefined && isNumberingRow(below.cells) ? numbersOf(below.cells) : new Map();
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
  const numbers = numbersBelow(sheet, header);
  for (const field of fields) {
    if (chosen[field.key] !== undefined) continue;
    const numbered = field.number === undefined ? undefined : numbers.get(field.number);
    const byName = (found.get(field.key) ?? []).filter((column) => !used.has(column));
    // Of several with one name the number tells which is meant.
    const isTold = numbered !== undefined && byName.length > 1 && byName.includes(numbered);
    const named = isTold ? [numbered] : byName;
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

  const claimed = new Set([...found.values()].flat());
  for (const field of fields) {
    const column = field.number === undefined ? undefined : numbers.get(field.number);
    if (column === undefined || chosen[field.key] !== undefined || columns.has(field.key)) continue;
    // A column that is named as another field stays with its name.
    if (used.has(column) || claimed.has(column)) continue;
    columns.set(field.key, column);
    used.add(column);
  }

  const forms = new Map(wantedOf(fields).map(({ field, forms: known }) => [field.key, known]));
  const fieldAt = new Map([...columns].map(([key, column]) => [column, key]));
  /** The words above are part of the name of every field below them: nothing to wonder about. */
  const isOfNames = (merge: Merge, text: string) => {
    const group = foldLabel(text);
    for (let column = merge.left; column <= merge.right; column += 1) {
      const key = fieldAt.get(column);
      if (key === undefined) return false;
      const known = [...(forms.get(key) ?? [])];
      if (group === '' || !known.some((form) => form.includes(group))) return false;
    }
    return true;
  };
  // Merged cells higher up group columns; they are named, as they may be read differently than they were meant.
  for (const merge of sheet.merges) {
    const inside = merge.top >= header.top && merge.bottom < header.bottom && merge.right > merge.left;
    if (!inside || isOfNames(merge, shownText(cellsOf(sheet)(merge.top, merge.left)))) continue;
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

/** "(3)", "3", "A", "(3) = (4) + (5)". */
const NUMBERING = /^[([]?\s*(?:(\d{1,2})|([A-Z]))\s*[)\]]?\s*(?:=.*)?[)\]]?$/u;

/** A row below the header that only numbers the columns: (1) (2) (3), or A B 1 2. */
export function isNumberingRow(cells: readonly (Cell | undefined)[]): boolean {
  const texts = cells.map(shownText).filter((text) => text.trim() !== '');
  if (texts.length < 3) return false;
  let expected = 1;
  let numbers = 0;
  for (const text of texts) {
    const match = NUMBERING.exec(text.trim());
    if (match === null) return false;
    if (match[1] === undefined) continue;
    if (Number(match[1]) !== expected) return false;
    expected += 1;
    numbers += 1;
  }
  return numbers >= 2;
}
