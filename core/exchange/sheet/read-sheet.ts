/**
 * The pipeline from a workbook to records: choose the sheet, find its header, map the columns, convert old encodings,
 * read every row. It knows the fields of a target and nothing of the data that they will meet.
 */
import type { ImportFault, ImportPreview, ImportSource } from '../../contract/imports.ts';
import { type Cell, cleanText, columnLetter, type Merge, type Sheet, shorten, shownText } from './cell.ts';
import type { SheetRow, Workbook } from './cell.ts';
import { convertCell, habitsOf } from './convert.ts';
import { fileFault } from './fault.ts';
import { cellsOf, findHeader, type Header, headerAt, isNumberingRow, mapColumns } from './header.ts';
import { isRunningNumber } from './label.ts';
import { detectEncoding, fromOldEncoding, isUnicodeOnly, type OldEncoding } from './old-encoding.ts';
import type { CellValue, FieldSpec, SheetRecord, SheetTarget } from './target.ts';

/** What a person may have chosen instead of what is detected. */
export type SheetChoices = Pick<ImportSource, 'sheet' | 'headerRow' | 'columns' | 'convert'>;

/** A row that is no record: the heading of a section, merged over the columns. */
export interface SkippedRow {
  readonly row: number;
  readonly label: string;
  readonly faults: readonly ImportFault[];
}

export interface SheetReading extends Pick<
  ImportPreview,
  'format' | 'sheets' | 'sheet' | 'headerRow' | 'headers' | 'fields' | 'encoding'
> {
  /** Of the file and sheet as a whole. */
  readonly faults: readonly ImportFault[];
  readonly records: readonly SheetRecord[];
  readonly skipped: readonly SkippedRow[];
  /** Field key → letter of its column. */
  readonly letters: Readonly<Record<string, string>>;
  /** What stands above the header: titles, whose file it is, of which days. */
  readonly above: readonly { readonly row: number; readonly text: string }[];
  /** The chosen sheet is larger than what is read; nothing else is told. */
  readonly overflow: Sheet['overflow'];
}

const SAMPLES = 3;
/** No paper says more before its table begins. */
const ROWS_ABOVE = 30;
const NO_HABITS = { monthFirst: false, decimalSign: null } as const;

export function readSheet(workbook: Workbook, target: SheetTarget, choices: SheetChoices): SheetReading {
  const chosen = chooseSheet(workbook, target.fields, choices.sheet);
  const about = {
    format: workbook.format,
    sheets: workbook.sheets.map(({ name, lastRow, lastColumn }) => ({
      name,
      rows: lastRow,
      columns: lastColumn,
    })),
  };
  if (chosen === undefined || chosen.rows.length === 0 || chosen.overflow !== null) {
    const name = chosen?.name ?? '';
    return {
      ...about,
      sheet: name,
      headerRow: null,
      headers: [],
      fields: target.fields.map(({ key, labels, required }) => ({ key, labels, required, column: null })),
      encoding: { detected: 'unicode', converted: null, samples: [] },
      faults:
        chosen === undefined || chosen.rows.length === 0
          ? [fileFault('error', 'EMPTY_SHEET', { sheet: name === '' ? null : name })]
          : [],
      records: [],
      skipped: [],
      letters: {},
      above: [],
      overflow: chosen?.overflow ?? null,
    };
  }
  return { ...about, ...readChosen(chosen, target, choices), overflow: null };
}

/** The one asked for; else the one whose header fits best, those that are hidden last. */
function chooseSheet(
  workbook: Workbook,
  fields: readonly FieldSpec[],
  name: string | undefined,
): Sheet | undefined {
  const asked = workbook.sheets.find((sheet) => sheet.name.normalize('NFC') === name);
  if (asked !== undefined) return asked;
  const filled = workbook.sheets.filter((sheet) => sheet.rows.length > 0);
  let best: { sheet: Sheet; score: number } | undefined;
  for (const sheet of filled.toSorted((a, b) => Number(a.hidden) - Number(b.hidden))) {
    const score = sheet.overflow === null ? (findHeader(sheet, fields)?.score ?? 0) : 0;
    if (best === undefined || score > best.score) best = { sheet, score };
  }
  return best?.sheet ?? workbook.sheets[0];
}

type Chosen = Omit<SheetReading, 'format' | 'sheets' | 'overflow'>;

