// What agencies say of themselves: the report's day and state, the workbook that goes out, and the form that comes back,
// filled in within the file itself or altered in every way that happens.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import type { ImportFault } from '../../../core/contract/imports.ts';
import { importFaultText } from '../../../core/exchange/sheet/fault-text.ts';
import { selfAnswerFields } from '../../../core/exchange/self-answers-sheet.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { fillIn, type Filled, openForm, rebuilt, tableOf } from '../spreadsheet/returned-form.ts';
import { makeRound, type Office, pick, removeOffice, rowsOf, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let space: Output<'visits.get'>;
const today = '2019-09-01';
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office, {
    scoring: true,
    deadlines: { selfReport: { days: 5, unit: 'working_day' } },
  });
  space = await office.call('visits.get', { id: round.districtVisit.id });
});
afterEach(() => removeOffice(office));

const bytesOf = (file: { readonly url: string }) => {
  const content = office.context.handles.get(file.url.split('/').at(-1)!);
  if (content === undefined) throw new Error('gone');
  return content.read();
};
const workbook = async (visitId = space.visit.id) =>
  new Uint8Array(await bytesOf(await office.call('selfReports.workbook', { visitId })));

function source(bytes: Uint8Array, targetId = space.visit.id): Input<'imports.preview'> {
  const { blobs, handles } = office.context;
  const { sha256 } = blobs.put(bytes, 'application/octet-stream');
  const about = { fileName: 'tu-danh-gia.xlsx', media: 'x', size: bytes.byteLength, sha256 };
  const { id } = handles.refer({ ...about, read: () => blobs.get(sha256) });
  return { purpose: 'self_answers', file: id, fileName: about.fileName, targetId };
}
async function take(bytes: Uint8Array, targetId = space.visit.id, leaveOutFaulty = false) {
  const from = source(bytes, targetId);
  const preview = await office.call('imports.preview', from);
  const applied = await office.call('imports.apply', {
    source: from,
    digest: preview.digest,
    leaveOutFaulty,
  });
  return { preview, applied };
}
const look = (bytes: Uint8Array, targetId = space.visit.id) =>
  office.call('imports.preview', source(bytes, targetId));
const answers = async (visitId = space.visit.id) =>
  (await office.call('selfReports.get', { visitId, today })).answers;
type Preview = Output<'imports.preview'>;
const faultsOf = (preview: Preview): ImportFault[] => [
  ...preview.faults,
  ...preview.rows.flatMap(({ faults }) => faults),
];
const codesOf = (preview: Preview) => faultsOf(preview).map(({ code }) => code);

