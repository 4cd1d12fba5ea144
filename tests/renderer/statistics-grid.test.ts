// The grid of Biểu II.06a without a screen: text that is no count is kept, keys lead where Excel's do, sums fill in.
import { describe, expect, it } from 'vitest';
import type { StatisticsLine } from '../../core/contract/statistics.ts';
import { noFigures } from '../../core/exchange/statistics-sheet.ts';
import { checksOf } from '../../core/rules/one-stop-checks.ts';
import {
  addLine,
  addTotal,
  cellFault,
  cellText,
  checksByCell,
  faultyCells,
  fillTotals,
  type GridState,
  hasEmptyTotals,
  leaveCell,
  nextCell,
  pasteInto,
  removeLine,
  sumFor,
  typeCell,
} from '../../renderer/features/statistics/grid-state.ts';

const line = (fieldName: string, more: Partial<StatisticsLine> = {}): StatisticsLine => ({
  fieldName,
  isTotal: false,
  ...noFigures,
  ...more,
});
const begin = (): GridState => ({
  lines: [line('Đất đai'), line('Hộ tịch'), line('Tổng', { isTotal: true })],
  drafts: new Map(),
});
const cell = (at: number, column: 'receivedTotal' | 'receivedOnline' | 'fieldName') => ({ line: at, column });

describe('typing', () => {
  it('a count counts at every key; its dots come when the cell is left', () => {
    const typed = typeCell(begin(), cell(0, 'receivedOnline'), '1204');
    expect(typed.lines[0]?.receivedOnline).toBe(1204);
    expect(cellText(typed, cell(0, 'receivedOnline'))).toBe('1204');
    const left = { ...typed, drafts: leaveCell(typed.drafts, cell(0, 'receivedOnline')) };
    expect(cellText(left, cell(0, 'receivedOnline'))).toBe('1.204');
  });

  it('what is no count stays as it was typed, and the line keeps what it had', () => {
    const known = typeCell(begin(), cell(0, 'receivedOnline'), '12');
    const typed = typeCell(known, cell(0, 'receivedOnline'), '12,5');
    expect(typed.lines[0]?.receivedOnline).toBe(12);
    expect(cellFault(typed, cell(0, 'receivedOnline'))).toBe('FRACTION');
    const left = { ...typed, drafts: leaveCell(typed.drafts, cell(0, 'receivedOnline')) };
    expect(cellText(left, cell(0, 'receivedOnline'))).toBe('12,5');
    expect(faultyCells(left)).toEqual([cell(0, 'receivedOnline')]);
    const mended = typeCell(left, cell(0, 'receivedOnline'), '');
    expect(mended.lines[0]?.receivedOnline).toBeNull();
    expect(faultyCells(mended)).toEqual([]);
  });

  it('text that waits moves with its line', () => {
    const typed = typeCell(begin(), cell(1, 'receivedTotal'), '-3');
    const added = addLine(typed, 0);
    expect(added.at).toBe(1);
    expect(cellText(added, cell(2, 'receivedTotal'))).toBe('-3');
    expect(faultyCells(removeLine(added, 0))).toEqual([cell(1, 'receivedTotal')]);
    expect(faultyCells(removeLine(added, 2))).toEqual([]);
    // Never below the total, wherever one asks for it.
    expect(addLine(begin(), 2).lines.at(-1)?.isTotal).toBe(true);
    expect(addTotal(begin(), 'Tổng')).toEqual(begin());
  });
});

describe('sums', () => {
  it('"=" is the sum of the parts, in the total row that of the lines', () => {
    let state = typeCell(begin(), cell(0, 'receivedOnline'), '4');
    state = typeCell(state, { line: 0, column: 'receivedDirectPostal' }, '6');
    state = typeCell(state, { line: 1, column: 'receivedOnline' }, '10');
    expect(sumFor(state.lines, cell(0, 'receivedTotal'))).toBe(10);
    expect(sumFor(state.lines, cell(2, 'receivedOnline'))).toBe(14);
    expect(sumFor(state.lines, cell(0, 'receivedOnline'))).toBeNull();
    expect(sumFor(state.lines, { line: 0, column: 'pendingTotal' })).toBeNull();
  });

  it('empty totals are filled in at once, and what is typed stays', () => {
    let state = typeCell(begin(), cell(0, 'receivedOnline'), '4');
    state = typeCell(state, cell(1, 'receivedOnline'), '5');
    state = typeCell(state, cell(1, 'receivedTotal'), '99');
    expect(hasEmptyTotals(state)).toBe(true);
    const { lines } = fillTotals(state);
    expect(lines.map(({ receivedTotal }) => receivedTotal)).toEqual([4, 99, 103]);
    expect(hasEmptyTotals({ ...state, lines })).toBe(false);
    const checks = checksOf(lines, {}, { era: 'levels', previous: null, explanations: {} });
    expect([...checksByCell(checks).keys()]).toEqual([
      '1:receivedTotal',
      '1:receivedOnline',
      '1:receivedDirectPostal',
      '1:carriedOver',
      '2:receivedTotal',
      '2:receivedOnline',
      '2:receivedDirectPostal',
      '2:carriedOver',
    ]);
  });
});

describe('pasting', () => {
  it('keeps text that is no count in its cell', () => {
    const pasted = pasteInto(begin(), cell(0, 'receivedTotal'), '10\t4\n12,5\t5\n');
    expect(pasted.lines.map(({ receivedTotal, receivedOnline }) => [receivedTotal, receivedOnline])).toEqual([
      [10, 4],
      [null, 5],
      [null, null],
    ]);
    expect(cellText(pasted, cell(1, 'receivedTotal'))).toBe('12,5');
    expect(faultyCells(pasted)).toHaveLength(1);
  });

  it('goes over what was typed there', () => {
    const typed = typeCell(begin(), cell(0, 'receivedTotal'), '-3');
    expect(faultyCells(pasteInto(typed, cell(0, 'receivedTotal'), '10\n'))).toEqual([]);
  });
});

describe('keys', () => {
  const at = { line: 1, column: 'receivedOnline' as const };
  const whole = { start: 0, end: 3, length: 3 };
  const inside = { start: 1, end: 1, length: 3 };
  const go = (key: string, shift = false, caret = whole) => nextCell(at, key, shift, caret, 3);

  it('lead as in Excel, and leave the text alone where the cursor is within it', () => {
    expect(go('ArrowUp')).toEqual({ line: 0, column: 'receivedOnline' });
    expect(go('ArrowDown')).toEqual({ line: 2, column: 'receivedOnline' });
    expect(go('Enter')).toEqual({ line: 2, column: 'receivedOnline' });
    expect(go('Enter', true)).toEqual({ line: 0, column: 'receivedOnline' });
    expect(go('ArrowLeft')).toEqual({ line: 1, column: 'receivedTotal' });
    expect(go('ArrowRight')).toEqual({ line: 1, column: 'receivedDirectPostal' });
    expect(go('ArrowLeft', false, inside)).toBeNull();
    expect(go('ArrowRight', false, inside)).toBeNull();
    expect(go('Tab')).toBeNull();
    expect(nextCell({ line: 0, column: 'fieldName' }, 'ArrowUp', false, whole, 3)).toBeNull();
    expect(nextCell({ line: 0, column: 'pendingOverdue' }, 'ArrowRight', false, whole, 3)).toBeNull();
  });
});
