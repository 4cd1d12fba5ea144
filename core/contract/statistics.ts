/**
 * One-stop statistics: Biểu II.06a by agency and period (explicit days: 15th to 14th and calendar months both occur), the
 * counts beyond the form, what does not add up, and the indicators. Ratios travel as their two integers.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { byId, day, deleted, deleteInput, id, rev, rowStamp, shortText, text } from './common.ts';
import { renderedFile } from './documents.ts';

/** Columns 3 to 13 of the form, in its order. */
export const statisticsColumns = [
  'receivedTotal',
  'receivedOnline',
  'receivedDirectPostal',
  'carriedOver',
  'resolvedTotal',
  'resolvedEarly',
  'resolvedOnTime',
  'resolvedOverdue',
  'pendingTotal',
  'pendingInTime',
  'pendingOverdue',
] as const;
export type StatisticsColumn = (typeof statisticsColumns)[number];

/** Counts beyond the form (onestop.md §2). `online*Level*` belong to the era of levels, the rest to both. */
export const statisticsCounts = [
  'postal_received',
  'postal_returned',
  'results_returned',
  'online_full',
  'online_partial',
  'online_level_3',
  'online_level_4',
  'services_online_provided',
  'services_with_dossiers',
  'digitised_in',
  'e_results',
  'fee_transactions',
  'online_payments',
  'apology_letters',
  'returned_or_withdrawn',
  'awaiting_supplement',
] as const;
export type StatisticsCount = (typeof statisticsCounts)[number];

const count = z.int().min(0).max(1_000_000_000);
export const periodKind = z.enum(['month', 'quarter', 'half_year', 'nine_months', 'year', 'other']);
export const serviceEra = z.enum(['levels', 'full_partial']);

export const statisticsLine = z.strictObject({
  fieldName: text(300),
  isTotal: z.boolean(),
  ...(Object.fromEntries(statisticsColumns.map((key) => [key, count.nullable()])) as Record<
    StatisticsColumn,
    z.ZodNullable<typeof count>
  >),
});
export type StatisticsLine = z.infer<typeof statisticsLine>;

export const statisticsFields = {
  periodKind,
  periodFrom: day,
  periodTo: day,
  serviceEra,
  reportingUnit: shortText.nullable(),
  receivingUnit: shortText.nullable(),
  counts: z.partialRecord(z.enum(statisticsCounts), count),
  /** Typed explanations by the key of the check. */
  explanations: z.record(text(120), text(1000)),
  note: text(4000).nullable(),
};
export const statisticsReport = z.strictObject({
  ...rowStamp,
  ...statisticsFields,
  agencyId: id,
  agencyName: z.string(),
  form: z.enum(['II.06a']),
  formVersion: z.string(),
  source: z.enum(['typed', 'pasted', 'imported']),
  fileName: z.string().nullable(),
});
export type StatisticsReport = z.infer<typeof statisticsReport>;

/** A sum that does not hold: a warning with its difference, never a refusal; a person may explain it. */
export const statisticsCheck = z.strictObject({
  /** Stable: names the rule and the line ("c3=c4+c5+c6@2"). */
  key: z.string(),
  rule: z.enum(['received', 'resolved', 'pending', 'balance', 'total_row', 'carried_over', 'part_exceeds']),
  /** Line by its index; null for the report as a whole. */
  line: z.int().nullable(),
  column: z.string().nullable(),
  expected: z.int(),
  found: z.int(),
  difference: z.int(),
  explanation: z.string().nullable(),
});
export type StatisticsCheck = z.infer<typeof statisticsCheck>;

export const indicatorKeys = [
  'on_time',
  'resolved_overdue',
  'pending_overdue',
  'pending_overdue_share',
  'overdue_overall',
  'online',
  'online_levels_3_4',
  'postal_intake',
  'postal_return',
  'services_used',
  'digitised',
  'e_results',
  'online_payment',
  'apology',
] as const;
export const indicatorKey = z.enum(indicatorKeys);
export type IndicatorKey = (typeof indicatorKeys)[number];
/** `denominator` null: a plain count. Both null: not enough is known. A denominator of 0 is "—", never 0 %. */
export const indicator = z.strictObject({
  key: indicatorKey,
  numerator: z.int().nullable(),
  denominator: z.int().nullable(),
  /** As the screen and the paper show it: "(cột 8 + cột 9) / cột 7". */
  formula: z.string(),
});
export type Indicator = z.infer<typeof indicator>;

