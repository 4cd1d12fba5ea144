/**
 * Writes rows for the journal and keeps the net change of each: revisions, stamps and tombstones are made here
 * and nowhere else. Knows nothing of change sets; whoever begins a stretch of writes takes its changes at the end.
 */
import type { RunResult, Statement } from 'better-sqlite3';
import { AppError } from '../core/contract/error.ts';
import { mapSystemError, systemCode } from './errors.ts';
import type { Change } from './journal-chain.ts';
import {
  type NewRow,
  type Patch,
  type Row,
  tableDefinition,
  type TableDefinition,
  type TableName,
} from './registry.ts';
import { fromRow, toRow, toSql } from './row.ts';
import type { Connection, SqlRow, SqlValue } from './sqlite.ts';

export interface Writer {
  /** Absent values take the table's defaults; the journal gives `rev`, the instants and the office of origin. */
  insert<N extends TableName>(table: N, row: NewRow<N>): Row<N>;
  /**
   * Writes what differs. `rev` is the one that the caller read: another one now is CONFLICT; null takes whatever
   * is there. A patch equal to the row changes nothing, not even `rev`.
   */
  update<N extends TableName>(table: N, id: string, rev: number | null, patch: Patch<N>): Row<N>;
  /**
   * Moves `rev` where only rows that belong to this one have changed (the domains of a member, the agencies of a
   * finding), so that who read it before knows. A row written in this stretch already has moved.
   */
  touch<N extends TableName>(table: N, id: string): void;
  /** The row leaves its table and becomes a tombstone, which keeps whose row it was and which state of it. */
  remove<N extends TableName>(table: N, id: string, rev: number | null): void;
  /** A row as SQLite holds it: one that comes back, or one of another office. */
  insertImage(table: string, id: string, image: Readonly<SqlRow>): void;
  updateImage(table: string, id: string, columns: Readonly<SqlRow>): void;
}

export interface Stretch {
  readonly at: number;
  readonly officeId: string | null;
}

export interface RowWriter extends Writer {
  begin(stretch: Stretch): void;
  /** The net changes since `begin`, in the order of the first touch; ends the stretch. */
  take(): readonly Change[];
  /** The stretch's transaction is rolled back: forgets its changes. */
  discard(): void;
  /** The row as SQLite holds it. */
  read(table: string, id: string): SqlRow | undefined;
}

/** Never in the image of a change: the row's name, and what undo does not bring back. */
const notInImage = new Set(['id', 'rev', 'updated_at']);

export function createRowWriter(connection: Connection): RowWriter {
  const prepared = new Map<string, Statement>();
  let stretch: Stretch | undefined;
  let changes = new Map<string, Change>();

  function statement(sql: string): Statement {
    let found = prepared.get(sql);
    if (!found) prepared.set(sql, (found = connection.prepare(sql)));
    return found;
  }

  function current(): Stretch {
    if (!stretch) throw new Error('A writer is used outside of its command');
    return stretch;
  }

  function read(table: string, id: string): SqlRow | undefined {
    return statement(`SELECT * FROM ${table} WHERE id = ?`).get(id) as SqlRow | undefined;
  }

  function readAt(table: string, id: string, rev: number | null): SqlRow {
    const row = read(table, id);
    if (!row) throw new AppError('NOT_FOUND', { detail: { entity: table, id } });
    if (rev !== null && row['rev'] !== rev) throw conflict(table, id, row);
    return row;
  }

  function keep(change: Change): void {
    const key = `${change.rowId} ${change.table}`;
    const earlier = changes.get(key);
    const net = earlier ? merge(earlier, change) : change;
    if (net) changes.set(key, net);
    else changes.delete(key);
  }

  function insertRow(definition: TableDefinition, row: SqlRow): SqlRow {
    const id = String(row['id']);
    const dead = statement('SELECT rev FROM tombstone WHERE table_name = ? AND row_id = ?')
      .pluck()
      .get(definition.name, id) as number | undefined;
    // A row that comes back goes on counting: no two states of a row ever share a `rev`.
    row['rev'] = dead === undefined ? 1 : dead + 1;
    if (dead !== undefined) {
      statement('DELETE FROM tombstone WHERE table_name = ? AND row_id = ?').run(definition.name, id);
    }
    const sql = insertSql(definition);
    write(definition.name, 'insert', () =>
      statement(sql).run(definition.columns.map((column) => row[column.sqlName] ?? null)),
    );
    keep({
      table: definition.name,
      rowId: id,
      operation: 'insert',
      rev: row['rev'],
      before: null,
      after: image(row),
    });
    return row;
  }

  /** Without a column that differs nothing is written, unless the row is touched for the sake of its own rows. */
  function updateRow(
    definition: TableDefinition,
    row: SqlRow,
    wanted: Readonly<SqlRow>,
    touched = false,
  ): SqlRow {
    const before: SqlRow = {};
    const after: SqlRow = {};
    const names: string[] = [];
    for (const [name, value] of Object.entries(wanted)) {
      const old = row[name] ?? null;
      if (old === value) continue;
      names.push(name);
      before[name] = old;
      after[name] = value;
    }
    if (names.length === 0 && !touched) return row;
    const id = String(row['id']);
    const rev = Number(row['rev']) + 1;
    const { at } = current();
    const sql = `UPDATE ${definition.name} SET ${names.map((name) => `${name} = ?, `).join('')}rev = ?, updated_at = ? WHERE id = ? AND rev = ?`;
    write(definition.name, 'update', () =>
      statement(sql).run(...names.map((name) => after[name] ?? null), rev, at, id, rev - 1),
    );
    keep({ table: definition.name, rowId: id, operation: 'update', rev, before, after });
    return { ...row, ...after, rev, updated_at: at };
  }

  function deleteRow(table: string, row: SqlRow): void {
    const id = String(row['id']);
    const rev = Number(row['rev']) + 1;
    write(table, 'delete', () => statement(`DELETE FROM ${table} WHERE id = ? AND rev = ?`).run(id, rev - 1));
    // A row of another office that waits to be deleted has its tombstone already.
    statement(
      `INSERT OR REPLACE INTO tombstone (table_name, row_id, rev, deleted_at, origin_office_id, origin_version)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ).run(table, id, rev, current().at, row['origin_office_id'] ?? null, row['origin_version'] ?? null);
    keep({ table, rowId: id, operation: 'delete', rev, before: image(row), after: null });
  }

  return {
    begin(next) {
      if (stretch) throw new Error('A stretch of writes runs already');
      stretch = next;
      changes = new Map();
    },
    take() {
      const taken = [...changes.values()];
      changes = new Map();
      stretch = undefined;
      return taken;
    },
    discard() {
      changes = new Map();
      stretch = undefined;
    },
    read,

    insert(table, values) {
      const { at, officeId } = current();
      const definition = tableDefinition(table);
      const row = toRow(table, values);
      for (const column of definition.columns) {
        if (row[column.sqlName] !== undefined || column.fallback === undefined) continue;
        row[column.sqlName] = toSql(column, column.fallback);
      }
      if (
        row['origin_office_id'] === undefined &&
        officeId !== null &&
        definition.byKey.has('originOfficeId')
      ) {
        row['origin_office_id'] = officeId;
      }
      row['created_at'] = at;
      row['updated_at'] = at;
      return fromRow(table, insertRow(definition, row));
    },
    update(table, id, rev, patch) {
      const row = readAt(table, id, rev);
      return fromRow(table, updateRow(tableDefinition(table), row, toRow(table, patch)));
    },
    touch(table, id) {
      if (changes.has(`${id} ${table}`)) return;
      updateRow(tableDefinition(table), readAt(table, id, null), {}, true);
    },
    remove(table, id, rev) {
      current();
      deleteRow(table, readAt(table, id, rev));
    },

    insertImage(table, id, columns) {
      insertRow(tableDefinition(table), {
        created_at: current().at,
        ...columns,
        id,
        updated_at: current().at,
      });
    },
    updateImage(table, id, columns) {
      // A touch undone is a touch again.
      const touched = Object.keys(columns).length === 0;
      updateRow(tableDefinition(table), readAt(table, id, null), columns, touched);
    },
  };
}

const insertTexts = new Map<string, string>();
function insertSql(definition: TableDefinition): string {
  let sql = insertTexts.get(definition.name);
  if (sql === undefined) {
    const names = definition.columns.map((column) => column.sqlName);
    sql = `INSERT INTO ${definition.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
    insertTexts.set(definition.name, sql);
  }
  return sql;
}

/** Everything of a row that undo brings back; what is absent is NULL. */
function image(row: Readonly<SqlRow>): SqlRow {
  const columns: SqlRow = {};
  for (const [name, value] of Object.entries(row)) {
    if (value !== null && !notInImage.has(name)) columns[name] = value;
  }
  return columns;
}

function withoutNulls(columns: Readonly<Record<string, SqlValue>>): SqlRow {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null));
}

