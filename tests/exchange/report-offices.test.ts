// A periodic report of the office above over its own rows and those of two offices below, held against plain loops over
// the tables: nothing counts twice, the home page says the same, the lists behind the figures hold exactly what they count,
// and the report says over whom it is.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../core/contract/index.ts';
import { createSameAgency } from '../../core/rules/same-agency.ts';
import { overSentences } from '../../core/rules/report-over.ts';
import { shownText } from '../../core/exchange/sheet/cell.ts';
import type { SqlRow } from '../../db/sqlite.ts';
import { figuresOfReport } from '../../main/services/period-report-figures.ts';
import { readWorkbook } from '../../main/spreadsheet/read-workbook.ts';
import { type Office, removeOffice, setUpOffice } from '../main/services/fixture.ts';
import { bringForeign, type ForeignOffice } from './foreign-rows.ts';

const today = '2022-12-31';
const from = '2018-01-01';
const to = '2022-12-31';
let office: Office;
let own: string;
let one: ForeignOffice;
let two: ForeignOffice;
let report: Output<'periodReports.create'>;
/** Ours ← theirs, as a person says. */
const matched: { local: string; foreign: string }[] = [];

beforeAll(async () => {
  office = await setUpOffice();
  own = office.context.session.officeId();
  await office.call('system.loadSample', { name: 'lai-vung-2022', illustrative: false });
  one = await bringForeign(office, 'hai-duong-2019', 'Huyện Nam Sách');
  two = await bringForeign(office, 'lai-vung-2022', 'Huyện Lai Vung');
  report = await office.call('periodReports.create', {
    kind: 'other',
    year: 2022,
    title: 'Báo cáo của tỉnh',
    periodFrom: from,
    periodTo: to,
    agencyDueOn: '2023-01-05',
    today,
  });
}, 240_000);
afterAll(() => removeOffice(office));

const rows = (sql: string) => office.context.connection.prepare(sql).all() as SqlRow[];
const text = (value: unknown) => (value === null ? null : String(value));
const done = ['visited', 'minutes_signed', 'notice_drafted', 'notice_issued', 'closed', 'replaced_by_report'];
const isIn = (day: string | null) => day !== null && day >= from && day <= to;
const dropped = ['no_longer_applicable', 'transferred'];

/** By loops over the tables as they stand; `of` undefined: of every office. */
function counted(of?: string) {
  const theOne = (id: string) => matched.find(({ foreign }) => foreign === id)?.local ?? id;
  const plans = rows("SELECT * FROM plan WHERE status <> 'cancelled'").filter(
    (plan) => of === undefined || plan['origin_office_id'] === of,
  );
  const planOf = new Map(plans.map((plan) => [String(plan['id']), plan]));
  const visits = rows('SELECT * FROM visit').filter((visit) => planOf.has(String(visit['plan_id'])));
  const dayOf = (visit: SqlRow) => text(visit['ends_on']) ?? text(visit['starts_on']);
  const made = visits.filter((visit) => done.includes(String(visit['status'])) && isIn(dayOf(visit)));
  const first = made.filter((visit) => visit['is_follow_up'] === 0);
  const rounds = new Set(first.map((visit) => String(visit['plan_id'])));
  const planned = visits.filter(
    (visit) =>
      visit['is_follow_up'] === 0 &&
      !['cancelled', 'postponed'].includes(String(visit['status'])) &&
      (planOf.get(String(visit['plan_id']))!['year'] === 2022 || rounds.has(String(visit['plan_id']))),
  );
  const agencies = (some: readonly SqlRow[]) =>
    new Set(some.map((visit) => theOne(String(visit['agency_id'])))).size;
  // All days of every round lie in the period, so that what a round says to nobody it has seen counts as well.
  const firstIds = new Set(first.map(({ id }) => String(id)));
  let limitations = 0;
  for (const finding of rows("SELECT * FROM finding WHERE kind = 'limitation'")) {
    const visit = text(finding['visit_id']);
    if (visit === null ? rounds.has(String(finding['plan_id'])) : firstIds.has(visit)) limitations += 1;
  }
  let [total, settled, due, verified, overdue] = [0, 0, 0, 0, 0];
  for (const row of rows('SELECT * FROM recommendation')) {
    const status = String(row['status']);
    if (of !== undefined && row['origin_office_id'] !== of) continue;
    if (rounds.has(String(row['plan_id'])) && !dropped.includes(status)) {
      total += 1;
      if (status === 'verified') settled += 1;
    }
    const dueOn = text(row['due_on']);
    if (isIn(dueOn) && !dropped.includes(status)) {
      due += 1;
      if (status === 'verified') verified += 1;
    }
    if (dueOn !== null && dueOn < to && ['open', 'in_progress', 'returned'].includes(status)) overdue += 1;
  }
  const yearPlans = new Set(
    rows('SELECT * FROM par_plan WHERE agency_id IS NULL AND year = 2022')
      .filter((plan) => of === undefined || plan['origin_office_id'] === of)
      .map(({ id }) => String(id)),
  );
  const tasks = rows("SELECT * FROM par_task WHERE state <> 'dropped'").filter((task) =>
    yearPlans.has(String(task['par_plan_id'])),
  ).length;
  return {
    inspection_rounds: rounds.size,
    inspections_done: first.length,
    follow_up_visits: made.length - first.length,
    agencies_planned: agencies(planned),
    agencies_inspected: agencies(first),
    limitations_total: limitations,
    recommendations_total: total,
    recommendations_settled: settled,
    recommendations_open: total - settled,
    recommendations_due: due,
    recommendations_verified: verified,
    recommendations_overdue: overdue,
    ...(yearPlans.size === 0 ? {} : { tasks_total: tasks }),
  };
}

