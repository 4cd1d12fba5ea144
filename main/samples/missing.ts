/** Which of the shipped rows are not in their table yet. What a person deleted counts as there: it stays away. */
import type { TableName } from '../../db/registry.ts';
import type { Connection } from '../../db/sqlite.ts';

export function missingIn(connection: Connection, options: { readonly evenDeleted?: boolean } = {}) {
  const tombstones = connection.prepare('SELECT row_id FROM tombstone WHERE table_name = ?').pluck();
  return <R extends { readonly id: string }>(table: TableName, rows: readonly R[]): R[] => {
    const present = connection.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).pluck();
    const deleted = new Set(options.evenDeleted === true ? [] : tombstones.all(table));
    return rows.filter((row) => !deleted.has(row.id) && present.get(row.id) === undefined);
  };
}
