// The catalogue as it ships and as it stands in the database, its proposals, and the change of 1 July 2025 by hand.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shippedCatalogue, shippedSource, unitId } from '../../../main/catalogue/shipped.ts';
import { noVersion, type Office, openOffice, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await setUpOffice();
});
afterEach(() => removeOffice(office));

const itemsOf = async (unitCode: string) =>
  (await office.call('catalogue.proposals', { unitCode })).map(
    ({ kind, name, shortName, abbreviation, placeName, unitCode: code, validFrom }) => ({
      kind,
      name,
      shortName,
      abbreviation,
      placeName,
      unitCode: code,
      validFrom,
    }),
  );

describe('the shipped list', () => {
  test('is 34 provinces and 3,321 communes, whose codes and ids differ and whose parents are there', () => {
    const units = shippedCatalogue();
    const provinces = units.filter((unit) => unit.parentCode === null);
    expect([provinces.length, units.length - provinces.length]).toEqual([34, 3321]);
    const count = (kind: string) => units.filter((unit) => unit.kind === kind).length;
    expect(['tinh', 'thanh_pho_tw', 'xa', 'phuong', 'dac_khu'].map(count)).toEqual([25, 9, 2599, 709, 13]);
    expect(new Set(units.map((unit) => unit.code)).size).toBe(units.length);
    expect(new Set(units.map((unit) => unit.id)).size).toBe(units.length);
    const codes = new Set(provinces.map((unit) => unit.code));
    expect(units.every((unit) => unit.parentCode === null || codes.has(unit.parentCode))).toBe(true);
    expect(units.every((unit) => unit.fullName === unit.fullName.normalize('NFC').trim())).toBe(true);
    // The same row on every PC; another day is another unit.
    expect(units[0]).toMatchObject({ code: '01', id: unitId('01', '2025-07-01') });
    expect(unitId('01', '2026-09-01')).not.toBe(unitId('01', '2025-07-01'));
    expect(shippedSource).toMatch(/12\/7\/2026.*\(22\).*\(24\).*09\/10\/2026/);
  });

  test('can be read before anything is set up', async () => {
    const empty = openOffice();
    const provinces = await empty.call('catalogue.shipped', {});
    expect(provinces).toHaveLength(34);
    expect(provinces.map((unit) => unit.name).slice(0, 3)).toEqual(['An Giang', 'Bắc Ninh', 'Cà Mau']);
    expect(await empty.call('catalogue.shipped', { parentCode: '31' })).toHaveLength(114);
    expect(await empty.call('catalogue.shipped', { parentCode: '99' })).toEqual([]);
    removeOffice(empty);
  });
});

