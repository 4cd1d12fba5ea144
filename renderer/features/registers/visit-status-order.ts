// The states of a visit in the order of its life, for filters and sorting (the contract's list without its schemas).
import type { VisitStatus } from '../../../core/contract/visits.ts';

const order: Readonly<Record<VisitStatus, number>> = {
  planned: 0,
  notified: 1,
  self_report_received: 2,
  visited: 3,
  minutes_signed: 4,
  notice_drafted: 5,
  notice_issued: 6,
  closed: 7,
  postponed: 8,
  cancelled: 9,
  replaced_by_report: 10,
};

export const visitStatusOrder = (Object.keys(order) as VisitStatus[]).sort((a, b) => order[a] - order[b]);
