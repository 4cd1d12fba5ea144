// Workbooks as raw as tests need them: every cell, merge and part written by hand and zipped.
import { strToU8, zipSync } from 'fflate';
import type { Cell, Merge, Sheet, Workbook } from '../../../core/exchange/sheet/cell.ts';
import { columnLetter } from '../../../core/exchange/sheet/cell.ts';
import type { SheetTarget } from '../../../core/exchange/sheet/target.ts';

export interface RawCell {
  readonly text?: string;
  readonly number?: number;
  /** A serial number under a date style. */
  readonly day?: number;
  readonly flag?: boolean;
  readonly error?: string;
  readonly formula?: string;
  /** Index into the styles below. */
  readonly style?: number;
  readonly inline?: boolean;
}
export type Raw = RawCell | string | number | null;

export interface RawSheet {
  readonly name?: string;
  readonly rows: readonly (readonly Raw[])[];
  readonly merges?: readonly string[];
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
  readonly state?: 'hidden';
}

/** By index: general, dd/mm/yyyy, built-in date, 00000, 0.00, 0.00%, a coloured number, mm-yyyy. */
const FORMATS = [
  '<xf numFmtId="0"/>',
  '<xf numFmtId="164"/>',
  '<xf numFmtId="14"/>',
  '<xf numFmtId="165"/>',
  '<xf numFmtId="2"/>',
  '<xf numFmtId="10"/>',
  '<xf numFmtId="166"/>',
  '<xf numFmtId="167"/>',
];
const STYLES = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[Red]#,##0.00\\ &quot;ngày&quot;"/><numFmt numFmtId="167" formatCode="[$-42A]mm\\-yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs count="8">${FORMATS.join('')}</cellXfs></styleSheet>`;

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function cellXml(place: string, raw: Raw, strings: string[]): string {
  if (raw === null) return '';
  const cell: RawCell =
    typeof raw === 'string' ? { text: raw } : typeof raw === 'number' ? { number: raw } : raw;
  const style = cell.style ?? (cell.day === undefined ? 0 : 1);
  const formula = cell.formula === undefined ? '' : `<f>${escape(cell.formula)}</f>`;
  const open = (type: string) =>
    `<c r="${place}" s="${style}"${type === '' ? '' : ` t="${type}"`}>${formula}`;
  if (cell.error !== undefined) return `${open('e')}<v>${escape(cell.error)}</v></c>`;
  if (cell.flag !== undefined) return `${open('b')}<v>${cell.flag ? 1 : 0}</v></c>`;
  if (cell.number !== undefined) return `${open('')}<v>${cell.number}</v></c>`;
  if (cell.day !== undefined) return `${open('')}<v>${cell.day}</v></c>`;
  if (cell.text === undefined) return `${open('')}</c>`;
  if (formula !== '') return `${open('str')}<v>${escape(cell.text)}</v></c>`;
  if (cell.inline === true) {
    return `${open('inlineStr')}<is><t xml:space="preserve">${escape(cell.text)}</t></is></c>`;
  }
  strings.push(cell.text);
  return `${open('s')}<v>${strings.length - 1}</v></c>`;
}

