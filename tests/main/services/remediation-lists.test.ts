/**
 * The follow-up list and its figures over random data against an oracle of plain loops that shares no code with them:
 * every filter finds just what it should (precision = recall = 1), every page goes on where the last one ended.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import { chance } from '../../long.ts';
import { type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
const statuses = [
  'open',
  'in_progress',
  'returned',
  'reported',
  'verified',
  'no_longer_applicable',
  'transferred',
] as const;
type Status = (typeof statuses)[number];
const TODAY = '2022-06-15';

interface Made {
  readonly id: string;
  readonly plan: number;
  readonly agency: number | null;
  readonly domain: number | null;
  readonly finding: number | null;
  readonly status: Status;
  readonly dueOn: string | null;
  readonly text: string;
  readonly proofs: number;
  readonly updatedAt: number;
}
interface MadeFinding {
  readonly plan: number;
  readonly domain: number;
  readonly criterion: number | null;
  readonly kind: 'limitation' | 'strength';
  readonly agencies: readonly number[];
  readonly isLinked: boolean;
}

const PLANS = [2020, 2021, 2021, 2022, null] as const;
const AGENCIES = [
  'Sở Y tế',
  'UBND huyện Ân Thi',
  'Ủy ban nhân dân xã Đại Hợp',
  'Sở Xây dựng',
  'Sở Tài chính',
];
const DOMAINS = ['lists-one', 'lists-two', 'lists-three'];
const CRITERIA = 6;
/** 0 → 3 → 5 are copies of each other, 1 = 4 by a person's word; 2 stands alone. */
const KIN: readonly (readonly number[])[] = [[0, 3, 5], [1, 4], [2], [0, 3, 5], [1, 4], [0, 3, 5]];
/** The fourth agency took over from the first, and the first from the fifth before. */
const LINE: readonly (readonly number[])[] = [[0, 4], [1], [2], [3, 0, 4], [4]];

