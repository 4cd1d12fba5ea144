/** The working calendar: an editable table of days, statutory holidays as a proposal that a person confirms. */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { type CalendarDay, calendarDay, type schedule } from '../../core/contract/schedule.ts';
import { proposedHolidays } from '../../core/rules/holidays.ts';
import { createWorkingCalendar, type WorkingCalendar } from '../../core/rules/working-days.ts';
import type { StoredCalendarDay } from '../../db/calendar.ts';
import type { Stores } from '../../db/stores.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';

type CalendarMethods = Pick<
  typeof schedule,
  'calendar.list' | 'calendar.proposals' | 'calendar.createMany' | 'calendar.update' | 'calendar.delete'
>;

const show = (row: StoredCalendarDay): CalendarDay => shaped(calendarDay, row);

/** The calendar of this office, as the rules count with it. */
export function workingCalendar(context: {
  readonly stores: Pick<Stores, 'calendar'>;
  readonly session: Pick<ServiceContext['session'], 'officeId'>;
}): WorkingCalendar {
  return createWorkingCalendar(context.stores.calendar.all(context.session.officeId()));
}

export function createCalendarService(context: ServiceContext): HandlersOf<CalendarMethods> {
  const { stores, journal, ids, session } = context;
  const store = stores.calendar;
  const ofYear = (year: number) =>
    store.between(session.officeId(), `${String(year)}-01-01`, `${String(year)}-12-31`);

  return {
    'calendar.list': ({ year }) => ofYear(year).map(show),
    'calendar.proposals': ({ year }) =>
      // Tết may begin, and a day off in its stead may lie, beyond the ends of the year.
      proposedHolidays(
        year,
        store.between(session.officeId(), `${String(year - 1)}-12-01`, `${String(year + 1)}-01-31`),
      ),
    'calendar.createMany': ({ days }, caller) => {
      const officeId = session.officeId();
      const seen = new Set<string>();
      for (const [index, { day }] of days.entries()) {
        if (seen.has(day) || store.find(officeId, day) !== undefined) {
          throw new AppError('DUPLICATE', {
            fields: [{ path: `days.${String(index)}.day`, code: 'DUPLICATE' }],
            detail: { entity: 'calendar_day', day },
          });
        }
        seen.add(day);
      }
      const rows = days.map((fields) => ({ id: ids.next(), ...fields }));
      journal.run(headOf(context, 'calendar.createMany', caller), (write) => {
        for (const row of rows) write.insert('calendar_day', row);
      });
      return rows.map((row) => show(found(store.get(row.id), 'calendar_day', row.id)));
    },
    'calendar.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.get(id), 'calendar_day', id);
      if (patch.day !== undefined && patch.day !== row.day) {
        if (store.find(session.officeId(), patch.day) !== undefined)
          throw fieldFault('patch.day', 'DUPLICATE');
      }
      journal.run(headOf(context, 'calendar.update', caller), (write) => {
        write.update('calendar_day', id, rev, patch);
      });
      return show(found(store.get(id), 'calendar_day', id));
    },
    'calendar.delete': ({ id, rev }, caller) => {
      current(owned(context, store.get(id), 'calendar_day', id), rev, 'calendar_day');
      journal.run(headOf(context, 'calendar.delete', caller), (write) => {
        write.remove('calendar_day', id, rev);
      });
      return { id };
    },
  };
}
