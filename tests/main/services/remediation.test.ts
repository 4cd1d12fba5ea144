// What agencies send back after a round: papers typed in and imported from the form that was sent, letters that grow
// firmer, extension and transfer with their events, visits that look again, and what deletion and undo make of it all.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { fillIn, openForm, tableOf } from '../spreadsheet/returned-form.ts';
import { xlsx } from '../spreadsheet/fixture.ts';
import { makeRound, type Office, removeOffice, setUpOffice } from './fixture.ts';
import { bringTo } from './remediation-fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
const today = '2019-11-01';
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office);
});
afterEach(() => removeOffice(office));

const make = (text: string, fields: Partial<Input<'recommendations.create'>> = {}) =>
  office.call('recommendations.create', {
    planId: round.plan.id,
    findingId: null,
    agencyId: round.district.id,
    domainId: null,
    text,
    dueOn: '2019-10-25',
    dueNote: null,
    ...fields,
  });
const row = async (id: string) => (await office.call('remediation.get', { id, today })).row;
const revOf = (id: string) => office.context.stores.recommendations.get(id)!.rev;
const item = (id: string) => ({ items: [{ id, rev: revOf(id) }], on: today });
const noPaper = { number: null, symbol: null, documentDate: null, arrivedOn: null, note: null };
const noEntry = { text: null, result: null, doneOn: null, promisedOn: null, evidence: null };
const count = (table: string) =>
  office.context.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