function sheetXml(sheet: RawSheet, strings: string[]): string {
  const columns = (sheet.hiddenColumns ?? []).map(
    (column) => `<col min="${column}" max="${column}" width="9" hidden="1"/>`,
  );
  const rows = sheet.rows.map((cells, index) => {
    const row = index + 1;
    const hidden = sheet.hiddenRows?.includes(row) === true ? ' hidden="1"' : '';
    const body = cells.map((cell, place) => cellXml(`${columnLetter(place + 1)}${row}`, cell, strings));
    return `<row r="${row}"${hidden}>${body.join('')}</row>`;
  });
  const merges = (sheet.merges ?? []).map((merge) => `<mergeCell ref="${merge}"/>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${
    columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''
  }<sheetData>${rows.join('')}</sheetData>${
    merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''
  }</worksheet>`;
}

/** The parts of a workbook by name, before they are zipped. */
export function xlsxParts(
  sheets: readonly RawSheet[],
  options: { readonly date1904?: boolean } = {},
): Record<string, Uint8Array> {
  const strings: string[] = [];
  const bodies = sheets.map((sheet) => sheetXml(sheet, strings));
  const relation = (id: number, kind: string, target: string) =>
    `<Relationship Id="rId${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/>`;
  const relations = (body: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`;
  const names = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escape(name ?? `Sheet${index + 1}`)}" sheetId="${index + 1}"${
        state === undefined ? '' : ` state="${state}"`
      } r:id="rId${index + 1}"/>`,
  );
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr${
      options.date1904 === true ? ' date1904="1"' : ''
    }/><sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      [
        ...sheets.map((_, index) => relation(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
        relation(sheets.length + 1, 'sharedStrings', '/xl/sharedStrings.xml'),
        relation(sheets.length + 2, 'styles', 'styles.xml'),
      ].join(''),
    ),
    'xl/styles.xml': STYLES,
  };
  bodies.forEach((body, index) => (files[`xl/worksheets/sheet${index + 1}.xml`] = body));
  files['xl/sharedStrings.xml'] =
    `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings
      .map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`)
      .join('')}</sst>`;
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]));
}

export function xlsx(
  sheets: readonly RawSheet[] | RawSheet,
  options: { readonly date1904?: boolean } = {},
): Buffer {
  return zip(xlsxParts('rows' in sheets ? [sheets] : sheets, options));
}

export function zip(parts: Record<string, Uint8Array>): Buffer {
  return Buffer.from(zipSync(parts, { level: 6, mtime: '2026-01-01' }));
}

/** A sheet without a file around it, for the pure pipeline. */
export function sheetOf(
  rows: readonly (readonly (Cell | string | number | null)[])[],
  more: Partial<Sheet> = {},
): Sheet {
  const read = rows.map((values, index) => {
    const cells: (Cell | undefined)[] = [];
    values.forEach((value, place) => {
      if (value === null || value === '') return;
      cells[place + 1] =
        typeof value === 'string'
          ? { kind: 'text', value }
          : typeof value === 'number'
            ? { kind: 'number', value }
            : value;
    });
    return { row: index + 1, cells };
  });
  const filled = read.filter(({ cells }) => cells.length > 0);
  return {
    name: 'Sheet1',
    hidden: false,
    rows: filled,
    lastRow: filled.at(-1)?.row ?? 0,
    lastColumn: Math.max(0, ...filled.map(({ cells }) => cells.length - 1)),
    merges: [],
    hiddenColumns: [],
    overflow: null,
    ...more,
  };
}

export function workbookOf(...sheets: readonly Sheet[]): Workbook {
  return { format: 'xlsx', sheets };
}

export const merge = (top: number, left: number, bottom: number, right: number): Merge => ({
  top,
  left,
  bottom,
  right,
});

/** A purpose with a field of every type. */
export const target: SheetTarget = {
  purpose: 'agencies',
  maxRows: 5000,
  unique: [['code'], ['name', 'parent']],
  fields: [
    {
      key: 'code',
      labels: { vi: 'Mã', en: 'Code' },
      synonyms: ['Mã cơ quan', 'Mã đơn vị'],
      required: false,
      type: 'text',
      maxLength: 20,
    },
    {
      key: 'name',
      labels: { vi: 'Tên cơ quan', en: 'Name' },
      synonyms: ['Tên đơn vị', 'Tên gọi', 'Cơ quan, đơn vị'],
      required: true,
      type: 'text',
      maxLength: 60,
    },
    {
      key: 'kind',
      labels: { vi: 'Loại', en: 'Kind' },
      synonyms: ['Loại cơ quan'],
      required: true,
      type: {
        oneOf: new Map([
          ['so_nganh', ['Sở, ngành', 'Sở', 'Cơ quan chuyên môn cấp tỉnh']],
          ['ubnd_xa', ['UBND cấp xã', 'UBND xã', 'UBND phường']],
        ]),
      },
    },
    {
      key: 'validFrom',
      labels: { vi: 'Từ ngày', en: 'From' },
      synonyms: ['Ngày hiệu lực', 'Hiệu lực từ ngày', 'Ngày thành lập'],
      required: false,
      type: 'day',
    },
    { key: 'points', labels: { vi: 'Điểm', en: 'Points' }, synonyms: [], required: false, type: 'decimal' },
    { key: 'staff', labels: { vi: 'Biên chế', en: 'Staff' }, synonyms: [], required: false, type: 'integer' },
    { key: 'year', labels: { vi: 'Năm', en: 'Year' }, synonyms: [], required: false, type: 'year' },
    {
      key: 'active',
      labels: { vi: 'Đang hoạt động', en: 'Active' },
      synonyms: [],
      required: false,
      type: 'boolean',
    },
    {
      key: 'aliases',
      labels: { vi: 'Tên khác', en: 'Other names' },
      synonyms: [],
      required: false,
      type: 'list',
    },
    {
      key: 'parent',
      labels: { vi: 'Cơ quan cấp trên', en: 'Parent' },
      synonyms: [],
      required: false,
      type: 'text',
    },
  ],
};

const LETTERS = Array.from('àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ');
const TCVN3 = Array.from('µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ');
const VNI =
  'aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î'.split(
    ' ',
  );
const TCVN3_CAPITALS: Readonly<Record<string, string>> = {
  Ă: '¡',
  Â: '¢',
  Ê: '£',
  Ô: '¤',
  Ơ: '¥',
  Ư: '¦',
  Đ: '§',
};
export const vietnameseLetters = LETTERS;

/** As the old programs wrote it, from the published tables; the font made the capitals of TCVN3. */
export function toTcvn3(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const index = LETTERS.indexOf(letter.toLowerCase());
    return TCVN3_CAPITALS[letter] ?? (index < 0 ? letter : (TCVN3[index] ?? letter));
  }).join('');
}

export function toVni(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const code = VNI[LETTERS.indexOf(letter.toLowerCase())];
    if (code === undefined) return letter;
    return letter === letter.toLowerCase() ? code : code.toUpperCase();
  }).join('');
}

/** A container of old Office with just these streams in its directory. */
export function compoundFile(names: readonly string[]): Buffer {
  const bytes = Buffer.alloc(512 * 3);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  names.forEach((name, index) => {
    const at = 1024 + index * 128;
    const text = Buffer.from(`${name}\0`, 'utf16le');
    text.copy(bytes, at);
    bytes.writeUInt16LE(text.length, at + 64);
  });
  return bytes;
}
