// Answers: one row per visit and criterion.
import type { Answer } from '../core/contract/visits.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredAnswer = Stored<Omit<Answer, 'earned'>>;

export const answerSql = {
  ofDomain: `SELECT answer.* FROM answer JOIN criterion ON criterion.id = answer.criterion_id
      WHERE answer.visit_id = ? AND criterion.domain_id = ? ORDER BY answer.id`,
} as const;

export function createAnswerStore(connection: Connection) {
  const get = prepareGet(connection, 'answer');
  const ofVisit = connection.prepare('SELECT * FROM answer WHERE visit_id = ? ORDER BY id');
  // Of one domain: what the score of a line's domain is made of, at every pause of typing.
  const ofDomain = connection.prepare(answerSql.ofDomain);
  const ofPlan = connection.prepare(
    `SELECT answer.* FROM answer JOIN visit ON visit.id = answer.visit_id WHERE visit.plan_id = ?
      ORDER BY answer.id`,
  );
  const find = connection.prepare('SELECT * FROM answer WHERE visit_id = ? AND criterion_id = ?');
  return {
    get: (id: string) => readOne<StoredAnswer>('answer', get, id),
    find: (visitId: string, criterionId: string) =>
      readOne<StoredAnswer>('answer', find, visitId, criterionId),
    ofVisit: (visitId: string) => readAll<StoredAnswer>('answer', ofVisit, visitId),
    ofDomain: (visitId: string, domainId: string) =>
      readAll<StoredAnswer>('answer', ofDomain, visitId, domainId),
    ofPlan: (planId: string) => readAll<StoredAnswer>('answer', ofPlan, planId),
  };
}
