/** The whole contract as handlers: a method without one does not compile. */
import type { Handlers } from '../../core/contract/index.ts';
import { createAgencyService } from './agencies.ts';
import { createCalendarService } from './calendar.ts';
import type { ServiceContext } from './context.ts';
import { createCriteriaService } from './criteria.ts';
import { createDocumentService } from './documents.ts';
import { createFindingService } from './findings.ts';
import { createIssuerService } from './issuers.ts';
import { createJournalService } from './journal.ts';
import { createPlanService } from './plans.ts';
import { createRecommendationService } from './recommendations.ts';
import { createSearchService } from './search.ts';
import { createSystemService } from './system.ts';
import { createTeamService } from './teams.ts';
import { createVisitService } from './visits.ts';

export function createHandlers(context: ServiceContext): Handlers {
  return {
    ...createSystemService(context),
    ...createPlanService(context),
    ...createTeamService(context),
    ...createVisitService(context),
    ...createCalendarService(context),
    ...createFindingService(context),
    ...createRecommendationService(context),
    ...createDocumentService(context),
    ...createAgencyService(context),
    ...createCriteriaService(context),
    ...createIssuerService(context),
    ...createSearchService(context),
    ...createJournalService(context),
  };
}
