// A report as one row that saves itself: its lines go by one command, everything else by another, in this order, so
// that what is counted is on disk before what is said about it.
import type { CallMeta } from '../../../core/contract/endpoint.ts';
import type {
  StatisticsDetail,
  StatisticsLine,
  StatisticsReport,
} from '../../../core/contract/statistics.ts';
import type { Revised } from '../../api/autosave-controller.ts';
import { call } from '../../api/client.ts';

export interface ReportRow
  extends
    Revised,
    Pick<
      StatisticsReport,
      | 'periodKind'
      | 'periodFrom'
      | 'periodTo'
      | 'serviceEra'
      | 'reportingUnit'
      | 'receivingUnit'
      | 'counts'
      | 'explanations'
      | 'note'
    > {
  readonly lines: readonly StatisticsLine[];
}

export function rowOf({ report, lines }: StatisticsDetail): ReportRow {
  const { rev, periodKind, periodFrom, periodTo, serviceEra } = report;
  const { reportingUnit, receivingUnit, counts, explanations, note } = report;
  return {
    rev,
    periodKind,
    periodFrom,
    periodTo,
    serviceEra,
    reportingUnit,
    receivingUnit,
    counts,
    explanations,
    note,
    lines,
  };
}

export async function sendReport(
  id: string,
  rev: number | null,
  patch: Partial<ReportRow>,
  meta: CallMeta,
  source: 'typed' | 'pasted',
): Promise<ReportRow> {
  const { lines, rev: _rev, ...fields } = patch;
  let at = rev ?? 1;
  let detail: StatisticsDetail | undefined;
  if (lines !== undefined) {
    detail = await call('statistics.saveLines', { id, rev: at, lines: [...lines], source }, meta);
    at = detail.report.rev;
  }
  if (detail === undefined || Object.keys(fields).length > 0) {
    detail = await call('statistics.update', { id, rev: at, patch: fields }, meta);
  }
  return rowOf(detail);
}
