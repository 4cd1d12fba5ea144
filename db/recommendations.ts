// Recommendations (kiến nghị) of a round, to one agency or to all.
import type { Recommendation } from '../core/contract/recommendations.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne, rowOf } from './stored.ts';

/** Who reported and who verified stand in the row; lists show their days. */
export type StoredRecommendation = Stored<Recommendation> & {
  readonly reportedOn: string | null;
  readonly reportedBy: string | null;
  readonly verifiedOn: string | null;
  readonly verifiedBy: string | null;
};
export interface RecommendationFilter {
  readonly planId?: string | undefined;
  readonly agencyId?: string | undefined;
  /** Only what was due before this day and is still owed. */
  readonly overdueOn?: string | undefined;
}
export interface ListedRecommendation {
  readonly recommendation: StoredRecommendation;
  readonly agencyName: string | null;
  readonly planTitle: string;
}

/** The agency still owes something: the states of core/rules/due.ts (a test keeps the two alike). */
const owing = `('open', 'in_progress', 'returned')`;

export function createRecommendationStore(connection: Connection) {
  const get = prepareGet(connection, 'recommendation');
  const ofPlan = connection.prepare('SELECT * FROM recommendation WHERE plan_id = ? ORDER BY ordinal, id');
  // The agency's name as it was in that round, where it was visited in it; else the newest one.
  const list = connection.prepare(
    `SELECT recommendation.*, plan.title AS plan_title, version.name AS agency_name
       FROM recommendation
       JOIN plan ON plan.id = recommendation.plan_id
       LEFT JOIN agency_version version ON version.id = coalesce(
         (SELECT visit.agency_version_id FROM visit
           WHERE visit.plan_id = recommendation.plan_id AND visit.agency_id = recommendation.agency_id),
         (SELECT newest.id FROM agency_version newest WHERE newest.agency_id = recommendation.agency_id
           ORDER BY newest.valid_from IS NULL, newest.valid_from DESC, newest.id DESC LIMIT 1))
      WHERE (@planId IS NULL OR recommendation.plan_id = @planId)
        AND (@agencyId IS NULL OR recommendation.agency_id = @agencyId)
        AND (@overdueOn IS NULL OR (recommendation.due_on < @overdueOn
                                    AND recommendation.status IN ${owing}))
      ORDER BY plan.year DESC, plan.id, recommendation.ordinal, recommendation.id`,
  );
  // What a successor owes by a transfer was never said in the round, so it stands in none of its papers.
  const given = connection.prepare(
    `SELECT * FROM recommendation
      WHERE plan_id = ? AND NOT EXISTS (SELECT 1 FROM recommendation_transfer transfer
                                         WHERE transfer.to_recommendation_id = recommendation.id)
      ORDER BY ordinal, id`,
  );
  const overdue = connection
    .prepare(
      `SELECT count(*) FROM recommendation
        WHERE plan_id = ? AND due_on < ? AND status IN ${owing}`,
    )
    .pluck();
  const lastOrdinal = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM recommendation WHERE plan_id = ?')
    .pluck();
  return {
    get: (id: string) => readOne<StoredRecommendation>('recommendation', get, id),
    ofPlan: (planId: string) => readAll<StoredRecommendation>('recommendation', ofPlan, planId),
    /** As they were given in the round, whoever owes them now. */
    givenIn: (planId: string) => readAll<StoredRecommendation>('recommendation', given, planId),
    list: (filter: RecommendationFilter): ListedRecommendation[] =>
      list
        .all({
          planId: filter.planId ?? null,
          agencyId: filter.agencyId ?? null,
          overdueOn: filter.overdueOn ?? null,
        })
        .map((row) => {
          const joined = row as { plan_title: string; agency_name: string | null };
          return {
            recommendation: rowOf<StoredRecommendation>('recommendation', row),
            agencyName: joined.agency_name,
            planTitle: joined.plan_title,
          };
        }),
    overdue: (planId: string, today: string) => overdue.get(planId, today) as number,
    nextOrdinal: (planId: string) => (lastOrdinal.get(planId) as number) + 1,
  };
}
