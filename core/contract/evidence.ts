/**
 * Evidence: files and photos seen at an agency, kept by their bytes. A file arrives by `POST /upload?purpose=evidence`;
 * what is a program, is empty, or is not what its name says is refused. Photos lose their place of taking unless told.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  day,
  deleted,
  deleteInput,
  id,
  noInput,
  requiredText,
  rowStamp,
  text,
  updateInput,
} from './common.ts';
import { renderedFile } from './documents.ts';

export const evidenceLocation = z.enum(['none', 'removed', 'kept', 'unknown']);
export const rotation = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

/** What evidence proves: exactly one of the three. */
export const evidenceTarget = z.union([
  z.strictObject({ criterionId: id }),
  z.strictObject({ findingId: id }),
  z.strictObject({ recommendationId: id }),
]);
export type EvidenceTarget = z.infer<typeof evidenceTarget>;

export const evidenceFields = {
  fileName: requiredText(260),
  caption: text(1000).nullable(),
  /** Degrees clockwise, applied when it is shown; the bytes stay as they are. */
  rotation,
  takenOn: day.nullable(),
};
export const evidence = z.strictObject({
  ...rowStamp,
  ...evidenceFields,
  visitId: id,
  ordinal: z.int(),
  sha256: z.string(),
  media: z.string(),
  size: z.int(),
  /** `removed`: the photo told where it was taken and does not any more; `unknown`: a kind that cannot be looked into. */
  location: evidenceLocation,
  /** Address of a small picture, until it expires; null where none was made. */
  thumbnailUrl: z.string().nullable(),
  links: z.array(z.strictObject({ id, target: evidenceTarget, label: z.string() })),
  /** Other rows with the same bytes in this visit: stored once. */
  duplicateOf: id.nullable(),
  /** False where the file is gone from the disk or has another size. */
  present: z.boolean(),
});
export type Evidence = z.infer<typeof evidence>;

export const evidenceFault = z.strictObject({
  kind: z.enum(['orphan', 'missing', 'altered']),
  /** Path below the content store, or sha256. */
  name: z.string(),
  /** Whom the missing file belonged to. */
  usedBy: z.array(z.string()),
});

export const evidenceContract = {
  'evidence.list': query({ input: z.strictObject({ visitId: id }), output: z.array(evidence) }),
  /** Takes one uploaded file. FILE_EMPTY, FILE_PROGRAM, FILE_KIND, FILE_MISMATCH, FILE_GONE tell why not. */
  'evidence.add': command({
    input: z.strictObject({
      visitId: id,
      file: text(200),
      fileName: evidenceFields.fileName,
      /** An uploaded small JPEG, PNG or WebP that the screen made. */
      thumbnail: text(200).nullable().default(null),
      caption: evidenceFields.caption.default(null),
      keepLocation: z.boolean().default(false),
      links: z.array(evidenceTarget).max(50).default([]),
    }),
    /** `already`: the same bytes are in this visit; no second row was made, the links joined the first. */
    output: evidence.extend({ already: z.boolean() }),
  }),
  'evidence.update': command({ input: updateInput(evidenceFields), output: evidence }),
  'evidence.setThumbnail': command({ input: z.strictObject({ id, thumbnail: text(200) }), output: evidence }),
  'evidence.link': command({ input: z.strictObject({ id, target: evidenceTarget }), output: evidence }),
  'evidence.unlink': command({ input: z.strictObject({ id, linkId: id }), output: evidence }),
  'evidence.move': command({
    input: z.strictObject({ id, rev: z.int(), ordinal: z.int().min(1) }),
    output: z.array(evidence),
  }),
  /** Removes the row and its links; the bytes stay for undo and for backups. */
  'evidence.delete': command({ input: deleteInput, output: deleted }),
  /** The file itself, asked for explicitly. */
  'evidence.open': query({ input: z.strictObject({ id }), output: renderedFile }),
  /** Files that nothing knows, and rows whose file is missing; with `deep` every file is hashed again. */
  'evidence.check': query({
    input: z.strictObject({ deep: z.boolean().default(false) }),
    output: z.strictObject({ files: z.int(), bytes: z.int(), faults: z.array(evidenceFault) }),
  }),
  /** Counts per criterion, finding and recommendation of a visit: what the checklist shows. */
  'evidence.counts': query({
    input: z.strictObject({ visitId: id }),
    output: z.array(z.strictObject({ target: evidenceTarget, count: z.int() })),
  }),
  /** What may be kept as evidence: extensions and the limit in bytes. */
  'evidence.rules': query({
    input: noInput,
    output: z.strictObject({ extensions: z.array(z.string()), limit: z.int() }),
  }),
} as const;
