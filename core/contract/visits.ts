/** Visits and the workspace of one: the checklist of what applies, answers, findings. Points are hundredths. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKind,
  byId,
  day,
  deleted,
  deleteInput,
  id,
  rev,
  rowStamp,
  shortText,
  text,
  updateInput,
} from './common.ts';
import { criterion, domain } from './criteria.ts';
import { finding } from './findings.ts';
import { recommendation } from './recommendations.ts';

export const visitStatuses = [
  'planned',
  'notified',
  'self_report_received',
  'visited',
  'minutes_signed',
  'notice_drafted',
  'notice_issued',
  'closed',
  'postponed',
  'cancelled',
  'replaced_by_report',
] as const;
export const visitStatus = z.enum(visitStatuses);
export type VisitStatus = (typeof visitStatuses)[number];

export const half = z.enum(['morning', 'afternoon']);
export type Half = z.infer<typeof half>;

export const visitFields = {
  teamId: id.nullable(),
  /** startsOn = endsOn: one day; endsOn null: only a start is known; both null: no day is known. */
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  /** Null: from the morning, until the afternoon. */
  startsHalf: half.nullable(),
  endsHalf: half.nullable(),
  location: shortText.nullable(),
  note: text(4000).nullable(),
};

/** Answered out of what applies to the agency's kind. `points`/`maxPoints` only where the plan scores. */
export const progress = z.strictObject({ answered: z.int(), applicable: z.int() });

export const visit = z.strictObject({
  ...rowStamp,
  ...visitFields,
  status: visitStatus,
  planId: id,
  agencyId: id,
  agencyVersionId: id,
  ordinal: z.int(),
  agencyName: z.string(),
  agencyShortName: z.string().nullable(),
  agencyKind,
  unnamed: z.boolean(),
  teamName: z.string().nullable(),
  progress,
  strengths: z.int(),
  limitations: z.int(),
  recommendations: z.int(),
});
export type Visit = z.infer<typeof visit>;

/** What the figures of rounds count. Everything that is asked for must hold. */
export const visitFilter = z.strictObject({
  planId: id.optional(),
  /** Of the round. */
  year: z.int().optional(),
  officeId: id.optional(),
  status: visitStatus.optional(),
  /** The team has been there, or has the report that stands for the visit. */
  done: z.boolean().optional(),
  /** Of visits that were made: announced to the agency; not yet; not yet and past the round's deadline. */
  notice: z.enum(['out', 'waiting', 'overdue']).optional(),
  /** With remarks of the agency that nobody has decided on. */
  remarks: z.literal('undecided').optional(),
  selfReport: z.literal('overdue').optional(),
  /** A part of the checklist is out on a laptop. */
  handout: z.literal('out').optional(),
  /** Put off without a day, or to one that has passed. */
  newDay: z.literal('missing').optional(),
  /** Takes place within these days, both included; what was put off or called off does not, unless its state is asked for. */
  from: day.optional(),
  to: day.optional(),
  /** What this figure of a periodic report counts. */
  ofReport: z.strictObject({ reportId: id, figure: text(60) }).optional(),
  /** What is overdue is so on this day: wanted with `notice` overdue, `selfReport` and `newDay`. */
  today: day.optional(),
});
export type VisitFilter = z.infer<typeof visitFilter>;

export const choice = z.enum(['yes', 'partial', 'no']);

/** Where a taken-over answer comes from; gone as soon as a person changes a figure. */
export const answerSource = z.strictObject({
  source: z.enum([
    'II.06a',
    'procedures',
    'dossier sample',
    'document sample',
    'plan tasks',
    'recommendations',
    'periodic reports',
  ]),
  /** The report, list or sample; null where it is made of many rows. */
  id: id.nullable(),
  /** To read: "II.06a · 15/12/2021–14/3/2022". */
  label: text(300),
});
export type AnswerSource = z.infer<typeof answerSource>;

export const answerFields = {
  notApplicable: z.boolean(),
  choice: choice.nullable(),
  numerator: z.int().min(0).max(1_000_000_000).nullable(),
  denominator: z.int().min(0).max(1_000_000_000).nullable(),
  count: z.int().min(0).max(1_000_000_000).nullable(),
  /** Judged points in hundredths; null where the rule computes them. */
  points: z.int().min(0).max(100_000).nullable(),
  note: text(8000).nullable(),
};
export const answer = z.strictObject({
  ...rowStamp,
  ...answerFields,
  /** Documents seen at the desk without a file, one a line. */
  documentsSeen: text(4000).nullable(),
  derived: answerSource.nullable(),
  visitId: id,
  criterionId: id,
  /** Hundredths earned by the rule of the criterion; null when N/A or not answered. */
  earned: z.int().nullable(),
});
export type Answer = z.infer<typeof answer>;

export const answerPatch = z
  .strictObject({ ...answerFields, documentsSeen: answer.shape.documentsSeen })
  .partial();

export const domainScore = z.strictObject({
  domainId: id,
  answered: z.int(),
  applicable: z.int(),
  /** Answered with less than everything and without a word why. */
  unexplained: z.int(),
  earned: z.int(),
  /** Σ max of what applies and is not N/A, answered or not: the score is earned ÷ max. */
  max: z.int(),
});
export type DomainScore = z.infer<typeof domainScore>;

export const visitWorkspace = z.strictObject({
  visit,
  plan: z.strictObject({
    id,
    title: z.string(),
    scoring: z.boolean(),
    illustrative: z.boolean(),
    status: z.string(),
    criteriaSetId: id.nullable(),
  }),
  domains: z.array(domain),
  /** What applies to the agency's kind, in the order of the set. */
  criteria: z.array(criterion),
  answers: z.array(answer),
  scores: z.array(domainScore),
  /** This agency's own findings, and the collective ones of the round. */
  findings: z.array(finding),
  recommendations: z.array(recommendation),
});
export type VisitWorkspace = z.infer<typeof visitWorkspace>;

export const visits = {
  'visits.list': query({ input: visitFilter, output: z.array(visit) }),
  'visits.get': query({ input: byId, output: visitWorkspace }),
  'visits.create': command({
    input: z.strictObject({ planId: id, agencyId: id, ...z.strictObject(visitFields).partial().shape }),
    output: visit,
  }),
  'visits.update': command({ input: updateInput(visitFields), output: visit }),
  /** Moves along the state machine of core/rules/visit-states.ts. */
  'visits.setStatus': command({ input: z.strictObject({ id, rev, status: visitStatus }), output: visit }),
  'visits.delete': command({ input: deleteInput, output: deleted }),
  /**
   * Creates or changes the answer to one criterion. `rev` is null when there was none. Returns the answer and
   * the score of its domain, so that one reply repaints the line and the sum.
   */
  'answers.save': command({
    input: z.strictObject({
      visitId: id,
      criterionId: id,
      rev: rev.nullable(),
      patch: answerPatch,
    }),
    output: z.strictObject({ answer, score: domainScore }),
  }),
  /** Many at once (a group in order, a pasted column, figures taken over): one change set, one undo. */
  'answers.saveMany': command({
    input: z.strictObject({
      visitId: id,
      items: z
        .array(z.strictObject({ criterionId: id, rev: rev.nullable(), patch: answerPatch }))
        .min(1)
        .max(5000),
    }),
    output: z.strictObject({ answers: z.array(answer), scores: z.array(domainScore) }),
  }),
  'answers.clear': command({ input: deleteInput, output: z.strictObject({ id, score: domainScore }) }),
} as const;
