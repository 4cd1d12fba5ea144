// The office's calendar: days that differ from their week (holidays, exchanged days).
import type { CalendarDay } from '../core/contract/schedule.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredCalendarDay = Stored<CalendarDay>;

export const calendarSql = {
  between: `SELECT * FROM calendar_day WHERE day BETWEEN ? AND ? AND origin_office_id = ? ORDER BY day`,
  all: 'SELECT * FROM calendar_day WHERE origin_office_id = ? ORDER BY day',
  onDay: 'SELECT * FROM calendar_day WHERE origin_office_id = ? AND day = ?',
} as const;

export function createCalendarStore(connection: Connection) {
  const get = prepareGet(connection, 'calendar_day');
  const between = connection.prepare(calendarSql.between);
  const all = connection.prepare(calendarSql.all);
  const onDay = connection.prepare(calendarSql.onDay);
  return {
    get: (id: string) => readOne<StoredCalendarDay>('calendar_day', get, id),
    /** Of one office: another office's exchanged days are not ours. */
    between: (officeId: string, from: string, to: string) =>
      readAll<StoredCalendarDay>('calendar_day', between, from, to, officeId),
    all: (officeId: string) => readAll<StoredCalendarDay>('calendar_day', all, officeId),
    find: (officeId: string, day: string) => readOne<StoredCalendarDay>('calendar_day', onDay, officeId, day),
  };
}
