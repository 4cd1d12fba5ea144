// Periodic reports from beginning to end: begun by the schedule, figures counted from the rows and typed over, words
// carried over, the board, annexes out and in, letters in one go.
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { countDue } from '../../../core/rules/report-figures.ts';
import { shownText } from '../../../core/exchange/sheet/cell.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { xlsx } from '../spreadsheet/fixture.ts';
import { makeRound, noVersion, type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
const today = '2019-09-25';
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office);
});
afterEach(() => removeOffice(office));

const create = (kind: Input<'periodReports.create'>['kind'] = 'quarter_3', year = 2019) =>
  office.call('periodReports.create', { kind, year, today });
const get = (id: string, on = today) => office.call('periodReports.get', { id, today: on });
const board = (reportId: string, on = today) => office.call('agencyReports.list', { reportId, today: on });
const bytesOf = async (file: { readonly url: string }) => {
  const content = office.context.handles.get(file.url.split('/').at(-1)!);
  if (content === undefined) throw new Error('gone');
  return new Uint8Array(await content.read());
};
const figureOf = (got: Output<'periodReports.get'>, key: string) =>
  got.sections.flatMap(({ figures }) => figures).find((figure) => figure.key === key);
async function setStatus(visitId: string) {
  const visit = await office.call('visits.get', { id: visitId });
  await office.call('visits.setStatus', { id: visitId, rev: visit.visit.rev, status: 'visited' });
}

