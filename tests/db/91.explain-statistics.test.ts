// The statements of one-stop statistics find their rows by an index, however many agencies have reported.
import { expect, test } from 'vitest';
import { statisticsSql } from '../../db/statistics.ts';
import { emptySchema } from './helpers.ts';

// What asks for all agencies in a span of days walks their reports, newest first, as the list shows them.
const { ofPeriod, ...byKey } = statisticsSql;

function planOf(sql: string): string {
  const named = [...new Set(sql.match(/@\w+/gu) ?? [])].map((name) => [name.slice(1), '[]']);
  const statement = emptySchema().prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const rows = (
    named.length > 0
      ? statement.all(Object.fromEntries(named))
      : statement.all(...Array.from({ length: sql.split('?').length - 1 }, () => '[]'))
  ) as { detail: string }[];
  return rows.map(({ detail }) => detail).join('; ');
}

test.each(Object.entries(byKey))('%s searches, it does not scan', (_name, sql) => {
  const detail = planOf(sql);
  expect(detail).toMatch(/SEARCH \w+ USING (COVERING )?INDEX/u);
  expect(detail).not.toMatch(/SCAN (?!json_each)/u);
});

test('a span of days goes by the index of periods', () => {
  expect(planOf(ofPeriod)).toContain('USING INDEX statistics_report_period');
});

test('lines come in their order without sorting', () => {
  expect(planOf(statisticsSql.lines)).not.toContain('TEMP B-TREE FOR ORDER BY');
});
