/**
 * The day by which something is due, from an event and a rule of the plan. A period of calendar days that ends on a
 * day off ends on the next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5); what must be done before an event
 * is due on the working day before it.
 */
import type { DeadlineRule } from '../contract/plans.ts';
import { addDays } from './due.ts';
import type { WorkingCalendar } from './working-days.ts';

/** Null where no day is known or the plan names no rule. */
export function deadlineDay(
  base: string | null,
  rule: DeadlineRule | null | undefined,
  direction: 'before' | 'after',
  calendar: WorkingCalendar,
): string | null {
  if (base === null || rule == null) return null;
  if (rule.unit === 'working_day' && rule.days > 0) {
    return calendar.addWorkingDays(base, direction === 'after' ? rule.days : -rule.days);
  }
  if (direction === 'after') return calendar.addWorkingDays(addDays(base, rule.days), 0);
  const last = addDays(base, -rule.days);
  return calendar.isWorking(last) ? last : calendar.addWorkingDays(last, -1);
}