describe('papers', () => {
  const paper = (
    kind: 'plan' | 'report',
    entries: Input<'remediationPapers.create'>['entries'],
    fields: Partial<Input<'remediationPapers.create'>> = {},
  ) => ({
    planId: round.plan.id,
    agencyId: round.district.id,
    ...noPaper,
    kind,
    entries,
    today,
    ...fields,
  });

  test('a plan begins, a report reports what it calls done; deleting takes back what it alone did', async () => {
    const [one, other] = [await make('Niêm yết'), await make('Ban hành')];
    await office.call(
      'remediationPapers.create',
      paper('plan', [{ recommendationId: one.id, ...noEntry, text: 'Sẽ làm', promisedOn: '2019-10-20' }]),
    );
    expect([(await row(one.id)).status, (await row(other.id)).status]).toEqual(['in_progress', 'open']);
    const report = await office.call(
      'remediationPapers.create',
      paper(
        'report',
        [
          { recommendationId: one.id, ...noEntry, text: 'Đã làm', result: 'done' },
          { recommendationId: other.id, ...noEntry, text: 'Đang làm', result: 'partly' },
        ],
        { number: '120', symbol: 'BC-UBND', documentDate: '2019-10-24', arrivedOn: '2019-10-28' },
      ),
    );
    expect(await row(one.id)).toMatchObject({
      status: 'reported',
      reportedOn: '2019-10-28',
      unsupported: true,
    });
    expect((await row(other.id)).status).toBe('open');
    expect(report).toMatchObject({ state: 'on_time', dueOn: '2019-10-25', entries: [{}, {}] });
    const { entries, events } = await office.call('remediation.get', { id: one.id, today });
    expect(entries.map(({ text, paper: { kind } }) => [kind, text])).toEqual([
      ['plan', 'Sẽ làm'],
      ['report', 'Đã làm'],
    ]);
    expect(events.map(({ kind, remediationPaperId }) => [kind, remediationPaperId === report.id])).toEqual([
      ['reported', true],
      ['started', false],
    ]);

    // By the day on the paper it was in time, by its arrival it was not.
    await office.call('settings.set', { key: 'onTimeBy', rev: null, value: 'arrival' });
    const listed = await office.call('remediationPapers.list', { planId: round.plan.id, today });
    expect(listed.find(({ id }) => id === report.id)?.state).toBe('late');
    const [agency] = await office.call('remediation.agencies', { planId: round.plan.id, today });
    expect(agency).toMatchObject({
      total: 2,
      overdue: 1,
      reported: 1,
      plan: { state: 'unknown' },
      report: { id: report.id, state: 'late', arrivedOn: '2019-10-28' },
    });

    // An answer taken back in the paper is taken back in the state.
    const saved = report.entries.find(({ recommendationId }) => recommendationId === one.id)!;
    const less = await office.call('remediationPapers.saveEntry', {
      remediationPaperId: report.id,
      recommendationId: one.id,
      rev: saved.rev,
      patch: { result: 'partly' },
    });
    expect(await row(one.id)).toMatchObject({ status: 'in_progress', reportedOn: null });
    await office.call('remediationPapers.saveEntry', {
      remediationPaperId: report.id,
      recommendationId: one.id,
      rev: less.rev,
      patch: { result: 'done' },
    });
    expect((await row(one.id)).status).toBe('reported');

    await office.call('remediationPapers.delete', { id: report.id, rev: report.rev });
    expect((await row(one.id)).status).toBe('in_progress');
    expect(count('remediation_entry')).toBe(1);
    await office.call('journal.undo', {});
    expect((await row(one.id)).status).toBe('reported');
    expect(count('remediation_entry')).toBe(3);

    await office.call('proofs.add', {
      recommendationId: one.id,
      documentName: 'Ảnh bảng',
      provedOn: '2019-10-28',
    });
    await office.call('remediation.verify', item(one.id));
    const kept = await office.fails('remediationPapers.delete', {
      id: report.id,
      rev: office.context.stores.remediation.paper(report.id)!.rev,
    });
    expect(kept).toMatchObject({ code: 'IN_USE', detail: { recommendations: 1 } });
  });

  test('refuses what is settled, of another agency, twice, or out of order', async () => {
    const [mine, settled] = [await make('Niêm yết'), await make('Ban hành')];
    const foreign = await make('Của Sở', { agencyId: round.department.id });
    await bringTo(office, settled.id, 'no_longer_applicable');
    const error = await office.fails(
      'remediationPapers.create',
      paper(
        'report',
        [mine, settled, foreign, mine].map(({ id }) => ({ recommendationId: id, ...noEntry })),
      ),
    );
    expect(error).toMatchObject({
      code: 'VALIDATION',
      fields: [
        { path: 'entries.1.recommendationId', code: 'WRONG_STATE' },
        { path: 'entries.2.recommendationId', code: 'NOT_FOUND' },
        { path: 'entries.3.recommendationId', code: 'DUPLICATE' },
      ],
    });
    expect(
      await office.fails(
        'remediationPapers.create',
        paper('report', [], { documentDate: '2019-10-24', arrivedOn: '2019-10-23' }),
      ),
    ).toMatchObject({ fields: [{ path: 'arrivedOn', code: 'BAD_DATE' }] });
  });
});

