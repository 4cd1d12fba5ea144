/**
 * The kept-up counts worked out anew, in plain TypeScript over the rows as they stand: what the triggers of
 * 0050_afterwards.sql must have arrived at, however the rows came to be. Shares no code and no SQL with them.
 */
import type { Connection } from '../../db/sqlite.ts';

type Cell = string | number | null;
type RowOf = Readonly<Record<string, Cell>>;

const settled = new Set<Cell>(['verified', 'no_longer_applicable', 'transferred']);
const text = (value: Cell | undefined) => (value === null || value === undefined ? '' : String(value));

export const tallyTables = [
  'criterion_line',
  'agency_line',
  'tally_recommendation',
  'tally_plan',
  'tally_due',
  'tally_finding',
  'tally_limitation',
  'tally_repeat',
] as const;
export type Tallies = Readonly<Record<(typeof tallyTables)[number], readonly string[]>>;

/** One line of text a row, in order. */
export function keptTallies(connection: Connection): Tallies {
  const columns = {
    criterion_line: 'criterion_id, path, line_id',
    agency_line: 'agency_id, before_id',
    tally_recommendation: 'plan_id, agency_id, domain_id, status, proven, due_on, n',
    tally_plan: 'plan_id, kind, domain_id, status, proven, due_on, n',
    tally_due: 'plan_id, status, proven, due_on, n',
    tally_finding: 'plan_id, agency_id, domain_id, criterion_id, line_id, year, again, n',
    tally_limitation: 'plan_id, kind, domain_id, n',
    tally_repeat: 'plan_id, agency_id, criterion_id, linked, line_id, year, again, n',
  } as const;
  const read = (table: (typeof tallyTables)[number]) =>
    (connection.prepare(`SELECT ${columns[table]} FROM ${table}`).raw().all() as Cell[][])
      .map((row) => row.map(text).join('|'))
      .toSorted();
  return Object.fromEntries(tallyTables.map((table) => [table, read(table)])) as unknown as Tallies;
}

function count(keys: readonly (readonly Cell[])[]): string[] {
  const sums = new Map<string, number>();
  for (const key of keys) {
    const line = key.map(text).join('|');
    sums.set(line, (sums.get(line) ?? 0) + 1);
  }
  return [...sums].map(([line, n]) => `${line}|${n}`).toSorted();
}

