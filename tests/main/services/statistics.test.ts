// One-stop statistics behind the dispatcher: forms, checks with explanations, thresholds, the report of a visit, files
// out and in again, and what an import names as wrong.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { type StatisticsLine, statisticsColumns } from '../../../core/contract/statistics.ts';
import { effectiveThresholds, reportForVisit } from '../../../main/services/statistics.ts';
import { makeRound, missingId, type Office, removeOffice, rowsOf, setUpOffice } from './fixture.ts';
import { xlsx } from '../spreadsheet/fixture.ts';

let office: Office;
let agencyId: string;
let round: Awaited<ReturnType<typeof makeRound>>;
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office, { reviewPeriodFrom: '2018-12-15', reviewPeriodTo: '2019-09-14' });
  agencyId = round.district.id;
});
afterEach(() => removeOffice(office));

type Figures = readonly (number | null)[];
function line(fieldName: string, figures: Figures, isTotal = false): StatisticsLine {
  return {
    fieldName,
    isTotal,
    ...Object.fromEntries(statisticsColumns.map((column, index) => [column, figures[index] ?? null])),
  } as StatisticsLine;
}
const land = line('Đất đai', [1204, 132, 1072, 0, 1100, 900, 190, 10, 104, 100, 4]);
const civil = line('Hộ tịch', [10, 4, 6, 0, 8, 5, 3, 0, 2, 2, 0]);
const total = line('Tổng', [1214, 136, 1078, 0, 1108, 905, 193, 10, 106, 102, 4], true);
const quarter = { periodKind: 'quarter', periodFrom: '2018-12-15', periodTo: '2019-03-14' } as const;
const nextQuarter = { periodKind: 'quarter', periodFrom: '2019-03-15', periodTo: '2019-06-14' } as const;

async function create(
  period: Omit<Input<'statistics.create'>, 'agencyId' | 'serviceEra'> = quarter,
  of = agencyId,
) {
  return office.call('statistics.create', { agencyId: of, serviceEra: 'levels', ...period });
}
const save = ({ report }: Output<'statistics.get'>, lines: StatisticsLine[]) =>
  office.call('statistics.saveLines', { id: report.id, rev: report.rev, lines, source: 'typed' });

