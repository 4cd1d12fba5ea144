/**
 * XLSX files that the application writes: exports and templates. Knows what a table looks like, not what it is about.
 * Text is written as text, whatever it looks like: "1.1" stays "1.1", and no cell becomes a formula.
 */
import writeXlsxFile, { type Cell, type CellObject, type Row, type Sheet } from 'write-excel-file/node';
import { columnLetter } from '../../core/exchange/sheet/cell.ts';
import { type CellCheck, formFeature, type FormSheet, OPEN_FILL, type PlacedCheck } from './form-features.ts';

export interface WorkbookColumn {
  readonly header: string;
  /** In characters, as Excel counts. */
  readonly width: number;
  /** 'day': ISO days are written as real dates, shown dd/mm/yyyy. Else a string is text and a number is a number. */
  readonly type?: 'text' | 'number' | 'day';
  readonly wrap?: boolean;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly columns: readonly WorkbookColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** How many rows stay on the screen; the header unless told. */
  readonly frozenRows?: number;
  /** One line above the header, over all columns. */
  readonly note?: string;
  /** Lines above the header, the first in bold. */
  readonly titles?: readonly string[];
  /** False: the rows alone, without the line of headers. */
  readonly header?: boolean;
  /** For others to fill in: locked but for the open cells. */
  readonly form?: WorkbookForm;
  readonly hidden?: boolean;
  readonly portrait?: boolean;
  /** From 0. */
  readonly boldRows?: readonly number[];
}

/** Rows and columns count from 0, rows from the first below the header. */
export interface WorkbookForm {
  /** What may be typed into the cell; undefined: it is locked. */
  readonly openCell: (row: number, column: number) => CellCheck | 'any' | undefined;
  /** Locked for this row, and shown so: what the row does not ask for. */
  readonly isShut: (row: number, column: number) => boolean;
  readonly isHeading: (row: number) => boolean;
  readonly hiddenColumns: readonly number[];
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  /** At the head of every page that is printed; whoever reads the sheet on the screen needs a title that says it. */
  readonly mark?: string;
}

/** What a file with made-up data says of itself: a line of titles, and the mark of its pages. */
const ILLUSTRATIVE = 'DỮ LIỆU MINH HỌA';
export const illustrativeTitle = (isIllustrative: boolean): readonly string[] =>
  isIllustrative ? [ILLUSTRATIVE] : [];
export const illustrativeMark = (isIllustrative: boolean): Pick<Workbook, 'mark'> =>
  isIllustrative ? { mark: ILLUSTRATIVE } : {};

export const XLSX_MEDIA = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Excel refuses more characters in a cell. */
const CELL_LIMIT = 32_767;
const FONT = 'Times New Roman';

/** Excel's rules for the name of a sheet: at most 31 characters, none of \ / ? * [ ] :, no apostrophe at an end. */
export function sheetName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .slice(0, 31)
    .replace(/^[' ]+|[' ]+$/gu, '');
  return clean === '' ? 'Sheet' : clean;
}

/** XML 1.0 has no place for most control characters, and _x0041_ would be read as an escape. */
export function writable(text: string): string {
  const kept = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_')
    .slice(0, CELL_LIMIT);
  // The library looks texts up among the properties of an object, which has "valueOf" and its like from the beginning.
  return kept in Object.prototype
    ? `_x${kept.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_${kept.slice(1)}`
    : kept;
}

function cellOf(value: string | number | null, column: WorkbookColumn): Cell {
  if (value === null || value === '') return null;
  const style = { alignVertical: 'top', ...(column.wrap === true ? { wrap: true } : {}) } as const;
  if (typeof value === 'number') return { ...style, type: Number, value };
  if (column.type === 'day' && /^\d{4}-\d{2}-\d{2}$/u.test(value)) {
    return { ...style, type: Date, value: new Date(`${value}T00:00:00Z`), format: 'dd/mm/yyyy' };
  }
  if (column.type === 'number' && /^-?\d{1,15}(\.\d+)?$/u.test(value)) {
    return { ...style, type: Number, value: Number(value) };
  }
  // '@' keeps Excel from turning "1.10" into 1.1 when the cell is edited.
  return { ...style, type: String, value: writable(value), format: '@' };
}

const HEADER_FILL = '#E7EEF7';
const HEADING_FILL = '#F1F3F5';
const SHUT_FILL = '#DEE2E6';

function headerRow({ columns }: WorkbookSheet): Row {
  return columns.map((column) => ({
    type: String,
    value: writable(column.header),
    fontWeight: 'bold',
    align: 'center',
    alignVertical: 'center',
    wrap: true,
    borderStyle: 'thin',
    backgroundColor: HEADER_FILL,
  }));
}

