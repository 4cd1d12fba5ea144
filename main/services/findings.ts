/** Findings and their scopes. A scope that names agencies names visited ones; any other names none. */
import { z } from 'zod';
import type { Finding, findings } from '../../core/contract/findings.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import {
  current,
  decodeCursor,
  encodeCursor,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
} from './context.ts';
import { createFindingActs } from './finding-acts.ts';
import { createRepeatFinder } from './finding-repeats.ts';
import { releaseRepeats, showFinding, writeFindingAgencies } from './finding-rows.ts';
import { releaseEvidenceOf } from './evidence.ts';
import { releaseRemarks } from './remarks.ts';

export { showFinding } from './finding-rows.ts';

const position = z.strictObject({ ordinal: z.int(), id: z.string() });

/** Removes a finding within somebody's change set; its recommendations stay and lose the link. */
export function removeFinding(
  write: Writer,
  stores: Pick<Stores, 'findings' | 'recommendations' | 'evidence' | 'remarks'>,
  row: { readonly id: string; readonly planId: string },
  rev: number | null,
): void {
  for (const agency of stores.findings.agencyRows([row.id])) write.remove('finding_agency', agency.id, null);
  for (const one of stores.recommendations.ofPlan(row.planId)) {
    if (one.findingId === row.id) write.update('recommendation', one.id, null, { findingId: null });
  }
  releaseRepeats(write, stores, row.id);
  releaseEvidenceOf(write, stores, { findingId: row.id });
  releaseRemarks(write, stores, { findingId: row.id });
  write.remove('finding', row.id, rev);
}

export function createFindingService(context: ServiceContext): HandlersOf<typeof findings> {
  const { stores, journal, ids } = context;
  const shown = (id: string) => showFinding(found(stores.findings.get(id), 'finding', id));

  type Scoped = Pick<Finding, 'scope' | 'scopeKinds' | 'agencyIds'>;
  function checkScope(planId: string, { scope, scopeKinds, agencyIds }: Scoped, base: string): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (scope === 'kinds' && scopeKinds.length === 0) throw fieldFault(at('scopeKinds'), 'MISSING_KEY');
    if (scope !== 'kinds' && scopeKinds.length > 0) throw fieldFault(at('scopeKinds'));
    if (scope === 'named' && agencyIds.length === 0) throw fieldFault(at('agencyIds'), 'MISSING_KEY');
    if (scope !== 'named' && agencyIds.length > 0) throw fieldFault(at('agencyIds'));
    for (const [index, agencyId] of agencyIds.entries()) {
      if (stores.visits.find(planId, agencyId) === undefined) {
        throw fieldFault(at(`agencyIds.${index}`), 'NOT_FOUND');
      }
    }
  }

  function checkContent(
    planId: string,
    input: Loose<Pick<Finding, 'domainId' | 'criterionId' | 'repeatsFindingId' | 'phraseId'>>,
    base: string,
  ): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (input.repeatsFindingId != null) {
      const earlier = stores.findings.get(input.repeatsFindingId);
      referred(earlier, at('repeatsFindingId'));
      if (earlier?.planId === planId || earlier?.kind !== 'limitation') {
        throw fieldFault(at('repeatsFindingId'), 'WRONG_STATE');
      }
    }
    if (input.phraseId != null) referred(stores.phrases.get(input.phraseId), at('phraseId'));
    if (input.domainId !== undefined) referred(stores.criteria.domain(input.domainId), at('domainId'));
    if (input.criterionId == null) return;
    const criterion = stores.criteria.criterion(input.criterionId);
    referred(criterion, at('criterionId'));
    const plan = found(stores.plans.get(planId), 'plan', planId);
    if (criterion?.criteriaSetId !== plan.criteriaSetId) throw fieldFault(at('criterionId'));
  }

  return {
    'findings.list': ({ cursor, limit, ...filter }) => {
      const after = decodeCursor(cursor, position);
      const { rows, more } = stores.findings.page(filter, after, limit);
      const last = rows.at(-1);
      return {
        rows: rows.map(showFinding),
        ...(more && last !== undefined ? { next: encodeCursor({ ordinal: last.ordinal, id: last.id }) } : {}),
      };
    },
    'findings.get': ({ id }) => shown(id),
    'findings.create': ({ planId, visitId, agencyIds, ...fields }, caller) => {
      owned(context, stores.plans.get(planId), 'plan', planId);
      const visit = visitId === null ? undefined : stores.visits.get(visitId);
      if (visitId !== null && visit?.planId !== planId) throw fieldFault('visitId', 'NOT_FOUND');
      // What is found at a visit and named is that agency's, unless others are named.
      const named =
        fields.scope === 'named' && agencyIds.length === 0 && visit !== undefined
          ? [visit.agencyId]
          : agencyIds;
      checkScope(planId, { ...fields, agencyIds: named }, '');
      checkContent(planId, fields, '');
      const id = ids.next();
      journal.run(headOf(context, 'findings.create', caller), (write) => {
        const ordinal = stores.findings.nextOrdinal(planId);
        write.insert('finding', { id, planId, visitId, ordinal, ...fields });
        writeFindingAgencies(context, write, id, named);
      });
      return shown(id);
    },
    'findings.update': ({ id, rev, patch: { agencyIds, ...patch } }, caller) => {
      const row = owned(context, stores.findings.get(id), 'finding', id);
      current(row, rev, 'finding');
      // A new scope drops what only the old one had.
      const scope = patch.scope ?? row.scope;
      const scopeKinds = patch.scopeKinds ?? (scope === 'kinds' ? row.scopeKinds : []);
      const named = agencyIds ?? (scope === 'named' ? row.agencyIds : []);
      checkScope(row.planId, { scope, scopeKinds, agencyIds: named }, 'patch');
      checkContent(row.planId, patch, 'patch');
      journal.run(headOf(context, 'findings.update', caller), (write) => {
        write.update('finding', id, rev, { ...given(patch), scopeKinds });
        writeFindingAgencies(context, write, id, named);
      });
      return shown(id);
    },
    ...createFindingActs(context),
    'findings.repeats': ({ id }) => {
      const row = found(stores.findings.get(id), 'finding', id);
      return createRepeatFinder(context, row.planId).candidates(row);
    },
    'findings.delete': ({ id, rev }, caller) => {
      const row = current(owned(context, stores.findings.get(id), 'finding', id), rev, 'finding');
      journal.run(headOf(context, 'findings.delete', caller), (write) => {
        removeFinding(write, stores, row, rev);
      });
      return { id };
    },
  };
}
