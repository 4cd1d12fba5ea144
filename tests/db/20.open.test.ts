import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../db/journal.ts';
import { openDatabase } from '../../db/open.ts';
import { createSearch } from '../../db/search.ts';
import { migrations } from '../../db/migrate.ts';
import { connect } from '../../db/sqlite.ts';
import { childArguments, expectEveryCommit, killedAfter, root, startChild } from './children.ts';
import {
  AN,
  codeOf,
  contents,
  finding,
  head,
  later,
  open,
  temporaryFolder,
  testClock,
  testIds,
  uuid,
  VISIT,
  world,
} from './helpers.ts';

/** Everything below the folder with its content: "nothing was written" means this is the same. */
function snapshot(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(name, 'latin1')]));
}

const tryToOpen = (folder: string, mode: 'write' | 'read' = 'write') =>
  openDatabase({ folder, mode, clock: testClock() }).close();

describe('a new folder', () => {
  test('is made with all that belongs into it', () => {
    const folder = path.join(temporaryFolder(), 'một', 'hai');
    const database = open(folder);
    expect(database.readOnly).toBe(false);
    expect(database.schemaVersion).toBe(migrations.at(-1)?.version);
    expect(database.opening).toEqual({
      migrated: migrations.map(({ version }) => version),
      backup: null,
      afterUncleanStop: false,
      restored: false,
    });
    expect(
      readdirSync(folder)
        .filter((name) => !/-(wal|shm)$/.test(name))
        .toSorted(),
    ).toEqual(['backups', 'blobs', 'cchc.db', 'lock.db', 'logs']);
  });

  test('SQLite is set up for durability and distrust', () => {
    const { connection } = open(temporaryFolder());
    const pragma = (name: string) => connection.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('trusted_schema')).toBe(0);
    expect(pragma('secure_delete')).toBe(1);
    expect(pragma('application_id')).toBe(0x43434843);
    expect(pragma('busy_timeout')).toBe(250);
  });

  test('closing leaves one file without a log, and opening again finds nothing to do', () => {
    const folder = temporaryFolder();
    open(folder).close();
    expect(readdirSync(folder).filter((name) => name.startsWith('cchc'))).toEqual(['cchc.db']);
    expect(open(folder).opening).toEqual({
      migrated: [],
      backup: null,
      afterUncleanStop: false,
      restored: false,
    });
  });
});

describe('folders that are refused, with nothing written', () => {
  test('a network share', () => {
    expect(codeOf(() => tryToOpen('\\\\server\\share\\cchc'))).toBe('DATA_ON_NETWORK');
    expect(codeOf(() => tryToOpen('\\\\server\\share\\cchc', 'read'))).toBe('DATA_ON_NETWORK');
  });

  test.each([
    ['text', Buffer.from('Đây không phải là cơ sở dữ liệu. '.repeat(100))],
    ['a few bytes', Buffer.from('abc')],
    ['zeros', Buffer.alloc(8192)],
  ])('a file that is no database: %s', (_name, bytes) => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'cchc.db'), bytes);
    const before = snapshot(folder);
    expect(codeOf(() => tryToOpen(folder))).toBe('DATA_NOT_DATABASE');
    expect(codeOf(() => tryToOpen(folder, 'read'))).toBe('DATA_NOT_DATABASE');
    expect(snapshot(folder)).toEqual(before);
  });

  test("another program's database", () => {
    const folder = temporaryFolder();
    const other = connect(path.join(folder, 'cchc.db'));
    other.exec('CREATE TABLE notes (text); PRAGMA user_version = 3');
    other.close();
    const before = snapshot(folder);
    expect(codeOf(() => tryToOpen(folder))).toBe('DATA_NOT_DATABASE');
    expect(snapshot(folder)).toEqual(before);
  });

  test('a folder of a newer version', () => {
    const folder = temporaryFolder();
    const database = open(folder);
    database.connection.pragma('user_version = 9990');
    database.close();
    const before = snapshot(folder);
    expect(codeOf(() => tryToOpen(folder))).toBe('DATA_NEWER');
    expect(snapshot(folder)).toEqual(before);
    expect(codeOf(() => tryToOpen(folder, 'read'))).toBe('DATA_NEWER');
  });

  test('a file where the folder should be, a folder where the file should be', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'file'), '');
    expect(codeOf(() => tryToOpen(path.join(folder, 'file')))).toBe('DATA_NOT_DATABASE');
    mkdirSync(path.join(folder, 'data', 'cchc.db'), { recursive: true });
    expect(codeOf(() => tryToOpen(path.join(folder, 'data')))).toBe('DATA_NOT_DATABASE');
    expect(readdirSync(path.join(folder, 'data'))).toEqual(['cchc.db']);
  });

  test('a folder in which no file can be made: what was made on the way is taken away', () => {
    const folder = path.join(temporaryFolder(), 'a', 'b');
    const refuse = () => openDatabase({ folder, mode: 'write', clock: testClock(), canWrite: () => false });
    expect(codeOf(refuse)).toBe('READ_ONLY');
    expect(existsSync(path.dirname(folder))).toBe(false);
  });

  test('nothing to read', () => {
    const folder = path.join(temporaryFolder(), 'none');
    expect(codeOf(() => tryToOpen(folder, 'read'))).toBe('NOT_SET_UP');
    expect(existsSync(folder)).toBe(false);
  });

  test('a damaged database is told after an unclean stop', () => {
    const folder = temporaryFolder();
    const { database, connection } = world(folder);
    const { root: page } = connection
      .prepare(`SELECT rootpage AS root FROM sqlite_schema WHERE name = 'person_office'`)
      .get() as { root: number };
    database.close();
    const file = path.join(folder, 'cchc.db');
    const bytes = readFileSync(file);
    bytes.fill(0xff, (page - 1) * 4096, page * 4096);
    writeFileSync(file, bytes);
    // A log that is left behind, here an unreadable one, tells of the stop.
    writeFileSync(`${file}-wal`, Buffer.alloc(64, 1));
    expect(codeOf(() => tryToOpen(folder))).toBe('CORRUPT');
  });
});

