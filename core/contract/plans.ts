/** Plans: đợt kiểm tra with its plan document. Number and symbol are free text with a generated default. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
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

export const planStatuses = ['draft', 'approved', 'in_progress', 'reporting', 'closed', 'cancelled'] as const;
export const planStatus = z.enum(planStatuses);
export type PlanStatus = (typeof planStatuses)[number];
export const inspectionForm = z.enum(['direct', 'by_report', 'digital', 'surprise', 'thematic']);

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
};
export const plan = z.strictObject({
  ...rowStamp,
  ...planFields,
  status: planStatus,
  illustrative: z.boolean(),
  officeId: id,
  /** The published text a sample round was made from, whole. */
  sourceText: z.string().nullable(),
});
export type Plan = z.infer<typeof plan>;

export const planRow = z.strictObject({
  ...plan.omit({ sourceText: true, note: true, legalGrounds: true }).shape,
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

export const plans = {
  'plans.list': query({
    input: z.strictObject({
      year: year.optional(),
      status: planStatus.optional(),
      text: text(200).optional(),
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
