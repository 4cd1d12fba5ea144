// Agencies through time: names, hierarchy, successions, lists by successor, and what is in use.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import { isOpen } from '../../../core/rules/recommendation-transfer.ts';
import { recommendationStatus } from '../../../core/contract/recommendations.ts';
import { openStatuses } from '../../../db/agencies.ts';
import { collective, makeRound, noVersion, type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await setUpOffice();
});
afterEach(() => removeOffice(office));

const create = (name: string, fields: Partial<Input<'agencies.create'>> = {}, version = {}) =>
  office.call('agencies.create', {
    kind: 'ubnd_xa',
    ...fields,
    version: { ...noVersion, name, ...version },
  });
const get = (id: string, view: 'at_the_time' | 'by_successor' = 'at_the_time') =>
  office.call('agencies.get', { id, view });
const names = async (input: Input<'agencies.list'>) =>
  (await office.call('agencies.list', input)).rows.map((row) => row.version.name);
const version = {
  name: 'Tên mới',
  shortName: null,
  abbreviation: null,
  placeName: null,
  parentAgencyId: null,
};
const revOf = ({ id, rev }: { id: string; rev: number }) => ({ id, rev });

describe('names through time', () => {
  test('windows of one agency never overlap', async () => {
    const agency = await create('Sở Lao động', { kind: 'so_nganh' }, { validTo: '2025-02-28' });
    // Its own window may move.
    const moved = await office.call('agencies.updateVersion', {
      ...revOf(agency.version),
      patch: { validTo: '2025-03-31' },
    });
    expect(moved.validTo).toBe('2025-03-31');
    expect(
      await office.fails('agencies.updateVersion', { ...revOf(moved), patch: { validFrom: '2025-04-01' } }),
    ).toMatchObject({ fields: [{ path: 'patch.validTo' }] });
    const other = await create('Sở Nội vụ', { kind: 'so_nganh' });
    const renamed = await office.call('agencies.rename', {
      agencyId: other.id,
      rev: other.rev,
      validFrom: '2025-03-01',
      version,
    });
    expect(
      await office.fails('agencies.updateVersion', {
        ...revOf(renamed.version),
        patch: { validFrom: '2025-02-28' },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.validFrom', code: 'DUPLICATE' }] });
    const [first] = (await get(other.id)).versions;
    expect(
      await office.fails('agencies.updateVersion', { ...revOf(first!), patch: { validTo: '2025-03-01' } }),
    ).toMatchObject({ fields: [{ path: 'patch.validTo', code: 'DUPLICATE' }] });
  });

  test('a name that is entered late reaches the visits of its own days, and a corrected day takes them back', async () => {
    const { plan, district, districtVisit, departmentVisit } = await makeRound(office);
    const nameOf = async (id: string) =>
      (await office.call('visits.list', { planId: plan.id })).find((one) => one.id === id)!.agencyName;
    const renamed = await office.call('agencies.rename', {
      agencyId: district.id,
      rev: district.rev,
      validFrom: '2019-09-10',
      version: { ...version, name: 'UBND thị xã Nam Sách' },
    });
    expect(await nameOf(districtVisit.id)).toBe('UBND thị xã Nam Sách');
    expect(await nameOf(departmentVisit.id)).toBe('Sở Y tế');
    await office.call('agencies.updateVersion', {
      ...revOf(renamed.version),
      patch: { validFrom: '2019-12-01' },
    });
    const [before] = (await get(district.id)).versions;
    await office.call('agencies.updateVersion', { ...revOf(before!), patch: { validTo: '2019-11-30' } });
    expect(await nameOf(districtVisit.id)).toBe('UBND huyện Nam Sách');
    // One step back is the whole command.
    await office.call('journal.undo', {});
    expect((await get(district.id)).versions).toMatchObject([{ validTo: '2019-09-09' }, {}]);
  });

  test('a day without a name yet leaves the visit its name', async () => {
    const { district, districtVisit, plan } = await makeRound(office);
    const [only] = (await get(district.id)).versions;
    await office.call('agencies.updateVersion', { ...revOf(only!), patch: { validFrom: '2019-09-17' } });
    const visits = await office.call('visits.list', { planId: plan.id });
    expect(visits.find((one) => one.id === districtVisit.id)!.agencyName).toBe('UBND huyện Nam Sách');
  });
});

describe('hierarchy', () => {
  test('parent and children show; a circle is refused', async () => {
    const top = await create('UBND tỉnh', { kind: 'ubnd_tinh' });
    const middle = await create('Sở Nội vụ', { kind: 'so_nganh' }, { parentAgencyId: top.id });
    const below = await create('Chi cục', { kind: 'don_vi_truc_thuoc' }, { parentAgencyId: middle.id });
    expect(middle).toMatchObject({ parentName: 'UBND tỉnh', children: 0 });
    expect(await get(top.id)).toMatchObject({
      children: 1,
      childAgencies: [{ id: middle.id, name: 'Sở Nội vụ', kind: 'so_nganh' }],
    });
    for (const parentAgencyId of [top.id, middle.id, below.id]) {
      expect(
        await office.fails('agencies.updateVersion', { ...revOf(top.version), patch: { parentAgencyId } }),
      ).toMatchObject({ fields: [{ path: 'patch.parentAgencyId' }] });
    }
    expect(
      await office.fails('agencies.rename', {
        agencyId: top.id,
        rev: top.rev,
        validFrom: '2026-01-01',
        version: { ...version, parentAgencyId: below.id },
      }),
    ).toMatchObject({ fields: [{ path: 'version.parentAgencyId' }] });
    expect(await names({ parentAgencyId: middle.id })).toEqual(['Chi cục']);
    expect(await names({ parentAgencyId: null })).toEqual(['UBND tỉnh']);
    expect(await office.fails('agencies.delete', revOf(top))).toMatchObject({
      code: 'IN_USE',
      detail: { children: 1 },
    });
  });
});

describe('lists', () => {
  test('in force, ended, or both, on a day or today; what has not begun is not there', async () => {
    await create('Cũ', {}, { validTo: '2018-12-31' });
    await create('Nay', {}, { validFrom: '2019-01-01' });
    await create('Mai', {}, { validFrom: '2025-07-01' });
    expect(await names({})).toEqual(['Cũ', 'Mai', 'Nay']);
    expect(await names({ state: 'in_force' })).toEqual(['Nay']);
    expect(await names({ state: 'ended' })).toEqual(['Cũ']);
    expect(await names({ on: '2018-06-01' })).toEqual(['Cũ']);
    expect(await names({ on: '2026-01-01' })).toEqual(['Mai', 'Nay']);
    expect(await names({ on: '2026-01-01', state: 'ended' })).toEqual(['Cũ']);
    expect(await names({ on: '2019-06-01', state: 'all' })).toEqual(['Cũ', 'Nay']);
    const { rows } = await office.call('agencies.list', { on: '2019-06-01', state: 'all' });
    expect(rows.map((row) => row.ended)).toEqual([true, false]);
  });

  test('every order, both ways and page by page, shows each agency once', async () => {
    const { plan } = await makeRound(office);
    const agencies = [];
    for (const name of ['Xã Đông', 'Xã An', 'Xã Ân', 'Xã Bình', 'Xã Dân']) agencies.push(await create(name));
    for (const [index, agency] of agencies.slice(0, 3).entries()) {
      const startsOn = `2019-09-${20 + index}`;
      await office.call('visits.create', {
        planId: plan.id,
        agencyId: agency.id,
        startsOn,
        endsOn: startsOn,
      });
    }
    const [first] = await office.call('domains.list', {});
    await office.call('recommendations.create', {
      planId: plan.id,
      findingId: null,
      agencyId: agencies[0]!.id,
      domainId: first!.id,
      text: 'Khắc phục',
      dueOn: null,
      dueNote: null,
    });
    for (const sort of ['name', 'kind', 'visits', 'open', 'last_visit'] as const) {
      const whole = (await office.call('agencies.list', { sort, limit: 200 })).rows;
      for (const descending of [false, true]) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await office.call('agencies.list', {
            sort,
            descending,
            limit: 2,
            ...(cursor === undefined ? {} : { cursor }),
          });
          seen.push(...page.rows.map((row) => row.id));
          cursor = page.next;
        } while (cursor !== undefined);
        const expected = whole.map((row) => row.id);
        expect(seen).toEqual(descending ? expected.toReversed() : expected);
      }
    }
    const last = await office.call('agencies.list', { sort: 'last_visit', descending: true, limit: 1 });
    expect(last.rows[0]).toMatchObject({ id: agencies[2]!.id, lastVisitOn: '2019-09-22' });
    const open = await office.call('agencies.list', { sort: 'open', descending: true, limit: 1 });
    expect(open.rows[0]).toMatchObject({ id: agencies[0]!.id, openRecommendations: 1, visits: 1 });
  });

  test('the open states are those of the rule', () => {
    const stated = [...openStatuses.matchAll(/'(\w+)'/g)].map(([, one]) => one);
    expect(stated).toEqual(recommendationStatus.options.filter(isOpen));
  });
});

describe('successions', () => {
  const succeed = (fields: Partial<Input<'successions.create'>>) =>
    office.call('successions.create', {
      predecessorIds: [],
      successorIds: [],
      relation: 'merge',
      effectiveOn: '2025-07-01',
      legalText: 'Nghị quyết số 1669/NQ-UBTVQH15 ngày 16/6/2025',
      ...fields,
    });

  test('a merger ends its predecessors the day before; one undo brings all back', async () => {
    const [one, two, next] = [await create('Xã Một'), await create('Xã Hai'), await create('Xã Ba')];
    const rows = await succeed({ predecessorIds: [one.id, two.id], successorIds: [next.id] });
    expect(rows).toMatchObject([
      { predecessorName: 'Xã Một', successorName: 'Xã Ba', relation: 'merge', effectiveOn: '2025-07-01' },
      { predecessorName: 'Xã Hai', successorName: 'Xã Ba' },
    ]);
    expect(await names({ on: '2025-06-30' })).toEqual(['Xã Ba', 'Xã Hai', 'Xã Một']);
    expect(await names({ on: '2025-07-01' })).toEqual(['Xã Ba']);
    expect(await get(next.id)).toMatchObject({ predecessors: rows, successions: [] });
    expect((await get(one.id)).successors).toEqual([{ id: next.id, name: 'Xã Ba' }]);
    expect(await office.call('successions.list', { agencyId: two.id })).toEqual([rows[1]]);
    expect(await office.fails('agencies.delete', revOf(next))).toMatchObject({ detail: { successions: 2 } });
    // An agency that ended gets no new name.
    expect(
      await office.fails('agencies.rename', {
        agencyId: one.id,
        rev: one.rev,
        validFrom: '2026-01-01',
        version,
      }),
    ).toMatchObject({ fields: [{ path: 'validFrom' }] });
    await office.call('journal.undo', {});
    expect(await office.call('successions.list', {})).toEqual([]);
    expect(await names({ on: '2025-07-01' })).toEqual(['Xã Ba', 'Xã Hai', 'Xã Một']);
  });

  test('a part handed over ends nothing; abolition has no successor', async () => {
    const [one, two] = [
      await create('Sở A', { kind: 'so_nganh' }),
      await create('Sở B', { kind: 'so_nganh' }),
    ];
    await succeed({ predecessorIds: [one.id], successorIds: [two.id], relation: 'transfer_part' });
    expect(await names({ on: '2026-01-01' })).toEqual(['Sở A', 'Sở B']);
    await succeed({ predecessorIds: [one.id], relation: 'abolish', effectiveOn: '2026-03-01' });
    expect(await names({ on: '2026-03-01' })).toEqual(['Sở B']);
    const input = { relation: 'merge', effectiveOn: '2025-07-01' } as const;
    expect(
      await office.fails('successions.create', { ...input, predecessorIds: [two.id], successorIds: [] }),
    ).toMatchObject({ fields: [{ path: 'successorIds', code: 'MISSING_KEY' }] });
    expect(
      await office.fails('successions.create', {
        ...input,
        relation: 'abolish',
        predecessorIds: [two.id],
        successorIds: [one.id],
      }),
    ).toMatchObject({ fields: [{ path: 'successorIds' }] });
  });

  test('nobody becomes their own predecessor, and whoever takes over is there on the day', async () => {
    const [one, two, later] = [
      await create('Xã Một'),
      await create('Xã Hai'),
      await create('Xã Mai', {}, { validFrom: '2026-01-01' }),
    ];
    const input = { relation: 'merge', effectiveOn: '2025-07-01' } as const;
    const refused = (predecessorIds: string[], successorIds: string[]) =>
      office.fails('successions.create', { ...input, predecessorIds, successorIds });
    for (const fault of [
      await refused([one.id], [one.id]),
      await refused([one.id, two.id], [one.id, two.id]),
      await refused([one.id], [later.id]),
    ]) {
      expect(fault).toMatchObject({ fields: [{ path: 'successorIds' }] });
    }
    await succeed({ predecessorIds: [one.id], successorIds: [two.id] });
    // The other way round it fails twice: the successor has ended, and it would be a circle.
    expect(await refused([two.id], [one.id])).toMatchObject({ code: 'VALIDATION' });
    // A name that begins after the day contradicts the end.
    expect(
      await office.fails('successions.create', {
        ...input,
        relation: 'abolish',
        predecessorIds: [later.id],
        successorIds: [],
      }),
    ).toMatchObject({ fields: [{ path: 'effectiveOn' }] });
    expect(await refused(['01900000-0000-7000-8000-000000000000'], [two.id])).toMatchObject({
      fields: [{ path: 'predecessorIds', code: 'NOT_FOUND' }],
    });
    expect(
      await office.fails('successions.create', {
        ...input,
        predecessorIds: [one.id],
        successorIds: [two.id],
      }),
    ).toMatchObject({ code: 'DUPLICATE' });
  });

  test('another day moves the end with it; deleting the link leaves the end', async () => {
    const [one, two, three] = [await create('Huyện'), await create('Xã Một'), await create('Xã Hai')];
    const [first, second] = await succeed({
      predecessorIds: [one.id],
      successorIds: [two.id, three.id],
      relation: 'split',
    });
    const end = async () => (await get(one.id)).versions[0]!.validTo;
    const onNext = { effectiveOn: '2025-08-01' };
    const moved = await office.call('successions.update', { ...revOf(first!), patch: onNext });
    expect(moved.effectiveOn).toBe('2025-08-01');
    // The other part still holds the old day.
    expect(await end()).toBe('2025-06-30');
    await office.call('successions.update', { ...revOf(second!), patch: { ...onNext, note: 'Sửa ngày' } });
    expect(await end()).toBe('2025-07-31');
    await office.call('successions.delete', revOf(moved));
    expect(await end()).toBe('2025-07-31');
    expect(await office.call('successions.list', {})).toMatchObject([{ note: 'Sửa ngày' }]);
  });

  test('by successor everything that was left is gathered once, through mergers and splits', async () => {
    const { plan, district, districtVisit, department } = await makeRound(office);
    const [domain] = await office.call('domains.list', {});
    await office.call('findings.create', {
      ...collective,
      planId: plan.id,
      domainId: domain!.id,
      scope: 'named',
      agencyIds: [district.id],
      text: 'Chưa niêm yết thủ tục',
    });
    await office.call('recommendations.create', {
      planId: plan.id,
      findingId: null,
      agencyId: district.id,
      domainId: domain!.id,
      text: 'Niêm yết thủ tục',
      dueOn: '2019-10-01',
      dueNote: null,
    });
    const [left, right, whole] = [
      await create('Xã Trái'),
      await create('Xã Phải'),
      await create('Phường Cả'),
    ];
    await succeed({ predecessorIds: [district.id], successorIds: [left.id, right.id], relation: 'split' });
    await succeed({
      predecessorIds: [left.id, right.id],
      successorIds: [whole.id],
      effectiveOn: '2027-01-01',
    });
    await succeed({ predecessorIds: [department.id], successorIds: [whole.id], relation: 'transfer_part' });

    const own = await get(whole.id);
    expect(own).toMatchObject({ visits: 0, history: [], findings: [], recommendations: [], years: [] });
    const all = await get(whole.id, 'by_successor');
    expect(all).toMatchObject({
      view: 'by_successor',
      visits: 1,
      openRecommendations: 1,
      lastVisitOn: '2019-09-16',
      history: [
        {
          visitId: districtVisit.id,
          agencyId: district.id,
          agencyName: 'UBND huyện Nam Sách',
          limitations: 1,
        },
      ],
      findings: [{ text: 'Chưa niêm yết thủ tục', agencyName: 'UBND huyện Nam Sách', year: 2019 }],
      recommendations: [{ text: 'Niêm yết thủ tục', overdue: true, transferredTo: [] }],
      years: [
        {
          year: 2019,
          visits: 1,
          strengths: 0,
          limitations: 1,
          recommendations: 1,
          open: 1,
          byDomain: [{ domainKey: domain!.key, limitations: 1 }],
        },
      ],
    });
    const figures = async (view: 'at_the_time' | 'by_successor', on?: string) =>
      Object.fromEntries(
        (
          await office.call('agencies.list', {
            view,
            state: 'all',
            sort: 'visits',
            ...(on === undefined ? {} : { on }),
          })
        ).rows.map((row) => [row.version.name, row.visits]),
      );
    expect(await figures('at_the_time')).toMatchObject({
      'UBND huyện Nam Sách': 1,
      'Xã Trái': 0,
      'Phường Cả': 0,
    });
    expect(await figures('by_successor')).toEqual({
      'UBND huyện Nam Sách': 1,
      'Sở Y tế': 1,
      'Xã Trái': 1,
      'Xã Phải': 1,
      'Phường Cả': 1,
    });
    // Before the second merger nothing of it has happened.
    expect(await figures('by_successor', '2026-01-01')).toMatchObject({ 'Xã Trái': 1, 'Phường Cả': 0 });
  });
});

describe('recommendations of an agency that ended', () => {
  async function endedDistrict() {
    const round = await makeRound(office);
    const [domain] = await office.call('domains.list', {});
    const give = (agencyId: string | null, text: string) =>
      office.call('recommendations.create', {
        planId: round.plan.id,
        findingId: null,
        agencyId,
        domainId: domain!.id,
        text,
        dueOn: '2019-12-31',
        dueNote: null,
      });
    const [first, second, all] = [
      await give(round.district.id, 'Kiến nghị 1'),
      await give(round.district.id, 'Kiến nghị 2'),
      await give(null, 'Kiến nghị chung'),
    ];
    const [left, right, stranger] = [
      await create('Xã Trái'),
      await create('Xã Phải'),
      await create('Xã Khác'),
    ];
    await office.call('successions.create', {
      predecessorIds: [round.district.id],
      successorIds: [left.id, right.id],
      relation: 'split',
      effectiveOn: '2025-07-01',
    });
    return { ...round, first, second, all, left, right, stranger };
  }
  const on = { on: '2025-07-15', note: 'UBND huyện kết thúc hoạt động từ 01/7/2025' };

  test('go to its successors, each its own, and one undo takes them back', async () => {
    const { district, plan, first, second, left, right } = await endedDistrict();
    const made = await office.call('recommendations.transfer', {
      items: [revOf(first), revOf(second)],
      toAgencyIds: [left.id, right.id],
      ...on,
      legalText: 'Nghị quyết số 1669/NQ-UBTVQH15',
    });
    expect(made).toHaveLength(4);
    expect(made[0]).toMatchObject({
      text: 'Kiến nghị 1',
      status: 'open',
      agencyId: left.id,
      dueOn: '2019-12-31',
    });
    const from = await get(district.id);
    expect(from).toMatchObject({
      openRecommendations: 0,
      recommendations: [
        {
          status: 'transferred',
          overdue: false,
          transferredTo: [
            { id: left.id, name: 'Xã Trái' },
            { id: right.id, name: 'Xã Phải' },
          ],
        },
        { status: 'transferred' },
      ],
    });
    expect(await get(left.id)).toMatchObject({
      openRecommendations: 2,
      recommendations: [{ transferredFrom: { id: district.id, name: 'UBND huyện Nam Sách' } }, {}],
      years: [{ year: 2019, recommendations: 2, open: 2 }],
    });
    // Seen by successor the recommendation was given once, and is open once.
    expect((await get(left.id, 'by_successor')).years).toMatchObject([{ recommendations: 2, open: 2 }]);
    expect(await office.fails('recommendations.delete', revOf(made[0]!))).toMatchObject({ code: 'IN_USE' });

    await office.call('journal.undo', {});
    expect((await office.call('recommendations.list', { planId: plan.id })).map((one) => one.status)).toEqual(
      ['open', 'open', 'open'],
    );
    expect((await get(left.id)).recommendations).toEqual([]);
  });

  test('stand in no paper of the round a second time', async () => {
    const { plan, issuer, first, left, district, districtVisit } = await endedDistrict();
    const texts = async () => {
      const made = await office.call('documents.create', {
        kind: 'collective_notice',
        planId: plan.id,
        visitId: null,
        issuerId: issuer.id,
      });
      const { content } = await office.call('documents.get', { id: made.id });
      await office.call('documents.delete', { id: made.id, rev: made.rev });
      return JSON.stringify(content).split('Kiến nghị 1').length - 1;
    };
    const before = await texts();
    await office.call('recommendations.transfer', { items: [revOf(first)], toAgencyIds: [left.id], ...on });
    expect(before).toBeGreaterThan(0);
    expect(await texts()).toBe(before);
    expect(districtVisit.agencyId).toBe(district.id);
  });

  test('only open ones of one agency, and only to whoever took over by that day', async () => {
    const { first, second, all, left, stranger } = await endedDistrict();
    const refused = (item: { id: string; rev: number }, to: string, day = on.on) =>
      office.fails('recommendations.transfer', { items: [revOf(item)], toAgencyIds: [to], ...on, on: day });
    expect(await refused(first, stranger.id)).toMatchObject({ fields: [{ path: 'toAgencyIds' }] });
    expect(await refused(first, left.id, '2025-06-30')).toMatchObject({ fields: [{ path: 'toAgencyIds' }] });
    expect(await refused(all, left.id)).toMatchObject({ fields: [{ path: 'items.0.id' }] });
    expect(await refused({ ...first, rev: first.rev + 1 }, left.id)).toMatchObject({ code: 'CONFLICT' });
    await office.call('recommendations.transfer', { items: [revOf(second)], toAgencyIds: [left.id], ...on });
    expect(await refused({ ...second, rev: second.rev + 1 }, left.id)).toMatchObject({ code: 'WRONG_STATE' });
  });
});
