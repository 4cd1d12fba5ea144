// What another program put on the clipboard as HTML, read as our blocks and nothing else: paragraphs, lists, tables,
// bold and italic. Fonts, sizes, colours and pictures stay behind; no word is cut, what cannot be stored is told. Reads
// a tree of plain nodes, so a test needs no browser.
import { MAX_CELL, MAX_COLUMNS, MAX_LINE, MAX_ROWS, MAX_TEXT } from '../../../../core/documents/content.ts';
import type {
  ContentBlock,
  TableBlock,
  TextBlockType,
  TextMark,
} from '../../../../core/documents/content.ts';

/** As much of a DOM node as is read. */
export interface PastedNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<PastedNode>;
  getAttribute?(name: string): string | null;
}

/** Where `tame` puts what stood in a style attribute. */
const STYLE = 'data-pasted-style';

/** Styles as data: a parser would report each style attribute to the page's policy, which allows none. */
export function tame(html: string): string {
  return html
    .replaceAll(/<style\b[\s\S]*?<\/style\s*>/gi, '')
    .replaceAll(/<[a-z][^<>]*>/gi, (tag) => tag.replaceAll(/(\s)style(\s*=)/gi, `$1${STYLE}$2`));
}

const ELEMENT = 1;
const TEXT = 3;
const BLOCKS =
  /^(P|DIV|H[1-6]|LI|UL|OL|DL|DT|DD|BLOCKQUOTE|PRE|SECTION|ARTICLE|HEADER|FOOTER|MAIN|CENTER|FIGURE|FIGCAPTION|FORM|HR)$/;
const SKIPPED = /^(STYLE|SCRIPT|META|LINK|TITLE|HEAD|O:P|XML|IMG|SVG|OBJECT|IFRAME|COLGROUP|TEMPLATE)$/;

function attribute(node: PastedNode, name: string): string {
  return node.getAttribute?.(name) ?? '';
}

interface Style {
  readonly bold: boolean;
  readonly italic: boolean;
}

function styleOf(node: PastedNode, around: Style): Style {
  const name = node.nodeName.toUpperCase();
  const style = attribute(node, STYLE).toLowerCase();
  const weight = /(?:^|;)\s*font-weight\s*:\s*([a-z0-9]+)/.exec(style)?.[1];
  const slant = /(?:^|;)\s*font-style\s*:\s*([a-z]+)/.exec(style)?.[1];
  const heavy = (said: string) => said === 'bold' || said === 'bolder' || Number(said) >= 600;
  return {
    bold: weight === undefined ? around.bold || name === 'B' || name === 'STRONG' : heavy(weight),
    italic:
      slant === undefined ? around.italic || name === 'I' || name === 'EM' : /italic|oblique/.test(slant),
  };
}

interface Piece extends Style {
  readonly text: string;
}

interface Paragraph {
  readonly type: TextBlockType | null;
  readonly pieces: Piece[];
}

interface Reader {
  readonly blocks: ContentBlock[];
  open: Paragraph | null;
  /** Numbers and dashes stay the words that they are. */
  readonly asTyped: boolean;
}
const readerOf = (asTyped: boolean): Reader => ({ blocks: [], open: null, asTyped });

/** `type` null: what its own mark says, else a plain paragraph. */
function paragraphOf(reader: Reader, type: TextBlockType | null): Paragraph {
  reader.open ??= { type, pieces: [] };
  return reader.open;
}

function close(reader: Reader): void {
  const paragraph = reader.open;
  reader.open = null;
  if (paragraph === null) return;
  const block = lineOf(paragraph, reader.asTyped);
  if (block !== null) reader.blocks.push(block);
}

function lineOf({ type, pieces }: Paragraph, asTyped: boolean): ContentBlock | null {
  let text = '';
  const marks: TextMark[] = [];
  for (const piece of pieces) {
    // Source text breaks its lines where it likes; only <br> is a break.
    let words = piece.text.replaceAll(/[ \t\r\f\u00a0]+/g, ' ');
    if (text === '' || /[\s]$/.test(text)) words = words.replace(/^ /, '');
    if (words === '') continue;
    if (words === '\n') text = text.replace(/ $/, '');
    const from = text.length;
    text += words;
    if (piece.bold || piece.italic) {
      marks.push({
        from,
        to: text.length,
        ...(piece.bold ? { bold: true as const } : {}),
        ...(piece.italic ? { italic: true as const } : {}),
      });
    }
  }
  const tail = text.trimEnd();
  if (tail === '') return null;
  const words = { text: tail, marks: fitted(marks, tail.length, 0) };
  return asTyped ? asItIs(type, words) : withKind(type, words);
}

