// Which queries show rows of which table: the one place that a `changed` event is turned into refetching.
import type { QueryMethod } from './client.ts';

const plan = ['plans.list', 'plans.get'] as const;
const workspace = ['visits.get'] as const;

/** Tables of db/migrations → the queries whose answers are made of them. */
export const methodsOfTable: Readonly<Record<string, readonly QueryMethod[]>> = {
  office: ['system.status'],
  installation: ['system.status'],
  person: ['system.status', 'persons.list'],
  agency: ['agencies.list', 'agencies.get', 'visits.list', ...workspace, ...plan],
  agency_version: [
    'agencies.list',
    'agencies.get',
    'visits.list',
    'recommendations.list',
    'documents.list',
    ...workspace,
    ...plan,
  ],
  agency_match: [],
  domain: ['domains.list', 'criteriaSets.get', ...workspace, ...plan],
  criteria_set: ['criteriaSets.list', 'criteriaSets.get', ...plan],
  criterion: ['criteriaSets.list', 'criteriaSets.get', ...workspace],
  issuer: ['issuers.list', 'documents.get', 'documents.preview', ...plan],
  plan: ['visits.list', 'agencies.get', 'documents.get', 'recommendations.list', ...workspace, ...plan],
  team: ['visits.list', 'documents.get', ...workspace, ...plan],
  team_member: ['documents.get', ...plan],
  team_member_domain: [...plan],
  visit: ['visits.list', 'agencies.list', 'agencies.get', 'documents.get', ...workspace, ...plan],
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
    'visits.list',
    'agencies.get',
    'documents.get',
    ...workspace,
    ...plan,
  ],
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
