/**
 * The board of a round: days, visits, conflicts, deadlines; a proposal that nothing of is written; and the act that
 * moves visits, many as one step.
 */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Parsed } from '../../core/contract/index.ts';
import type { Board, Placement, schedule } from '../../core/contract/schedule.ts';
import { boardRange, daysOfRange } from '../../core/rules/board-days.ts';
import { deadlineDay } from '../../core/rules/deadlines.ts';
import { addDays, daysBetween } from '../../core/rules/due.ts';
import { dayIndex, halfDaysOf, visitDaysOf } from '../../core/rules/half-days.ts';
import { isMovable, isToCome, occupies } from '../../core/rules/schedule-conflicts.ts';
import { proposeSchedule, type ProposalTeam, type Taken } from '../../core/rules/schedule-propose.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import type { WorkingCalendar } from '../../core/rules/working-days.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit, StoredVisit } from '../../db/visits.ts';
import { showBusyDay } from './busy-days.ts';
import { workingCalendar } from './calendar.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext } from './context.ts';
import { moveProgramme } from './programme.ts';
import { checkPlace, placeOf, showVisit, versionFor } from './visits.ts';

type ScheduleMethods = Pick<typeof schedule, 'schedule.board' | 'schedule.propose' | 'schedule.arrange'>;
type ProposalOptions = Parsed<'schedule.propose'>['options'];

/** From the first to the last day of a proposal: more than that is no round. */
const MAX_PROPOSED_DAYS = 800;