describe('in the database', () => {
  test('it is loaded once, and is found by name, code, level and day', async () => {
    expect(await office.call('catalogue.status', {})).toMatchObject({
      loaded: false,
      provinces: 0,
      communes: 0,
    });
    expect(await office.call('catalogue.load', {})).toMatchObject({
      loaded: true,
      provinces: 34,
      communes: 3321,
      asOf: '2026-07-12',
    });
    const found = async (input: object) =>
      (await office.call('catalogue.units', input)).rows.map((unit) => unit.fullName);
    expect(await found({ text: 'cam giang', parentCode: '31' })).toEqual(['Xã Cẩm Giang', 'Xã Cẩm Giàng']);
    expect(await found({ text: '10903' })).toEqual(['Xã Cẩm Giàng']);
    expect(await found({ level: 'province', text: 'hai ph' })).toEqual(['Thành phố Hải Phòng']);
    expect(await found({ on: '2025-06-30' })).toEqual([]);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await office.call('catalogue.units', {
        parentCode: '31',
        limit: 50,
        ...(cursor === undefined ? {} : { cursor }),
      });
      expect(page.total).toBe(114);
      names.push(...page.rows.map((row) => row.id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(new Set(names).size).toBe(114);
    const [unit] = (await office.call('catalogue.units', { text: '10903' })).rows;
    expect(await office.call('catalogue.unit', { id: unit!.id })).toMatchObject({
      code: '10903',
      parentCode: '31',
      parentName: 'Thành phố Hải Phòng',
      agencies: 0,
      validFrom: '2025-07-01',
      validTo: null,
      provenance: 'text',
    });
  });
});

describe('proposals', () => {
  test('a province: its committee, departments and communes, from the file where nothing is loaded yet', async () => {
    const before = await office.call('catalogue.proposals', { unitCode: '31' });
    expect(before).toHaveLength(18 + 114);
    expect(before.filter((one) => one.kind === 'ubnd_xa')).toHaveLength(114);
    expect(new Set(before.map((one) => one.key)).size).toBe(before.length);
    await office.call('catalogue.load', {});
    expect(await office.call('catalogue.proposals', { unitCode: '31' })).toEqual(before);
    expect(await office.fails('catalogue.proposals', { unitCode: '98' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('made in one step with unit and parent; what is there is named, and one undo takes all away', async () => {
    await office.call('catalogue.load', {});
    const items = await itemsOf('31');
    const made = await office.call('agencies.createMany', { items });
    expect(made.created).toBe(132);
    const on = '2026-01-01';
    const list = await office.call('agencies.list', { kind: 'ubnd_tinh', on });
    expect(list.rows).toMatchObject([
      {
        version: { name: 'Ủy ban nhân dân thành phố Hải Phòng', provenance: null },
        children: 131,
        unitName: 'Thành phố Hải Phòng',
        catalogueCode: '31',
      },
    ]);
    const again = await office.call('catalogue.proposals', { unitCode: '31' });
    expect(again.map((one) => one.existingAgencyId)).toEqual(made.ids);
    expect((await office.call('catalogue.units', { text: '10903' })).rows[0]!.agencies).toBe(1);

    // The offices of a commune stand under the committee that is there already.
    const offices = (await itemsOf('10903')).filter((one) => one.kind !== 'ubnd_xa');
    await office.call('agencies.createMany', { items: offices });
    const { rows } = await office.call('agencies.list', { text: 'phong kinh te', on });
    expect(rows).toMatchObject([{ parentName: 'Ủy ban nhân dân xã Cẩm Giàng' }]);

    expect(
      await office.fails('agencies.createMany', { items: [{ ...items[0]!, unitCode: '98' }] }),
    ).toMatchObject({ fields: [{ path: 'items.0.unitCode', code: 'NOT_FOUND' }] });
    await office.call('journal.undo', {});
    await office.call('journal.undo', {});
    expect((await office.call('agencies.list', {})).total).toBe(0);
  });

  test('two communes that differ by one mark are two units and two agencies', async () => {
    await office.call('catalogue.load', {});
    const items = (await itemsOf('31')).filter((one) => /Cẩm Gi[aà]ng$/.test(one.name));
    expect(items.map((one) => [one.unitCode, one.name])).toEqual([
      ['10888', 'Ủy ban nhân dân xã Cẩm Giang'],
      ['10903', 'Ủy ban nhân dân xã Cẩm Giàng'],
    ]);
    await office.call('agencies.createMany', { items: items.slice(0, 1) });
    const proposals = await office.call('catalogue.proposals', { unitCode: '31' });
    const existing = (code: string) => proposals.find((one) => one.unitCode === code)!.existingAgencyId;
    expect(existing('10888')).not.toBeNull();
    expect(existing('10903')).toBeNull();
    await office.call('agencies.createMany', { items: items.slice(1) });
    const { rows } = await office.call('agencies.list', { text: 'cam giang', on: '2026-01-01' });
    expect(rows.map((row) => row.unitName)).toEqual(['Xã Cẩm Giang', 'Xã Cẩm Giàng']);
    expect(new Set(rows.map((row) => row.adminUnitId)).size).toBe(2);
  });

  test('an agency follows its unit, whose code goes with it', async () => {
    await office.call('catalogue.load', {});
    const [unit] = (await office.call('catalogue.units', { text: '10606' })).rows;
    const agency = await office.call('agencies.create', {
      kind: 'ubnd_xa',
      adminUnitId: unit!.id,
      headName: 'Trần Thị Nam',
      version: { ...noVersion, name: 'UBND xã Nam Sách' },
    });
    expect(agency).toMatchObject({
      catalogueCode: '10606',
      unitName: 'Xã Nam Sách',
      headName: 'Trần Thị Nam',
    });
    const cleared = await office.call('agencies.update', {
      id: agency.id,
      rev: agency.rev,
      patch: { adminUnitId: null, contactPhone: '0220 123' },
    });
    expect(cleared).toMatchObject({ catalogueCode: null, unitName: null, contactPhone: '0220 123' });
    expect(
      await office.fails('agencies.update', {
        id: agency.id,
        rev: cleared.rev,
        patch: { adminUnitId: '01900000-0000-7000-8000-000000000000' },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.adminUnitId', code: 'NOT_FOUND' }] });
  });
});

describe('the change of 1 July 2025, entered by hand for the three districts of Hải Dương 2019', () => {
  test('the old papers keep the old names, lists follow the day, and the new communes gather the old visits', async () => {
    removeOffice(office);
    office = openOffice();
    const { planId } = await office.call('system.loadSample', { name: 'hai-duong-2019' });
    await office.call('catalogue.load', {});
    const districts = (await office.call('agencies.list', { kind: 'ubnd_huyen' })).rows;
    expect(districts).toHaveLength(3);
    const visits = await office.call('visits.list', { planId });
    const namesBefore = visits.map((visit) => visit.agencyName);

    // The communes that the user links; the catalogue says nothing of who became whom.
    const wanted = ['10546', '10606', '10903', '10888'];
    const items = (await itemsOf('31')).filter((one) => wanted.includes(one.unitCode ?? ''));
    const { ids } = await office.call('agencies.createMany', { items });
    const byCode = new Map(items.map((item, index) => [item.unitCode, ids[index]!]));
    const links: Readonly<Record<string, readonly string[]>> = {
      'Chí Linh': ['10546'],
      'Nam Sách': ['10606'],
      'Cẩm Giàng': ['10888', '10903'],
    };
    const sample = await office.call('agencies.get', { id: districts[0]!.id });
    for (const district of districts) {
      const [, codes] = Object.entries(links).find(([name]) => district.version.name.includes(name))!;
      const rows = await office.call('successions.create', {
        predecessorIds: [district.id],
        successorIds: codes.map((code) => byCode.get(code)!),
        relation: codes.length > 1 ? 'split' : 'merge',
        effectiveOn: '2025-07-01',
        legalText: 'Nghị quyết số 1669/NQ-UBTVQH15',
      });
      expect(rows).toHaveLength(codes.length);
    }
    expect(sample.versions).toHaveLength(1);

    // Papers of 2019 are worded with the names of 2019.
    expect((await office.call('visits.list', { planId })).map((visit) => visit.agencyName)).toEqual(
      namesBefore,
    );
    const issuer = (await office.call('issuers.list', {}))[0]!;
    const drafted = await office.call('documents.create', {
      kind: 'agency_notice',
      planId,
      visitId: visits.find((visit) => visit.agencyId === districts[0]!.id)!.id,
      issuerId: issuer.id,
    });
    const { content } = await office.call('documents.get', { id: drafted.id });
    expect(JSON.stringify(content)).toContain(districts[0]!.version.name);

    const names = async (on: string, kind: 'ubnd_huyen' | 'ubnd_xa') =>
      (await office.call('agencies.list', { on, kind })).rows.map((row) => row.version.name);
    expect(await names('2025-06-30', 'ubnd_huyen')).toHaveLength(3);
    expect(await names('2025-06-30', 'ubnd_xa')).toEqual([]);
    expect(await names('2025-07-01', 'ubnd_huyen')).toEqual([]);
    expect(await names('2025-07-01', 'ubnd_xa')).toEqual([
      'Ủy ban nhân dân phường Chí Linh',
      'Ủy ban nhân dân xã Cẩm Giang',
      'Ủy ban nhân dân xã Cẩm Giàng',
      'Ủy ban nhân dân xã Nam Sách',
    ]);
    const { rows } = await office.call('agencies.list', {
      on: '2026-01-01',
      kind: 'ubnd_xa',
      view: 'by_successor',
    });
    expect(rows.map((row) => row.visits)).toEqual([1, 1, 1, 1]);
    const page = await office.call('agencies.get', { id: byCode.get('10903')!, view: 'by_successor' });
    expect(page.history).toMatchObject([{ planId, year: 2019 }]);
    expect(page.history[0]!.agencyName).toContain('Cẩm Giàng');
    expect((await office.call('agencies.get', { id: byCode.get('10903')! })).history).toEqual([]);

    // A visit of 2026 cannot be named after a district: the newest name it ever had is all there is.
    const later = await office.call('plans.create', { title: 'Kiểm tra năm 2026', year: 2026 });
    const visit = await office.call('visits.create', {
      planId: later.id,
      agencyId: byCode.get('10903')!,
      startsOn: '2026-03-02',
      endsOn: '2026-03-02',
    });
    expect(visit.agencyName).toBe('Ủy ban nhân dân xã Cẩm Giàng');
  });
});
