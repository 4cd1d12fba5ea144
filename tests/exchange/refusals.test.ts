// What cannot be taken is answered: the sender learns it from a signed receipt, and sends everything.
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { noVersion, type Office } from '../main/services/fixture.ts';
import {
  believe,
  createWorld,
  everythingOf,
  look,
  officeOf,
  receive,
  send,
  source,
  type World,
} from './sealed-offices.ts';

let world: World;
let sender: Office;
let here: Office;
beforeAll(async () => {
  world = createWorld();
  sender = await world.office('UBND xã Tân Hòa');
  here = await world.office('Sở Nội vụ tỉnh Đồng Tháp', 'province');
  believe(sender, here, 'above');
  believe(here, sender, 'below');
}, 120_000);
afterAll(() => world.close());

const addAgency = (name: string) =>
  sender.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name } });
const stateOf = async (office: Office, direction: 'in' | 'out') =>
  (await office.call('exchange.packages', { direction, limit: 50 })).rows.map(({ state }) => state);

/** The answer that `here` writes on the stick; nothing else is written. */
async function refuse(file: string): Promise<string> {
  const before = everythingOf(here);
  const { digest, outcome, answerable } = await look(here, file);
  expect([outcome, answerable === null]).toEqual(['refuse', false]);
  const { fileName } = await here.call('exchange.refuse', {
    source: source(file),
    digest,
    place: world.stick,
  });
  expect(everythingOf(here)).toEqual(before);
  expect(readdirSync(world.stick)).toContain(fileName);
  return path.join(world.stick, fileName);
}

test('a row was lost here: the sender is told, sends everything, and is answered again', async () => {
  const agency = await addAgency('Văn phòng');
  await receive(here, await send(world, sender, here));
  const { connection } = here.context;
  connection.pragma('foreign_keys = OFF');
  for (const table of ['agency_version WHERE agency_id', 'agency WHERE id'])
    connection.prepare(`DELETE FROM ${table} = ?`).run(agency.id);
  connection.pragma('foreign_keys = ON');
  const { validFrom: _from, validTo: _to, ...version } = noVersion;
  await sender.call('agencies.rename', {
    agencyId: agency.id,
    rev: agency.rev,
    validFrom: '2019-01-01',
    version: { ...version, name: 'Văn phòng mới' },
  });
  const since = await send(world, sender, here);
  expect((await look(here, since)).problems).toMatchObject([
    { severity: 'error', code: 'DANGLING_REFERENCE' },
  ]);

  const answer = await refuse(since);
  const { receipt, package: row } = await sender.call('exchange.takeReceipt', { source: source(answer) });
  expect([receipt.outcome, receipt.problems.map(({ code }) => code)]).toEqual([
    'refused',
    ['DANGLING_REFERENCE'],
  ]);
  expect(row.state).toBe('returned');
  const preview = await sender.call('exchange.previewSend', {
    scope: { kind: 'since' },
    officeId: officeOf(here),
  });
  expect(preview.kind).toBe('complete');
  const taken = await receive(here, await send(world, sender, here));
  expect(taken.outcome).toBe('merged');
  const { fileName } = await here.call('exchange.receipt', { id: taken.package.id, place: world.stick });
  await sender.call('exchange.takeReceipt', { source: source(path.join(world.stick, fileName)) });
  expect(await stateOf(sender, 'out')).toEqual(['received', 'returned', 'written']);
});

test('numbers that do not follow each other: the sender begins a new series by itself', async () => {
  await addAgency('Tư pháp');
  // As on a PC that was copied and has sent since.
  sender.context.connection
    .prepare(`UPDATE exchange_stream SET last_hash = ? WHERE direction = 'out' AND ended_at IS NULL`)
    .run('ab'.repeat(64));
  const forked = await send(world, sender, here);
  expect((await look(here, forked)).problems.map(({ code }) => code)).toEqual(['BROKEN_ROW_OF_PACKAGES']);
  await sender.call('exchange.takeReceipt', { source: source(await refuse(forked)) });
  const again = await send(world, sender, here);
  const seen = await look(here, again);
  expect([seen.kind, seen.seq, seen.outcome]).toEqual(['complete', 1, 'merge']);
  expect((await receive(here, again)).outcome).toBe('merged');
});

test('strangers get no answer', async () => {
  const stranger = await world.office('UBND xã Lạ');
  believe(stranger, here, 'above');
  const file = await send(world, stranger, here);
  const { digest, answerable } = await look(here, file);
  expect(answerable).toBeNull();
  const ask = { source: source(file), digest, place: world.stick };
  expect((await here.fails('exchange.refuse', ask)).code).toBe('PACKAGE_REFUSED');
  // Nor one that is taken.
  await addAgency('Địa chính');
  const good = await send(world, sender, here);
  const seen = await look(here, good);
  const wrong = { source: source(good), digest: seen.digest, place: world.stick };
  expect((await here.fails('exchange.refuse', wrong)).code).toBe('CONFLICT');
});
