/** The wording bank: sentences that were used, found again by words with or without marks, with how often and where. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { deleted, deleteInput, id, noInput, requiredText, rowStamp, text, updateInput } from './common.ts';

export const phraseKind = z.enum(['strength', 'limitation', 'recommendation']);
export const phraseFields = {
  kind: phraseKind,
  /** Of the domain by its key, so that it serves every set; null: of any. */
  domainKey: text(60).nullable(),
  criterionCode: text(60).nullable(),
  /** May carry places to fill: {đơn vị}, {x}, {y}, {x/y}, {tỷ lệ}. */
  text: requiredText(4000),
  hidden: z.boolean(),
};
export const phrase = z.strictObject({
  ...rowStamp,
  ...phraseFields,
  source: z.enum(['typed', 'learnt', 'starter']),
});
export type Phrase = z.infer<typeof phrase>;

export const phraseHit = z.strictObject({
  /** Null: a sentence of an earlier finding or recommendation that is not in the bank. */
  phraseId: id.nullable(),
  findingId: id.nullable(),
  text: z.string(),
  kind: phraseKind,
  domainKey: z.string().nullable(),
  criterionCode: z.string().nullable(),
  /** How often it was used: in this plan, for this agency, for this criterion, at all. */
  uses: z.strictObject({ plan: z.int(), agency: z.int(), criterion: z.int(), all: z.int() }),
  exact: z.boolean(),
});
export type PhraseHit = z.infer<typeof phraseHit>;

export const phrases = {
  /** Without words: what fits the criterion and the domain, the most used first. */
  'phrases.search': query({
    input: z.strictObject({
      text: text(200).default(''),
      kind: phraseKind.optional(),
      planId: id.optional(),
      agencyId: id.optional(),
      criterionId: id.optional(),
      domainKey: text(60).optional(),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.array(phraseHit),
  }),
  'phrases.list': query({
    input: z.strictObject({ kind: phraseKind.optional(), hidden: z.boolean().optional() }),
    output: z.array(z.strictObject({ ...phrase.shape, uses: z.int() })),
  }),
  'phrases.create': command({
    input: z.strictObject({
      ...phraseFields,
      domainKey: phraseFields.domainKey.default(null),
      criterionCode: phraseFields.criterionCode.default(null),
      hidden: phraseFields.hidden.default(false),
    }),
    output: phrase,
  }),
  'phrases.update': command({ input: updateInput(phraseFields), output: phrase }),
  /** The starter sentences that are not in the bank: they come with set-up, and again on request. */
  'phrases.addStarter': command({ input: noInput, output: z.strictObject({ added: z.int() }) }),
  'phrases.delete': command({ input: deleteInput, output: deleted }),
} as const;
