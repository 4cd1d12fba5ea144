// With the statistics of a large database, as PRAGMA optimize keeps them, statements still find their rows by index.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { agencySql } from '../../db/agencies.ts';
import { agencyHistorySql } from '../../db/agency-history.ts';
import { busyDaySql } from '../../db/busy-days.ts';
import { findingPageSql } from '../../db/findings.ts';
import { createJournal } from '../../db/journal.ts';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { scheduleSql } from '../../db/schedule.ts';
import type { Connection } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { OFFICE, seed, testClock, testIds } from './fixture.ts';
import { fillLarge } from './large-rows.ts';

const values: Readonly<Record<string, unknown>> = {
  ids: '["agency-7"]',
  on: '2019-10-01',
  day: '2019-10-01',
  today: '2026-01-05',
  id: 'agency-7',
  agency: 'agency-7',
  agencyId: 'agency-7',
  parent: 'agency-7',
  kind: null,
  plan: 'plan-12',
  planId: 'plan-12',
  visitId: 'visit-12-40',
  domainId: 'domain-3',
  office: OFFICE,
  first: '2019-09-01',
  last: '2019-11-30',
  from: '2026-09-01',
  to: '2026-09-30',
  days: 30,
  seats: '[["team-12-1",1]]',
  ordinal: 200,
  limit: 51,
};

function planOf(connection: Connection, sql: string): string {
  const bare = sql.replaceAll(/'[^']*'/g, '');
  const names = [...bare.matchAll(/@(\w+)/g)].map(([, name]) => name!);
  const parameters =
    names.length > 0
      ? [Object.fromEntries(names.map((name) => [name, values[name] ?? '[]']))]
      : Array.from({ length: bare.split('?').length - 1 }, () => '[]');
  const rows = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
  return rows.map((row) => row.detail).join('\n');
}

/** What grows with the years; under the names that statements give them. */
const large =
  /^SCAN (visit|other|round|finding|finding_agency|named|recommendation|source|target|agency|agency_version|version|newest|shown|child|v|f|b|busy|busy_day|team_member)\b(?! USING)/gm;
const scansOf = (connection: Connection, sql: string) =>
  new Set([...planOf(connection, sql).matchAll(large)].map(([scan]) => scan));

/** Every statement that the stores prepare, and the pages that they would. */
function statements(connection: Connection): readonly string[] {
  const found = new Set<string>();
  const listening = new Proxy(connection, {
    get(target, key) {
      if (key !== 'prepare') {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (sql: string) => {
        if (/^\s*(?:SELECT|WITH)\b/.test(sql)) found.add(sql);
        return target.prepare(sql);
      };
    },
  });
  createStores(listening);
  return [...found];
}
const pages = [
  { planId: 'x' },
  { planId: 'x', kind: 'strength' },
  { planId: 'x', domainId: 'x' },
  { planId: 'x', visitId: 'x' },
  { planId: 'x', agencyId: 'x' },
  { visitId: 'x' },
  { agencyId: 'x' },
  { domainId: 'x' },
].flatMap((filter) =>
  [false, true].map((continued) => findingPageSql(filter as Parameters<typeof findingPageSql>[0], continued)),
);

let folder: string;
let database: OpenDatabase;
let connection: Connection;
let before: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-large-'));
  const clock = testClock();
  database = openDatabase({ folder, mode: 'write', clock });
  ({ connection } = database);
  seed(createJournal({ connection, clock, ids: testIds() }));
  fillLarge(connection, OFFICE);
  const all = [...statements(connection), ...pages, ...Object.values(scheduleSql)];
  before = new Map(all.map((sql) => [sql, scansOf(connection, sql)]));
}, 300_000);
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the database is large, and knows nothing of its tables yet', () => {
  const count = (table: string) => connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(count('visit')).toBeGreaterThanOrEqual(10_000);
  expect(count('agency')).toBeGreaterThanOrEqual(3_500);
  expect(count('finding')).toBeGreaterThanOrEqual(200_000);
  expect(before.size).toBeGreaterThan(100);
  expect(connection.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'`).get()).toBeUndefined();
});

