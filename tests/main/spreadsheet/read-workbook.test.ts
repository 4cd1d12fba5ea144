// Files into cells: what programs write, what is broken, protected or something else, and any damage at all.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/error.ts';
import { type Cell, shownText, type Workbook } from '../../../core/exchange/sheet/cell.ts';
import { readSheet } from '../../../core/exchange/sheet/read-sheet.ts';
import { SHEET_LIMITS } from '../../../main/spreadsheet/limits.ts';
import { delimiterOf } from '../../../main/spreadsheet/read-csv.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { isDayFormat } from '../../../main/spreadsheet/styles.ts';
import { decodeEntities } from '../../../main/spreadsheet/xml.ts';
import { writeWorkbook } from '../../../main/spreadsheet/write-workbook.ts';
import { chance } from '../../long.ts';
import { compoundFile, target, toTcvn3, xlsx, xlsxParts, zip } from './fixture.ts';

const HEADER = ['Mã', 'Tên cơ quan', 'Loại'];
const read = (bytes: Uint8Array, name = 'a.xlsx') => readWorkbook(Buffer.from(bytes), name);

function refusal(bytes: Uint8Array, name = 'a.xlsx') {
  try {
    read(bytes, name);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.detail };
    throw error;
  }
  throw new Error('should have been refused');
}

const shown = ({ sheets }: Workbook, index = 0) =>
  sheets[index]?.rows.map(({ row, cells }) => [
    row,
    ...Array.from(cells, (cell) => shownText(cell)).slice(1),
  ]);
const cell = ({ sheets }: Workbook, row: number, column: number): Cell | undefined =>
  sheets[0]?.rows.find((one) => one.row === row)?.cells[column];

