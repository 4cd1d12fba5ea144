// The number in front of each block: I. for sections, 1. below them, a) below those, - for items. Counted here
// and nowhere else, so that the editor shows what the pages will print.
import type { ContentBlock } from './content.ts';
import { formatPointLetter, formatRoman } from './wording/numbers.ts';

/** One mark per block, '' where a block bears none. */
export function headingMarks(blocks: readonly ContentBlock[]): readonly string[] {
  let section = 0;
  let subsection = 0;
  let point = 0;
  return blocks.map((block) => {
    switch (block.type) {
      case 'section':
        section += 1;
        subsection = 0;
        point = 0;
        return `${formatRoman(section)}.`;
      case 'subsection':
        subsection += 1;
        point = 0;
        return `${String(subsection)}.`;
      case 'point':
        point += 1;
        return `${formatPointLetter(point - 1)})`;
      case 'item':
        return '-';
      default:
        return '';
    }
  });
}
