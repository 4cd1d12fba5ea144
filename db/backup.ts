/**
 * Copies of the whole database, made by SQLite itself (a file copy of a live WAL database is not one), checked
 * and made durable before they get their name.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../core/contract/error.ts';
import { mapSystemError } from './errors.ts';
import { connect, type Connection } from './sqlite.ts';

export interface BackupOptions {
  readonly connection: Connection;
  readonly folder: string;
  /** What it is for; part of the file's name: "before-20". */
  readonly label: string;
  readonly now: number;
}

/** Writes `backups/cchc-<time>-<label>.db` and returns its path. */
export function backUp({ connection, folder, label, now }: BackupOptions): string {
  const backups = path.join(folder, 'backups');
  const time = new Date(now).toISOString().replaceAll(/[:.]/g, '-');
  const file = path.join(backups, `cchc-${time}-${label}.db`);
  const partial = `${file}.partial`;
  try {
    mkdirSync(backups, { recursive: true });
    rmSync(partial, { force: true });
    connection.prepare('VACUUM INTO ?').run(partial);
    assertSound(partial);
    syncFile(partial);
    renameSync(partial, file);
    syncFolder(backups);
    return file;
  } catch (error) {
    rmSync(partial, { force: true });
    throw mapSystemError(error);
  }
}

/** A backup that cannot be read is none. */
function assertSound(file: string): void {
  const copy = connect(file, { readOnly: true, mustExist: true });
  try {
    if (copy.pragma('quick_check', { simple: true }) !== 'ok') throw new AppError('CORRUPT');
  } finally {
    copy.close();
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
  } finally {
    closeSync(descriptor);
  }
}
