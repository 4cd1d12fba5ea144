// Two series of packages from one office, one under a passphrase: what is taken back of the one leaves what the other told.
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noVersion, type Office } from '../main/services/fixture.ts';
import { believe, createWorld, receive, send, source, tablesOf, type World } from './sealed-offices.ts';

const WORDS = 'một mật khẩu đủ dài';
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

async function passOn(): Promise<string> {
  const sent = await sender.call('exchange.send', {
    scope: { kind: 'since' },
    recipient: { kind: 'passphrase', passphrase: WORDS, name: 'Sở Nội vụ' },
    place: world.stick,
  });
  const ask = { source: source(sent.paths[0] ?? ''), passphrase: WORDS };
  const { digest } = await here.call('exchange.look', ask);
  const taken = await here.call('exchange.receive', { ...ask, digest, largeChangeConfirmed: true });
  return taken.package.id;
}
const graves = () =>
  here.context.connection
    .prepare('SELECT table_name, row_id, origin_version, pending FROM tombstone ORDER BY 1, 2')
    .all();

test('a deletion that a later package knows better keeps the earlier one from being taken back', async () => {
  const kept = await sender.call('agencies.create', {
    kind: 'so_nganh',
    version: { ...noVersion, name: 'Văn phòng' },
  });
  const gone = await sender.call('agencies.create', {
    kind: 'so_nganh',
    version: { ...noVersion, name: 'Tư pháp' },
  });
  await sender.call('agencies.delete', { id: gone.id, rev: gone.rev });
  const before = [tablesOf(here), graves()];
  const first = (await receive(here, await send(world, sender, here))).package.id;
  const between = [tablesOf(here), graves()];
  // Brought back and deleted once more: a later state of it is gone.
  await sender.call('journal.undo', {});
  const again = await sender.call('agencies.get', { id: gone.id });
  await sender.call('agencies.delete', { id: gone.id, rev: again.rev });
  const second = await passOn();
  expect(graves()).not.toEqual(between[1]);

  const told = [tablesOf(here), graves()];
  expect((await here.fails('exchange.undo', { id: first })).code).toBe('CONFLICT');
  expect([tablesOf(here), graves()]).toEqual(told);
  await here.call('exchange.undo', { id: second });
  expect([tablesOf(here), graves()]).toEqual(between);
  await here.call('exchange.undo', { id: first });
  expect(tablesOf(here)).toEqual(before[0]);
  expect((await sender.call('agencies.get', { id: kept.id })).id).toBe(kept.id);
});

test('an answer under a key that was replaced long before it is nobody’s', async () => {
  const taken = await receive(here, await send(world, sender, here, { kind: 'complete' }));
  const { fileName } = await here.call('exchange.receipt', { id: taken.package.id, place: world.stick });
  const answer = { source: source(path.join(world.stick, fileName)) };
  const { connection } = sender.context;
  connection.prepare('UPDATE trusted_office SET valid_to = 1').run();
  expect((await sender.fails('exchange.takeReceipt', answer)).code).toBe('RECEIPT_UNKNOWN');
  connection.prepare('UPDATE trusted_office SET valid_to = NULL').run();
  expect((await sender.call('exchange.takeReceipt', answer)).package.state).toBe('received');
});