describe('rights that are missing', () => {
  /** The folder of a closed database, which the tests' user may read and not change. */
  function readableFolder(): string {
    const folder = temporaryFolder();
    world(folder).database.close();
    const protect = (bits: { folder: number; file: number }) => {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        chmodSync(path.join(entry.parentPath, entry.name), entry.isDirectory() ? bits.folder : bits.file);
      }
      chmodSync(folder, bits.folder);
    };
    protect({ folder: 0o555, file: 0o444 });
    later(() => protect({ folder: 0o755, file: 0o644 }));
    return folder;
  }

  const isRoot = process.getuid?.() === 0;
  const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  // On Windows permission bits are another matter; a checkout in root's own home is closed to other users.
  const cannotTry =
    process.platform === 'win32' ||
    spawnSync(process.execPath, ['-e', `fs.accessSync(${JSON.stringify(root)})`], nobody).status !== 0;
  /** Permission bits do not stop root: then a process of another user tries. */
  function outcome(folder: string, what: 'open-write' | 'open-read'): string {
    const result = spawnSync(process.execPath, childArguments(folder, what), {
      cwd: root,
      encoding: 'utf8',
      ...nobody,
    });
    return result.stdout.trim() || result.stderr.trim();
  }

  test.skipIf(cannotTry)(
    'writing is READ_ONLY and writes nothing; reading works all the same',
    { timeout: 120_000 },
    () => {
      const folder = readableFolder();
      const before = snapshot(folder);
      expect(outcome(folder, 'open-write')).toBe('READ_ONLY');
      expect(snapshot(folder)).toEqual(before);
      expect(outcome(folder, 'open-read')).toBe('opened 1');
      expect(snapshot(folder)).toEqual(before);
    },
  );

  test.skipIf(cannotTry)('a folder that can be written with a file that cannot', { timeout: 120_000 }, () => {
    const folder = readableFolder();
    chmodSync(folder, 0o777);
    rmSync(path.join(folder, 'lock.db'));
    if (isRoot) chownSync(folder, 65_534, 65_534);
    expect(outcome(folder, 'open-write')).toBe('READ_ONLY');
    expect(readdirSync(folder).toSorted()).toEqual(['backups', 'blobs', 'cchc.db', 'logs']);
  });
});

describe('one writer per folder', () => {
  test('a second one in this process is refused; readers are not', () => {
    const { folder, connection } = world();
    expect(codeOf(() => tryToOpen(folder))).toBe('DATA_LOCKED');
    const reader = open(folder, { mode: 'read' });
    expect(reader.readOnly).toBe(true);
    expect(contents(reader.connection)).toEqual(contents(connection));
    expect(() => reader.connection.exec('DELETE FROM visit')).toThrow(/readonly|query_only/);
    expect(createSearch(reader.connection).find('noi vu', 5)).toHaveLength(2);
    const journal = createJournal({ connection: reader.connection, clock: testClock(), ids: testIds() });
    expect(journal.verify()).toMatchObject({ intact: true, changeSets: 1 });
    expect(codeOf(() => journal.run(head(), (write) => write.remove('visit', VISIT, 1)))).toBe('READ_ONLY');
    expect(codeOf(() => journal.undo(AN))).toBe('READ_ONLY');
  });

  test('a second process is refused, and a kill frees the lock at once', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const child = startChild(folder, 'hold');
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string];
    expect(line).toBe('held');
    const before = readdirSync(folder).toSorted();
    expect(codeOf(() => tryToOpen(folder))).toBe('DATA_LOCKED');
    expect(readdirSync(folder).toSorted()).toEqual(before);
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    expect(codeOf(() => tryToOpen(folder))).toBe('no error');
  });

  test('a closed folder can be opened again, and closing twice does no harm', () => {
    const folder = temporaryFolder();
    const first = open(folder);
    first.close();
    first.close();
    expect(codeOf(() => tryToOpen(folder))).toBe('no error');
  });
});

describe('kill -9', () => {
  test(
    'every commit that was reported is there, the chain holds, and nothing else is left',
    { timeout: 120_000 },
    async () => {
      const folder = temporaryFolder();
      expectEveryCommit(folder, await killedAfter(folder, 150));
    },
  );
});

describe('a disk that is full', () => {
  test('is DISK_FULL, and everything is as it was', () => {
    const { journal, connection } = world();
    const before = contents(connection);
    const pages = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${pages}`);
    const text = 'đầy '.repeat(20_000);
    expect(
      codeOf(() => journal.run(head(), (write) => write.insert('finding', finding(uuid(100), text)))),
    ).toBe('DISK_FULL');
    connection.pragma('max_page_count = 1000000');
    expect(contents(connection)).toEqual(before);
    expect(journal.verify().intact).toBe(true);
    journal.run(head(), (write) => write.insert('finding', finding(uuid(100), text)));
  });
});