async function choose(offices: Input<'periodReports.update'>['patch']['offices']) {
  const { rev } = (await office.call('periodReports.get', { id: report.id, today })).report;
  report = await office.call('periodReports.update', { id: report.id, rev, patch: { offices }, today });
  return office.call('periodReports.get', { id: report.id, today });
}
const valuesNow = () => {
  const { stores } = office.context;
  const { figures } = figuresOfReport(stores, stores.periodReports.get(report.id)!, today);
  return Object.fromEntries([...figures].map(([key, figure]) => [key, figure.value]));
};

const scopes = () => [['own', own] as const, ['all', undefined] as const, [one.officeId, one.officeId] as const, [two.officeId, two.officeId] as const]; // prettier-ignore

describe('over its own office, one other, and all of them', () => {
  test('the figures are what loops over the rows count', async () => {
    for (const [offices, of] of scopes()) {
      const got = await choose(offices);
      expect(got.report.offices).toBe(offices === own ? 'own' : offices);
      expect(valuesNow()).toMatchObject(counted(of));
      expect(got.over === null).toBe(offices === 'own');
    }
    const all = counted();
    const parts = [counted(own), counted(one.officeId), counted(two.officeId)];
    for (const key of ['inspections_done', 'limitations_total', 'recommendations_total'] as const) {
      expect(all[key]).toBe(parts.reduce((sum, part) => sum + part[key], 0));
      for (const part of parts) expect(part[key]).toBeGreaterThan(0);
    }
  });

  test(
    'an agency that two offices inspected is one; what they said of it stays two',
    { timeout: 60_000 },
    async () => {
      await choose('all');
      const before = valuesNow();
      const named = (origin: string) =>
        rows(
          `SELECT DISTINCT version.name AS name, visit.agency_id AS id FROM visit
          JOIN agency_version version ON version.id = visit.agency_version_id
          JOIN agency ON agency.id = visit.agency_id
          WHERE agency.origin_office_id = '${origin}' AND agency.unnamed = 0
            AND visit.status IN (${done.map((status) => `'${status}'`).join(', ')}) ORDER BY version.name`,
        );
      const theirs = new Map(named(two.officeId).map(({ name, id }) => [String(name), String(id)]));
      for (const { name, id } of named(own).slice(0, 3)) {
        const foreign = theirs.get(String(name))!;
        await office.call('agencyMatches.create', { localAgencyId: String(id), foreignAgencyId: foreign });
        matched.push({ local: String(id), foreign });
      }
      expect(matched.length).toBe(3);
      const after = valuesNow();
      expect(after).toMatchObject(counted());
      expect(after['agencies_inspected']).toBe(before['agencies_inspected']! - 3);
      expect(after['agencies_planned']).toBe(before['agencies_planned']! - 3);
      for (const key of [
        'inspections_done',
        'limitations_total',
        'recommendations_total',
        'recommendations_due',
      ])
        expect(after[key]).toBe(before[key]);
      // Of one office nothing changes.
      for (const [offices, of] of scopes()) {
        await choose(offices);
        expect(valuesNow()).toMatchObject(counted(of));
      }
    },
  );

  test('the share of agencies counts of every office those of the kinds that it inspects, each once', async () => {
    // Whole teams and names, so that it can be told.
    const { connection } = office.context;
    connection.exec('UPDATE plan SET teams_complete = 1; UPDATE agency SET unnamed = 0');
    await choose('all');
    const theOne = (id: string) => matched.find(({ foreign }) => foreign === id)?.local ?? id;
    const expected = new Set<string>();
    const first = rows(
      `SELECT visit.*, plan.origin_office_id AS office, agency.kind AS kind FROM visit JOIN plan ON plan.id = visit.plan_id
        JOIN agency ON agency.id = visit.agency_id WHERE visit.is_follow_up = 0`,
    ).filter(
      (visit) =>
        done.includes(String(visit['status'])) && isIn(text(visit['ends_on']) ?? text(visit['starts_on'])),
    );
    for (const visit of first) expected.add(theOne(String(visit['agency_id'])));
    for (const agency of rows(
      `SELECT agency.id, agency.kind, agency.origin_office_id AS office FROM agency
        JOIN agency_version version ON version.agency_id = agency.id
        WHERE (version.valid_from IS NULL OR version.valid_from <= '${to}') AND (version.valid_to IS NULL OR version.valid_to >= '${to}')`,
    )) {
      const inspects = first.some(
        (visit) => visit['office'] === agency['office'] && visit['kind'] === agency['kind'],
      );
      if (inspects) expected.add(theOne(String(agency['id'])));
    }
    expect(valuesNow()['agencies_total']).toBe(expected.size);
    expect(valuesNow()['agencies_inspected_share']).toBe(counted().agencies_inspected);
  });

  test('the home page says the same of the same offices', async () => {
    for (const [offices, of] of scopes()) {
      await choose(offices);
      const values = valuesNow();
      const scope = { today, ...(of === undefined ? {} : { officeId: of }) };
      const home = await office.call('pictures.dashboard', scope);
      expect(home.coverage.numerator).toBe(values['agencies_inspected']);
      expect(home.round.limitations.value).toBe(values['limitations_total']);
      expect(home.round.done.value).toBe(values['inspections_done']! + values['follow_up_visits']!);
      const { byStatus, total } = home.recommendations;
      const gone = byStatus.transferred.value + byStatus.no_longer_applicable.value;
      expect(total.value - gone).toBe(values['recommendations_total']);
      expect(home.recommendations.overdue.value).toBe(values['recommendations_overdue']);
      const listed = await office.call('pictures.coverage', { ...scope, state: 'inspected', limit: 200 });
      expect(listed.total).toBe(values['agencies_inspected']);
    }
  });

  test('the lists behind the figures hold exactly what was counted, of whichever office', async () => {
    await choose('all');
    const values = valuesNow();
    for (const figure of ['inspections_done', 'agencies_inspected', 'agencies_planned']) {
      const listed = await office.call('visits.list', { ofReport: { reportId: report.id, figure } });
      expect(listed.length).toBe(values[figure]);
      if (figure === 'inspections_done')
        expect(new Set(listed.map(({ originOfficeId }) => originOfficeId))).toEqual(
          new Set([own, one.officeId, two.officeId]),
        );
    }
    for (const figure of ['recommendations_total', 'recommendations_due', 'recommendations_overdue']) {
      let total = 0;
      let cursor: string | undefined;
      do {
        const page = await office.call('remediation.list', {
          ofReport: { reportId: report.id, figure },
          today,
          limit: 200,
          ...(cursor === undefined ? {} : { cursor }),
        });
        total += page.rows.length;
        cursor = page.next;
      } while (cursor !== undefined);
      expect(total).toBe(values[figure]);
    }
  });

  test('of two forms of one agency for the same days ours counts', async () => {
    const form = (agencyId: string, origin: string, total: number) => {
      const { connection, ids } = office.context;
      const id = ids.next();
      connection
        .prepare(
          `INSERT INTO statistics_report (id, rev, origin_office_id, created_at, updated_at, agency_id, form, form_version, period_kind,
             period_from, period_to, service_era, source)
           VALUES (?, 1, ?, 1, 1, ?, 'II.06a', 'v1', 'quarter', '2022-01-01', '2022-03-31', 'levels', 'typed')`,
        )
        .run(id, origin, agencyId);
      connection
        .prepare(
          `INSERT INTO statistics_line (id, rev, origin_office_id, created_at, updated_at, statistics_report_id, ordinal,
             field_name, is_total, received_online, received_direct_postal, resolved_total)
           VALUES (?, 1, ?, 1, 1, ?, 1, 'Tổng số', 1, ?, 0, ?)`,
        )
        .run(ids.next(), origin, id, total, total);
    };
    await choose('own');
    const before = valuesNow()['one_stop_online'] ?? 0;
    await choose('all');
    const everywhere = valuesNow()['one_stop_online'] ?? 0;
    const [{ local, foreign }] = matched as [(typeof matched)[number]];
    form(local, own, 100);
    form(foreign, two.officeId, 70);
    expect(valuesNow()['one_stop_online']).toBe(everywhere + 100);
    await choose('own');
    expect(valuesNow()['one_stop_online']).toBe(before + 100);
    await choose(two.officeId);
    expect(valuesNow()['one_stop_online']).toBeGreaterThanOrEqual(70);
  });

  test('annual plans, boards and annexes of all offices: no figure of a level below is added twice', async () => {
    const { connection, ids } = office.context;
    const plan = (origin: string, tasks: number) => {
      const id = ids.next();
      connection
        .prepare(
          `INSERT INTO par_plan (id, rev, origin_office_id, created_at, updated_at, year, title) VALUES (?, 1, ?, 1, 1, 2022, 'Kế hoạch')`,
        )
        .run(id, origin);
      for (let at = 1; at <= tasks; at += 1)
        connection
          .prepare(
            `INSERT INTO par_task (id, rev, origin_office_id, created_at, updated_at, par_plan_id, ordinal, task, state)
             VALUES (?, 1, ?, 1, 1, ?, ?, 'Việc', 'not_started')`,
          )
          .run(ids.next(), origin, id, at);
      return id;
    };
    plan(own, 3);
    plan(two.officeId, 5);
    await choose('own');
    const ours = counted(own).tasks_total!;
    expect(valuesNow()['tasks_total']).toBe(ours);
    await choose('all');
    expect(valuesNow()['tasks_total']).toBe(counted().tasks_total);
    expect(counted().tasks_total).toBe(
      ours + counted(two.officeId).tasks_total! + (counted(one.officeId).tasks_total ?? 0),
    );

    // A board of theirs for the same days, and one of ours.
    const board = (
      origin: string,
      reportId: string,
      agencyIds: readonly string[],
      arrivedOn: string | null,
    ) => {
      for (const agencyId of agencyIds)
        connection
          .prepare(
            `INSERT INTO agency_report (id, rev, origin_office_id, created_at, updated_at, period_report_id, agency_id,
               agency_version_id, arrived_on) SELECT ?, 1, ?, 1, 1, ?, ?, (SELECT id FROM agency_version WHERE agency_id = ?), ?`,
          )
          .run(ids.next(), origin, reportId, agencyId, agencyId, arrivedOn);
    };
    const theirReport = ids.next();
    connection
      .prepare(
        `INSERT INTO period_report (id, rev, origin_office_id, created_at, updated_at, kind, year, title, period_from,
           period_to, agency_due_on, annex_rows) VALUES (?, 1, ?, 1, 1, 'other', 2022, 'Báo cáo của huyện', ?, ?, '2022-12-20', '[]')`,
      )
      .run(theirReport, two.officeId, from, to);
    connection.prepare('DELETE FROM agency_report WHERE period_report_id = ?').run(report.id);
    const theirs = rows(`SELECT id FROM agency WHERE origin_office_id = '${two.officeId}' LIMIT 4`).map(
      ({ id }) => String(id),
    );
    const mine = rows(`SELECT id FROM agency WHERE origin_office_id = '${own}' LIMIT 2`).map(({ id }) =>
      String(id),
    );
    board(two.officeId, theirReport, theirs.slice(0, 3), '2022-12-19');
    board(two.officeId, theirReport, theirs.slice(3), null);
    board(own, report.id, mine, '2022-12-30');
    const boards = () => {
      const { agency_reports_required, agency_reports_on_time, agency_reports_missing } = valuesNow();
      return [agency_reports_required, agency_reports_on_time, agency_reports_missing];
    };
    expect(boards()).toEqual([6, 5, 1]);
    await choose(two.officeId);
    expect(boards()).toEqual([4, 3, 1]);
    await choose('own');
    expect(boards()).toEqual([2, 2, 0]);

    // What agencies sent with the report is added up for it alone.
    const row = office.context.stores.periodReports
      .get(report.id)!
      .annexRows.find(({ fromAgencies }) => fromAgencies)!;
    const sends = (agencyId: string, reportId: string, origin: string, value: number) =>
      connection
        .prepare(
          `INSERT INTO agency_figure (id, rev, origin_office_id, created_at, updated_at, agency_report_id, key, value)
           SELECT ?, 1, ?, 1, 1, id, ?, ? FROM agency_report WHERE agency_id = ? AND period_report_id = ?`,
        )
        .run(ids.next(), origin, row.key, value, agencyId, reportId);
    sends(mine[0]!, report.id, own, 40);
    sends(theirs[0]!, theirReport, two.officeId, 25);
    const annexOf = async (offices: 'own' | 'all' | string) =>
      (await choose(offices)).annex.find(({ key }) => key === row.key)!.value;
    expect(await annexOf('own')).toBe(40);
    expect(await annexOf('all')).toBe(40);
    expect(await annexOf(two.officeId)).toBe(25);
  });
});

