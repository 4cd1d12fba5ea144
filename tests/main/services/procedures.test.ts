// Published lists, what was found posted, the two compared, and both as files: through the real dispatcher.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import type { PostingPlace } from '../../../core/contract/procedures.ts';
import { shownText } from '../../../core/exchange/sheet/cell.ts';
import { readWorkbook } from '../../../main/spreadsheet/read-workbook.ts';
import { makeRound, missingId, type Office, removeOffice, rowsOf, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let visitId: string;
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office);
  visitId = round.districtVisit.id;
});
afterEach(() => removeOffice(office));

function upload(bytes: Uint8Array, fileName: string): string {
  const { blobs, handles } = office.context;
  const { sha256 } = blobs.put(bytes, 'application/octet-stream');
  const read = () => blobs.get(sha256);
  const about = { fileName, media: 'application/octet-stream', size: bytes.byteLength, sha256, read };
  return handles.refer(about).id;
}
/** A written workbook, opened again: its sheets with the texts of their cells. */
async function readBack(url: string) {
  const content = office.context.handles.get(url.split('/').at(-1)!)!;
  return readWorkbook(Buffer.from(await content.read()), 'a.xlsx').sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ cells }) => cells.map(shownText)),
  }));
}
type Source = Input<'imports.preview'>;
function source(
  purpose: 'procedures' | 'postings',
  rows: readonly (readonly string[])[],
  more: Partial<Source> = {},
): Source {
  const fileName = 'Danh mục TTHC cấp huyện.csv';
  const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  const bytes = new TextEncoder().encode(`\ufeff${quoted.join('\r\n')}\r\n`);
  return { purpose, file: upload(bytes, fileName), fileName, ...more };
}
async function imported(from: Source) {
  const preview = await office.call('imports.preview', from);
  const applied = await office.call('imports.apply', { source: from, digest: preview.digest });
  return { preview, applied };
}

const header = [
  'STT',
  'Mã số TTHC',
  'Tên thủ tục hành chính',
  'Lĩnh vực',
  'Cấp thực hiện',
  'Mức độ DVC',
  'QĐ công bố',
  'Ngày có hiệu lực',
];
// Made up: no such decisions exist.
const list = [
  header,
  [
    '1',
    '1.000001',
    'Đăng ký khai sinh',
    'Hộ tịch',
    'Cấp Huyện',
    'Mức độ 3',
    'Quyết định số 0123/QĐ-UBND ngày 05/3/2018',
    '15/3/2018',
  ],
  ['2', '1.000002', 'Đăng ký kết hôn', 'Hộ tịch', 'UBND cấp huyện', 'Một phần', '456/QĐ-UBND', '21/8/2019'],
  ['3', '1.000003', 'Chứng thực bản sao', 'Chứng thực', 'Cấp Xã', 'toàn trình', '', ''],
];
const ofDistricts = { options: { agencyKind: 'ubnd_huyen', asOf: '2019-09-01', title: 'TTHC cấp huyện' } };
async function withList() {
  const { applied } = await imported(source('procedures', list, ofDistricts));
  return office.call('procedureLists.get', { id: applied.targetId! });
}
const comparison = () => office.call('procedureChecks.get', { visitId });
const place = async (name: PostingPlace) => (await comparison()).places.find((one) => one.place === name)!;

