// The annex as a column of figures: what is typed and is no count yet, what a pasted column fills, and the rows as they
// are copied into another program. Pure.
import type { AnnexLine } from '../../../core/contract/period-reports.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { annexValue, isShareRow } from '../../../core/rules/report-annex.ts';
import { formatCount, parseCount } from '../../format.ts';

/** Text in a cell that is being typed, or that is no count: by key of its row. */
export type AnnexDrafts = ReadonlyMap<string, string>;

type Shown = Pick<AnnexLine, 'unit' | 'value' | 'denominator' | 'typed'>;

/** What the cell says, as the form prints it: a count, or a share in percents without its sign. */
export function shownText(line: Shown): string {
  const shown = annexValue(line);
  if (shown === null) return '';
  return shown.hundredths ? formatHundredths(shown.value) : formatCount(shown.value);
}
export function annexText(line: Shown & Pick<AnnexLine, 'key'>, drafts: AnnexDrafts): string {
  return drafts.get(line.key) ?? shownText(line);
}
/** What the data says, where a person typed something else; a share cannot be told without its whole. */
export function computedText(line: Pick<AnnexLine, 'unit' | 'computed' | 'denominator'>): string | null {
  if (line.computed === null) return null;
  const text = shownText({ ...line, value: line.computed, typed: false });
  return text === '' ? null : text;
}
/** True where the row has nothing to show yet. */
export function isUnfilled(line: Shown): boolean {
  return annexValue(line) === null;
}
export { isShareRow };

/** The count of a text; undefined where it is none, null where nothing stands there. */
export function countOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  return parseCount(text) ?? undefined;
}
export function faultyRows(drafts: AnnexDrafts): readonly string[] {
  return [...drafts].flatMap(([key, text]) => (countOf(text) === undefined ? [key] : []));
}

/** For another program: without the dots of thousands. */
function plainText(line: Shown): string {
  const shown = annexValue(line);
  if (shown === null) return '';
  return shown.hundredths ? formatHundredths(shown.value) : String(shown.value);
}

const cell = (text: string) => text.replace(/[\t\r\n]+/gu, ' ');

/** Tab-separated, in the order of the form: label, title, unit, value. Headings keep their row, or nothing would fit. */
export function annexTsv(lines: readonly AnnexLine[]): string {
  return lines
    .map((line) => [line.label, line.title, line.unit, plainText(line)].map(cell).join('\t'))
    .join('\n');
}

export interface PastedColumn {
  readonly values: readonly { readonly key: string; readonly value: number | null }[];
  /** What is no count stays to be looked at. */
  readonly drafts: AnnexDrafts;
}
/** The last cell of every pasted row fills the rows from here on that take a figure. */
export function pasteColumn(lines: readonly AnnexLine[], from: string, text: string): PastedColumn {
  const rows = lines.filter(({ isGroup }) => !isGroup);
  const start = rows.findIndex(({ key }) => key === from);
  const texts = text
    .replace(/\r\n?/gu, '\n')
    .replace(/\n$/u, '')
    .split('\n')
    .map((row) => row.split('\t').at(-1) ?? '');
  const values: { key: string; value: number | null }[] = [];
  const drafts = new Map<string, string>();
  for (const [index, one] of texts.entries()) {
    const row = start < 0 ? undefined : rows[start + index];
    if (row === undefined) break;
    const value = countOf(one);
    if (value === undefined) drafts.set(row.key, one.trim());
    else if (value === null ? row.typed : one.trim() !== shownText(row) && String(value) !== shownText(row))
      values.push({ key: row.key, value });
  }
  return { values, drafts };
}
