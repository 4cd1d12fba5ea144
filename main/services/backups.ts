/**
 * Backups on the screen: made, listed, looked into, come back to; the second place. The work itself is done beside the
 * screen by main/backup; what must be remembered in the database is written here.
 */
import path from 'node:path';
import type { backups, BackupRow } from '../../core/contract/backups.ts';
import type { Caller, HandlersOf, Output, Parsed } from '../../core/contract/index.ts';
import { AppError } from '../../core/contract/error.ts';
import { isLongEnough, PASSPHRASE_MINIMUM } from '../../core/exchange/package/passphrase.ts';
import { backupFolder } from '../../db/backup.ts';
import type { BackupPlaceRow } from '../../db/backup-place.ts';
import { findLocal, listLocal, type LocalBackup } from '../backup/local.ts';
import { make } from '../backup/making.ts';
import { type Chosen, prepareRestore, preview } from '../backup/restoring.ts';
import { findSecond, homeOf, identitiesOf, listSecond, writeIdentity } from '../backup/second-place.ts';
import { fieldFault, type ServiceContext } from './context.ts';
import { assertWritablePlace } from './exchange-places.ts';

type BackupMethods = Omit<typeof backups, 'health.check'>;
type Which = Parsed<'backups.preview'>;

/** A place that does not answer is not there. */
const PATIENCE = 5_000;

export function secondPlaceOf(row: BackupPlaceRow | undefined): Output<'backups.secondPlace'> {
  if (row === undefined) return null;
  const { label, chosenAt, provenAt, problem } = row;
  return { path: row.path, label, chosenAt, provenAt, problem };
}

