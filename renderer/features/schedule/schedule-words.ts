// The schedule in words: half-days, lengths, places, conflicts, and clock times as officials type them.
import { addDays } from '../../../core/rules/due.ts';
import { halfDaysOf } from '../../../core/rules/half-days.ts';
import type { VisitDays } from '../../../core/rules/half-days.ts';
import type { Board, Conflict } from '../../../core/contract/schedule.ts';
import type { Half, Visit } from '../../../core/contract/visits.ts';
import { formatCount, shortDay } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

export const shortName = (visit: Visit): string => visit.agencyShortName ?? visit.agencyName;

export function weekday(day: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
}

/** `T2`, `Mon`. */
export function shortWeekday(day: string, t: Texts): string {
  return t.calendar.shortWeekdays.split(' ')[weekday(day)] ?? '';
}

/** `16/9`: the year stands over the week. */
export function dayAndMonth(day: string): string {
  return shortDay(day).slice(0, -5);
}

/** `16/9 – 22/9/2019`. */
export function weekText(monday: string): string {
  const sunday = addDays(monday, 6);
  const isOneYear = monday.slice(0, 4) === sunday.slice(0, 4);
  return `${isOneYear ? dayAndMonth(monday) : shortDay(monday)} – ${shortDay(sunday)}`;
}

/** `sáng Thứ Ba 17/9/2019`, `Thứ Ba 17/9/2019`, `sáng 17/9 – chiều 19/9/2019`; empty without a day. */
export function daysText(days: VisitDays, t: Texts): string {
  const interval = halfDaysOf(days);
  if (interval === null || days.startsOn === null) return '';
  const w = t.schedule;
  const last = days.endsOn ?? days.startsOn;
  const firstHalf: Half = interval.from % 2 === 0 ? 'morning' : 'afternoon';
  const lastHalf: Half = interval.to % 2 === 0 ? 'afternoon' : 'morning';
  if (last === days.startsOn) {
    const day = `${t.calendar.weekdays[weekday(last)]} ${shortDay(last)}`;
    if (interval.to - interval.from === 2) return day;
    return w.halfOfDay[firstHalf](day);
  }
  const first =
    last.slice(0, 4) === days.startsOn.slice(0, 4) ? dayAndMonth(days.startsOn) : shortDay(days.startsOn);
  return interval.from % 2 === 0 && interval.to % 2 === 0
    ? `${first} – ${shortDay(last)}`
    : `${w.halfOfDay[firstHalf](first)} – ${w.halfOfDay[lastHalf](shortDay(last))}`;
}

/** `nửa ngày`, `1 ngày`, `1 ngày rưỡi`. */
export function lengthText(length: number, t: Texts): string {
  const w = t.schedule.lengths;
  if (length === 1) return w.half;
  const days = formatCount(Math.floor(length / 2));
  if (length % 2 === 1) return length === 3 ? w.oneAndHalf : w.andHalf(days);
  return length === 2 ? w.one : w.days(days);
}

export function teamText(teamId: string | null, board: Board, t: Texts): string {
  return board.teams.find(({ id }) => id === teamId)?.name ?? t.schedule.noTeam;
}

export function conflictText(
  { code, visitIds, day, params }: Conflict,
  names: ReadonlyMap<string, string>,
  t: Texts,
): string {
  const w = t.schedule.conflicts;
  const param = (key: string): string => {
    const value = params[key];
    return value === undefined ? '' : typeof value === 'number' ? formatCount(value) : value;
  };
  const who = visitIds.flatMap((id) => names.get(id) ?? []).join(', ');
  const agency = param('agency') || who;
  const on = day === null ? '' : shortDay(day);
  const half = params['half'];
  const at = half === 'morning' || half === 'afternoon' ? t.schedule.halfOfDay[half](on) : on;
  const body = params['subject'] === undefined ? param('body') : `${param('body')} (${param('subject')})`;
  switch (code) {
    case 'MEMBER_TWICE':
      return w.memberTwice(param('name'), at, who);
    case 'TEAM_TWICE':
      return w.teamTwice(param('team'), at, who);
    case 'AGENCY_TWICE':
      return w.agencyTwice(agency, param('plan'), on);
    case 'AGENCY_BUSY':
      return w.agencyBusy(agency, on, body);
    case 'AGENCY_BURDENED':
      return params['plan'] === undefined
        ? w.burdenedByBody(agency, param('days'), body)
        : w.burdenedByPlan(agency, param('days'), param('plan'));
    case 'NOT_WORKING_DAY':
      return params['name'] === undefined ? w.weekend(who, on) : w.holiday(who, on, param('name'));
    case 'OUTSIDE_PERIOD': {
      const bound = shortDay(param('bound'));
      return day !== null && day < param('bound')
        ? w.beforePeriod(who, on, bound)
        : w.afterPeriod(who, on, bound);
    }
    case 'AGENCY_NOT_IN_FORCE':
      return w.notInForce(agency, on);
    case 'NO_TEAM':
      return w.noTeam(agency);
    case 'NO_DAY':
      return w.noDay(agency);
  }
}

/** `8`, `8h`, `8h30`, `8:30`, `08.30`, `0830`, `8 giờ 30` → `08:30`; null for what is no time. */
export function parseClock(text: string): string | null {
  const trimmed = text.normalize('NFC').trim().toLowerCase();
  const match =
    /^(\d{1,2})\s*(?:(?:h|g|:|\.|giờ)\s*(\d{2})?\s*(?:phút|')?)?$/.exec(trimmed) ??
    /^(\d{2})(\d{2})$/.exec(trimmed);
  if (match === null) return null;
  const [, hours = '', minutes = '00'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}