describe('the report', () => {
  const list = (day = today) => office.call('selfReports.list', { planId: round.plan.id, today: day });
  const save = (patch: Input<'selfReports.save'>['patch'], rev: number | null = null) =>
    office.call('selfReports.save', { visitId: space.visit.id, rev, patch, today });

  test('is due by the plan in working days, unless the agency has a day of its own; late and missing are told', async () => {
    // Monday 16 September less five working days.
    expect((await list())[0]).toMatchObject({
      agencyName: 'UBND huyện Nam Sách',
      effectiveDueOn: '2019-09-09',
      state: 'waiting',
      id: null,
      answered: 0,
      applicable: space.criteria.length,
    });
    expect((await list('2019-09-09'))[0]?.state).toBe('waiting');
    expect((await list('2019-09-10'))[0]?.state).toBe('overdue');
    const own = await save({ dueOn: '2019-09-12' });
    expect(own).toMatchObject({ effectiveDueOn: '2019-09-12', state: 'waiting', rev: 1 });
    const late = await save(
      { arrivedOn: '2019-09-13', number: '15', symbol: 'BC-UBND', documentDate: '2019-09-11' },
      1,
    );
    expect(late).toMatchObject({ state: 'arrived_late', number: '15' });
    expect((await save({ arrivedOn: '2019-09-12' }, late.rev)).state).toBe('arrived');
    // A department is due a day later; a surprise visit asks for nothing.
    expect((await list('2019-10-01')).map(({ state }) => state)).toEqual(['arrived', 'overdue']);
    const other = round.departmentVisit.id;
    await office.call('selfReports.save', { visitId: other, rev: null, patch: { excused: true }, today });
    expect((await list('2019-10-01'))[1]?.state).toBe('excused');
  });

  test('that has come moves the visit on, and back with it; one undo takes back both', async () => {
    const status = async () => (await office.call('visits.get', { id: space.visit.id })).visit.status;
    const before = rowsOf(office.context, true);
    const arrived = await save({ arrivedOn: '2019-09-05' });
    expect(await status()).toBe('self_report_received');
    await save({ arrivedOn: null }, arrived.rev);
    expect(await status()).toBe('notified');
    await office.call('journal.undo', {});
    expect(await status()).toBe('self_report_received');
    await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(before);
    expect(office.context.stores.selfReports.find(space.visit.id)).toBeUndefined();
  });

  test('refuses a stale revision, a second beginning and a day before the paper', async () => {
    const first = await save({ note: 'Đã nhắc' });
    expect(
      await office.fails('selfReports.save', {
        visitId: space.visit.id,
        rev: null,
        patch: { note: 'b' },
        today,
      }),
    ).toMatchObject({ code: 'CONFLICT', detail: { entity: 'self_report', rev: first.rev } });
    expect(
      await office.fails('selfReports.save', {
        visitId: space.visit.id,
        rev: 7,
        patch: { note: 'b' },
        today,
      }),
    ).toMatchObject({ code: 'CONFLICT' });
    expect(
      await office.fails('selfReports.save', {
        visitId: space.visit.id,
        rev: first.rev,
        patch: { documentDate: '2019-09-06', arrivedOn: '2019-09-05' },
        today,
      }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'patch.arrivedOn' }] });
  });

  test('goes with its visit', async () => {
    await save({ note: 'Đã nhắc' });
    const form = openForm(await workbook());
    await take(fillIn(form, { '1.1.1': { 'Trả lời': 'Có' } }));
    const { visit } = await office.call('visits.get', { id: space.visit.id });
    await office.call('visits.delete', { id: visit.id, rev: visit.rev });
    const left = (table: string) =>
      office.context.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
    expect([left('self_answer'), left('self_report')]).toEqual([0, 0]);
  });
});

