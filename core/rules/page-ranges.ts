/** Page ranges as people type them into a print dialog: `1-2, 4`. Pages are counted from 1; empty means all. */

export interface PageRange {
  readonly from: number;
  readonly to: number;
}

const RANGES = /^\s*\d+(\s*-\s*\d+)?(\s*,\s*\d+(\s*-\s*\d+)?)*\s*$/;

export function isPageRanges(text: string): boolean {
  return text.trim() === '' || RANGES.test(text);
}

/** In the order in which they were typed; a range that was typed backwards is turned round. */
export function parsePageRanges(text: string): readonly PageRange[] {
  if (text.trim() === '' || !RANGES.test(text)) return [];
  return text.split(',').map((part) => {
    const [first = 0, last = first] = part.split('-').map((number) => Number(number.trim()));
    return { from: Math.min(first, last), to: Math.max(first, last) };
  });
}

/**
 * The pages of a paper that has `pages` of them, counted from 1, each once and in their own order. Nothing where the
 * paper has none of the pages that are asked for.
 */
export function pagesOfRanges(text: string, pages: number): readonly number[] {
  const all = Array.from({ length: pages }, (_none, index) => index + 1);
  const ranges = parsePageRanges(text);
  return ranges.length === 0
    ? all
    : all.filter((page) => ranges.some(({ from, to }) => from <= page && page <= to));
}
