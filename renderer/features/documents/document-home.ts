// Where one goes back to from a paper: its round, its periodic report, or its index.
import type { DocumentRow } from '../../../core/contract/documents.ts';

export function homeOfDocument({
  planId,
  periodReportId,
  agencyReportId,
  indexSetId,
}: Pick<DocumentRow, 'planId' | 'periodReportId' | 'agencyReportId' | 'indexSetId'>): string {
  if (planId !== null) return `/plans/${planId}/documents`;
  if (indexSetId !== null) return `/par-index/${indexSetId}/ranking`;
  if (periodReportId === null) return '/documents';
  return `/reports/${periodReportId}${agencyReportId === null ? '' : '/board'}`;
}
