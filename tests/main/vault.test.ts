// The vault alone, over a real database: making, sealing, opening, losing, renewing and recovering keys; and that no byte
// of a secret stands anywhere but sealed.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeRecoveryText, readRecoveryText } from '../../core/exchange/package/recovery-text.ts';
import { openDatabase } from '../../db/open.ts';
import { createOwnKeyStore } from '../../db/own-keys.ts';
import { createClock } from '../../main/clock.ts';
import { createIds } from '../../main/ids.ts';
import { createKeyMaker } from '../../main/office-keys.ts';
import {
  createHandedVault,
  createVault,
  noSecrets,
  type OsStore,
  pauseAfter,
  type SecretSealer,
  type VaultDependencies,
} from '../../main/vault.ts';
import { createPassphraseBox } from '../../main/work/passphrase.ts';

const OFFICE = '01900000-0000-7000-8000-000000000001';
const WORDS = 'mật khẩu của sở';
const folders: string[] = [];
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A key store that turns the text round; it knows what it has sealed itself, and nothing else. */
function createMachine(store: OsStore = 'available') {
  const sealed = new Set<string>();
  const state = { store, broken: false, stale: false, seals: 0, opens: 0 };
  const sealer: SecretSealer = {
    kind: 'os',
    available: async () => state.store,
    seal: async (text) => {
      state.seals += 1;
      const made = Buffer.from(`${state.seals} ${[...text].reverse().join('')}`).toString('base64');
      sealed.add(made);
      return made;
    },
    open: async (made) => {
      state.opens += 1;
      if (state.broken || !sealed.has(made)) throw new Error('the store quotes AGE-SECRET-KEY-1');
      const text = Buffer.from(made, 'base64').toString().replace(/^\d+ /, '');
      return { text: [...text].reverse().join(''), stale: state.stale };
    },
  };
  return { sealer, state };
}

function place() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-vault-'));
  folders.push(folder);
  let instant = Date.parse('2026-11-23T01:00:00Z');
  const clock = createClock(() => (instant += 1000));
  const database = openDatabase({ folder, mode: 'write', clock });
  closers.push(() => database.close());
  const store = createOwnKeyStore(database.connection);
  const pauses: number[] = [];
  const logged: string[] = [];
  const log =
    (level: string) =>
    (event: string, fields: object = {}) =>
      void logged.push(`${level} ${event} ${JSON.stringify(fields)}`);
  /** The same data in a new run of the program. */
  function run(more: Partial<VaultDependencies> = {}) {
    return createVault({
      store,
      officeId: () => OFFICE,
      maker: createKeyMaker(),
      box: createPassphraseBox({ entry: { file: '' }, workFactor: 1 }),
      sealer: null,
      clock,
      ids: createIds(clock),
      log: { info: log('info'), warn: log('warn') },
      readOnly: false,
      sleep: async (milliseconds) => void pauses.push(milliseconds),
      ...more,
    });
  }
  return { run, store, pauses, logged, connection: database.connection };
}

