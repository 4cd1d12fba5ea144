// The whole walk of a round in calls alone, with scoring off; and both sample rounds read through every query.
import { afterEach, describe, expect, test } from 'vitest';
import { renderPlan } from '../../../main/services/render-plan.ts';
import {
  createPrinterDouble,
  noVersion,
  type Office,
  openOffice,
  pick,
  removeOffice,
  setUpOffice,
} from './fixture.ts';

let office: Office | undefined;
afterEach(() => {
  if (office !== undefined) removeOffice(office);
  office = undefined;
});

test('from an empty folder to an issued notice, without a single point', async () => {
  office = await setUpOffice({ printer: createPrinterDouble() });
  let { call } = office;
  const [, chairman] = await call('issuers.list', {});
  const team = await call('issuers.create', {
    kind: 'team',
    name: 'Đoàn Kiểm tra công tác CCHC số 01 của tỉnh',
    parentLine: 'ỦY BAN NHÂN DÂN\nTỈNH HẢI DƯƠNG',
    nameLine: 'ĐOÀN KIỂM TRA CÔNG TÁC CCHC SỐ 01',
    authorityLine: null,
    signLines: 'TRƯỞNG ĐOÀN',
    signerName: 'Vương Đức Sáng',
    signerTitleBelow: 'PHÓ CHỦ TỊCH UBND TỈNH',
    symbol: 'ĐKT',
    numberSeries: null,
    placeName: 'Hải Dương',
    archiveLine: 'VT, CCHC',
  });
  let plan = await call('plans.create', {
    title: 'Kiểm tra công tác cải cách hành chính năm 2019',
    year: 2019,
    number: '2676',
    documentDate: '2019-08-09',
    issuerId: chairman!.id,
    noticeIssuerId: team.id,
    startsOn: '2019-09-16',
    endsOn: '2019-09-25',
    inspectionForms: ['direct'],
    reportBackTo: 'UBND tỉnh',
  });
  expect(plan.symbol).toBe('KH-UBND');
  for (const status of ['approved', 'in_progress'] as const) {
    plan = await call('plans.setStatus', { id: plan.id, rev: plan.rev, status });
  }

  const group = await call('teams.create', {
    planId: plan.id,
    form: 'doan',
    name: team.name,
    decisionNumber: null,
    decisionSymbol: null,
    decisionDate: null,
    decisionSubject: null,
    decisionIssuerId: null,
    note: null,
  });
  const known = {
    teamId: group.id,
    partyTitle: null,
    personId: null,
    isStanding: false,
    domainIds: [],
    body: null,
  };
  await call('members.create', {
    ...known,
    fullName: 'Vương Đức Sáng',
    position: 'Phó Chủ tịch UBND tỉnh',
    rankText: null,
    role: 'team_lead',
  });
  await call('members.create', {
    ...known,
    fullName: null,
    position: null,
    rankText: 'lãnh đạo cấp phòng',
    body: 'các cơ quan phụ trách các lĩnh vực CCHC của tỉnh',
    role: 'team_member',
  });

  const agency = await call('agencies.create', {
    kind: 'ubnd_huyen',
    version: { ...noVersion, name: 'UBND huyện Nam Sách' },
  });
  const other = await call('agencies.create', {
    kind: 'so_nganh',
    version: { ...noVersion, name: 'Sở Y tế' },
  });
  let visit = await call('visits.create', { planId: plan.id, agencyId: agency.id, startsOn: '2019-09-16' });
  await call('visits.create', { planId: plan.id, agencyId: other.id });
  visit = await call('visits.setStatus', { id: visit.id, rev: visit.rev, status: 'visited' });

  const space = await call('visits.get', { id: visit.id });
  expect(space.plan.scoring).toBe(false);
  const criterion = pick(space.criteria, { answerType: 'percentage' });
  const patch = { numerator: 7, denominator: 9 };
  const saved = await call('answers.save', {
    visitId: visit.id,
    criterionId: criterion.id,
    rev: null,
    patch,
  });
  expect(saved.answer).toMatchObject(patch);
  const limitation = await call('findings.create', {
    planId: plan.id,
    visitId: visit.id,
    domainId: criterion.domainId,
    criterionId: criterion.id,
    kind: 'limitation',
    scope: 'named',
    text: 'Còn nhiệm vụ chưa hoàn thành',
    numerator: 2,
    denominator: 9,
    unit: 'nhiệm vụ',
  });
  await call('findings.create', {
    planId: plan.id,
    domainId: space.domains[6]!.id,
    kind: 'limitation',
    scope: 'unnamed',
    text: 'Quản lý, xử lý văn bản đi, đến chưa đảm bảo đúng quy trình',
  });
  await call('recommendations.create', {
    planId: plan.id,
    findingId: limitation.id,
    agencyId: agency.id,
    domainId: criterion.domainId,
    text: 'Hoàn thành các nhiệm vụ còn lại',
    dueOn: '2019-11-30',
    dueNote: null,
  });

  // A restart in the middle of the work loses neither rows nor the way back.
  const { folder } = office;
  office.close();
  office = openOffice({ folder, printer: createPrinterDouble() });
  ({ call } = office);
  expect((await call('journal.state', {})).undo).toMatchObject({ method: 'recommendations.create' });
  await call('journal.undo', {});
  expect(await call('recommendations.list', { planId: plan.id })).toEqual([]);
  await call('journal.redo', {});
  expect(await call('recommendations.list', { planId: plan.id })).toHaveLength(1);

  let minutes = await call('documents.create', { planId: plan.id, kind: 'minutes', visitId: visit.id });
  minutes = await call('documents.freeze', { id: minutes.id, rev: minutes.rev });
  visit = await call('visits.setStatus', { id: visit.id, rev: visit.rev, status: 'minutes_signed' });
  const created = await call('documents.createAll', { planId: plan.id });
  expect(created.map((one) => one.kind)).toEqual(['collective_notice', 'agency_notice', 'agency_notice']);
  let notice = created.find((one) => one.visitId === visit.id)!;
  const detail = await call('documents.get', { id: notice.id });
  expect(detail.warnings.map((one) => one.code)).not.toContain('minutes_not_signed');
  notice = await call('documents.freeze', { id: notice.id, rev: notice.rev });
  notice = await call('documents.issue', {
    id: notice.id,
    rev: notice.rev,
    number: '1',
    issuedOn: '2019-11-05',
  });
  const text = (await call('documents.preview', { id: notice.id })).html.replace(/<[^>]*>/g, '\n');
  for (const words of [
    'Số: 01/TB-ĐKT',
    'ngày 05 tháng 11 năm 2019',
    'Kế hoạch số 2676/KH-UBND ngày 09 tháng 8 năm 2019',
    'UBND huyện Nam Sách',
    'Còn nhiệm vụ chưa hoàn thành',
    '30/11/2019',
    'TRƯỞNG ĐOÀN',
    'Vương Đức Sáng',
  ]) {
    expect(text).toContain(words);
  }
  expect(text).not.toContain('Sở Y tế');
  expect(text).not.toMatch(/điểm đạt|chấm điểm/iu);
  expect((await call('documents.render', { id: notice.id, format: 'pdf' })).fileName).toBe(
    'Thong-bao-ket-qua-UBND-huyen-Nam-Sach-so-01-TB-DKT.pdf',
  );

  expect(await call('search.find', { text: 'nam sach' })).toEqual(
    expect.arrayContaining([expect.objectContaining({ entity: 'visit', id: visit.id })]),
  );
  const [row] = await call('plans.list', {});
  expect(row).toMatchObject({ visits: 2, visitsDone: 1, limitations: 2, documents: 4, documentsIssued: 1 });
  expect(await call('journal.verify', {})).toMatchObject({ intact: true });
});

