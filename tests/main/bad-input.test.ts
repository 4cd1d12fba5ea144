// Bad input over the command line: each kind gives its own code and a sentence with cause and remedy, and nothing
// is written.
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/sqlite.ts';
import type { Application } from '../../main/application.ts';
import { createWorkplace, dumpFolder, type Ran, type Workplace } from './cli-fixture.ts';

const ABSENT = '00000000-0000-7000-8000-000000000000';

let place: Workplace;
let plan: { id: string; rev: number };
beforeAll(async () => {
  place = createWorkplace();
  const sample = await place.run(['sample', 'hai-duong-2019']);
  const { planId } = JSON.parse(sample.out) as { planId: string };
  const detail = JSON.parse((await place.call('plans.get', { id: planId })).out) as {
    plan: { id: string; rev: number };
  };
  const updated = await place.call('plans.update', {
    id: planId,
    rev: detail.plan.rev,
    patch: { note: 'một' },
  });
  plan = JSON.parse(updated.out) as { id: string; rev: number };
});
afterAll(() => place.remove());

const codes = new Map<string, string>();

function expectRefused(name: string, ran: Ran, code: string): void {
  expect([ran.code, ran.out]).toEqual([1, '']);
  const error = JSON.parse(ran.err) as { code: string; cause: string; remedy: string; message: string };
  expect(error.code).toBe(code);
  for (const sentence of [error.cause, error.remedy]) expect(sentence).toMatch(/^\p{Lu}.{8,}\.$/u);
  expect(error.message).toBe(`${error.cause} ${error.remedy}`);
  // Neither a path nor a statement nor a stack.
  expect(ran.err).not.toMatch(/\/tmp|cchc-cli|SELECT|INSERT|\.ts:|node:/);
  codes.set(name, code);
}

describe('a call', () => {
  const patched = (patch: object, rev = plan.rev) => ({ id: plan.id, rev, patch });
  const cases: [string, string, () => [method: string, input: unknown]][] = [
    ['unknown method', 'UNKNOWN_METHOD', () => ['plans.explode', {}]],
    ['unknown key', 'UNKNOWN_KEY', () => ['plans.update', patched({ colour: 'red' })]],
    ['over-long string', 'TOO_LONG', () => ['plans.update', patched({ title: 'x'.repeat(501) })]],
    ['wrong type', 'WRONG_TYPE', () => ['plans.update', patched({ scoring: 'yes' })]],
    ['stale rev', 'CONFLICT', () => ['plans.update', patched({ note: 'hai' }, plan.rev - 1)]],
    ['missing id', 'NOT_FOUND', () => ['plans.update', { ...patched({ note: 'hai' }), id: ABSENT }]],
    ['a date such as 31/02', 'BAD_DATE', () => ['plans.update', patched({ documentDate: '2019-02-31' })]],
  ];
  it.each(cases)('%s is %s', async (name, code, makeCall) => {
    const before = dumpFolder(place.data);
    const [method, input] = makeCall();
    expectRefused(name, await place.call(method, input), code);
    expect(dumpFolder(place.data)).toBe(before);
  });

  const reads: [string, string, object, string][] = [
    ['missing id, read', 'plans.get', { id: ABSENT }, 'NOT_FOUND'],
    ['missing id, deleted', 'findings.delete', { id: ABSENT, rev: 1 }, 'NOT_FOUND'],
    ['no id at all', 'plans.get', {}, 'MISSING_KEY'],
    ['an id that is none', 'plans.get', { id: '1' }, 'VALIDATION'],
    ['an id of another kind', 'visits.get', { id: ABSENT }, 'NOT_FOUND'],
    ['several faults', 'plans.create', { titel: 'x', startsOn: '31/02/2019' }, 'VALIDATION'],
    ['blank title', 'plans.create', { title: ' ' }, 'MISSING_KEY'],
  ];
  it.each(reads)('%s', async (_name, method, input, code) => {
    const before = dumpFolder(place.data);
    const ran = await place.call(method, input);
    expect([ran.code, ran.out, (JSON.parse(ran.err) as { code: string }).code]).toEqual([1, '', code]);
    expect(dumpFolder(place.data)).toBe(before);
  });

  it('on a conflict names the row’s present rev', async () => {
    const { err } = await place.call('plans.update', patched({ note: 'hai' }, plan.rev - 1));
    expect(JSON.parse(err)).toMatchObject({ detail: { entity: 'plan', rev: plan.rev } });
  });
});

