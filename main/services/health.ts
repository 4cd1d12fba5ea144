/**
 * How the data is: the database page by page, the chain of the journal, every file, the space left, the last proven
 * backup. Read in a thread, over one snapshot; nothing is changed or repaired here.
 */
import { statfs } from 'node:fs/promises';
import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { backups, Health } from '../../core/contract/backups.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { AppError } from '../../core/contract/error.ts';
import { backupFolder, journalHeadOf } from '../../db/backup.ts';
import { mapSystemError, systemCode } from '../../db/errors.ts';
import { latestProven, provenManifest } from '../backup/local.ts';
import { skippedAt } from '../backup/making.ts';
import type { Progress } from '../work/work.ts';
import { secondPlaceOf } from './backups.ts';
import type { ServiceContext } from './context.ts';

type HealthMethods = Pick<typeof backups, 'health.check'>;
type State = Health['database']['state'];

const LITTLE_SPACE = 200 * 1024 * 1024;
/** An office that works has a proven backup of this week. */
const OLDEST_BACKUP = 7 * 24 * 3_600_000;

export function createHealthService(context: ServiceContext): HandlersOf<HealthMethods> {
  const { work, installation, clock } = context;

  async function check(deep: boolean, progress: Progress): Promise<Health> {
    const at = clock.now();
    progress.step(0, 100);
    const database = await checkDatabase();
    progress.step(30, 100);
    const journal = checkJournal();
    progress.step(50, 100);
    const files = await checkFiles(deep, progress);
    progress.step(95, 100);
    const space = await checkSpace(database.bytes);
    const backup = checkBackups(at, deep);
    progress.step(100, 100);
    return { at, database, journal, files, space, backup };
  }

  async function checkDatabase(): Promise<Health['database']> {
    const bytes = await sizesOf(
      ['cchc.db', 'cchc.db-wal'].map((name) => path.join(installation.folder, name)),
    );
    const { schemaVersion } = installation;
    return { state: soundness(databaseIsSound), bytes, schemaVersion };
  }
  function databaseIsSound(): boolean {
    const { connection } = context;
    return (
      connection.pragma('integrity_check(1)', { simple: true }) === 'ok' &&
      connection.prepare('PRAGMA foreign_key_check').all().length === 0
    );
  }

  function checkJournal(): Health['journal'] {
    let found = { changeSets: 0, brokenAt: null as number | null };
    const state = soundness(() => {
      const { intact, changeSets, brokenAt } = context.connection.transaction(() =>
        context.journal.verify(),
      )();
      found = { changeSets, brokenAt };
      return intact;
    });
    return { state, ...found };
  }

  async function checkFiles(deep: boolean, progress: Progress): Promise<Health['files']> {
    const absent = context.blobs.absent().length;
    const { files, bytes, faults } = await context.blobs.inspect({
      deep,
      onStep: (done, total) => progress.step(50 + Math.floor((45 * done) / Math.max(1, total)), 100),
    });
    const count = (kind: (typeof faults)[number]['kind']) => faults.filter((one) => one.kind === kind).length;
    const [missing, altered, orphans] = [count('missing'), count('altered'), count('orphan')];
    return {
      // What nothing uses is no damage.
      state: missing + altered > 0 ? 'faulty' : 'sound',
      count: files,
      bytes,
      missing,
      altered,
      orphans,
      absent,
      deep,
    };
  }

  async function checkSpace(databaseBytes: number): Promise<Health['space']> {
    const freeBytes = await statfs(installation.folder).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    );
    const known = freeBytes !== null && Number.isSafeInteger(freeBytes);
    return {
      state: !known ? 'unknown' : freeBytes < Math.max(LITTLE_SPACE, 2 * databaseBytes) ? 'faulty' : 'sound',
      freeBytes: known ? freeBytes : null,
      folderBytes: await folderSize(installation.folder),
    };
  }

  function checkBackups(at: number, deep: boolean): Health['backup'] {
    const own = backupFolder(installation.folder);
    const newest = latestProven(own, at);
    const second = secondPlaceOf(context.stores.backupPlace.get());
    const skipped = skippedAt(own);
    const judge = (): State => {
      if (newest === undefined) return 'unknown';
      if (deep && !isWhole(() => provenManifest(newest, at))) return 'faulty';
      if (second !== null && second.problem !== null) return 'faulty';
      const head = journalHeadOf(context.connection);
      if (newest.manifest?.journal.hash === head.hash) return 'sound';
      // One that was made under a clock that ran ahead says nothing of its age.
      if (Math.abs(at - newest.row.madeAt) > OLDEST_BACKUP) return 'faulty';
      return skipped === null ? 'sound' : 'unknown';
    };
    return { state: judge(), last: newest?.row ?? null, second, closingSkippedAt: skipped };
  }

  return {
    'health.check': (input, caller) =>
      work.look({ method: 'health.check', input, caller }, (progress) => check(input.deep, progress)),
  };
}

/** What cannot be read is not sound either; what has nothing to do with the data is thrown on. */
function soundness(isSound: () => boolean): State {
  try {
    return isSound() ? 'sound' : 'faulty';
  } catch (error) {
    const mapped = mapSystemError(error);
    if (mapped instanceof AppError && ['CORRUPT', 'DATA_NOT_DATABASE'].includes(mapped.code)) return 'faulty';
    throw error;
  }
}

function isWhole(prove: () => unknown): boolean {
  try {
    prove();
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'BACKUP_BROKEN') return false;
    throw error;
  }
}

async function sizesOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function folderSize(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const entry of await opendir(folder, { recursive: true })) {
      // A file may go while the others are counted.
      if (entry.isFile()) bytes += await sizesOf([path.join(entry.parentPath, entry.name)]);
    }
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  return bytes;
}