describe('lists', () => {
  it('come in as they are written, and again without doubling', async () => {
    const { preview, applied } = await imported(source('procedures', list, ofDistricts));
    expect(preview.faults).toEqual([]);
    const made = await office.call('procedureLists.get', { id: applied.targetId! });
    expect(made).toMatchObject({
      title: 'TTHC cấp huyện',
      agencyKind: 'ubnd_huyen',
      agencyId: null,
      asOf: '2019-09-01',
      procedures: 3,
    });
    const rows = await office.call('procedures.list', { procedureListId: made.id });
    expect(rows).toMatchObject([
      {
        code: '1.000001',
        fieldName: 'Hộ tịch',
        level: 'district',
        serviceLevel: 'muc_3',
        decision: '0123/QĐ-UBND',
        decisionOn: '2018-03-05',
        effectiveOn: '2018-03-15',
      },
      { level: 'district', serviceLevel: 'mot_phan', decision: '456/QĐ-UBND', decisionOn: null },
      { level: 'commune', serviceLevel: 'toan_trinh', decision: null, effectiveOn: null },
    ]);
    const changed = [
      header,
      ['1', '1.000001', 'Đăng ký khai sinh', '', '', '', '', '15/3/2018'],
      ['2', '1 000 002', 'Đăng ký kết hôn lại', '', '', 'Mức độ 9', '789/QĐ-UBND', '01/9/2019'],
      ['3', '1.000004', 'Thủ tục mới', '', '', '', '', ''],
    ];
    const again = await imported(source('procedures', changed, { targetId: made.id }));
    expect(again.applied).toMatchObject({ added: 1, changed: 1, targetId: made.id });
    expect(again.preview.rows.find(({ row }) => row === 3)).toMatchObject({
      action: 'change',
      faults: [{ severity: 'warning', code: 'UNKNOWN_VALUE', field: 'serviceLevel' }],
    });
    const after = await office.call('procedures.list', { procedureListId: made.id });
    expect(after.map(({ name, effectiveOn }) => [name, effectiveOn])).toEqual([
      ['Đăng ký khai sinh', '2018-03-15'],
      ['Đăng ký kết hôn lại', '2019-09-01'],
      ['Chứng thực bản sao', null],
      ['Thủ tục mới', null],
    ]);
    expect(after[0]).toMatchObject({ decision: '0123/QĐ-UBND', level: 'district' });
    await office.call('journal.undo', {});
    expect(await office.call('procedures.list', { procedureListId: made.id })).toHaveLength(3);
  });
  it('name the rows that repeat; two days of effect of one code are two versions', async () => {
    const rows = [
      header,
      ['1', '1.01', 'A', '', '', '', '1/QĐ-UBND', '01/3/2018'],
      ['2', '1.01', 'A', '', '', '', '2/QĐ-UBND', '01/3/2019'],
      ['3', '1-01', 'A', '', '', '', '2/QĐ-UBND', '01/3/2019'],
      ['4', '', 'B', '', '', '', '', ''],
      ['5', '', 'B', '', '', '', '', ''],
    ];
    const preview = await office.call('imports.preview', source('procedures', rows, ofDistricts));
    expect(preview.counts).toMatchObject({ add: 4, errors: 1, warnings: 1 });
    expect(preview.rows.find(({ row }) => row === 4)?.faults).toMatchObject([
      { severity: 'error', code: 'DUPLICATE_IN_FILE', params: { row: 3 } },
    ]);
  });
  it('belong to an agency, to a kind or to nobody, and to one of them only', async () => {
    const own = await office.call('procedureLists.create', { title: 'Riêng', agencyId: round.district.id });
    expect(own).toMatchObject({ agencyName: 'UBND huyện Nam Sách', agencyKind: null });
    const turned = await office.call('procedureLists.update', {
      id: own.id,
      rev: own.rev,
      patch: { agencyKind: 'so_nganh' },
    });
    expect(turned).toMatchObject({ agencyId: null, agencyKind: 'so_nganh' });
    await office.fails('procedureLists.create', {
      title: 'Cả hai',
      agencyId: round.district.id,
      agencyKind: 'so_nganh',
    });
    await office.fails('procedureLists.create', { title: 'Không có', agencyId: missingId });
    await office.fails('imports.preview', source('procedures', list, { options: { agencyId: missingId } }));
  });
});

describe('the list that a visit is held against', () => {
  it('is the likeliest until one is chosen: its own, then its kind; a free one never by itself', async () => {
    expect(await comparison()).toMatchObject({ list: null, on: '2019-09-16', results: [] });
    const free = await office.call('procedureLists.create', { title: 'Chung' });
    expect((await comparison()).list).toBeNull();
    const kind = await office.call('procedureLists.create', { title: 'Huyện', agencyKind: 'ubnd_huyen' });
    expect((await comparison()).list?.id).toBe(kind.id);
    const own = await office.call('procedureLists.create', { title: 'Riêng', agencyId: round.district.id });
    await office.call('procedureLists.create', { title: 'Sở', agencyKind: 'so_nganh' });
    const now = await comparison();
    expect(now.list?.id).toBe(own.id);
    expect(now.lists.map(({ id }) => id)).toEqual([own.id, kind.id, free.id]);
    const chosen = await office.call('procedureChecks.save', {
      visitId,
      rev: null,
      patch: { procedureListId: free.id, checkedOn: '2019-09-17', lateAfter: 3 },
    });
    expect(chosen).toMatchObject({ list: { id: free.id }, on: '2019-09-17', check: { lateAfter: 3 } });
    const stale = await office.fails('procedureChecks.save', { visitId, rev: 9, patch: { lateAfter: 2 } });
    expect(stale.code).toBe('CONFLICT');
    // A list that goes is let go of.
    await office.call('procedureLists.delete', { id: free.id, rev: free.rev });
    expect((await comparison()).list?.id).toBe(own.id);
  });
});

