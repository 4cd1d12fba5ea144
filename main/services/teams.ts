/** Teams and their members. A member is a named person, or known by rank and body only. */
import type { HandlersOf, Parsed } from '../../core/contract/index.ts';
import { type Team, team, type TeamMember, teamMember, type teams } from '../../core/contract/teams.ts';
import { teamWarnings, type TeamCheckFacts } from '../../core/rules/team-check.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import type { StoredMember, StoredTeam } from '../../db/teams.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referred,
  referredOwn,
  type ServiceContext,
  shaped,
} from './context.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import { refuseWithSignedPapers, removePapers } from './document-removal.ts';

/** Teams with their members and the members' domains: three queries, however many teams. */
export function showTeams(stores: Pick<Stores, 'teams'>, rows: readonly StoredTeam[]): Team[] {
  const members = showMembers(stores, stores.teams.members(rows.map((row) => row.id)));
  return rows.map((row) =>
    shaped(team, { ...row, members: members.filter((member) => member.teamId === row.id) }),
  );
}

function showMembers(stores: Pick<Stores, 'teams'>, rows: readonly StoredMember[]): TeamMember[] {
  const domains = Map.groupBy(
    stores.teams.memberDomains(rows.map((row) => row.id)),
    (row) => row.teamMemberId,
  );
  return rows.map((row) =>
    shaped(teamMember, { ...row, domainIds: (domains.get(row.id) ?? []).map((one) => one.domainId) }),
  );
}

/** Removes a member with its domains, within the change set of whoever deletes. */
export function removeMember(
  write: Writer,
  stores: Pick<Stores, 'teams' | 'documents' | 'documentScans'>,
  id: string,
  rev: number | null,
): void {
  removePapers(write, stores, { on: [id] });
  for (const domain of stores.teams.memberDomains([id])) write.remove('team_member_domain', domain.id, null);
  write.remove('team_member', id, rev);
}

export function removeTeam(
  write: Writer,
  stores: Pick<Stores, 'teams' | 'documents' | 'documentScans'>,
  id: string,
  rev: number | null,
): void {
  removePapers(write, stores, { on: [id] });
  for (const member of stores.teams.members([id])) removeMember(write, stores, member.id, null);
  write.remove('team', id, rev);
}

type MemberInput = Loose<Omit<Parsed<'members.create'>, 'teamId'>>;

type TeamMethods = Omit<typeof teams, `nominations.${string}`>;

/** What is looked at in the teams of a plan, in the names of the days of its visits. */
export function teamCheckFacts({ stores, session }: ServiceContext, planId: string): TeamCheckFacts {
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const office = stores.offices.get(session.officeId());
  return {
    teams: showTeams(stores, stores.teams.ofPlan(planId)),
    domains: set === undefined ? [] : stores.criteria.domainsOf(set.domainSet),
    visits: stores.visits
      .list(planId)
      .filter(isVisitInRound)
      .map((visit) => {
        const day = visit.startsOn ?? plan.startsOn ?? plan.documentDate;
        const version = stores.agencies.versionOn(visit.agencyId, day);
        const names = [visit.agencyName, version?.name, version?.shortName];
        return { ...visit, names: names.filter((name) => name != null) };
      }),
    officeNames: office === undefined ? [] : [office.name],
  };
}

