/** What the office decides once for all rounds; whatever has no row is as core/rules/settings.ts proposes. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { noInput, requiredText, shortText, text } from './common.ts';

export const periodKind = z.enum(['quarter_1', 'half_year', 'quarter_3', 'year', 'other']);
export type PeriodKind = z.infer<typeof periodKind>;

const monthDay = z.strictObject({ month: z.int().min(1).max(12), day: z.int().min(1).max(31) });

/** One of the reports that come back every year. `from` lies in the year before where `fromYearBefore`. */
export const periodRule = z.strictObject({
  kind: periodKind,
  name: requiredText(120),
  from: monthDay,
  fromYearBefore: z.boolean(),
  to: monthDay,
  due: monthDay,
  /** Agencies report to the office earlier. */
  agencyDue: monthDay,
});
export type PeriodRule = z.infer<typeof periodRule>;

/** A heading of the periodic report; `figures` are keys of core/rules/report-figures.ts that stand beside its text. */
export const outlineSection = z.strictObject({
  key: text(60).regex(/^[a-z0-9_]+$/),
  level: z.int().min(1).max(3),
  title: requiredText(500),
  figures: z.array(text(60)).max(40),
});
export type OutlineSection = z.infer<typeof outlineSection>;

/** A row of the annex of figures, in the order of the form. */
export const annexRow = z.strictObject({
  key: text(60).regex(/^[a-z0-9_]+$/),
  /** As printed: `I`, `1`, `1.1`. */
  label: text(20),
  title: requiredText(500),
  unit: text(60),
  /** A heading without a figure of its own. */
  isGroup: z.boolean(),
  /** A figure that the data gives (core/rules/report-figures.ts); null: only people know it. */
  figure: text(60).nullable(),
  /** Agencies send it too, and the office's figure is the sum of theirs. */
  fromAgencies: z.boolean(),
});
export type AnnexRow = z.infer<typeof annexRow>;

/** From `from` percent (hundredths of a percent) upwards; the last band begins at 0. */
export const gradeBand = z.strictObject({ from: z.int().min(0).max(10_000), name: requiredText(60) });
export type GradeBand = z.infer<typeof gradeBand>;

export const settingsShape = {
  /** What "on time" counts by: the day on the paper, or the day it arrived; where that is blank, the other. */
  onTimeBy: z.enum(['document_date', 'arrival']),
  /** Whether what an agency has reported still counts as overdue until it is verified. */
  overdueCounts: z.enum(['not_reported', 'not_verified']),
  reportSchedule: z.array(periodRule).min(1).max(12),
  reportOutline: z.array(outlineSection).min(1).max(80),
  reportAnnex: z.array(annexRow).min(1).max(300),
  gradeBands: z.array(gradeBand).min(1).max(12),
  /** Who gets the letters of the second and third reminder besides the agency. */
  reminderEscalation: z.array(shortText).max(5),
};
export const settingKey = z.enum(
  Object.keys(settingsShape) as [keyof typeof settingsShape, ...(keyof typeof settingsShape)[]],
);
export type SettingKey = z.infer<typeof settingKey>;
export const officeSettings = z.strictObject(settingsShape);
export type OfficeSettings = z.infer<typeof officeSettings>;

const held = z.strictObject({
  values: officeSettings,
  /** The rev of each key's row; null where the proposal holds. */
  revs: z.record(settingKey, z.int().nullable()),
});

export const settings = {
  'settings.get': query({ input: noInput, output: held }),
  /** One key at a time; `value: null` goes back to the proposal. VALIDATION names the place inside the value. */
  'settings.set': command({
    input: z.strictObject({ key: settingKey, rev: z.int().nullable(), value: z.json().nullable() }),
    output: held,
  }),
} as const;
