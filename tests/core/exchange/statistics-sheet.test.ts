// Biểu II.06a in the shapes that one-stop systems print and people copy: merged and unmerged headers, the row of
// numbers, sections, totals, and blocks pasted into the grid.
import { describe, expect, it } from 'vitest';
import type { StatisticsLine } from '../../../core/contract/statistics.ts';
import type { Cell, Merge, Sheet } from '../../../core/exchange/sheet/cell.ts';
import { readSheet } from '../../../core/exchange/sheet/read-sheet.ts';
import { pasteBlock, readCount, splitBlock } from '../../../core/exchange/statistics-paste.ts';
import {
  formRowOf,
  headOf,
  meaningsOf,
  noFigures,
  statisticsTarget,
} from '../../../core/exchange/statistics-sheet.ts';
import { statisticsColumns } from '../../../core/contract/statistics.ts';

function sheetOf(rows: readonly (readonly (string | number)[])[], merges: readonly Merge[] = []): Sheet {
  const cell = (value: string | number): Cell | undefined =>
    value === '' ? undefined : { kind: typeof value === 'number' ? 'number' : 'text', value };
  return {
    name: 'II.06a',
    hidden: false,
    rows: rows
      .map((row, index) => ({ row: index + 1, cells: [undefined, ...row.map(cell)] }))
      .filter(({ cells }) => cells.some((one) => one !== undefined)),
    lastRow: rows.length,
    lastColumn: Math.max(...rows.map((row) => row.length)),
    merges,
    hiddenColumns: [],
    overflow: null,
  };
}
const read = (sheet: Sheet) => readSheet({ format: 'xlsx', sheets: [sheet] }, statisticsTarget, {});
const line1 = ['1', 'Đất đai', '1.204', '132', '1.072', '-', '1.100', '900', '190', '10', '104', '100', '4'];
const line2 = ['2', 'Hộ tịch', 10, 4, 6, 0, 8, 5, 3, 0, 2, 2, 0];
const sum = ['', 'Tổng cộng', 1214, 136, 1078, 0, 1108, 905, 193, 10, 106, 102, 4];
const columnsInOrder = ['place', 'fieldName', ...statisticsColumns];
const mapped = (sheet: Sheet) => read(sheet).fields.map(({ key, column }) => [key, column]);

const merge = (top: number, left: number, bottom: number, right: number): Merge => ({
  top,
  left,
  bottom,
  right,
});
const threeLevels = [
  [
    'TT',
    'Lĩnh vực, công việc giải quyết theo cấp',
    'Số hồ sơ nhận giải quyết',
    '',
    '',
    '',
    'Đã giải quyết',
    '',
    '',
    '',
    'Đang giải quyết',
    '',
    '',
  ],
  [
    '',
    '',
    'Tổng số',
    'Trong kỳ',
    '',
    'Từ kỳ trước',
    'Tổng số',
    'Trước hạn',
    'Đúng hạn',
    'Quá hạn',
    'Tổng số',
    'Trong hạn',
    'Quá hạn',
  ],
  ['', '', '', 'Trực tuyến', 'Trực tiếp, dịch vụ bưu chính', '', '', '', '', '', '', '', ''],
];
const titles = [['BIỂU SỐ II.06a/VPCP/KSTT'], ['Từ ngày 15/12/2021 đến ngày 14/3/2022']];
const mergesAt = (top: number): Merge[] => [
  merge(top, 1, top + 2, 1),
  merge(top, 2, top + 2, 2),
  merge(top, 3, top, 6),
  merge(top, 7, top, 10),
  merge(top, 11, top, 13),
  merge(top + 1, 4, top + 1, 5),
  ...[3, 6, 7, 8, 9, 10, 11, 12, 13].map((column) => merge(top + 1, column, top + 2, column)),
];
const numbers = columnsInOrder.map((_, index) => `(${index + 1})`);

