/**
 * Many hands, one laptop each: a visit is handed out by domain as a work file and taken back. The way back is a
 * three-way merge, field by field, against what was handed out; only what both changed differently is asked.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { id, requiredText, rev, rowStamp, text } from './common.ts';
import { renderedFile } from './documents.ts';

export const handout = z.strictObject({
  ...rowStamp,
  visitId: id,
  /** `given`: made here for a laptop; `taken`: this PC works on somebody's file. */
  direction: z.enum(['given', 'taken']),
  domainIds: z.array(id),
  holder: z.string(),
  teamMemberId: id.nullable(),
  state: z.enum(['out', 'returned', 'called_off']),
  returnedOn: z.string().nullable(),
  returns: z.int(),
  note: z.string().nullable(),
  agencyName: z.string(),
  createdAt: z.int(),
});
export type Handout = z.infer<typeof handout>;

export const mergeSide = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const mergeConflict = z.strictObject({
  /** `<table>:<row id>:<column>`. */
  key: z.string(),
  table: z.string(),
  rowId: id,
  /** What the row is about, to read: "3.2.2 Niêm yết …". */
  label: z.string(),
  field: z.string(),
  base: mergeSide,
  ours: mergeSide,
  theirs: mergeSide,
});
export type MergeConflict = z.infer<typeof mergeConflict>;

export const mergePreview = z.strictObject({
  handout,
  fileName: z.string(),
  /** When the file was written, and on whose PC. */
  madeAt: z.int(),
  madeBy: z.string(),
  counts: z.strictObject({
    added: z.int(),
    changed: z.int(),
    deleted: z.int(),
    /** Fields where ours stays because theirs is empty or unchanged. */
    kept: z.int(),
    conflicts: z.int(),
    evidence: z.int(),
  }),
  changes: z.array(
    z.strictObject({
      table: z.string(),
      rowId: id,
      label: z.string(),
      action: z.enum(['add', 'change', 'delete']),
      fields: z.array(z.strictObject({ field: z.string(), before: mergeSide, after: mergeSide })),
    }),
  ),
  conflicts: z.array(mergeConflict),
  /** More than a twentieth of what is here already would change: asked for once more. */
  largeChange: z.boolean(),
  digest: z.string(),
});
export type MergePreview = z.infer<typeof mergePreview>;

export const workFileFacts = z.strictObject({
  fileName: z.string(),
  kind: z.enum(['out', 'back']),
  agencyName: z.string(),
  planTitle: z.string(),
  officeName: z.string(),
  holder: z.string(),
  domains: z.array(z.string()),
  madeAt: z.int(),
  /** What this PC can do with it. */
  fits: z.enum(['set_up', 'take', 'merge', 'other_office', 'known', 'not_handed_out']),
});
export type WorkFileFacts = z.infer<typeof workFileFacts>;

/** A file on its way out, and the words that open it: to be said, not to be put on the same stick. */
const givenFile = { file: renderedFile, words: z.array(z.string()) } as const;
/** A work file that came; `words` where it is one on its way out. */
const carriedFile = {
  file: text(200),
  fileName: text(260),
  words: text(300).nullable().default(null),
} as const;

export const handouts = {
  'handouts.list': query({ input: z.strictObject({ visitId: id.optional() }), output: z.array(handout) }),
  /** Makes the work file of some domains; none: all of the visit. */
  'handouts.give': command({
    input: z.strictObject({
      visitId: id,
      domainIds: z.array(id).max(20),
      holder: requiredText(200),
      teamMemberId: id.nullable().default(null),
    }),
    output: z.strictObject({ handout, ...givenFile }),
  }),
  /** The same file once more: what was handed out, not today's state. */
  'handouts.file': query({ input: z.strictObject({ id }), output: z.strictObject(givenFile) }),
  'handouts.callOff': command({ input: z.strictObject({ id, rev }), output: handout }),
  /** What an uploaded work file is. FILE_NOT_WORK, FILE_GONE, WRONG_PASSPHRASE (also where words are missing) tell why not. */
  'handouts.look': query({
    input: z.strictObject(carriedFile),
    output: workFileFacts,
    beforeSetup: true,
  }),
  /** On the laptop: takes the rows in; on a PC that is not set up it becomes the office's for its holder. */
  'handouts.take': command({
    input: z.strictObject(carriedFile),
    output: z.strictObject({ visitId: id }),
    beforeSetup: true,
  }),
  /** On the laptop: the way back, to carry to the secretary. */
  'handouts.giveBack': query({ input: z.strictObject({ id }), output: renderedFile }),
  'handouts.preview': query({
    input: z.strictObject({ file: text(200), fileName: text(260) }),
    output: mergePreview,
  }),
  /** In one transaction and one undo. Every conflict needs a choice. */
  'handouts.merge': command({
    input: z.strictObject({
      file: text(200),
      fileName: text(260),
      digest: text(100),
      choices: z.record(text(300), z.enum(['ours', 'theirs', 'base'])),
      largeChangeConfirmed: z.boolean().default(false),
    }),
    output: z.strictObject({ handout, changed: z.int() }),
  }),
} as const;
