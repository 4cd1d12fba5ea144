/**
 * The annual reform plan (kế hoạch CCHC năm) of the office, or of an agency whose plan the office keeps, and its tasks:
 * task, product, owner, deadline, state. They feed reports and the criteria 1.1.3 and 1.1.4.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  byId,
  day,
  deleted,
  deleteInput,
  id,
  longText,
  requiredText,
  rowStamp,
  shortText,
  text,
  updateInput,
  year,
} from './common.ts';

export const taskState = z.enum(['not_started', 'in_progress', 'done', 'dropped']);

/** Counted on a day: `done` on time out of what is due by then; dropped tasks count nowhere. */
export const taskFigures = z.strictObject({
  total: z.int(),
  due: z.int(),
  doneOnTime: z.int(),
  doneLate: z.int(),
  overdue: z.int(),
  done: z.int(),
  /** Done tasks with an evaluation of their result (criterion 1.1.4). */
  evaluated: z.int(),
});
export type TaskFigures = z.infer<typeof taskFigures>;

export const parPlanFields = {
  /** Null: the office's own plan. */
  agencyId: id.nullable(),
  year,
  title: requiredText(500),
  number: text(60).nullable(),
  symbol: text(60).nullable(),
  issuedOn: day.nullable(),
  /** The last day to issue it. */
  dueOn: day.nullable(),
  note: longText.nullable(),
};
export const parPlan = z.strictObject({
  ...rowStamp,
  ...parPlanFields,
  agencyName: z.string().nullable(),
  figures: taskFigures,
});
export type ParPlan = z.infer<typeof parPlan>;

export const parTaskFields = {
  domainKey: text(60).nullable(),
  task: requiredText(2000),
  product: text(2000).nullable(),
  owner: text(600).nullable(),
  partner: text(600).nullable(),
  dueOn: day.nullable(),
  /** Where a day cannot be named: "Quý II", "thường xuyên". */
  dueText: shortText.nullable(),
  state: taskState,
  /** Only with the state `done`. */
  doneOn: day.nullable(),
  result: text(4000).nullable(),
  evaluation: text(4000).nullable(),
};
export const parTask = z.strictObject({
  ...rowStamp,
  ...parTaskFields,
  parPlanId: id,
  ordinal: z.int(),
  overdue: z.boolean(),
});
export type ParTask = z.infer<typeof parTask>;

export const tasks = {
  'parPlans.list': query({
    input: z.strictObject({ year: year.optional(), agencyId: id.nullable().optional() }),
    output: z.array(parPlan),
  }),
  'parPlans.get': query({
    input: byId,
    output: z.strictObject({ ...parPlan.shape, tasks: z.array(parTask) }),
  }),
  'parPlans.create': command({
    input: z.strictObject({
      year: parPlanFields.year,
      title: parPlanFields.title,
      ...z.strictObject(parPlanFields).omit({ year: true, title: true }).partial().shape,
      /** Last year's plan: its tasks are copied as not started, one year later. */
      copyFromId: id.optional(),
    }),
    output: parPlan,
  }),
  'parPlans.update': command({ input: updateInput(parPlanFields), output: parPlan }),
  'parPlans.delete': command({ input: deleteInput, output: deleted }),
  'parTasks.create': command({
    input: z.strictObject({
      parPlanId: id,
      task: parTaskFields.task,
      ...z.strictObject(parTaskFields).omit({ task: true }).partial().shape,
    }),
    output: parTask,
  }),
  'parTasks.update': command({ input: updateInput(parTaskFields), output: parTask }),
  'parTasks.move': command({
    input: z.strictObject({ id, rev: z.int(), ordinal: z.int().min(1) }),
    output: parTask,
  }),
  'parTasks.delete': command({ input: deleteInput, output: deleted }),
} as const;
