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
/** What hangs on a finding besides its agencies: it goes where the finding goes. */
export interface HangingRows {
  readonly recommendations: readonly string[];
  readonly remarks: readonly string[];
  /** Findings of later rounds that repeat it. */
  readonly repeatedBy: readonly string[];
  readonly evidence: readonly { readonly id: string; readonly evidenceId: string }[];
}
/** A limitation of an earlier round, with what tells whether it is the same. */
export interface EarlierLimitation {
  readonly id: string;
  readonly text: string;
  readonly planId: string;
  readonly criterionId: string | null;
  readonly criterionText: string | null;
  readonly answerType: string | null;
  readonly agencyId: string | null;
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

/**
 * Of these agencies: what was found at them or names them, by the indexes of visits and names, never by walking through
 * the findings; and, of the rounds that saw them, what names nobody.
 */
export const earlierSql = {
  own: `SELECT finding.id, finding.text, finding.plan_id, finding.criterion_id, criterion.text AS criterion_text,
          criterion.answer_type, coalesce(visit.agency_id, named.agency_id) AS agency_id
     FROM (SELECT own.id AS finding_id, own.visit_id, NULL AS agency_id FROM visit JOIN finding own ON own.visit_id = visit.id
            WHERE visit.agency_id IN (SELECT value FROM json_each(@agencyIds)) AND visit.plan_id <> @planId
              AND own.scope = 'named'
            UNION
           SELECT finding_agency.finding_id, NULL, finding_agency.agency_id FROM finding_agency
            WHERE finding_agency.agency_id IN (SELECT value FROM json_each(@agencyIds))) named
     JOIN finding ON finding.id = named.finding_id
     LEFT JOIN visit ON visit.id = named.visit_id
     LEFT JOIN criterion ON criterion.id = finding.criterion_id
    WHERE finding.kind = 'limitation' AND finding.plan_id <> @planId
    ORDER BY finding.id DESC LIMIT @limit`,
  collective: `SELECT finding.id, finding.text, finding.plan_id, finding.criterion_id, criterion.text AS criterion_text,
          criterion.answer_type, NULL AS agency_id, finding.scope, finding.scope_kinds
     FROM finding LEFT JOIN criterion ON criterion.id = finding.criterion_id
    WHERE finding.plan_id IN (SELECT value FROM json_each(@planIds))
      AND finding.scope <> 'named' AND finding.kind = 'limitation'
    ORDER BY finding.id DESC LIMIT @limit`,
  plansOf: `SELECT DISTINCT plan_id FROM visit WHERE agency_id IN (SELECT value FROM json_each(?))`,
} as const;

interface EarlierRow {
  readonly id: string;
  readonly text: string;
  readonly plan_id: string;
  readonly criterion_id: string | null;
  readonly criterion_text: string | null;
  readonly answer_type: string | null;
  readonly agency_id: string | null;
}
const earlierLimitation = (row: unknown): EarlierLimitation => {
  const read = row as EarlierRow;
  return {
    id: read.id,
    text: read.text,
    planId: read.plan_id,
    criterionId: read.criterion_id,
    criterionText: read.criterion_text,
    answerType: read.answer_type,
    agencyId: read.agency_id,
  };
};

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
  const recommendationsOf = connection.prepare('SELECT id FROM recommendation WHERE finding_id = ?').pluck();
  const remarksOf = connection.prepare('SELECT id FROM remark WHERE finding_id = ?').pluck();
  const repeatedBy = connection.prepare('SELECT id FROM finding WHERE repeats_finding_id = ?').pluck();
  const evidenceOf = connection.prepare(
    'SELECT id, evidence_id AS evidenceId FROM evidence_link WHERE finding_id = ?',
  );
  const behind = connection.prepare(
    'SELECT id, ordinal FROM finding WHERE plan_id = ? AND ordinal > ? ORDER BY ordinal, id',
  );
  const places = connection.prepare('SELECT id, ordinal FROM finding WHERE plan_id = ? ORDER BY ordinal, id');
  const earlierOwn = connection.prepare(earlierSql.own);
  const earlierCollective = connection.prepare(earlierSql.collective);
  const plansOf = connection.prepare(earlierSql.plansOf).pluck();

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
    hanging: (id: string): HangingRows => ({
      recommendations: recommendationsOf.all(id) as string[],
      remarks: remarksOf.all(id) as string[],
      repeatedBy: repeatedBy.all(id) as string[],
      evidence: evidenceOf.all(id) as { id: string; evidenceId: string }[],
    }),
    /** Every finding of the plan in its order. */
    places: (planId: string) => places.all(planId) as FindingPosition[],
    behind: (planId: string, ordinal: number) => behind.all(planId, ordinal) as FindingPosition[],
    plansOfAgencies: (agencyIds: readonly string[]) => plansOf.all(idList(agencyIds)) as string[],
    /** Limitations of these agencies in other rounds; the newest `limit`. */
    earlierOwn: (planId: string, agencyIds: readonly string[], limit: number) =>
      earlierOwn.all({ planId, agencyIds: idList(agencyIds), limit }).map(earlierLimitation),
    /** Limitations of these rounds that name no agency. */
    earlierCollective: (planIds: readonly string[], limit: number) =>
      earlierCollective.all({ planIds: idList(planIds), limit }).map((row) => {
        const { scope, scope_kinds: kinds } = row as { scope: string; scope_kinds: string };
        return {
          ...earlierLimitation(row),
          kinds: scope === 'kinds' ? (JSON.parse(kinds) as readonly string[]) : null,
        };
      }),
    nextOrdinal: (planId: string) => (lastOrdinal.get(planId) as number) + 1,
  };
}
