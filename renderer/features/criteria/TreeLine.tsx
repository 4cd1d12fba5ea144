// One row of the tree: a domain, a group or a criterion. Only draws and points; the tree decides what acts mean. There
// may be hundreds, so a row is plain elements (styled by the tree) and is drawn again only when it says something new.
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import { parseRule } from '../../../core/rules/scoring-rule.ts';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { TreeRow } from './tree-model.ts';

export interface TreeLineProps {
  readonly row: TreeRow;
  readonly active: boolean;
  readonly selected: boolean;
  readonly folded: boolean;
  readonly editable: boolean;
  /** Rows are all shown, so that a place between two of them means what it shows. */
  readonly draggable: boolean;
  /** Where the dragged row would land: a line above or below this one. */
  readonly landing: 'above' | 'below' | null;
  /** In place of the title of a group. */
  readonly titleEditor: ReactNode;
  readonly onFold: (id: string) => void;
  readonly onMenu: (id: string, anchor: HTMLElement) => void;
}

const levels = { domain: 1, group: 2, item: 3 } as const;

export function codeOf(row: TreeRow): string {
  if (row.kind === 'domain') return String(row.domain.domain.ordinal);
  return row.kind === 'group' ? row.group.code : row.item.code;
}

/** Both say the same on the screen. Criteria that did not change stay the same object from answer to answer. */
function sameRow(a: TreeRow, b: TreeRow): boolean {
  if (a.kind === 'item') return b.kind === 'item' && a.item === b.item;
  if (a.kind === 'group') {
    return (
      b.kind === 'group' &&
      a.id === b.id &&
      a.group.code === b.group.code &&
      a.group.title === b.group.title &&
      a.group.points === b.group.points &&
      a.group.items.length === b.group.items.length
    );
  }
  return (
    b.kind === 'domain' &&
    a.domain.domain === b.domain.domain &&
    a.domain.count === b.domain.count &&
    a.domain.points === b.domain.points
  );
}

function sameProps(a: TreeLineProps, b: TreeLineProps): boolean {
  return (
    sameRow(a.row, b.row) &&
    (Object.keys(b) as (keyof TreeLineProps)[]).every((name) => name === 'row' || a[name] === b[name])
  );
}

export const TreeLine = memo(function TreeLine(props: TreeLineProps) {
  const { row, active, selected, folded, editable, draggable, landing } = props;
  const t = useText();
  const c = t.criteria;
  const isItem = row.kind === 'item';
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useSortable({
    id: row.id,
    disabled: { draggable: !draggable || !isItem, droppable: !draggable },
  });
  const code = codeOf(row);
  const tabIndex = active ? 0 : -1;
  const canFold = row.kind === 'group' || (row.kind === 'domain' && row.domain.count > 0);
  const sum = isItem ? row.item.maxPoints : row.kind === 'group' ? row.group.points : row.domain.points;
  const isBroken = isItem && !parseRule(row.item).ok;
  const classes = ['line', row.kind, selected ? 'selected' : '', isDragging ? 'dragging' : '', landing ?? ''];
  return (
    <div
      ref={setNodeRef}
      className={classes.join(' ')}
      role="treeitem"
      id={`row-${row.id}`}
      data-row={row.id}
      aria-level={levels[row.kind]}
      aria-labelledby={['code', 'label', 'facts', 'points'].map((part) => `${part}-${row.id}`).join(' ')}
      aria-selected={selected}
      {...(canFold ? { 'aria-expanded': !folded } : {})}
      tabIndex={tabIndex}
    >
      {canFold ? (
        <button
          type="button"
          className="tool"
          aria-label={`${folded ? c.tree.unfold : c.tree.fold} ${code}`}
          tabIndex={-1}
          onClick={() => props.onFold(row.id)}
        >
          <Icon path={folded ? 'M9 6l6 6-6 6' : 'M6 9l6 6 6-6'} />
        </button>
      ) : isItem && draggable ? (
        <button
          type="button"
          className="tool drag"
          ref={setActivatorNodeRef}
          {...listeners}
          aria-describedby={attributes['aria-describedby']}
          aria-label={c.tree.drag(code)}
          tabIndex={tabIndex}
        >
          <Icon dots={[9, 15]} />
        </button>
      ) : (
        <span />
      )}
      <span id={`code-${row.id}`} className="code">
        {code}
      </span>{' '}
      <span id={`label-${row.id}`} className="text">
        <span>
          {row.kind === 'domain'
            ? row.domain.domain.name
            : row.kind === 'group'
              ? (props.titleEditor ??
                (row.group.title === '' ? (
                  <span className="untitled">{editable ? c.tree.untitledGroup : c.tree.group(code)}</span>
                ) : (
                  row.group.title
                )))
              : row.item.text}
        </span>
        {isBroken ? <span className="problem">⚠ {c.tree.problem}</span> : null}
      </span>{' '}
      <span id={`facts-${row.id}`} className="facts">
        {isItem
          ? t.labels.answerType[row.item.answerType]
          : c.count(formatCount(row.kind === 'group' ? row.group.items.length : row.domain.count))}
      </span>{' '}
      <span id={`points-${row.id}`} className="points">
        {points(sum)}
      </span>
      {editable ? (
        <button
          type="button"
          className="tool"
          aria-label={c.tree.actionsOf(code)}
          aria-haspopup="menu"
          tabIndex={tabIndex}
          onClick={(event) => props.onMenu(row.id, event.currentTarget)}
        >
          <Icon dots={[12]} />
        </button>
      ) : (
        <span />
      )}
    </div>
  );
}, sameProps);

