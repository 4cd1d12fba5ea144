// A form of ours as an agency sends it back: cells filled in within the very file, or the whole table rearranged.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { columnLetter, type Sheet, shownText } from '../../../core/exchange/sheet/cell.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { type Raw, xlsx } from './fixture.ts';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface Form {
  readonly bytes: Uint8Array;
  readonly sheet: Sheet;
  /** The row of the header. */
  readonly header: number;
  /** Header → column. */
  readonly columns: ReadonlyMap<string, number>;
  /** Code → row. */
  readonly rows: ReadonlyMap<string, number>;
}

/** The sheet of the answers. */
export function openForm(bytes: Uint8Array, sheetName = 'Tự đánh giá', codeHeader = 'Mã'): Form {
  const workbook = readWorkbook(Buffer.from(bytes), 'form.xlsx');
  const sheet = workbook.sheets.find(({ name }) => name === sheetName);
  if (sheet === undefined) throw new Error(`no sheet ${sheetName}`);
  const head = sheet.rows.find(({ cells }) => cells.some((cell) => shownText(cell) === codeHeader));
  if (head === undefined) throw new Error('no header');
  const columns = new Map(
    [...head.cells.entries()].flatMap(([column, cell]) =>
      cell === undefined ? [] : [[shownText(cell), column] as const],
    ),
  );
  const code = columns.get(codeHeader) ?? 0;
  const rows = new Map(
    sheet.rows.flatMap(({ row, cells }) => {
      const text = shownText(cells[code]);
      return row > head.row && text !== '' ? [[text, row] as const] : [];
    }),
  );
  return { bytes, sheet, header: head.row, columns, rows };
}

export type Filled = Readonly<Record<string, Readonly<Record<string, string | number>>>>;

/** Types into cells of the file itself: code → header → value; all else of the file stays as it is. */
export function fillIn(form: Form, filled: Filled): Uint8Array {
  const parts = unzipSync(form.bytes);
  const names = [...strFromU8(parts['xl/workbook.xml']!).matchAll(/<sheet [^>]*name="([^"]*)"/gu)];
  const at = names.findIndex((match) => match[1] === form.sheet.name) + 1;
  const part = `xl/worksheets/sheet${at}.xml`;
  let xml = strFromU8(parts[part]!);
  for (const [code, cells] of Object.entries(filled)) {
    for (const [header, value] of Object.entries(cells)) {
      const [row, column] = [form.rows.get(code), form.columns.get(header)];
      if (row === undefined || column === undefined) throw new Error(`no cell ${code} ${header}`);
      const place = `${columnLetter(column)}${row}`;
      const cell = new RegExp(`<c r="${place}"( s="\\d+")?(?: t="\\w+")?(?:/>|>.*?</c>)`, 'u');
      if (!cell.test(xml)) throw new Error(`${place} is not written`);
      xml = xml.replace(cell, (_, style: string | undefined) =>
        typeof value === 'number'
          ? `<c r="${place}"${style ?? ''}><v>${value}</v></c>`
          : `<c r="${place}"${style ?? ''} t="inlineStr"><is><t>${escape(value)}</t></is></c>`,
      );
    }
  }
  return zipSync({ ...parts, [part]: strToU8(xml) });
}

/** The table as plain rows from the header on, to be rearranged by a test. */
export function tableOf({ sheet, header }: Form): Raw[][] {
  return sheet.rows
    .filter(({ row }) => row >= header)
    .map(({ cells }) =>
      Array.from({ length: sheet.lastColumn }, (_, index) => {
        const cell = cells[index + 1];
        if (cell === undefined) return null;
        return typeof cell.value === 'number' ? cell.value : String(cell.value);
      }),
    );
}

export function rebuilt(rows: readonly (readonly Raw[])[]): Uint8Array {
  return xlsx({ name: 'Tự đánh giá', rows: [['TỰ ĐÁNH GIÁ'], ['Chỉ điền vào các ô nền vàng'], ...rows] });
}