describe('ticking off', () => {
  it('one by one, all but some, and back again', async () => {
    const made = await withList();
    const [birth, marriage, copy] = await office.call('procedures.list', { procedureListId: made.id });
    expect(await place('board')).toMatchObject({ looked: false, published: 3, missing: 0 });
    const tick = (procedureId: string, posted: boolean) =>
      office.call('postings.tick', { visitId, place: 'board', procedureId, posted });
    const first = await tick(birth!.id, true);
    expect(await tick(birth!.id, true)).toEqual(first);
    expect(await place('board')).toMatchObject({ looked: true, posted: 1, missing: 2 });
    expect((await place('website')).looked).toBe(false);
    await tick(birth!.id, false);
    expect((await place('board')).looked).toBe(false);

    const ticked = { visitId, place: 'board' as const, exceptIds: [marriage!.id] };
    expect(await office.call('postings.tickAll', ticked)).toEqual({ created: 2 });
    expect(await office.call('postings.tickAll', ticked)).toEqual({ created: 0 });
    expect(await place('board')).toMatchObject({ posted: 2, missing: 1, current: 2 });
    // Who was ticked and is named as an exception is ticked no more; one undo brings all back.
    await office.call('postings.tickAll', { ...ticked, exceptIds: [birth!.id, copy!.id] });
    expect(await place('board')).toMatchObject({ posted: 1, missing: 2 });
    await office.call('journal.undo', {});
    expect(await place('board')).toMatchObject({ posted: 2, missing: 1 });
    expect(await office.call('postings.clear', { visitId, place: 'board' })).toEqual({ removed: 2 });
    expect(await office.call('postings.list', { visitId })).toEqual([]);
    await office.fails('postings.tick', { visitId, place: 'board', procedureId: missingId, posted: true });
  });
  it('an empty board is said to be empty, until something hangs there', async () => {
    const made = await withList();
    const [birth] = await office.call('procedures.list', { procedureListId: made.id });
    const said = await office.call('procedureChecks.save', {
      visitId,
      rev: null,
      patch: { emptyPlaces: ['board'] },
    });
    expect(said.places[0]).toMatchObject({ looked: true, posted: 0, missing: 3 });
    await office.call('postings.tick', { visitId, place: 'board', procedureId: birth!.id, posted: true });
    expect((await comparison()).check.emptyPlaces).toEqual([]);
    expect(await place('board')).toMatchObject({ posted: 1, missing: 2 });
  });
});