function readChosen(sheet: Sheet, target: SheetTarget, choices: SheetChoices): Chosen {
  const { fields } = target;
  const convert = choices.convert ?? null;
  // The header may itself be written in the old encoding, so it is looked for in every reading.
  const found =
    choices.headerRow === undefined
      ? bestOf([null, 'tcvn3', 'vni'].map((as) => findHeader(sheet, fields, as as OldEncoding | null)))
      : { header: headerAsBest(sheet, fields, choices.headerRow) };
  const hasChoices = choices.columns !== undefined && Object.keys(choices.columns).length > 0;
  const header = found?.header;
  const faults: ImportFault[] = [];
  if (header === undefined) {
    faults.push(fileFault('error', 'NO_HEADER', { sheet: sheet.name, row: sheet.rows[0]?.row ?? null }));
  }
  const mapping =
    header === undefined
      ? { columns: new Map<string, number>(), faults: [] }
      : mapColumns(sheet, header, fields, hasChoices ? choices.columns : {});
  faults.push(...mapping.faults);

  const body = header === undefined ? sheet.rows : bodyOf(sheet, header);
  const encodings = encodingsOf(sheet, body);
  const detected = overall(encodings);
  const text = (cell: Cell, column: number): string => {
    const shown = shownText(cell);
    if (convert === null || cell.kind !== 'text') return shown;
    // A column that is plainly Unicode stays as it is, in a file where only some columns are old.
    return encodings.get(column) === convert || encodings.get(column) === undefined
      ? fromOldEncoding(shown, convert)
      : shown;
  };

  const letters = Object.fromEntries(
    [...mapping.columns].map(([key, column]) => [key, columnLetter(column)]),
  );
  const undecided = new Set(
    [...encodings].flatMap(([column, encoding]) =>
      choices.convert === undefined && encoding !== undefined && encoding !== 'unicode' ? [column] : [],
    ),
  );
  const context: Reading = { sheet, fields, columns: mapping.columns, text, undecided };
  const { records, skipped } =
    header === undefined ? { records: [], skipped: [] } : readRows(context, body, target);
  faults.push(
    ...encodingFaults(sheet, body, encodings, mapping.columns, choices.convert),
    ...decomposedFaults(context, body),
    ...hiddenFaults(sheet, body, mapping.columns, fields),
  );

  const fieldOf = new Map([...mapping.columns].map(([key, column]) => [column, key]));
  return {
    sheet: sheet.name,
    headerRow: header?.bottom ?? null,
    headers: columnsOf(sheet, header).map(({ column, text: label }) => ({
      column,
      letter: columnLetter(column),
      text: shorten(label, 200),
      field: fieldOf.get(column) ?? null,
      samples: samplesOf(body, column, text),
    })),
    fields: fields.map(({ key, labels, required }) => ({
      key,
      labels,
      required,
      column: mapping.columns.get(key) ?? null,
    })),
    encoding: {
      detected,
      converted: convert,
      samples: encodingSamples(body, encodings, convert ?? (detected === 'unicode' ? null : detected)),
    },
    faults,
    records,
    skipped,
    letters,
    above: linesAbove(sheet, header, convert),
  };
}

/** The texts above the header, row by row; a merged cell is there once. */
function linesAbove(sheet: Sheet, header: Header | undefined, convert: OldEncoding | null): Chosen['above'] {
  if (header === undefined) return [];
  return sheet.rows
    .filter(({ row }) => row < header.top)
    .slice(-ROWS_ABOVE)
    .map(({ row, cells }) => {
      const texts = cells.map((cell) => {
        const text = cleanText(shownText(cell));
        return convert === null ? text : fromOldEncoding(text, convert);
      });
      return { row, text: texts.filter((text) => text !== '').join(' ') };
    })
    .filter(({ text }) => text !== '');
}

function bestOf(found: readonly ReturnType<typeof findHeader>[]) {
  let best: ReturnType<typeof findHeader>;
  for (const one of found) if (one !== undefined && one.score > (best?.score ?? 0)) best = one;
  return best;
}

/** The header at a row that the person chose, in the reading that names the most fields. */
function headerAsBest(sheet: Sheet, fields: readonly FieldSpec[], row: number): Header {
  const readings = ([null, 'tcvn3', 'vni'] as const).flatMap((as) =>
    [0, 1, 2].map((unmerged) => headerAt(sheet, row, as, unmerged)),
  );
  const counts = readings.map((header) => mapColumns(sheet, header, fields).columns.size);
  const best = counts.indexOf(Math.max(...counts));
  return readings[best] ?? headerAt(sheet, row);
}

function bodyOf(sheet: Sheet, header: Header): readonly SheetRow[] {
  const below = sheet.rows.filter(({ row }) => row > header.bottom);
  const [first] = below;
  return first !== undefined && isNumberingRow(first.cells) ? below.slice(1) : below;
}

