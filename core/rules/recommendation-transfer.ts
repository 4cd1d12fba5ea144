/**
 * Recommendations that an agency which ended leaves to whoever took over from it. Who that is stands in the successions;
 * which of them takes what a person decides. Pure.
 */
import type { Recommendation } from '../contract/recommendations.ts';
import type { Lineage } from './succession.ts';

/** Settled in one way or another: nothing is left to hand on. */
const settled: ReadonlySet<Recommendation['status']> = new Set<Recommendation['status']>([
  'verified',
  'no_longer_applicable',
  'transferred',
]);

export function isOpen(status: Recommendation['status']): boolean {
  return !settled.has(status);
}

export type TransferFault =
  /** Given to the whole round: no agency owes it alone. */
  | 'no_agency'
  | 'not_open'
  /** Not a successor, nor given a part, by that day. */
  | 'not_an_heir';

export function transferFault(
  recommendation: Pick<Recommendation, 'agencyId' | 'status'>,
  toAgencyIds: readonly string[],
  lineage: Pick<Lineage, 'heirsOf'>,
): TransferFault | null {
  if (recommendation.agencyId === null) return 'no_agency';
  if (!isOpen(recommendation.status)) return 'not_open';
  const heirs = lineage.heirsOf(recommendation.agencyId);
  return toAgencyIds.every((id) => heirs.has(id)) ? null : 'not_an_heir';
}
