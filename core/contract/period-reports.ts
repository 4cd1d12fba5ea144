/**
 * The reports on reform that come back every year (báo cáo CCHC định kỳ): their outline with words, figures that say
 * where they come from, the annex in the form's order; and which agencies have sent theirs to the office.
 */
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
  text,
  updateInput,
  year,
} from './common.ts';
import { document, renderedFile } from './documents.ts';
import { paperState } from './remediation.ts';
import { annexRow, periodKind } from './settings.ts';

/** Where a figure can be looked at: an address of the application, or null where it is counted from many places. */
export const figureSource = z.strictObject({
  kind: z.enum([
    'tasks',
    'inspections',
    'remediation',
    'statistics',
    'agencies',
    'reports',
    'index',
    'typed',
  ]),
  /** What was counted, in words of the interface's language: key of i18n `periodic.sources`, and what it needs. */
  note: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  to: z.string().nullable(),
});
/** A count, or a share of two counts; null: the data does not say. */
export const reportFigure = z.strictObject({
  key: z.string(),
  value: z.int().nullable(),
  denominator: z.int().nullable(),
  unit: z.string(),
  source: figureSource,
  /** Typed by a person over what the data says. */
  typed: z.boolean(),
  /** What the data says, where a person typed something else. */
  computed: z.int().nullable(),
  typedRev: z.int().nullable(),
  typedNote: z.string().nullable(),
});
export type ReportFigure = z.infer<typeof reportFigure>;

export const periodSection = z.strictObject({
  ...rowStamp,
  periodReportId: id,
  ordinal: z.int(),
  key: z.string(),
  level: z.int(),
  title: z.string(),
  text: z.string().nullable(),
  /** Still as it stood in this earlier report. */
  carriedFrom: z.strictObject({ reportId: id, title: z.string() }).nullable(),
  /** A sentence from the figures, to take over by a click; null where nothing is known. */
  suggestion: z.string().nullable(),
  figures: z.array(reportFigure),
});
export type PeriodSection = z.infer<typeof periodSection>;

/** A row of the annex with what stands in it. */
export const annexLine = z.strictObject({
  ...annexRow.shape,
  value: z.int().nullable(),
  denominator: z.int().nullable(),
  source: figureSource.nullable(),
  typed: z.boolean(),
  computed: z.int().nullable(),
  typedRev: z.int().nullable(),
  typedNote: z.string().nullable(),
  /** How many agencies gave a figure for it. */
  agencies: z.int(),
});
export type AnnexLine = z.infer<typeof annexLine>;

export const periodReportFields = {
  title: requiredText(500),
  periodFrom: day,
  periodTo: day,
  dueOn: day.nullable(),
  agencyDueOn: day.nullable(),
  /** The annual plan whose tasks are counted; null: the office's own of that year. */
  parPlanId: id.nullable(),
  note: longText.nullable(),
};
/**
 * Over whose rows the figures are: the report's own office, every office whose rows are here, or one other. What each
 * office did counts once at the office that did it; an agency that several offices inspected is one agency.
 */
export const reportOffices = z.union([z.literal('own'), z.literal('all'), id]);
export type ReportOffices = z.infer<typeof reportOffices>;
/** What a report over other offices has to say of them. */
export const reportOver = z.strictObject({
  offices: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Expected to send, and nothing has come that reaches the end of the period; what came before is counted. */
  missing: z.array(z.string()),
  late: z.array(z.string()),
  /** False: another office's report over all offices; its figures are known there alone. */
  counted: z.boolean(),
});
export type ReportOver = z.infer<typeof reportOver>;
/** `drafting`: no document yet; `signed`: the document is issued. */
export const periodReportState = z.enum(['drafting', 'document', 'issued', 'overdue']);
export const boardCounts = z.strictObject({
  required: z.int(),
  onTime: z.int(),
  late: z.int(),
  waiting: z.int(),
  missing: z.int(),
});
export const periodReport = z.strictObject({
  ...rowStamp,
  ...periodReportFields,
  kind: periodKind,
  year,
  offices: reportOffices,
  illustrative: z.boolean(),
  state: periodReportState,
  documentId: id.nullable(),
  filled: z.int(),
  sections: z.int(),
  board: boardCounts,
});
export type PeriodReport = z.infer<typeof periodReport>;

export const agencyReportFields = {
  dueOn: day.nullable(),
  number: text(60).nullable(),
  symbol: text(60).nullable(),
  documentDate: day.nullable(),
  arrivedOn: day.nullable(),
  excused: z.boolean(),
  note: text(4000).nullable(),
};
export const agencyReport = z.strictObject({
  ...rowStamp,
  ...agencyReportFields,
  periodReportId: id,
  agencyId: id,
  agencyName: z.string(),
  agencyKind: z.string(),
  effectiveDueOn: z.string().nullable(),
  state: z.enum([...paperState.options, 'excused']),
  /** Figures of the annex that came in. */
  figures: z.int(),
  reminders: z.int(),
  lastRemindedOn: z.string().nullable(),
});
export type AgencyReport = z.infer<typeof agencyReport>;

