// What keys and buttons do to blocks. Pure commands of ProseMirror: a state in, a transaction out.
import { NodeSelection, Selection, TextSelection } from 'prosemirror-state';
import type { Command, EditorState, Transaction } from 'prosemirror-state';
import type { Mark, Node, ResolvedPos } from 'prosemirror-model';
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  goToNextCell,
  isInTable,
  selectedRect,
} from 'prosemirror-tables';
import type { FieldValue } from '../../../../core/contract/documents.ts';
import type { ContentBlock, TextBlockType } from '../../../../core/documents/content.ts';
import { BLANK } from '../../../../core/documents/wording/numbers.ts';
import { isHeadRow, nodeOf } from './mapping.ts';
import { marks, nodes, textBlockTypeOf } from './schema.ts';

/** What follows a block when Enter ends it: headings are followed by text, everything else by its like. */
export const followedBy: Readonly<Record<TextBlockType, TextBlockType>> = {
  ground: 'ground',
  lead: 'paragraph',
  article: 'paragraph',
  section: 'paragraph',
  subsection: 'paragraph',
  clause: 'clause',
  point: 'point',
  paragraph: 'paragraph',
  item: 'item',
  closing: 'closing',
  byline: 'byline',
};

/** The whole block around a position. */
export function blockAround($pos: ResolvedPos): { node: Node; pos: number; index: number } | null {
  if ($pos.depth === 0) {
    const node = $pos.nodeAfter;
    return node === null ? null : { node, pos: $pos.pos, index: $pos.index(0) };
  }
  return { node: $pos.node(1), pos: $pos.before(1), index: $pos.index(0) };
}

export function typeAt(state: EditorState): ContentBlock['type'] {
  const block = blockAround(state.selection.$from);
  if (block === null) return 'paragraph';
  const name = block.node.type.name;
  return name === 'line' ? textBlockTypeOf(block.node.attrs['type']) : (name as ContentBlock['type']);
}

function newLine(type: TextBlockType, content: Node[] = []): Node {
  return nodes['line'].create({ type }, content);
}

// Enter

const LIFTED: readonly TextBlockType[] = ['item', 'point', 'clause'];

export const breakLine: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to) || !$from.parent.isTextblock) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes['line_break'].create(), true).scrollIntoView());
  return true;
};

export const enter: Command = (state, dispatch) => {
  const { selection } = state;
  if (selection instanceof NodeSelection) {
    dispatch?.(lineBelow(state.tr, selection.to));
    return true;
  }
  if (isInTable(state)) return breakLine(state, dispatch);
  const tr = state.tr;
  if (!selection.empty) tr.deleteSelection();
  const { $from } = tr.selection;
  const parent = $from.parent;
  if (parent.type !== nodes['line']) {
    const block = blockAround($from);
    if (block === null) return false;
    dispatch?.(lineBelow(tr, block.pos + block.node.nodeSize));
    return true;
  }
  const type = textBlockTypeOf(parent.attrs['type']);
  if (parent.content.size === 0 && LIFTED.includes(type)) {
    dispatch?.(tr.setNodeAttribute($from.before(), 'type', 'paragraph').scrollIntoView());
    return true;
  }
  if ($from.parentOffset === 0 && parent.content.size > 0) {
    // The text keeps its block and id; what opens above it is new.
    const heading = followedBy[type] !== type;
    dispatch?.(tr.insert($from.before(), newLine(heading ? 'paragraph' : type)).scrollIntoView());
    return true;
  }
  const text = parent.textContent;
  const at = $from.parentOffset;
  const spacesBefore = at - text.slice(0, at).trimEnd().length;
  const spacesAfter = text.length - at - text.slice(at).trimStart().length;
  tr.delete($from.pos - spacesBefore, $from.pos + spacesAfter);
  const cut = $from.pos - spacesBefore;
  tr.split(cut, 1, [{ type: nodes['line'], attrs: { id: '', type: followedBy[type] } }]);
  dispatch?.(tr.scrollIntoView());
  return true;
};

function lineBelow(tr: Transaction, pos: number): Transaction {
  tr.insert(pos, newLine('paragraph'));
  return tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView();
}

// Backspace and Delete at the edge of a block

function joinLines(state: EditorState, above: { node: Node; pos: number }, below: Node): Transaction {
  const edge = above.pos + above.node.nodeSize;
  const tr = state.tr;
  if (above.node.content.size === 0) return tr.delete(above.pos, edge).scrollIntoView();
  if (below.content.size === 0) {
    tr.delete(edge, edge + below.nodeSize);
    return tr.setSelection(TextSelection.create(tr.doc, edge - 1)).scrollIntoView();
  }
  const needsGap = !/\s$/.test(above.node.textContent) && !/^\s/.test(below.textContent);
  if (needsGap) tr.insertText(' ', edge - 1);
  const at = edge + (needsGap ? 1 : 0);
  tr.join(at);
  return tr.setSelection(TextSelection.create(tr.doc, at - 1)).scrollIntoView();
}

