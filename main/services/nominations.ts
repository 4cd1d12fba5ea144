/** Bodies asked to nominate members, their replies, and how far each request has come. */
import type { HandlersOf } from '../../core/contract/index.ts';
import { type Nomination, nomination, type teams } from '../../core/contract/teams.ts';
import { nominationState } from '../../core/rules/nomination-state.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredNomination } from '../../db/nominations.ts';
import type { Stores } from '../../db/stores.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';

type NominationMethods = Pick<
  typeof teams,
  'nominations.list' | 'nominations.create' | 'nominations.update' | 'nominations.delete'
>;

export function showNomination(
  stores: Pick<Stores, 'nominations'>,
  row: StoredNomination,
  today: string,
): Nomination {
  const memberIds = stores.nominations.memberIds(row.id);
  const state = nominationState({ ...row, members: memberIds.length }, today);
  return shaped(nomination, { ...row, memberIds, state });
}

/** Removes a request; the members that came from it stay in their teams. */
export function removeNomination(write: Writer, stores: Stores, id: string, rev: number | null): void {
  for (const member of stores.nominations.memberIds(id)) {
    write.update('team_member', member, null, { nominationId: null });
  }
  write.remove('nomination', id, rev);
}

export function createNominationService(context: ServiceContext): HandlersOf<NominationMethods> {
  const { stores, journal, ids, clock } = context;
  const shown = (id: string) =>
    showNomination(stores, found(stores.nominations.get(id), 'nomination', id), clock.today());

  type Checked = Loose<Pick<Nomination, 'agencyId' | 'letterOn' | 'dueOn'>>;
  function check({ agencyId, letterOn, dueOn }: Checked, base: string): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (agencyId != null) referred(stores.agencies.get(agencyId), at('agencyId'));
    if (letterOn != null && dueOn != null && dueOn < letterOn) throw fieldFault(at('dueOn'));
  }

  return {
    'nominations.list': ({ planId }) => {
      const today = clock.today();
      return stores.nominations.ofPlan(planId).map((row) => showNomination(stores, row, today));
    },
    'nominations.create': ({ planId, ...fields }, caller) => {
      owned(context, stores.plans.get(planId), 'plan', planId);
      check(fields, '');
      const id = ids.next();
      journal.run(headOf(context, 'nominations.create', caller), (write) => {
        write.insert('nomination', {
          id,
          planId,
          ordinal: stores.nominations.nextOrdinal(planId),
          ...fields,
        });
      });
      return shown(id);
    },
    'nominations.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, stores.nominations.get(id), 'nomination', id);
      check({ letterOn: row.letterOn, dueOn: row.dueOn, ...given(patch) }, 'patch');
      journal.run(headOf(context, 'nominations.update', caller), (write) => {
        write.update('nomination', id, rev, patch);
      });
      return shown(id);
    },
    'nominations.delete': ({ id, rev }, caller) => {
      current(owned(context, stores.nominations.get(id), 'nomination', id), rev, 'nomination');
      journal.run(headOf(context, 'nominations.delete', caller), (write) =>
        removeNomination(write, stores, id, rev),
      );
      return { id };
    },
  };
}
