/** The explanation round: the draft goes to the agency with a deadline; each remark is accepted or not, with a reason. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { day, deleted, deleteInput, id, requiredText, rev, rowStamp, text, updateInput } from './common.ts';

export const explanationFields = {
  sentOn: day.nullable(),
  letterNumber: text(60).nullable(),
  /** Null: by the plan's deadline rule. */
  dueOn: day.nullable(),
  answeredOn: day.nullable(),
  answerNumber: text(60).nullable(),
  /** The agency agrees with everything. */
  noRemarks: z.boolean(),
  note: text(4000).nullable(),
};
export const remarkFields = {
  findingId: id.nullable(),
  recommendationId: id.nullable(),
  /** The words of the draft that the remark is about, kept as they were sent. */
  draftText: text(8000).nullable(),
  content: requiredText(8000),
  /** Papers that the agency sends with it. */
  evidence: text(2000).nullable(),
  decision: z.enum(['accepted', 'partly', 'rejected']).nullable(),
  reason: text(4000).nullable(),
  /** The words as they are after it was accepted. */
  newText: text(8000).nullable(),
};
export const remark = z.strictObject({ ...rowStamp, ...remarkFields, visitId: id, ordinal: z.int() });
export type Remark = z.infer<typeof remark>;

export const explanationState = z.enum(['not_sent', 'waiting', 'overdue', 'answered', 'settled']);
export const explanationRound = z.strictObject({
  visitId: id,
  id: id.nullable(),
  rev: rev.nullable(),
  ...explanationFields,
  effectiveDueOn: z.string().nullable(),
  state: explanationState,
  remarks: z.array(remark),
  /** Remarks without a decision, or decided without a reason where one is needed. */
  open: z.int(),
});
export type ExplanationRound = z.infer<typeof explanationRound>;

export const remarks = {
  'explanations.get': query({
    input: z.strictObject({ visitId: id, today: day }),
    output: explanationRound,
  }),
  'explanations.save': command({
    input: z.strictObject({
      visitId: id,
      rev: rev.nullable(),
      patch: z.strictObject(explanationFields).partial(),
      today: day,
    }),
    output: explanationRound,
  }),
  'remarks.create': command({
    input: z.strictObject({
      visitId: id,
      content: remarkFields.content,
      ...z.strictObject(remarkFields).omit({ content: true }).partial().shape,
    }),
    output: remark,
  }),
  'remarks.update': command({ input: updateInput(remarkFields), output: remark }),
  /** Writes `newText` into the finding or recommendation that the remark is about: one change set, one undo. */
  'remarks.apply': command({ input: z.strictObject({ id, rev }), output: remark }),
  'remarks.move': command({
    input: z.strictObject({ id, rev, ordinal: z.int().min(1) }),
    output: z.array(remark),
  }),
  'remarks.delete': command({ input: deleteInput, output: deleted }),
} as const;
