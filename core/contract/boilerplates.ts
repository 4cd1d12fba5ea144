/**
 * Boilerplate: the office's own words for the parts that every paper of a kind repeats (grounds, opening, closing,
 * recipients …), by kind and, where it matters, by issuer. Fields stand in double braces: `{{nam}}`.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { deleted, deleteInput, id, longText, rev, rowStamp, text } from './common.ts';
import { documentKind, fieldValue } from './documents.ts';

const part = text(40);

/** One part of a kind: what the office wrote, or what the application brings. Lines are separated by \\n. */
export const boilerplate = z.strictObject({
  kind: documentKind,
  part,
  /** Null: for every issuer that has no text of its own. */
  issuerId: id.nullable(),
  text: z.string(),
  /** Null while nothing was changed. */
  row: z.strictObject({ ...rowStamp }).nullable(),
  /** What the application brings. */
  preset: z.string(),
});
export type Boilerplate = z.infer<typeof boilerplate>;

/** What is wrong with a text: `paragraph` counts its lines from 1. */
export const boilerplateFault = z.strictObject({
  code: z.enum(['unknown_field', 'empty_field', 'open_braces', 'unsupported_character', 'secret_mark']),
  kind: documentKind,
  part,
  issuerId: id.nullable(),
  paragraph: z.int(),
  /** The field, the character, or the words at fault. */
  name: z.string(),
  /** The nearest known field, where there is one. */
  nearest: z.string().nullable(),
});
export type BoilerplateFault = z.infer<typeof boilerplateFault>;

export const boilerplates = {
  'boilerplates.list': query({
    input: z.strictObject({ kind: documentKind.optional(), issuerId: id.optional() }),
    output: z.array(boilerplate),
  }),
  /** Which fields this kind knows; with a plan also their values today. */
  'boilerplates.fields': query({
    input: z.strictObject({ kind: documentKind, planId: id.optional() }),
    output: z.array(fieldValue),
  }),
  /** Checks the office's texts, or one text before it is saved; with a plan also for fields that have no value there. */
  'boilerplates.check': query({
    input: z.strictObject({
      kind: documentKind.optional(),
      part: part.optional(),
      text: longText.optional(),
      planId: id.optional(),
    }),
    output: z.array(boilerplateFault),
  }),
  /** Makes or changes the office's own text. `rev` is that of the row that was read, null where there was none. */
  'boilerplates.save': command({
    input: z.strictObject({
      kind: documentKind,
      part,
      issuerId: id.nullable().default(null),
      rev: rev.nullable(),
      text: longText,
    }),
    output: boilerplate,
  }),
  /** Back to what the application brings. */
  'boilerplates.delete': command({ input: deleteInput, output: deleted }),
} as const;
