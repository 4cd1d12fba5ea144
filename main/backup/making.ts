/**
 * One backup from beginning to end: the proven copy here, then the second place, then what the rule gives up. Runs in a
 * thread that only reads the database; what it found out is written down by whoever asked.
 */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { BackupReason, BackupRow } from '../../core/contract/backups.ts';
import { AppError } from '../../core/contract/error.ts';
import {
  type BackupManifest,
  journalHead,
  type JournalHead,
  rowOf,
} from '../../core/rules/backup-manifest.ts';
import { backupFolder, makeBackup, writeDurably } from '../../db/backup.ts';
import type { BackupPlaceRow } from '../../db/backup-place.ts';
import type { Progress } from '../work/work.ts';
import { listLocal, pruneLocal } from './local.ts';
import { writeSecond } from './second-place.ts';

export type SecondProblem = NonNullable<BackupPlaceRow['problem']>;

export interface Made {
  readonly backup: BackupRow;
  /** Null where there is no second place. */
  readonly second: { readonly provenAt: number } | { readonly problem: SecondProblem } | null;
}

export interface MakeOptions {
  readonly folder: string;
  readonly reason: BackupReason;
  readonly now: number;
  readonly place: { readonly path: string; readonly recipients: readonly string[] } | null;
  readonly identities: readonly string[];
  readonly progress?: Progress;
  /** Backups that somebody is about to come back to. */
  readonly needed?: ReadonlySet<string>;
}

/** Of two halves the first is the copy here, where there is a second one. */
export async function make(options: MakeOptions): Promise<Made> {
  const { folder, reason, now, place, identities, progress, needed } = options;
  const share = place === null ? 100 : 50;
  const steps = (from: number, to: number) => (done: number, total: number | null) =>
    progress?.step(from + Math.floor(((to - from) * done) / Math.max(1, total ?? done)), 100);
  const backups = backupFolder(folder);
  const order = { folder, reason, now, step: steps(0, share) };
  const manifest = await makeBackup(order).catch((error: unknown) => {
    // What the rule gives up anyway may make the room.
    const isFull = error instanceof AppError && error.code === 'DISK_FULL';
    if (!isFull || pruneLocal(backups, now, needed).length === 0) throw error;
    return makeBackup(order);
  });
  forgetSkipped(backups);
  pruneLocal(backups, now, needed);
  const backup = rowOf(manifest, 'here', true);
  if (place === null) return { backup, second: null };
  const step = steps(share, 100);
  const second = await carryOver({ folder, manifest, place, identities, now, step });
  return { backup, second };
}

/** The same backup in the second place. Only being stopped is a fault: whatever else is in the way is told. */
export async function carryOver(options: {
  readonly folder: string;
  readonly manifest: BackupManifest;
  readonly place: NonNullable<MakeOptions['place']>;
  readonly identities: readonly string[];
  readonly now: number;
  readonly step?: (done: number, total: number | null) => void;
}): Promise<NonNullable<Made['second']>> {
  const file = path.join(backupFolder(options.folder), `${options.manifest.name}.db`);
  try {
    await writeSecond({ ...options, file });
    return { provenAt: options.manifest.madeAt };
  } catch (error) {
    if (error instanceof AppError && error.code === 'CANCELLED') throw error;
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): SecondProblem {
  const code = error instanceof AppError ? error.code : null;
  if (code === 'PLACE_GONE') return 'gone';
  return code === 'DISK_FULL' ? 'full' : 'failed';
}

// ── Closing in a hurry ───────────────────────────────────────────────────────────────────────────────────

const SKIPPED = 'skipped.json';
const skipped = z.strictObject({ at: z.int(), journal: journalHead });
/** Bytes that an old disk copies and checks in a millisecond, where nothing has been measured yet. */
const SLOWEST = 20_000;

/** When closing could not wait for a copy; null: it did, or there was nothing to copy. */
export function skippedAt(backups: string): number | null {
  const file = path.join(backups, SKIPPED);
  if (!existsSync(file)) return null;
  try {
    return skipped.parse(JSON.parse(readFileSync(file, 'utf8'))).at;
  } catch {
    return null;
  }
}
export function noteSkipped(backups: string, at: number, journal: JournalHead): void {
  writeDurably(path.join(backups, SKIPPED), `${JSON.stringify({ at, journal })}\n`);
}
export function forgetSkipped(backups: string): void {
  rmSync(path.join(backups, SKIPPED), { force: true });
}

/** How long a copy will take on this PC, after the ones that it has made. */
export function millisecondsToCopy(folder: string): number {
  const bytes = ['cchc.db', 'cchc.db-wal']
    .map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
  const last = listLocal(backupFolder(folder)).find(
    ({ manifest }) => manifest !== null && manifest.reason !== 'migration' && manifest.milliseconds > 0,
  )?.manifest;
  // A short one says more of its beginning than of its speed.
  const speed =
    last === undefined || last === null || last.milliseconds < 20 ? SLOWEST : last.bytes / last.milliseconds;
  return Math.ceil((bytes / Math.max(speed, 1)) * 1.5);
}
