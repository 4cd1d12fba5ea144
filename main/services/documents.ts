/**
 * Documents: drafted from the data, edited, frozen for signature, issued with number and day, or withdrawn.
 * From freezing on, pages come from the snapshot in the content store and no longer from the data.
 */
import {
  document as documentShape,
  type DocumentDetail,
  type DocumentRow,
  type documents,
} from '../../core/contract/documents.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import { styleSheets } from '../../core/documents/style-nd30-2020.ts';
import { documentBodyHtml, documentCss } from '../../core/documents/to-html.ts';
import { canMoveDocument, type DocumentStatus, isEditable } from '../../core/rules/document-states.ts';
import { documentFileStem } from '../../core/rules/file-name.ts';
import { defaultSymbol } from '../../core/rules/numbering.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { StoredDocument } from '../../db/documents.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { countPdfPages } from '../pdf-pages.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { type Paper, paperOf } from './document-facts.ts';
import { learnPhrases } from './phrase-learning.ts';
import {
  defaultSubject,
  docxBytes,
  draftOf,
  factsDigest,
  frozenDigest,
  issuedSnapshot,
  layOut,
  mediaOf,
  readSnapshot,
  renderModel,
  sha256,
  type Snapshot,
  snapshotBytes,
  snapshotMedia,
  snapshotOf,
  warningsOf,
} from './document-pages.ts';

export const showDocument = (row: StoredDocument): DocumentRow => shaped(documentShape, row);

/** The paper of a stored document, from today's data. */
export function paperOfDocument(context: Pick<ServiceContext, 'stores'>, row: StoredDocument): Paper {
  const { stores } = context;
  return paperOf(stores, {
    plan: found(stores.plans.get(row.planId), 'plan', row.planId),
    kind: row.kind,
    visit: row.visitId === null ? null : found(stores.visits.listed(row.visitId), 'visit', row.visitId),
    issuer: found(stores.issuers.get(row.issuerId), 'issuer', row.issuerId),
    document: {
      titleKind: row.titleKind,
      number: row.number,
      symbol: row.symbol,
      issuedOn: row.issuedOn,
      subject: row.subject,
    },
  });
}

/** The pages as they are now: the snapshot's once it was frozen, else laid out from the data. */
export function modelOfDocument(
  context: Pick<ServiceContext, 'stores' | 'blobs'>,
  row: StoredDocument,
): DocumentModel {
  const snapshot = snapshotOfDocument(context, row);
  return snapshot?.model ?? layOut(paperOfDocument(context, row), row.content, row.status === 'draft');
}

function snapshotOfDocument(
  { blobs }: Pick<ServiceContext, 'blobs'>,
  row: StoredDocument,
): Snapshot | undefined {
  return row.modelSha256 === null ? undefined : readSnapshot(blobs.get(row.modelSha256));
}

/** Which issuer a paper of this plan has when none is named. */
export function defaultIssuerId(plan: StoredPlan): string {
  const id = plan.noticeIssuerId ?? plan.issuerId;
  if (id === null) throw fieldFault('issuerId', 'MISSING_KEY');
  return id;
}

interface NewPaper {
  readonly kind: DocumentRow['kind'];
  readonly visit: ListedVisit | null;
  readonly visits?: readonly ListedVisit[];
  readonly titleKind: DocumentRow['titleKind'];
  readonly issuerId: string;
}

/** A new paper of a plan, worded from today's data, without a row. */
export function draftPaper(
  { stores }: Pick<ServiceContext, 'stores'>,
  plan: StoredPlan,
  { kind, visit, visits, titleKind, issuerId }: NewPaper,
) {
  const issuer = stores.issuers.get(issuerId);
  if (issuer === undefined) throw fieldFault('issuerId', 'NOT_FOUND');
  const symbol = defaultSymbol(kind, issuer.symbol);
  const document = { titleKind, number: null, symbol, issuedOn: null, subject: null };
  const paper = paperOf(stores, { plan, kind, visit, visits, issuer, document });
  return { paper, content: draftOf(paper), subject: defaultSubject(paper), symbol };
}

