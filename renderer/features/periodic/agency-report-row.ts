// One agency's report as a row that saves itself: in the table and in the panel beside it alike.
import type { AgencyReport } from '../../../core/contract/period-reports.ts';
import { type Autosave, useAutosave, onlyFields } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';

const fieldNames = ['dueOn', 'number', 'symbol', 'documentDate', 'arrivedOn', 'excused', 'note'] as const;

/** `place` keeps the row of the table and the form of the panel apart. */
export function useAgencyReport(
  report: AgencyReport,
  today: string,
  place: 'row' | 'panel',
): Autosave<AgencyReport> {
  const { id, periodReportId } = report;
  return useAutosave<AgencyReport>({
    rowKey: `agency-report:${place}:${id}`,
    row: report,
    send: (rev, patch, meta) =>
      call('agencyReports.update', { id, rev: rev ?? 1, patch: onlyFields(patch, fieldNames), today }, meta),
    async reload() {
      const all = await call('agencyReports.list', { reportId: periodReportId, today });
      return all.find((one) => one.id === id) ?? report;
    },
  });
}
