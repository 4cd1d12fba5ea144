/**
 * Deadlines of recommendations: counted in calendar days between ISO days. Today is given by the caller. What counts as
 * overdue is told here once; SQL that counts it (db/remediation.ts) is held against this by a test.
 */
import type { Recommendation } from '../contract/recommendations.ts';
import type { DueState } from '../contract/remediation.ts';
import type { OfficeSettings } from '../contract/settings.ts';

export type RecommendationStatus = Recommendation['status'];
/** Whether what an agency has reported still counts until it is verified. */
export type OverdueCounts = OfficeSettings['overdueCounts'];

const DAY = 86_400_000;

/** The agency owes something as long as its recommendation is in one of these. */
export const owingStatuses = ['open', 'in_progress', 'returned'] as const satisfies RecommendationStatus[];
/** The same where only a verified one is done. */
export const unverifiedStatuses = [...owingStatuses, 'reported'] as const satisfies RecommendationStatus[];
export const settledStatuses = [
  'verified',
  'no_longer_applicable',
  'transferred',
] as const satisfies RecommendationStatus[];

const owing: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>(owingStatuses);
const unverified: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>(unverifiedStatuses);
const settled: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>(settledStatuses);

/** The states in which a day can still pass. */
export const statusesThatCount = (counts: OverdueCounts): readonly RecommendationStatus[] =>
  counts === 'not_verified' ? unverifiedStatuses : owingStatuses;

function counted(status: RecommendationStatus, counts: OverdueCounts): boolean {
  return (counts === 'not_verified' ? unverified : owing).has(status);
}

export function isSettled(status: RecommendationStatus): boolean {
  return settled.has(status);
}

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

/**
 * The day itself is still in time; a recommendation that has been reported on waits for us, not for the agency, unless
 * the office counts until it is verified.
 */
export function isOverdue(
  dueOn: string | null,
  status: RecommendationStatus,
  today: string,
  counts: OverdueCounts = 'not_reported',
): boolean {
  return dueOn !== null && counted(status, counts) && dueOn < today;
}

/**
 * Each recommendation is in just one: due within 7 days, within 8 to 30, later. `settled` means that no day can pass any
 * more: settled, or reported on where that is what counts.
 */
export function dueStateOf(
  dueOn: string | null,
  status: RecommendationStatus,
  today: string,
  counts: OverdueCounts = 'not_reported',
): DueState {
  if (!counted(status, counts)) return 'settled';
  if (dueOn === null) return 'no_day';
  const left = daysBetween(today, dueOn);
  if (left < 0) return 'overdue';
  if (left <= 7) return 'due_7';
  return left <= 30 ? 'due_30' : 'later';
}

/** Days after the due day; null unless overdue. */
export function overdueDaysOf(
  dueOn: string | null,
  status: RecommendationStatus,
  today: string,
  counts: OverdueCounts = 'not_reported',
): number | null {
  return dueOn !== null && isOverdue(dueOn, status, today, counts) ? daysBetween(dueOn, today) : null;
}
