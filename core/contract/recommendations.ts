/** Recommendations (kiến nghị): to one agency, or to all of the round (agencyId null); the due date may be unknown. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { day, deleted, deleteInput, id, requiredText, rowStamp, shortText, updateInput } from './common.ts';

export const recommendationStatus = z.enum([
  'open',
  'in_progress',
  'reported',
  'returned',
  'verified',
  'no_longer_applicable',
  'transferred',
]);
export const recommendationFields = {
  findingId: id.nullable(),
  agencyId: id.nullable(),
  domainId: id.nullable(),
  text: requiredText(8000),
  dueOn: day.nullable(),
  dueNote: shortText.nullable(),
};
export const recommendation = z.strictObject({
  ...rowStamp,
  ...recommendationFields,
  planId: id,
  ordinal: z.int(),
  status: recommendationStatus,
  sourceText: z.string().nullable(),
});
export type Recommendation = z.infer<typeof recommendation>;

export const recommendations = {
  'recommendations.list': query({
    input: z.strictObject({ planId: id.optional(), agencyId: id.optional(), overdueOn: day.optional() }),
    output: z.array(
      z.strictObject({ ...recommendation.shape, agencyName: z.string().nullable(), planTitle: z.string() }),
    ),
  }),
  'recommendations.create': command({
    input: z.strictObject({ planId: id, ...recommendationFields }),
    output: recommendation,
  }),
  'recommendations.update': command({ input: updateInput(recommendationFields), output: recommendation }),
  'recommendations.delete': command({ input: deleteInput, output: deleted }),
} as const;
