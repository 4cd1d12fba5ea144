/**
 * The one pipeline of every spreadsheet that comes in: detect → map → preview → apply. A preview writes nothing; apply
 * names the digest of the preview that the person saw, and is refused (CONFLICT) when data or file have moved on.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { id, text } from './common.ts';
import { renderedFile } from './documents.ts';

export const importPurposes = [
  'agencies',
  'catalogue',
  'criteria',
  'tasks',
  'self_answers', // targetId: the visit
  'procedures', // targetId: the procedure list; option `agencyId` or `title` for a new one
  'postings', // targetId: the visit; option `place`
  'dossiers', // targetId: the visit
  'incoming', // targetId: the visit
  'outgoing', // targetId: the visit
  'statistics', // targetId: the report that takes the lines
  'remediation', // targetId: the visit; option `kind`: plan or report
  'report_annex', // targetId: the agency's report
  'index_items', // targetId: the index set, a draft
  'index_scores', // targetId: the agency's entry
  'index_survey', // targetId: the index set
] as const;
export const importPurpose = z.enum(importPurposes);
export type ImportPurpose = (typeof importPurposes)[number];

/** Old Vietnamese encodings that a file's texts may be written in (.VnTime, VNI-Times). */
export const oldEncoding = z.enum(['tcvn3', 'vni']);

export const importFaultCodes = [
  // the file and the sheet
  'EMPTY_SHEET',
  'NO_HEADER',
  'MERGED_HEADER',
  'MERGED_CELLS',
  'MISSING_COLUMN',
  'DUPLICATE_COLUMN',
  'UNKNOWN_COLUMN',
  'OLD_ENCODING',
  'HIDDEN_ROWS',
  // a cell
  'FORMULA',
  'FORMULA_ERROR',
  'FORMULA_NO_VALUE',
  'BAD_DATE',
  'AMBIGUOUS_DATE',
  'BAD_NUMBER',
  'UNKNOWN_VALUE',
  'REQUIRED_EMPTY',
  'TOO_LONG',
  'DECOMPOSED_TEXT',
  // a row among rows
  'DUPLICATE_IN_FILE',
  'DUPLICATE_IN_DATA',
  'SIMILAR_NAME',
  'NOT_FOUND',
  'BAD_RULE',
  // figures and returned forms
  'PART_EXCEEDS_WHOLE',
  'NEGATIVE_NUMBER',
  'FRACTION',
  'SUM_DIFFERS',
  'OTHER_AGENCY', // the file speaks of another agency
  'OTHER_PLAN', // of another round
  'OTHER_PERIOD', // of another period or year
  'SETTLED', // a recommendation that is closed already
  'ABOVE_MAXIMUM',
  'WRONG_TOTAL', // parts do not add up to their whole
  'TEXT_CHANGED', // a text of the form that was not to be changed
  'EXTRA_ROW',
  'MISSING_ROW',
  'MOVED_COLUMN',
  'OUTSIDE_PERIOD',
  'BAD_HIERARCHY',
  'IN_USE',
] as const;
export const importFault = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.enum(importFaultCodes),
  sheet: z.string().nullable(),
  /** As Excel counts: row 1 is the first. */
  row: z.int().nullable(),
  /** Letter, as Excel shows it. */
  column: z.string().nullable(),
  field: z.string().nullable(),
  /** What stands there, shortened. */
  value: z.string().nullable(),
  /** What the sentence needs besides: another row, what was expected. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ImportFault = z.infer<typeof importFault>;

export const importSource = z.strictObject({
  purpose: importPurpose,
  /** What `POST /upload?purpose=import` answered. */
  file: text(200),
  fileName: text(260),
  /** The criteria set or annual plan that takes the rows; null or absent makes a new one, where that can be. */
  targetId: id.nullable().default(null),
  /** The choices of the person; what is absent is detected. */
  sheet: text(200).optional(),
  headerRow: z.int().min(1).max(100).optional(),
  /** Field → column counted from 1; null: this field is not in the file. */
  columns: z.record(text(60), z.int().min(1).max(16_384).nullable()).optional(),
  /** Convert texts from this encoding; null: leave them as they are; absent: as detected is only offered. */
  convert: oldEncoding.nullable().optional(),
  /** What the purpose needs besides: a place, a title, a day. */
  options: z.record(text(40), text(300)).optional(),
  /** For the catalogue: the day from which the newer list holds. */
  effectiveOn: text(10).optional(),
});
export type ImportSource = z.infer<typeof importSource>;

export const importRow = z.strictObject({
  row: z.int().nullable(),
  action: z.enum(['add', 'change', 'end', 'same', 'skip']),
  /** What the row is about, to read. */
  label: z.string(),
  changes: z.array(
    z.strictObject({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  faults: z.array(importFault),
});
export type ImportRow = z.infer<typeof importRow>;

export const importPreview = z.strictObject({
  purpose: importPurpose,
  format: z.enum(['xlsx', 'csv']),
  sheets: z.array(z.strictObject({ name: z.string(), rows: z.int(), columns: z.int() })),
  sheet: z.string(),
  headerRow: z.int().nullable(),
  headers: z.array(
    z.strictObject({
      column: z.int(),
      letter: z.string(),
      text: z.string(),
      field: z.string().nullable(),
      samples: z.array(z.string()),
    }),
  ),
  fields: z.array(
    z.strictObject({
      key: z.string(),
      /** As the template's header words it. */
      labels: z.strictObject({ vi: z.string(), en: z.string() }),
      required: z.boolean(),
      column: z.int().nullable(),
    }),
  ),
  encoding: z.strictObject({
    detected: z.enum(['unicode', 'tcvn3', 'vni']),
    converted: oldEncoding.nullable(),
    samples: z.array(z.strictObject({ cell: z.string(), before: z.string(), after: z.string() })),
  }),
  /** Of the file and sheet as a whole. */
  faults: z.array(importFault),
  /** Rows with errors first, then what changes, then the rest; at most 500 of them. */
  rows: z.array(importRow),
  /** A row with an error counts under `errors` alone: leaving the faulty out leaves out just these. */
  counts: z.strictObject({
    rows: z.int(),
    add: z.int(),
    change: z.int(),
    end: z.int(),
    same: z.int(),
    skip: z.int(),
    errors: z.int(),
    warnings: z.int(),
  }),
  digest: z.string(),
  /** False where the file as a whole is at fault or nothing would change. Faulty rows may still have to be left out. */
  canApply: z.boolean(),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const imports = {
  /** File faults are errors of their own: FILE_PASSWORD, FILE_BROKEN, FILE_NOT_SPREADSHEET, TOO_LARGE. */
  'imports.preview': query({ input: importSource, output: importPreview }),
  /** One transaction. Rows with errors refuse the whole, unless the person chose to leave them out. */
  'imports.apply': command({
    input: z.strictObject({
      source: importSource,
      digest: text(100),
      leaveOutFaulty: z.boolean().default(false),
    }),
    output: z.strictObject({
      added: z.int(),
      changed: z.int(),
      ended: z.int(),
      leftOut: z.int(),
      /** The set or plan that holds the rows now. */
      targetId: id.nullable(),
    }),
  }),
  /** An empty workbook with the headers, the allowed values and one page of explanation. */
  'imports.template': query({ input: z.strictObject({ purpose: importPurpose }), output: renderedFile }),
} as const;
