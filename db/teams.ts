// Teams of a plan and their members with the domains that they own.
import type { Team, TeamMember } from '../core/contract/teams.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne } from './stored.ts';

export type StoredTeam = Stored<Omit<Team, 'members'>>;
export type StoredMember = Stored<Omit<TeamMember, 'domainIds'>>;
export interface StoredMemberDomain {
  readonly id: string;
  readonly rev: number;
  readonly teamMemberId: string;
  readonly domainId: string;
}

export function createTeamStore(connection: Connection) {
  const get = prepareGet(connection, 'team');
  const ofPlan = connection.prepare('SELECT * FROM team WHERE plan_id = ? ORDER BY ordinal, id');
  const member = prepareGet(connection, 'team_member');
  const members = connection.prepare(
    `SELECT * FROM team_member WHERE team_id IN (SELECT value FROM json_each(?)) ORDER BY ordinal, id`,
  );
  const memberDomains = connection.prepare(
    `SELECT team_member_domain.* FROM team_member_domain JOIN domain ON domain.id = team_member_domain.domain_id
      WHERE team_member_id IN (SELECT value FROM json_each(?)) ORDER BY domain.ordinal, domain.id`,
  );
  const lastOrdinal = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM team WHERE plan_id = ?')
    .pluck();
  const lastMemberOrdinal = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM team_member WHERE team_id = ?')
    .pluck();
  return {
    get: (id: string) => readOne<StoredTeam>('team', get, id),
    ofPlan: (planId: string) => readAll<StoredTeam>('team', ofPlan, planId),
    member: (id: string) => readOne<StoredMember>('team_member', member, id),
    members: (teamIds: readonly string[]) => readAll<StoredMember>('team_member', members, idList(teamIds)),
    memberDomains: (memberIds: readonly string[]) =>
      readAll<StoredMemberDomain>('team_member_domain', memberDomains, idList(memberIds)),
    nextOrdinal: (planId: string) => (lastOrdinal.get(planId) as number) + 1,
    nextMemberOrdinal: (teamId: string) => (lastMemberOrdinal.get(teamId) as number) + 1,
  };
}
