/**
 * Which state of a row is newer, wherever it comes from: the epoch of the data that made it, then its `rev` there. The
 * epoch moves on when a backup is restored (minutes since 2020), because `rev` goes back with it.
 */
const REVS = 2 ** 28;
const EPOCH_BEGIN = Date.UTC(2020, 0, 1);

/** Fits a double without loss until the year 2083. Throws RangeError outside. */
export function versionOf(epoch: number, rev: number): number {
  const version = epoch * REVS + rev;
  if (!Number.isInteger(epoch) || epoch < 0 || rev < 1 || rev >= REVS || !Number.isSafeInteger(version)) {
    throw new RangeError(`No version of epoch ${epoch}, rev ${rev}`);
  }
  return version;
}

/** The epoch of data that is restored at this instant (milliseconds): always after the one that it had. */
export function epochAfter(previous: number, now: number): number {
  return Math.max(previous + 1, Math.floor((now - EPOCH_BEGIN) / 60_000));
}
