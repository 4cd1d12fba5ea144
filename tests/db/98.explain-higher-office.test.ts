// Matches of agencies and arrivals of packages are found by index; only lists that are read as a whole are scanned.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { agencyMatchSql, createAgencyMatchStore } from '../../db/agency-matches.ts';
import { exchangeArrivalSql } from '../../db/exchange-arrivals.ts';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { testClock } from './fixture.ts';

let folder: string;
let database: OpenDatabase;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-higher-'));
  database = openDatabase({ folder, mode: 'write', clock: testClock() });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a statement reads as a whole: short lists, and all agencies of others at once. */
const whole: Readonly<Record<string, readonly string[]>> = {
  list: ['match'],
  unmatched: ['agency', 'version'],
  expected: ['trusted'],
};

test.each(Object.entries({ ...agencyMatchSql, ...exchangeArrivalSql }))(
  '%s goes by an index',
  (name, sql) => {
    const statement = database.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const named = [...sql.matchAll(/@(\w+)/gu)].map(([, key]) => [key, 'x']);
    const plan = (sql.includes('?') ? statement.all('x') : statement.all(Object.fromEntries(named))) as {
      detail: string;
    }[];
    const details = plan.map(({ detail }) => detail);
    const scanned = details.flatMap((detail) => /^SCAN (\w+)/u.exec(detail)?.[1] ?? []);
    expect(scanned.filter((table) => !(whole[name] ?? []).includes(table))).toEqual([]);
    expect(details.join('\n')).toMatch(/SEARCH .* USING (?:COVERING )?INDEX/u);
  },
);

test('an agency stands below the newest name of its own parent', () => {
  const { connection } = database;
  // What is asked is the reading alone.
  connection.pragma('foreign_keys = OFF');
  connection.exec(`
    INSERT INTO office (id, rev, origin_office_id, created_at, updated_at, name, level)
      VALUES ('other', 1, 'other', 1, 1, 'UBND huyện', 'district');
    INSERT INTO agency (id, rev, origin_office_id, created_at, updated_at, kind)
      VALUES ('above', 1, 'other', 1, 1, 'ubnd_huyen'), ('below', 1, 'other', 1, 1, 'phong_cap_huyen');
    INSERT INTO agency_version
      (id, rev, origin_office_id, created_at, updated_at, agency_id, name, parent_agency_id, valid_from)
      VALUES ('1', 1, 'other', 1, 1, 'above', 'UBND huyện cũ', NULL, NULL),
        ('2', 1, 'other', 1, 1, 'above', 'UBND huyện', NULL, '2020-01-01'),
        ('3', 1, 'other', 1, 1, 'below', 'Phòng Nội vụ', 'above', NULL);`);
  const found = createAgencyMatchStore(connection).unmatched('ours', null);
  expect(found.map(({ name, parentName }) => [name, parentName])).toEqual([
    ['Phòng Nội vụ', 'UBND huyện'],
    ['UBND huyện', null],
  ]);
});
