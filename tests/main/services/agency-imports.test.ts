// Agencies and a newer catalogue from files, through the one pipeline: previewed, then written as one change set.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { shippedCatalogue } from '../../../main/catalogue/shipped.ts';
import { writeWorkbook } from '../../../main/spreadsheet/write-workbook.ts';
import { makeRound, noVersion, type Office, openOffice, removeOffice, setUpOffice } from './fixture.ts';

// The catalogue is loaded once; every test works on a copy of that folder.
let office: Office;
let template: string;
beforeAll(async () => {
  const first = await setUpOffice();
  await first.call('catalogue.load', {});
  first.close();
  template = first.folder;
});
afterAll(() => rmSync(template, { recursive: true, force: true }));
beforeEach(() => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cchc-imports-'));
  cpSync(template, folder, { recursive: true });
  office = openOffice({ folder });
});
afterEach(() => removeOffice(office));

type Source = Input<'imports.preview'>;
type Preview = Output<'imports.preview'>;

function source(
  purpose: Source['purpose'],
  bytes: Uint8Array,
  fileName: string,
  more: Partial<Source> = {},
): Source {
  const { blobs, handles } = office.context;
  const { sha256 } = blobs.put(bytes, 'application/octet-stream');
  const about = { fileName, media: 'application/octet-stream', size: bytes.byteLength, sha256 };
  const file = handles.refer({ ...about, read: () => blobs.get(sha256) }).id;
  return { purpose, file, fileName, ...more };
}
const csv = (lines: readonly string[]) => new TextEncoder().encode(`${lines.join('\n')}\n`);
const agencies = (...lines: string[]) => source('agencies', csv(lines), 'co-quan.csv');

async function preview(given: Source): Promise<Preview> {
  return office.call('imports.preview', given);
}
async function apply(given: Source, leaveOutFaulty = false) {
  const { digest } = await preview(given);
  return office.call('imports.apply', { source: given, digest, leaveOutFaulty });
}
const faultsOf = ({ faults, rows }: Preview) =>
  [...faults, ...rows.flatMap((row) => row.faults)].map(
    (fault) => `${fault.code} ${fault.row}${fault.column}`,
  );
const actions = ({ rows }: Preview) =>
  rows.toSorted((a, b) => (a.row ?? 1e9) - (b.row ?? 1e9)).map((row) => `${row.action} ${row.label}`);
const on = '2026-01-01';

