// How the state of a self-report is told: its word and its tone. On time is said only where there was a time.
import type { SelfReport } from '../../../core/contract/self-reports.ts';
import type { Tone } from '../../components/StatusChip.tsx';
import type { Texts } from '../../i18n/text.tsx';

const tones: Readonly<Record<SelfReport['state'], Tone>> = {
  not_asked: 'muted',
  waiting: 'accent',
  arrived: 'verified',
  arrived_late: 'due',
  overdue: 'overdue',
  excused: 'muted',
};

export function selfState(
  { state, effectiveDueOn }: Pick<SelfReport, 'state' | 'effectiveDueOn'>,
  t: Texts,
): { readonly tone: Tone; readonly label: string } {
  const w = t.selfReports;
  const label = state === 'arrived' && effectiveDueOn === null ? w.arrivedPlain : w.states[state];
  return { tone: tones[state], label };
}
