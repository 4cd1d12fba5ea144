// The schedule of a plan against itself and against every other plan of the office: overlaps are found in SQL, so that
// ten thousand visits are checked in one call. Which states count, and who is the same person, stands in
// core/rules/schedule-conflicts.ts; the arithmetic of half-days is that of core/rules/half-days.ts.
import type { Conflict } from '../core/contract/schedule.ts';
import type { Half, VisitStatus } from '../core/contract/visits.ts';
import { dayOf, halfOf } from '../core/rules/half-days.ts';
import {
  conflictOf,
  ownConflicts,
  type Person,
  personsInSeveralTeams,
  type ScheduledVisit,
  type Seat,
  sortConflicts,
  statusesCalledOff,
  statusesToCome,
} from '../core/rules/schedule-conflicts.ts';
import type { WorkingCalendar } from '../core/rules/working-days.ts';
import type { Connection } from './sqlite.ts';

/** A visit that takes its team's and its agency's time. */
export interface TakenVisit {
  readonly id: string;
  readonly planId: string;
  readonly teamId: string | null;
  readonly agencyId: string;
  readonly status: VisitStatus;
  readonly startsOn: string;
  readonly startsHalf: Half | null;
  readonly endsOn: string | null;
  readonly endsHalf: Half | null;
}

const statusList = (statuses: readonly VisitStatus[]) => statuses.map((status) => `'${status}'`).join(', ');
const occupies = (visit: string) => `${visit}.status NOT IN (${statusList(statusesCalledOff)})`;
const toCome = (visit: string) => `${visit}.status IN (${statusList(statusesToCome)})`;
const lastOn = (visit: string) => `coalesce(${visit}.ends_on, ${visit}.starts_on)`;
// The plus keeps the index of plans out: the days narrow the search, the plans of the office hardly do.
const ofOffice = (visit: string) =>
  `+${visit}.plan_id IN (SELECT id FROM plan WHERE origin_office_id = @office AND status <> 'cancelled')`;

/** Occupying visits of the office from one day to another, by the index of days. */
const within = `visit.starts_on <= @last AND ${lastOn('visit')} >= @first AND ${occupies('visit')} AND ${ofOffice('visit')}`;

/** A person of a team in two places: the teams, and the number of the person in the list that the caller keeps. */
const seats = `seat(team_id, person) AS MATERIALIZED (
    SELECT value ->> 0, value ->> 1 FROM json_each(@seats))`;

/**
 * Every half-day of every visit of some teams: what meets in one half-day meets by an equal number, not by comparing
 * all pairs. Half-day 2n is the morning of day n since 1970. Clipped to the days in question: a visit that was given
 * a wrong year is not laid out over forty years. A team belongs to one round, so its index finds few visits.
 */
const slots = (teams: string) => `taken AS MATERIALIZED (
    SELECT visit.id, visit.team_id, visit.plan_id = @plan AND ${toCome('visit')} AS asked,
           unixepoch(visit.starts_on) / 86400 * 2 + (visit.starts_half IS 'afternoon') AS first,
           max(unixepoch(visit.starts_on), unixepoch(@first)) / 86400 * 2
             + (visit.starts_on >= @first AND visit.starts_half IS 'afternoon') AS slot,
           min(unixepoch(${lastOn('visit')}), unixepoch(@last)) / 86400 * 2 + 2
             - (${lastOn('visit')} <= @last AND visit.ends_half IS 'morning') AS until
      FROM visit WHERE visit.team_id IN (${teams}) AND ${within}),
  slot(id, team_id, asked, first, slot, until) AS (
    SELECT id, team_id, asked, first, slot, until FROM taken WHERE slot < until
    UNION ALL SELECT id, team_id, asked, first, slot + 1, until FROM slot WHERE slot + 1 < until)`;

const agencyName = (visit: string) =>
  `(SELECT version.name FROM agency_version version WHERE version.id = ${visit}.agency_version_id)`;

