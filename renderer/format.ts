// Days, ranges, times and points as the screen shows them. The same in both languages: they are what officials
// write on paper. Reading what people type is core/rules/format.ts.
import { formatHundredths, shortDay } from '../core/rules/format.ts';

export { formatCount, formatPercent, parseCount, parseDay, shortDay } from '../core/rules/format.ts';

/** Null becomes nothing; the screen decides what stands for "not known". */
export function dayOrBlank(iso: string | null): string {
  return iso === null ? '' : shortDay(iso);
}

/** One day, a range (16/9 – 25/9/2019), or only a start (từ …). */
export function dayRange(from: string | null, to: string | null, fromWord: string): string {
  if (from === null) return to === null ? '' : `– ${shortDay(to)}`;
  if (to === null) return `${fromWord} ${shortDay(from)}`;
  if (from === to) return shortDay(from);
  const start = shortDay(from);
  return from.slice(0, 4) === to.slice(0, 4)
    ? `${start.slice(0, -5)} – ${shortDay(to)}`
    : `${start} – ${shortDay(to)}`;
}

/** `09:41`, this PC's clock. */
export function clockOf(instant: number): string {
  const date = new Date(instant);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** `09:41 ngày 16/9/2019` without the words: time, then day. */
export function momentOf(instant: number): string {
  const date = new Date(instant);
  const iso = `${String(date.getFullYear())}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
  return `${clockOf(instant)} ${shortDay(iso)}`;
}

/** Hundredths of a point: 150 → 1,5. */
export function points(hundredths: number): string {
  return formatHundredths(hundredths);
}
