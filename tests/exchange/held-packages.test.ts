// Packages that wait, that only a passphrase opens, and that came in parts.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noVersion, type Office } from '../main/services/fixture.ts';
import {
  believe,
  createWorld,
  everythingOf,
  look,
  receive,
  send,
  source,
  type World,
} from './sealed-offices.ts';

const PASSPHRASE = 'chín con trâu đen';
let world: World;
let commune: Office;
let province: Office;
beforeEach(async () => {
  world = createWorld();
  commune = await world.office('UBND xã Tân Hòa');
  province = await world.office('UBND tỉnh Đồng Tháp', 'province');
  believe(commune, province, 'above');
  believe(province, commune, 'below');
}, 120_000);
afterEach(() => world.close());

const add = (name: string) =>
  commune.call('agencies.create', { kind: 'so_nganh', version: { ...noVersion, name } });
const blobs = () =>
  province.context.connection.prepare('SELECT sha256 FROM blob ORDER BY sha256').pluck().all();
const work = () => readdirSync(path.join(province.folder, 'exchange-work'));
const names = () =>
  province.context.connection
    .prepare('SELECT name FROM agency_version WHERE origin_version IS NOT NULL ORDER BY id')
    .pluck()
    .all();

test('by passphrase: it waits and follows like any other, and its file leaves the store once it is taken', async () => {
  const sealed = async (name: string) => {
    await add(name);
    const sent = await commune.call('exchange.send', {
      scope: { kind: 'since' },
      recipient: { kind: 'passphrase', passphrase: PASSPHRASE, name: 'UBND tỉnh' },
      place: world.stick,
    });
    return sent.paths[0] ?? '';
  };
  const [first, second] = [await sealed('Một'), await sealed('Hai')];
  const ask = (file: string, passphrase: string | null = PASSPHRASE) => ({
    source: source(file),
    passphrase,
  });
  const before = everythingOf(province);
  for (const wrong of [null, 'mười con trâu trắng']) {
    const error = await province.fails('exchange.look', ask(first, wrong));
    expect(['WRONG_PASSPHRASE', 'PACKAGE_NOT_FOR_US']).toContain(error.code);
  }
  expect(everythingOf(province)).toEqual(before);
  const take = async (file: string) =>
    province.call('exchange.receive', {
      ...ask(file),
      digest: (await province.call('exchange.look', ask(file))).digest,
    });
  expect(await take(second)).toMatchObject({ outcome: 'held', package: { state: 'held' } });
  expect(blobs()).toHaveLength(1);
  const taken = await take(first);
  expect(taken.outcome).toBe('merged');
  expect(taken.followed.map(({ seq, state }) => [seq, state])).toEqual([[2, 'merged']]);
  expect(names()).toEqual(['Một', 'Hai']);
  expect(blobs()).toEqual([]);
  expect(province.context.blobs.check()).toEqual({ orphans: [], missing: [] });
  expect(work()).toEqual([]);
}, 300_000);

test('one that waits and is taken by hand after all leaves the store too', async () => {
  await add('Một');
  const first = await send(world, commune, province);
  await add('Hai');
  const second = await send(world, commune, province);
  await receive(province, second);
  await receive(province, second);
  expect(blobs()).toHaveLength(1);
  // The missing one never comes; everything does.
  rmSync(first);
  await add('Ba');
  const whole = await receive(province, await send(world, commune, province, { kind: 'complete' }));
  expect(whole.outcome).toBe('merged');
  const late = await look(province, second);
  if (late.outcome !== 'nothing') await receive(province, second);
  expect(names()).toEqual(['Một', 'Hai', 'Ba']);
  expect(blobs()).toEqual([]);
  expect(province.context.blobs.check()).toEqual({ orphans: [], missing: [] });
}, 120_000);

test('in parts: the first of them stands for all, a missing one is said, and held parts follow as one', async () => {
  const inParts = async (name: string) => {
    await add(name);
    const file = await send(world, commune, province);
    const bytes = readFileSync(file);
    const third = Math.ceil(bytes.length / 3);
    for (let part = 0; part < 3; part += 1)
      writeFileSync(`${file}.00${part + 1}`, bytes.subarray(part * third, (part + 1) * third));
    rmSync(file);
    return file;
  };
  const [first, second] = [await inParts('Một'), await inParts('Hai')];
  const before = everythingOf(province);
  const last = readFileSync(`${second}.003`);
  rmSync(`${second}.003`);
  expect((await province.fails('exchange.look', { source: source(`${second}.001`) })).code).toBe(
    'PACKAGE_DAMAGED',
  );
  writeFileSync(`${second}.003`, last);
  expect(everythingOf(province)).toEqual(before);
  expect((await receive(province, `${second}.001`)).outcome).toBe('held');
  const taken = await receive(province, `${first}.001`);
  expect(taken).toMatchObject({ outcome: 'merged', followed: [{ seq: 2, state: 'merged' }] });
  expect(names()).toEqual(['Một', 'Hai']);
  expect(blobs()).toEqual([]);
  expect(work()).toEqual([]);
}, 120_000);
