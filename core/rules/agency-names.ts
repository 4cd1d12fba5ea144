/**
 * Names of one agency through time: windows that never overlap, a new name from a day on, the end by a succession, and
 * parents without circles. Days are ISO text; a bound that is null is open. Pure.
 */
import { addDays } from './due.ts';

export interface NameWindow {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}
export interface NameVersion extends NameWindow {
  readonly id: string;
  readonly agencyId: string;
  readonly parentAgencyId: string | null;
}

export function isInForce({ validFrom, validTo }: NameWindow, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);
}

/** Both hold; undefined where no day is in both. */
export function sharedWindow(first: NameWindow, second: NameWindow): NameWindow | undefined {
  const later = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a > b ? a : b);
  const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a < b ? a : b);
  const window = {
    validFrom: later(first.validFrom, second.validFrom),
    validTo: earlier(first.validTo, second.validTo),
  };
  const empty = window.validFrom !== null && window.validTo !== null && window.validTo < window.validFrom;
  return empty ? undefined : window;
}

export function overlaps(first: NameWindow, second: NameWindow): boolean {
  return sharedWindow(first, second) !== undefined;
}

/** The bound of `candidate` that reaches into another version's time; undefined where none does. */
export function overlappingBound(
  others: readonly NameWindow[],
  candidate: NameWindow,
): 'validFrom' | 'validTo' | undefined {
  const other = others.find((one) => overlaps(one, candidate));
  if (other === undefined) return undefined;
  const beginsEarlier =
    candidate.validFrom === null || (other.validFrom !== null && candidate.validFrom < other.validFrom);
  return beginsEarlier && other.validFrom !== null ? 'validTo' : 'validFrom';
}

/** Oldest first: an open beginning is before every day. */
export function byBeginning(first: NameWindow, second: NameWindow): number {
  return (first.validFrom ?? '').localeCompare(second.validFrom ?? '');
}

export interface Renaming {
  /** The version that ends, and its last day; null where none has to. */
  readonly ends: { readonly id: string; readonly validTo: string } | null;
  /** Where the end of the agency was known, it stays its end under the new name. */
  readonly validTo: string | null;
}

/** Undefined where the day lies before the newest name began, or after the agency ended: that is no new name. */
export function renaming(versions: readonly NameVersion[], validFrom: string): Renaming | undefined {
  const newest = versions.toSorted(byBeginning).at(-1);
  if (newest === undefined) return { ends: null, validTo: null };
  if (newest.validFrom !== null && validFrom <= newest.validFrom) return undefined;
  if (newest.validTo !== null && newest.validTo < validFrom) return undefined;
  return { ends: { id: newest.id, validTo: addDays(validFrom, -1) }, validTo: newest.validTo };
}

export type Ending =
  | { readonly ok: true; readonly ends: { readonly id: string; readonly validTo: string } | null }
  /** A name begins on the day or later, so the agency did not end then. */
  | { readonly ok: false };

/** What ends when the agency is there for the last time the day before `effectiveOn`. */
export function ending(versions: readonly NameVersion[], effectiveOn: string): Ending {
  if (versions.some((one) => one.validFrom !== null && one.validFrom >= effectiveOn)) return { ok: false };
  const last = versions.find((one) => one.validTo === null || one.validTo >= effectiveOn);
  return { ok: true, ends: last === undefined ? null : { id: last.id, validTo: addDays(effectiveOn, -1) } };
}

/**
 * Whether `agencyId` stands above `parentId` on some day of the window already, so that naming it as parent would close a
 * circle. Parents change with the names, so a circle needs one day on which all of its links hold.
 */
export function closesParentCircle(
  agencyId: string,
  parentId: string,
  window: NameWindow,
  versionsOf: (agencyId: string) => readonly NameVersion[],
): boolean {
  if (parentId === agencyId) return true;
  const walk = (id: string, within: NameWindow, way: ReadonlySet<string>): boolean =>
    versionsOf(id).some((version) => {
      if (version.parentAgencyId === null || way.has(version.parentAgencyId)) return false;
      const shared = sharedWindow(version, within);
      if (shared === undefined) return false;
      return (
        version.parentAgencyId === agencyId ||
        walk(version.parentAgencyId, shared, new Set([...way, version.parentAgencyId]))
      );
    });
  return walk(parentId, window, new Set([parentId]));
}
