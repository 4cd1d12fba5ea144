// Bodies asked to nominate members of a round's teams, with the members that came from each.
import type { Nomination } from '../core/contract/teams.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredNomination = Stored<Omit<Nomination, 'memberIds' | 'state'>>;

export const nominationSql = {
  ofPlan: 'SELECT * FROM nomination WHERE plan_id = ? ORDER BY ordinal, id',
  lastOrdinal: 'SELECT coalesce(max(ordinal), 0) FROM nomination WHERE plan_id = ?',
  members: 'SELECT id FROM team_member WHERE nomination_id = ? ORDER BY team_id, ordinal, id',
} as const;

export function createNominationStore(connection: Connection) {
  const get = prepareGet(connection, 'nomination');
  const ofPlan = connection.prepare(nominationSql.ofPlan);
  const lastOrdinal = connection.prepare(nominationSql.lastOrdinal).pluck();
  const members = connection.prepare(nominationSql.members).pluck();
  return {
    get: (id: string) => readOne<StoredNomination>('nomination', get, id),
    ofPlan: (planId: string) => readAll<StoredNomination>('nomination', ofPlan, planId),
    nextOrdinal: (planId: string) => (lastOrdinal.get(planId) as number) + 1,
    memberIds: (id: string) => members.all(id) as string[],
  };
}
