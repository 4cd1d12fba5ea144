/**
 * Brings a database to the newest schema. Migrations are SQL texts numbered by tens; all pending ones run in
 * one transaction with `user_version` inside, so the file is at the old version or at the new one.
 */
import { AppError } from '../core/contract/error.ts';
import { mapSystemError } from './errors.ts';
import foundation from './migrations/0010_foundation.sql?raw';
import planning from './migrations/0020_planning.sql?raw';
import desk from './migrations/0030_desk.sql?raw';
import documents from './migrations/0040_documents.sql?raw';
import afterwards from './migrations/0050_afterwards.sql?raw';
import exchange from './migrations/0060_exchange.sql?raw';
import type { Connection } from './sqlite.ts';

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  { version: 10, sql: foundation },
  { version: 20, sql: planning },
  { version: 30, sql: desk },
  { version: 40, sql: documents },
  { version: 50, sql: afterwards },
  { version: 60, sql: exchange },
];

/** 'CCHC' in ASCII: tells our files from other SQLite databases. */
export const APPLICATION_ID = 0x43434843;

export function newestVersion(list: readonly Migration[] = migrations): number {
  return list.at(-1)?.version ?? 0;
}

export function schemaVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/** Refuses a file of another program, and one that a newer version of this program has written. */
export function assertOurs(connection: Connection, list: readonly Migration[] = migrations): void {
  const applicationId = Number(connection.pragma('application_id', { simple: true }));
  const empty = connection.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
  if (applicationId !== APPLICATION_ID && !(applicationId === 0 && empty)) {
    throw new AppError('DATA_NOT_DATABASE');
  }
  const version = schemaVersion(connection);
  const newest = newestVersion(list);
  if (version > newest) throw new AppError('DATA_NEWER', { detail: { found: version, supported: newest } });
}

export function pendingMigrations(
  connection: Connection,
  list: readonly Migration[] = migrations,
): readonly Migration[] {
  const version = schemaVersion(connection);
  return list.filter((migration) => migration.version > version);
}

/** Returns the versions that were applied. On any failure the database is as it was. */
export function migrate(connection: Connection, list: readonly Migration[] = migrations): readonly number[] {
  assertAscending(list);
  const pending = pendingMigrations(connection, list);
  if (pending.length === 0) return [];
  // Rebuilding a table would fire its references; inside a transaction this pragma does nothing.
  connection.pragma('foreign_keys = OFF');
  try {
    connection.exec('BEGIN IMMEDIATE');
    for (const migration of pending) connection.exec(migration.sql);
    connection.pragma(`application_id = ${APPLICATION_ID}`);
    connection.pragma(`user_version = ${newestVersion(list)}`);
    const dangling = connection.prepare('PRAGMA foreign_key_check').all();
    if (dangling.length > 0) {
      throw new AppError('CORRUPT', { detail: { danglingReferences: dangling.length } });
    }
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw mapSystemError(error);
  } finally {
    connection.pragma('foreign_keys = ON');
  }
  return pending.map((migration) => migration.version);
}

function assertAscending(list: readonly Migration[]): void {
  list.forEach((migration, index) => {
    const previous = list[index - 1]?.version ?? 0;
    if (migration.version <= previous || !Number.isInteger(migration.version)) {
      throw new TypeError(`Migration ${migration.version} does not follow ${previous}`);
    }
  });
}
