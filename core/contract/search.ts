/** Ctrl+K: one search over everything. Marks are optional, đ = d; what matches with its marks comes first. */
import { z } from 'zod';
import { query } from './endpoint.ts';
import { id, text } from './common.ts';

export const searchEntity = z.enum([
  'plan',
  'agency',
  'visit',
  'criterion',
  'finding',
  'recommendation',
  'document',
  'person',
]);
export const searchHit = z.strictObject({
  entity: searchEntity,
  id,
  title: z.string(),
  /** The text around the match. */
  snippet: z.string().nullable(),
  planId: id.nullable(),
  visitId: id.nullable(),
  exact: z.boolean(),
  /** Whose row it is; of a row that every office has alike, none. */
  originOfficeId: id.optional(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const search = {
  'search.find': query({
    input: z.strictObject({ text: text(200), limit: z.int().min(1).max(100).default(30) }),
    output: z.array(searchHit),
  }),
} as const;
