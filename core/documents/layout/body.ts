// The text between header and signature: headings counted, items gathered into lists, one end mark.
import type { ContentBlock, TableBlock, TextBlock } from '../content.ts';
import { headingMarks } from '../heading-marks.ts';
import type { Block, List, Paragraph, StyleName, Table } from '../model.ts';
import { cleanText, upperCase, withoutEnd } from '../wording/text.ts';
import { paragraph } from './paragraph.ts';

const END_MARK = './.';

const styleOf: Readonly<Record<TextBlock['type'], StyleName>> = {
  lead: 'body',
  section: 'section',
  subsection: 'subsection',
  point: 'point',
  paragraph: 'body',
  item: 'item',
  closing: 'body',
};

/** Blocks before the first appendix, and each appendix with what follows its table. */
export function splitAppendices(blocks: readonly ContentBlock[]): {
  readonly text: readonly ContentBlock[];
  readonly appendices: readonly {
    readonly table: TableBlock;
    readonly after: readonly ContentBlock[];
  }[];
} {
  const text: ContentBlock[] = [];
  const appendices: { table: TableBlock; after: ContentBlock[] }[] = [];
  for (const entry of blocks) {
    if (entry.type === 'table' && entry.appendix) appendices.push({ table: entry, after: [] });
    else (appendices.at(-1)?.after ?? text).push(entry);
  }
  return { text, appendices };
}

export function bodyBlocks(content: readonly ContentBlock[], endMark: boolean): readonly Block[] {
  const numbered = numberHeadings(
    content.map(withoutEndMarks).filter((entry) => entry.text !== '' || entry.type === 'table'),
  );
  const ended = endMark ? withEndMark(numbered) : numbered;
  return gather(ended.map(toBlock));
}

/** Typed end marks go: the layout sets the only one. */
function withoutEndMarks(entry: ContentBlock): ContentBlock {
  const text = cleanText(entry.text)
    .replace(/\.?\s*\/\.(?=\s*$)/u, '.')
    .replace(/(?:\.\/)+\./g, '.')
    .trim();
  return { ...entry, text };
}

function numberHeadings(content: readonly ContentBlock[]): readonly ContentBlock[] {
  const marks = headingMarks(content);
  return content.map((entry, index) => {
    const mark = marks[index] ?? '';
    if (mark === '') return entry;
    const text = entry.type === 'item' ? entry.text.replace(/^[-–]\s*/u, '') : entry.text;
    return { ...entry, text: `${mark} ${entry.type === 'section' ? upperCase(text) : text}` };
  });
}

/** After the last written text; a table at the very end stands behind it. */
function withEndMark(content: readonly ContentBlock[]): readonly ContentBlock[] {
  const last = content.findLastIndex((entry) => entry.type !== 'table');
  return content.map((entry, index) =>
    index === last ? { ...entry, text: `${withoutEnd(entry.text)}${END_MARK}` } : entry,
  );
}

function toBlock(entry: ContentBlock, index: number, all: readonly ContentBlock[]): Block {
  if (entry.type === 'table') return tableBlock(entry);
  const isHeading = entry.type === 'section' || entry.type === 'subsection' || entry.type === 'point';
  // What announces a list, and the last lines before the signature, are not left alone on a page.
  const keepNext = isHeading || entry.text.endsWith(':') || index === all.length - 1;
  return paragraph(styleOf[entry.type], entry.text, { keepNext });
}

function gather(blocks: readonly Block[]): readonly Block[] {
  const result: Block[] = [];
  let items: Paragraph[] = [];
  const flush = (): void => {
    if (items.length > 0) result.push({ type: 'list', items } satisfies List);
    items = [];
  };
  for (const entry of blocks) {
    if (entry.type === 'paragraph' && entry.style === 'item') {
      if (entry.keepNext) flush();
      items.push(entry);
    } else {
      flush();
      result.push(entry);
    }
  }
  flush();
  return result;
}

export function tableBlock(table: TableBlock): Table {
  const total = table.columns.reduce((sum, column) => sum + column.width, 0);
  return {
    type: 'table',
    widthShares: table.columns.map((column) => (column.width * 100) / total),
    head: table.columns.map((column) => paragraph('table_head', column.text, { keepNext: true })),
    rows: table.rows.map((row) =>
      table.columns.map((column, index) =>
        paragraph('table_cell', row[index] ?? '', { align: column.align }),
      ),
    ),
  };
}
