// Registers from one-stop and office software: read as those write them, kept as a whole, drawn from, taken back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import type { ImportFault } from '../../../core/contract/imports.ts';
import { sampleChecks } from '../../../core/contract/samples.ts';
import { importFaultText } from '../../../core/exchange/sheet/fault-text.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { type Raw, type RawSheet, toTcvn3, xlsx } from '../spreadsheet/fixture.ts';
import { makeRound, missingId, type Office, removeOffice, rowsOf, setUpOffice } from './fixture.ts';

let office: Office;
let visitId: string;
beforeEach(async () => {
  office = await setUpOffice();
  const round = await makeRound(office, { reviewPeriodFrom: '2019-01-01', reviewPeriodTo: '2019-08-31' });
  visitId = round.districtVisit.id;
});
afterEach(() => removeOffice(office));

type Purpose = 'dossiers' | 'incoming' | 'outgoing';
function source(
  bytes: Uint8Array,
  fileName: string,
  more: Partial<Input<'imports.preview'>> = {},
): Input<'imports.preview'> {
  const { blobs, handles } = office.context;
  const kept = blobs.put(bytes, 'application/octet-stream');
  const { id } = handles.refer({ ...kept, fileName, read: () => blobs.get(kept.sha256) });
  return { purpose: 'dossiers', file: id, fileName, targetId: visitId, ...more };
}
const csv = (rows: readonly (readonly string[])[], separator = ',') =>
  new TextEncoder().encode(
    `\ufeff${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\r\n')}\r\n`,
  );
const preview = (from: Input<'imports.preview'>) => office.call('imports.preview', from);
async function importOf(from: Input<'imports.preview'>, leaveOutFaulty = false) {
  const { digest } = await preview(from);
  return office.call('imports.apply', { source: from, digest, leaveOutFaulty });
}
const registers = () => office.call('registers.list', { visitId });
const linesOf = async (id: string, only: 'all' | 'overdue' | 'rejected' = 'all') =>
  (await office.call('registers.lines', { id, only })).rows;
const place = ({ severity, code, row, column }: ImportFault) =>
  `${severity} ${code} ${column ?? ''}${row ?? ''}`;

const header = [
  'STT',
  'Số biên nhận',
  'Tên TTHC',
  'Lĩnh vực',
  'Người nộp hồ sơ',
  'Ngày nhận',
  'Ngày hẹn trả kết quả',
  'Ngày trả kết quả',
  'Trạng thái hồ sơ',
  'Hình thức nhận',
  'Hình thức trả kết quả',
];
const iGate = [
  [
    '1',
    'HS-001',
    'Đăng ký khai sinh',
    'Hộ tịch',
    'Nguyễn A',
    '01/8/2019 08:30',
    '05/8/2019 17:00',
    '05/8/2019 16:59',
    'Đã trả kết quả',
    'Trực tiếp',
    'Trực tiếp',
  ],
  [
    '2',
    'HS-002',
    'Cấp phép xây dựng',
    'Xây dựng',
    'Trần B',
    '08:31:02 01/8/2019',
    '2019-08-05 17:00:00',
    '06/08/2019 09:00:00 SA',
    'Đã trả kết quả',
    'Trực tuyến (mức độ 3)',
    'Bưu chính công ích',
  ],
  [
    '3',
    'HS-003',
    'Đăng ký biến động đất đai',
    'Đất đai',
    'Lê C',
    '02/8/2019',
    '20/8/2019',
    '',
    'Đang xử lý',
    'BCCI',
    '',
  ],
  [
    '4',
    'HS-004',
    'Đăng ký biến động đất đai',
    'Đất đai',
    'Lê D',
    '02/8/2019',
    '30/9/2019',
    '',
    'Chờ bổ sung',
    '',
    '',
  ],
  [
    '5',
    'HS-005',
    'Chứng thực',
    'Tư pháp',
    'Phạm E',
    '03/8/2019',
    '03/8/2019',
    '03/8/2019',
    'Từ chối giải quyết',
    'Trực tiếp',
    'Trực tiếp',
  ],
  [
    '6',
    'HS-006',
    'Chứng thực',
    'Tư pháp',
    'Phạm G',
    '03/8/2019',
    '',
    '',
    'Công dân xin rút',
    'Trực tiếp',
    '',
  ],
];

