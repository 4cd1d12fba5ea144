// Walking a table of plain fields by keyboard as in a spreadsheet: every field carries `data-cell` with its column, rows
// are the table's own. What a key means is decided purely; finding the field is done on the table.
import type { KeyboardEvent } from 'react';

export interface Caret {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}
export interface Step {
  readonly rows: -1 | 0 | 1;
  readonly columns: -1 | 0 | 1;
}

/** The step that a key asks for; null where the key stays with the text. */
export function stepOf(key: string, shift: boolean, { start, end, length }: Caret): Step | null {
  const isWhole = start === 0 && end === length;
  switch (key) {
    case 'ArrowUp':
      return { rows: -1, columns: 0 };
    case 'ArrowDown':
      return { rows: 1, columns: 0 };
    case 'Enter':
      return { rows: shift ? -1 : 1, columns: 0 };
    case 'ArrowLeft':
      return isWhole || (start === 0 && end === 0) ? { rows: 0, columns: -1 } : null;
    case 'ArrowRight':
      return isWhole || (start === length && end === length) ? { rows: 0, columns: 1 } : null;
    default:
      return null;
  }
}

const cells = 'input[data-cell]:not(:disabled)';

/** Goes where the key leads; true when it was one of the grid's keys. */
export function walkGrid(event: KeyboardEvent<HTMLInputElement>): boolean {
  if (event.nativeEvent.isComposing || event.altKey || event.metaKey || event.ctrlKey) return false;
  const field = event.currentTarget;
  const step = stepOf(event.key, event.shiftKey, {
    start: field.selectionStart ?? 0,
    end: field.selectionEnd ?? 0,
    length: field.value.length,
  });
  if (step === null) return false;
  event.preventDefault();
  const row = field.closest('tr');
  const body = row?.closest('tbody');
  if (row === null || row === undefined || body === null || body === undefined) return true;
  let goal: HTMLInputElement | undefined;
  if (step.columns !== 0) {
    const inRow = [...row.querySelectorAll<HTMLInputElement>(cells)];
    goal = inRow[inRow.indexOf(field) + step.columns];
  } else {
    const column = field.dataset['cell'] ?? '';
    const inColumn = [...body.querySelectorAll<HTMLInputElement>(cells)].filter(
      (one) => one.dataset['cell'] === column,
    );
    goal = inColumn[inColumn.indexOf(field) + step.rows];
  }
  if (goal === undefined) {
    // The last row: what was typed still counts.
    field.blur();
    field.focus();
    return true;
  }
  goal.focus();
  goal.select();
  return true;
}

/** How such a table looks: dense, lines between all cells, the head in sight. */
export const gridLook = {
  overflow: 'auto',
  border: '1px solid',
  borderColor: 'divider',
  borderRadius: 1,
  backgroundColor: 'background.paper',
  fontSize: '0.8125rem',
  '& table': { borderCollapse: 'separate', borderSpacing: 0, width: '100%' },
  '& th, & td': {
    borderRight: '1px solid',
    borderBottom: '1px solid',
    borderColor: 'divider',
    px: 1,
    py: 0.375,
    height: 30,
    lineHeight: 1.45,
    textAlign: 'left',
    verticalAlign: 'middle',
  },
  '& th:last-of-type, & td:last-of-type': { borderRight: 0 },
  '& tbody tr:last-of-type td, & tbody tr:last-of-type th': { borderBottom: 0 },
  '& thead th': {
    position: 'sticky',
    top: 0,
    zIndex: 2,
    backgroundColor: 'background.sunken',
    fontWeight: 600,
    color: 'text.secondary',
    lineHeight: 1.4,
  },
  '& tbody th': { fontWeight: 400 },
  '& .number': { textAlign: 'right' },
  '& td.field': { p: 0 },
  '& td.field input': {
    font: 'inherit',
    fontVariantNumeric: 'tabular-nums',
    color: 'inherit',
    border: 0,
    background: 'transparent',
    width: '100%',
    minWidth: 0,
    height: 30,
    px: 1,
    m: 0,
    display: 'block',
  },
  '& td.field.number input': { textAlign: 'right' },
  '& td.field input:focus-visible': {
    outline: '2px solid var(--k-palette-primary-main)',
    outlineOffset: -2,
    backgroundColor: 'background.tint',
  },
  '& td.field input:disabled': { color: 'text.disabled' },
  '& td.fault': { boxShadow: 'inset 3px 0 0 var(--k-palette-error-main)', color: 'error.main' },
  '& tr[aria-current="true"] > *': { backgroundColor: 'background.tint' },
} as const;
