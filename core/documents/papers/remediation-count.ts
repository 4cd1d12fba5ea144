// How far recommendations have come, counted on a day: every one in exactly one state, the overdue among those owed.
import { daysLeft, isOverdue, type RecommendationStatus } from '../../rules/due.ts';
import type { IsoDay } from '../facts.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount } from '../wording/numbers.ts';
import { lowerFirst, oneLine, withoutEnd } from '../wording/text.ts';
import type { TrackedRecommendation } from './after-round.ts';

export interface RemediationCount {
  readonly total: number;
  readonly verified: number;
  /** Reported on; the report is being looked at. */
  readonly reported: number;
  readonly owing: number;
  /** Among those owed. */
  readonly overdue: number;
  /** Handed on to a successor, or no longer to be done. */
  readonly settled: number;
}

const owing: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>([
  'open',
  'in_progress',
  'returned',
]);

export const isOwed = ({ status }: Pick<TrackedRecommendation, 'status'>): boolean => owing.has(status);

export const isLate = (one: Pick<TrackedRecommendation, 'dueOn' | 'status'>, asOf: IsoDay): boolean =>
  isOverdue(one.dueOn, one.status, asOf);

export function countRemediation(
  all: readonly Pick<TrackedRecommendation, 'dueOn' | 'status'>[],
  asOf: IsoDay,
): RemediationCount {
  const count = (test: (one: Pick<TrackedRecommendation, 'dueOn' | 'status'>) => boolean): number =>
    all.filter(test).length;
  return {
    total: all.length,
    verified: count(({ status }) => status === 'verified'),
    reported: count(({ status }) => status === 'reported'),
    owing: count(isOwed),
    overdue: count((one) => isLate(one, asOf)),
    settled: count(({ status }) => status === 'no_longer_applicable' || status === 'transferred'),
  };
}

const stateWords: Readonly<Record<RecommendationStatus, string>> = {
  open: 'chưa hoàn thành',
  in_progress: 'đang thực hiện',
  reported: 'đã báo cáo, đang xem xét kết quả',
  returned: 'đã báo cáo, kết quả chưa đạt yêu cầu',
  verified: 'đã hoàn thành',
  no_longer_applicable: 'không còn phải thực hiện',
  transferred: 'đã chuyển cơ quan kế thừa',
};

export const stateText = (status: RecommendationStatus): string => stateWords[status];

/** The deadline as a cell shows it; one in words stays in words, an unknown one is a blank. */
export function dueText({ dueOn, dueNote }: Pick<TrackedRecommendation, 'dueOn' | 'dueNote'>): string {
  const note = dueNote === null ? '' : withoutEnd(oneLine(dueNote));
  if (dueOn === null) return note === '' ? '…/…/…' : note;
  return note === '' ? shortDate(dueOn) : `${shortDate(dueOn)} (${lowerFirst(note)})`;
}

/** `quá hạn 15 ngày`, `đến hạn trong ngày`, `còn 05 ngày`; empty where only words tell the deadline. */
export function lateness(one: Pick<TrackedRecommendation, 'dueOn' | 'status'>, asOf: IsoDay): string {
  const left = daysLeft(one.dueOn, asOf);
  if (left === null || Number.isNaN(left) || !isOwed(one)) return '';
  if (left < 0) return `quá hạn ${formatCount(-left)} ngày`;
  return left === 0 ? 'đến hạn trong ngày' : `còn ${formatCount(left)} ngày`;
}
