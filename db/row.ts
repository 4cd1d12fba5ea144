/** The one place where wire names meet SQL names: booleans are 0 and 1, JSON columns are canonical text. */
import { canonicalJson } from '../core/exchange/canonical-json.ts';
import { type ColumnDefinition, type Row, tableDefinition, type TableName } from './registry.ts';
import type { SqlRow, SqlValue } from './sqlite.ts';

/** A row of SQLite as the wire knows it. Columns that are not the table's own (joined, counted) are left out. */
export function fromRow<N extends TableName>(table: N, sqlRow: Readonly<Record<string, unknown>>): Row<N> {
  const row: Record<string, unknown> = {};
  for (const column of tableDefinition(table).columns) {
    const value = sqlRow[column.sqlName];
    if (value !== undefined) row[column.key] = fromSql(column, value);
  }
  return row as Row<N>;
}

/** The given keys as SQL columns; an unknown key is a fault of the program. Undefined counts as not given. */
export function toRow(table: TableName, values: Readonly<Record<string, unknown>>): SqlRow {
  const definition = tableDefinition(table);
  const sqlRow: SqlRow = {};
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const column = definition.byKey.get(key);
    if (!column) throw new TypeError(`No such column: ${table}.${key}`);
    sqlRow[column.sqlName] = toSql(column, value);
  }
  return sqlRow;
}

export function fromSql(column: ColumnDefinition, value: unknown): unknown {
  if (value === null) return null;
  if (column.type === 'boolean') return value !== 0;
  return column.type === 'json' ? JSON.parse(String(value)) : value;
}

export function toSql(column: ColumnDefinition, value: unknown): SqlValue {
  if (value === null) return null;
  switch (column.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value ? 1 : 0;
      break;
    case 'json':
      return canonicalJson(value);
    case 'integer':
      if (Number.isSafeInteger(value)) return value as number;
      break;
    case 'text':
      if (typeof value === 'string') return value;
      break;
  }
  throw new TypeError(`Not a value for ${column.key} (${column.type}): ${typeof value}`);
}
