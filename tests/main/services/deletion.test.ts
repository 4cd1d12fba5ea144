// A round with everything that a desk can hold goes away whole and comes back whole.
import { afterEach, describe, expect, test } from 'vitest';
import { errorText } from '../../../core/contract/error-text.ts';
import type { Input } from '../../../core/contract/index.ts';
import { tableNames } from '../../../db/registry.ts';
import { makeRound, noVersion, type Office, openOffice, removeOffice, setUpOffice } from './fixture.ts';

let office: Office | undefined;
afterEach(() => {
  if (office !== undefined) removeOffice(office);
});

function contents({ context: { connection } }: Office): Record<string, unknown[]> {
  return Object.fromEntries(
    tableNames.map((table) => [
      table,
      connection
        .prepare(`SELECT * FROM ${table} ORDER BY id`)
        .all()
        .map((row) => {
          const {
            rev: _rev,
            created_at: _created,
            updated_at: _updated,
            ...rest
          } = row as Record<string, unknown>;
          return rest;
        }),
    ]),
  );
}

const ofRound = [
  'visit',
  'answer',
  'self_answer',
  'self_report',
  'finding',
  'finding_agency',
  'recommendation',
  'evidence',
  'evidence_link',
  'procedure_check',
  'procedure_posting',
  'register',
  'sample',
  'sample_item',
  'explanation_round',
  'remark',
  'handout',
  'programme_item',
  'document',
  'team',
] as const;

test.each(['hai-duong-2019', 'lai-vung-2022'] as const)(
  '%s, filled, is deleted and brought back',
  async (name) => {
    office = openOffice();
    const { planId } = await office.call('system.loadSample', { name, illustrative: true });
    const [visit] = await office.call('visits.list', { planId });
    await office.call('handouts.give', { visitId: visit!.id, domainIds: [], holder: 'Nguyễn Thị Hoa' });
    const before = contents(office);
    const plan = (await office.call('plans.get', { id: planId })).plan;
    await office.call('plans.delete', { id: planId, rev: plan.rev });
    const after = contents(office);
    expect(ofRound.filter((table) => after[table]?.length !== 0)).toEqual([]);
    expect(office.context.connection.pragma('foreign_key_check')).toEqual([]);
    await office.call('journal.undo', {});
    expect(contents(office)).toEqual(before);
  },
  60_000,
);

test('a visit alone goes with what is its own', async () => {
  office = openOffice();
  const { planId } = await office.call('system.loadSample', { name: 'hai-duong-2019', illustrative: true });
  const before = contents(office);
  const visits = await office.call('visits.list', { planId });
  const visit = visits.find(({ agencyName }) => agencyName.includes('Chí Linh'))!;
  await office.call('visits.delete', { id: visit.id, rev: visit.rev });
  for (const table of [
    'answer',
    'self_answer',
    'evidence',
    'sample',
    'remark',
    'procedure_posting',
    'handout',
  ]) {
    const left = office.context.connection
      .prepare(`SELECT count(*) FROM ${table} WHERE visit_id = ?`)
      .pluck()
      .get(visit.id);
    expect([table, left]).toEqual([table, 0]);
  }
  await office.call('journal.undo', {});
  expect(contents(office)).toEqual(before);
}, 60_000);