describe('agencies', () => {
  test('come with kind, parent, unit and contacts; a second time nothing changes; one undo takes all away', async () => {
    const given = agencies(
      'STT,Tên cơ quan,Tên viết tắt,Loại cơ quan,Cơ quan cấp trên,Địa danh,Mã ĐVHC,Hiệu lực từ,Người đứng đầu,Đầu mối',
      '1,Chi cục Kiểm lâm,CCKL,Đơn vị trực thuộc,Sở Nông nghiệp và Môi trường,Hải Phòng,,,,Đỗ Văn Rừng',
      '2,Sở Nông nghiệp và Môi trường,SNNMT,,31,Hải Phòng,31,01/3/2025,Bùi Thị Lúa,',
      '3,Ủy ban nhân dân thành phố Hải Phòng,UBND,UBND cấp tỉnh,,Hải Phòng,31,,,',
      '4,Ủy ban nhân dân xã Cẩm Giàng,UBND,,31,Cẩm Giàng,10903,01/7/2025,,',
    );
    const seen = await preview(given);
    expect(faultsOf(seen)).toEqual([]);
    expect(actions(seen)).toEqual([
      'add Chi cục Kiểm lâm',
      'add Sở Nông nghiệp và Môi trường',
      'add Ủy ban nhân dân thành phố Hải Phòng',
      'add Ủy ban nhân dân xã Cẩm Giàng',
    ]);
    expect(await apply(given)).toEqual({ added: 4, changed: 0, ended: 0, leftOut: 0, targetId: null });
    const { rows } = await office.call('agencies.list', { on });
    expect(rows.map((row) => [row.version.name, row.kind, row.parentName, row.catalogueCode])).toEqual([
      ['Chi cục Kiểm lâm', 'don_vi_truc_thuoc', 'Sở Nông nghiệp và Môi trường', null],
      ['Sở Nông nghiệp và Môi trường', 'so_nganh', 'Ủy ban nhân dân thành phố Hải Phòng', '31'],
      ['Ủy ban nhân dân thành phố Hải Phòng', 'ubnd_tinh', null, '31'],
      ['Ủy ban nhân dân xã Cẩm Giàng', 'ubnd_xa', 'Ủy ban nhân dân thành phố Hải Phòng', '10903'],
    ]);
    expect(rows[0]!.contactName).toBe('Đỗ Văn Rừng');
    expect(rows[1]).toMatchObject({ headName: 'Bùi Thị Lúa', version: { validFrom: '2025-03-01' } });
    const again = await preview(given);
    expect(again.counts).toMatchObject({ same: 4, add: 0, change: 0, errors: 0, warnings: 0 });
    await office.call('journal.undo', {});
    expect((await office.call('agencies.list', {})).total).toBe(0);
  });

  test('the same unit or exactly the same name is the agency that is there; empty cells say nothing', async () => {
    const [unit] = (await office.call('catalogue.units', { text: '10903' })).rows;
    const commune = await office.call('agencies.create', {
      kind: 'ubnd_xa',
      adminUnitId: unit!.id,
      headName: 'Vũ Văn Cũ',
      version: { ...noVersion, name: 'UBND xã Cẩm Giàng', placeName: 'Cẩm Giàng' },
    });
    const department = await office.call('agencies.create', {
      kind: 'so_nganh',
      version: { ...noVersion, name: 'Sở Nội vụ' },
    });
    const given = agencies(
      'Tên cơ quan,Mã ĐVHC,Người đứng đầu,Điện thoại,Địa danh',
      'Ủy ban nhân dân xã Cẩm Giàng,10903,Vũ Thị Mới,,',
      'Sở Nội vụ,,,0220 3853 999,',
    );
    const seen = await preview(given);
    expect(seen.rows.map((row) => [row.action, row.changes])).toEqual([
      [
        'change',
        [
          { field: 'headName', before: 'Vũ Văn Cũ', after: 'Vũ Thị Mới' },
          { field: 'name', before: 'UBND xã Cẩm Giàng', after: 'Ủy ban nhân dân xã Cẩm Giàng' },
        ],
      ],
      ['change', [{ field: 'contactPhone', before: null, after: '0220 3853 999' }]],
    ]);
    expect(await apply(given)).toMatchObject({ added: 0, changed: 2 });
    const after = await office.call('agencies.get', { id: commune.id });
    expect(after).toMatchObject({ headName: 'Vũ Thị Mới', version: { placeName: 'Cẩm Giàng' } });
    expect(after.versions).toHaveLength(1);
    expect((await office.call('agencies.get', { id: department.id })).contactPhone).toBe('0220 3853 999');
  });

  test('another name of the same unit from a day on is a new name, and visits follow it', async () => {
    const [unit] = (await office.call('catalogue.units', { text: '10903' })).rows;
    const { district, districtVisit, plan } = await makeRound(office);
    await office.call('agencies.update', {
      id: district.id,
      rev: district.rev,
      patch: { adminUnitId: unit!.id, kind: 'ubnd_xa' },
    });
    const given = agencies('Tên cơ quan,Mã ĐVHC,Hiệu lực từ', 'UBND xã Cẩm Giàng,10903,15/9/2019');
    expect((await preview(given)).rows[0]!.changes).toEqual([
      { field: 'name', before: 'UBND huyện Nam Sách', after: 'UBND xã Cẩm Giàng' },
      { field: 'validFrom', before: null, after: '2019-09-15' },
    ]);
    await apply(given);
    const { versions } = await office.call('agencies.get', { id: district.id });
    expect(versions).toMatchObject([
      { name: 'UBND huyện Nam Sách', validTo: '2019-09-14' },
      { name: 'UBND xã Cẩm Giàng', validFrom: '2019-09-15', validTo: null },
    ]);
    const visits = await office.call('visits.list', { planId: plan.id });
    expect(visits.find((one) => one.id === districtVisit.id)!.agencyName).toBe('UBND xã Cẩm Giàng');
  });

  test('one tone mark makes another agency, with a warning, in the data as in the file', async () => {
    await office.call('agencies.create', {
      kind: 'ubnd_xa',
      version: { ...noVersion, name: 'UBND xã Cẩm Giang' },
    });
    const given = agencies('Tên cơ quan,Ghi chú', 'UBND xã Cẩm Giàng,', 'UBND xã Tân An,', 'UBND xã Tân Ân,');
    const seen = await preview(given);
    expect(faultsOf(seen)).toEqual(['SIMILAR_NAME 2A', 'SIMILAR_NAME 4A']);
    expect(seen.rows.flatMap((row) => row.faults).map((fault) => [fault.severity, fault.params])).toEqual([
      ['warning', { name: 'UBND xã Cẩm Giang' }],
      ['warning', { name: 'UBND xã Tân An', row: 3 }],
    ]);
    expect(await apply(given)).toMatchObject({ added: 3, changed: 0 });
    const { rows } = await office.call('agencies.list', { text: 'cam giang' });
    expect(rows.map((row) => row.version.name)).toEqual(['UBND xã Cẩm Giang', 'UBND xã Cẩm Giàng']);
  });

  test('what is wrong says what and where, nothing is written, and what hangs on it is left out too', async () => {
    const given = agencies(
      'Tên cơ quan,Loại cơ quan,Cơ quan cấp trên,Mã ĐVHC,Hiệu lực từ,Hiệu lực đến',
      'Sở A,,Sở Không có,,,',
      'Chi cục A1,Đơn vị trực thuộc,Sở A,,,',
      'Phòng nào đó,,,,,',
      'Sở B,,Chi cục B1,,,',
      'Chi cục B1,Đơn vị trực thuộc,Sở B,,,',
      'Sở C,,,98765,,',
      'Sở D,,,,01/7/2025,30/6/2025',
      'Sở E,,,,,',
      'Sở E,,,,,',
      'UBND phường Chí Linh,,,10546,,',
      'Ủy ban nhân dân phường Chí Linh,,,10546,,',
    );
    const seen = await preview(given);
    expect(faultsOf(seen).sort()).toEqual([
      'BAD_DATE 8F',
      'BAD_HIERARCHY 5C',
      'BAD_HIERARCHY 6C',
      'DUPLICATE_IN_FILE 10A',
      'DUPLICATE_IN_FILE 12D',
      'NOT_FOUND 2C',
      'NOT_FOUND 7D',
      'REQUIRED_EMPTY 4B',
    ]);
    const sets = (await office.call('journal.list', {})).rows.length;
    expect(await office.fails('imports.apply', { source: given, digest: seen.digest })).toMatchObject({
      code: 'IMPORT_FAULTS',
    });
    expect((await office.call('journal.list', {})).rows).toHaveLength(sets);
    // Chi cục A1 goes with Sở A, its superior.
    expect(await apply(given, true)).toMatchObject({ added: 2, leftOut: 9 });
    expect((await office.call('agencies.list', {})).rows.map((row) => row.version.name)).toEqual([
      'Sở E',
      'UBND phường Chí Linh',
    ]);
  });

  test('two of one name are told apart by the unit, or not at all', async () => {
    for (const code of ['31', '33']) {
      const [unit] = (await office.call('catalogue.units', { text: code })).rows;
      await office.call('agencies.create', {
        kind: 'so_nganh',
        adminUnitId: unit!.id,
        version: { ...noVersion, name: 'Sở Nội vụ' },
      });
    }
    const header = 'Tên cơ quan,Mã ĐVHC,Địa chỉ';
    expect(faultsOf(await preview(agencies(header, 'Sở Nội vụ,,Số 1')))).toEqual(['DUPLICATE_IN_DATA 2A']);
    expect(await apply(agencies(header, 'Sở Nội vụ,33,Số 1'))).toMatchObject({ added: 0, changed: 1 });
    const { rows } = await office.call('agencies.list', { text: 'noi vu' });
    expect(rows.map((row) => [row.catalogueCode, row.address]).sort()).toEqual([
      ['31', null],
      ['33', 'Số 1'],
    ]);
  });
});

