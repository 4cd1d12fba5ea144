/**
 * The way back to a copy. What comes back is made ready aside (`restore/staged.db`: proven, migrated, marked as younger
 * than what was sent), then a marker says that it is to take the place of the present database, and whoever opens the
 * folder next lets it. Killed anywhere, the folder holds the old state or the new one, whole.
 */
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../core/contract/error.ts';
import { epochAfter } from '../core/exchange/package/versions.ts';
import { type BackupManifest, restoreMarker, type RestoreMarker } from '../core/rules/backup-manifest.ts';
import {
  backupFolder,
  factsOf,
  journalHeadOf,
  makeOneFile,
  PARTIAL,
  proveBackup,
  type Step,
  syncFile,
  syncFolder,
  writeDurably,
} from './backup.ts';
import { mapSystemError, systemCode } from './errors.ts';
import {
  assertOurs,
  migrate,
  type Migration,
  migrations as allMigrations,
  newestVersion,
} from './migrate.ts';
import { registry } from './registry.ts';
import { connect, type Connection, type SqlRow } from './sqlite.ts';

const DATABASE = 'cchc.db';
const PIECE = 4 * 1024 * 1024;

export const restoreFolder = (folder: string) => path.join(folder, 'restore');
const stagedFile = (folder: string) => path.join(restoreFolder(folder), 'staged.db');
const markerFile = (folder: string) => path.join(restoreFolder(folder), 'ready.json');

/** What of the present data outlives it. */
export interface Outliving {
  readonly epoch: number;
  /** The second place of backups belongs to the PC, not to its data. */
  readonly place: SqlRow | null;
  /** So do the keys: others have sealed for the newest of them, and what lies at the second place opens with none other. */
  readonly keys: readonly SqlRow[];
  readonly officeId: string | null;
}

export function outlivingOf(connection: Connection): Outliving {
  return {
    epoch: Number(connection.prepare('SELECT epoch FROM exchange_state').pluck().get() ?? 0),
    place: (connection.prepare('SELECT * FROM backup_place').get() as SqlRow | undefined) ?? null,
    keys: connection.prepare('SELECT * FROM own_key').all() as SqlRow[],
    officeId: officeIdOf(connection),
  };
}

function officeIdOf(connection: Connection): string | null {
  return (
    (connection.prepare('SELECT office_id FROM installation').pluck().get() as string | undefined) ?? null
  );
}

export interface StageOptions {
  readonly folder: string;
  /** The plain copy: opened by nobody else, left as it is. */
  readonly source: string;
  readonly manifest: BackupManifest;
  readonly outliving: Outliving | null;
  readonly now: number;
  readonly step?: Step;
  readonly migrations?: readonly Migration[];
}

/** Makes `staged.db`, whole and of the newest schema. Nothing takes its place until it is marked. */
export async function stage(options: StageOptions): Promise<void> {
  const { folder, source, manifest, step } = options;
  const list = options.migrations ?? allMigrations;
  const staged = stagedFile(folder);
  const partial = `${staged}${PARTIAL}`;
  try {
    rmSync(markerFile(folder), { force: true });
    mkdirSync(restoreFolder(folder), { recursive: true, mode: 0o700 });
    for (const file of [staged, partial]) rmSync(file, { force: true });
    await copyPieces(source, partial, (done, total) => step?.(done, total * 2));
    syncFile(partial);
    // What lies on the disk now, against what was written down when the copy was made.
    proveBackup(partial, manifest);
    await setImmediate();
    step?.(6, 8);
    makeReady(partial, options, list);
    step?.(7, 8);
    renameSync(partial, staged);
    syncFolder(restoreFolder(folder));
  } catch (error) {
    rmSync(partial, { force: true });
    throw mapSystemError(error);
  }
}

