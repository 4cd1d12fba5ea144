/** The whole contract as handlers: a method without one does not compile. */
import type { Handlers } from '../../core/contract/index.ts';
import { createAgencyService } from './agencies.ts';
import { createAgencyMatchService } from './agency-matches.ts';
import { createAgencyReportService } from './agency-reports.ts';
import { createBackupService } from './backups.ts';
import { createBoilerplateService } from './boilerplates.ts';
import { createBusyDayService } from './busy-days.ts';
import { createCalendarService } from './calendar.ts';
import { createCatalogueService } from './catalogue.ts';
import { createConsistencyService } from './consistency.ts';
import type { ServiceContext } from './context.ts';
import { createCriteriaService } from './criteria.ts';
import { createDerivedService } from './derived.ts';
import { createDeskService } from './desk.ts';
import { createDocumentService } from './documents.ts';
import { createExchangeArrivalService } from './exchange-arrivals.ts';
import { createExchangeHistoryService } from './exchange-history.ts';
import { createExchangePlaceService } from './exchange-places.ts';
import { createExchangeReceiptService } from './exchange-receipts.ts';
import { createExchangeReceiveService } from './exchange-receive.ts';
import { createExchangeSendService } from './exchange-send.ts';
import { createEvidenceService } from './evidence.ts';
import { createFormatCheckService } from './format-checks.ts';
import { createFindingService } from './findings.ts';
import { createHandoutService } from './handouts.ts';
import { createHealthService } from './health.ts';
import { createImportService } from './imports.ts';
import { createIssuerService } from './issuers.ts';
import { createJournalService } from './journal.ts';
import { createKeyService } from './keys.ts';
import { createLegalService } from './legal.ts';
import { createListService } from './lists.ts';
import { createNominationService } from './nominations.ts';
import { createParIndexService } from './par-index.ts';
import { createPeriodReportService } from './period-reports.ts';
import { createPhraseService } from './phrases.ts';
import { createPictureService } from './pictures.ts';
import { createPlanService } from './plans.ts';
import { createPrintService } from './prints.ts';
import { createProcedureService } from './procedures.ts';
import { createProofService } from './proofs.ts';
import { createRemediationPaperService } from './remediation-papers.ts';
import { createRemediationService } from './remediation.ts';
import { createProgrammeService } from './programme.ts';
import { createProposalService } from './proposals.ts';
import { createRecommendationService } from './recommendations.ts';
import { createRemarkService } from './remarks.ts';
import { createRegisterService } from './registers.ts';
import { createSampleService } from './samples.ts';
import { createSavedViewService } from './saved-views.ts';
import { createScanService } from './scans.ts';
import { createScheduleService } from './schedule.ts';
import { createSearchService } from './search.ts';
import { createSelfReportService } from './self-reports.ts';
import { createSettingService } from './settings.ts';
import { createSheetService } from './sheets.ts';
import { createStatisticsService } from './statistics.ts';
import { createSystemService } from './system.ts';
import { createTaskService } from './tasks.ts';
import { createTeamService } from './teams.ts';
import { createTrustService } from './trust.ts';
import { createVisitService } from './visits.ts';

export function createHandlers(context: ServiceContext): Handlers {
  return {
    ...createSystemService(context),
    ...createSettingService(context),
    ...createSavedViewService(context),
    ...createListService(context),
    ...createPlanService(context),
    ...createTeamService(context),
    ...createVisitService(context),
    ...createDeskService(context),
    ...createCalendarService(context),
    ...createBusyDayService(context),
    ...createScheduleService(context),
    ...createProcedureService(context),
    ...createProgrammeService(context),
    ...createSelfReportService(context),
    ...createSheetService(context),
    ...createNominationService(context),
    ...createLegalService(context),
    ...createTaskService(context),
    ...createStatisticsService(context),
    ...createPeriodReportService(context),
    ...createAgencyReportService(context),
    ...createEvidenceService(context),
    ...createRegisterService(context),
    ...createSampleService(context),
    ...createFindingService(context),
    ...createFormatCheckService(context),
    ...createParIndexService(context),
    ...createPhraseService(context),
    ...createPictureService(context),
    ...createRecommendationService(context),
    ...createRemediationService(context),
    ...createRemediationPaperService(context),
    ...createProofService(context),
    ...createRemarkService(context),
    ...createDerivedService(context),
    ...createProposalService(context),
    ...createConsistencyService(context),
    ...createDocumentService(context),
    ...createScanService(context),
    ...createBoilerplateService(context),
    ...createPrintService(context),
    ...createAgencyService(context),
    ...createCatalogueService(context),
    ...createCriteriaService(context),
    ...createImportService(context),
    ...createIssuerService(context),
    ...createSearchService(context),
    ...createHandoutService(context),
    ...createAgencyMatchService(context),
    ...createExchangeArrivalService(context),
    ...createJournalService(context),
    ...createBackupService(context),
    ...createHealthService(context),
    ...createKeyService(context),
    ...createTrustService(context),
    ...createExchangeHistoryService(context),
    ...createExchangePlaceService(context),
    ...createExchangeReceiptService(context),
    ...createExchangeReceiveService(context),
    ...createExchangeSendService(context),
  };
}
