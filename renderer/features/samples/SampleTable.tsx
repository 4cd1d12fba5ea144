// The sample sheet on the screen, made for the keyboard: a cursor over checks and lines; only lines in sight are drawn.
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import { sampleChecks } from '../../../core/contract/samples.ts';
import type { RegisterKind, SampleItem } from '../../../core/contract/samples.ts';
import { useLineView } from '../../components/line-view.ts';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { useText } from '../../i18n/text.tsx';
import { gridColumns, LINE, SampleGrid } from './sample-grid.ts';
import { moveCursor, nextOpen } from './sample-lines.ts';
import type { Checks, Cursor } from './sample-lines.ts';
import { SampleLine } from './SampleLine.tsx';

/** Lines that are drawn above and below what is in sight. */
const BEYOND = 8;

interface SampleTableProps {
  readonly label: string;
  readonly kind: RegisterKind;
  readonly items: readonly SampleItem[];
  readonly readOnly: boolean;
  readonly onRemove: (item: SampleItem) => void;
}

export function SampleTable({ label, kind, items, readOnly, onRemove }: SampleTableProps) {
  const t = useText();
  const w = t.samples;
  const keys: readonly (keyof typeof w.short)[] = sampleChecks[kind];
  const scroller = useRef<HTMLDivElement>(null);
  const { look, show, first, last, pageOf } = useLineView(scroller, {
    line: LINE,
    beyond: BEYOND,
    count: items.length,
  });
  // By the line's id: the cursor stays with its line when others come and go.
  const [at, setAt] = useState<Cursor & { readonly id: string | null }>({ id: null, row: 0, check: 0 });
  const found = items.findIndex(({ id }) => id === at.id);
  const cursor: Cursor = {
    // A line that is no longer shown leaves its place to the one that has come there.
    row: found === -1 ? Math.max(0, Math.min(at.row, items.length - 1)) : found,
    check: Math.min(at.check, keys.length - 1),
  };
  /** The cell to be focused as soon as it is drawn. */
  const wanted = useRef<string | null>(null);
  const set = useRef(new Map<string, Checks>());
  const onChecks = useCallback((id: string, checks: Checks) => void set.current.set(id, checks), []);

  const help = w.shortcuts;
  const [shortcuts] = useState(() => [
    { keys: '1', label: help.ok },
    { keys: '2', label: help.fault },
    { keys: '3', label: help.notApplicable },
    { keys: '0', label: help.clear },
    { keys: '← → ↑ ↓', label: help.move },
    { keys: 'Enter', label: help.passLine },
    { keys: 'F2', label: help.note },
    { keys: 'J', label: help.next },
  ]);
  useShortcutHelp(shortcuts);

  const focus = useCallback(() => {
    if (wanted.current === null) return;
    const cell = scroller.current?.querySelector<HTMLElement>(wanted.current);
    if (cell == null) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(focus);

  const go = useCallback(
    (row: number, check: number, field = `[data-check="${String(check)}"]`) => {
      const item = items[row];
      if (item === undefined) return;
      wanted.current = `[data-line="${item.id}"] ${field}`;
      setAt({ id: item.id, row, check });
      show(row);
      // Already drawn: the next key belongs to it at once.
      focus();
    },
    [items, show, focus],
  );
  const onCursor = useCallback(
    (row: number, check: number) => {
      const item = items[row];
      if (item === undefined) return;
      setAt((before) =>
        before.id === item.id && before.check === check ? before : { id: item.id, row, check },
      );
      const cell = `[data-line="${item.id}"] [data-check="${String(check)}"]`;
      const element = scroller.current?.querySelector<HTMLElement>(cell);
      if (element != null && element !== document.activeElement) element.focus({ preventScroll: true });
    },
    [items],
  );
  const onNext = useCallback((row: number) => go(Math.min(row + 1, items.length - 1), 0), [go, items.length]);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    const isCheck = event.target instanceof HTMLElement && event.target.classList.contains('check');
    if (!isCheck) {
      if (event.target instanceof HTMLButtonElement) return;
      // In the note: Esc and Enter lead back to the line, up and down to its neighbours.
      if (event.key === 'Escape' || event.key === 'Enter') go(cursor.row, cursor.check);
      else if (event.key === 'ArrowDown') go(Math.min(cursor.row + 1, items.length - 1), cursor.check);
      else if (event.key === 'ArrowUp') go(Math.max(cursor.row - 1, 0), cursor.check);
      else return;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const page = pageOf();
    const size = { rows: items.length, checks: keys.length, page };
    const to = moveCursor(cursor, event.key, size, event.ctrlKey);
    if (to !== undefined) go(to.row, to.check);
    else if (event.ctrlKey) return;
    else if (event.key === 'F2' && !readOnly) go(cursor.row, cursor.check, 'input');
    else if (event.key.toLowerCase() === 'j') {
      const now = items.map((item) => ({ ...item, checks: set.current.get(item.id) ?? item.checks }));
      const next = nextOpen(now, kind, cursor.row);
      if (next !== -1) go(next, 0);
    } else return;
    event.preventDefault();
  }

  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  // The line with the keyboard stays drawn, wherever the mouse has scrolled to.
  if (cursor.row < first) drawn.unshift(cursor.row);
  else if (cursor.row >= last && cursor.row < items.length) drawn.push(cursor.row);
  const gridTemplateColumns = gridColumns(keys.length);
  return (
    <SampleGrid
      role="grid"
      aria-label={label}
      aria-rowcount={items.length + 1}
      aria-readonly={readOnly}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="head">
        <div role="row" aria-rowindex={1} className="line" style={{ gridTemplateColumns }}>
          <span role="columnheader">{w.columns.line}</span>
          <span role="columnheader">{w.columns.dossier[kind]}</span>
          <span role="columnheader">{w.columns.days[kind]}</span>
          <span role="columnheader">{w.columns.reason}</span>
          {keys.map((key) => (
            <span key={key} role="columnheader" className="check-head" title={w.long[key]}>
              {w.short[key]}
            </span>
          ))}
          <span role="columnheader">{w.columns.result}</span>
          <span role="columnheader">{w.columns.note}</span>
          <span role="columnheader" aria-label={w.remove} />
        </div>
      </div>
      <div ref={scroller} className="lines" role="rowgroup" onScroll={look}>
        <Box role="presentation" sx={{ position: 'relative' }} style={{ height: items.length * LINE }}>
          {drawn.map((index) => {
            const item = items[index];
            return item === undefined ? null : (
              <SampleLine
                key={item.id}
                item={item}
                kind={kind}
                index={index}
                top={index * LINE}
                height={LINE}
                cursor={index === cursor.row ? cursor.check : null}
                readOnly={readOnly}
                onCursor={onCursor}
                onNext={onNext}
                onRemove={onRemove}
                onChecks={onChecks}
              />
            );
          })}
        </Box>
      </div>
    </SampleGrid>
  );
}