function makeReady(
  file: string,
  { manifest, outliving, now }: StageOptions,
  list: readonly Migration[],
): void {
  const connection = connect(file, { mustExist: true });
  try {
    connection.pragma('foreign_keys = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('secure_delete = ON');
    assertOurs(connection, list);
    const migrated = migrate(connection, list);
    if (migrated.length > 0) {
      const sound = connection.pragma('integrity_check(1)', { simple: true });
      if (sound !== 'ok' || !nothingLost(factsOf(connection), manifest)) {
        throw new AppError('BACKUP_BROKEN', { detail: { reason: 'migration' } });
      }
    }
    connection.transaction(() => outlive(connection, outliving, now))();
  } finally {
    connection.close();
  }
  makeOneFile(file);
  syncFile(file);
}

/** Every row that people made, and the journal up to the same change set. */
function nothingLost(found: Pick<BackupManifest, 'counts' | 'journal'>, manifest: BackupManifest): boolean {
  const kept = [...registry.keys(), 'blob', 'change_set', 'change'];
  return (
    found.journal.seq === manifest.journal.seq &&
    found.journal.hash === manifest.journal.hash &&
    kept.every(
      (table) => manifest.counts[table] === undefined || found.counts[table] === manifest.counts[table],
    )
  );
}

/** `rev` goes back with the data: only a later epoch says that what is written from now on is newer than what was sent. */
function outlive(connection: Connection, outliving: Outliving | null, now: number): void {
  const own = Number(connection.prepare('SELECT epoch FROM exchange_state').pluck().get() ?? 0);
  const epoch = epochAfter(Math.max(own, outliving?.epoch ?? 0), now);
  connection.prepare('UPDATE exchange_state SET epoch = ?').run(epoch);
  connection
    .prepare("UPDATE exchange_stream SET ended_at = ? WHERE direction = 'out' AND ended_at IS NULL")
    .run(now);
  if (outliving === null) return;
  connection.prepare('DELETE FROM backup_place').run();
  if (outliving.place !== null) insertRow(connection, 'backup_place', outliving.place);
  if (outliving.officeId !== null && outliving.officeId === officeIdOf(connection))
    outliveKeys(connection, outliving.keys, now);
}

/** As they are sealed now, and the one that signs now goes on signing. */
function outliveKeys(connection: Connection, keys: readonly SqlRow[], now: number): void {
  const away = connection.prepare('DELETE FROM own_key WHERE id = @id OR sign_public = @sign_public');
  for (const key of keys) away.run(key);
  if (keys.some((key) => key['retired_at'] === null))
    connection.prepare('UPDATE own_key SET retired_at = ? WHERE retired_at IS NULL').run(now);
  for (const key of keys) insertRow(connection, 'own_key', key);
}

function insertRow(connection: Connection, table: string, row: SqlRow): void {
  const names = Object.keys(row);
  const values = names.map((name) => `@${name}`);
  connection.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')})`).run(row);
}

/** From here on the next opening lets the staged database take the place of the present one. */
export function markReady(
  folder: string,
  about: Pick<RestoreMarker, 'name' | 'before'> & { readonly aside?: string | null; readonly now: number },
): void {
  const marker: RestoreMarker = {
    version: 1,
    name: about.name,
    bytes: statSync(stagedFile(folder)).size,
    markedAt: about.now,
    before: about.before,
    aside: about.aside ?? null,
  };
  try {
    writeDurably(markerFile(folder), `${JSON.stringify(marker)}\n`);
  } catch (error) {
    throw mapSystemError(error);
  }
}

export type Settled = 'nothing' | 'restored' | 'discarded';

/**
 * Only for the one writer, before anything of the folder is opened: lets what is marked take its place, or clears away
 * what an unfinished restore left.
 */
export function settleRestore(folder: string): Settled {
  const aside = restoreFolder(folder);
  if (!existsSync(aside)) return 'nothing';
  const marker = readMarker(folder);
  const staged = stagedFile(folder);
  const size = statSync(staged, { throwIfNoEntry: false })?.size;
  let settled: Settled = 'discarded';
  if (marker !== null && size === undefined) settled = 'restored';
  else if (marker !== null && size === marker.bytes) {
    try {
      if (mayTakePlace(folder, marker)) {
        renameSync(staged, path.join(folder, DATABASE));
        syncFolder(folder);
        settled = 'restored';
      }
    } catch (error) {
      // Windows lets nobody replace what another program reads: it stays marked until that one has ended.
      if (['EBUSY', 'EPERM', 'EACCES'].includes(systemCode(error) ?? '')) {
        throw new AppError('BUSY', { cause: error });
      }
      throw error;
    }
  }
  rmSync(aside, { recursive: true, force: true });
  return settled;
}

/** The person has thought better of it, or it cannot be: the present state stays. */
export function discardRestore(folder: string): void {
  rmSync(markerFile(folder), { force: true });
  rmSync(restoreFolder(folder), { recursive: true, force: true });
}

/** The name under which the state before a restore was saved that waits for its opening; null: it was not. */
export function savedBefore(folder: string): string | null {
  return readMarker(folder)?.before?.name ?? null;
}

function readMarker(folder: string): RestoreMarker | null {
  const file = markerFile(folder);
  if (!existsSync(file)) return null;
  try {
    const parsed = restoreMarker.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * True where what is staged is a database of ours and nobody has worked on since the present state was saved. Afterwards
 * no log of the old database stands beside the place of the new one: it would be taken for its own.
 */
function mayTakePlace(folder: string, marker: RestoreMarker): boolean {
  if (!isOurs(stagedFile(folder))) return false;
  const present = path.join(folder, DATABASE);
  const logs = ['-wal', '-shm'].map((suffix) => `${present}${suffix}`);
  if (existsSync(present) && marker.before !== null) {
    const connection = connect(present, { mustExist: true, patience: 1_000 });
    try {
      const head = journalHeadOf(connection);
      if (head.seq !== marker.before.journal.seq || head.hash !== marker.before.journal.hash) return false;
      connection.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      connection.close();
    }
    // The last connection takes its log away; one that is still there belongs to somebody who reads.
    if ((statSync(logs[0]!, { throwIfNoEntry: false })?.size ?? 0) > 0) throw new AppError('BUSY');
  }
  if (marker.before === null && marker.aside !== null) putAside(folder, marker.aside);
  for (const log of logs) rmSync(log, { force: true });
  return true;
}

/**
 * A database that cannot be read goes among the backups with its log, by new names alone: no disk that fails has to read
 * it, and none that is full has to take it twice. Stopped in between, it goes on at the next opening.
 */
function putAside(folder: string, name: string): void {
  const backups = backupFolder(folder);
  mkdirSync(backups, { recursive: true });
  for (const ending of ['-wal', '']) {
    const from = path.join(folder, `${DATABASE}${ending}`);
    if (!existsSync(from)) continue;
    let to = path.join(backups, `${name}.db${ending}`);
    for (let more = 2; existsSync(to); more++) to = path.join(backups, `${name}-${String(more)}.db${ending}`);
    renameSync(from, to);
  }
  syncFolder(backups);
  syncFolder(folder);
}

function isOurs(file: string): boolean {
  try {
    const connection = connect(file, { readOnly: true, mustExist: true });
    try {
      assertOurs(connection);
      return Number(connection.pragma('user_version', { simple: true })) === newestVersion();
    } finally {
      connection.close();
    }
  } catch {
    return false;
  }
}

/** Piece by piece, so that others get a turn and it can be stopped. */
export async function copyPieces(
  source: string,
  target: string,
  step?: (done: number, total: number) => void,
) {
  const from = openSync(source, 'r');
  try {
    const total = statSync(source).size;
    const to = openSync(target, 'wx', 0o600);
    try {
      const piece = Buffer.allocUnsafe(PIECE);
      for (let done = 0; ;) {
        const read = readSync(from, piece, 0, piece.length, null);
        if (read === 0) break;
        for (let written = 0; written < read;) written += writeSync(to, piece, written, read - written);
        done += read;
        step?.(done, Math.max(total, done));
        await setImmediate();
      }
    } finally {
      closeSync(to);
    }
  } finally {
    closeSync(from);
  }
}
