/** What stands beside the answers is found by index, however many rounds and recommendations there are. */
import { describe, expect, test } from 'vitest';
import { answerSql } from '../../db/answers.ts';
import { deskSql } from '../../db/desk.ts';
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

describe('EXPLAIN QUERY PLAN', () => {
  test.each([...Object.entries(deskSql), ...Object.entries(answerSql)])('%s', (_name, sql) => {
    const scans = steps(sql).filter((detail) => detail.startsWith('SCAN'));
    // Only what was made on the way is walked through: the list of ids, and the rows found by it.
    for (const detail of scans) expect(detail).toMatch(/^SCAN (?:json_each|up|owed)\b/u);
  });
  test('visits of agencies and what they owe come by their agency', () => {
    expect(steps(deskSql.visits).join('; ')).toContain('USING INDEX visit_agency');
    expect(steps(deskSql.owed).join('; ')).toMatch(/recommendation USING INDEX recommendation_agency/u);
  });
  test('the answers of a domain come by the visit, not by reading all answers', () => {
    expect(steps(answerSql.ofDomain).join('; ')).toMatch(/SEARCH answer USING INDEX/u);
  });
});
