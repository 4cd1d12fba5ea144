// Schedules written by plain SQL, many rows fast: for the tests of what db/schedule.ts finds, and for the benchmarks.
import type { Half, VisitStatus } from '../../core/contract/visits.ts';
import type { Connection } from '../../db/sqlite.ts';
import { createChance } from '../bench/filler.ts';

export interface VisitRow {
  readonly id: string;
  readonly planId: string;
  readonly teamId: string | null;
  readonly agencyId: string;
  readonly status: VisitStatus;
  readonly startsOn: string | null;
  readonly startsHalf: Half | null;
  readonly endsOn: string | null;
  readonly endsHalf: Half | null;
}

export interface SeatRow {
  readonly id: string;
  readonly teamId: string;
  readonly personId: string | null;
  readonly fullName: string | null;
  readonly body: string | null;
  readonly position: string | null;
}

export interface PlanRow {
  readonly id: string;
  readonly officeId: string;
  readonly year: number | null;
  readonly status: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

export interface BusyRow {
  readonly id: string;
  readonly agencyId: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Writes into the tables as they stand, without the journal. A plan is of its own office; the first one is the origin of all else. */
export function createScheduleRows(connection: Connection, office: string) {
  const stamps = 'rev, origin_office_id, created_at, updated_at';
  const insert = (table: string, columns: string) =>
    connection.prepare(
      `INSERT INTO ${table} (${stamps}, ${columns})
       VALUES (1, '${office}', 0, 0, ${columns.replaceAll(/\w+/g, '?')})`,
    );
  const statements = {
    plan: connection.prepare(
      `INSERT INTO plan (${stamps}, id, office_id, title, year, status, starts_on, ends_on)
       VALUES (1, @office, 0, 0, @id, @office, @id, @year, @status, @startsOn, @endsOn)`,
    ),
    team: insert('team', 'id, plan_id, ordinal, form, name'),
    seat: insert('team_member', 'id, team_id, ordinal, role, person_id, full_name, body, position'),
    agency: insert('agency', 'id, kind'),
    version: insert('agency_version', 'id, agency_id, name, valid_from, valid_to'),
    visit: insert(
      'visit',
      'id, plan_id, team_id, agency_id, agency_version_id, ordinal, status, starts_on, starts_half, ends_on, ends_half',
    ),
    busy: insert('busy_day', 'id, agency_id, starts_on, ends_on, body'),
  };
  const versionOf = connection.prepare('SELECT id FROM agency_version WHERE agency_id = ? LIMIT 1').pluck();
  let ordinal = 0;
  return {
    plan: ({ officeId, ...row }: PlanRow) => statements.plan.run({ ...row, office: officeId }),
    team: (id: string, planId: string) => statements.team.run(id, planId, (ordinal += 1), 'doan', id),
    seat: (row: SeatRow) =>
      statements.seat.run(
        row.id,
        row.teamId,
        (ordinal += 1),
        'team_member',
        row.personId,
        row.fullName,
        row.body,
        row.position,
      ),
    agency(id: string, validFrom: string | null = null, validTo: string | null = null): void {
      statements.agency.run(id, 'ubnd_xa');
      statements.version.run(`${id}-name`, id, id, validFrom, validTo);
    },
    visit: (row: VisitRow) =>
      statements.visit.run(
        row.id,
        row.planId,
        row.teamId,
        row.agencyId,
        versionOf.get(row.agencyId),
        (ordinal += 1),
        row.status,
        row.startsOn,
        row.startsHalf,
        row.endsOn,
        row.endsHalf,
      ),
    busy: (row: BusyRow) => statements.busy.run(row.id, row.agencyId, row.startsOn, row.endsOn, row.id),
  };
}

const PLANS = 20;
const TEAMS = 10;
const VISITS = 500;
const AGENCIES = 2500;

/**
 * Ten thousand visits of one autumn: twenty rounds of five hundred agencies each, ten teams of eight in every round.
 * Answers one of the rounds.
 */
export function tenThousandVisits(connection: Connection, office: string): string {
  const rows = createScheduleRows(connection, office);
  const dayOf = (index: number) =>
    new Date(Date.UTC(2026, 7, 3) + index * 86_400_000).toISOString().slice(0, 10);
  const name = (kind: string, ...numbers: number[]) => [kind, ...numbers].join('-');
  const chance = createChance(2026);
  connection.exec('BEGIN');
  for (let agency = 0; agency < AGENCIES; agency += 1) rows.agency(name('agency', agency));
  for (let plan = 0; plan < PLANS; plan += 1) {
    const planId = name('plan', plan);
    const about = { year: 2007 + plan, status: 'approved', startsOn: null, endsOn: null };
    rows.plan({ id: planId, officeId: office, ...about });
    for (let team = 0; team < TEAMS; team += 1) {
      const teamId = name('team', plan, team);
      rows.team(teamId, planId);
      for (let seat = 0; seat < 8; seat += 1) {
        // The last one is also the first one of the same team in the next round.
        const person = seat < 7 ? name('Cán bộ', plan, team, seat) : name('Cán bộ', plan + 1, team, 0);
        const known = { personId: null, body: 'Sở Nội vụ', position: null };
        rows.seat({ id: name(teamId, seat), teamId, fullName: person, ...known });
      }
    }
    for (let visit = 0; visit < VISITS; visit += 1) {
      const startsOn = dayOf(chance(90));
      const half = visit % 4 < 2 ? 'morning' : 'afternoon';
      rows.visit({
        id: name('visit', plan, visit),
        planId,
        teamId: name('team', plan, visit % TEAMS),
        agencyId: name('agency', (plan * VISITS + visit) % AGENCIES),
        status: 'planned',
        startsOn,
        startsHalf: half,
        endsOn: startsOn,
        endsHalf: half,
      });
    }
  }
  connection.exec('COMMIT');
  return name('plan', 3);
}