describe('the workbook that goes out', { timeout: 90_000 }, () => {
  test('has instructions, an outline, checked cells in a locked sheet and a key on every row', async () => {
    const bytes = await workbook();
    const book = readWorkbook(Buffer.from(bytes), 'x.xlsx');
    expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Hướng dẫn', false],
      ['Đề cương báo cáo', false],
      ['Tự đánh giá', false],
      ['Danh mục', true],
    ]);
    const form = openForm(bytes);
    expect([...form.rows.keys()]).toEqual(space.criteria.map(({ code }) => code));
    expect(form.sheet.hiddenColumns).toEqual([form.columns.get('Khóa')]);
    const parts = unzipSync(bytes);
    const sheet = strFromU8(parts['xl/worksheets/sheet3.xml']!);
    expect(sheet).toMatch(/<sheetProtection sheet="1"/u);
    // Every choice has its list, every figure its bounds, in the order that the format wants.
    const place = (code: string, header: string) =>
      `${String.fromCharCode(64 + form.columns.get(header)!)}${form.rows.get(code)!}`;
    expect(sheet).toContain(`sqref="${place('1.1.1', 'Trả lời')}"><formula1>"Có,Một phần,Không"</formula1>`);
    expect(sheet).toContain(`sqref="${place('1.3.1', 'Trả lời')}"><formula1>"Có,Không"</formula1>`);
    expect(sheet).toContain(
      `sqref="${place('1.1.3', 'Số đạt (số lượng)')}"><formula1>0</formula1><formula2>IF(`,
    );
    expect(sheet.indexOf('<sheetProtection')).toBeGreaterThan(sheet.indexOf('</sheetData>'));
    expect(sheet.indexOf('<dataValidations')).toBeLessThan(sheet.indexOf('<pageMargins'));
    // Only cells of the open fill are unlocked.
    const styles = strFromU8(parts['xl/styles.xml']!);
    const formats = [...styles.split('<cellXfs')[1]!.matchAll(/<xf .*?<\/xf>/gsu)].map(([xf]) => xf);
    const isOpen = (code: string, header: string) => {
      const style = new RegExp(`<c r="${place(code, header)}" s="(\\d+)"`, 'u').exec(sheet)?.[1];
      return formats[Number(style)]?.includes('<protection locked="0"/>');
    };
    expect(isOpen('1.1.1', 'Trả lời')).toBe(true);
    expect(isOpen('1.1.1', 'Tổng số')).toBe(false);
    expect(isOpen('1.1.3', 'Tổng số')).toBe(true);
    expect(isOpen('1.1.3', 'Trả lời')).toBe(false);
    expect(isOpen('1.1.1', 'Nội dung kiểm tra')).toBe(false);
    expect(isOpen('1.1.1', 'Tài liệu kiểm chứng')).toBe(true);
  });

  test('all of a round are one ZIP, without those that are excused', async () => {
    await office.call('selfReports.save', {
      visitId: round.departmentVisit.id,
      rev: null,
      patch: { excused: true },
      today,
    });
    const one = await office.call('selfReports.workbooks', { planId: round.plan.id });
    expect(one.count).toBe(1);
    await office.call('selfReports.save', {
      visitId: round.departmentVisit.id,
      rev: 1,
      patch: { excused: false },
      today,
    });
    const { file, count } = await office.call('selfReports.workbooks', { planId: round.plan.id });
    expect(count).toBe(2);
    expect(file.fileName).toBe('Bieu-tu-danh-gia-2019.zip');
    const files = unzipSync(new Uint8Array(await bytesOf(file)));
    expect(Object.keys(files)).toEqual([
      '01-Bieu-tu-danh-gia-UBND-huyen-Nam-Sach-2019.xlsx',
      '02-Bieu-tu-danh-gia-So-Y-te-2019.xlsx',
    ]);
    const department = openForm(files['02-Bieu-tu-danh-gia-So-Y-te-2019.xlsx']!);
    const own = await office.call('visits.get', { id: round.departmentVisit.id });
    expect([...department.rows.keys()]).toEqual(own.criteria.map(({ code }) => code));
  });

  test('without a set of criteria it is refused', async () => {
    const plan = await office.call('plans.update', {
      id: round.plan.id,
      rev: (await office.call('plans.get', { id: round.plan.id })).plan.rev,
      patch: { criteriaSetId: null },
    });
    expect(plan.criteriaSetId).toBeNull();
    expect(await office.fails('selfReports.workbook', { visitId: space.visit.id })).toMatchObject({
      code: 'VALIDATION',
    });
  });

  const soffice = spawnSync('soffice', ['--version']).status === 0;
  test.skipIf(!soffice)(
    'opens in LibreOffice and comes back from it the same (skipped where there is no LibreOffice)',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'cchc-form-'));
      try {
        const form = openForm(await workbook());
        const filled = fillIn(form, {
          '1.1.1': { 'Trả lời': 'Một phần', 'Giải trình, ghi chú': 'Chậm 03 ngày' },
          '1.1.2': { 'Điểm tự chấm': 0.75 },
          '1.1.3': { 'Số đạt (số lượng)': 45, 'Tổng số': 52 },
        });
        writeFileSync(path.join(folder, 'in.xlsx'), filled);
        execFileSync(
          'soffice',
          [
            `-env:UserInstallation=file://${folder}/profile`,
            '--headless',
            '--convert-to',
            'xlsx:Calc MS Excel 2007 XML',
            '--outdir',
            path.join(folder, 'out'),
            path.join(folder, 'in.xlsx'),
          ],
          { stdio: 'ignore', timeout: 120_000 },
        );
        const back = new Uint8Array(readFileSync(path.join(folder, 'out', 'in.xlsx')));
        const sheet = strFromU8(unzipSync(back)['xl/worksheets/sheet3.xml']!);
        expect(sheet).toMatch(/<sheetProtection[^>]* sheet="(?:1|true)"/u);
        expect(sheet).toContain('<dataValidation ');
        const { preview } = await take(back);
        expect(faultsOf(preview)).toEqual([]);
        expect(preview.counts.add).toBe(3);
        expect(await answers()).toMatchObject([
          { choice: 'partial', note: 'Chậm 03 ngày' },
          { points: 75 },
          { numerator: 45, denominator: 52 },
        ]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    180_000,
  );
});

