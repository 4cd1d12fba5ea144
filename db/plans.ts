// Plans (đợt kiểm tra), and the counts that a list of plans shows. Counts are grouped over all plans at once.
import type { AgencyKind } from '../core/contract/common.ts';
import type { Plan, PlanStatus } from '../core/contract/plans.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredPlan = Stored<Plan>;
export interface PlanFilter {
  readonly year?: number | undefined;
  readonly status?: PlanStatus | undefined;
  readonly officeId?: string | undefined;
}
export interface PlanCounts {
  readonly visits: number;
  readonly visitsDone: number;
  readonly strengths: number;
  readonly limitations: number;
  readonly recommendations: number;
  readonly documents: number;
  readonly documentsIssued: number;
}

export interface AgencyInForce {
  readonly id: string;
  readonly kind: AgencyKind;
}
export interface FormerName {
  readonly name: string;
  readonly shortName: string | null;
  readonly presentName: string | null;
}

interface CountRow {
  readonly plan_id: string;
  readonly key: string;
  readonly count: number;
}

export const planSql = {
  copies: 'SELECT id FROM plan WHERE copied_from_id = ?',
  transfers: `SELECT transfer.id FROM recommendation JOIN recommendation_transfer transfer
       ON transfer.from_recommendation_id = recommendation.id WHERE recommendation.plan_id = ?
     UNION
     SELECT transfer.id FROM recommendation JOIN recommendation_transfer transfer
       ON transfer.to_recommendation_id = recommendation.id WHERE recommendation.plan_id = ?`,
} as const;

export function createPlanStore(connection: Connection) {
  const get = prepareGet(connection, 'plan');
  const list = connection.prepare(
    `SELECT * FROM plan
      WHERE (@year IS NULL OR year = @year) AND (@status IS NULL OR status = @status)
        AND (@office IS NULL OR origin_office_id = @office)
      ORDER BY year IS NULL, year DESC, coalesce(starts_on, document_date) DESC, id DESC`,
  );
  const counted = ['visit', 'finding', 'recommendation', 'document'] as const;
  const keys = { visit: 'status', finding: 'kind', recommendation: "''", document: 'status' } as const;
  const counts = counted.map((table) => ({
    table,
    all: connection.prepare(
      `SELECT plan_id, ${keys[table]} AS key, count(*) AS count FROM ${table} GROUP BY plan_id, key`,
    ),
    one: connection.prepare(
      `SELECT plan_id, ${keys[table]} AS key, count(*) AS count FROM ${table} WHERE plan_id = ? GROUP BY key`,
    ),
  }));
  const setInForce = connection
    .prepare(
      `SELECT id FROM criteria_set WHERE status = 'in_force' AND origin_office_id = ? ORDER BY year DESC, version DESC, id LIMIT 1`,
    )
    .pluck();

  const copies = connection.prepare(planSql.copies).pluck();
  const transfers = connection.prepare(planSql.transfers).pluck();
  const inForce = connection.prepare(
    `SELECT DISTINCT agency.id AS id, agency.kind AS kind
       FROM agency CROSS JOIN agency_version version ON version.agency_id = agency.id
      WHERE agency.origin_office_id = @office AND agency.unnamed = 0
        AND (version.valid_from IS NULL OR version.valid_from <= @day)
        AND (version.valid_to IS NULL OR version.valid_to >= @day)`,
  );
  // Names that have gone out of use, with what the agency is called on the day where it still is.
  const formerNames = connection.prepare(
    `SELECT version.name AS name, version.short_name AS shortName,
            (SELECT now.name FROM agency_version now WHERE now.agency_id = version.agency_id
                AND (now.valid_from IS NULL OR now.valid_from <= @day)
                AND (now.valid_to IS NULL OR now.valid_to >= @day) LIMIT 1) AS presentName
       FROM agency_version version WHERE version.valid_to < @day`,
  );

  /** `isDone` is the rule of core/rules/visit-states.ts. */
  function countsOf(planId: string | null, isDone: (status: string) => boolean): Map<string, PlanCounts> {
    const result = new Map<string, { -readonly [K in keyof PlanCounts]: number }>();
    const of = (id: string) => {
      const known = result.get(id) ?? emptyCounts();
      result.set(id, known);
      return known;
    };
    for (const { table, all, one } of counts) {
      for (const row of (planId === null ? all.all() : one.all(planId)) as CountRow[]) {
        const sums = of(row.plan_id);
        if (table === 'visit') {
          sums.visits += row.count;
          if (isDone(row.key)) sums.visitsDone += row.count;
        } else if (table === 'finding') {
          sums[row.key === 'strength' ? 'strengths' : 'limitations'] += row.count;
        } else if (table === 'recommendation') {
          sums.recommendations += row.count;
        } else if (row.key !== 'withdrawn') {
          sums.documents += row.count;
          if (row.key === 'issued') sums.documentsIssued += row.count;
        }
      }
    }
    return result;
  }

  return {
    get: (id: string) => readOne<StoredPlan>('plan', get, id),
    list: (filter: PlanFilter) =>
      readAll<StoredPlan>('plan', list, {
        year: filter.year ?? null,
        status: filter.status ?? null,
        office: filter.officeId ?? null,
      }),
    counts: countsOf,
    /** Rounds that were copied from this one. */
    copiesOf: (planId: string) => copies.all(planId) as string[],
    /** Transfers of recommendations out of this round or into it. */
    transfersOf: (planId: string) => transfers.all(planId, planId) as string[],
    /** Every named agency of an office in force on a day. */
    agenciesInForce: (day: string, officeId: string) =>
      inForce.all({ day, office: officeId }) as AgencyInForce[],
    formerNames: (day: string) => formerNames.all({ day }) as FormerName[],
    /** The office's criteria set in force, null where there is none. */
    criteriaSetInForce: (officeId: string) => (setInForce.get(officeId) as string | undefined) ?? null,
  };
}

export function emptyCounts(): { -readonly [K in keyof PlanCounts]: number } {
  return {
    visits: 0,
    visitsDone: 0,
    strengths: 0,
    limitations: 0,
    recommendations: 0,
    documents: 0,
    documentsIssued: 0,
  };
}
