/** A data folder of its own for every test, a clock that the test moves, ids that repeat. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import { AppError, type ErrorCode } from '../../core/contract/error.ts';
import { createJournal, type Journal } from '../../db/journal.ts';
import { migrate } from '../../db/migrate.ts';
import { type OpenDatabase, openDatabase, type OpenOptions } from '../../db/open.ts';
import { registry } from '../../db/registry.ts';
import { createSearch } from '../../db/search.ts';
import { connect, type Connection } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { seed, testClock, testIds } from './fixture.ts';

export * from './fixture.ts';

const cleanUps: (() => void)[] = [];

afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) cleanUp();
});

/** Runs after the test, the last one first. */
export function later(cleanUp: () => void): void {
  cleanUps.push(cleanUp);
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-test-'));
  later(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens and closes with the test. */
export function open(folder: string, options: Partial<OpenOptions> = {}): OpenDatabase {
  const database = openDatabase({ folder, mode: 'write', clock: testClock(), ...options });
  later(() => database.close());
  return database;
}

/** The code of the AppError that `run` throws; anything else is thrown on. */
export function codeOf(run: () => unknown): ErrorCode | 'no error' {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'no error';
}

export interface World {
  readonly folder: string;
  readonly database: OpenDatabase;
  readonly connection: Connection;
  readonly journal: Journal;
  readonly search: ReturnType<typeof createSearch>;
  readonly clock: ReturnType<typeof testClock>;
  readonly ids: ReturnType<typeof testIds>;
}

export function world(
  folder = temporaryFolder(),
  options: { seeded?: boolean; firstId?: number } = {},
): World {
  const clock = testClock();
  const ids = testIds(options.firstId);
  const database = open(folder, { clock });
  const { connection } = database;
  const search = createSearch(connection);
  const journal = createJournal({ connection, clock, ids, search });
  if (options.seeded !== false) seed(journal);
  return { folder, database, connection, journal, search, clock, ids };
}

let empty: Connection | undefined;

/** The newest schema without a row, one for all tests of a file: for how statements are planned, never to be written. */
export function emptySchema(): Connection {
  if (empty === undefined) {
    empty = connect(':memory:');
    migrate(empty);
    // The stores bring the functions that statements call.
    createStores(empty);
  }
  return empty;
}

/** Every row of every journaled table without `rev` and the two instants: what undo must bring back. */
export function contents(connection: Connection): Record<string, unknown[]> {
  const all: Record<string, unknown[]> = {};
  for (const { name, columns } of registry.values()) {
    const names = columns
      .map((column) => column.sqlName)
      .filter((column) => !['rev', 'created_at', 'updated_at'].includes(column));
    const rows = connection.prepare(`SELECT ${names.join(', ')} FROM ${name} ORDER BY id`).all();
    if (rows.length > 0) all[name] = rows;
  }
  return all;
}
