// A list is handed out only when what was written says what was given; no cell of it is a formula.
import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chance } from '../../long.ts';
import type { Input } from '../../../core/contract/index.ts';
import { unguardText } from '../../../core/exchange/list-file.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { makeList } from '../../../main/services/list-making.ts';
import { cancelled } from '../../../main/work/work.ts';
import { createPrinterDouble, type Office, openOffice, removeOffice } from './fixture.ts';

let office: Office;
const printer = createPrinterDouble();
beforeEach(async () => {
  office = openOffice({ printer });
  await office.call('system.setUp', {
    office: { name: 'Sở Nội vụ', parentName: null, level: 'province', placeName: null },
    person: { fullName: 'Hằng', position: null },
  });
});
afterEach(() => removeOffice(office));

type Asked = Input<'lists.render'>;
const HOSTILE = [
  '=1+1',
  '+1',
  '-1+2',
  '@SUM(A1)',
  "=cmd|' /C calc'!A0",
  "'=2",
  '\t=3',
  '_x003D_1',
  'a\nb',
  ' cách ',
];
const asked = (over: Partial<Asked> = {}): Asked => ({
  title: 'Kiến nghị quá hạn',
  subtitle: 'Năm: 2019',
  columns: [
    { label: 'Nội dung', kind: 'text', width: 40 },
    { label: '=Hạn', kind: 'day' },
    { label: 'Số', kind: 'count' },
    { label: 'Tỷ lệ', kind: 'percent' },
    { label: 'Điểm', kind: 'points' },
  ],
  rows: HOSTILE.map((text, index) => [text, index % 2 === 0 ? '2019-08-09' : null, index * 1000, 9853, 1250]),
  format: 'xlsx',
  ...over,
});
async function bytesOf(input: Asked): Promise<Buffer> {
  const { file, rows } = await office.call('lists.render', input);
  expect(rows).toBe(input.rows.length);
  const content = office.context.handles.get(file.url.split('/').at(-1) ?? '');
  const bytes = Buffer.from((await content?.read()) ?? []);
  expect(bytes.length).toBe(file.bytes);
  return bytes;
}

describe('a workbook', () => {
  it('holds every cell as it was given, and no formula', async () => {
    const bytes = await bytesOf(asked());
    const parts = unzipSync(new Uint8Array(bytes));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    expect(sheet).not.toMatch(/<f[\s>]/u);
    const read = readWorkbook(bytes, 'x.xlsx').sheets[0]!;
    const cells = read.rows
      .slice(-HOSTILE.length)
      .map(({ cells: row }) => row.slice(1).map((one) => one?.value));
    expect(cells.map((row) => row[0])).toEqual(HOSTILE);
    expect(cells[0]).toEqual(['=1+1', 43_686, 0, 98.53, 12.5]);
    expect(read.rows.flatMap((row) => row.cells).some((one) => one?.formula === true)).toBe(false);
    // A number of hundredths says what it is.
    expect(
      read.rows
        .at(-HOSTILE.length - 1)
        ?.cells.slice(1)
        .map((one) => one?.value),
    ).toEqual(['Nội dung', '=Hạn', 'Số', 'Tỷ lệ (%)', 'Điểm']);
  });

  it('comes out whatever people have typed', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (texts) => {
        // Reading back is part of making: a cell that were lost would throw.
        const made = await makeList({
          title: 'x',
          subtitle: null,
          columns: [{ label: 'a', kind: 'text' }],
          rows: texts.map((one) => [one.toWellFormed()]),
          officeName: null,
          today: '2019-11-01',
          illustrative: false,
          format: 'xlsx',
        });
        expect(made.kind).toBe('bytes');
      }),
      chance(81, 60, 5_000),
    );
  });
});

describe('a CSV file', () => {
  it('begins with the mark of UTF-8 and has no formula in it', async () => {
    const bytes = await bytesOf(asked({ format: 'csv' }));
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const read = readWorkbook(bytes, 'x.csv').sheets[0]!;
    const first = read.rows.map(({ cells }) => String(cells[1]?.value));
    expect(first[0]).toBe('Nội dung');
    for (const one of first) expect(one).not.toMatch(/^[=+\-@\t]./u);
    expect(first.slice(1, 8).map(unguardText)).toEqual(HOSTILE.slice(0, 7));
    expect(read.rows[1]?.cells.slice(2).map((one) => one?.value)).toEqual([
      '09/08/2019',
      '0',
      '98,53%',
      '12,5',
    ]);
  });
});

describe('a page', () => {
  it('has a line for every row, the title, what is filtered, how many, and the mark of what is made up', async () => {
    printer.printed.length = 0;
    await bytesOf(asked({ format: 'pdf', illustrative: true }));
    const html = printer.printed[0]?.html ?? '';
    expect(html.match(/<tr[\s>]/gu)).toHaveLength(HOSTILE.length + 1);
    for (const words of ['KIẾN NGHỊ QUÁ HẠN', 'Năm: 2019', 'Tổng số: 10', '01/11/2019', '98,53', 'MINH HỌA'])
      expect(html).toContain(words);
  });

  it('is refused plainly where nothing prints', async () => {
    const plain = openOffice({ printer: null });
    try {
      await plain.call('system.setUp', {
        office: { name: 'Sở', parentName: null, level: 'province', placeName: null },
        person: { fullName: 'A', position: null },
      });
      expect(await plain.fails('lists.render', asked({ format: 'pdf' }))).toMatchObject({
        code: 'PDF_UNAVAILABLE',
      });
    } finally {
      removeOffice(plain);
    }
  });
});

describe('a long list', () => {
  const rows = Array.from({ length: 3_000 }, (_one, index) => [`dòng ${index}`, null, index, 0, 0]);

  it('is written whole', async () => {
    const read = readWorkbook(await bytesOf(asked({ rows })), 'x.xlsx').sheets[0]!;
    expect(read.rows.at(-1)?.cells[1]?.value).toBe('dòng 2999');
    expect(read.rows.slice(-3_000).map(({ cells }) => cells[3]?.value)).toEqual(rows.map((row) => row[2]));
  });

  it('is stopped when somebody asks', async () => {
    const { work } = office.context;
    const reading = work.reading.bind(work);
    // Whoever stops it: the next look at whether to go on says no.
    Object.assign(work, {
      reading: (method: 'lists.render', body: Parameters<typeof reading>[1]) =>
        reading(method, () =>
          body({
            step: () => {
              throw cancelled();
            },
          }),
        ),
    });
    const slow = openOffice({
      printer: {
        print: ({ signal }) =>
          new Promise((_resolve, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
          }),
        close: async () => undefined,
      },
    });
    try {
      Object.assign(slow.context.work, { reading: work.reading });
      expect(await slow.fails('lists.render', asked({ rows, format: 'pdf' }))).toMatchObject({
        code: 'CANCELLED',
      });
    } finally {
      removeOffice(slow);
    }
  });
});
