// All procedures of one place as lines to tick off by keyboard: only the lines in sight are drawn, one holds the keyboard,
// and the fields of what is posted open in that line.
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import type { ProcedureResult } from '../../../core/contract/procedures.ts';
import { useLineView } from '../../components/line-view.ts';
import { useText } from '../../i18n/text.tsx';
import { TickLine } from './TickLine.tsx';
import { TickGrid } from './tick-grid.ts';
import type { TickRow } from './tick-rows.ts';

const LINE = 46;
/** Lines that are drawn above and below what is in sight. */
const BEYOND = 10;

/** The list itself may reach beyond the window: then the page follows as well. */
function take(box: HTMLElement): void {
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: 'nearest' });
}

export interface TickListProps {
  readonly label: string;
  readonly rows: readonly TickRow[];
  readonly problemsOf: (row: TickRow) => readonly ProcedureResult[];
  readonly isTicked: (row: TickRow) => boolean;
  readonly readOnly: boolean;
  readonly onTick: (row: TickRow, ticked: boolean) => void;
  /** "/" was pressed. */
  readonly onFind: () => void;
}

export function TickList(props: TickListProps) {
  const { label, rows, problemsOf, isTicked, readOnly, onTick, onFind } = props;
  const c = useText().procedures.columns;
  const scroller = useRef<HTMLDivElement>(null);
  const { look, show, first, last, pageOf } = useLineView(scroller, {
    line: LINE,
    beyond: BEYOND,
    count: rows.length,
  });
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const found = rows.findIndex(({ key }) => key === activeKey);
  const active = found === -1 ? 0 : found;
  // The line to be focused as soon as it is drawn.
  const wanted = useRef<string | null>(null);

  // The line whose fields were asked for before its tick was answered: they take the keyboard as soon as they are there.
  const opening = useRef<string | null>(null);
  const focusFields = (key: string): boolean => {
    const field = scroller.current?.querySelector<HTMLElement>(`[data-line="${key}"] input[type="text"]`);
    field?.focus();
    return field != null;
  };
  useLayoutEffect(() => {
    if (opening.current !== null && focusFields(opening.current)) opening.current = null;
  });

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const box = scroller.current?.querySelector<HTMLElement>(`[data-line="${wanted.current}"] input`);
    if (box == null) return;
    wanted.current = null;
    take(box);
  });

  // An answer that grows what stands above pushes the list down: the line with the keyboard stays in sight where it was.
  useLayoutEffect(() => {
    const element = scroller.current;
    const held = document.activeElement;
    if (element === null || !(held instanceof HTMLElement) || !element.contains(held)) return;
    const isInSight =
      active * LINE >= element.scrollTop && (active + 1) * LINE <= element.scrollTop + element.clientHeight;
    if (isInSight) held.scrollIntoView({ block: 'nearest' });
  }, [rows, problemsOf, active]);

  const go = useCallback(
    (index: number) => {
      const to = Math.max(0, Math.min(rows.length - 1, index));
      const row = rows[to];
      if (row === undefined) return;
      wanted.current = row.key;
      setActiveKey(row.key);
      show(to);
      // Already drawn: the next key belongs to it at once.
      const box = scroller.current?.querySelector<HTMLElement>(`[data-line="${row.key}"] input`);
      if (box != null) {
        wanted.current = null;
        take(box);
      }
    },
    [rows, show],
  );

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.nativeEvent.isComposing) return;
    const row = rows[active];
    if (row === undefined) return;
    const isBox = event.target instanceof HTMLInputElement && event.target.type === 'checkbox';
    if (!isBox) {
      // In a field of the line: Esc and Enter lead back to it, up and down to its neighbours.
      if (event.key === 'Escape' || event.key === 'Enter') go(active);
      else if (event.key === 'ArrowDown') go(active + 1);
      else if (event.key === 'ArrowUp') go(active - 1);
      else return;
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    // What is typed meanwhile belongs to the fields that are on their way, and is no shortcut.
    if (opening.current === row.key && event.key.length === 1) {
      event.preventDefault();
      return;
    }
    opening.current = null;
    const page = pageOf();
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) go(to);
    else if (event.key === '1' && !readOnly) onTick(row, !isTicked(row));
    else if (event.key === '/') onFind();
    else if (event.key === 'Enter') {
      if (!focusFields(row.key) && !readOnly && isTicked(row)) opening.current = row.key;
    } else if (event.key.toLowerCase() === 'j') {
      const order = [...rows.slice(active + 1), ...rows.slice(0, active)];
      const next = order.find((one) => !isTicked(one));
      if (next !== undefined) go(rows.indexOf(next));
    } else return;
    event.preventDefault();
  }

  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  // The line with the keyboard stays drawn, wherever the mouse has scrolled to.
  if (active < first) drawn.unshift(active);
  else if (active >= last && active < rows.length) drawn.push(active);
  return (
    <TickGrid role="table" aria-label={label} aria-rowcount={rows.length + 1} onKeyDown={onKeyDown}>
      <div role="rowgroup" className="head">
        <div role="row" aria-rowindex={1} className="line">
          <span role="columnheader">{c.posted}</span>
          <span role="columnheader">{c.code}</span>
          <span role="columnheader">{c.name}</span>
          <span role="columnheader">{c.decision}</span>
          <span role="columnheader">{c.postedDecision}</span>
          <span role="columnheader">{c.postedOn}</span>
          <span role="columnheader">{c.formFault}</span>
        </div>
      </div>
      <div ref={scroller} className="lines" role="rowgroup" onScroll={look}>
        <Box role="presentation" sx={{ position: 'relative' }} style={{ height: rows.length * LINE }}>
          {drawn.map((index) => {
            const row = rows[index];
            return row === undefined ? null : (
              <TickLine
                key={row.key}
                row={row}
                index={index}
                top={index * LINE}
                height={LINE}
                active={index === active}
                ticked={isTicked(row)}
                problems={problemsOf(row)}
                readOnly={readOnly}
                onActivate={setActiveKey}
                onTick={onTick}
              />
            );
          })}
        </Box>
      </div>
    </TickGrid>
  );
}
