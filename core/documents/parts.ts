// The text and each appendix: they stand on pages, and count pages, of their own.
import type { Block, DocumentModel } from './model.ts';

export interface DocumentPart {
  readonly landscape: boolean;
  readonly blocks: readonly Block[];
}

export function documentParts({
  blocks,
  landscape = false,
}: Pick<DocumentModel, 'blocks' | 'landscape'>): readonly DocumentPart[] {
  const parts: { landscape: boolean; blocks: Block[] }[] = [{ landscape, blocks: [] }];
  for (const block of blocks) {
    if (block.type === 'pageBreak') parts.push({ landscape: block.landscape, blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts;
}
