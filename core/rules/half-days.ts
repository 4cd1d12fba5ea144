/**
 * Days and half-days as numbers: half-day 2n is the morning of day n since 1970, 2n + 1 its afternoon. A visit is a
 * half-open interval of them. The same arithmetic stands in db/schedule.ts in SQL; a test holds the two together.
 */
import type { Half } from '../contract/visits.ts';

/** From `from` up to, and without, `to`. */
export interface HalfDays {
  readonly from: number;
  readonly to: number;
}

export interface VisitDays {
  readonly startsOn: string | null;
  readonly startsHalf: Half | null;
  readonly endsOn: string | null;
  readonly endsHalf: Half | null;
}

const DAY = 86_400_000;

export function dayIndex(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

export function dayOfIndex(index: number): string {
  return new Date(index * DAY).toISOString().slice(0, 10);
}

export const dayOf = (halfDay: number): string => dayOfIndex(Math.floor(halfDay / 2));
export const halfOf = (halfDay: number): Half => (halfDay % 2 === 0 ? 'morning' : 'afternoon');

/** Null where no day is known. Without halves whole days; where only a start is known, that one day. */
export function halfDaysOf({ startsOn, startsHalf, endsOn, endsHalf }: VisitDays): HalfDays | null {
  if (startsOn === null) return null;
  return {
    from: dayIndex(startsOn) * 2 + (startsHalf === 'afternoon' ? 1 : 0),
    to: dayIndex(endsOn ?? startsOn) * 2 + (endsHalf === 'morning' ? 1 : 2),
  };
}

export function overlap(first: HalfDays, second: HalfDays): boolean {
  return first.from < second.to && second.from < first.to;
}

/** The columns of a visit that stand for the interval; whole days need no halves. */
export function visitDaysOf({ from, to }: HalfDays): VisitDays {
  const days = { startsOn: dayOf(from), endsOn: dayOf(to - 1) };
  return from % 2 === 0 && to % 2 === 0
    ? { ...days, startsHalf: null, endsHalf: null }
    : { ...days, startsHalf: halfOf(from), endsHalf: halfOf(to - 1) };
}

/** What is wrong with the four columns together; null where nothing is. */
export function visitDaysFault(
  days: VisitDays,
): { readonly key: keyof VisitDays; readonly code: 'MISSING_KEY' | 'VALIDATION' } | null {
  const { startsOn, startsHalf, endsOn, endsHalf } = days;
  if (startsOn === null && (endsOn !== null || startsHalf !== null)) {
    return { key: 'startsOn', code: 'MISSING_KEY' };
  }
  if (endsOn === null && endsHalf !== null) return { key: 'endsOn', code: 'MISSING_KEY' };
  if (startsOn === null || endsOn === null) return null;
  if (endsOn < startsOn) return { key: 'endsOn', code: 'VALIDATION' };
  const backwards = endsOn === startsOn && startsHalf === 'afternoon' && endsHalf === 'morning';
  return backwards ? { key: 'endsHalf', code: 'VALIDATION' } : null;
}
