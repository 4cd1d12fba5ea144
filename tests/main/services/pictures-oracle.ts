/**
 * What pictures and lists of recommendations must say, worked out in plain TypeScript over every row: dates as days since
 * 1970, no SQL but `SELECT *`, none of the rules of core. Slow and obvious on purpose.
 */
import type { Connection } from '../../../db/sqlite.ts';

type Cell = string | number | null;
export type RowOf = Readonly<Record<string, Cell>>;

export interface OracleFilter {
  readonly year?: number;
  readonly planId?: string;
  readonly officeId?: string;
  readonly today: string;
}

const dayNumber = (iso: Cell): number | null =>
  iso === null ? null : Date.parse(`${String(iso)}T00:00:00Z`) / 86_400_000;

export function createOracle(connection: Connection, overdueCounts: 'not_reported' | 'not_verified') {
  const rows = (table: string) => connection.prepare(`SELECT * FROM ${table}`).all() as RowOf[];
  const index = (table: string) => new Map(rows(table).map((row) => [String(row['id']), row]));
  const plans = index('plan');
  const visits = rows('visit');
  const visitById = index('visit');
  const findings = index('finding');
  const agencies = index('agency');
  const domains = index('domain');
  const criteria = index('criterion');
  const recommendations = rows('recommendation');
  const named = Map.groupBy(rows('finding_agency'), (row) => String(row['finding_id']));
  const proven = new Set(rows('remediation_proof').map((row) => String(row['recommendation_id'])));

  // The same criterion: whatever a chain of copies and matches leads to.
  const beside = new Map<string, Set<string>>();
  const join = (one: Cell | undefined, other: Cell | undefined) => {
    if (one == null || other == null) return;
    beside.set(String(one), (beside.get(String(one)) ?? new Set()).add(String(other)));
    beside.set(String(other), (beside.get(String(other)) ?? new Set()).add(String(one)));
  };
  for (const row of criteria.values()) join(row['id'], row['copied_from_id']);
  for (const row of rows('criterion_match')) join(row['criterion_id'], row['other_criterion_id']);
  const group = new Map<string, number>();
  for (const id of criteria.keys()) {
    if (group.has(id)) continue;
    const number = group.size + 1;
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (group.has(next)) continue;
      group.set(next, number);
      waiting.push(...(beside.get(next) ?? []));
    }
  }
  // What an agency was made of.
  const made = new Map<string, string[]>();
  for (const row of rows('agency_succession')) {
    if (row['relation'] !== 'merge' && row['relation'] !== 'split') continue;
    const key = String(row['successor_id']);
    made.set(key, [...(made.get(key) ?? []), String(row['predecessor_id'])]);
  }
  const before = (agency: string): Set<string> => {
    const all = new Set<string>();
    const waiting = [...(made.get(agency) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (next === agency || all.has(next)) continue;
      all.add(next);
      waiting.push(...(made.get(next) ?? []));
    }
    return all;
  };
  const yearOf = (plan: Cell | undefined) => (plans.get(String(plan))?.['year'] ?? null) as number | null;

  /** Every limitation, once for each agency that it names; '' where it names none. */
  const limitations = [...findings.values()]
    .filter((row) => row['kind'] === 'limitation')
    .flatMap((row) => {
      const at = new Set<string>();
      if (row['scope'] === 'named') {
        const visit = visitById.get(String(row['visit_id']));
        if (visit !== undefined) at.add(String(visit['agency_id']));
        for (const one of named.get(String(row['id'])) ?? []) at.add(String(one['agency_id']));
      } else at.add('');
      return [...at].map((agency) => ({
        id: String(row['id']),
        plan: String(row['plan_id']),
        agency,
        domain: String(domains.get(String(row['domain_id']))?.['key']),
        criterion: row['criterion_id'] ?? null,
        group: group.get(String(row['criterion_id'])) ?? null,
        year: yearOf(row['plan_id']),
      }));
    });
  const firstYear = new Map<string, number>();
  for (const { agency, group: line, year } of limitations) {
    if (line === null || year === null || agency === '') continue;
    const key = `${agency} ${line}`;
    firstYear.set(key, Math.min(firstYear.get(key) ?? year, year));
  }

  const settled = new Set<Cell>(['verified', 'no_longer_applicable', 'transferred']);
  const late = new Set<Cell>(
    overdueCounts === 'not_verified'
      ? ['open', 'in_progress', 'returned', 'reported']
      : ['open', 'in_progress', 'returned'],
  );
  const owed = recommendations.map((row) => {
    const finding = findings.get(String(row['finding_id']));
    const agency = row['agency_id'] === null ? null : String(row['agency_id']);
    const year = yearOf(row['plan_id']);
    const line = finding?.['kind'] === 'limitation' ? group.get(String(finding['criterion_id'])) : undefined;
    const byRule =
      agency !== null &&
      line !== undefined &&
      year !== null &&
      [agency, ...before(agency)].some((one) => (firstYear.get(`${one} ${line}`) ?? 9999) < year);
    return {
      id: String(row['id']),
      plan: String(row['plan_id']),
      year,
      office: String(plans.get(String(row['plan_id']))?.['office_id']),
      agency,
      domain: domains.get(String(row['domain_id'] ?? finding?.['domain_id']))?.['key'] ?? null,
      status: String(row['status']),
      due: dayNumber(row['due_on'] ?? null),
      isSettled: settled.has(row['status'] ?? null),
      counts: late.has(row['status'] ?? null),
      isUnsupported: row['status'] === 'reported' && !proven.has(String(row['id'])),
      isRepeated: (finding !== undefined && finding['repeats_finding_id'] !== null) || byRule,
    };
  });
  type Owed = (typeof owed)[number];

  const inScope = (filter: OracleFilter, plan: string) => {
    const row = plans.get(plan);
    return (
      (filter.year === undefined || row?.['year'] === filter.year) &&
      (filter.planId === undefined || plan === filter.planId) &&
      (filter.officeId === undefined || row?.['office_id'] === filter.officeId)
    );
  };
  const left = (one: Owed, today: string) => (one.due === null ? null : one.due - (dayNumber(today) ?? 0));
  const lists = {
    overdue: (one: Owed, today: string) => one.counts && (left(one, today) ?? 0) < 0,
    due_7: (one: Owed, today: string) => {
      const days = left(one, today);
      return one.counts && days !== null && days >= 0 && days <= 7;
    },
    due_30: (one: Owed, today: string) => {
      const days = left(one, today);
      return one.counts && days !== null && days > 7 && days <= 30;
    },
    no_day: (one: Owed) => one.counts && one.due === null,
    unsupported: (one: Owed) => one.isUnsupported,
    repeated: (one: Owed) => one.isRepeated,
    open: (one: Owed) => !one.isSettled,
  } as const;
  const doneStates = new Set<Cell>([
    'visited',
    'minutes_signed',
    'notice_drafted',
    'notice_issued',
    'closed',
    'replaced_by_report',
  ]);
  const visitsIn = (filter: OracleFilter) => visits.filter((row) => inScope(filter, String(row['plan_id'])));

  return {
    lists: Object.keys(lists) as (keyof typeof lists)[],
    owedIn: (filter: OracleFilter) => owed.filter(({ plan }) => inScope(filter, plan)),
    idsOf: (list: keyof typeof lists, filter: OracleFilter) =>
      owed
        .filter((one) => inScope(filter, one.plan) && lists[list](one, filter.today))
        .map(({ id }) => id)
        .toSorted(),
    is: (list: keyof typeof lists, one: Owed, today: string) => lists[list](one, today),
    limitationsIn: (filter: OracleFilter) => limitations.filter(({ plan }) => inScope(filter, plan)),
    doneVisits: (filter: OracleFilter) =>
      visitsIn(filter).filter((row) => doneStates.has(row['status'] ?? null)),
    visitsIn,
    kindOf: (agency: string) => String(agencies.get(agency)?.['kind'] ?? ''),
    officeOf: (plan: string) => String(plans.get(plan)?.['office_id']),
    before,
    /** Agencies of an office that are in force on a day, of these kinds. */
    inForce(office: string, on: string, kinds: ReadonlySet<string>): Set<string> {
      const found = rows('agency_version')
        .filter(
          (row) =>
            (row['valid_from'] === null || String(row['valid_from']) <= on) &&
            (row['valid_to'] === null || String(row['valid_to']) >= on),
        )
        .map((row) => agencies.get(String(row['agency_id'])))
        .filter(
          (row) =>
            row?.['origin_office_id'] === office && row['unnamed'] === 0 && kinds.has(String(row['kind'])),
        );
      return new Set(found.map((row) => String(row?.['id'])));
    },
    planRows: [...plans.values()],
    visitById,
  };
}
export type Oracle = ReturnType<typeof createOracle>;