describe('a form', () => {
  test('is made once per period, keeps its lines, and one undo takes a save back', async () => {
    const made = await create();
    expect(made.report).toMatchObject({ formVersion: 'II.06a/2020', reportingUnit: 'UBND huyện Nam Sách' });
    expect(
      await office.fails('statistics.create', { agencyId, serviceEra: 'levels', ...quarter }),
    ).toMatchObject({
      code: 'DUPLICATE',
      detail: { id: made.report.id },
    });
    const backwards = { ...quarter, periodFrom: '2019-04-01' };
    expect(
      (await office.fails('statistics.create', { agencyId, serviceEra: 'levels', ...backwards })).code,
    ).toBe('VALIDATION');
    const saved = await save(made, [land, civil, total]);
    expect(saved.lines).toEqual([land, civil, total]);
    expect(saved.checks).toEqual([]);
    expect(saved.sums).toMatchObject({ receivedTotal: 1214, pendingOverdue: 4 });
    expect(saved.report.rev).toBeGreaterThan(made.report.rev);
    const again = await save(saved, [land, civil, total]);
    expect(again.report.rev, 'the same lines change nothing').toBe(saved.report.rev);
    expect(
      (
        await office.fails('statistics.saveLines', {
          id: made.report.id,
          rev: made.report.rev,
          lines: [],
          source: 'typed',
        })
      ).code,
    ).toBe('CONFLICT');
    expect(
      (
        await office.fails('statistics.saveLines', {
          id: made.report.id,
          rev: again.report.rev,
          lines: [total, total],
          source: 'typed',
        })
      ).code,
    ).toBe('VALIDATION');
    await office.call('journal.undo', {});
    expect((await office.call('statistics.get', { id: made.report.id })).lines).toEqual([]);
  });

  test('proposes the fields of the last form without their figures, and compares with what the period before left', async () => {
    await save(await create(), [land, civil, total]);
    const next = await create(nextQuarter);
    expect(
      next.lines.map(({ fieldName, isTotal, receivedTotal }) => [fieldName, isTotal, receivedTotal]),
    ).toEqual([
      ['Đất đai', false, null],
      ['Hộ tịch', false, null],
      ['Tổng', true, null],
    ]);
    expect(next.previous).toMatchObject({ pendingTotal: 106, periodTo: '2019-03-14' });
    const saved = await save(next, [line('Đất đai', [100, 10, 0, 90, 100, 100, 0, 0, 0, 0, 0])]);
    expect(saved.checks).toMatchObject([{ rule: 'carried_over', expected: 106, found: 90, difference: -16 }]);
    const key = saved.checks[0]!.key;
    const explained = await office.call('statistics.update', {
      id: saved.report.id,
      rev: saved.report.rev,
      patch: { explanations: { [key]: 'Phần mềm đếm lại' } },
    });
    expect(explained.checks[0]?.explanation).toBe('Phần mềm đếm lại');
    // Saved again with the same difference the words stay; with another one they do not apply.
    const same = await save(explained, [line('Đất đai', [101, 11, 0, 90, 101, 101, 0, 0, 0, 0, 0])]);
    expect(same.checks[0]?.explanation).toBe('Phần mềm đếm lại');
    const other = await save(same, [line('Đất đai', [101, 10, 0, 91, 101, 101, 0, 0, 0, 0, 0])]);
    expect(other.checks[0]).toMatchObject({ difference: -15, explanation: null });
    const list = await office.call('statistics.list', { agencyId });
    expect(list.map(({ periodTo, warnings, unexplained }) => [periodTo, warnings, unexplained])).toEqual([
      ['2019-06-14', 1, 1],
      ['2019-03-14', 0, 0],
    ]);
    expect(list[1]?.indicators.find(({ key: one }) => one === 'online')).toMatchObject({
      numerator: 136,
      denominator: 1214,
    });
    expect(await office.call('statistics.list', { from: '2019-03-15', to: '2019-12-31' })).toHaveLength(1);
    expect(await office.call('statistics.list', { agencyId: round.department.id })).toEqual([]);
  });

  test('keeps its agency; deleted it leaves no line behind and frees the visit that was answered by it', async () => {
    const saved = await save(await create(), [land, total]);
    const before = rowsOf(office.context, true);
    await office.call('statistics.chooseForVisit', {
      visitId: round.districtVisit.id,
      reportId: saved.report.id,
    });
    const agency = await office.call('agencies.get', { id: agencyId });
    expect((await office.fails('agencies.delete', { id: agencyId, rev: agency.rev })).code).toBe('IN_USE');
    await office.call('statistics.delete', { id: saved.report.id, rev: saved.report.rev });
    const left = office.context.connection.prepare('SELECT count(*) FROM statistics_line').pluck().get();
    expect(left).toBe(0);
    expect(office.context.stores.statistics.chosenFor(round.districtVisit.id)).toBeNull();
    await office.call('journal.undo', {});
    expect(office.context.stores.statistics.chosenFor(round.districtVisit.id)).toBe(saved.report.id);
    await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(before);
  });
});

describe('the report of a visit', () => {
  test('is the one that covers most of the review period, unless a person chose another', async () => {
    const { districtVisit } = round;
    const { context } = office;
    expect(reportForVisit(context, districtVisit.id)).toBeNull();
    const first = await create();
    const months = await create({
      periodKind: 'nine_months',
      periodFrom: '2018-12-15',
      periodTo: '2019-09-14',
    });
    await create({ periodKind: 'year', periodFrom: '2017-12-15', periodTo: '2018-12-14' });
    expect(reportForVisit(context, districtVisit.id)?.report.id).toBe(months.report.id);
    const chosen = { visitId: districtVisit.id, reportId: first.report.id };
    await office.call('statistics.chooseForVisit', chosen);
    expect(await office.call('statistics.forVisit', { visitId: districtVisit.id })).toMatchObject({
      chosenId: first.report.id,
      detail: { report: { id: first.report.id } },
      candidates: [{ id: months.report.id }, { id: first.report.id }, {}],
    });
    await office.call('statistics.chooseForVisit', { ...chosen, reportId: null });
    expect(reportForVisit(context, districtVisit.id)?.report.id).toBe(months.report.id);
    expect(
      (await office.fails('statistics.chooseForVisit', { ...chosen, visitId: round.departmentVisit.id }))
        .code,
    ).toBe('VALIDATION');
    expect((await office.fails('statistics.chooseForVisit', { ...chosen, reportId: missingId })).code).toBe(
      'VALIDATION',
    );
  });

  test('without a review period it is the newest that ended before the first day', async () => {
    const { plan, districtVisit } = round;
    const { rev } = (await office.call('plans.get', { id: plan.id })).plan;
    await office.call('plans.update', {
      id: plan.id,
      rev,
      patch: { reviewPeriodFrom: null, reviewPeriodTo: null },
    });
    const first = await create();
    await create({ periodKind: 'year', periodFrom: '2018-12-15', periodTo: '2019-12-14' });
    expect(reportForVisit(office.context, districtVisit.id)?.report.id).toBe(first.report.id);
  });
});

