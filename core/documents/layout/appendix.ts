// Appendices: each on pages of its own, with the reference to the document it belongs to.
import type { ContentBlock } from '../content.ts';
import type { Block } from '../model.ts';
import { formatRoman } from '../wording/numbers.ts';
import { bodyBlocks } from './body.ts';
import { tableBlock } from './figures.ts';
import { paragraph } from './paragraph.ts';

const MAX_PORTRAIT_COLUMNS = 6;

export function appendixBlocks(
  appendices: readonly (readonly ContentBlock[])[],
  reference: string,
): readonly Block[] {
  return appendices.flatMap(([first, ...after], index): readonly Block[] => {
    if (first === undefined) return [];
    const isLandscape =
      first.type === 'appendix'
        ? first.landscape
        : first.type === 'table' && first.columns.length > MAX_PORTRAIT_COLUMNS;
    const label = appendices.length === 1 ? 'Phụ lục' : `Phụ lục ${formatRoman(index + 1)}`;
    return [
      { type: 'pageBreak', landscape: isLandscape },
      paragraph('appendix_label', label, { keepNext: true }),
      paragraph('appendix_title', first.text, { upper: true, keepNext: true }),
      paragraph('appendix_reference', `(${reference})`, { keepNext: true }),
      ...(first.type === 'table' ? [tableBlock(first)] : []),
      ...bodyBlocks(after, { endMark: false }),
    ];
  });
}
