// Lists as people like to see them: the office's own for everybody, and each person's.
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredSavedView = Stored<{
  readonly id: string;
  readonly rev: number;
  readonly provenance: 'text' | 'inferred' | 'illustrative' | null;
  readonly list: string;
  readonly name: string;
  readonly query: string;
  /** Null: everybody at the office sees it. */
  readonly personId: string | null;
  readonly ordinal: number;
}>;

export const savedViewSql = {
  list: `SELECT * FROM saved_view WHERE list = @list AND (person_id IS NULL OR person_id = @personId)
    ORDER BY ordinal, id`,
  last: 'SELECT max(ordinal) AS ordinal FROM saved_view WHERE list = ?',
} as const;

export function createSavedViewStore(connection: Connection) {
  const get = prepareGet(connection, 'saved_view');
  const list = connection.prepare(savedViewSql.list);
  const last = connection.prepare(savedViewSql.last);
  return {
    get: (id: string) => readOne<StoredSavedView>('saved_view', get, id),
    /** What this person sees: their own and everybody's. */
    list: (of: string, personId: string) =>
      readAll<StoredSavedView>('saved_view', list, { list: of, personId }),
    lastOrdinal: (of: string) => (last.get(of) as { ordinal: number | null }).ordinal ?? 0,
  };
}