describe('a newer catalogue', () => {
  const header = 'Mã,Tên,Cấp,Mã TP';
  const lines = shippedCatalogue().map(
    (unit) =>
      `${unit.code},${unit.fullName},${unit.parentCode === null ? 'Thành phố' : ''},${unit.parentCode ?? ''}`,
  );
  const list = (rows: readonly string[], effectiveOn: string | undefined = '2027-01-01') =>
    source('catalogue', csv([header, ...rows]), 'dmhc.csv', effectiveOn === undefined ? {} : { effectiveOn });
  /** As the shipped file is, but for the kind, which the full name tells. */
  const plain = lines.map((line) => line.replace(',Thành phố,', ',,'));

  test('ends what differs the day before and begins it anew; what is not spoken of stays', async () => {
    const given = list([
      '31,Thành phố Hải Phòng,,',
      ...plain
        .filter((line) => line.endsWith(',31'))
        .filter((line) => !line.startsWith('10546,'))
        .map((line) => line.replace('10903,Xã Cẩm Giàng', '10903,Phường Cẩm Giàng')),
      '99001,Xã Hoàn Toàn Mới,,31',
    ]);
    const seen = await preview(given);
    expect(faultsOf(seen)).toEqual([]);
    expect(seen.counts).toMatchObject({ add: 1, change: 1, same: 113 });
    const changed = seen.rows.find((row) => row.action === 'change')!;
    expect(changed).toMatchObject({
      label: '10903 Phường Cẩm Giàng',
      changes: [
        { field: 'fullName', before: 'Xã Cẩm Giàng', after: 'Phường Cẩm Giàng' },
        { field: 'kind', before: 'Xã', after: 'Phường' },
      ],
    });
    // The other provinces stand in the data and not in the file, which speaks of provinces: they are gone with theirs.
    expect(seen.counts.end).toBe(1 + 33 + 3321 - 114);
  });

  test('communes of one province alone leave everything else', async () => {
    const communes = plain.filter((line) => line.endsWith(',31'));
    const given = list([
      ...communes
        .filter((line) => !line.startsWith('10546,'))
        .map((line) => line.replace('10903,Xã', '10903,Phường')),
      '99001,Xã Hoàn Toàn Mới,,31',
    ]);
    expect((await preview(given)).counts).toMatchObject({ add: 1, change: 1, end: 1, same: 112, errors: 0 });
    expect(await apply(given)).toMatchObject({ added: 1, changed: 1, ended: 1, leftOut: 0 });
    const units = async (on: string, text: string) =>
      (await office.call('catalogue.units', { on, text, parentCode: '31' })).rows.map(
        (unit) => unit.fullName,
      );
    expect(await units('2026-12-31', '10903')).toEqual(['Xã Cẩm Giàng']);
    expect(await units('2027-01-01', '10903')).toEqual(['Phường Cẩm Giàng']);
    expect(await units('2026-12-31', '10546')).toEqual(['Phường Chí Linh']);
    expect(await units('2027-01-01', '10546')).toEqual([]);
    expect(await units('2027-01-01', '99001')).toEqual(['Xã Hoàn Toàn Mới']);
    // The row of the old time is as it was, but for its last day.
    const rows = office.context.stores.adminUnits.ofCode('10903');
    expect(rows.map(({ kind, validFrom, validTo }) => [kind, validFrom, validTo])).toEqual([
      ['xa', '2025-07-01', '2026-12-31'],
      ['phuong', '2027-01-01', null],
    ]);
    expect((await preview(given)).counts).toMatchObject({ add: 0, change: 0, end: 0, same: 114 });
    await office.call('journal.undo', {});
    expect(office.context.stores.adminUnits.ofCode('10903')).toMatchObject([{ validTo: null }]);
  });

  test('a code that is used again is a row of its own', async () => {
    const others = plain.filter((line) => line.endsWith(',31') && !line.startsWith('10546,'));
    await apply(list(others, '2027-01-01'));
    await apply(list([...others, '10546,Xã Khác Hẳn,,31'], '2028-01-01'));
    expect(
      office.context.stores.adminUnits
        .ofCode('10546')
        .map((unit) => [unit.fullName, unit.validFrom, unit.validTo]),
    ).toEqual([
      ['Phường Chí Linh', '2025-07-01', '2026-12-31'],
      ['Xã Khác Hẳn', '2028-01-01', null],
    ]);
    // A list of the time between would reach into what came after it.
    const between = list([...others, '10546,Xã Ở Giữa,,31'], '2027-06-01');
    expect(faultsOf(await preview(between))).toEqual([`DUPLICATE_IN_DATA ${others.length + 2}A`]);
  });

  test('needs a day, which must lie after the rows that it ends began', async () => {
    const row = ['10903,Phường Cẩm Giàng,,31'];
    expect(faultsOf(await preview(source('catalogue', csv([header, ...row]), 'a.csv')))).toContain(
      'REQUIRED_EMPTY nullnull',
    );
    expect(faultsOf(await preview(list(row, '2027-02-30')))).toContain('BAD_DATE nullnull');
    expect(faultsOf(await preview(list(row, '2025-07-01')))).toContain('BAD_DATE 2null');
  });

  test('rows at fault say where: the kind, the code, the province', async () => {
    const seen = await preview(
      list([
        '11111,Không Có Loại,,31',
        '123456,Xã Mã Dài,,31',
        '11112,Xã Không Tỉnh,,',
        '11113,Xã Tỉnh Lạ,,98',
      ]),
    );
    expect(faultsOf(seen).sort()).toEqual([
      'BAD_HIERARCHY 4D',
      'NOT_FOUND 5D',
      'REQUIRED_EMPTY 2C',
      'UNKNOWN_VALUE 3A',
    ]);
    expect(seen.counts.end).toBe(0);
  });

  test('the whole list as a workbook whose codes lost their zeros is the same list', async () => {
    const bytes = await writeWorkbook({
      sheets: [
        {
          name: 'DMHC',
          columns: [
            { header: 'Mã', width: 10 },
            { header: 'Tên', width: 30 },
            { header: 'Cấp', width: 20 },
            { header: 'Mã TP', width: 10 },
          ],
          rows: shippedCatalogue().map((unit) => [
            Number(unit.code),
            unit.fullName,
            null,
            unit.parentCode === null ? null : Number(unit.parentCode),
          ]),
        },
      ],
    });
    const seen = await preview(source('catalogue', bytes, 'dmhc.xlsx', { effectiveOn: '2027-01-01' }));
    expect(faultsOf(seen)).toEqual([]);
    expect(seen.counts).toMatchObject({ same: 3355, add: 0, change: 0, end: 0 });
  });
});

test('both purposes have a template to fill in, whose own columns are all found again', async () => {
  for (const purpose of ['agencies', 'catalogue'] as const) {
    const file = await office.call('imports.template', { purpose });
    const bytes = await office.context.handles.get(file.url.replace('/blob/', ''))!.read();
    const seen = await preview(source(purpose, bytes, file.fileName, { effectiveOn: '2027-01-01' }));
    expect(seen.fields.every((field) => field.column !== null)).toBe(true);
  }
});