function asItIs(
  type: TextBlockType | null,
  { text, marks }: { readonly text: string; readonly marks: readonly TextMark[] },
): ContentBlock {
  const block = { id: '', type: type ?? ('paragraph' as const), text };
  return marks.length === 0 ? block : { ...block, marks: [...marks] };
}

function fitted(marks: readonly TextMark[], length: number, cut: number): TextMark[] {
  const kept: TextMark[] = [];
  for (const mark of marks) {
    const from = Math.max(0, mark.from - cut);
    const to = Math.min(length, mark.to - cut);
    if (to <= from) continue;
    const last = kept.at(-1);
    if (last !== undefined && last.to === from && last.bold === mark.bold && last.italic === mark.italic) {
      kept[kept.length - 1] = { ...last, to };
    } else kept.push({ ...mark, from, to });
  }
  return kept;
}

const numbers: readonly (readonly [RegExp, TextBlockType])[] = [
  [/^(?:Điều|ĐIỀU)\s+\d{1,3}\s*[.:]\s*/, 'article'],
  [/^[IVXL]{1,6}\s*[.)/-]\s+/, 'section'],
  [/^\d{1,2}\s*[.)]\s+/, 'clause'],
  [/^[a-zđ]\s*\)\s*/, 'point'],
  [/^[-–—•·+*▪§o]\s+/, 'item'],
];

/** The kind that a number or dash in front says; the layout counts for itself, so what was typed goes. */
export function kindByMark(text: string): { readonly type: TextBlockType; readonly length: number } | null {
  for (const [mark, type] of numbers) {
    const found = mark.exec(text);
    if (found !== null && found[0].length < text.length) return { type, length: found[0].length };
  }
  return null;
}

function withKind(
  type: TextBlockType | null,
  { text, marks }: { readonly text: string; readonly marks: readonly TextMark[] },
): ContentBlock {
  const said = kindByMark(text);
  const cut =
    said !== null && (type === null || type === said.type || type === 'item' || type === 'clause')
      ? said.length
      : 0;
  const rest = text.slice(cut);
  const kind = (cut > 0 && (type === null || type === 'clause') ? said?.type : type) ?? 'paragraph';
  // Bold from end to end is how a heading looks; ours is bold by itself.
  const whole =
    marks.length === 1 && marks[0]?.bold === true && marks[0].from === 0 && marks[0].to === text.length;
  const heading = kind === 'section' || kind === 'article' || (kind === 'clause' && whole);
  const kept = heading ? [] : fitted(marks, rest.length, cut);
  const block = {
    id: '',
    type: kind === 'clause' && whole ? ('subsection' as const) : kind,
    text: rest,
  };
  return kept.length === 0 ? block : { ...block, marks: kept };
}

function read(reader: Reader, node: PastedNode, style: Style, type: TextBlockType | null): void {
  if (node.nodeType === TEXT) {
    const text = (node.textContent ?? '').replaceAll(/[\r\n]+/g, ' ');
    if (text.trim() === '' && reader.open === null) return;
    paragraphOf(reader, type).pieces.push({ text, ...style });
    return;
  }
  if (node.nodeType !== ELEMENT) return;
  const name = node.nodeName.toUpperCase();
  if (SKIPPED.test(name)) return;
  if (name === 'BR') {
    paragraphOf(reader, type).pieces.push({ text: '\n', bold: false, italic: false });
    return;
  }
  if (name === 'TABLE') {
    close(reader);
    const table = tableOf(node);
    if (table !== null) reader.blocks.push(table);
    return;
  }
  const own = styleOf(node, style);
  if (!BLOCKS.test(name)) {
    for (const child of list(node)) read(reader, child, own, type);
    return;
  }
  close(reader);
  const kind = kindOf(node, name, type);
  for (const child of list(node)) read(reader, child, own, kind);
  close(reader);
}

function kindOf(node: PastedNode, name: string, around: TextBlockType | null): TextBlockType | null {
  if (name === 'UL') return 'item';
  if (name === 'OL') return /^a$/i.test(attribute(node, 'type')) ? 'point' : 'clause';
  if (name === 'LI') return around ?? 'item';
  return around;
}

function list(node: PastedNode): PastedNode[] {
  return Array.from(node.childNodes);
}

function children(node: PastedNode, ...names: string[]): PastedNode[] {
  return list(node).filter(({ nodeName }) => names.includes(nodeName.toUpperCase()));
}

/** Every line of a cell, lists with their dashes. */
function cellText(cell: PastedNode): string {
  return pastedText(blocksIn(cell, true));
}

