/** "The same unit as over there": proposed by name, confirmed by a person once, kept; what stands on both counts together. */
import type { exchange } from '../../core/contract/exchange.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Output } from '../../core/contract/index.ts';
import { createAgencyMatcher } from '../../core/rules/agency-matching.ts';
import { closesCircle } from '../../core/rules/succession.ts';
import type { ListedAgencyMatch } from '../../db/agency-matches.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext } from './context.ts';

type AgencyMatchHandlers = Pick<
  HandlersOf<typeof exchange>,
  'agencyMatches.list' | 'agencyMatches.proposals' | 'agencyMatches.create' | 'agencyMatches.delete'
>;

const show = (row: ListedAgencyMatch): Output<'agencyMatches.create'> => ({
  ...row,
  foreignName: row.foreignName ?? '',
  officeName: row.officeName ?? '',
});

export function createAgencyMatchService(context: ServiceContext): AgencyMatchHandlers {
  const { stores, journal, ids, session } = context;
  const store = stores.agencyMatches;
  return {
    'agencyMatches.list': () => store.list().map(show),
    'agencyMatches.proposals': ({ officeId }) => {
      const own = session.officeId();
      const waiting = store.unmatched(own, officeId ?? null);
      if (waiting.length === 0) return [];
      const ours = store.ours(own);
      const names = new Map(ours.map(({ id, name }) => [id, name]));
      const candidatesOf = createAgencyMatcher(ours);
      return waiting.map((foreign) => ({
        foreignAgencyId: foreign.id,
        foreignName: foreign.name,
        officeId: foreign.officeId,
        officeName: foreign.officeName,
        candidates: candidatesOf(foreign).map(({ agencyId, likeness }) => ({
          agencyId,
          name: names.get(agencyId) ?? '',
          likeness,
        })),
      }));
    },
    'agencyMatches.create': ({ localAgencyId, foreignAgencyId }, caller) => {
      owned(context, stores.agencies.get(localAgencyId), 'agency', localAgencyId);
      const foreign = found(stores.agencies.get(foreignAgencyId), 'agency', foreignAgencyId);
      // Two rows of our own are joined by a succession, never by a match.
      if (foreign.originOfficeId === session.officeId()) throw fieldFault('foreignAgencyId');
      if (store.ofForeign(foreignAgencyId) !== undefined) {
        throw new AppError('DUPLICATE', { detail: { entity: 'agency_match', agencyId: foreignAgencyId } });
      }
      const link = {
        predecessorId: foreignAgencyId,
        successorId: localAgencyId,
        relation: 'same',
        effectiveOn: '',
      } as const;
      if (closesCircle(stores.successions.links(), [link])) throw fieldFault('localAgencyId');
      const id = ids.next();
      journal.run(headOf(context, 'agencyMatches.create', caller), (write) => {
        write.insert('agency_match', {
          id,
          localAgencyId,
          foreignAgencyId,
          confirmedBy: session.personId(),
        });
      });
      return show(found(store.listed(id), 'agency_match', id));
    },
    'agencyMatches.delete': ({ id, rev }, caller) => {
      current(owned(context, store.get(id), 'agency_match', id), rev, 'agency_match');
      journal.run(headOf(context, 'agencyMatches.delete', caller), (write) => {
        write.remove('agency_match', id, rev);
      });
      return { id };
    },
  };
}