describe('XLSX', () => {
  it('gives values with everything that an import must know of them', () => {
    const workbook = read(
      xlsx({
        name: 'Cơ quan',
        rows: [
          ['Chữ', { text: ' viết <liền> & "nháy" ', inline: true }, { flag: true }, 98.53],
          [{ day: 45_839 }, { number: 45_839, style: 2 }, { number: 4, style: 3 }, { number: 1.1, style: 4 }],
          [
            { number: 0.9853, style: 5 },
            { number: 3, style: 6 },
            { number: 45_839, style: 7 },
          ],
          [
            { number: 3, formula: '1+2' },
            { text: 'ghép', formula: 'A1&"x"' },
            { formula: 'A1' },
            { error: '#REF!', formula: 'A9' },
          ],
          [],
          ['ẩn'],
        ],
        merges: ['A1:B2', 'A3', 'bad'],
        hiddenRows: [6],
        hiddenColumns: [2],
      }),
    );
    expect(workbook.sheets[0]).toMatchObject({
      name: 'Cơ quan',
      lastRow: 6,
      lastColumn: 4,
      merges: [{ top: 1, left: 1, bottom: 2, right: 2 }],
      hiddenColumns: [2],
    });
    expect(shown(workbook)).toEqual([
      [1, 'Chữ', ' viết <liền> & "nháy" ', 'TRUE', '98.53'],
      [2, '01/07/2025', '01/07/2025', '00004', '1.10'],
      [3, '98.53%', '3', '01/07/2025'],
      [4, '3', 'ghép', '', '#REF!'],
      [6, 'ẩn'],
    ]);
    expect(cell(workbook, 4, 1)).toEqual({ kind: 'number', value: 3, formula: true });
    expect(cell(workbook, 4, 3)).toEqual({ kind: 'text', value: '', formula: true });
    expect(cell(workbook, 4, 4)).toEqual({ kind: 'error', value: '#REF!', formula: true });
    expect(cell(workbook, 2, 1)).toEqual({ kind: 'date', value: 45_839 });
    expect(workbook.sheets[0]?.rows.at(-1)?.hidden).toBe(true);
  });

  it('counts days from 1904 where the workbook does', () => {
    expect(shown(read(xlsx({ rows: [[{ day: 45_839 - 1462 }]] }, { date1904: true })))).toEqual([
      [1, '01/07/2025'],
    ]);
  });

  it('reads sheets without places, with prefixes, phonetic hints, rich text and escapes', () => {
    const parts = xlsxParts([{ rows: [['x']] }]);
    parts['xl/worksheets/sheet1.xml'] = strToU8(
      '<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="d"><x:v>2025-07-01</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    );
    parts['xl/sharedStrings.xml'] = strToU8(
      '<sst><si><r><t>Sở </t></r><r><t>N&#x1ED9;i v&#7909;</t></r><rPh sb="0" eb="1"><t>hint</t></rPh></si><si><t>a_x000D_\nb_x005F_x0041_ 😀 &#x1F600;</t></si></sst>',
    );
    expect(shown(read(zip(parts)))).toEqual([[1, 'Sở Nội vụ', 'a\r\nb_x0041_ 😀 😀', '01/07/2025']]);
  });

  it('reads what is written here, to the last sign', async () => {
    const text = 'Dòng 1\nDòng 2 <b>&amp; "x" _x0041_';
    const bytes = await writeWorkbook({
      sheets: [
        {
          name: 'Bảng: [1]/2 rất dài quá ba mươi mốt ký tự',
          columns: [
            { header: 'Mã', width: 10 },
            { header: 'Ngày', width: 12, type: 'day' },
            { header: 'Điểm', width: 10, type: 'number' },
            { header: 'Ghi chú', width: 40, wrap: true },
          ],
          rows: [
            ['1.10', '2025-07-01', '98.53', text],
            ['=1+1', 'chưa rõ', 12, null],
          ],
          note: 'Ghi chú chung',
        },
        { name: 'Bảng: [1]/2 rất dài quá ba mươi mốt ký tự', columns: [{ header: 'A', width: 5 }], rows: [] },
      ],
    });
    const workbook = read(bytes);
    expect(shown(workbook)).toEqual([
      [1, 'Ghi chú chung'],
      [2, 'Mã', 'Ngày', 'Điểm', 'Ghi chú'],
      [3, '1.10', '01/07/2025', '98.53', text],
      [4, '=1+1', 'chưa rõ', '12'],
    ]);
    expect(cell(workbook, 4, 1)).toEqual({ kind: 'text', value: '=1+1' });
    const names = workbook.sheets.map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(31);
  });

  it('is bounded in rows and columns, and a stray cell far away is said', () => {
    const far = xlsxParts([{ rows: [['x']] }]);
    far['xl/worksheets/sheet1.xml'] = strToU8(
      '<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>',
    );
    expect(read(zip(far)).sheets[0]?.overflow).toEqual({ what: 'columns', limit: SHEET_LIMITS.columns });
    const many = xlsxParts([{ rows: [['x']] }]);
    const rows = Array.from({ length: SHEET_LIMITS.rows + 5 }, (_, row) => `<row><c><v>${row}</v></c></row>`);
    many['xl/worksheets/sheet1.xml'] = strToU8(
      `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`,
    );
    const { sheets } = read(zip(many));
    expect(sheets[0]?.overflow).toEqual({ what: 'rows', limit: SHEET_LIMITS.rows });
    expect(sheets[0]?.rows).toHaveLength(SHEET_LIMITS.rows);
  });

  it('tells formats of days', () => {
    for (const code of ['dd/mm/yyyy', 'd-mmm-yy', '[$-42A]dd mmmm yyyy', 'mm/yyyy', '[$-F800]dddd\\,\\ mmmm'])
      expect(isDayFormat(code), code).toBe(true);
    for (const code of [
      'General',
      '0.00',
      '#,##0 "ngày"',
      '[Red]0;[Blue]-0',
      '0\\ \\đ',
      'h:mm:ss',
      '@',
      '[h]:mm',
    ])
      expect(isDayFormat(code), code).toBe(false);
  });

  it('decodes entities', () => {
    expect(decodeEntities('&lt;&#228;&#x1F600;&nbsp;&#x110000;')).toBe('<ä😀&nbsp;\ufffd');
  });
});

describe('what cannot be read is named', () => {
  const good = xlsx({ rows: [HEADER, ['1', 'Sở A', 'Sở']] });

  it('broken: cut off anywhere, no directory, damaged parts, broken XML, missing parts', () => {
    expect(refusal(Buffer.alloc(0))).toEqual({ code: 'FILE_BROKEN' });
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
      expect(refusal(good.subarray(0, Math.floor(good.length * share))).code, String(share)).toBe(
        'FILE_BROKEN',
      );
    }
    const parts = xlsxParts([{ rows: [HEADER, ['1', 'Sở A', 'Sở']] }]);
    const sheet = parts['xl/worksheets/sheet1.xml'];
    if (sheet === undefined) throw new Error('no sheet');
    const cases: readonly Record<string, Uint8Array>[] = [
      { 'xl/worksheets/sheet1.xml': sheet.subarray(0, sheet.length - 40) },
      { 'xl/worksheets/sheet1.xml': strToU8('not xml at all') },
      { 'xl/worksheets/sheet1.xml': strToU8('<worksheet><sheetData><row r="-1"/></sheetData></worksheet>') },
      {
        'xl/worksheets/sheet1.xml': strToU8(
          '<worksheet><row r="1"><c r="A1" t="s"><v>99</v></c></row></worksheet>',
        ),
      },
      { 'xl/workbook.xml': strToU8('<workbook><sheets>') },
      {
        'xl/sharedStrings.xml': Uint8Array.from([0x3c, 0x73, 0x3e, 0xff, 0xfe, 0xfa, 0x3c, 0x2f, 0x73, 0x3e]),
      },
    ];
    for (const change of cases) {
      const [part] = Object.keys(change);
      expect(refusal(zip({ ...parts, ...change })), part).toEqual({ code: 'FILE_BROKEN', part });
    }
    const { 'xl/worksheets/sheet1.xml': _gone, ...without } = parts;
    expect(refusal(zip(without))).toEqual({ code: 'FILE_BROKEN', part: 'xl/worksheets/sheet1.xml' });
  });

  it('a damaged byte in the packed text is found by its checksum', () => {
    const stored = Buffer.from(good);
    const at = stored.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length + 40;
    stored[at] = (stored[at] ?? 0) ^ 0x10;
    expect(refusal(stored)).toMatchObject({ code: 'FILE_BROKEN', part: 'xl/worksheets/sheet1.xml' });
  });

  it('protected by a password: the container of encryption, and encrypted zip entries', () => {
    expect(refusal(compoundFile(['Root Entry', 'EncryptedPackage', 'EncryptionInfo']))).toEqual({
      code: 'FILE_PASSWORD',
    });
    const locked = Buffer.from(good);
    for (let at = locked.indexOf('PK\u0001\u0002'); at >= 0; at = locked.indexOf('PK\u0001\u0002', at + 1)) {
      locked.writeUInt16LE(locked.readUInt16LE(at + 8) | 1, at + 8);
    }
    expect(refusal(locked)).toEqual({ code: 'FILE_PASSWORD' });
  });

  it('something else under the name of a spreadsheet', () => {
    const found = (bytes: Uint8Array, name?: string) => refusal(bytes, name);
    const not = (kind: string) => ({ code: 'FILE_NOT_SPREADSHEET', found: kind });
    expect(found(compoundFile(['Root Entry', 'Workbook']))).toEqual(not('xls'));
    expect(found(compoundFile(['Root Entry', 'WordDocument']))).toEqual(not('doc'));
    expect(found(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).toEqual({ code: 'FILE_NOT_SPREADSHEET' });
    expect(
      found(
        zip({
          mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
          'content.xml': strToU8('<x/>'),
        }),
      ),
    ).toEqual(not('ods'));
    const types = { '[Content_Types].xml': strToU8('<Types/>') };
    expect(found(zip({ ...types, 'word/document.xml': strToU8('<x/>') }))).toEqual(not('docx'));
    expect(found(zip({ ...types, 'xl/workbook.bin': strToU8('x') }))).toEqual(not('xlsb'));
    expect(found(zip({ 'a.txt': strToU8('x') }))).toEqual(not('zip'));
    expect(found(Buffer.from('%PDF-1.7\n'))).toEqual(not('pdf'));
    expect(found(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'a.csv')).toEqual(not('jpg'));
    expect(found(Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'a.xls')).toEqual(
      not('html'),
    );
    expect(found(Buffer.from('Mã;Tên\n1;A\n'), 'a.xlsx')).toEqual({ code: 'FILE_NOT_SPREADSHEET' });
    expect(found(Buffer.from([1, 0, 2, 0, 0, 0, 255, 7, 0, 0]), 'a.csv')).toEqual({
      code: 'FILE_NOT_SPREADSHEET',
    });
  });

  it('a bomb is refused before it is unpacked, also when it lies about its size', () => {
    const parts = xlsxParts([{ rows: [['x']] }]);
    // The directory says what would come out; nothing is unpacked to find out.
    const bomb = zip(parts);
    const sized = bomb.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    bomb.writeUInt32LE(SHEET_LIMITS.unpackedBytes + 1, sized + 24);
    expect(refusal(bomb)).toEqual({ code: 'TOO_LARGE', limit: SHEET_LIMITS.unpackedBytes });
    const lying = zip({ ...parts, 'xl/worksheets/sheet1.xml': Buffer.alloc(5_000_000, 0x20) });
    const entry = lying.lastIndexOf('xl/worksheets/sheet1.xml') - 46;
    lying.writeUInt32LE(1000, entry + 24);
    expect(refusal(lying)).toMatchObject({ code: 'FILE_BROKEN', part: 'xl/worksheets/sheet1.xml' });
  });

  it('a file over the limit, whatever is in it', () => {
    expect(refusal(Buffer.alloc(SHEET_LIMITS.fileBytes + 1))).toEqual({
      code: 'TOO_LARGE',
      limit: SHEET_LIMITS.fileBytes,
    });
  });
});

describe('CSV', () => {
  const rows = [HEADER, ['01', 'Sở Nội vụ; tỉnh', 'Sở'], ['02', 'Uỷ ban "nhân dân"\nhuyện', 'UBND xã']];
  const write = (delimiter: string, end = '\r\n') =>
    rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter)).join(end);
  const expected = [
    [1, ...HEADER],
    [2, '01', 'Sở Nội vụ; tỉnh', 'Sở'],
    [3, '02', 'Uỷ ban "nhân dân"\nhuyện', 'UBND xã'],
  ];

  it.each([';', ',', '\t', '|'])('cut by %j, in every Unicode form', (delimiter) => {
    const text = write(delimiter);
    expect(delimiterOf(text)).toBe(delimiter);
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(text, 'utf16le'),
      Buffer.from(write(delimiter, '\n')),
    ]) {
      expect(shown(read(bytes, 'cơ quan.csv'))).toEqual(expected);
    }
    expect(read(Buffer.from(text), 'cơ quan.csv').sheets[0]?.name).toBe('cơ quan');
  });

  it('written in Windows-1258, and in TCVN3', () => {
    // Windows-1258: base letters, and tones behind them.
    const codes = new Map<string, number>();
    const decoder = new TextDecoder('windows-1258');
    for (let code = 0; code < 256; code += 1) codes.set(decoder.decode(Uint8Array.of(code)), code);
    const encode = (text: string) =>
      Buffer.from(
        Array.from(text.normalize('NFC')).flatMap((letter) => {
          if (codes.has(letter)) return [codes.get(letter) ?? 0];
          const parts = letter.normalize('NFD');
          const tone = /[\u0300\u0301\u0303\u0309\u0323]/u.exec(parts)?.[0] ?? '';
          const base = parts.replace(tone, '').normalize('NFC');
          return [codes.get(base) ?? 0x3f, codes.get(tone) ?? 0x3f];
        }),
      );
    const text = 'Mã;Tên cơ quan;Loại\n1;Sở Nội vụ tỉnh Hải Dương;Sở\n2;Phường Đống Đa;UBND phường\n';
    expect(shown(read(encode(text), 'a.csv'))).toEqual([
      [1, 'Mã', 'Tên cơ quan', 'Loại'],
      [2, '1', 'Sở Nội vụ tỉnh Hải Dương', 'Sở'],
      [3, '2', 'Phường Đống Đa', 'UBND phường'],
    ]);
    const old = read(Buffer.from(toTcvn3(text), 'latin1'), 'a.csv');
    const reading = readSheet(old, target, { convert: 'tcvn3' });
    expect(reading.encoding.detected).toBe('tcvn3');
    expect(reading.records.map(({ values }) => values['name'])).toEqual([
      'Sở Nội vụ tỉnh Hải Dương',
      'Phường Đống Đa',
    ]);
  });

  it('with sep=, uneven rows, stray quotes and empty lines', () => {
    const text = 'sep=;\nMã;Tên\n\n1;12" tấm;thừa\n2\n';
    expect(shown(read(Buffer.from(text), 'a.csv'))).toEqual([
      [2, 'Mã', 'Tên'],
      [4, '1', '12" tấm', 'thừa'],
      [5, '2'],
    ]);
  });

  it('a quote that never ends is told with its line', () => {
    expect(refusal(Buffer.from('a;b\n1;"x\n2;y\n'), 'a.csv')).toMatchObject({ code: 'FILE_BROKEN' });
  });

  it('too many rows and columns', () => {
    const rowsOf = (count: number) => Buffer.from('a;b\n'.repeat(count));
    expect(read(rowsOf(SHEET_LIMITS.rows + 1), 'a.csv').sheets[0]?.overflow).toMatchObject({ what: 'rows' });
    expect(read(Buffer.from('x;'.repeat(301)), 'a.csv').sheets[0]?.overflow).toMatchObject({
      what: 'columns',
    });
  });
});

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((file) => existsSync(file));