describe('a data folder', () => {
  const create = { title: 'Kế hoạch kiểm tra' };

  async function refusals(name: string, folder: string): Promise<{ codes: string[]; touched: boolean }> {
    const before = dumpOf(folder);
    const codesGiven: string[] = [];
    for (const ran of [
      await place.call('plans.create', create, '--data', folder),
      await place.call('plans.list', {}, '--data', folder),
      await place.run(['sample', 'hai-duong-2019', '--data', folder]),
      await place.run(['serve', '--data', folder]),
    ]) {
      const { code } = JSON.parse(ran.err) as { code: string };
      expectRefused(name, ran, code);
      codesGiven.push(code);
    }
    return { codes: codesGiven, touched: dumpOf(folder) !== before };
  }
  const four = (code: string) => ({ codes: [code, code, code, code], touched: false });
  const dumpOf = (folder: string) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().join('\n')
      : 'none';

  it('that is locked by another instance', async () => {
    const other: Application = place.open(place.data, 'write');
    try {
      const before = dumpFolder(place.data);
      expectRefused('locked', await place.call('plans.create', create), 'DATA_LOCKED');
      expectRefused('locked', await place.run(['sample', 'lai-vung-2022']), 'DATA_LOCKED');
      expectRefused('locked', await place.run(['serve']), 'DATA_LOCKED');
      expect((await place.call('plans.list', {})).code).toBe(0);
      expect(dumpFolder(place.data)).toBe(before);
    } finally {
      await other.close();
    }
  });

  it('from a newer version', async () => {
    const folder = path.join(place.root, 'newer');
    await place.open(folder, 'write').close();
    const connection = connect(path.join(folder, 'cchc.db'));
    connection.pragma('user_version = 99990');
    connection.close();
    expect(await refusals('newer', folder)).toEqual(four('DATA_NEWER'));
  });

  it('that holds something else than a database', async () => {
    const folder = path.join(place.root, 'text');
    mkdirSync(folder);
    writeFileSync(
      path.join(folder, 'cchc.db'),
      'Đây là một tệp văn bản, không phải cơ sở dữ liệu.\n'.repeat(100),
    );
    expect(await refusals('not a database', folder)).toEqual(four('DATA_NOT_DATABASE'));
  });

  it('that holds the database of another program', async () => {
    const folder = path.join(place.root, 'foreign');
    mkdirSync(folder);
    const connection = connect(path.join(folder, 'cchc.db'));
    connection.exec('CREATE TABLE photo (id INTEGER)');
    connection.close();
    expect(await refusals('another program’s', folder)).toEqual(four('DATA_NOT_DATABASE'));
  });

  it('that may only be read: it can be read, and every command is refused', async () => {
    const folder = path.join(place.root, 'read-only');
    const made = place.open(folder, 'write');
    await made.dispatch('system.loadSample', { name: 'hai-duong-2019' }, { transport: 'cli', meta: {} });
    await made.close();
    const before = dumpFolder(folder);
    chmodSync(path.join(folder, 'cchc.db'), 0o444);
    chmodSync(folder, 0o555);
    chmodSync(place.root, 0o755);
    // Nothing is forbidden to root, so root becomes somebody else for a moment.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid!(65_534);
    try {
      expectRefused('read-only', await place.call('plans.create', create, '--data', folder), 'READ_ONLY');
      expectRefused('read-only', await place.run(['sample', 'lai-vung-2022', '--data', folder]), 'READ_ONLY');
      const listed = await place.call('plans.list', {}, '--data', folder);
      expect([listed.code, (JSON.parse(listed.out) as unknown[]).length]).toEqual([0, 1]);
      const status = await place.call('system.status', {}, '--data', folder);
      expect(JSON.parse(status.out)).toMatchObject({ readOnly: true, setUp: true });
      const nowhere = path.join(folder, 'new');
      expectRefused('read-only', await place.call('plans.list', {}, '--data', nowhere), 'READ_ONLY');
    } finally {
      if (isRoot) process.seteuid!(0);
      chmodSync(folder, 0o755);
    }
    expect(dumpFolder(folder)).toBe(before);
  });
});

it('each kind has a code of its own', () => {
  const kinds = [
    'unknown method',
    'unknown key',
    'over-long string',
    'wrong type',
    'stale rev',
    'missing id',
    'a date such as 31/02',
    'read-only',
    'locked',
    'newer',
    'not a database',
  ];
  const own = kinds.map((kind) => codes.get(kind));
  expect(own.every((code) => code !== undefined)).toBe(true);
  expect(new Set(own).size).toBe(kinds.length);
});
