// The way of a foreign file into the program (held on disk, never in the content store), and of the office's keys into the
// threads of packages, and no others.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Output } from '../../core/contract/index.ts';
import { createApplication, type Application, type ApplicationOptions } from '../../main/application.ts';
import { createHandedVault, type SecretSealer } from '../../main/vault.ts';
import { createWorkBeside } from '../../main/work/beside.ts';
import { createPassphraseBox, isPassphraseOrder } from '../../main/work/passphrase.ts';
import { officeInput } from './services/fixture.ts';
import { sourceWriter } from './work/source-writer.ts';

const roots: string[] = [];
const open: Application[] = [];
afterEach(async () => {
  for (const application of open.splice(0)) await application.close();
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});
function scratch(): string {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cchc-uploads-'));
  roots.push(root);
  return root;
}
function start(root = scratch(), more: Partial<ApplicationOptions> = {}): Application {
  const application = createApplication({
    folder: path.join(root, 'data'),
    mode: 'write',
    distFolder: root,
    printer: null,
    checkOutput: true,
    drives: async () => [],
    passphrases: createPassphraseBox({ entry: { file: '' }, workFactor: 1 }),
    ...more,
  });
  open.push(application);
  return application;
}
const IPC = { transport: 'ipc', meta: {} } as const;
const info = { transport: 'app', origin: 'app://bundle' } as const;
async function call<T>(application: Application, method: string, input: unknown): Promise<T> {
  const answer = await application.dispatch(method, input, IPC);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value as T;
}
const upload = (body: BodyInit, name = 'goi.cchc') =>
  new Request(`app://bundle/upload?purpose=package&name=${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    duplex: 'half',
  } as RequestInit);

describe('an upload for a package', () => {
  it('stands in a folder of its own that only its owner reads, not among the files of the office', async () => {
    const application = start();
    const bytes = Buffer.alloc(3_000_000, 'x');
    const response = await application.web(upload(new Blob([bytes]).stream()), info);
    const { value } = (await response.json()) as { value: { id: string; size: number; sha256: string } };
    expect(value).toMatchObject({ size: 3_000_000, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const folder = path.join(application.folder, 'exchange-work');
    const [name] = readdirSync(folder);
    expect(readFileSync(path.join(folder, name!)).equals(bytes)).toBe(true);
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(path.join(folder, name!)).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(path.join(application.folder, 'blobs'), { recursive: true })).toEqual([]);
    const back = await application.web(new Request(`app://bundle/blob/${value.id}`), info);
    expect((await back.arrayBuffer()).byteLength).toBe(3_000_000);
    await application.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that breaks off leaves nothing', async () => {
    const application = start();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.alloc(100_000)),
      pull: (controller) => controller.error(new Error('the stick was pulled out')),
    });
    const response = await application.web(upload(body), info);
    expect(response.ok).toBe(false);
    expect(readdirSync(path.join(application.folder, 'exchange-work'))).toEqual([]);
  });

  it('of a run that was killed is gone at the next start; beside another instance nothing is touched', async () => {
    const root = scratch();
    await start(root).close();
    const left = path.join(root, 'data', 'exchange-work', 'left.upload');
    mkdirSync(path.dirname(left), { recursive: true });
    writeFileSync(left, 'x');
    await start(root, { mode: 'read' }).close();
    expect(existsSync(left)).toBe(true);
    await start(root).close();
    expect(existsSync(left)).toBe(false);
  });
});

/** Ends at once and answers what it was given. */
const ECHO = `
import { parentPort, workerData } from 'node:worker_threads';
const { secrets, files } = workerData;
parentPort.postMessage({ type: 'ready' });
parentPort.postMessage({ type: 'done', value: { secrets, files } });
`;

