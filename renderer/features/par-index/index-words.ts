// How the index is worded on the screen: states, shares, differences, faults of a set. Pure.
import type { Output } from '../../../core/contract/index.ts';
import type { IndexSet, IndexSetFault, IndexStatus } from '../../../core/contract/par-index.ts';
import { formatPercentHundredths } from '../../../core/rules/format.ts';
import type { Tone } from '../../components/StatusChip.tsx';
import { points } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

/** A set with its items and what is wrong with it. */
export type SetDetail = Output<'indexSets.get'>;

/** An agency's place in the ranking of a set. */
export type RankRow = Output<'indexSets.ranking'>['rows'][number];

export const indexStatuses = [
  'draft',
  'scoring',
  'verifying',
  'closed',
] as const satisfies readonly IndexStatus[];

export const statusTones: Readonly<Record<IndexStatus, Tone>> = {
  draft: 'plain',
  scoring: 'accent',
  verifying: 'accent',
  closed: 'verified',
};

/** Hundredths of a percent. */
export function share(hundredths: number): string {
  return formatPercentHundredths(hundredths);
}

/** A difference with its sign; nought has none. */
export function signed(hundredths: number): string {
  if (hundredths === 0) return points(0);
  return `${hundredths > 0 ? '+' : '−'}${points(Math.abs(hundredths))}`;
}

export function setLabel(set: Pick<IndexSet, 'year' | 'groupName' | 'version'>, t: Texts): string {
  const version = set.version > 1 ? ` (${t.parIndex.version(String(set.version))})` : '';
  return `${String(set.year)} · ${set.groupName}${version}`;
}

/** Scores may be typed while the agencies score themselves and while they are verified. */
export function isScored(status: IndexStatus): boolean {
  return status === 'scoring' || status === 'verifying';
}

/** A fault in a sentence: what does not add up and where. */
export function faultText(fault: IndexSetFault, t: Texts): string {
  const w = t.parIndex.set.fault;
  const code = fault.itemCode ?? '';
  const found = fault.found === null ? '' : points(fault.found);
  const expected = fault.expected === null ? '' : points(fault.expected);
  switch (fault.code) {
    case 'total_differs':
      return w.total_differs(found, expected);
    case 'children_differ':
      return w.children_differ(code, found, expected);
    case 'no_items':
    case 'bands':
    case 'survey_without':
      return w[fault.code];
    default:
      return w[fault.code](code);
  }
}
