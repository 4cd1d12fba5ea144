// Which participants of an index set wait for what. Pure.
import type { IndexEntry } from '../../../core/contract/par-index.ts';

export const entryShows = ['unscored', 'unverified', 'survey', 'unsupported', 'unanswered'] as const;
export type EntryShow = (typeof entryShows)[number];

export function shows(entry: IndexEntry, show: EntryShow, asksSurvey: boolean): boolean {
  switch (show) {
    case 'unscored':
      return entry.selfScored < entry.leaves;
    case 'unverified':
      return entry.verified < entry.leaves;
    case 'survey':
      // What lacks beyond the verified leaves is survey points.
      return asksSurvey && entry.totals.missing > entry.leaves - entry.verified;
    case 'unsupported':
      return entry.unsupported > 0;
    case 'unanswered':
      return entry.unanswered > 0;
  }
}
