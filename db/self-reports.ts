// What agencies say of themselves: one report a visit, one answer a visit and criterion.
import type { SelfAnswer, SelfReport } from '../core/contract/self-reports.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredSelfAnswer = Stored<Omit<SelfAnswer, 'earned'>>;
export type StoredSelfReport = Stored<
  Pick<
    SelfReport,
    'visitId' | 'dueOn' | 'arrivedOn' | 'number' | 'symbol' | 'documentDate' | 'excused' | 'note'
  > & { readonly id: string; readonly rev: number; readonly provenance: SelfAnswer['provenance'] }
>;

export const selfReportSql = {
  find: 'SELECT * FROM self_report WHERE visit_id = ?',
  ofPlan: `SELECT self_report.* FROM self_report JOIN visit ON visit.id = self_report.visit_id
      WHERE visit.plan_id = ? ORDER BY self_report.id`,
  answersOf: 'SELECT * FROM self_answer WHERE visit_id = ? ORDER BY id',
  answersOfPlan: `SELECT self_answer.* FROM self_answer JOIN visit ON visit.id = self_answer.visit_id
      WHERE visit.plan_id = ? ORDER BY self_answer.id`,
  answersTo: 'SELECT * FROM self_answer WHERE criterion_id = ? ORDER BY id',
} as const;

export function createSelfReportStore(connection: Connection) {
  const get = prepareGet(connection, 'self_report');
  const find = connection.prepare(selfReportSql.find);
  const ofPlan = connection.prepare(selfReportSql.ofPlan);
  const answersOf = connection.prepare(selfReportSql.answersOf);
  const answersOfPlan = connection.prepare(selfReportSql.answersOfPlan);
  const answersTo = connection.prepare(selfReportSql.answersTo);
  return {
    get: (id: string) => readOne<StoredSelfReport>('self_report', get, id),
    find: (visitId: string) => readOne<StoredSelfReport>('self_report', find, visitId),
    ofPlan: (planId: string) => readAll<StoredSelfReport>('self_report', ofPlan, planId),
    answersOf: (visitId: string) => readAll<StoredSelfAnswer>('self_answer', answersOf, visitId),
    answersOfPlan: (planId: string) => readAll<StoredSelfAnswer>('self_answer', answersOfPlan, planId),
    /** Of all visits. */
    answersTo: (criterionId: string) => readAll<StoredSelfAnswer>('self_answer', answersTo, criterionId),
  };
}
