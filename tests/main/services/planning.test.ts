// Planning over the real dispatcher: lifecycle, copy of last year's, review, coverage, nominations, calendar, library.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../../core/contract/index.ts';
import { planStatuses } from '../../../core/contract/plans.ts';
import { canMovePlan } from '../../../core/rules/plan-states.ts';
import {
  makeRound,
  missingId,
  noVersion,
  type Office,
  openOffice,
  removeOffice,
  setUpOffice,
} from './fixture.ts';
import { chance } from '../../long.ts';

let office: Office;
beforeEach(async () => {
  office = await setUpOffice();
});
afterEach(() => removeOffice(office));

const countOf = (table: string) =>
  office.context.connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
const memberFields = {
  fullName: 'Nguyễn Văn An',
  partyTitle: null,
  position: null,
  body: null,
  rankText: null,
  role: 'team_member' as const,
  isStanding: false,
  personId: null,
  domainIds: [] as string[],
};

describe('the lifecycle', () => {
  test('only the moves of the table happen, whatever is asked for; undo leads back step by step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...planStatuses), { maxLength: 8 }), async (wishes) => {
        let plan = await office.call('plans.create', { title: 'Đợt', year: 2026 });
        const way = [plan.status];
        for (const status of wishes) {
          const from = plan.status;
          if (from === status || canMovePlan(from, status)) {
            plan = await office.call('plans.setStatus', { id: plan.id, rev: plan.rev, status });
            expect(plan.status).toBe(status);
            if (from !== status) way.push(status);
          } else {
            const error = await office.fails('plans.setStatus', { id: plan.id, rev: plan.rev, status });
            expect(error).toMatchObject({ code: 'WRONG_STATE', detail: { from, to: status } });
          }
          const { nextStatuses } = await office.call('plans.get', { id: plan.id });
          expect(nextStatuses.every((next) => canMovePlan(plan.status, next))).toBe(true);
          // No state is a dead end.
          expect(nextStatuses.length).toBeGreaterThan(0);
        }
        for (const before of way.slice(0, -1).toReversed()) {
          await office.call('journal.undo', {});
          expect((await office.call('plans.get', { id: plan.id })).plan.status).toBe(before);
        }
      }),
      chance(331, 25, 400),
    );
  });

  test('the decision on the team may be of an earlier day than the plan', async () => {
    const { plan, team } = await makeRound(office, { documentDate: '2019-08-09' });
    const decided = await office.call('teams.update', {
      id: team.id,
      rev: team.rev,
      patch: { decisionNumber: '45', decisionSymbol: 'QĐ-UBND-TL', decisionDate: '2019-03-16' },
    });
    expect(decided.decisionDate).toBe('2019-03-16');
    const approved = await office.call('plans.setStatus', { id: plan.id, rev: plan.rev, status: 'approved' });
    expect(approved.status).toBe('approved');
    const { todo } = await office.call('plans.review', { id: plan.id });
    expect(todo.find(({ key }) => key === 'team_decisions')).toMatchObject({ state: 'done' });
  });

  test('deadlines and targets are the plan’s own, and absent until somebody sets them', async () => {
    const plan = await office.call('plans.create', { title: 'Đợt' });
    expect(plan).toMatchObject({
      deadlines: {},
      coverageTarget: null,
      teamsComplete: true,
      copiedFromId: null,
    });
    const deadlines = {
      notice: { days: 10, unit: 'working_day' as const },
      minutes: { days: 3, unit: 'day' as const },
    };
    const changed = await office.call('plans.update', {
      id: plan.id,
      rev: plan.rev,
      patch: { deadlines, coverageTarget: 20 },
    });
    expect(changed).toMatchObject({ deadlines, coverageTarget: 20 });
    expect(
      await office.fails('plans.update', { id: plan.id, rev: changed.rev, patch: { coverageTarget: 101 } }),
    ).toMatchObject({ code: 'VALIDATION' });
  });
});

