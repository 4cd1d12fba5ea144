/**
 * The way back, seen from a service: what a backup would bring, and everything that is made ready before it takes the
 * place of the present data. Runs in a thread; nothing of the present data is touched here.
 */
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { BackupRow, RestorePreview } from '../../core/contract/backups.ts';
import { AppError } from '../../core/contract/error.ts';
import { type BackupManifest, backupName, rowOf } from '../../core/rules/backup-manifest.ts';
import {
  backupFolder,
  factsOf,
  journalHeadOf,
  type KnownFile,
  knownFiles,
  makeBackup,
} from '../../db/backup.ts';
import { newestVersion } from '../../db/migrate.ts';
import { registry } from '../../db/registry.ts';
import { discardRestore, markReady, outlivingOf, restoreFolder, stage } from '../../db/restore.ts';
import { connect, type Connection } from '../../db/sqlite.ts';
import type { Progress } from '../work/work.ts';
import { blobFile, hasBlobFile, putBlobFile } from './blob-files.ts';
import { type LocalBackup, provenManifest } from './local.ts';
import {
  fetchSecond,
  missingFiles,
  proveSealed,
  readSealedManifest,
  type SecondBackup,
} from './second-place.ts';
import { createReadStream } from 'node:fs';

/** A backup and what opens it. */
export type Chosen =
  | {
      readonly place: 'here';
      readonly backup: LocalBackup;
      /** Where its files lie, if not with the data. */ readonly blobs?: string;
    }
  | { readonly place: 'second'; readonly backup: SecondBackup; readonly identities: readonly string[] };

// ── What it would bring ──────────────────────────────────────────────────────────────────────────────────

export interface PreviewOptions {
  readonly folder: string;
  readonly chosen: Chosen;
  /** A connection of one's own to the present data. */
  readonly connection: Connection;
  readonly now: number;
  readonly progress?: Progress;
}

/** Reads the backup through first: BACKUP_BROKEN, WRONG_PASSPHRASE. */
export async function preview({
  folder,
  chosen,
  connection,
  now,
  progress,
}: PreviewOptions): Promise<RestorePreview> {
  progress?.step(0, 100);
  let manifest: BackupManifest;
  let missing: number;
  let common: number | null;
  if (chosen.place === 'here') {
    manifest = provenManifest(chosen.backup, now);
    const copy = connect(chosen.backup.file, { readOnly: true, mustExist: true });
    try {
      missing = countMissing(folder, knownFiles(copy), chosen.blobs);
      common = lastCommonStep(connection, copy);
    } finally {
      copy.close();
    }
  } else {
    const list = await readSealedManifest(chosen.backup, chosen.identities);
    await proveSealed(chosen.backup, (done, total) =>
      progress?.step(Math.floor((90 * done) / (total ?? 1)), 100),
    );
    manifest = list.manifest;
    missing = missingFiles(folder, chosen.backup, list.files);
    common = holdsHead(connection, manifest) ? manifest.journal.seq : null;
  }
  progress?.step(95, 100);
  const present = connection.transaction(() => factsOf(connection))();
  const tables = [...registry.keys()]
    .map((table) => ({ table, now: present.counts[table] ?? 0, restored: manifest.counts[table] ?? 0 }))
    .filter((one) => one.now > 0 || one.restored > 0);
  const after = stepsAfter(connection, common, manifest.madeAt);
  return {
    backup: rowOf(manifest, chosen.place, true),
    tables,
    stepsAfter: after.count,
    lastStepAt: after.lastAt,
    missingFiles: missing,
    migrates: manifest.schemaVersion < newestVersion(),
  };
}

const countMissing = (folder: string, files: readonly KnownFile[], blobs?: string) =>
  files.filter(
    ({ sha256, size }) =>
      !hasBlobFile(folder, sha256, size) &&
      (blobs === undefined || !hasBlobFile(path.dirname(blobs), sha256, size)),
  ).length;

