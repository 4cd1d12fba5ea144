// Days on which agencies are taken by other bodies, with the agency's name as it is on the first of them.
import type { BusyDay } from '../core/contract/schedule.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { rowOf } from './stored.ts';

export type StoredBusyDay = Stored<BusyDay>;
export interface BusyFilter {
  readonly agencyId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

// The version in force on the first day; where none was, the newest one.
const select = `SELECT busy_day.*, (
    SELECT version.name FROM agency_version version WHERE version.agency_id = busy_day.agency_id
     ORDER BY coalesce(version.valid_from <= busy_day.starts_on, 1)
            + coalesce(version.valid_to >= busy_day.starts_on, 1) DESC,
              version.valid_from IS NULL, version.valid_from DESC, version.id DESC LIMIT 1) AS agency_name
  FROM busy_day`;
const order = 'ORDER BY starts_on, ends_on, id';

export const busyDaySql = {
  one: `${select} WHERE id = ?`,
  days: `${select} WHERE starts_on <= @to AND ends_on >= @from ${order}`,
  ofAgency: `${select} WHERE agency_id = @agencyId AND starts_on <= @to AND ends_on >= @from ${order}`,
  ofPlan: `${select} WHERE agency_id IN (SELECT agency_id FROM visit WHERE plan_id = @planId)
             AND starts_on <= @to AND ends_on >= @from ${order}`,
} as const;

const FIRST = '0000-01-01';
const LAST = '9999-12-31';

export function createBusyDayStore(connection: Connection) {
  const one = connection.prepare(busyDaySql.one);
  const days = connection.prepare(busyDaySql.days);
  const ofAgency = connection.prepare(busyDaySql.ofAgency);
  const ofPlan = connection.prepare(busyDaySql.ofPlan);
  const read = (row: unknown): StoredBusyDay => ({
    ...rowOf<Omit<StoredBusyDay, 'agencyName'>>('busy_day', row),
    agencyName: (row as { agency_name: string | null }).agency_name ?? '',
  });
  return {
    get(id: string): StoredBusyDay | undefined {
      const row = one.get(id);
      return row === undefined ? undefined : read(row);
    },
    list({ agencyId, from = FIRST, to = LAST }: BusyFilter): StoredBusyDay[] {
      const rows = agencyId === undefined ? days.all({ from, to }) : ofAgency.all({ agencyId, from, to });
      return rows.map(read);
    },
    /** Of the agencies of a plan, from a day to a day. */
    ofPlan: (planId: string, from: string, to: string): StoredBusyDay[] =>
      ofPlan.all({ planId, from, to }).map(read),
  };
}
