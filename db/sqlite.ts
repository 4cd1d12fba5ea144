/** The only place that constructs SQLite connections. Knows no schema. */
import Database from 'better-sqlite3';

export type Connection = Database.Database;
export type SqlValue = string | number | null;
/** A row as SQLite returns it: SQL names, booleans as 0 and 1, JSON as text. */
export type SqlRow = Record<string, SqlValue>;

export interface ConnectOptions {
  readonly readOnly?: boolean;
  readonly mustExist?: boolean;
  /** How long a statement waits for another process's lock, in ms. */
  readonly patience?: number;
}

export function connect(file: string, options: ConnectOptions = {}): Connection {
  return new Database(file, {
    readonly: options.readOnly ?? false,
    fileMustExist: options.mustExist ?? false,
    timeout: options.patience ?? 0,
  });
}
