// What stands beside the answers of a visit: earlier visits of an agency, their answers, the criteria behind them, and what
// is still owed. A fixed number of statements, however many rounds there were.
import type { Recommendation } from '../core/contract/recommendations.ts';
import type { StoredAnswer } from './answers.ts';
import type { StoredCriterion } from './criteria.ts';
import type { Connection } from './sqlite.ts';
import { idList, readAll, rowOf } from './stored.ts';

export interface EarlierVisit {
  readonly id: string;
  readonly planId: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly planTitle: string;
  readonly year: number | null;
  readonly day: string | null;
}
export interface OwedRecommendation {
  readonly id: string;
  readonly planId: string;
  readonly planTitle: string;
  readonly year: number | null;
  readonly day: string | null;
  readonly text: string;
  readonly dueOn: string | null;
  readonly status: Recommendation['status'];
  readonly domainKey: string | null;
  readonly criterionId: string | null;
}

export const deskSql = {
  visits: `SELECT visit.id, visit.plan_id AS planId, visit.agency_id AS agencyId, version.name AS agencyName,
                  plan.title AS planTitle, plan.year,
                  coalesce(visit.starts_on, plan.starts_on, plan.document_date) AS day
      FROM visit
      JOIN plan ON plan.id = visit.plan_id
      JOIN agency_version version ON version.id = visit.agency_version_id
     WHERE visit.agency_id IN (SELECT value FROM json_each(?)) AND visit.status <> 'cancelled'
     ORDER BY visit.id`,
  answers: `SELECT * FROM answer WHERE visit_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  criteria: `SELECT * FROM criterion WHERE id IN (SELECT value FROM json_each(?)) ORDER BY criteria_set_id, ordinal, id`,
  forebears: `WITH RECURSIVE up(item, forebear, depth) AS (
      SELECT id, copied_from_id, 1 FROM criterion
       WHERE id IN (SELECT value FROM json_each(?)) AND copied_from_id IS NOT NULL
      UNION
      SELECT up.item, c.copied_from_id, depth + 1 FROM up JOIN criterion c ON c.id = up.forebear
       WHERE c.copied_from_id IS NOT NULL AND depth < 100)
    SELECT item, forebear FROM up ORDER BY item, depth`,
  matches: `SELECT criterion_id AS criterionId, other_criterion_id AS otherCriterionId FROM criterion_match
      WHERE criterion_id IN (SELECT value FROM json_each(@ids))
     UNION
    SELECT criterion_id, other_criterion_id FROM criterion_match
      WHERE other_criterion_id IN (SELECT value FROM json_each(@ids))`,
  // To the agency itself, and to everybody of a round in which it was visited; verified and given on are done.
  owed: `SELECT owed.id, owed.plan_id AS planId, plan.title AS planTitle, plan.year,
                coalesce(plan.starts_on, plan.document_date) AS day, owed.text, owed.due_on AS dueOn, owed.status,
                domain.key AS domainKey, finding.criterion_id AS criterionId
      FROM (SELECT * FROM recommendation WHERE agency_id IN (SELECT value FROM json_each(@agencies))
            UNION
            SELECT recommendation.* FROM visit
              JOIN recommendation ON recommendation.plan_id = visit.plan_id AND recommendation.agency_id IS NULL
             WHERE visit.agency_id IN (SELECT value FROM json_each(@agencies)) AND visit.status <> 'cancelled') owed
      JOIN plan ON plan.id = owed.plan_id
      LEFT JOIN finding ON finding.id = owed.finding_id
      LEFT JOIN domain ON domain.id = coalesce(owed.domain_id, finding.domain_id)
     WHERE owed.plan_id <> @planId AND owed.status IN ('open', 'in_progress', 'reported', 'returned')
     ORDER BY plan.year DESC, owed.plan_id, owed.ordinal, owed.id`,
} as const;

export function createDeskStore(connection: Connection) {
  const visits = connection.prepare(deskSql.visits);
  const answers = connection.prepare(deskSql.answers);
  const criteria = connection.prepare(deskSql.criteria);
  const forebears = connection.prepare(deskSql.forebears);
  const matches = connection.prepare(deskSql.matches);
  const owed = connection.prepare(deskSql.owed);
  return {
    /** Every visit of these agencies, with when it was. */
    visitsOf: (agencyIds: readonly string[]) => visits.all(idList(agencyIds)) as EarlierVisit[],
    answersOf: (visitIds: readonly string[]) =>
      answers.all(idList(visitIds)).map((row) => rowOf<StoredAnswer>('answer', row)),
    criteriaOf: (ids: readonly string[]) => readAll<StoredCriterion>('criterion', criteria, idList(ids)),
    /** Item → what it was copied from, the nearest first. */
    forebearsOf: (ids: readonly string[]) => {
      const found = new Map<string, string[]>();
      for (const row of forebears.all(idList(ids)) as { item: string; forebear: string }[]) {
        const own = found.get(row.item);
        if (own === undefined) found.set(row.item, [row.forebear]);
        else own.push(row.forebear);
      }
      return found;
    },
    /** What persons said is the same as one of these. */
    matchesOf: (ids: readonly string[]) =>
      matches.all({ ids: idList(ids) }) as { criterionId: string; otherCriterionId: string }[],
    /** What these agencies still owe from other rounds than this one. */
    owedBy: (agencyIds: readonly string[], planId: string) =>
      owed.all({ agencies: idList(agencyIds), planId }) as OwedRecommendation[],
  };
}
