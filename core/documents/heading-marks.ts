// The mark in front of each block: I. for sections, Điều 1. for articles, 1. below them, a) below those, - for items.
// Counted here and nowhere else, so that the editor shows what the pages will print. An appendix counts by itself.
import type { ContentBlock } from './content.ts';
import { formatPointLetter, formatRoman } from './wording/numbers.ts';

/** One mark per block, '' where a block bears none. */
export function headingMarks(blocks: readonly ContentBlock[]): readonly string[] {
  let section = 0;
  let article = 0;
  let clause = 0;
  let point = 0;
  return blocks.map((block) => {
    if (beginsAppendix(block)) {
      section = 0;
      article = 0;
      clause = 0;
      point = 0;
      return '';
    }
    switch (block.type) {
      case 'section':
        section += 1;
        clause = 0;
        point = 0;
        return `${formatRoman(section)}.`;
      case 'article':
        article += 1;
        clause = 0;
        point = 0;
        return `Điều ${String(article)}.`;
      case 'subsection':
      case 'clause':
        clause += 1;
        point = 0;
        return `${String(clause)}.`;
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

export function beginsAppendix(block: ContentBlock): boolean {
  return block.type === 'appendix' || (block.type === 'table' && block.appendix);
}
