/**
 * The states of a visit as a table. A surprise visit skips the announcement and the self-report; where a round
 * has no minutes (a source may not mention any) the notice follows the visit. Each state has a way back.
 */
import type { VisitStatus } from '../contract/visits.ts';

const moves: Readonly<Record<VisitStatus, readonly VisitStatus[]>> = {
  planned: ['notified', 'self_report_received', 'visited', 'postponed', 'replaced_by_report', 'cancelled'],
  notified: ['self_report_received', 'visited', 'postponed', 'replaced_by_report', 'cancelled', 'planned'],
  self_report_received: ['visited', 'postponed', 'replaced_by_report', 'cancelled', 'notified', 'planned'],
  visited: ['minutes_signed', 'notice_drafted', 'self_report_received', 'planned'],
  minutes_signed: ['notice_drafted', 'visited'],
  notice_drafted: ['notice_issued', 'minutes_signed', 'visited', 'replaced_by_report'],
  notice_issued: ['closed', 'notice_drafted'],
  closed: ['notice_issued'],
  postponed: ['planned', 'notified', 'replaced_by_report', 'cancelled'],
  replaced_by_report: ['notice_drafted', 'planned'],
  cancelled: ['planned'],
};

/** The team has been there (or has the report that stands for the visit). */
const done: ReadonlySet<VisitStatus> = new Set<VisitStatus>([
  'visited',
  'minutes_signed',
  'notice_drafted',
  'notice_issued',
  'closed',
  'replaced_by_report',
]);

export function nextVisitStatuses(from: VisitStatus): VisitStatus[] {
  return [...moves[from]];
}

export function canMoveVisit(from: VisitStatus, to: VisitStatus): boolean {
  return moves[from].includes(to);
}

export function isVisitDone(status: VisitStatus): boolean {
  return done.has(status);
}

/** Inspected, or still to be: everything that was neither called off nor put off. */
export function isVisitInRound({ status }: { readonly status: VisitStatus }): boolean {
  return status !== 'cancelled' && status !== 'postponed';
}