describe('the report', () => {
  test('is begun by the schedule with the outline, the annex and who must report', async () => {
    const before = await office.call('periodReports.list', { year: 2019, today });
    expect(before.expected.map(({ kind }) => kind)).toEqual(['quarter_1', 'half_year', 'quarter_3', 'year']);
    const report = await create();
    expect(report).toMatchObject({
      title: 'Báo cáo công tác cải cách hành chính quý III năm 2019',
      periodFrom: '2019-06-15',
      periodTo: '2019-09-14',
      dueOn: '2019-09-20',
      agencyDueOn: '2019-09-15',
      state: 'overdue',
      filled: 0,
      sections: 16,
      board: { required: 2, onTime: 0, late: 0, waiting: 0, missing: 2 },
    });
    const after = await office.call('periodReports.list', { year: 2019, today });
    expect(after.reports.map(({ id }) => id)).toEqual([report.id]);
    expect(after.expected.map(({ kind }) => kind)).not.toContain('quarter_3');
    expect(
      await office.fails('periodReports.create', { kind: 'quarter_3', year: 2019, today }),
    ).toMatchObject({
      code: 'DUPLICATE',
    });
    expect(await office.fails('periodReports.create', { kind: 'other', year: 2019, today })).toMatchObject({
      fields: [{ path: 'periodFrom', code: 'MISSING_KEY' }],
    });
    const { settings } = { settings: await office.call('settings.get', {}) };
    const got = await get(report.id);
    expect(got.sections.map(({ key, title }) => [key, title])).toEqual(
      settings.values.reportOutline.map(({ key, title }) => [key, title]),
    );
    expect(got.annex.map(({ key }) => key)).toEqual(settings.values.reportAnnex.map(({ key }) => key));
  });

  test('its state follows its paper and the day', async () => {
    const report = await create();
    expect((await get(report.id, '2019-09-20')).report.state).toBe('drafting');
    const document = await office.call('documents.create', {
      kind: 'period_report',
      periodReportId: report.id,
      asOf: today,
    });
    expect((await get(report.id, '2019-09-20')).report).toMatchObject({
      state: 'document',
      documentId: document.id,
    });
    expect((await get(report.id)).report.state).toBe('overdue');
    const frozen = await office.call('documents.freeze', { id: document.id, rev: document.rev });
    await office.call('documents.issue', {
      id: document.id,
      rev: frozen.rev,
      number: '12',
      issuedOn: '2019-09-25',
    });
    expect((await get(report.id)).report.state).toBe('issued');
    expect(await office.fails('periodReports.delete', { id: report.id, rev: report.rev })).toMatchObject({
      code: 'IN_USE',
    });
  });

  test('a pasted column is one undo', async () => {
    const report = await create();
    const keys = (await get(report.id)).annex.filter(({ isGroup }) => !isGroup).slice(0, 3);
    const set = (key: string, value: number, meta = {}) =>
      office.call(
        'periodReports.setFigure',
        { reportId: report.id, key, rev: null, value, note: null },
        meta,
      );
    const typed = async () =>
      (await get(report.id)).annex.flatMap(({ key, typed: isTyped }) => (isTyped ? [key] : []));
    await set(keys[0]!.key, 4);
    for (const { key } of keys.slice(1)) await set(key, 5, { group: 'paste-annex-1' });
    expect(await typed()).toEqual(keys.map(({ key }) => key));
    await office.call('journal.undo', {});
    expect(await typed()).toEqual([keys[0]!.key]);
    await office.call('journal.redo', {});
    expect(await typed()).toEqual(keys.map(({ key }) => key));
  });

  test('counts the inspections of its own period', async () => {
    await setStatus(round.districtVisit.id);
    const quarter = await create();
    const half = await create('year');
    // 16 September lies behind the third quarter and within the year.
    expect(figureOf(await get(quarter.id), 'agencies_inspected')).toMatchObject({ value: 0, denominator: 2 });
    const got = await get(half.id);
    expect(figureOf(got, 'agencies_inspected')).toMatchObject({
      value: 1,
      denominator: 2,
      source: { kind: 'inspections', to: `/visits?report=${half.id}&figure=agencies_inspected` },
    });
    const section = got.sections.find(({ key }) => key === 'steering_inspection')!;
    expect(section.suggestion).toContain(
      'tại 01 cơ quan, đơn vị, đạt 50% kế hoạch năm (01/02 cơ quan, đơn vị)',
    );
  });

  test('a figure is typed over what the data says, and taken back', async () => {
    const report = await create();
    const set = (value: number | null, rev: number | null, key = 'tasks_total') =>
      office.call('periodReports.setFigure', {
        reportId: report.id,
        key,
        rev,
        value,
        note: 'Theo Kế hoạch 12',
      });
    expect(figureOf(await get(report.id), 'tasks_total')).toMatchObject({
      value: null,
      source: { note: 'no_tasks' },
    });
    await set(40, null);
    const typed = figureOf(await get(report.id), 'tasks_total');
    expect(typed).toMatchObject({
      value: 40,
      computed: null,
      typed: true,
      typedRev: 1,
      typedNote: 'Theo Kế hoạch 12',
    });
    // The row of the annex that takes the figure shows what stands there.
    expect((await get(report.id)).annex.find(({ key }) => key === 'a1_1')).toMatchObject({ value: 40 });
    expect(
      await office.fails('periodReports.setFigure', {
        reportId: report.id,
        key: 'tasks_total',
        rev: null,
        value: 1,
      }),
    ).toMatchObject({ code: 'CONFLICT' });
    expect(
      await office.fails('periodReports.setFigure', {
        reportId: report.id,
        key: 'nothing',
        rev: null,
        value: 1,
      }),
    ).toMatchObject({ fields: [{ path: 'key', code: 'NOT_FOUND' }] });
    expect(
      await office.fails('periodReports.setFigure', {
        reportId: report.id,
        key: 'tasks_done',
        rev: null,
        value: -1,
      }),
    ).toMatchObject({ code: 'VALIDATION' });
    await set(null, 1);
    expect(figureOf(await get(report.id), 'tasks_total')).toMatchObject({ value: null, typed: false });
    await office.call('journal.undo', {});
    expect(figureOf(await get(report.id), 'tasks_total')).toMatchObject({ value: 40 });
  });

  test('words are carried over and stay marked until somebody edits them', async () => {
    const first = await create('quarter_1');
    const section = async (id: string, key: string) =>
      (await get(id)).sections.find((one) => one.key === key)!;
    const source = await section(first.id, 'steering_initiatives');
    await office.call('periodReports.saveSection', {
      id: source.id,
      rev: source.rev,
      patch: { text: 'Ứng dụng trợ lý tra cứu thủ tục.' },
    });
    const second = await create('half_year');
    expect((await get(second.id)).previous).toEqual({ id: first.id, title: first.title });
    expect(await office.call('periodReports.carry', { id: second.id, fromId: first.id })).toEqual({
      carried: 1,
    });
    const carried = await section(second.id, 'steering_initiatives');
    expect(carried).toMatchObject({
      text: 'Ứng dụng trợ lý tra cứu thủ tục.',
      carriedFrom: { reportId: first.id, title: first.title },
    });
    expect((await get(second.id)).report.filled).toBe(1);
    await office.call('periodReports.saveSection', {
      id: carried.id,
      rev: carried.rev,
      patch: { text: 'Đã nhân rộng.' },
    });
    expect((await section(second.id, 'steering_initiatives')).carriedFrom).toBeNull();
    // What has words already is left alone.
    expect(await office.call('periodReports.carry', { id: second.id, fromId: first.id })).toEqual({
      carried: 0,
    });
    // The earlier one may go; what was taken from it stays as words.
    const third = await create('quarter_3');
    await office.call('periodReports.carry', { id: third.id, fromId: first.id });
    const row = (await get(first.id)).report;
    await office.call('periodReports.delete', { id: first.id, rev: row.rev });
    expect(await section(third.id, 'steering_initiatives')).toMatchObject({ carriedFrom: null });
    await office.call('journal.undo', {});
    expect((await section(third.id, 'steering_initiatives')).carriedFrom).toMatchObject({
      reportId: first.id,
    });
  });

  test('the annex is a file with every row of the form in its order', async () => {
    const report = await create();
    await office.call('periodReports.setFigure', { reportId: report.id, key: 'a1_4', rev: null, value: 9 });
    const { file, rows } = await office.call('periodReports.annex', { id: report.id });
    const [sheet] = readWorkbook(Buffer.from(await bytesOf(file)), file.fileName).sheets;
    const lines = sheet!.rows.map(({ cells }) => [1, 2, 4].map((column) => shownText(cells[column])));
    const head = lines.findIndex(([label]) => label === 'TT');
    const { annex } = await get(report.id);
    expect(rows).toBe(annex.length);
    expect(lines.slice(head + 1)).toEqual(
      annex
        .map(({ label, title, key }) => [label, title, key === 'a1_4' ? '9' : ''])
        .map((line, at) => {
          const shown = annex[at]!;
          return shown.value === null || shown.key === 'a1_4' || shown.unit === '%'
            ? line
            : [line[0], line[1], String(shown.value)];
        }),
    );
  });
});

