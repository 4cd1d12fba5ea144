// From sheets to records: where the header is, which column is which, what every fault says and where.
import { describe, expect, it } from 'vitest';
import { importFaultCodes } from '../../../../core/contract/imports.ts';
import type { Cell, Workbook } from '../../../../core/exchange/sheet/cell.ts';
import { importFaultPlace, importFaultText } from '../../../../core/exchange/sheet/fault-text.ts';
import { fileFault } from '../../../../core/exchange/sheet/fault.ts';
import { foldLabel } from '../../../../core/exchange/sheet/label.ts';
import { assemblePreview, inOrder, sortRecords } from '../../../../core/exchange/sheet/preview.ts';
import { readSheet, type SheetChoices } from '../../../../core/exchange/sheet/read-sheet.ts';
import { merge, sheetOf, target, toTcvn3, toVni, workbookOf } from '../../../main/spreadsheet/fixture.ts';

const HEADER = ['Mã', 'Tên cơ quan', 'Loại'];
const read = (workbook: Workbook, choices: SheetChoices = {}) => readSheet(workbook, target, choices);
const brief = (
  faults: readonly { code: string; severity: string; row: number | null; column: string | null }[],
) => faults.map(({ code, severity, row, column }) => `${severity} ${code} ${column ?? ''}${row ?? ''}`);

