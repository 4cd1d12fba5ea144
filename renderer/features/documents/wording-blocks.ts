// What the wording editor does to a list of blocks. Pure: returns a new list, and where the caret goes.
import type { ContentBlock, TextBlock, TextBlockType } from '../../../core/documents/content.ts';

export type Blocks = readonly ContentBlock[];

export interface Edited {
  readonly blocks: Blocks;
  /** The block that takes the caret, and at which character. */
  readonly focus: { readonly id: string; readonly at: number } | null;
}

/** A block id that the list does not have yet. */
export function newBlockId(blocks: Blocks): string {
  const taken = new Set(blocks.map((block) => block.id));
  let count = blocks.length + 1;
  while (taken.has(`typed-${count}`)) count += 1;
  return `typed-${count}`;
}

export function setText(blocks: Blocks, id: string, text: string): Blocks {
  return blocks.map((block) => (block.id === id && block.type !== 'table' ? { ...block, text } : block));
}

export function setType(blocks: Blocks, id: string, type: TextBlockType): Blocks {
  return blocks.map((block) => (block.id === id && block.type !== 'table' ? { ...block, type } : block));
}

/** What follows a block when Enter ends it: headings are followed by text, everything else by its like. */
const followedBy: Readonly<Record<TextBlockType, TextBlockType>> = {
  lead: 'paragraph',
  section: 'paragraph',
  subsection: 'paragraph',
  point: 'paragraph',
  paragraph: 'paragraph',
  item: 'item',
  closing: 'closing',
};

export function splitAt(blocks: Blocks, id: string, at: number): Edited {
  const index = blocks.findIndex((block) => block.id === id);
  const block = blocks[index];
  if (block === undefined || block.type === 'table') return { blocks, focus: null };
  const below: TextBlock = {
    id: newBlockId(blocks),
    type: followedBy[block.type],
    text: block.text.slice(at).trimStart(),
  };
  return {
    blocks: [
      ...blocks.slice(0, index),
      { ...block, text: block.text.slice(0, at).trimEnd() },
      below,
      ...blocks.slice(index + 1),
    ],
    focus: { id: below.id, at: 0 },
  };
}

/** Joins a block to the text above it; a table above stays where it is. */
export function mergeUp(blocks: Blocks, id: string): Edited {
  const index = blocks.findIndex((block) => block.id === id);
  const block = blocks[index];
  const above = blocks[index - 1];
  if (block === undefined || above === undefined || block.type === 'table' || above.type === 'table') {
    return { blocks, focus: null };
  }
  const gap = above.text === '' || block.text === '' || above.text.endsWith(' ') ? '' : ' ';
  const joined = { ...above, text: above.text + gap + block.text };
  return {
    blocks: [...blocks.slice(0, index - 1), joined, ...blocks.slice(index + 1)],
    focus: { id: above.id, at: above.text.length + gap.length },
  };
}

export function move(blocks: Blocks, id: string, by: -1 | 1): Blocks {
  const index = blocks.findIndex((block) => block.id === id);
  const other = blocks[index + by];
  const block = blocks[index];
  if (block === undefined || other === undefined) return blocks;
  const moved = [...blocks];
  moved[index] = other;
  moved[index + by] = block;
  return moved;
}

export function remove(blocks: Blocks, id: string): Edited {
  const index = blocks.findIndex((block) => block.id === id);
  const left = blocks.filter((block) => block.id !== id);
  const next = left[Math.min(index, left.length - 1)];
  return { blocks: left, focus: next === undefined ? null : { id: next.id, at: 0 } };
}

export function addBelow(blocks: Blocks, id: string | null): Edited {
  const block: TextBlock = { id: newBlockId(blocks), type: 'paragraph', text: '' };
  const index = id === null ? -1 : blocks.findIndex((one) => one.id === id);
  return {
    blocks: [...blocks.slice(0, index + 1), block, ...blocks.slice(index + 1)],
    focus: { id: block.id, at: 0 },
  };
}
