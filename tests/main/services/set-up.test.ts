// The first rows of an installation, who acts, and how names and issuers follow from the office.
import { afterEach, expect, test } from 'vitest';
import { defaultIssuers } from '../../../core/rules/default-issuers.ts';
import { missingId, type Office, officeInput, openOffice, removeOffice, setUpOffice } from './fixture.ts';

let office: Office | undefined;
afterEach(() => {
  if (office !== undefined) removeOffice(office);
  office = undefined;
});

test('before set-up the status answers and commands are refused', async () => {
  office = openOffice();
  const status = await office.call('system.status', {});
  expect(status).toMatchObject({
    setUp: false,
    office: null,
    actingPerson: null,
    today: '2019-11-01',
    pdf: false,
  });
  expect(await office.fails('plans.create', { title: 'Đợt' })).toMatchObject({ code: 'NOT_SET_UP' });
  expect(await office.call('plans.list', {})).toEqual([]);
});

test('set-up brings office, acting person, issuers and the starter set, once and for good', async () => {
  office = await setUpOffice();
  const status = await office.call('system.status', {});
  expect(status).toMatchObject({
    setUp: true,
    office: { name: 'Sở Nội vụ tỉnh Hải Dương' },
    actingPerson: { fullName: 'Đoàn Văn Cát' },
  });
  expect((await office.call('issuers.list', {})).map((one) => [one.kind, one.name, one.signerName])).toEqual([
    ['ubnd', 'Ủy ban nhân dân tỉnh Hải Dương', null],
    ['chairman', 'Chủ tịch Ủy ban nhân dân tỉnh Hải Dương', null],
    ['department', 'Sở Nội vụ tỉnh Hải Dương', null],
  ]);
  const sets = await office.call('criteriaSets.list', {});
  expect(sets).toMatchObject([{ status: 'in_force', criteria: 96, maxPoints: 10_000 }]);
  const set = await office.call('criteriaSets.get', { id: sets[0]!.id });
  expect(set.domains).toHaveLength(7);
  expect(set.items).toHaveLength(96);
  expect(new Set(set.items.map((item) => item.answerType))).toHaveLength(5);

  expect(await office.fails('system.setUp', officeInput)).toMatchObject({ code: 'WRONG_STATE' });
  expect(await office.fails('journal.undo', {})).toMatchObject({ code: 'NOTHING_TO_UNDO' });
});

test('issuers follow from the office: their lines, and who heads it', () => {
  const [committee, chairman, department] = defaultIssuers({
    name: 'Phòng Nội vụ huyện Lai Vung',
    parentName: 'UBND huyện Lai Vung',
    level: 'district',
    placeName: 'Lai Vung',
  });
  expect(committee).toMatchObject({
    nameLine: 'ỦY BAN NHÂN DÂN\nHUYỆN LAI VUNG',
    signLines: 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH',
    symbol: 'UBND',
  });
  // Personal authority: no "TM.".
  expect(chairman).toMatchObject({
    signLines: 'CHỦ TỊCH',
    authorityLine: 'CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN LAI VUNG',
  });
  expect(department).toMatchObject({
    parentLine: 'ỦY BAN NHÂN DÂN\nHUYỆN LAI VUNG',
    nameLine: 'PHÒNG NỘI VỤ',
    signLines: 'TRƯỞNG PHÒNG',
    symbol: 'PNV',
  });
  // A committee that inspects by itself has no department above or below.
  const own = defaultIssuers({
    name: 'Uỷ ban nhân dân xã Phú Lâm',
    parentName: null,
    level: 'commune',
    placeName: null,
  });
  expect(own.map((one) => [one.kind, one.name])).toEqual([
    ['ubnd', 'Ủy ban nhân dân xã Phú Lâm'],
    ['chairman', 'Chủ tịch Ủy ban nhân dân xã Phú Lâm'],
  ]);
});

test('another person acts from now on, and later steps bear the name', async () => {
  office = await setUpOffice();
  const [first] = await office.call('persons.list', {});
  const second = await office.call('persons.create', {
    fullName: 'Trần Thị Ánh',
    position: null,
    active: true,
  });
  // By the given name: Ánh before Cát.
  expect((await office.call('persons.list', {})).map((one) => one.fullName)).toEqual([
    'Trần Thị Ánh',
    'Đoàn Văn Cát',
  ]);
  const status = await office.call('persons.act', { id: second.id });
  expect(status.actingPerson).toMatchObject({ fullName: 'Trần Thị Ánh' });

  await office.call('issuers.create', {
    kind: 'team',
    name: 'Đoàn Kiểm tra',
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
  const { rows } = await office.call('journal.list', {});
  expect(rows[0]).toMatchObject({ method: 'issuers.create', actorName: 'Trần Thị Ánh' });

  expect(
    await office.fails('persons.update', { id: second.id, rev: second.rev, patch: { active: false } }),
  ).toMatchObject({
    code: 'IN_USE',
  });
  await office.call('persons.update', { id: first!.id, rev: first!.rev, patch: { active: false } });
  expect((await office.call('persons.list', {})).at(-1)).toMatchObject({ id: first!.id, active: false });
  expect(await office.fails('persons.act', { id: first!.id })).toMatchObject({ code: 'VALIDATION' });
  expect(await office.fails('persons.act', { id: missingId })).toMatchObject({ code: 'NOT_FOUND' });
});

test('one person does not take back the steps of another', async () => {
  office = await setUpOffice();
  await office.call('plans.create', { title: 'Đợt một' });
  const other = await office.call('persons.create', {
    fullName: 'Lê Văn Bình',
    position: null,
    active: true,
  });
  await office.call('persons.act', { id: other.id });
  expect((await office.call('journal.state', {})).undo).toBeNull();
  expect(await office.fails('journal.undo', {})).toMatchObject({ code: 'NOTHING_TO_UNDO' });
});
