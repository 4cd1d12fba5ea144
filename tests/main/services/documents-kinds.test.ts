// Every kind of paper: what it may be about, who issues it, how many there may be, and its way to a number.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { documentKinds, kindTraits } from '../../../core/documents/kinds.ts';
import { makeRound, missingId, type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let memberId: string;
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office, { reportBackTo: 'UBND tỉnh' });
  const [domain] = await office.call('domains.list', {});
  const member = await office.call('members.create', {
    teamId: round.team.id,
    personId: null,
    agencyId: null,
    fullName: 'Nguyễn Thị Hoa',
    partyTitle: null,
    position: 'Chuyên viên',
    body: 'Sở Nội vụ',
    rankText: null,
    role: 'team_member',
    isStanding: false,
    domainIds: [domain!.id],
  });
  memberId = member.id;
});
afterEach(() => removeOffice(office));

type Document = Output<'documents.create'>;
type Kind = Document['kind'];
const revOf = ({ id, rev }: { readonly id: string; readonly rev: number }) => ({ id, rev });
const create = (kind: Kind, about: Partial<Input<'documents.create'>> = {}) =>
  office.call('documents.create', { planId: round.plan.id, kind, ...about });
const fails = async (kind: Kind, about: Partial<Input<'documents.create'>> = {}) =>
  (await office.fails('documents.create', { planId: round.plan.id, kind, ...about })).fields;

/** The half-year's, made when it is first asked for. */
async function periodReportId(): Promise<string> {
  const about = { year: 2019, today: '2019-11-01' };
  const { reports } = await office.call('periodReports.list', about);
  const there = reports.find(({ kind }) => kind === 'half_year');
  return (there ?? (await office.call('periodReports.create', { ...about, kind: 'half_year' }))).id;
}

/** What the first scope of a kind asks for. */
async function aboutFor(kind: Kind): Promise<Partial<Input<'documents.create'>>> {
  switch (kindTraits[kind].scopes[0]) {
    case 'visit':
      return { visitId: round.districtVisit.id };
    case 'team':
      return { teamId: round.team.id };
    case 'member':
      return { memberId };
    case 'period':
      return { periodFrom: '2019-09-15', periodTo: '2019-10-14' };
    case 'period_report':
      return { planId: null, periodReportId: await periodReportId() };
    case 'agency_report': {
      const reportId = await periodReportId();
      await office.call('agencyReports.setRequired', {
        reportId,
        agencyIds: [round.district.id],
        today: '2019-11-01',
      });
      const [one] = await office.call('agencyReports.list', { reportId, today: '2019-11-01' });
      return { planId: null, agencyReportId: one!.id };
    }
    case 'document': {
      const plans = await office.call('documents.list', { planId: round.plan.id });
      const plan = plans.find((one) => one.kind === 'plan') ?? (await create('plan'));
      return { aboutDocumentId: plan.id };
    }
    default:
      return {};
  }
}