const uuid = (kind: number, number: number) =>
  `0${kind}900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
const planId = (n: number) => uuid(1, n + 1);
const agencyId = (n: number) => uuid(2, n + 1);
const domainId = (n: number) => uuid(3, n + 1);
const findingId = (n: number) => uuid(4, n + 1);
const criterionId = (n: number) => uuid(5, n + 1);
const recommendationId = (n: number) => uuid(6, n + 1);

let made: Made[] = [];
let findings: MadeFinding[] = [];

/** A small generator of its own: the same data every time. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}
const dayFrom = (base: string, days: number) =>
  new Date(Date.parse(`${base}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  office = await setUpOffice();
  const { connection, session } = office.context;
  const officeId = session.officeId();
  const personId = session.personId();
  const random = createRandom(41);
  const insert = (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row);
    connection
      .prepare(
        `INSERT INTO ${table} (rev, origin_office_id, created_at, ${names.includes('updated_at') ? '' : 'updated_at, '}${names.join(', ')})
         VALUES (1, '${officeId}', 0, ${names.includes('updated_at') ? '' : '0, '}${names.map(() => '?').join(', ')})`,
      )
      .run(...Object.values(row));
  };
  connection.exec('BEGIN; PRAGMA defer_foreign_keys = ON');
  PLANS.forEach((year, n) =>
    insert('plan', { id: planId(n), office_id: officeId, title: `Đợt ${n}`, year, status: 'in_progress' }),
  );
  const [set] = connection.prepare('SELECT id FROM criteria_set').pluck().all() as string[];
  DOMAINS.forEach((key, n) =>
    insert('domain', {
      id: domainId(n),
      domain_set: 'lists',
      key,
      ordinal: 100 - n,
      name: `Lĩnh vực ${n}`,
      short_name: key,
    }),
  );
  const like = connection.prepare('SELECT * FROM criterion LIMIT 1').get() as Record<
    string,
    string | number | null
  >;
  for (let n = 0; n < CRITERIA; n += 1) {
    const {
      rev: _rev,
      origin_office_id: _office,
      created_at: _created,
      updated_at: _updated,
      ...rest
    } = like;
    insert('criterion', {
      ...rest,
      id: criterionId(n),
      criteria_set_id: set!,
      code: `x.${n}`,
      copied_from_id: n === 3 ? criterionId(0) : n === 5 ? criterionId(3) : null,
    });
  }
  insert('criterion_match', {
    id: uuid(7, 1),
    criterion_id: criterionId(1),
    other_criterion_id: criterionId(4),
    confirmed_by: personId,
  });
  AGENCIES.forEach((name, n) => {
    insert('agency', { id: agencyId(n), kind: 'so_nganh' });
    insert('agency_version', { id: uuid(8, n + 1), agency_id: agencyId(n), name });
  });
  const succeed = (id: number, from: number, to: number, on: string) =>
    insert('agency_succession', {
      id: uuid(9, id),
      predecessor_id: agencyId(from),
      successor_id: agencyId(to),
      relation: 'merge',
      effective_on: on,
    });
  succeed(1, 4, 0, '2020-07-01');
  succeed(2, 0, 3, '2021-07-01');

  findings = Array.from({ length: 120 }, (_value, n): MadeFinding => ({
    plan: random(PLANS.length),
    domain: random(DOMAINS.length),
    criterion: random(4) === 0 ? null : random(CRITERIA),
    kind: random(5) === 0 ? 'strength' : 'limitation',
    agencies: [...new Set([random(AGENCIES.length), random(AGENCIES.length)])].slice(0, random(3)),
    isLinked: n > 0 && random(9) === 0,
  }));
  findings.forEach((one, n) => {
    insert('finding', {
      id: findingId(n),
      plan_id: planId(one.plan),
      domain_id: domainId(one.domain),
      criterion_id: one.criterion === null ? null : criterionId(one.criterion),
      ordinal: n,
      kind: one.kind,
      scope: one.agencies.length === 0 ? 'unnamed' : 'named',
      text: `Hạn chế ${n}`,
      repeats_finding_id: one.isLinked ? findingId(n - 1) : null,
    });
    one.agencies.forEach((agency, at) =>
      insert('finding_agency', {
        id: uuid(0, n * 10 + at + 1),
        finding_id: findingId(n),
        agency_id: agencyId(agency),
      }),
    );
  });

  const words = ['Niêm yết thủ tục', 'niem yet lai', 'Ban hành kế hoạch', 'Cập nhật Cổng'];
  made = Array.from({ length: 700 }, (_value, n): Made => {
    const status = statuses[random(statuses.length)]!;
    const proofs = status === 'verified' ? 1 + random(2) : random(2);
    return {
      id: recommendationId(n),
      plan: random(PLANS.length),
      agency: random(8) === 0 ? null : random(AGENCIES.length),
      domain: random(3) === 0 ? null : random(DOMAINS.length),
      finding: random(3) === 0 ? null : random(findings.length),
      status,
      dueOn:
        random(6) === 0
          ? null
          : dayFrom(TODAY, [-400, -200, -31, -30, -1, 0, 1, 7, 8, 30, 31, 90][random(12)]!),
      text: `${words[random(words.length)]!} ${n}`,
      proofs,
      updatedAt: random(50),
    };
  });
  for (const one of made) {
    for (let n = 0; n < one.proofs; n += 1) {
      insert('remediation_proof', {
        id: `${one.id.slice(0, -1)}${n}`.replace(/^06/u, 'aa').replace('-7000-', `-7${one.id.at(-1)}00-`),
        recommendation_id: one.id,
        document_name: 'Văn bản',
        proved_on: '2022-01-01',
        entered_by: personId,
      });
    }
    if (one.status === 'no_longer_applicable') {
      insert('recommendation_event', {
        id: one.id.replace(/^06/u, 'bb'),
        recommendation_id: one.id,
        kind: 'closed',
        happened_on: '2022-01-01',
        from_status: 'open',
        to_status: one.status,
        document_text: 'Quyết định',
        person_id: personId,
      });
    }
    const isReported = one.status === 'reported' || one.status === 'verified' || one.status === 'returned';
    const isVerified = one.status === 'verified';
    insert('recommendation', {
      id: one.id,
      plan_id: planId(one.plan),
      finding_id: one.finding === null ? null : findingId(one.finding),
      agency_id: one.agency === null ? null : agencyId(one.agency),
      domain_id: one.domain === null ? null : domainId(one.domain),
      ordinal: 1,
      text: one.text,
      due_on: one.dueOn,
      status: one.status,
      updated_at: one.updatedAt,
      reported_on: isReported ? '2022-01-02' : null,
      reported_by: isReported ? personId : null,
      verified_on: isVerified ? '2022-02-01' : null,
      verified_by: isVerified ? personId : null,
    });
  }
  connection.exec('COMMIT');
});
afterAll(() => removeOffice(office));