describe('a copy of last year’s round', () => {
  async function lastYear() {
    const round = await makeRound(office, {
      number: '2676',
      symbol: 'KH-UBND',
      documentDate: '2019-08-09',
      subject: 'Về kiểm tra công tác cải cách hành chính năm 2019',
      contents: 'nhiệm vụ năm 2019 theo Kế hoạch số 12/KH-UBND ngày 05/01/2019; giai đoạn 2011 - 2020',
      legalGrounds: ['Kế hoạch số 12/KH-UBND ngày 05/01/2019 của UBND tỉnh'],
      reviewPeriodFrom: '2018-12-15',
      reviewPeriodTo: '2019-09-15',
      remediationDemand: 'khắc phục trong năm 2019',
      reportBackTo: 'UBND tỉnh',
      reportBackDueOn: '2019-11-15',
      deadlines: { notice: { days: 10, unit: 'working_day' } },
      coverageTarget: 30,
      note: 'ghi chú riêng',
    });
    const [domain] = (await office.call('plans.get', { id: round.plan.id })).domains;
    await office.call('teams.update', {
      id: round.team.id,
      rev: round.team.rev,
      patch: {
        decisionNumber: '45',
        decisionSymbol: 'QĐ-UBND',
        decisionDate: '2019-03-16',
        decisionSubject: 'thành lập Đoàn năm 2019',
      },
    });
    const asked = await office.call('nominations.create', { planId: round.plan.id, body: 'Sở Tư pháp' });
    await office.call('members.create', {
      teamId: round.team.id,
      ...memberFields,
      domainIds: [domain!.id],
      nominationId: asked.id,
    });
    await office.call('programme.create', {
      visitId: round.districtVisit.id,
      content: 'Nghe báo cáo năm 2019',
      day: '2019-09-16',
      startsAt: '08:00',
      endsAt: '09:00',
    });
    return { ...round, domain: domain! };
  }

  test('moves the year on and leaves open what nobody knows yet', async () => {
    const round = await lastYear();
    const copy = await office.call('plans.copy', { id: round.plan.id, year: 2020 });
    expect(copy).toMatchObject({
      title: 'Kiểm tra công tác cải cách hành chính năm 2020',
      year: 2020,
      status: 'draft',
      number: null,
      symbol: 'KH-UBND',
      documentDate: null,
      subject: 'Về kiểm tra công tác cải cách hành chính năm 2020',
      contents: 'nhiệm vụ năm 2020 theo Kế hoạch số 12/KH-UBND ngày 05/01/2019; giai đoạn 2011 - 2020',
      legalGrounds: ['Kế hoạch số 12/KH-UBND ngày 05/01/2019 của UBND tỉnh'],
      reviewPeriodFrom: null,
      reviewPeriodTo: null,
      startsOn: null,
      endsOn: null,
      remediationDemand: 'khắc phục trong năm 2020',
      reportBackTo: 'UBND tỉnh',
      reportBackDueOn: null,
      coverageTarget: 30,
      deadlines: { notice: { days: 10, unit: 'working_day' } },
      note: null,
      copiedFromId: round.plan.id,
      criteriaSetId: round.plan.criteriaSetId,
    });
    const { teams, visits } = await office.call('plans.get', { id: copy.id });
    expect(teams).toMatchObject([
      {
        name: 'Đoàn Kiểm tra số 01',
        decisionNumber: null,
        decisionSymbol: null,
        decisionDate: null,
        decisionSubject: 'thành lập Đoàn năm 2020',
        members: [{ fullName: 'Nguyễn Văn An', domainIds: [round.domain.id], nominationId: null }],
      },
    ]);
    expect(visits).toMatchObject([
      {
        agencyName: 'UBND huyện Nam Sách',
        startsOn: null,
        endsOn: null,
        status: 'planned',
        teamId: teams[0]!.id,
      },
      { agencyName: 'Sở Y tế', startsOn: null, status: 'planned' },
    ]);
    expect(await office.call('programme.list', { visitId: visits[0]!.id })).toMatchObject([
      { content: 'Nghe báo cáo năm 2020', day: null, startsAt: '08:00', endsAt: '09:00' },
    ]);
    expect(await office.call('nominations.list', { planId: copy.id })).toEqual([]);

    await office.call('journal.undo', {});
    expect(await office.fails('plans.get', { id: copy.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect([countOf('plan'), countOf('visit'), countOf('programme_item')]).toEqual([1, 2, 1]);
  });

  test('keeps only what was chosen', async () => {
    const { plan } = await lastYear();
    const bare = await office.call('plans.copy', {
      id: plan.id,
      year: 2020,
      title: 'Đợt mới',
      keep: { teams: true, members: false, agencies: false, grounds: false, programmes: false },
    });
    expect(bare).toMatchObject({ title: 'Đợt mới', legalGrounds: [] });
    const { teams, visits } = await office.call('plans.get', { id: bare.id });
    expect([teams[0]!.members, visits]).toEqual([[], []]);
    const unled = await office.call('plans.copy', {
      id: plan.id,
      year: 2020,
      keep: { teams: false, agencies: true, programmes: false },
    });
    const second = await office.call('plans.get', { id: unled.id });
    expect([second.teams.length, second.visits.map(({ teamId }) => teamId)]).toEqual([0, [null, null]]);
    expect(countOf('programme_item')).toBe(1);
  });

  test('the review finds nothing in a clean copy, and what somebody left or brought in', async () => {
    const { plan, district } = await lastYear();
    const clean = await office.call('plans.copy', { id: plan.id, year: 2020 });
    expect((await office.call('plans.review', { id: clean.id })).leftovers).toEqual([]);
    const changed = await office.call('plans.update', {
      id: clean.id,
      rev: clean.rev,
      patch: {
        subject: 'Về việc kiểm tra kiểm tra công tác cải cách hành chính năm 2019',
        contents: 'tại UBND huyện Nam Sách, theo Kế hoạch số 2676/KH-UBND, Tổ kiểm tra báo cáo',
      },
    });
    const { visits } = await office.call('plans.get', { id: clean.id });
    const gone = visits.find(({ agencyId }) => agencyId === district.id)!;
    await office.call('visits.delete', { id: gone.id, rev: gone.rev });
    const { leftovers, todo } = await office.call('plans.review', { id: changed.id });
    expect(
      leftovers.map(({ kind, field, excerpt, start, length }) => [
        kind,
        field,
        excerpt.slice(start, start + length),
      ]),
    ).toEqual([
      ['doubled_words', 'subject', 'kiểm tra kiểm tra'],
      ['old_year', 'subject', '2019'],
      ['agency_name', 'contents', 'UBND huyện Nam Sách'],
      ['old_number', 'contents', '2676/KH-UBND'],
      ['mixed_team_words', 'contents', 'Tổ kiểm tra'],
    ]);
    expect(todo.find(({ key }) => key === 'leftovers')).toEqual({
      key: 'leftovers',
      state: 'look',
      count: 5,
    });
    expect(new Set(todo.map(({ key }) => key)).size).toBe(todo.length);
  });

  test('agencies that have ended stay behind, and the review of the source names their successors', async () => {
    const { plan, district } = await lastYear();
    const heir = await office.call('agencies.create', {
      kind: 'ubnd_xa',
      version: { ...noVersion, name: 'UBND xã Nam Sách', validFrom: '2019-10-01' },
    });
    await office.call('successions.create', {
      predecessorIds: [district.id],
      successorIds: [heir.id],
      relation: 'split',
      effectiveOn: '2019-10-01',
      legalDocumentId: null,
      legalText: 'Nghị quyết sắp xếp',
      note: null,
    });
    const copy = await office.call('plans.copy', { id: plan.id, year: 2020 });
    const { visits } = await office.call('plans.get', { id: copy.id });
    expect(visits.map(({ agencyName }) => agencyName)).toEqual(['Sở Y tế']);
    expect((await office.call('plans.review', { id: plan.id })).endedAgencies).toMatchObject([
      {
        agencyId: district.id,
        name: 'UBND huyện Nam Sách',
        successors: [{ id: heir.id, name: 'UBND xã Nam Sách' }],
      },
    ]);
    expect((await office.call('plans.review', { id: copy.id })).endedAgencies).toEqual([]);
  });

  test('a deleted source is forgotten by its copies, and everything below it goes and comes back', async () => {
    const { plan } = await lastYear();
    const copy = await office.call('plans.copy', { id: plan.id, year: 2020 });
    const tables = ['plan', 'team', 'team_member', 'visit', 'nomination', 'programme_item'];
    const before = tables.map(countOf);
    const { rev } = (await office.call('plans.get', { id: plan.id })).plan;
    await office.call('plans.delete', { id: plan.id, rev });
    expect((await office.call('plans.get', { id: copy.id })).plan.copiedFromId).toBeNull();
    expect([countOf('nomination'), countOf('programme_item')]).toEqual([0, 1]);
    await office.call('journal.undo', {});
    expect(tables.map(countOf)).toEqual(before);
    expect((await office.call('plans.get', { id: copy.id })).plan.copiedFromId).toBe(plan.id);
  });
});

describe('the sample rounds', () => {
  async function load(name: 'hai-duong-2019' | 'lai-vung-2022') {
    removeOffice(office);
    office = openOffice();
    return (await office.call('system.loadSample', { name })).planId;
  }
  test('Hải Dương 2019: nothing left over, and coverage that nobody can tell', async () => {
    const id = await load('hai-duong-2019');
    expect((await office.call('plans.review', { id })).leftovers).toEqual([]);
    expect(await office.call('plans.coverage', { id })).toMatchObject({
      unknown: 'teams',
      kinds: [
        { kind: 'so_nganh', inspected: 4, unknown: 'teams' },
        { kind: 'ubnd_huyen', inspected: 3, unknown: 'teams' },
      ],
    });
  });
  test('Lai Vung 2022: last year’s year in the subject; all twelve communes, offices without a name', async () => {
    const id = await load('lai-vung-2022');
    const { leftovers } = await office.call('plans.review', { id });
    expect(leftovers).toMatchObject([
      { kind: 'old_year', table: 'plan', field: 'subject', expected: '2022' },
    ]);
    expect(leftovers[0]!.excerpt).toContain('năm 2021');
    expect(await office.call('plans.coverage', { id })).toMatchObject({
      unknown: 'unnamed',
      kinds: [
        { kind: 'phong_cap_huyen', inspected: 6, unknown: 'unnamed' },
        { kind: 'ubnd_xa', inspected: 12, total: 12, unknown: null },
      ],
    });
  });
});

test('many agencies come into a round as one step; who is there stays as it is', async () => {
  const { plan, team, district } = await makeRound(office);
  const fresh = await Promise.all(
    ['Sở Tư pháp', 'Sở Tài chính'].map((name) =>
      office.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name } }),
    ),
  );
  const agencyIds = [district.id, ...fresh.map(({ id }) => id), fresh[0]!.id];
  expect(await office.call('plans.addAgencies', { planId: plan.id, agencyIds, teamId: team.id })).toEqual({
    added: 2,
  });
  const { visits } = await office.call('plans.get', { id: plan.id });
  expect(visits.map(({ agencyName, ordinal }) => `${ordinal} ${agencyName}`)).toEqual([
    '1 UBND huyện Nam Sách',
    '2 Sở Y tế',
    '3 Sở Tư pháp',
    '4 Sở Tài chính',
  ]);
  expect(await office.call('plans.coverage', { id: plan.id })).toMatchObject({
    kinds: [
      { kind: 'so_nganh', inspected: 3, total: 3 },
      { kind: 'ubnd_huyen', inspected: 1, total: 1 },
    ],
    unknown: null,
  });
  await office.call('journal.undo', {});
  expect((await office.call('plans.get', { id: plan.id })).visits).toHaveLength(2);
  expect(await office.fails('plans.addAgencies', { planId: plan.id, agencyIds: [missingId] })).toMatchObject({
    fields: [{ path: 'agencyIds.0', code: 'NOT_FOUND' }],
  });
  expect(
    await office.fails('plans.addAgencies', {
      planId: plan.id,
      agencyIds: [fresh[0]!.id],
      teamId: missingId,
    }),
  ).toMatchObject({ fields: [{ path: 'teamId', code: 'NOT_FOUND' }] });
});

