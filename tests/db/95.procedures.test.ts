// Procedures are read by their keys: every statement of the store finds its rows by an index, but for the whole list.
import { expect, test } from 'vitest';
import { procedureSql } from '../../db/procedures.ts';
import { world } from './helpers.ts';

// All lists at once, how many procedures each has, and those that may fit an agency: the few lists are looked through.
const { lists: _lists, counts: _counts, fitting: _fitting, ...byKey } = procedureSql;

test('every statement finds its rows by an index', () => {
  const { connection } = world();
  for (const [name, sql] of Object.entries(byKey)) {
    const parameters = Array.from({ length: sql.split('?').length - 1 }, () => 'x');
    const steps = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
    const scans = steps.filter(({ detail }) => detail.startsWith('SCAN')).map(({ detail }) => detail);
    expect(scans, name).toEqual([]);
  }
  expect(Object.keys(byKey)).toContain('compared');
});
