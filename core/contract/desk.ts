/**
 * What stands beside the answers of a visit: the agency's own, last year's, open recommendations, who owns which domain;
 * figures that other parts of the application can answer with; limitations that they propose; and what does not fit
 * together before the notice is drafted.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { day, id, text } from './common.ts';
import { finding } from './findings.ts';
import { selfAnswer } from './self-reports.ts';
import { answer, answerSource, choice } from './visits.ts';

/** An answer of an earlier round to what is the same criterion (copied, matched, or of the same digest). */
export const previousAnswer = z.strictObject({
  criterionId: id,
  visitId: id,
  planTitle: z.string(),
  year: z.int().nullable(),
  /** The agency that answered then, where it was a predecessor; null: this agency itself. */
  agencyName: z.string().nullable(),
  answer: answer.omit({ visitId: true, criterionId: true }),
});
export type PreviousAnswer = z.infer<typeof previousAnswer>;

export const openRecommendation = z.strictObject({
  id,
  planId: id,
  planTitle: z.string(),
  year: z.int().nullable(),
  text: z.string(),
  dueOn: z.string().nullable(),
  status: z.string(),
  domainKey: z.string().nullable(),
  /** Of this visit's set, where the finding behind it had a criterion that is the same. */
  criterionId: id.nullable(),
});
export type OpenRecommendation = z.infer<typeof openRecommendation>;

export const deskBeside = z.strictObject({
  visitId: id,
  selfAnswers: z.array(selfAnswer),
  previous: z.array(previousAnswer),
  openRecommendations: z.array(openRecommendation),
  /** The members of the visit's team with what each of them owns; `me` is the acting person, where that is one of them. */
  members: z.array(
    z.strictObject({ id, name: z.string(), role: z.string(), domainIds: z.array(id), me: z.boolean() }),
  ),
});
export type DeskBeside = z.infer<typeof deskBeside>;

/** A figure that answers a criterion, and where it comes from. */
export const derivedFigure = z.strictObject({
  criterionId: id,
  source: answerSource.shape.source,
  /** What it is made from, to read: "II.06a · 15/12/2021–14/3/2022". */
  label: z.string(),
  formula: z.string().nullable(),
  numerator: z.int().nullable(),
  denominator: z.int().nullable(),
  count: z.int().nullable(),
  choice: choice.nullable(),
  /** True where the present answer says just that. */
  same: z.boolean(),
  /** True where somebody answered something else. */
  differs: z.boolean(),
});
export type DerivedFigure = z.infer<typeof derivedFigure>;

export const proposal = z.strictObject({
  /** Stable for the same source and thing: "statistics:online", "procedures:board:missing". */
  key: z.string(),
  source: answerSource.shape.source,
  domainId: id,
  criterionId: id.nullable(),
  kind: z.literal('limitation'),
  text: z.string(),
  numerator: z.int().nullable(),
  denominator: z.int().nullable(),
  unit: z.string().nullable(),
  recommendation: z.string().nullable(),
  /** The threshold that it fell short of, to read; null where there is none. */
  because: z.string().nullable(),
  /** The finding that says it already. */
  findingId: id.nullable(),
});
export type Proposal = z.infer<typeof proposal>;

export const consistencyCodes = [
  'LIMITATION_WITHOUT_RECOMMENDATION',
  'LOST_POINT_WITHOUT_FINDING',
  'LOST_POINT_WITHOUT_EXPLANATION',
  'STRENGTH_AND_LIMITATION',
  'FIGURE_DIFFERS', // from the answer or from the statistics
  'FIGURE_IMPOSSIBLE', // the part exceeds the whole
  'DUE_ON_HOLIDAY',
  'DUE_BEFORE_NOTICE',
  'OTHER_AGENCY_NAMED',
  'OTHER_YEAR',
  'UNANSWERED',
  'REMARK_OPEN',
  'REPEATED_NOT_LINKED',
  'EMPTY_FIGURE', // a place to fill ({x/y}, …) is still in the words
] as const;
export const consistencyFault = z.strictObject({
  code: z.enum(consistencyCodes),
  severity: z.enum(['error', 'warning', 'info']),
  /** What to open. */
  target: z.strictObject({
    findingId: id.nullable(),
    recommendationId: id.nullable(),
    criterionId: id.nullable(),
    remarkId: id.nullable(),
  }),
  /** What the sentence needs. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ConsistencyFault = z.infer<typeof consistencyFault>;

export const desk = {
  'desk.beside': query({ input: z.strictObject({ visitId: id }), output: deskBeside }),
  'derived.list': query({ input: z.strictObject({ visitId: id }), output: z.array(derivedFigure) }),
  /** Writes the figures as answers, marked as derived. One change set. */
  'derived.take': command({
    input: z.strictObject({ visitId: id, criterionIds: z.array(id).min(1).max(2000) }),
    output: z.strictObject({ changed: z.int() }),
  }),
  'proposals.list': query({ input: z.strictObject({ visitId: id }), output: z.array(proposal) }),
  /** Makes findings of them, with their recommendations where asked. One change set. */
  'proposals.take': command({
    input: z.strictObject({
      visitId: id,
      keys: z.array(text(200)).min(1).max(200),
      withRecommendations: z.boolean().default(true),
    }),
    output: z.array(finding),
  }),
  /** Before the notice: what does not fit together. Of one visit, or of the whole round. */
  'consistency.check': query({
    input: z.strictObject({ planId: id, visitId: id.optional(), today: day }),
    output: z.array(consistencyFault),
  }),
} as const;
