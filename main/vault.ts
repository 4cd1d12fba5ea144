/**
 * The office's keys while the program runs: made, sealed into the database, opened once, kept in memory only. Nobody else
 * unseals anything; whoever signs or decrypts asks here. Secrets leave by `secrets()` and the recovery sheet alone, never
 * by an answer, the log or the journal.
 */
import { z } from 'zod';
import type { KeyState } from '../core/contract/exchange-keys.ts';
import { AppError } from '../core/contract/error.ts';
import type { OwnSecrets } from '../core/exchange/package/types.ts';
import { isLongEnough, PASSPHRASE_MINIMUM } from '../core/exchange/package/passphrase.ts';
import type { KeyProtection, OwnKeyRow, OwnKeyStore } from '../db/own-keys.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Log } from './log.ts';
import type { PassphraseBox } from './work/passphrase.ts';

export type OsStore = KeyState['osStore'];

/** The key store of the operating system, where the program has one. Throws where it does not open. */
export interface SecretSealer {
  readonly kind: 'os';
  /** `weak`: it would keep the secret in plain letters, so it is not used. */
  available(): Promise<OsStore>;
  seal(text: string): Promise<string>;
  /** `stale`: it should be sealed anew, because the store has a newer key. */
  open(sealed: string): Promise<{ readonly text: string; readonly stale: boolean }>;
}

/** What threads are given: the open secrets of this run. */
export interface VaultSecrets {
  readonly state: KeyState;
  readonly current: OwnSecrets | null;
  /** Retired keys, the latest first: they open old packages and sign nothing but the card of the next one. */
  readonly older: readonly OwnSecrets[];
}

/** What everybody may ask for. */
export interface Vault {
  state(): KeyState;
  /** Throws KEYS_MISSING or KEYS_LOCKED. */
  secrets(): OwnSecrets;
  /** Of retired keys that are open in this run. */
  olderIdentities(): readonly string[];
  /** Retired keys that are open in this run, the latest first: they sign the card of the present one. */
  older(): readonly OwnSecrets[];
  /** Everything that opens what was sent to this office, the present one first; empty while locked. */
  identities(): readonly string[];
  /** For the thread of one piece of work. */
  handOver(): VaultSecrets;
  /** Once the machine's own store has been asked. */
  ready(): Promise<void>;
}

/** What only the seat does: `keys.*`. */
export interface VaultKeeper extends Vault {
  /**
   * Without a passphrase the machine's store seals: VALIDATION where it has none. DUPLICATE where keys are there, unless
   * `anew`: then the ones that do not open any more are retired.
   */
  make(passphrase: string | null, options?: { readonly anew?: boolean }): Promise<void>;
  /** WRONG_PASSPHRASE, later and later. */
  unlock(passphrase: string): Promise<void>;
  lock(): void;
  /** KEYS_LOCKED. */
  renew(passphrase: string | null): Promise<void>;
  /** Takes back what a recovery sheet says. */
  recover(secrets: KeyPair, passphrase: string | null): Promise<void>;
  sheetMade(at: number): void;
  /** Once nothing is being made or opened any more. */
  settled(): Promise<void>;
  /** Makes keys by itself where an office has none and the machine can seal them. Never throws. */
  makeQuietly(): Promise<void>;
}

/** Key material without whose it is. */
export type KeyPair = Pick<OwnSecrets, 'signSeed' | 'signPublic' | 'ageIdentity' | 'ageRecipient'>;

/** How keys are made and told; given, so that tests have keys that never change. */
export interface KeyMaker {
  make(): Promise<KeyPair>;
  fingerprint(signPublic: string, ageRecipient: string): readonly string[];
}

