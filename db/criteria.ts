// Domains, criteria sets and their criteria.
import type { Criterion, CriteriaSet, Domain } from '../core/contract/criteria.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne, rowOf } from './stored.ts';

export type StoredDomain = Stored<Domain>;
export type StoredCriterion = Stored<Criterion>;
/** With the number of its criteria and the sum of their points. */
export type StoredCriteriaSet = Stored<CriteriaSet>;

const setColumns = `criteria_set.*,
  (SELECT count(*) FROM criterion WHERE criteria_set_id = criteria_set.id) AS criteria,
  (SELECT coalesce(sum(max_points), 0) FROM criterion WHERE criteria_set_id = criteria_set.id) AS max_points`;

export function createCriteriaStore(connection: Connection) {
  const domain = prepareGet(connection, 'domain');
  const domains = connection.prepare('SELECT * FROM domain ORDER BY domain_set, ordinal, id');
  const domainsOf = connection.prepare('SELECT * FROM domain WHERE domain_set = ? ORDER BY ordinal, id');
  const sets = connection.prepare(
    `SELECT ${setColumns} FROM criteria_set
      ORDER BY CASE status WHEN 'in_force' THEN 1 WHEN 'draft' THEN 2 ELSE 3 END, year DESC, version DESC, id`,
  );
  const set = connection.prepare(`SELECT ${setColumns} FROM criteria_set WHERE id = ?`);
  const criteria = connection.prepare(
    'SELECT * FROM criterion WHERE criteria_set_id = ? ORDER BY ordinal, id',
  );
  const criteriaOfDomain = connection.prepare(
    'SELECT * FROM criterion WHERE criteria_set_id = ? AND domain_id = ? ORDER BY ordinal, id',
  );
  const criterion = prepareGet(connection, 'criterion');

  const withCounts = (row: unknown): StoredCriteriaSet => {
    const { criteria: count, max_points: maxPoints } = row as { criteria: number; max_points: number };
    return { ...rowOf<StoredCriteriaSet>('criteria_set', row), criteria: count, maxPoints };
  };
  return {
    domain: (id: string) => readOne<StoredDomain>('domain', domain, id),
    domains: () => readAll<StoredDomain>('domain', domains),
    domainsOf: (domainSet: string) => readAll<StoredDomain>('domain', domainsOf, domainSet),
    /** The set in force first. */
    sets: () => sets.all().map(withCounts),
    set: (id: string) => {
      const row = set.get(id);
      return row === undefined ? undefined : withCounts(row);
    },
    criteria: (criteriaSetId: string) => readAll<StoredCriterion>('criterion', criteria, criteriaSetId),
    criteriaOfDomain: (criteriaSetId: string, domainId: string) =>
      readAll<StoredCriterion>('criterion', criteriaOfDomain, criteriaSetId, domainId),
    criterion: (id: string) => readOne<StoredCriterion>('criterion', criterion, id),
  };
}
export type CriteriaStore = ReturnType<typeof createCriteriaStore>;
