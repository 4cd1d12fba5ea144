/** Whether an agency's plan and report of remediation came in time, by the day that the office counts by. Pure. */
import type { RemediationPaper } from '../contract/remediation.ts';
import type { OfficeSettings } from '../contract/settings.ts';

export interface PaperDays {
  readonly documentDate: string | null;
  readonly arrivedOn: string | null;
}

/** What "on time" counts by; where that is blank, the other. */
export function paperDay(paper: PaperDays, by: OfficeSettings['onTimeBy']): string | null {
  return by === 'arrival' ? (paper.arrivedOn ?? paper.documentDate) : (paper.documentDate ?? paper.arrivedOn);
}

/** Null: it has not come. The last day itself is in time; of what came without any day nobody can tell. */
export function paperState(
  paper: PaperDays | null,
  dueOn: string | null,
  today: string,
  by: OfficeSettings['onTimeBy'],
): RemediationPaper['state'] {
  if (dueOn === null) return 'unknown';
  if (paper === null) return dueOn < today ? 'missing' : 'waiting';
  const day = paperDay(paper, by);
  if (day === null) return 'unknown';
  return day <= dueOn ? 'on_time' : 'late';
}
