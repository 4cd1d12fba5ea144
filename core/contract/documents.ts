/**
 * Documents: draft → for signature (content frozen and hashed) → issued (number and day entered) | withdrawn.
 * The wording is a `DocumentContent` (core/documents/content.ts); the pages are laid out from it.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { byId, day, deleted, deleteInput, id, requiredText, rev, rowStamp, text, year } from './common.ts';
import { warningCodes } from '../documents/warning-codes.ts';
import { documentContent, documentKinds } from '../documents/content.ts';

export const documentKind = z.enum(documentKinds);
export const urgency = z.enum(['khan', 'thuong_khan', 'hoa_toc']);
export const documentStatus = z.enum(['draft', 'for_signature', 'issued', 'withdrawn']);
export const documentFormat = z.enum(['pdf', 'docx', 'html']);

/** One line of a list of documents. */
export const document = z.strictObject({
  ...rowStamp,
  /** Null: it belongs to no round (a periodic report, the decision on an index). */
  planId: id.nullable(),
  visitId: id.nullable(),
  /** What else it is about; each null where its kind has no such scope (kinds.ts). */
  teamId: id.nullable(),
  memberId: id.nullable(),
  /** The paper that a submission submits. */
  aboutDocumentId: id.nullable(),
  periodReportId: id.nullable(),
  agencyReportId: id.nullable(),
  indexSetId: id.nullable(),
  periodFrom: z.string().nullable(),
  periodTo: z.string().nullable(),
  /** The day on which overdue and done were counted; null where nothing of it enters. */
  asOf: z.string().nullable(),
  issuerId: id,
  kind: documentKind,
  titleKind: z.enum(['ket_qua', 'ket_luan']),
  number: z.string().nullable(),
  symbol: z.string().nullable(),
  issuedOn: z.string().nullable(),
  subject: z.string(),
  status: documentStatus,
  agencyName: z.string().nullable(),
  frozenAt: z.int().nullable(),
  withdrawnReason: z.string().nullable(),
  /** `DỰ THẢO (lần n)`. */
  draftRound: z.int(),
  urgency: urgency.nullable(),
  /** The withdrawn document that this one replaces. */
  replacesId: id.nullable(),
  updatedAt: z.int(),
});
export type DocumentRow = z.infer<typeof document>;