export const joinUp: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const parent = $from.parent;
  if (!empty || parent.type !== nodes['line'] || $from.parentOffset > 0) return false;
  const type = textBlockTypeOf(parent.attrs['type']);
  if (LIFTED.includes(type)) {
    dispatch?.(state.tr.setNodeAttribute($from.before(), 'type', 'paragraph').scrollIntoView());
    return true;
  }
  const index = $from.index(0);
  if (index === 0) return true;
  const above = state.doc.child(index - 1);
  const pos = $from.before(1) - above.nodeSize;
  if (above.type !== nodes['line']) {
    const tr = state.tr;
    if (parent.content.size === 0) tr.delete($from.before(1), $from.after(1));
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, pos)).scrollIntoView());
    return true;
  }
  dispatch?.(joinLines(state, { node: above, pos }, parent));
  return true;
};

export const joinDown: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const parent = $from.parent;
  if (!empty || parent.type !== nodes['line'] || $from.parentOffset < parent.content.size) return false;
  const index = $from.index(0);
  if (index + 1 >= state.doc.childCount) return true;
  const below = state.doc.child(index + 1);
  const pos = $from.after(1);
  if (below.type !== nodes['line']) {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView());
    return true;
  }
  dispatch?.(joinLines(state, { node: parent, pos: $from.before(1) }, below));
  return true;
};

// Whole blocks

/** Moves what is selected past its neighbour; the neighbour is what travels, so the caret stays where it is. */
export function moveBlock(by: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const first = $from.index(0);
    const last = $to.depth === 0 ? Math.max(first, $to.index(0) - 1) : $to.index(0);
    const neighbour = by < 0 ? first - 1 : last + 1;
    if (neighbour < 0 || neighbour >= state.doc.childCount) return false;
    const start = startOf(state.doc, first);
    const end = startOf(state.doc, last + 1);
    const node = state.doc.child(neighbour);
    const tr = state.tr;
    if (by < 0) tr.delete(start - node.nodeSize, start).insert(end - node.nodeSize, node);
    else tr.delete(end, end + node.nodeSize).insert(start, node);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export function startOf(doc: Node, index: number): number {
  let at = 0;
  for (let one = 0; one < index; one += 1) at += doc.child(one).nodeSize;
  return at;
}

export function setBlockType(type: TextBlockType): Command {
  return (state, dispatch) => {
    const tr = state.tr;
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
      if (node.type === nodes['line'] && node.attrs['type'] !== type) tr.setNodeAttribute(pos, 'type', type);
      return false;
    });
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const removeBlock: Command = (state, dispatch) => {
  const block = blockAround(state.selection.$from);
  if (block === null) return false;
  const tr = state.tr;
  const end = block.pos + block.node.nodeSize;
  if (state.doc.childCount === 1) tr.replaceWith(block.pos, end, newLine('paragraph'));
  else tr.delete(block.pos, end);
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(block.pos, tr.doc.content.size))));
  dispatch?.(tr.scrollIntoView());
  return true;
};

export const addBelow: Command = (state, dispatch) => {
  const block = blockAround(state.selection.$from);
  if (block === null) return false;
  dispatch?.(lineBelow(state.tr, block.pos + block.node.nodeSize));
  return true;
};

/** Puts blocks behind the one with the caret (an empty line gives way), the caret into the first of them. */
export function insertBlocks(blocks: readonly ContentBlock[], place: 'here' | 'end' = 'here'): Command {
  return (state, dispatch) => {
    const tr = state.tr;
    const around = blockAround(state.selection.$from);
    const made = blocks.map((block) => nodeOf({ ...block, id: '' }));
    let pos = tr.doc.content.size;
    if (place === 'here' && around !== null) {
      pos = around.pos + around.node.nodeSize;
      if (around.node.type === nodes['line'] && around.node.content.size === 0) {
        tr.delete(around.pos, pos);
        pos = around.pos;
        // The last block of all cannot be deleted; it is replaced.
        if (state.doc.childCount === 1) {
          tr.replaceWith(0, tr.doc.content.size, made);
          dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(1))).scrollIntoView());
          return true;
        }
      }
    }
    tr.insert(pos, made);
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(pos + 1))).scrollIntoView());
    return true;
  };
}

// Levels

const sections: readonly TextBlockType[] = ['section', 'subsection', 'point', 'item'];
const articles: readonly TextBlockType[] = ['article', 'clause', 'point', 'item'];

/** One level deeper or higher; which ladder goes by what stands above: articles or sections. */
export function changeLevel(by: -1 | 1): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if ($from.parent.type !== nodes['line']) return false;
    const type = textBlockTypeOf($from.parent.attrs['type']);
    let ladder = articles.includes(type) && !sections.includes(type) ? articles : sections;
    if (ladder.includes(type) && articles.includes(type) && sections.includes(type)) {
      for (let index = $from.index(0) - 1; index >= 0; index -= 1) {
        const above = textBlockTypeOf(state.doc.child(index).attrs['type']);
        if (above === 'article' || above === 'section') {
          ladder = above === 'article' ? articles : sections;
          break;
        }
      }
    }
    const next = type === 'paragraph' ? (by > 0 ? 'item' : undefined) : ladder[ladder.indexOf(type) + by];
    // At the end of the ladder the key does nothing; it never leaves the text by surprise.
    if (next === undefined || !(type === 'paragraph' || ladder.includes(type))) return true;
    return setBlockType(next)(state, dispatch);
  };
}

