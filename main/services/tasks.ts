/** Annual reform plans and their tasks, with figures as of today. */
import type { HandlersOf } from '../../core/contract/index.ts';
import { type ParPlan, parPlan, type ParTask, parTask, type tasks } from '../../core/contract/tasks.ts';
import { isTaskOverdue, taskFigures } from '../../core/rules/task-figures.ts';
import { shiftDay, shiftYears } from '../../core/rules/year-shift.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import type { StoredParPlan, StoredParTask } from '../../db/tasks.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';

/** Plans with their figures: two queries, however many plans. */
export function showParPlans(
  stores: Pick<Stores, 'tasks' | 'agencies'>,
  rows: readonly StoredParPlan[],
  today: string,
): ParPlan[] {
  const byPlan = Map.groupBy(stores.tasks.tasks(rows.map(({ id }) => id)), ({ parPlanId }) => parPlanId);
  return rows.map((row) =>
    shaped(parPlan, {
      ...row,
      agencyName:
        row.agencyId === null
          ? null
          : (stores.agencies.versionOn(row.agencyId, row.issuedOn ?? `${String(row.year)}-12-31`)?.name ??
            null),
      figures: taskFigures(byPlan.get(row.id) ?? [], today),
    }),
  );
}

export function createTaskService(context: ServiceContext): HandlersOf<typeof tasks> {
  const { stores, journal, ids, clock } = context;
  const store = stores.tasks;
  const showTask = (row: StoredParTask): ParTask =>
    shaped(parTask, { ...row, overdue: isTaskOverdue(row, clock.today()) });
  const shownPlan = (id: string) =>
    showParPlans(stores, [found(store.plan(id), 'par_plan', id)], clock.today())[0]!;
  const shownTask = (id: string) => showTask(found(store.task(id), 'par_task', id));

  function checkPlan({ agencyId }: Loose<Pick<ParPlan, 'agencyId'>>, base: string): void {
    if (agencyId != null) {
      referred(stores.agencies.get(agencyId), base === '' ? 'agencyId' : `${base}.agencyId`);
    }
  }
  function checkTask(
    { domainKey, state, doneOn }: Loose<Pick<ParTask, 'domainKey' | 'state' | 'doneOn'>>,
    base: string,
  ): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (domainKey != null && !stores.criteria.domains().some(({ key }) => key === domainKey)) {
      throw fieldFault(at('domainKey'), 'NOT_FOUND');
    }
    if (doneOn != null && state !== 'done') throw fieldFault(at('doneOn'));
  }

  /** Last year's tasks as this year's: not started, the days a year later; what was dropped is not taken up again. */
  function copyTasks(write: Writer, source: StoredParPlan, parPlanId: string, year: number): void {
    const text = (value: string | null) => (value === null ? null : shiftYears(value, source.year, year));
    const kept = store.tasks([source.id]).filter(({ state }) => state !== 'dropped');
    for (const [index, { domainKey, task, product, owner, partner, dueOn, dueText }] of kept.entries()) {
      write.insert('par_task', {
        id: ids.next(),
        parPlanId,
        ordinal: index + 1,
        domainKey,
        task: shiftYears(task, source.year, year),
        product: text(product),
        owner,
        partner,
        dueOn: dueOn === null ? null : shiftDay(dueOn, year - source.year),
        dueText: text(dueText),
        state: 'not_started',
      });
    }
  }

  return {
    'parPlans.list': ({ year, agencyId }) => {
      const rows = store
        .plans(year ?? null)
        .filter((row) => agencyId === undefined || row.agencyId === agencyId);
      return showParPlans(stores, rows, clock.today());
    },
    'parPlans.get': ({ id }) => ({ ...shownPlan(id), tasks: store.tasks([id]).map(showTask) }),
    'parPlans.create': ({ copyFromId, ...fields }, caller) => {
      checkPlan(fields, '');
      const source = copyFromId === undefined ? undefined : store.plan(copyFromId);
      if (copyFromId !== undefined) referred(source, 'copyFromId');
      const id = ids.next();
      journal.run(headOf(context, 'parPlans.create', caller), (write) => {
        write.insert('par_plan', { ...fields, id });
        if (source !== undefined) copyTasks(write, source, id, fields.year);
      });
      return shownPlan(id);
    },
    'parPlans.update': ({ id, rev, patch }, caller) => {
      owned(context, store.plan(id), 'par_plan', id);
      checkPlan(patch, 'patch');
      journal.run(headOf(context, 'parPlans.update', caller), (write) => {
        write.update('par_plan', id, rev, patch);
      });
      return shownPlan(id);
    },
    'parPlans.delete': ({ id, rev }, caller) => {
      current(owned(context, store.plan(id), 'par_plan', id), rev, 'par_plan');
      journal.run(headOf(context, 'parPlans.delete', caller), (write) => {
        for (const task of store.tasks([id])) write.remove('par_task', task.id, null);
        write.remove('par_plan', id, rev);
      });
      return { id };
    },
    'parTasks.create': ({ parPlanId, ...fields }, caller) => {
      owned(context, store.plan(parPlanId), 'par_plan', parPlanId);
      const state = fields.state ?? 'not_started';
      checkTask({ ...fields, state }, '');
      const id = ids.next();
      journal.run(headOf(context, 'parTasks.create', caller), (write) => {
        write.insert('par_task', { ...fields, id, parPlanId, state, ordinal: store.nextOrdinal(parPlanId) });
      });
      return shownTask(id);
    },
    'parTasks.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.task(id), 'par_task', id);
      // A task that is taken up again was not done on a day.
      const reopened = patch.state !== undefined && patch.state !== 'done' && patch.doneOn === undefined;
      const whole = reopened ? { ...patch, doneOn: null } : patch;
      checkTask({ ...row, ...given(whole) }, 'patch');
      journal.run(headOf(context, 'parTasks.update', caller), (write) => {
        write.update('par_task', id, rev, whole);
      });
      return shownTask(id);
    },
    'parTasks.move': ({ id, rev, ordinal }, caller) => {
      const row = current(owned(context, store.task(id), 'par_task', id), rev, 'par_task');
      const others = store.tasks([row.parPlanId]).filter((task) => task.id !== id);
      const order = others.toSpliced(ordinal - 1, 0, row);
      journal.run(headOf(context, 'parTasks.move', caller), (write) => {
        for (const [index, task] of order.entries()) {
          if (task.ordinal !== index + 1) write.update('par_task', task.id, null, { ordinal: index + 1 });
        }
      });
      return shownTask(id);
    },
    'parTasks.delete': ({ id, rev }, caller) => {
      owned(context, store.task(id), 'par_task', id);
      journal.run(headOf(context, 'parTasks.delete', caller), (write) => {
        write.remove('par_task', id, rev);
      });
      return { id };
    },
  };
}
