// The grid of Biểu II.06a without a screen: what is typed and not yet a count stays as text beside the lines, sums are
// filled in, warnings find their cells, keys find the next cell. Pure.
import {
  type StatisticsCheck,
  type StatisticsColumn,
  statisticsColumns,
  type StatisticsLine,
} from '../../../core/contract/statistics.ts';
import {
  type CountFault,
  type GridColumn,
  gridColumns,
  type Pasted,
  pasteBlock,
  readCount,
} from '../../../core/exchange/statistics-paste.ts';
import { noFigures } from '../../../core/exchange/statistics-sheet.ts';
import { sumOf, sumRules } from '../../../core/rules/one-stop-checks.ts';
import { formatCount } from '../../format.ts';

export interface CellPlace {
  readonly line: number;
  readonly column: GridColumn;
}
/** Text in a cell that is being typed, or that is no count: by place. */
export type Drafts = ReadonlyMap<string, string>;
export interface GridState {
  readonly lines: readonly StatisticsLine[];
  readonly drafts: Drafts;
}

export function placeKey({ line, column }: CellPlace): string {
  return `${line}:${column}`;
}

function without(drafts: Drafts, key: string): Drafts {
  if (!drafts.has(key)) return drafts;
  const next = new Map(drafts);
  next.delete(key);
  return next;
}

function withCell(lines: readonly StatisticsLine[], at: CellPlace, value: string | number | null) {
  return lines.map((line, index) => (index === at.line ? { ...line, [at.column]: value } : line));
}

/** What the cell shows: what is typed, else its figure with dots. */
export function cellText({ lines, drafts }: GridState, at: CellPlace): string {
  const draft = drafts.get(placeKey(at));
  if (draft !== undefined) return draft;
  const line = lines[at.line];
  if (line === undefined) return '';
  if (at.column === 'fieldName') return line.fieldName;
  const value = line[at.column];
  return value === null ? '' : formatCount(value);
}

/** Why the text of a cell is no count; null where it is one. */
export function cellFault({ drafts }: Pick<GridState, 'drafts'>, at: CellPlace): CountFault | null {
  const draft = drafts.get(placeKey(at));
  if (draft === undefined || at.column === 'fieldName') return null;
  const read = readCount(draft);
  return 'code' in read ? read.code : null;
}

/** A count counts as soon as it is one; until then the line keeps what it had. */
export function typeCell(state: GridState, at: CellPlace, text: string): GridState {
  if (at.column === 'fieldName') return { ...state, lines: withCell(state.lines, at, text) };
  const drafts = new Map(state.drafts).set(placeKey(at), text);
  const read = readCount(text);
  return 'value' in read ? { lines: withCell(state.lines, at, read.value), drafts } : { ...state, drafts };
}

/** A cell that is left shows its figure again; what is no count stays as it was typed. */
export function leaveCell(drafts: Drafts, at: CellPlace): Drafts {
  return cellFault({ drafts }, at) === null ? without(drafts, placeKey(at)) : drafts;
}

/** The cells whose text is no count. */
export function faultyCells({ drafts }: Pick<GridState, 'drafts'>): readonly CellPlace[] {
  return [...drafts.keys()].flatMap((key) => {
    const [line = '', column = ''] = key.split(':');
    const at = { line: Number(line), column: column as GridColumn };
    return cellFault({ drafts }, at) === null ? [] : [at];
  });
}

function shifted(drafts: Drafts, from: number, by: 1 | -1): Drafts {
  const next = new Map<string, string>();
  for (const [key, text] of drafts) {
    const [line = '', column = ''] = key.split(':');
    const index = Number(line);
    if (by === -1 && index === from) continue;
    const moved = index >= from ? index + by : index;
    next.set(placeKey({ line: moved, column: column as GridColumn }), text);
  }
  return next;
}

const emptyLine = (isTotal: boolean, fieldName = ''): StatisticsLine => ({
  fieldName,
  isTotal,
  ...noFigures,
});

/** A line below this one; never below the total. Answers where it is. */
export function addLine(state: GridState, below: number | null): GridState & { readonly at: number } {
  const totalAt = state.lines.findIndex(({ isTotal }) => isTotal);
  const end = totalAt === -1 ? state.lines.length : totalAt;
  const at = Math.min(below === null ? end : below + 1, totalAt > -1 ? end : state.lines.length);
  const lines = state.lines.toSpliced(at, 0, emptyLine(false));
  return { lines, drafts: shifted(state.drafts, at, 1), at };
}

export function addTotal(state: GridState, name: string): GridState {
  if (state.lines.some(({ isTotal }) => isTotal)) return state;
  return { ...state, lines: [...state.lines, emptyLine(true, name)] };
}