describe('headers', () => {
  it('of three levels under merged cells name every column, without a word of complaint', () => {
    const sheet = sheetOf([...titles, ...threeLevels, numbers, line1, line2, sum], mergesAt(3));
    const reading = read(sheet);
    expect(mapped(sheet)).toEqual(columnsInOrder.map((key, index) => [key, index + 1]));
    expect(reading.faults).toEqual([]);
    expect(reading.records).toHaveLength(3);
    expect(reading.records[0]?.values).toMatchObject({
      receivedTotal: 1204,
      carriedOver: null,
      pendingOverdue: 4,
    });
    expect(reading.above.map(({ text }) => text)).toEqual(titles.map(([text]) => text));
  });

  it('of three levels without merged cells, as in CSV, with and without the row of numbers', () => {
    for (const more of [[], [numbers]]) {
      const sheet = sheetOf([...titles, ...threeLevels, ...more, line1, sum]);
      expect(mapped(sheet)).toEqual(columnsInOrder.map((key, index) => [key, index + 1]));
      expect(read(sheet).records).toHaveLength(2);
    }
  });

  it('of two levels, moved columns and other words', () => {
    const sheet = sheetOf(
      [
        [
          'STT',
          'Lĩnh vực',
          'Số lượng hồ sơ đã giải quyết',
          '',
          '',
          '',
          'Số lượng hồ sơ tiếp nhận',
          '',
          '',
          '',
          'Số hồ sơ chưa giải quyết',
          '',
          '',
        ],
        [
          '',
          '',
          'Tổng số',
          'Trước hạn',
          'Đúng hạn (gồm cả hồ sơ trả lại)',
          'Trễ hạn',
          'Tổng',
          'Trực tuyến',
          'Trực tiếp',
          'Kỳ trước chuyển sang',
          'Tổng',
          'Trong hạn',
          'Quá hạn',
        ],
        line2,
      ],
      [merge(1, 1, 2, 1), merge(1, 2, 2, 2), merge(1, 3, 1, 6), merge(1, 7, 1, 10), merge(1, 11, 1, 13)],
    );
    const columns = new Map(read(sheet).fields.map(({ key, column }) => [key, column]));
    expect(columns.get('resolvedTotal')).toBe(3);
    expect(columns.get('resolvedOverdue')).toBe(6);
    expect(columns.get('receivedTotal')).toBe(7);
    expect(columns.get('carriedOver')).toBe(10);
    expect(columns.get('pendingTotal')).toBe(11);
    expect(columns.get('pendingOverdue')).toBe(13);
  });

  it('that nobody knows are told by the row of numbers', () => {
    const words = columnsInOrder.map((_, index) => `Cột ${'abcdefghijklm'[index]}`);
    const sums = numbers.map((number, index) => (index === 2 ? '(3) = (4) + (5) + (6)' : number));
    expect(mapped(sheetOf([words, sums, line2]))).toEqual(
      columnsInOrder.map((key, index) => [key, index + 1]),
    );
    expect(read(sheetOf([words, line2])).faults.map(({ code }) => code)).toContain('NO_HEADER');
  });
});

describe('counts', () => {
  it('read as people write them; a negative one and a fraction are refused by row and column', () => {
    expect(
      ['1.204', '1,204', '1 204', '1204', '1.204,00', '-', '', '–', '0'].map((text) => readCount(text)),
    ).toEqual([1204, 1204, 1204, 1204, 1204, null, null, null, 0].map((value) => ({ value })));
    expect(['-5', '12,5', '12.5', 'mười', '9999999999'].map((text) => readCount(text))).toEqual([
      { code: 'NEGATIVE_NUMBER' },
      { code: 'FRACTION' },
      { code: 'FRACTION' },
      { code: 'BAD_NUMBER' },
      { code: 'TOO_LARGE' },
    ]);
    const bad = [...line2.slice(0, 3), -4, 1.204, ...line2.slice(5)];
    const faults = read(sheetOf([...threeLevels, bad], mergesAt(1))).records[0]?.faults ?? [];
    expect(faults.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['NEGATIVE_NUMBER', 4, 'D'],
      ['FRACTION', 4, 'E'],
    ]);
  });
});

describe('rows', () => {
  const figures = { ...noFigures, receivedTotal: 5 };
  const row = (place: string, name: string, has = true) => ({
    place,
    name,
    figures: has ? figures : noFigures,
  });
  const kinds = (rows: Parameters<typeof meaningsOf>[0]) => meaningsOf(rows).map(({ kind }) => kind);

  it('are lines, sums of sections, headings, the total and counts beyond the form', () => {
    expect(
      kinds([
        row('', 'Tổng số'),
        row('I', 'Sở, ban, ngành', false),
        row('1', 'Đất đai'),
        row('2', 'Hộ tịch', false),
        row('II', 'Cấp huyện'),
        row('1', 'Chứng thực'),
        row('', '', false),
        row('', 'Số liệu bổ sung ngoài biểu', false),
        row('', 'Kết quả đã trả'),
      ]),
    ).toEqual(['total', 'heading', 'line', 'line', 'subtotal', 'line', 'heading', 'heading', 'count']);
    // Roman numbers all the way are just numbers.
    expect(kinds([row('I', 'Đất đai'), row('II', 'Hộ tịch'), row('', 'Cộng')])).toEqual([
      'line',
      'line',
      'total',
    ]);
    // The sum of a section is no second total.
    expect(kinds([row('1', 'A'), row('', 'Cộng'), row('2', 'B'), row('', 'Tổng cộng')])).toEqual([
      'line',
      'subtotal',
      'line',
      'total',
    ]);
    expect(kinds([row('1', '')])).toEqual(['nameless']);
  });

  it('of a read sheet keep the words of the total wherever they stand', () => {
    const sheet = sheetOf(
      [...threeLevels, line2, ['Tổng cộng', '', ...sum.slice(2)]],
      [...mergesAt(1), merge(5, 1, 5, 2)],
    );
    const meanings = meaningsOf(read(sheet).records.map(formRowOf));
    expect(meanings.at(-1)).toMatchObject({
      kind: 'total',
      line: { fieldName: 'Tổng cộng', receivedTotal: 1214 },
    });
  });
});