describe('thresholds', () => {
  test("are the plan's, else the office's, else the criterion's", async () => {
    const { plan } = round;
    const [set] = await office.call('criteriaSets.list', {});
    const { rev } = (await office.call('plans.get', { id: plan.id })).plan;
    await office.call('plans.update', { id: plan.id, rev, patch: { criteriaSetId: set!.id } });
    const of = async (planId: string | null, key: string) =>
      (await office.call('thresholds.list', { planId })).find(({ indicator }) => indicator === key)!;
    expect(await of(plan.id, 'online')).toMatchObject({
      from: 'criterion',
      row: null,
      threshold: { comparison: '<', limitValue: 10_000 },
    });
    expect(await of(plan.id, 'resolved_overdue')).toMatchObject({
      threshold: { comparison: '>', limitValue: 100 },
    });
    expect(await of(plan.id, 'pending_overdue')).toMatchObject({
      threshold: { comparison: '>', limitValue: 0 },
    });
    expect(await of(plan.id, 'overdue_overall')).toMatchObject({ from: 'none', threshold: null });
    const online = { indicator: 'online', comparison: '<', text: null } as const;
    await office.call('thresholds.save', { ...online, planId: null, limitValue: 5000 });
    expect(await of(plan.id, 'online')).toMatchObject({
      from: 'office',
      row: null,
      threshold: { limitValue: 5000 },
    });
    const { id } = await office.call('thresholds.save', { ...online, planId: plan.id, limitValue: 4000 });
    await office.call('thresholds.save', { ...online, planId: plan.id, limitValue: 4500 });
    expect(await of(plan.id, 'online')).toMatchObject({
      from: 'plan',
      row: { id },
      threshold: { limitValue: 4500 },
    });
    expect(await of(null, 'online')).toMatchObject({ from: 'office', row: { limitValue: 5000 } });
    expect(effectiveThresholds(office.context, plan.id)).toEqual(
      await office.call('thresholds.list', { planId: plan.id }),
    );
    expect(await office.call('thresholds.save', { ...online, planId: plan.id, limitValue: null })).toEqual({
      id: null,
    });
    expect(await of(plan.id, 'online')).toMatchObject({ from: 'office' });
    // A plan that goes takes its thresholds with it.
    await office.call('thresholds.save', { ...online, planId: plan.id, limitValue: 4000 });
    const now = (await office.call('plans.get', { id: plan.id })).plan;
    await office.call('plans.delete', { id: plan.id, rev: now.rev });
    expect(office.context.stores.statistics.thresholdsOfPlan(plan.id)).toEqual([]);
  });
});

// ── Files ────────────────────────────────────────────────────────────────────────────────────────────────