describe('what was found', () => {
  it('missing, superseded, late, wrong form, not published: from a file and by hand, into a workbook', async () => {
    await withList();
    // 21 August and five working days: the 28th. (2 September 2019 is entered as a holiday.)
    await office.call('calendar.createMany', {
      days: [{ day: '2019-09-02', kind: 'holiday', name: 'Quốc khánh' }],
    });
    const found = source(
      'postings',
      [
        ['Mã TTHC', 'Tên TTHC', 'Quyết định', 'Ngày đăng tải', 'Sai hình thức'],
        ['1.000001', '', 'QĐ 99/QĐ-UBND ngày 01/01/2016', '', ''],
        ['1.000002', 'Đăng ký kết hôn', '456/QĐ-UBND', '04/9/2019', 'Chữ quá nhỏ'],
        ['9.999999', 'Cấp giấy phép riêng', '', '', ''],
        ['9.999999', 'Cấp giấy phép riêng', '', '', ''],
      ],
      { targetId: visitId, options: { place: 'website' } },
    );
    const { preview, applied } = await imported(found);
    expect(preview.counts).toMatchObject({ add: 3, skip: 1, warnings: 1, errors: 0 });
    expect(applied).toMatchObject({ added: 3, targetId: visitId });
    const { places, results } = await comparison();
    expect(places.find((one) => one.place === 'website')).toEqual({
      place: 'website',
      looked: true,
      published: 3,
      posted: 2,
      current: 1,
      dated: 1,
      missing: 1,
      superseded: 1,
      late: 1,
      wrongForm: 1,
      notPublished: 1,
    });
    expect(results).toMatchObject([
      { problem: 'missing', code: '1.000003' },
      { problem: 'superseded', name: 'Đăng ký khai sinh', detail: '99/QĐ-UBND', reason: 'other_decision' },
      { problem: 'late', code: '1.000002', daysLate: 4 },
      { problem: 'wrong_form', code: '1.000002', detail: 'Chữ quá nhỏ' },
      { problem: 'not_published', code: '9.999999' },
    ]);

    const file = await office.call('procedureChecks.export', { visitId });
    expect(file.fileName).toBe('Doi-chieu-TTHC-UBND-huyen-Nam-Sach.xlsx');
    const sheets = await readBack(file.url);
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Tồn tại', 2 + results.length],
      ['Tổng hợp', 2 + 1],
    ]);
    expect(sheets[0]!.rows[2]).toEqual(
      expect.arrayContaining(['Chưa niêm yết', '1.000003', 'Chứng thực bản sao']),
    );

    // The same file again changes nothing; the other place is another matter, and needs its own look.
    const again = { ...found, file: found.file };
    expect((await office.call('imports.preview', again)).counts).toMatchObject({ add: 0, same: 3 });
    const other = { ...found, options: { place: 'board' } };
    const stale = await office.fails('imports.apply', {
      source: { ...other, options: { place: 'national_database' } },
      digest: (await office.call('imports.preview', other)).digest,
    });
    expect(stale.code).toBe('CONFLICT');
    await office.fails('imports.preview', { ...found, options: {} });
  });
  it('is changed in its line, and goes with the visit, which leaves the list', async () => {
    const made = await withList();
    await office.call('postings.tickAll', { visitId, place: 'board' });
    await office.call('procedureChecks.save', { visitId, rev: null, patch: { note: 'Xem ngày 16/9' } });
    const [row] = await office.call('postings.list', { visitId, place: 'board' });
    const changed = await office.call('postings.update', {
      id: row!.id,
      rev: row!.rev,
      patch: { decision: '1/QĐ-UBND', postedOn: '2019-09-10', formFault: 'Thiếu mẫu đơn' },
    });
    expect(changed).toMatchObject({ decision: '1/QĐ-UBND', postedOn: '2019-09-10' });
    expect(await place('board')).toMatchObject({ superseded: 1, wrongForm: 1 });
    await office.fails('postings.update', { id: row!.id, rev: row!.rev, patch: { decision: null } });
    const [visit] = (await office.call('visits.list', { planId: round.plan.id })).filter(
      ({ id }) => id === visitId,
    );
    await office.call('visits.delete', { id: visitId, rev: visit!.rev });
    expect(await office.call('postings.list', { visitId })).toEqual([]);
    expect(await office.call('procedureLists.list', {})).toMatchObject([{ id: made.id, procedures: 3 }]);
    await office.call('journal.undo', {});
    expect(await office.call('postings.list', { visitId })).toHaveLength(3);
    // The whole plan goes as well.
    const { plan } = await office.call('plans.get', { id: round.plan.id });
    await office.call('plans.delete', { id: plan.id, rev: plan.rev });
    expect(await office.call('postings.list', { visitId })).toEqual([]);
  });
});

it('an agency that is deleted takes its own list with it', async () => {
  const agency = await office.call('agencies.create', {
    kind: 'so_nganh',
    version: {
      name: 'Sở Thử nghiệm',
      shortName: null,
      abbreviation: null,
      placeName: null,
      parentAgencyId: null,
      validFrom: null,
      validTo: null,
    },
  });
  const own = await office.call('procedureLists.create', { title: 'Riêng', agencyId: agency.id });
  await office.call('procedures.create', { procedureListId: own.id, name: 'Thủ tục' });
  await office.call('agencies.delete', { id: agency.id, rev: agency.rev });
  expect(await office.call('procedureLists.list', {})).toEqual([]);
});

it('2,000 procedures and 130 agencies stay quick', async () => {
  const rows = Array.from({ length: 2000 }, (_, index) => [
    String(index + 1),
    `1.${String(index).padStart(6, '0')}.000.00.00.H22`,
    `Thủ tục số ${String(index)}`,
    'Hộ tịch',
    'Cấp xã',
    'Toàn trình',
    `${String(index % 40)}/QĐ-UBND`,
    '01/3/2018',
  ]);
  const { applied } = await imported(source('procedures', [header, ...rows], ofDistricts));
  expect(applied.added).toBe(2000);
  for (let index = 0; index < 130; index += 1) {
    await office.call('procedureLists.create', { title: `Danh mục ${String(index)}` });
  }
  expect(await office.call('postings.tickAll', { visitId, place: 'board' })).toEqual({ created: 2000 });
  const started = performance.now();
  const [one] = await office.call('procedures.list', { procedureListId: applied.targetId! });
  await office.call('postings.tick', { visitId, place: 'board', procedureId: one!.id, posted: false });
  expect(await place('board')).toMatchObject({ posted: 1999, missing: 1 });
  // Generous for a busy machine: reading, ticking and comparing 2,000 lines.
  expect(performance.now() - started).toBeLessThan(5000);
  expect(rowsOf(office.context)['visit']).toHaveLength(2);
});
