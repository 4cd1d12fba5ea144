/** The only place that reads the time of this PC. Days are those of Việt Nam, wherever the PC thinks it stands. */

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Today in Asia/Ho_Chi_Minh as an ISO day. */
  today(): string;
}

// Việt Nam keeps UTC+7 all year, so the day needs no time-zone data, which a cut-down ICU may lack.
const VIETNAM_OFFSET = 7 * 60 * 60 * 1000;

export function dayInVietnam(instant: number): string {
  return new Date(instant + VIETNAM_OFFSET).toISOString().slice(0, 10);
}

/** The first instant of a day in Việt Nam. */
export function dayStartInVietnam(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET;
}

export function createClock(now: () => number = Date.now): Clock {
  return { now, today: () => dayInVietnam(now()) };
}