export function createBackupService(context: ServiceContext): HandlersOf<BackupMethods> {
  const { stores, clock, work, vault, installation } = context;
  const { folder } = installation;
  const own = backupFolder(folder);
  const store = stores.backupPlace;

  // One at a time: two would write the same files of the second place.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(body: () => Promise<T>): Promise<T> {
    const mine = last.then(body, body);
    last = mine.catch(() => undefined);
    return mine;
  }

  /** Who is to open the second place: the key it was chosen for, and the one in use now. */
  function placeNow() {
    const row = store.get();
    if (row === undefined) return null;
    const current = stores.ownKeys.current()?.ageRecipient;
    const recipients = current === undefined ? [row.ageRecipient] : [...new Set([row.ageRecipient, current])];
    return { path: row.path, recipients };
  }

  function remember(second: Output<'backups.secondPlace'>): void {
    // In a thread that only reads, the one who asked writes it down.
    if (second === null || installation.readOnly) return;
    // Another place may have been chosen meanwhile: what was proven is not there.
    if (store.get()?.path !== second.path || store.get()?.chosenAt !== second.chosenAt) return;
    if (second.problem !== null) store.failed(second.problem);
    else if (second.provenAt !== null) store.proven(second.provenAt);
  }

  async function secondOnes(place: string): Promise<readonly BackupRow[]> {
    const late = new Promise<readonly never[]>((resolve) => setTimeout(() => resolve([]), PATIENCE).unref());
    const found = await Promise.race([listSecond(place), late]);
    return found.map(({ row }) => row);
  }

  /** Keys for what a person gave, or those that are open in this run. */
  async function keysFor(home: string, secret: string | null): Promise<readonly string[]> {
    if (secret !== null) return identitiesOf(home, secret);
    const identities = vault.identities();
    // KEYS_MISSING, or KEYS_LOCKED.
    if (identities.length === 0) vault.secrets();
    return identities;
  }

  async function chosenOf({ name, place, secret }: Which): Promise<Chosen> {
    if (place === 'here') return { place, backup: findLocal(own, name) };
    const row = store.get();
    if (row === undefined) throw new AppError('NOT_FOUND', { detail: { entity: 'backup' } });
    const backup = await findSecond(row.path, name);
    return { place, backup, identities: await keysFor(backup.home, secret) };
  }

  /** A folder that this caller may name. */
  async function admitted(given: string, caller: Caller): Promise<string> {
    const [place] = await context.places.list(caller, given);
    if (place === undefined) throw new AppError('PLACE_GONE');
    return place.path;
  }

  /** Of another PC's data folder, or of its `backups`: plain copies with the content store beside them. */
  function plainOnes(given: string): readonly (LocalBackup & { readonly blobs: string })[] {
    const inside = [path.join(given, 'backups'), given];
    return inside.flatMap((backups) =>
      listLocal(backups).map((one) => ({ ...one, blobs: path.join(path.dirname(backups), 'blobs') })),
    );
  }

  async function foundIn(given: string, name: string, secret: string | null): Promise<Chosen> {
    const plain = plainOnes(given).find(({ row }) => row.name === name);
    if (plain !== undefined) return { place: 'here', backup: plain, blobs: plain.blobs };
    const backup = await findSecond(given, name);
    return { place: 'second', backup, identities: await keysFor(backup.home, secret) };
  }

  /** Where nobody holds the application open, what was made ready takes its place at the next opening. */
  const replacing = <T>(body: () => Promise<T>) =>
    context.host === undefined ? body() : context.host.replaceData(body);

  return {
    'backups.list': async () => {
      const place = store.get();
      const here = listLocal(own).map(({ row }) => row);
      const there = place === undefined ? [] : await secondOnes(place.path);
      return [...here, ...there].toSorted((a, b) => b.madeAt - a.madeAt);
    },

    'backups.make': (input, caller) =>
      inTurn(async () => {
        const method = 'backups.make';
        const answer = await work.look({ method, input, caller }, async (progress) => {
          const { backup, second } = await make({
            folder,
            reason: input.reason,
            now: clock.now(),
            place: placeNow(),
            identities: vault.identities(),
            progress,
          });
          const shown = secondPlaceOf(store.get());
          return {
            backup,
            second: shown === null || second === null ? shown : { ...shown, problem: null, ...second },
          };
        });
        remember(answer.second);
        return answer;
      }),

    'backups.secondPlace': () => secondPlaceOf(store.get()),

    'backups.setSecondPlace': async (input, caller) => {
      if (input.path === null) {
        store.clear();
        return null;
      }
      const { passphrase } = input;
      if (passphrase !== null && !isLongEnough(passphrase)) {
        throw fieldFault('passphrase', 'VALIDATION', PASSPHRASE_MINIMUM);
      }
      const { ageRecipient } = vault.secrets();
      const writable = await assertWritablePlace(context, input.path, caller);
      // After a copy that is under way: it would clear away what is written here.
      const choose = async () => {
        const office = stores.offices.get(context.session.officeId());
        if (office === undefined) throw new AppError('NOT_SET_UP');
        const home = homeOf(writable.path, office);
        if (passphrase !== null) await writeIdentity(home, vault.identities(), passphrase);
        const label = path.basename(writable.path).normalize('NFC') || writable.path;
        return { path: writable.path, label, chosenAt: clock.now(), provenAt: null, problem: null };
      };
      const chosen = await inTurn(() =>
        work.look({ method: 'backups.setSecondPlace', input, caller }, choose),
      );
      if (chosen !== null && !installation.readOnly) store.set({ ...chosen, ageRecipient });
      return chosen;
    },

    'backups.preview': (input, caller) =>
      work.look({ method: 'backups.preview', input, caller }, async (progress) =>
        preview({
          folder,
          chosen: await chosenOf(input),
          connection: context.connection,
          now: clock.now(),
          progress,
        }),
      ),

    'backups.restore': (input, caller) =>
      replacing(() =>
        work.beside({ method: 'backups.restore', input, caller }, async (progress) => {
          const { before, restored } = await prepareRestore({
            folder,
            chosen: await chosenOf(input),
            now: clock.now(),
            present: context.connection,
            progress,
          });
          if (before === null) throw new Error('The present state was not saved');
          return { before, restored };
        }),
      ),

    'backups.lookFolder': async (input, caller) => {
      const given = await admitted(input.path, caller);
      const plain = plainOnes(given).map(({ row }): BackupRow => ({ ...row, place: 'second' }));
      const sealed = (await listSecond(given)).map(({ row }) => row);
      return [...plain, ...sealed].toSorted((a, b) => b.madeAt - a.madeAt);
    },

    'backups.restoreFrom': async (input, caller) => {
      // An office that is here already has its own way back, which saves the present state first.
      if (stores.offices.installation() !== undefined) {
        throw new AppError('WRONG_STATE', { detail: { entity: 'installation' } });
      }
      const given = await admitted(input.path, caller);
      return replacing(() =>
        work.beside({ method: 'backups.restoreFrom', input, caller }, async (progress) => {
          const chosen = await foundIn(given, input.name, input.secret);
          const { restored } = await prepareRestore({
            folder,
            chosen,
            now: clock.now(),
            present: null,
            progress,
          });
          return { restored };
        }),
      );
    },
  };
}
