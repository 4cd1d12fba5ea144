// Matches of agencies and arrivals of packages are found by index; only lists that are read as a whole are scanned.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { agencyMatchSql } from '../../db/agency-matches.ts';
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