describe('behind a passphrase', () => {
  it('keys are made once, closed at the next start, and opened by the same words only', async () => {
    const { run, pauses } = place();
    const first = run();
    await first.ready();
    expect(first.state()).toMatchObject({ state: 'none', osStore: 'none', fingerprint: null });
    expect(() => first.secrets()).toThrow('KEYS_MISSING');
    await first.make(WORDS);
    const made = first.secrets();
    expect(first.state()).toMatchObject({ state: 'open', protection: 'passphrase', sheetMadeAt: null });
    expect(first.state().fingerprint).toHaveLength(8);
    await expect(first.make(WORDS)).rejects.toMatchObject({ code: 'DUPLICATE' });

    const second = run();
    await second.ready();
    expect(second.state()).toMatchObject({ state: 'locked', fingerprint: first.state().fingerprint });
    expect(() => second.secrets()).toThrow('KEYS_LOCKED');
    expect(second.identities()).toEqual([]);
    await expect(second.unlock('mật khẩu của sợ')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    expect(second.state().state).toBe('locked');
    // Another keyboard composes the same letters otherwise.
    await second.unlock(WORDS.normalize('NFD'));
    expect(second.secrets()).toEqual(made);
    expect(second.identities()).toEqual([made.ageIdentity]);
    second.lock();
    expect(() => second.secrets()).toThrow('KEYS_LOCKED');
    expect(pauses).toEqual([0]);
  });

  it.each(['', 'bảy chữ', '       1', null])('%j is no passphrase, and nothing is made', async (words) => {
    const { run, store } = place();
    const vault = run();
    await expect(vault.make(words)).rejects.toMatchObject({
      code: 'VALIDATION',
      fields: [{ path: 'passphrase', limit: 8 }],
    });
    expect(store.all()).toEqual([]);
  });

  it('wrong words wait longer and longer, one after the other, and right ones end that', async () => {
    const { run, pauses } = place();
    await run().make(WORDS);
    const vault = run();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, (_, at) => vault.unlock(`sai lần thứ ${at}`)),
    );
    expect(tries.every(({ status }) => status === 'rejected')).toBe(true);
    expect(pauses).toEqual([0, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    await vault.unlock(WORDS);
    await vault.unlock('sai nữa rồi').catch(() => undefined);
    expect(pauses.at(-1)).toBe(0);
    expect(pauseAfter(0)).toBe(0);
  });

  it('keys of two makings at once are one pair', async () => {
    const { run, store } = place();
    const vault = run();
    const both = await Promise.allSettled([vault.make(WORDS), vault.make(WORDS)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(store.all()).toHaveLength(1);
  });
});

describe('with the store of the machine', () => {
  it('keys come by themselves, and are open at every start without a word', async () => {
    const { run, store } = place();
    const { sealer } = createMachine();
    const first = run({ sealer });
    await first.ready();
    await first.makeQuietly();
    await first.makeQuietly();
    expect(store.all()).toHaveLength(1);
    expect(first.state()).toMatchObject({ state: 'open', protection: 'os', osStore: 'available' });
    const second = run({ sealer });
    await second.ready();
    expect(second.secrets()).toEqual(first.secrets());
  });

  it.each(['weak', 'none'] as const)('that is %s nothing is sealed and nothing made', async (kind) => {
    const { run, store, logged } = place();
    const { sealer, state } = createMachine(kind);
    const vault = run({ sealer });
    await vault.ready();
    await vault.makeQuietly();
    expect([store.all(), state.seals, vault.state().osStore]).toEqual([[], 0, kind]);
    await expect(vault.make(null)).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(logged.some((line) => line.includes('plain letters'))).toBe(kind === 'weak');
  });

  it('keys do not come by themselves before there is an office, nor where data is only read', async () => {
    for (const more of [{ officeId: () => null }, { readOnly: true }]) {
      const { run, store } = place();
      const vault = run({ sealer: createMachine().sealer, ...more });
      await vault.ready();
      await vault.makeQuietly();
      expect(store.all()).toEqual([]);
    }
  });

  it('that is busy when the session begins is asked again', async () => {
    const { run, pauses, logged } = place();
    const { sealer, state } = createMachine();
    await run({ sealer }).make(null);
    state.broken = true;
    const vault = run({
      sealer,
      sleep: async (milliseconds) => {
        pauses.push(milliseconds);
        state.broken = false;
      },
    });
    await vault.ready();
    expect(vault.state().state).toBe('locked');
    await expect.poll(() => vault.state().state).toBe('open');
    expect(pauses).toEqual([1000]);
    expect(logged.join('\n')).not.toContain('AGE-SECRET');
  });

  it('a newer key of the store seals anew', async () => {
    const { run, store } = place();
    const { sealer, state } = createMachine();
    await run({ sealer }).make(null);
    const before = store.current()?.secret;
    state.stale = true;
    const vault = run({ sealer });
    await vault.ready();
    expect(store.current()?.secret).not.toBe(before);
    state.stale = false;
    const again = run({ sealer });
    await again.ready();
    expect(again.secrets()).toEqual(vault.secrets());
  });

  it('of another PC opens nothing: the sheet does, or new keys take over', async () => {
    const { run, store } = place();
    const home = run({ sealer: createMachine().sealer });
    await home.make(null);
    const kept = home.secrets();
    const sheet = makeRecoveryText(kept).join(' ');
    const away = run({ sealer: createMachine().sealer });
    await away.ready();
    expect(away.state()).toMatchObject({ state: 'locked', protection: 'os' });
    await expect(away.unlock(WORDS)).rejects.toMatchObject({ code: 'KEYS_LOCKED' });
    await expect(away.make(WORDS)).rejects.toMatchObject({ code: 'DUPLICATE' });

    await away.recover(readRecoveryText(sheet), null);
    expect(away.secrets()).toEqual(kept);
    expect(store.all()).toHaveLength(1);

    const lost = run({ sealer: createMachine().sealer });
    await lost.ready();
    await lost.make(WORDS, { anew: true });
    expect(lost.secrets().signPublic).not.toBe(kept.signPublic);
    expect(store.all().map(({ retiredAt }) => retiredAt === null)).toEqual([true, false]);
    await expect(lost.make(WORDS, { anew: true })).rejects.toMatchObject({ code: 'DUPLICATE' });
  });

  it('locked by the person it stays locked until the person opens it', async () => {
    const { run } = place();
    const vault = run({ sealer: createMachine().sealer });
    await vault.make(null);
    vault.lock();
    expect(vault.state().state).toBe('locked');
    await vault.unlock('gì cũng được');
    expect(vault.state().state).toBe('open');
  });
});

describe('renewing and recovering', () => {
  it('old keys open what was sent to them, under the new passphrase too, and are handed to threads', async () => {
    const { run } = place();
    const vault = run();
    await vault.make(WORDS);
    const first = vault.secrets();
    await vault.renew('mật khẩu thứ hai');
    const second = vault.secrets();
    await vault.renew('mật khẩu thứ ba');
    const third = vault.secrets();
    expect(new Set([first, second, third].map(({ signPublic }) => signPublic)).size).toBe(3);
    expect(vault.older()).toEqual([second, first]);

    const again = run();
    await expect(again.unlock(WORDS)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(again.renew(WORDS)).rejects.toMatchObject({ code: 'KEYS_LOCKED' });
    await again.unlock('mật khẩu thứ ba');
    expect(again.secrets()).toEqual(third);
    expect(again.olderIdentities()).toEqual([second.ageIdentity, first.ageIdentity]);

    const handed = createHandedVault(structuredClone(again.handOver()));
    expect(handed.secrets()).toEqual(third);
    expect(handed.identities()).toEqual(again.identities());
    again.lock();
    const closed = createHandedVault(structuredClone(again.handOver()));
    expect(() => closed.secrets()).toThrow('KEYS_LOCKED');
    expect(() => createHandedVault(noSecrets).secrets()).toThrow('KEYS_MISSING');
  });

  it('a sheet brings its key to a PC that has made another one: that one retires', async () => {
    const home = place();
    const old = home.run();
    await old.make(WORDS);
    const words = readRecoveryText(makeRecoveryText(old.secrets()).join('\n'));

    const { run, store } = place();
    const vault = run({ sealer: createMachine().sealer });
    await vault.ready();
    await vault.makeQuietly();
    const own = vault.secrets();
    await vault.recover(words, WORDS);
    expect(vault.secrets()).toMatchObject({ signPublic: words.signPublic, ageIdentity: words.ageIdentity });
    expect(vault.olderIdentities()).toEqual([own.ageIdentity]);
    expect(store.all().map(({ protection }) => protection)).toEqual(['passphrase', 'passphrase']);
    expect(store.current()?.sheetMadeAt).not.toBeNull();
  });

  it('the sheet of a retired key opens it again and does not make it the present one', async () => {
    const { run } = place();
    const vault = run();
    await vault.make(WORDS);
    const words = readRecoveryText(makeRecoveryText(vault.secrets()).join(''));
    await vault.renew('mật khẩu thứ hai');
    const present = vault.secrets();
    vault.lock();
    await vault.recover(words, 'mật khẩu thứ hai');
    expect(() => vault.secrets()).toThrow('KEYS_LOCKED');
    expect(vault.olderIdentities()).toEqual([words.ageIdentity]);
    await vault.unlock('mật khẩu thứ hai');
    expect(vault.secrets()).toEqual(present);
  });

  it('a failure while sealing leaves the keys as they were', async () => {
    const { run, store } = place();
    const { sealer } = createMachine();
    const vault = run({ sealer });
    await vault.make(null);
    const before = store.all();
    const broken = run({
      sealer: { ...sealer, seal: () => Promise.reject(new Error('no store')) },
    });
    await broken.ready();
    await expect(broken.renew(null)).rejects.toThrow('no store');
    expect(store.all()).toEqual(before);
    expect(broken.secrets()).toEqual(vault.secrets());
  });

  it('a row whose seal holds another key is not believed', async () => {
    const { run, store, connection } = place();
    const { sealer } = createMachine();
    const vault = run({ sealer });
    await vault.make(null);
    const secret = store.current()?.secret ?? '';
    await vault.renew(null);
    connection.prepare('UPDATE own_key SET secret = ? WHERE retired_at IS NULL').run(secret);
    const again = run({ sealer });
    await again.ready();
    expect(again.state().state).toBe('locked');
  });
});

describe('secrets', () => {
  it('stand nowhere in the database or the log but sealed', async () => {
    for (const sealer of [null, createMachine().sealer]) {
      const { run, logged, connection } = place();
      const vault = run({ sealer });
      await vault.ready();
      await vault.make(sealer === null ? WORDS : null);
      await vault.renew(sealer === null ? WORDS : null);
      await vault.unlock('sai').catch(() => undefined);
      const dump = connection.serialize();
      for (const secrets of [vault.secrets(), ...vault.older()]) {
        const forms = [
          Buffer.from(secrets.signSeed),
          ...['hex', 'base64', 'base64url'].map((form) =>
            Buffer.from(
              Buffer.from(secrets.signSeed)
                .toString(form as BufferEncoding)
                .replace(/=+$/, ''),
            ),
          ),
          Buffer.from(secrets.ageIdentity),
          Buffer.from(secrets.ageIdentity.toLowerCase()),
        ];
        for (const form of forms) {
          expect(dump.includes(form), 'the database').toBe(false);
          expect(Buffer.from(logged.join('\n')).includes(form), 'the log').toBe(false);
        }
      }
      expect(logged.length).toBeGreaterThan(0);
    }
  });
});
