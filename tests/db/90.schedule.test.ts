/** Conflicts of the schedule: what SQL finds is what comparing everything with everything finds, by index and fast. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visitStatuses } from '../../core/contract/visits.ts';
import { createWorkingCalendar } from '../../core/rules/working-days.ts';
import { busyDaySql } from '../../db/busy-days.ts';
import { createScheduleStore, scheduleSql } from '../../db/schedule.ts';
import type { Connection } from '../../db/sqlite.ts';
import { AN, BINH, OFFICE, world } from './helpers.ts';
import { lineOf, modelConflicts, type Schedule } from './schedule-model.ts';
import { createScheduleRows, tenThousandVisits } from './schedule-rows.ts';
import { chance } from '../long.ts';

const calendar = createWorkingCalendar([]);
const OTHER_OFFICE = 'office-2';

function offices(connection: Connection): void {
  connection
    .prepare(
      `INSERT INTO office (id, rev, origin_office_id, created_at, updated_at, name, level)
       VALUES (?, 1, ?, 0, 0, 'Văn phòng khác', 'province')`,
    )
    .run(OTHER_OFFICE, OTHER_OFFICE);
}

// ── Any schedule ─────────────────────────────────────────────────────────────────────────────────────────

const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-09-${String(date).padStart(2, '0')}`);
const half = fc.constantFrom(null, 'morning' as const, 'afternoon' as const);
const names = ['Lê Văn A', 'Trần Thị B', 'Vũ C'];

const schedule: fc.Arbitrary<Schedule> = fc
  .record({
    plans: fc.array(
      fc.record({
        officeId: fc.constantFrom(OFFICE, OFFICE, OFFICE, OTHER_OFFICE),
        year: fc.constantFrom(2026, 2026, 2027, null),
        status: fc.constantFrom('draft', 'approved', 'cancelled'),
        startsOn: fc.option(day),
        endsOn: fc.option(day),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    seats: fc.array(fc.record({ team: fc.nat(7), name: fc.nat(2), listed: fc.boolean() }), { maxLength: 10 }),
    busy: fc.array(fc.record({ agency: fc.nat(5), startsOn: day, length: fc.nat(3) }), { maxLength: 4 }),
    ends: fc.array(fc.option(day), { minLength: 6, maxLength: 6 }),
    visits: fc.array(
      fc.record({
        plan: fc.nat(3),
        agency: fc.nat(5),
        team: fc.option(fc.nat(1)),
        status: fc.constantFrom(
          'planned' as const,
          'planned' as const,
          'notified' as const,
          ...visitStatuses,
        ),
        startsOn: fc.option(day, { freq: 8 }),
        startsHalf: half,
        length: fc.option(fc.nat(4)),
        endsHalf: half,
      }),
      { maxLength: 16 },
    ),
  })
  .map(({ plans, seats, busy, ends, visits }) => {
    const teamOf = (plan: number, team: number) => `team-${String(plan)}-${String(team)}`;
    const later = (from: string, by: number) =>
      new Date(Date.parse(from) + by * 86_400_000).toISOString().slice(0, 10);
    const seen = new Set<string>();
    return {
      plans: plans.map((plan, index) => ({
        ...plan,
        id: `plan-${String(index)}`,
        endsOn:
          plan.startsOn !== null && plan.endsOn !== null && plan.endsOn < plan.startsOn ? null : plan.endsOn,
      })),
      // One name is one person, whether the seat names it by the list or only by its letters.
      seats: seats.map(({ team, name, listed }, index) => ({
        id: `seat-${String(index)}`,
        teamId: teamOf(Math.floor(team / 2) % plans.length, team % 2),
        personId: listed && name < 2 ? [AN, BINH][name]! : null,
        fullName: index % 2 === 0 ? names[name]! : names[name]!.toLowerCase(),
        body: 'Sở Nội vụ',
        position: null,
      })),
      busy: busy.map(({ agency, startsOn, length }, index) => ({
        id: `busy-${String(index)}`,
        agencyId: `agency-${String(agency)}`,
        startsOn,
        endsOn: later(startsOn, length),
      })),
      agencies: ends.map((validTo, index) => ({ id: `agency-${String(index)}`, validTo })),
      visits: visits.flatMap((one, index) => {
        const plan = one.plan % plans.length;
        const pair = `${String(plan)} ${String(one.agency)}`;
        if (seen.has(pair)) return [];
        seen.add(pair);
        const { startsOn } = one;
        const endsOn = startsOn === null || one.length === null ? null : later(startsOn, one.length);
        const backwards = endsOn === startsOn && one.startsHalf === 'afternoon' && one.endsHalf === 'morning';
        return [
          {
            id: `visit-${String(index).padStart(2, '0')}`,
            planId: `plan-${String(plan)}`,
            teamId: one.team === null ? null : teamOf(plan, one.team),
            agencyId: `agency-${String(one.agency)}`,
            status: one.status,
            startsOn,
            startsHalf: startsOn === null ? null : one.startsHalf,
            endsOn,
            endsHalf: endsOn === null || backwards ? null : one.endsHalf,
          },
        ];
      }),
    };
  });

function write(connection: Connection, { plans, seats, visits, busy, agencies }: Schedule): void {
  const rows = createScheduleRows(connection, OFFICE);
  for (const [index, plan] of plans.entries()) {
    rows.plan(plan);
    for (const team of [0, 1]) rows.team(`team-${String(index)}-${String(team)}`, plan.id);
  }
  for (const { id, validTo } of agencies) rows.agency(id, null, validTo);
  for (const seat of seats) rows.seat(seat);
  for (const visit of visits) rows.visit(visit);
  for (const one of busy) rows.busy(one);
}

test('SQL finds what comparing everything with everything finds', () => {
  const { connection } = world();
  offices(connection);
  const store = createScheduleStore(connection);
  let conflicts = 0;
  const codes = new Set<string>();
  fc.assert(
    fc.property(schedule, fc.nat(20), (given, burdenDays) => {
      connection.exec('BEGIN');
      try {
        write(connection, given);
        for (const { id: planId, officeId } of given.plans) {
          if (officeId !== OFFICE) continue;
          const scope = { planId, officeId, burdenDays };
          const found = store.conflicts(scope, calendar);
          // The model says a person's folded name and body, the store the name as it is typed.
          const lines = found.map((one) => {
            codes.add(one.code);
            const isPerson = one.code === 'MEMBER_TWICE';
            const name = foldedName(String(one.params['name'] ?? ''));
            return lineOf(isPerson ? { ...one, params: { ...one.params, name } } : one);
          });
          conflicts += found.length;
          expect(lines.toSorted()).toEqual(modelConflicts(given, scope));
        }
      } finally {
        connection.exec('ROLLBACK');
      }
    }),
    chance(332, 400, 4000),
  );
  expect(conflicts).toBeGreaterThan(400);
  expect(codes.size).toBe(10);
});

function foldedName(name: string): string {
  const index = names.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  return `${['le van a', 'tran thi b', 'vu c'][index] ?? '?'} so noi vu`;
}

// ── Ten thousand visits ──────────────────────────────────────────────────────────────────────────────────

function planOf(connection: Connection, sql: string): string {
  const values = { plan: 'x', office: 'x', first: '2026-01-01', last: '2026-12-31', days: 30, seats: '[]' };
  const given = Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`@${name}`)));
  const rows = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(given) as { detail: string }[];
  return rows.map((row) => row.detail).join('; ');
}

describe('ten thousand visits', () => {
  test('are looked through by the indexes of days, teams and agencies: no statement compares all with all', () => {
    const { connection } = world();
    tenThousandVisits(connection, OFFICE);
    for (const sql of [scheduleSql.taken, scheduleSql.seats]) {
      expect(planOf(connection, sql)).toContain('SEARCH visit USING INDEX visit_days (starts_on<?)');
    }
    for (const sql of [scheduleSql.teamTwice, scheduleSql.memberTwice]) {
      expect(planOf(connection, sql)).toContain('SEARCH visit USING INDEX visit_team (team_id=?)');
    }
    for (const sql of [scheduleSql.agencyTwice, scheduleSql.agencyAgain]) {
      const detail = planOf(connection, sql);
      expect(detail).toContain('SEARCH own USING INDEX visit_plan (plan_id=?)');
      expect(detail).toContain('SEARCH other USING INDEX visit_agency (agency_id=?)');
    }
    expect(planOf(connection, scheduleSql.agencyBusy)).toContain(
      'SEARCH busy USING INDEX busy_day_agency (agency_id=? AND starts_on<?)',
    );
    expect(planOf(connection, scheduleSql.own)).toContain('SEARCH visit USING INDEX visit_plan (plan_id=?)');
    for (const [name, sql] of Object.entries(scheduleSql)) {
      expect(planOf(connection, sql), name).not.toMatch(
        /SCAN (visit|own|other|busy|team_member|agency_version)\b/,
      );
    }
  });

  test('are checked in one call that takes about as long as reading them', () => {
    const { connection } = world();
    const planId = tenThousandVisits(connection, OFFICE);
    const store = createScheduleStore(connection);
    const read = connection.prepare('SELECT * FROM visit');
    const time = (work: () => unknown) => {
      const started = performance.now();
      work();
      return performance.now() - started;
    };
    const best = (work: () => unknown) => Math.min(...Array.from({ length: 7 }, () => time(work)));
    const scope = { planId, officeId: OFFICE, burdenDays: 30 };
    const found = store.conflicts(scope, calendar);
    // A team is given a second visit now and then, and one member of each team sits in another round's team.
    const kinds = Map.groupBy(found, ({ code }) => code);
    expect(kinds.get('TEAM_TWICE')?.length).toBeGreaterThan(10);
    expect(kinds.get('MEMBER_TWICE')?.length).toBeGreaterThan(10);
    expect(kinds.get('AGENCY_BURDENED')?.length).toBeGreaterThan(10);
    const reading = best(() => read.all());
    const checking = best(() => store.conflicts(scope, calendar));
    expect(checking).toBeLessThan(reading * 10);
  });
});

test('busy days are found by agency and by day', () => {
  const { connection } = world();
  const detail = (sql: string) =>
    (
      connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all({
        ...(sql.includes('@agencyId') ? { agencyId: 'x' } : {}),
        ...(sql.includes('@planId') ? { planId: 'x' } : {}),
        from: '2026-01-01',
        to: '2026-12-31',
      }) as { detail: string }[]
    )
      .map((row) => row.detail)
      .join('; ');
  expect(detail(busyDaySql.days)).toContain('USING INDEX busy_day_days (starts_on<?)');
  expect(detail(busyDaySql.ofAgency)).toContain('USING INDEX busy_day_agency (agency_id=? AND starts_on<?)');
  expect(detail(busyDaySql.ofPlan)).not.toMatch(/SCAN (visit|busy_day|version)\b/);
});
