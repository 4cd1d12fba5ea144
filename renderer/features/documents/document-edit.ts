// What a person edits of a document, as one autosaved row.
import type { DocumentDetail } from '../../../core/contract/documents.ts';
import type { DocumentContent } from '../../../core/documents/content.ts';

/** What a person edits of a document, under one `rev`. */
export interface DocumentEdit {
  readonly rev: number;
  readonly content: DocumentContent;
  readonly titleKind: 'ket_qua' | 'ket_luan';
  readonly symbol: string | null;
  readonly subject: string;
  readonly issuerId: string;
}

export function editOf({ document, content }: DocumentDetail): DocumentEdit {
  const { rev, titleKind, symbol, subject, issuerId } = document;
  return { rev, content, titleKind, symbol, subject, issuerId };
}