describe.each([
  ['hai-duong-2019', 7],
  ['lai-vung-2022', 18],
] as const)('the sample %s', (name, agencies) => {
  test.each([false, true])(
    'answers every query by the contract and comes as files (made-up data: %s)',
    async (illustrative) => {
      office = openOffice();
      const { call, context } = office;
      const loaded = await call('system.loadSample', { name, illustrative });
      expect(loaded).toMatchObject({ name, illustrative, agencies });
      const detail = await call('plans.get', { id: loaded.planId });
      expect(detail.plan).toMatchObject({ illustrative, scoring: illustrative });
      expect(detail.visits).toHaveLength(agencies);
      expect(detail.progress.answered > 0).toBe(illustrative);
      const [row] = await call('plans.list', {});
      expect(row).toMatchObject({ id: loaded.planId, visits: agencies });
      for (const visit of detail.visits) {
        const space = await call('visits.get', { id: visit.id });
        expect(space.answers.length > 0).toBe(illustrative);
        await call('agencies.get', { id: visit.agencyId });
      }
      expect((await call('findings.list', { planId: loaded.planId, limit: 200 })).rows).toHaveLength(
        loaded.findings,
      );
      expect(await call('recommendations.list', { planId: loaded.planId })).toHaveLength(
        loaded.recommendations,
      );
      await call('issuers.list', {});
      await call('persons.list', {});
      await call('agencies.list', {});

      let count = 0;
      for await (const file of renderPlan(context, { planId: loaded.planId, formats: ['html'] })) {
        count += 1;
        const html = file.ok ? new TextDecoder().decode(file.bytes) : '';
        expect(html).toMatch(/Thông báo|THÔNG BÁO/);
        expect(html.includes('<strong>DỮ LIỆU MINH HỌA</strong>')).toBe(illustrative);
      }
      expect(count).toBe(agencies + 1);
      // What can be read can be worked on: the sample is this office's own.
      const [first] = detail.visits;
      await call('visits.update', { id: first!.id, rev: first!.rev, patch: { note: 'Ghi chú' } });
      await call('documents.createAll', { planId: loaded.planId });
      expect(await call('documents.list', { planId: loaded.planId })).toHaveLength(agencies + 1);
    },
  );
});