test.each(documentKinds)('%s: drafted, read, frozen, issued and printed', async (kind) => {
  const row = await create(kind, await aboutFor(kind));
  expect(row).toMatchObject({ kind, status: 'draft', number: null, draftRound: 1, urgency: null });
  expect(row.subject.trim()).not.toBe('');
  const detail = await office.call('documents.get', { id: row.id });
  expect(detail).toMatchObject({ stale: false, changes: [], duplicates: [], scans: [], replacedBy: null });
  expect(detail.content.kind).toBe(kind);
  expect(detail.content.blocks.length).toBeGreaterThan(0);
  const blocks = detail.content.blocks.map((block) => block.id);
  expect(new Set(blocks).size).toBe(blocks.length);
  const { numbered } = kindTraits[kind];
  if (numbered === 'none') expect(row.symbol).toBeNull();
  else expect(row.symbol).not.toBeNull();

  const frozen = await office.call('documents.freeze', revOf(row));
  const issue = (number: string) => ({ ...revOf(frozen), number, issuedOn: '2019-11-09' });
  if (numbered === 'always') {
    expect((await office.fails('documents.issue', issue('  '))).fields).toEqual([
      { path: 'number', code: 'MISSING_KEY' },
    ]);
  }
  if (numbered === 'none') {
    expect((await office.fails('documents.issue', issue('5'))).fields?.[0]?.path).toBe('number');
  }
  const issued = await office.call('documents.issue', issue(numbered === 'always' ? '5' : ''));
  expect(issued).toMatchObject({
    status: 'issued',
    number: numbered === 'always' ? '5' : null,
    issuedOn: '2019-11-09',
  });
  const file = await office.call('documents.render', { id: row.id, format: 'docx' });
  expect(file.bytes).toBeGreaterThan(1000);
  expect(file.fileName).toMatch(numbered === 'always' ? /-so-05-.+\.docx$/u : /^[A-Za-z0-9-]+\.docx$/u);
  const { html } = await office.call('documents.preview', { id: row.id });
  expect(html.length).toBeGreaterThan(100);
  expect(office.context.blobs.check()).toEqual({ orphans: [], missing: [] });
});

describe('what a paper is about', () => {
  test('is what its kind can be about, and of this round', async () => {
    expect(await fails('minutes')).toEqual([{ path: 'visitId', code: 'MISSING_KEY' }]);
    expect(await fails('team_decision')).toEqual([{ path: 'teamId', code: 'MISSING_KEY' }]);
    expect(await fails('member_report')).toEqual([{ path: 'memberId', code: 'MISSING_KEY' }]);
    expect(await fails('submission')).toEqual([{ path: 'aboutDocumentId', code: 'MISSING_KEY' }]);
    expect(await fails('one_stop_notice')).toEqual([{ path: 'periodFrom', code: 'MISSING_KEY' }]);
    expect(await fails('one_stop_notice', { periodFrom: '2019-09-15' })).toEqual([
      { path: 'periodTo', code: 'MISSING_KEY' },
    ]);
    expect(await fails('one_stop_notice', { periodFrom: '2019-09-15', periodTo: '2019-08-14' })).toEqual([
      { path: 'periodTo', code: 'BAD_DATE' },
    ]);
    expect(await fails('collective_notice', { visitId: round.districtVisit.id })).toEqual([
      { path: 'visitId', code: 'VALIDATION' },
    ]);
    expect(await fails('plan', { teamId: round.team.id })).toEqual([{ path: 'teamId', code: 'VALIDATION' }]);
    expect(await fails('plan', { periodTo: '2019-10-14' })).toEqual([
      { path: 'periodTo', code: 'VALIDATION' },
    ]);
    for (const [kind, about] of [
      ['minutes', { visitId: missingId }],
      ['team_decision', { teamId: missingId }],
      ['member_report', { memberId: missingId }],
      ['submission', { aboutDocumentId: missingId }],
      ['plan', { issuerId: missingId }],
    ] as const) {
      expect(await fails(kind, about)).toEqual([{ path: Object.keys(about)[0], code: 'NOT_FOUND' }]);
    }
    const other = await office.call('plans.create', { title: 'Đợt khác', issuerId: round.issuer.id });
    const error = await office.fails('documents.create', {
      planId: other.id,
      kind: 'minutes',
      visitId: round.districtVisit.id,
    });
    expect(error.fields).toEqual([{ path: 'visitId', code: 'NOT_FOUND' }]);
  });

  test('a submission submits a paper that stands, and no other submission', async () => {
    const plan = await create('plan');
    const submission = await create('submission', { aboutDocumentId: plan.id });
    expect(await fails('submission_slip', { aboutDocumentId: submission.id })).toEqual([
      { path: 'aboutDocumentId', code: 'VALIDATION' },
    ]);
    const detail = await office.call('documents.get', { id: submission.id });
    expect(detail.about).toMatchObject({ id: plan.id, kind: 'plan', status: 'draft' });
    expect(await office.fails('documents.delete', revOf(plan))).toMatchObject({
      code: 'IN_USE',
      detail: { documents: 1 },
    });
    const frozen = await office.call('documents.freeze', revOf(plan));
    await office.call('documents.withdraw', { ...revOf(frozen), reason: 'Không ban hành' });
    expect(await fails('submission', { aboutDocumentId: plan.id })).toEqual([
      { path: 'aboutDocumentId', code: 'WRONG_STATE' },
    ]);
  });

  test('one of each about the same, but several where the kind allows it', async () => {
    for (const kind of documentKinds) {
      const about = await aboutFor(kind);
      const there = (await office.call('documents.list', { planId: round.plan.id })).find(
        (one) => one.kind === kind,
      );
      const first = there ?? (await create(kind, about));
      if (kindTraits[kind].many) {
        expect((await create(kind, about)).id).not.toBe(first.id);
        continue;
      }
      expect(await office.fails('documents.create', { planId: round.plan.id, kind, ...about })).toMatchObject(
        {
          code: 'DUPLICATE',
          detail: { id: first.id },
        },
      );
    }
    // About another visit it is another paper.
    await create('minutes', { visitId: round.departmentVisit.id });
    await create('schedule_notice', { visitId: round.departmentVisit.id });
  }, 30_000);

  test('the day that overdue is counted on is today for kinds that count, and stays the day it was drafted', async () => {
    const summary = await create('remediation_summary');
    expect(summary.asOf).toBe('2019-11-01');
    expect((await create('plan')).asOf).toBeNull();
    expect((await create('reminder', { visitId: round.districtVisit.id, asOf: '2019-12-05' })).asOf).toBe(
      '2019-12-05',
    );
    const moved = await office.call('documents.update', { ...revOf(summary), patch: { asOf: '2019-12-31' } });
    expect(moved.document.asOf).toBe('2019-12-31');
  });
});

