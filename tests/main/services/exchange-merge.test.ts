// Receiving with real folders, real packages and real seals: what is looked at, taken, held, refused, answered and taken
// back. The laws over all orders are in tests/exchange/merge-laws.test.ts.
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  believe,
  createWorld,
  everythingOf,
  look,
  officeOf,
  receive,
  send,
  source,
  tablesOf,
  type World,
} from '../../exchange/sealed-offices.ts';
import { makeRound, noVersion, type Office } from './fixture.ts';

let world: World;
beforeEach(() => {
  world = createWorld();
});
afterEach(() => world.close());

async function pair(
  level: 'province' | 'commune' = 'commune',
): Promise<{ commune: Office; province: Office }> {
  const name = level === 'province' ? 'Sở Nội vụ tỉnh Tiền Giang' : 'UBND xã Tân Hòa';
  const commune = await world.office(name, level);
  const province = await world.office('UBND tỉnh Đồng Tháp', 'province');
  believe(commune, province, 'above');
  believe(province, commune, 'below');
  return { commune, province };
}
const scalar = (office: Office, sql: string, ...values: unknown[]) =>
  office.context.connection
    .prepare(sql)
    .pluck()
    .get(...values);
const agencyOf = (office: Office, name: string) =>
  office.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name } });
const codes = (one: { readonly problems: readonly { readonly code: string }[] }) =>
  one.problems.map(({ code }) => code);