describe('the keys in a thread', () => {
  it('are handed to the work of packages and backups, and to no other', async () => {
    const root = scratch();
    const entry = path.join(root, 'echo.mjs');
    writeFileSync(entry, ECHO);
    const application = start(root);
    await call(application, 'system.setUp', officeInput);
    await call(application, 'keys.make', { passphrase: 'mật khẩu của sở' });
    const current = {
      keyId: 'k',
      officeId: 'o',
      signSeed: new Uint8Array(32).fill(7),
      signPublic: 'RW',
      ageIdentity: 'AGE-SECRET-KEY-1X',
      ageRecipient: 'age1x',
    };
    const { state } = { state: await call<Output<'keys.state'>>(application, 'keys.state', {}) };
    const vault = createHandedVault({ state, current, older: [] });
    const held = path.join(root, 'held');
    writeFileSync(held, 'abc');
    const content = {
      fileName: 'a.cchc',
      media: 'x',
      size: 3,
      sha256: null,
      path: held,
      read: () => Buffer.from('abc'),
    };
    const work = createWorkBeside({
      folder: root,
      clock: { now: Date.now },
      handles: { get: (id) => (id === 'a' ? { ...content, expiresAt: Infinity } : undefined) },
      emit: () => undefined,
      log: { warn: (event) => expect.fail(event) },
      entry: { file: entry },
      vault,
    });
    interface Told {
      secrets: { current: typeof current } | null;
      files: { path: string | null }[];
    }
    const ask = async (method: string, files: string[] = []) =>
      (await work.beside({ method, input: {}, caller: IPC, files } as never, () => {
        throw new Error('not here');
      })) as unknown as Told;
    for (const method of ['exchange.receive', 'exchange.send', 'backups.make', 'handouts.take'])
      expect((await ask(method)).secrets?.current).toEqual(current);
    for (const method of ['imports.apply', 'system.loadSample', 'keys.make', 'trust.add', 'xexchange.y'])
      expect((await ask(method)).secrets).toBeNull();
    expect((await ask('exchange.receive', ['a'])).files).toMatchObject([{ path: held, sha256: null }]);
    await expect(ask('exchange.receive', ['b'])).rejects.toMatchObject({ code: 'FILE_GONE' });
  });

  it('a passphrase opens what it has sealed, and nothing else', async () => {
    const here = createPassphraseBox({ entry: { file: '' }, workFactor: 2 });
    const sealed = await here.seal(['một', 'hai'], 'mật khẩu của sở');
    expect(sealed.every((text) => text.startsWith('-----BEGIN AGE ENCRYPTED FILE-----'))).toBe(true);
    expect(await here.open(sealed, 'mật khẩu của sở')).toEqual(['một', 'hai']);
    expect(await here.open(sealed, 'mật khẩu khác')).toEqual([null, null]);
    expect(await here.open(['no letters of age'], 'mật khẩu của sở')).toEqual([null]);
    const thread = createPassphraseBox({ entry: sourceWriter, workFactor: 2 });
    expect(await thread.open(sealed, 'mật khẩu của sở')).toEqual(['một', 'hai']);
    expect(await here.open(await thread.seal(['ba'], 'mật khẩu của sở'), 'mật khẩu của sở')).toEqual(['ba']);
    expect(isPassphraseOrder({ method: 'x', input: {} })).toBe(false);
  });
});

describe('keys that come by themselves', () => {
  it('are there as soon as the office is set up, where the machine seals', async () => {
    const sealed = new Map<string, string>();
    const sealer: SecretSealer = {
      kind: 'os',
      available: async () => 'available',
      seal: async (text: string) => {
        const name = `sealed ${sealed.size}`;
        sealed.set(name, text);
        return name;
      },
      open: async (name: string) => ({ text: sealed.get(name) ?? '', stale: false }),
    };
    const root = scratch();
    const application = start(root, { sealer });
    await application.ready();
    expect(await call(application, 'keys.state', {})).toMatchObject({ state: 'none', osStore: 'available' });
    await call(application, 'system.setUp', officeInput);
    await expect
      .poll(async () => (await call<Output<'keys.state'>>(application, 'keys.state', {})).state)
      .toBe('open');
    await application.close();
    const again = start(root, { sealer });
    expect(await call(again, 'keys.state', {})).toMatchObject({ state: 'open', protection: 'os' });
  });
});