function upload(bytes: Uint8Array, fileName: string, targetId: string) {
  const { blobs, handles } = office.context;
  const { sha256 } = blobs.put(bytes, 'application/octet-stream');
  const read = () => blobs.get(sha256);
  const about = { fileName, media: 'application/octet-stream', size: bytes.byteLength, sha256, read };
  return { purpose: 'statistics' as const, file: handles.refer(about).id, fileName, targetId };
}
async function apply(source: ReturnType<typeof upload>) {
  const { digest } = await office.call('imports.preview', source);
  return office.call('imports.apply', { source, digest });
}
const groups = [
  'TT',
  'Lĩnh vực, công việc giải quyết theo cấp',
  'Số hồ sơ nhận giải quyết',
  null,
  null,
  null,
  'Số hồ sơ đã giải quyết',
  null,
  null,
  null,
  'Số hồ sơ đang giải quyết',
  null,
  null,
];
const middle = [
  null,
  null,
  'Tổng số',
  'Trong kỳ',
  null,
  'Từ kỳ trước',
  'Tổng số',
  'Trước hạn',
  'Đúng hạn',
  'Quá hạn',
  'Tổng số',
  'Trong hạn',
  'Quá hạn',
];
const lowest = [null, null, null, 'Trực tuyến', 'Trực tiếp, dịch vụ bưu chính', ...Array<null>(8).fill(null)];
const numbers = Array.from({ length: 13 }, (_, index) => `(${index + 1})`);
const merges = [
  'A4:A6',
  'B4:B6',
  'C4:F4',
  'G4:J4',
  'K4:M4',
  'D5:E5',
  'C5:C6',
  'F5:F6',
  ...'GHIJKLM'.split('').map((letter) => `${letter}5:${letter}6`),
];
function file(
  rows: readonly (readonly (string | number | null)[])[],
  unit = 'UBND huyện Nam Sách',
  days = 'Từ ngày 15/12/2018 đến ngày 14/3/2019',
) {
  const head = [['Biểu số II.06a/VPCP/KSTT'], [`Đơn vị báo cáo: ${unit}`], [days]];
  return xlsx({ rows: [...head, groups, middle, lowest, numbers, ...rows], merges });
}

describe('an export', () => {
  test('is the form with its merged header, and comes back as the same report', async () => {
    const first = await save(await create(), [land, civil, total]);
    const counts = {
      postal_received: 60,
      postal_returned: 40,
      results_returned: 1000,
      online_level_3: 80,
      online_level_4: 50,
    };
    const whole = await office.call('statistics.update', {
      id: first.report.id,
      rev: first.report.rev,
      patch: { counts, receivingUnit: 'UBND tỉnh Hải Dương' },
    });
    const out = await office.call('statistics.export', { id: first.report.id });
    expect(out.fileName).toBe('Bieu-II-06a-UBND-huyen-Nam-Sach-15-12-2018-14-3-2019.xlsx');
    const bytes = office.context.handles.get(out.url.split('/').at(-1)!)!.read();
    await office.call('statistics.delete', { id: first.report.id, rev: whole.report.rev });
    const blank = await create();
    const source = upload(await bytes, out.fileName, blank.report.id);
    const preview = await office.call('imports.preview', source);
    expect(preview.faults).toEqual([]);
    await apply(source);
    const back = await office.call('statistics.get', { id: blank.report.id });
    expect(back.lines).toEqual(whole.lines);
    expect(back.indicators).toEqual(whole.indicators);
    expect(back.report).toMatchObject({
      counts,
      receivingUnit: 'UBND tỉnh Hải Dương',
      source: 'imported',
      fileName: out.fileName,
    });
    // A second time there is nothing to change.
    expect(
      (await office.call('imports.preview', upload(await bytes, out.fileName, blank.report.id))).canApply,
    ).toBe(false);
  });
});

