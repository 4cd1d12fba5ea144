// When the frame warns of backups: the last proven one is older than a week, or the second place has a problem. A new
// installation is given a week as well.
import type { BackupRow, SecondPlace } from '../../../core/contract/backups.ts';
import { latestFirst } from '../../../core/rules/backup-rule.ts';

const DAY = 86_400_000;
const DAYS_UNTIL_OLD = 7;

export type BackupWarning =
  { readonly kind: 'none' } | { readonly kind: 'old'; readonly days: number } | { readonly kind: 'second' };

/** The latest copy that counts; one from a time to come only where there is no other. */
export function latestProven(rows: readonly BackupRow[], now: number): BackupRow | null {
  const proven = rows.filter((row) => row.proven);
  return latestFirst(proven, now)[0] ?? null;
}

interface Facts {
  readonly now: number;
  readonly rows: readonly BackupRow[];
  readonly second: SecondPlace | null;
  /** Since when there has been none, as far as this screen knows. */
  readonly noneSince: number;
}

export function backupWarning({ now, rows, second, noneSince }: Facts): BackupWarning | null {
  const last = latestProven(rows, now);
  const age = now - (last?.madeAt ?? noneSince);
  if (age > DAYS_UNTIL_OLD * DAY)
    return last === null ? { kind: 'none' } : { kind: 'old', days: Math.floor(age / DAY) };
  return second?.problem == null ? null : { kind: 'second' };
}

/** "hôm nay 16:40" and the like: the day by this PC's clock. */
export function dayDistance(instant: number, now: number): 'today' | 'yesterday' | 'earlier' {
  const dayOf = (at: number) => {
    const date = new Date(at);
    return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  };
  const distance = Math.round((dayOf(now) - dayOf(instant)) / DAY);
  return distance <= 0 ? 'today' : distance === 1 ? 'yesterday' : 'earlier';
}
