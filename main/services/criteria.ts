/** Domains and criteria sets: read only so far. */
import {
  criteriaSet,
  type CriteriaSet,
  criterion,
  type Criterion,
  domain,
  type Domain,
  type criteria,
} from '../../core/contract/criteria.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { StoredCriteriaSet, StoredCriterion, StoredDomain } from '../../db/criteria.ts';
import { found, type ServiceContext, shaped } from './context.ts';

export const showDomain = (row: StoredDomain): Domain => shaped(domain, row);
export const showCriterion = (row: StoredCriterion): Criterion => shaped(criterion, row);
export const showCriteriaSet = (row: StoredCriteriaSet): CriteriaSet => shaped(criteriaSet, row);

export function createCriteriaService({ stores }: ServiceContext): HandlersOf<typeof criteria> {
  return {
    'domains.list': () => stores.criteria.domains().map(showDomain),
    'criteriaSets.list': () => stores.criteria.sets().map(showCriteriaSet),
    'criteriaSets.get': ({ id }) => {
      const set = found(stores.criteria.set(id), 'criteria_set', id);
      return {
        ...showCriteriaSet(set),
        domains: stores.criteria.domainsOf(set.domainSet).map(showDomain),
        items: stores.criteria.criteria(id).map(showCriterion),
      };
    },
  };
}
