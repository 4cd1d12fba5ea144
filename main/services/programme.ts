/** The programmes of working sessions: items in an order, drafted once from the visit, its team and their domains. */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Parsed } from '../../core/contract/index.ts';
import { type ProgrammeItem, programmeItem, type schedule } from '../../core/contract/schedule.ts';
import type { TeamMember } from '../../core/contract/teams.ts';
import { addDays, daysBetween } from '../../core/rules/due.ts';
import { dayOf, halfDaysOf, halfOf } from '../../core/rules/half-days.ts';
import { draftProgramme, type Session } from '../../core/rules/programme.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredProgrammeItem } from '../../db/programme.ts';
import type { Stores } from '../../db/stores.ts';
import type { StoredVisit } from '../../db/visits.ts';
import { workingCalendar } from './calendar.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  type ServiceContext,
  shaped,
} from './context.ts';
import { showTeams } from './teams.ts';

type ProgrammeMethods = Pick<
  typeof schedule,
  | 'programme.list'
  | 'programme.draft'
  | 'programme.create'
  | 'programme.update'
  | 'programme.move'
  | 'programme.delete'
>;

export const showProgrammeItem = (row: StoredProgrammeItem): ProgrammeItem => shaped(programmeItem, row);

/** The programme moves with its visit: by as many days, or, where the day is taken away, to no day. */
export function moveProgramme(
  write: Writer,
  stores: Pick<Stores, 'programme'>,
  visit: Pick<StoredVisit, 'id' | 'startsOn'>,
  startsOn: string | null,
): void {
  const by = visit.startsOn === null || startsOn === null ? null : daysBetween(visit.startsOn, startsOn);
  for (const item of stores.programme.ofVisit(visit.id)) {
    if (item.day === null) continue;
    write.update('programme_item', item.id, null, { day: by === null ? null : addDays(item.day, by) });
  }
}

/** Half-days of a visit longer than this are not laid out one by one: nobody works through them by a programme. */
const MAX_SESSIONS = 20;

export function createProgrammeService(context: ServiceContext): HandlersOf<ProgrammeMethods> {
  const { stores, journal, ids } = context;
  const list = (visitId: string) => stores.programme.ofVisit(visitId).map(showProgrammeItem);
  const shown = (id: string) => showProgrammeItem(found(stores.programme.get(id), 'programme_item', id));
  const own = (id: string) => owned(context, stores.programme.get(id), 'programme_item', id);

  type Times = Loose<Pick<ProgrammeItem, 'startsAt' | 'endsAt'>>;
  function check({ startsAt, endsAt }: Times, base: string): void {
    if (startsAt != null && endsAt != null && endsAt < startsAt) {
      throw fieldFault(base === '' ? 'endsAt' : `${base}.endsAt`);
    }
  }

  /** The working half-days; without a day one whole day without times. */
  function sessionsOf(visit: StoredVisit): Session[] {
    const halfDays = halfDaysOf(visit);
    if (halfDays === null) {
      return [
        { day: null, half: 'morning' },
        { day: null, half: 'afternoon' },
      ];
    }
    const calendar = workingCalendar(context);
    const all: Session[] = [];
    const { from, to } = halfDays;
    for (let at = from; at < to && at < from + 2 * 366; at += 1)
      all.push({ day: dayOf(at), half: halfOf(at) });
    const working = all.filter(({ day }) => day !== null && calendar.isWorking(day));
    // A visit on a day off is one that somebody wanted there.
    return (working.length === 0 ? all : working).slice(0, MAX_SESSIONS);
  }

  function draftOf(visit: StoredVisit) {
    const kind = found(stores.agencies.get(visit.agencyId), 'agency', visit.agencyId).kind;
    const row = visit.teamId === null ? undefined : stores.teams.get(visit.teamId);
    const team = row === undefined ? undefined : showTeams(stores, [row])[0];
    const members = team?.members ?? [];
    const nameOf = (role: TeamMember['role']) =>
      members.find((member) => member.role === role)?.fullName?.trim() || null;
    const owner = (member: TeamMember) => member.fullName?.trim() || member.position || member.body || '';
    const domains = stores.criteria
      .domains()
      .map(({ id, name }) => ({ name, members: members.filter((one) => one.domainIds.includes(id)) }))
      .filter((domain) => domain.members.length > 0)
      .map((domain) => ({
        name: domain.name,
        members: domain.members.map(owner).filter((name) => name !== ''),
      }));
    const sessions = sessionsOf(visit);
    return draftProgramme({
      sessions,
      severalDays: new Set(sessions.map(({ day }) => day)).size > 1,
      form: team?.form ?? formOfPlan(visit.planId),
      leadName: nameOf('team_lead'),
      secretaryName: nameOf('team_secretary'),
      agencyKind: kind,
      domains,
    });
  }

  /** A round whose teams are all called Tổ says Tổ also where the visit has none yet. */
  function formOfPlan(planId: string): 'doan' | 'to' {
    const teams = stores.teams.ofPlan(planId);
    return teams.length > 0 && teams.every((team) => team.form === 'to') ? 'to' : 'doan';
  }

  function insert(write: Writer, visitId: string, ordinal: number, fields: NewItem): string {
    const id = ids.next();
    write.insert('programme_item', { id, visitId, ordinal, ...fields });
    return id;
  }
  type NewItem = Loose<Pick<ProgrammeItem, 'day' | 'startsAt' | 'endsAt' | 'presenter'>> &
    Pick<Parsed<'programme.create'>, 'content'>;

  return {
    'programme.list': ({ visitId }) => {
      found(stores.visits.get(visitId), 'visit', visitId);
      return list(visitId);
    },
    'programme.draft': ({ visitId }, caller) => {
      const visit = owned(context, stores.visits.get(visitId), 'visit', visitId);
      if (stores.programme.ofVisit(visitId).length > 0) {
        throw new AppError('DUPLICATE', { detail: { entity: 'programme_item' } });
      }
      const items = draftOf(visit);
      journal.run(headOf(context, 'programme.draft', caller), (write) => {
        for (const [index, item] of items.entries()) insert(write, visitId, index + 1, item);
      });
      return list(visitId);
    },
    'programme.create': ({ visitId, ...fields }, caller) => {
      owned(context, stores.visits.get(visitId), 'visit', visitId);
      check(fields, '');
      const ordinal = stores.programme.nextOrdinal(visitId);
      const id = journal.run(headOf(context, 'programme.create', caller), (write) =>
        insert(write, visitId, ordinal, fields),
      );
      return shown(id);
    },
    'programme.update': ({ id, rev, patch }, caller) => {
      check({ ...own(id), ...given(patch) }, 'patch');
      journal.run(headOf(context, 'programme.update', caller), (write) => {
        write.update('programme_item', id, rev, patch);
      });
      return shown(id);
    },
    'programme.move': ({ id, rev, ordinal }, caller) => {
      const row = current(own(id), rev, 'programme_item');
      const others = stores.programme.ofVisit(row.visitId).filter((item) => item.id !== id);
      const order = others.toSpliced(Math.min(ordinal - 1, others.length), 0, row);
      journal.run(headOf(context, 'programme.move', caller), (write) => {
        for (const [index, item] of order.entries()) {
          write.update('programme_item', item.id, null, { ordinal: index + 1 });
        }
      });
      return list(row.visitId);
    },
    'programme.delete': ({ id, rev }, caller) => {
      current(own(id), rev, 'programme_item');
      journal.run(headOf(context, 'programme.delete', caller), (write) => {
        write.remove('programme_item', id, rev);
      });
      return { id };
    },
  };
}
