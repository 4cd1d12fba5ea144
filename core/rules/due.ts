/** Deadlines of recommendations: counted in calendar days between ISO days. Today is given by the caller. */
import type { Recommendation } from '../contract/recommendations.ts';

export type RecommendationStatus = Recommendation['status'];

const DAY = 86_400_000;

/** The agency owes something as long as its recommendation is in one of these. */
const owing: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>([
  'open',
  'in_progress',
  'returned',
]);

function toMilliseconds(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: string, days: number): string {
  return new Date(toMilliseconds(day) + days * DAY).toISOString().slice(0, 10);
}

/** From `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toMilliseconds(to) - toMilliseconds(from)) / DAY);
}

/** 0 on the last day, negative after it; null where no day is known. */
export function daysLeft(dueOn: string | null, today: string): number | null {
  return dueOn === null ? null : daysBetween(today, dueOn);
}

/** The day itself is still in time; a recommendation that has been reported on waits for us, not for the agency. */
export function isOverdue(dueOn: string | null, status: RecommendationStatus, today: string): boolean {
  return dueOn !== null && owing.has(status) && dueOn < today;
}