/** Two changes of one row as one; undefined where nothing is left of both. */
export function merge(earlier: Change, later: Change): Change | undefined {
  const { table, rowId, rev } = later;
  if (earlier.operation === 'insert') {
    if (later.operation === 'delete') return undefined;
    const after = withoutNulls({ ...earlier.after, ...later.after });
    return { table, rowId, operation: 'insert', rev, before: null, after };
  }
  if (earlier.operation === 'update') {
    const before = { ...later.before, ...earlier.before };
    return later.operation === 'delete'
      ? { table, rowId, operation: 'delete', rev, before: withoutNulls(before), after: null }
      : { table, rowId, operation: 'update', rev, before, after: { ...earlier.after, ...later.after } };
  }
  // Deleted and inserted again under the same id: an update of whatever differs.
  const before: SqlRow = {};
  const after: SqlRow = {};
  for (const name of new Set([...Object.keys(earlier.before ?? {}), ...Object.keys(later.after ?? {})])) {
    const [old, now] = [earlier.before?.[name] ?? null, later.after?.[name] ?? null];
    if (old === now) continue;
    before[name] = old;
    after[name] = now;
  }
  return { table, rowId, operation: 'update', rev, before, after };
}

function conflict(table: string, id: string, row: SqlRow): AppError {
  return new AppError('CONFLICT', {
    detail: { entity: table, id, rev: row['rev'], current: fromRow(table as TableName, row) },
  });
}

/** Runs one write, which must change exactly one row; what the schema refuses gets its code. */
function write(table: string, operation: 'insert' | 'update' | 'delete', run: () => RunResult): void {
  let result: RunResult;
  try {
    result = run();
  } catch (error) {
    throw refused(error, table, operation);
  }
  if (result.changes !== 1) throw new AppError('CONFLICT', { detail: { entity: table } });
}

function refused(error: unknown, table: string, operation: 'insert' | 'update' | 'delete'): unknown {
  const code = systemCode(error);
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return new AppError(operation === 'delete' ? 'IN_USE' : 'NOT_FOUND', {
      detail: { entity: table },
      cause: error,
    });
  }
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    return new AppError('DUPLICATE', { detail: { entity: table }, cause: error });
  }
  if (code === 'SQLITE_CONSTRAINT_TRIGGER') {
    return new AppError('FROZEN', { detail: { entity: table }, cause: error });
  }
  if (code?.startsWith('SQLITE_CONSTRAINT')) {
    return new AppError('VALIDATION', { detail: { entity: table }, cause: error });
  }
  return mapSystemError(error);
}