describe.each([
  // What the program does when it closes.
  ['PRAGMA optimize', () => connection.pragma('optimize')],
  // Every row counted, samples of values kept.
  ['ANALYZE', () => connection.exec('ANALYZE')],
])('after %s', (_name, gather) => {
  beforeAll(() => {
    gather();
  });

  test('there are statistics', () => {
    expect(
      connection.prepare(`SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'finding'`).pluck().get(),
    ).toBeGreaterThan(0);
  });

  test('no statement of any store reads a whole table that it has searched before', () => {
    for (const [sql, scans] of before) {
      for (const scan of scansOf(connection, sql)) expect([...scans], sql).toContain(scan);
    }
  });

  test.each<[name: string, sql: string, index: string]>([
    [
      'figures of a page of agencies',
      agencySql.figures,
      'SEARCH visit USING INDEX visit_agency (agency_id=?)',
    ],
    ['figures of all agencies', agencySql.allFigures, 'SCAN visit USING INDEX visit_agency'],
    ['open ones of a page', agencySql.open, 'USING COVERING INDEX recommendation_agency (agency_id=?'],
    ['names', agencySql.names, 'SEARCH v USING INDEX agency_version_agency (agency_id=?)'],
    ['children', agencySql.children, 'USING INDEX agency_version_parent (parent_agency_id=?)'],
    ['references', agencySql.references, 'SEARCH finding_agency USING COVERING INDEX finding_agency_agency'],
    ['visits of an agency', agencyHistorySql.visits, 'SEARCH visit USING INDEX visit_agency (agency_id=?)'],
    [
      'findings of its visits',
      agencyHistorySql.findings,
      'SEARCH finding USING INDEX finding_visit (visit_id=?)',
    ],
    ['findings that name it', agencyHistorySql.findings, 'USING INDEX finding_agency_agency (agency_id=?)'],
    ['what it owes', agencyHistorySql.recommendations, 'USING INDEX recommendation_agency (agency_id=?)'],
    ['its years', agencyHistorySql.findingYears, 'SEARCH finding USING INDEX finding_visit (visit_id=?)'],
    ['visits of some days', scheduleSql.taken, 'SEARCH visit USING INDEX visit_days (starts_on<?)'],
    ['who sits in their teams', scheduleSql.seats, 'SEARCH visit USING INDEX visit_days (starts_on<?)'],
    [
      'visits of the same agencies',
      scheduleSql.ofAgencies,
      'SEARCH visit USING INDEX visit_agency (agency_id=?)',
    ],
    ['a team twice', scheduleSql.teamTwice, 'SEARCH visit USING INDEX visit_team (team_id=?)'],
    [
      'the team of each half-day',
      scheduleSql.teamTwice,
      'SEARCH team USING INDEX sqlite_autoindex_team_1 (id=?)',
    ],
    ['a member twice', scheduleSql.memberTwice, 'SEARCH visit USING INDEX visit_team (team_id=?)'],
    ['an agency twice', scheduleSql.agencyTwice, 'SEARCH other USING INDEX visit_agency (agency_id=?)'],
    ['an agency again', scheduleSql.agencyAgain, 'SEARCH other USING INDEX visit_agency (agency_id=?)'],
    [
      'an agency that is busy',
      scheduleSql.agencyBusy,
      'USING INDEX busy_day_agency (agency_id=? AND starts_on<?)',
    ],
    ['a plan’s own visits', scheduleSql.own, 'SEARCH visit USING INDEX visit_plan (plan_id=?)'],
    ['busy days', busyDaySql.days, 'USING INDEX busy_day_days'],
    [
      'a page of a plan',
      findingPageSql({ planId: 'x' }, true),
      'finding_plan (plan_id=? AND (ordinal,id)>(?,?))',
    ],
    [
      'one kind of a plan',
      findingPageSql({ planId: 'x', kind: 'strength' }, true),
      'finding_plan_kind (plan_id=? AND kind=?',
    ],
    ['a page of a visit', findingPageSql({ visitId: 'x' }, false), 'finding_visit (visit_id=?)'],
    [
      'a page of an agency',
      findingPageSql({ agencyId: 'x' }, false),
      'SEARCH own USING INDEX finding_visit (visit_id=?)',
    ],
  ])('%s: by its index', (_which, sql, index) => {
    expect(planOf(connection, sql)).toContain(index);
  });

  test('what belongs to agencies is gathered once, and then looked up', () => {
    for (const sql of [agencyHistorySql.findings, agencyHistorySql.findingYears]) {
      expect(planOf(connection, sql)).toMatch(
        /SCAN own\nSEARCH finding USING INDEX sqlite_autoindex_finding_1 \(id=\?\)\nSEARCH plan .*\nSEARCH domain /,
      );
    }
  });

  test('nothing is sorted for a page of a plan', () => {
    for (const continued of [false, true]) {
      expect(planOf(connection, findingPageSql({ planId: 'x' }, continued))).not.toContain('TEMP B-TREE');
    }
  });
});