/** The newest change set that both know. The chain tells: where one holds in both, so do all before it. */
function lastCommonStep(present: Connection, copy: Connection): number {
  const hashHere = present.prepare('SELECT hash FROM change_set WHERE seq = ?').pluck();
  const hashThere = copy.prepare('SELECT hash FROM change_set WHERE seq = ?').pluck();
  let low = 0;
  let high = Math.min(journalHeadOf(present).seq, journalHeadOf(copy).seq);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const here = hashHere.get(middle);
    if (here !== undefined && here === hashThere.get(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function holdsHead(present: Connection, { journal }: BackupManifest): boolean {
  return (
    present.prepare('SELECT hash FROM change_set WHERE seq = ?').pluck().get(journal.seq) === journal.hash
  );
}

/** Steps that would be put aside. Of a sealed backup whose last step has grown since, the time tells. */
function stepsAfter(connection: Connection, common: number | null, madeAt: number) {
  const row = (
    common === null
      ? connection
          .prepare('SELECT count(*) AS count, max(at) AS lastAt FROM change_set WHERE at > ?')
          .get(madeAt)
      : connection
          .prepare('SELECT count(*) AS count, max(at) AS lastAt FROM change_set WHERE seq > ?')
          .get(common)
  ) as { readonly count: number; readonly lastAt: number | null };
  return row;
}

// ── Making it ready ──────────────────────────────────────────────────────────────────────────────────────

export interface PrepareOptions {
  readonly folder: string;
  readonly chosen: Chosen;
  readonly now: number;
  /** Null: there is nothing here yet that would have to be saved. */
  readonly present: Connection | null;
  readonly progress?: Progress;
}

/**
 * Saves the present state, brings the backup and its files here, migrates it, and marks it: the next opening of the folder
 * lets it take its place. Whatever goes wrong, the present data stays.
 */
export async function prepareRestore(
  options: PrepareOptions,
): Promise<{ before: BackupRow | null; restored: BackupRow }> {
  const { folder, chosen, now, present, progress } = options;
  const part = (from: number, to: number) => (done: number, total: number | null) =>
    progress?.step(from + Math.floor(((to - from) * done) / Math.max(1, total ?? done)), 100);
  discardRestore(folder);
  // A backup that is none is refused before anything is made for it.
  const manifest =
    chosen.place === 'here'
      ? provenManifest(chosen.backup, now)
      : (await readSealedManifest(chosen.backup, chosen.identities)).manifest;
  progress?.step(10, 100);
  const before = present === null ? null : await savePresent(folder, now, part(10, 40));
  const outliving =
    present === null || before === null || before.manifest === null ? null : outlivingOf(present);
  try {
    const source = await plainCopy(options, part(40, 70));
    await stage({ folder, source, manifest, outliving, now, step: part(70, 98) });
    markReady(folder, {
      name: manifest.name,
      before:
        before?.manifest === undefined || before.manifest === null
          ? null
          : { name: before.manifest.name, journal: before.manifest.journal },
      aside: before !== null && before.manifest === null ? before.row.name : null,
      now,
    });
  } catch (error) {
    discardRestore(folder);
    throw error;
  }
  return { before: before?.row ?? null, restored: rowOf(manifest, chosen.place, true) };
}

/** Proven, or, where the present data cannot be read any more, to be put aside as it lies. */
async function savePresent(
  folder: string,
  now: number,
  step: (done: number, total: number | null) => void,
): Promise<{ readonly row: BackupRow; readonly manifest: BackupManifest | null }> {
  try {
    const manifest = await makeBackup({ folder, reason: 'before_restore', now, step });
    return { row: rowOf(manifest, 'here', true), manifest };
  } catch (error) {
    const isDamaged =
      error instanceof AppError && ['CORRUPT', 'BACKUP_BROKEN', 'DATA_NOT_DATABASE'].includes(error.code);
    if (!isDamaged) throw error;
    return { row: rowAside(folder, now), manifest: null };
  }
}

/** What a damaged database will be called among the backups: somebody may still get something out of it. */
export function rowAside(folder: string, now: number): BackupRow {
  const backups = backupFolder(folder);
  let madeAt = now;
  const isTaken = () => existsSync(path.join(backups, `${backupName(madeAt, 'before_restore')}.db`));
  while (isTaken()) madeAt += 1;
  const name = backupName(madeAt, 'before_restore');
  const bytes = statSync(path.join(folder, 'cchc.db'), { throwIfNoEntry: false })?.size ?? 0;
  const unknown = { files: 0, fileBytes: 0, rows: 0, proven: false, schemaVersion: 0 };
  return { name, place: 'here', reason: 'before_restore', madeAt, bytes, ...unknown };
}

/** A file that may be read as it is; of a sealed backup with its evidence, brought into the content store first. */
async function plainCopy(
  { folder, chosen }: PrepareOptions,
  step: (done: number, total: number | null) => void,
): Promise<string> {
  if (chosen.place === 'second') {
    const { backup, identities } = chosen;
    const list = await readSealedManifest(backup, identities);
    mkdirSync(restoreFolder(folder), { recursive: true, mode: 0o700 });
    const target = path.join(restoreFolder(folder), 'fetched.db');
    rmSync(target, { force: true });
    await fetchSecond({ folder, backup, list, identities, target, step });
    return target;
  }
  if (chosen.blobs !== undefined)
    await bringFiles(folder, chosen.backup.file, path.dirname(chosen.blobs), step);
  return chosen.backup.file;
}

/** From the folder of a PC that is gone: its content store lies beside its backups. */
async function bringFiles(
  folder: string,
  file: string,
  from: string,
  step: (done: number, total: number | null) => void,
): Promise<void> {
  const copy = connect(file, { readOnly: true, mustExist: true });
  let wanted: readonly KnownFile[];
  try {
    wanted = knownFiles(copy).filter(
      ({ sha256, size }) => !hasBlobFile(folder, sha256, size) && hasBlobFile(from, sha256, size),
    );
  } finally {
    copy.close();
  }
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const { sha256, size } of wanted) {
    const source = createReadStream(blobFile(from, sha256));
    await putBlobFile(folder, sha256, source).catch((error: unknown) => {
      // One that has rotted there keeps nobody from all the rest: it is counted missing.
      if (!(error instanceof AppError && error.code === 'BACKUP_BROKEN')) throw error;
    });
    step((done += size), total);
  }
}
