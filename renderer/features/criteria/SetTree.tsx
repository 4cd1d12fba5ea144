// The tree of a criteria set: walked, folded, filtered and (in a draft) rearranged, by mouse and by keyboard alike.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import {
  DndContext,
  DragOverlay,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  pointerWithin,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { Announcements, CollisionDetection, DragEndEvent, UniqueIdentifier } from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import Box from '@mui/material/Box';
import InputBase from '@mui/material/InputBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { CriteriaSetDetail } from '../../../core/contract/criteria.ts';
import { isComposing } from '../../api/autosave.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { useText } from '../../i18n/text.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { TreeLine, codeOf, treeStyles } from './TreeLine.tsx';
import type { TreeActs } from './tree-acts.ts';
import { dropOf, rowsOf, stepOf, treeOf } from './tree-model.ts';
import type { Step, Tree, TreeGroup, TreeRow } from './tree-model.ts';

interface SetTreeProps {
  readonly set: CriteriaSetDetail;
  readonly tree: Tree;
  readonly acts: TreeActs;
  readonly filtered: boolean;
  readonly folded: ReadonlySet<string>;
  readonly onFold: (folded: ReadonlySet<string>) => void;
  readonly selectedId: string | null;
  /** Opens a criterion; with `edit` the cursor goes into its text. */
  readonly onSelect: (itemId: string, edit: boolean) => void;
  /** The criterion whose new place is being chosen; the form asks for it too. */
  readonly movingId: string | null;
  readonly onMoving: (itemId: string | null) => void;
  readonly onTitle: (groupCode: string, title: string, composing: boolean) => void;
  readonly onTitleDone: () => void;
}

interface OpenMenu {
  readonly row: TreeRow;
  readonly anchor: HTMLElement;
}

/** Under the pointer where there is one; with the keyboard the nearest. */
const collisions: CollisionDetection = (args) => {
  const within = pointerWithin(args);
  return within.length > 0 ? within : closestCenter(args);
};

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'previous_group',
  ArrowRight: 'next_group',
};

export function focusTreeRow(id: string): void {
  const row = document.getElementById(`row-${id}`);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}

/** After an act that took its time: whoever types elsewhere meanwhile keeps the keyboard. */
function returnToTreeRow(id: string): void {
  const at = document.activeElement;
  const types = at?.matches('input, textarea') === true && at.closest('[role=tree]') === null;
  if (!types) focusTreeRow(id);
}