describe('nominations and teams', () => {
  test('a request goes its way, and members stay when it is deleted', async () => {
    const { plan, team } = await makeRound(office);
    let row = await office.call('nominations.create', { planId: plan.id, body: 'Sở Tư pháp' });
    expect(row).toMatchObject({ state: 'to_ask', seats: 1, ordinal: 1, memberIds: [] });
    const update = async (patch: object) => {
      row = await office.call('nominations.update', { id: row.id, rev: row.rev, patch });
      return row.state;
    };
    // The clock of the office stands at 1 November 2019.
    expect(await update({ letterNumber: '12/SNV-CCHC', letterOn: '2019-10-01', dueOn: '2019-11-01' })).toBe(
      'asked',
    );
    expect(await update({ dueOn: '2019-10-31' })).toBe('late');
    expect(await update({ arrivedOn: '2019-11-01' })).toBe('replied');
    const member = await office.call('members.create', {
      teamId: team.id,
      ...memberFields,
      nominationId: row.id,
    });
    [row] = (await office.call('nominations.list', { planId: plan.id })) as [typeof row];
    expect(row).toMatchObject({ state: 'seated', memberIds: [member.id] });
    expect(
      await office.fails('nominations.update', { id: row.id, rev: row.rev, patch: { dueOn: '2019-09-30' } }),
    ).toMatchObject({
      fields: [{ path: 'patch.dueOn' }],
    });
    await office.call('nominations.delete', { id: row.id, rev: row.rev });
    const members = async () => (await office.call('plans.get', { id: plan.id })).teams[0]!.members;
    expect(await members()).toMatchObject([{ id: member.id, nominationId: null }]);
    await office.call('journal.undo', {});
    expect(await members()).toMatchObject([{ id: member.id, nominationId: row.id }]);
  });

  test('a member names a nomination of its own round and an agency that is there', async () => {
    const { team } = await makeRound(office);
    const other = await office.call('plans.create', { title: 'Đợt khác' });
    const foreign = await office.call('nominations.create', { planId: other.id, body: 'Sở Tư pháp' });
    expect(
      await office.fails('members.create', { teamId: team.id, ...memberFields, nominationId: foreign.id }),
    ).toMatchObject({ fields: [{ path: 'nominationId', code: 'NOT_FOUND' }] });
    expect(
      await office.fails('members.create', { teamId: team.id, ...memberFields, agencyId: missingId }),
    ).toMatchObject({ fields: [{ path: 'agencyId', code: 'NOT_FOUND' }] });
  });

  test('warnings name member, visit and domain', async () => {
    const { plan, team, department, departmentVisit } = await makeRound(office);
    const { domains } = await office.call('plans.get', { id: plan.id });
    const from = await office.call('members.create', {
      teamId: team.id,
      ...memberFields,
      role: 'team_lead',
      agencyId: department.id,
      domainIds: domains.slice(1).map(({ id }) => id),
    });
    const warnings = await office.call('teams.check', { planId: plan.id });
    expect(
      warnings.map(({ code, memberId, visitId, domainId }) => [code, memberId, visitId, domainId]),
    ).toEqual([
      ['NO_SECRETARY', null, null, null],
      ['DOMAIN_UNCOVERED', null, null, domains[0]!.id],
      ['MEMBER_OF_INSPECTED_AGENCY', from.id, departmentVisit.id, null],
    ]);
    // It is a warning: the plan goes on.
    expect(
      (await office.call('plans.setStatus', { id: plan.id, rev: plan.rev, status: 'approved' })).status,
    ).toBe('approved');
  });
});

