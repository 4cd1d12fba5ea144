// What of a visit is out on a laptop, and the tombstones that say what was deleted there.
import type { Handout } from '../core/contract/handouts.ts';
import type { Connection } from './sqlite.ts';
import { idList, readAll, readOne, prepareGet, type Stored } from './stored.ts';
import { createWorkRows } from './work-rows.ts';

export type StoredHandout = Stored<Omit<Handout, 'agencyName' | 'createdAt'>> & {
  readonly baseSha256: string;
};

export function createHandoutStore(connection: Connection) {
  const get = prepareGet(connection, 'handout');
  const all = connection.prepare('SELECT * FROM handout ORDER BY created_at DESC, id DESC');
  const ofVisit = connection.prepare(
    'SELECT * FROM handout WHERE visit_id = ? ORDER BY created_at DESC, id DESC',
  );
  const deleted = connection
    .prepare(
      `SELECT row_id FROM tombstone WHERE table_name = ? AND row_id IN (SELECT value FROM json_each(?))
        ORDER BY row_id`,
    )
    .pluck();
  return {
    get: (id: string) => readOne<StoredHandout>('handout', get, id),
    all: () => readAll<StoredHandout>('handout', all),
    ofVisit: (visitId: string) => readAll<StoredHandout>('handout', ofVisit, visitId),
    /** Which of these rows were deleted here. */
    deleted: (table: string, ids: readonly string[]) => deleted.all(table, idList(ids)) as string[],
    rows: createWorkRows(connection),
  };
}
export type HandoutStore = ReturnType<typeof createHandoutStore>;
