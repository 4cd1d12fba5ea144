// Days as the decree writes them: a leading zero for days below ten and for the months 1 and 2 only.

interface Day {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** A gap wide enough to be filled in by hand; non-breaking, so that no renderer collapses it. */
const GAP = '\u00a0'.repeat(6);

function parseDay(iso: string | null): Day | null {
  const match = iso === null ? null : /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (match === null) return null;
  const [, year = '', month = '', day = ''] = match;
  const plainMonth = String(Number(month));
  return { year, month: Number(month) < 3 ? plainMonth.padStart(2, '0') : plainMonth, day };
}

/** `ngày 09 tháng 8 năm 2019`; unknown: `ngày … tháng … năm …`. */
export function longDate(iso: string | null): string {
  const day = parseDay(iso);
  return day === null ? 'ngày … tháng … năm …' : `ngày ${day.day} tháng ${day.month} năm ${day.year}`;
}

/** `09/8/2019`; unknown: `…/…/…`. */
export function shortDate(iso: string | null): string {
  const day = parseDay(iso);
  return day === null ? '…/…/…' : `${day.day}/${day.month}/${day.year}`;
}

/** The date line of the header: a gap for day and month until the document is issued. */
export function headerDate(issuedOn: string | null, year: number | null): string {
  const day = parseDay(issuedOn);
  if (day !== null) return longDate(issuedOn);
  return `ngày${GAP}tháng${GAP}năm ${year === null ? GAP : String(year)}`;
}

/** `từ ngày 16 tháng 9 đến ngày 25 tháng 9 năm 2019`, one day, or only a start; null when nothing is known. */
export function dateRange(from: string | null, to: string | null): string | null {
  const start = parseDay(from);
  const end = parseDay(to);
  if (start === null) return end === null ? null : `đến ${longDate(to)}`;
  if (end === null) return `từ ${longDate(from)}`;
  if (from === to) return longDate(from);
  const first = start.year === end.year ? `ngày ${start.day} tháng ${start.month}` : longDate(from);
  return `từ ${first} đến ${longDate(to)}`;
}

/** `08 giờ 05 phút` from `08:05`; unknown: `… giờ … phút`. */
export function clockTime(time: string | null): string {
  const match = time === null ? null : /^(\d{1,2}):(\d{2})$/.exec(time);
  if (match === null) return '… giờ … phút';
  const [, hour = '', minute = ''] = match;
  return `${hour.padStart(2, '0')} giờ ${minute} phút`;
}

/** The gap for a number that is not yet given. */
export const NUMBER_GAP = GAP;