export const scheduleSql = {
  bounds: `SELECT min(starts_on) AS first, max(${lastOn('visit')}) AS last FROM visit
            WHERE plan_id = @plan AND starts_on IS NOT NULL AND ${toCome('visit')}`,

  taken: `SELECT id, plan_id AS planId, team_id AS teamId, agency_id AS agencyId, status, starts_on AS startsOn,
                 starts_half AS startsHalf, ends_on AS endsOn, ends_half AS endsHalf
            FROM visit WHERE ${within} ORDER BY starts_on, id`,

  ofAgencies: `SELECT visit.id, visit.plan_id AS planId, visit.team_id AS teamId, visit.agency_id AS agencyId,
                 visit.status, visit.starts_on AS startsOn, visit.starts_half AS startsHalf, visit.ends_on AS endsOn,
                 visit.ends_half AS endsHalf
            FROM visit
           WHERE visit.agency_id IN (SELECT agency_id FROM visit own WHERE own.plan_id = @plan)
             AND visit.starts_on <= @last AND ${lastOn('visit')} >= @first AND ${occupies('visit')}
             AND ${ofOffice('visit')}`,

  // The days in question are compared in the index already; statistics alone would rather read the whole table.
  seats: `SELECT team_id AS teamId, person_id AS personId, full_name AS fullName, body, position FROM team_member
           WHERE team_id IN (SELECT id FROM team WHERE plan_id = @plan
                             UNION ALL SELECT visit.team_id FROM visit INDEXED BY visit_days WHERE ${within})
           ORDER BY team_id, ordinal, id`,

  // Wherever one begins, those that are there: each set of visits once, not once per half-day.
  teamTwice: `WITH RECURSIVE ${slots('SELECT id FROM team WHERE plan_id = @plan')}
    SELECT slot.slot AS at, json_group_array(slot.id) AS ids, team.name
      FROM slot CROSS JOIN team ON team.id = slot.team_id
     GROUP BY slot.team_id, slot.slot
    HAVING count(*) > 1 AND max(asked) = 1 AND max(slot = first) = 1`,

  // Persons by their number in the list: numbers are sorted faster than names.
  memberTwice: `WITH RECURSIVE ${seats}, ${slots('SELECT team_id FROM seat')}
    SELECT slot.slot AS at, json_group_array(slot.id) AS ids, seat.person
      FROM slot JOIN seat ON seat.team_id = slot.team_id
     GROUP BY seat.person * 1000000 + slot.slot
    HAVING min(slot.team_id) <> max(slot.team_id) AND max(asked) = 1 AND max(slot = first) = 1`,

  // The round's year, or the year in which it takes place where it names none. The plus, here and below: an agency has
  // few visits, while one look into every plan of the office would be many.
  agencyTwice: `SELECT own.id, other.id AS otherId, own.starts_on AS day, other_plan.title AS plan,
                       ${agencyName('own')} AS agency
      FROM visit own
      JOIN plan ON plan.id = own.plan_id
      JOIN visit other ON other.agency_id = own.agency_id AND other.plan_id <> own.plan_id
      JOIN plan other_plan ON other_plan.id = other.plan_id
     WHERE own.plan_id = @plan AND ${toCome('own')} AND ${occupies('other')}
       AND +other_plan.origin_office_id = @office AND other_plan.status <> 'cancelled'
       AND coalesce(plan.year, substr(coalesce(own.starts_on, plan.starts_on, plan.document_date), 1, 4) + 0)
         = coalesce(other_plan.year,
             substr(coalesce(other.starts_on, other_plan.starts_on, other_plan.document_date), 1, 4) + 0)`,

  agencyAgain: `SELECT own.id, other.id AS otherId, own.starts_on AS day, plan.title AS plan, ${agencyName('own')} AS agency,
                       max(0, unixepoch(other.starts_on) - unixepoch(${lastOn('own')}),
                           unixepoch(own.starts_on) - unixepoch(${lastOn('other')})) / 86400 AS days
      FROM visit own
      JOIN visit other ON other.agency_id = own.agency_id AND other.id <> own.id
      JOIN plan ON plan.id = other.plan_id
     WHERE own.plan_id = @plan AND ${toCome('own')} AND ${occupies('other')}
       AND +plan.origin_office_id = @office AND plan.status <> 'cancelled'
       AND other.starts_on < date(${lastOn('own')}, '+' || @days || ' days')
       AND ${lastOn('other')} > date(own.starts_on, '-' || @days || ' days')`,

  agencyBusy: `SELECT own.id, max(own.starts_on, busy.starts_on) AS day, busy.body, busy.subject,
                      ${agencyName('own')} AS agency,
                      max(0, unixepoch(busy.starts_on) - unixepoch(${lastOn('own')}),
                          unixepoch(own.starts_on) - unixepoch(busy.ends_on)) / 86400 AS days
      FROM visit own
      JOIN busy_day busy ON busy.agency_id = own.agency_id
       AND busy.starts_on < date(${lastOn('own')}, '+' || max(@days, 1) || ' days')
     WHERE own.plan_id = @plan AND ${toCome('own')}
       AND busy.ends_on > date(own.starts_on, '-' || max(@days, 1) || ' days')`,

  own: `SELECT visit.id, visit.team_id AS teamId, visit.starts_on AS startsOn, ${lastOn('visit')} AS lastOn,
               plan.starts_on AS planStartsOn, plan.ends_on AS planEndsOn, ${agencyName('visit')} AS agencyName,
               visit.starts_on IS NULL OR EXISTS (
                 SELECT 1 FROM agency_version version
                  WHERE version.agency_id = visit.agency_id
                    AND (version.valid_from IS NULL OR version.valid_from <= visit.starts_on)
                    AND (version.valid_to IS NULL OR version.valid_to >= visit.starts_on)) AS inForce
          FROM visit JOIN plan ON plan.id = visit.plan_id
         WHERE visit.plan_id = @plan AND ${toCome('visit')} ORDER BY visit.ordinal, visit.id`,
} as const;

interface Meeting {
  readonly at: number;
  readonly ids: string;
}
interface AgencyRow {
  readonly id: string;
  readonly day: string;
  readonly agency: string;
  readonly days: number;
}