describe('a whole picture', () => {
  test('the district of one sample is merged into the province of another, taken back, merged again, answered', async () => {
    const district = await world.sample('lai-vung-2022');
    const province = await world.sample('hai-duong-2019');
    believe(district, province, 'above');
    believe(province, district, 'below');
    const before = tablesOf(province);
    const own = (tables: ReturnType<typeof tablesOf>) =>
      Object.values(tables)
        .flat()
        .filter((row) => row['origin_office_id'] === officeOf(province));
    const file = await send(world, district, province);

    const seen = await look(province, file);
    expect(seen).toMatchObject({ outcome: 'merge', largeChange: false, kind: 'complete', seq: 1 });
    expect(seen.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(tablesOf(province), 'looking writes nothing').toEqual(before);
    expect(seen.samples.length).toBeGreaterThan(10);
    for (const { label, table } of seen.samples) {
      expect(label, table).not.toBe('');
      expect(label).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    }

    const taken = await receive(province, file);
    expect(taken.outcome).toBe('merged');
    expect(taken.changes).toEqual(seen.changes);
    expect(taken.package).toMatchObject({ state: 'merged', direction: 'in', canUndo: true });
    const merged = tablesOf(province);
    expect(own(merged)).toEqual(own(before));
    // Whatever the district made stands here as it is there, but for what every office has by its nature.
    const there = tablesOf(district);
    for (const table of ['plan', 'visit', 'finding', 'recommendation', 'team_member', 'agency_version']) {
      const theirs = (there[table] ?? []).filter((row) => row['origin_office_id'] === officeOf(district));
      expect(theirs.length, table).toBeGreaterThan(0);
      const here = new Map((merged[table] ?? []).map((row) => [row['id'], row]));
      for (const row of theirs) {
        const { origin_version: _version, pdf_sha256: _pdf, phrase_id: _phrase, ...rest } = row;
        expect(here.get(row['id'] ?? ''), table).toMatchObject(rest);
      }
    }
    expect(scalar(province, 'SELECT count(*) FROM pragma_foreign_key_check')).toBe(0);
    expect(province.context.journal.verify()).toMatchObject({ intact: true });
    expect(Number(scalar(province, 'SELECT count(*) FROM search_entry'))).toBeGreaterThan(0);

    // The answer changes the state of what was sent.
    const answer = await province.call('exchange.receipt', { id: taken.package.id, place: world.stick });
    const receipt = path.join(world.stick, answer.fileName);
    expect(existsSync(receipt)).toBe(true);
    const told = await district.call('exchange.takeReceipt', { source: source(receipt) });
    expect(told.package).toMatchObject({ direction: 'out', state: 'received' });
    expect(told.receipt).toMatchObject({ outcome: 'merged' });
    expect(told.receipt.added).toBe(taken.changes.reduce((sum, one) => sum + one.added, 0));

    // Again it is nothing.
    const again = await look(province, file);
    expect(again).toMatchObject({ outcome: 'nothing' });
    expect(codes(again)).toEqual(['ALREADY_MERGED']);
    const nothing = await receive(province, file);
    expect(nothing).toMatchObject({ outcome: 'nothing', receipt: { sha256: taken.receipt.sha256 } });
    expect(tablesOf(province)).toEqual(merged);

    const undone = await province.call('exchange.undo', { id: taken.package.id });
    expect(undone.state).toBe('undone');
    expect(tablesOf(province)).toEqual(before);
    expect(province.context.journal.verify()).toMatchObject({ intact: true });
    const back = await province.call('exchange.receipt', { id: taken.package.id, place: world.stick });
    const returned = await district.call('exchange.takeReceipt', {
      source: source(path.join(world.stick, back.fileName)),
    });
    expect(returned.package.state).toBe('returned');
    // The first answer, carried once more, says nothing new.
    expect((await district.call('exchange.takeReceipt', { source: source(receipt) })).package.state).toBe(
      'returned',
    );

    await receive(province, file);
    expect(tablesOf(province)).toEqual(merged);
    // Nobody's Ctrl+Z reaches into it.
    expect((await province.call('journal.state', {})).undo).toBeNull();
    expect((await province.call('journal.state', {})).redo).toBeNull();
  });
});

describe('the row of packages', () => {
  test('one that comes too early waits, and follows when the missing one comes', async () => {
    const { commune, province } = await pair();
    await agencyOf(commune, 'Văn phòng');
    const first = await send(world, commune, province);
    await agencyOf(commune, 'Tư pháp');
    const second = await send(world, commune, province);
    await agencyOf(commune, 'Địa chính');
    const third = await send(world, commune, province);
    expect(new Set([first, second, third]).size).toBe(3);

    const early = await look(province, third);
    expect(early).toMatchObject({ outcome: 'hold', changes: [] });
    expect(early.problems).toMatchObject([{ code: 'WAITS_FOR_EARLIER', severity: 'warning', count: 2 }]);
    const before = tablesOf(province);
    expect(await receive(province, third)).toMatchObject({ outcome: 'held', package: { state: 'held' } });
    expect(tablesOf(province)).toEqual(before);
    expect(await receive(province, third)).toMatchObject({ outcome: 'held' });
    expect(await receive(province, second)).toMatchObject({ outcome: 'held' });
    const last = await receive(province, first);
    expect(last).toMatchObject({ outcome: 'merged', package: { seq: 1 } });
    expect(last.followed.map(({ seq, state }) => [seq, state])).toEqual([
      [2, 'merged'],
      [3, 'merged'],
    ]);
    const names = province.context.connection
      .prepare('SELECT name FROM agency_version WHERE origin_office_id = ? ORDER BY id')
      .pluck()
      .all(officeOf(commune));
    expect(names).toEqual(['Văn phòng', 'Tư pháp', 'Địa chính']);
    // The last one first: what stands on another one is in its way.
    expect((await province.fails('exchange.undo', { id: last.package.id })).code).toBe('CONFLICT');
    for (const { id } of last.followed.toReversed()) await province.call('exchange.undo', { id });
    await province.call('exchange.undo', { id: last.package.id });
    expect(tablesOf(province)).toEqual(before);
    expect(scalar(province, 'SELECT count(*) FROM tombstone WHERE origin_version IS NOT NULL')).toBe(0);
  });

  test('everything waits for nobody, and what it has overtaken may still come', async () => {
    const { commune, province } = await pair();
    await agencyOf(commune, 'Văn phòng');
    const first = await send(world, commune, province);
    await agencyOf(commune, 'Tư pháp');
    const whole = await send(world, commune, province, { kind: 'complete' });
    const taken = await receive(province, whole);
    expect(taken).toMatchObject({ outcome: 'merged', package: { seq: 2 } });
    const after = tablesOf(province);
    const late = await look(province, first);
    expect(late.outcome).toBe('merge');
    await receive(province, first);
    expect(tablesOf(province)).toEqual(after);
  });

  test('same number with other content, a foreign sender, a revoked one, another recipient: not a row is written', async () => {
    const { commune, province } = await pair();
    const other = await world.office('UBND xã Tân Phước');
    const stranger = await world.office('UBND xã Vĩnh Thới');
    for (const one of [other, stranger]) believe(one, province, 'above');
    believe(commune, other, 'other');
    await agencyOf(commune, 'Văn phòng');
    const first = await send(world, commune, province);
    await receive(province, first);

    // The sender's data are copied, and the copy sends another number 2 of the same row of packages.
    const aside = path.join(world.stick, 'copy.cchc');
    await agencyOf(commune, 'Tư pháp');
    const second = await send(world, commune, province);
    copyFileSync(second, aside);
    rmSync(second);
    const { connection } = commune.context;
    const row = connection.prepare(`SELECT id, stream_id FROM exchange_package WHERE seq = 2`).get() as {
      id: string;
      stream_id: string;
    };
    connection.prepare('DELETE FROM exchange_package WHERE id = ?').run(row.id);
    connection
      .prepare(
        'UPDATE exchange_stream SET last_seq = 1, last_hash = (SELECT hash FROM exchange_package WHERE seq = 1)',
      )
      .run();
    await agencyOf(commune, 'Địa chính');
    const forked = await send(world, commune, province, { kind: 'complete' });
    await receive(province, aside);

    const toOther = await send(world, commune, other);
    await agencyOf(stranger, 'Văn phòng');
    const unknown = await send(world, stranger, province);
    const state = everythingOf(province);
    const refused = async (file: string, code: string) => {
      const seen = await look(province, file);
      expect(seen.outcome).toBe('refuse');
      expect(codes(seen)).toContain(code);
      const error = await province.fails('exchange.receive', { source: source(file), digest: seen.digest });
      expect(error.code).toBe('PACKAGE_REFUSED');
      expect(error.detail?.['problems']).toMatchObject([{ severity: 'error', code }]);
      expect(everythingOf(province)).toEqual(state);
    };
    await refused(forked, 'SAME_NUMBER_OTHER_CONTENT');
    await refused(unknown, 'UNKNOWN_SENDER');
    expect((await province.fails('exchange.look', { source: source(toOther) })).code).toBe(
      'PACKAGE_NOT_FOR_US',
    );
    expect(everythingOf(province)).toEqual(state);

    const trusted = (await province.call('trust.list', {})).find(
      ({ officeId }) => officeId === officeOf(commune),
    );
    await agencyOf(commune, 'Kế toán');
    const last = await send(world, commune, province);
    await province.call('trust.revoke', { id: trusted!.id, rev: trusted!.rev, reason: 'Mất máy' });
    const seen = await look(province, last);
    expect(codes(seen)).toContain('SENDER_REVOKED');
    expect(
      (await province.fails('exchange.receive', { source: source(last), digest: seen.digest })).code,
    ).toBe('PACKAGE_REFUSED');
  });

  test('the preview counts: what has moved on since is a conflict, and many changes are asked for', async () => {
    const { commune, province } = await pair();
    const names = ['Một', 'Hai', 'Ba'];
    const made = [];
    for (const name of names) made.push(await agencyOf(commune, name));
    const first = await send(world, commune, province);
    const seen = await look(province, first);
    expect((await province.fails('exchange.receive', { source: source(first), digest: 'x' })).code).toBe(
      'CONFLICT',
    );
    await province.call('exchange.receive', { source: source(first), digest: seen.digest });
    for (const agency of made) {
      await commune.call('agencies.update', { id: agency.id, rev: agency.rev, patch: { address: 'Số 1' } });
    }
    const second = await send(world, commune, province);
    const large = await look(province, second);
    expect(large.largeChange).toBe(true);
    expect(codes(large)).toContain('LARGE_CHANGE');
    expect(large.samples.filter(({ action }) => action === 'change')).toHaveLength(3);
    expect(large.samples[0]).toMatchObject({ fields: [{ field: 'address', before: null, after: 'Số 1' }] });
    const error = await province.fails('exchange.receive', { source: source(second), digest: large.digest });
    expect(error).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'largeChangeConfirmed' }] });
    expect(await receive(province, second)).toMatchObject({ outcome: 'merged' });
  });

  test('what is built on a package keeps it from being taken back', async () => {
    const { commune, province } = await pair();
    const foreign = await agencyOf(commune, 'Văn phòng HĐND và UBND');
    const taken = await receive(province, await send(world, commune, province));
    const ours = await agencyOf(province, 'UBND xã Tân Hòa');
    const { journal, ids, session } = province.context;
    const head = { method: 'test', actorId: session.personId(), officeId: session.officeId() };
    const successionId = ids.next();
    journal.run(head, (write) =>
      write.insert('agency_succession', {
        id: successionId,
        predecessorId: foreign.id,
        successorId: ours.id,
        relation: 'merge',
        effectiveOn: '2020-01-01',
      }),
    );
    const before = tablesOf(province);
    expect((await province.fails('exchange.undo', { id: taken.package.id })).code).toBe('CONFLICT');
    expect(tablesOf(province)).toEqual(before);
    journal.run(head, (write) => write.remove('agency_succession', successionId, null));
    expect((await province.call('exchange.undo', { id: taken.package.id })).state).toBe('undone');
    expect((await province.fails('exchange.undo', { id: taken.package.id })).code).toBe('WRONG_STATE');
  });

  test('deletions travel, wait for what still points at their row, and never touch a row of ours', async () => {
    const { commune, province } = await pair();
    const foreign = await agencyOf(commune, 'Văn phòng');
    const gone = await agencyOf(commune, 'Tạm');
    await receive(province, await send(world, commune, province));
    const { journal, ids, session } = province.context;
    const head = { method: 'test', actorId: session.personId(), officeId: session.officeId() };
    const ours = await agencyOf(province, 'Ta');
    const link = ids.next();
    journal.run(head, (write) =>
      write.insert('agency_succession', {
        id: link,
        predecessorId: foreign.id,
        successorId: ours.id,
        relation: 'merge',
        effectiveOn: '2020-01-01',
      }),
    );
    for (const one of [foreign, gone]) {
      const version = String(scalar(commune, 'SELECT id FROM agency_version WHERE agency_id = ?', one.id));
      commune.context.journal.run(
        { method: 'test', actorId: commune.context.session.personId(), officeId: officeOf(commune) },
        (write) => {
          write.remove('agency_version', version, null);
          write.remove('agency', one.id, null);
        },
      );
    }
    const before = tablesOf(province);
    const file = await send(world, commune, province);
    const seen = await look(province, file);
    const taken = await receive(province, file);
    // What waits is no deletion, in the look as well.
    expect(taken.changes).toEqual(seen.changes);
    const has = (id: string) => scalar(province, 'SELECT count(*) FROM agency WHERE id = ?', id);
    expect([has(foreign.id), has(gone.id), has(ours.id)]).toEqual([1, 0, 1]);
    const agencies = taken.changes.find(({ table }) => table === 'agency');
    expect(agencies).toMatchObject({ deleted: 1, held: 1 });
    const after = tablesOf(province);
    await province.call('exchange.undo', { id: taken.package.id });
    expect(tablesOf(province)).toEqual(before);
    await receive(province, file);
    expect(tablesOf(province)).toEqual(after);
    // Once nothing points at it any more, the next package lets it go.
    journal.run(head, (write) => write.remove('agency_succession', link, null));
    await agencyOf(commune, 'Mới');
    await receive(province, await send(world, commune, province));
    expect(has(foreign.id)).toBe(0);
  });
});

