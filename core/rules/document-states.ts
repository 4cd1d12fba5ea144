/**
 * The one life of every document: draft → for signature (frozen) → issued (number and day) | withdrawn.
 * A frozen document may go back to a draft until it is issued; a withdrawn one stays as it was.
 */
import type { DocumentRow } from '../contract/documents.ts';

export type DocumentStatus = DocumentRow['status'];

const moves: Readonly<Record<DocumentStatus, readonly DocumentStatus[]>> = {
  draft: ['for_signature'],
  for_signature: ['issued', 'draft', 'withdrawn'],
  issued: ['withdrawn'],
  withdrawn: [],
};

export function nextDocumentStatuses(from: DocumentStatus): DocumentStatus[] {
  return [...moves[from]];
}

export function canMoveDocument(from: DocumentStatus, to: DocumentStatus): boolean {
  return moves[from].includes(to);
}

/** Wording and facts may be changed only while nobody has signed. */
export function isEditable(status: DocumentStatus): boolean {
  return status === 'draft';
}
