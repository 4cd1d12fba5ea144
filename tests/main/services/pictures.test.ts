import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import { fillCorpus, fillSqlOf } from '../../bench/corpus.ts';
import { countedTallies, keptTallies } from '../../db/tallies-model.ts';
import { isLong } from '../../long.ts';
import { createPrinterDouble, type Office, officeInput, openOffice, removeOffice } from './fixture.ts';
import { createOracle, type OracleFilter } from './pictures-oracle.ts';

const size = {
  seed: 7,
  offices: isLong ? 1 : 2,
  agencies: isLong ? 115 : 14,
  merging: isLong ? 10 : 2,
  firstYear: 2017,
  years: 10,
  criteria: isLong ? 96 : 21,
  limitations: isLong ? 12 : 5,
  recommendations: isLong ? 174 : 7,
  answers: true,
};
const migration = readFileSync(
  new URL('../../../db/migrations/0050_afterwards.sql', import.meta.url),
  'utf8',
);

let office: Office;
let offices: readonly string[];
beforeAll(async () => {
  office = openOffice({ printer: createPrinterDouble() });
  await office.call('system.setUp', officeInput);
  const made = fillCorpus(office.context.connection, size, fillSqlOf(migration));
  offices = made.offices;
}, 600_000);
afterAll(() => removeOffice(office));

const today = '2026-08-15';
const scopes = (): OracleFilter[] => [
  { today },
  { today, year: 2026 },
  { today: '2026-07-01', year: 2026 },
  { today: '2025-07-01', year: 2025 },
  { today, year: 2026, officeId: offices[0] ?? '' },
  { today: '2021-06-15', officeId: offices.at(-1) ?? '' },
];

async function listed(filter: Omit<Input<'remediation.list'>, 'limit'>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await office.call('remediation.list', {
      ...filter,
      limit: 200,
      ...(cursor === undefined ? {} : { cursor }),
    });
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
}
const asked = {
  overdue: { due: 'overdue' },
  due_7: { due: 'due_7' },
  due_30: { due: 'due_30' },
  no_day: { due: 'no_day' },
  unsupported: { unsupported: true },
  repeated: { repeated: true },
  open: { settled: false },
} as const;

describe.each(['not_reported', 'not_verified'] as const)('ten years of rounds, overdue: %s', (counts) => {
  beforeAll(async () => {
    const { revs } = await office.call('settings.get', {});
    await office.call('settings.set', { key: 'overdueCounts', rev: revs.overdueCounts, value: counts });
  });

  test('every list is exactly what it should be: nothing missing, nothing too much', async () => {
    const oracle = createOracle(office.context.connection, counts);
    for (const filter of scopes()) {
      for (const list of oracle.lists) {
        const expected = oracle.idsOf(list, filter);
        const found = await listed({ ...filter, ...asked[list] });
        const right = new Set(expected);
        const hits = found.filter((id) => right.has(id)).length;
        const precision = found.length === 0 ? 1 : hits / found.length;
        const recall = expected.length === 0 ? 1 : hits / expected.length;
        expect([list, filter, precision, recall]).toEqual([list, filter, 1, 1]);
        expect(found.toSorted()).toEqual(expected);
      }
    }
    for (const list of oracle.lists) {
      const held = scopes().some((filter) => oracle.idsOf(list, filter).length > 0);
      expect([list, held]).toEqual([list, true]);
    }
  }, 600_000);

  test('the dashboard counts what the lists hold', async () => {
    const oracle = createOracle(office.context.connection, counts);
    for (const filter of scopes()) {
      const picture = await office.call('pictures.dashboard', filter);
      const own = picture.recommendations;
      const expected = oracle.owedIn(filter);
      expect({
        total: own.total.value,
        open: own.open.value,
        overdue: own.overdue.value,
        due_7: own.due7.value,
        due_30: own.due30.value,
        no_day: own.noDay.value,
        unsupported: own.unsupported.value,
        repeated: own.repeated.value,
      }).toEqual({
        total: expected.length,
        ...Object.fromEntries(oracle.lists.map((list) => [list, oracle.idsOf(list, filter).length])),
      });
      for (const [status, { value }] of Object.entries(own.byStatus)) {
        expect([status, value]).toEqual([status, expected.filter((one) => one.status === status).length]);
      }
      expect(picture.round.visits.value).toBe(oracle.visitsIn(filter).length);
      expect(picture.round.done.value).toBe(oracle.doneVisits(filter).length);
      expect(picture.round.limitations.value).toBe(oracle.limitationsIn(filter).length);
      const verified = expected.filter(({ status }) => status === 'verified').length;
      const owing = expected.filter((one) => oracle.is('open', one, filter.today)).length;
      expect([picture.remediation.numerator, picture.remediation.denominator]).toEqual([
        verified,
        verified + owing,
      ]);
      for (const plan of picture.plans) {
        const scope = { planId: plan.planId, today: filter.today };
        expect(plan.recommendations.total.value).toBe(oracle.owedIn(scope).length);
        expect(plan.recommendations.overdue.value).toBe(oracle.idsOf('overdue', scope).length);
      }
    }
  });

  test.each(['limitations', 'open', 'overdue'] as const)(
    'the heat map of %s, by agency, kind and office',
    async (measure) => {
      const oracle = createOracle(office.context.connection, counts);
      for (const filter of scopes()) {
        const facts =
          measure === 'limitations'
            ? oracle
                .limitationsIn(filter)
                .map(({ agency, plan, domain }) => ({ agency, plan, domain: String(domain) }))
            : oracle
                .owedIn(filter)
                .filter((one) => oracle.is(measure, one, filter.today))
                .map(({ agency, plan, domain }) => ({
                  agency: agency ?? '',
                  plan,
                  domain: String(domain ?? ''),
                }));
        for (const by of ['agency', 'kind', 'office'] as const) {
          const map = await office.call('pictures.heatMap', { ...filter, by, measure, limit: 1_000 });
          const rowOf = ({ agency, plan }: { agency: string; plan: string }) =>
            by === 'agency' ? agency : by === 'kind' ? oracle.kindOf(agency) : oracle.officeOf(plan);
          const expected = Map.groupBy(facts, rowOf);
          expect(map.omitted).toBe(0);
          expect(map.rows.map(({ id }) => id ?? '').toSorted()).toEqual([...expected.keys()].toSorted());
          for (const row of map.rows) {
            const own = expected.get(row.id ?? '') ?? [];
            expect(row.total.value).toBe(own.length);
            expect(row.cells.map(({ value }) => value)).toEqual(
              map.domains.map(({ key }) => own.filter(({ domain }) => domain === key).length),
            );
          }
          expect(map.totals.map(({ value }) => value)).toEqual(
            map.domains.map(({ key }) => facts.filter(({ domain }) => domain === key).length),
          );
        }
      }
    },
  );
});

