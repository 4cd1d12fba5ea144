/** The filter of the follow-up list as its store takes it, and its rows as they are shown. */
import {
  type RemediationFilter,
  remediationRow,
  type RemediationRow,
} from '../../core/contract/remediation.ts';
import { dueStateOf, type OverdueCounts, overdueDaysOf } from '../../core/rules/due.ts';
import { createLineage } from '../../core/rules/succession.ts';
import type { FollowUpFilter, FollowUpRow } from '../../db/remediation.ts';
import type { Stores } from '../../db/stores.ts';
import { fieldFault, found, shaped } from './context.ts';
import { recommendationsOfFigure } from './period-report-figures.ts';
import { settingsOf } from './settings.ts';

function figureRecommendations(
  stores: Pick<Stores, 'periodReports' | 'offices' | 'agencyMatches'>,
  { reportId, figure }: NonNullable<RemediationFilter['ofReport']>,
  counts: OverdueCounts,
): readonly string[] {
  const report = found(stores.periodReports.get(reportId), 'period_report', reportId);
  const ids = recommendationsOfFigure(stores, report, figure, counts);
  if (ids === null) throw fieldFault('ofReport.figure');
  return ids;
}

/** With what the office counts as overdue, and the agency with what it was made of. */
export function followUpFilter(
  stores: Pick<Stores, 'offices' | 'settings' | 'successions' | 'periodReports' | 'agencyMatches'>,
  { agencyId, withPredecessors, ofReport, ...asked }: RemediationFilter,
): FollowUpFilter {
  const counts = settingsOf(stores).overdueCounts;
  const filter =
    ofReport === undefined ? asked : { ...asked, ids: figureRecommendations(stores, ofReport, counts) };
  if (agencyId === undefined) return { ...filter, counts };
  const line =
    withPredecessors === true ? createLineage(stores.successions.links()).predecessorsOf(agencyId) : [];
  return { ...filter, counts, agencyIds: [agencyId, ...line] };
}

export function showFollowUp(row: FollowUpRow, today: string, counts: OverdueCounts): RemediationRow {
  const { recommendation } = row;
  const { dueOn, status } = recommendation;
  return shaped(remediationRow, {
    ...recommendation,
    ...row,
    dueState: dueStateOf(dueOn, status, today, counts),
    overdueDays: overdueDaysOf(dueOn, status, today, counts),
    unsupported: status === 'reported' && row.proofs === 0,
  });
}
