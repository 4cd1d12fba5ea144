/**
 * What hangs on recommendations goes with them when a round or a visit is deleted: events, proofs, entries, papers. The
 * recommendations go first, because what is verified keeps its proofs as long as it is there.
 */
import { AppError } from '../../core/contract/error.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import { releaseEvidenceOf } from './evidence.ts';
import { releaseRemarks } from './remarks.ts';
import type { ServiceContext } from './context.ts';

type Needed = Pick<ServiceContext, 'connection'> & {
  readonly stores: Pick<Stores, 'remediation' | 'evidence' | 'remarks'>;
};

/** References are checked at the end of the transaction, when nothing is left that refers to them. */
function deferReferences({ connection }: Needed): void {
  connection.pragma('defer_foreign_keys = ON');
}

export function removeRecommendations(
  context: Needed,
  write: Writer,
  recommendations: readonly { readonly id: string }[],
): void {
  const { stores } = context;
  deferReferences(context);
  for (const { id } of recommendations) {
    releaseEvidenceOf(write, stores, { recommendationId: id });
    releaseRemarks(write, stores, { recommendationId: id });
    write.remove('recommendation', id, null);
    for (const event of stores.remediation.eventsOf(id)) write.remove('recommendation_event', event.id, null);
    for (const proof of stores.remediation.proofsOf(id)) write.remove('remediation_proof', proof.id, null);
    for (const entry of stores.remediation.entriesOf(id)) write.remove('remediation_entry', entry.id, null);
  }
}

/** Refused while files of what is deleted prove what stays: it would lose its proof. */
export function refuseWithProofsElsewhere(
  { stores }: Needed,
  visitIds: readonly string[],
  {
    entity,
    ...of
  }: { readonly entity: 'plan' | 'visit'; readonly planId: string; readonly agencyId: string | null },
): void {
  const proven = stores.remediation.provenElsewhere(visitIds, of);
  if (proven > 0) throw new AppError('IN_USE', { detail: { entity, proofs: proven } });
}

/** Papers of a round, or of one agency of it, with whatever they still say. */
export function removeRemediationPapers(
  { stores }: Needed,
  write: Writer,
  of: { readonly planId: string; readonly agencyId?: string },
): void {
  for (const paper of stores.remediation.papers(of)) {
    for (const event of stores.remediation.eventsOfPaper(paper.id)) {
      write.update('recommendation_event', event.id, null, { remediationPaperId: null });
    }
    for (const entry of stores.remediation.entriesOfPaper(paper.id)) {
      write.remove('remediation_entry', entry.id, null);
    }
    write.remove('remediation_paper', paper.id, null);
  }
}
