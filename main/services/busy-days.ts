/** Other bodies' inspections of an agency: days on which it is taken. */
import type { HandlersOf } from '../../core/contract/index.ts';
import { busyDay, type BusyDay, type schedule } from '../../core/contract/schedule.ts';
import type { StoredBusyDay } from '../../db/busy-days.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';

type BusyMethods = Pick<
  typeof schedule,
  'busyDays.list' | 'busyDays.create' | 'busyDays.update' | 'busyDays.delete'
>;

export const showBusyDay = (row: StoredBusyDay): BusyDay => shaped(busyDay, row);

export function createBusyDayService(context: ServiceContext): HandlersOf<BusyMethods> {
  const { stores, journal, ids } = context;
  const shown = (id: string) => showBusyDay(found(stores.busyDays.get(id), 'busy_day', id));
  const own = (id: string) => owned(context, stores.busyDays.get(id), 'busy_day', id);

  return {
    'busyDays.list': (filter) => stores.busyDays.list(filter).map(showBusyDay),
    'busyDays.create': (fields, caller) => {
      referred(stores.agencies.get(fields.agencyId), 'agencyId');
      if (fields.endsOn < fields.startsOn) throw fieldFault('endsOn');
      const id = ids.next();
      journal.run(headOf(context, 'busyDays.create', caller), (write) => {
        write.insert('busy_day', { id, ...fields });
      });
      return shown(id);
    },
    'busyDays.update': ({ id, rev, patch }, caller) => {
      const next = { ...own(id), ...given(patch) };
      if (patch.agencyId !== undefined) referred(stores.agencies.get(patch.agencyId), 'patch.agencyId');
      if (next.endsOn < next.startsOn) throw fieldFault('patch.endsOn');
      journal.run(headOf(context, 'busyDays.update', caller), (write) => {
        write.update('busy_day', id, rev, patch);
      });
      return shown(id);
    },
    'busyDays.delete': ({ id, rev }, caller) => {
      current(own(id), rev, 'busy_day');
      journal.run(headOf(context, 'busyDays.delete', caller), (write) => {
        write.remove('busy_day', id, rev);
      });
      return { id };
    },
  };
}
