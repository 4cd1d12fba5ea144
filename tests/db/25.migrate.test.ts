import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp } from '../../db/backup.ts';
import { APPLICATION_ID, migrate, type Migration, migrations, schemaVersion } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { connect } from '../../db/sqlite.ts';
import { codeOf, contents, later, open, PLAN, temporaryFolder, testClock, world } from './helpers.ts';

const NEWEST = migrations.at(-1)?.version ?? 0;
/** The two versions after the newest. */
const [LATER, LATEST] = [NEWEST + 10, NEWEST + 20];
const next: Migration = { version: LATER, sql: 'ALTER TABLE plan ADD COLUMN mood TEXT' };

function memory() {
  const connection = connect(':memory:');
  later(() => connection.close());
  return connection;
}
const tablesOf = (connection: ReturnType<typeof memory>) =>
  connection.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all();

describe('the list of migrations', () => {
  test('is numbered by tens and holds every file of its folder', () => {
    const folder = path.resolve(import.meta.dirname, '../../db/migrations');
    const files = readdirSync(folder).toSorted();
    expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(migrations.map(({ version }) => version));
    expect(files.map((name) => readFileSync(path.join(folder, name), 'utf8'))).toEqual(
      migrations.map(({ sql }) => sql),
    );
    for (const name of files) expect(name).toMatch(/^\d{3}0_[a-z0-9-]+\.sql$/);
  });
});

describe('migrate', () => {
  test('from nothing to the newest, and then nothing more', () => {
    const connection = memory();
    expect(migrate(connection)).toEqual(migrations.map(({ version }) => version));
    expect(schemaVersion(connection)).toBe(migrations.at(-1)?.version);
    expect(connection.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(migrate(connection)).toEqual([]);
  });

  test('runs all that are pending, in order, once', () => {
    const connection = memory();
    migrate(connection);
    const list = [...migrations, next, { version: LATEST, sql: `UPDATE plan SET mood = 'x'` }];
    expect(migrate(connection, list)).toEqual([LATER, LATEST]);
    expect(migrate(connection, list)).toEqual([]);
  });

  test.each([
    [
      'a fault in the second of two',
      /no such table/,
      [next, { version: LATEST, sql: 'CREATE TABLE x (y); SELECT missing FROM nowhere' }],
    ],
    ['a reference left dangling', /CORRUPT/, [next, { version: LATEST, sql: 'DELETE FROM office' }]],
  ])('%s leaves the database at the old version', (_name, fault, added) => {
    const { connection } = world();
    const before = {
      contents: contents(connection),
      tables: tablesOf(connection),
      version: schemaVersion(connection),
    };
    expect(() => migrate(connection, [...migrations, ...added])).toThrow(fault);
    expect({
      contents: contents(connection),
      tables: tablesOf(connection),
      version: schemaVersion(connection),
    }).toEqual(before);
    expect(connection.inTransaction).toBe(false);
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  test('a table can be rebuilt although others refer to it', () => {
    const { connection } = world();
    const rebuild = `CREATE TABLE plan_new AS SELECT * FROM plan; DROP TABLE plan;
      CREATE TABLE plan (id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL) STRICT;
      INSERT INTO plan SELECT id, title FROM plan_new; DROP TABLE plan_new`;
    expect(migrate(connection, [...migrations, { version: LATER, sql: rebuild }])).toEqual([LATER]);
    expect(connection.prepare('SELECT id FROM plan').pluck().all()).toEqual([PLAN]);
  });

  test('a list out of order is a fault of the program', () => {
    expect(() => migrate(memory(), [next, ...migrations])).toThrow(TypeError);
  });
});

const filesOfBackups = (folder: string) => readdirSync(path.join(folder, 'backups')).toSorted();
/** A copy, and what is written beside it. */
const withManifest = (file: string) => [path.basename(file), path.basename(file).replace(/\.db$/, '.json')];

describe('opening an older folder', () => {
  test('makes a copy first, which is whole', () => {
    const folder = temporaryFolder();
    const first = world(folder);
    const before = contents(first.connection);
    first.database.close();
    const database = open(folder, { migrations: [...migrations, next] });
    expect(database.schemaVersion).toBe(LATER);
    expect(database.opening.migrated).toEqual([LATER]);
    const copy = connect(database.opening.backup ?? '', { readOnly: true, mustExist: true });
    later(() => copy.close());
    expect(schemaVersion(copy)).toBe(NEWEST);
    expect(copy.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
    expect(contents(copy)).toEqual(before);
    expect(filesOfBackups(folder)).toEqual(withManifest(database.opening.backup ?? ''));
  });

  test('a migration that fails leaves the old folder usable by the old version', () => {
    const folder = temporaryFolder();
    const first = world(folder);
    const before = contents(first.connection);
    first.database.close();
    const broken = [...migrations, next, { version: LATEST, sql: 'not SQL' }];
    expect(() => openDatabase({ folder, mode: 'write', clock: testClock(), migrations: broken })).toThrow(
      /syntax error/,
    );
    const again = open(folder);
    expect(again.schemaVersion).toBe(NEWEST);
    expect(contents(again.connection)).toEqual(before);
  });

  test('a reader does not migrate', () => {
    const folder = temporaryFolder();
    open(folder).close();
    const read = () =>
      openDatabase({ folder, mode: 'read', clock: testClock(), migrations: [...migrations, next] });
    expect(codeOf(read)).toBe('READ_ONLY');
  });
});

describe('a backup', () => {
  test('of a database in use holds what is committed, and no half of a file stays when it fails', () => {
    const { connection, folder } = world();
    const file = backUp({ connection, folder, reason: 'by_hand', now: Date.UTC(2026, 0, 5) });
    expect(path.basename(file)).toBe('cchc-2026-01-05T00-00-00-000Z-by_hand.db');
    const copy = connect(file, { readOnly: true });
    later(() => copy.close());
    expect(contents(copy)).toEqual(contents(connection));
    connection.exec('BEGIN');
    expect(() => backUp({ connection, folder, reason: 'by_hand', now: 0 })).toThrow(/VACUUM/);
    connection.exec('ROLLBACK');
    expect(filesOfBackups(folder)).toEqual(withManifest(file));
  });
});
