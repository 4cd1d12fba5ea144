/** Removing what an agency has said of itself, inside the command that removes its visit. */
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';

export function removeSelfReportOf(
  write: Writer,
  stores: Pick<Stores, 'selfReports'>,
  visitId: string,
): void {
  for (const answer of stores.selfReports.answersOf(visitId)) write.remove('self_answer', answer.id, null);
  const report = stores.selfReports.find(visitId);
  if (report !== undefined) write.remove('self_report', report.id, null);
}
