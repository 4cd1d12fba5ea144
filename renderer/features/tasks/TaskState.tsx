// The state of a task as a chip: overdue says more than the state it is in.
import type { ParTask } from '../../../core/contract/tasks.ts';
import { StatusChip, type Tone } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';

export const taskStates = [
  'not_started',
  'in_progress',
  'done',
  'dropped',
] as const satisfies readonly ParTask['state'][];

const tones: Readonly<Record<ParTask['state'], Tone>> = {
  not_started: 'plain',
  in_progress: 'accent',
  done: 'verified',
  dropped: 'muted',
};

export function StateChip({ task }: { readonly task: Pick<ParTask, 'state' | 'overdue'> }) {
  const w = useText().tasks;
  return task.overdue ? (
    <StatusChip tone="overdue" label={`${w.states[task.state]}, ${w.onlyOverdue}`} />
  ) : (
    <StatusChip tone={tones[task.state]} label={w.states[task.state]} />
  );
}
