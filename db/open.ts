/**
 * Opens the data folder, top to bottom: refuse what must be refused, lock, check whose file it is, set SQLite up,
 * back up, migrate, check after an unclean stop. Knows no entity.
 */
import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../core/contract/error.ts';
import { backUp } from './backup.ts';
import { mapSystemError, systemCode } from './errors.ts';
import { isNetworkPath } from './location.ts';
import { acquireLock } from './lock.ts';
import {
  assertOurs,
  migrate,
  type Migration,
  migrations as allMigrations,
  pendingMigrations,
  schemaVersion,
} from './migrate.ts';
import type { Clock } from './ports.ts';
import { settleRestore } from './restore.ts';
import { connect, type Connection } from './sqlite.ts';

export interface OpenOptions {
  readonly folder: string;
  /** 'write' takes the folder's lock; 'read' runs beside a writer. */
  readonly mode: 'write' | 'read';
  readonly clock: Clock;
  /** Another list than the product's own: tests of migrating. */
  readonly migrations?: readonly Migration[];
  /** Answers whether files can be made in the folder; the default makes one and takes it away again. */
  readonly canWrite?: (folder: string) => boolean;
  readonly platform?: string;
}

export interface OpenDatabase {
  readonly connection: Connection;
  readonly folder: string;
  readonly readOnly: boolean;
  readonly schemaVersion: number;
  /** What opening did besides: for the log and the recovery page. */
  readonly opening: Opening;
  close(): void;
}

export interface Opening {
  readonly migrated: readonly number[];
  /** The copy made before migrating. */
  readonly backup: string | null;
  /** The last writer did not close the database; it has been checked. */
  readonly afterUncleanStop: boolean;
  /** A backup has taken the place of what was here. */
  readonly restored: boolean;
}

const FILE = 'cchc.db';
const FOLDERS = ['blobs', 'backups', 'logs'];
/** A reader beside us may hold a lock for a moment; whoever waits longer blocks the main process. */
const PATIENCE = 250;

export function openDatabase(options: OpenOptions): OpenDatabase {
  if (isNetworkPath(options.folder, options.platform ?? process.platform)) {
    throw new AppError('DATA_ON_NETWORK');
  }
  const folder = path.resolve(options.folder);
  try {
    return options.mode === 'write' ? openToWrite(folder, options) : openToRead(folder, options);
  } catch (error) {
    throw mapSystemError(error);
  }
}

/**
 * A second writer, or reader, of a folder that this process has opened: for a thread of long work. It takes no lock,
 * migrates nothing and checks nothing; whoever opened the folder has done so, and stays until this one is closed.
 */
export function openBeside({
  folder,
  readOnly = false,
}: {
  readonly folder: string;
  readonly readOnly?: boolean;
}): Omit<OpenDatabase, 'opening'> {
  const connection = connect(path.join(folder, FILE), { readOnly, mustExist: true, patience: PATIENCE });
  try {
    assertOurs(connection, allMigrations);
    if (pendingMigrations(connection, allMigrations).length > 0) throw new AppError('READ_ONLY');
    if (readOnly) setReadingPragmas(connection);
    else setPragmas(connection);
    return {
      connection,
      folder,
      readOnly,
      schemaVersion: schemaVersion(connection),
      close: () => connection.close(),
    };
  } catch (error) {
    connection.close();
    throw mapSystemError(error);
  }
}

// ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────

