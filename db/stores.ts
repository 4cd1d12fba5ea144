// All read stores over one connection.
import { createAdminUnitStore } from './admin-units.ts';
import { createAgencyStore } from './agencies.ts';
import { createAgencyHistoryStore } from './agency-history.ts';
import { createAgencyMatchStore } from './agency-matches.ts';
import { createAnswerStore } from './answers.ts';
import { createBackupPlaceStore } from './backup-place.ts';
import { createBoilerplateStore } from './boilerplates.ts';
import { createBusyDayStore } from './busy-days.ts';
import { createCalendarStore } from './calendar.ts';
import { createCriteriaStore } from './criteria.ts';
import { createDeskStore } from './desk.ts';
import { createDocumentHomeStore } from './document-homes.ts';
import { createDocumentScanStore } from './document-scans.ts';
import { createDocumentStore } from './documents.ts';
import { createEvidenceStore } from './evidence.ts';
import { createExchangePackageStore } from './exchange-packages.ts';
import { createExchangeArrivalStore } from './exchange-arrivals.ts';
import { createFindingStore } from './findings.ts';
import { createHandoutStore } from './handouts.ts';
import { createIssuerStore } from './issuers.ts';
import { createLegalStore } from './legal.ts';
import { createNominationStore } from './nominations.ts';
import { createOfficeStore } from './offices.ts';
import { createOwnKeyStore } from './own-keys.ts';
import { createParIndexStore } from './par-index.ts';
import { createPersonStore } from './persons.ts';
import { createPeriodReportStore } from './period-reports.ts';
import { createPhraseStore } from './phrases.ts';
import { createPictureStore } from './pictures.ts';
import { createPlanStore } from './plans.ts';
import { createProcedureStore } from './procedures.ts';
import { createProgrammeStore } from './programme.ts';
import { createRecommendationStore } from './recommendations.ts';
import { createRemarkStore } from './remarks.ts';
import { createRemediationStore } from './remediation.ts';
import { createRegisterStore } from './registers.ts';
import { createSampleStore } from './samples.ts';
import { createSavedViewStore } from './saved-views.ts';
import { createScheduleStore } from './schedule.ts';
import { createSelfReportStore } from './self-reports.ts';
import { createSettingStore } from './settings.ts';
import type { Connection } from './sqlite.ts';
import { createStatisticsStore } from './statistics.ts';
import { createTrustedOfficeStore } from './trusted-offices.ts';
import { createTaskStore } from './tasks.ts';
import { createSuccessionStore } from './successions.ts';
import { createTeamStore } from './teams.ts';
import { createVisitStore } from './visits.ts';

export function createStores(connection: Connection) {
  const successions = createSuccessionStore(connection);
  return {
    offices: createOfficeStore(connection),
    persons: createPersonStore(connection),
    parIndex: createParIndexStore(connection),
    periodReports: createPeriodReportStore(connection),
    issuers: createIssuerStore(connection),
    adminUnits: createAdminUnitStore(connection),
    agencies: createAgencyStore(connection, successions),
    agencyHistory: createAgencyHistoryStore(connection),
    agencyMatches: createAgencyMatchStore(connection),
    successions,
    criteria: createCriteriaStore(connection),
    plans: createPlanStore(connection),
    teams: createTeamStore(connection),
    visits: createVisitStore(connection),
    calendar: createCalendarStore(connection),
    busyDays: createBusyDayStore(connection),
    schedule: createScheduleStore(connection),
    procedures: createProcedureStore(connection),
    programme: createProgrammeStore(connection),
    nominations: createNominationStore(connection),
    legal: createLegalStore(connection),
    tasks: createTaskStore(connection),
    statistics: createStatisticsStore(connection),
    answers: createAnswerStore(connection),
    desk: createDeskStore(connection),
    selfReports: createSelfReportStore(connection),
    evidence: createEvidenceStore(connection),
    exchangePackages: createExchangePackageStore(connection),
    findings: createFindingStore(connection),
    phrases: createPhraseStore(connection),
    pictures: createPictureStore(connection),
    recommendations: createRecommendationStore(connection),
    remarks: createRemarkStore(connection),
    remediation: createRemediationStore(connection, successions),
    registers: createRegisterStore(connection),
    samples: createSampleStore(connection),
    documents: createDocumentStore(connection),
    documentHomes: createDocumentHomeStore(connection),
    documentScans: createDocumentScanStore(connection),
    boilerplates: createBoilerplateStore(connection),
    exchangeArrivals: createExchangeArrivalStore(connection),
    handouts: createHandoutStore(connection),
    ownKeys: createOwnKeyStore(connection),
    trustedOffices: createTrustedOfficeStore(connection),
    settings: createSettingStore(connection),
    savedViews: createSavedViewStore(connection),
    backupPlace: createBackupPlaceStore(connection),
  };
}
export type Stores = ReturnType<typeof createStores>;
