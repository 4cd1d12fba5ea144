// Which queries show rows of which table: the one place that a `changed` event is turned into refetching.
import type { QueryMethod } from './client.ts';

const plan = ['plans.list', 'plans.get'] as const;
const workspace = ['visits.get'] as const;
const sets = ['criteriaSets.list', 'criteriaSets.get', 'criteriaSets.compare'] as const;
const agency = ['agencies.list', 'agencies.get', 'catalogue.proposals'] as const;
const scheduled = ['schedule.board', 'schedule.propose', 'sheets.preview'] as const;
/** What is told about a round besides its rows. */
const checks = ['plans.review', 'plans.coverage', 'teams.check', 'sheets.preview'] as const;

/** Tables of db/migrations → the queries whose answers are made of them. */
export const methodsOfTable: Readonly<Record<string, readonly QueryMethod[]>> = {
  office: ['system.status'],
  installation: ['system.status'],
  person: ['system.status', 'persons.list'],
  admin_unit: [
    'catalogue.status',
    'catalogue.units',
    'catalogue.unit',
    'catalogue.proposals',
    'agencies.list',
    'agencies.get',
  ],
  agency: [
    ...agency,
    'visits.list',
    'catalogue.units',
    'busyDays.list',
    'parPlans.list',
    'parPlans.get',
    ...scheduled,
    ...checks,
    ...workspace,
    ...plan,
  ],
  agency_succession: [...agency, 'successions.list', 'plans.review'],
  legal_document: [
    'legalDocuments.list',
    'legalDocuments.check',
    'successions.list',
    'agencies.get',
    'plans.review',
  ],
  agency_version: [
    ...agency,
    'successions.list',
    'busyDays.list',
    'parPlans.list',
    'parPlans.get',
    ...scheduled,
    ...checks,
    'visits.list',
    'recommendations.list',
    'documents.list',
    ...workspace,
    ...plan,
  ],
  agency_match: [],
  domain: ['domains.list', ...sets, ...checks, ...workspace, ...plan],
  criteria_set: [...sets, 'plans.review', ...plan],
  criterion: [...sets, ...workspace],
  criterion_match: ['criteriaSets.compare'],
  issuer: ['issuers.list', 'documents.get', 'documents.preview', ...plan],
  plan: [
    'visits.list',
    'agencies.get',
    'documents.get',
    'recommendations.list',
    ...sets,
    ...scheduled,
    ...checks,
    ...workspace,
    ...plan,
  ],
  team: ['visits.list', 'documents.get', ...scheduled, ...checks, ...workspace, ...plan],
  team_member: ['documents.get', 'nominations.list', ...scheduled, ...checks, ...plan],
  team_member_domain: [...checks, ...plan],
  nomination: ['nominations.list', ...checks],
  calendar_day: ['calendar.list', 'calendar.proposals', ...scheduled],
  busy_day: ['busyDays.list', ...scheduled],
  programme_item: ['programme.list', 'sheets.preview'],
  visit: [
    'visits.list',
    'agencies.list',
    'agencies.get',
    'documents.get',
    ...scheduled,
    ...checks,
    ...workspace,
    ...plan,
  ],
  answer: ['visits.list', 'documents.get', ...workspace, ...plan],
  finding: [
    'findings.list',
    'findings.get',
    'visits.list',
    'agencies.get',
    'documents.get',
    ...workspace,
    ...plan,
  ],
  finding_agency: [
    'findings.list',
    'findings.get',
    'visits.list',
    'agencies.get',
    'documents.get',
    ...workspace,
    ...plan,
  ],
  recommendation: [
    'recommendations.list',
    'agencies.list',
    'plans.review',
    'visits.list',
    'agencies.get',
    'documents.get',
    ...workspace,
    ...plan,
  ],
  recommendation_transfer: ['agencies.get', 'recommendations.list'],
  par_plan: ['parPlans.list', 'parPlans.get', 'agencies.get'],
  par_task: ['parPlans.list', 'parPlans.get', 'agencies.get'],
  document: ['documents.list', 'documents.get', 'documents.preview', ...plan],
  blob: [],
  search_entry: [],
};

/** Every change moves the undo stack. */
const always: readonly QueryMethod[] = ['journal.state', 'journal.list', 'search.find'];

/** null: a table nobody knows here; everything is read again. */
export function methodsToRefetch(tables: readonly string[]): ReadonlySet<QueryMethod> | null {
  const methods = new Set<QueryMethod>(always);
  for (const table of tables) {
    const known = methodsOfTable[table];
    if (known === undefined) return null;
    for (const method of known) methods.add(method);
  }
  return methods;
}