function openToWrite(folder: string, options: OpenOptions): OpenDatabase {
  const made = makeFolder(folder);
  if (!(options.canWrite ?? canMakeFiles)(folder)) {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw new AppError('READ_ONLY');
  }
  const lock = acquireLock(folder);
  const file = path.join(folder, FILE);
  let restored = false;
  try {
    // A restore that was made ready takes place now, or what an unfinished one left is cleared away.
    restored = settleRestore(folder) === 'restored';
  } catch (error) {
    lock.undo();
    throw error;
  }
  const wasThere = existsSync(file);
  let connection: Connection | undefined;
  try {
    const isNew = isMissing(file);
    // SQLite takes the write-ahead log away when the last connection closes; one that is left tells of a stop.
    const afterUncleanStop = !isNew && sizeOf(`${file}-wal`) > 0;
    connection = connect(file, { patience: PATIENCE });
    const migrated = setUp(connection, folder, options, isNew);
    if (afterUncleanStop) quickCheck(connection);
    for (const name of FOLDERS) mkdirSync(path.join(folder, name), { recursive: true });
    return opened(connection, folder, false, { ...migrated, afterUncleanStop, restored }, lock.release);
  } catch (error) {
    connection?.close();
    if (!wasThere) rmSync(file, { force: true });
    lock.undo();
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

/** Returns the topmost folder that had to be made. */
function makeFolder(folder: string): string | undefined {
  try {
    return mkdirSync(folder, { recursive: true });
  } catch (error) {
    const code = systemCode(error);
    // A file stands where the folder should be.
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new AppError('DATA_NOT_DATABASE', { cause: error });
    throw mapSystemError(error);
  }
}

/** Permission bits say little on Windows and nothing to root: only trying tells. */
function canMakeFiles(folder: string): boolean {
  // lock.db is the first file to be made, and all others follow it.
  const file = path.join(folder, `.probe-${process.pid}`);
  try {
    closeSync(openSync(file, 'wx'));
    rmSync(file);
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOSPC' || code === 'EDQUOT') throw mapSystemError(error);
    return false;
  }
}

/** True when there is no database yet. What an existing file holds, SQLite tells without writing. */
function isMissing(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return true;
  if (!found.isFile()) throw new AppError('DATA_NOT_DATABASE');
  // SQLite would silently open for reading what it may not write.
  accessSync(file, constants.R_OK | constants.W_OK);
  return found.size === 0;
}

/** The settings of a connection that writes, each asked for whether it has been taken. */
function setPragmas(connection: Connection): void {
  connection.pragma('foreign_keys = ON');
  const mode = connection.pragma('journal_mode = WAL', { simple: true });
  if (mode !== 'wal') throw new AppError('READ_ONLY', { detail: { journalMode: String(mode) } });
  // This build defaults to NORMAL in WAL, where the last commits may be lost with the power.
  connection.pragma('synchronous = FULL');
  connection.pragma('trusted_schema = OFF');
  // What is deleted is overwritten: a person's data that was erased must not stay in the file's free space.
  connection.pragma('secure_delete = ON');
  for (const [name, expected] of [
    ['foreign_keys', 1],
    ['synchronous', 2],
    ['trusted_schema', 0],
    ['secure_delete', 1],
  ] as const) {
    const answer = connection.pragma(name, { simple: true });
    if (answer !== expected) throw new Error(`PRAGMA ${name} is ${String(answer)}, not ${expected}`);
  }
}

function setUp(connection: Connection, folder: string, options: OpenOptions, isNew: boolean) {
  const list = options.migrations ?? allMigrations;
  assertOurs(connection, list);
  setPragmas(connection);
  // A file that cannot be written after all says so here, not in the middle of somebody's work.
  connection.exec('BEGIN IMMEDIATE; ROLLBACK');
  const pending = pendingMigrations(connection, list).length > 0;
  const backup =
    pending && !isNew ? backUp({ connection, folder, reason: 'migration', now: options.clock.now() }) : null;
  const migrated = migrate(connection, list);
  // What the header says must not stand in the log alone.
  if (migrated.length > 0) connection.pragma('wal_checkpoint(TRUNCATE)');
  return { migrated, backup };
}

function setReadingPragmas(connection: Connection): void {
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('query_only = ON');
}

// ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────

function openToRead(folder: string, options: OpenOptions): OpenDatabase {
  const file = path.join(folder, FILE);
  if (!existsSync(file)) throw new AppError('NOT_SET_UP');
  const list = options.migrations ?? allMigrations;
  const { connection, cleanUp } = connectToRead(file);
  try {
    assertOurs(connection, list);
    // A reader cannot migrate; the application has to open the folder once.
    if (pendingMigrations(connection, list).length > 0) throw new AppError('READ_ONLY');
    setReadingPragmas(connection);
    const opening = { migrated: [], backup: null, afterUncleanStop: false, restored: false };
    return opened(connection, folder, true, opening, cleanUp);
  } catch (error) {
    connection.close();
    cleanUp();
    throw error;
  }
}

/**
 * A WAL database can be read only with its shared memory file beside it. Where the folder lets nobody make one
 * (a CD, a share for reading, a backup medium), a copy in the temporary folder is read instead.
 */
function connectToRead(file: string): { connection: Connection; cleanUp: () => void } {
  const inPlace = connect(file, { readOnly: true, mustExist: true, patience: PATIENCE });
  try {
    inPlace.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
    return { connection: inPlace, cleanUp: () => undefined };
  } catch (error) {
    inPlace.close();
    const code = systemCode(error) ?? '';
    if (!code.startsWith('SQLITE_CANTOPEN') && !code.startsWith('SQLITE_READONLY')) throw error;
  }
  const copies = mkdtempSync(path.join(os.tmpdir(), 'cchc-read-'));
  const cleanUp = () => rmSync(copies, { recursive: true, force: true });
  try {
    const copy = path.join(copies, FILE);
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    return { connection: connect(copy, { readOnly: true, mustExist: true }), cleanUp };
  } catch (error) {
    cleanUp();
    throw error;
  }
}

// ── Both ─────────────────────────────────────────────────────────────────────────────────────────────────

function opened(
  connection: Connection,
  folder: string,
  readOnly: boolean,
  opening: Opening,
  after: () => void,
): OpenDatabase {
  return {
    connection,
    folder,
    readOnly,
    schemaVersion: schemaVersion(connection),
    opening,
    close() {
      if (!connection.open) return;
      try {
        if (!readOnly) connection.pragma('optimize');
      } finally {
        connection.close();
        after();
      }
    },
  };
}

function quickCheck(connection: Connection): void {
  if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new AppError('CORRUPT');
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
