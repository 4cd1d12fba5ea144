// Our own table: semantic, dense, sticky head, sort in the URL, rows walked with the arrows and opened with
// Enter. For lists of a few hundred rows; what is longer is paged by the query.
import { Fragment, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { ListColumn } from '../../core/contract/lists.ts';
import { useText } from '../i18n/text.tsx';
import { HiddenText } from './HiddenText.tsx';
import type { ListCell } from './ListActions.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  readonly render: (row: Row, index: number) => ReactNode;
  /** With it the column can be sorted by. */
  readonly sortBy?: (row: Row) => string | number | null;
  readonly align?: 'left' | 'right' | 'center';
  /** A CSS width: '9rem', '20%'. */
  readonly width?: string;
  /** Kept on one line. */
  readonly nowrap?: boolean;
  /** Hidden where the window is narrower than 900 px. */
  readonly wideOnly?: boolean;
  /** What stands in the cell when the list is taken away; only where `render` draws more than words. */
  readonly cell?: (row: Row) => ListCell;
  /** Of `cell`; text unless told. */
  readonly kind?: ListColumn['kind'];
  /** The head is for screen readers only (a column of buttons or marks). */
  readonly hiddenLabel?: boolean;
}

interface ResponsiveTableProps<Row> {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The address that a row opens. */
  readonly rowTo?: (row: Row) => string;
  /** Instead of `rowTo`: what a row opens in place. */
  readonly onOpen?: (row: Row) => void;
  /** The URL parameter of the sort; two tables on one screen need two. */
  readonly sortParam?: string;
  /** A row that is drawn as chosen. */
  readonly selectedKey?: string | undefined;
  readonly maxHeight?: string;
  /** So many rows at first, and so many more each time they are asked for; all of them unless told. */
  readonly page?: number;
  /** What a row unfolds beneath itself, over all columns; null while it is folded. */
  readonly under?: (row: Row) => ReactNode;
}

const collator = new Intl.Collator('vi', { numeric: true });

export function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** The rows by the sort of the address: `name`, `-name`; as they are where there is none. */
export function sortRows<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  sort: string,
): readonly Row[] {
  const by = columns.find(({ key }) => key === sort.replace(/^-/, ''))?.sortBy;
  if (by === undefined) return rows;
  const direction = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)];
    // What is not known stays at the end both ways.
    if (left === null || right === null) return compareValues(left, right);
    return compareValues(left, right) * direction;
  });
}