describe('the calendar', () => {
  test('proposals are taken over once, and a day stands in it once', async () => {
    const proposed = await office.call('calendar.proposals', { year: 2026 });
    expect(proposed).toHaveLength(12);
    await office.call('calendar.createMany', { days: proposed });
    expect(await office.call('calendar.proposals', { year: 2026 })).toEqual([]);
    const rows = await office.call('calendar.list', { year: 2026 });
    expect(rows.map(({ day }) => day)).toEqual(proposed.map(({ day }) => day));
    expect(await office.fails('calendar.createMany', { days: [proposed[0]!] })).toMatchObject({
      code: 'DUPLICATE',
      fields: [{ path: 'days.0.day' }],
    });
    const [first, second] = rows as [Output<'calendar.list'>[number], Output<'calendar.list'>[number]];
    expect(
      await office.fails('calendar.update', { id: first.id, rev: first.rev, patch: { day: second.day } }),
    ).toMatchObject({ fields: [{ path: 'patch.day', code: 'DUPLICATE' }] });
    const renamed = await office.call('calendar.update', {
      id: first.id,
      rev: first.rev,
      patch: { name: 'Tết' },
    });
    expect(renamed.name).toBe('Tết');
    await office.call('calendar.delete', { id: first.id, rev: renamed.rev });
    expect(await office.call('calendar.proposals', { year: 2026 })).toHaveLength(1);
  });
});