describe('files', () => {
  test('evidence comes along, or is known and may come later; nothing is left behind in the work folder', async () => {
    const { commune, province } = await pair('province');
    const round = await makeRound(commune);
    const pdf = new TextEncoder().encode('%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n');
    const { sha256 } = commune.context.blobs.put(pdf, 'application/pdf');
    const { journal, ids, session } = commune.context;
    const evidenceId = ids.next();
    journal.run({ method: 'test', actorId: session.personId(), officeId: session.officeId() }, (write) =>
      write.insert('evidence', {
        id: evidenceId,
        visitId: round.districtVisit.id,
        ordinal: 1,
        sha256,
        fileName: 'Biên bản.pdf',
        media: 'application/pdf',
        size: pdf.length,
      }),
    );
    const without = await send(world, commune, province, { evidence: false });
    const seen = await look(province, without);
    expect(codes(seen)).toContain('FILES_LEFT_OUT');
    await receive(province, without);
    const { blobs } = province.context;
    expect(blobs.info(sha256)).toMatchObject({ absent: true, size: pdf.length });
    expect(blobs.check()).toMatchObject({ missing: [] });
    expect(blobs.absent()).toEqual([sha256]);
    const listed = await province.call('evidence.list', { visitId: round.districtVisit.id });
    expect(listed).toMatchObject([{ id: evidenceId, present: false }]);
    const error = await province.fails('evidence.open', { id: evidenceId });
    expect(error).toMatchObject({ code: 'NOT_FOUND', detail: { entity: 'blob', absent: true } });

    const whole = await send(world, commune, province, { kind: 'complete' });
    await receive(province, whole);
    expect(blobs.info(sha256)).toEqual({ sha256, size: pdf.length, media: 'application/pdf' });
    expect(Buffer.from(blobs.get(sha256, { verify: true }))).toEqual(Buffer.from(pdf));
    expect(readdirSync(path.join(province.folder, 'exchange-work'))).toEqual([]);
  });

  test('a program under the name of a photo stays out, its row stands, and the answer says so', async () => {
    const { commune, province } = await pair('province');
    const round = await makeRound(commune);
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200, 1)]);
    const { sha256 } = commune.context.blobs.put(program, 'image/jpeg');
    const { journal, ids, session } = commune.context;
    journal.run({ method: 'test', actorId: session.personId(), officeId: session.officeId() }, (write) =>
      write.insert('evidence', {
        id: ids.next(),
        visitId: round.districtVisit.id,
        ordinal: 1,
        sha256,
        fileName: 'Ảnh.jpg',
        media: 'image/jpeg',
        size: program.length,
      }),
    );
    const taken = await receive(province, await send(world, commune, province));
    expect(taken.outcome).toBe('merged');
    expect(province.context.blobs.info(sha256)).toMatchObject({ absent: true });
    const detail = await province.call('exchange.package', { id: taken.package.id });
    expect(detail.receipt?.problems).toContainEqual(
      expect.objectContaining({ code: 'FILES_LEFT_OUT', severity: 'warning', count: 1 }),
    );
  });
});
