// The document as plain lines, in reading order: for search, verification and tests.
import type { Block, Cell, DocumentModel, Paragraph } from './model.ts';

export function modelText(model: DocumentModel): readonly string[] {
  return modelParagraphs(model).map(paragraphText);
}

/** Every paragraph in reading order, whatever it stands in. */
export function modelParagraphs(model: DocumentModel): readonly Paragraph[] {
  return model.blocks.flatMap(blockParagraphs);
}

export function paragraphText(paragraph: Paragraph): string {
  const words = paragraph.runs.map((run) => run.text).join('');
  return paragraph.marker === undefined ? words : `${paragraph.marker.text} ${words}`;
}

function blockParagraphs(block: Block): readonly Paragraph[] {
  switch (block.type) {
    case 'paragraph':
      return [block];
    case 'list':
      return block.items;
    case 'table':
      return [...(block.headRows ?? []).flat().map(({ cell }) => cell), ...block.head, ...block.rows.flat()];
    case 'columns':
      return block.rows.flat().flatMap(cellParagraphs);
    case 'picture':
      return [block.caption];
    case 'bars':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'rule':
    case 'spacer':
    case 'pageBreak':
    case 'newPage':
      return [];
  }
}

function cellParagraphs(cell: Cell): readonly Paragraph[] {
  return cell.flatMap((part) =>
    part.type === 'paragraph' ? [part] : part.type === 'box' ? [part.text] : [],
  );
}