describe('the library of legal documents', () => {
  test('comes with documents to be compared, found by symbol, name or issuer', async () => {
    const all = await office.call('legalDocuments.list', {});
    expect(all.length).toBeGreaterThan(10);
    expect(
      all.every(({ provenance, note }) => provenance === 'inferred' && note?.includes('cần đối chiếu')),
    ).toBe(true);
    const symbols = async (text: string) =>
      (await office.call('legalDocuments.list', { text })).map(({ symbol }) => symbol);
    expect(await symbols('76 / nq - cp')).toEqual(['76/NQ-CP']);
    expect(await symbols('van thu')).toEqual(['30/2020/NĐ-CP']);
    const inForce = await office.call('legalDocuments.list', { on: '2019-08-09', text: '61/2018' });
    expect(inForce).toHaveLength(1);
    expect(await office.call('legalDocuments.list', { on: '2025-07-01', text: '61/2018' })).toEqual([]);
  });

  test('a citation out of season is named, with what replaced it', async () => {
    const old = await office.call('legalDocuments.create', {
      kind: 'luat',
      subject: 'Tổ chức chính quyền địa phương',
      symbol: '77/2015/QH13',
      issuedOn: '2015-06-19',
      effectiveFrom: '2016-01-01',
    });
    expect(old).toMatchObject({
      firstCitation: 'Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015',
      shortCitation: 'Luật Tổ chức chính quyền địa phương',
      replacedByName: null,
    });
    const [law] = await office.call('legalDocuments.list', { text: '72/2025/QH15' });
    const replaced = await office.call('legalDocuments.update', {
      id: old.id,
      rev: old.rev,
      patch: { replacedById: law!.id },
    });
    expect(replaced.replacedByName).toBe('Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025');
    const check = (on: string) =>
      office.call('legalDocuments.check', { texts: ['Căn cứ', `Căn cứ ${old.firstCitation};`], on });
    expect(await check('2015-06-01')).toMatchObject([{ index: 1, state: 'issued_later', day: '2015-06-19' }]);
    expect(await check('2015-12-31')).toMatchObject([{ state: 'not_yet', day: '2016-01-01' }]);
    expect(await check('2019-08-09')).toEqual([]);
    expect(await check('2026-01-01')).toMatchObject([
      { legalDocumentId: old.id, state: 'no_longer', day: '2025-06-16', replacedBy: replaced.replacedByName },
    ]);
    // In the review the plan's own day decides.
    const plan = await office.call('plans.create', {
      title: 'Đợt',
      legalGrounds: [old.firstCitation],
      documentDate: '2026-03-01',
    });
    expect((await office.call('plans.review', { id: plan.id })).grounds).toHaveLength(1);
  });

  test('nothing replaces itself; who was replaced by a deleted document is so no longer', async () => {
    const create = (symbol: string, replacedById: string | null = null) =>
      office.call('legalDocuments.create', { kind: 'quyet_dinh', subject: 'về việc', symbol, replacedById });
    const first = await create('1/QĐ-A');
    const second = await create('2/QĐ-A', first.id);
    expect(
      await office.fails('legalDocuments.update', {
        id: first.id,
        rev: first.rev,
        patch: { replacedById: second.id },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.replacedById' }] });
    expect(
      await office.fails('legalDocuments.update', {
        id: first.id,
        rev: first.rev,
        patch: { effectiveFrom: '2020-01-02', effectiveTo: '2020-01-01' },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.effectiveTo' }] });
    await office.call('legalDocuments.delete', { id: first.id, rev: first.rev });
    const [left] = await office.call('legalDocuments.list', { text: '2/QĐ-A' });
    expect(left).toMatchObject({ id: second.id, replacedById: null });
    await office.call('journal.undo', {});
    expect((await office.call('legalDocuments.list', { text: '2/QĐ-A' }))[0]).toMatchObject({
      replacedById: first.id,
    });
  });
});

describe('annual plans', () => {
  const planOf = (year: number, extra: object = {}) =>
    office.call('parPlans.create', { year, title: `Kế hoạch CCHC năm ${String(year)}`, ...extra });

  test('tasks are counted, moved, reopened and copied into the next year', async () => {
    const plan = await planOf(2019);
    const add = (task: string, fields: object = {}) =>
      office.call('parTasks.create', { parPlanId: plan.id, task, ...fields });
    const first = await add('Kiểm tra CCHC năm 2019', {
      dueOn: '2019-09-30',
      owner: 'Sở Nội vụ',
      domainKey: 'tthc',
    });
    const second = await add('Tuyên truyền', { dueText: 'Quý II năm 2019' });
    await add('Bỏ', { state: 'dropped' });
    expect(first).toMatchObject({ ordinal: 1, state: 'not_started', overdue: true });
    expect((await office.call('parPlans.get', { id: plan.id })).figures).toMatchObject({
      total: 2,
      due: 1,
      overdue: 1,
    });

    const done = await office.call('parTasks.update', {
      id: first.id,
      rev: first.rev,
      patch: { state: 'done', doneOn: '2019-09-29', evaluation: 'Đạt' },
    });
    expect(done).toMatchObject({ overdue: false, doneOn: '2019-09-29' });
    const [listed] = await office.call('parPlans.list', { year: 2019, agencyId: null });
    expect(listed).toMatchObject({
      agencyName: null,
      figures: { doneOnTime: 1, done: 1, evaluated: 1, overdue: 0 },
    });
    const reopened = await office.call('parTasks.update', {
      id: first.id,
      rev: done.rev,
      patch: { state: 'in_progress' },
    });
    expect(reopened.doneOn).toBeNull();
    expect(
      await office.fails('parTasks.update', {
        id: second.id,
        rev: second.rev,
        patch: { doneOn: '2019-01-01' },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.doneOn' }] });
    expect(
      await office.fails('parTasks.create', { parPlanId: plan.id, task: 'x', domainKey: 'không có' }),
    ).toMatchObject({
      fields: [{ path: 'domainKey', code: 'NOT_FOUND' }],
    });

    const moved = await office.call('parTasks.move', { id: second.id, rev: second.rev, ordinal: 1 });
    expect(moved.ordinal).toBe(1);
    const order = async () =>
      (await office.call('parPlans.get', { id: plan.id })).tasks.map(({ task }) => task);
    expect(await order()).toEqual(['Tuyên truyền', 'Kiểm tra CCHC năm 2019', 'Bỏ']);
    await office.call('journal.undo', {});
    expect(await order()).toEqual(['Kiểm tra CCHC năm 2019', 'Tuyên truyền', 'Bỏ']);

    const next = await planOf(2020, { copyFromId: plan.id });
    const { tasks } = await office.call('parPlans.get', { id: next.id });
    expect(tasks).toMatchObject([
      {
        task: 'Kiểm tra CCHC năm 2020',
        dueOn: '2020-09-30',
        state: 'not_started',
        evaluation: null,
        owner: 'Sở Nội vụ',
        ordinal: 1,
      },
      { task: 'Tuyên truyền', dueText: 'Quý II năm 2020', ordinal: 2 },
    ]);
    const { rev } = await office.call('parPlans.get', { id: plan.id });
    await office.call('parPlans.delete', { id: plan.id, rev });
    expect(countOf('par_task')).toBe(2);
    await office.call('journal.undo', {});
    expect(countOf('par_task')).toBe(5);
  });

  test('the same for an agency whose plan the office keeps', async () => {
    const { district } = await makeRound(office);
    await planOf(2019);
    await planOf(2019, { agencyId: district.id });
    const all = await office.call('parPlans.list', { year: 2019 });
    expect(all.map(({ agencyName }) => agencyName)).toEqual([null, 'UBND huyện Nam Sách']);
    expect(await office.call('parPlans.list', { agencyId: district.id })).toHaveLength(1);
    expect(
      await office.fails('parPlans.create', { year: 2019, title: 'x', agencyId: missingId }),
    ).toMatchObject({
      fields: [{ path: 'agencyId', code: 'NOT_FOUND' }],
    });
  });
});
