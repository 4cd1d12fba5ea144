/** The journal as people see it: what can be undone and redone, and who did what when. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { cursor, id, noInput, page, pageLimit } from './common.ts';

/** A step: the method that was called and when; the renderer words it. */
export const journalStep = z.strictObject({
  id,
  method: z.string(),
  at: z.int(),
  actorName: z.string().nullable(),
});
export const journalState = z.strictObject({
  undo: journalStep.nullable(),
  redo: journalStep.nullable(),
});
export type JournalState = z.infer<typeof journalState>;

export const journalEntry = z.strictObject({
  ...journalStep.shape,
  kind: z.enum(['command', 'undo', 'redo', 'system']),
  rows: z.array(
    z.strictObject({
      table: z.string(),
      rowId: z.string(),
      operation: z.enum(['insert', 'update', 'delete']),
    }),
  ),
});
export type JournalEntry = z.infer<typeof journalEntry>;

export const journal = {
  'journal.state': query({ input: noInput, output: journalState }),
  'journal.undo': command({ input: noInput, output: journalState }),
  'journal.redo': command({ input: noInput, output: journalState }),
  'journal.list': query({
    input: z.strictObject({ rowId: id.optional(), cursor, limit: pageLimit }),
    output: page(journalEntry),
  }),
  /** Recomputes the chain: `intact` is false where a link does not hold. */
  'journal.verify': query({
    input: noInput,
    output: z.strictObject({
      intact: z.boolean(),
      changeSets: z.int(),
      erased: z.int(),
      brokenAt: z.int().nullable(),
    }),
  }),
} as const;
