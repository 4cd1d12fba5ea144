/**
 * Copies of the whole database, made by SQLite itself (a file copy of a live WAL database is not one). A copy counts
 * only after it was opened again, checked page by page, and found to hold exactly what was counted in the snapshot that
 * it was made from, value by value; before that it has no name.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { BackupReason } from '../core/contract/backups.ts';
import { AppError } from '../core/contract/error.ts';
import { type BackupManifest, backupName, type JournalHead } from '../core/rules/backup-manifest.ts';
import { contentOf } from './content-digest.ts';
import { mapSystemError, systemCode } from './errors.ts';
import { GENESIS } from './journal-chain.ts';
import { connect, type Connection } from './sqlite.ts';

export const PARTIAL = '.partial';
export const backupFolder = (folder: string) => path.join(folder, 'backups');

/** What a database holds, as far as a copy of it is compared. */
export type Facts = Pick<BackupManifest, 'schemaVersion' | 'office' | 'counts' | 'journal' | 'files'>;

/** Told how far it is; throws where the work is to stop. */
export type Step = (done: number, total: number | null) => void;

export interface CopyOptions {
  /** Of the data. */
  readonly folder: string;
  readonly reason: BackupReason;
  readonly now: number;
  readonly step?: Step;
}

const DATABASE = 'cchc.db';
/** Pages between two steps: a few milliseconds. */
const PAGES = 1_000;
const READ_PIECE = 4 * 1024 * 1024;

// ── What a database holds ────────────────────────────────────────────────────────────────────────────────

