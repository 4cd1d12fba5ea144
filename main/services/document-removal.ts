/** Papers that stand on something that is deleted: whether they allow it, and how they go with it. */
import { AppError } from '../../core/contract/error.ts';
import type { ListedDocument } from '../../db/documents.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';

type PaperStores = Pick<Stores, 'documents' | 'documentScans'>;

/** A whole round, or one visit, team, member or document of it. */
export type Standing = { readonly planId: string } | { readonly on: readonly string[] };

/** Papers about it, and papers about those. */
export function papersStandingOn({ documents }: Pick<Stores, 'documents'>, what: Standing): ListedDocument[] {
  if ('planId' in what) return documents.list({ planId: what.planId });
  const found = new Map<string, ListedDocument>();
  const open = [...what.on];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const paper of documents.standingOn(id)) {
      const row = found.has(paper) ? undefined : documents.get(paper);
      if (row === undefined) continue;
      found.set(paper, row);
      open.push(paper);
    }
  }
  return [...found.values()];
}

/** Refused while papers stand on it: those for signature or issued are a record of their own. */
export function refuseWithSignedPapers(
  stores: Pick<Stores, 'documents'>,
  what: Standing,
  entity: string,
): void {
  const kept = papersStandingOn(stores, what).filter(
    (document) => document.status === 'for_signature' || document.status === 'issued',
  ).length;
  if (kept > 0) throw new AppError('IN_USE', { detail: { entity, documents: kept } });
}

/** They go with it, those about others first; the bytes of scans stay for undo and backups. */
export function removePapers(write: Writer, stores: PaperStores, what: Standing): void {
  const papers = new Set(papersStandingOn(stores, what).map((row) => row.id));
  const remove = (id: string): void => {
    if (!papers.delete(id)) return;
    for (const other of stores.documents.standingOn(id)) remove(other);
    for (const scan of stores.documentScans.ofDocument(id)) write.remove('document_scan', scan.id, null);
    write.remove('document', id, null);
  };
  for (const id of papers) remove(id);
}
