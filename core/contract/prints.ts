/**
 * One job for many papers: what it holds, in which order, as files or on a printer. A job tells every screen how far it
 * is (`work` events), can be stopped, and ends with a manifest of every expected paper.
 */
import { z } from 'zod';
import { query } from './endpoint.ts';
import { errorCodes } from './error.ts';
import { id, text } from './common.ts';
import { documentFormat, documentKind, renderedFile } from './documents.ts';
import { sheetKind } from './schedule.ts';

/** `pack`: per agency, in this order. `set`: every document of the round as it stands in its list. */
export const printChoice = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('notices') }),
  z.strictObject({
    what: z.literal('packs'),
    parts: z
      .array(z.enum(['notice', 'minutes', 'working_sheet', 'sample']))
      .min(1)
      .max(4),
    visitIds: z.array(id).max(1_000).optional(),
  }),
  z.strictObject({ what: z.literal('set'), kinds: z.array(documentKind).max(30).optional() }),
  z.strictObject({ what: z.literal('documents'), documentIds: z.array(id).min(1).max(1_000) }),
]);
export type PrintChoice = z.infer<typeof printChoice>;

/** One expected paper. */
export const printItem = z.strictObject({
  key: z.string(),
  kind: z.union([documentKind, sheetKind]),
  /** Null: it is drafted on the spot, nothing of it is recorded. */
  documentId: id.nullable(),
  visitId: id.nullable(),
  agencyName: z.string().nullable(),
  label: z.string(),
  /** Without its ending: agency and number. */
  fileStem: z.string(),
});
export type PrintItem = z.infer<typeof printItem>;

/** Ranges such as `1-2, 4`; empty: all pages. */
const ranges = text(100).regex(/^\s*(\d+(\s*-\s*\d+)?\s*(,\s*\d+(\s*-\s*\d+)?\s*)*)?$/);

export const printedState = z.enum(['done', 'failed', 'not_reached']);

export const printManifest = z.strictObject({
  expected: z.int(),
  items: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      agencyName: z.string().nullable(),
      fileName: z.string().nullable(),
      state: printedState,
      pages: z.int().nullable(),
      bytes: z.int().nullable(),
      sha256: z.string().nullable(),
      /** Why, where it failed; worded by error-text.ts. */
      error: z
        .strictObject({
          code: z.enum(errorCodes),
          detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        })
        .nullable(),
    }),
  ),
});
export type PrintManifest = z.infer<typeof printManifest>;

/** `isDefault`: the system's own choice, whichever that is; its name is empty. */
export const printer = z.strictObject({ name: z.string(), label: z.string(), isDefault: z.boolean() });
export type Printer = z.infer<typeof printer>;

const job = {
  /** Null: single documents, of any round or of none. */
  planId: id.nullable(),
  choice: printChoice,
  /** Keys of `prints.contents`, in the order that is wanted; those left out are not made. */
  order: z.array(text(200)).max(5_000).optional(),
  copies: z.int().min(1).max(99).default(1),
  /** Each paper begins on the front of a sheet. */
  duplex: z.enum(['none', 'long', 'short']).default('none'),
  ranges: ranges.default(''),
};

export const prints = {
  'prints.contents': query({
    input: z.strictObject({ planId: id.nullable(), choice: printChoice }),
    output: z.array(printItem),
  }),
  /**
   * `zip`: one file per paper and format, and the manifest inside; `pdf`: all papers in one PDF for printing, with
   * copies, ranges and blank backs applied. What cannot be made is in the manifest and stops nothing else.
   */
  'prints.export': query({
    input: z.strictObject({
      ...job,
      bundle: z.enum(['zip', 'pdf']),
      formats: z.array(documentFormat).min(1).max(3).default(['pdf']),
    }),
    output: z.strictObject({ file: renderedFile, manifest: printManifest }),
  }),
  /** The printers of this PC; the desktop only. */
  'prints.printers': query({ input: z.strictObject({}), output: z.array(printer), http: false }),
  /** On paper, one after the other; ends at the first that the printer refuses, and tells which are on paper. */
  'prints.print': query({
    input: z.strictObject({ ...job, printer: text(300) }),
    output: printManifest,
    http: false,
  }),
} as const;
