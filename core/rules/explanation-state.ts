/**
 * Where an explanation round stands: by when the agency has to answer, whether it has, and which of its remarks nobody
 * has decided yet. Today and the working calendar are given by the caller.
 */
import type { DeadlineRule } from '../contract/plans.ts';
import type { ExplanationRound, Remark } from '../contract/remarks.ts';
import { deadlineDay } from './deadlines.ts';
import type { WorkingCalendar } from './working-days.ts';

type Decided = Pick<Remark, 'decision' | 'reason'>;

/** What is not taken over whole needs a reason: the agency is owed one. */
export function needsReason(decision: Remark['decision']): boolean {
  return decision === 'partly' || decision === 'rejected';
}

export function isRemarkOpen({ decision, reason }: Decided): boolean {
  return decision === null || (needsReason(decision) && (reason ?? '').trim() === '');
}

interface DueFacts {
  /** The day that a person set. */
  readonly dueOn: string | null;
  readonly sentOn: string | null;
  /** The last day of the visit, from which the plan's rule counts. */
  readonly lastDay: string | null;
  readonly rule: DeadlineRule | null | undefined;
}

/** By its own day; else by the plan's rule after the visit, but never from before the draft was sent. */
export function explanationDueOn(
  { dueOn, sentOn, lastDay, rule }: DueFacts,
  calendar: WorkingCalendar,
): string | null {
  if (dueOn !== null) return dueOn;
  const base = sentOn !== null && (lastDay === null || sentOn > lastDay) ? sentOn : lastDay;
  return deadlineDay(base, rule, 'after', calendar);
}

interface StateFacts {
  readonly sentOn: string | null;
  readonly answeredOn: string | null;
  readonly noRemarks: boolean;
  readonly effectiveDueOn: string | null;
  readonly remarks: readonly Decided[];
}

/** The due day itself is still in time. Who has sent a remark has answered, whether or not the day was noted. */
export function explanationState(
  { sentOn, answeredOn, noRemarks, effectiveDueOn, remarks }: StateFacts,
  today: string,
): ExplanationRound['state'] {
  if (answeredOn !== null || noRemarks || remarks.length > 0) {
    return remarks.some(isRemarkOpen) ? 'answered' : 'settled';
  }
  if (sentOn === null) return 'not_sent';
  return effectiveDueOn !== null && effectiveDueOn < today ? 'overdue' : 'waiting';
}
