// The items of the programmes of working sessions, in their order.
import type { ProgrammeItem } from '../core/contract/schedule.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredProgrammeItem = Stored<ProgrammeItem>;

export function createProgrammeStore(connection: Connection) {
  const get = prepareGet(connection, 'programme_item');
  const ofVisit = connection.prepare('SELECT * FROM programme_item WHERE visit_id = ? ORDER BY ordinal, id');
  const ofPlan = connection.prepare(
    `SELECT programme_item.* FROM visit JOIN programme_item ON programme_item.visit_id = visit.id
      WHERE visit.plan_id = ? ORDER BY visit.ordinal, programme_item.ordinal, programme_item.id`,
  );
  const lastOrdinal = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM programme_item WHERE visit_id = ?')
    .pluck();
  return {
    get: (id: string) => readOne<StoredProgrammeItem>('programme_item', get, id),
    ofVisit: (visitId: string) => readAll<StoredProgrammeItem>('programme_item', ofVisit, visitId),
    ofPlan: (planId: string) => readAll<StoredProgrammeItem>('programme_item', ofPlan, planId),
    nextOrdinal: (visitId: string) => (lastOrdinal.get(visitId) as number) + 1,
  };
}