describe('who issues', () => {
  test('follows the kind: of the plan, of the notices, or the department', async () => {
    const [committee] = await office.call('issuers.list', {});
    const department = round.issuer;
    const team = await office.call('issuers.create', {
      kind: 'team',
      name: 'Đoàn kiểm tra',
      parentLine: null,
      nameLine: 'ĐOÀN KIỂM TRA',
      authorityLine: null,
      signLines: 'TRƯỞNG ĐOÀN',
      signerName: null,
      signerTitleBelow: null,
      symbol: 'ĐKT',
      numberSeries: null,
      placeName: null,
      archiveLine: null,
    });
    const plan = await office.call('plans.update', {
      ...revOf((await office.call('plans.get', { id: round.plan.id })).plan),
      patch: { issuerId: committee!.id, noticeIssuerId: team.id },
    });
    for (const [kind, issuerId, symbol] of [
      ['plan', committee!.id, 'KH-UBND'],
      ['agency_notice', team.id, 'TB-ĐKT'],
      ['summary_report', department.id, 'BC-SNV'],
      ['nomination_request', department.id, 'SNV-CCHC'],
      ['remediation_plan_form', committee!.id, 'KH-UBND'],
      ['news_item', department.id, null],
    ] as const) {
      expect(await create(kind, await aboutFor(kind))).toMatchObject({ kind, issuerId, symbol });
    }
    const decided = await office.call('teams.update', {
      ...revOf(round.team),
      patch: { decisionIssuerId: department.id },
    });
    expect(await create('team_decision', { teamId: decided.id })).toMatchObject({ issuerId: department.id });
    const own = await create('index_decision', { issuerId: team.id });
    expect(own).toMatchObject({ issuerId: team.id, symbol: 'QĐ-ĐKT' });
    expect(plan.issuerId).toBe(committee!.id);
  });
});

