/** The states of a plan (đợt kiểm tra) as a table: where it may go next, the usual way forward first. */
import type { PlanStatus } from '../contract/plans.ts';

const moves: Readonly<Record<PlanStatus, readonly PlanStatus[]>> = {
  draft: ['approved', 'cancelled'],
  approved: ['in_progress', 'draft', 'cancelled'],
  in_progress: ['reporting', 'approved', 'cancelled'],
  reporting: ['closed', 'in_progress'],
  closed: ['reporting'],
  cancelled: ['draft'],
};

export function nextPlanStatuses(from: PlanStatus): PlanStatus[] {
  return [...moves[from]];
}

export function canMovePlan(from: PlanStatus, to: PlanStatus): boolean {
  return moves[from].includes(to);
}
