/**
 * What an agency says of itself before the visit: its answers (by a workbook that goes out and comes back) and its
 * report, asked for, come in, late or missing.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { day, id, rev, rowStamp, text } from './common.ts';
import { renderedFile } from './documents.ts';
import { answerFields } from './visits.ts';

export const selfAnswer = z.strictObject({
  ...rowStamp,
  ...answerFields,
  visitId: id,
  criterionId: id,
  /** Documents that the agency names as proof. */
  evidence: z.string().nullable(),
  /** Hundredths by the criterion's rule; null where N/A or not answered. */
  earned: z.int().nullable(),
});
export type SelfAnswer = z.infer<typeof selfAnswer>;

export const selfReportState = z.enum([
  'not_asked',
  'waiting',
  'arrived',
  'arrived_late',
  'overdue',
  'excused',
]);
export type SelfReportState = z.infer<typeof selfReportState>;

export const selfReportFields = {
  /** Null: by the plan's deadline rule. */
  dueOn: day.nullable(),
  arrivedOn: day.nullable(),
  number: text(60).nullable(),
  symbol: text(60).nullable(),
  documentDate: day.nullable(),
  /** No report is asked of this agency (a surprise visit). */
  excused: z.boolean(),
  note: text(4000).nullable(),
};
export const selfReport = z.strictObject({
  visitId: id,
  /** Null while nothing has been recorded of it. */
  id: id.nullable(),
  rev: rev.nullable(),
  ...selfReportFields,
  agencyName: z.string(),
  /** What is due: the own day, else by the plan's rule; null where neither is known. */
  effectiveDueOn: z.string().nullable(),
  state: selfReportState,
  answered: z.int(),
  applicable: z.int(),
});
export type SelfReport = z.infer<typeof selfReport>;

export const selfReports = {
  'selfReports.list': query({
    input: z.strictObject({ planId: id, today: day }),
    output: z.array(selfReport),
  }),
  'selfReports.get': query({
    input: z.strictObject({ visitId: id, today: day }),
    output: z.strictObject({ report: selfReport, answers: z.array(selfAnswer) }),
  }),
  /** `rev` is null while nothing has been recorded. */
  'selfReports.save': command({
    input: z.strictObject({
      visitId: id,
      rev: rev.nullable(),
      patch: z.strictObject(selfReportFields).partial(),
      today: day,
    }),
    output: selfReport,
  }),
  /** One workbook for an agency: instructions, the outline of the report, and the questions with checked cells. */
  'selfReports.workbook': query({ input: z.strictObject({ visitId: id }), output: renderedFile }),
  /** All of a round in one ZIP, one workbook an agency. */
  'selfReports.workbooks': query({
    input: z.strictObject({ planId: id }),
    output: z.strictObject({ file: renderedFile, count: z.int() }),
  }),
  'selfReports.clearAnswers': command({
    input: z.strictObject({ visitId: id }),
    output: z.strictObject({ removed: z.int() }),
  }),
} as const;
