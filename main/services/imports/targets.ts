/** The purposes that spreadsheets are imported for; each is one file beside this one. */
import type { ImportPurpose } from '../../../core/contract/imports.ts';
import { createAgenciesImport } from './agencies.ts';
import { createCatalogueImport } from './catalogue.ts';
import { createCriteriaImport } from './criteria.ts';
import { createIndexItemsImport } from './index-items.ts';
import { createIndexScoresImport } from './index-scores.ts';
import { createIndexSurveyImport } from './index-survey.ts';
import { createPostingsImport } from './postings.ts';
import { createProceduresImport } from './procedures.ts';
import { createRemediationImport } from './remediation.ts';
import { createReportAnnexImport } from './report-annex.ts';
import { createSelfAnswersImport } from './self-answers.ts';
import { createStatisticsImport } from './statistics.ts';
import { createRegisterImport } from './registers.ts';
import { createTasksImport } from './tasks.ts';
import type { ImportTarget } from './target.ts';

export type ImportTargets = Readonly<Partial<Record<ImportPurpose, ImportTarget>>>;

export function createImportTargets(): ImportTargets {
  return {
    agencies: createAgenciesImport(),
    catalogue: createCatalogueImport(),
    criteria: createCriteriaImport(),
    procedures: createProceduresImport(),
    postings: createPostingsImport(),
    self_answers: createSelfAnswersImport(),
    report_annex: createReportAnnexImport(),
    remediation: createRemediationImport(),
    tasks: createTasksImport(),
    dossiers: createRegisterImport('dossiers'),
    incoming: createRegisterImport('incoming'),
    outgoing: createRegisterImport('outgoing'),
    statistics: createStatisticsImport(),
    index_items: createIndexItemsImport(),
    index_scores: createIndexScoresImport(),
    index_survey: createIndexSurveyImport(),
  };
}
