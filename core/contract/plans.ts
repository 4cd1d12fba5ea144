/** Plans: đợt kiểm tra with its plan document. Number and symbol are free text with a generated default. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKind,
  byId,
  day,
  deleted,
  deleteInput,
  id,
  longText,
  requiredText,
  rev,
  rowStamp,
  shortText,
  text,
  updateInput,
  year,
} from './common.ts';
import { issuer } from './issuers.ts';
import { progress, visit } from './visits.ts';
import { team } from './teams.ts';
import { criteriaSet, domain } from './criteria.ts';
import { document } from './documents.ts';
import { groundWarning } from './legal.ts';

export const planStatuses = ['draft', 'approved', 'in_progress', 'reporting', 'closed', 'cancelled'] as const;
export const planStatus = z.enum(planStatuses);
export type PlanStatus = (typeof planStatuses)[number];
export const inspectionForm = z.enum(['direct', 'by_report', 'digital', 'surprise', 'thematic']);

/** How long after (or, for the two before the visit, before) an event. Working days by the office's calendar. */
export const deadlineRule = z.strictObject({
  days: z.int().min(0).max(365),
  unit: z.enum(['day', 'working_day']),
});
export type DeadlineRule = z.infer<typeof deadlineRule>;
/** Settings of the plan, never constants; what is absent has no deadline. */
export const deadlines = z
  .strictObject({
    /** Before the first day of the visit. */
    scheduleNotice: deadlineRule,
    selfReport: deadlineRule,
    /** After the last day of the visit. */
    minutes: deadlineRule,
    memberReport: deadlineRule,
    explanation: deadlineRule,
    notice: deadlineRule,
    /** After the notice. */
    remediation: deadlineRule,
  })
  .partial();
export type Deadlines = z.infer<typeof deadlines>;

export const planFields = {
  title: requiredText(500),
  year: year.nullable(),
  number: text(60).nullable(),
  symbol: text(60).nullable(),
  documentDate: day.nullable(),
  subject: text(1000).nullable(),
  issuerId: id.nullable(),
  /** Who issues the notices of this round; it may differ from the plan's issuer. */
  noticeIssuerId: id.nullable(),
  criteriaSetId: id.nullable(),
  legalGrounds: z.array(text(1000)).max(50),
  /** What is inspected (nội dung kiểm tra), in the plan's words; null where a source does not say. */
  contents: text(4000).nullable(),
  reviewPeriodFrom: day.nullable(),
  reviewPeriodTo: day.nullable(),
  reviewPeriodText: shortText.nullable(),
  inspectionForms: z.array(inspectionForm).max(5),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  scoring: z.boolean(),
  /** The demand to remedy and report back, as the notice words it. */
  remediationDemand: text(4000).nullable(),
  reportBackTo: shortText.nullable(),
  reportBackDueOn: day.nullable(),
  note: longText.nullable(),
  /** Percent of the agencies that the round is to reach (PAR-Index); null where no target is set. */
  coverageTarget: z.int().min(0).max(100).nullable(),
  /** False where a source names further teams that are not recorded here: coverage is then not known. */
  teamsComplete: z.boolean(),
  deadlines,
};
export const plan = z.strictObject({
  ...rowStamp,
  ...planFields,
  status: planStatus,
  illustrative: z.boolean(),
  officeId: id,
  copiedFromId: id.nullable(),
  /** The published text a sample round was made from, whole. */
  sourceText: z.string().nullable(),
});
export type Plan = z.infer<typeof plan>;

export const planRow = z.strictObject({
  ...plan.omit({ sourceText: true, note: true, legalGrounds: true, deadlines: true }).shape,
  issuerName: z.string().nullable(),
  visits: z.int(),
  visitsDone: z.int(),
  strengths: z.int(),
  limitations: z.int(),
  recommendations: z.int(),
  documents: z.int(),
  documentsIssued: z.int(),
});
export type PlanRow = z.infer<typeof planRow>;

export const planDetail = z.strictObject({
  plan,
  issuer: issuer.nullable(),
  noticeIssuer: issuer.nullable(),
  criteriaSet: criteriaSet.nullable(),
  domains: z.array(domain),
  teams: z.array(team),
  visits: z.array(visit),
  documents: z.array(document),
  progress,
  counts: z.strictObject({
    strengths: z.int(),
    limitations: z.int(),
    recommendations: z.int(),
    overdue: z.int(),
  }),
  /** States the plan may go to next (core/rules/plan-states.ts). */
  nextStatuses: z.array(planStatus),
});
export type PlanDetail = z.infer<typeof planDetail>;

