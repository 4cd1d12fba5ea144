// What a person edits of a document, as one autosaved row.
import type { DocumentDetail } from '../../../core/contract/documents.ts';
import type { DocumentContent } from '../../../core/documents/content.ts';
import type { Urgency } from '../../../core/documents/facts.ts';

/** What a person edits of a document, under one `rev`. */
export interface DocumentEdit {
  readonly rev: number;
  readonly content: DocumentContent;
  readonly titleKind: 'ket_qua' | 'ket_luan';
  readonly symbol: string | null;
  readonly subject: string;
  readonly issuerId: string;
  readonly urgency: Urgency | null;
  readonly draftRound: number;
  /** null only where its kind has none; a day that is there is changed, never taken away. */
  readonly asOf: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
}

export function editOf({ document, content }: DocumentDetail): DocumentEdit {
  const { rev, titleKind, symbol, subject, issuerId, urgency, draftRound, asOf, periodFrom, periodTo } =
    document;
  return {
    rev,
    content,
    titleKind,
    symbol,
    subject,
    issuerId,
    urgency,
    draftRound,
    asOf,
    periodFrom,
    periodTo,
  };
}
