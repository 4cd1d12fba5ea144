/**
 * Documents: draft → for signature (content frozen and hashed) → issued (number and day entered) | withdrawn.
 * The wording is a `DocumentContent` (core/documents/content.ts); the pages are laid out from it.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { byId, day, deleted, deleteInput, id, requiredText, rev, rowStamp, text } from './common.ts';
import { warningCodes } from '../documents/check.ts';
import { documentContent } from '../documents/content.ts';

export const documentKind = z.enum(['agency_notice', 'collective_notice', 'minutes']);
export const documentStatus = z.enum(['draft', 'for_signature', 'issued', 'withdrawn']);
export const documentFormat = z.enum(['pdf', 'docx', 'html']);

/** One line of a list of documents. */
export const document = z.strictObject({
  ...rowStamp,
  planId: id,
  visitId: id.nullable(),
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
  updatedAt: z.int(),
});
export type DocumentRow = z.infer<typeof document>;

/** A point the writer should look at before signing; worded by core/documents/check-text.ts. */
export const documentWarning = z.strictObject({
  code: z.enum(warningCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const documentDetail = z.strictObject({
  document,
  content: documentContent,
  warnings: z.array(documentWarning),
  /** The data has changed since the wording was drafted. */
  stale: z.boolean(),
  /** sha256 of what was frozen. */
  frozenDigest: z.string().nullable(),
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
    input: z.strictObject({ planId: id.optional(), visitId: id.optional() }),
    output: z.array(document),
  }),
  'documents.get': query({ input: byId, output: documentDetail }),
  /** Drafts the wording from the data. One live document per kind and visit: a second one is DUPLICATE. */
  'documents.create': command({
    input: z.strictObject({
      planId: id,
      kind: documentKind,
      visitId: id.nullable().default(null),
      titleKind: z.enum(['ket_qua', 'ket_luan']).default('ket_qua'),
      issuerId: id.optional(),
    }),
    output: document,
  }),
  /** Drafts every notice of the round that does not exist yet: one per visited agency and the collective one. */
  'documents.createAll': command({ input: z.strictObject({ planId: id }), output: z.array(document) }),
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
        })
        .partial(),
    }),
    output: documentDetail,
  }),
  /** Drafts the wording anew from today's data; what was typed is in the journal and comes back by undo. */
  'documents.redraft': command({ input: z.strictObject({ id, rev }), output: documentDetail }),
  'documents.freeze': command({ input: z.strictObject({ id, rev }), output: document }),
  /** Back to a draft before it was signed: the frozen snapshot stays in the store. */
  'documents.unfreeze': command({ input: z.strictObject({ id, rev }), output: document }),
  'documents.issue': command({
    input: z.strictObject({ id, rev, number: requiredText(60), issuedOn: day }),
    output: document,
  }),
  'documents.withdraw': command({
    input: z.strictObject({ id, rev, reason: requiredText(1000) }),
    output: document,
  }),
  'documents.delete': command({ input: deleteInput, output: deleted }),
  /** The body of the pages as HTML without scripts or styles of its own, for the flow preview. */
  'documents.preview': query({ input: byId, output: z.strictObject({ html: z.string(), css: z.string() }) }),
  'documents.render': query({ input: z.strictObject({ id, format: documentFormat }), output: renderedFile }),
} as const;
