/** One act on one recommendation: its event and its new columns, inside somebody's change set. */
import type { RemediationAct } from '../../core/contract/remediation.ts';
import { moved, remediationActs } from '../../core/rules/remediation.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import type { ServiceContext } from './context.ts';

export interface EventFields {
  readonly happenedOn: string;
  readonly dueAfter?: string | null;
  readonly toPlanId?: string | null;
  readonly documentId?: string | null;
  readonly documentText?: string | null;
  readonly remediationPaperId?: string | null;
  readonly note?: string | null;
}

/** One act on one row: its event first, because the database asks for it, then the row. */
export function writeAct(
  { ids, session }: Pick<ServiceContext, 'ids' | 'session'>,
  write: Writer,
  row: StoredRecommendation,
  act: RemediationAct,
  fields: EventFields,
): void {
  const { event } = remediationActs[act];
  const { happenedOn, dueAfter = null } = fields;
  const personId = session.personId();
  const columns = moved(act, row, { personId, on: happenedOn });
  write.insert('recommendation_event', {
    id: ids.next(),
    provenance: row.provenance === 'illustrative' ? 'illustrative' : null,
    recommendationId: row.id,
    kind: event,
    happenedOn,
    fromStatus: row.status,
    toStatus: columns.status,
    dueBefore: dueAfter === null ? null : row.dueOn,
    dueAfter,
    toPlanId: fields.toPlanId ?? null,
    documentId: fields.documentId ?? null,
    documentText: fields.documentText ?? null,
    remediationPaperId: fields.remediationPaperId ?? null,
    note: fields.note ?? null,
    personId,
  });
  // What stays as it is moves its `rev` all the same: whoever reads it sees that something happened.
  const changes = { ...columns, ...(dueAfter === null ? {} : { dueOn: dueAfter }) };
  const before = row.rev;
  if (write.update('recommendation', row.id, before, changes).rev === before) {
    write.touch('recommendation', row.id);
  }
}
