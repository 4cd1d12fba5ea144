// Since when this browser has seen no proven copy at all: a new installation is not warned on its first day.
import type { BackupRow } from '../../../core/contract/backups.ts';

const STORED = 'cchc.backups.none-since';

export function noneSince(rows: readonly BackupRow[], now: number): number {
  try {
    if (rows.some(({ proven }) => proven)) {
      window.localStorage.removeItem(STORED);
      return now;
    }
    const stored = Number(window.localStorage.getItem(STORED) ?? Number.NaN);
    if (Number.isSafeInteger(stored) && stored <= now) return stored;
    window.localStorage.setItem(STORED, String(now));
  } catch {
    // A browser that keeps nothing is not warned before there is a first copy.
  }
  return now;
}