export function createTeamService(context: ServiceContext): HandlersOf<TeamMethods> {
  const { stores, journal, ids } = context;
  const shown = (id: string) => showTeams(stores, [found(stores.teams.get(id), 'team', id)])[0]!;
  const shownMember = (id: string) =>
    showMembers(stores, [found(stores.teams.member(id), 'team_member', id)])[0]!;

  function checkMember(input: MemberInput, planId: string, base: string): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (input.personId != null) referredOwn(context, stores.persons.get(input.personId), at('personId'));
    if (input.agencyId != null) referred(stores.agencies.get(input.agencyId), at('agencyId'));
    if (input.nominationId != null && stores.nominations.get(input.nominationId)?.planId !== planId) {
      throw fieldFault(at('nominationId'), 'NOT_FOUND');
    }
    for (const [index, domainId] of (input.domainIds ?? []).entries()) {
      referred(stores.criteria.domain(domainId), at(`domainIds.${index}`));
    }
  }

  /** Somebody must be meant: a name, an office, a body or a rank. */
  function checkKnown(input: Pick<TeamMember, 'fullName' | 'position' | 'body' | 'rankText'>, path: string) {
    const known = [input.fullName, input.position, input.body, input.rankText];
    if (known.every((text) => text === null || text.trim() === '')) throw fieldFault(path, 'MISSING_KEY');
  }

  function writeDomains(write: Writer, memberId: string, wanted: readonly string[]): void {
    const rows = stores.teams.memberDomains([memberId]);
    const unique = new Set(wanted);
    const present = new Set(rows.map((row) => row.domainId));
    const gone = rows.filter((row) => !unique.has(row.domainId));
    const added = [...unique].filter((domainId) => !present.has(domainId));
    for (const row of gone) write.remove('team_member_domain', row.id, null);
    for (const domainId of added) {
      write.insert('team_member_domain', { id: ids.next(), teamMemberId: memberId, domainId });
    }
    if (gone.length + added.length > 0) write.touch('team_member', memberId);
  }

  return {
    'teams.check': ({ planId }) => teamWarnings(teamCheckFacts(context, planId)),
    'teams.create': ({ planId, ...fields }, caller) => {
      owned(context, stores.plans.get(planId), 'plan', planId);
      if (fields.decisionIssuerId !== null) {
        referredOwn(context, stores.issuers.get(fields.decisionIssuerId), 'decisionIssuerId');
      }
      const id = ids.next();
      journal.run(headOf(context, 'teams.create', caller), (write) => {
        write.insert('team', { id, planId, ordinal: stores.teams.nextOrdinal(planId), ...fields });
      });
      return shown(id);
    },
    'teams.update': ({ id, rev, patch }, caller) => {
      owned(context, stores.teams.get(id), 'team', id);
      if (patch.decisionIssuerId != null) {
        referredOwn(context, stores.issuers.get(patch.decisionIssuerId), 'patch.decisionIssuerId');
      }
      journal.run(headOf(context, 'teams.update', caller), (write) => {
        write.update('team', id, rev, patch);
      });
      return shown(id);
    },
    'teams.delete': ({ id, rev }, caller) => {
      const row = current(owned(context, stores.teams.get(id), 'team', id), rev, 'team');
      const members = stores.teams.members([id]).map((member) => member.id);
      refuseWithSignedPapers(stores, { on: [id, ...members] }, 'team');
      const visits = stores.visits.list(row.planId).filter((visit) => visit.teamId === id);
      journal.run(headOf(context, 'teams.delete', caller), (write) => {
        // Its visits stay; they only have no team any more.
        for (const visit of visits) write.update('visit', visit.id, null, { teamId: null });
        removeTeam(write, stores, id, rev);
      });
      return { id };
    },
    'members.create': ({ teamId, domainIds, ...fields }, caller) => {
      const { planId } = owned(context, stores.teams.get(teamId), 'team', teamId);
      checkKnown(fields, 'fullName');
      checkMember({ ...fields, domainIds }, planId, '');
      const id = ids.next();
      journal.run(headOf(context, 'members.create', caller), (write) => {
        write.insert('team_member', {
          id,
          teamId,
          ordinal: stores.teams.nextMemberOrdinal(teamId),
          ...fields,
        });
        writeDomains(write, id, domainIds);
      });
      return shownMember(id);
    },
    'members.update': ({ id, rev, patch: { domainIds, ...patch } }, caller) => {
      const row = owned(context, stores.teams.member(id), 'team_member', id);
      checkKnown({ ...row, ...given(patch) }, 'patch.fullName');
      checkMember(
        { ...patch, domainIds },
        found(stores.teams.get(row.teamId), 'team', row.teamId).planId,
        'patch',
      );
      journal.run(headOf(context, 'members.update', caller), (write) => {
        write.update('team_member', id, rev, patch);
        if (domainIds !== undefined) writeDomains(write, id, domainIds);
      });
      return shownMember(id);
    },
    'members.delete': ({ id, rev }, caller) => {
      owned(context, stores.teams.member(id), 'team_member', id);
      refuseWithSignedPapers(stores, { on: [id] }, 'team_member');
      journal.run(headOf(context, 'members.delete', caller), (write) => {
        removeMember(write, stores, id, rev);
      });
      return { id };
    },
  };
}