describe('a register of dossiers', () => {
  test('from one-stop software: days with hours, states and ways in its words, overdue by the day of the visit', async () => {
    const from = source(csv([header, ...iGate]), 'ho-so.csv');
    const shown = await preview(from);
    expect(shown.faults).toEqual([]);
    expect(shown.counts).toMatchObject({ rows: 6, add: 6, errors: 0, warnings: 0 });
    const applied = await importOf(from);
    expect(applied).toMatchObject({ added: 6, leftOut: 0 });
    const [register] = await registers();
    expect(register).toMatchObject({
      id: applied.targetId,
      kind: 'dossiers',
      title: 'Sổ hồ sơ 01/8/2019 – 03/8/2019',
      fileName: 'ho-so.csv',
      asOf: '2019-09-16',
      periodFrom: '2019-08-01',
      periodTo: '2019-08-03',
      lines: 6,
      overdue: 2,
      rejected: 1,
      samples: 0,
    });
    const lines = await linesOf(register!.id);
    expect(lines).toMatchObject([
      {
        rowNo: 1,
        code: 'HS-001',
        state: 'resolved',
        receivedOn: '2019-08-01',
        dueOn: '2019-08-05',
        resolvedOn: '2019-08-05',
        channelIn: 'direct',
        overdue: false,
      },
      {
        rowNo: 2,
        fieldName: 'Xây dựng',
        receivedOn: '2019-08-01',
        dueOn: '2019-08-05',
        resolvedOn: '2019-08-06',
        channelIn: 'online',
        channelOut: 'postal',
        overdue: true,
      },
      { rowNo: 3, state: 'pending', resolvedOn: null, channelIn: 'postal', channelOut: null, overdue: true },
      { rowNo: 4, state: 'pending', overdue: false },
      { rowNo: 5, state: 'rejected', overdue: false },
      { rowNo: 6, state: 'withdrawn', dueOn: null, overdue: false },
    ]);
    expect((await linesOf(register!.id, 'overdue')).map(({ rowNo }) => rowNo)).toEqual([2, 3]);
    expect((await linesOf(register!.id, 'rejected')).map(({ rowNo }) => rowNo)).toEqual([5]);
    const page = await office.call('registers.lines', { id: register!.id, from: 4, limit: 1 });
    expect(page).toMatchObject({ total: 6, rows: [{ rowNo: 5 }] });
  });

  test('as a workbook: title above, merged header, numbers with thousands dots, a hidden row, real days', async () => {
    const sheet: RawSheet = {
      name: 'Danh sách',
      rows: [
        ['UBND HUYỆN NAM SÁCH'],
        ['DANH SÁCH HỒ SƠ'],
        ['STT', 'Mã hồ sơ', 'Tên thủ tục', 'Thời gian', null, null, 'Tình trạng', 'Tình trạng hạn'],
        [null, null, null, 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Ngày trả', null, null],
        ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
        [
          1,
          '1.204',
          'Thủ tục A, mức 12,5 %',
          { day: 43_678 },
          { day: 43_682 },
          { day: 43_681 },
          'Đã giải quyết',
          'Đúng hạn',
        ],
        [
          2,
          { number: 1205 },
          'Thủ tục B',
          { day: 43_678 },
          { day: 43_682 },
          { day: 43_682 },
          'Đã giải quyết',
          'Quá hạn',
        ],
        [3, '1.206', 'Thủ tục C', { day: 43_678 }, { day: 43_682 }, null, 'Đang chờ', 'Trong hạn'],
      ],
      merges: ['A1:H1', 'A2:H2', 'D3:F3', 'A3:A4', 'B3:B4', 'C3:C4', 'G3:G4', 'H3:H4'],
      hiddenRows: [7],
    };
    const from = source(xlsx(sheet), 'ds.xlsx');
    const shown = await preview(from);
    expect(shown.headerRow).toBe(4);
    expect(shown.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(shown.faults.map(({ code }) => code)).toContain('HIDDEN_ROWS');
    expect(await importOf(from)).toMatchObject({ added: 3 });
    const [register] = await registers();
    expect(await linesOf(register!.id)).toMatchObject([
      {
        code: '1.204',
        title: 'Thủ tục A, mức 12,5 %',
        receivedOn: '2019-08-01',
        resolvedOn: '2019-08-04',
        overdue: false,
      },
      // By the days it was in time; the software knows the hour.
      { code: '1205', overdue: true },
      { code: '1.206', state: 'pending', overdue: true },
    ]);
  });

  test('in an old encoding: told, and read when a person says so', async () => {
    const rows = [header, ...iGate].map((row) => row.map((cell) => toTcvn3(cell)));
    const sheet: RawSheet = { name: 'Sheet1', rows: rows as Raw[][] };
    const from = source(xlsx(sheet), 'cu.xlsx');
    const shown = await preview(from);
    expect(shown.encoding.detected).toBe('tcvn3');
    expect(shown.canApply).toBe(false);
    const converted = { ...from, convert: 'tcvn3' as const };
    await importOf(converted);
    const [register] = await registers();
    expect(register).toMatchObject({ lines: 6, overdue: 2, rejected: 1 });
    expect((await linesOf(register!.id))[2]).toMatchObject({
      title: 'Đăng ký biến động đất đai',
      state: 'pending',
    });
  });

  test('what is at fault is named by row and column, and can be left out', async () => {
    const broken = [
      header,
      ...iGate,
      ['7', 'HS-001', 'Lặp', '', '', '01/8/2019', '', '', '', '', ''],
      ['8', 'HS-008', 'Sai ngày', '', '', '31/02/2019 08:00', '', '', '', '', ''],
      ['9', '', 'Không mã', '', '', '01/8/2019', '', '', '', '', ''],
      ['10', 'HS-010', 'Lạ', '', '', '01/8/2019', '', '', 'qwerty', 'thư tay', ''],
      ['11', 'HS-011', 'Ngoài kỳ', '', '', '05/10/2019', '', '', 'Đang xử lý', '', ''],
    ];
    const from = source(csv(broken), 'loi.csv');
    const shown = await preview(from);
    const rowFaults = shown.rows.flatMap(({ faults }) => faults.map(place));
    expect(rowFaults).toEqual([
      'error DUPLICATE_IN_FILE B8',
      'error BAD_DATE F9',
      'error REQUIRED_EMPTY B10',
    ]);
    expect(shown.faults.map(place)).toEqual([
      'warning UNKNOWN_VALUE I11',
      'warning UNKNOWN_VALUE J11',
      'warning OUTSIDE_PERIOD F12',
    ]);
    for (const fault of shown.faults) {
      expect(importFaultText(fault, 'vi').cause).not.toMatch(/undefined|null|\{/);
      expect(importFaultText(fault, 'en').cause).not.toMatch(/undefined|null|\{/);
    }
    const refused = await office.fails('imports.apply', { source: from, digest: shown.digest });
    expect(refused).toMatchObject({ code: 'IMPORT_FAULTS', detail: { errors: 3 } });
    expect(await importOf(from, true)).toMatchObject({ added: 8, leftOut: 3 });
    expect((await registers())[0]).toMatchObject({ lines: 8 });
  });

  test('of another agency: refused by its title or its column; lines of others in a common file are left out', async () => {
    const other = ['UBND TỈNH HẢI DƯƠNG', 'SỞ Y TẾ', 'SỔ THEO DÕI HỒ SƠ'].map((title) => [title]);
    const shown = await preview(source(csv([...other, header, ...iGate]), 'y-te.csv'));
    expect(shown.canApply).toBe(false);
    expect(shown.faults).toMatchObject([
      { severity: 'error', code: 'OTHER_AGENCY', value: 'SỞ Y TẾ', params: { name: 'UBND huyện Nam Sách' } },
    ]);
    const own = [['UBND HUYỆN NAM SÁCH - gửi SỞ Y TẾ'], header, ...iGate];
    expect((await preview(source(csv(own), 'ns.csv'))).faults).toEqual([]);
    const withUnit = (units: readonly string[]) =>
      csv([
        [...header, 'Đơn vị tiếp nhận'],
        ...iGate.map((row, index) => [...row, units[index % units.length]!]),
      ]);
    const wrong = await preview(source(withUnit(['Sở Y tế']), 'cot.csv'));
    expect(wrong.faults.map(place)).toEqual(['error OTHER_AGENCY L2']);
    const mixed = source(withUnit(['Sở Y tế', 'Huyện Nam Sách', 'Bộ phận Một cửa']), 'chung.csv');
    const both = await preview(mixed);
    expect(both.faults.map(place)).toEqual(['warning OTHER_AGENCY L2']);
    expect(both.counts).toMatchObject({ add: 4, skip: 2 });
    await importOf(mixed);
    expect((await registers())[0]).toMatchObject({ lines: 4 });
  });

  test('the same lines again say so; for another visit they cost one row; taking back leaves nothing to see', async () => {
    const from = source(csv([header, ...iGate]), 'ho-so.csv');
    const before = rowsOf(office.context, true);
    await importOf(from);
    const lines = () => office.context.connection.prepare('SELECT count(*) FROM register_line').pluck().get();
    expect(lines()).toBe(6);
    const again = await preview({ ...from, fileName: 'ten-khac.csv' });
    expect(again.counts).toMatchObject({ add: 0, same: 6 });
    expect(again.canApply).toBe(false);
    await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(before);
    expect(await registers()).toEqual([]);
    // The lines stay for whoever imports them again, or takes the undoing back.
    expect(lines()).toBe(6);
    await importOf(from);
    expect(lines()).toBe(6);
    expect(await registers()).toHaveLength(1);
    const { rows } = await office.call('journal.list', {});
    expect(rows[0]).toMatchObject({ method: 'imports.apply' });
    const changes = office.context.connection
      .prepare(
        'SELECT count(*) FROM change JOIN change_set ON change_set.seq = change_set_seq WHERE seq = (SELECT max(seq) FROM change_set)',
      )
      .pluck()
      .get();
    expect(changes).toBe(1);
  });

  test('the day of counting, the period and the title can be told; nonsense is refused', async () => {
    const from = source(csv([header, ...iGate]), 'ho-so.csv', {
      options: { asOf: '2019-08-10', title: 'Sổ quý III', periodFrom: '2019-07-01', periodTo: '2019-09-30' },
    });
    await importOf(from);
    expect((await registers())[0]).toMatchObject({
      title: 'Sổ quý III',
      asOf: '2019-08-10',
      overdue: 1,
      periodFrom: '2019-07-01',
    });
    const bad = { ...from, options: { asOf: '2019-13-01' } };
    expect(await office.fails('imports.preview', bad)).toMatchObject({ fields: [{ path: 'options.asOf' }] });
    expect((await office.fails('imports.preview', { ...from, targetId: null })).code).toBe('VALIDATION');
    expect((await office.fails('imports.preview', { ...from, targetId: missingId })).code).toBe('NOT_FOUND');
  });
});

test('registers of documents: number and symbol together, who handles it, what has gone out', async () => {
  const incoming = [
    [
      'Số đến',
      'Ngày đến',
      'Tác giả',
      'Số, ký hiệu',
      'Trích yếu nội dung',
      'Đơn vị xử lý',
      'Hạn xử lý',
      'Ngày hoàn thành',
      'Trạng thái',
    ],
    [
      '1',
      '02/8/2019',
      'UBND tỉnh',
      '56/UBND-NV',
      'V/v cải cách hành chính',
      'Phòng Nội vụ',
      '10/8/2019',
      '12/8/2019',
      'Đã xử lý',
    ],
    ['2', '02/8/2019', 'Sở Nội vụ', '', 'V/v báo cáo', 'Văn phòng', '10/8/2019', '', 'Chưa xử lý'],
    ['1', '02/01/2019', 'Sở Nội vụ', '', 'Số đến bắt đầu lại', '', '', '', ''],
  ];
  await importOf(source(csv(incoming, ';'), 'den.csv', { purpose: 'incoming' }));
  const outgoing = [
    ['Số đi', 'Số ký hiệu', 'Ngày ban hành', 'Trích yếu', 'Nơi nhận', 'Người soạn'],
    ['15', '15/BC-UBND', '02/8/2019', 'Báo cáo CCHC', 'Sở Nội vụ', 'Văn thư'],
  ];
  await importOf(source(csv(outgoing), 'di.csv', { purpose: 'outgoing' as Purpose }));
  const list = await registers();
  expect(list.map(({ kind, lines, overdue }) => [kind, lines, overdue])).toEqual([
    ['incoming', 3, 2],
    ['outgoing', 1, 0],
  ]);
  expect((await linesOf(list[0]!.id))[0]).toMatchObject({
    code: '1 · 56/UBND-NV',
    title: 'V/v cải cách hành chính',
    applicant: 'UBND tỉnh',
    fieldName: 'Phòng Nội vụ',
  });
  expect((await linesOf(list[1]!.id))[0]).toMatchObject({ code: '15 · 15/BC-UBND', state: 'resolved' });
});

test('a workbook that is small on disk and huge inside is refused, also for a register', async () => {
  const { strToU8, zipSync } = await import('fflate');
  const cell = '<c t="inlineStr"><is><t>x</t></is></c>';
  const row = `<row>${cell.repeat(290)}</row>`;
  const body = strToU8(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${row.repeat(30_000)}</sheetData></worksheet>`,
  );
  const parts = {
    '[Content_Types].xml': strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    ),
    '_rels/.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    ),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': body,
  };
  const bytes = zipSync(parts, { level: 9 });
  expect(body.byteLength).toBeGreaterThan(256 * 1024 * 1024);
  expect(bytes.byteLength).toBeLessThan(2 * 1024 * 1024);
  expect((await office.fails('imports.preview', source(bytes, 'bom.xlsx'))).code).toBe('TOO_LARGE');
}, 120_000);

/** Enough lines for chance: every tenth late, every twenty-fifth refused, three fields. */
async function bigRegister(lines = 400) {
  const rows = Array.from({ length: lines }, (_one, index) => {
    const late = index % 10 === 0;
    const refused = index % 25 === 0;
    return [
      String(index + 1),
      `HS-${index + 1}`,
      'Thủ tục',
      ['Đất đai', 'Hộ tịch', 'Xây dựng'][index % 4 === 0 ? 0 : index % 4 === 1 ? 1 : 2]!,
      'Nguyễn A',
      '01/8/2019',
      '05/8/2019',
      late ? '09/8/2019' : '05/8/2019',
      refused ? 'Từ chối' : 'Đã trả kết quả',
      '',
      '',
    ];
  });
  const { targetId } = await importOf(source(csv([header, ...rows]), 'lon.csv'));
  return targetId!;
}

describe('samples', () => {
  test('all overdue, all rejected, and so many at random; the same seed picks the same', async () => {
    const registerId = await bigRegister();
    const draw = (more: Partial<Input<'samples.draw'>> = {}) =>
      office.call('samples.draw', { registerId, size: 30, seed: 'Đoàn 01', ...more });
    const sample = await draw();
    // 40 late, 16 refused of which 8 are late as well.
    expect(sample).toMatchObject({
      items: 40 + 8 + 30,
      seed: 'Đoàn 01',
      population: 400,
      checked: 0,
      size: 30,
    });
    const items = async (id: string) => (await office.call('samples.get', { id })).items;
    const first = await items(sample.id);
    const reasons = Map.groupBy(first, ({ reason }) => reason);
    expect([...reasons].map(([reason, list]) => [reason, list.length]).toSorted()).toEqual([
      ['overdue', 40],
      ['random', 30],
      ['rejected', 8],
    ]);
    expect(new Set(first.map(({ rowNo }) => rowNo)).size).toBe(first.length);
    expect(first.map(({ ordinal }) => ordinal)).toEqual(first.map((_item, index) => index + 1));
    const again = await items((await draw({ seed: '  Đoàn   01' })).id);
    expect(again.map(({ rowNo, reason }) => [rowNo, reason])).toEqual(
      first.map(({ rowNo, reason }) => [rowNo, reason]),
    );
    const another = await items((await draw({ seed: 'Đoàn 02' })).id);
    expect(another.map(({ rowNo }) => rowNo)).not.toEqual(first.map(({ rowNo }) => rowNo));
    expect((await draw({ seed: '' })).seed).toMatch(/^\d{4}-\d{4}$/);
    expect((await registers())[0]).toMatchObject({ samples: 4 });
  });

  test('spread over the fields by their share', async () => {
    const registerId = await bigRegister();
    const { id } = await office.call('samples.draw', {
      registerId,
      size: 40,
      seed: '7',
      allOverdue: false,
      allRejected: false,
      byField: true,
    });
    const { items } = await office.call('samples.get', { id });
    const fields = Map.groupBy(items, ({ fieldName }) => fieldName);
    expect(Object.fromEntries([...fields].map(([name, list]) => [name, list.length]))).toEqual({
      'Đất đai': 10,
      'Hộ tịch': 10,
      'Xây dựng': 20,
    });
  });

  test('more than there are is all there are; nothing to pick is told; too many are refused', async () => {
    const registerId = await bigRegister(60);
    const all = await office.call('samples.draw', { registerId, size: 500, seed: 'x' });
    expect(all.items).toBe(60);
    expect(
      await office.fails('samples.draw', { registerId, size: 0, allOverdue: false, allRejected: false }),
    ).toMatchObject({
      code: 'VALIDATION',
      fields: [{ path: 'size' }],
    });
    // 210 late, 84 refused of which 42 are late as well.
    const large = await bigRegister(2100);
    expect(await office.fails('samples.draw', { registerId: large, size: 2000 })).toMatchObject({
      fields: [{ path: 'size', code: 'TOO_LARGE', limit: 2000 - 252 }],
    });
    expect((await office.fails('samples.draw', { registerId: missingId, size: 1 })).code).toBe('NOT_FOUND');
  });

  test('checks answer one by one or the rest at once, only for what the kind asks; figures follow', async () => {
    const registerId = await bigRegister(50);
    const sample = await office.call('samples.draw', { registerId, size: 5, seed: 'x', allRejected: false });
    let { items } = await office.call('samples.get', { id: sample.id });
    const [first, second] = items;
    const fault = await office.call('sampleItems.update', {
      id: first!.id,
      rev: first!.rev,
      patch: { checks: { components: 'fault' }, note: 'Thừa giấy tờ' },
    });
    expect(fault).toMatchObject({ passes: null, note: 'Thừa giấy tờ' });
    expect(
      await office.fails('sampleItems.update', {
        id: first!.id,
        rev: fault.rev,
        patch: { checks: { format: 'ok' } },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.checks.format', code: 'UNKNOWN_KEY' }] });
    const stale = { id: first!.id, rev: first!.rev, patch: { note: 'x' } };
    expect((await office.fails('sampleItems.update', stale)).code).toBe('CONFLICT');
    const ids = [first!.id, second!.id];
    expect(await office.call('sampleItems.passAll', { sampleId: sample.id, ids })).toEqual({ changed: 2 });
    ({ items } = await office.call('samples.get', { id: sample.id }));
    expect(items.slice(0, 3).map(({ passes }) => passes)).toEqual([false, true, null]);
    expect(items[0]!.checks).toEqual({
      ...Object.fromEntries(sampleChecks.dossiers.map((key) => [key, 'ok'])),
      components: 'fault',
    });
    expect((await office.call('samples.list', { visitId }))[0]).toMatchObject({
      items: 10,
      checked: 2,
      passed: 1,
    });
    // One step, taken back as one.
    await office.call('journal.undo', {});
    expect((await office.call('samples.list', { visitId }))[0]).toMatchObject({ checked: 0, passed: 0 });
    expect(
      await office.fails('sampleItems.passAll', { sampleId: sample.id, ids: [missingId] }),
    ).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('lines by hand, in a sample of their own or in a drawn one', async () => {
    const sample = await office.call('samples.create', { visitId, kind: 'outgoing', title: 'Văn bản đi' });
    expect(sample).toMatchObject({ seed: null, registerId: null, items: 0, size: 0 });
    const item = await office.call('sampleItems.create', {
      sampleId: sample.id,
      code: '15/BC',
      dueOn: '2019-10-01',
      state: 'pending',
    });
    // Nobody said another day: as of today, 1 November.
    expect(item).toMatchObject({
      reason: 'by_hand',
      ordinal: 1,
      rowNo: null,
      overdue: true,
      checks: {},
      passes: null,
    });
    expect(
      await office.fails('sampleItems.create', { sampleId: sample.id, checks: { receipt: 'ok' } }),
    ).toMatchObject({
      fields: [{ path: 'checks.receipt' }],
    });
    await office.call('sampleItems.delete', { id: item.id, rev: item.rev });
    expect((await office.call('samples.list', { visitId }))[0]).toMatchObject({ items: 0 });
    const { rev } = (await office.call('samples.list', { visitId }))[0]!;
    await office.call('samples.delete', { id: sample.id, rev });
    expect(await office.call('samples.list', { visitId })).toEqual([]);
  });

  test('the workbook holds every line and how to draw it again', async () => {
    const registerId = await bigRegister(50);
    const sample = await office.call('samples.draw', { registerId, size: 7, seed: 'Đoàn 01' });
    const { items } = await office.call('samples.get', { id: sample.id });
    await office.call('sampleItems.passAll', { sampleId: sample.id, ids: [items[0]!.id] });
    const file = await office.call('samples.export', { id: sample.id });
    const held = office.context.handles.get(file.url.split('/').at(-1)!)!;
    const workbook = readWorkbook(Buffer.from(await held.read()), file.fileName);
    expect(workbook.sheets.map(({ name }) => name)).toEqual(['Mẫu', 'Cách chọn mẫu']);
    const [list, origin] = workbook.sheets;
    expect(list!.rows).toHaveLength(items.length + 1);
    const texts = list!.rows[1]!.cells.map((cell) => cell?.value);
    expect(texts).toContain(items[0]!.code);
    expect(texts.filter((text) => text === 'Đạt')).toHaveLength(sampleChecks.dossiers.length + 1);
    const facts = origin!.rows.map(({ cells }) => [cells[1]?.value, cells[2]?.value]);
    expect(facts).toContainEqual(['Mã ngẫu nhiên', 'Đoàn 01']);
    expect(facts).toContainEqual(['Đơn vị', 'UBND huyện Nam Sách']);
    expect(facts).toContainEqual(['Số dòng của sổ', 50]);
  });

  test('a register that is deleted leaves its samples; a visit that is deleted takes all with it', async () => {
    const registerId = await bigRegister(50);
    const sample = await office.call('samples.draw', { registerId, size: 7, seed: 'x' });
    const late = async () =>
      (await office.call('samples.get', { id: sample.id })).items.filter(({ overdue }) => overdue).length;
    const before = await late();
    const register = (await registers())[0]!;
    const changed = await office.call('registers.update', {
      id: register.id,
      rev: register.rev,
      patch: { title: 'Sổ quý III' },
    });
    expect(
      await office.fails('registers.update', {
        id: register.id,
        rev: changed.rev,
        patch: { periodTo: '2019-01-01' },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.periodTo', code: 'BAD_DATE' }] });
    await office.call('registers.delete', { id: register.id, rev: changed.rev });
    expect((await office.call('samples.list', { visitId }))[0]).toMatchObject({
      registerId: null,
      seed: 'x',
      population: 50,
    });
    expect(await late()).toBe(before);
    await office.call('journal.undo', {});
    expect((await office.call('samples.list', { visitId }))[0]).toMatchObject({ registerId });
    const visit = (await office.call('visits.get', { id: visitId })).visit;
    await office.call('visits.delete', { id: visitId, rev: visit.rev });
    const rows = rowsOf(office.context);
    expect([rows['register'], rows['sample'], rows['sample_item']]).toEqual([[], [], []]);
    await office.call('journal.undo', {});
    expect((await office.call('samples.get', { id: sample.id })).items).toHaveLength(sample.items);
  });

  test('import, draw, check, and everything taken back is where it began', async () => {
    const start = rowsOf(office.context, true);
    const registerId = await bigRegister(50);
    const sample = await office.call('samples.draw', { registerId, size: 7, seed: 'x' });
    const { items } = await office.call('samples.get', { id: sample.id });
    await office.call('sampleItems.update', {
      id: items[0]!.id,
      rev: items[0]!.rev,
      patch: { checks: { receipt: 'fault' } },
    });
    await office.call('sampleItems.passAll', { sampleId: sample.id, ids: items.map(({ id }) => id) });
    await office.call('sampleItems.create', { sampleId: sample.id, code: 'thêm' });
    for (let step = 0; step < 5; step += 1) await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(start);
    for (let step = 0; step < 5; step += 1) await office.call('journal.redo', {});
    expect((await office.call('samples.list', { visitId }))[0]).toMatchObject({
      items: items.length + 1,
      checked: items.length,
    });
    expect(await office.call('journal.verify', {})).toMatchObject({ intact: true });
  });
});
