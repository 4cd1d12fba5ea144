// The table of the heat map: a grid walked with the arrows, rows drawn as they come into sight (all of them on paper). Weight
// is shown by shade, by a line's length and by the weight of the figure: black and white is enough.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Link } from 'react-router';
import type { HeatBy, HeatCell, HeatMeasure, HeatRow } from '../../../core/contract/pictures.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { cellText, type HeatMap, useRowName, weightOf } from './heat-cells.ts';

const ROW = 38;
/** Fewer rows are simply drawn. */
const FEW = 60;

interface HeatGridProps {
  readonly title: string;
  readonly map: HeatMap;
  readonly measure: HeatMeasure;
  readonly by: HeatBy;
}

/** True while the browser lays out paper. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

export function HeatGrid({ title, map, measure, by }: HeatGridProps) {
  const t = useText();
  const w = t.pictures;
  const { language } = useLanguage();
  const nameOf = useRowName();
  const box = useRef<HTMLDivElement>(null);
  const printing = usePrinting();
  const [at, setAt] = useState({ row: 0, column: 0 });
  const columns = map.domains.length + 1;
  const showsAll = printing || map.rows.length <= FEW;
  // Its functions are called while drawing, and kept nowhere.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: map.rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
    enabled: !showsAll,
  });
  const items = showsAll
    ? map.rows.map((_row, index) => ({ index, start: 0, end: 0 }))
    : virtualizer.getVirtualItems();
  const before = showsAll ? 0 : (items[0]?.start ?? 0);
  const after = showsAll ? 0 : virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  // The row of sums stands below the others.
  const last = map.rows.length;
  // One cell is the stop of the tab key: where somebody was, as long as it is drawn.
  const isDrawn = at.row === last || items.some(({ index }) => index === at.row);
  const stop = {
    row: isDrawn ? at.row : (items[0]?.index ?? last),
    column: Math.min(at.column, columns - 1),
  };
  const focus = useCallback(
    (row: number, column: number) => {
      setAt({ row, column });
      const find = () =>
        box.current?.querySelector<HTMLElement>(`[data-cell="${String(row)} ${String(column)}"]`);
      const found = find();
      if (found !== null && found !== undefined) found.focus();
      else {
        virtualizer.scrollToIndex(row);
        window.requestAnimationFrame(() => window.requestAnimationFrame(() => find()?.focus()));
      }
    },
    [virtualizer],
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).dataset['cell'];
    if (cell === undefined || event.altKey || event.metaKey) return;
    const [row = 0, column = 0] = cell.split(' ').map(Number);
    const goals: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [Math.min(row + 1, last), column],
      ArrowUp: [Math.max(row - 1, 0), column],
      ArrowRight: [row, Math.min(column + 1, columns - 1)],
      ArrowLeft: [row, Math.max(column - 1, 0)],
      Home: event.ctrlKey ? [0, 0] : [row, 0],
      End: event.ctrlKey ? [last, columns - 1] : [row, columns - 1],
      PageDown: [Math.min(row + 10, last), column],
      PageUp: [Math.max(row - 10, 0), column],
    };
    const goal = goals[event.key];
    if (goal === undefined) return;
    event.preventDefault();
    focus(...goal);
  };
  const domainNames = map.domains.map(({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name));
  const totalAll = sumOf(map.totals, measure);
  const cellsOf = (cells: readonly HeatCell[], total: HeatCell, index: number, name: string) =>
    [...cells, total].map((cell, column) => (
      <Cell
        // The columns stand in one order.
        key={column === cells.length ? 'total' : (map.domains[column]?.key ?? column)}
        cell={cell}
        measure={measure}
        highest={index === last || column === cells.length ? 0 : map.highest}
        place={`${String(index)} ${String(column)}`}
        label={w.heat.cell(
          name,
          domainNames[column] ?? w.total,
          cell.value === null ? w.heat.notScored : cellText(cell, measure),
        )}
        isCurrent={stop.row === index && stop.column === column}
        onFocus={() => setAt({ row: index, column })}
        strong={index === last || column === cells.length}
        opens={isListed(by, measure, index === last)}
      />
    ));
  return (
    <Box
      ref={box}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        overflow: 'auto',
        maxHeight: 'calc(100vh - 320px)',
        '@media print': { maxHeight: 'none', overflow: 'visible', border: 0 },
      }}
    >
      <Box
        component="table"
        role="grid"
        aria-label={title}
        aria-rowcount={map.rows.length + 2}
        aria-colcount={columns + 1}
        onKeyDown={onKeyDown}
        sx={{
          width: '100%',
          borderCollapse: 'separate',
          borderSpacing: 0,
          fontSize: '0.8125rem',
          tableLayout: 'fixed',
          '& th, & td': { borderBottom: '1px solid', borderColor: 'divider', fontWeight: 400 },
          '& thead th': {
            position: 'sticky',
            top: 0,
            zIndex: 2,
            backgroundColor: 'background.sunken',
            color: 'text.secondary',
            fontWeight: 600,
            fontSize: '0.75rem',
            lineHeight: 1.35,
            px: 0.5,
            py: 0.75,
            verticalAlign: 'bottom',
            textAlign: 'center',
          },
          '& tbody th, & tfoot th': { textAlign: 'left', px: 1.25, py: 0.5 },
          '& td': { p: 0, height: ROW },
          '& tfoot th, & tfoot td': {
            position: 'sticky',
            bottom: 0,
            zIndex: 1,
            fontWeight: 600,
            backgroundColor: 'background.sunken',
          },
          '@media print': { '& thead th, & tfoot th, & tfoot td': { position: 'static' } },
        }}
      >
        <colgroup>
          <Box component="col" sx={{ width: '17rem' }} />
          {map.domains.map(({ key }) => (
            <Box component="col" key={key} sx={{ minWidth: '4.5rem' }} />
          ))}
          <Box component="col" sx={{ width: '4.5rem' }} />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <Box component="th" scope="col" sx={{ '&&': { textAlign: 'left', px: 1.25 } }}>
              {w.heat.bys[by]}
            </Box>
            {map.domains.map(({ key, shortName }, index) => (
              <th key={key} scope="col" title={domainNames[index]}>
                {language === 'en' ? (domainNames[index] ?? shortName) : shortName}
              </th>
            ))}
            <th scope="col">{w.total}</th>
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <Gap height={before} columns={columns + 1} /> : null}
          {items.map(({ index }) => {
            const row = map.rows[index];
            if (row === undefined) return null;
            return (
              <tr key={row.id ?? row.kind ?? 'none'} aria-rowindex={index + 2}>
                <th scope="row">
                  <RowName row={row} by={by} />
                </th>
                {cellsOf(row.cells, row.total, index, nameOf(row))}
              </tr>
            );
          })}
          {after > 0 ? <Gap height={after} columns={columns + 1} /> : null}
        </tbody>
        <tfoot>
          <tr aria-rowindex={map.rows.length + 2}>
            <th scope="row">{w.total}</th>
            {cellsOf(map.totals, totalAll, last, w.total)}
          </tr>
        </tfoot>
      </Box>
    </Box>
  );
}

/** A share of points opens the agency, or the agencies that it is made of; sums of everything open nothing more. */
function isListed(by: HeatBy, measure: HeatMeasure, isTotal: boolean): boolean {
  return measure !== 'score' || (by !== 'kind' && !isTotal);
}

