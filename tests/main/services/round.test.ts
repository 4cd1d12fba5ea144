// A round: plan, team, members, visits, with their states, faults and undo.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import {
  collective,
  makeRound,
  missingId,
  noVersion,
  type Office,
  openOffice,
  pick,
  removeOffice,
  rowsOf,
  setUpOffice,
} from './fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await setUpOffice();
});
afterEach(() => removeOffice(office));

describe('plans', () => {
  test('a new plan proposes symbol, issuer of the notices and the set in force; what is said stays', async () => {
    const [committee] = await office.call('issuers.list', {});
    const plan = await office.call('plans.create', { title: 'Đợt kiểm tra', issuerId: committee!.id });
    const [set] = await office.call('criteriaSets.list', {});
    expect(plan).toMatchObject({
      status: 'draft',
      symbol: 'KH-UBND',
      number: null,
      documentDate: null,
      noticeIssuerId: committee!.id,
      criteriaSetId: set!.id,
      scoring: false,
      illustrative: false,
      legalGrounds: [],
    });
    const said = await office.call('plans.create', {
      title: 'Đợt khác',
      issuerId: committee!.id,
      symbol: null,
      criteriaSetId: null,
      noticeIssuerId: null,
    });
    expect(said).toMatchObject({ symbol: null, criteriaSetId: null, noticeIssuerId: null });
  });

  test('states move along the table only', async () => {
    let plan = await office.call('plans.create', { title: 'Đợt kiểm tra' });
    expect(await office.fails('plans.setStatus', { id: plan.id, rev: plan.rev, status: 'closed' })).toEqual({
      code: 'WRONG_STATE',
      detail: { entity: 'plan', from: 'draft', to: 'closed' },
    });
    for (const status of ['approved', 'in_progress', 'reporting', 'closed'] as const) {
      expect((await office.call('plans.get', { id: plan.id })).nextStatuses).toContain(status);
      plan = await office.call('plans.setStatus', { id: plan.id, rev: plan.rev, status });
    }
    expect(plan.status).toBe('closed');
  });

  test('a stale rev is a conflict that names the present one; a missing row is not found', async () => {
    const plan = await office.call('plans.create', { title: 'Đợt kiểm tra' });
    const patch = { title: 'Đợt kiểm tra lại' };
    const changed = await office.call('plans.update', { id: plan.id, rev: plan.rev, patch });
    expect(changed.rev).toBe(plan.rev + 1);
    const stale = await office.fails('plans.update', {
      id: plan.id,
      rev: plan.rev,
      patch: { title: 'Khác' },
    });
    expect(stale).toMatchObject({ code: 'CONFLICT', detail: { rev: changed.rev } });
    expect(await office.fails('plans.delete', { id: plan.id, rev: plan.rev })).toMatchObject({
      code: 'CONFLICT',
    });
    expect(
      await office.fails('plans.setStatus', { id: plan.id, rev: plan.rev, status: 'approved' }),
    ).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await office.fails('plans.get', { id: missingId })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await office.fails('plans.update', { id: missingId, rev: 1, patch })).toMatchObject({
      code: 'NOT_FOUND',
    });
    // The same again is no change.
    expect((await office.call('plans.update', { id: plan.id, rev: changed.rev, patch })).rev).toBe(
      changed.rev,
    );
  });

  test('days in the wrong order and things that are not there name their field', async () => {
    const plan = await office.call('plans.create', { title: 'Đợt', startsOn: '2019-09-16' });
    const { id, rev } = plan;
    expect(await office.fails('plans.update', { id, rev, patch: { endsOn: '2019-09-15' } })).toEqual({
      code: 'VALIDATION',
      fields: [{ path: 'patch.endsOn', code: 'VALIDATION' }],
    });
    expect(await office.fails('plans.update', { id, rev, patch: { issuerId: missingId } })).toEqual({
      code: 'VALIDATION',
      fields: [{ path: 'patch.issuerId', code: 'NOT_FOUND' }],
    });
    expect(await office.fails('plans.create', { title: 'Đợt', documentDate: '2019-02-31' })).toMatchObject({
      code: 'BAD_DATE',
    });
  });

  test('the list filters, finds without marks and counts', async () => {
    const { plan } = await makeRound(office);
    await office.call('plans.create', { title: 'Kiểm tra đột xuất', year: 2020 });
    expect(await office.call('plans.list', {})).toMatchObject([{ year: 2020 }, { year: 2019 }]);
    const [row, ...others] = await office.call('plans.list', { text: 'CAI CACH hanh chinh' });
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      id: plan.id,
      visits: 2,
      visitsDone: 0,
      issuerName: 'Sở Nội vụ tỉnh Hải Dương',
    });
    expect(await office.call('plans.list', { text: 'đột xuất' })).toMatchObject([{ year: 2020 }]);
    expect(await office.call('plans.list', { year: 2018 })).toEqual([]);
    expect(await office.call('plans.list', { status: 'closed' })).toEqual([]);
  });

  test('deleting a round takes everything below it, and one undo brings all of it back, after a restart too', async () => {
    const { plan, districtVisit, district } = await makeRound(office);
    const space = await office.call('visits.get', { id: districtVisit.id });
    const criterion = pick(space.criteria, { answerType: 'yes_no' });
    await office.call('answers.save', {
      visitId: districtVisit.id,
      criterionId: criterion.id,
      rev: null,
      patch: { choice: 'no', note: 'Chưa có' },
    });
    const finding = await office.call('findings.create', {
      planId: plan.id,
      visitId: districtVisit.id,
      domainId: criterion.domainId,
      criterionId: criterion.id,
      kind: 'limitation',
      scope: 'named',
      text: 'Chưa ban hành kế hoạch',
    });
    expect(finding).toMatchObject({ agencyIds: [district.id], criterionCode: criterion.code });
    await office.call('recommendations.create', {
      planId: plan.id,
      findingId: finding.id,
      agencyId: district.id,
      domainId: criterion.domainId,
      text: 'Ban hành kế hoạch',
      dueOn: null,
      dueNote: null,
    });
    await office.call('documents.createAll', { planId: plan.id });
    const before = rowsOf(office.context, true);
    expect(before['document']).toHaveLength(3);

    const { rev } = await office.call('plans.get', { id: plan.id }).then((detail) => detail.plan);
    expect(await office.call('plans.delete', { id: plan.id, rev })).toEqual({ id: plan.id });
    for (const table of [
      'plan',
      'team',
      'visit',
      'answer',
      'finding',
      'finding_agency',
      'recommendation',
      'document',
    ]) {
      expect(rowsOf(office.context)[table], table).toEqual([]);
    }

    const { folder } = office;
    office.close();
    office = openOffice({ folder });
    expect((await office.call('journal.state', {})).undo).toMatchObject({ method: 'plans.delete' });
    const state = await office.call('journal.undo', {});
    expect(state.redo).toMatchObject({ method: 'plans.delete' });
    expect(rowsOf(office.context, true)).toEqual(before);
    expect(await office.call('search.find', { text: 'chua ban hanh ke hoach' })).toMatchObject([
      { entity: 'finding', id: finding.id },
      { entity: 'document' },
      { entity: 'document' },
    ]);
    await office.call('journal.redo', {});
    expect(rowsOf(office.context)['plan']).toEqual([]);
    expect(await office.call('journal.verify', {})).toMatchObject({ intact: true, brokenAt: null });
  });
});

