// The list of recommendations: sorted and paged by SQLite, only the rows in sight are in the page, so that a list of two
// hundred thousand scrolls like one of twenty. One stop of the Tab key; the arrows walk, Enter opens, Space chooses.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import Box from '@mui/material/Box';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { RemediationRow } from '../../../core/contract/remediation.ts';
import { DueLabel } from '../../components/DueLabel.tsx';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { RowLink } from '../../components/ResponsiveTable.tsx';
import { RecommendationStatusChip } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';
import type { Sort } from './remediation-address.ts';
import { RowMarks } from './RowMarks.tsx';

const ROW_HEIGHT = 56;
const OVERSCAN = 12;

interface RemediationTableProps {
  readonly label: string;
  readonly rows: readonly RemediationRow[];
  /** Null: not known until the end is read. */
  readonly total: number | null;
  readonly today: string;
  readonly addressOf: (row: RemediationRow) => string;
  readonly onOpen: (row: RemediationRow) => void;
  readonly openId: string | null;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (rows: readonly RemediationRow[], on: boolean) => void;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly onSort: (sort: Sort) => void;
  /** Beside an open record there is no room for domain and round. */
  readonly narrow: boolean;
  /** False where the filter names one round. */
  readonly manyPlans: boolean;
  /** Told when the end comes into sight. */
  readonly onEnd: () => void;
}

export function RemediationTable(props: RemediationTableProps) {
  const { rows, narrow, openId, chosen, today } = props;
  const t = useText();
  const w = t.remediation;
  const table = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState(0);
  const wanted = useRef<number | null>(null);
  const [margin, setMargin] = useState(0);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- after every drawing: what stands above may have wrapped
  useLayoutEffect(() => {
    const main = document.getElementById('content');
    const own = table.current;
    if (main === null || own === null) return;
    // Where the table begins inside of what scrolls; filters above it may wrap.
    const next = own.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop;
    if (Math.abs(next - margin) > 1) setMargin(next);
  });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => document.getElementById('content'),
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: margin,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items.at(-1)];
  const before = first === undefined ? 0 : first.start - margin;
  const after = last === undefined ? 0 : virtual.getTotalSize() - (last.end - margin);
  const { onEnd } = props;
  const atEnd = last !== undefined && last.index >= rows.length - OVERSCAN;
  useEffect(() => {
    if (atEnd) onEnd();
  }, [atEnd, onEnd, rows.length]);
  useEffect(() => {
    // The row that the arrows walked to may have come into the page only now.
    if (wanted.current === null) return;
    const row = table.current?.querySelector<HTMLElement>(`tr[data-index="${String(wanted.current)}"]`);
    if (row === null || row === undefined) return;
    wanted.current = null;
    row.focus();
  });
  const current = Math.min(at, Math.max(rows.length - 1, 0));
  const walk = (to: number) => {
    const goal = Math.max(0, Math.min(rows.length - 1, to));
    setAt(goal);
    wanted.current = goal;
    virtual.scrollToIndex(goal, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: RemediationRow, index: number) => {
    if (event.target !== event.currentTarget) return;
    const goals: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + 10,
      PageUp: index - 10,
      Home: 0,
      End: rows.length - 1,
    };
    const goal = goals[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      walk(goal);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      props.onOpen(row);
    } else if (event.key === ' ') {
      event.preventDefault();
      props.onChoose([row], !chosen.has(row.id));
    }
  };
  const onClick = (event: MouseEvent<HTMLTableRowElement>, row: RemediationRow, index: number) => {
    const target = event.target as HTMLElement;
    if (target.closest('a, button, input, label')) return;
    if (window.getSelection()?.toString()) return;
    setAt(index);
    props.onOpen(row);
  };
  const allChosen = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  const columns: readonly { readonly key: Sort | 'text'; readonly label: string; readonly width?: string }[] =
    [
      { key: 'text', label: w.columns.text },
      { key: 'agency', label: w.columns.agency, width: narrow ? '24%' : '19%' },
      ...(narrow
        ? []
        : [
            { key: 'domain' as const, label: w.columns.domain, width: '13%' },
            { key: 'plan' as const, label: w.columns.plan, width: '15%' },
          ]),
      { key: 'due', label: w.columns.due, width: '7.5rem' },
      { key: 'status', label: w.columns.status, width: '8.5rem' },
    ];
  return (
    <Box
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        minWidth: 0,
        overflow: 'clip',
      }}
    >
      <Box
        component="table"
        ref={table}
        aria-label={props.label}
        aria-rowcount={props.total === null ? -1 : props.total + 1}
        sx={{
          width: '100%',
          tableLayout: 'fixed',
          borderCollapse: 'separate',
          borderSpacing: 0,
          fontSize: '0.8125rem',
          lineHeight: 1.55,
          '& th': {
            position: 'sticky',
            top: 0,
            zIndex: 1,
            backgroundColor: 'background.sunken',
            textAlign: 'left',
            fontWeight: 600,
            color: 'text.secondary',
            borderBottom: '1px solid',
            borderColor: 'divider',
            p: '5px 10px',
            verticalAlign: 'middle',
            lineHeight: 1.4,
            height: 32,
          },
          '& td': {
            p: '6px 10px',
            verticalAlign: 'top',
            borderBottom: '1px solid',
            borderColor: 'divider',
            overflowWrap: 'anywhere',
          },
          '& td.space': { p: 0, border: 0 },
          '& tbody tr[tabindex]': { cursor: 'pointer' },
          '& tbody tr[tabindex]:hover, & tbody tr[aria-current="true"]': {
            backgroundColor: 'background.tint',
          },
          '& tbody tr:focus-visible': { outlineOffset: -2, backgroundColor: 'background.tint' },
          '& input[type="checkbox"]': {
            width: 18,
            height: 18,
            m: '3px',
            accentColor: 'var(--k-palette-primary-main)',
          },
        }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <Box component="th" scope="col" sx={{ width: '2.75rem' }}>
              <input
                type="checkbox"
                checked={allChosen}
                aria-label={w.chooseShown}
                onChange={(event) => props.onChoose(rows, event.target.checked)}
              />
            </Box>
            {columns.map((column) => (
              <Head
                key={column.key}
                column={column}
                sort={props.sort}
                descending={props.descending}
                onSort={props.onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          <Space height={before} span={columns.length + 1} />
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <tr
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                data-row={row.id}
                aria-rowindex={item.index + 2}
                aria-current={row.id === openId ? 'true' : undefined}
                tabIndex={item.index === current ? 0 : -1}
                onFocus={() => setAt(item.index)}
                onKeyDown={(event) => onKeyDown(event, row, item.index)}
                onClick={(event) => onClick(event, row, item.index)}
              >
                <td>
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    checked={chosen.has(row.id)}
                    aria-label={w.chooseRow(row.text.slice(0, 80))}
                    onChange={(event) => props.onChoose([row], event.target.checked)}
                  />
                </td>
                <td>
                  <Clamped lines={3}>
                    <RowLink to={props.addressOf(row)}>{row.text}</RowLink>{' '}
                    <ProvenanceMark provenance={row.provenance} />{' '}
                    <OfficeChip officeId={row.originOfficeId} />
                  </Clamped>
                  <RowMarks row={row} />
                </td>
                <td>
                  <Clamped lines={4}>{row.agencyName ?? w.allAgencies}</Clamped>
                </td>
                {narrow ? null : (
                  <>
                    <td>
                      <Clamped lines={4}>{row.domainName ?? ''}</Clamped>
                    </td>
                    {props.manyPlans ? (
                      <td>
                        <Clamped lines={3} title={row.planTitle}>
                          {row.planTitle}
                        </Clamped>
                      </td>
                    ) : null}
                  </>
                )}
                <td>
                  <DueLabel dueOn={row.dueOn} dueNote={row.dueNote} status={row.status} today={today} />
                </td>
                <td>
                  <RecommendationStatusChip status={row.status} />
                </td>
              </tr>
            );
          })}
          <Space height={after} span={columns.length + 1} />
        </tbody>
      </Box>
    </Box>
  );
}

