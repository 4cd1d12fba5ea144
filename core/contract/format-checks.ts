/**
 * Reads a finished PDF or DOCX, whoever made it, and reports every rule of Nghị định 30/2020, Phụ lục I that a machine
 * can check. Knows the file only, never our data.
 */
import { z } from 'zod';
import { query } from './endpoint.ts';
import { id, text } from './common.ts';

/** One rule, held or broken. The words of a rule are in core/checking/rule-text.ts. */
export const formatFinding = z.strictObject({
  rule: z.string(),
  /** Null where it concerns the whole file, or a DOCX, whose pages only Word knows. */
  page: z.int().nullable(),
  found: z.string(),
  expected: z.string(),
});
export type FormatFinding = z.infer<typeof formatFinding>;

export const formatReport = z.strictObject({
  fileName: z.string(),
  format: z.enum(['pdf', 'docx']),
  pages: z.int().nullable(),
  /** What kind of paper it was taken for, e.g. `quyết định`; null: it has no title of the decree. */
  kind: z.string().nullable(),
  breaches: z.array(formatFinding),
  /** Rules that were checked and held. */
  held: z.array(z.string()),
  /** Rules that could not be checked, and why. */
  skipped: z.array(z.strictObject({ rule: z.string(), reason: z.string() })),
});
export type FormatReport = z.infer<typeof formatReport>;

export const formatChecks = {
  /** An upload (`POST /upload?purpose=check`). FILE_BROKEN, FILE_KIND, FILE_PASSWORD, FILE_GONE tell why not. */
  'formatChecks.file': query({
    input: z.strictObject({ file: text(200), fileName: text(260) }),
    output: formatReport,
  }),
  /** The finished file of one of our documents. */
  'formatChecks.document': query({
    input: z.strictObject({ id, format: z.enum(['pdf', 'docx']) }),
    output: formatReport,
  }),
} as const;
