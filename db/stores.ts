// All read stores over one connection.
import { createAgencyStore } from './agencies.ts';
import { createAnswerStore } from './answers.ts';
import { createCalendarStore } from './calendar.ts';
import { createCriteriaStore } from './criteria.ts';
import { createDocumentStore } from './documents.ts';
import { createFindingStore } from './findings.ts';
import { createIssuerStore } from './issuers.ts';
import { createOfficeStore } from './offices.ts';
import { createPersonStore } from './persons.ts';
import { createPlanStore } from './plans.ts';
import { createRecommendationStore } from './recommendations.ts';
import type { Connection } from './sqlite.ts';
import { createTeamStore } from './teams.ts';
import { createVisitStore } from './visits.ts';

export function createStores(connection: Connection) {
  return {
    offices: createOfficeStore(connection),
    persons: createPersonStore(connection),
    issuers: createIssuerStore(connection),
    agencies: createAgencyStore(connection),
    criteria: createCriteriaStore(connection),
    plans: createPlanStore(connection),
    teams: createTeamStore(connection),
    visits: createVisitStore(connection),
    calendar: createCalendarStore(connection),
    answers: createAnswerStore(connection),
    findings: createFindingStore(connection),
    recommendations: createRecommendationStore(connection),
    documents: createDocumentStore(connection),
  };
}
export type Stores = ReturnType<typeof createStores>;
