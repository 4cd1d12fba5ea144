import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { ContentBlock } from '../../core/documents/content.ts';
import {
  addBelow,
  mergeUp,
  move,
  newBlockId,
  remove,
  setType,
  splitAt,
} from '../../renderer/features/documents/wording-blocks.ts';
import { chance } from '../long.ts';

const text = (
  id: string,
  value: string,
  type: 'section' | 'paragraph' | 'item' = 'paragraph',
): ContentBlock => ({
  id,
  type,
  text: value,
});
const table: ContentBlock = {
  id: 'table',
  type: 'table',
  text: '',
  appendix: true,
  columns: [{ text: 'TT', align: 'center', width: 100 }],
  rows: [['1']],
};

describe('editing the wording', () => {
  it('splits at the caret, the new block below', () => {
    const { blocks, focus } = splitAt([text('a', 'Một hai')], 'a', 3);
    expect(blocks.map((block) => block.text)).toEqual(['Một', 'hai']);
    expect(focus).toEqual({ id: blocks[1]?.id, at: 0 });
  });

  it('a heading is followed by a paragraph, an item by an item', () => {
    expect(splitAt([text('a', 'Khái quát', 'section')], 'a', 9).blocks[1]?.type).toBe('paragraph');
    expect(splitAt([text('a', 'Một', 'item')], 'a', 3).blocks[1]?.type).toBe('item');
  });

  it('joins upwards with one space, the caret where they met', () => {
    const { blocks, focus } = mergeUp([text('a', 'Một'), text('b', 'hai')], 'b');
    expect(blocks).toEqual([text('a', 'Một hai')]);
    expect(focus).toEqual({ id: 'a', at: 4 });
  });

  it('never joins into a table, nor over the start', () => {
    expect(mergeUp([table, text('b', 'hai')], 'b').focus).toBeNull();
    expect(mergeUp([text('a', 'Một')], 'a').focus).toBeNull();
    expect(setType([table], 'table', 'item')).toEqual([table]);
  });

  it('keeps every block under moves, and ids apart under any edits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('split', 'add', 'move', 'remove', 'merge'), fc.nat(9)), {
          maxLength: 40,
        }),
        (steps) => {
          let blocks: readonly ContentBlock[] = [text('a', 'Một hai ba'), table, text('b', 'bốn')];
          for (const [step, at] of steps) {
            const id = blocks[at % Math.max(blocks.length, 1)]?.id ?? '';
            const count = blocks.length;
            if (step === 'split') blocks = splitAt(blocks, id, 2).blocks;
            else if (step === 'add') blocks = addBelow(blocks, id).blocks;
            else if (step === 'merge') blocks = mergeUp(blocks, id).blocks;
            else if (step === 'remove') blocks = remove(blocks, id).blocks;
            else {
              blocks = move(blocks, id, at % 2 === 0 ? 1 : -1);
              expect(blocks).toHaveLength(count);
            }
            const ids = blocks.map((block) => block.id);
            expect(new Set(ids).size).toBe(ids.length);
            expect(ids).not.toContain(newBlockId(blocks));
          }
        },
      ),
      chance(7, 100, 20_000),
    );
  });
});
