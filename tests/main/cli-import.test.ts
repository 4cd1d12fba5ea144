// Receiving by command line: looked at, checked without any data, taken, answered; the answer is taken where it was sent.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkplace, dumpFolder, type Workplace } from './cli-fixture.ts';
import { noVersion, officeInput } from './services/fixture.ts';

let place: Workplace;
let above: string;
let below: string;
let file: string;
let sent: { id: string };
const SEAL = ['--passphrase-file', 'seal'];
const LOCK = ['--package-passphrase-file', 'lock'];

async function json(args: readonly string[]): Promise<Record<string, unknown>> {
  const ran = await place.run(args);
  expect(ran.code, ran.err).toBe(0);
  expect(ran.err).toBe('');
  return JSON.parse(ran.out) as Record<string, unknown>;
}
const codeOf = async (args: readonly string[]) => {
  const ran = await place.run(args);
  expect(ran.out).toBe('');
  return [ran.code, (JSON.parse(ran.err) as { code: string }).code];
};

beforeAll(async () => {
  place = createWorkplace();
  [above, below] = ['above', 'below'].map((name) => path.join(place.root, name)) as [string, string];
  for (const [name, text] of [
    ['seal', 'mùa thu vàng lá'],
    ['lock', 'chín con trâu đen'],
    ['wrong', 'mười con trâu trắng'],
  ] as const)
    writeFileSync(path.join(place.root, name), `${text}\n`);
  for (const data of [above, below]) {
    await json(['call', 'system.setUp', JSON.stringify(officeInput), '--data', data]);
    await json(['keys', 'make', ...SEAL, '--data', data]);
  }
  const believe = async (data: string, other: string, relation: string) => {
    const card = await json(['card', '--data', other, '--out', path.join(place.root, 'cards'), ...SEAL]);
    const words = (card['fingerprint'] as string[]).join(' ');
    await json([
      'trust',
      'add',
      String(card['file']),
      '--words',
      words,
      '--relation',
      relation,
      '--data',
      data,
    ]);
  };
  await believe(above, below, 'below');
  const agency = { kind: 'so_nganh', version: { ...noVersion, name: 'Văn phòng' } };
  const made = await place.call('agencies.create', agency, '--data', below);
  if (made.code !== 0) throw new Error(made.err);
  const stick = path.join(place.root, 'stick');
  const exported = await json(['export', ...LOCK, '--for', 'Tỉnh', '--out', stick, '--data', below, ...SEAL]);
  [file] = exported['paths'] as [string];
  sent = exported['package'] as { id: string };
  await believe(below, above, 'above');
}, 300_000);
afterAll(() => place.remove());

it('verify needs no data, says whose seal holds, and refuses what is not it', async () => {
  const before = readdirSync(place.root);
  const said = await json(['verify', file, ...LOCK]);
  expect(said).toMatchObject({ holds: true, header: { seq: 1, kind: 'complete' }, deletions: 0 });
  expect(said['fingerprint']).toHaveLength(8);
  expect((said['counts'] as Record<string, number>)['agency']).toBeGreaterThan(0);
  // No folder of data comes to be.
  expect(readdirSync(place.root)).toEqual(before);
  expect(existsSync(place.data)).toBe(false);
  expect(await codeOf(['verify', file])).toEqual([2, 'USAGE']);
  expect(await codeOf(['verify', ...LOCK])).toEqual([2, 'USAGE']);
  expect(await codeOf(['verify', file, '--package-passphrase-file', 'wrong'])).toEqual([
    1,
    'WRONG_PASSPHRASE',
  ]);
  expect(await codeOf(['verify', path.join(place.root, 'none.cchc'), ...LOCK])).toEqual([1, 'PLACE_GONE']);
  const bytes = readFileSync(file);
  const changed = path.join(place.root, 'changed.cchc');
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
  writeFileSync(changed, bytes);
  expect(await codeOf(['verify', changed, ...LOCK])).toEqual([1, 'PACKAGE_DAMAGED']);
  writeFileSync(changed, 'không phải gói');
  expect(await codeOf(['verify', changed, ...LOCK])).toEqual([1, 'PACKAGE_NOT']);
}, 300_000);

it('inspect writes nothing; import takes, answers, and the answer comes home', async () => {
  // An empty folder for what is unpacked is all that may come to be.
  const dump = () => dumpFolder(above).replace(' exchange-work', '');
  const before = dump();
  const seen = await json(['inspect', file, ...LOCK, '--data', above]);
  expect(seen).toMatchObject({ outcome: 'merge', seq: 1, problems: [] });
  expect(dump()).toBe(before);
  // Without the seal there is no answer to give.
  expect(await codeOf(['import', file, ...LOCK, '--data', above])).toEqual([1, 'KEYS_LOCKED']);
  expect(await json(['call', 'exchange.packages', '{}', '--data', above])).toMatchObject({ rows: [] });
  const out = path.join(place.root, 'answers');
  const taken = await json(['import', file, ...LOCK, '--data', above, '--out', out, ...SEAL]);
  expect(taken).toMatchObject({
    outcome: 'merged',
    package: { state: 'merged' },
    problems: [],
    followed: [],
  });
  expect(taken['changes']).toEqual(seen['changes']);
  const receipt = String(taken['receipt']);
  expect(readdirSync(out)).toEqual([path.basename(receipt)]);
  const again = await json(['import', file, ...LOCK, '--data', above, ...SEAL]);
  expect(again).toMatchObject({ outcome: 'nothing', receipt: null });

  const told = await json(['receipt', 'take', receipt, '--data', below]);
  expect(told).toMatchObject({ package: { id: sent.id, state: 'received' }, receipt: { outcome: 'merged' } });
  const { id } = taken['package'] as { id: string };
  mkdirSync(path.join(place.root, 'second'));
  const written = await json([
    'receipt',
    'write',
    id,
    '--out',
    path.join(place.root, 'second'),
    '--data',
    above,
  ]);
  expect(readFileSync(String(written['file']))).toEqual(readFileSync(receipt));

  expect(await codeOf(['receipt', 'take', file, '--data', below])).toEqual([1, 'RECEIPT_NOT']);
  expect(await codeOf(['receipt', 'take', receipt, '--data', above])).toEqual([1, 'RECEIPT_UNKNOWN']);
  expect(await codeOf(['receipt', 'write', sent.id, '--out', out, '--data', below])).toEqual([
    1,
    'NOT_FOUND',
  ]);
  expect(await codeOf(['receipt', 'write', id, '--data', above])).toEqual([2, 'USAGE']);
  expect(await codeOf(['receipt', 'look', receipt])).toEqual([2, 'USAGE']);
}, 300_000);
