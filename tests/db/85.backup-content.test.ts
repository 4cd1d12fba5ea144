// A copy that counts holds every value as it was: what a page check, counts and the journal's head do not see is seen.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp, backupFolder, makeBackup, proveCopy, factsOf } from '../../db/backup.ts';
import { contentOf } from '../../db/content-digest.ts';
import { connect, type Connection } from '../../db/sqlite.ts';
import { finding, head, temporaryFolder, uuid, world } from './helpers.ts';

const TEXT = 'Chưa niêm yết đầy đủ thủ tục hành chính tại bộ phận một cửa.';

function seeded(): { folder: string; connection: Connection; close: () => void } {
  const folder = temporaryFolder();
  const { database, journal, connection } = world(folder);
  for (let number = 1; number <= 20; number++) {
    const row = { ...finding(uuid(0x100000 + number), `Số ${number}`, number), text: `${TEXT} ${number}` };
    journal.run(head(), (write) => write.insert('finding', row));
  }
  return { folder, connection, close: () => database.close() };
}

function digest(connection: Connection): string {
  for (const reading = contentOf(connection); ;) {
    const { done, value } = reading.next();
    if (done === true) return value;
  }
}

/** Another letter in the middle of a text that no index knows: 'niêm' becomes 'nIêm' wherever it stands. */
function changeLetter(file: string): number {
  const bytes = readFileSync(file);
  let changed = 0;
  for (let at = bytes.indexOf('niêm yết'); at >= 0; at = bytes.indexOf('niêm yết', at + 1)) {
    bytes[at + 1] = 'I'.charCodeAt(0);
    changed += 1;
  }
  writeFileSync(file, bytes);
  return changed;
}

describe('what a copy holds', () => {
  test('one letter that changes on its way is found, though pages, counts and journal are whole', async () => {
    const { folder, connection, close } = seeded();
    const facts = factsOf(connection);
    let passedTheRest = false;
    const making = makeBackup({
      folder,
      reason: 'by_hand',
      now: Date.UTC(2026, 0, 5),
      step(done, total) {
        const partial = readdirSync(backupFolder(folder)).find((name) => name.endsWith('.db.partial'));
        // Half way: the copy is written, and has not been looked into.
        if (partial === undefined || done * 2 < (total ?? 0) || passedTheRest) return;
        const file = path.join(backupFolder(folder), partial);
        if (changeLetter(file) === 0) return;
        proveCopy(file, facts);
        passedTheRest = true;
      },
    });
    await expect(making).rejects.toMatchObject({ code: 'BACKUP_BROKEN', detail: { reason: 'content' } });
    expect(passedTheRest).toBe(true);
    expect(readdirSync(backupFolder(folder))).toEqual([]);
    close();
  });

  test('the copy before a migration is of another order of pages and of the same content', () => {
    const { folder, connection, close } = seeded();
    connection.exec('DELETE FROM finding WHERE ordinal IN (3, 4, 9)');
    const file = backUp({ connection, folder, reason: 'migration', now: Date.UTC(2026, 0, 5) });
    const copy = connect(file, { readOnly: true });
    expect(digest(copy)).toBe(digest(connection));
    copy.close();
    // One file, which can be read from where nobody may write.
    expect([...readFileSync(file).subarray(18, 20)]).toEqual([1, 1]);
    close();
  });
});

describe('the digest', () => {
  const of = (...statements: readonly string[]) => {
    const connection = connect(':memory:');
    connection.exec(statements.join(';'));
    const found = digest(connection);
    connection.close();
    return found;
  };
  const table = 'CREATE TABLE t (a TEXT, b TEXT) STRICT';

  test('tells apart what only looks alike', () => {
    const different = [
      of(table),
      of(table, "INSERT INTO t VALUES ('ab', 'c')"),
      of(table, "INSERT INTO t VALUES ('a', 'bc')"),
      of(table, "INSERT INTO t VALUES ('', NULL)"),
      of(table, "INSERT INTO t VALUES (NULL, '')"),
      of(table, "INSERT INTO t VALUES (NULL, '-')"),
      of(table, "INSERT INTO t VALUES ('1:a', 'b')"),
      of(table, "INSERT INTO t VALUES ('a'||char(0)||'b', 'c')"),
      of(table, "INSERT INTO t VALUES ('a'||char(0)||'d', 'c')"),
      of(table, "INSERT INTO t VALUES ('ab', 'c'), ('d', 'e')"),
      of(table, "INSERT INTO t VALUES ('d', 'e'), ('ab', 'c')"),
      of('CREATE TABLE u (a TEXT, b TEXT) STRICT', "INSERT INTO u VALUES ('ab', 'c')"),
      of('CREATE TABLE t (a, b)', "INSERT INTO t VALUES ('1', 'c')"),
      of('CREATE TABLE t (a, b)', "INSERT INTO t VALUES (1, 'c')"),
      of('CREATE TABLE t (a, b)', "INSERT INTO t VALUES (x'31', 'c')"),
      of(table, 'CREATE INDEX i ON t (a)', "INSERT INTO t VALUES ('ab', 'c')"),
      of(
        'CREATE TABLE t (a TEXT, b TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID',
        "INSERT INTO t VALUES ('ab', 'c')",
      ),
    ];
    expect(new Set(different).size).toBe(different.length);
  });

  test('reads tables of any length to their end', () => {
    const many = (kind: string, last: number) =>
      of(
        `CREATE TABLE t (a INTEGER PRIMARY KEY NOT NULL, b TEXT) ${kind}`,
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
         INSERT INTO t SELECT i, 'dòng ' || i FROM n`,
        `UPDATE t SET b = 'khác' WHERE a = ${String(last)}`,
      );
    for (const kind of ['STRICT', 'STRICT, WITHOUT ROWID']) {
      const all = [0, 1, 1000, 1001, 2000, 2500].map((last) => many(kind, last));
      expect(new Set(all).size, kind).toBe(all.length);
      expect(many(kind, 2500)).toBe(all.at(-1));
    }
  });

  test('does not depend on how the pages lie', () => {
    const connection = connect(':memory:');
    connection.exec(
      `${table}; INSERT INTO t VALUES ('a', 'b'), ('c', 'd'), ('e', 'f'); DELETE FROM t WHERE a = 'c'`,
    );
    const before = digest(connection);
    connection.exec('VACUUM');
    expect(digest(connection)).toBe(before);
    connection.close();
  });
});