/** Stands for the rows that are not in the page. */
function Space({ height, span }: { readonly height: number; readonly span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <Box component="td" className="space" colSpan={span} sx={{ height }} />
    </tr>
  );
}

interface ClampedProps {
  readonly lines: number;
  readonly title?: string;
  readonly children: ReactNode;
}
function Clamped({ lines, title, children }: ClampedProps) {
  return (
    <Box
      component="span"
      title={title}
      sx={{
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: String(lines),
        overflow: 'hidden',
      }}
    >
      {children}
    </Box>
  );
}

interface HeadProps {
  readonly column: { readonly key: Sort | 'text'; readonly label: string; readonly width?: string };
  readonly sort: Sort;
  readonly descending: boolean;
  readonly onSort: (sort: Sort) => void;
}
function Head({ column, sort, descending, onSort }: HeadProps) {
  const t = useText();
  const { key } = column;
  const sorted = key === sort;
  return (
    <Box
      component="th"
      scope="col"
      {...(sorted ? { 'aria-sort': descending ? ('descending' as const) : ('ascending' as const) } : {})}
      sx={{ width: column.width }}
    >
      {key === 'text' ? (
        column.label
      ) : (
        <Box
          component="button"
          type="button"
          onClick={() => onSort(key)}
          title={sorted && !descending ? t.frame.sortDescending : t.frame.sortAscending}
          sx={{
            font: 'inherit',
            color: sorted ? 'primary.main' : 'inherit',
            background: 'none',
            border: 0,
            p: 0,
            textAlign: 'inherit',
            cursor: 'pointer',
            minHeight: 24,
            '&:hover': { color: 'primary.main' },
          }}
        >
          {column.label}
          {sorted ? <span aria-hidden>{descending ? '\u00a0↓' : '\u00a0↑'}</span> : null}
        </Box>
      )}
    </Box>
  );
}