export function createScheduleStore(connection: Connection) {
  const bounds = connection.prepare(scheduleSql.bounds);
  const takenVisits = connection.prepare(scheduleSql.taken);
  const ofAgencies = connection.prepare(scheduleSql.ofAgencies);
  const seats = connection.prepare(scheduleSql.seats);
  const teamTwice = connection.prepare(scheduleSql.teamTwice);
  const memberTwice = connection.prepare(scheduleSql.memberTwice);
  const agencyTwice = connection.prepare(scheduleSql.agencyTwice);
  const agencyAgain = connection.prepare(scheduleSql.agencyAgain);
  const agencyBusy = connection.prepare(scheduleSql.agencyBusy);
  const own = connection.prepare(scheduleSql.own);
  const teamsOf = connection.prepare('SELECT id FROM team WHERE plan_id = ?').pluck();

  /** Whoever sits in several of the teams that are at work from one day to another, the plan's own among them. */
  function persons(plan: string, office: string, first: string, last: string): Person[] {
    return personsInSeveralTeams(seats.all({ plan, office, first, last }) as Seat[]);
  }

  function meetings(plan: string, office: string): Conflict[] {
    const { first, last } = bounds.get({ plan }) as { first: string | null; last: string | null };
    if (first === null || last === null) return [];
    const range = { plan, office, first, last };
    const conflicts: Conflict[] = [];
    const add = (code: 'TEAM_TWICE' | 'MEMBER_TWICE', { at, ids }: Meeting, who: Conflict['params']) => {
      const visitIds = (JSON.parse(ids) as string[]).toSorted();
      conflicts.push(conflictOf(code, visitIds, dayOf(at), { ...who, half: halfOf(at) }));
    };
    for (const row of teamTwice.iterate(range) as IterableIterator<Meeting & { name: string }>) {
      add('TEAM_TWICE', row, { team: row.name });
    }
    const own = new Set(teamsOf.all(plan) as string[]);
    const shared = persons(plan, office, first, last).filter(({ teamIds }) =>
      teamIds.some((id) => own.has(id)),
    );
    if (shared.length === 0) return conflicts;
    const pairs = shared.flatMap(({ teamIds }, index) => teamIds.map((team) => [team, index]));
    const rows = memberTwice.iterate({ ...range, seats: JSON.stringify(pairs) });
    for (const row of rows as IterableIterator<Meeting & { person: number }>) {
      add('MEMBER_TWICE', row, { name: shared[row.person]?.name ?? '' });
    }
    return conflicts;
  }

  function agencies(plan: string, office: string, days: number): Conflict[] {
    const conflicts: Conflict[] = [];
    type Other = AgencyRow & { otherId: string; plan: string };
    for (const row of agencyTwice.iterate({ plan, office }) as IterableIterator<Other>) {
      const params = { agency: row.agency, plan: row.plan };
      conflicts.push(conflictOf('AGENCY_TWICE', [row.id, row.otherId], row.day, params));
    }
    if (days > 0) {
      for (const row of agencyAgain.iterate({ plan, office, days }) as IterableIterator<Other>) {
        const params = { agency: row.agency, plan: row.plan, days: row.days };
        conflicts.push(conflictOf('AGENCY_BURDENED', [row.id, row.otherId], row.day, params));
      }
    }
    type Busy = AgencyRow & { body: string; subject: string | null };
    for (const row of agencyBusy.iterate({ plan, days }) as IterableIterator<Busy>) {
      const subject = row.subject === null ? {} : { subject: row.subject };
      const params = { agency: row.agency, body: row.body, ...subject };
      if (row.days === 0) conflicts.push(conflictOf('AGENCY_BUSY', [row.id], row.day, params));
      else if (row.days < days) {
        conflicts.push(conflictOf('AGENCY_BURDENED', [row.id], row.day, { ...params, days: row.days }));
      }
    }
    return conflicts;
  }

  return {
    /** Everything that is not right with the visits of a plan that are still to come. */
    conflicts(
      scope: { readonly planId: string; readonly officeId: string; readonly burdenDays: number },
      calendar: WorkingCalendar,
    ): Conflict[] {
      const { planId, officeId, burdenDays } = scope;
      const single = (
        own.all({ plan: planId }) as (Omit<ScheduledVisit, 'inForce'> & { inForce: 0 | 1 })[]
      ).flatMap((row) => ownConflicts({ ...row, inForce: row.inForce === 1 }, calendar));
      return sortConflicts([
        ...meetings(planId, officeId),
        ...agencies(planId, officeId, burdenDays),
        ...single,
      ]);
    },
    persons,
    /** Every visit of the office that takes time between two days. */
    taken: (office: string, first: string, last: string) =>
      takenVisits.all({ office, first, last }) as TakenVisit[],
    /** Those among them that take the agencies of a plan. */
    takenAgencies: (plan: string, office: string, first: string, last: string) =>
      ofAgencies.all({ plan, office, first, last }) as TakenVisit[],
  };
}