describe('all at once', () => {
  const all = (kinds: Kind[]) => office.call('documents.createAll', { planId: round.plan.id, kinds });

  test('one per visit, team, member, submitted paper or round; what exists is left alone; one undo', async () => {
    const called = await office.call('visits.setStatus', {
      ...revOf(round.departmentVisit),
      status: 'replaced_by_report',
    });
    const own = await create('plan');
    const created = await all([
      'plan',
      'team_decision',
      'minutes',
      'agency_notice',
      'member_report',
      'submission',
    ]);
    const count = (kind: Kind) => created.filter((one) => one.kind === kind).length;
    expect(documentKinds.flatMap((kind) => (count(kind) === 0 ? [] : [[kind, count(kind)]]))).toEqual([
      ['team_decision', 1],
      // Nobody meets where a report stands for the visit.
      ['minutes', 1],
      ['member_report', 1],
      ['agency_notice', 2],
      ['submission', 2],
    ]);
    expect(
      new Set(created.filter((one) => one.kind === 'submission').map((one) => one.aboutDocumentId)),
    ).toEqual(new Set([own.id, created.find((one) => one.kind === 'team_decision')!.id]));
    expect(called.status).toBe('replaced_by_report');
    expect(await all(['plan', 'team_decision', 'minutes', 'submission'])).toEqual([]);
    await office.call('journal.undo', {});
    expect((await office.call('documents.list', { planId: round.plan.id })).map((one) => one.id)).toEqual([
      own.id,
    ]);
  });

  test('reminders only for agencies with something overdue, and not again while one is under way', async () => {
    expect(await all(['reminder'])).toEqual([]);
    const ask = (agencyId: string | null, dueOn: string) =>
      office.call('recommendations.create', {
        planId: round.plan.id,
        findingId: null,
        agencyId,
        domainId: null,
        text: 'Niêm yết đầy đủ thủ tục.',
        dueOn,
        dueNote: null,
      });
    await ask(round.district.id, '2019-10-31');
    await ask(round.department.id, '2019-11-01');
    // What everybody was told is nobody's own arrears, in one go or by the list of what is overdue.
    await ask(null, '2019-10-01');
    const made = await all(['reminder']);
    expect(made.map((one) => [one.visitId, one.asOf])).toEqual([[round.districtVisit.id, '2019-11-01']]);
    expect(await all(['reminder'])).toEqual([]);
    const frozen = await office.call('documents.freeze', revOf(made[0]!));
    await office.call('documents.issue', { ...revOf(frozen), number: '9', issuedOn: '2019-11-02' });
    const [second] = await all(['reminder']);
    expect(second?.visitId).toBe(round.districtVisit.id);

    // A merger hands on what is owed: whoever answers for it now is reminded, as by the list of what is overdue.
    await office.call('journal.undo', {});
    await office.call('successions.create', {
      relation: 'merge',
      effectiveOn: '2019-10-15',
      predecessorIds: [round.district.id],
      successorIds: [round.department.id],
      note: null,
    });
    const { rows } = await office.call('remediation.list', {
      agencyId: round.district.id,
      settled: false,
      today: '2019-11-01',
    });
    await office.call('recommendations.transfer', {
      items: rows.map(({ id, rev }) => ({ id, rev })),
      toAgencyIds: [round.department.id],
      on: '2019-10-20',
      note: 'Sáp nhập',
    });
    expect((await all(['reminder'])).map(({ visitId }) => visitId)).toEqual([round.departmentVisit.id]);
    expect(await office.call('remediation.remind', { planId: round.plan.id, today: '2019-11-01' })).toEqual(
      [],
    );
  });

  test('of the last period that is over where no agency has reported', async () => {
    const [notice] = await all(['one_stop_notice']);
    expect(notice).toMatchObject({ periodFrom: '2019-10-01', periodTo: '2019-10-31' });
    expect(await all(['one_stop_notice'])).toEqual([]);
  });

  test('everything that a round may need in one step', async () => {
    const made = await all([...documentKinds]);
    expect(new Set(made.map((one) => one.kind))).toEqual(
      new Set(
        documentKinds.filter(
          // Nothing is overdue, and periodic reports belong to no round.
          (kind) => !['reminder', 'period_report', 'report_reminder'].includes(kind),
        ),
      ),
    );
  }, 30_000);
});
