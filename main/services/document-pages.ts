/**
 * From facts and wording to pages and bytes: drafting, laying out, freezing a snapshot, and rendering a laid-out
 * model as PDF, DOCX or HTML. Knows no table and no state.
 */
import { createHash } from 'node:crypto';
import { Packer } from 'docx';
import type { DocumentDetail } from '../../core/contract/documents.ts';
import { AppError } from '../../core/contract/error.ts';
import { checkNotice } from '../../core/documents/check.ts';
import type { DocumentContent } from '../../core/documents/content.ts';
import type { DocumentFacts } from '../../core/documents/facts.ts';
import { layoutMinutes, layoutNotice } from '../../core/documents/layout.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import { documentDocx } from '../../core/documents/to-docx.ts';
import { documentHtml } from '../../core/documents/to-html.ts';
import {
  draftAgencyNotice,
  draftCollectiveNotice,
  draftMinutes,
  minutesSubject,
  noticeSubject,
} from '../../core/documents/wording/index.ts';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import type { PdfPrinter } from '../pdf.ts';
import type { Paper } from './document-facts.ts';

export type DocumentFormat = 'pdf' | 'docx' | 'html';

export const mediaOf: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
};
export const snapshotMedia = 'application/json';

/**
 * What is frozen for signature: facts, wording and laid-out pages. On issue a second one is kept, with number
 * and day on the pages; `signed` then is the sha256 of the first.
 */
export interface Snapshot {
  readonly version: 1;
  readonly style: string;
  readonly paper: Paper;
  readonly content: DocumentContent;
  readonly model: DocumentModel;
  readonly signed: string | null;
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

export function draftOf(paper: Paper): DocumentContent {
  if (paper.paper === 'minutes') return draftMinutes(paper.facts);
  return paper.facts.notice === 'collective'
    ? draftCollectiveNotice(paper.facts)
    : draftAgencyNotice(paper.facts);
}

/** The trích yếu that the facts give by themselves. */
export function defaultSubject(paper: Paper): string {
  const plain = withDocument(paper, { subject: null });
  return plain.paper === 'minutes' ? minutesSubject(plain.facts) : noticeSubject(plain.facts);
}

export function withDocument(paper: Paper, change: Partial<DocumentFacts>): Paper {
  const document = { ...paper.facts.document, ...change };
  return paper.paper === 'minutes'
    ? { paper: 'minutes', facts: { ...paper.facts, document } }
    : { paper: 'notice', facts: { ...paper.facts, document } };
}

export function layOut(paper: Paper, content: DocumentContent, draft: boolean): DocumentModel {
  return paper.paper === 'minutes'
    ? layoutMinutes(paper.facts, content, { draft })
    : layoutNotice(paper.facts, content, { draft });
}

export function warningsOf(paper: Paper, content: DocumentContent): DocumentDetail['warnings'] {
  if (paper.paper === 'minutes') return [];
  return checkNotice(paper.facts, content).map(({ code, params }) => ({ code, params: { ...params } }));
}

/**
 * The digest of what the wording is made from. Who signs, the number and the day, and whether the minutes are
 * signed do not enter the wording, so a change of them makes no draft stale.
 */
export function factsDigest(paper: Paper): string {
  const { issuer, document } = paper.facts;
  const facts = {
    ...paper.facts,
    issuer: { kind: issuer.kind, name: issuer.name, archiveLine: issuer.archiveLine },
    document: { titleKind: document.titleKind },
    otherAgencies: [],
    minutesSigned: null,
  };
  return sha256(canonicalJson({ paper: paper.paper, facts }));
}

/** The digest of what is signed: the wording and its pages without number and day. */
export function frozenDigest({
  content,
  model,
  style,
}: Pick<Snapshot, 'content' | 'model' | 'style'>): string {
  return sha256(canonicalJson({ content, model, style }));
}

export function snapshotOf(paper: Paper, content: DocumentContent): Snapshot {
  const model = layOut(paper, content, false);
  return { version: 1, style: model.profile, paper, content, model, signed: null };
}

/** The same paper with its number and day on the pages. */
export function issuedSnapshot(
  frozen: Snapshot,
  signed: string,
  given: Pick<DocumentFacts, 'number' | 'issuedOn'>,
): Snapshot {
  const paper = withDocument(frozen.paper, given);
  return { ...frozen, paper, model: layOut(paper, frozen.content, false), signed };
}

export function snapshotBytes(snapshot: Snapshot): Uint8Array {
  return new TextEncoder().encode(canonicalJson(snapshot));
}

/** Our own bytes, found by their hash: what `snapshotBytes` wrote. */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  return JSON.parse(new TextDecoder().decode(bytes)) as Snapshot;
}

export interface RenderedBytes {
  readonly bytes: Uint8Array;
  /** Null where nobody counts pages: Word and the browser do that when they open the file. */
  readonly pages: number | null;
}

export async function docxBytes(model: DocumentModel): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toArrayBuffer(documentDocx(model)));
}

export async function renderModel(
  printer: PdfPrinter | null,
  model: DocumentModel,
  format: DocumentFormat,
  signal?: AbortSignal,
): Promise<RenderedBytes> {
  switch (format) {
    case 'docx':
      return { bytes: await docxBytes(model), pages: null };
    case 'html':
      return { bytes: new TextEncoder().encode(documentHtml(model).html), pages: null };
    case 'pdf': {
      if (printer === null) throw new AppError('PDF_UNAVAILABLE');
      return printer.print({ ...documentHtml(model), ...(signal === undefined ? {} : { signal }) });
    }
  }
}
