/** Recommendations (kiến nghị): to one agency, or to all of the round (agencyId null); the due date may be unknown. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  day,
  deleted,
  deleteInput,
  id,
  requiredText,
  rev,
  rowStamp,
  shortText,
  text,
  updateInput,
} from './common.ts';

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
  /** What is to be done, in one word: rà soát, cập nhật, niêm yết, chấn chỉnh… */
  verb: text(60).nullable(),
  responsibleUnit: shortText.nullable(),
  phraseId: id.nullable(),
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
    input: z.strictObject({
      planId: id,
      ...recommendationFields,
      verb: recommendationFields.verb.default(null),
      responsibleUnit: recommendationFields.responsibleUnit.default(null),
      phraseId: recommendationFields.phraseId.default(null),
    }),
    output: recommendation,
  }),
  'recommendations.update': command({ input: updateInput(recommendationFields), output: recommendation }),
  /**
   * Open recommendations of an agency that ended go to its successors: each successor gets one of its own, the old one
   * becomes `transferred`, and the note says why.
   */
  'recommendations.transfer': command({
    input: z.strictObject({
      items: z.array(z.strictObject({ id, rev })).min(1).max(500),
      toAgencyIds: z.array(id).min(1).max(50),
      on: day,
      note: requiredText(2000),
      legalText: text(1000).nullable().default(null),
    }),
    output: z.array(recommendation),
  }),
  'recommendations.delete': command({ input: deleteInput, output: deleted }),
} as const;