export function ResponsiveTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  rowTo,
  onOpen,
  sortParam = 'sort',
  selectedKey,
  maxHeight,
  page,
  under,
}: ResponsiveTableProps<Row>) {
  const t = useText();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const body = useRef<HTMLTableSectionElement>(null);
  const [shown, setShown] = useState(page ?? Infinity);
  const sort = params.get(sortParam) ?? '';
  const sortKey = sort.replace(/^-/, '');
  const descending = sort.startsWith('-');
  const opens = rowTo !== undefined || onOpen !== undefined;

  const sorted = useMemo(() => sortRows(columns, rows, sort), [columns, rows, sort]);

  const open = (row: Row) => {
    if (onOpen !== undefined) onOpen(row);
    else if (rowTo !== undefined) void navigate(rowTo(row));
  };
  const sortOn = (key: string) => {
    setParams(
      (previous) => {
        const next = new URLSearchParams(previous);
        if (sortKey !== key) next.set(sortParam, key);
        else if (!descending) next.set(sortParam, `-${key}`);
        else next.delete(sortParam);
        return next;
      },
      { replace: true },
    );
  };
  const onRowKey = (event: KeyboardEvent<HTMLTableRowElement>, row: Row) => {
    if (event.target !== event.currentTarget) return;
    const all = [...(body.current?.rows ?? [])];
    const at = all.indexOf(event.currentTarget);
    const goal =
      event.key === 'ArrowDown'
        ? all[at + 1]
        : event.key === 'ArrowUp'
          ? all[at - 1]
          : event.key === 'Home'
            ? all[0]
            : event.key === 'End'
              ? all.at(-1)
              : undefined;
    if (goal !== undefined) {
      event.preventDefault();
      goal.focus();
    } else if (event.key === 'Enter' && opens) {
      event.preventDefault();
      open(row);
    }
  };
  const onRowClick = (event: MouseEvent<HTMLTableRowElement>, row: Row) => {
    // A link, button or field inside the row has its own meaning; so has selected text.
    const target = event.target as HTMLElement;
    if (target.closest('a, button, input, textarea, select, label, [role="button"], [role="combobox"]'))
      return;
    // Portalled menus and dialogs bubble through React, not through the row.
    if (!event.currentTarget.contains(target)) return;
    if (window.getSelection()?.toString()) return;
    open(row);
  };

  return (
    <Box
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        overflow: 'auto',
        ...(maxHeight === undefined ? {} : { maxHeight }),
      }}
    >
      <Box
        component="table"
        aria-label={label}
        sx={{
          width: '100%',
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
            padding: '5px 10px',
            verticalAlign: 'bottom',
            lineHeight: 1.4,
            height: 32,
          },
          '& td': {
            padding: '6px 10px',
            verticalAlign: 'top',
            borderBottom: '1px solid',
            borderColor: 'divider',
            overflowWrap: 'anywhere',
          },
          '& tbody tr:last-of-type td': { borderBottom: 0 },
          '& tbody tr': opens ? { cursor: 'pointer' } : {},
          '& tbody tr:hover': { backgroundColor: opens ? 'background.tint' : 'transparent' },
          '& tbody tr:focus-visible': { outlineOffset: -2, backgroundColor: 'background.tint' },
          '& tbody tr[aria-current="true"]': { backgroundColor: 'background.tint' },
        }}
      >
        <thead>
          <tr>
            {columns.map((column) => {
              const isSorted = column.key === sortKey && column.sortBy !== undefined;
              const hide = column.wideOnly === true ? { display: { xs: 'none', md: 'table-cell' } } : {};
              return (
                <Box
                  key={column.key}
                  component="th"
                  scope="col"
                  {...(isSorted
                    ? { 'aria-sort': descending ? ('descending' as const) : ('ascending' as const) }
                    : {})}
                  sx={{ width: column.width, ...hide, '&&': { textAlign: column.align ?? 'left' } }}
                >
                  {column.hiddenLabel === true ? (
                    <HiddenText text={column.label} />
                  ) : column.sortBy === undefined ? (
                    column.label
                  ) : (
                    <Box
                      component="button"
                      type="button"
                      onClick={() => sortOn(column.key)}
                      title={isSorted && !descending ? t.frame.sortDescending : t.frame.sortAscending}
                      sx={{
                        font: 'inherit',
                        color: isSorted ? 'primary.main' : 'inherit',
                        background: 'none',
                        border: 0,
                        padding: 0,
                        textAlign: 'inherit',
                        verticalAlign: 'bottom',
                        lineHeight: 'inherit',
                        cursor: 'pointer',
                        '&:hover': { color: 'primary.main' },
                      }}
                    >
                      {column.label}
                      {isSorted ? <span aria-hidden>{descending ? '\u00a0↓' : '\u00a0↑'}</span> : null}
                    </Box>
                  )}
                </Box>
              );
            })}
          </tr>
        </thead>
        <tbody ref={body}>
          {sorted.slice(0, shown).map((row, index) => {
            const key = rowKey(row);
            const beneath = under?.(row) ?? null;
            return (
              <Fragment key={key}>
                <tr
                  tabIndex={opens ? 0 : -1}
                  aria-current={key === selectedKey ? 'true' : undefined}
                  onKeyDown={(event) => onRowKey(event, row)}
                  {...(opens
                    ? { onClick: (event: MouseEvent<HTMLTableRowElement>) => onRowClick(event, row) }
                    : {})}
                >
                  {columns.map((column) => (
                    <Box
                      key={column.key}
                      component="td"
                      sx={{
                        textAlign: column.align ?? 'left',
                        ...(column.nowrap === true ? { whiteSpace: 'nowrap' } : {}),
                        ...(column.wideOnly === true ? { display: { xs: 'none', md: 'table-cell' } } : {}),
                      }}
                    >
                      {column.render(row, index)}
                    </Box>
                  ))}
                </tr>
                {beneath === null ? null : (
                  <tr>
                    <td colSpan={columns.length}>{beneath}</td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </Box>
      {sorted.length > shown ? (
        <Button sx={{ m: 0.5 }} onClick={() => setShown(shown + (page ?? 0))}>
          {t.frame.moreRows}
        </Button>
      ) : null}
    </Box>
  );
}

interface RowLinkProps {
  readonly to: string;
  readonly children: ReactNode;
}
/** The name of a row as a link, so that it opens in the usual ways too. Not a stop of its own: the row is. */
export function RowLink({ to, children }: RowLinkProps) {
  return (
    <MuiLink component={Link} to={to} tabIndex={-1} color="text.primary" sx={{ fontWeight: 500 }}>
      {children}
    </MuiLink>
  );
}
