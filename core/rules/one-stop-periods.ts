/**
 * Periods of the one-stop statistics: proposed by two habits (data cut on the 15th, and calendar months), always kept as
 * explicit days, and named again from them. Pure; knows no report.
 */
import type { z } from 'zod';
import { isDay } from '../contract/day.ts';
import type { periodKind } from '../contract/statistics.ts';
import { shortDay } from './format.ts';

export type PeriodKind = z.infer<typeof periodKind>;
/** `cut`: from the 15th to the 14th. `calendar`: from the first to the last day of months. */
export type PeriodConvention = 'cut' | 'calendar';
export interface Period {
  readonly from: string;
  readonly to: string;
}
/** Which of its year: month 1–12, quarter 1–4, half 1–2; 1 for the others. */
export interface PeriodName {
  readonly kind: PeriodKind;
  readonly number: number;
  readonly year: number;
  readonly convention: PeriodConvention;
}

/** How many months a kind takes; `other` has no rule. */
const months: Readonly<Partial<Record<PeriodKind, number>>> = {
  month: 1,
  quarter: 3,
  half_year: 6,
  nine_months: 9,
  year: 12,
};

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** `month` may lie outside of 1–12: month 0 is December of the year before. */
function iso(year: number, month: number, day: number): string {
  const index = year * 12 + (month - 1);
  return `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1)}-${pad(day)}`;
}

function lastDay(year: number, month: number): string {
  for (const day of [31, 30, 29]) {
    const candidate = iso(year, month, day);
    if (isDay(candidate)) return candidate;
  }
  return iso(year, month, 28);
}

/** How many there are in a year. */
export function numbersOf(kind: PeriodKind): number {
  const length = months[kind];
  if (length === undefined || kind === 'nine_months') return 1;
  return 12 / length;
}

/** Null where there is no such period (quarter 5), or the kind has no rule. */
export function periodOf({ kind, number, year, convention }: PeriodName): Period | null {
  const length = months[kind];
  if (length === undefined || !Number.isInteger(number) || number < 1 || number > numbersOf(kind))
    return null;
  const last = number * length;
  const first = last - length + 1;
  return convention === 'calendar'
    ? { from: iso(year, first, 1), to: lastDay(year, last) }
    : { from: iso(year, first - 1, 15), to: iso(year, last, 14) };
}

/** What the days are called by the habits; null where they follow neither. */
export function nameOfPeriod({ from, to }: Period): PeriodName | null {
  const year = Number(to.slice(0, 4));
  const month = Number(to.slice(5, 7));
  for (const convention of ['cut', 'calendar'] as const) {
    for (const kind of ['month', 'quarter', 'half_year', 'nine_months', 'year'] as const) {
      const length = months[kind] ?? 0;
      if (month % length !== 0) continue;
      const name: PeriodName = { kind, number: month / length, year, convention };
      const period = periodOf(name);
      if (period?.from === from && period.to === to) return name;
    }
  }
  return null;
}

const roman = ['', 'I', 'II', 'III', 'IV'];

/** "Quý I/2022", "Tháng 3/2022", "6 tháng đầu năm 2022", "Năm 2022"; the days where no habit names them. */
export function periodTitle(period: Period, language: 'vi' | 'en' = 'vi'): string {
  const name = nameOfPeriod(period);
  if (name === null) return periodDays(period);
  const { kind, number, year } = name;
  const vi = language === 'vi';
  switch (kind) {
    case 'month':
      return vi ? `Tháng ${number}/${year}` : `Month ${number}/${year}`;
    case 'quarter':
      return vi ? `Quý ${roman[number] ?? number}/${year}` : `Quarter ${roman[number] ?? number}/${year}`;
    case 'half_year':
      if (vi) return number === 1 ? `6 tháng đầu năm ${year}` : `6 tháng cuối năm ${year}`;
      return number === 1 ? `First half of ${year}` : `Second half of ${year}`;
    case 'nine_months':
      return vi ? `9 tháng đầu năm ${year}` : `First nine months of ${year}`;
    default:
      return vi ? `Năm ${year}` : `Year ${year}`;
  }
}

/** "15/12/2021–14/3/2022". */
export function periodDays({ from, to }: Period): string {
  return `${shortDay(from)}–${shortDay(to)}`;
}

/** "Quý I/2022 (15/12/2021–14/3/2022)". */
export function periodLabel(period: Period, language: 'vi' | 'en' = 'vi'): string {
  const title = periodTitle(period, language);
  const days = periodDays(period);
  return title === days ? days : `${title} (${days})`;
}

/** The day before, in days of the calendar. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** How many days two periods share. */
export function sharedDays(one: Period, other: Period): number {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  const days = (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000 + 1;
  return Math.max(0, days);
}