// Each looks at several files; on a busy machine that takes its time.
describe('the form that comes back', { timeout: 90_000 }, () => {
  test('untouched changes nothing; filled in, every kind of answer is taken and scored', async () => {
    const form = openForm(await workbook());
    expect((await look(form.bytes)).canApply).toBe(false);
    const count = pick(space.criteria, { answerType: 'count' });
    const filled: Filled = {
      '1.1.1': { 'Trả lời': 'Một phần', 'Giải trình, ghi chú': 'Chậm 03 ngày' },
      '1.1.2': { 'Điểm tự chấm': '0,75', 'Giải trình, ghi chú': 'Thiếu kinh phí' },
      '1.1.3': {
        'Số đạt (số lượng)': '1.045',
        'Tổng số': 1204,
        'Tài liệu kiểm chứng': 'Báo cáo số 15/BC-UBND',
      },
      '1.1.4': { 'Không áp dụng': 'x' },
      [count.code]: { 'Số đạt (số lượng)': '3' },
    };
    const { preview, applied } = await take(fillIn(form, filled));
    expect(faultsOf(preview)).toEqual([]);
    expect(applied).toMatchObject({ added: 5, changed: 0, ended: 0, leftOut: 0, targetId: space.visit.id });
    const byCode = new Map(
      (await answers()).map((one) => [space.criteria.find(({ id }) => id === one.criterionId)!.code, one]),
    );
    const partial = pick(space.criteria, { code: '1.1.1' });
    expect(byCode.get('1.1.1')).toMatchObject({
      choice: 'partial',
      note: 'Chậm 03 ngày',
      earned: partial.maxPoints / 2,
    });
    expect(byCode.get('1.1.2')).toMatchObject({ points: 75, earned: 75 });
    expect(byCode.get('1.1.3')).toMatchObject({
      numerator: 1045,
      denominator: 1204,
      evidence: 'Báo cáo số 15/BC-UBND',
    });
    expect(byCode.get('1.1.4')).toMatchObject({ notApplicable: true, earned: null });
    expect(byCode.get(count.code)).toMatchObject({ count: 3 });
    const list = await office.call('selfReports.list', { planId: round.plan.id, today });
    expect(list[0]).toMatchObject({ answered: 5, applicable: space.criteria.length });
    // What an agency has said stands in the form that goes out again.
    const again = openForm(await workbook());
    const repeat = await look(again.bytes);
    expect(repeat.counts).toMatchObject({ add: 0, change: 0, end: 0, errors: 0, warnings: 0 });

    const empty = { 'Trả lời': '', 'Giải trình, ghi chú': '' };
    const second = await take(fillIn(again, { '1.1.1': empty, '1.1.2': { 'Điểm tự chấm': 1 } }));
    expect(second.applied).toMatchObject({ added: 0, changed: 1, ended: 1 });
    expect((await answers()).map(({ points }) => points)).toContain(100);
    await office.call('journal.undo', {});
    await office.call('journal.undo', {});
    expect(await answers()).toEqual([]);
  });

  test('figures that cannot be are refused by row and column, and the rest can go in without them', async () => {
    const form = openForm(await workbook());
    const ofType = (answerType: string) => {
      const codes = space.criteria.filter((one) => one.answerType === answerType).map(({ code }) => code);
      return () => codes.shift()!;
    };
    const [share, choice, both, judged, count] = [
      ofType('percentage'),
      ofType('yes_partial_no'),
      ofType('yes_no'),
      ofType('score'),
      ofType('count'),
    ] as const;
    const [part, whole] = ['Số đạt (số lượng)', 'Tổng số'] as const;
    // Each in a row of its own: what is typed, what is said of it, and at which column.
    const bad: readonly (readonly [
      string,
      Readonly<Record<string, string | number>>,
      ImportFault['code'],
      string,
    ])[] = [
      [share(), { [part]: 53, [whole]: 52 }, 'PART_EXCEEDS_WHOLE', part],
      [share(), { [part]: -1, [whole]: 52 }, 'NEGATIVE_NUMBER', part],
      [share(), { [part]: '-1', [whole]: 52 }, 'NEGATIVE_NUMBER', part],
      [share(), { [part]: 12.5, [whole]: 52 }, 'FRACTION', part],
      [share(), { [part]: '12,5', [whole]: 52 }, 'FRACTION', part],
      [share(), { [part]: '12.5', [whole]: 52 }, 'FRACTION', part],
      [share(), { [part]: '90%', [whole]: 52 }, 'BAD_NUMBER', part],
      [share(), { [part]: 'nhiều', [whole]: 52 }, 'BAD_NUMBER', part],
      [share(), { 'Trả lời': 'Có' }, 'UNKNOWN_VALUE', 'Trả lời'],
      [choice(), { 'Trả lời': 'Tốt' }, 'UNKNOWN_VALUE', 'Trả lời'],
      [both(), { 'Trả lời': 'Một phần' }, 'UNKNOWN_VALUE', 'Trả lời'],
      [judged(), { 'Điểm tự chấm': 0.3 }, 'UNKNOWN_VALUE', 'Điểm tự chấm'],
      [judged(), { 'Điểm tự chấm': 9 }, 'UNKNOWN_VALUE', 'Điểm tự chấm'],
      [judged(), { 'Điểm tự chấm': -0.25 }, 'NEGATIVE_NUMBER', 'Điểm tự chấm'],
      [count(), { [part]: 1, [whole]: 2 }, 'UNKNOWN_VALUE', whole],
    ];
    const preview = await look(fillIn(form, Object.fromEntries(bad.map(([code, cells]) => [code, cells]))));
    const byRow = Map.groupBy(faultsOf(preview), ({ row }) => row);
    for (const [code, cells, expected, header] of bad) {
      const row = form.rows.get(code)!;
      const [fault, ...more] = byRow.get(row) ?? [];
      expect(more, JSON.stringify(cells)).toEqual([]);
      expect(fault, JSON.stringify(cells)).toMatchObject({
        severity: 'error',
        code: expected,
        row,
        column: String.fromCharCode(64 + form.columns.get(header)!),
      });
      for (const language of ['vi', 'en'] as const) {
        expect(importFaultText(fault!, language).cause).not.toMatch(/undefined|null/u);
      }
    }
    expect(faultsOf(preview)).toHaveLength(bad.length);
    expect(preview.counts).toMatchObject({ errors: bad.length, add: 0 });
    const mixed = fillIn(form, {
      '1.1.3': { 'Số đạt (số lượng)': 53, 'Tổng số': 52 },
      '1.1.1': { 'Trả lời': 'Có' },
    });
    const from = source(mixed);
    const { digest } = await office.call('imports.preview', from);
    expect(await office.fails('imports.apply', { source: from, digest })).toMatchObject({
      code: 'IMPORT_FAULTS',
    });
    expect((await take(mixed, space.visit.id, true)).applied).toMatchObject({ added: 1, leftOut: 1 });
  });

  test('of another agency, or of this one in another round, is refused as a whole and named', async () => {
    const other = openForm(await workbook(round.departmentVisit.id));
    const preview = await look(fillIn(other, { '1.1.1': { 'Trả lời': 'Có' } }));
    expect(preview.canApply).toBe(false);
    const fault = preview.faults.find(({ code }) => code === 'OTHER_AGENCY');
    expect(fault).toMatchObject({
      severity: 'error',
      value: 'Sở Y tế',
      params: { name: 'UBND huyện Nam Sách' },
    });
    expect(importFaultText(fault!, 'vi').cause).toContain('Sở Y tế');

    const plan = await office.call('plans.create', {
      title: 'Kiểm tra năm 2020',
      year: 2020,
      criteriaSetId: (await office.call('plans.get', { id: round.plan.id })).plan.criteriaSetId,
    });
    const again = await office.call('visits.create', { planId: plan.id, agencyId: round.district.id });
    const older = await look(await workbook(), again.id);
    expect(older.faults).toMatchObject([{ code: 'OTHER_AGENCY', severity: 'error' }]);
    expect(older.faults[0]?.value).toContain('UBND huyện Nam Sách (Kiểm tra công tác');
  });

  test('moved columns, more and fewer rows, rewritten texts are named, and the answers still find their questions', async () => {
    const form = openForm(
      fillIn(openForm(await workbook()), {
        '1.1.1': { 'Trả lời': 'Có' },
        '1.1.3': { 'Số đạt (số lượng)': 4, 'Tổng số': 5 },
      }),
    );
    const table = tableOf(form);
    const at = (header: string) => form.columns.get(header)! - 1;
    const move = (rows: Raw2) =>
      rows.map((row) => {
        const [note] = row.splice(at('Giải trình, ghi chú'), 1);
        row.splice(at('Trả lời'), 0, note ?? null);
        return row;
      });
    type Raw2 = typeof table;
    const rows = move(table.map((row) => [...row]));
    const index = (code: string) => rows.findIndex((row) => row[1] === code);
    rows[index('1.1.3')]![2] = 'Tỷ lệ nhiệm vụ đã làm';
    rows.splice(index('1.2.1'), 1);
    rows.push([null, '9.9.9', 'Tiêu chí của chúng tôi', null, 'Làm tốt', 'Có']);
    const preview = await look(rebuilt(rows));
    const named = faultsOf(preview).map(({ code, severity, value, params }) => ({
      code,
      severity,
      value,
      params,
    }));
    expect(named).toHaveLength(4);
    expect(named).toEqual(
      expect.arrayContaining([
        {
          code: 'MOVED_COLUMN',
          severity: 'warning',
          value: 'Giải trình, ghi chú',
          params: { label: 'Giải trình, ghi chú', from: 'J', to: 'E' },
        },
        {
          code: 'TEXT_CHANGED',
          severity: 'warning',
          value: 'Tỷ lệ nhiệm vụ đã làm',
          params: { expected: expect.stringContaining('đúng tiến độ') as string },
        },
        { code: 'MISSING_ROW', severity: 'warning', value: '1.2.1', params: { code: '1.2.1' } },
        { code: 'EXTRA_ROW', severity: 'warning', value: '9.9.9 Tiêu chí của chúng tôi', params: {} },
      ]),
    );
    const { applied } = await take(rebuilt(rows));
    expect(applied).toMatchObject({ added: 2 });
    expect(await answers()).toMatchObject([{ choice: 'yes' }, { numerator: 4, denominator: 5 }]);
    // A row that is not in the file says nothing: what was answered to it stays.
    const fewer = rows.filter((row) => row[1] !== '1.1.1');
    await take(
      rebuilt(
        [
          ...fewer.slice(0, -1),
          [
            null,
            '1.4.1',
            'Ban hành kế hoạch tự kiểm tra CCHC đối với phòng, đơn vị thuộc, trực thuộc',
            null,
            null,
            'Không',
          ],
        ].filter((row, place, all) => row[1] !== '1.4.1' || place === all.length - 1),
      ),
    );
    expect(await answers()).toMatchObject([{ choice: 'yes' }, { numerator: 4 }, { choice: 'no' }]);
  });

  test('rows that were sorted with or without their keys, a code that was rewritten, a row twice', async () => {
    const form = openForm(await workbook());
    const head = tableOf(form)[0]!;
    const line = (code: string) => [...tableOf(form).find((row) => row[1] === code)!];
    const choice = form.columns.get('Trả lời')! - 1;
    // The key stayed behind: code and words say which question it is.
    const [first, second] = [line('1.1.1'), line('1.1.4')];
    const crossed = [
      [second[0] ?? null, ...first.slice(1)],
      [first[0] ?? null, ...second.slice(1)],
    ];
    crossed[0]![choice] = 'Có';
    crossed[1]![choice] = 'Không';
    const preview = await look(rebuilt([head, ...crossed]));
    expect(codesOf(preview).filter((code) => code !== 'MISSING_ROW')).toEqual([]);
    await take(rebuilt([head, ...crossed]));
    expect(await answers()).toMatchObject([{ choice: 'yes' }, { choice: 'no' }]);
    const criterion = (index: number, all: Awaited<ReturnType<typeof answers>>) =>
      space.criteria.find(({ id }) => id === all[index]?.criterionId)?.code;
    expect([criterion(0, await answers()), criterion(1, await answers())]).toEqual(['1.1.1', '1.1.4']);

    const recoded = line('1.1.1');
    recoded[1] = 'I.1';
    recoded[choice] = 'Không';
    const known = await look(rebuilt([head, recoded]));
    expect(faultsOf(known).filter(({ code }) => code === 'TEXT_CHANGED')).toMatchObject([
      { value: 'I.1', params: { expected: '1.1.1' } },
    ]);
    expect(known.counts.change).toBe(1);

    const twice = await look(rebuilt([head, line('1.1.1'), recoded]));
    expect(codesOf(twice)).toContain('DUPLICATE_IN_FILE');
    expect(twice.counts.errors).toBe(1);
  });

  test('every field of the form is named in both languages', () => {
    for (const { labels } of selfAnswerFields) {
      expect(labels.vi).not.toBe('');
      expect(labels.en).not.toBe('');
    }
  });
});