describe('recommendations due in a period', () => {
  test('read by index give what a walk over all of them gives', () => {
    const { connection, session, stores } = office.context;
    const statuses = [
      'open',
      'in_progress',
      'reported',
      'returned',
      'verified',
      'no_longer_applicable',
      'transferred',
    ];
    // Raw rows beside the state machine: only how they are read is looked at here.
    connection.exec('DROP TRIGGER IF EXISTS recommendation_verify');
    for (const { name } of connection
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'recommendation'`)
      .all() as { name: string }[]) {
      connection.exec(`DROP TRIGGER ${name}`);
    }
    const insert = connection.prepare(
      `INSERT INTO recommendation (id, rev, origin_office_id, created_at, updated_at, plan_id, agency_id, ordinal, text,
         status, due_on, reported_on, verified_on)
       VALUES (?, 1, ?, 0, 0, ?, ?, ?, 'x', ?, ?, ?, ?)`,
    );
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const day = (offset: number) =>
      new Date(Date.parse('2019-01-01') + offset * 86_400_000).toISOString().slice(0, 10);
    const all: Parameters<typeof countDue>[0][number][] = [];
    for (let at = 0; at < 500; at += 1) {
      const status = statuses[next(statuses.length)] as never;
      const dueOn = next(5) === 0 ? null : day(next(365));
      const reported = next(300);
      const hasReport = ['reported', 'verified', 'returned'].includes(status);
      const row = {
        status,
        dueOn,
        reportedOn: hasReport ? day(reported) : null,
        verifiedOn: status === 'verified' ? day(reported + next(90)) : null,
      };
      all.push(row);
      insert.run(
        office.context.ids.next(),
        session.officeId(),
        round.plan.id,
        round.district.id,
        at + 1,
        row.status,
        row.dueOn,
        row.reportedOn,
        row.verifiedOn,
      );
    }
    const period = { from: '2019-06-15', to: '2019-09-14' };
    const read = stores.periodReports.recommendationsDue(session.officeId(), period);
    expect(read.length).toBeLessThan(all.length);
    for (const counts of ['not_reported', 'not_verified'] as const) {
      expect(countDue(read, period, counts)).toEqual(countDue(all, period, counts));
      expect(countDue(read, period, counts).overdue).toBeGreaterThan(10);
    }
  });
});

describe('the board', () => {
  test('what came in, by the day that the office counts by', async () => {
    const report = await create();
    const [first, second] = await board(report.id);
    expect([first, second]).toMatchObject([
      // Sunday 15 September: due on Monday.
      { agencyName: 'Sở Y tế', effectiveDueOn: '2019-09-16', state: 'missing' },
      { agencyName: 'UBND huyện Nam Sách', state: 'missing' },
    ]);
    const patch = { number: '5', symbol: 'BC-SYT', documentDate: '2019-09-16', arrivedOn: '2019-09-18' };
    const came = await office.call('agencyReports.update', { id: first!.id, rev: first!.rev, patch, today });
    expect(came).toMatchObject({ state: 'on_time', number: '5' });
    await office.call('settings.set', { key: 'onTimeBy', rev: null, value: 'arrival' });
    expect((await board(report.id))[0]).toMatchObject({ state: 'late' });
    expect(
      await office.fails('agencyReports.update', {
        id: first!.id,
        rev: came.rev,
        patch: { arrivedOn: '2019-09-01' },
        today,
      }),
    ).toMatchObject({ fields: [{ path: 'patch.arrivedOn' }] });
    const arrived = await office.call('agencyReports.arrive', {
      items: [{ id: second!.id, rev: second!.rev }],
      arrivedOn: '2019-09-16',
      today,
    });
    expect(arrived).toMatchObject([{ id: second!.id, state: 'on_time' }]);
    expect((await get(report.id)).report.board).toEqual({
      required: 2,
      onTime: 1,
      late: 1,
      waiting: 0,
      missing: 0,
    });
  });

  test('who must report is chosen; what has come in stays', async () => {
    const report = await create();
    const [first] = await board(report.id);
    await office.call('agencyReports.update', {
      id: first!.id,
      rev: 1,
      patch: { arrivedOn: '2019-09-16' },
      today,
    });
    const other = await office.call('agencies.create', {
      kind: 'so_nganh',
      version: { ...noVersion, name: 'Sở Tư pháp' },
    });
    const input = { reportId: report.id, agencyIds: [other.id], today };
    expect(await office.call('agencyReports.setRequired', input)).toEqual({ added: 1, removed: 1, kept: 1 });
    expect((await board(report.id)).map(({ agencyName }) => agencyName)).toEqual(['Sở Tư pháp', 'Sở Y tế']);
  });

  test('letters in one go, once each, and only to those whose report is missing', async () => {
    const report = await create();
    const [first] = await board(report.id);
    expect(await office.call('agencyReports.remind', { reportId: report.id, today: '2019-09-16' })).toEqual(
      [],
    );
    await office.call('agencyReports.update', {
      id: first!.id,
      rev: 1,
      patch: { arrivedOn: '2019-09-16' },
      today,
    });
    const letters = await office.call('agencyReports.remind', { reportId: report.id, today });
    expect(letters).toMatchObject([
      {
        kind: 'report_reminder',
        periodReportId: report.id,
        agencyName: 'UBND huyện Nam Sách',
        subject: 'Đôn đốc gửi báo cáo công tác cải cách hành chính quý III năm 2019',
        status: 'draft',
        asOf: today,
      },
    ]);
    expect(await office.call('agencyReports.remind', { reportId: report.id, today })).toEqual([]);
    // A letter that lies here has reminded nobody.
    expect((await board(report.id))[1]).toMatchObject({ reminders: 0, lastRemindedOn: null });
    // Once it is out, the next one is the second.
    const frozen = await office.call('documents.freeze', { id: letters[0]!.id, rev: letters[0]!.rev });
    expect((await board(report.id))[1]).toMatchObject({ reminders: 0, lastRemindedOn: null });
    await office.call('documents.issue', { id: frozen.id, rev: frozen.rev, number: '508', issuedOn: today });
    expect((await board(report.id))[1]).toMatchObject({ reminders: 1, lastRemindedOn: today });
    await office.call('settings.set', {
      key: 'reminderEscalation',
      rev: null,
      value: ['Chủ tịch UBND tỉnh (để báo cáo)'],
    });
    const [second] = await office.call('agencyReports.remind', { reportId: report.id, today: '2019-10-01' });
    expect(second?.subject).toContain('(lần 2)');
    const { content } = await office.call('documents.get', { id: second!.id });
    expect(content.recipients).toContain('Chủ tịch UBND tỉnh (để báo cáo)');
    expect(content.recipients.at(-1)).toMatch(/^Lưu/u);
    const text = content.blocks.map((block) => ('text' in block ? block.text : '')).join('\n');
    expect(text).toContain('Công văn số 508/');
    expect(text).toContain('Đây là lần đôn đốc thứ hai.');
  });

  test('criterion 1.2.1 takes reports on time out of those whose day has come', async () => {
    for (const kind of ['quarter_1', 'half_year', 'quarter_3'] as const) {
      const report = await create(kind);
      const own = (await board(report.id)).find(({ agencyId }) => agencyId === round.district.id)!;
      const arrivedOn = kind === 'half_year' ? '2019-07-30' : report.agencyDueOn!;
      await office.call('agencyReports.update', { id: own.id, rev: own.rev, patch: { arrivedOn }, today });
    }
    await create('year');
    const figures = await office.call('derived.list', { visitId: round.districtVisit.id });
    expect(figures.filter(({ source }) => source === 'periodic reports')).toMatchObject([
      { numerator: 2, denominator: 3 },
    ]);
  });
});

describe('annexes out and in', () => {
  const SHEET = 'Phụ lục số liệu';
  const form = async (id: string) => {
    const bytes = await bytesOf(await office.call('agencyReports.form', { id }));
    const sheet = readWorkbook(Buffer.from(bytes), 'form.xlsx').sheets.find(({ name }) => name === SHEET)!;
    const rows = sheet.rows.map(({ cells }) =>
      Array.from({ length: 6 }, (_, index) => {
        const cell = cells[index + 1];
        return cell === undefined ? null : typeof cell.value === 'number' ? cell.value : String(cell.value);
      }),
    );
    return rows.slice(rows.findIndex((row) => row.includes('TT')));
  };
  type Rows = Awaited<ReturnType<typeof form>>;
  const fill = (rows: Rows, values: Readonly<Record<string, string | number>>): Rows =>
    rows.map((row) =>
      row[1] !== null && String(row[1]) in values ? row.with(4, values[String(row[1])]!) : row,
    );
  const source = (rows: Rows, targetId: string): Input<'imports.preview'> => {
    const { blobs, handles } = office.context;
    const bytes = xlsx({ name: SHEET, rows: [['x'], ...rows] });
    const { sha256 } = blobs.put(bytes, 'application/octet-stream');
    const about = { fileName: 'phu-luc.xlsx', media: 'x', size: bytes.byteLength, sha256 };
    const { id } = handles.refer({ ...about, read: () => blobs.get(sha256) });
    return { purpose: 'report_annex', file: id, fileName: about.fileName, targetId };
  };
  const look = (rows: Rows, targetId: string) => office.call('imports.preview', source(rows, targetId));
  const take = async (rows: Rows, targetId: string, leaveOutFaulty = false) => {
    const from = source(rows, targetId);
    const { digest } = await office.call('imports.preview', from);
    return office.call('imports.apply', { source: from, digest, leaveOutFaulty });
  };
  const codesOf = (preview: Output<'imports.preview'>) => [
    ...preview.faults.map(({ code, severity }) => `${severity} ${code}`),
    ...preview.rows.flatMap(({ faults }) => faults.map(({ code, severity }) => `${severity} ${code}`)),
  ];

  test('a filled form comes back, is added up with the others, and taken back by an empty cell', async () => {
    const report = await create();
    const [first, second] = await board(report.id);
    expect(await take(fill(await form(first!.id), { '1.7': 12, '1.4': 3 }), first!.id)).toMatchObject({
      added: 2,
    });
    await take(fill(await form(second!.id), { '1.7': 30 }), second!.id);
    const row = async (key: string) => (await get(report.id)).annex.find((one) => one.key === key);
    expect(await row('a1_7')).toMatchObject({ value: 42, agencies: 2, source: { kind: 'agencies' } });
    expect(await row('a1_4')).toMatchObject({ value: 3, agencies: 1 });
    expect((await board(report.id))[0]).toMatchObject({ figures: 2 });
    const sent = await office.call('agencyReports.figures', { id: first!.id });
    expect(sent.filter(({ value }) => value !== null).map(({ key, value }) => [key, value])).toEqual([
      ['a1_4', 3],
      ['a1_7', 12],
    ]);
    // The form goes out with what was sent.
    const again = await form(first!.id);
    expect(again.find((one) => one[1] === '1.7')?.[4]).toBe(12);
    const emptied = again.map((one) => (one[1] === '1.4' ? one.with(4, null) : one));
    expect(await take(emptied, first!.id)).toMatchObject({ ended: 1, changed: 0 });
    expect(await row('a1_4')).toMatchObject({ value: null, agencies: 0 });
  });

  test('another agency’s form and another period’s are refused as a whole', async () => {
    const report = await create();
    const earlier = await create('half_year');
    const [first, second] = await board(report.id);
    const old = (await board(earlier.id)).find(({ agencyId }) => agencyId === first!.agencyId)!;
    const other = await look(fill(await form(second!.id), { '1.7': 1 }), first!.id);
    expect(codesOf(other)).toContain('error OTHER_AGENCY');
    expect(other.canApply).toBe(false);
    const past = await look(fill(await form(old.id), { '1.7': 1 }), first!.id);
    expect(codesOf(past)).toContain('error OTHER_PERIOD');
    expect(past.canApply).toBe(false);
    expect((await board(report.id))[0]?.figures).toBe(0);
  });

  test('changed words, added rows, fractions and negatives are refused row by row; the rest is taken', async () => {
    const report = await create();
    const [first] = await board(report.id);
    const good = fill(await form(first!.id), { '1.4': 7 });
    const faulty = fill(good, { '1.7': -3, '1.8': '2,5' })
      .map((row) => (row[1] === '2.1' ? row.with(2, 'Số văn bản khác').with(4, 4) : row))
      .concat([[null, '9.9', 'Chỉ tiêu tự thêm', 'Cái', 5, null]]);
    const preview = await look(faulty, first!.id);
    const codes = codesOf(preview);
    for (const code of ['NEGATIVE_NUMBER', 'FRACTION', 'TEXT_CHANGED', 'EXTRA_ROW']) {
      expect(codes).toContain(`error ${code}`);
    }
    expect(await take(faulty, first!.id, true)).toMatchObject({ added: 1, leftOut: 4 });
    const short = await look(
      good.filter((row) => row[1] !== '1.8'),
      first!.id,
    );
    expect(codesOf(short)).toContain('warning MISSING_ROW');
  });

  test('all forms in one ZIP, but for whoever was let off', async () => {
    const report = await create();
    const [first] = await board(report.id);
    await office.call('agencyReports.update', { id: first!.id, rev: 1, patch: { excused: true }, today });
    const { file, count } = await office.call('agencyReports.forms', { reportId: report.id });
    expect(count).toBe(1);
    const names = Object.keys(unzipSync(await bytesOf(file)));
    expect(names).toEqual([expect.stringMatching(/^01-.*Nam-Sach.*\.xlsx$/iu)]);
  });
});