export const periodReports = {
  'periodReports.list': query({
    input: z.strictObject({ year: year.optional(), today: day }),
    output: z.strictObject({
      reports: z.array(periodReport),
      /** What the schedule asks for in this year and nobody has begun, by due day. */
      expected: z.array(
        z.strictObject({
          kind: periodKind,
          year,
          name: z.string(),
          periodFrom: z.string(),
          periodTo: z.string(),
          dueOn: z.string(),
          agencyDueOn: z.string(),
        }),
      ),
    }),
  }),
  'periodReports.get': query({
    input: z.strictObject({ id, today: day }),
    output: z.strictObject({
      report: periodReport,
      /** Null: of the report's own office alone. */
      over: reportOver.nullable(),
      sections: z.array(periodSection),
      annex: z.array(annexLine),
      /** The one before it of the same kind or, failing that, the latest before it. */
      previous: z.strictObject({ id, title: z.string() }).nullable(),
      documents: z.array(document),
    }),
  }),
  /** By the schedule unless days are given. The outline and the annex are copied from the settings; who must report too. */
  'periodReports.create': command({
    input: z.strictObject({
      kind: periodKind,
      year,
      title: requiredText(500).optional(),
      periodFrom: day.optional(),
      periodTo: day.optional(),
      dueOn: day.nullable().optional(),
      agencyDueOn: day.nullable().optional(),
      today: day,
    }),
    output: periodReport,
  }),
  'periodReports.update': command({
    input: z.strictObject({
      id,
      rev,
      patch: z.strictObject({ ...periodReportFields, offices: reportOffices }).partial(),
      today: day,
    }),
    output: periodReport,
  }),
  'periodReports.delete': command({ input: deleteInput, output: deleted }),
  'periodReports.saveSection': command({
    input: updateInput({ text: longText.nullable(), title: requiredText(500) }),
    output: z.strictObject({ id, rev }),
  }),
  /** Empty sections take the words of an earlier report; they stay marked until somebody edits them. */
  'periodReports.carry': command({
    input: z.strictObject({ id, fromId: id }),
    output: z.strictObject({ carried: z.int() }),
  }),
  /** `value` null: back to what the data says. */
  'periodReports.setFigure': command({
    input: z.strictObject({
      reportId: id,
      key: text(60),
      rev: rev.nullable(),
      value: z.int().nullable(),
      note: text(1000).nullable().default(null),
    }),
    output: z.strictObject({ key: z.string() }),
  }),
  /** Rows of the form in their order, ready to copy into the ministry's software. */
  'periodReports.annex': query({
    input: byId,
    output: z.strictObject({ file: renderedFile, rows: z.int() }),
  }),

  'agencyReports.list': query({
    input: z.strictObject({ reportId: id, today: day }),
    output: z.array(agencyReport),
  }),
  /** Who must report: what has come in of others stays. */
  'agencyReports.setRequired': command({
    input: z.strictObject({ reportId: id, agencyIds: z.array(id).max(2_000), today: day }),
    output: z.strictObject({ added: z.int(), removed: z.int(), kept: z.int() }),
  }),
  'agencyReports.update': command({
    input: z.strictObject({ id, rev, patch: z.strictObject(agencyReportFields).partial(), today: day }),
    output: agencyReport,
  }),
  /** Many came on the same day: the registry clerk enters them in one go. */
  'agencyReports.arrive': command({
    input: z.strictObject({
      items: z.array(z.strictObject({ id, rev })).min(1).max(2_000),
      arrivedOn: day,
      today: day,
    }),
    output: z.array(agencyReport),
  }),
  'agencyReports.figures': query({
    input: byId,
    output: z.array(
      z.strictObject({ ...annexRow.shape, value: z.int().nullable(), note: z.string().nullable() }),
    ),
  }),
  /** The annex to be filled in by one agency, or by all who must report in one ZIP (import purpose `report_annex`). */
  'agencyReports.form': query({ input: byId, output: renderedFile }),
  'agencyReports.forms': query({
    input: z.strictObject({ reportId: id }),
    output: z.strictObject({ file: renderedFile, count: z.int() }),
  }),
  /** A letter to each agency whose report is missing on the day. */
  'agencyReports.remind': command({
    input: z.strictObject({ reportId: id, today: day }),
    output: z.array(document),
  }),
} as const;
