/** Recommendations: to one visited agency or to all of the round; a due date may be unknown. */
import {
  type Recommendation,
  recommendation,
  type recommendations,
} from '../../core/contract/recommendations.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import {
  fieldFault,
  found,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';

export const showRecommendation = (row: StoredRecommendation): Recommendation => shaped(recommendation, row);

export function createRecommendationService(context: ServiceContext): HandlersOf<typeof recommendations> {
  const { stores, journal, ids } = context;
  const store = stores.recommendations;
  const shown = (id: string) => showRecommendation(found(store.get(id), 'recommendation', id));

  type Links = Loose<Pick<Recommendation, 'findingId' | 'agencyId' | 'domainId'>>;
  function check(planId: string, { findingId, agencyId, domainId }: Links, base: string): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (findingId != null && stores.findings.get(findingId)?.planId !== planId) {
      throw fieldFault(at('findingId'), 'NOT_FOUND');
    }
    if (agencyId != null && stores.visits.find(planId, agencyId) === undefined) {
      throw fieldFault(at('agencyId'), 'NOT_FOUND');
    }
    if (domainId != null) referred(stores.criteria.domain(domainId), at('domainId'));
  }

  return {
    'recommendations.list': (filter) =>
      store.list(filter).map((row) => ({
        ...showRecommendation(row.recommendation),
        agencyName: row.agencyName,
        planTitle: row.planTitle,
      })),
    'recommendations.create': ({ planId, ...fields }, caller) => {
      owned(context, stores.plans.get(planId), 'plan', planId);
      check(planId, fields, '');
      const id = ids.next();
      journal.run(headOf(context, 'recommendations.create', caller), (write) => {
        const ordinal = store.nextOrdinal(planId);
        write.insert('recommendation', { id, planId, ordinal, status: 'open', ...fields });
      });
      return shown(id);
    },
    'recommendations.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.get(id), 'recommendation', id);
      check(row.planId, patch, 'patch');
      journal.run(headOf(context, 'recommendations.update', caller), (write) => {
        write.update('recommendation', id, rev, patch);
      });
      return shown(id);
    },
    'recommendations.delete': ({ id, rev }, caller) => {
      owned(context, store.get(id), 'recommendation', id);
      journal.run(headOf(context, 'recommendations.delete', caller), (write) => {
        write.remove('recommendation', id, rev);
      });
      return { id };
    },
  };
}
