// What an editor of a finding or a recommendation chooses from: the round's domains, agencies and criteria.
import type { Criterion, Domain } from '../../../core/contract/criteria.ts';
import { useQueryOf } from '../../api/query.ts';
import type { AgencyOption } from './ScopeEditor.tsx';

export interface PlanChoices {
  readonly domains: readonly Domain[];
  readonly agencies: readonly AgencyOption[];
  readonly criteria: readonly Criterion[];
}

export function usePlanChoices(planId: string): PlanChoices {
  const detail = useQueryOf('plans.get', { id: planId });
  const setId = detail.data?.plan.criteriaSetId ?? null;
  const set = useQueryOf('criteriaSets.get', { id: setId ?? '' }, { enabled: setId !== null });
  const agencies = new Map<string, AgencyOption>();
  for (const visit of detail.data?.visits ?? []) {
    agencies.set(visit.agencyId, { id: visit.agencyId, name: visit.agencyName, kind: visit.agencyKind });
  }
  return {
    domains: detail.data?.domains ?? [],
    agencies: [...agencies.values()],
    criteria: set.data?.items ?? [],
  };
}
