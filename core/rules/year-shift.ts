/**
 * A text of last year's made one of this year's: years move on, but not those inside the number of a legal document
 * (30/2020/NĐ-CP), a citation's date, a period (giai đoạn 2021 - 2030) or anything that a caller protects.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a year belongs to something that stays as it is. */
const fixed: readonly RegExp[] = [
  // Number and symbol, with the date and issuer that follow it: "số 2676/KH-UBND ngày 09/8/2019".
  /(?<![\p{L}\p{N}])\d+[\p{L}]?\s*\/(?:\s*\d{4}\s*\/)?\s*(?=\p{Lu})[\p{L}\p{N}&]+(?:\s*[-–]\s*(?=\p{Lu})[\p{Lu}\p{N}&][\p{L}\p{N}&]*)*(?:[\s,]*(?:ngày\s+)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|[\s,]*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|[\s,]*năm\s+\d{4}(?=\s+của))?/gu,
  // A law with its day or year.
  /(?:Luật|Pháp lệnh|Bộ luật|Hiến pháp)\s[^;.\n]{0,160}?(?:ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+)?năm\s+\d{4}/gu,
  /(?:Luật|Pháp lệnh|Bộ luật|Hiến pháp)\s[^;.,\n]{0,120}?\s\d{4}/gu,
  // A period of several years.
  /(?<![\p{L}\p{N}/])\d{4}\s*[-–—]\s*\d{4}(?![\p{N}])/gu,
  /(?:từ\s+)?năm\s+\d{4}\s+đến\s+(?:hết\s+)?năm\s+\d{4}/giu,
];

export function fixedSpans(text: string): Span[] {
  return fixed.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
}

export interface YearMention extends Span {
  readonly year: number;
}

/** The years that a text speaks of, in running text or in a day (16/9/2019, tháng 9 năm 2019). */
export function yearMentions(text: string, protectedSpans: readonly Span[] = []): YearMention[] {
  const spans = [...fixedSpans(text), ...protectedSpans];
  return [...text.matchAll(/(?<![\p{L}\p{N}])(?:19|20|21)\d{2}(?![\p{L}\p{N}])/gu)]
    .map((match) => ({ start: match.index, end: match.index + 4, year: Number(match[0]) }))
    .filter(({ start, end }) => !spans.some((span) => start >= span.start && end <= span.end));
}

/** Years of the round move on by as many years; periods, numbers and citations stay. */
export function shiftYears(text: string, from: number, to: number): string {
  let result = '';
  let last = 0;
  for (const { start, end, year } of yearMentions(text)) {
    const moved = year + (to - from);
    // Only what belongs to the round or the year before it ("khắc phục … năm 2018"): older years are history.
    if (year < from - 1 || year > from + 1 || String(moved).length !== 4) continue;
    result += text.slice(last, start) + String(moved);
    last = end;
  }
  return result + text.slice(last);
}

/** The same day `years` later; the last of February where a 29th has none. */
export function shiftDay(day: string, years: number): string {
  const moved = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return moved.endsWith('-02-29') && !isLeap(Number(moved.slice(0, 4)))
    ? `${moved.slice(0, 4)}-02-28`
    : moved;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
