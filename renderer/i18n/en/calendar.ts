// The working calendar of the office in English.
import type { Same } from '../same.ts';
import type { calendar as vi } from '../vi/calendar.ts';

export const calendar = {
  year: (year: string) => `Year ${year}`,
  previousYear: 'Previous year',
  nextYear: 'Next year',
  hint: 'Saturdays and Sundays are off; enter only the days that differ. Schedules and deadlines are counted by this table.',
  propose: (year: string) => `Propose the public holidays of ${year}`,
  proposeText:
    'The public holidays by Article 112 of the Labour Code that are not in the table yet. Untick what the authorities announced differently, then enter them in one act.',
  nothingProposed: (year: string) => `All public holidays of ${year} are in the table.`,
  confirm: (count: string) => `Enter ${count} days`,
  confirmNone: 'Enter the days',
  added: (count: string) => `${count} days were entered in the working calendar.`,
  empty: (year: string) => `No holidays of ${year} entered yet`,
  emptyText:
    'Begin with the proposed public holidays, then add days off and days worked in exchange as they are announced.',
  kind: 'Kind of day',
  kinds: {
    holiday: 'Public holiday',
    day_off: 'Day off in exchange',
    working_day: 'Worked in exchange',
  },
  day: 'Day',
  name: 'Name of the day',
  nameHint: 'E.g. Nghỉ hoán đổi ngày làm việc 02/01/2026.',
  add: 'Add a day',
  otherYear: 'This day belongs to another year.',
  duplicate: 'This day is in the table already.',
  delete: 'Take the day out',
  deleted: (name: string) => `Taken out of the calendar: ${name}.`,
  yearView: (year: string) => `Calendar of ${year}`,
  month: (month: string) => `Month ${month}`,
  weekdays: {
    0: 'Monday',
    1: 'Tuesday',
    2: 'Wednesday',
    3: 'Thursday',
    4: 'Friday',
    5: 'Saturday',
    6: 'Sunday',
  },
  shortWeekdays: 'Mo Tu We Th Fr Sa Su',
} satisfies Same<typeof vi>;