function columnsOf(sheet: Sheet, header: Header | undefined): readonly { column: number; text: string }[] {
  if (header !== undefined) return header.columns;
  return Array.from({ length: sheet.lastColumn }, (_, index) => ({ column: index + 1, text: '' }));
}

function samplesOf(
  body: readonly SheetRow[],
  column: number,
  text: (cell: Cell, column: number) => string,
): string[] {
  const samples: string[] = [];
  for (const { cells } of body) {
    const cell = cells[column];
    if (cell === undefined) continue;
    const sample = shorten(text(cell, column));
    if (sample !== '' && !samples.includes(sample)) samples.push(sample);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

// --- encodings

/** Column → how its texts are written; only columns with letters beyond ASCII tell anything. */
function encodingsOf(
  sheet: Sheet,
  body: readonly SheetRow[],
): ReadonlyMap<number, 'unicode' | OldEncoding | undefined> {
  const encodings = new Map<number, 'unicode' | OldEncoding | undefined>();
  for (let column = 1; column <= sheet.lastColumn; column += 1) {
    const texts: string[] = [];
    for (const { cells } of body) {
      const cell = cells[column];
      if (cell?.kind === 'text' && typeof cell.value === 'string' && /[^\p{ASCII}]/u.test(cell.value)) {
        texts.push(cell.value);
      }
    }
    if (texts.length === 0) continue;
    const detected = detectEncoding(texts);
    // A few words may belong to either; what is not proved to be Unicode follows the rest of the file.
    const isProved = detected !== 'unicode' || texts.some((text) => isUnicodeOnly(text.normalize('NFC')));
    encodings.set(column, isProved ? detected : undefined);
  }
  return encodings;
}

function overall(
  encodings: ReadonlyMap<number, 'unicode' | OldEncoding | undefined>,
): 'unicode' | OldEncoding {
  let tcvn3 = 0;
  let vni = 0;
  for (const encoding of encodings.values()) {
    if (encoding === 'tcvn3') tcvn3 += 1;
    if (encoding === 'vni') vni += 1;
  }
  if (tcvn3 === 0 && vni === 0) return 'unicode';
  return tcvn3 >= vni ? 'tcvn3' : 'vni';
}

function encodingSamples(
  body: readonly SheetRow[],
  encodings: ReadonlyMap<number, 'unicode' | OldEncoding | undefined>,
  encoding: OldEncoding | null,
): ImportPreview['encoding']['samples'] {
  if (encoding === null) return [];
  const samples: ImportPreview['encoding']['samples'] = [];
  for (const { row, cells } of body) {
    for (const [column, cell] of cells.entries()) {
      if (cell?.kind !== 'text' || encodings.get(column) === 'unicode') continue;
      const before = shownText(cell);
      const after = fromOldEncoding(before, encoding);
      if (after === before) continue;
      samples.push({
        cell: `${columnLetter(column)}${row}`,
        before: shorten(before),
        after: shorten(after),
      });
      if (samples.length === 5) return samples;
    }
  }
  return samples;
}

/** Until the person has decided, the import waits: spoilt names are not written by oversight. */
function encodingFaults(
  sheet: Sheet,
  body: readonly SheetRow[],
  encodings: ReadonlyMap<number, 'unicode' | OldEncoding | undefined>,
  columns: ReadonlyMap<string, number>,
  decided: OldEncoding | null | undefined,
): readonly ImportFault[] {
  const faults: ImportFault[] = [];
  for (const [field, column] of columns) {
    const encoding = encodings.get(column);
    if (encoding === undefined || encoding === 'unicode' || encoding === decided) continue;
    const cells = body.flatMap((row) => {
      const cell = row.cells[column];
      const text = cell?.kind === 'text' ? shownText(cell) : '';
      return text !== fromOldEncoding(text, encoding) ? [{ row: row.row, text }] : [];
    });
    const [first] = cells;
    if (first === undefined) continue;
    faults.push(
      fileFault(decided === undefined ? 'error' : 'warning', 'OLD_ENCODING', {
        sheet: sheet.name,
        row: first.row,
        column: columnLetter(column),
        field,
        value: shorten(first.text),
        params: { encoding, count: cells.length, after: shorten(fromOldEncoding(first.text, encoding)) },
      }),
    );
  }
  return faults;
}

function decomposedFaults({ sheet, columns }: Reading, body: readonly SheetRow[]): readonly ImportFault[] {
  const faults: ImportFault[] = [];
  for (const [field, column] of columns) {
    const rows = body.filter(({ cells }) => {
      const value = cells[column]?.value;
      return typeof value === 'string' && value !== value.normalize('NFC');
    });
    const [first] = rows;
    if (first === undefined) continue;
    faults.push(
      fileFault('warning', 'DECOMPOSED_TEXT', {
        sheet: sheet.name,
        row: first.row,
        column: columnLetter(column),
        field,
        value: shorten(shownText(first.cells[column]).normalize('NFC')),
        params: { count: rows.length },
      }),
    );
  }
  return faults;
}

/** What is hidden is read like the rest; that is said, because the person does not see it in Excel. */
function hiddenFaults(
  sheet: Sheet,
  body: readonly SheetRow[],
  columns: ReadonlyMap<string, number>,
  fields: readonly FieldSpec[],
): readonly ImportFault[] {
  const faults: ImportFault[] = [];
  const ours = new Set(fields.filter((field) => field.hidden === true).map(({ key }) => key));
  const hidden = body.filter((row) => row.hidden === true);
  const [first] = hidden;
  if (first !== undefined) {
    const params = { count: hidden.length };
    faults.push(fileFault('warning', 'HIDDEN_ROWS', { sheet: sheet.name, row: first.row, params }));
  }
  for (const [field, column] of columns) {
    if (!sheet.hiddenColumns.includes(column) || ours.has(field)) continue;
    faults.push(
      fileFault('warning', 'HIDDEN_ROWS', {
        sheet: sheet.name,
        column: columnLetter(column),
        field,
        params: { count: body.length },
      }),
    );
  }
  return faults;
}

// --- rows

interface Reading {
  readonly sheet: Sheet;
  readonly fields: readonly FieldSpec[];
  readonly columns: ReadonlyMap<string, number>;
  readonly text: (cell: Cell, column: number) => string;
  /** Columns in an old encoding about which nobody has decided: their words are not judged before that. */
  readonly undecided: ReadonlySet<number>;
}

function readRows(
  reading: Reading,
  body: readonly SheetRow[],
  target: SheetTarget,
): { records: readonly SheetRecord[]; skipped: readonly SkippedRow[] } {
  const { sheet, fields, columns } = reading;
  const habits = new Map(
    fields.map((field) => {
      const column = columns.get(field.key);
      const cells =
        column === undefined
          ? []
          : body.flatMap((row) => {
              const cell = row.cells[column];
              return cell === undefined ? [] : [cell];
            });
      return [field.key, habitsOf(field, cells)];
    }),
  );
  const merges = mergesByRow(sheet.merges);
  const cellAt = cellsOf(sheet);
  const records: SheetRecord[] = [];
  const skipped: SkippedRow[] = [];
  for (const row of body) {
    const here = merges.get(row.row) ?? [];
    const heading = sectionHeading(reading, row, here);
    if (heading !== undefined) {
      skipped.push(heading);
      continue;
    }
    const values: Record<string, CellValue | null> = {};
    const texts: Record<string, string> = {};
    const faults: ImportFault[] = [];
    let isEmpty = true;
    for (const field of fields) {
      values[field.key] = null;
      const column = columns.get(field.key);
      if (column === undefined) continue;
      const own = row.cells[column];
      const merge = here.find(({ left, right }) => column >= left && column <= right);
      // A value merged over several rows stands for each of them.
      const cell = own ?? (merge?.left === column ? cellAt(merge.top, merge.left) : undefined);
      const at = { sheet: sheet.name, row: row.row, column: columnLetter(column), field: field.key };
      if (merge !== undefined && cell !== undefined && column === merge.left) {
        const range = `${columnLetter(merge.left)}${merge.top}:${columnLetter(merge.right)}${merge.bottom}`;
        const value = shorten(reading.text(cell, column));
        faults.push(fileFault('warning', 'MERGED_CELLS', { ...at, value, params: { range } }));
      }
      if (cell === undefined) continue;
      const text = reading.text(cell, column);
      const isBlank = text.trim() === '';
      if (own !== undefined && (!isBlank || cell.formula === true)) isEmpty = false;
      if (!isBlank) texts[field.key] = cleanText(text);
      if (cell.kind === 'error') {
        faults.push(fileFault('error', 'FORMULA_ERROR', { ...at, value: shorten(text) }));
        continue;
      }
      if (cell.formula === true) {
        if (cell.value === '') {
          faults.push(fileFault('error', 'FORMULA_NO_VALUE', at));
          continue;
        }
        faults.push(fileFault('warning', 'FORMULA', { ...at, value: shorten(text) }));
      }
      if (reading.undecided.has(column) && field.type !== 'text') continue;
      const converted = convertCell(field, cell, text, habits.get(field.key) ?? NO_HABITS);
      if ('value' in converted) values[field.key] = converted.value;
      else {
        const params = converted.params ?? {};
        faults.push(fileFault('error', converted.code, { ...at, value: shorten(text), params }));
      }
    }
    if (isEmpty) continue;
    for (const field of fields) {
      const column = columns.get(field.key);
      const isAtFault = faults.some((fault) => fault.severity === 'error' && fault.field === field.key);
      if (!field.required || column === undefined || isAtFault || values[field.key] !== null) continue;
      if (texts[field.key] !== undefined) continue;
      faults.push(
        fileFault('error', 'REQUIRED_EMPTY', {
          sheet: sheet.name,
          row: row.row,
          column: columnLetter(column),
          field: field.key,
          params: { label: field.labels.vi, labelEn: field.labels.en },
        }),
      );
    }
    records.push({ row: row.row, values, texts, faults });
  }
  return { records: withDuplicates(reading, records, target.unique ?? []), skipped };
}

function mergesByRow(merges: readonly Merge[]): ReadonlyMap<number, readonly Merge[]> {
  const byRow = new Map<number, Merge[]>();
  for (const merge of merges) {
    // A merge of a whole column says nothing about rows.
    if (merge.bottom - merge.top > 10_000) continue;
    for (let row = merge.top; row <= merge.bottom; row += 1) {
      const known = byRow.get(row);
      if (known === undefined) byRow.set(row, [merge]);
      else known.push(merge);
    }
  }
  return byRow;
}

/** "I. CÁC SỞ, NGÀNH" over all columns: read by people, no record. */
function sectionHeading(
  { sheet, columns, text }: Reading,
  row: SheetRow,
  merges: readonly Merge[],
): SkippedRow | undefined {
  const filled = [...row.cells.entries()].filter(([, cell]) => cell !== undefined);
  const wide = merges.find(
    (merge) =>
      merge.top === row.row &&
      [...columns.values()].filter((column) => column >= merge.left && column <= merge.right).length > 1,
  );
  if (wide === undefined) return undefined;
  const outside = filled.filter(([column, cell]) => {
    if (column >= wide.left && column <= wide.right) return false;
    // The number of the section may stand beside it.
    return !(cell !== undefined && isSectionNumber(shownText(cell)));
  });
  const cell = row.cells[wide.left];
  if (outside.length > 0 || cell === undefined) return undefined;
  const label = cleanText(text(cell, wide.left));
  const range = `${columnLetter(wide.left)}${wide.top}:${columnLetter(wide.right)}${wide.bottom}`;
  return {
    row: row.row,
    label: shorten(label, 200),
    faults: [
      fileFault('warning', 'MERGED_CELLS', {
        sheet: sheet.name,
        row: row.row,
        column: columnLetter(wide.left),
        value: shorten(label),
        params: { range, heading: 1 },
      }),
    ],
  };
}

function isSectionNumber(text: string): boolean {
  return /^\s*(?:[IVX]+|[A-Z]|\d{1,2})[.)]?\s*$/u.test(text) || isRunningNumber(text);
}

/** Compared as written but for case: Cẩm Giang and Cẩm Giàng are two. */
function withDuplicates(
  { sheet, columns }: Reading,
  records: readonly SheetRecord[],
  unique: readonly (readonly string[])[],
): readonly SheetRecord[] {
  const added = new Map<number, ImportFault[]>();
  for (const keys of unique) {
    const first = new Map<string, number>();
    for (const { row, values } of records) {
      const parts = keys.map((key) => values[key] ?? null);
      if (parts.includes(null)) continue;
      const name = JSON.stringify(parts).toLowerCase();
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, row);
        continue;
      }
      const [key = ''] = keys;
      const column = columns.get(key);
      const fault = fileFault('error', 'DUPLICATE_IN_FILE', {
        sheet: sheet.name,
        row,
        column: column === undefined ? null : columnLetter(column),
        field: key,
        value: shorten(parts.map(String).join(' · ')),
        params: { row: earlier },
      });
      added.set(row, [...(added.get(row) ?? []), fault]);
    }
  }
  if (added.size === 0) return records;
  return records.map((record) => {
    const more = added.get(record.row);
    return more === undefined ? record : { ...record, faults: [...record.faults, ...more] };
  });
}
