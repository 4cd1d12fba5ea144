/** Papers are found by index, however many rounds there are. */
import { describe, expect, test } from 'vitest';
import { documentSql } from '../../db/documents.ts';
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
  const { all: _all, ...found } = documentSql;
  test.each(Object.entries(found))('%s', (_name, sql) => {
    const scans = steps(sql).filter((detail) => detail.startsWith('SCAN'));
    for (const detail of scans) expect(detail).toMatch(/^SCAN json_each\b/u);
  });
  test.each([
    ['ofPlan', 'document_plan'],
    ['wholeOfPlan', 'document_plan'],
    ['ofVisit', 'document_visit'],
    ['live', 'document_'],
    ['replacing', 'document_replaces'],
    ['numbered', 'document_issuer'],
  ] as const)('%s goes by %s', (name, index) => {
    expect(steps(documentSql[name]).join('; ')).toContain(`USING INDEX ${index}`);
  });
  test.each(['all', 'ofPlan', 'ofVisit'] as const)('%s reads no wording', (name) => {
    const columns = emptySchema()
      .prepare(documentSql[name])
      .columns()
      .map((column) => column.name);
    expect(columns).toContain('subject');
    expect(columns).toContain('agency_name');
    expect(columns.filter((column) => column.includes('content'))).toEqual([]);
  });
});