describe('what stands above', () => {
  it('says the days and the units in the usual ways of writing', () => {
    const head = (...texts: string[]) => headOf(texts.map((text, index) => ({ row: index + 1, text })));
    for (const text of [
      'Kỳ báo cáo: Quý I (Từ ngày 15/12/2021 đến ngày 14/3/2022)',
      '(từ ngày 15 tháng 12 năm 2021 đến ngày 14 tháng 3 năm 2022)',
      'Từ 15-12-2021 đến hết ngày 14-03-2022',
      'Từ ngày 15/12/2021 - 14/03/2022',
    ]) {
      expect(head(text).period).toMatchObject({ from: '2021-12-15', to: '2022-03-14', row: 1 });
    }
    const both = head('Đơn vị báo cáo: UBND xã Hòa Thành - Đơn vị nhận báo cáo: UBND huyện Lai Vung');
    expect(both.reportingUnit).toEqual({ name: 'UBND xã Hòa Thành', row: 1 });
    expect(both.receivingUnit).toBe('UBND huyện Lai Vung');
    expect(head('Đơn vị báo cáo: ........').reportingUnit).toBeNull();
    expect(head('Từ ngày … đến ngày …').period).toBeNull();
  });
});

describe('pasting', () => {
  const empty = (fieldName: string, isTotal = false): StatisticsLine => ({
    fieldName,
    isTotal,
    ...noFigures,
  });
  const grid = [empty('Đất đai'), empty('Hộ tịch'), empty('Tổng', true)];
  const tabbed = (rows: readonly (readonly (string | number)[])[]) =>
    rows.map((row) => row.join('\t')).join('\r\n');

  it('a block goes where the cursor stands; what is no count stays and is named', () => {
    const at = { line: 0, column: 'receivedOnline' as const };
    const pasted = pasteBlock(grid, at, '1.204\t5\n-3\t7,5\n');
    expect(pasted.lines[0]).toMatchObject({
      receivedOnline: 1204,
      receivedDirectPostal: 5,
      carriedOver: null,
    });
    expect(pasted.lines[1]).toMatchObject({ receivedOnline: null, receivedDirectPostal: null });
    expect(pasted.faults).toEqual([
      { line: 1, column: 'receivedOnline', text: '-3', code: 'NEGATIVE_NUMBER' },
      { line: 1, column: 'receivedDirectPostal', text: '7,5', code: 'FRACTION' },
    ]);
    expect(grid[0]?.receivedOnline, 'the grid before is untouched').toBeNull();
  });

  it('named rows with their numbers push the total down', () => {
    const rows = [line1, line2, ['3', 'Chứng thực', ...line2.slice(2)], sum];
    const { lines, faults } = pasteBlock(grid, { line: 0, column: 'fieldName' }, tabbed(rows));
    expect(faults).toEqual([]);
    expect(lines.map(({ fieldName, isTotal, receivedTotal }) => [fieldName, isTotal, receivedTotal])).toEqual(
      [
        ['Đất đai', false, 1204],
        ['Hộ tịch', false, 10],
        ['Chứng thực', false, 10],
        ['Tổng cộng', true, 1214],
      ],
    );
  });

  it('the whole form with its headers replaces the grid, wherever the cursor stands', () => {
    const text = tabbed([...threeLevels, numbers, line1, line2, sum]);
    const pasted = pasteBlock(grid, { line: 1, column: 'pendingTotal' }, text);
    expect(pasted.whole).toBe(true);
    expect(pasted.lines).toHaveLength(3);
    expect(pasted.lines[2]).toMatchObject({ isTotal: true, receivedTotal: 1214, pendingOverdue: 4 });
  });

  it('cells in quotes may hold line ends', () => {
    expect(splitBlock('"Đất đai,\nmôi trường"\t5\n"a ""b"""\t6\n')).toEqual([
      ['Đất đai,\nmôi trường', '5'],
      ['a "b"', '6'],
    ]);
    expect(pasteBlock(grid, { line: 0, column: 'fieldName' }, '   \n').lines).toBe(grid);
  });
});