describe('agencies that merged', () => {
  test('under what they became their figures are gathered, and none is lost or counted twice', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const filter = { today, year: 2024 };
    const then = await office.call('pictures.heatMap', {
      ...filter,
      by: 'agency',
      measure: 'limitations',
      limit: 1_000,
    });
    const now = await office.call('pictures.heatMap', {
      ...filter,
      by: 'agency',
      measure: 'limitations',
      view: 'by_successor',
      limit: 1_000,
    });
    const gathered = now.rows.filter((row) => row.gathered.length > 0);
    expect(gathered.length).toBeGreaterThan(0);
    for (const row of gathered) {
      const ids = [row.id ?? '', ...oracle.before(row.id ?? '')];
      const own = then.rows.filter(({ id }) => ids.includes(id ?? ''));
      expect(row.total.value).toBe(own.reduce((sum, { total }) => sum + (total.value ?? 0), 0));
      expect(row.total.to).toContain('predecessors=1');
    }
    expect(now.totals).toEqual(then.totals.map((cell, index) => ({ ...cell, to: now.totals[index]?.to })));
  });
});

describe('the evidence of the two figures that the office is scored on', () => {
  test('coverage: each agency once, and as many as the figure says', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    for (const year of [2024, 2025, 2026]) {
      const filter = { today, year };
      const all: { agencyId: string; state: string }[] = [];
      let cursor: string | undefined;
      let figure;
      do {
        const page = await office.call('pictures.coverage', {
          ...filter,
          limit: 50,
          ...(cursor === undefined ? {} : { cursor }),
        });
        all.push(...page.rows);
        figure = page.figure;
        cursor = page.next;
      } while (cursor !== undefined);
      expect(new Set(all.map(({ agencyId }) => agencyId)).size).toBe(all.length);
      const inspected = new Set(oracle.doneVisits(filter).map((row) => String(row['agency_id'])));
      const reached = oracle
        .visitsIn(filter)
        .filter((row) => row['status'] !== 'cancelled' && row['status'] !== 'postponed')
        .map((row) => String(row['agency_id']));
      const total = new Set(reached);
      for (const id of offices) {
        const own = reached.filter(
          (agency) => oracle.kindOf(agency) !== '' && oracle.officeOf(planOf(oracle, agency, year)) === id,
        );
        const kinds = new Set(own.map((agency) => oracle.kindOf(agency)));
        for (const agency of oracle.inForce(id, `${year}-03-01`, kinds)) total.add(agency);
      }
      expect(figure).toMatchObject({ numerator: inspected.size, denominator: total.size, unknown: null });
      expect(
        all
          .filter(({ state }) => state === 'inspected')
          .map(({ agencyId }) => agencyId)
          .toSorted(),
      ).toEqual([...inspected].toSorted());
      expect(all.length).toBe(total.size);
    }
  });

  test('remediation: what is verified with its proofs, and what is not', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const filter = { today, year: 2026, officeId: offices[0] ?? '' };
    const read = async (handled: boolean) => {
      const rows: { id: string; proofs: unknown[]; status: string }[] = [];
      let cursor: string | undefined;
      do {
        const page = await office.call('pictures.remedied', {
          ...filter,
          handled,
          limit: 20,
          ...(cursor === undefined ? {} : { cursor }),
        });
        rows.push(...page.rows);
        cursor = page.next;
      } while (cursor !== undefined);
      return rows;
    };
    const verified = await read(true);
    expect(verified.map(({ id }) => id).toSorted()).toEqual(
      oracle
        .owedIn(filter)
        .filter(({ status }) => status === 'verified')
        .map(({ id }) => id)
        .toSorted(),
    );
    expect((await read(false)).map(({ id }) => id).toSorted()).toEqual(oracle.idsOf('open', filter));
    if (!isLong) for (const { proofs } of verified) expect(proofs.length).toBeGreaterThan(0);
  });
});

