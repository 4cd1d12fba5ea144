// Lists that grow: pages of findings by key, the plan that SQLite makes for them, and queries that do not multiply.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { findingPageSql, type FindingFilter } from '../../../db/findings.ts';
import { makeRound, type Office, removeOffice, setUpOffice } from './fixture.ts';

const COUNT = 6000;
let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let domains: Output<'domains.list'>;

beforeAll(async () => {
  office = await setUpOffice();
  round = await makeRound(office);
  domains = await office.call('domains.list', {});
  // Many rows at once, past the journal; ordinals shared by three, so that the id decides.
  office.context.connection
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @count)
       INSERT INTO finding (id, rev, origin_office_id, created_at, updated_at, plan_id, visit_id, domain_id, ordinal,
                            kind, scope, text)
       SELECT printf('%08x-0000-7000-8000-000000000000', i * 7919 % 1000003), 1, @office, 1, 1, @plan,
              CASE WHEN i % 4 = 0 THEN @visit END, CASE WHEN i % 3 = 0 THEN @first ELSE @second END, i / 3 + 1,
              CASE WHEN i % 2 = 0 THEN 'strength' ELSE 'limitation' END,
              CASE WHEN i % 5 = 0 THEN 'named' ELSE 'round' END, 'Nội dung ' || i
         FROM n`,
    )
    .run({
      count: COUNT,
      office: office.context.session.officeId(),
      plan: round.plan.id,
      visit: round.districtVisit.id,
      first: domains[0]!.id,
      second: domains[1]!.id,
    });
  office.context.connection.exec(
    `INSERT INTO finding_agency (id, rev, origin_office_id, created_at, updated_at, finding_id, agency_id)
     SELECT replace(id, '-7000-', '-7001-'), 1, origin_office_id, 1, 1, id, '${round.department.id}'
       FROM finding WHERE scope = 'named'`,
  );
});
afterAll(() => removeOffice(office));

async function readAll(filter: Input<'findings.list'>) {
  const rows: Output<'findings.list'>['rows'] = [];
  let cursor: string | undefined;
  do {
    const page = await office.call('findings.list', {
      ...filter,
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
}

describe('findings by page', () => {
  test('every finding once, in the order of the plan, the last page without a next', async () => {
    const rows = await readAll({ planId: round.plan.id, limit: 200 });
    expect(rows).toHaveLength(COUNT);
    expect(new Set(rows.map((row) => row.id)).size).toBe(COUNT);
    const keys = rows.map((row) => `${String(row.ordinal).padStart(8, '0')} ${row.id}`);
    expect(keys).toEqual(keys.toSorted());
    expect(rows.filter((row) => row.agencyIds.length > 0)).toHaveLength(COUNT / 5);
  });

  test('filters go together, and over everything the order is that of the ids', async () => {
    const some = await readAll({
      planId: round.plan.id,
      kind: 'strength',
      domainId: domains[0]!.id,
      limit: 200,
    });
    expect(some).toHaveLength(COUNT / 6);
    const own = await readAll({ visitId: round.districtVisit.id, limit: 200 });
    expect(own).toHaveLength(COUNT / 4);
    const ids = own.map((row) => row.id);
    expect(ids).toEqual(ids.toSorted());
    const named = await readAll({ agencyId: round.department.id, limit: 200 });
    expect(named).toHaveLength(COUNT / 5);
    // What was found at the visit of an agency is its own as well.
    expect(await readAll({ agencyId: round.district.id, limit: 200 })).toHaveLength(COUNT / 4);
  });

  test('a cursor of another list, or none at all, is a fault of the request', async () => {
    for (const cursor of ['', 'e30', 'AAAA', Buffer.from('{"ordinal":"1","id":1}').toString('base64url')]) {
      expect(await office.fails('findings.list', { planId: round.plan.id, cursor })).toMatchObject({
        code: 'VALIDATION',
        fields: [{ path: 'cursor' }],
      });
    }
  });
});

describe('what SQLite does for a page', () => {
  const planOf = (filter: FindingFilter, continued: boolean) => {
    const all: Record<string, unknown> = { limit: 51, ordinal: 1, id: 'x' };
    for (const key of ['planId', 'visitId', 'agencyId', 'domainId', 'kind']) all[key] = 'x';
    const sql = findingPageSql(filter, continued);
    const used = Object.fromEntries(Object.entries(all).filter(([key]) => sql.includes(`@${key}`)));
    const rows = office.context.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(used) as {
      detail: string;
    }[];
    return rows.map((row) => row.detail).join('\n');
  };

  test.each([false, true])(
    'a page of a plan is read along its index, nothing is sorted (continued: %s)',
    (continued) => {
      for (const filter of [{ planId: 'x' }, { planId: 'x', kind: 'strength' }] as const) {
        const plan = planOf(filter, continued);
        expect(plan).toMatch(/finding_plan(?:_kind)? \(plan_id=\?/);
        expect(plan).not.toMatch(/SCAN finding\b|TEMP B-TREE/);
      }
      expect(planOf({ planId: 'x' }, true)).toContain('(ordinal,id)>(?,?)');
    },
  );

  test('a page of a visit uses its index', () => {
    expect(planOf({ visitId: 'x' }, false)).toContain('finding_visit');
  });

  test('a round’s strengths and limitations are counted in an index alone', () => {
    const sql = 'SELECT plan_id, kind AS key, count(*) FROM finding WHERE plan_id = ? GROUP BY key';
    const rows = office.context.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('x') as {
      detail: string;
    }[];
    expect(rows.map((row) => row.detail).join('\n')).toContain('COVERING INDEX finding_plan_kind');
  });

  test('no statement of a page counts', () => {
    expect(findingPageSql({ planId: 'x', agencyId: 'x' }, true)).not.toMatch(/count\s*\(/i);
  });
});

test('the work of a list of visits does not grow with each visit', async () => {
  const { connection } = office.context;
  const statements = async (work: () => Promise<unknown>) => {
    let count = 0;
    const prototype = Object.getPrototypeOf(connection.prepare('SELECT 1')) as {
      all: (...args: unknown[]) => unknown;
    };
    const original = prototype.all;
    prototype.all = function (...args: unknown[]) {
      count += 1;
      return original.apply(this, args);
    };
    try {
      await work();
    } finally {
      prototype.all = original;
    }
    return count;
  };
  const list = () => office.call('visits.list', { planId: round.plan.id });
  const two = await statements(list);
  for (let number = 1; number <= 10; number += 1) {
    const agency = await office.call('agencies.create', {
      kind: 'ubnd_xa',
      version: {
        name: `Xã số ${number}`,
        shortName: null,
        abbreviation: null,
        placeName: null,
        parentAgencyId: null,
        validFrom: null,
        validTo: null,
      },
    });
    await office.call('visits.create', { planId: round.plan.id, agencyId: agency.id });
  }
  expect(await list()).toHaveLength(12);
  expect(await statements(list)).toBe(two);
});