describe('the header', () => {
  it.each([
    ['plain', ['Mã', 'Tên cơ quan', 'Loại']],
    ['in another order, without marks and in capitals', ['LOAI', 'TEN CO QUAN', 'MA']],
    ['with line breaks, stars and numbering', ['(1) Mã', 'Tên\ncơ quan, *', '3. Loại:']],
    ['by synonyms', ['Mã đơn vị', 'Tên gọi', 'Loại cơ quan']],
    ['by what it begins with', ['Mã', 'Tên cơ quan chủ quản hiện nay', 'Loại']],
    ['in English', ['Code', 'Name', 'Kind']],
    ['by key', ['code', 'name', 'kind']],
  ])('is found %s', (_, header) => {
    const { letters, faults, headerRow } = read(
      workbookOf(sheetOf([['DANH SÁCH CƠ QUAN'], [], header, ['x', 'x', 'x']])),
    );
    expect(headerRow).toBe(3);
    expect(Object.keys(letters).toSorted()).toEqual(['code', 'kind', 'name']);
    expect(faults).toEqual([]);
  });

  it('stands below any title within 30 rows, above a row of numbers', () => {
    const rows = [
      ...Array.from({ length: 20 }, (_, index) => [`Dòng ${index}`]),
      HEADER,
      ['(1)', '(2)', '(3)'],
    ];
    const { headerRow, records } = read(workbookOf(sheetOf([...rows, ['1', 'Sở A', 'Sở']])));
    expect(headerRow).toBe(21);
    expect(records.map(({ row }) => row)).toEqual([23]);
  });

  it('of two merged rows is read by the names of the single columns, and said', () => {
    const { letters, faults, records, headerRow } = read(
      workbookOf(
        sheetOf(
          [
            ['Mã', 'Tên cơ quan', 'Loại', 'Thời gian', null],
            [null, null, null, 'Từ ngày', 'Năm'],
            ['1', 'Sở A', 'Sở', '1/7/2025', '2025'],
          ],
          { merges: [merge(1, 1, 2, 1), merge(1, 2, 2, 2), merge(1, 3, 2, 3), merge(1, 4, 1, 5)] },
        ),
      ),
    );
    expect(headerRow).toBe(2);
    expect(letters).toEqual({ code: 'A', name: 'B', kind: 'C', validFrom: 'D', year: 'E' });
    expect(brief(faults)).toEqual(['warning MERGED_HEADER D1']);
    expect(records[0]?.values).toMatchObject({ validFrom: '2025-07-01', year: 2025 });
  });

  it('merged over columns that both hold data is refused with its place; a choice puts it right', () => {
    const workbook = workbookOf(
      sheetOf(
        [
          ['Mã', 'Tên cơ quan', null, 'Loại'],
          ['1', 'Sở', 'Nội vụ', 'Sở'],
        ],
        { merges: [merge(1, 2, 1, 3)] },
      ),
    );
    const { faults } = read(workbook);
    expect(brief(faults)).toEqual(['error MERGED_HEADER B1']);
    expect(faults[0]).toMatchObject({ sheet: 'Sheet1', field: 'name', params: { columns: 'B–C' } });
    const chosen = read(workbook, { columns: { code: 1, name: 3, kind: 4 } });
    expect(chosen.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(chosen.records[0]?.values['name']).toBe('Nội vụ');
  });

  it('merged over columns of which one holds data is read', () => {
    const { faults, letters } = read(
      workbookOf(
        sheetOf(
          [
            ['Mã', 'Tên cơ quan', null, 'Loại'],
            ['1', null, 'Sở Nội vụ', 'Sở'],
          ],
          { merges: [merge(1, 2, 1, 3)] },
        ),
      ),
    );
    expect(brief(faults)).toEqual(['warning MERGED_HEADER B1']);
    expect(letters['name']).toBe('C');
  });

  it('faults: missing, doubled and unknown columns, no header, no data', () => {
    const missing = read(
      workbookOf(
        sheetOf([
          ['Mã', 'Loại', 'Ghi chú'],
          ['1', 'Sở', 'x'],
        ]),
      ),
    ).faults;
    expect(brief(missing)).toEqual(['error MISSING_COLUMN 1', 'warning UNKNOWN_COLUMN C1']);
    expect(missing[0]).toMatchObject({ field: 'name', params: { label: 'Tên cơ quan' } });
    const doubled = read(
      workbookOf(
        sheetOf([
          [...HEADER, 'Tên đơn vị'],
          ['1', 'Sở A', 'Sở', 'Sở B'],
        ]),
      ),
    ).faults;
    expect(brief(doubled)).toEqual(['error DUPLICATE_COLUMN D1']);
    expect(doubled[0]?.params).toMatchObject({ first: 'B' });
    expect(
      brief(
        read(
          workbookOf(
            sheetOf([
              ['a', 'b'],
              ['c', 'd'],
            ]),
          ),
        ).faults,
      ),
    ).toEqual(['error NO_HEADER 1']);
    expect(brief(read(workbookOf(sheetOf([]))).faults)).toEqual(['error EMPTY_SHEET ']);
    expect(brief(read({ format: 'csv', sheets: [] }).faults)).toEqual(['error EMPTY_SHEET ']);
  });

  it('follows what a person chooses: sheet, row, columns, none', () => {
    const workbook = workbookOf(
      sheetOf([['ghi chú'], ['x']], { name: 'Bìa' }),
      sheetOf([HEADER, ['1', 'Sở A', 'Sở']], { name: 'Ẩn', hidden: true }),
      sheetOf(
        [
          ['Mã', 'Tên cơ quan'],
          ['Code', 'Name', 'Kind'],
          ['1', 'Sở A', 'Sở'],
        ],
        { name: 'Hai' },
      ),
    );
    expect(read(workbook).sheet).toBe('Hai');
    expect(read(workbook, { sheet: 'Ẩn' }).records).toHaveLength(1);
    expect(read(workbook, { sheet: 'Hai', headerRow: 1 }).records).toHaveLength(2);
    const none = read(workbook, { sheet: 'Hai', columns: { code: null, name: 2, kind: 3 } });
    expect(none.letters).toEqual({ name: 'B', kind: 'C' });
    const required = read(workbook, { sheet: 'Hai', columns: { code: 1, name: null, kind: 3 } });
    expect(brief(required.faults)).toContain('error MISSING_COLUMN 2');
  });

  it('folds labels', () => {
    expect(foldLabel(' (3) Tên cơ quan,\nđơn vị * ')).toBe('ten co quan don vi');
    expect(foldLabel('II. Điểm (2)')).toBe('diem');
    expect(foldLabel('A')).toBe('a');
  });
});

describe('rows', () => {
  it('say what is wrong, where, and with what', () => {
    const formula = (value: string): Cell => ({ kind: 'text', value, formula: true });
    const { records, faults } = read(
      workbookOf(
        sheetOf([
          ['Mã', 'Tên cơ quan', 'Loại', 'Từ ngày', 'Điểm', 'Năm'],
          ['1', 'Sở A', 'Sở', 45_839, 98.53, 2025],
          ['2', null, 'Huyện', '31/2/2025', 'x', '25'],
          ['1', 'T'.repeat(61), 'Sở', '07/25/2025', '1.204', null],
          [formula('4'), formula(''), { kind: 'error', value: '#REF!', formula: true }, null, null, null],
          [null, '   ', null, null, null, null],
          ['5', 'sở a', 'Sở', null, null, null],
        ]),
      ),
    );
    expect(faults).toEqual([]);
    expect(records.map(({ row, faults: own }) => [row, brief(own)])).toEqual([
      [2, []],
      [
        3,
        [
          'error UNKNOWN_VALUE C3',
          'error BAD_DATE D3',
          'error BAD_NUMBER E3',
          'error BAD_NUMBER F3',
          'error REQUIRED_EMPTY B3',
        ],
      ],
      [
        4,
        ['error TOO_LONG B4', 'error AMBIGUOUS_DATE D4', 'error BAD_NUMBER E4', 'error DUPLICATE_IN_FILE A4'],
      ],
      [5, ['warning FORMULA A5', 'error FORMULA_NO_VALUE B5', 'error FORMULA_ERROR C5']],
      [7, []],
    ]);
    expect(records[2]?.faults.at(-1)?.params).toEqual({ row: 2 });
    expect(records[0]?.values).toMatchObject({
      validFrom: '2025-07-01',
      points: '98.53',
      year: 2025,
      parent: null,
    });
  });

  it('compare names with their marks: Cẩm Giang and Cẩm Giàng are two', () => {
    const header = ['Tên cơ quan', 'Loại', 'Cơ quan cấp trên'];
    const rows = [
      ['Xã Cẩm Giang', 'UBND xã', 'Tỉnh'],
      ['Xã Cẩm Giàng', 'UBND xã', 'Tỉnh'],
      ['XÃ CẨM GIANG', 'UBND xã', 'Tỉnh'],
      ['Xã Cẩm Giang'.normalize('NFD'), 'UBND xã', 'Tỉnh'],
      ['Xã Cẩm Giang', 'UBND xã', 'Tỉnh khác'],
    ];
    const { records, faults } = read(workbookOf(sheetOf([header, ...rows])));
    expect(records.flatMap((record) => brief(record.faults))).toEqual([
      'error DUPLICATE_IN_FILE A4',
      'error DUPLICATE_IN_FILE A5',
    ]);
    expect(brief(faults)).toEqual(['warning DECOMPOSED_TEXT A5']);
  });

  it('merged down stand for each row; merged across are headings', () => {
    const { records, skipped } = read(
      workbookOf(
        sheetOf([HEADER, ['I. CÁC SỞ'], ['1', 'Sở A', 'Sở'], ['2', 'Sở B', null]], {
          merges: [merge(2, 1, 2, 3), merge(3, 3, 4, 3)],
        }),
      ),
    );
    expect(skipped.map(({ row, label }) => [row, label])).toEqual([[2, 'I. CÁC SỞ']]);
    expect(records.map(({ values }) => values['kind'])).toEqual(['so_nganh', 'so_nganh']);
    expect(records.map(({ faults }) => brief(faults))).toEqual([
      ['warning MERGED_CELLS C3'],
      ['warning MERGED_CELLS C4'],
    ]);
  });

  it('hidden are read, and said', () => {
    const sheet = sheetOf([HEADER, ['1', 'Sở A', 'Sở'], ['2', 'Sở B', 'Sở']], { hiddenColumns: [3] });
    const hidden = {
      ...sheet,
      rows: sheet.rows.map((row) => (row.row === 3 ? { ...row, hidden: true as const } : row)),
    };
    const { faults, records } = read(workbookOf(hidden));
    expect(brief(faults)).toEqual(['warning HIDDEN_ROWS 3', 'warning HIDDEN_ROWS C']);
    expect(records).toHaveLength(2);
  });
});

describe.each([
  ['tcvn3', toTcvn3],
  ['vni', toVni],
] as const)('a file written in %s', (encoding, encode) => {
  const names = ['Sở Nội vụ', 'Uỷ ban nhân dân tỉnh Hải Dương', 'Phường Đống Đa', 'Huyện Cẩm Giàng'];
  const workbook = workbookOf(
    sheetOf([HEADER.map(encode), ...names.map((name, index) => [String(index), encode(name), encode('Sở')])]),
  );

  it('is told, waits for the person, and is converted when asked', () => {
    const asked = read(workbook);
    expect(asked.encoding).toMatchObject({ detected: encoding, converted: null });
    expect(brief(asked.faults)).toEqual(['error OLD_ENCODING B2', 'error OLD_ENCODING C2']);
    // Words that nobody can read yet are not called wrong.
    expect(asked.records.flatMap(({ faults }) => faults)).toEqual([]);
    expect(asked.encoding.samples[0]).toEqual({
      cell: 'B2',
      before: encode('Sở Nội vụ'),
      after: 'Sở Nội vụ',
    });

    const converted = read(workbook, { convert: encoding });
    expect(converted.faults).toEqual([]);
    expect(converted.records.map(({ values }) => values['name'])).toEqual(names);
    expect(converted.headers.map(({ text }) => text)).toEqual(HEADER);

    const kept = read(workbook, { convert: null });
    expect(kept.faults.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(kept.records[0]?.values['name']).toBe(encode('Sở Nội vụ'));
  });

  it('leaves columns alone that are Unicode', () => {
    const mixed = workbookOf(
      sheetOf([
        [...HEADER, 'Cơ quan cấp trên'],
        ...names.map((name, index) => [String(index), encode(name), 'Sở', 'Tỉnh Hải Dương']),
      ]),
    );
    const { records, faults } = read(mixed, { convert: encoding });
    expect(faults).toEqual([]);
    expect(records.map(({ values }) => [values['name'], values['parent'], values['kind']])).toEqual(
      names.map((name) => [name, 'Tỉnh Hải Dương', 'so_nganh']),
    );
  });
});

describe('the preview', () => {
  const planned = (rows: number) => ({
    rows: Array.from({ length: rows }, (_, index) => ({
      row: index + 2,
      action: index % 2 === 0 ? ('same' as const) : ('add' as const),
      label: `Sở ${index}`,
      changes: [],
      faults: [],
    })),
    faults: [],
  });
  const reading = read(
    workbookOf(
      sheetOf([HEADER, ...Array.from({ length: 700 }, (_, index) => [String(index), `Sở ${index}`, 'Sở'])]),
    ),
  );
  const digest = (content: unknown) => String(JSON.stringify(content).length);

  it('counts all rows, shows 500, changes first', () => {
    const preview = assemblePreview(reading, target, planned(700), digest);
    expect(preview.counts).toMatchObject({ rows: 700, add: 350, same: 350, errors: 0 });
    expect(preview.rows).toHaveLength(500);
    expect(preview.rows.slice(0, 350).every(({ action }) => action === 'add')).toBe(true);
    expect(preview.canApply).toBe(true);
    expect(preview.rows.map(({ row }) => row).slice(0, 3)).toEqual([3, 5, 7]);
  });

  it('joins the faults of the cells, puts faulty rows first and counts them once', () => {
    const faulty = read(
      workbookOf(sheetOf([HEADER, ['1', 'Sở A', 'Sở'], ['2', null, 'x'], ['3', 'Sở C', 'Sở']])),
    );
    const { good, faulty: out } = sortRecords(faulty.records);
    expect([good.length, out.length]).toEqual([2, 1]);
    const rows = good.map(({ row }) => ({ row, action: 'add' as const, label: '', changes: [], faults: [] }));
    const preview = assemblePreview(faulty, target, { rows, faults: [] }, digest);
    expect(preview.rows.map(({ row, action }) => [row, action])).toEqual([
      [3, 'skip'],
      [2, 'add'],
      [4, 'add'],
    ]);
    expect(preview.counts).toMatchObject({ rows: 3, add: 2, skip: 0, errors: 1 });
    expect(preview.canApply).toBe(true);
  });

  it('cannot be applied where the file is at fault or nothing changes', () => {
    const fault = fileFault('error', 'MISSING_COLUMN', {});
    expect(assemblePreview(reading, target, { ...planned(2), faults: [fault] }, digest).canApply).toBe(false);
    expect(assemblePreview(reading, target, planned(1), digest).canApply).toBe(false);
  });

  it('has rows of no place in the file last', () => {
    const row = (number: number | null) => ({
      row: number,
      action: 'end' as const,
      label: '',
      changes: [],
      faults: [],
    });
    expect(inOrder([row(null), row(3), row(null), row(2)]).map((one) => one.row)).toEqual([2, 3, null, null]);
  });
});

describe('faults in words', () => {
  it('has cause, remedy and place for every code in both languages, and leaves no hole', () => {
    for (const code of importFaultCodes) {
      for (const severity of ['error', 'warning'] as const) {
        for (const language of ['vi', 'en'] as const) {
          for (const bare of [true, false]) {
            const fault = fileFault(severity, code, {
              sheet: 'Biểu 1',
              row: 5,
              column: 'C',
              field: 'name',
              value: bare ? null : 'Sở A',
              params: bare
                ? {}
                : { label: 'Tên', labelEn: 'Name', row: 2, count: 3, range: 'A1:B2', first: '1' },
            });
            const { where, cause, remedy } = importFaultText(fault, language);
            expect(where).toBe(
              language === 'vi' ? 'Trang tính “Biểu 1”, hàng 5, cột C' : 'Sheet “Biểu 1”, row 5, column C',
            );
            for (const sentence of [cause, remedy]) {
              expect(sentence, `${code} ${language}`).toMatch(/^[\p{Lu}“].*[.…]$/u);
              expect(sentence).not.toMatch(/undefined|null|\[object|“”/u);
              expect(sentence).toBe(sentence.normalize('NFC'));
            }
          }
        }
      }
    }
  });

  it('names only the place that a fault has', () => {
    expect(importFaultPlace({ sheet: null, row: null, column: null }, 'vi')).toBe('');
    expect(importFaultPlace({ sheet: null, row: 3, column: null }, 'en')).toBe('Row 3');
  });
});