/** Inspected out of all agencies of a kind in force in the round's time. */
export const coverageLine = z.strictObject({
  kind: agencyKind,
  inspected: z.int(),
  total: z.int(),
  /** Why the share cannot be told: other teams are not recorded, agencies are not named, or the list is empty. */
  unknown: z.enum(['teams', 'unnamed', 'no_agencies']).nullable(),
});
export const coverage = z.strictObject({
  target: z.int().nullable(),
  kinds: z.array(coverageLine),
  inspected: z.int(),
  total: z.int(),
  unknown: z.enum(['teams', 'unnamed', 'no_agencies']).nullable(),
  on: z.string(),
});
export type Coverage = z.infer<typeof coverage>;

/** Something of last year that stands in a text of this year's round. */
export const leftover = z.strictObject({
  kind: z.enum(['old_year', 'old_number', 'agency_name', 'doubled_words', 'mixed_team_words']),
  table: z.enum(['plan', 'team', 'team_member', 'visit', 'document', 'nomination', 'recommendation']),
  rowId: id,
  /** Wire name of the column. */
  field: z.string(),
  /** The text around it, with where the slip stands in it. */
  excerpt: z.string(),
  start: z.int(),
  length: z.int(),
  /** What was expected, where that can be told. */
  expected: z.string().nullable(),
});
export type Leftover = z.infer<typeof leftover>;

export const planTodo = z.strictObject({
  key: z.enum([
    'title',
    'number_date',
    'period',
    'review_period',
    'report_back',
    'grounds',
    'criteria_set',
    'team_decisions',
    'members',
    'agencies',
    'schedule',
    'deadlines',
    'issuer',
    'coverage',
    'leftovers',
  ]),
  state: z.enum(['todo', 'look', 'done']),
  /** How many things of this kind wait, where they can be counted. */
  count: z.int().nullable(),
});
export type PlanTodo = z.infer<typeof planTodo>;

/** What is still to be changed or looked at before the plan is signed. */
export const planReview = z.strictObject({
  todo: z.array(planTodo),
  leftovers: z.array(leftover),
  grounds: z.array(groundWarning),
  /** Agencies of the round that are no longer in force on its day, with who succeeded them. */
  endedAgencies: z.array(
    z.strictObject({
      visitId: id,
      agencyId: id,
      name: z.string(),
      successors: z.array(z.strictObject({ id, name: z.string() })),
    }),
  ),
});
export type PlanReview = z.infer<typeof planReview>;

export const plans = {
  'plans.coverage': query({ input: byId, output: coverage }),
  'plans.review': query({ input: byId, output: planReview }),
  /**
   * A new round from last year's: texts with the year moved on, number, dates and the days of visits empty, decisions
   * of teams empty. Agencies that ended are left out of the copy and named in the review of the source.
   */
  'plans.copy': command({
    input: z.strictObject({
      id,
      year,
      title: planFields.title.optional(),
      keep: z
        .strictObject({
          teams: z.boolean().default(true),
          members: z.boolean().default(true),
          agencies: z.boolean().default(true),
          grounds: z.boolean().default(true),
          programmes: z.boolean().default(true),
        })
        .default({ teams: true, members: true, agencies: true, grounds: true, programmes: true }),
    }),
    output: plan,
  }),
  /** Many agencies into a round at once: one change set. Those that are in it already are left as they are. */
  'plans.addAgencies': command({
    input: z.strictObject({
      planId: id,
      agencyIds: z.array(id).min(1).max(1000),
      teamId: id.nullable().default(null),
    }),
    output: z.strictObject({ added: z.int() }),
  }),
  'plans.list': query({
    input: z.strictObject({
      year: year.optional(),
      status: planStatus.optional(),
      text: text(200).optional(),
      officeId: id.optional(),
    }),
    output: z.array(planRow),
  }),
  'plans.get': query({ input: byId, output: planDetail }),
  'plans.create': command({
    input: z.strictObject({
      title: planFields.title,
      ...z.strictObject(planFields).omit({ title: true }).partial().shape,
    }),
    output: plan,
  }),
  'plans.update': command({ input: updateInput(planFields), output: plan }),
  'plans.setStatus': command({ input: z.strictObject({ id, rev, status: planStatus }), output: plan }),
  'plans.delete': command({ input: deleteInput, output: deleted }),
} as const;
