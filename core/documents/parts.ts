// The text and each appendix: they stand on pages, and count pages, of their own.
import type { Block } from './model.ts';

export interface DocumentPart {
  readonly landscape: boolean;
  readonly blocks: readonly Block[];
}

export function documentParts(blocks: readonly Block[]): readonly DocumentPart[] {
  const parts: { landscape: boolean; blocks: Block[] }[] = [{ landscape: false, blocks: [] }];
  for (const block of blocks) {
    if (block.type === 'pageBreak') parts.push({ landscape: block.landscape, blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts;
}