describe('the sheets of a visit', { timeout: 90_000 }, () => {
  const html = async (asked: Omit<Input<'sheets.preview'>, 'planId'>) =>
    (await office.call('sheets.preview', { planId: round.plan.id, ...asked })).html;
  const visitId = () => space.visit.id;

  test('carry what the agency said, of all domains, of some, or of those of a member', async () => {
    const [first, second] = space.domains;
    await take(fillIn(openForm(await workbook()), { '1.1.3': { 'Số đạt (số lượng)': 45, 'Tổng số': 52 } }));
    const all = await html({ kind: 'working_sheet', visitId: visitId() });
    expect(all).toContain('45/52');
    for (const { name } of space.domains) expect(all).toContain(name);
    const one = await html({ kind: 'working_sheet', visitId: visitId(), domainIds: [second!.id] });
    expect(one).toContain(second!.name);
    expect(one).not.toContain(first!.name);
    const member = await office.call('members.create', {
      teamId: round.team.id,
      fullName: 'Trần Thị Bình',
      partyTitle: null,
      position: 'Phó Trưởng phòng',
      body: 'Sở Tư pháp',
      rankText: null,
      role: 'team_member',
      isStanding: false,
      personId: null,
      domainIds: [second!.id],
    });
    const own = await html({ kind: 'member_report', visitId: visitId(), memberId: member.id });
    expect(own).toContain('Trần Thị Bình');
    expect(own).toContain(second!.name.toLocaleUpperCase('vi'));
    expect(own).not.toContain(first!.name.toLocaleUpperCase('vi'));
  });

  test('the member reports answers, findings and papers of the domains', async () => {
    const criterion = pick(space.criteria, { code: '1.1.1' });
    await office.call('answers.save', {
      visitId: visitId(),
      criterionId: criterion.id,
      rev: null,
      patch: { choice: 'no', note: 'chưa ban hành', documentsSeen: 'Báo cáo số 12/BC-UBND' },
    });
    const text = await html({ kind: 'member_report', visitId: visitId(), domainIds: [criterion.domainId] });
    expect(text).toContain(
      'Chưa đạt đủ yêu cầu: ban hành kế hoạch CCHC năm đúng thời hạn quy định. Chưa ban hành.',
    );
    expect(text).toContain('Báo cáo số 12/BC-UBND');
  });

  test('what the member reports, and what became of remarks, are papers without a number; nobody need issue them', async () => {
    const { stores } = office.context;
    const text = async (asked: Omit<Input<'sheets.preview'>, 'planId'>) =>
      (await html({ ...asked, visitId: visitId() })).replaceAll('\u00a0', ' ');
    const before = await text({ kind: 'member_report' });
    expect(before).toContain('tôi báo cáo');
    expect(before).toContain('Người báo cáo: …………');
    expect(before).not.toContain('Số:');
    for (const { name } of space.domains) expect(before).toContain(name.toLocaleUpperCase('vi'));
    const remarks = await text({ kind: 'remarks' });
    expect(remarks).toContain('Trên đây là bảng tổng hợp, tiếp thu, giải trình ý kiến');
    expect(remarks).toContain('Đơn vị chưa có ý kiến.');

    const plan = stores.plans.get(round.plan.id)!;
    const { id, rev } = plan;
    await office.call('plans.update', { id, rev, patch: { issuerId: null, noticeIssuerId: null } });
    for (const kind of ['member_report', 'remarks', 'programme'] as const) {
      expect(await text({ kind }), kind).toContain('…………</p>');
    }
    expect(stores.documents.list({ planId: id })).toEqual([]);
  });

  test('every kind of one visit is there in Word as well, empty or not', async () => {
    for (const kind of ['working_sheet', 'member_report', 'procedures', 'remarks', 'self_reports'] as const) {
      const asked = kind === 'self_reports' ? { kind } : { kind, visitId: visitId() };
      const file = await office.call('sheets.render', { planId: round.plan.id, ...asked, format: 'docx' });
      expect(file.fileName, kind).toMatch(/^[A-Za-z0-9-]+\.docx$/);
      expect(file.bytes).toBeGreaterThan(1000);
    }
  });

  test('what is not there, or of another round, is refused with its field', async () => {
    const fails = async (asked: Omit<Input<'sheets.preview'>, 'planId'>) => {
      const error = await office.fails('sheets.preview', { planId: round.plan.id, ...asked });
      return error.fields?.[0]?.path ?? error.code;
    };
    const id = round.plan.id;
    const [visit] = [visitId()];
    expect(await fails({ kind: 'working_sheet' })).toBe('visitId');
    expect(await fails({ kind: 'working_sheet', visitId: id })).toBe('visitId');
    expect(await fails({ kind: 'member_report', visitId: visit, memberId: id })).toBe('memberId');
    expect(await fails({ kind: 'member_report', visitId: visit, domainIds: [id] })).toBe('domainIds.0');
    expect(await fails({ kind: 'sample', visitId: visit })).toBe('sampleId');
    expect(await fails({ kind: 'statistics', visitId: visit })).toBe('NOT_FOUND');
    expect(await fails({ kind: 'statistics', reportId: id })).toBe('reportId');
  });
});