describe('the form that is sent and comes back', () => {
  const bytesOf = async (file: { readonly url: string }) =>
    new Uint8Array(await office.context.handles.get(file.url.split('/').at(-1)!)!.read());
  const form = async (kind: 'plan' | 'report', agencyId = round.district.id) =>
    bytesOf(await office.call('remediationPapers.form', { planId: round.plan.id, agencyId, kind }));
  const open = (bytes: Uint8Array) => openForm(bytes, 'Kết quả khắc phục', 'STT');
  function source(
    bytes: Uint8Array,
    targetId = round.districtVisit.id,
    options: Record<string, string> = {},
  ): Input<'imports.preview'> {
    const { blobs, handles } = office.context;
    const { sha256 } = blobs.put(bytes, 'application/octet-stream');
    const about = { fileName: 'khac-phuc.xlsx', media: 'x', size: bytes.byteLength, sha256 };
    const { id } = handles.refer({ ...about, read: () => blobs.get(sha256) });
    return { purpose: 'remediation', file: id, fileName: about.fileName, targetId, options };
  }
  const look = (...given: Parameters<typeof source>) => office.call('imports.preview', source(...given));
  async function take(...given: Parameters<typeof source>) {
    const from = source(...given);
    const { digest } = await office.call('imports.preview', from);
    return office.call('imports.apply', { source: from, digest });
  }
  const faults = (preview: Output<'imports.preview'>) =>
    [...preview.faults, ...preview.rows.flatMap((one) => one.faults)].map(
      ({ code, severity }) => `${severity} ${code}`,
    );
  const rebuilt = (rows: ReturnType<typeof tableOf>) => xlsx({ name: 'Kết quả khắc phục', rows });

  test('comes back filled in: the paper, its entries, the states; once more changes what is there; undo takes it back', async () => {
    const [one, other] = [await make('Niêm yết'), await make('Ban hành kế hoạch')];
    const filled = fillIn(open(await form('report')), {
      1: {
        'Biện pháp, kết quả khắc phục': 'Đã niêm yết đủ',
        'Mức độ hoàn thành': 'Đã hoàn thành',
        'Ngày hoàn thành': '20/10/2019',
        'Tài liệu kiểm chứng': 'Báo cáo số 5/BC-UBND',
      },
      2: { 'Mức độ hoàn thành': 'Chưa thực hiện' },
    });
    const options = { kind: 'report', number: '5', documentDate: '2019-10-22', arrivedOn: '2019-10-24' };
    expect(faults(await look(filled, undefined, options))).toEqual([]);
    expect(await take(filled, undefined, options)).toMatchObject({
      added: 2,
      targetId: round.districtVisit.id,
    });
    expect(await row(one.id)).toMatchObject({ status: 'reported', reportedOn: '2019-10-24' });
    expect((await row(other.id)).status).toBe('open');
    const [paper] = await office.call('remediationPapers.list', { planId: round.plan.id, today });
    expect(paper).toMatchObject({
      kind: 'report',
      number: '5',
      state: 'on_time',
      entries: [
        { text: 'Đã niêm yết đủ', result: 'done', doneOn: '2019-10-20', evidence: 'Báo cáo số 5/BC-UBND' },
        { result: 'not_done' },
      ],
    });
    const again = fillIn(open(filled), { 2: { 'Mức độ hoàn thành': 'Hoàn thành' } });
    expect(await take(again)).toMatchObject({ added: 0, changed: 1 });
    expect((await row(other.id)).status).toBe('reported');
    expect(count('remediation_paper')).toBe(1);
    await office.call('journal.undo', {});
    await office.call('journal.undo', {});
    expect([count('remediation_paper'), count('remediation_entry'), count('recommendation_event')]).toEqual([
      0, 0, 0,
    ]);
    expect((await row(one.id)).status).toBe('open');
  });

  test('another round, another agency, the other form: the whole file is refused', async () => {
    await make('Niêm yết');
    await make('Của Sở', { agencyId: round.department.id });
    const filled = fillIn(open(await form('report')), { 1: { 'Mức độ hoàn thành': 'Đã hoàn thành' } });
    const elsewhere = await office.call('plans.create', { title: 'Kiểm tra năm 2020', year: 2020 });
    const visit = await office.call('visits.create', { planId: elsewhere.id, agencyId: round.district.id });
    for (const [preview, fault] of [
      [await look(filled, visit.id), 'error OTHER_PLAN'],
      [await look(filled, round.departmentVisit.id), 'error OTHER_AGENCY'],
      [await look(filled, undefined, { kind: 'plan' }), 'error UNKNOWN_VALUE'],
    ] as const) {
      expect(faults(preview)).toContain(fault);
      expect(preview.canApply).toBe(false);
    }
    const from = source(filled, visit.id);
    const { digest } = await office.call('imports.preview', from);
    const refused = await office.fails('imports.apply', { source: from, digest, leaveOutFaulty: true });
    expect(refused.code).toBe('IMPORT_FAULTS');
    expect(count('remediation_paper')).toBe(0);
  });

  test('settled, unknown, added, missing, doubled and reworded rows are named; the rest comes in', async () => {
    const made = [
      await make('Niêm yết'),
      await make('Ban hành'),
      await make('Cập nhật'),
      await make('Tập huấn'),
    ];
    const table = tableOf(open(await form('report')));
    const [head] = table;
    const at = (name: string) => head!.indexOf(name);
    const [key, recommendation, result] = [at('Khóa'), at('Nội dung kiến nghị'), at('Mức độ hoàn thành')];
    await bringTo(office, made[1]!.id, 'verified');
    const lines = table.slice(1).map((line) => line.with(result, 'Đã hoàn thành'));
    const unknown = lines[0]!.with(
      key,
      String(lines[0]![key]).replace(made[0]!.id, '01900000-0000-7000-8000-000000000000'),
    );
    const preview = await look(
      rebuilt([
        head!,
        lines[0]!.with(recommendation, 'Chữ khác'),
        lines[1]!,
        lines[2]!,
        unknown,
        lines[2]!.with(key, null).with(recommendation, 'Tự thêm'),
      ]),
    );
    expect(faults(preview).toSorted()).toEqual([
      'error NOT_FOUND',
      'error SETTLED',
      'warning EXTRA_ROW',
      'warning MISSING_ROW',
      'warning TEXT_CHANGED',
    ]);
    expect(preview.counts).toMatchObject({ errors: 2, add: 2 });
    const doubled = await look(rebuilt([head!, lines[0]!, lines[0]!]));
    expect(faults(doubled)).toContain('error DUPLICATE_IN_FILE');
    const from = source(rebuilt([head!, ...lines.slice(0, 3), unknown]));
    const { digest } = await office.call('imports.preview', from);
    expect((await office.fails('imports.apply', { source: from, digest })).code).toBe('IMPORT_FAULTS');
    const applied = await office.call('imports.apply', { source: from, digest, leaveOutFaulty: true });
    expect(applied).toMatchObject({ added: 2, leftOut: 2 });
    expect(await Promise.all(made.map(async ({ id }) => (await row(id)).status))).toEqual([
      'reported',
      'verified',
      'reported',
      'open',
    ]);
  });

  test('one file for every agency that owes something', async () => {
    await make('Niêm yết');
    const done = await make('Của Sở', { agencyId: round.department.id });
    const all = () => office.call('remediationPapers.forms', { planId: round.plan.id, kind: 'plan' });
    expect((await all()).count).toBe(2);
    await bringTo(office, done.id, 'verified');
    expect((await all()).count).toBe(1);
    expect(
      (
        await office.fails('remediationPapers.form', {
          planId: round.plan.id,
          agencyId: round.department.id,
          kind: 'plan',
        })
      ).code,
    ).toBe('VALIDATION');
  });
});