export interface VaultDependencies {
  readonly store: OwnKeyStore;
  /** Null before the office has been set up. */
  readonly officeId: () => string | null;
  readonly maker: KeyMaker;
  readonly box: PassphraseBox;
  readonly sealer: SecretSealer | null;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'next'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly readOnly: boolean;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

const LONGEST_PAUSE = 30_000;
/** When a machine's store that did not answer is asked again. */
const RETRIES = [1_000, 5_000];

/** What is inside the seal. */
const sealedWords = z.strictObject({
  format: z.literal('kiem-tra-cchc.seal'),
  version: z.literal(1),
  officeId: z.string(),
  signSeed: z.string(),
  signPublic: z.string(),
  ageIdentity: z.string(),
  ageRecipient: z.string(),
});

function wordsOf(secrets: OwnSecrets): string {
  const { officeId, signPublic, ageIdentity, ageRecipient } = secrets;
  const signSeed = Buffer.from(secrets.signSeed).toString('base64');
  return JSON.stringify({
    format: 'kiem-tra-cchc.seal',
    version: 1,
    officeId,
    signSeed,
    signPublic,
    ageIdentity,
    ageRecipient,
  } satisfies z.infer<typeof sealedWords>);
}

/** Null where the seal holds something else than the key of its row. */
function secretsOf(row: OwnKeyRow, text: string): OwnSecrets | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const read = sealedWords.safeParse(json);
  if (!read.success) return null;
  const { signPublic, ageRecipient, ageIdentity, officeId } = read.data;
  if (signPublic !== row.signPublic || ageRecipient !== row.ageRecipient) return null;
  const signSeed = new Uint8Array(Buffer.from(read.data.signSeed, 'base64'));
  return { keyId: row.id, officeId, signSeed, signPublic, ageIdentity, ageRecipient };
}

/** 0, 1, 2, 4 … seconds after so many wrong words. */
export function pauseAfter(failures: number): number {
  return failures <= 1 ? 0 : Math.min(LONGEST_PAUSE, 1000 * 2 ** (failures - 2));
}

const tooShort = () =>
  new AppError('VALIDATION', {
    fields: [{ path: 'passphrase', code: 'VALIDATION', limit: PASSPHRASE_MINIMUM }],
  });

