/**
 * From facts and wording to pages and bytes: laying out, freezing a snapshot, and rendering a laid-out model as PDF,
 * DOCX or HTML with its pictures. Knows no table and no state.
 */
import { createHash } from 'node:crypto';
import { Packer } from 'docx';
import { AppError } from '../../core/contract/error.ts';
import type { DocumentContent } from '../../core/documents/content.ts';
import type { BaseFacts, DocumentFacts, MinutesFacts, NoticeFacts } from '../../core/documents/facts.ts';
import type { DocumentKind } from '../../core/documents/kinds.ts';
import { layoutDocument } from '../../core/documents/layout.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import { documentDocx } from '../../core/documents/to-docx.ts';
import { documentHtml } from '../../core/documents/to-html.ts';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import type { BlobStore } from '../../db/blobs.ts';
import type { PdfPrinter } from '../pdf.ts';

export type DocumentFormat = 'pdf' | 'docx' | 'html';

export const mediaOf: Readonly<Record<DocumentFormat, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
};
export const snapshotMedia = 'application/json';

/** What a paper is, and what it is worded and laid out from. */
export interface PaperFacts {
  readonly kind: DocumentKind;
  readonly facts: BaseFacts;
}

/**
 * What is frozen for signature: facts, wording and laid-out pages. On issue a second one is kept, with number
 * and day on the pages; `signed` then is the sha256 of the first.
 */
export interface Snapshot extends PaperFacts {
  readonly version: 2;
  readonly style: string;
  readonly content: DocumentContent;
  readonly model: DocumentModel;
  readonly signed: string | null;
}

/** As it was kept while there were only notices and minutes. */
interface FirstSnapshot extends Pick<Snapshot, 'style' | 'content' | 'model' | 'signed'> {
  readonly version: 1;
  readonly paper:
    | { readonly paper: 'notice'; readonly facts: NoticeFacts }
    | { readonly paper: 'minutes'; readonly facts: MinutesFacts };
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

export function isNotice(paper: PaperFacts): paper is PaperFacts & { readonly facts: NoticeFacts } {
  return paper.kind === 'agency_notice' || paper.kind === 'collective_notice';
}

export function layOut({ kind, facts }: PaperFacts, content: DocumentContent, draft: boolean): DocumentModel {
  return layoutDocument(kind, facts, content, { draft });
}

export function withDocument<P extends PaperFacts>(paper: P, change: Partial<DocumentFacts>): P {
  return { ...paper, facts: { ...paper.facts, document: { ...paper.facts.document, ...change } } };
}

/**
 * The digest of what the wording is made from. Who signs, the number and the day, which draft it is and how urgent, and
 * whether the minutes are signed do not enter the wording, so a change of them makes no draft stale.
 */
export function factsDigest({ kind, facts }: PaperFacts): string {
  const { issuer, document } = facts;
  // As the digests of the first drafts have it.
  const paper = kind === 'minutes' ? 'minutes' : isNotice({ kind, facts }) ? 'notice' : kind;
  const worded = {
    ...facts,
    issuer: { kind: issuer.kind, name: issuer.name, archiveLine: issuer.archiveLine },
    document: { titleKind: document.titleKind },
    otherAgencies: [],
    minutesSigned: null,
  };
  return sha256(canonicalJson({ paper, facts: worded }));
}

/** The digest of what is signed: the wording and its pages without number and day. */
export function frozenDigest({
  content,
  model,
  style,
}: Pick<Snapshot, 'content' | 'model' | 'style'>): string {
  return sha256(canonicalJson({ content, model, style }));
}

export function snapshotOf({ kind, facts }: PaperFacts, content: DocumentContent): Snapshot {
  const model = layOut({ kind, facts }, content, false);
  return { version: 2, style: model.profile, kind, facts, content, model, signed: null };
}

/** The same paper with its number and day on the pages. */
export function issuedSnapshot(
  frozen: Snapshot,
  signed: string,
  given: Pick<DocumentFacts, 'number' | 'issuedOn'>,
): Snapshot {
  const issued = withDocument(frozen, given);
  return { ...issued, model: layOut(issued, issued.content, false), signed };
}

export function snapshotBytes(snapshot: Snapshot): Uint8Array {
  return new TextEncoder().encode(canonicalJson(snapshot));
}

/** Our own bytes, found by their hash: what `snapshotBytes` wrote, today or before there were other kinds. */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  const read = JSON.parse(new TextDecoder().decode(bytes)) as Snapshot | FirstSnapshot;
  if (read.version !== 1) return read;
  const { paper, version: _version, ...rest } = read;
  return { ...rest, version: 2, kind: rest.content.kind, facts: paper.facts };
}

export interface RenderedBytes {
  readonly bytes: Uint8Array;
  /** Null where nobody counts pages: Word and the browser do that when they open the file. */
  readonly pages: number | null;
}

/** The pictures of a paper by their hash; nothing for one that is not there, which the pages then say. */
export interface Pictures {
  readonly bytes: (sha256: string) => Uint8Array | null;
  readonly url: (sha256: string) => string | null;
}

export const noPictures: Pictures = { bytes: () => null, url: () => null };

export function picturesOf(blobs: Pick<BlobStore, 'get' | 'has' | 'info'>): Pictures {
  const bytes = (digest: string) => (blobs.has(digest) ? blobs.get(digest) : null);
  return {
    bytes,
    url: (digest) => {
      const known = bytes(digest);
      const media = blobs.info(digest)?.media;
      if (known === null || media === undefined) return null;
      return `data:${media};base64,${Buffer.from(known).toString('base64')}`;
    },
  };
}

export async function docxBytes(model: DocumentModel, pictures = noPictures): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toArrayBuffer(documentDocx(model, { image: pictures.bytes })));
}

export async function renderModel(
  printer: PdfPrinter | null,
  model: DocumentModel,
  format: DocumentFormat,
  signal?: AbortSignal,
  pictures = noPictures,
): Promise<RenderedBytes> {
  switch (format) {
    case 'docx':
      return { bytes: await docxBytes(model, pictures), pages: null };
    case 'html':
      return {
        bytes: new TextEncoder().encode(documentHtml(model, { image: pictures.url }).html),
        pages: null,
      };
    case 'pdf': {
      if (printer === null) throw new AppError('PDF_UNAVAILABLE');
      return printer.print({
        ...documentHtml(model, { image: pictures.url }),
        ...(signal === undefined ? {} : { signal }),
      });
    }
  }
}
