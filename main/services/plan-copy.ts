/** This year's round from last year's: which rows are copied, and what of them. The texts are the rule's. */
import type { Parsed } from '../../core/contract/index.ts';
import { copiedPlan, copiedTeam, copiedText, newestInForce } from '../../core/rules/plan-copy.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ServiceContext } from './context.ts';
import { showTeams } from './teams.ts';

export interface PlanToCopy extends Pick<Parsed<'plans.copy'>, 'year' | 'title' | 'keep'> {
  readonly source: StoredPlan;
  /** Of the copy. */
  readonly id: string;
}

/** A day that the round of a year is on, as far as anybody knows: today, or the end of the year nearer to it. */
export function dayOfYear(year: number | null, today: string): string {
  const [first, last] = [`${String(year)}-01-01`, `${String(year)}-12-31`];
  if (year === null || (today >= first && today <= last)) return today;
  return today < first ? first : last;
}

/** Agencies that have ended are left out: the review of the source names them. */
export function copyPlan(context: ServiceContext, write: Writer, plan: PlanToCopy): void {
  const { stores, ids, session, clock } = context;
  const { source, id, year, title, keep } = plan;
  const sets = stores.criteria.sets().filter(({ originOfficeId }) => originOfficeId === session.officeId());
  const criteriaSetId =
    source.criteriaSetId === null
      ? null
      : (newestInForce(source.criteriaSetId, sets) ?? stores.plans.criteriaSetInForce(session.officeId()));
  write.insert('plan', {
    ...copiedPlan(source, { year, title, grounds: keep.grounds }),
    id,
    officeId: session.officeId(),
    status: 'draft',
    criteriaSetId,
    copiedFromId: source.id,
  });
  const teams = keep.teams ? copyTeams(context, write, plan, criteriaSetId) : new Map<string, string>();
  if (!keep.agencies) return;
  const day = dayOfYear(year, clock.today());
  const items = keep.programmes
    ? Map.groupBy(stores.programme.ofPlan(source.id), ({ visitId }) => visitId)
    : new Map<string, never[]>();
  let ordinal = 0;
  for (const visit of stores.visits.list(source.id)) {
    // Put off is to be made up for; called off was not wanted.
    const version = stores.agencies.inForceOn(visit.agencyId, day);
    if (visit.status === 'cancelled' || version === undefined) continue;
    ordinal += 1;
    const visitId = ids.next();
    write.insert('visit', {
      id: visitId,
      planId: id,
      agencyId: visit.agencyId,
      agencyVersionId: version.id,
      ordinal,
      status: 'planned',
      teamId: visit.teamId === null ? null : (teams.get(visit.teamId) ?? null),
      location: visit.location,
    });
    for (const item of items.get(visit.id) ?? []) {
      write.insert('programme_item', {
        id: ids.next(),
        visitId,
        ordinal: item.ordinal,
        startsAt: item.startsAt,
        endsAt: item.endsAt,
        content: copiedText(item.content, source.year, year),
        presenter: item.presenter,
      });
    }
  }
}

/** Source team → its copy. Domains of another set go by their key. */
function copyTeams(
  { stores, ids }: ServiceContext,
  write: Writer,
  { source, id, year, keep }: PlanToCopy,
  criteriaSetId: string | null,
): ReadonlyMap<string, string> {
  const set = criteriaSetId === null ? undefined : stores.criteria.set(criteriaSetId);
  const targets = new Map(
    (set === undefined ? [] : stores.criteria.domainsOf(set.domainSet)).map((domain) => [
      domain.key,
      domain.id,
    ]),
  );
  const domainFor = (domainId: string) => {
    const key = stores.criteria.domain(domainId)?.key;
    return set === undefined || key === undefined ? domainId : targets.get(key);
  };
  const copies = new Map<string, string>();
  for (const team of showTeams(stores, stores.teams.ofPlan(source.id))) {
    const teamId = ids.next();
    copies.set(team.id, teamId);
    const { ordinal } = team;
    write.insert('team', { id: teamId, planId: id, ordinal, ...copiedTeam(team, source.year, year) });
    if (!keep.members) continue;
    for (const {
      fullName,
      partyTitle,
      position,
      body,
      rankText,
      role,
      isStanding,
      ...member
    } of team.members) {
      const memberId = ids.next();
      write.insert('team_member', {
        id: memberId,
        teamId,
        ordinal: member.ordinal,
        fullName,
        partyTitle,
        position,
        body,
        rankText,
        role,
        isStanding,
        personId: member.personId,
        agencyId: member.agencyId,
      });
      const domains = new Set(member.domainIds.map(domainFor));
      for (const domainId of domains) {
        if (domainId === undefined) continue;
        write.insert('team_member_domain', { id: ids.next(), teamMemberId: memberId, domainId });
      }
    }
  }
  return copies;
}
