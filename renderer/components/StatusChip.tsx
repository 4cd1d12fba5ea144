// A state as a small label. The tone only supports the word: overdue red, due amber, verified green, accent for
// what is under way; everything else is plain.
import Box from '@mui/material/Box';
import type { DocumentRow } from '../../core/contract/documents.ts';
import type { PlanStatus } from '../../core/contract/plans.ts';
import type { Recommendation } from '../../core/contract/recommendations.ts';
import type { VisitStatus } from '../../core/contract/visits.ts';
import { useText } from '../i18n/text.tsx';

export type Tone = 'plain' | 'muted' | 'accent' | 'due' | 'overdue' | 'verified';

const colours: Readonly<Record<Tone, string>> = {
  plain: 'text.primary',
  muted: 'text.secondary',
  accent: 'primary.main',
  due: 'warning.main',
  overdue: 'error.main',
  verified: 'success.main',
};

interface StatusChipProps {
  readonly tone?: Tone;
  readonly label: string;
}

export function StatusChip({ tone = 'plain', label }: StatusChipProps) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: '0.75rem',
        lineHeight: 1.6,
        fontWeight: 500,
        whiteSpace: 'nowrap',
        color: colours[tone],
      }}
    >
      <Box
        component="span"
        aria-hidden
        sx={{
          width: 8,
          height: 8,
          flex: 'none',
          borderRadius: tone === 'overdue' ? '1px' : '50%',
          border: '1.5px solid currentColor',
          backgroundColor: tone === 'plain' || tone === 'muted' ? 'transparent' : 'currentColor',
        }}
      />
      {label}
    </Box>
  );
}

const planTones: Readonly<Record<PlanStatus, Tone>> = {
  draft: 'plain',
  approved: 'accent',
  in_progress: 'accent',
  reporting: 'accent',
  closed: 'verified',
  cancelled: 'muted',
};
export function PlanStatusChip({ status }: { readonly status: PlanStatus }) {
  return <StatusChip tone={planTones[status]} label={useText().labels.planStatus[status]} />;
}

const visitTones: Readonly<Record<VisitStatus, Tone>> = {
  planned: 'plain',
  notified: 'plain',
  self_report_received: 'plain',
  visited: 'accent',
  minutes_signed: 'accent',
  notice_drafted: 'accent',
  notice_issued: 'verified',
  closed: 'verified',
  postponed: 'due',
  cancelled: 'muted',
  replaced_by_report: 'muted',
};
export function VisitStatusChip({ status }: { readonly status: VisitStatus }) {
  return <StatusChip tone={visitTones[status]} label={useText().labels.visitStatus[status]} />;
}

const documentTones: Readonly<Record<DocumentRow['status'], Tone>> = {
  draft: 'plain',
  for_signature: 'due',
  issued: 'verified',
  withdrawn: 'muted',
};
export function DocumentStatusChip({ status }: { readonly status: DocumentRow['status'] }) {
  return <StatusChip tone={documentTones[status]} label={useText().labels.documentStatus[status]} />;
}

const recommendationTones: Readonly<Record<Recommendation['status'], Tone>> = {
  open: 'plain',
  in_progress: 'accent',
  reported: 'accent',
  returned: 'due',
  verified: 'verified',
  no_longer_applicable: 'muted',
  transferred: 'muted',
};
export function RecommendationStatusChip({ status }: { readonly status: Recommendation['status'] }) {
  return (
    <StatusChip tone={recommendationTones[status]} label={useText().labels.recommendationStatus[status]} />
  );
}
