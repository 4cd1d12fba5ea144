/** Who became whom, from a day on, by a legal document: predecessors × successors. No mapping is ever made up here. */
import { type agencies, succession, type Succession } from '../../core/contract/agencies.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { ending } from '../../core/rules/agency-names.ts';
import { addDays } from '../../core/rules/due.ts';
import { closesCircle, endsPredecessor } from '../../core/rules/succession.ts';
import type { ListedSuccession } from '../../db/successions.ts';
import { alignVisits } from './align-visits.ts';
import { fieldFault, found, headOf, owned, referred, type ServiceContext, shaped } from './context.ts';

type SuccessionHandlers = Pick<
  HandlersOf<typeof agencies>,
  'successions.list' | 'successions.create' | 'successions.update' | 'successions.delete'
>;

export function showSuccession({ succession: row, ...names }: ListedSuccession): Succession {
  return shaped(succession, { ...row, ...names });
}

export function createSuccessionHandlers(context: ServiceContext): SuccessionHandlers {
  const { stores, journal, ids } = context;
  const store = stores.successions;
  const shown = (id: string) => showSuccession(found(store.listed(id), 'agency_succession', id));

  function checkLegalDocument(id: string | null | undefined, path: string): void {
    if (id != null) referred(stores.legal.get(id), path);
  }

  return {
    'successions.list': ({ agencyId }) => {
      const rows =
        agencyId === undefined
          ? store.all()
          : [...store.ofSuccessor(agencyId), ...store.ofPredecessor(agencyId)];
      return rows.map(showSuccession);
    },
    'successions.create': (input, caller) => {
      const { relation, effectiveOn, legalDocumentId, legalText, note } = input;
      const predecessorIds = [...new Set(input.predecessorIds)];
      const successorIds = [...new Set(input.successorIds)];
      if (relation === 'abolish' && successorIds.length > 0) throw fieldFault('successorIds');
      if (relation !== 'abolish' && successorIds.length === 0)
        throw fieldFault('successorIds', 'MISSING_KEY');
      checkLegalDocument(legalDocumentId, 'legalDocumentId');
      for (const id of successorIds) {
        referred(stores.agencies.get(id), 'successorIds');
        // Whoever takes over is there on the day.
        if (stores.agencies.inForceOn(id, effectiveOn) === undefined) {
          throw fieldFault('successorIds', 'WRONG_STATE');
        }
      }
      const ends = predecessorIds.flatMap((id) => {
        referred(stores.agencies.get(id), 'predecessorIds');
        if (!endsPredecessor(relation)) return [];
        owned(context, stores.agencies.get(id), 'agency', id);
        const end = ending(stores.agencies.versions(id), effectiveOn);
        if (!end.ok) throw fieldFault('effectiveOn', 'WRONG_STATE');
        return end.ends === null ? [] : [{ agencyId: id, ...end.ends }];
      });
      const links = predecessorIds.flatMap((predecessorId) =>
        (relation === 'abolish' ? [null] : successorIds).map((successorId) => ({
          predecessorId,
          successorId,
          relation,
          effectiveOn,
        })),
      );
      if (
        links.some((link) => link.predecessorId === link.successorId) ||
        closesCircle(store.links(), links)
      ) {
        throw fieldFault('successorIds');
      }
      const rows = links.map((link) => ({ id: ids.next(), ...link, legalDocumentId, legalText, note }));
      journal.run(headOf(context, 'successions.create', caller), (write) => {
        for (const row of rows) write.insert('agency_succession', row);
        for (const { agencyId, id, validTo } of ends) {
          write.update('agency_version', id, null, { validTo });
          alignVisits(context, write, agencyId);
        }
      });
      return rows.map((row) => shown(row.id));
    },
    'successions.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.get(id), 'agency_succession', id);
      checkLegalDocument(patch.legalDocumentId, 'patch.legalDocumentId');
      const effectiveOn = patch.effectiveOn ?? row.effectiveOn;
      const moves = effectiveOn !== row.effectiveOn && endsPredecessor(row.relation);
      const end = moves ? movedEnd(context, row, effectiveOn) : null;
      if (row.successorId !== null && effectiveOn !== row.effectiveOn) {
        if (stores.agencies.inForceOn(row.successorId, effectiveOn) === undefined) {
          throw fieldFault('patch.effectiveOn', 'WRONG_STATE');
        }
      }
      journal.run(headOf(context, 'successions.update', caller), (write) => {
        write.update('agency_succession', id, rev, patch);
        if (end === null) return;
        write.update('agency_version', end.id, null, { validTo: end.validTo });
        alignVisits(context, write, row.predecessorId);
      });
      return shown(id);
    },
    'successions.delete': ({ id, rev }, caller) => {
      owned(context, store.get(id), 'agency_succession', id);
      journal.run(headOf(context, 'successions.delete', caller), (write) => {
        write.remove('agency_succession', id, rev);
      });
      return { id };
    },
  };
}

/** The end of the predecessor's name goes with the day, unless another link holds it where it is. */
function movedEnd(
  { stores }: ServiceContext,
  row: { readonly id: string; readonly predecessorId: string; readonly effectiveOn: string },
  effectiveOn: string,
): { readonly id: string; readonly validTo: string } | null {
  const others = stores.successions
    .ofPredecessor(row.predecessorId)
    .filter(({ succession: other }) => other.id !== row.id && endsPredecessor(other.relation));
  if (others.some(({ succession: other }) => other.effectiveOn === row.effectiveOn)) return null;
  const ended = stores.agencies
    .versions(row.predecessorId)
    .find((one) => one.validTo === addDays(row.effectiveOn, -1));
  if (ended === undefined) return null;
  const validTo = addDays(effectiveOn, -1);
  if (ended.validFrom !== null && validTo < ended.validFrom) throw fieldFault('patch.effectiveOn');
  return { id: ended.id, validTo };
}
