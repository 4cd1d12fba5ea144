// Brings what was changed elsewhere into an open editor: block by block, so that the caret and the undo steps of
// everything else stay where they are.
import { TextSelection } from 'prosemirror-state';
import type { EditorState, Transaction } from 'prosemirror-state';
import type { Node } from 'prosemirror-model';
import type { ContentBlock } from '../../../../core/documents/content.ts';
import { startOf } from './block-commands.ts';
import { blockOf, blocksOf, docOf, nodeOf } from './mapping.ts';
import { OUTSIDE } from './plugins.ts';

function same(a: ContentBlock | undefined, b: ContentBlock | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Where the caret is, by block: survives blocks that come and go above it. */
interface Place {
  readonly id: string;
  readonly at: number;
}

function placeOf(doc: Node, pos: number): Place | null {
  const $pos = doc.resolve(pos);
  return $pos.depth === 0 ? null : { id: String($pos.node(1).attrs['id']), at: pos - $pos.start(1) };
}

function posOf(doc: Node, { id, at }: Place): number | null {
  for (let index = 0, pos = 0; index < doc.childCount; index += 1) {
    const node = doc.child(index);
    if (node.attrs['id'] === id) return pos + 1 + Math.min(at, node.content.size);
    pos += node.nodeSize;
  }
  return null;
}

/** null: the editor says already what it should. */
export function takeOver(state: EditorState, blocks: readonly ContentBlock[]): Transaction | null {
  const now = blocksOf(state.doc);
  if (now.length === blocks.length && blocks.every((block, at) => same(block, now[at]))) return null;
  const tr = state.tr;
  const inOrder = now.length === blocks.length && blocks.every((block, at) => block.id === now[at]?.id);
  if (inOrder && blocks.length > 0) {
    for (let index = blocks.length - 1; index >= 0; index -= 1) {
      const block = blocks[index];
      if (block === undefined || same(block, now[index])) continue;
      replaceBlock(tr, state.doc.child(index), startOf(state.doc, index), block);
    }
  } else {
    const anchor = placeOf(state.doc, state.selection.anchor);
    const head = placeOf(state.doc, state.selection.head);
    replaceMiddle(tr, state.doc, now, blocks);
    const from = anchor === null ? null : posOf(tr.doc, anchor);
    const to = head === null ? null : posOf(tr.doc, head);
    if (from !== null && to !== null) {
      tr.setSelection(TextSelection.between(tr.doc.resolve(from), tr.doc.resolve(to)));
    }
  }
  return tr.setMeta(OUTSIDE, true).setMeta('addToHistory', false);
}

/** Only the letters that differ, where the block stays what it is. */
function replaceBlock(tr: Transaction, before: Node, pos: number, block: ContentBlock): void {
  const after = nodeOf(block);
  if (after.type !== before.type || !after.hasMarkup(before.type, before.attrs)) {
    tr.replaceWith(pos, pos + before.nodeSize, after);
    return;
  }
  const start = before.content.findDiffStart(after.content);
  const end = before.content.findDiffEnd(after.content);
  if (start === null || end === null) return;
  const overlap = start - Math.min(end.a, end.b);
  const grow = Math.max(0, overlap);
  tr.replace(pos + 1 + start, pos + 1 + end.a + grow, after.slice(start, end.b + grow));
}

function replaceMiddle(
  tr: Transaction,
  doc: Node,
  now: readonly ContentBlock[],
  blocks: readonly ContentBlock[],
): void {
  if (now.length === 0 || blocks.length === 0) {
    tr.replaceWith(0, doc.content.size, docOf({ blocks: [...blocks] }).content);
    return;
  }
  let top = 0;
  while (top < now.length && top < blocks.length && same(now[top], blocks[top])) top += 1;
  let bottom = 0;
  while (
    bottom < now.length - top &&
    bottom < blocks.length - top &&
    same(now[now.length - 1 - bottom], blocks[blocks.length - 1 - bottom])
  ) {
    bottom += 1;
  }
  const kept = new Map(doc.children.map((node) => [String(node.attrs['id']), node]));
  const middle = blocks.slice(top, blocks.length - bottom).map((block) => {
    const node = kept.get(block.id);
    return node !== undefined && same(blockOf(node), block) ? node : nodeOf(block);
  });
  tr.replaceWith(startOf(doc, top), startOf(doc, now.length - bottom), middle);
}
