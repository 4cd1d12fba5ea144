/**
 * XLSX files that the application writes: exports and templates. Knows what a table looks like, not what it is about.
 * Text is written as text, whatever it looks like: "1.1" stays "1.1", and no cell becomes a formula.
 */
import writeXlsxFile, { type Cell, type Row, type Sheet } from 'write-excel-file/node';

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
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
}

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
function writable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/giu, '_x005F_')
    .slice(0, CELL_LIMIT);
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

function sheetOf(sheet: WorkbookSheet, taken: Set<string>): Sheet<never> {
  let name = sheetName(sheet.name);
  for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
    name = sheetName(`${sheet.name.slice(0, 26)} (${number})`);
  }
  taken.add(name.toLowerCase());
  const header: Row = sheet.columns.map((column) => ({
    type: String,
    value: writable(column.header),
    fontWeight: 'bold',
    align: 'center',
    alignVertical: 'center',
    wrap: true,
    borderStyle: 'thin',
    backgroundColor: '#E7EEF7',
  }));
  const note: Row[] =
    sheet.note === undefined
      ? []
      : [[{ type: String, value: writable(sheet.note), fontStyle: 'italic', alignVertical: 'top' }]];
  const rows: Row[] = sheet.rows.map((row) =>
    sheet.columns.map((column, index) => cellOf(row[index] ?? null, column)),
  );
  return {
    sheet: name,
    data: [...note, header, ...rows],
    columns: sheet.columns.map(({ width }) => ({ width })),
    stickyRowsCount: sheet.frozenRows ?? note.length + 1,
    orientation: 'landscape',
  };
}

export async function writeWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const taken = new Set<string>();
  const sheets = workbook.sheets.map((sheet) => sheetOf(sheet, taken));
  const written = writeXlsxFile(sheets, { fontFamily: FONT, fontSize: 12 });
  const buffer = await written.toBuffer();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
