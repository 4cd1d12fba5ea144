// Evidence through the real dispatcher: what arrives, what is refused, what it proves, what is taken back, what is left
// of it on the disk.
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import { bytesOf, exifSegment, jpegOf, pngOf } from '../../core/rules/photo-fixture.ts';
import { makeRound, type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
beforeEach(async () => {
  office = await setUpOffice();
  const [set] = await office.call('criteriaSets.list', {});
  round = await makeRound(office, { criteriaSetId: set!.id });
});
afterEach(() => removeOffice(office));

const pdf = bytesOf('%PDF-1.7\n%%EOF\n');
const photo = jpegOf([exifSegment({ orientation: 6, taken: '2019:09:16 08:30:00', gps: true })]);

/** As POST /upload leaves it: aside, under a handle. */
async function upload(bytes: Uint8Array): Promise<string> {
  const { blobs, handles } = office.context;
  const held = await blobs.hold(
    (async function* () {
      yield bytes;
    })(),
  );
  const about = { fileName: 'x', media: 'x/y', size: held.size, sha256: null };
  return handles.refer({ ...about, read: () => held.readAll(), held }).id;
}
async function add(bytes: Uint8Array, fileName: string, more: Partial<Input<'evidence.add'>> = {}) {
  const file = await upload(bytes);
  return office.call('evidence.add', { visitId: round.districtVisit.id, file, fileName, ...more });
}
async function refused(bytes: Uint8Array, fileName: string) {
  const file = await upload(bytes);
  const input = { visitId: round.districtVisit.id, file, fileName };
  const error = await office.fails('evidence.add', input);
  // It is not left lying, and cannot be asked for again.
  expect((await office.fails('evidence.add', input)).code).toBe('FILE_GONE');
  return error;
}
const list = () => office.call('evidence.list', { visitId: round.districtVisit.id });
const store = () => path.join(office.folder, 'blobs');
const stored = () =>
  readdirSync(store(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
async function criterion() {
  const { criteria } = await office.call('visits.get', { id: round.districtVisit.id });
  return criteria[0]!;
}

describe('what arrives', () => {
  test('a photo without its place; the original never enters the store', async () => {
    const made = await add(photo, 'ẢNH 1.JPG');
    expect(made).toMatchObject({
      fileName: 'ẢNH 1.JPG',
      media: 'image/jpeg',
      location: 'removed',
      takenOn: '2019-09-16',
      rotation: 0,
      ordinal: 1,
      already: false,
      present: true,
      links: [],
    });
    expect(stored()).toHaveLength(1);
    for (const file of stored()) expect(readFileSync(file).includes('GPS')).toBe(false);
    const opened = await office.call('evidence.open', { id: made.id });
    expect(opened).toMatchObject({
      fileName: 'ẢNH 1.JPG',
      media: 'image/jpeg',
      bytes: made.size,
      sha256: made.sha256,
    });
    const bytes = await office.context.handles.get(opened.url.replace('/blob/', ''))!.read();
    expect(bytes).toHaveLength(made.size);
  });

  test('asked for, the place stays', async () => {
    const made = await add(photo, 'a.jpg', { keepLocation: true });
    expect(made).toMatchObject({ location: 'kept', size: photo.length });
  });

  test('the same bytes twice are one row, which proves both; under another visit they are a row of their own', async () => {
    const first = await add(pdf, 'quyết định.pdf', { links: [{ criterionId: (await criterion()).id }] });
    const finding = await newFinding();
    const again = await add(pdf, 'bản sao.pdf', {
      links: [{ findingId: finding.id }, { findingId: finding.id }],
    });
    expect(again).toMatchObject({ id: first.id, already: true, fileName: 'quyết định.pdf' });
    expect(again.links.map(({ label }) => label)).toEqual([(await criterion()).code, finding.text]);
    expect(again.rev).toBeGreaterThan(first.rev);
    const elsewhere = await add(pdf, 'a.pdf', { visitId: round.departmentVisit.id });
    expect(elsewhere).toMatchObject({ already: false, sha256: first.sha256, duplicateOf: null });
    expect(stored()).toHaveLength(1);
    expect(await list()).toHaveLength(1);
  });

  test('a small picture comes with it, and only a picture is one', async () => {
    const thumbnail = await upload(pngOf([]));
    const made = await add(photo, 'a.jpg', { thumbnail });
    expect(made.thumbnailUrl).toMatch(/^\/blob\/[0-9a-f]{32}$/);
    expect((await list())[0]?.thumbnailUrl).toBe(made.thumbnailUrl);
    const file = await upload(pdf);
    const error = await office.fails('evidence.add', {
      visitId: round.districtVisit.id,
      file,
      fileName: 'b.pdf',
      thumbnail: await upload(pdf),
    });
    expect(error).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'thumbnail' }] });
    const later = await add(pngOf([]), 'c.png');
    expect(later.thumbnailUrl).toBeNull();
    const set = await office.call('evidence.setThumbnail', {
      id: later.id,
      thumbnail: await upload(pngOf([])),
    });
    expect(set.thumbnailUrl).not.toBeNull();
  });

  test.each<[string, Uint8Array, string, Record<string, unknown>]>([
    [
      'ảnh.jpg',
      bytesOf(
        'MZ',
        Array.from({ length: 200 }, () => 0),
      ),
      'FILE_PROGRAM',
      { name: 'ảnh.jpg' },
    ],
    ['a.pdf.exe', pdf, 'FILE_PROGRAM', {}],
    [
      'a.zip',
      bytesOf(
        'PK\x05\x06',
        Array.from({ length: 18 }, () => 0),
      ),
      'FILE_KIND',
      { allowed: expect.stringContaining('pdf') as string },
    ],
    ['photo.jpg', pdf, 'FILE_MISMATCH', { found: 'PDF' }],
    ['rỗng.pdf', new Uint8Array(0), 'FILE_EMPTY', { name: 'rỗng.pdf' }],
  ])('%s is refused, says why and leaves nothing', async (name, bytes, code, detail) => {
    const error = await refused(bytes, name);
    expect(error).toMatchObject({ code, detail });
    expect(stored()).toEqual([]);
  });

  test('an upload for something else, one that was taken, and a link that leads elsewhere', async () => {
    const { blobs, handles } = office.context;
    const kept = blobs.put(pdf, 'application/pdf');
    const scan = handles.refer({ ...kept, fileName: 'a.pdf', read: () => pdf }).id;
    const input = { visitId: round.districtVisit.id, fileName: 'a.pdf' };
    expect((await office.fails('evidence.add', { ...input, file: scan })).code).toBe('FILE_GONE');
    const file = await upload(pdf);
    const missing = '01900000-0000-7000-8000-000000000000';
    expect(
      await office.fails('evidence.add', { ...input, file, links: [{ criterionId: missing }] }),
    ).toMatchObject({ fields: [{ path: 'links.0.criterionId', code: 'NOT_FOUND' }] });
    // A fault of a link is no reason to send the file again.
    await office.call('evidence.add', { ...input, file });
    expect((await office.fails('evidence.add', { ...input, file })).code).toBe('FILE_GONE');
  });
});

