// The items of a set as a tree, walked and rearranged by keyboard; beside every group what its children add up to.
import { useEffect, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import Box from '@mui/material/Box';
import { HiddenText } from '../../components/HiddenText.tsx';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import type { ItemActs } from './item-acts.ts';
import { childrenSum, rowsOf, sumDifference } from './item-tree.ts';
import type { ItemNode, Step } from './item-tree.ts';

interface ItemTreeProps {
  readonly tree: readonly ItemNode[];
  readonly acts: ItemActs;
  readonly editable: boolean;
  /** While it is filtered nothing is folded or moved. */
  readonly filtered: boolean;
  readonly folded: ReadonlySet<string>;
  readonly onFold: (folded: ReadonlySet<string>) => void;
  readonly selectedId: string | null;
  readonly onSelect: (id: string, edit: boolean) => void;
  readonly onMoveTo: (id: string) => void;
  readonly onRemove: (id: string) => void;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'previous_parent',
  ArrowRight: 'next_parent',
};

export function focusItem(id: string): void {
  const row = document.getElementById(`item-${id}`);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}

export function ItemTree(props: ItemTreeProps) {
  const { tree, acts, editable, filtered, folded, onFold, selectedId, onSelect } = props;
  const t = useText();
  const w = t.parIndex.items;
  const rows = rowsOf(tree, filtered ? new Set() : folded);
  const [activeId, setActiveId] = useState<string | null>(selectedId);
  const [said, setSaid] = useState('');
  const active = rows.find(({ item }) => item.id === activeId) ?? rows[0];

  const [seen, setSeen] = useState(selectedId);
  if (seen !== selectedId) {
    setSeen(selectedId);
    if (selectedId !== null) setActiveId(selectedId);
  }
  useEffect(() => {
    if (selectedId !== null)
      document.getElementById(`item-${selectedId}`)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);

  const go = (node: ItemNode | undefined) => {
    if (node === undefined) return;
    setActiveId(node.item.id);
    focusItem(node.item.id);
  };
  const fold = (id: string, close: boolean) => {
    const next = new Set(folded);
    if (close) next.add(id);
    else next.delete(id);
    onFold(next);
  };
  async function step(node: ItemNode, by: Step) {
    const moved = await acts.step(node.item.id, by);
    setSaid(moved ? w.moved(node.item.code) : w.noFurther);
    requestAnimationFrame(() => focusItem(node.item.id));
  }
  async function add(where: Parameters<ItemActs['add']>[0]) {
    const made = await acts.add(where);
    if (made !== null) onSelect(made, true);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const id = (event.target as HTMLElement).dataset['item'];
    const at = rows.findIndex(({ item }) => item.id === id);
    const node = rows[at];
    if (node === undefined || event.nativeEvent.isComposing) return;
    const take = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    const hasChildren = node.children.length > 0;
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const by = steps[event.key];
      if (by !== undefined && editable && !filtered) take(() => void step(node, by));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowDown':
        return take(() => go(rows[at + 1]));
      case 'ArrowUp':
        return take(() => go(rows[at - 1]));
      case 'Home':
        return take(() => go(rows[0]));
      case 'End':
        return take(() => go(rows.at(-1)));
      case 'ArrowLeft':
        return take(() => {
          if (hasChildren && !filtered && !folded.has(node.item.id)) fold(node.item.id, true);
          else go(rows.find(({ item }) => item.id === node.item.parentId));
        });
      case 'ArrowRight':
        return take(() => {
          if (folded.has(node.item.id) && !filtered) fold(node.item.id, false);
          else if (hasChildren) go(rows[at + 1]);
        });
      case 'Enter':
      case 'F2':
        return take(() => onSelect(node.item.id, true));
      case 'Delete':
        if (editable && !acts.pending) take(() => props.onRemove(node.item.id));
        return;
      case 'n':
      case 'N':
        if (editable && !acts.pending)
          take(() => void add(event.shiftKey ? { below: node.item.id } : { beside: node.item.id }));
        return;
      case 'm':
      case 'M':
        if (editable && node.item.parentId !== null) take(() => props.onMoveTo(node.item.id));
    }
  }
  function onClick(event: MouseEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    if (target.closest('button') !== null) return;
    const id = target.closest<HTMLElement>('[data-item]')?.dataset['item'];
    if (id === undefined) return;
    setActiveId(id);
    onSelect(id, false);
  }

  return (
    <>
      <Box role="tree" aria-label={w.tree} onKeyDown={onKeyDown} onClick={onClick} sx={treeStyles}>
        {rows.map((node) => {
          const { item } = node;
          const isFolded = !filtered && folded.has(item.id);
          const hasChildren = node.children.length > 0;
          return (
            <div
              key={item.id}
              id={`item-${item.id}`}
              data-item={item.id}
              role="treeitem"
              aria-level={node.depth}
              aria-selected={item.id === selectedId}
              {...(hasChildren ? { 'aria-expanded': !isFolded } : {})}
              tabIndex={item.id === active?.item.id ? 0 : -1}
              onFocus={(event) => {
                if (event.target === event.currentTarget) setActiveId(item.id);
              }}
              className={`line depth${String(node.depth)}${item.id === selectedId ? ' selected' : ''}`}
            >
              {hasChildren && !filtered ? (
                <button
                  type="button"
                  className="tool"
                  tabIndex={-1}
                  aria-label={`${isFolded ? w.unfold : w.fold} ${item.code}`}
                  onClick={() => fold(item.id, !isFolded)}
                >
                  <svg width="16" height="16" viewBox="0 0 24 24" aria-hidden focusable="false">
                    <path
                      d={isFolded ? 'M9 6l6 6-6 6' : 'M6 9l6 6 6-6'}
                      fill="none"
                      stroke="currentColor"
                      strokeWidth="2"
                    />
                  </svg>
                </button>
              ) : (
                <span />
              )}
              <span className="code">{item.code}</span> <span className="text">{item.text}</span>{' '}
              <span className="facts">{factsOf(node, t)}</span> <Points node={node} />
            </div>
          );
        })}
      </Box>
      <Box component="output" aria-live="polite">
        <HiddenText text={said} />
      </Box>
    </>
  );
}

/** How a leaf is scored; of a group nothing, its children say it. */
function factsOf(node: ItemNode, t: Texts): string {
  const w = t.parIndex;
  const effect = node.item.effect === 'points' ? null : w.effects[node.item.effect];
  const method =
    node.children.length > 0 || node.item.effect !== 'points' ? null : w.methodsShort[node.item.method];
  return [effect, method].filter((part) => part !== null).join(' · ');
}

/** The maximum; where the children say something else, what they add up to and what lacks or is too much. */
function Points({ node }: { readonly node: ItemNode }) {
  const w = useText().parIndex.items;
  const difference = sumDifference(node);
  const sum = childrenSum(node);
  return (
    <span className="points">
      <strong>{points(node.item.maxPoints)}</strong>
      {difference === null || sum === null ? null : (
        <span className="differs">
          {w.sum(points(sum), points(node.item.maxPoints))},{' '}
          {difference < 0 ? w.short(points(-difference)) : w.over(points(difference))}
        </span>
      )}
    </span>
  );
}

const treeStyles = {
  '& .line': {
    display: 'grid',
    gridTemplateColumns: '1.5rem 3.75rem minmax(0, 1fr) 7rem 8rem',
    columnGap: '6px',
    alignItems: 'start',
    padding: '3px 12px 3px 4px',
    minHeight: 30,
    fontSize: '0.8125rem',
    lineHeight: 1.55,
    cursor: 'pointer',
    borderBottom: '1px solid var(--k-palette-divider)',
  },
  '& .line.depth1': { fontWeight: 600, backgroundColor: 'background.sunken', fontSize: '0.875rem' },
  '& .line.depth2': { fontWeight: 500 },
  '& .line.depth2 .code': { paddingLeft: '6px' },
  '& .line.depth3 .code': { paddingLeft: '12px' },
  '& .line .text': { overflowWrap: 'anywhere' },
  '& .line .facts': { color: 'text.secondary', fontSize: '0.75rem', fontWeight: 400, lineHeight: 1.7 },
  '& .line .points': { textAlign: 'right' },
  '& .line .points strong': { fontWeight: 'inherit' },
  '& .line .differs': {
    display: 'block',
    color: 'warning.main',
    fontSize: '0.75rem',
    fontWeight: 600,
    lineHeight: 1.5,
  },
  '& .line:hover, & .line.selected': { backgroundColor: 'background.tint' },
  '& .line.selected': { boxShadow: 'inset 3px 0 0 var(--k-palette-primary-main)' },
  '& .line:focus-visible': { outlineOffset: -2 },
  '& .line .tool': {
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    width: 24,
    height: 24,
    padding: 0,
    border: 0,
    borderRadius: '4px',
    background: 'none',
    color: 'inherit',
    cursor: 'pointer',
  },
  '& .line .tool:hover': { backgroundColor: 'divider' },
} as const;