describe('letters', () => {
  async function issue(id: string, rev: number, number: string, issuedOn: string) {
    const frozen = await office.call('documents.freeze', { id, rev });
    return office.call('documents.issue', { id, rev: frozen.rev, number, issuedOn });
  }

  test('to every agency with something overdue, one at a time, firmer each time, with whom the office adds', async () => {
    const late = await make('Niêm yết');
    await make('Chưa đến hạn', { agencyId: round.department.id, dueOn: '2019-12-31' });
    await make('Chung cho tất cả', { agencyId: null });
    await office.call('settings.set', {
      key: 'reminderEscalation',
      rev: null,
      value: ['Ban Thường vụ Tỉnh ủy'],
    });
    const send = (on: string) => office.call('remediation.remind', { planId: round.plan.id, today: on });
    const said = (id: string) => JSON.stringify(office.context.stores.documents.get(id)!.content);

    const [first, ...more] = await send(today);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ kind: 'reminder', visitId: round.districtVisit.id, status: 'draft' });
    expect(said(first!.id)).not.toContain('Ban Thường vụ Tỉnh ủy');
    expect(await send(today)).toEqual([]);
    await issue(first!.id, first!.rev, '12', today);
    expect(await row(late.id)).toMatchObject({ reminders: 1, lastRemindedOn: today });
    const { events } = await office.call('remediation.get', { id: late.id, today });
    expect(events).toMatchObject([{ kind: 'reminded', documentId: first!.id, happenedOn: today }]);

    const [second] = await send('2019-11-20');
    expect(said(second!.id)).toContain('Đây là lần đôn đốc thứ hai');
    expect(said(second!.id)).toContain('Ban Thường vụ Tỉnh ủy (để báo cáo)');
    await issue(second!.id, second!.rev, '13', '2019-11-20');
    const [third] = await send('2019-12-10');
    expect(said(third!.id)).toContain('Đây là lần đôn đốc thứ ba');
    expect(said(third!.id)).toContain('Ban Thường vụ Tỉnh ủy (để báo cáo)');
    expect(third!.subject).toContain('(lần 3)');
    // What is reported waits for the office.
    await office.call('journal.undo', {});
    await bringTo(office, late.id, 'reported');
    expect(await send('2019-12-10')).toEqual([]);
  });
});