export const threshold = z.strictObject({
  ...rowStamp,
  planId: id.nullable(),
  indicator: indicatorKey,
  comparison: z.enum(['<', '<=', '>', '>=']),
  /** Hundredths of a percent for shares; a whole number for counts. */
  limitValue: z.int().min(0),
  text: text(1000).nullable(),
});
export type Threshold = z.infer<typeof threshold>;

export const statisticsDetail = z.strictObject({
  report: statisticsReport,
  lines: z.array(statisticsLine),
  /** The total row as the lines add up, column by column. */
  sums: z.record(z.string(), z.int().nullable()),
  checks: z.array(statisticsCheck),
  indicators: z.array(indicator),
  previous: z
    .strictObject({ id, periodFrom: z.string(), periodTo: z.string(), pendingTotal: z.int().nullable() })
    .nullable(),
});
export type StatisticsDetail = z.infer<typeof statisticsDetail>;

export const statistics = {
  'statistics.list': query({
    input: z.strictObject({
      agencyId: id.optional(),
      from: day.optional(),
      to: day.optional(),
    }),
    output: z.array(
      z.strictObject({
        ...statisticsReport.shape,
        warnings: z.int(),
        unexplained: z.int(),
        indicators: z.array(indicator),
      }),
    ),
  }),
  'statistics.get': query({ input: byId, output: statisticsDetail }),
  'statistics.create': command({
    input: z.strictObject({
      agencyId: id,
      periodKind,
      periodFrom: day,
      periodTo: day,
      serviceEra,
    }),
    output: statisticsDetail,
  }),
  'statistics.update': command({
    input: z.strictObject({ id, rev, patch: z.strictObject(statisticsFields).partial() }),
    output: statisticsDetail,
  }),
  /** The whole grid: what a person typed or pasted. Lines in their order; the total, where there is one, is among them. */
  'statistics.saveLines': command({
    input: z.strictObject({
      id,
      rev,
      lines: z.array(statisticsLine).max(2000),
      source: z.enum(['typed', 'pasted']).default('typed'),
    }),
    output: statisticsDetail,
  }),
  'statistics.delete': command({ input: deleteInput, output: deleted }),
  /** The report that answers a visit: the one chosen, else the one that covers most of the round's review period. */
  'statistics.forVisit': query({
    input: z.strictObject({ visitId: id }),
    output: z.strictObject({
      chosenId: id.nullable(),
      detail: statisticsDetail.nullable(),
      /** Everything of the agency, the newest first. */
      candidates: z.array(z.strictObject({ id, periodKind, periodFrom: z.string(), periodTo: z.string() })),
    }),
  }),
  /** Null: as the periods tell. */
  'statistics.chooseForVisit': command({
    input: z.strictObject({ visitId: id, reportId: id.nullable() }),
    output: z.strictObject({ visitId: id, reportId: id.nullable() }),
  }),
  'statistics.export': query({ input: byId, output: renderedFile }),
  'thresholds.list': query({
    /** Of the plan where it has its own, else of the office, else by the criterion's target. */
    input: z.strictObject({ planId: id.nullable() }),
    output: z.array(
      z.strictObject({
        indicator: indicatorKey,
        /** Null where nothing says when it becomes a limitation. */
        threshold: threshold.omit({ id: true, rev: true, provenance: true }).nullable(),
        row: threshold.nullable(),
        from: z.enum(['plan', 'office', 'criterion', 'none']),
      }),
    ),
  }),
  /** Sets or (with `limitValue` null) takes away. */
  'thresholds.save': command({
    input: z.strictObject({
      planId: id.nullable(),
      indicator: indicatorKey,
      comparison: threshold.shape.comparison,
      limitValue: threshold.shape.limitValue.nullable(),
      text: threshold.shape.text,
    }),
    output: z.strictObject({ id: id.nullable() }),
  }),
} as const;