interface IconProps {
  readonly path?: string;
  /** Columns of three dots. */
  readonly dots?: readonly number[];
}
function Icon({ path, dots = [] }: IconProps) {
  return (
    <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden focusable="false">
      {path === undefined ? null : <path d={path} fill="none" stroke="currentColor" strokeWidth="2" />}
      {dots.flatMap((x) =>
        [6, 12, 18].map((y) => (
          <circle key={`${String(x)}-${String(y)}`} cx={x} cy={y} r="1.8" fill="currentColor" />
        )),
      )}
    </svg>
  );
}

/** The look of all rows, said once. */
export const treeStyles = {
  '& .line': {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '1.5rem 3.75rem minmax(0, 1fr) 8.5rem 3.5rem 2rem',
    columnGap: '6px',
    alignItems: 'start',
    padding: '2px 4px 2px 12px',
    minHeight: 32,
    fontSize: '0.8125rem',
    lineHeight: 1.55,
    cursor: 'pointer',
    borderBottom: '1px solid var(--k-palette-divider)',
  },
  '& .line.domain': {
    fontSize: '0.875rem',
    fontWeight: 600,
    padding: '6px 4px 6px 0',
    backgroundColor: 'background.sunken',
  },
  '& .line.group': { fontWeight: 600, paddingLeft: '6px' },
  '& .line > span': { padding: '3px 0' },
  '& .line .text': { overflowWrap: 'anywhere' },
  '& .line .facts': { color: 'text.secondary', fontSize: '0.75rem', fontWeight: 400, lineHeight: 1.7 },
  '& .line .points': { textAlign: 'right' },
  '& .line .untitled': { color: 'text.secondary', fontWeight: 400, fontStyle: 'italic' },
  '& .line .problem': { display: 'block', color: 'warning.main', fontWeight: 600 },
  '& .line:hover, & .line.selected': { backgroundColor: 'background.tint' },
  '& .line.selected': { boxShadow: 'inset 3px 0 0 var(--k-palette-primary-main)' },
  '& .line.dragging': { opacity: 0.45 },
  '& .line:focus-visible': { outlineOffset: -2 },
  '& .line .tool': {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: 24,
    height: 24,
    marginTop: '2px',
    padding: 0,
    border: 0,
    borderRadius: '4px',
    background: 'none',
    color: 'inherit',
    cursor: 'pointer',
    justifySelf: 'center',
  },
  '& .line .tool:hover': { backgroundColor: 'divider' },
  '& .line .drag': { cursor: 'grab', touchAction: 'none', opacity: 0 },
  '& .line:hover .drag, & .line:focus-within .drag': { opacity: 1 },
  '& .line.above::after, & .line.below::after': {
    content: '""',
    position: 'absolute',
    left: 0,
    right: 0,
    height: '3px',
    zIndex: 2,
    backgroundColor: 'primary.main',
  },
  '& .line.above::after': { top: -2 },
  '& .line.below::after': { bottom: -2 },
} as const;