test('a day moves by extension alone once it was agreed, and the record keeps the first', async () => {
  const { id } = await make('Niêm yết');
  const patch = (dueOn: string) => ({ id, rev: revOf(id), patch: { dueOn } });
  await office.call('recommendations.update', patch('2019-10-26'));
  await office.call('remediation.extend', {
    ...item(id),
    dueOn: '2019-11-26',
    documentText: 'Công văn số 9',
  });
  expect(await office.fails('recommendations.update', patch('2020-01-01'))).toMatchObject({
    fields: [{ path: 'patch.dueOn', code: 'WRONG_STATE' }],
  });
  await office.call('recommendations.update', { id, rev: revOf(id), patch: { dueNote: 'theo công văn' } });
  const { firstDueOn, row: shown, events } = await office.call('remediation.get', { id, today });
  expect([firstDueOn, shown.dueOn, shown.extensions]).toEqual(['2019-10-26', '2019-11-26', 1]);
  expect(events).toMatchObject([
    { kind: 'extended', dueBefore: '2019-10-26', dueAfter: '2019-11-26', documentText: 'Công văn số 9' },
  ]);
  for (const [input, path] of [
    [{ dueOn: '2019-11-26', documentText: 'x' }, 'dueOn'],
    [{ dueOn: '2019-12-26' }, 'documentText'],
    [{ dueOn: '2019-12-26', documentText: ' ' }, 'documentText'],
  ] as const) {
    expect((await office.fails('remediation.extend', { ...item(id), ...input })).fields?.[0]?.path).toBe(
      path,
    );
  }
  expect((await office.fails('recommendations.delete', { id, rev: revOf(id) })).code).toBe('IN_USE');
  await bringTo(office, id, 'verified', '2019-11-01');
  expect(
    (await office.fails('recommendations.update', { id, rev: revOf(id), patch: { text: 'x' } })).code,
  ).toBe('WRONG_STATE');
});