/** Over all rows; nothing opens behind it that the columns do not open. */
function sumOf(totals: readonly HeatCell[], measure: HeatMeasure): HeatCell {
  const add = (of: (cell: HeatCell) => number | null) =>
    totals.reduce((sum, cell) => sum + (of(cell) ?? 0), 0);
  const [earned, max] = [add((cell) => cell.earned), add((cell) => cell.max)];
  const first = totals[0]?.to ?? '';
  const [path = '', search = ''] = first.split('?');
  const params = new URLSearchParams(search);
  params.delete('domain');
  const value =
    measure === 'score'
      ? max <= 0
        ? null
        : Math.floor((earned * 20_000 + max) / (2 * max))
      : add((cell) => cell.value);
  return { value, earned, max, to: `${path}?${params.toString()}` };
}

function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }}>
        {'\u00a0'}
      </td>
    </tr>
  );
}

function RowName({ row, by }: { readonly row: HeatRow; readonly by: HeatBy }) {
  const w = useText().pictures;
  const name = useRowName()(row);
  return (
    <>
      {by === 'agency' && row.id !== null ? (
        <Box
          component={Link}
          to={`/agencies/${row.id}/figures`}
          sx={{ color: 'text.primary', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}
        >
          {name}
        </Box>
      ) : (
        name
      )}
      {row.gathered.length === 0 ? null : (
        <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
          {w.gathered(row.gathered.join(', '))}
        </Box>
      )}
    </>
  );
}

interface CellProps {
  readonly cell: HeatCell;
  readonly measure: HeatMeasure;
  readonly highest: number;
  readonly place: string;
  readonly label: string;
  readonly isCurrent: boolean;
  readonly strong: boolean;
  /** Nothing can be listed behind some sums. */
  readonly opens: boolean;
  readonly onFocus: () => void;
}
function Cell({ cell, measure, highest, place, label, isCurrent, strong, opens, onFocus }: CellProps) {
  const { bar, shade } = weightOf(cell, highest, measure);
  const isShaded = !strong && cell.value !== null && shade > 0;
  const text = cellText(cell, measure);
  const shared = {
    'data-cell': place,
    'aria-label': label,
    tabIndex: isCurrent ? 0 : -1,
    onFocus,
    style: {
      ...(isShaded
        ? {
            backgroundColor: `color-mix(in srgb, var(--k-palette-primary-main) ${String(Math.round(6 + shade * 34))}%, transparent)`,
          }
        : {}),
      fontWeight: strong || (isShaded && shade > 0.66) ? 600 : 400,
    },
  };
  const look = {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: '100%',
    height: '100%',
    minHeight: 30,
    color: cell.value === 0 || cell.value === null ? 'text.secondary' : 'text.primary',
    textDecoration: 'none',
    printColorAdjust: 'exact',
    '&:focus-visible': { outlineOffset: -2 },
    '&:hover': { textDecoration: 'underline' },
  } as const;
  const drawn = (
    <>
      {text}
      {!strong && bar > 0 ? (
        <Box
          component="span"
          aria-hidden
          sx={{
            position: 'absolute',
            left: 4,
            right: 4,
            bottom: 2,
            '& > span': { display: 'block', borderTop: '3px solid', borderColor: 'primary.main' },
          }}
        >
          <span style={{ width: `${String(Math.max(6, bar * 100))}%` }} />
        </Box>
      ) : null}
    </>
  );
  return (
    <td>
      {opens && cell.value !== null && (cell.value > 0 || measure === 'score') ? (
        <Box component={Link} to={cell.to} {...shared} sx={look}>
          {drawn}
        </Box>
      ) : (
        <Box component="span" role="img" {...shared} sx={look}>
          {drawn}
        </Box>
      )}
    </td>
  );
}
