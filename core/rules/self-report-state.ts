/** Where an agency's report on itself stands: computed from what is entered, on a day that the caller gives. */
import type { SelfReport } from '../contract/self-reports.ts';
import type { VisitStatus } from '../contract/visits.ts';

export interface SelfReportFacts extends Pick<
  SelfReport,
  'dueOn' | 'arrivedOn' | 'documentDate' | 'excused'
> {
  /** By the plan's deadline rule; null where the plan names none or the visit has no day. */
  readonly planDueOn: string | null;
  readonly visitStatus: VisitStatus;
}

/** The day agreed for this agency wins over the plan's rule. */
export function effectiveDueOn({
  dueOn,
  planDueOn,
}: Pick<SelfReportFacts, 'dueOn' | 'planDueOn'>): string | null {
  return dueOn ?? planDueOn;
}

/** The day it came in; where only the paper's own day is known, that one. */
export function arrivalOf({
  arrivedOn,
  documentDate,
}: Pick<SelfReportFacts, 'arrivedOn' | 'documentDate'>): string | null {
  return arrivedOn ?? documentDate;
}

/** The last day itself is still in time. Without a due day nothing is late, and it is asked for with the notice. */
export function selfReportState(facts: SelfReportFacts, today: string): SelfReport['state'] {
  if (facts.excused) return 'excused';
  const due = effectiveDueOn(facts);
  const arrived = arrivalOf(facts);
  if (arrived !== null) return due !== null && arrived > due ? 'arrived_late' : 'arrived';
  if (facts.visitStatus === 'self_report_received') return 'arrived';
  if (due === null) return facts.visitStatus === 'notified' ? 'waiting' : 'not_asked';
  return due < today ? 'overdue' : 'waiting';
}

/** Something is wanted of the agency, today or already yesterday. */
export function isMissing(state: SelfReport['state']): boolean {
  return state === 'waiting' || state === 'overdue';
}