/** To be called where nothing changes meanwhile: in a transaction, or on a file of one's own. */
export function factsOf(connection: Connection): Facts {
  const tables = (
    connection.prepare('PRAGMA main.table_list').all() as { readonly name: string; readonly type: string }[]
  )
    .filter(({ name, type }) => type === 'table' && !name.startsWith('sqlite_'))
    .map(({ name }) => name)
    .toSorted();
  const counts = Object.fromEntries(
    tables.map((table) => [
      table,
      Number(connection.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    ]),
  );
  return {
    schemaVersion: Number(connection.pragma('user_version', { simple: true })),
    office: officeOf(connection, tables),
    counts,
    journal: headOf(connection, tables),
    files: filesOf(connection, tables),
  };
}

function officeOf(connection: Connection, tables: readonly string[]): Facts['office'] {
  if (!tables.includes('installation')) return null;
  const row = connection
    .prepare(
      'SELECT office.id, office.name FROM installation JOIN office ON office.id = installation.office_id',
    )
    .get() as { readonly id: string; readonly name: string } | undefined;
  return row ?? null;
}

/** The newest change set of the journal, and what its chain comes to there. */
export function journalHeadOf(connection: Connection): JournalHead {
  const row = connection.prepare('SELECT seq, hash FROM change_set ORDER BY seq DESC LIMIT 1').get() as
    JournalHead | undefined;
  return row ?? { seq: 0, hash: GENESIS };
}
function headOf(connection: Connection, tables: readonly string[]): JournalHead {
  return tables.includes('change_set') ? journalHeadOf(connection) : { seq: 0, hash: GENESIS };
}

function filesOf(connection: Connection, tables: readonly string[]): Facts['files'] {
  if (!tables.includes('blob')) return { count: 0, bytes: 0 };
  return connection
    .prepare(`SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM blob ${presentOnly(connection)}`)
    .get() as Facts['files'];
}

/** Files that an office kept back were never here; before schema 60 there were none such. */
function presentOnly(connection: Connection): string {
  const has = connection
    .prepare("SELECT 1 FROM pragma_table_info('blob') WHERE name = 'absent'")
    .pluck()
    .get();
  return has === undefined ? '' : 'WHERE absent = 0';
}

export interface KnownFile {
  readonly sha256: string;
  readonly size: number;
}
/** The files of the content store that the database stands on. */
export function knownFiles(connection: Connection): readonly KnownFile[] {
  return connection
    .prepare(`SELECT sha256, size FROM blob ${presentOnly(connection)} ORDER BY sha256`)
    .all() as KnownFile[];
}

// ── Copying ──────────────────────────────────────────────────────────────────────────────────────────────

/**
 * A proven copy in `backups/`, made of one snapshot beside whoever writes meanwhile, over a connection of its own.
 * On any fault, or when `step` throws, nothing is left of it.
 */
export async function makeBackup({ folder, reason, now, step }: CopyOptions): Promise<BackupManifest> {
  const backups = backupFolder(folder);
  const { name, madeAt } = freeName(backups, now, reason);
  const partial = path.join(backups, `${name}.db${PARTIAL}`);
  const began = performance.now();
  try {
    mkdirSync(backups, { recursive: true });
    rmSync(partial, { force: true });
    const source = connect(path.join(folder, DATABASE), { readOnly: true, mustExist: true, patience: 5_000 });
    let held: Held;
    try {
      // One snapshot: what is counted and read is what is copied, whoever commits meanwhile.
      source.exec('BEGIN');
      const facts = factsOf(source);
      const rows = Math.max(1, rowsOf(facts));
      const content = await inTurns(contentOf(source), (read) => step?.(Math.min(read, rows), rows * 4));
      held = { facts, content };
      await source.backup(partial, {
        progress({ totalPages, remainingPages }) {
          step?.(totalPages + totalPages - remainingPages, totalPages * 4);
          return PAGES;
        },
      });
      source.exec('COMMIT');
    } finally {
      source.close();
    }
    await setImmediate();
    makeOneFile(partial);
    const settling = settle({ backups, partial, name, madeAt, reason, held, began });
    return await inTurns(settling, (share) => step?.(50 + Math.floor(share * 50), 100));
  } catch (error) {
    rmSync(partial, { force: true });
    throw mapSystemError(error);
  }
}

const rowsOf = ({ counts }: Facts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Others get their turn between two parts of the work; what is told may stop it. */
async function inTurns<T, R>(work: Generator<T, R>, told: (done: T) => void): Promise<R> {
  try {
    for (;;) {
      const { done, value } = work.next();
      if (done === true) return value;
      told(value);
      await setImmediate();
    }
  } finally {
    // Stopped in between: what it has open is closed, before its connection is. After the end this does nothing.
    work.return(undefined as R);
  }
}

function atOnce<R>(work: Generator<unknown, R>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

export interface BackupOptions {
  readonly connection: Connection;
  readonly folder: string;
  readonly reason: BackupReason;
  readonly now: number;
}

/** The same at once, for whoever holds the only connection: before migrating. Returns the path of the copy. */
export function backUp({ connection, folder, reason, now }: BackupOptions): string {
  const backups = backupFolder(folder);
  const { name, madeAt } = freeName(backups, now, reason);
  const partial = path.join(backups, `${name}.db${PARTIAL}`);
  const began = performance.now();
  try {
    mkdirSync(backups, { recursive: true });
    rmSync(partial, { force: true });
    const held = { facts: factsOf(connection), content: atOnce(contentOf(connection)) };
    connection.prepare('VACUUM INTO ?').run(partial);
    atOnce(settle({ backups, partial, name, madeAt, reason, held, began }));
    return path.join(backups, `${name}.db`);
  } catch (error) {
    rmSync(partial, { force: true });
    throw mapSystemError(error);
  }
}

function freeName(backups: string, now: number, reason: BackupReason) {
  let madeAt = now;
  while (existsSync(path.join(backups, `${backupName(madeAt, reason)}.db`))) madeAt += 1;
  return { name: backupName(madeAt, reason), madeAt };
}

/** A copy is one file: as a database with a write-ahead log it could not be read from where nobody may write. */
export function makeOneFile(file: string): void {
  const copy = connect(file, { mustExist: true });
  try {
    if (copy.pragma('journal_mode = DELETE', { simple: true }) !== 'delete')
      throw new AppError('BACKUP_BROKEN');
  } finally {
    copy.close();
  }
}

/** What was read in the snapshot that is copied. */
interface Held {
  readonly facts: Facts;
  readonly content: string;
}

interface Settling {
  readonly backups: string;
  readonly partial: string;
  readonly name: string;
  readonly madeAt: number;
  readonly reason: BackupReason;
  readonly held: Held;
  readonly began: number;
}

/** Durable, proven, and only then named; its manifest last. Yields how much of it is done, between 0 and 1. */
function* settle(options: Settling): Generator<number, BackupManifest> {
  const { backups, partial, name, madeAt, reason, held, began } = options;
  syncFile(partial);
  const bytes = statSync(partial).size;
  // Before it is looked into: whatever changes in the file from now on is found by this, now or at any later time.
  const sha256 = digestOf(partial);
  yield 0.1;
  proveCopy(partial, held.facts);
  yield 0.4;
  const rows = Math.max(1, rowsOf(held.facts));
  for (const read of proveContent(partial, held.content)) yield 0.4 + 0.5 * Math.min(1, read / rows);
  const milliseconds = Math.round(performance.now() - began);
  const manifest: BackupManifest = {
    format: 'kiem-tra-cchc.backup',
    version: 1,
    name,
    reason,
    madeAt,
    ...held.facts,
    bytes,
    sha256,
    provenAt: madeAt + milliseconds,
    milliseconds,
  };
  yield 1;
  const [file, about] = [path.join(backups, `${name}.db`), path.join(backups, `${name}.json`)];
  try {
    renameSync(partial, file);
    writeDurably(about, `${JSON.stringify(manifest, null, 1)}\n`);
  } catch (error) {
    // Without its manifest it would lie there for years and never count.
    for (const half of [file, about]) rmSync(half, { force: true });
    throw error;
  }
  return manifest;
}

// ── Proving ──────────────────────────────────────────────────────────────────────────────────────────────

/** Opens the copy as a stranger would; BACKUP_BROKEN where it is not what was counted. */
export function proveCopy(file: string, expected: Facts): void {
  let found: Facts;
  let sound: unknown;
  try {
    const copy = connect(file, { readOnly: true, mustExist: true });
    try {
      copy.pragma('trusted_schema = OFF');
      sound = copy.pragma('integrity_check(1)', { simple: true });
      found = factsOf(copy);
    } finally {
      copy.close();
    }
  } catch (error) {
    throw unreadable(error);
  }
  if (sound !== 'ok') throw broken('integrity');
  if (found.journal.seq !== expected.journal.seq || found.journal.hash !== expected.journal.hash)
    throw broken('journal');
  if (found.schemaVersion !== expected.schemaVersion) throw broken('schema');
  const tables = new Set([...Object.keys(found.counts), ...Object.keys(expected.counts)]);
  for (const table of tables) {
    if (found.counts[table] !== expected.counts[table]) throw broken('counts');
  }
  if (found.files.count !== expected.files.count || found.files.bytes !== expected.files.bytes)
    throw broken('files');
}

/**
 * Every value of every row as it was in the snapshot: a letter that changed on its way would pass all other checks.
 * Yields how many rows it has read.
 */
function* proveContent(file: string, expected: string): Generator<number, void> {
  let found: string;
  try {
    const copy = connect(file, { readOnly: true, mustExist: true });
    try {
      copy.pragma('trusted_schema = OFF');
      found = yield* contentOf(copy);
    } finally {
      copy.close();
    }
  } catch (error) {
    throw unreadable(error);
  }
  if (found !== expected) throw broken('content');
}

function broken(reason: string, cause?: unknown): AppError {
  return new AppError('BACKUP_BROKEN', { detail: { reason }, ...(cause === undefined ? {} : { cause }) });
}

function unreadable(error: unknown): unknown {
  const mapped = mapSystemError(error);
  // A full disk or a missing right is no fault of the copy.
  if (mapped instanceof AppError && ['DISK_FULL', 'BUSY'].includes(mapped.code)) return mapped;
  return broken('unreadable', error);
}

/** A kept copy as its manifest tells it: every byte, then as `proveCopy`. */
export function proveBackup(file: string, manifest: BackupManifest): void {
  if (statSync(file, { throwIfNoEntry: false })?.size !== manifest.bytes)
    throw new AppError('BACKUP_BROKEN', { detail: { reason: 'size' } });
  if (digestOf(file) !== manifest.sha256)
    throw new AppError('BACKUP_BROKEN', { detail: { reason: 'digest' } });
  proveCopy(file, manifest);
}

/** sha256 of a file, piece by piece. */
export function digestOf(file: string): string {
  const digest = createHash('sha256');
  const piece = Buffer.allocUnsafe(READ_PIECE);
  const descriptor = openSync(file, 'r');
  try {
    for (;;) {
      const read = readSync(descriptor, piece, 0, piece.length, null);
      if (read === 0) return digest.digest('hex');
      digest.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(descriptor);
  }
}

// ── Durable files ────────────────────────────────────────────────────────────────────────────────────────

/** The whole text or nothing, whenever the power goes. */
export function writeDurably(file: string, text: string): void {
  const partial = `${file}${PARTIAL}`;
  try {
    writeFileSync(partial, text);
    syncFile(partial);
    renameSync(partial, file);
    syncFolder(path.dirname(file));
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

export function syncFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Makes a rename durable. Windows cannot sync a folder, and NTFS journals the rename by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Some shares sync no folders and answer so: what they can do is done.
    if (systemCode(error) !== 'EINVAL') throw error;
  } finally {
    closeSync(descriptor);
  }
}
