/** Tasks of an annual reform plan counted on a day: x/y tasks done on time (criterion 1.1.3), evaluated (1.1.4). */
import type { ParTask, TaskFigures } from '../contract/tasks.ts';

export type CountedTask = Pick<ParTask, 'state' | 'dueOn' | 'doneOn' | 'evaluation'>;

/** The day itself is still in time. */
export function isTaskOverdue({ state, dueOn }: Pick<CountedTask, 'state' | 'dueOn'>, on: string): boolean {
  return dueOn !== null && dueOn < on && (state === 'not_started' || state === 'in_progress');
}

/**
 * On time and late are told among what is due by the day, so that on time out of due is a share. A task done without
 * a day counts as done, but as neither on time nor late.
 */
export function taskFigures(tasks: readonly CountedTask[], on: string): TaskFigures {
  const counted = tasks.filter(({ state }) => state !== 'dropped');
  const done = counted.filter(({ state }) => state === 'done');
  const due = counted.filter(({ dueOn }) => dueOn !== null && dueOn <= on);
  const doneBy = (late: boolean) =>
    due.filter(
      ({ state, dueOn, doneOn }) =>
        state === 'done' && doneOn !== null && dueOn !== null && doneOn > dueOn === late,
    ).length;
  return {
    total: counted.length,
    due: due.length,
    doneOnTime: doneBy(false),
    doneLate: doneBy(true),
    overdue: counted.filter((task) => isTaskOverdue(task, on)).length,
    done: done.length,
    evaluated: done.filter(({ evaluation }) => (evaluation ?? '').trim() !== '').length,
  };
}
