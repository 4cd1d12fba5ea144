// Which queries show rows of which table: the one place that a `changed` event is turned into refetching.
import type { QueryMethod } from './client.ts';

const plan = ['plans.list', 'plans.get'] as const;
const workspace = ['visits.get'] as const;
/** What stands beside the answers and is made of them and of much else. */
const beside = ['derived.list', 'proposals.list', 'consistency.check', 'sheets.preview'] as const;
const compared = ['procedureLists.list', 'procedureLists.get', 'procedureChecks.get'] as const;
const sets = ['criteriaSets.list', 'criteriaSets.get', 'criteriaSets.compare'] as const;
const agency = ['agencies.list', 'agencies.get', 'catalogue.proposals'] as const;
const scheduled = ['schedule.board', 'schedule.propose', 'sheets.preview'] as const;
/** What is told about a round besides its rows. */
const checks = ['plans.review', 'plans.coverage', 'teams.check', 'sheets.preview'] as const;

/** Tables of db/migrations → the queries whose answers are made of them. */
export const methodsOfTable: Readonly<Record<string, readonly QueryMethod[]>> = {
  office: ['system.status', 'documents.preview'],
  installation: ['system.status', 'desk.beside'],
  person: ['system.status', 'persons.list', 'desk.beside'],
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
  agency_succession: [...agency, 'successions.list', 'plans.review', 'desk.beside', 'findings.repeats'],
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
    'statistics.list',
    'statistics.get',
    'procedureLists.list',
    'selfReports.list',
    'handouts.list',
    'consistency.check',
  ],
  agency_match: [],
  domain: ['domains.list', ...sets, ...checks, ...workspace, ...plan],
  criteria_set: [...sets, 'plans.review', ...plan],
  criterion: [...sets, ...workspace, ...beside, 'desk.beside', 'thresholds.list', 'selfReports.get'],
  criterion_match: ['criteriaSets.compare', 'desk.beside'],
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
    ...beside,
    'desk.beside',
    'selfReports.list',
    'selfReports.get',
    'explanations.get',
    'thresholds.list',
  ],
  team: ['visits.list', 'documents.get', ...scheduled, ...checks, ...workspace, ...plan, 'desk.beside'],
  team_member: [
    'documents.get',
    'nominations.list',
    ...scheduled,
    ...checks,
    ...plan,
    'desk.beside',
    'handouts.list',
  ],
  team_member_domain: [...checks, ...plan, 'desk.beside'],
  nomination: ['nominations.list', ...checks],
  calendar_day: [
    'calendar.list',
    'calendar.proposals',
    ...scheduled,
    'procedureChecks.get',
    'selfReports.list',
    'consistency.check',
  ],
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
    ...beside,
    'desk.beside',
    'selfReports.list',
    'selfReports.get',
    'procedureChecks.get',
    'explanations.get',
    'handouts.list',
  ],
  answer: ['visits.list', 'documents.get', ...workspace, ...plan, ...beside, 'desk.beside'],
  finding: [
    'findings.list',
    'findings.get',
    'visits.list',
    'agencies.get',
    'documents.get',
    ...workspace,
    ...plan,
    ...beside,
    'findings.repeats',
    'phrases.search',
    'phrases.list',
    'evidence.list',
    'evidence.counts',
    'explanations.get',
    'desk.beside',
  ],
  finding_agency: [
    'findings.list',
    'findings.get',
    'visits.list',
    'agencies.get',
    'documents.get',
    ...workspace,
    ...plan,
    ...beside,
    'findings.repeats',
    'phrases.search',
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
    ...beside,
    'desk.beside',
    'phrases.search',
    'phrases.list',
    'evidence.list',
  ],
  recommendation_transfer: ['agencies.get', 'recommendations.list'],
  par_plan: ['parPlans.list', 'parPlans.get', 'agencies.get', 'derived.list'],
  par_task: ['parPlans.list', 'parPlans.get', 'agencies.get', 'derived.list'],
  document: ['documents.list', 'documents.get', 'documents.preview', ...plan, 'consistency.check'],
  self_answer: ['selfReports.get', 'selfReports.list', 'desk.beside', 'sheets.preview'],
  self_report: ['selfReports.get', 'selfReports.list', 'sheets.preview'],
  evidence: ['evidence.list', 'evidence.counts', 'evidence.check', 'sheets.preview'],
  evidence_link: ['evidence.list', 'evidence.counts', 'sheets.preview'],
  procedure_list: [...compared, ...beside],
  procedure: ['procedures.list', ...compared, ...beside],
  procedure_check: ['procedureChecks.get', ...beside],
  procedure_posting: ['postings.list', 'procedureChecks.get', ...beside],
  register: ['registers.list', 'registers.lines', 'samples.list', ...beside],
  sample: ['samples.list', 'samples.get', 'registers.list', ...beside],
  sample_item: ['samples.list', 'samples.get', ...beside],
  statistics_report: ['statistics.list', 'statistics.get', ...beside],
  statistics_line: ['statistics.list', 'statistics.get', ...beside],
  indicator_threshold: ['thresholds.list', 'proposals.list'],
  phrase: ['phrases.search', 'phrases.list'],
  explanation_round: ['explanations.get', 'consistency.check', 'sheets.preview'],
  remark: ['explanations.get', 'consistency.check', 'sheets.preview'],
  handout: ['handouts.list'],
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
