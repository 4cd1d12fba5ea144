/** Where a page of the follow-up list begins, as its cursor says. */
import { z } from 'zod';

export const followUpPosition = z.strictObject({
  part: z.string(),
  key: z.union([z.string(), z.number()]),
  id: z.string(),
});
