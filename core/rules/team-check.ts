/**
 * What a person should look at before the decision on a team is signed. Nothing of it forbids anything: the decision
 * may precede the plan, and a small commune has no choice of members.
 */
import type { Team, TeamMember, TeamWarning } from '../contract/teams.ts';
import { endsInName, isSameName, nameKey } from './same-name.ts';

export interface CheckedVisit {
  readonly id: string;
  readonly teamId: string | null;
  readonly agencyId: string;
  readonly agencyName: string;
  /** Every name of the agency in force on the day: name, short name. */
  readonly names: readonly string[];
}
export interface TeamCheckFacts {
  readonly teams: readonly Team[];
  /** Of the round's criteria set; empty where it has none. */
  readonly domains: readonly { readonly id: string; readonly name: string }[];
  readonly visits: readonly CheckedVisit[];
  /** How the office that holds the round is called. */
  readonly officeNames: readonly string[];
}

const nobody = { teamId: null, memberId: null, visitId: null, domainId: null, params: {} } as const;

/** How a member is called in a sentence: the name, or what else is known. */
function memberName(member: TeamMember): string {
  return member.fullName ?? member.position ?? member.rankText ?? member.body ?? '';
}

function comesFrom(member: TeamMember, visit: CheckedVisit): boolean {
  if (member.agencyId !== null) return member.agencyId === visit.agencyId;
  const { body, position } = member;
  return visit.names.some(
    (name) => (body !== null && isSameName(body, name)) || (position !== null && endsInName(position, name)),
  );
}

/** One person in two places: the same row of persons, or the same name with the same position. */
function personKey(member: TeamMember): string | null {
  if (member.personId !== null) return member.personId;
  if (member.fullName === null || nameKey(member.fullName) === '') return null;
  return `${nameKey(member.fullName)}|${nameKey([member.position, member.body].join(' '))}`;
}

export function teamWarnings({ teams, domains, visits, officeNames }: TeamCheckFacts): TeamWarning[] {
  const warnings: TeamWarning[] = [];
  if (teams.length === 0) warnings.push({ ...nobody, code: 'NO_TEAM' });
  const [only] = teams.length === 1 ? teams : [];
  for (const team of teams) {
    const own = { ...nobody, teamId: team.id, params: { team: team.name } };
    if (!team.members.some(({ role }) => role === 'team_lead')) warnings.push({ ...own, code: 'NO_LEAD' });
    if (!team.members.some(({ role }) => role === 'team_secretary')) {
      warnings.push({ ...own, code: 'NO_SECRETARY' });
    }
    // Without a member there is nothing to share out yet.
    if (team.members.length > 0) {
      const covered = new Set(team.members.flatMap(({ domainIds }) => domainIds));
      for (const { id, name } of domains) {
        if (covered.has(id)) continue;
        const params = { team: team.name, domain: name };
        warnings.push({ ...own, code: 'DOMAIN_UNCOVERED', domainId: id, params });
      }
    }
    for (const member of team.members) {
      const params = { team: team.name, member: memberName(member) };
      const about = { ...own, memberId: member.id, params };
      if (domains.length > 0 && member.role === 'team_member' && member.domainIds.length === 0) {
        warnings.push({ ...about, code: 'MEMBER_WITHOUT_DOMAIN' });
      }
      // A round with one team: its visits are that team's, also where nobody has said so yet.
      const ofTeam = visits.filter(
        (visit) => visit.teamId === team.id || (visit.teamId === null && only === team),
      );
      for (const visit of ofTeam.filter((one) => comesFrom(member, one))) {
        warnings.push({
          ...about,
          code: 'MEMBER_OF_INSPECTED_AGENCY',
          visitId: visit.id,
          params: { ...params, agency: visit.agencyName },
        });
      }
    }
  }
  const first = new Map<string, Team>();
  for (const team of teams) {
    for (const member of team.members) {
      const key = personKey(member);
      if (key === null) continue;
      const other = first.get(key);
      if (other === undefined) first.set(key, team);
      else if (other !== team) {
        warnings.push({
          ...nobody,
          code: 'PERSON_IN_TWO_TEAMS',
          teamId: team.id,
          memberId: member.id,
          params: { member: memberName(member), team: team.name, other: other.name },
        });
      }
    }
  }
  for (const visit of visits) {
    if (visit.names.some((name) => officeNames.some((office) => isSameName(office, name)))) {
      warnings.push({
        ...nobody,
        code: 'OWN_OFFICE_INSPECTED',
        visitId: visit.id,
        teamId: visit.teamId,
        params: { agency: visit.agencyName },
      });
    }
  }
  return warnings;
}
