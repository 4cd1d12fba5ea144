/**
 * The way back where the data does not even open: what is there is put aside as it lies, and a proven backup takes its
 * place at the next opening. Nobody may have the folder open.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BackupRow } from '../../core/contract/backups.ts';
import { AppError, type ErrorCode } from '../../core/contract/error.ts';
import { rowOf } from '../../core/rules/backup-manifest.ts';
import { latestFirst } from '../../core/rules/backup-rule.ts';
import { backupFolder } from '../../db/backup.ts';
import { acquireLock } from '../../db/lock.ts';
import { discardRestore, markReady, stage } from '../../db/restore.ts';
import { findLocal, listLocal, provenManifest } from './local.ts';
import { rowAside } from './restoring.ts';

/** The faults of an opening after which a backup is what helps. */
export const helpedByBackup: ReadonlySet<ErrorCode> = new Set(['CORRUPT', 'DATA_NOT_DATABASE']);

/** The newest proven one but those that turned out to be broken; null where there is none. */
export function newestProven(
  folder: string,
  now: number,
  broken: ReadonlySet<string> = new Set(),
): BackupRow | null {
  return provenOnes(folder, now).find(({ name }) => !broken.has(name)) ?? null;
}

/** All that count, the newest first. */
export function provenOnes(folder: string, now: number): readonly BackupRow[] {
  const rows = listLocal(backupFolder(folder)).map(({ row }) => row);
  return latestFirst(rows, now).filter(({ proven }) => proven);
}

/**
 * What is restored takes its place when the folder is opened next, and only then the damaged database is put aside.
 * DATA_LOCKED, NOT_FOUND, BACKUP_BROKEN.
 */
export async function restoreDamaged(
  folder: string,
  name: string,
  now: number,
): Promise<{ readonly before: BackupRow | null; readonly restored: BackupRow }> {
  const lock = acquireLock(folder);
  try {
    discardRestore(folder);
    const backup = findLocal(backupFolder(folder), name);
    const manifest = provenManifest(backup, now);
    const before = existsSync(path.join(folder, 'cchc.db')) ? rowAside(folder, now) : null;
    try {
      await stage({ folder, source: backup.file, manifest, outliving: null, now });
      markReady(folder, { name, before: null, aside: before?.name ?? null, now });
    } catch (error) {
      discardRestore(folder);
      throw error;
    }
    return { before, restored: rowOf(manifest, 'here', true) };
  } finally {
    lock.release();
  }
}

/** NOT_FOUND where there is no proven one either. */
export function nameOfNewest(folder: string, now: number): string {
  const row = newestProven(folder, now);
  if (row === null) throw new AppError('NOT_FOUND', { detail: { entity: 'backup' } });
  return row.name;
}
