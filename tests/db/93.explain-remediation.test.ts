/** The follow-up list is found by index, however many rounds there were: no stretch of it sorts or reads a whole table. */
import { beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../db/migrate.ts';
import { type FollowUpFilter, figuresSql, legSql, remediationSql } from '../../db/remediation.ts';
import { connect, type Connection } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';

let connection: Connection;
beforeAll(() => {
  connection = connect(':memory:');
  migrate(connection);
  // The store brings the functions that the statements call.
  createStores(connection);
  return () => connection.close();
});

function steps(sql: string): string[] {
  const named = [...new Set(sql.match(/@\w+/gu) ?? [])].map((name) => [name.slice(1), '[]']);
  const statement = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`);
  const rows = (
    named.length > 0
      ? statement.all(Object.fromEntries(named))
      : statement.all(...Array.from({ length: sql.split('?').length - 1 }, () => '[]'))
  ) as { detail: string }[];
  return rows.map(({ detail }) => detail);
}

const base: FollowUpFilter = { today: '2026-01-01', counts: 'not_reported' };
const stretch = {
  by: 'all',
  plansToo: false,
  domainIs: false,
  order: 'due',
  descending: false,
  from: 'start',
} as const;
const filters: Record<string, FollowUpFilter> = {
  'no filter': base,
  overdue: { ...base, due: 'overdue' },
  'due in a week': { ...base, due: 'due_7' },
  'no day': { ...base, due: 'no_day' },
  'between days': { ...base, dueFrom: '2026-01-01', dueTo: '2026-02-01' },
  unsupported: { ...base, unsupported: true },
  repeated: { ...base, repeated: true },
  'a domain': { ...base, domainKey: 'x' },
  words: { ...base, text: 'niêm yết' },
};

describe.each(Object.entries(filters))('%s', (_name, filter) => {
  test.each([
    ['all', 'recommendation_due (status=?'],
    ['plan', 'recommendation_plan_due (plan_id=? AND status=?'],
    ['agency', 'recommendation_agency (agency_id=? AND status=?'],
  ] as const)('by %s: by its index, in its order, from where the last page ended', (by, index) => {
    for (const descending of [false, true]) {
      for (const from of ['start', 'same', 'beyond'] as const) {
        const plan = steps(legSql(filter, { ...stretch, by, descending, from }));
        expect(plan[0]).toContain(index);
        expect(plan.join('; ')).not.toMatch(/TEMP B-TREE|SCAN (?!json_each)/u);
      }
    }
  });
});

test('the key of a page and the bounds of days are looked up, not filtered', () => {
  const at = (filter: FollowUpFilter, from: 'start' | 'same' | 'beyond') =>
    steps(legSql(filter, { ...stretch, from }))[0];
  expect(at(base, 'same')).toContain('<expr>=? AND id>?');
  expect(at(base, 'beyond')).toContain('<expr>>?');
  expect(at({ ...base, due: 'overdue' }, 'start')).toContain('<expr><?');
  expect(at({ ...base, due: 'due_7' }, 'start')).toContain('<expr>>? AND <expr><?');
});

test('the newest changes come by their own index', () => {
  for (const [from, bound] of [
    ['same', 'updated_at=? AND id<?'],
    ['beyond', 'updated_at<?'],
  ] as const) {
    const plan = steps(legSql(base, { ...stretch, order: 'updated', descending: true, from }));
    expect(plan).toHaveLength(1);
    expect(plan[0]).toContain(`recommendation_updated (status=? AND ${bound})`);
  }
});

test('figures read the index alone where nothing else is asked', () => {
  const of = (by: { plans: boolean; agencies: boolean }) => steps(figuresSql(base, 'status', by)).join('; ');
  expect(of({ plans: true, agencies: false })).toContain('recommendation_plan_due (plan_id=? AND status=?)');
  expect(of({ plans: false, agencies: true })).toContain('recommendation_agency (agency_id=? AND status=?)');
  for (const grouping of ['status', 'calendar', 'ageing', 'agencies', 'repeated'] as const) {
    for (const filter of Object.values(filters)) {
      const plan = steps(figuresSql(filter, grouping, { plans: false, agencies: false })).join('; ');
      expect(plan).not.toMatch(/SCAN (?!json_each|r USING (?:COVERING )?INDEX)/u);
    }
  }
});

// The clock has one row; the list of all papers is asked for as such.
const whole = new Set(['ticks', 'papers', 'limitations']);
test.each(Object.entries(remediationSql).filter(([name]) => !whole.has(name)))('%s', (_name, sql) => {
  const scans = steps(sql).filter((detail) => detail.startsWith('SCAN'));
  expect(scans.filter((detail) => !/^SCAN (?:json_each|wanted)\b/u.test(detail))).toEqual([]);
});