describe('an import', () => {
  const asRow = (place: string, { fieldName, ...rest }: StatisticsLine) => [
    place,
    fieldName,
    ...statisticsColumns.map((column) => rest[column]),
  ];
  const rows = [
    ['I', 'Cấp huyện', ...Array<null>(11).fill(null)],
    ['1', 'Đất đai', '1.204', '132', '1.072', '-', '1.100', '900', '190', '10', '104', '100', '4'],
    asRow('2', civil),
    asRow('', total),
  ];

  test('reads what a system printed: dots, dashes, a heading, the total', async () => {
    const { report } = await create();
    const source = upload(file(rows), 'bao-cao.xlsx', report.id);
    const preview = await office.call('imports.preview', source);
    expect(preview.faults).toEqual([]);
    expect(preview.counts).toMatchObject({ rows: 4, add: 3, skip: 1, errors: 0, warnings: 0 });
    await apply(source);
    const { lines, checks } = await office.call('statistics.get', { id: report.id });
    expect(lines).toEqual([{ ...land, carriedOver: null }, civil, total]);
    expect(checks).toEqual([]);
    // One step for the person.
    await office.call('journal.undo', {});
    expect((await office.call('statistics.get', { id: report.id })).lines).toEqual([]);
  });

  test('a sum that does not hold is a warning with its difference at its cell', async () => {
    const { report } = await create();
    const source = upload(
      file([asRow('1', { ...land, receivedTotal: 1210 }), asRow('', total)]),
      'a.xlsx',
      report.id,
    );
    const { rows: shown, canApply } = await office.call('imports.preview', source);
    const faults = shown.flatMap((row) =>
      row.faults.map(({ code, row: at, column, severity, params }) => [
        code,
        at,
        column,
        severity,
        params['difference'],
      ]),
    );
    expect(faults).toContainEqual(['SUM_DIFFERS', 8, 'C', 'warning', '+6']);
    expect(faults).toContainEqual(['SUM_DIFFERS', 9, 'C', 'warning', '+4']);
    expect(canApply).toBe(true);
  });

  test('negative and fractional counts are refused by row and column, and nothing is written', async () => {
    const { report } = await create();
    const bad = asRow('1', land).map((cell, index) => (index === 3 ? -132 : index === 4 ? '1072,5' : cell));
    const source = upload(file([bad, asRow('', total)]), 'a.xlsx', report.id);
    const { rows: shown, counts, digest } = await office.call('imports.preview', source);
    expect(shown[0]?.faults.map(({ code, row, column }) => [code, row, column])).toEqual([
      ['NEGATIVE_NUMBER', 8, 'D'],
      ['FRACTION', 8, 'E'],
    ]);
    expect(counts.errors).toBe(1);
    expect((await office.fails('imports.apply', { source, digest })).code).toBe('IMPORT_FAULTS');
  });

  test('the file of another period or of another agency is refused by its own words', async () => {
    const { report } = await create();
    const codes = async (bytes: Uint8Array) => {
      const preview = await office.call('imports.preview', upload(bytes, 'a.xlsx', report.id));
      return preview.faults.map(({ code, severity, row, value }) => [code, severity, row, value]);
    };
    expect(await codes(file(rows, 'UBND huyện Nam Sách', 'Từ ngày 01/01/2019 đến ngày 31/3/2019'))).toEqual([
      ['OUTSIDE_PERIOD', 'error', 3, '01/01/2019–31/3/2019'],
    ]);
    expect(await codes(file(rows, 'Sở Y tế'))).toEqual([['OTHER_AGENCY', 'error', 2, 'Sở Y tế']]);
    expect(await codes(file(rows, 'Phòng Một cửa số 9'))).toEqual([
      ['OTHER_AGENCY', 'warning', 2, 'Phòng Một cửa số 9'],
    ]);
    expect(await codes(file(rows, 'Bộ phận Một cửa UBND huyện Nam Sách'))).toEqual([]);
  });

  test('comes as CSV without merged cells, and every column of its own template is understood', async () => {
    const { report } = await create();
    const cells = [groups, middle, lowest, ...rows].map((row) =>
      row.map((cell) => `"${String(cell ?? '')}"`).join(','),
    );
    const source = upload(new TextEncoder().encode(`\ufeff${cells.join('\r\n')}\r\n`), 'a.csv', report.id);
    await apply(source);
    expect((await office.call('statistics.get', { id: report.id })).lines).toHaveLength(3);
    const template = await office.call('imports.template', { purpose: 'statistics' });
    const bytes = await office.context.handles.get(template.url.split('/').at(-1)!)!.read();
    const preview = await office.call('imports.preview', upload(bytes, 'mau.xlsx', report.id));
    expect(preview.fields.map(({ column }) => column)).toEqual(
      Array.from({ length: 13 }, (_, index) => index + 1),
    );
    expect(preview.faults.filter(({ code }) => code === 'MISSING_COLUMN')).toEqual([]);
  });
});
