// One row of the tree: a domain, a group or a criterion. Only draws and points; the tree decides what acts mean.
import { memo } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import DragIcon from '@mui/icons-material/DragIndicator';
import FoldedIcon from '@mui/icons-material/ChevronRight';
import MoreIcon from '@mui/icons-material/MoreVert';
import OpenIcon from '@mui/icons-material/ExpandMore';
import WarningIcon from '@mui/icons-material/WarningAmber';
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
  readonly onFold: (row: TreeRow) => void;
  readonly onMenu: (row: TreeRow, anchor: HTMLElement) => void;
  readonly onPick: (row: TreeRow) => void;
  readonly onActivate: (row: TreeRow) => void;
}

const levels = { domain: 1, group: 2, item: 3 } as const;

function codeOf(row: TreeRow): string {
  if (row.kind === 'domain') return String(row.domain.domain.ordinal);
  return row.kind === 'group' ? row.group.code : row.item.code;
}

export const TreeLine = memo(function TreeLine(props: TreeLineProps) {
  const { row, active, selected, folded, editable, draggable, landing } = props;
  const t = useText();
  const c = t.criteria;
  const isItem = row.kind === 'item';
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, isDragging } = useSortable({
    id: row.id,
    disabled: { draggable: !draggable || row.kind === 'domain', droppable: !draggable },
    data: { kind: row.kind },
    attributes: { roleDescription: '' },
  });
  const code = codeOf(row);
  const tabIndex = active ? 0 : -1;
  const canFold = !isItem && (row.kind === 'group' || row.domain.groups.length > 0);
  const sums =
    row.kind === 'item'
      ? points(row.item.maxPoints)
      : points(row.kind === 'group' ? row.group.points : row.domain.points);
  const isBroken = isItem && !parseRule(row.item).ok;
  return (
    <Box
      ref={setNodeRef}
      role="treeitem"
      id={`row-${row.id}`}
      data-row={row.id}
      aria-level={levels[row.kind]}
      aria-labelledby={`label-${row.id}`}
      aria-selected={selected}
      {...(canFold ? { 'aria-expanded': !folded } : {})}
      tabIndex={tabIndex}
      onFocus={(event) => {
        if (event.target === event.currentTarget) props.onActivate(row);
      }}
      onClick={(event: MouseEvent<HTMLElement>) => {
        if ((event.target as HTMLElement).closest('button, input, textarea') === null) props.onPick(row);
      }}
      sx={{
        position: 'relative',
        display: 'grid',
        gridTemplateColumns: '1.5rem 3.75rem minmax(0, 1fr) 8.5rem 3.5rem 2rem',
        columnGap: 0.75,
        alignItems: 'start',
        pr: 0.5,
        pl: row.kind === 'domain' ? 0 : row.kind === 'group' ? 0.75 : 1.5,
        py: row.kind === 'domain' ? 0.75 : 0.25,
        minHeight: 32,
        fontSize: row.kind === 'domain' ? '0.875rem' : '0.8125rem',
        fontWeight: row.kind === 'item' ? 400 : 600,
        lineHeight: '24px',
        cursor: 'pointer',
        borderBottom: '1px solid',
        borderColor: 'divider',
        backgroundColor: selected
          ? 'background.tint'
          : row.kind === 'domain'
            ? 'background.sunken'
            : 'transparent',
        boxShadow: selected ? 'inset 3px 0 0 var(--k-palette-primary-main)' : 'none',
        opacity: isDragging ? 0.45 : 1,
        '&:hover': { backgroundColor: 'background.tint' },
        '&:focus-visible': { outlineOffset: -2 },
        '& .drag': { visibility: 'hidden' },
        '&:hover .drag, &:focus-within .drag, & .drag:focus-visible': { visibility: 'visible' },
        ...(landing === null
          ? {}
          : {
              '&::after': {
                content: '""',
                position: 'absolute',
                left: 0,
                right: 0,
                [landing === 'above' ? 'top' : 'bottom']: -2,
                height: '3px',
                zIndex: 2,
                backgroundColor: 'primary.main',
              },
            }),
      }}
    >
      {canFold ? (
        <IconButton
          aria-label={folded ? c.tree.unfold : c.tree.fold}
          tabIndex={-1}
          onClick={() => props.onFold(row)}
          sx={{ minWidth: 24, minHeight: 24, p: 0 }}
        >
          {folded ? <FoldedIcon sx={{ fontSize: 18 }} /> : <OpenIcon sx={{ fontSize: 18 }} />}
        </IconButton>
      ) : isItem && draggable ? (
        <IconButton
          className="drag"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={c.tree.drag(code)}
          aria-roledescription={undefined}
          tabIndex={tabIndex}
          sx={{ minWidth: 24, minHeight: 24, p: 0, cursor: 'grab', touchAction: 'none' }}
        >
          <DragIcon sx={{ fontSize: 16 }} />
        </IconButton>
      ) : (
        <span />
      )}
      <span>{code}</span>
      <Box
        component="span"
        id={`label-${row.id}`}
        sx={{ overflowWrap: 'anywhere', lineHeight: 1.55, py: '2px' }}
      >
        {row.kind === 'domain'
          ? row.domain.domain.name
          : row.kind === 'group'
            ? (props.titleEditor ??
              (row.group.title === '' ? (
                <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, fontStyle: 'italic' }}>
                  {c.tree.untitledGroup}
                </Box>
              ) : (
                row.group.title
              )))
            : row.item.text}
        {isBroken ? (
          <Box
            component="span"
            sx={{ display: 'flex', gap: 0.5, alignItems: 'center', color: 'warning.main', fontWeight: 600 }}
          >
            <WarningIcon sx={{ fontSize: 16 }} aria-hidden /> {c.tree.problem}
          </Box>
        ) : null}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, lineHeight: 1.55, py: '2px' }}>
        {row.kind === 'item'
          ? t.labels.answerType[row.item.answerType]
          : c.count(formatCount(row.kind === 'group' ? row.group.items.length : row.domain.count))}
      </Box>
      <Box component="span" sx={{ textAlign: 'right' }}>
        {sums}
      </Box>
      {editable ? (
        <IconButton
          aria-label={c.tree.actionsOf(code)}
          aria-haspopup="menu"
          tabIndex={tabIndex}
          onClick={(event) => props.onMenu(row, event.currentTarget)}
          sx={{ minWidth: 24, minHeight: 24, p: 0, justifySelf: 'end' }}
        >
          <MoreIcon sx={{ fontSize: 16 }} />
        </IconButton>
      ) : (
        <span />
      )}
    </Box>
  );
});
