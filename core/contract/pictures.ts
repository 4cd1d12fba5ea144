/** Pictures over a year and over years: what every number counts can be listed by the address that it names. */
import { z } from 'zod';
import { query } from './endpoint.ts';
import { day, id } from './common.ts';

export const pictureFilter = z.strictObject({
  /** Of the rounds; absent: all years. */
  year: z.int().optional(),
  planId: id.optional(),
  officeId: id.optional(),
  today: day,
});
export type PictureFilter = z.infer<typeof pictureFilter>;

export const pictures = {
  /** Years that have rounds, newest first, and the offices whose rounds stand here. */
  'pictures.scope': query({
    input: z.strictObject({}),
    output: z.strictObject({
      years: z.array(z.int()),
      offices: z.array(z.strictObject({ id, name: z.string() })),
    }),
  }),
} as const;
