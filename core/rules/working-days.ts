/**
 * The working calendar: Monday to Friday, but for the days that the office's table names (holidays, days off in
 * exchange, weekend days worked in exchange). Days are ISO text; the table is given by the caller.
 */
import type { CalendarDay } from '../contract/schedule.ts';
import { addDays } from './due.ts';

export interface WorkingCalendar {
  readonly isWorking: (day: string) => boolean;
  /** What the table calls the day; null for a day like any other of its week. */
  readonly nameOf: (day: string) => string | null;
  /**
   * The n-th working day behind `day` (before it, where n is negative); `day` itself is not counted. 0 is the day
   * itself, or the next working day where it is none.
   */
  readonly addWorkingDays: (day: string, n: number) => string;
  /** How many working days come after `from` up to `to`, which counts; negative where `to` lies before. */
  readonly workingDaysBetween: (from: string, to: string) => number;
}

type TableDay = Pick<CalendarDay, 'day' | 'kind'> & { readonly name?: string };

/** Saturday and Sunday. */
export function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

export function createWorkingCalendar(days: readonly TableDay[]): WorkingCalendar {
  const table = new Map(days.map((entry) => [entry.day, entry]));

  function isWorking(day: string): boolean {
    const entry = table.get(day);
    return entry === undefined ? !isWeekend(day) : entry.kind === 'working_day';
  }

  // The table is finite and a week beyond it has five working days, so every walk comes to an end.
  function addWorkingDays(day: string, n: number): string {
    const step = n < 0 ? -1 : 1;
    let at = day;
    if (n === 0) while (!isWorking(at)) at = addDays(at, 1);
    for (let left = Math.abs(n); left > 0;) {
      at = addDays(at, step);
      if (isWorking(at)) left -= 1;
    }
    return at;
  }

  function workingDaysBetween(from: string, to: string): number {
    if (to < from) {
      let count = 0;
      for (let at = to; at < from; at = addDays(at, 1)) if (isWorking(at)) count -= 1;
      return count;
    }
    let count = 0;
    for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorking(at)) count += 1;
    return count;
  }

  return { isWorking, nameOf: (day) => table.get(day)?.name ?? null, addWorkingDays, workingDaysBetween };
}
