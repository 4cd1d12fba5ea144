/**
 * Numbers and days as officials type and read them on the screen: 09/8/2019, 1.204, 98,53 %. Reading is
 * generous (9/8/19, 09-08-2019, 98.53), and gives null rather than a guess. Documents are worded elsewhere.
 */
import { isDay } from '../contract/day.ts';
import { shortDate } from '../documents/wording/dates.ts';
import { formatHundredths, formatInteger } from '../documents/wording/numbers.ts';
import { fraction, roundHalfUp } from './rational.ts';

export { formatHundredths } from '../documents/wording/numbers.ts';

/** Two digits mean the years 1950–2049. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

/** `9/8/19`, `09-08-2019`, `9.8.2019`, `2019-08-09`, `ngày 09 tháng 8 năm 2019` → `2019-08-09`; else null. */
export function parseDay(text: string): string | null {
  const trimmed = text.normalize('NFC').trim();
  if (isDay(trimmed)) return trimmed;
  const match =
    /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})$/.exec(trimmed) ??
    /^(?:ngày\s+)?(\d{1,2})\s+(tháng)\s+(\d{1,2})\s+năm\s+(\d{4})$/i.exec(trimmed);
  if (match === null) return null;
  const [, day = '', , month = '', year = ''] = match;
  const iso = `${String(fullYear(year))}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
}

/** `2019-08-09` → `09/8/2019`. */
export function shortDay(iso: string): string {
  return shortDate(iso);
}

/** `1204`, `1.204` or `1 204` → 1204. Commas and misplaced points are no whole number: null. */
export function parseCount(text: string): number | null {
  const trimmed = text.trim();
  if (!/^(?:\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0]\d{3})+)$/.test(trimmed)) return null;
  const value = Number(trimmed.replace(/\D/g, ''));
  return Number.isSafeInteger(value) ? value : null;
}

/** `1204` → `1.204`. */
export function formatCount(value: number): string {
  return formatInteger(value);
}

/**
 * A number with at most two decimals as hundredths: `98,53`, `98.53`, `98,5 %`, `1.204,5`. A single point
 * followed by three digits groups thousands, as Vietnamese numbers do.
 */
export function parseHundredths(text: string): number | null {
  const bare = text.trim().replace(/\s*%$/, '');
  const match = /^(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/.exec(bare) ?? /^(\d+)\.(\d{1,2})$/.exec(bare);
  if (match === null) return null;
  const [, whole = '', places = ''] = match;
  const value = Number(whole.replaceAll('.', '')) * 100 + Number(places.padEnd(2, '0'));
  return Number.isSafeInteger(value) ? value : null;
}

/** The share in hundredths of a percent, halves up; null where the denominator is 0. */
export function percentHundredths(numerator: number, denominator: number): number | null {
  if (denominator <= 0 || numerator < 0) return null;
  return roundHalfUp(fraction(BigInt(numerator) * 10_000n, denominator));
}

/** `98,53 %` (the space does not break); null where a percentage has no meaning. */
export function formatPercent(numerator: number, denominator: number): string | null {
  const hundredths = percentHundredths(numerator, denominator);
  return hundredths === null ? null : formatPercentHundredths(hundredths);
}

/** `9853` → `98,53 %`. */
export function formatPercentHundredths(hundredths: number): string {
  return `${formatHundredths(hundredths)}\u00a0%`;
}
