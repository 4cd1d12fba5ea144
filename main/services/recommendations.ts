/** Recommendations: to one visited agency or to all of the round; a due date may be unknown. */
import {
  type Recommendation,
  recommendation,
  type recommendations,
} from '../../core/contract/recommendations.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { AppError } from '../../core/contract/error.ts';
import { transferFault } from '../../core/rules/recommendation-transfer.ts';
import { createLineage } from '../../core/rules/succession.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import {
  current,
  fieldFault,
  found,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { releaseEvidenceOf } from './evidence.ts';
import { releaseRemarks } from './remarks.ts';
import { writeAct } from './remediation-write.ts';

export const showRecommendation = (row: StoredRecommendation): Recommendation => shaped(recommendation, row);

export function createRecommendationService(context: ServiceContext): HandlersOf<typeof recommendations> {
  const { stores, journal, ids } = context;
  const store = stores.recommendations;
  const shown = (id: string) => showRecommendation(found(store.get(id), 'recommendation', id));

  type Links = Loose<Pick<Recommendation, 'findingId' | 'agencyId' | 'domainId' | 'phraseId'>>;
  function check(planId: string, { findingId, agencyId, domainId, phraseId }: Links, base: string): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (findingId != null && stores.findings.get(findingId)?.planId !== planId) {
      throw fieldFault(at('findingId'), 'NOT_FOUND');
    }
    if (agencyId != null && stores.visits.find(planId, agencyId) === undefined) {
      throw fieldFault(at('agencyId'), 'NOT_FOUND');
    }
    if (domainId != null) referred(stores.criteria.domain(domainId), at('domainId'));
    if (phraseId != null) referred(stores.phrases.get(phraseId), at('phraseId'));
  }

  /** What is verified stays; a day that was agreed moves by an extension, with its document. */
  function checkMovable(row: StoredRecommendation, dueOn: string | null | undefined): void {
    if (row.status === 'verified') {
      throw new AppError('WRONG_STATE', {
        detail: { entity: 'recommendation', id: row.id, from: row.status, fault: 'state' },
      });
    }
    if (dueOn === undefined || dueOn === row.dueOn) return;
    const isExtended = stores.remediation.eventsOf(row.id).some(({ kind }) => kind === 'extended');
    if (isExtended || (row.dueOn !== null && row.status !== 'open')) {
      throw fieldFault('patch.dueOn', 'WRONG_STATE');
    }
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
      checkMovable(row, patch.dueOn);
      journal.run(headOf(context, 'recommendations.update', caller), (write) => {
        write.update('recommendation', id, rev, patch);
      });
      return shown(id);
    },
    'recommendations.transfer': ({ items, toAgencyIds, on, note, legalText }, caller) => {
      const heirs = [...new Set(toAgencyIds)];
      heirs.forEach((id, index) => referred(stores.agencies.get(id), `toAgencyIds.${index}`));
      const lineage = createLineage(stores.successions.links(), on);
      const rows = items.map(({ id, rev }, index) => {
        const row = current(owned(context, store.get(id), 'recommendation', id), rev, 'recommendation');
        const fault = transferFault(row, heirs, lineage);
        if (fault === 'not_an_heir') throw fieldFault('toAgencyIds', 'WRONG_STATE');
        if (fault === 'no_agency') throw fieldFault(`items.${index}.id`);
        if (fault !== null) {
          throw new AppError('WRONG_STATE', {
            detail: { entity: 'recommendation', from: row.status, to: 'transferred' },
          });
        }
        return row;
      });
      const created = rows.flatMap((row) => heirs.map((agencyId) => ({ id: ids.next(), row, agencyId })));
      journal.run(headOf(context, 'recommendations.transfer', caller), (write) => {
        for (const row of rows) {
          writeAct(context, write, row, 'transfer', { happenedOn: on, documentText: legalText, note });
        }
        for (const { id, row, agencyId } of created) {
          const {
            planId,
            findingId,
            domainId,
            text,
            dueOn,
            dueNote,
            verb,
            phraseId,
            sourceText,
            provenance,
          } = row;
          write.insert('recommendation', {
            id,
            provenance,
            planId,
            ordinal: store.nextOrdinal(planId),
            status: 'open',
            findingId,
            agencyId,
            domainId,
            text,
            dueOn,
            dueNote,
            // Who was responsible there is nobody here.
            verb,
            phraseId,
            sourceText,
          });
          write.insert('recommendation_transfer', {
            id: ids.next(),
            fromRecommendationId: row.id,
            toRecommendationId: id,
            transferredOn: on,
            legalText,
            note,
          });
        }
      });
      return created.map(({ id }) => shown(id));
    },
    'recommendations.delete': ({ id, rev }, caller) => {
      owned(context, store.get(id), 'recommendation', id);
      // What was followed up stays on record: it is closed by a document, not deleted.
      const followed = [
        stores.remediation.eventsOf(id),
        stores.remediation.proofsOf(id),
        stores.remediation.entriesOf(id),
      ].reduce((sum, rows) => sum + rows.length, 0);
      if (followed > 0) {
        throw new AppError('IN_USE', { detail: { entity: 'recommendation', remediation: followed } });
      }
      journal.run(headOf(context, 'recommendations.delete', caller), (write) => {
        releaseEvidenceOf(write, stores, { recommendationId: id });
        releaseRemarks(write, stores, { recommendationId: id });
        write.remove('recommendation', id, rev);
      });
      return { id };
    },
  };
}
