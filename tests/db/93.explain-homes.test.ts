/** Whether a paper without a round rests on made-up data is told by index, however many rounds there are. */
import { describe, expect, test } from 'vitest';
import { documentHomeSql } from '../../db/document-homes.ts';
import { world } from './helpers.ts';

describe('EXPLAIN QUERY PLAN', () => {
  test.each(Object.entries(documentHomeSql))('%s', (_name, sql) => {
    const rows = world().connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('') as { detail: string }[];
    for (const { detail } of rows) {
      // The row itself is what the conditions look at, not a table; of all offices, each is looked at.
      expect(detail).not.toMatch(/^SCAN (?!home\b|CONSTANT ROW|office USING COVERING INDEX)/u);
    }
    expect(rows.length).toBeGreaterThan(0);
  });
});
