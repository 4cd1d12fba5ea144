// What the stores of the entities share: the stamps of a stored row, and reading typed rows of a statement.
// Knows nothing of any one table; columns and their types stand in registry.ts.
import type { Statement } from 'better-sqlite3';
import type { TableName } from './registry.ts';
import { fromRow } from './row.ts';
import type { Connection } from './sqlite.ts';

/** A row as it stands in its table: what the contract shows, and whose it is and since when. */
export type Stored<T> = T & {
  readonly originOfficeId: string;
  /** Which state of another office's row it is; null: a row of this office. */
  readonly originVersion?: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
};

export type Parameter = string | number | null;
/** The values of named parameters (`@planId`). */
export type Parameters = Readonly<Record<string, Parameter>>;

/**
 * The columns of `table` in a row of SQLite, joined and counted columns left out. `T` is the contract's type of
 * the same columns: the registry's own differs from it only in saying readonly.
 */
export function rowOf<T>(table: TableName, row: unknown): T {
  return fromRow(table, row as Readonly<Record<string, unknown>>) as unknown as T;
}

export function readAll<T>(
  table: TableName,
  statement: Statement,
  ...parameters: (Parameter | Parameters)[]
): T[] {
  return statement.all(...parameters).map((row) => rowOf<T>(table, row));
}

export function readOne<T>(
  table: TableName,
  statement: Statement,
  ...parameters: (Parameter | Parameters)[]
): T | undefined {
  const row = statement.get(...parameters);
  return row === undefined ? undefined : rowOf<T>(table, row);
}

/** The usual statement of every store. */
export function prepareGet(connection: Connection, table: TableName): Statement {
  return connection.prepare(`SELECT * FROM ${table} WHERE id = ?`);
}

/** Many ids as one parameter: `IN (SELECT value FROM json_each(?))`, so that the statement is prepared once. */
export function idList(ids: readonly string[]): string {
  return JSON.stringify(ids);
}
