/** What every list can do: keep a view of it under a name, and come out as it is shown. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { deleted, deleteInput, id, requiredText, rowStamp, shortText, text, updateInput } from './common.ts';
import { renderedFile } from './documents.ts';

export const savedViewFields = {
  name: requiredText(120),
  /** The part of the address after the question mark. */
  query: text(4000),
  /** Everybody at this office sees it; else whoever made it. */
  shared: z.boolean(),
};
export const savedView = z.strictObject({
  ...rowStamp,
  ...savedViewFields,
  list: z.string(),
  ordinal: z.int(),
});
export type SavedView = z.infer<typeof savedView>;

export const listFormat = z.enum(['xlsx', 'csv', 'pdf']);
export type ListFormat = z.infer<typeof listFormat>;

/** `percent`: hundredths of a percent; `points`: hundredths of a point; `day`: ISO. */
export const listColumn = z.strictObject({
  label: requiredText(200),
  kind: z.enum(['text', 'count', 'percent', 'points', 'day']),
  /** Share of the width on paper; equal where nothing is said. */
  width: z.number().positive().max(100).optional(),
});
export type ListColumn = z.infer<typeof listColumn>;

export const lists = {
  'savedViews.list': query({ input: z.strictObject({ list: text(60) }), output: z.array(savedView) }),
  'savedViews.create': command({
    input: z.strictObject({ list: text(60), ...savedViewFields }),
    output: savedView,
  }),
  'savedViews.update': command({ input: updateInput(savedViewFields), output: savedView }),
  'savedViews.delete': command({ input: deleteInput, output: deleted }),
  /** A list as it is shown; read back and counted before it is handed out. Long lists have exports of their own. */
  'lists.render': query({
    input: z.strictObject({
      title: requiredText(300),
      /** What is filtered, in words. */
      subtitle: shortText.nullable(),
      columns: z.array(listColumn).min(1).max(40),
      rows: z.array(z.array(z.union([z.string().max(20_000), z.int(), z.null()])).max(40)).max(5_000),
      format: listFormat,
      illustrative: z.boolean().default(false),
    }),
    output: z.strictObject({ file: renderedFile, rows: z.int() }),
  }),
} as const;

/** A filter that takes one agency with its predecessors. */
export const agencyScope = { agencyId: id.optional(), withPredecessors: z.boolean().optional() } as const;
