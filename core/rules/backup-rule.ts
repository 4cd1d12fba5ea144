/**
 * Which backups are kept: everything of today, the last one of each of the last 30 days, the last one of each of 24
 * months, and for 90 days those made before something that cannot be taken back. A proven one is never displaced by one
 * that is not, and the newest proven one is never given up. Days are those of Việt Nam. Pure: the time comes from outside.
 */
import type { BackupReason } from '../contract/backups.ts';

export interface KeptBackup {
  readonly name: string;
  readonly madeAt: number;
  readonly reason: BackupReason;
  readonly proven: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAYS = 30;
const MONTHS = 24;
const BEFORE_DAYS = 90;

/** Việt Nam has no summer time. */
function dayOf(instant: number): string {
  return new Date(instant + 7 * HOUR).toISOString().slice(0, 10);
}

function monthsBetween(earlier: string, later: string): number {
  const [from = 0, to = 0] = [earlier, later].map(
    (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)),
  );
  return to - from;
}

/** The better one to keep of two of the same day or month. */
function better(a: KeptBackup, b: KeptBackup): KeptBackup {
  if (a.proven !== b.proven) return a.proven ? a : b;
  if (a.madeAt !== b.madeAt) return a.madeAt > b.madeAt ? a : b;
  return a.name > b.name ? a : b;
}

function bestOf(list: readonly KeptBackup[]): KeptBackup | undefined {
  return list.length === 0 ? undefined : list.reduce(better);
}

/**
 * The latest first. What bears a time that is still to come was made under a wrong clock: it may be older than all the
 * others, so it comes last.
 */
export function latestFirst<T extends Pick<KeptBackup, 'name' | 'madeAt'>>(
  list: readonly T[],
  now: number,
): readonly T[] {
  const isAhead = ({ madeAt }: T) => Number(madeAt > now + DAY);
  return list.toSorted(
    (a, b) => isAhead(a) - isAhead(b) || b.madeAt - a.madeAt || (a.name < b.name ? 1 : -1),
  );
}

/** The names of those that may be deleted, the oldest first. */
export function backupsToDelete(all: readonly KeptBackup[], now: number): readonly string[] {
  const today = dayOf(now);
  const firstDay = dayOf(now - (DAYS - 1) * DAY);
  const kept = new Set<string>();
  const keep = (backup: KeptBackup | undefined) => backup !== undefined && kept.add(backup.name);
  for (const [day, ofDay] of Map.groupBy(all, ({ madeAt }) => dayOf(madeAt))) {
    // What bears a later day was made under a clock that was wrong then or is wrong now.
    if (day >= today) ofDay.forEach(keep);
    else if (day >= firstDay) keep(bestOf(ofDay));
  }
  for (const [month, ofMonth] of Map.groupBy(all, ({ madeAt }) => dayOf(madeAt).slice(0, 7))) {
    if (monthsBetween(month, today) < MONTHS) keep(bestOf(ofMonth));
  }
  for (const backup of all) {
    const isBefore = backup.reason === 'before_restore' || backup.reason === 'migration';
    if (isBefore && now - backup.madeAt <= BEFORE_DAYS * DAY) keep(backup);
  }
  keep(bestOf(all.filter(({ proven }) => proven)));
  return all
    .filter(({ name }) => !kept.has(name))
    .toSorted((a, b) => a.madeAt - b.madeAt)
    .map(({ name }) => name);
}
