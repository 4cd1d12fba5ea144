// Domains, criteria sets and their criteria, and what persons said of criteria that ask the same.
import type { Criterion, CriteriaSet, Domain } from '../core/contract/criteria.ts';
import type { Row } from './registry.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne, rowOf } from './stored.ts';

export type StoredDomain = Stored<Domain>;
/** Without its digest, which is made of it where it is shown. */
export type StoredCriterion = Stored<Omit<Criterion, 'digest'>>;
/** With the number of its criteria, the sum of their points and the number of rounds that use it. */
export type StoredCriteriaSet = Stored<Omit<CriteriaSet, 'editable'>>;
export type StoredMatch = Row<'criterion_match'>;

const setColumns = `criteria_set.*,
  (SELECT count(*) FROM criterion WHERE criteria_set_id = criteria_set.id) AS criteria,
  (SELECT coalesce(sum(max_points), 0) FROM criterion WHERE criteria_set_id = criteria_set.id) AS max_points,
  (SELECT count(*) FROM plan WHERE criteria_set_id = criteria_set.id) AS plans`;

export const criteriaSql = {
  criteria: 'SELECT * FROM criterion WHERE criteria_set_id = ? ORDER BY ordinal, id',
  /** Every forebear of the items of a set; UNION ends where a forebear comes twice. */
  lineage: `WITH RECURSIVE up(item, forebear, depth) AS (
      SELECT id, copied_from_id, 1 FROM criterion WHERE criteria_set_id = ? AND copied_from_id IS NOT NULL
      UNION
      SELECT up.item, c.copied_from_id, depth + 1 FROM up JOIN criterion c ON c.id = up.forebear
       WHERE c.copied_from_id IS NOT NULL AND depth < 100)
    SELECT item, forebear FROM up ORDER BY item, depth`,
  /** Matches between the items of two sets. */
  matches: `SELECT m.* FROM criterion a
      JOIN criterion_match m ON m.criterion_id = a.id
      JOIN criterion b ON b.id = m.other_criterion_id
     WHERE a.criteria_set_id = @one AND b.criteria_set_id = @other
     UNION ALL
    SELECT m.* FROM criterion a
      JOIN criterion_match m ON m.other_criterion_id = a.id
      JOIN criterion b ON b.id = m.criterion_id
     WHERE a.criteria_set_id = @one AND b.criteria_set_id = @other
     ORDER BY 1`,
  matchesOf:
    'SELECT * FROM criterion_match WHERE criterion_id = @id UNION SELECT * FROM criterion_match WHERE other_criterion_id = @id ORDER BY 1',
  copiesOf: 'SELECT * FROM criterion WHERE copied_from_id = ?',
  setCopiesOf: 'SELECT id FROM criteria_set WHERE copied_from_id = ? ORDER BY id',
} as const;

export function createCriteriaStore(connection: Connection) {
  const domain = prepareGet(connection, 'domain');
  const domains = connection.prepare('SELECT * FROM domain ORDER BY domain_set, ordinal, id');
  const domainsOf = connection.prepare('SELECT * FROM domain WHERE domain_set = ? ORDER BY ordinal, id');
  const domainsOfPlan = connection.prepare(
    `SELECT * FROM domain WHERE domain_set = @domainSet
        OR id IN (SELECT domain_id FROM finding WHERE plan_id = @planId)
      ORDER BY domain_set = @domainSet DESC, domain_set, ordinal, id`,
  );
  const sets = connection.prepare(
    `SELECT ${setColumns} FROM criteria_set
      ORDER BY CASE status WHEN 'in_force' THEN 1 WHEN 'draft' THEN 2 ELSE 3 END, year DESC, version DESC, id`,
  );
  const set = connection.prepare(`SELECT ${setColumns} FROM criteria_set WHERE id = ?`);
  const newest = connection
    .prepare('SELECT max(version) FROM criteria_set WHERE name = ? AND year IS ?')
    .pluck();
  const setCopies = connection.prepare(criteriaSql.setCopiesOf).pluck();
  const criteria = connection.prepare(criteriaSql.criteria);
  const criteriaOfDomain = connection.prepare(
    'SELECT * FROM criterion WHERE criteria_set_id = ? AND domain_id = ? ORDER BY ordinal, id',
  );
  const criterion = prepareGet(connection, 'criterion');
  const copies = connection.prepare(criteriaSql.copiesOf);
  const lineage = connection.prepare(criteriaSql.lineage);
  const match = prepareGet(connection, 'criterion_match');
  const matches = connection.prepare(criteriaSql.matches);
  const matchesOf = connection.prepare(criteriaSql.matchesOf);

  const withCounts = (row: unknown): StoredCriteriaSet => {
    const {
      criteria: count,
      max_points: maxPoints,
      plans,
    } = row as { criteria: number; max_points: number; plans: number };
    return { ...rowOf<StoredCriteriaSet>('criteria_set', row), criteria: count, maxPoints, plans };
  };
  return {
    domain: (id: string) => readOne<StoredDomain>('domain', domain, id),
    domains: () => readAll<StoredDomain>('domain', domains),
    domainsOf: (domainSet: string) => readAll<StoredDomain>('domain', domainsOf, domainSet),
    /** Of a round without a criteria set: a domain set, and whatever its findings name besides. */
    domainsOfPlan: (planId: string, domainSet: string) =>
      readAll<StoredDomain>('domain', domainsOfPlan, { planId, domainSet }),
    /** The set in force first. */
    sets: () => sets.all().map(withCounts),
    set: (id: string) => {
      const row = set.get(id);
      return row === undefined ? undefined : withCounts(row);
    },
    /** The version that a further set of this name and year gets. */
    nextVersion: (name: string, year: number | null) => ((newest.get(name, year) as number | null) ?? 0) + 1,
    setCopies: (id: string) => setCopies.all(id) as string[],
    criteria: (criteriaSetId: string) => readAll<StoredCriterion>('criterion', criteria, criteriaSetId),
    criteriaOfDomain: (criteriaSetId: string, domainId: string) =>
      readAll<StoredCriterion>('criterion', criteriaOfDomain, criteriaSetId, domainId),
    criterion: (id: string) => readOne<StoredCriterion>('criterion', criterion, id),
    copies: (id: string) => readAll<StoredCriterion>('criterion', copies, id),
    /** Item → what it was copied from, the nearest first. */
    lineage: (criteriaSetId: string) => {
      const found = new Map<string, string[]>();
      for (const row of lineage.all(criteriaSetId) as { item: string; forebear: string }[]) {
        const own = found.get(row.item);
        if (own === undefined) found.set(row.item, [row.forebear]);
        else own.push(row.forebear);
      }
      return found;
    },
    match: (id: string) => readOne<StoredMatch>('criterion_match', match, id),
    matchesBetween: (one: string, other: string) =>
      readAll<StoredMatch>('criterion_match', matches, { one, other }),
    matchesOf: (criterionId: string) =>
      readAll<StoredMatch>('criterion_match', matchesOf, { id: criterionId }),
  };
}
