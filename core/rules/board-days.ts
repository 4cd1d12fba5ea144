/** Which days the board of a round draws: whole weeks from Monday, over its period and the days of its visits. */
import { addDays, daysBetween } from './due.ts';

export interface BoardRange {
  readonly from: string;
  readonly to: string;
}

/** A mistyped year does not draw decades: visits further away than this many days stand in the list only. */
const REACH = 400;
/** Weeks that are drawn where nothing says when. */
const DEFAULT_WEEKS = 4;

export interface BoardInput {
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly visits: readonly { readonly startsOn: string | null; readonly endsOn: string | null }[];
  /** Where neither the round nor a visit names a day. */
  readonly otherwise: string;
}

export function boardRange({ startsOn, endsOn, visits, otherwise }: BoardInput): BoardRange {
  const days = visits.flatMap((visit) => [visit.startsOn, visit.endsOn]).filter((day) => day !== null);
  const anchor = startsOn ?? endsOn ?? days[0];
  if (anchor === undefined) {
    const from = mondayOf(otherwise);
    return { from, to: addDays(from, DEFAULT_WEEKS * 7 - 1) };
  }
  const near = days.filter((day) => Math.abs(daysBetween(anchor, day)) <= REACH);
  const farthest = addDays(anchor, REACH);
  const end = endsOn === null || endsOn < farthest ? endsOn : farthest;
  const all = [anchor, ...near, ...(end === null || end < anchor ? [] : [end])].sort();
  return { from: mondayOf(all[0] ?? anchor), to: addDays(mondayOf(all.at(-1) ?? anchor), 6) };
}

export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

export function daysOfRange({ from, to }: BoardRange): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
}