export function createDocumentService(context: ServiceContext): HandlersOf<typeof documents> {
  const { stores, journal, ids, blobs, handles, clock } = context;
  const store = stores.documents;
  const read = (id: string) => found(store.get(id), 'document', id);
  const shown = (id: string) => showDocument(read(id));

  function detail(row: StoredDocument): DocumentDetail {
    const plan = found(stores.plans.get(row.planId), 'plan', row.planId);
    const snapshot = snapshotOfDocument(context, row);
    const paper = snapshot?.paper ?? paperOfDocument(context, row);
    return {
      document: showDocument(row),
      content: row.content,
      warnings: warningsOf(paper, row.content),
      stale: row.status === 'draft' && factsDigest(paper) !== row.factsDigest,
      frozenDigest: row.frozenDigest,
      planTitle: plan.title,
      illustrative: plan.illustrative,
      issuerName: paper.facts.issuer.name,
      hasPdf: row.pdfSha256 !== null,
    };
  }

  /** The row as this person may change it: of this office, at the rev that was read. */
  const changeable = (id: string, rev: number) =>
    current(owned(context, store.get(id), 'document', id), rev, 'document');

  function editable(id: string, rev: number): StoredDocument {
    const row = changeable(id, rev);
    if (!isEditable(row.status)) {
      throw new AppError('FROZEN', { detail: { entity: 'document', id, status: row.status } });
    }
    return row;
  }

  function movable(id: string, rev: number, to: DocumentStatus): StoredDocument {
    const row = changeable(id, rev);
    if (!canMoveDocument(row.status, to)) {
      throw new AppError('WRONG_STATE', { detail: { entity: 'document', from: row.status, to } });
    }
    return row;
  }

  function insert(write: Writer, plan: StoredPlan, paper: NewPaper): string {
    const visitId = paper.visit?.id ?? null;
    const draft = draftPaper(context, plan, paper);
    const id = ids.next();
    write.insert('document', {
      id,
      planId: plan.id,
      visitId,
      issuerId: paper.issuerId,
      kind: paper.kind,
      titleKind: paper.titleKind,
      symbol: draft.symbol,
      subject: draft.subject,
      status: 'draft',
      content: draft.content,
      factsDigest: factsDigest(draft.paper),
    });
    return id;
  }

  const fileName = (row: StoredDocument, format: string) =>
    `${documentFileStem({ ...row, year: stores.plans.get(row.planId)?.year ?? null })}.${format}`;

  return {
    'documents.list': (filter) => store.list(filter).map(showDocument),
    'documents.get': ({ id }) => detail(read(id)),
    'documents.create': ({ planId, kind, visitId, titleKind, issuerId }, caller) => {
      const plan = owned(context, stores.plans.get(planId), 'plan', planId);
      const visit = visitId === null ? null : stores.visits.listed(visitId);
      if (visit === undefined || (visit !== null && visit.planId !== planId)) {
        throw fieldFault('visitId', 'NOT_FOUND');
      }
      if (kind === 'collective_notice' && visit !== null) throw fieldFault('visitId');
      if (kind !== 'collective_notice' && visit === null) throw fieldFault('visitId', 'MISSING_KEY');
      const live = store.live(planId, kind, visitId);
      if (live !== undefined) throw new AppError('DUPLICATE', { detail: { entity: 'document', id: live } });
      const paper = { kind, visit, titleKind, issuerId: issuerId ?? defaultIssuerId(plan) };
      return shown(
        journal.run(headOf(context, 'documents.create', caller), (write) => insert(write, plan, paper)),
      );
    },
    'documents.createAll': ({ planId }, caller) => {
      const plan = owned(context, stores.plans.get(planId), 'plan', planId);
      const issuerId = defaultIssuerId(plan);
      const visits = stores.visits.list(planId);
      const papers = noticesOf(visits)
        .filter(({ kind, visit }) => store.live(planId, kind, visit?.id ?? null) === undefined)
        .map((notice): NewPaper => ({ ...notice, visits, titleKind: 'ket_qua', issuerId }));
      const created = journal.run(headOf(context, 'documents.createAll', caller), (write) =>
        papers.map((paper) => insert(write, plan, paper)),
      );
      return created.map(shown);
    },
    'documents.update': ({ id, rev, patch }, caller) => {
      const row = editable(id, rev);
      if (patch.content !== undefined && patch.content.kind !== row.kind) {
        throw fieldFault('patch.content.kind');
      }
      const next = { ...patch };
      if (patch.issuerId !== undefined && patch.issuerId !== row.issuerId) {
        const issuer = stores.issuers.get(patch.issuerId);
        if (issuer === undefined) throw fieldFault('patch.issuerId', 'NOT_FOUND');
        // A symbol that nobody has changed follows the issuer.
        const former = stores.issuers.get(row.issuerId);
        if (patch.symbol === undefined && row.symbol === defaultSymbol(row.kind, former?.symbol ?? null)) {
          next.symbol = defaultSymbol(row.kind, issuer.symbol);
        }
      }
      if (patch.titleKind !== undefined && patch.titleKind !== row.titleKind && patch.subject === undefined) {
        // So does a subject that nobody has changed follow the word of the title.
        if (row.subject === defaultSubject(paperOfDocument(context, row))) {
          next.subject = defaultSubject(paperOfDocument(context, { ...row, titleKind: patch.titleKind }));
        }
      }
      journal.run(headOf(context, 'documents.update', caller), (write) => {
        write.update('document', id, rev, next);
      });
      return detail(read(id));
    },
    'documents.redraft': ({ id, rev }, caller) => {
      const paper = paperOfDocument(context, editable(id, rev));
      journal.run(headOf(context, 'documents.redraft', caller), (write) => {
        write.update('document', id, rev, { content: draftOf(paper), factsDigest: factsDigest(paper) });
      });
      return detail(read(id));
    },
    'documents.freeze': async ({ id, rev }, caller) => {
      const row = movable(id, rev, 'for_signature');
      const snapshot = snapshotOf(paperOfDocument(context, row), row.content);
      const docx = blobs.put(await docxBytes(snapshot.model), mediaOf.docx);
      const model = blobs.put(snapshotBytes(snapshot), snapshotMedia);
      journal.run(headOf(context, 'documents.freeze', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, {
          status: 'for_signature',
          frozenAt: clock.now(),
          frozenDigest: frozenDigest(snapshot),
          styleVersion: snapshot.style,
          modelSha256: model.sha256,
          docxSha256: docx.sha256,
          pdfSha256: null,
        });
      });
      return shown(id);
    },
    'documents.unfreeze': ({ id, rev }, caller) => {
      movable(id, rev, 'draft');
      journal.run(headOf(context, 'documents.unfreeze', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, {
          status: 'draft',
          frozenAt: null,
          frozenDigest: null,
          styleVersion: null,
          modelSha256: null,
          docxSha256: null,
          pdfSha256: null,
        });
      });
      return shown(id);
    },
    'documents.issue': async ({ id, rev, number, issuedOn }, caller) => {
      const row = movable(id, rev, 'issued');
      const frozen = snapshotOfDocument(context, row);
      if (frozen === undefined || row.modelSha256 === null) throw new AppError('CORRUPT');
      const snapshot = issuedSnapshot(frozen, row.modelSha256, { number: number.trim(), issuedOn });
      const docx = blobs.put(await docxBytes(snapshot.model), mediaOf.docx);
      const model = blobs.put(snapshotBytes(snapshot), snapshotMedia);
      journal.run(headOf(context, 'documents.issue', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, {
          status: 'issued',
          number: number.trim(),
          issuedOn,
          modelSha256: model.sha256,
          docxSha256: docx.sha256,
          // The pages have changed by number and day: the PDF joins when it is rendered.
          pdfSha256: null,
        });
      });
      try {
        learnPhrases(context, snapshot.paper, snapshot.content, caller);
      } catch {
        // The notice is issued; the bank only knows a sentence less.
      }
      return shown(id);
    },
    'documents.withdraw': ({ id, rev, reason }, caller) => {
      movable(id, rev, 'withdrawn');
      journal.run(headOf(context, 'documents.withdraw', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, { status: 'withdrawn', withdrawnReason: reason });
      });
      return shown(id);
    },
    'documents.delete': ({ id, rev }, caller) => {
      editable(id, rev);
      journal.run(headOf(context, 'documents.delete', caller), (write) => {
        write.remove('document', id, rev);
      });
      return { id };
    },
    'documents.preview': ({ id }) => {
      const model = modelOfDocument(context, read(id));
      return { html: documentBodyHtml(model), css: documentCss(styleSheets[model.profile]) };
    },
    'documents.render': async ({ id, format }) => {
      const row = read(id);
      const about = { fileName: fileName(row, format), media: mediaOf[format] };
      const kept = format === 'pdf' ? row.pdfSha256 : format === 'docx' ? row.docxSha256 : null;
      if (kept !== null) return referTo(kept, about, format);
      const { bytes, pages } = await renderModel(context.printer, modelOfDocument(context, row), format);
      if (format === 'pdf' && row.modelSha256 !== null && !context.installation.readOnly) {
        const stored = blobs.put(bytes, about.media);
        store.attachPdf(id, row.modelSha256, stored.sha256);
        return referTo(stored.sha256, about, format);
      }
      const digest = sha256(bytes);
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
      return { ...about, url, bytes: bytes.byteLength, pages, sha256: digest, expiresAt };
    },
  };

  /** Bytes that stand in the content store already. */
  function referTo(digest: string, about: { fileName: string; media: string }, format: string) {
    const bytes = blobs.get(digest);
    const size = bytes.byteLength;
    const { url, expiresAt } = handles.refer({
      ...about,
      size,
      sha256: digest,
      read: () => blobs.get(digest),
    });
    const pages = format === 'pdf' ? countPdfPages(bytes) : null;
    return { ...about, url, bytes: size, pages, sha256: digest, expiresAt };
  }
}

/** The notices of a round: the collective one, and one for every agency neither called off nor put off. */
export function noticesOf(
  visits: readonly ListedVisit[],
): { readonly kind: 'collective_notice' | 'agency_notice'; readonly visit: ListedVisit | null }[] {
  return [
    { kind: 'collective_notice', visit: null },
    ...visits.filter(isVisitInRound).map((visit) => ({ kind: 'agency_notice' as const, visit })),
  ];
}
