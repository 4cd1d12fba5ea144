/** What pictures count and list is found by index: no table of rows is read whole, however many years there are. */
import { describe, expect, test } from 'vitest';
import { pictureSql } from '../../db/pictures.ts';
import { emptySchema } from './helpers.ts';

function steps(sql: string): string[] {
  const connection = emptySchema();
  const named = [...new Set(sql.match(/@\w+/gu) ?? [])].map((name) => [name.slice(1), '[]']);
  const statement = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const rows = (
    named.length > 0
      ? statement.all(Object.fromEntries(named))
      : statement.all(...Array.from({ length: sql.split('?').length - 1 }, () => '[]'))
  ) as { detail: string }[];
  return rows.map((row) => row.detail);
}

// A few hundred rounds, a dozen domains, and all lines of agencies are read whole on purpose.
const small = ['plans', 'domains', 'lines'] as const;

describe('EXPLAIN QUERY PLAN', () => {
  const { plans: _plans, domains: _domains, lines: _lines, keep: _keep, ...found } = pictureSql;
  test.each(Object.entries(found))('%s', (_name, sql) => {
    const scans = steps(sql).filter((detail) => detail.startsWith('SCAN'));
    for (const detail of scans) {
      expect(detail).toMatch(/^SCAN (json_each|pair|found|at|\(subquery|CONSTANT|\d+ CONSTANT)/u);
    }
  });
  test.each(small)('%s reads one small table', (name) => {
    expect(pictureSql[name]).toMatch(/FROM (plan|domain|agency_line)\b/u);
  });
});