/** A point the writer should look at before signing; worded by core/documents/check-text.ts. */
export const documentWarning = z.strictObject({
  code: z.enum(warningCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/**
 * What today's data words otherwise than when this was drafted. `both`: a person has changed the same block, so nothing
 * is taken over unless that person says so. Texts are as the block reads; null: there is no such block.
 */
export const draftChange = z.strictObject({
  /** The block's id, or `addressees`, `recipients`, `signatures`; `order`: blocks go elsewhere, by their first words. */
  id: z.string(),
  what: z.enum(['added', 'changed', 'removed', 'both']),
  before: z.string().nullable(),
  mine: z.string().nullable(),
  after: z.string().nullable(),
});
export type DraftChange = z.infer<typeof draftChange>;

/** A field that may be inserted into the text, and its value today; null: the data does not say. */
export const fieldValue = z.strictObject({
  name: z.string(),
  label: z.string(),
  value: z.string().nullable(),
});
export type FieldValue = z.infer<typeof fieldValue>;

export const documentReference = z.strictObject({
  id,
  kind: documentKind,
  number: z.string().nullable(),
  symbol: z.string().nullable(),
  issuedOn: z.string().nullable(),
  subject: z.string(),
  status: documentStatus,
});

/** A scan of the signed original. */
export const documentScan = z.strictObject({
  ...rowStamp,
  documentId: id,
  ordinal: z.int(),
  fileName: z.string(),
  media: z.string(),
  size: z.int(),
  sha256: z.string(),
  present: z.boolean(),
});
export type DocumentScan = z.infer<typeof documentScan>;

/** Numbers of one series: an issuer's own kind of symbol in one year. */
export const numberingFault = z.strictObject({
  kind: z.enum(['duplicate', 'gap']),
  issuerId: id,
  issuerName: z.string(),
  year: z.int(),
  /** The tail of the symbol that shares the series, e.g. `TB-ĐKT`; null: one series for all. */
  symbol: z.string().nullable(),
  /** `07`, or `07–09` where several are missing. */
  number: z.string(),
  documentIds: z.array(id),
});
export type NumberingFault = z.infer<typeof numberingFault>;

export const documentDetail = z.strictObject({
  document,
  content: documentContent,
  warnings: z.array(documentWarning),
  /** The data has changed since the wording was drafted. */
  stale: z.boolean(),
  /** Empty unless it is a draft. */
  changes: z.array(draftChange),
  fields: z.array(fieldValue),
  scans: z.array(documentScan),
  /** Others with the same number in the same series and year. */
  duplicates: z.array(documentReference),
  replaces: documentReference.nullable(),
  replacedBy: documentReference.nullable(),
  about: documentReference.nullable(),
  /** sha256 of what was frozen. */
  frozenDigest: z.string().nullable(),
  /** What it belongs to: the round, the periodic report or the index. */
  planTitle: z.string(),
  illustrative: z.boolean(),
  issuerName: z.string(),
  hasPdf: z.boolean(),
});
export type DocumentDetail = z.infer<typeof documentDetail>;

/** Where the bytes are: `GET <url>` on the own origin until `expiresAt`. `pages` is null where nobody counted. */
export const renderedFile = z.strictObject({
  url: z.string(),
  fileName: z.string(),
  media: z.string(),
  bytes: z.int(),
  pages: z.int().nullable(),
  sha256: z.string(),
  expiresAt: z.int(),
});
export type RenderedFile = z.infer<typeof renderedFile>;

export const documents = {
  'documents.list': query({
    input: z.strictObject({
      planId: id.optional(),
      visitId: id.optional(),
      periodReportId: id.optional(),
      indexSetId: id.optional(),
      /** Written by this office. */
      officeId: id.optional(),
    }),
    output: z.array(document),
  }),
  'documents.get': query({ input: byId, output: documentDetail }),
  /**
   * Drafts the wording from the data. One live document per kind and what it is about (kinds.ts): a second one is
   * DUPLICATE, except for kinds of which there may be many.
   */
  'documents.create': command({
    input: z.strictObject({
      planId: id.nullable().default(null),
      kind: documentKind,
      visitId: id.nullable().default(null),
      teamId: id.nullable().default(null),
      memberId: id.nullable().default(null),
      aboutDocumentId: id.nullable().default(null),
      periodReportId: id.nullable().default(null),
      agencyReportId: id.nullable().default(null),
      indexSetId: id.nullable().default(null),
      periodFrom: day.nullable().default(null),
      periodTo: day.nullable().default(null),
      /** Today where the kind counts days and none is named. */
      asOf: day.nullable().default(null),
      titleKind: z.enum(['ket_qua', 'ket_luan']).default('ket_qua'),
      issuerId: id.optional(),
    }),
    output: document,
  }),
  /**
   * Drafts every paper of these kinds that does not exist yet, one per visit, team or member as the kind asks; without
   * kinds the notices: one per visited agency and the collective one. Reminders: for agencies with something overdue.
   */
  'documents.createAll': command({
    input: z.strictObject({ planId: id, kinds: z.array(documentKind).min(1).max(30).optional() }),
    output: z.array(document),
  }),
  'documents.update': command({
    input: z.strictObject({
      id,
      rev,
      patch: z
        .strictObject({
          content: documentContent,
          titleKind: z.enum(['ket_qua', 'ket_luan']),
          symbol: text(60).nullable(),
          subject: requiredText(1000),
          issuerId: id,
          urgency: urgency.nullable(),
          draftRound: z.int().min(1).max(99),
          asOf: day,
          periodFrom: day,
          periodTo: day,
        })
        .partial(),
    }),
    output: documentDetail,
  }),
  /** Takes over what the data says now (`accept`), or keeps the text as it stands (`keep`); the rest stays open. */
  'documents.acceptChanges': command({
    input: z.strictObject({
      id,
      rev,
      accept: z.array(z.string().max(160)).max(5_000),
      keep: z.array(z.string().max(160)).max(5_000),
    }),
    output: documentDetail,
  }),
  /** Drafts the wording anew from today's data; what was typed is in the journal and comes back by undo. */
  'documents.redraft': command({ input: z.strictObject({ id, rev }), output: documentDetail }),
  'documents.freeze': command({ input: z.strictObject({ id, rev }), output: document }),
  /** Back to a draft before it was signed: the frozen snapshot stays in the store. */
  'documents.unfreeze': command({ input: z.strictObject({ id, rev }), output: document }),
  /** Without a number where the kind may do without, or bears none (kinds.ts). */
  'documents.issue': command({
    input: z.strictObject({ id, rev, number: text(60), issuedOn: day }),
    output: document,
  }),
  'documents.withdraw': command({
    input: z.strictObject({ id, rev, reason: requiredText(1000) }),
    output: document,
  }),
  /** A correction after issue is a new document: withdraws this one and drafts its successor from the same text. */
  'documents.replace': command({
    input: z.strictObject({ id, rev, reason: requiredText(1000) }),
    output: document,
  }),
  /** Duplicates always; gaps only of issuers that own their series. */
  'documents.numbering': query({
    input: z.strictObject({ planId: id.optional(), year: year.optional() }),
    output: z.array(numberingFault),
  }),
  /** The round's list of documents as XLSX. */
  'documents.exportList': query({ input: z.strictObject({ planId: id }), output: renderedFile }),
  /** Takes one upload (`POST /upload?purpose=evidence`): PDF, JPEG, PNG. FILE_* tell why not. */
  'scans.add': command({
    input: z.strictObject({ documentId: id, file: text(200), fileName: requiredText(260) }),
    output: documentScan,
  }),
  'scans.delete': command({ input: deleteInput, output: deleted }),
  'scans.file': query({ input: byId, output: renderedFile }),
  'documents.delete': command({ input: deleteInput, output: deleted }),
  /** The body of the pages as HTML without scripts or styles of its own, for the flow preview. */
  'documents.preview': query({ input: byId, output: z.strictObject({ html: z.string(), css: z.string() }) }),
  'documents.render': query({ input: z.strictObject({ id, format: documentFormat }), output: renderedFile }),
} as const;