describe('LibreOffice’s own saving', () => {
  it(
    'is read the same: XLSX from our XLSX and from CSV, ODS refused',
    { timeout: 180_000 },
    async (context) => {
      if (soffice === undefined) {
        console.log('skipped: LibreOffice is not installed on this machine');
        context.skip();
        return;
      }
      const folder = mkdtempSync(path.join(tmpdir(), 'cchc-office-'));
      try {
        const file = path.join(folder, 'goc.xlsx');
        writeFileSync(
          file,
          await writeWorkbook({
            sheets: [
              {
                name: 'Cơ quan',
                columns: [
                  ...HEADER.map((header) => ({ header, width: 20 })),
                  { header: 'Từ ngày', width: 12, type: 'day' },
                  { header: 'Điểm', width: 10, type: 'number' },
                ],
                rows: [
                  ['1.10', 'Sở Nội vụ', 'Sở, ngành', '2025-07-01', '98.53'],
                  ['00004', 'Xã Cẩm Giàng\n(mới)', 'UBND xã', null, 7],
                ],
              },
            ],
          }),
        );
        const convert = (to: string, from: string) =>
          execFileSync(
            soffice,
            [
              `-env:UserInstallation=file://${folder}/profile`,
              '--headless',
              '--convert-to',
              to,
              '--outdir',
              path.join(folder, 'out'),
              from,
            ],
            { stdio: 'ignore', timeout: 150_000 },
          );
        convert('xlsx', file);
        const saved = path.join(folder, 'out', 'goc.xlsx');
        if (!existsSync(saved)) {
          console.log('skipped: LibreOffice on this machine has no Calc');
          context.skip();
          return;
        }
        const ours = readSheet(read(readFileSync(file)), target, {});
        const theirs = readSheet(read(readFileSync(saved)), target, {});
        expect(theirs.faults).toEqual([]);
        expect(theirs.records).toEqual(ours.records);
        expect(theirs.records[0]?.values).toMatchObject({
          code: '1.10',
          kind: 'so_nganh',
          validFrom: '2025-07-01',
          points: '98.53',
        });
        convert('ods', file);
        const ods = readFileSync(path.join(folder, 'out', 'goc.ods'));
        expect(refusal(ods, 'goc.xlsx')).toEqual({ code: 'FILE_NOT_SPREADSHEET', found: 'ods' });
        convert('xls', file);
        const xls = readFileSync(path.join(folder, 'out', 'goc.xls'));
        expect(refusal(xls, 'goc.xls')).toEqual({ code: 'FILE_NOT_SPREADSHEET', found: 'xls' });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});

describe('damage', () => {
  const good = xlsx([
    {
      rows: [HEADER, ['1', 'Sở Nội vụ', 'Sở'], ['2', { text: 'x', formula: 'A1' }, { day: 45_839 }]],
      merges: ['A1:B1'],
    },
    { rows: [['x']] },
  ]);
  const parts = xlsxParts([{ rows: [HEADER, ['1', 'Sở Nội vụ', 'Sở']], merges: ['A2:B2'], hiddenRows: [2] }]);
  const names = Object.keys(parts);
  const csv = Buffer.from('Mã;"Tên cơ quan";Loại\n1;"Sở ""A""";Sở\n');

  /** Reads, or refuses in one of the words; anything else is a fault of ours. */
  function survives(bytes: Buffer, name: string): void {
    try {
      readSheet(readWorkbook(bytes, name), target, {});
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      expect(['FILE_BROKEN', 'FILE_PASSWORD', 'FILE_NOT_SPREADSHEET', 'TOO_LARGE']).toContain(error.code);
    }
  }
  const hits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 });
  const damaged = (source: Uint8Array, places: readonly (readonly [number, number])[]) => {
    const bytes = Buffer.from(source);
    for (const [place, value] of places) bytes[place % bytes.length] = value;
    return bytes;
  };

  it('of any bytes of the container never does more than refuse', () => {
    fc.assert(
      fc.property(hits, fc.nat(), (places, cut) => {
        survives(damaged(good, places), 'a.xlsx');
        survives(damaged(good, places).subarray(0, cut % good.length), 'a.xlsx');
      }),
      chance(20_251, 400, 10_000),
    );
  });

  it('of any part inside a whole container, neither', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), hits, fc.nat(), (name, places, cut) => {
        const part = parts[name] ?? new Uint8Array();
        survives(zip({ ...parts, [name]: damaged(part, places) }), 'a.xlsx');
        survives(zip({ ...parts, [name]: part.subarray(0, cut % part.length) }), 'a.xlsx');
      }),
      chance(20_252, 300, 4_000),
    );
  });

  it('of a text file, neither', () => {
    fc.assert(
      fc.property(hits, (places) => survives(damaged(csv, places), 'a.csv')),
      chance(20_253, 400, 20_000),
    );
  });
});