// ── The oracle ───────────────────────────────────────────────────────────────────────────────────────────

type Counting = 'not_reported' | 'not_verified';
type Filter = Input<'remediation.counts'>;
const done = new Set<Status>(['verified', 'no_longer_applicable', 'transferred']);

function isRepeated(one: Made): boolean {
  if (one.finding === null) return false;
  const finding = findings[one.finding]!;
  if (finding.isLinked) return true;
  const year = PLANS[one.plan]!;
  if (finding.kind !== 'limitation' || finding.criterion === null || one.agency === null || year === null)
    return false;
  return findings.some((earlier) => {
    const then = PLANS[earlier.plan] ?? null;
    return (
      earlier.kind === 'limitation' &&
      earlier.criterion !== null &&
      KIN[finding.criterion!]!.includes(earlier.criterion) &&
      earlier.agencies.some((agency) => LINE[one.agency!]!.includes(agency)) &&
      then !== null &&
      then < year
    );
  });
}
function dueOf(one: Made, counting: Counting): string {
  const waits = one.status === 'reported' && counting === 'not_reported';
  if (done.has(one.status) || waits) return 'settled';
  if (one.dueOn === null) return 'no_day';
  if (one.dueOn < TODAY) return 'overdue';
  if (one.dueOn <= '2022-06-22') return 'due_7';
  return one.dueOn <= '2022-07-15' ? 'due_30' : 'later';
}
const domainOf = (one: Made) => one.domain ?? (one.finding === null ? null : findings[one.finding]!.domain);

function matches(one: Made, filter: Filter, counting: Counting): boolean {
  const plain = (text: string) =>
    text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd').toLowerCase();
  const domain = domainOf(one);
  const agencies =
    filter.agencyId === undefined
      ? null
      : AGENCIES.map((_name, n) => n).filter((n) => {
          const asked = AGENCIES.findIndex((_other, at) => agencyId(at) === filter.agencyId);
          return filter.withPredecessors === true ? LINE[asked]!.includes(n) : n === asked;
        });
  return (
    (filter.text === undefined || plain(one.text).includes(plain(filter.text))) &&
    (filter.planId === undefined || planId(one.plan) === filter.planId) &&
    (filter.year === undefined || PLANS[one.plan] === filter.year) &&
    (filter.officeId === undefined || filter.officeId === office.context.session.officeId()) &&
    (agencies === null || (one.agency !== null && agencies.includes(one.agency))) &&
    (filter.domainKey === undefined || (domain !== null && DOMAINS[domain] === filter.domainKey)) &&
    (filter.status === undefined || filter.status.includes(one.status)) &&
    (filter.settled === undefined || done.has(one.status) === filter.settled) &&
    (filter.due === undefined || dueOf(one, counting) === filter.due) &&
    (filter.dueFrom === undefined || (one.dueOn !== null && one.dueOn >= filter.dueFrom)) &&
    (filter.dueTo === undefined || (one.dueOn !== null && one.dueOn <= filter.dueTo)) &&
    (filter.unsupported === undefined ||
      (one.status === 'reported' && one.proofs === 0) === filter.unsupported) &&
    (filter.repeated === undefined || isRepeated(one) === filter.repeated)
  );
}
const found = (filter: Filter, counting: Counting) => made.filter((one) => matches(one, filter, counting));

// ── The properties ───────────────────────────────────────────────────────────────────────────────────────

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const anyFilter: fc.Arbitrary<Filter> = fc
  .record({
    text: maybe(fc.constantFrom('niem yet', 'Niêm', 'kế hoạch', 'khong co')),
    planId: maybe(fc.nat(PLANS.length - 1).map(planId)),
    year: maybe(fc.constantFrom(2020, 2021, 2022, 1999)),
    officeId: maybe(fc.constantFrom('own', 'other')),
    agencyId: maybe(fc.nat(AGENCIES.length - 1).map(agencyId)),
    withPredecessors: maybe(fc.boolean()),
    domainKey: maybe(fc.constantFrom(...DOMAINS)),
    status: maybe(fc.uniqueArray(fc.constantFrom(...statuses), { maxLength: 4 })),
    settled: maybe(fc.boolean()),
    due: maybe(fc.constantFrom('overdue', 'due_7', 'due_30', 'later', 'no_day', 'settled')),
    dueFrom: maybe(fc.constantFrom('2022-05-15', '2022-06-15', '2022-06-22')),
    dueTo: maybe(fc.constantFrom('2022-06-14', '2022-06-22', '2022-07-16')),
    unsupported: maybe(fc.boolean()),
    repeated: maybe(fc.boolean()),
  })
  .map((record) => {
    const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
    if (given['officeId'] !== undefined) {
      given['officeId'] = given['officeId'] === 'own' ? office.context.session.officeId() : uuid(9, 999);
    }
    return { ...given, today: TODAY } as Filter;
  });