test('handing on to whoever took over is an event, and undo takes it back', async () => {
  const { id } = await make('Niêm yết');
  const heir = await office.call('agencies.create', {
    kind: 'ubnd_huyen',
    version: {
      name: 'UBND huyện Mới',
      shortName: null,
      abbreviation: null,
      placeName: null,
      parentAgencyId: null,
      validFrom: null,
      validTo: null,
    },
  });
  const transfer = () =>
    office.call('recommendations.transfer', {
      items: [{ id, rev: revOf(id) }],
      toAgencyIds: [heir.id],
      on: today,
      note: 'Sáp nhập',
      legalText: 'Nghị quyết số 1',
    });
  const faultOf = async () =>
    (await office.call('remediation.get', { id, today })).acts.find(({ act }) => act === 'transfer')?.fault;
  expect(await faultOf()).toBe('no_heir');
  await office.call('successions.create', {
    relation: 'merge',
    predecessorIds: [round.district.id],
    successorIds: [heir.id],
    effectiveOn: '2019-10-01',
    legalDocumentId: null,
    legalText: null,
    note: null,
  });
  expect(await faultOf()).toBeNull();
  const [successor] = await transfer();
  const { row: old, events } = await office.call('remediation.get', { id, today });
  expect(old.status).toBe('transferred');
  expect(events).toMatchObject([
    {
      kind: 'transferred',
      fromStatus: 'open',
      toStatus: 'transferred',
      documentText: 'Nghị quyết số 1',
      note: 'Sáp nhập',
    },
  ]);
  expect(successor).toMatchObject({ agencyId: heir.id, status: 'open' });
  await office.call('journal.undo', {});
  expect((await row(id)).status).toBe('open');
  expect(count('recommendation_event')).toBe(0);
});

test('visits that look again: in a round that is there, or in one of their own', async () => {
  const agencyIds = [round.district.id, round.department.id];
  const own = await office.call('remediation.planFollowUp', {
    agencyIds,
    target: { title: 'Phúc tra năm 2019', year: 2019, copySettingsFrom: round.plan.id },
  });
  expect(own.leftOut).toEqual([]);
  expect(own.visitIds).toHaveLength(2);
  const followUps = office.context.connection
    .prepare('SELECT count(*) FROM visit WHERE is_follow_up = 1 AND plan_id = ?')
    .pluck()
    .get(own.planId);
  expect(followUps).toBe(2);
  expect((await office.call('plans.get', { id: own.planId })).plan).toMatchObject({
    title: 'Phúc tra năm 2019',
    status: 'draft',
    issuerId: round.plan.issuerId,
  });
  const there = await office.call('remediation.planFollowUp', {
    agencyIds,
    target: { planId: round.plan.id },
  });
  expect(there).toMatchObject({ visitIds: [], leftOut: ['UBND huyện Nam Sách', 'Sở Y tế'] });
  await office.call('journal.undo', {});
  expect((await office.call('plans.list', {})).map(({ id }) => id)).not.toContain(own.planId);
});

test('a round goes with everything that hangs on it, and comes back whole, verified and closed ones too', async () => {
  const made = [await make('Niêm yết'), await make('Ban hành'), await make('Tập huấn')];
  await bringTo(office, made[0]!.id, 'verified');
  await bringTo(office, made[1]!.id, 'no_longer_applicable');
  await office.call('remediationPapers.create', {
    planId: round.plan.id,
    agencyId: round.district.id,
    ...noPaper,
    kind: 'report',
    entries: [{ recommendationId: made[2]!.id, ...noEntry, result: 'done' }],
    today,
  });
  const tables = [
    'recommendation',
    'remediation_proof',
    'recommendation_event',
    'remediation_paper',
    'remediation_entry',
  ];
  const before = tables.map(count);
  for (const remove of ['visit', 'plan'] as const) {
    const rev = (await office.call('plans.get', { id: round.plan.id })).plan.rev;
    if (remove === 'plan') await office.call('plans.delete', { id: round.plan.id, rev });
    else await office.call('visits.delete', { id: round.districtVisit.id, rev: round.districtVisit.rev });
    expect(tables.map(count)).toEqual([0, 0, 0, 0, 0]);
    await office.call('journal.undo', {});
    expect(tables.map(count)).toEqual(before);
    expect((await row(made[0]!.id)).status).toBe('verified');
    expect((await row(made[1]!.id)).status).toBe('no_longer_applicable');
  }
  expect(office.context.connection.pragma('foreign_key_check')).toEqual([]);
});
