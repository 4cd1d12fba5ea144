/**
 * The periods of the reports that come back every year, from the office's schedule: days of a rule in a year, what
 * reports are called, what is still to be begun, which came before. Pure; knows no row.
 */
import type { PeriodKind, PeriodRule } from '../contract/settings.ts';

type MonthDay = PeriodRule['to'];

export interface PeriodDays {
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly dueOn: string;
  readonly agencyDueOn: string;
}

const pad = (value: number, length: number) => String(value).padStart(length, '0');

/** The last day of the month where the month is too short for the rule. */
function dayIn(year: number, { month, day }: MonthDay): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(day, last), 2)}`;
}

const HALF_A_YEAR = 183;
const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * `year` is the year that the report speaks of. A due day that lies before the end of the period is the next year's (the
 * report of a whole year, due in January), unless that would be most of a year away: then the office wants it early.
 */
export function periodOfRule(rule: PeriodRule, year: number): PeriodDays {
  const periodFrom = dayIn(rule.fromYearBefore ? year - 1 : year, rule.from);
  const periodTo = dayIn(year, rule.to);
  const sameYear = dayIn(year, rule.due);
  const nextYear = dayIn(year + 1, rule.due);
  const dueOn = sameYear >= periodTo || daysFrom(periodTo, nextYear) > HALF_A_YEAR ? sameYear : nextYear;
  const dueYear = Number(dueOn.slice(0, 4));
  const beside = dayIn(dueYear, rule.agencyDue);
  // Agencies report to the office earlier: the last such day that is not behind the office's own.
  const agencyDueOn = beside <= dueOn ? beside : dayIn(dueYear - 1, rule.agencyDue);
  return { periodFrom, periodTo, dueOn, agencyDueOn };
}

/** The rule of a kind; `other` has none, however many of them a schedule names. */
export function ruleOf(schedule: readonly PeriodRule[], kind: PeriodKind): PeriodRule | undefined {
  return kind === 'other' ? undefined : schedule.find((rule) => rule.kind === kind);
}

const periodWords: Readonly<Record<Exclude<PeriodKind, 'other'>, (year: number) => string>> = {
  quarter_1: (year) => `quý I năm ${String(year)}`,
  half_year: (year) => `6 tháng đầu năm ${String(year)}`,
  quarter_3: (year) => `quý III năm ${String(year)}`,
  year: (year) => `năm ${String(year)}`,
};

/** `quý III năm 2026`; null for a period that no habit names. */
export function periodName(kind: PeriodKind, year: number): string | null {
  return kind === 'other' ? null : periodWords[kind](year);
}

/** What comes after the one, in words: `IV. NHIỆM VỤ TRỌNG TÂM …`. */
export function nextPeriodName(kind: PeriodKind, year: number): string | null {
  switch (kind) {
    case 'quarter_1':
      return `quý II năm ${String(year)}`;
    case 'half_year':
      return `6 tháng cuối năm ${String(year)}`;
    case 'quarter_3':
      return `quý IV năm ${String(year)}`;
    case 'year':
      return `năm ${String(year + 1)}`;
    case 'other':
      return null;
  }
}

export function periodTitle(kind: PeriodKind, year: number, name: string | null = null): string {
  const words = periodName(kind, year);
  return words === null
    ? (name ?? `Báo cáo công tác cải cách hành chính năm ${String(year)}`)
    : `Báo cáo công tác cải cách hành chính ${words}`;
}

export interface ExpectedPeriod extends PeriodDays {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly name: string;
}
export interface BegunReport {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly title: string;
}

/** What the schedule asks for in a year and nobody has begun, by due day; an `other` one is known by its name. */
export function expectedPeriods(
  schedule: readonly PeriodRule[],
  year: number,
  begun: readonly BegunReport[],
): ExpectedPeriod[] {
  return schedule
    .filter(
      ({ kind, name }) =>
        !begun.some(
          (one) => one.kind === kind && one.year === year && (kind !== 'other' || one.title === name),
        ),
    )
    .map((rule) => ({ kind: rule.kind, year, name: rule.name, ...periodOfRule(rule, year) }))
    .toSorted((a, b) => (a.dueOn === b.dueOn ? (a.name < b.name ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1));
}

export interface PlacedReport {
  readonly id: string;
  readonly kind: PeriodKind;
  readonly periodFrom: string;
  readonly periodTo: string;
}

/** The one before it of the same kind or, failing that, the latest that ended before it does. */
export function previousReport<R extends PlacedReport>(report: R, all: readonly R[]): R | undefined {
  const before = all
    .filter(
      (one) =>
        one.id !== report.id &&
        (one.periodTo < report.periodTo ||
          (one.periodTo === report.periodTo && one.periodFrom > report.periodFrom)),
    )
    .toSorted(
      (a, b) =>
        (a.periodTo < b.periodTo ? 1 : a.periodTo > b.periodTo ? -1 : 0) ||
        (a.periodFrom < b.periodFrom ? 1 : a.periodFrom > b.periodFrom ? -1 : 0) ||
        (a.id < b.id ? 1 : -1),
    );
  return before.find(({ kind }) => kind === report.kind) ?? before[0];
}