export function SetTree(props: SetTreeProps) {
  const { set, tree, acts, filtered, folded, selectedId, movingId, onMoving } = props;
  const t = useText();
  const words = t.criteria.tree;
  const rows = useMemo(() => rowsOf(tree, filtered ? new Set() : folded), [tree, folded, filtered]);
  // Places are those of the whole set, also while a filter leaves rows out.
  const whole = useMemo(() => treeOf(set), [set]);
  // The same list as long as the rows are the same: everything that sorts looks at it.
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const [titleKey, setTitleKey] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [drag, setDrag] = useState<{ readonly id: string; readonly over: string | null } | null>(null);
  const focusNext = useRef<string | null>(null);
  const editable = set.editable;
  const draggable = editable && !filtered;
  const active =
    rows.find(({ id }) => id === activeId) ?? rows.find(({ id }) => id === selectedId) ?? rows[0];

  // A row that moved was taken out and put in again: the keyboard goes with it.
  useLayoutEffect(() => {
    if (focusNext.current === null) return;
    const id = focusNext.current;
    focusNext.current = null;
    returnToTreeRow(id);
  }, [rows]);

  // What is opened from elsewhere (search, ↑ ↓ of the form) is the row of the keyboard too, and in view.
  const [seen, setSeen] = useState<string | null>(null);
  if (seen !== selectedId) {
    setSeen(selectedId);
    if (selectedId !== null) setActiveId(selectedId);
  }
  useEffect(() => {
    if (selectedId !== null)
      document.getElementById(`row-${selectedId}`)?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);

  const go = (id: string | undefined) => {
    if (id === undefined) return;
    setActiveId(id);
    focusTreeRow(id);
  };
  const fold = (row: TreeRow, close?: boolean) => {
    if (row.kind === 'item') return;
    const next = new Set(folded);
    if (close ?? !next.has(row.id)) next.add(row.id);
    else next.delete(row.id);
    props.onFold(next);
  };

  async function move(itemId: string, place: ReturnType<typeof stepOf>) {
    const before = set.items.find(({ id }) => id === itemId)?.code ?? '';
    if (place === null) {
      setSaid(words.noFurther);
      return;
    }
    focusNext.current = itemId;
    const after = await acts.move(itemId, place);
    if (after !== null) setSaid(words.moved(before, after));
    returnToTreeRow(itemId);
  }
  async function moveGroup(group: TreeGroup, to: number) {
    const count = whole.find(({ domain }) => domain.id === group.domainId)?.groups.length ?? 0;
    if (to < 1 || to > count) {
      setSaid(words.noFurther);
      return;
    }
    if (await acts.moveGroup(group, to)) {
      setSaid(words.moved(group.code, `${group.code.replace(/\d+$/, '')}${String(to)}`));
      // A group is known by its place.
      const key = `${group.domainId}/${String(to)}`;
      setActiveId(key);
      requestAnimationFrame(() => returnToTreeRow(key));
    }
  }
  async function add(row: TreeRow, newGroup: boolean) {
    const place =
      row.kind === 'domain'
        ? { domainId: row.domain.domain.id, newGroup: newGroup || row.domain.groups.length === 0 }
        : row.kind === 'group'
          ? { domainId: row.group.domainId, newGroup, ...after(row.group.items.at(-1)?.id) }
          : { domainId: row.group.domainId, newGroup, ...after(row.id) };
    const made = await acts.add(place);
    if (made !== null) props.onSelect(made, true);
  }
  async function remove(row: TreeRow) {
    if (row.kind !== 'item') return;
    const index = rows.indexOf(row);
    const neighbour = rows.slice(index + 1).find(({ kind }) => kind === 'item') ?? rows[index - 1];
    if (await acts.remove(row.id)) {
      if (neighbour !== undefined) requestAnimationFrame(() => go(neighbour.id));
    }
  }
  const editTitle = (row: TreeRow) => {
    if (row.kind === 'group' && editable) setTitleKey(row.id);
  };

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    const id = target.dataset['row'];
    if (id === undefined || event.nativeEvent.isComposing) return;
    const index = rows.findIndex((row) => row.id === id);
    const row = rows[index];
    if (row === undefined) return;
    const take = (run: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      run();
    };
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const step = steps[event.key];
      if (step === undefined || !editable) return;
      take(() => {
        if (row.kind === 'item') {
          stepItem(row.id, step);
          return;
        }
        if (acts.pending) return;
        if (row.kind === 'group' && step === 'up') void moveGroup(row.group, row.group.number - 1);
        else if (row.kind === 'group' && step === 'down') void moveGroup(row.group, row.group.number + 1);
      });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowDown':
        take(() => go(rows[index + 1]?.id));
        return;
      case 'ArrowUp':
        take(() => go(rows[index - 1]?.id));
        return;
      case 'Home':
        take(() => go(rows[0]?.id));
        return;
      case 'End':
        take(() => go(rows.at(-1)?.id));
        return;
      case 'ArrowLeft':
        take(() => {
          if (row.kind === 'item') go(row.group.key);
          else if (!folded.has(row.id) && !filtered) fold(row, true);
          else if (row.kind === 'group') go(row.group.domainId);
        });
        return;
      case 'ArrowRight':
        take(() => {
          if (row.kind !== 'item' && folded.has(row.id) && !filtered) fold(row, false);
          else if (row.kind !== 'item') go(rows[index + 1]?.id);
        });
        return;
      case 'Enter':
      case 'F2':
        take(() => {
          if (row.kind === 'item') props.onSelect(row.id, true);
          else if (row.kind === 'group' && editable) editTitle(row);
          else if (event.key === 'Enter') fold(row);
        });
        return;
      case 'ContextMenu':
      case 'F10':
        if ((event.key === 'F10' && !event.shiftKey) || !editable) return;
        take(() => setMenu({ row, anchor: target }));
        return;
      case 'Delete':
        if (editable && row.kind === 'item' && !acts.pending) take(() => void remove(row));
        return;
      case 'n':
      case 'N':
      case 'Insert':
        if (editable && !acts.pending) take(() => void add(row, false));
        return;
      case 'm':
      case 'M':
        if (editable && row.kind === 'item' && !acts.pending) take(() => onMoving(row.id));
    }
  }

  // Lines are many: what they call stays the same from one drawing to the next.
  const latest = useRef({ rows, fold, move });
  useLayoutEffect(() => {
    latest.current = { rows, fold, move };
  });
  // Keys come faster than a move is saved: each step starts from where the one before it led.
  const stepping = useRef(Promise.resolve());
  function stepItem(id: string, step: Step) {
    stepping.current = stepping.current.then(() => latest.current.move(id, stepOf(acts.tree(), id, step)));
  }
  const withRow = useCallback((id: string, run: (row: TreeRow) => void) => {
    const row = latest.current.rows.find((one) => one.id === id);
    if (row !== undefined) run(row);
  }, []);
  const onLineFold = useCallback((id: string) => withRow(id, (row) => latest.current.fold(row)), [withRow]);
  const onLineMenu = useCallback(
    (id: string, anchor: HTMLElement) => withRow(id, (row) => setMenu({ row, anchor })),
    [withRow],
  );
  const rowIdOf = (target: EventTarget): string | undefined =>
    (target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row'];
  function onClick(event: MouseEvent<HTMLElement>) {
    const target = event.target as HTMLElement;
    const row = rows.find(({ id }) => id === rowIdOf(target));
    // A button or field inside the row has its own meaning.
    if (row === undefined || target.closest('button, input') !== null) return;
    setActiveId(row.id);
    if (row.kind === 'item') props.onSelect(row.id, false);
    else fold(row);
  }

  // ── Dragging ─────────────────────────────────────────────────────────────────────────────────────────
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const nameOf = (id: UniqueIdentifier) => {
    const row = rows.find((one) => one.id === id);
    if (row === undefined) return '';
    return row.kind === 'domain' ? row.domain.domain.name : codeOf(row);
  };
  const d = t.criteria.drag;
  const announcements: Announcements = {
    onDragStart: ({ active: one }) => d.start(nameOf(one.id)),
    onDragOver: ({ active: one, over }) =>
      over === null ? d.overNothing(nameOf(one.id)) : d.over(nameOf(one.id), nameOf(over.id)),
    onDragEnd: ({ active: one, over }) =>
      over === null ? d.cancel(nameOf(one.id)) : d.end(nameOf(one.id), nameOf(over.id)),
    onDragCancel: ({ active: one }) => d.cancel(nameOf(one.id)),
  };
  const onDragEnd = ({ active: one, over }: DragEndEvent) => {
    setDrag(null);
    if (over === null) return;
    const place = dropOf(tree, String(one.id), rows, String(over.id));
    if (place !== null) void move(String(one.id), place);
  };
  const dragFrom = drag === null ? -1 : rows.findIndex(({ id }) => id === drag.id);
  const dragged = rows[dragFrom];

  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={collisions}
        accessibility={{ announcements, screenReaderInstructions: { draggable: d.instructions } }}
        onDragStart={({ active: one }) => setDrag({ id: String(one.id), over: null })}
        onDragOver={({ active: one, over }) =>
          setDrag({ id: String(one.id), over: over === null ? null : String(over.id) })
        }
        onDragEnd={onDragEnd}
        onDragCancel={() => setDrag(null)}
      >
        <SortableContext items={ids} strategy={noShift}>
          <Box
            role="tree"
            aria-label={words.label}
            onKeyDown={onKeyDown}
            onClick={onClick}
            onFocus={(event: FocusEvent<HTMLElement>) => setActiveId(rowIdOf(event.target) ?? null)}
            sx={treeStyles}
          >
            {rows.map((row, index) => (
              <TreeLine
                key={row.id}
                row={row}
                active={row.id === active?.id}
                selected={row.id === selectedId}
                folded={!filtered && folded.has(row.id)}
                editable={editable}
                draggable={draggable}
                landing={
                  drag === null || drag.over !== row.id || drag.id === row.id
                    ? null
                    : index > dragFrom
                      ? 'below'
                      : 'above'
                }
                titleEditor={
                  row.kind === 'group' && row.id === titleKey ? (
                    <TitleEditor
                      group={row.group}
                      onTitle={props.onTitle}
                      onDone={(refocus) => {
                        setTitleKey(null);
                        props.onTitleDone();
                        if (refocus) requestAnimationFrame(() => focusTreeRow(row.id));
                      }}
                    />
                  ) : undefined
                }
                onFold={onLineFold}
                onMenu={onLineMenu}
              />
            ))}
          </Box>
        </SortableContext>
        <DragOverlay dropAnimation={null}>
          {dragged?.kind === 'item' ? (
            <Box
              sx={{
                px: 1.5,
                py: 0.5,
                maxWidth: '30rem',
                fontSize: '0.8125rem',
                border: '1px solid',
                borderColor: 'primary.main',
                borderRadius: 1,
                backgroundColor: 'background.paper',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              <strong>{dragged.item.code}</strong> {dragged.item.text}
            </Box>
          ) : null}
        </DragOverlay>
      </DndContext>
      <Box component="output" aria-live="polite">
        <HiddenText text={said} />
      </Box>
      <RowMenu
        menu={menu}
        tree={whole}
        onClose={() => setMenu(null)}
        onAdd={(row, newGroup) => void add(row, newGroup)}
        onEdit={(row) => (row.kind === 'item' ? props.onSelect(row.id, true) : editTitle(row))}
        onStep={(row, step) => stepItem(row.id, step)}
        onMoveTo={(row) => onMoving(row.id)}
        onMoveGroup={(group, to) => void moveGroup(group, to)}
        onRemove={(row) => void remove(row)}
      />
      {movingId === null ? null : (
        <MoveDialog
          tree={whole}
          itemId={movingId}
          onMove={(place) => {
            onMoving(null);
            void move(movingId, place);
          }}
          onClose={() => onMoving(null)}
        />
      )}
    </>
  );
}

/** Rows keep their places while one is dragged: a line shows where it will land. */
const noShift = () => null;

function after(id: string | undefined): { readonly afterId?: string } {
  return id === undefined ? {} : { afterId: id };
}

interface TitleEditorProps {
  readonly group: TreeGroup;
  readonly onTitle: (groupCode: string, title: string, composing: boolean) => void;
  /** True when the keyboard ended it: the row has the cursor again. */
  readonly onDone: (refocus: boolean) => void;
}
/** The title of a group in its place; saved as it is typed. Esc gives the old one back. */
function TitleEditor({ group, onTitle, onDone }: TitleEditorProps) {
  const t = useText();
  const [before] = useState(group.title);
  const [typed, setTyped] = useState(group.title);
  const done = useRef(false);
  const end = (refocus: boolean) => {
    if (done.current) return;
    done.current = true;
    onDone(refocus);
  };
  return (
    <InputBase
      autoFocus
      fullWidth
      value={typed}
      placeholder={t.criteria.tree.untitledGroup}
      onChange={(event) => {
        setTyped(event.target.value);
        onTitle(group.code, event.target.value, isComposing(event.nativeEvent));
      }}
      onFocus={(event) => event.target.select()}
      onBlur={() => end(false)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') {
          event.preventDefault();
          end(true);
        } else if (event.key === 'Escape') {
          if (typed !== before) onTitle(group.code, before, false);
          end(true);
        }
      }}
      slotProps={{
        input: {
          'aria-label': t.criteria.tree.groupTitle(group.code),
          maxLength: 500,
          autoComplete: 'off',
          onCompositionEnd: (event: { currentTarget: HTMLInputElement }) =>
            onTitle(group.code, event.currentTarget.value, false),
        },
      }}
      sx={{
        font: 'inherit',
        fontSize: '0.8125rem',
        fontWeight: 600,
        px: 0.75,
        backgroundColor: 'background.paper',
        border: '1px solid',
        borderColor: 'primary.main',
        borderRadius: 0.75,
        '& input': { p: 0, height: 22 },
      }}
    />
  );
}