export function createVault(dependencies: VaultDependencies): VaultKeeper {
  const { store, officeId, maker, box, sealer, clock, ids, log, readOnly } = dependencies;
  const sleep =
    dependencies.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));

  let osStore: OsStore = 'none';
  /** Open in this run, by the id of the key. */
  const open = new Map<string, OwnSecrets>();
  let failures = 0;
  /** By the person's will: the machine opens nothing until they ask for it. */
  let locked = false;

  // One thing at a time: two makings would leave two keys, and wrong words would not have to wait for each other.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(body: () => Promise<T>): Promise<T> {
    const mine = last.then(body, body);
    last = mine.catch(() => undefined);
    return mine;
  }

  function currentRow(): OwnKeyRow | undefined {
    return store.current();
  }
  function currentOpen(): OwnSecrets | undefined {
    const row = currentRow();
    return row === undefined ? undefined : open.get(row.id);
  }
  function older(): OwnSecrets[] {
    return store
      .all()
      .filter((row) => row.retiredAt !== null)
      .flatMap((row) => open.get(row.id) ?? []);
  }

  /** False where a key did not open. */
  async function openByMachine(): Promise<boolean> {
    if (sealer === null || locked) return true;
    let all = true;
    for (const row of store.all()) {
      if (row.protection !== 'os' || open.has(row.id)) continue;
      try {
        const { text, stale } = await sealer.open(row.secret);
        const secrets = secretsOf(row, text);
        if (secrets === null) {
          log.warn('a sealed key is not what its row says', { key: row.id });
          continue;
        }
        open.set(row.id, secrets);
        if (stale && !readOnly && osStore === 'available')
          store.reseal(row.id, 'os', await sealer.seal(text));
      } catch {
        // Another person of this PC, another PC, or a store that is busy: what was sealed stays as it is. Never the cause:
        // nobody knows what a foreign error quotes.
        log.warn('the key store of the operating system does not open a key', { key: row.id });
        all = false;
      }
    }
    return all;
  }

  async function begin(): Promise<void> {
    osStore = sealer === null ? 'none' : await sealer.available().catch((): OsStore => 'none');
    if (osStore === 'weak') log.warn('the key store of the operating system keeps secrets in plain letters');
    if (!(await openByMachine())) void later();
  }
  /** A store may be busy while the person's session begins. */
  async function later(): Promise<void> {
    for (const pause of RETRIES) {
      await sleep(pause);
      if (await inTurn(openByMachine)) return;
    }
  }
  const begun = inTurn(begin);

  function checkPassphrase(passphrase: string | null): KeyProtection {
    if (passphrase === null) {
      if (osStore !== 'available') throw tooShort();
      return 'os';
    }
    if (!isLongEnough(passphrase)) throw tooShort();
    return 'passphrase';
  }

  async function sealAll(
    secrets: readonly OwnSecrets[],
    passphrase: string | null,
  ): Promise<{ readonly protection: KeyProtection; readonly sealed: readonly string[] }> {
    const protection = checkPassphrase(passphrase);
    const texts = secrets.map(wordsOf);
    if (passphrase !== null) return { protection, sealed: await box.seal(texts, passphrase) };
    if (sealer === null) throw tooShort();
    const sealed: string[] = [];
    for (const text of texts) sealed.push(await sealer.seal(text));
    return { protection, sealed };
  }

  /** New keys become the ones that sign; what is open is sealed like them, so that one passphrase opens all. */
  async function begins(pair: KeyPair, passphrase: string | null, sheetMadeAt: number | null): Promise<void> {
    const office = officeId();
    if (office === null) throw new AppError('NOT_SET_UP');
    const now = clock.now();
    const made: OwnSecrets = {
      keyId: ids.next(),
      officeId: office,
      signSeed: pair.signSeed,
      signPublic: pair.signPublic,
      ageIdentity: pair.ageIdentity,
      ageRecipient: pair.ageRecipient,
    };
    const others = [...open.values()];
    const { protection, sealed } = await sealAll([made, ...others], passphrase);
    store.together(() => {
      store.retireAll(now);
      store.insert({
        id: made.keyId,
        createdAt: now,
        retiredAt: null,
        signPublic: made.signPublic,
        ageRecipient: made.ageRecipient,
        protection,
        secret: sealed[0] ?? '',
        sheetMadeAt,
      });
      for (const [at, one] of others.entries()) store.reseal(one.keyId, protection, sealed[at + 1] ?? '');
    });
    open.set(made.keyId, made);
    log.info('keys made', { key: made.keyId, protection });
  }

  const vault: VaultKeeper = {
    state() {
      const row = currentRow();
      if (row === undefined) {
        return {
          state: 'none',
          protection: null,
          osStore,
          createdAt: null,
          fingerprint: null,
          sheetMadeAt: null,
        };
      }
      return {
        state: open.has(row.id) ? 'open' : 'locked',
        protection: row.protection,
        osStore,
        createdAt: row.createdAt,
        fingerprint: [...maker.fingerprint(row.signPublic, row.ageRecipient)],
        sheetMadeAt: row.sheetMadeAt,
      };
    },
    secrets() {
      const row = currentRow();
      if (row === undefined) throw new AppError('KEYS_MISSING');
      const found = open.get(row.id);
      if (found === undefined) throw new AppError('KEYS_LOCKED');
      return found;
    },
    older,
    olderIdentities: () => older().map(({ ageIdentity }) => ageIdentity),
    identities() {
      const current = currentOpen();
      return [...(current === undefined ? [] : [current]), ...older()].map(({ ageIdentity }) => ageIdentity);
    },
    handOver: () => ({ state: vault.state(), current: currentOpen() ?? null, older: older() }),
    ready: () => begun,

    make: (passphrase, { anew = false } = {}) =>
      inTurn(async () => {
        if (currentRow() !== undefined && (!anew || currentOpen() !== undefined))
          throw new AppError('DUPLICATE', { detail: { entity: 'own_key' } });
        checkPassphrase(passphrase);
        await begins(await maker.make(), passphrase, null);
      }),

    unlock: (passphrase) =>
      inTurn(async () => {
        locked = false;
        await openByMachine();
        const rows = store.all();
        const current = rows.find((row) => row.retiredAt === null);
        if (current === undefined) throw new AppError('KEYS_MISSING');
        if (current.protection === 'os') {
          // No passphrase opens what the machine has sealed: there the recovery sheet helps.
          if (open.has(current.id)) return;
          throw new AppError('KEYS_LOCKED');
        }
        const sealed = rows.filter((row) => row.protection === 'passphrase');
        // The one that signs tells whether the words are right; only then the others are tried.
        const opened = async (those: readonly OwnKeyRow[]) => {
          const texts = await box.open(
            those.map(({ secret }) => secret),
            passphrase,
          );
          return those.flatMap((row, at) => {
            const text = texts[at] ?? null;
            const secrets = text === null ? null : secretsOf(row, text);
            return secrets === null ? [] : [secrets];
          });
        };
        const first = await opened([current]);
        if (first.length === 0) {
          failures += 1;
          await sleep(pauseAfter(failures));
          throw new AppError('WRONG_PASSPHRASE');
        }
        failures = 0;
        for (const one of first) open.set(one.keyId, one);
        const rest = sealed.filter((row) => row.id !== current.id && !open.has(row.id));
        for (const one of rest.length === 0 ? [] : await opened(rest)) open.set(one.keyId, one);
      }),

    lock() {
      locked = true;
      open.clear();
    },

    renew: (passphrase) =>
      inTurn(async () => {
        if (currentRow() === undefined) throw new AppError('KEYS_MISSING');
        if (currentOpen() === undefined) throw new AppError('KEYS_LOCKED');
        checkPassphrase(passphrase);
        await begins(await maker.make(), passphrase, null);
      }),

    recover: (pair, passphrase) =>
      inTurn(async () => {
        const office = officeId();
        if (office === null) throw new AppError('NOT_SET_UP');
        const row = store.all().find((one) => one.signPublic === pair.signPublic);
        if (row === undefined) {
          checkPassphrase(passphrase);
          await begins(pair, passphrase, clock.now());
          return;
        }
        const secrets: OwnSecrets = {
          keyId: row.id,
          officeId: office,
          signSeed: pair.signSeed,
          signPublic: pair.signPublic,
          ageIdentity: pair.ageIdentity,
          ageRecipient: pair.ageRecipient,
        };
        const others = [...open.values()].filter(({ keyId }) => keyId !== row.id);
        const { protection, sealed } = await sealAll([secrets, ...others], passphrase);
        store.together(() => {
          for (const [at, one] of [secrets, ...others].entries())
            store.reseal(one.keyId, protection, sealed[at] ?? '');
        });
        open.set(row.id, secrets);
        failures = 0;
      }),

    sheetMade(at) {
      const row = currentRow();
      if (row !== undefined) store.sheetMade(row.id, at);
    },

    settled: async () => {
      await last;
    },

    makeQuietly: () =>
      inTurn(async () => {
        if (readOnly || osStore !== 'available' || officeId() === null || currentRow() !== undefined) return;
        await begins(await maker.make(), null, null);
      }).catch(() => log.warn('no keys could be made by themselves')),
  };
  return vault;
}

/** In a thread: the secrets that the order brought, and nothing that changes them. */
export function createHandedVault({ state, current, older }: VaultSecrets): Vault {
  return {
    state: () => state,
    secrets() {
      if (current !== null) return current;
      throw new AppError(state.state === 'none' ? 'KEYS_MISSING' : 'KEYS_LOCKED');
    },
    older: () => older,
    olderIdentities: () => older.map(({ ageIdentity }) => ageIdentity),
    identities: () => [...(current === null ? [] : [current]), ...older].map((one) => one.ageIdentity),
    handOver: () => ({ state, current, older }),
    ready: () => Promise.resolve(),
  };
}

/** What a thread has that needs no keys. */
export const noSecrets: VaultSecrets = {
  state: {
    state: 'none',
    protection: null,
    osStore: 'none',
    createdAt: null,
    fingerprint: null,
    sheetMadeAt: null,
  },
  current: null,
  older: [],
};