describe('what follows a round', () => {
  const today = '2019-11-01';

  test('an agency stands in reports, indexes and papers, which are counted by name', async () => {
    office = await setUpOffice();
    const round = await makeRound(office);
    const create = async (name: string) =>
      office!.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name } });
    const fails = ({ id, rev }: { readonly id: string; readonly rev: number }) =>
      office!.fails('agencies.delete', { id, rev });

    const writer = await create('Sở Công Thương');
    await office.call('visits.create', { planId: round.plan.id, agencyId: writer.id });
    await office.call('remediationPapers.create', {
      planId: round.plan.id,
      agencyId: writer.id,
      kind: 'report',
      number: '1',
      symbol: null,
      documentDate: null,
      arrivedOn: null,
      note: null,
      entries: [],
      today,
    });
    expect(await fails(writer)).toMatchObject({
      code: 'IN_USE',
      detail: { visits: 1, remediationPapers: 1 },
    });

    const measured = await create('Sở Tư pháp');
    const set = await office.call('indexSets.create', {
      year: 2019,
      name: 'Chỉ số CCHC năm 2019',
      groupName: 'Sở, ban, ngành',
      agencyKinds: ['so_nganh'],
      from: 'starter',
    });
    await office.call('indexEntries.add', { indexSetId: set.id, agencyIds: [measured.id] });
    expect(await fails(measured)).toMatchObject({ code: 'IN_USE', detail: { indexes: 1 } });

    const reporting = await create('Sở Tài chính');
    await office.call('periodReports.create', { kind: 'quarter_3', year: 2019, today });
    const refused = await fails(reporting);
    expect(refused).toMatchObject({ code: 'IN_USE', detail: { reports: 1 } });
    expect(errorText(refused, 'vi').cause).toBe(
      'Không xóa được cơ quan, đơn vị vì đang có dữ liệu khác gắn với nội dung này: 1 báo cáo định kỳ.',
    );
    expect(errorText(refused, 'en').cause).toBe(
      'The agency cannot be deleted because other data belongs to it: 1 periodic reports.',
    );
    // Nobody has to be told twice: whoever stands nowhere goes.
    const free = await create('Sở Ngoại vụ');
    await office.call('agencies.delete', { id: free.id, rev: free.rev });
  });

  test('a periodic report and an index go with everything below them and come back whole', async () => {
    office = await setUpOffice();
    const { department } = await makeRound(office);
    const report = await office.call('periodReports.create', { kind: 'quarter_3', year: 2019, today });
    const later = await office.call('periodReports.create', { kind: 'year', year: 2019, today });
    const { sections, annex } = await office.call('periodReports.get', { id: report.id, today });
    await office.call('periodReports.saveSection', {
      id: sections[1]!.id,
      rev: sections[1]!.rev,
      patch: { text: 'Đã chỉ đạo' },
    });
    await office.call('periodReports.carry', { id: later.id, fromId: report.id });
    const key = annex.find(({ isGroup }) => !isGroup)!.key;
    await office.call('periodReports.setFigure', {
      reportId: report.id,
      key,
      rev: null,
      value: 3,
      note: null,
    });
    const [first] = await office.call('agencyReports.list', { reportId: report.id, today });
    await office.call('documents.create', { kind: 'period_report', periodReportId: report.id, asOf: today });
    await office.call('documents.create', {
      kind: 'report_reminder',
      agencyReportId: first!.id,
      asOf: today,
    });

    const create = (from: Input<'indexSets.create'>['from'], year: number) =>
      office!.call('indexSets.create', {
        year,
        name: `Chỉ số CCHC năm ${year}`,
        groupName: 'Sở, ban, ngành',
        agencyKinds: ['so_nganh'],
        from,
      });
    const set = await create('starter', 2019);
    await office.call('indexEntries.add', { indexSetId: set.id, agencyIds: [department.id] });
    const next = await create({ setId: set.id }, 2020);
    const before = contents(office);

    const { rev } = (await office.call('periodReports.get', { id: report.id, today })).report;
    await office.call('periodReports.delete', { id: report.id, rev });
    await office.call('indexSets.delete', { id: set.id, rev: set.rev });
    const after = contents(office);
    expect(after['period_report']).toHaveLength(1);
    expect(after['index_set']).toHaveLength(1);
    expect(JSON.stringify([after['document'], after['agency_report'], after['period_figure']])).not.toContain(
      report.id,
    );
    expect(JSON.stringify([after['index_item'], after['index_entry']])).not.toContain(set.id);
    // What was taken from them stays, on its own.
    expect(after['index_item']).toHaveLength(next.items);
    expect(
      after['period_section']?.every((row) => (row as { carried_from_id: unknown }).carried_from_id === null),
    ).toBe(true);
    expect(office.context.connection.pragma('foreign_key_check')).toEqual([]);
    await office.call('journal.undo', {});
    await office.call('journal.undo', {});
    expect(contents(office)).toEqual(before);
  });

  test('a file that proves what another round or agency was told holds its visit and its round', async () => {
    office = await setUpOffice();
    const earlier = await makeRound(office);
    const { district } = earlier;
    const plan = await office.call('plans.create', {
      title: 'Kiểm tra năm 2020',
      year: 2020,
      issuerId: earlier.issuer.id,
    });
    const visit = await office.call('visits.create', { planId: plan.id, agencyId: district.id });
    const recommend = (planId: string, agencyId: string | null) =>
      office!.call('recommendations.create', {
        planId,
        agencyId,
        findingId: null,
        domainId: null,
        text: 'Niêm yết đủ',
        dueOn: null,
        dueNote: null,
      });
    const own = await recommend(plan.id, district.id);
    const other = await recommend(earlier.plan.id, district.id);
    const { blobs, handles } = office.context;
    const bytes = new TextEncoder().encode('%PDF-1.4\n%%EOF\n');
    const held = await blobs.hold(
      (async function* () {
        yield bytes;
      })(),
    );
    const about = { fileName: 'x.pdf', media: 'application/pdf', size: held.size, sha256: null };
    const { id: file } = handles.refer({ ...about, read: () => held.readAll(), held });
    const evidence = await office.call('evidence.add', { visitId: visit.id, file, fileName: 'x.pdf' });
    const prove = (recommendationId: string) =>
      office!.call('proofs.add', {
        recommendationId,
        evidenceId: evidence.id,
        documentName: null,
        provedOn: today,
        note: null,
      });
    await prove(own.id);
    const proof = await prove(other.id);
    const revOf = async () => (await office!.call('visits.get', { id: visit.id })).visit.rev;
    const refused = await office.fails('visits.delete', { id: visit.id, rev: await revOf() });
    expect(refused).toMatchObject({ code: 'IN_USE', detail: { entity: 'visit', proofs: 1 } });
    expect(errorText(refused, 'vi').cause).toContain('1 kiến nghị lấy tệp ở đây làm minh chứng');
    const ofPlan = (await office.call('plans.get', { id: plan.id })).plan;
    expect(await office.fails('plans.delete', { id: plan.id, rev: ofPlan.rev })).toMatchObject({
      code: 'IN_USE',
      detail: { entity: 'plan', proofs: 1 },
    });
    expect(await office.fails('evidence.delete', { id: evidence.id, rev: evidence.rev })).toMatchObject({
      code: 'IN_USE',
      detail: { entity: 'evidence', proofs: 2 },
    });
    // Once that is proven by something else, the visit goes, and comes back.
    await office.call('proofs.delete', { id: proof.id, rev: proof.rev });
    const before = contents(office);
    await office.call('visits.delete', { id: visit.id, rev: await revOf() });
    expect(office.context.connection.pragma('foreign_key_check')).toEqual([]);
    await office.call('journal.undo', {});
    expect(contents(office)).toEqual(before);
  });
});