async function newFinding() {
  const { domains } = await office.call('visits.get', { id: round.districtVisit.id });
  return office.call('findings.create', {
    planId: round.plan.id,
    visitId: round.districtVisit.id,
    domainId: domains[0]!.id,
    kind: 'limitation',
    scope: 'named',
    text: 'Chưa niêm yết đầy đủ thủ tục hành chính',
  });
}

describe('rows', () => {
  test('caption, rotation and name change; the extension does not', async () => {
    const made = await add(pdf, 'a.pdf');
    const changed = await office.call('evidence.update', {
      id: made.id,
      rev: made.rev,
      patch: { caption: 'Bảng niêm yết', rotation: 90, fileName: 'CON.pdf' },
    });
    expect(changed).toMatchObject({
      caption: 'Bảng niêm yết',
      rotation: 90,
      fileName: '_CON.pdf',
      sha256: made.sha256,
    });
    const error = await office.fails('evidence.update', {
      id: made.id,
      rev: changed.rev,
      patch: { fileName: 'a.exe' },
    });
    expect(error.fields).toEqual([{ path: 'patch.fileName', code: 'VALIDATION' }]);
    expect(
      (await office.fails('evidence.update', { id: made.id, rev: made.rev, patch: { rotation: 0 } })).code,
    ).toBe('CONFLICT');
  });

  test('moved, the others make room', async () => {
    const a = await add(pdf, 'a.pdf');
    await add(bytesOf(pdf, 'b'), 'b.pdf');
    await add(bytesOf(pdf, 'c'), 'c.pdf');
    const moved = await office.call('evidence.move', { id: a.id, rev: a.rev, ordinal: 99 });
    expect(moved.map(({ fileName, ordinal }) => [fileName, ordinal])).toEqual([
      ['b.pdf', 1],
      ['c.pdf', 2],
      ['a.pdf', 3],
    ]);
  });

  test('links count, go one by one, and each target is linked once', async () => {
    const made = await add(pdf, 'a.pdf');
    const target = { criterionId: (await criterion()).id };
    const linked = await office.call('evidence.link', { id: made.id, target });
    expect(linked.rev).toBeGreaterThan(made.rev);
    expect((await office.call('evidence.link', { id: made.id, target })).links).toHaveLength(1);
    expect(await office.call('evidence.counts', { visitId: round.districtVisit.id })).toEqual([
      { target, count: 1 },
    ]);
    const bare = await office.call('evidence.unlink', { id: made.id, linkId: linked.links[0]!.id });
    expect(bare.links).toEqual([]);
    expect((await office.fails('evidence.unlink', { id: made.id, linkId: linked.links[0]!.id })).code).toBe(
      'NOT_FOUND',
    );
  });

  test('undo takes back each act and never a file; redo brings the row back', async () => {
    const made = await add(pdf, 'a.pdf', { links: [{ criterionId: (await criterion()).id }] });
    const { already: _already, ...row } = made;
    await office.call('evidence.delete', { id: made.id, rev: made.rev });
    expect(await list()).toEqual([]);
    await office.call('journal.undo', {});
    expect(await list()).toEqual([{ ...row, rev: expect.any(Number) as number }]);
    await office.call('journal.undo', {});
    expect(await list()).toEqual([]);
    expect(stored()).toHaveLength(1);
    await office.call('journal.redo', {});
    expect((await list())[0]).toMatchObject({ id: made.id, present: true });
  });

  test('a thumbnail that a screen makes is a step of nobody, and later steps are taken back across it', async () => {
    const made = await add(pngOf([]), 'a.png');
    const small = await office.call('evidence.setThumbnail', {
      id: made.id,
      thumbnail: await upload(pngOf([])),
    });
    expect((await office.call('journal.state', {})).undo).toMatchObject({ method: 'evidence.add' });
    await office.call('evidence.update', {
      id: made.id,
      rev: small.rev,
      patch: { caption: 'Bảng niêm yết' },
    });
    await office.call('journal.undo', {});
    expect(await list()).toMatchObject([{ caption: null, thumbnailUrl: small.thumbnailUrl }]);
  });

  test('what it proved goes: the evidence stays without the link, and comes back with undo', async () => {
    const finding = await newFinding();
    const recommendation = await office.call('recommendations.create', {
      planId: round.plan.id,
      agencyId: round.district.id,
      findingId: null,
      domainId: null,
      dueOn: null,
      dueNote: null,
      text: 'Niêm yết đầy đủ',
    });
    const made = await add(pdf, 'a.pdf', {
      links: [{ findingId: finding.id }, { recommendationId: recommendation.id }],
    });
    await office.call('findings.delete', { id: finding.id, rev: finding.rev });
    await office.call('recommendations.delete', { id: recommendation.id, rev: recommendation.rev });
    expect((await list())[0]).toMatchObject({ id: made.id, links: [] });
    await office.call('journal.undo', {});
    await office.call('journal.undo', {});
    expect((await list())[0]?.links).toHaveLength(2);
  });

  test('a visit or a round takes its evidence with it, and brings it back', async () => {
    const finding = await newFinding();
    await add(pdf, 'a.pdf', { links: [{ criterionId: (await criterion()).id }] });
    // Evidence of another visit that proves what goes.
    const other = await add(pdf, 'b.pdf', {
      visitId: round.departmentVisit.id,
      links: [{ findingId: finding.id }],
    });
    const visit = (await office.call('visits.get', { id: round.districtVisit.id })).visit;
    await office.call('visits.delete', { id: visit.id, rev: visit.rev });
    const left = await office.call('evidence.list', { visitId: round.departmentVisit.id });
    expect(left).toMatchObject([{ id: other.id, links: [] }]);
    await office.call('journal.undo', {});
    expect((await list())[0]?.links).toHaveLength(1);
    const { plan } = await office.call('plans.get', { id: round.plan.id });
    await office.call('plans.delete', { id: plan.id, rev: plan.rev });
    const rows = () => office.context.connection.prepare('SELECT count(*) FROM evidence').pluck().get();
    expect(rows()).toBe(0);
    await office.call('journal.undo', {});
    expect(rows()).toBe(2);
  });
});