/** The blocks as lines of one text, for a place that holds no blocks. */
export function pastedText(blocks: readonly ContentBlock[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: ContentBlock): string[] {
  if (block.type === 'table') {
    const rows = [block.columns.map(({ text }) => text), ...block.rows];
    const lines = rows.map((row) => row.filter((text) => text !== '').join(' '));
    return [block.text, ...lines].filter((line) => line !== '');
  }
  return [block.type === 'item' ? `- ${block.text}` : block.text];
}

function withoutTail<T>(entries: readonly T[], most: number, isEmpty: (entry: T) => boolean): T[] {
  let length = entries.length;
  while (length > most && entries.slice(length - 1, length).every(isEmpty)) length -= 1;
  return entries.slice(0, length);
}

function tableOf(table: PastedNode): TableBlock | null {
  const parts = [table, ...children(table, 'THEAD', 'TBODY', 'TFOOT')];
  const rows = parts.flatMap((part) => children(part, 'TR'));
  const grid: string[][] = [];
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of children(row, 'TD', 'TH')) {
      while (grid[y]?.[x] !== undefined) x += 1;
      const across = span(cell, 'colspan', MAX_COLUMNS);
      const down = span(cell, 'rowspan', rows.length - y);
      const text = cellText(cell);
      for (let dy = 0; dy < down; dy += 1) {
        const line = (grid[y + dy] ??= []);
        // Ours are never merged: the text stands in the first cell, the others are empty.
        for (let dx = 0; dx < across; dx += 1) line[x + dx] = dy === 0 && dx === 0 ? text : '';
      }
      x += across;
    }
  });
  const caption = children(table, 'CAPTION').map(cellText).join(' ').replaceAll('\n', ' ');
  const widest = Math.max(0, ...grid.map((row) => row.length));
  // A sheet may drag empty columns and rows behind it; any other one too many is told, not dropped.
  const columns = withoutTail([...Array(widest).keys()], MAX_COLUMNS, (at) =>
    grid.every((row) => (row[at] ?? '') === ''),
  );
  if (columns.length === 0) return null;
  const full = grid.map((row) => columns.map((at) => row[at] ?? ''));
  const [first = []] = full;
  // What is too long for a head is no head.
  const headed = first.every((text) => text.length <= MAX_LINE);
  const body = headed ? full.slice(1) : full;
  return {
    id: '',
    type: 'table',
    text: caption,
    appendix: false,
    columns: columns.map((at) => ({
      text: headed ? (first[at] ?? '') : '',
      align: 'left',
      width: Math.max(1, Math.floor(100 / columns.length)),
    })),
    rows: withoutTail(body, MAX_ROWS, (row) => row.every((text) => text === '')),
  };
}

function span(cell: PastedNode, name: string, most: number): number {
  return Math.min(most, Math.max(1, Math.floor(Number(attribute(cell, name)) || 1)));
}

function blocksIn(root: PastedNode, asTyped: boolean): ContentBlock[] {
  const reader = readerOf(asTyped);
  for (const child of list(root)) read(reader, child, { bold: false, italic: false }, null);
  close(reader);
  return reader.blocks;
}

/** `asTyped`: for a place without blocks, numbers and dashes stay. One line alone is words wherever it goes. */
export function pastedBlocks(root: PastedNode, { asTyped = false } = {}): ContentBlock[] {
  const typed = blocksIn(root, true);
  const [only] = typed;
  if (typed.length === 1 && only !== undefined && only.type !== 'table') {
    return [{ ...only, type: 'paragraph' } as ContentBlock];
  }
  return asTyped ? typed : blocksIn(root, false);
}

/** Plain text: every line a block of its own. One line alone is words, whatever it begins with. */
export function pastedLines(text: string, { asTyped = false } = {}): ContentBlock[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replaceAll('\u00a0', ' ').trim())
    .filter((line) => line !== '');
  const make = asTyped || lines.length === 1 ? asItIs : withKind;
  return lines.map((line) => make(null, { text: line, marks: [] }));
}

/** Why blocks cannot be stored as they are; null: they can. */
export type TooLarge = 'text' | 'title' | 'cell' | 'rows' | 'columns';

export function tooLarge(blocks: readonly ContentBlock[]): TooLarge | null {
  for (const block of blocks) {
    if (block.type !== 'table') {
      if (block.text.length > MAX_TEXT) return 'text';
      continue;
    }
    if (block.text.length > MAX_LINE) return 'title';
    if (block.columns.length > MAX_COLUMNS) return 'columns';
    if (block.rows.length > MAX_ROWS) return 'rows';
    if (block.rows.some((row) => row.some((text) => text.length > MAX_CELL))) return 'cell';
  }
  return null;
}
