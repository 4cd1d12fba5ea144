// Whether a paper of an agency came in time.
import type { RemediationPaper } from '../../../core/contract/remediation.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import type { Tone } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';

type PaperState = RemediationPaper['state'];
const tones: Readonly<Record<PaperState, Tone>> = {
  on_time: 'verified',
  late: 'due',
  waiting: 'plain',
  missing: 'overdue',
  unknown: 'muted',
};

export function PaperStateLabel({ state }: { readonly state: PaperState }) {
  return <StatusChip tone={tones[state]} label={useText().remediation.paperState[state]} />;
}
