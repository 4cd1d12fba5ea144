/** Periodic reports and what their figures are counted from are found by index, however many years there are. */
import { describe, expect, test } from 'vitest';
import { periodReportSql } from '../../db/period-reports.ts';
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
  // All reports of all years are a few dozen rows, and rounds some hundred, read whole; one row of any tells enough.
  const { all: _all, allVisits: _allVisits, anyRecommendationAtAll: _any, ...found } = periodReportSql;
  test.each(Object.entries(found))('%s', (_name, sql) => {
    const scans = steps(sql).filter((detail) => detail.startsWith('SCAN'));
    for (const detail of scans) expect(detail).toMatch(/^SCAN json_each\b/u);
  });
  test.each([
    ['due', 'recommendation_due'],
    ['owedBefore', 'recommendation_due'],
    ['verifiedSince', 'recommendation_verified_on'],
    ['visits', 'visit_plan'],
    ['allVisits', 'visit_plan'],
    ['documents', 'document_period_report'],
    ['reminders', 'document_period_report'],
    ['ofYear', 'period_report_year'],
  ] as const)('%s goes by %s', (name, index) => {
    expect(steps(periodReportSql[name]).join('; ')).toContain(`INDEX ${index}`);
  });
});
