// Builders of editable blocks. An id says where a block came from (`strength:<finding id>`), so that a screen
// can lead from a sentence to its finding; `uniqueIds` keeps them distinct.
import { MAX_TEXT, type ContentBlock, type TextBlock, type TextBlockType } from '../content.ts';
import { oneLine } from './text.ts';

const MAX_ID = 150;

export function block(type: TextBlockType, id: string, text: string): TextBlock {
  return { id: id.slice(0, MAX_ID), type, text: oneLine(text).slice(0, MAX_TEXT).toWellFormed() };
}

export function uniqueIds(blocks: readonly ContentBlock[]): ContentBlock[] {
  const taken = new Set<string>();
  return blocks.map((entry) => {
    let id = entry.id === '' ? 'block' : entry.id;
    for (let count = 2; taken.has(id); count += 1) id = `${entry.id}~${String(count)}`;
    taken.add(id);
    return id === entry.id ? entry : { ...entry, id };
  });
}
