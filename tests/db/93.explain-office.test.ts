// People, settings and saved views are found by their office and list, never by reading all of them.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { savedViewSql } from '../../db/saved-views.ts';
import { settingSql } from '../../db/settings.ts';
import { testClock } from './fixture.ts';

let folder: string;
let database: OpenDatabase;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-office-'));
  database = openDatabase({ folder, mode: 'write', clock: testClock() });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const statements = Object.entries({ ...prefixed('setting', settingSql), ...prefixed('view', savedViewSql) });
function prefixed(name: string, sql: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(sql).map(([key, text]) => [`${name}.${key}`, text]));
}

test.each(statements)('%s goes by an index', (_name, sql) => {
  const named = sql.includes('@');
  const marks = sql.split('?').length - 1;
  const statement = database.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const plan = (
    named
      ? statement.all({ list: 'x', personId: 'x' })
      : statement.all(...Array.from({ length: marks }, () => 'x'))
  ) as { detail: string }[];
  expect(plan.map(({ detail }) => detail).join('\n')).toMatch(/USING (?:COVERING )?INDEX/u);
  expect(plan.some(({ detail }) => detail.startsWith('SCAN'))).toBe(false);
});
