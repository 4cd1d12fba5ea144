// Days, halves and clock times as sheets print them.
import type { Half } from '../../contract/visits.ts';
import { halfDaysOf } from '../../rules/half-days.ts';
import { shortDate } from '../wording/dates.ts';
import { upperFirst } from '../wording/text.ts';
import type { ScheduleRow, SheetDays } from './facts.ts';

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;
const halves: Readonly<Record<Half, string>> = { morning: 'sáng', afternoon: 'chiều' };

function weekday(iso: string): string {
  return weekdays[new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? '';
}

/** `thứ Hai, ngày 16/9/2019`; the day is not torn from its word. */
export function weekdayDate(iso: string): string {
  return `${weekday(iso)}, ngày\u00a0${shortDate(iso)}`;
}

const withHalf = (half: Half | null, iso: string): string =>
  half === null ? weekdayDate(iso) : `${halves[half]} ${weekdayDate(iso)}`;

/** `Sáng thứ Hai, ngày 16/9/2019`; `Từ … đến …`; null where no day is known. */
export function visitDaysText({ startsOn, startsHalf, endsOn, endsHalf }: SheetDays): string | null {
  if (startsOn === null) return null;
  if (endsOn === null) return `Từ ${withHalf(startsHalf, startsOn)}`;
  if (endsOn !== startsOn) {
    return `Từ ${withHalf(startsHalf, startsOn)} đến ${withHalf(endsHalf, endsOn)}`;
  }
  const from = startsHalf ?? 'morning';
  const to = endsHalf ?? 'afternoon';
  return upperFirst(from === to ? withHalf(from, startsOn) : weekdayDate(startsOn));
}

/** `08h00 - 08h15`; null where no time is known. */
export function clockRange(startsAt: string | null, endsAt: string | null): string | null {
  const times = [startsAt, endsAt].filter((time) => time !== null).map((time) => time.replace(':', 'h'));
  if (times.length === 0) return null;
  return startsAt === null ? `đến ${times.join('')}` : times.join(' - ');
}

/** What has no day, or takes no visit, stands at the end in the order of the round. */
export function byDay(first: ScheduleRow, second: ScheduleRow): number {
  const start = (row: ScheduleRow) => (row.byReport ? null : halfDaysOf(row))?.from ?? Infinity;
  const [one, other] = [start(first), start(second)];
  return one === other ? first.agency.ordinal - second.agency.ordinal : one < other ? -1 : 1;
}
