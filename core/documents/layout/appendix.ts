// Appendices: each on pages of its own, with the reference to the document it belongs to.
import type { ContentBlock, TableBlock } from '../content.ts';
import type { Block } from '../model.ts';
import { formatRoman } from '../wording/numbers.ts';
import { bodyBlocks, tableBlock } from './body.ts';
import { paragraph } from './paragraph.ts';

const MAX_PORTRAIT_COLUMNS = 6;

interface Appendix {
  readonly table: TableBlock;
  readonly after: readonly ContentBlock[];
}

export function appendixBlocks(appendices: readonly Appendix[], reference: string): readonly Block[] {
  return appendices.flatMap(({ table, after }, index): Block[] => [
    { type: 'pageBreak', landscape: table.columns.length > MAX_PORTRAIT_COLUMNS },
    paragraph('appendix_label', appendices.length === 1 ? 'Phụ lục' : `Phụ lục ${formatRoman(index + 1)}`, {
      keepNext: true,
    }),
    paragraph('appendix_title', table.text, { upper: true, keepNext: true }),
    paragraph('appendix_reference', `(${reference})`, { keepNext: true }),
    tableBlock(table),
    ...bodyBlocks(after, false),
  ]);
}
