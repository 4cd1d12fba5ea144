/**
 * What a paper belongs to. Most belong to a round; a periodic report and the decision on an index do not, and are laid
 * out as if of a round that says nothing.
 */
import type { DocumentRow } from '../../core/contract/documents.ts';
import type { DocumentHome } from '../../db/document-homes.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { Stores } from '../../db/stores.ts';
import { found } from './context.ts';

export type PaperHome = Pick<DocumentRow, 'planId' | 'periodReportId' | 'indexSetId'>;

/** A round of which nothing is known but a title and a year. */
function silentPlan({ title, year, illustrative, officeId }: DocumentHome): StoredPlan {
  return {
    id: '',
    rev: 0,
    originOfficeId: officeId,
    createdAt: 0,
    updatedAt: 0,
    provenance: null,
    illustrative,
    officeId,
    criteriaSetId: null,
    issuerId: null,
    noticeIssuerId: null,
    title,
    year,
    number: null,
    symbol: null,
    documentDate: null,
    subject: null,
    legalGrounds: [],
    reviewPeriodFrom: null,
    reviewPeriodTo: null,
    contents: null,
    reviewPeriodText: null,
    inspectionForms: [],
    startsOn: null,
    endsOn: null,
    status: 'draft',
    scoring: false,
    remediationDemand: null,
    reportBackTo: null,
    reportBackDueOn: null,
    sourceText: null,
    note: null,
    copiedFromId: null,
    coverageTarget: null,
    teamsComplete: true,
    deadlines: {},
  };
}

/** The round of a paper, or what stands for one. */
export function planOfPaper(
  stores: Pick<Stores, 'plans' | 'documentHomes'>,
  { planId, periodReportId, indexSetId }: PaperHome,
): StoredPlan {
  if (planId !== null) return found(stores.plans.get(planId), 'plan', planId);
  if (indexSetId !== null) {
    return silentPlan(found(stores.documentHomes.indexSet(indexSetId), 'index_set', indexSetId));
  }
  const id = periodReportId ?? '';
  return silentPlan(found(stores.documentHomes.periodReport(id), 'period_report', id));
}
