// keys, card and trust on the command line: two offices on one PC, and where a passphrase may come from.
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorkplace } from './cli-fixture.ts';
import { officeInput } from './services/fixture.ts';

let place: ReturnType<typeof createWorkplace>;
beforeEach(() => {
  place = createWorkplace();
});
afterEach(() => place.remove());

async function json(args: readonly string[]): Promise<Record<string, unknown>> {
  const ran = await place.run(args);
  expect(ran.code, ran.err).toBe(0);
  return JSON.parse(ran.out) as Record<string, unknown>;
}
const codeOf = async (args: readonly string[]) => {
  const ran = await place.run(args);
  return [ran.code, (JSON.parse(ran.err) as { code: string }).code];
};

it('two offices make their seals, exchange cards and believe each other by the eight words', async () => {
  const words = path.join(place.root, 'words.txt');
  writeFileSync(words, 'mật khẩu của sở\r\n');
  const wrong = path.join(place.root, 'wrong.txt');
  writeFileSync(wrong, 'mật khẩu của ai');
  const lines = path.join(place.root, 'lines.txt');
  writeFileSync(lines, 'hai\ndòng');
  const [above, below] = ['above', 'below'].map((name) => path.join(place.root, name)) as [string, string];
  const out = path.join(place.root, 'out');
  for (const data of [above, below])
    await json(['call', 'system.setUp', JSON.stringify(officeInput), '--data', data]);

  expect(await json(['keys', 'state', '--data', above])).toMatchObject({ state: 'none' });
  expect(await codeOf(['keys', 'make', '--data', above])).toEqual([1, 'VALIDATION']);
  expect(await codeOf(['keys', 'make', '--data', above, '--passphrase-file', lines])).toEqual([2, 'USAGE']);
  expect(await codeOf(['keys', 'make', '--data', above, '--passphrase', 'x'])).toEqual([2, 'USAGE']);
  const made = await json(['keys', 'make', '--data', above, '--passphrase-file', words]);
  expect(made).toMatchObject({ state: 'open', protection: 'passphrase' });

  expect(await codeOf(['card', '--data', above, '--out', out])).toEqual([1, 'KEYS_LOCKED']);
  expect(await codeOf(['card', '--data', above, '--out', out, '--passphrase-file', wrong])).toEqual([
    1,
    'WRONG_PASSPHRASE',
  ]);
  expect(existsSync(out)).toBe(false);
  const card = await json(['card', '--data', above, '--out', out, '--passphrase-file', words]);
  expect(card['fingerprint']).toEqual(made['fingerprint']);
  const file = String(card['file']);
  expect(path.dirname(file)).toBe(out);
  // Never over what is there.
  await json(['card', '--data', above, '--out', out, '--passphrase-file', words]);
  expect(readdirSync(out)).toHaveLength(2);

  expect(await json(['trust', 'look', file, '--data', below])).toMatchObject({
    standing: 'new',
    relation: 'other',
  });
  const eight = (made['fingerprint'] as string[]).join(' ');
  const seven = eight.replace(/^\S+ /, '');
  expect(await codeOf(['trust', 'add', file, '--data', below, '--words', seven])).toEqual([2, 'USAGE']);
  expect(await codeOf(['trust', 'add', file, '--data', below, '--words', `${seven} sai`])).toEqual([
    1,
    'VALIDATION',
  ]);
  const added = await json(['trust', 'add', file, '--data', below, '--words', eight, '--relation', 'above']);
  expect(added).toMatchObject({ relation: 'above', current: true });
  expect(await json(['trust', 'list', '--data', below])).toEqual([added]);
  expect(await codeOf(['trust', 'revoke', String(added['id']), '--data', below])).toEqual([2, 'USAGE']);
  const gone = await json(['trust', 'revoke', String(added['id']), '--reason', 'Mất máy', '--data', below]);
  expect(gone['revokedAt']).not.toBeNull();
  expect(
    await codeOf(['trust', 'revoke', added['officeId'] as string, '--reason', 'x', '--data', below]),
  ).toEqual([1, 'NOT_FOUND']);

  const sheet = await json(['keys', 'sheet', '--out', out, '--data', above, '--passphrase-file', words]);
  expect(String(sheet['file'])).toMatch(/Giay-khoi-phuc.*\.docx$/);
  if (process.platform !== 'win32') expect(statSync(String(sheet['file'])).mode & 0o777).toBe(0o600);
  const renewed = await json([
    'keys',
    'renew',
    '--data',
    above,
    '--old-passphrase-file',
    words,
    '--passphrase-file',
    wrong,
  ]);
  expect(renewed['fingerprint']).not.toEqual(made['fingerprint']);
  expect(await json(['keys', 'state', '--data', above, '--passphrase-file', wrong])).toMatchObject({
    state: 'open',
  });
}, 120_000);

it('the help names them in both languages', async () => {
  for (const language of ['vi', 'en']) {
    const { out } = await place.run(['help', '--lang', language]);
    for (const command of [
      'keys state',
      'card --out',
      'trust list',
      'trust add',
      '--passphrase-file',
      'CCHC_PASSPHRASE',
    ])
      expect(out).toContain(command);
  }
  expect(await codeOf(['keys', 'open'])).toEqual([2, 'USAGE']);
  expect(await codeOf(['trust'])).toEqual([2, 'USAGE']);
});