function planOf(oracle: ReturnType<typeof createOracle>, agency: string, year: number): string {
  const visit = oracle.visitsIn({ today, year }).find((row) => row['agency_id'] === agency);
  return String(visit?.['plan_id']);
}

describe('lists behind the numbers', () => {
  test('limitations page through all of them, filtered as a cell is', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const filter = { today, year: 2026 };
    const read = async (more: Partial<Input<'pictures.limitations'>>) => {
      const keys: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await office.call('pictures.limitations', {
          ...filter,
          ...more,
          limit: 30,
          ...(cursor === undefined ? {} : { cursor }),
        });
        keys.push(...page.rows.map(({ findingId, agencyId }) => `${findingId} ${agencyId ?? ''}`));
        cursor = page.next;
      } while (cursor !== undefined);
      return keys.toSorted();
    };
    const all = oracle.limitationsIn(filter);
    const keysOf = (rows: typeof all) => rows.map(({ id, agency }) => `${id} ${agency}`).toSorted();
    if (!isLong) expect(await read({})).toEqual(keysOf(all));
    const [first] = all;
    const { agency = '', domain = '' } = all.find((one) => one.agency !== '') ?? first ?? {};
    expect(await read({ agencyId: agency })).toEqual(keysOf(all.filter((one) => one.agency === agency)));
    expect(await read({ agencyId: agency, domainKey: domain })).toEqual(
      keysOf(all.filter((one) => one.agency === agency && one.domain === domain)),
    );
    expect(await read({ unnamed: true })).toEqual(keysOf(all.filter((one) => one.agency === '')));
    const known = all.find((one) => one.group !== null);
    expect(await read({ criterionId: String(known?.criterion) })).toEqual(
      keysOf(all.filter((one) => one.group === known?.group)),
    );
  }, 60_000);

  test('frequent limitations are counted by the line of their criterion', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const filter = { today };
    const rows = await office.call('pictures.frequent', { ...filter, limit: 200 });
    const lines = Map.groupBy(
      oracle.limitationsIn(filter).filter((one) => one.group !== null),
      (one) => one.group,
    );
    const expected = [...lines.values()].map((group) => ({
      count: group.length,
      agencies: new Set(group.map(({ agency }) => agency).filter((id) => id !== '')).size,
      years: [...new Set(group.map(({ year }) => year))].toSorted(),
    }));
    const order = (one: { count: number; agencies: number; years: unknown }) =>
      JSON.stringify([one.count, one.agencies, one.years]);
    const found = rows
      .filter(({ by }) => by === 'criterion')
      .map(({ count, agencies, years }) => ({ count: count.value, agencies, years }));
    expect(found.map(order).toSorted()).toEqual(
      expected
        .map(order)
        .toSorted()
        .slice(0, found.length === expected.length ? undefined : 0),
    );
    const words = oracle.limitationsIn(filter).filter((one) => one.group === null).length;
    expect(rows.filter(({ by }) => by === 'text').reduce((sum, { count }) => sum + count.value, 0)).toBe(
      words,
    );
  });

  test('repeat offenders: the agency has the same line in two years or more', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const { rows, omitted } = await office.call('pictures.repeaters', {
      today,
      year: 2026,
      limit: 500,
      view: 'by_successor',
    });
    const all = oracle.limitationsIn({ today }).filter((one) => one.group !== null && one.agency !== '');
    const expected = new Set(
      all
        .filter((one) => one.year === 2026)
        .filter((one) => {
          const own = new Set([one.agency, ...oracle.before(one.agency)]);
          return all.some(
            (other) => other.group === one.group && own.has(other.agency) && (other.year ?? 9999) < 2026,
          );
        })
        .map(({ agency, group }) => `${agency} ${group}`),
    );
    const byRule = rows.filter(({ criterionId }) => criterionId !== null);
    const groups = new Map(all.map(({ criterion, group }) => [criterion, group]));
    const found = byRule.map(
      ({ agencyId, criterionId }) => `${agencyId} ${groups.get(criterionId ?? '') ?? lineOf(criterionId)}`,
    );
    if (omitted === 0) expect(new Set(found).size).toBeGreaterThanOrEqual(expected.size);
    for (const key of omitted === 0 ? expected : []) expect(found).toContain(key);
    for (const { years, found: list } of rows) {
      expect(years.length).toBeGreaterThan(1);
      expect(years).toEqual([...new Set(list.map(({ year }) => year))].toSorted());
    }
    /** A line whose newest criterion nothing was found by. */
    function lineOf(criterionId: string | null): number | null {
      const line = office.context.stores.pictures.lineOf(criterionId ?? '');
      return (
        all.find(({ criterion }) => office.context.stores.pictures.lineOf(String(criterion)) === line)
          ?.group ?? null
      );
    }
  });
});