// Most filters of many conditions find nothing: also each alone, and in pairs.
const fewer = anyFilter.chain((filter) =>
  fc
    .uniqueArray(fc.constantFrom(...(Object.keys(filter) as (keyof Filter)[])), { maxLength: 3 })
    .map(
      (keys) => ({ ...Object.fromEntries(keys.map((key) => [key, filter[key]])), today: TODAY }) as Filter,
    ),
);
const filters = fc.oneof({ weight: 1, arbitrary: anyFilter }, { weight: 4, arbitrary: fewer });

async function countBy(counting: Counting): Promise<void> {
  const { revs, values } = await office.call('settings.get', {});
  if (values.overdueCounts === counting) return;
  await office.call('settings.set', {
    key: 'overdueCounts',
    rev: revs.overdueCounts ?? null,
    value: counting,
  });
}

describe.each(['not_reported', 'not_verified'] as const)('overdue counts while %s', (counting) => {
  beforeAll(() => countBy(counting));

  test('the list: all of it and nothing else, page by page, in its order', async () => {
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom('due', 'agency', 'domain', 'status', 'plan', 'updated'),
        fc.boolean(),
        fc.constantFrom(1, 7, 50, 200),
        async (filter, sort, descending, limit) => {
          const expected = found(filter, counting);
          hits += expected.length;
          // One by one only where that ends soon.
          const size = expected.length > 60 ? 50 : limit;
          const rows: Awaited<ReturnType<typeof page>>['rows'] = [];
          const page = (cursor: string | undefined) =>
            office.call('remediation.list', {
              ...filter,
              sort,
              descending,
              limit: size,
              ...(cursor === undefined ? {} : { cursor }),
            });
          let next: string | undefined;
          do {
            const answer = await page(next);
            expect(answer.rows.length).toBeLessThanOrEqual(size);
            rows.push(...answer.rows);
            next = answer.next;
          } while (next !== undefined);
          expect(rows.map(({ id }) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
          const byId = new Map(made.map((one) => [one.id, one]));
          const keys = rows.map((row) => {
            const one = byId.get(row.id)!;
            expect(row).toMatchObject({
              dueState: dueOf(one, counting),
              unsupported: one.status === 'reported' && one.proofs === 0,
              repeated: isRepeated(one),
              proofs: one.proofs,
              domainKey: domainOf(one) === null ? null : DOMAINS[domainOf(one)!],
              agencyName: one.agency === null ? null : AGENCIES[one.agency],
              year: PLANS[one.plan],
            });
            const due = one.dueOn ?? '9999';
            switch (sort) {
              case 'due':
                return due;
              case 'status':
                return `${statuses.indexOf(one.status)} ${due}`;
              case 'plan':
                return `${PLANS[one.plan] === null ? 9 : 2022 - PLANS[one.plan]!} ${one.plan} ${due}`;
              case 'domain':
                return `${domainOf(one) === null ? 9 : 2 - domainOf(one)!} ${due}`;
              case 'agency':
                return `${one.agency === null ? 9 : [1, 3, 2, 0, 4].indexOf(one.agency)} ${due}`;
              case 'updated':
                return String(one.updatedAt).padStart(4, '0');
            }
          });
          if (sort === 'agency') {
            const order = rows.map(({ agencyName }) => agencyName);
            const names = AGENCIES.toSorted(new Intl.Collator('vi').compare);
            const places = order.map((name) => (name === null ? 99 : names.indexOf(name)));
            expect(places).toEqual(places.toSorted((a, b) => (descending ? b - a : a - b)));
          } else {
            const way = keys.toSorted();
            expect(keys).toEqual(descending ? way.toReversed() : way);
          }
        },
      ),
      chance(1, 120, 3_000),
    );
    expect(hits).toBeGreaterThan(1_000);
  }, 120_000);

  test('the figures: counts, calendar, ageing, agencies', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const { status: _s, settled: _e, due: _d, unsupported: _u, repeated: _r, ...base } = filter;
        const all = found(base as Filter, counting);
        const number = (test: (one: Made) => boolean) => all.filter(test).length;
        expect(await office.call('remediation.counts', filter)).toEqual({
          total: all.length,
          byStatus: Object.fromEntries(
            statuses.map((status) => [status, number((one) => one.status === status)]),
          ),
          overdue: number((one) => dueOf(one, counting) === 'overdue'),
          due7: number((one) => dueOf(one, counting) === 'due_7'),
          due30: number((one) => dueOf(one, counting) === 'due_30'),
          noDay: number((one) => dueOf(one, counting) === 'no_day'),
          unsupported: number((one) => one.status === 'reported' && one.proofs === 0),
          repeated: number(isRepeated),
        });

        const hits = found(filter, counting);
        const late = hits.filter((one) => dueOf(one, counting) === 'overdue');
        const ages = await office.call('remediation.ageing', filter);
        for (const { fromDays, toDays, count, agencies } of ages) {
          const here = late.filter(({ dueOn }) => {
            const days = (Date.parse(TODAY) - Date.parse(dueOn!)) / 86_400_000;
            return days >= fromDays && days <= (toDays ?? Infinity);
          });
          expect(here).toHaveLength(count);
          expect(new Set(here.flatMap(({ agency }) => agency ?? [])).size).toBe(agencies);
        }
        expect(ages.reduce((sum, { count }) => sum + count, 0)).toBe(late.length);

        const [from, to] = ['2022-05-10', '2022-07-20'];
        const { due: _due, ...withoutDue } = filter;
        const inMonth = found(withoutDue as Filter, counting).filter(
          (one) => one.dueOn !== null && one.dueOn >= from && one.dueOn <= to && !done.has(one.status),
        );
        const days = [...new Set(inMonth.map(({ dueOn }) => dueOn!))].toSorted();
        expect(await office.call('remediation.calendar', { ...filter, from, to })).toEqual(
          days.map((day) => {
            const here = inMonth.filter(({ dueOn }) => dueOn === day);
            return {
              day,
              due: here.length,
              overdue: here.filter((one) => dueOf(one, counting) === 'overdue').length,
            };
          }),
        );

        const pairs = Map.groupBy(
          hits.filter(({ agency }) => agency !== null),
          (one) => `${one.plan} ${one.agency}`,
        );
        const agencies = await office.call('remediation.agencies', filter);
        expect(agencies).toHaveLength(pairs.size);
        for (const row of agencies) {
          const plan = PLANS.findIndex((_year, n) => planId(n) === row.planId);
          const agency = AGENCIES.findIndex((_name, n) => agencyId(n) === row.agencyId);
          const here = pairs.get(`${plan} ${agency}`)!;
          const overdue = here.filter((one) => dueOf(one, counting) === 'overdue');
          const oldest = overdue.map(({ dueOn }) => dueOn!).toSorted()[0];
          expect(row).toMatchObject({
            total: here.length,
            open: here.filter(({ status }) => ['open', 'in_progress', 'returned'].includes(status)).length,
            overdue: overdue.length,
            reported: here.filter(({ status }) => status === 'reported').length,
            verified: here.filter(({ status }) => status === 'verified').length,
            oldestOverdueDays:
              oldest === undefined ? null : (Date.parse(TODAY) - Date.parse(oldest)) / 86_400_000,
          });
        }
      }),
      chance(2, 80, 2_000),
    );
  }, 120_000);

  test.each(['xlsx', 'csv'] as const)('the export %s has every row', async (format) => {
    const filter = { settled: false, today: TODAY } as Filter;
    const { rows, file } = await office.call('remediation.export', { filter, format });
    expect(rows).toBe(found(filter, counting).length);
    expect(rows).toBeGreaterThan(200);
    expect(file.fileName).toMatch(new RegExp(`\\.${format}$`));
  });
});

test('what was pointed out before follows the findings as they change', async () => {
  const one = made.find(
    (each) => each.finding !== null && isRepeated(each) && !findings[each.finding]!.isLinked,
  )!;
  const listed = async () =>
    (await office.call('remediation.get', { id: one.id, today: TODAY })).row.repeated;
  expect(await listed()).toBe(true);
  const { connection } = office.context;
  connection.exec('BEGIN');
  connection.prepare(`UPDATE finding SET kind = 'strength' WHERE plan_id <> ?`).run(planId(one.plan));
  expect(await listed()).toBe(false);
  connection.exec('ROLLBACK');
  expect(await listed()).toBe(true);
});