function linesAbove({ note, titles }: WorkbookSheet): Row[] {
  const line = (value: string, style: Pick<CellObject, 'fontWeight' | 'fontStyle'>): Row => [
    // Empty cells on its right let it run on.
    { type: String, value: writable(value), alignVertical: 'top', ...style },
  ];
  return [
    ...(titles ?? []).map((title, index) => line(title, index === 0 ? { fontWeight: 'bold' } : {})),
    ...(note === undefined ? [] : [line(note, { fontStyle: 'italic' })]),
  ];
}

/** A cell of a form: framed, and filled by what may be done in it. */
function formCell(cell: Cell, fill: string | undefined, isHeading: boolean): Cell {
  return {
    ...(cell as CellObject | null),
    borderStyle: 'thin',
    borderColor: '#ADB5BD',
    ...(fill === undefined ? {} : { backgroundColor: fill }),
    ...(isHeading ? { fontWeight: 'bold' } : {}),
  };
}

/** Points of one line of the file's font. */
const LINE_HEIGHT = 16;
/** Excel's own bound is 409. */
const MOST_HEIGHT = 400;

/** As high as its wrapped words need: not every program finds that out by itself when it opens the file. */
function heightOf(row: WorkbookSheet['rows'][number], { columns, form }: WorkbookSheet): number {
  const lines = columns.map(({ width, wrap }, index) => {
    const value = row[index];
    if (wrap !== true || typeof value !== 'string' || form?.hiddenColumns.includes(index) === true) return 1;
    return value
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 0.92) / Math.max(1, width - 1))), 0);
  });
  return Math.min(MOST_HEIGHT, Math.max(1, ...lines) * LINE_HEIGHT + 2);
}

/** The first cell carries the height of its row. */
function withHeight(cells: Row, height: number): Row {
  const at = cells.findIndex((cell) => cell !== null && cell !== undefined);
  return cells.map((cell, index): Cell => (index === at ? { ...(cell as CellObject), height } : cell));
}

interface Laid {
  readonly sheet: Sheet<never>;
  readonly form: FormSheet;
}

function sheetOf(sheet: WorkbookSheet, mark: string | undefined, taken: Set<string>): Laid {
  let name = sheetName(sheet.name);
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    name = sheetName(`${sheet.name.slice(0, 26)} (${number})`);
  }
  taken.add(name.toLowerCase());
  const { form, columns } = sheet;
  const hasHeader = sheet.header !== false;
  const above = linesAbove(sheet);
  const names = headerRow(sheet);
  const header = form === undefined ? names : withHeight(names, 2 * LINE_HEIGHT + 4);
  const head = [...above, ...(hasHeader ? [header] : [])];
  const checks: PlacedCheck[] = [];
  const bold = new Set(sheet.boldRows ?? []);
  const isRead = form !== undefined || sheet.portrait === true;
  const rows = sheet.rows.map((row, at): Row => {
    const isHeading = form?.isHeading(at) === true;
    const cells = columns.map((column, index): Cell => {
      const cell = cellOf(row[index] ?? null, column);
      if (form === undefined) {
        return cell !== null && bold.has(at) ? { ...(cell as CellObject), fontWeight: 'bold' } : cell;
      }
      const open = isHeading ? undefined : form.openCell(at, index);
      if (open !== undefined) {
        const place = `${columnLetter(index + 1)}${String(head.length + at + 1)}`;
        if (open !== 'any') checks.push({ place, check: open });
        // An open cell is written without a value as well: its fill is what opens it.
        const style = { alignVertical: 'top', ...(column.wrap === true ? { wrap: true } : {}) } as const;
        return formCell(cell ?? style, OPEN_FILL, false);
      }
      const shut = isHeading ? HEADING_FILL : form.isShut(at, index) ? SHUT_FILL : undefined;
      return formCell(cell, shut, isHeading);
    });
    return isRead ? withHeight(cells, heightOf(row, sheet)) : cells;
  });
  return {
    sheet: {
      sheet: name,
      data: [...head, ...rows],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: sheet.frozenRows ?? (hasHeader ? head.length : 0),
      orientation: 'landscape',
    },
    form: {
      name,
      isHidden: sheet.hidden === true,
      isLocked: form !== undefined,
      hiddenColumns: form?.hiddenColumns ?? [],
      checks,
      printedHead: form === undefined || !hasHeader ? null : { from: head.length, to: head.length },
      portrait: sheet.portrait === true,
      fitsWidth: form !== undefined || sheet.portrait === true,
      mark: mark ?? null,
    },
  };
}

export async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const taken = new Set<string>();
  const laid = workbook.sheets.map((sheet) => sheetOf(sheet, workbook.mark, taken));
  const isPlain =
    workbook.mark === undefined &&
    laid.every(({ form }) => !form.isLocked && !form.isHidden && !form.portrait);
  const written = writeXlsxFile(
    laid.map(({ sheet }) => sheet),
    {
      fontFamily: FONT,
      fontSize: 12,
      ...(isPlain ? {} : { features: [formFeature(laid.map(({ form }) => form))] }),
    },
  );
  const buffer = await written.toBuffer();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