interface RowMenuProps {
  readonly menu: OpenMenu | null;
  readonly tree: Tree;
  readonly onClose: () => void;
  readonly onAdd: (row: TreeRow, newGroup: boolean) => void;
  readonly onEdit: (row: TreeRow) => void;
  readonly onStep: (row: TreeRow, step: Step) => void;
  readonly onMoveTo: (row: TreeRow) => void;
  readonly onMoveGroup: (group: TreeGroup, to: number) => void;
  readonly onRemove: (row: TreeRow) => void;
}
function RowMenu({ menu, tree, onClose, ...on }: RowMenuProps) {
  const t = useText();
  const words = t.criteria.tree;
  const row = menu?.row;
  const entry = (key: string, label: string, run: () => void, hint = '', disabled = false) => (
    <MenuItem
      key={key}
      disabled={disabled}
      onClick={() => {
        onClose();
        run();
      }}
      sx={{ display: 'flex', justifyContent: 'space-between', gap: 3 }}
    >
      <span>{label}</span>
      <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
        {hint}
      </Box>
    </MenuItem>
  );
  const entries = () => {
    if (row === undefined) return [];
    if (row.kind === 'domain') {
      return [
        entry('add', words.addItem, () => on.onAdd(row, false), 'N'),
        entry('group', words.addGroup, () => on.onAdd(row, true)),
      ];
    }
    if (row.kind === 'group') {
      const count = tree.find(({ domain }) => domain.id === row.group.domainId)?.groups.length ?? 0;
      const { number } = row.group;
      return [
        entry('title', words.renameGroup, () => on.onEdit(row), 'F2'),
        entry('add', words.addItemHere, () => on.onAdd(row, false), 'N'),
        entry('group', words.addGroup, () => on.onAdd(row, true)),
        entry('up', words.groupUp, () => on.onMoveGroup(row.group, number - 1), 'Alt+↑', number === 1),
        entry(
          'down',
          words.groupDown,
          () => on.onMoveGroup(row.group, number + 1),
          'Alt+↓',
          number === count,
        ),
      ];
    }
    const step = (name: Step, label: string, keys: string) =>
      entry(name, label, () => on.onStep(row, name), keys, stepOf(tree, row.id, name) === null);
    return [
      entry('edit', t.frame.edit, () => on.onEdit(row), 'Enter'),
      entry('add', words.addItemAfter, () => on.onAdd(row, false), 'N'),
      step('up', words.moveUp, 'Alt+↑'),
      step('down', words.moveDown, 'Alt+↓'),
      step('previous_group', words.previousGroup, 'Alt+←'),
      step('next_group', words.nextGroup, 'Alt+→'),
      entry('moveTo', words.moveTo, () => on.onMoveTo(row), 'M'),
      entry('delete', words.deleteItem, () => on.onRemove(row), 'Delete'),
    ];
  };
  return (
    <Menu anchorEl={menu?.anchor ?? null} open={menu !== null} onClose={onClose}>
      {entries()}
    </Menu>
  );
}
