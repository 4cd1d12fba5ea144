/**
 * When backups are made without anybody asking: in quiet hours, and when the program is closed, as long as that does not
 * keep a person waiting. Knows no service: what is asked and done is given.
 */
import type { JournalHead } from '../../core/rules/backup-manifest.ts';
import { backupFolder, makeBackup } from '../../db/backup.ts';
import { AppError } from '../../core/contract/error.ts';
import type { Log } from '../log.ts';
import { latestProven, pruneLocal } from './local.ts';
import { forgetSkipped, millisecondsToCopy, noteSkipped, skippedAt } from './making.ts';

/** How the data stands, as far as a copy may be due. */
export interface BackupStanding {
  readonly isSetUp: boolean;
  readonly head: JournalHead;
  readonly second: { readonly provenAt: number | null; isThere(): boolean } | null;
}

export interface AutomaticOptions {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly standing: () => BackupStanding;
  /** Makes one beside the screen; false where it could not be made just now. */
  readonly make: () => Promise<boolean>;
  readonly times?: Partial<AutomaticTimes>;
}

export interface AutomaticTimes {
  /** Between two looks at the clock. */
  readonly tick: number;
  /** So long nobody has changed anything. */
  readonly idle: number;
  /** The same where closing cannot wait for a copy of so much data, could not last time, or left the second place behind. */
  readonly idleOfLarge: number;
  /** What closing may take of a person's time. */
  readonly closing: number;
}

const MINUTE = 60_000;
const TIMES: AutomaticTimes = { tick: MINUTE, idle: 30 * MINUTE, idleOfLarge: 5 * MINUTE, closing: 900 };

export interface AutomaticBackups {
  /** Something was changed just now. */
  touched(): void;
  start(): void;
  /** No more copies in quiet hours; one under way goes on by itself. */
  stop(): void;
  /** The last copy, or a note that it is owed. Never throws, and never takes much longer than it may. */
  closing(): Promise<void>;
}

export function createAutomaticBackups(options: AutomaticOptions): AutomaticBackups {
  const { folder, now, log, standing } = options;
  const times = { ...TIMES, ...options.times };
  const backups = backupFolder(folder);
  let touchedAt = now();
  /** Changed since the last copy in a way that the journal does not tell: packages, keys. */
  let isTouched = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  let making = false;
  /** Nothing has changed since this try, so another one would be in vain as well. */
  let triedAt = -1;

  const newestProven = () => latestProven(backups, now())?.manifest;
  function isDue(): boolean {
    const { isSetUp, head } = standing();
    if (!isSetUp) return false;
    const newest = newestProven();
    // A copy that is owed from the last time also holds what the journal does not tell.
    if (newest == null || isTouched || skippedAt(backups) !== null) return true;
    return newest.journal.hash !== head.hash || isBehind();
  }
  /** Closing waits for no stick: it makes the copy here alone. */
  function isBehind(): boolean {
    const { second } = standing();
    return second !== null && (second.provenAt ?? 0) < (newestProven()?.madeAt ?? 0) && second.isThere();
  }

  async function tick(): Promise<void> {
    if (making || triedAt >= touchedAt || now() - touchedAt < Math.min(times.idle, times.idleOfLarge)) return;
    const isOwed = millisecondsToCopy(folder) > times.closing || skippedAt(backups) !== null || isBehind();
    if (now() - touchedAt < (isOwed ? times.idleOfLarge : times.idle) || !isDue()) return;
    making = true;
    const began = now();
    try {
      if (await options.make()) {
        triedAt = began;
        if (touchedAt <= began) isTouched = false;
      }
    } finally {
      making = false;
    }
  }

  return {
    touched() {
      touchedAt = now();
      isTouched = true;
    },
    start() {
      timer ??= setInterval(() => {
        tick().catch((error: unknown) => log.warn('no backup in a quiet hour', { reason: String(error) }));
      }, times.tick);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
    async closing() {
      try {
        if (!isDue()) return;
        const began = performance.now();
        const expected = millisecondsToCopy(folder);
        if (expected > times.closing) {
          noteSkipped(backups, now(), standing().head);
          log.info('no backup at closing: it would take too long', { milliseconds: expected });
          return;
        }
        await makeBackup({
          folder,
          reason: 'closing',
          now: now(),
          step() {
            if (performance.now() - began > times.closing) throw new AppError('CANCELLED');
          },
        });
        forgetSkipped(backups);
        pruneLocal(backups, now());
      } catch (error) {
        log.warn('no backup at closing', { reason: error instanceof AppError ? error.code : String(error) });
        try {
          noteSkipped(backups, now(), standing().head);
        } catch {
          // Neither copy nor note: the disk is full or gone, and says so at the next start.
        }
      }
    },
  };
}