describe('the choice', () => {
  test('is a part of the report: refused where the office is not known, undone, marked where what it counts is made up', async () => {
    await choose('own');
    const { rev } = report;
    const stranger = office.context.ids.next();
    expect(
      await office.fails('periodReports.update', { id: report.id, rev, patch: { offices: stranger }, today }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'patch.offices' }] });
    expect(report.illustrative).toBe(false);
    expect((await choose('all')).report.illustrative).toBe(true);
    await office.call('journal.undo', {});
    const undone = await office.call('periodReports.get', { id: report.id, today });
    expect(undone.report).toMatchObject({ offices: 'own', illustrative: false });
    expect(undone.over).toBeNull();
    // Our own office by its id is our own.
    expect((await choose(own)).report.offices).toBe('own');
    // Typed figures stand beside it untouched, and nobody types over it.
    await choose('all');
    expect(
      await office.fails('periodReports.setFigure', {
        reportId: report.id,
        key: '@offices',
        rev: null,
        value: 1,
      }),
    ).toMatchObject({ code: 'VALIDATION' });
  });

  test("another office's report over all offices is not counted here", async () => {
    const { connection, ids } = office.context;
    const id = ids.next();
    connection
      .prepare(
        `INSERT INTO period_report (id, rev, origin_office_id, created_at, updated_at, kind, year, title, period_from,
           period_to, annex_rows) VALUES (?, 1, ?, 1, 1, 'other', 2021, 'Báo cáo tổng hợp của huyện', ?, ?, '[]')`,
      )
      .run(id, two.officeId, from, to);
    const whole = () =>
      [
        ...figuresOfReport(
          office.context.stores,
          office.context.stores.periodReports.get(id)!,
          today,
        ).figures.values(),
      ].map(({ value }) => value);
    expect(whole().some((value) => value !== null && value > 0)).toBe(true);
    connection
      .prepare(
        `INSERT INTO period_figure (id, rev, origin_office_id, created_at, updated_at, period_report_id, key, value, note)
         VALUES (?, 1, ?, 1, 1, ?, '@offices', 0, 'all')`,
      )
      .run(ids.next(), two.officeId, id);
    expect(new Set(whole())).toEqual(new Set([null]));
    const got = await office.call('periodReports.get', { id, today });
    expect(got.over).toMatchObject({ counted: false, offices: [] });
    expect(
      await office.call('visits.list', { ofReport: { reportId: id, figure: 'inspections_done' } }),
    ).toEqual([]);
  });
});