export function countedTallies(connection: Connection): Tallies {
  const rows = (table: string) => connection.prepare(`SELECT * FROM ${table}`).all() as RowOf[];
  const byId = (table: string) => new Map(rows(table).map((row) => [row['id'], row]));
  const [plans, agencies, visits, findings, criteria] = [
    byId('plan'),
    byId('agency'),
    byId('visit'),
    byId('finding'),
    byId('criterion'),
  ];
  const named = rows('finding_agency');
  const recommendations = rows('recommendation');
  const proven = new Set(rows('remediation_proof').map((row) => row['recommendation_id']));
  const kindOf = (agency: Cell) => text(agencies.get(agency)?.['kind']);
  const yearOf = (plan: Cell) => plans.get(plan)?.['year'] ?? null;

  // Lines of criteria: up to the first that was copied, then over what people matched.
  const pathOf = (id: Cell): Cell[] => {
    const above = criteria.get(id)?.['copied_from_id'] ?? null;
    return above !== null && criteria.has(above) ? [...pathOf(above), id] : [id];
  };
  const rootOf = (id: Cell) => text(pathOf(id)[0]);
  const group = new Map<string, Set<string>>();
  for (const id of criteria.keys()) group.set(rootOf(id ?? null), new Set([rootOf(id ?? null)]));
  for (const match of rows('criterion_match')) {
    const [one, other] = [match['criterion_id'] ?? null, match['other_criterion_id'] ?? null];
    const joined = new Set([...(group.get(rootOf(one)) ?? []), ...(group.get(rootOf(other)) ?? [])]);
    for (const root of joined) group.set(root, joined);
  }
  const lineOf = (criterion: Cell): string =>
    criterion === null ? '' : ([...(group.get(rootOf(criterion)) ?? [text(criterion)])].toSorted()[0] ?? '');

  // What became what.
  const links = rows('agency_succession').filter(
    (row) => ['merge', 'split'].includes(text(row['relation'])) && row['successor_id'] !== null,
  );
  // And which agency of another office is one of ours.
  const same = rows('agency_match').map((row) => ({
    successor_id: row['local_agency_id'] ?? null,
    predecessor_id: row['foreign_agency_id'] ?? null,
  }));
  const before = new Map<Cell, Set<Cell>>();
  for (const agency of agencies.keys()) {
    const found = new Set<Cell>();
    const waiting: Cell[] = [agency ?? null];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const link of [...links, ...same]) {
        const earlier = link['predecessor_id'] ?? null;
        if (link['successor_id'] === next && !found.has(earlier)) {
          found.add(earlier);
          waiting.push(earlier);
        }
      }
    }
    found.delete(agency ?? null);
    before.set(agency ?? null, found);
  }

  // Limitations at agencies.
  const limitations: { plan: Cell; agency: Cell; domain: Cell; criterion: Cell }[] = [];
  for (const finding of findings.values()) {
    if (finding['kind'] !== 'limitation') continue;
    const at = new Set<Cell>();
    if (finding['scope'] === 'named') {
      const visited = visits.get(finding['visit_id'] ?? null)?.['agency_id'];
      if (visited !== undefined) at.add(visited);
      for (const one of named) if (one['finding_id'] === finding['id']) at.add(one['agency_id'] ?? null);
    } else {
      at.add(null);
    }
    for (const agency of at) {
      limitations.push({
        plan: finding['plan_id'] ?? null,
        agency,
        domain: finding['domain_id'] ?? null,
        criterion: finding['criterion_id'] ?? null,
      });
    }
  }
  const again = (agency: Cell, criterion: Cell, plan: Cell): number => {
    const [line, year] = [lineOf(criterion), yearOf(plan)];
    if (agency === null || line === '' || year === null) return 0;
    return limitations.some((one) => {
      const earlier = yearOf(one.plan);
      return (
        earlier !== null &&
        earlier < year &&
        lineOf(one.criterion) === line &&
        (one.agency === agency || (before.get(agency)?.has(one.agency) ?? false))
      );
    })
      ? 1
      : 0;
  };

  const owed = recommendations.map((row) => {
    const status = row['status'] ?? null;
    return [
      row['plan_id'] ?? null,
      row['agency_id'] ?? null,
      row['domain_id'] ?? findings.get(row['finding_id'] ?? null)?.['domain_id'] ?? null,
      status,
      status === 'reported' && proven.has(row['id'] ?? null) ? 1 : 0,
      settled.has(status) ? '' : (row['due_on'] ?? null),
    ] as const;
  });
  const repeated = recommendations.flatMap((row) => {
    const finding = findings.get(row['finding_id'] ?? null);
    if (finding === undefined) return [];
    const [plan, agency] = [row['plan_id'] ?? null, row['agency_id'] ?? null];
    const criterion = finding['kind'] === 'limitation' ? (finding['criterion_id'] ?? null) : null;
    const linked = finding['repeats_finding_id'] === null ? 0 : 1;
    if (criterion === null && linked === 0) return [];
    return [
      [plan, agency, criterion, linked, lineOf(criterion), yearOf(plan), again(agency, criterion, plan)],
    ];
  });
  return {
    criterion_line: [...criteria.keys()]
      .map((id) => `${text(id)}|${pathOf(id ?? null).join('/')}/|${lineOf(id ?? null)}`)
      .toSorted(),
    agency_line: [...before]
      .flatMap(([agency, all]) => [...all].map((one) => `${text(agency)}|${text(one)}`))
      .toSorted(),
    tally_recommendation: count(owed),
    tally_plan: count(owed.map(([plan, agency, ...rest]) => [plan, kindOf(agency), ...rest])),
    tally_due: count(owed.map(([plan, _agency, _domain, ...rest]) => [plan, ...rest])),
    tally_finding: count(
      limitations.map(({ plan, agency, domain, criterion }) => [
        plan,
        agency,
        domain,
        criterion,
        lineOf(criterion),
        yearOf(plan),
        again(agency, criterion, plan),
      ]),
    ),
    tally_limitation: count(limitations.map(({ plan, agency, domain }) => [plan, kindOf(agency), domain])),
    tally_repeat: count(repeated),
  };
}