// Tables

export const nextCell: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  const rect = selectedRect(state);
  if (!addRowAfter(state)) return true;
  let added: Transaction | undefined;
  addRowAfter(state, (tr) => (added = tr));
  if (added === undefined || dispatch === undefined) return true;
  const row = rect.tableStart + rect.table.content.size;
  dispatch(added.setSelection(Selection.near(added.doc.resolve(row + 1))).scrollIntoView());
  return true;
};

export const previousCell: Command = (state, dispatch) => {
  if (!isInTable(state)) return false;
  goToNextCell(-1)(state, dispatch);
  return true;
};

function gridAt(state: EditorState): { grid: Node; block: Node } | null {
  if (!isInTable(state)) return null;
  const block = blockAround(state.selection.$from);
  return block === null || block.node.childCount < 2
    ? null
    : { grid: block.node.child(1), block: block.node };
}

/** Columns may change where the head is a plain row of a table: not of bars, not under a merged head. */
export function columnsMayChange(state: EditorState): boolean {
  const at = gridAt(state);
  return at !== null && at.block.type === nodes['table'] && at.grid.attrs['headRows'] === null;
}

export const rowBelow: Command = (state, dispatch) => gridAt(state) !== null && addRowAfter(state, dispatch);
export const rowAway: Command = (state, dispatch) => {
  const at = gridAt(state);
  if (at === null) return false;
  const rect = selectedRect(state);
  if (rect.top === 0 && isHeadRow(at.grid.child(0))) return false;
  return deleteRow(state, dispatch);
};
export const columnRight: Command = (state, dispatch) =>
  columnsMayChange(state) && addColumnAfter(state, dispatch);
export const columnAway: Command = (state, dispatch) =>
  columnsMayChange(state) && deleteColumn(state, dispatch);

export const toggleTotals: Command = (state, dispatch) => {
  const block = blockAround(state.selection.$from);
  if (block === null || block.node.type !== nodes['table']) return false;
  dispatch?.(state.tr.setNodeAttribute(block.pos, 'totals', block.node.attrs['totals'] !== true));
  return true;
};

/** The text of the cells from the caret on, row by row; rows are added, words that find no column refuse it all. */
export function fillCells(rows: readonly (readonly string[])[]): Command {
  return (state, dispatch) => {
    if (gridAt(state) === null) return false;
    const { top, left } = selectedRect(state);
    const tr = state.tr;
    const gridPos = selectedRect(state).tableStart;
    const grid = gridAt(state)?.grid;
    if (grid === undefined) return false;
    const width = grid.firstChild?.childCount ?? 0;
    if (rows.some((row) => row.slice(width - left).some((text) => text !== ''))) return false;
    const filled = grid.children.map((row, at) => {
      const texts = rows[at - top];
      if (texts === undefined) return row;
      const cells = row.children.map((cell, column) => {
        const text = texts[column - left];
        return text === undefined ? cell : cell.type.create(cell.attrs, textNodes(text));
      });
      return row.type.create({ ...row.attrs, filler: false }, cells);
    });
    const model = grid.lastChild;
    for (let at = grid.childCount - top; at < rows.length && model !== null; at += 1) {
      const texts = rows[at] ?? [];
      filled.push(
        nodes['row'].create(
          null,
          model.children.map((cell, column) =>
            nodes['cell'].create({ align: cell.attrs['align'] }, textNodes(texts[column - left] ?? '')),
          ),
        ),
      );
    }
    tr.replaceWith(gridPos, gridPos + grid.content.size, filled);
    const anchor = Math.min(state.selection.from, tr.doc.content.size);
    dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(anchor))).scrollIntoView());
    return true;
  };
}

function textNodes(text: string): Node[] {
  const node = nodeOf({ id: '', type: 'appendix', text, landscape: false });
  return [...node.children];
}

// Fields

let lastKey = 1_000;

export function insertField(field: FieldValue): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    if (!$from.parent.isTextblock || !$from.sameParent($to)) return false;
    const { schema } = state;
    const text = field.value ?? BLANK;
    const kept: readonly Mark[] = state.storedMarks ?? $from.marks();
    const around = kept.filter(({ type }) => type !== marks['field']);
    const takesMarks = $from.parent.type.allowsMarkType(marks['field']);
    lastKey += 1;
    const set = takesMarks ? marks['field'].create({ name: field.name, key: lastKey }).addToSet(around) : [];
    const made = text
      .split('\n')
      .flatMap((part, index) => [
        ...(index > 0 ? [nodes['line_break'].create(null, null, set)] : []),
        ...(part === '' ? [] : [schema.text(part, set)]),
      ]);
    const tr = state.tr.replaceWith($from.pos, $to.pos, made);
    tr.setStoredMarks(takesMarks ? around : []);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