export function removeLine(state: GridState, line: number): GridState {
  return { lines: state.lines.toSpliced(line, 1), drafts: shifted(state.drafts, line, -1) };
}

const sumOfWhole: ReadonlyMap<StatisticsColumn, readonly StatisticsColumn[]> = new Map(
  sumRules.filter(({ rule }) => rule !== 'balance').map(({ whole, parts }) => [whole, parts]),
);

/** What "=" fills in: the lines of the column in the total row, the parts in columns 3, 7 and 11; null elsewhere. */
export function sumFor(lines: readonly StatisticsLine[], { line: at, column }: CellPlace): number | null {
  const line = lines[at];
  if (line === undefined || column === 'fieldName') return null;
  if (line.isTotal) return sumOf(lines, column);
  const parts = sumOfWhole.get(column);
  if (parts === undefined || parts.every((part) => line[part] === null)) return null;
  return parts.reduce((sum, part) => sum + (line[part] ?? 0), 0);
}

/** Empty totals filled in, first of the lines, then of the total row; nothing that was typed is touched. */
export function fillTotals(state: GridState): GridState {
  const free = (at: CellPlace) => !state.drafts.has(placeKey(at));
  const fill = (lines: readonly StatisticsLine[], isTotal: boolean) =>
    lines.map((line, index) => {
      if (line.isTotal !== isTotal) return line;
      const next = { ...line };
      for (const column of statisticsColumns) {
        const at = { line: index, column };
        if (next[column] === null && free(at)) next[column] = sumFor(lines, at);
      }
      return next;
    });
  return { ...state, lines: fill(fill(state.lines, false), true) };
}

/** True where `fillTotals` would fill something in. */
export function hasEmptyTotals(state: GridState): boolean {
  const filled = fillTotals(state).lines;
  return filled.some((line, index) =>
    statisticsColumns.some((column) => line[column] !== state.lines[index]?.[column]),
  );
}

/** The block in the grid; cells that are no counts keep its text as drafts. */
export function pasteInto(
  state: GridState,
  at: CellPlace,
  text: string,
): GridState & Pick<Pasted, 'counts' | 'whole' | 'faults'> {
  const pasted = pasteBlock(state.lines, at, text);
  const isMoved = pasted.whole || pasted.lines.length !== state.lines.length;
  const drafts = new Map(isMoved ? [] : state.drafts);
  // What was pasted over is no longer being typed.
  for (const [line, after] of pasted.lines.entries()) {
    for (const column of gridColumns) {
      if (state.lines[line]?.[column] !== after[column]) drafts.delete(placeKey({ line, column }));
    }
  }
  for (const { line, column, text: kept } of pasted.faults) drafts.set(placeKey({ line, column }), kept);
  const { lines, counts, whole, faults } = pasted;
  return { lines, drafts, counts, whole, faults };
}

/** The warnings of each cell: a sum is about its whole and its parts. */
export function checksByCell(
  checks: readonly StatisticsCheck[],
): ReadonlyMap<string, readonly StatisticsCheck[]> {
  const byCell = new Map<string, StatisticsCheck[]>();
  for (const check of checks) {
    const { line, column, rule } = check;
    if (line === null || column === null) continue;
    const sum = sumRules.find((one) => one.rule === rule);
    const columns = sum === undefined ? [column as StatisticsColumn] : [sum.whole, ...sum.parts];
    for (const one of columns) {
      const key = placeKey({ line, column: one });
      byCell.set(key, [...(byCell.get(key) ?? []), check]);
    }
  }
  return byCell;
}

/** Where the text cursor stands in the cell: whole text chosen, at an end, or within. */
export interface Caret {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** The cell that a key leads to; null where the key stays with the text. */
export function nextCell(
  at: CellPlace,
  key: string,
  shift: boolean,
  caret: Caret,
  lines: number,
): CellPlace | null {
  const column = gridColumns.indexOf(at.column);
  const go = (line: number, index: number): CellPlace | null => {
    const next = gridColumns[index];
    return line < 0 || line >= lines || next === undefined ? null : { line, column: next };
  };
  const isWhole = caret.start === 0 && caret.end === caret.length;
  switch (key) {
    case 'ArrowUp':
      return go(at.line - 1, column);
    case 'ArrowDown':
      return go(at.line + 1, column);
    case 'Enter':
      return go(at.line + (shift ? -1 : 1), column);
    case 'ArrowLeft':
      return isWhole || (caret.start === 0 && caret.end === 0) ? go(at.line, column - 1) : null;
    case 'ArrowRight':
      return isWhole || (caret.start === caret.length && caret.end === caret.length)
        ? go(at.line, column + 1)
        : null;
    default:
      return null;
  }
}
