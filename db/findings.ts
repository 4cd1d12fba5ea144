// Findings: strengths and limitations with their scope. Lists are paged by key and never counted, so that a page
// costs the same in a round of ten and of a million.
import type { Finding } from '../core/contract/findings.ts';
import type { Connection } from './sqlite.ts';
import type { Parameters, Stored } from './stored.ts';
import { idList, rowOf } from './stored.ts';

/** With the code of its criterion and the agencies it names. */
export type StoredFinding = Stored<Finding>;
export interface StoredFindingAgency {
  readonly id: string;
  readonly rev: number;
  readonly findingId: string;
  readonly agencyId: string;
}
export interface FindingFilter {
  readonly planId?: string | undefined;
  readonly visitId?: string | undefined;
  readonly agencyId?: string | undefined;
  readonly domainId?: string | undefined;
  readonly kind?: 'strength' | 'limitation' | undefined;
}
export interface FindingPosition {
  readonly ordinal: number;
  readonly id: string;
}

type FindingColumns = Omit<StoredFinding, 'agencyIds' | 'criterionCode'>;

const conditions: Readonly<Record<keyof FindingFilter, string>> = {
  planId: 'finding.plan_id = @planId',
  visitId: 'finding.visit_id = @visitId',
  agencyId: `finding.id IN (SELECT finding_id FROM finding_agency WHERE agency_id = @agencyId
              UNION SELECT own.id FROM visit JOIN finding own ON own.visit_id = visit.id
                     WHERE visit.agency_id = @agencyId)`,
  domainId: 'finding.domain_id = @domainId',
  kind: 'finding.kind = @kind',
};
const filterKeys = ['planId', 'visitId', 'agencyId', 'domainId', 'kind'] as const;

/** The SQL of one page; in a plan by (ordinal, id), over everything by id. */
export function findingPageSql(filter: FindingFilter, continued: boolean): string {
  const where: string[] = filterKeys.filter((key) => filter[key] !== undefined).map((key) => conditions[key]);
  const inPlan = filter.planId !== undefined;
  if (continued) {
    where.push(inPlan ? '(finding.ordinal, finding.id) > (@ordinal, @id)' : 'finding.id > @id');
  }
  return `SELECT finding.*, criterion.code AS criterion_code
    FROM finding LEFT JOIN criterion ON criterion.id = finding.criterion_id
    ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
    ORDER BY ${inPlan ? 'finding.ordinal, finding.id' : 'finding.id'} LIMIT @limit`;
}

export function createFindingStore(connection: Connection) {
  const select = `SELECT finding.*, criterion.code AS criterion_code
                    FROM finding LEFT JOIN criterion ON criterion.id = finding.criterion_id`;
  const get = connection.prepare(`${select} WHERE finding.id = ?`);
  const ofPlan = connection.prepare(
    `${select} WHERE finding.plan_id = ? ORDER BY finding.ordinal, finding.id`,
  );
  // Its own ones, and those that name no agency; what names other agencies only stays out.
  const concerning = connection.prepare(
    `${select}
      WHERE finding.plan_id = @planId
        AND (finding.scope <> 'named' OR finding.visit_id = @visitId
             OR EXISTS (SELECT 1 FROM finding_agency named
                         WHERE named.finding_id = finding.id AND named.agency_id = @agencyId))
      ORDER BY finding.ordinal, finding.id`,
  );
  const agencies = connection.prepare(
    `SELECT * FROM finding_agency WHERE finding_id IN (SELECT value FROM json_each(?)) ORDER BY finding_id, id`,
  );
  const lastOrdinal = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM finding WHERE plan_id = ?')
    .pluck();
  const pages = new Map<string, ReturnType<Connection['prepare']>>();

  const pageStatement = (filter: FindingFilter, continued: boolean) => {
    const sql = findingPageSql(filter, continued);
    const known = pages.get(sql) ?? connection.prepare(sql);
    pages.set(sql, known);
    return known;
  };
  const agencyRows = (findingIds: readonly string[]): StoredFindingAgency[] =>
    agencies.all(idList(findingIds)).map((row) => rowOf<StoredFindingAgency>('finding_agency', row));
  /** The agencies of all the rows in one query. */
  const complete = (rows: readonly unknown[]): StoredFinding[] => {
    const findings = rows.map((row) => ({
      ...rowOf<FindingColumns>('finding', row),
      criterionCode: (row as { criterion_code: string | null }).criterion_code,
    }));
    const named = findings.filter((finding) => finding.scope === 'named').map((finding) => finding.id);
    const byFinding = Map.groupBy(named.length === 0 ? [] : agencyRows(named), (row) => row.findingId);
    return findings.map((finding) => ({
      ...finding,
      agencyIds: (byFinding.get(finding.id) ?? []).map((row) => row.agencyId),
    }));
  };

  return {
    get: (id: string) => complete(get.all(id)).at(0),
    page(filter: FindingFilter, after: FindingPosition | undefined, limit: number) {
      const parameters: Record<string, string | number> = { limit: limit + 1, ...after };
      if (after !== undefined && filter.planId === undefined) delete parameters['ordinal'];
      for (const key of filterKeys) if (filter[key] !== undefined) parameters[key] = filter[key];
      const rows = pageStatement(filter, after !== undefined).all(parameters satisfies Parameters);
      return { rows: complete(rows.slice(0, limit)), more: rows.length > limit };
    },
    ofPlan: (planId: string) => complete(ofPlan.all(planId)),
    concerning: (visit: { readonly id: string; readonly planId: string; readonly agencyId: string }) =>
      complete(concerning.all({ planId: visit.planId, visitId: visit.id, agencyId: visit.agencyId })),
    agencyRows,
    nextOrdinal: (planId: string) => (lastOrdinal.get(planId) as number) + 1,
  };
}
export type FindingStore = ReturnType<typeof createFindingStore>;
