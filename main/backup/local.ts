/**
 * The backups that lie beside the data: which there are, which of them may go, and whether one is still what its
 * manifest says. Knows files and manifests, no service.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import type { BackupRow } from '../../core/contract/backups.ts';
import { AppError } from '../../core/contract/error.ts';
import {
  type BackupManifest,
  backupManifest,
  readBackupName,
  rowOf,
} from '../../core/rules/backup-manifest.ts';
import { backupsToDelete, latestFirst } from '../../core/rules/backup-rule.ts';
import { digestOf, factsOf, PARTIAL, proveBackup, syncFile, syncFolder } from '../../db/backup.ts';
import { mapSystemError } from '../../db/errors.ts';
import { connect } from '../../db/sqlite.ts';

export interface LocalBackup {
  readonly row: BackupRow;
  readonly file: string;
  /** Null for a copy of an earlier version of the program, and for one whose manifest is lost. */
  readonly manifest: BackupManifest | null;
}

function namesIn(backups: string): readonly string[] {
  try {
    return readdirSync(backups);
  } catch {
    return [];
  }
}

export function readManifest(text: string): BackupManifest | null {
  try {
    const parsed = backupManifest.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function manifestAt(file: string): BackupManifest | null {
  try {
    return readManifest(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** `user_version` stands in the header of the file, where nothing has to be opened for it. */
function schemaOf(file: string): number {
  const four = Buffer.alloc(4);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, four, 0, 4, 60);
  } finally {
    closeSync(descriptor);
  }
  return four.readUInt32BE(0);
}

function readLocal(backups: string, name: string): LocalBackup | null {
  const file = path.join(backups, `${name}.db`);
  const about = readBackupName(name);
  const bytes = statSync(file, { throwIfNoEntry: false })?.size;
  if (about === null || bytes === undefined) return null;
  const manifest = manifestAt(path.join(backups, `${name}.json`));
  if (manifest !== null && manifest.name === name) {
    return { row: rowOf(manifest, 'here', manifest.bytes === bytes), file, manifest };
  }
  const schemaVersion = schemaOf(file);
  const unknown = { files: 0, fileBytes: 0, rows: 0, proven: false };
  return { row: { name, place: 'here', ...about, schemaVersion, bytes, ...unknown }, file, manifest: null };
}

/** The newest first. */
export function listLocal(backups: string): readonly LocalBackup[] {
  return namesIn(backups)
    .filter((name) => name.endsWith('.db'))
    .flatMap((name) => readLocal(backups, name.slice(0, -3)) ?? [])
    .toSorted((a, b) => b.row.madeAt - a.row.madeAt || (a.row.name < b.row.name ? 1 : -1));
}

/** The newest that counts; undefined where there is none. */
export function latestProven(backups: string, now: number): LocalBackup | undefined {
  const proven = listLocal(backups).filter(({ row }) => row.proven);
  const [newest] = latestFirst(
    proven.map(({ row }) => row),
    now,
  );
  return proven.find(({ row }) => row === newest);
}

/** NOT_FOUND where there is none of that name. */
export function findLocal(backups: string, name: string): LocalBackup {
  // A name is compared with what the folder holds, never joined to a path unseen.
  const found = readBackupName(name) === null ? null : readLocal(backups, name);
  if (found === null) throw new AppError('NOT_FOUND', { detail: { entity: 'backup' } });
  return found;
}

/** Reads it through: BACKUP_BROKEN where it is not what was written. Answers its manifest, made anew where it has none. */
export function provenManifest({ file, row, manifest }: LocalBackup, now: number): BackupManifest {
  if (manifest !== null) {
    proveBackup(file, manifest);
    return manifest;
  }
  const broken = (cause?: unknown) =>
    new AppError('BACKUP_BROKEN', {
      detail: { reason: 'unreadable' },
      ...(cause !== undefined && { cause }),
    });
  try {
    const connection = connect(file, { readOnly: true, mustExist: true });
    try {
      connection.pragma('trusted_schema = OFF');
      if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw broken();
      const { name, reason, madeAt, bytes } = row;
      return {
        format: 'kiem-tra-cchc.backup',
        version: 1,
        name,
        reason,
        madeAt,
        bytes,
        ...factsOf(connection),
        sha256: digestOf(file),
        provenAt: now,
        milliseconds: 0,
      };
    } finally {
      connection.close();
    }
  } catch (error) {
    const mapped = mapSystemError(error);
    throw mapped instanceof AppError && mapped.code === 'BACKUP_BROKEN' ? mapped : broken(error);
  }
}

/** What ended abruptly left half a file; what has lost its copy says nothing. */
export function sweepLocal(backups: string): void {
  for (const name of namesIn(backups)) {
    // A half one may have been open as a database when it ended.
    const isHalf = ['', '-journal', '-wal', '-shm'].some((ending) => name.endsWith(PARTIAL + ending));
    const isAlone =
      name.startsWith('cchc-') &&
      name.endsWith('.json') &&
      !existsSync(path.join(backups, `${name.slice(0, -5)}.db`));
    if (isHalf || isAlone) rmSync(path.join(backups, name), { force: true });
  }
}

/** Deletes what the rule gives up, but those that somebody needs just now; answers their names. */
export function pruneLocal(
  backups: string,
  now: number,
  needed: ReadonlySet<string> = new Set(),
): readonly string[] {
  const given = backupsToDelete(
    listLocal(backups).map(({ row }) => row),
    now,
  ).filter((name) => !needed.has(name));
  for (const name of given) {
    try {
      // The copy first: a manifest alone is cleared away, a copy without one would count as a stranger's.
      for (const ending of ['.db', '.db-wal', '.json'])
        rmSync(path.join(backups, `${name}${ending}`), { force: true });
    } catch {
      // Windows lets nobody delete what a scanner reads just now: it goes the next time.
    }
  }
  return given;
}

/** The state that was saved before a restore takes its place again, where what was restored does not open. */
export function putBack(folder: string, name: string): void {
  const saved = findLocal(path.join(folder, 'backups'), name);
  const database = path.join(folder, 'cchc.db');
  const partial = `${database}${PARTIAL}`;
  try {
    copyFileSync(saved.file, partial);
    syncFile(partial);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  for (const log of ['-wal', '-shm']) rmSync(`${database}${log}`, { force: true });
  renameSync(partial, database);
  syncFolder(folder);
}