describe('teams', () => {
  test('a member may be known by rank and body only, but not by nothing', async () => {
    const { team, plan } = await makeRound(office);
    const [domain] = await office.call('domains.list', {});
    const nobody: Input<'members.create'> = {
      teamId: team.id,
      fullName: null,
      partyTitle: null,
      position: null,
      body: null,
      rankText: null,
      role: 'team_member',
      isStanding: false,
      personId: null,
      domainIds: [],
    };
    expect(await office.fails('members.create', nobody)).toMatchObject({
      code: 'VALIDATION',
      fields: [{ path: 'fullName', code: 'MISSING_KEY' }],
    });
    const member = await office.call('members.create', {
      ...nobody,
      rankText: 'lãnh đạo cấp phòng',
      body: 'các cơ quan phụ trách các lĩnh vực CCHC của tỉnh',
      domainIds: [domain!.id],
    });
    expect(member).toMatchObject({ fullName: null, rankText: 'lãnh đạo cấp phòng', domainIds: [domain!.id] });
    expect(
      await office.fails('members.update', {
        id: member.id,
        rev: member.rev,
        patch: { rankText: null, body: ' ' },
      }),
    ).toMatchObject({ code: 'VALIDATION' });
    expect(
      await office.fails('members.update', {
        id: member.id,
        rev: member.rev,
        patch: { domainIds: [missingId] },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.domainIds.0', code: 'NOT_FOUND' }] });

    const lead = await office.call('members.create', {
      ...nobody,
      fullName: 'Vương Đức Sáng',
      role: 'team_lead',
    });
    const freed = await office.call('members.update', {
      id: member.id,
      rev: member.rev,
      patch: { domainIds: [] },
    });
    expect(freed.domainIds).toEqual([]);
    await office.call('journal.undo', {});
    const { teams } = await office.call('plans.get', { id: plan.id });
    expect(teams[0]!.members).toMatchObject([
      { id: member.id, ordinal: 1, domainIds: [domain!.id] },
      { id: lead.id, ordinal: 2, role: 'team_lead' },
    ]);
  });

  test('a deleted team leaves its visits behind without a team', async () => {
    const { plan, team, districtVisit } = await makeRound(office);
    expect(districtVisit.teamName).toBe('Đoàn Kiểm tra số 01');
    await office.call('teams.delete', { id: team.id, rev: team.rev });
    expect(await office.call('visits.list', { planId: plan.id })).toMatchObject([
      { teamId: null },
      { teamId: null },
    ]);
    await office.call('journal.undo', {});
    expect(await office.call('visits.list', { planId: plan.id })).toMatchObject([
      { teamName: 'Đoàn Kiểm tra số 01' },
      { teamName: 'Đoàn Kiểm tra số 01' },
    ]);
  });

  test('a decision may precede its plan', async () => {
    const { team } = await makeRound(office, { documentDate: '2022-04-13' });
    const changed = await office.call('teams.update', {
      id: team.id,
      rev: team.rev,
      patch: { form: 'to', decisionNumber: '45', decisionSymbol: 'QĐ-UBND-TL', decisionDate: '2022-03-16' },
    });
    expect(changed).toMatchObject({ form: 'to', decisionDate: '2022-03-16', decisionSymbol: 'QĐ-UBND-TL' });
  });
});

describe('visits', () => {
  test('take a day, a range, only a start, or no day at all', async () => {
    const { districtVisit } = await makeRound(office);
    const { id } = districtVisit;
    let { rev } = districtVisit;
    for (const patch of [
      { startsOn: '2019-09-16', endsOn: '2019-09-17' },
      { startsOn: '2019-09-16', endsOn: null },
      { startsOn: null },
    ]) {
      const visit = await office.call('visits.update', { id, rev, patch });
      expect(visit).toMatchObject(patch);
      rev = visit.rev;
    }
    expect(await office.fails('visits.update', { id, rev, patch: { endsOn: '2019-09-17' } })).toMatchObject({
      fields: [{ path: 'patch.startsOn', code: 'MISSING_KEY' }],
    });
    const backwards = { startsOn: '2019-09-18', endsOn: '2019-09-17' };
    expect(await office.fails('visits.update', { id, rev, patch: backwards })).toMatchObject({
      fields: [{ path: 'patch.endsOn' }],
    });
  });

  test('one visit per agency and round, of a team of the same round', async () => {
    const { plan, district } = await makeRound(office);
    const other = await office.call('plans.create', { title: 'Đợt khác' });
    expect(await office.fails('visits.create', { planId: plan.id, agencyId: district.id })).toMatchObject({
      code: 'DUPLICATE',
    });
    const { teams } = await office.call('plans.get', { id: plan.id });
    expect(
      await office.fails('visits.create', { planId: other.id, agencyId: district.id, teamId: teams[0]!.id }),
    ).toMatchObject({ fields: [{ path: 'teamId', code: 'NOT_FOUND' }] });
    expect(await office.fails('visits.create', { planId: plan.id, agencyId: missingId })).toMatchObject({
      fields: [{ path: 'agencyId', code: 'NOT_FOUND' }],
    });
  });

  test('states move along the table, and the list counts those that are done', async () => {
    const { plan, districtVisit } = await makeRound(office);
    const visited = await office.call('visits.setStatus', { ...revOf(districtVisit), status: 'visited' });
    expect(
      await office.fails('visits.setStatus', { ...revOf(visited), status: 'notice_issued' }),
    ).toMatchObject({
      code: 'WRONG_STATE',
      detail: { from: 'visited', to: 'notice_issued' },
    });
    const [row] = await office.call('plans.list', {});
    expect(row).toMatchObject({ id: plan.id, visits: 2, visitsDone: 1 });
  });

  test('deleting a visit keeps what was found of others, and undo brings the rest back', async () => {
    const { plan, district, department, districtVisit } = await makeRound(office);
    const [domain] = await office.call('domains.list', {});
    const base = {
      planId: plan.id,
      visitId: districtVisit.id,
      domainId: domain!.id,
      kind: 'limitation',
    } as const;
    await office.call('findings.create', { ...base, scope: 'named', text: 'Chỉ ở huyện' });
    const agencyIds = [district.id, department.id];
    const both = await office.call('findings.create', {
      ...base,
      scope: 'named',
      agencyIds,
      text: 'Ở cả hai',
    });
    const round = await office.call('findings.create', { ...base, scope: 'round', text: 'Ở cả đợt' });
    const before = rowsOf(office.context, true);
    await office.call('visits.delete', revOf(districtVisit));
    const { rows } = await office.call('findings.list', { planId: plan.id });
    expect(rows).toMatchObject([
      { id: both.id, agencyIds: [department.id], visitId: null },
      { id: round.id, agencyIds: [], visitId: null },
    ]);
    await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(before);
  });

  test('the workspace asks what applies to the kind, and shows own and collective findings only', async () => {
    const { plan, district, department, districtVisit, departmentVisit } = await makeRound(office);
    const [domain] = await office.call('domains.list', {});
    const base = { planId: plan.id, domainId: domain!.id, kind: 'limitation' } as const;
    const texts = async (visitId: string) =>
      (await office.call('visits.get', { id: visitId })).findings.map((finding) => finding.text);
    await office.call('findings.create', { ...base, scope: 'round', text: 'cả đợt' });
    await office.call('findings.create', { ...base, scope: 'unnamed', text: 'một số' });
    await office.call('findings.create', {
      ...base,
      scope: 'kinds',
      scopeKinds: ['so_nganh'],
      text: 'các sở',
    });
    await office.call('findings.create', {
      ...base,
      scope: 'named',
      agencyIds: [district.id],
      text: 'huyện',
    });
    await office.call('findings.create', { ...base, scope: 'named', agencyIds: [department.id], text: 'sở' });
    expect(await texts(districtVisit.id)).toEqual(['cả đợt', 'một số', 'huyện']);
    expect(await texts(departmentVisit.id)).toEqual(['cả đợt', 'một số', 'các sở', 'sở']);

    const space = await office.call('visits.get', { id: districtVisit.id });
    expect(space.criteria.length).toBeGreaterThan(50);
    expect(space.criteria.every((criterion) => criterion.appliesTo.includes('ubnd_huyen'))).toBe(true);
    expect(space.visit.progress).toEqual({ answered: 0, applicable: space.criteria.length });
    expect(space.visit).toMatchObject({ limitations: 1, strengths: 0 });
  });
});

describe('agencies', () => {
  test('a new name begins on a day; visits keep the name of their own day', async () => {
    const { plan, district, districtVisit } = await makeRound(office);
    const renamed = await office.call('agencies.rename', {
      agencyId: district.id,
      rev: district.rev,
      validFrom: '2025-07-01',
      version: { ...versionFields, name: 'UBND xã Nam Sách' },
    });
    expect(renamed.version).toMatchObject({ name: 'UBND xã Nam Sách', validFrom: '2025-07-01' });
    const { versions } = await office.call('agencies.get', { id: district.id });
    expect(versions).toMatchObject([{ validTo: '2025-06-30' }, { validFrom: '2025-07-01', validTo: null }]);
    expect(await office.call('visits.list', { planId: plan.id })).toMatchObject([
      { id: districtVisit.id, agencyName: 'UBND huyện Nam Sách' },
      {},
    ]);
    const on = async (day: string) =>
      (await office.call('agencies.list', { on: day, kind: 'ubnd_huyen' })).rows[0];
    expect((await on('2019-09-16'))!.version.name).toBe('UBND huyện Nam Sách');
    expect((await on('2026-01-01'))!.version.name).toBe('UBND xã Nam Sách');

    // A visit that moves behind the change takes the new name with it.
    const moved = await office.call('visits.update', {
      ...revOf(districtVisit),
      patch: { startsOn: '2025-08-01', endsOn: null },
    });
    expect(moved.agencyName).toBe('UBND xã Nam Sách');
    expect(
      await office.fails('agencies.rename', {
        agencyId: district.id,
        rev: district.rev,
        validFrom: '2025-07-01',
        version: { ...versionFields, name: 'Khác' },
      }),
    ).toMatchObject({ fields: [{ path: 'validFrom' }] });
  });

  test('pages follow the Vietnamese order of names and find without marks', async () => {
    for (const name of [
      'Xã Tân Hòa',
      'Xã Định Hòa',
      'Xã Ân Thi',
      'Xã Bình Thành',
      'Xã An Hòa',
      'Xã Đông Hòa',
    ]) {
      await office.call('agencies.create', { kind: 'ubnd_xa', version: { ...noVersion, name } });
    }
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await office.call('agencies.list', {
        limit: 4,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(page.total).toBe(6);
      names.push(...page.rows.map((row) => row.version.name));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(names).toEqual([
      'Xã An Hòa',
      'Xã Ân Thi',
      'Xã Bình Thành',
      'Xã Định Hòa',
      'Xã Đông Hòa',
      'Xã Tân Hòa',
    ]);
    const found = await office.call('agencies.list', { text: 'dinh hoa' });
    expect(found.rows.map((row) => row.version.name)).toEqual(['Xã Định Hòa']);
    expect(await office.fails('agencies.list', { cursor: 'không phải' })).toMatchObject({
      fields: [{ path: 'cursor' }],
    });
  });

  test('a visited agency is in use; the history tells its visits', async () => {
    const { plan, district } = await makeRound(office);
    expect(await office.fails('agencies.delete', revOf(district))).toMatchObject({
      code: 'IN_USE',
      detail: { visits: 1 },
    });
    const [domain] = await office.call('domains.list', {});
    await office.call('findings.create', {
      ...collective,
      planId: plan.id,
      domainId: domain!.id,
      scope: 'named',
      agencyIds: [district.id],
      text: 'Hạn chế',
    });
    const { history } = await office.call('agencies.get', { id: district.id });
    expect(history).toMatchObject([{ planId: plan.id, year: 2019, limitations: 1, recommendations: 0 }]);
    const free = await office.call('agencies.create', {
      kind: 'ubnd_xa',
      version: { ...noVersion, name: 'Xã A' },
    });
    expect(await office.call('agencies.delete', revOf(free))).toEqual({ id: free.id });
  });

  test('rows of another office are read only', async () => {
    const { plan, district } = await makeRound(office);
    const { connection } = office.context;
    connection.exec(
      `INSERT INTO office (id, rev, origin_office_id, created_at, updated_at, name, level)
       VALUES ('${missingId}', 1, '${missingId}', 1, 1, 'Văn phòng khác', 'province');
       UPDATE plan SET origin_office_id = '${missingId}';
       UPDATE agency SET origin_office_id = '${missingId}'`,
    );
    const forbidden = { code: 'FORBIDDEN' };
    expect(await office.fails('plans.update', { ...revOf(plan), patch: { title: 'Khác' } })).toMatchObject(
      forbidden,
    );
    expect(await office.fails('plans.delete', revOf(plan))).toMatchObject(forbidden);
    expect(await office.fails('documents.createAll', { planId: plan.id })).toMatchObject(forbidden);
    expect(
      await office.fails('agencies.update', { ...revOf(district), patch: { unnamed: true } }),
    ).toMatchObject(forbidden);
    expect((await office.call('plans.get', { id: plan.id })).plan.title).toBe(plan.title);
  });
});

const versionFields = { shortName: null, abbreviation: null, placeName: null, parentAgencyId: null };

function revOf(row: { readonly id: string; readonly rev: number }) {
  return { id: row.id, rev: row.rev };
}
