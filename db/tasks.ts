// Annual reform plans (kế hoạch CCHC năm), the office's own and those kept for agencies, with their tasks.
import type { ParPlan, ParTask } from '../core/contract/tasks.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne } from './stored.ts';

export type StoredParPlan = Stored<Omit<ParPlan, 'agencyName' | 'figures'>>;
export type StoredParTask = Stored<Omit<ParTask, 'overdue'>>;

const order = 'ORDER BY year DESC, agency_id IS NOT NULL, title, id';

export const taskSql = {
  plans: `SELECT * FROM par_plan ${order}`,
  plansOfYear: `SELECT * FROM par_plan WHERE year = ? ${order}`,
  plansOfAgency: 'SELECT * FROM par_plan WHERE agency_id = ? ORDER BY year DESC, id',
  tasks: `SELECT * FROM par_task WHERE par_plan_id IN (SELECT value FROM json_each(?))
      ORDER BY par_plan_id, ordinal, id`,
  lastOrdinal: 'SELECT coalesce(max(ordinal), 0) FROM par_task WHERE par_plan_id = ?',
} as const;

export function createTaskStore(connection: Connection) {
  const plan = prepareGet(connection, 'par_plan');
  const plans = connection.prepare(taskSql.plans);
  const plansOfYear = connection.prepare(taskSql.plansOfYear);
  const ofAgency = connection.prepare(taskSql.plansOfAgency);
  const task = prepareGet(connection, 'par_task');
  const tasks = connection.prepare(taskSql.tasks);
  const lastOrdinal = connection.prepare(taskSql.lastOrdinal).pluck();
  return {
    plan: (id: string) => readOne<StoredParPlan>('par_plan', plan, id),
    /** The newest year first, in a year the office's own first. */
    plans: (year: number | null) =>
      year === null
        ? readAll<StoredParPlan>('par_plan', plans)
        : readAll<StoredParPlan>('par_plan', plansOfYear, year),
    plansOfAgency: (agencyId: string) => readAll<StoredParPlan>('par_plan', ofAgency, agencyId),
    task: (id: string) => readOne<StoredParTask>('par_task', task, id),
    /** In their order, of as many plans as are asked for. */
    tasks: (planIds: readonly string[]) => readAll<StoredParTask>('par_task', tasks, idList(planIds)),
    nextOrdinal: (planId: string) => (lastOrdinal.get(planId) as number) + 1,
  };
}
