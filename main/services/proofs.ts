/** Proofs of remediation: a file that was looked at, or a document that was seen and is named. */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  type remediation,
  remediationProof,
  type RemediationProof,
} from '../../core/contract/remediation.ts';
import { isSettled } from '../../core/rules/due.ts';
import type { StoredProof } from '../../db/remediation.ts';
import type { Stores } from '../../db/stores.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';

type ProofMethods = {
  [K in keyof typeof remediation as K extends `proofs.${string}` ? K : never]: (typeof remediation)[K];
};

export function showProof(stores: Pick<Stores, 'persons' | 'evidence'>, row: StoredProof): RemediationProof {
  return shaped(remediationProof, {
    ...row,
    fileName: row.evidenceId === null ? null : (stores.evidence.get(row.evidenceId)?.fileName ?? null),
    personName: stores.persons.get(row.enteredBy)?.fullName ?? '',
  });
}

export function createProofService(context: ServiceContext): HandlersOf<ProofMethods> {
  const { stores, journal, ids, session } = context;
  const store = stores.remediation;

  return {
    'proofs.add': ({ recommendationId, evidenceId, documentName, provedOn, note }, caller) => {
      const row = owned(
        context,
        stores.recommendations.get(recommendationId),
        'recommendation',
        recommendationId,
      );
      // More may be found of what is verified; what was dropped or handed on is proven by nobody here.
      if (isSettled(row.status) && row.status !== 'verified') {
        throw new AppError('WRONG_STATE', { detail: { entity: 'recommendation', from: row.status } });
      }
      const name = (documentName ?? '').trim() === '' ? null : documentName;
      if (evidenceId === null && name === null) throw fieldFault('documentName', 'MISSING_KEY');
      if (evidenceId !== null && name !== null) throw fieldFault('documentName');
      if (evidenceId !== null) {
        const evidence = stores.evidence.get(evidenceId);
        const visit = evidence === undefined ? undefined : stores.visits.get(evidence.visitId);
        if (visit === undefined) throw fieldFault('evidenceId', 'NOT_FOUND');
        if (store.proofsOf(recommendationId).some((proof) => proof.evidenceId === evidenceId)) {
          throw fieldFault('evidenceId', 'DUPLICATE');
        }
      }
      const id = ids.next();
      journal.run(headOf(context, 'proofs.add', caller), (write) => {
        write.insert('remediation_proof', {
          id,
          recommendationId,
          evidenceId,
          documentName: name,
          provedOn,
          note,
          enteredBy: session.personId(),
        });
      });
      return showProof(stores, found(store.proof(id), 'remediation_proof', id));
    },
    'proofs.delete': ({ id, rev }, caller) => {
      const proof = current(
        owned(context, store.proof(id), 'remediation_proof', id),
        rev,
        'remediation_proof',
      );
      const row = stores.recommendations.get(proof.recommendationId);
      const others = store
        .proofsOf(proof.recommendationId)
        .filter((one) => one.id !== id && one.provedOn <= (row?.verifiedOn ?? ''));
      if (row?.status === 'verified' && others.length === 0) {
        throw new AppError('IN_USE', { detail: { entity: 'remediation_proof', recommendations: 1 } });
      }
      journal.run(headOf(context, 'proofs.delete', caller), (write) => {
        write.remove('remediation_proof', id, rev);
      });
      return { id };
    },
  };
}