export function createScheduleService(context: ServiceContext): HandlersOf<ScheduleMethods> {
  const { stores, journal, clock } = context;
  const planOf = (id: string) => found(stores.plans.get(id), 'plan', id);

  function board(plan: StoredPlan, burdenDays: number): Board {
    const calendar = workingCalendar(context);
    const visits = stores.visits.list(plan.id);
    const teams = stores.teams.ofPlan(plan.id);
    const members = Map.groupBy(
      stores.teams.members(teams.map((team) => team.id)),
      (member) => member.teamId,
    );
    const range = boardRange({ ...plan, visits, otherwise: dayOfPlan(plan, clock.today()) });
    return {
      planId: plan.id,
      planRev: plan.rev,
      startsOn: plan.startsOn,
      endsOn: plan.endsOn,
      days: daysOfRange(range).map((day) => ({
        day,
        working: calendar.isWorking(day),
        name: calendar.nameOf(day),
      })),
      visits: visits.map(showVisit),
      teams: teams.map(({ id, name }) => ({ id, name, members: members.get(id)?.length ?? 0 })),
      busy: stores.busyDays.ofPlan(plan.id, range.from, range.to).map(showBusyDay),
      conflicts: stores.schedule.conflicts(
        { planId: plan.id, officeId: plan.originOfficeId, burdenDays },
        calendar,
      ),
      deadlines: visits.map((visit) => deadlinesOf(plan, visit, calendar)),
    };
  }

  function propose(plan: StoredPlan, options: ProposalOptions) {
    const { from, to, halfDays, keepPlaced, restDays } = options;
    if (to < from || daysBetween(from, to) > MAX_PROPOSED_DAYS) throw fieldFault('options.to');
    const ofPlan = stores.teams.ofPlan(plan.id).map((team) => team.id);
    for (const [index, id] of options.teamIds.entries()) {
      if (!ofPlan.includes(id)) throw fieldFault(`options.teamIds.${String(index)}`, 'NOT_FOUND');
    }
    const used = new Set<string | null>(options.teamIds.length === 0 ? ofPlan : options.teamIds);
    // A round without teams still has days: the agencies then stand one after the other.
    if (used.size === 0) used.add(null);

    const visits = stores.visits.list(plan.id);
    // Whom the schedule was announced to is not moved by a proposal, nor is a visit of a team that is not asked for.
    const open = visits.filter(
      (visit) =>
        isToCome(visit.status) &&
        (visit.teamId === null || used.has(visit.teamId)) &&
        (visit.startsOn === null || (!keepPlaced && visit.status === 'planned')),
    );
    const openIds = new Set(open.map((visit) => visit.id));
    const calendar = workingCalendar(context);
    const resources = resourcesOf(plan, from, to);

    const taken: Taken[] = [];
    const block = (resource: string, days: { from: number; to: number }) => taken.push({ resource, ...days });
    for (const visit of stores.schedule.taken(plan.originOfficeId, from, to)) {
      const days = halfDaysOf(visit);
      if (days === null || openIds.has(visit.id)) continue;
      const isOwn = visit.planId === plan.id;
      if (isOwn || visit.teamId !== null) {
        for (const resource of resources(visit.teamId)) block(resource, days);
      }
    }
    // Rest counts from day to day: the next day is one day away.
    const apart = Math.max(restDays, 1) - 1;
    const [first, last] = [addDays(from, -apart), addDays(to, apart)];
    const rest = (agencyId: string, startsOn: string, endsOn: string) =>
      block(agencyKey(agencyId), {
        from: (dayIndex(startsOn) - apart) * 2,
        to: (dayIndex(endsOn) + apart + 1) * 2,
      });
    for (const visit of stores.schedule.takenAgencies(plan.id, plan.originOfficeId, first, last)) {
      if (!openIds.has(visit.id)) rest(visit.agencyId, visit.startsOn, visit.endsOn ?? visit.startsOn);
    }
    for (const busy of stores.busyDays.ofPlan(plan.id, first, last)) {
      rest(busy.agencyId, busy.startsOn, busy.endsOn);
    }
    for (const { agencyId } of open) {
      for (const gap of daysWithoutName(agencyId, from, to)) block(agencyKey(agencyId), gap);
    }

    // The whole round counts, also what lies before or behind the days asked for.
    const loads = new Map<string | null, number>();
    for (const visit of visits) {
      const days = occupies(visit.status) && !openIds.has(visit.id) ? halfDaysOf(visit) : null;
      if (days !== null) loads.set(visit.teamId, (loads.get(visit.teamId) ?? 0) + days.to - days.from);
    }
    const teams = [...used].map((id): ProposalTeam => ({
      id,
      resources: resources(id),
      load: loads.get(id) ?? 0,
    }));
    const homes = Map.groupBy(
      stores.teams.members(ofPlan).filter((member) => member.agencyId !== null),
      (member) => member.agencyId ?? '',
    );
    const proposal = proposeSchedule({
      days: daysOfRange({ from, to }).filter((day) => calendar.isWorking(day)),
      halfDays,
      teams,
      taken,
      visits: open.map((visit) => ({
        id: visit.id,
        teamId: visit.teamId,
        resources: [agencyKey(visit.agencyId)],
        place: placeOfAgency(visit),
        avoid: (homes.get(visit.agencyId) ?? []).map((member) => member.teamId),
      })),
    });
    return {
      placements: proposal.placed.map(({ visitId, teamId, ...days }): Placement => ({
        visitId,
        teamId,
        ...visitDaysOf(days),
      })),
      unplaced: [...proposal.unplaced],
    };
  }

  /** The team itself, and those of its members who sit in another team as well. */
  function resourcesOf(plan: StoredPlan, from: string, to: string) {
    const byTeam = new Map<string, string[]>();
    for (const { key, teamIds } of stores.schedule.persons(plan.id, plan.originOfficeId, from, to)) {
      for (const teamId of teamIds) byTeam.set(teamId, [...(byTeam.get(teamId) ?? []), key]);
    }
    return (teamId: string | null) => [`team:${teamId ?? ''}`, ...(byTeam.get(teamId ?? '') ?? [])];
  }

  /** Stretches of the period in which no version of the agency's name is in force. */
  function daysWithoutName(agencyId: string, from: string, to: string) {
    const gaps: { from: number; to: number }[] = [];
    let next = from;
    for (const { validFrom, validTo } of stores.agencies.versions(agencyId)) {
      if (validTo !== null && validTo < next) continue;
      if (validFrom !== null && validFrom > to) break;
      if (validFrom !== null && validFrom > next)
        gaps.push({ from: dayIndex(next) * 2, to: dayIndex(validFrom) * 2 });
      if (validTo === null) return gaps;
      next = addDays(validTo, 1);
    }
    if (next <= to) gaps.push({ from: dayIndex(next) * 2, to: (dayIndex(to) + 1) * 2 });
    return gaps;
  }

  /** Where the team has to go: the session's place, the agency's địa danh, or the authority it belongs to. */
  function placeOfAgency(visit: ListedVisit): string | null {
    const version = stores.agencies.version(visit.agencyVersionId);
    const place = visit.location ?? version?.placeName ?? version?.parentAgencyId ?? '';
    return place.trim() === '' ? null : foldText(place).trim();
  }

  function placed(
    plan: StoredPlan,
    { visitId, rev, ...to }: Parsed<'schedule.arrange'>['placements'][number],
    index: number,
  ) {
    const base = `placements.${String(index)}`;
    const row = stores.visits.get(visitId);
    if (row?.planId !== plan.id) throw fieldFault(`${base}.visitId`, 'NOT_FOUND');
    const visit: StoredVisit = current(owned(context, row, 'visit', visitId), rev, 'visit');
    const place = placeOf(to);
    checkPlace(stores, plan.id, place, base);
    if (!isMovable(visit.status)) {
      throw new AppError('WRONG_STATE', { detail: { entity: 'visit', id: visitId, from: visit.status } });
    }
    return { visit, rev, place };
  }

  return {
    'schedule.board': ({ planId, burdenDays }) => board(planOf(planId), burdenDays),
    'schedule.propose': ({ planId, options }) => propose(planOf(planId), options),
    'schedule.arrange': ({ planId, placements }, caller) => {
      const plan = owned(context, stores.plans.get(planId), 'plan', planId);
      const seen = new Set<string>();
      for (const [index, { visitId }] of placements.entries()) {
        if (seen.has(visitId)) throw fieldFault(`placements.${String(index)}.visitId`, 'DUPLICATE');
        seen.add(visitId);
      }
      const moves = placements.map((placement, index) => placed(plan, placement, index));
      journal.run(headOf(context, 'schedule.arrange', caller), (write) => {
        for (const { visit, rev, place } of moves) {
          const moved = place.startsOn !== visit.startsOn;
          const version = moved ? versionFor(stores, plan, visit.agencyId, place.startsOn) : undefined;
          if (moved) moveProgramme(write, stores, visit, place.startsOn);
          write.update('visit', visit.id, rev, {
            ...place,
            ...(version === undefined ? {} : { agencyVersionId: version.id }),
          });
        }
      });
      return stores.visits
        .list(planId)
        .filter((visit) => seen.has(visit.id))
        .map(showVisit);
    },
  };
}

const agencyKey = (agencyId: string): string => `agency:${agencyId}`;

/** Where a board begins that knows no day: the plan's own day, its year, or today. */
function dayOfPlan({ documentDate, year }: StoredPlan, today: string): string {
  if (documentDate !== null) return documentDate;
  return year === null || String(year) === today.slice(0, 4) ? today : `${String(year)}-01-01`;
}

function deadlinesOf(
  plan: StoredPlan,
  visit: ListedVisit,
  calendar: WorkingCalendar,
): Board['deadlines'][number] {
  const { scheduleNotice, selfReport, minutes, memberReport, explanation, notice } = plan.deadlines;
  const first = visit.startsOn;
  const last = visit.endsOn ?? visit.startsOn;
  return {
    visitId: visit.id,
    scheduleNoticeOn: deadlineDay(first, scheduleNotice, 'before', calendar),
    selfReportOn: deadlineDay(first, selfReport, 'before', calendar),
    minutesOn: deadlineDay(last, minutes, 'after', calendar),
    memberReportOn: deadlineDay(last, memberReport, 'after', calendar),
    explanationOn: deadlineDay(last, explanation, 'after', calendar),
    noticeOn: deadlineDay(last, notice, 'after', calendar),
  };
}