describe('points', () => {
  test('are worked out once, forgotten when an answer moves, and then as if worked out anew', async () => {
    const { connection } = office.context;
    const filter = { today, year: 2026, by: 'agency', measure: 'score', limit: 1_000 } as const;
    const first = await office.call('pictures.heatMap', filter);
    expect(first.rows.length).toBeGreaterThan(0);
    const kept = () => connection.prepare('SELECT count(*) FROM tally_score').pluck().get() as number;
    expect(kept()).toBeGreaterThan(0);
    expect(await office.call('pictures.heatMap', filter)).toEqual(first);
    const visitId = connection
      .prepare(`SELECT visit_id FROM tally_score WHERE max > 0 ORDER BY visit_id LIMIT 1`)
      .pluck()
      .get() as string;
    connection
      .prepare(`UPDATE answer SET choice = 'no' WHERE visit_id = ? AND not_applicable = 0`)
      .run(visitId);
    expect(
      connection.prepare('SELECT count(*) FROM tally_score WHERE visit_id = ?').pluck().get(visitId),
    ).toBe(0);
    const moved = await office.call('pictures.heatMap', filter);
    expect(moved).not.toEqual(first);
    connection.exec('DELETE FROM tally_score');
    expect(await office.call('pictures.heatMap', filter)).toEqual(moved);
    // By plain sums: full points for yes, half for partly, none for no; what does not apply does not count.
    const points = connection
      .prepare(
        `SELECT visit.agency_id AS agency, answer.choice, criterion.max_points AS max FROM answer
           JOIN visit ON visit.id = answer.visit_id JOIN plan ON plan.id = visit.plan_id
           JOIN criterion ON criterion.id = answer.criterion_id
          WHERE plan.year = 2026 AND answer.not_applicable = 0`,
      )
      .all() as { agency: string; choice: string; max: number }[];
    const worth = { yes: 1, partial: 0.5, no: 0 } as Record<string, number>;
    const byAgency = Map.groupBy(points, ({ agency }) => agency);
    expect(moved.rows.map(({ id, total }) => [id, total.earned, total.max]).toSorted()).toEqual(
      [...byAgency]
        .map(([id, rows]) => [
          id,
          rows.reduce((sum, { choice, max }) => sum + (worth[choice] ?? 0) * max, 0),
          rows.reduce((sum, { max }) => sum + max, 0),
        ])
        .toSorted(),
    );
  });
});