describe('the check', () => {
  test('names what is lost, altered and left over, and who used it', async () => {
    expect(await office.call('evidence.check', {})).toEqual({ files: 0, bytes: 0, faults: [] });
    const lost = await add(pdf, 'mất.pdf');
    const cut = await add(bytesOf(pdf, 'cut'), 'cụt.pdf');
    const changed = await add(bytesOf(pdf, 'changed'), 'đổi.pdf');
    const fileOf = (sha256: string) => path.join(store(), sha256.slice(0, 2), sha256);
    rmSync(fileOf(lost.sha256));
    truncateSync(fileOf(cut.sha256), 3);
    const bytes = readFileSync(fileOf(changed.sha256));
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(fileOf(changed.sha256), bytes);
    writeFileSync(path.join(store(), 'lạ.txt'), 'x');
    const quick = await office.call('evidence.check', {});
    const agency = 'UBND huyện Nam Sách';
    expect(quick.faults).toEqual(
      expect.arrayContaining([
        { kind: 'missing', name: lost.sha256, usedBy: [`mất.pdf (${agency})`] },
        { kind: 'altered', name: cut.sha256, usedBy: [`cụt.pdf (${agency})`] },
        { kind: 'orphan', name: 'lạ.txt', usedBy: [] },
      ]),
    );
    expect(quick.faults).toHaveLength(3);
    const deep = await office.call('evidence.check', { deep: true });
    expect(deep.faults).toHaveLength(4);
    expect(deep.faults).toContainEqual({
      kind: 'altered',
      name: changed.sha256,
      usedBy: [`đổi.pdf (${agency})`],
    });
    const rows = await list();
    expect(rows.map(({ present }) => present)).toEqual([false, false, true]);
    expect((await office.fails('evidence.open', { id: lost.id })).code).toBe('CORRUPT');
    // The original added again heals what was lost.
    expect((await add(pdf, 'mất.pdf')).present).toBe(true);
  });

  test('an upload that waits is no orphan; one that a crash left is swept away at the next start', async () => {
    await upload(pdf);
    expect((await office.call('evidence.check', {})).faults).toEqual([]);
    writeFileSync(path.join(store(), '11111111-2222-3333-4444-555555555555.partial'), 'x');
    expect((await office.call('evidence.check', {})).faults).toHaveLength(1);
    expect(office.context.blobs.sweep()).toBe(1);
    expect((await office.call('evidence.check', {})).faults).toEqual([]);
  });

  test('the rules say what is taken', async () => {
    const rules = await office.call('evidence.rules', {});
    expect(rules.limit).toBe(50 * 1024 * 1024);
    expect(rules.extensions).toContain('heic');
    expect(rules.extensions).not.toContain('exe');
  });
});
