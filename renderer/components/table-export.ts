// A table of the screen as a list to take away: the same columns, the same rows in the same order. A column says what
// stands in its cell where it draws more than words.
import type { ListColumn } from '../../core/contract/lists.ts';
import type { ListCell, ListRows } from './ListActions.tsx';
import { type Column, sortRows } from './ResponsiveTable.tsx';

/** Shares of the paper's width: a rem is about two letters, and what has no width takes what is left. */
function share(width: string | undefined): number {
  const match = /^([\d.]+)(rem|%)$/u.exec(width ?? '');
  if (match === null) return 22;
  const size = Number(match[1]);
  return Math.min(100, Math.max(4, match[2] === 'rem' ? size : size * 0.7));
}

function cellOf<Row>(column: Column<Row>, row: Row, index: number): ListCell {
  if (column.cell !== undefined) return column.cell(row);
  const drawn = column.render(row, index);
  return typeof drawn === 'string' ? drawn : typeof drawn === 'number' ? String(drawn) : '';
}

/** Columns of buttons and marks stay behind. */
export function listColumns<Row>(columns: readonly Column<Row>[]): ListColumn[] {
  return columns
    .filter(({ hiddenLabel }) => hiddenLabel !== true)
    .map(({ label, kind, width }) => ({ label, kind: kind ?? 'text', width: share(width) }));
}

export function listRows<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  sort: string | null,
): ListRows {
  const kept = columns.filter(({ hiddenLabel }) => hiddenLabel !== true);
  const sorted = sort === null ? rows : sortRows(columns, rows, sort);
  return sorted.map((row, index) => kept.map((column) => cellOf(column, row, index)));
}

/** `Năm: 2019; Trạng thái: Đang kiểm tra`; null where nothing is filtered. */
export function filterWords(
  parts: readonly (readonly [label: string, words: string | undefined])[],
): string | null {
  const said = parts.filter(([, words]) => words !== undefined && words !== '');
  return said.length === 0 ? null : said.map(([label, words]) => `${label}: ${words ?? ''}`).join('; ');
}