describe('what the report says of the offices', () => {
  test('how many and which, who is missing and who was late: on the screen, in the paper and in the annex', async () => {
    const { connection, session, ids } = office.context;
    const trust = (officeId: string, name: string) =>
      connection
        .prepare(
          `INSERT INTO trusted_office (id, rev, created_at, updated_at, office_id, name, level, relation, sign_public,
             age_recipient, valid_from, confirmed_by, confirmed_at) VALUES (?, 1, 1, 1, ?, ?, 'district', 'below', ?, 'age1', 1, ?, 1)`,
        )
        .run(ids.next(), officeId, name, `sign-${officeId}`, session.personId());
    trust(one.officeId, 'Huyện Nam Sách');
    trust(two.officeId, 'Huyện Lai Vung');
    trust(ids.next(), 'Huyện Chưa Gửi');
    const stream = ids.next();
    connection
      .prepare(
        `INSERT INTO exchange_stream (id, direction, peer_office_id, begun_at, last_seq, last_hash) VALUES (?, 'in', ?, 1, 1, '')`,
      )
      .run(stream, two.officeId);
    const arrived = Date.parse('2023-01-06T03:00:00Z');
    connection
      .prepare(
        `INSERT INTO exchange_package (id, direction, stream_id, seq, hash, previous_hash, peer_office_id, peer_name, kind,
           title, made_at, arrived_at, with_evidence, with_personal, counts, file_name, bytes, state)
         VALUES (?, 'in', ?, 1, 'h', '', ?, 'Huyện', 'complete', 'Gói', ?, ?, 1, 1, '{}', 'a.cchc', 1, 'merged')`,
      )
      .run(ids.next(), stream, two.officeId, arrived, arrived);
    await choose('all');
    const on = '2023-01-10';
    const { over } = await office.call('periodReports.get', { id: report.id, today: on });
    expect(over!.offices.map(({ id }) => id).toSorted()).toEqual(
      [own, one.officeId, two.officeId].toSorted(),
    );
    expect(over).toMatchObject({
      missing: ['Huyện Chưa Gửi', 'Huyện Nam Sách'],
      late: ['Huyện Lai Vung'],
      counted: true,
    });
    // Before the package came it was missing as well.
    const early = await office.call('periodReports.get', { id: report.id, today: '2023-01-05' });
    expect(early.over).toMatchObject({
      missing: ['Huyện Chưa Gửi', 'Huyện Lai Vung', 'Huyện Nam Sách'],
      late: [],
    });

    const said = overSentences(over).join(' ');
    for (const words of [
      '3 cơ quan',
      'Huyện Chưa Gửi',
      'Huyện Nam Sách',
      'Gửi dữ liệu muộn: 01 cơ quan (Huyện Lai Vung)',
    ])
      expect(said).toContain(words);
    const paper = await office.call('documents.create', {
      kind: 'period_report',
      periodReportId: report.id,
      asOf: on,
    });
    const content = JSON.stringify((await office.call('documents.get', { id: paper.id })).content);
    for (const sentence of overSentences(over)) expect(content).toContain(sentence);
    const { file } = await office.call('periodReports.annex', { id: report.id });
    const bytes = await office.context.handles.get(file.url.split('/').at(-1)!)!.read();
    const sheet = readWorkbook(Buffer.from(bytes), 'a.xlsx').sheets[0]!;
    const cells = sheet.rows.flatMap(({ cells: row }) =>
      Object.values(row).map((cell) => shownText(cell) ?? ''),
    );
    expect(cells.some((cell) => cell.includes('tổng hợp từ dữ liệu của 03 cơ quan'))).toBe(true);

    // Of one office, and of our own alone.
    await choose(two.officeId);
    const single = await office.call('periodReports.get', { id: report.id, today: on });
    expect(overSentences(single.over)).toEqual([
      'Số liệu trong báo cáo là của Huyện Lai Vung.',
      'Cơ quan này gửi dữ liệu muộn.',
    ]);
    await choose('own');
    const { over: none } = await office.call('periodReports.get', { id: report.id, today: on });
    expect(overSentences(none)).toEqual([]);
  });

  test('lists and files name the office of each row', async () => {
    const found = await office.call('pictures.limitations', { today, limit: 200 });
    const offices = new Set([own, one.officeId, two.officeId]);
    expect(new Set(found.rows.map(({ officeId }) => officeId)).size).toBeGreaterThan(0);
    expect(found.rows.every(({ officeId }) => offices.has(officeId))).toBe(true);
    const theirs = await office.call('pictures.limitations', { today, officeId: two.officeId, limit: 200 });
    expect(new Set(theirs.rows.map(({ officeId }) => officeId))).toEqual(new Set([two.officeId]));
    const remedied = await office.call('pictures.remedied', { today, officeId: one.officeId, limit: 200 });
    expect(remedied.rows.every(({ officeId }) => officeId === one.officeId)).toBe(true);
    const [{ local }] = matched as [(typeof matched)[number]];
    const page = await office.call('agencies.get', { id: local, view: 'by_successor' });
    expect(new Set(page.history.map(({ officeId }) => officeId))).toEqual(new Set([own, two.officeId]));
    expect(new Set(page.findings.map(({ officeId }) => officeId)).has(two.officeId)).toBe(true);

    const { file, rows: count } = await office.call('remediation.export', {
      filter: { today },
      format: 'csv',
    });
    const csv = Buffer.from(await office.context.handles.get(file.url.split('/').at(-1)!)!.read()).toString(
      'utf8',
    );
    expect(csv).toContain('Cơ quan gửi');
    expect(csv.split('Huyện Lai Vung').length - 1).toBe(
      rows(`SELECT 1 FROM recommendation WHERE origin_office_id = '${two.officeId}'`).length,
    );
    expect(count).toBe(rows('SELECT 1 FROM recommendation').length);
    const book = await office.call('remediation.export', { filter: { today }, format: 'xlsx' });
    const read = await office.context.handles.get(book.file.url.split('/').at(-1)!)!.read();
    const names = readWorkbook(Buffer.from(read), 'a.xlsx').sheets[0]!.rows.flatMap(({ cells }) =>
      Object.values(cells).map((cell) => shownText(cell) ?? ''),
    );
    expect(names).toContain('Huyện Nam Sách');
  });
});

test('who stands for an agency: ours, also where an office between matched it first; a circle has one too', () => {
  const same = createSameAgency([
    { localAgencyId: 'district', foreignAgencyId: 'commune' },
    { localAgencyId: 'ours', foreignAgencyId: 'district' },
    { localAgencyId: 'a', foreignAgencyId: 'b' },
    { localAgencyId: 'b', foreignAgencyId: 'a' },
  ]);
  expect(['commune', 'district', 'ours', 'other'].map(same)).toEqual(['ours', 'ours', 'ours', 'other']);
  expect(same('a')).toBe(same('b'));
});