describe('profiles, trend, brief', () => {
  test('an agency over the years adds up to its rounds', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const merged = oracle
      .limitationsIn({ today, year: 2026 })
      .map(({ agency }) => agency)
      .find((agency) => agency !== '' && oracle.before(agency).size > 0);
    const profile = await office.call('pictures.agency', { agencyId: merged ?? '', today });
    expect(profile.predecessors.length).toBeGreaterThan(0);
    expect(profile.years.map(({ year }) => year)).toEqual(
      Array.from({ length: 10 }, (_one, index) => 2017 + index),
    );
    const ids = new Set([merged ?? '', ...oracle.before(merged ?? '')]);
    for (const year of profile.years) {
      const filter = { today, year: year.year };
      const own = oracle.limitationsIn(filter).filter(({ agency }) => ids.has(agency));
      expect(year.limitations.value).toBe(own.length);
      expect(year.byDomain.reduce((sum, { value }) => sum + value, 0)).toBe(own.length);
      const owed = oracle.owedIn(filter).filter(({ agency }) => agency !== null && ids.has(agency));
      expect(year.recommendations.value).toBe(owed.length);
      expect(year.overdue.value).toBe(owed.filter((one) => oracle.is('overdue', one, today)).length);
    }
    const compared = await office.call('pictures.compare', {
      agencyIds: [merged ?? ''],
      fromYear: 2024,
      today,
    });
    expect(compared.years).toEqual([2024, 2025, 2026]);
    expect(compared.agencies[0]?.years.map((year) => year?.limitations.value)).toEqual(
      profile.years.slice(-3).map(({ limitations }) => limitations.value),
    );
  });

  test('the trend is the dashboard of each year', async () => {
    const trend = await office.call('pictures.trend', { today });
    expect(trend.map(({ year }) => year)).toEqual(Array.from({ length: 10 }, (_one, index) => 2017 + index));
    for (const { year, coverage, remediation, limitations, visits } of trend) {
      const picture = await office.call('pictures.dashboard', { today, year });
      expect({ coverage, remediation, limitations, visits }).toEqual({
        coverage: picture.coverage,
        remediation: picture.remediation,
        limitations: picture.round.limitations,
        visits: picture.round.visits,
      });
    }
  });

  test('a domain over the years', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const { domains } = await office.call('pictures.scope', {});
    const key = domains[0]?.key ?? '';
    const profile = await office.call('pictures.domain', { domainKey: key, today });
    for (const { year, limitations, overdue } of profile.years) {
      const filter = { today, year };
      expect(limitations.value).toBe(
        oracle.limitationsIn(filter).filter(({ domain }) => domain === key).length,
      );
      expect(overdue.value).toBe(
        oracle.owedIn(filter).filter((one) => one.domain === key && oracle.is('overdue', one, today)).length,
      );
    }
  });

  test('the brief names whoever owes most, and comes out as a page and as a Word file', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const filter = { today, year: 2026, officeId: offices[0] ?? '' };
    const brief = await office.call('pictures.brief', filter);
    const owed = Map.groupBy(
      oracle.owedIn(filter).filter((one) => one.agency !== null && oracle.is('overdue', one, today)),
      ({ agency }) => agency,
    );
    const most = Math.max(...[...owed.values()].map((rows) => rows.length));
    expect(brief.weakest[0]?.overdue.value).toBe(most);
    expect(brief.decisions.length).toBeGreaterThan(0);
    const page = await office.call('pictures.renderBrief', { ...filter, format: 'pdf' });
    expect(page).toMatchObject({ pages: 1, media: 'application/pdf' });
    const word = await office.call('pictures.renderBrief', { ...filter, format: 'docx' });
    expect(word.bytes).toBeGreaterThan(2_000);
  });

  test('what waits has its address, and nothing that is not there is told', async () => {
    const oracle = createOracle(office.context.connection, 'not_verified');
    const own = { today, officeId: offices[0] ?? '' };
    const waiting = await office.call('pictures.waiting', { today });
    expect(waiting.every(({ count, to }) => count > 0 && to.startsWith('/'))).toBe(true);
    const count = (key: string) => waiting.find((one) => one.key === key)?.count ?? 0;
    expect(count('overdue')).toBe(oracle.idsOf('overdue', own).length);
    expect(count('due_7')).toBe(oracle.idsOf('due_7', own).length);
    expect(count('to_verify')).toBe(oracle.owedIn(own).filter(({ status }) => status === 'reported').length);
  });
});

// The plain loops look at every limitation for each one: too slow for the long corpus.
test.skipIf(isLong)('after all this the kept-up counts are still what counting anew gives', () => {
  const { connection } = office.context;
  expect(keptTallies(connection)).toEqual(countedTallies(connection));
});
