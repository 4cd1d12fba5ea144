// The explanation round of a visit (one row, or none yet) and its remarks in their order.
import type { ExplanationRound, Remark } from '../core/contract/remarks.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredRemark = Stored<Remark>;
export type StoredExplanation = Stored<
  Pick<
    ExplanationRound,
    'visitId' | 'sentOn' | 'letterNumber' | 'dueOn' | 'answeredOn' | 'answerNumber' | 'noRemarks' | 'note'
  > & { readonly id: string; readonly rev: number }
>;

export function createRemarkStore(connection: Connection) {
  const get = prepareGet(connection, 'remark');
  const round = connection.prepare('SELECT * FROM explanation_round WHERE visit_id = ?');
  const ofVisit = connection.prepare('SELECT * FROM remark WHERE visit_id = ? ORDER BY ordinal, id');
  const ofPlan = connection.prepare(
    `SELECT remark.* FROM visit JOIN remark ON remark.visit_id = visit.id
      WHERE visit.plan_id = ? ORDER BY visit.ordinal, remark.ordinal, remark.id`,
  );
  const ofFinding = connection.prepare('SELECT * FROM remark WHERE finding_id = ? ORDER BY id');
  const ofRecommendation = connection.prepare('SELECT * FROM remark WHERE recommendation_id = ? ORDER BY id');
  const lastOrdinal = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM remark WHERE visit_id = ?')
    .pluck();
  return {
    get: (id: string) => readOne<StoredRemark>('remark', get, id),
    roundOf: (visitId: string) => readOne<StoredExplanation>('explanation_round', round, visitId),
    ofVisit: (visitId: string) => readAll<StoredRemark>('remark', ofVisit, visitId),
    ofPlan: (planId: string) => readAll<StoredRemark>('remark', ofPlan, planId),
    ofFinding: (findingId: string) => readAll<StoredRemark>('remark', ofFinding, findingId),
    ofRecommendation: (recommendationId: string) =>
      readAll<StoredRemark>('remark', ofRecommendation, recommendationId),
    nextOrdinal: (visitId: string) => (lastOrdinal.get(visitId) as number) + 1,
  };
}
