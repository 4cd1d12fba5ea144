/**
 * The statutory holidays of a year (Bộ luật Lao động 2019, Điều 112) as a proposal. Which five days Tết takes, and
 * on which side of 02/9 the second day lies, is decided every year by the Prime Minister: a person confirms them.
 */
import { CalendarVietnamese } from 'date-chinese';
import type { CalendarDay } from '../contract/schedule.ts';
import { addDays } from './due.ts';
import { isWeekend } from './working-days.ts';

export type ProposedDay = Pick<CalendarDay, 'day' | 'kind' | 'name'>;

interface Group {
  /** Whatever days of these a person has entered, so many of them make the holiday complete. */
  readonly window: readonly string[];
  readonly days: readonly string[];
  readonly name: string;
}

function isoDay({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** A day of the Vietnamese lunar calendar that lies in `year`, not in a leap month. */
export function lunarDay(year: number, month: number, day: number): string {
  const calendar = new CalendarVietnamese();
  const [cycle, lunarYear] = calendar.fromJDE(calendar.newYear(year)).get();
  return isoDay(new CalendarVietnamese(cycle, lunarYear, month, false, day).toGregorian(year));
}

/** The neighbour of 02/9 that joins a weekend where one does, else the day before. */
function besideNationalDay(year: number): string {
  const weekday = new Date(`${String(year)}-09-02T00:00:00Z`).getUTCDay();
  const after = weekday === 0 || weekday === 1 || weekday === 4;
  return `${String(year)}-09-${after ? '03' : '01'}`;
}

function groupsOf(year: number): Group[] {
  const at = (monthDay: string) => `${String(year)}-${monthDay}`;
  const single = (day: string, name: string): Group => ({ window: [day], days: [day], name });
  const newYear = lunarDay(year, 1, 1);
  const around = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => addDays(newYear, from + index));
  const beside = besideNationalDay(year);
  return [
    single(at('01-01'), 'Tết Dương lịch'),
    {
      window: around(-2, 4),
      days: around(-1, 3),
      name: 'Tết Âm lịch',
    },
    single(lunarDay(year, 3, 10), 'Ngày Giỗ Tổ Hùng Vương (10/3 âm lịch)'),
    single(at('04-30'), 'Ngày Chiến thắng'),
    single(at('05-01'), 'Ngày Quốc tế lao động'),
    {
      window: [at('09-01'), at('09-02'), at('09-03')],
      days: [at('09-02'), beside].toSorted(),
      name: 'Quốc khánh (đề xuất: ngày 02/9 và một ngày liền kề)',
    },
  ];
}

/**
 * What the year's table does not have yet, day by day. A holiday on a weekend brings the next working day off
 * (Điều 111 khoản 3). `entered` is the table around the year.
 */
export function proposedHolidays(
  year: number,
  entered: readonly Pick<CalendarDay, 'day' | 'kind'>[],
): ProposedDay[] {
  const known = new Map(entered.map((entry) => [entry.day, entry.kind]));
  const isEntered = (day: string) => known.get(day) === 'holiday';
  const proposals: ProposedDay[] = [];
  const statutory = new Map<string, string>();
  for (const { window, days, name } of groupsOf(year)) {
    const present = window.filter(isEntered);
    const complete = present.length >= days.length;
    for (const day of complete ? present.slice(0, days.length) : days) {
      const first = statutory.get(day);
      statutory.set(day, first === undefined ? name : `${first}; ${name}`);
      if (!complete && !known.has(day) && first === undefined) proposals.push({ day, kind: 'holiday', name });
    }
  }
  const taken = new Set(statutory.keys());
  for (const [day, name] of [...statutory].toSorted(([first], [second]) => (first < second ? -1 : 1))) {
    if (!isWeekend(day)) continue;
    let instead = addDays(day, 1);
    while (isWeekend(instead) || taken.has(instead)) instead = addDays(instead, 1);
    taken.add(instead);
    if (known.has(instead)) continue;
    const bare = name.replace(/ \(.*\)$/, '');
    proposals.push({ day: instead, kind: 'holiday', name: `Nghỉ bù ${bare}` });
  }
  return proposals.toSorted((first, second) => (first.day < second.day ? -1 : 1));
}
