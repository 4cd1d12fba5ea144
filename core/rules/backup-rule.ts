/**
 * Which backups are kept: everything of today, the last one of each of the last 30 days, the last one of each of 24
 * months, and for 90 days those made before something that cannot be taken back. Days and months are counted as they come
 * in the list, not on the calendar: a clock that jumps ahead by years takes one of them and no more. A proven one is never
 * displaced by one that is not, and the newest proven one is never given up. Days are those of Việt Nam. Pure: the time
 * comes from outside.
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
/** So many of those are kept however old they are. */
const SAFEGUARDS = 2;

/** Việt Nam has no summer time. */
function dayOf(instant: number): string {
  return new Date(instant + 7 * HOUR).toISOString().slice(0, 10);
}

const monthOf = (instant: number): string => dayOf(instant).slice(0, 7);

/** Day by day or month by month, the latest first. */
function latestGroups(
  list: readonly KeptBackup[],
  of: (instant: number) => string,
): readonly (readonly KeptBackup[])[] {
  return [...Map.groupBy(list, ({ madeAt }) => of(madeAt))]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([, group]) => group);
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
  const kept = new Set<string>();
  const keep = (backup: KeptBackup | undefined) => backup !== undefined && kept.add(backup.name);
  // What bears a later day was made under a clock that was wrong then or is wrong now.
  const [here, before] = [all.filter(isToday), all.filter((backup) => !isToday(backup))];
  function isToday({ madeAt }: KeptBackup): boolean {
    return dayOf(madeAt) >= today;
  }
  here.forEach(keep);
  // Today is the first of the 30, and its month the first of the 24.
  const months = new Set([today.slice(0, 7)]);
  for (const ofDay of latestGroups(before, dayOf).slice(0, DAYS - 1)) keep(bestOf(ofDay));
  for (const ofMonth of latestGroups(before, monthOf)) {
    const [one] = ofMonth;
    if (one !== undefined && months.add(monthOf(one.madeAt)).size <= MONTHS) keep(bestOf(ofMonth));
  }
  const safeguards = latestFirst(
    all.filter(({ reason }) => reason === 'before_restore' || reason === 'migration'),
    now,
  );
  for (const [at, backup] of safeguards.entries())
    if (at < SAFEGUARDS || now - backup.madeAt <= BEFORE_DAYS * DAY) keep(backup);
  // Also where another one bears a time that is still to come.
  keep(bestOf(before.filter(({ proven }) => proven)));
  keep(bestOf(all.filter(({ proven }) => proven)));
  return all
    .filter(({ name }) => !kept.has(name))
    .toSorted((a, b) => a.madeAt - b.madeAt)
    .map(({ name }) => name);
}
