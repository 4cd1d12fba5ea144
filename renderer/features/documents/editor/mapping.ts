// Between the stored wording and the editor's document, both ways and without loss. Nodes remember the block they
// were made from: what nobody touched goes back exactly as it came, and a keystroke costs one block, not all.
import type { Mark, Node } from 'prosemirror-model';
import type {
  BarsBlock,
  ContentBlock,
  DocumentContent,
  TableBlock,
  TextBlock,
  TextMark,
} from '../../../../core/documents/content.ts';
import { marks as markTypes, nodes, schema, textBlockTypeOf } from './schema.ts';
import type { Align, Column, HeadRows } from './schema.ts';

const known = new WeakMap<Node, ContentBlock>();
const rowTexts = new WeakMap<Node, readonly string[]>();

/** The document of an editor; `content.blocks` may be empty. */
export function docOf(content: Pick<DocumentContent, 'blocks'>): Node {
  const blocks = content.blocks.map(nodeOf);
  // An editor without any block has no place for a caret: an unnamed empty line stands in, and is no block.
  return nodes['doc'].create(null, blocks.length === 0 ? [nodes['line'].create()] : blocks);
}

/** The blocks that an editor's document says. */
export function blocksOf(doc: Node): ContentBlock[] {
  const only = doc.childCount === 1 ? doc.firstChild : null;
  if (only !== null && isFiller(only)) return [];
  return doc.children.map(blockOf);
}

export function contentOf(doc: Node, around: DocumentContent): DocumentContent {
  return { ...around, blocks: blocksOf(doc) };
}

export function isFiller(node: Node): boolean {
  return node.type === nodes['line'] && node.attrs['id'] === '' && node.content.size === 0;
}

export function nodeOf(block: ContentBlock): Node {
  const node = makeNode(block);
  known.set(node, block);
  return node;
}

function makeNode(block: ContentBlock): Node {
  switch (block.type) {
    case 'table':
      return tableNode(block);
    case 'bars':
      return barsNode(block);
    case 'appendix':
      return nodes['appendix'].create({ id: block.id, landscape: block.landscape }, plainOf(block.text));
    case 'image': {
      const { id, text, sha256, media, widthPx, heightPx, widthMm } = block;
      return nodes['image'].create({ id, sha256, media, widthPx, heightPx, widthMm }, plainOf(text));
    }
    default:
      return nodes['line'].create(
        { id: block.id, type: block.type },
        inlineOf(block.text, block.marks ?? []),
      );
  }
}

function plainOf(text: string): Node[] {
  return inlineOf(text, []);
}

/** Text with its marks; a line break is a node of its own, one unit long like the character that it stands for. */
export function inlineOf(text: string, marks: readonly TextMark[]): Node[] {
  const cuts = new Set([0, text.length]);
  for (const { from, to } of marks) {
    cuts.add(Math.min(from, text.length));
    cuts.add(Math.min(to, text.length));
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) cuts.add(at).add(at + 1);
  const sorted = [...cuts].toSorted((a, b) => a - b);
  return sorted.slice(1).flatMap((to, index) => {
    const from = sorted[index] ?? 0;
    const piece = text.slice(from, to);
    if (piece === '') return [];
    const set = marksAt(marks, from);
    return piece === '\n' ? [nodes['line_break'].create(null, null, set)] : [schema.text(piece, set)];
  });
}

function marksAt(marks: readonly TextMark[], at: number): readonly Mark[] {
  let set: readonly Mark[] = [];
  marks.forEach((mark, index) => {
    if (mark.from > at || mark.to <= at) return;
    if (mark.bold === true) set = markTypes['bold'].create().addToSet(set);
    if (mark.italic === true) set = markTypes['italic'].create().addToSet(set);
    if (mark.field !== undefined && !set.some(({ type }) => type === markTypes['field'])) {
      set = markTypes['field'].create({ name: mark.field, key: index }).addToSet(set);
    }
  });
  return set;
}

/** The marks of a line, as few as say it: runs of each kind, those over the same stretch as one. */
export function marksOf(line: Node): TextMark[] {
  interface Run {
    readonly mark: Mark;
    readonly from: number;
    to: number;
  }
  const runs: Run[] = [];
  const open = new Map<string, Run>();
  line.forEach((child, offset) => {
    const to = offset + child.nodeSize;
    for (const [name, run] of open) {
      if (!child.marks.some((mark) => mark.eq(run.mark))) open.delete(name);
    }
    for (const mark of child.marks) {
      const run = open.get(mark.type.name);
      if (run === undefined) {
        const begun: Run = { mark, from: offset, to };
        runs.push(begun);
        open.set(mark.type.name, begun);
      } else run.to = to;
    }
  });
  const byStretch = new Map<string, TextMark>();
  for (const { mark, from, to } of runs) {
    const key = `${String(from)}-${String(to)}`;
    const before = byStretch.get(key) ?? { from, to };
    const said =
      mark.type === markTypes['field']
        ? { field: String(mark.attrs['name']) }
        : mark.type === markTypes['bold']
          ? { bold: true as const }
          : { italic: true as const };
    byStretch.set(key, { ...before, ...said });
  }
  return [...byStretch.values()].toSorted((a, b) => a.from - b.from || a.to - b.to);
}

export function blockOf(node: Node): ContentBlock {
  const before = known.get(node);
  if (before !== undefined) return before;
  const block = readBlock(node);
  known.set(node, block);
  return block;
}

function readBlock(node: Node): ContentBlock {
  const { attrs } = node;
  const id = String(attrs['id']);
  switch (node.type) {
    case nodes['table']:
      return readTable(node, id);
    case nodes['bars']:
      return readBars(node, id);
    case nodes['appendix']:
      return { id, type: 'appendix', text: node.textContent, landscape: attrs['landscape'] === true };
    case nodes['image']:
      return {
        id,
        type: 'image',
        text: node.textContent,
        sha256: String(attrs['sha256']),
        media: attrs['media'] === 'image/png' ? 'image/png' : 'image/jpeg',
        widthPx: Number(attrs['widthPx']),
        heightPx: Number(attrs['heightPx']),
        widthMm: Number(attrs['widthMm']),
      };
    default: {
      const marks = marksOf(node);
      const block: TextBlock = { id, type: textBlockTypeOf(attrs['type']), text: node.textContent };
      return marks.length === 0 ? block : { ...block, marks };
    }
  }
}

// Tables

function tableNode(block: TableBlock): Node {
  const { columns, headRows } = block;
  const head =
    headRows === undefined
      ? [
          nodes['row'].create(
            null,
            columns.map(({ text, align, width }) =>
              nodes['head_cell'].create({ align, width }, plainOf(text)),
            ),
          ),
        ]
      : [];
  const rows = block.rows.map((row, index) =>
    rowNode(row, columns, headRows !== undefined && index === 0 ? { width: true } : {}),
  );
  const filler =
    head.length + rows.length === 0 ? [rowNode([], columns, { width: true, attrs: { filler: true } })] : [];
  return nodes['table'].create({ id: block.id, appendix: block.appendix, totals: block.totals === true }, [
    nodes['title'].create(null, plainOf(block.text)),
    nodes['grid'].create({ headRows: headRows ?? null, columns: headRows === undefined ? null : columns }, [
      ...head,
      ...rows,
      ...filler,
    ]),
  ]);
}

function rowNode(
  texts: readonly string[],
  columns: readonly Column[],
  { width = false, attrs = {} }: { width?: boolean; attrs?: Record<string, unknown> } = {},
): Node {
  return nodes['row'].create(
    attrs,
    columns.map((column, at) =>
      nodes['cell'].create(
        { align: column.align, width: width ? column.width : null },
        plainOf(texts[at] ?? ''),
      ),
    ),
  );
}

export function isHeadRow(row: Node): boolean {
  return row.firstChild?.type === nodes['head_cell'];
}

function textsOf(row: Node): readonly string[] {
  const before = rowTexts.get(row);
  if (before !== undefined) return before;
  const texts = row.children.map((cell) => cell.textContent);
  rowTexts.set(row, texts);
  return texts;
}

function isEmptyFiller(row: Node): boolean {
  return row.attrs['filler'] === true && textsOf(row).every((text) => text === '');
}

function readTable(node: Node, id: string): TableBlock {
  const grid = node.child(1);
  const headRows = grid.attrs['headRows'] as HeadRows | null;
  const first = grid.child(0);
  const hasHead = headRows === null && isHeadRow(first);
  const columns: Column[] =
    headRows !== null
      ? [...(grid.attrs['columns'] as Column[])]
      : shares(
          first.children.map((cell) => ({
            text: hasHead ? cell.textContent : '',
            align: (cell.attrs['align'] as Align | undefined) ?? 'left',
            width: typeof cell.attrs['width'] === 'number' ? cell.attrs['width'] : null,
          })),
        );
  const rows = grid.children
    .slice(hasHead ? 1 : 0)
    .filter((row) => !isEmptyFiller(row))
    .map((row) => {
      const texts = textsOf(row);
      return columns.map((_, at) => texts[at] ?? '');
    });
  return {
    id,
    type: 'table',
    text: node.child(0).textContent,
    appendix: node.attrs['appendix'] === true,
    columns,
    rows,
    ...(headRows === null ? {} : { headRows }),
    ...(node.attrs['totals'] === true ? { totals: true as const } : {}),
  };
}

/** A new column takes an average share, and all are scaled back to what they were together. */
function shares(columns: readonly { text: string; align: Align; width: number | null }[]): Column[] {
  const given = columns.flatMap(({ width }) => (width === null ? [] : [width]));
  if (given.length === columns.length) {
    return columns.map(({ text, align, width }) => ({ text, align, width: width ?? 1 }));
  }
  const average = given.length === 0 ? 100 / columns.length : 100 / given.length;
  const raw = columns.map(({ width }) => width ?? average);
  const sum = raw.reduce((total, one) => total + one, 0);
  return columns.map(({ text, align }, at) => ({
    text,
    align,
    width: Math.min(100, Math.max(1, Math.round(((raw[at] ?? average) * 100) / sum))),
  }));
}

// Bars

function barsNode(block: BarsBlock): Node {
  const rows =
    block.rows.length === 0
      ? [barRow('', '', { filler: true })]
      : block.rows.map(({ label, value, share }) => barRow(label, value, { share, shareOf: value }));
  return nodes['bars'].create({ id: block.id }, [
    nodes['title'].create(null, plainOf(block.text)),
    nodes['grid'].create(null, rows),
  ]);
}

function barRow(label: string, value: string, attrs: Record<string, unknown>): Node {
  return nodes['row'].create(attrs, [
    nodes['cell'].create(null, plainOf(label)),
    nodes['cell'].create({ align: 'right' }, plainOf(value)),
  ]);
}

/** `98,53 %`, `1.204`, `12`; null for what is no number. */
export function valueOf(text: string): number | null {
  const trimmed = text.replaceAll(/[\s%]/g, '');
  if (!/^\d+(\.\d{3})*(,\d+)?$|^\d+\.\d+$/.test(trimmed)) return null;
  const grouped = /^\d{1,3}(\.\d{3})+(,\d+)?$/.test(trimmed);
  return Number((grouped ? trimmed.replaceAll('.', '') : trimmed).replace(',', '.'));
}

function readBars(node: Node, id: string): BarsBlock {
  const rows = node
    .child(1)
    .children.filter((row) => !isEmptyFiller(row))
    .map((row) => {
      const [label = '', value = ''] = textsOf(row);
      const share = row.attrs['share'] as number | null;
      return { label, value, share, same: share !== null && row.attrs['shareOf'] === value };
    });
  const untouched = rows.every(({ same }) => same);
  // The bars are as long as their share of the greatest: one new value may change all of them.
  const values = rows.map(({ value }) => valueOf(value));
  const greatest = Math.max(0, ...values.flatMap((value) => (value === null ? [] : [value])));
  return {
    id,
    type: 'bars',
    text: node.child(0).textContent,
    rows: rows.map(({ label, value, share }, at) => {
      const number = values[at] ?? null;
      const counted =
        untouched || number === null || greatest === 0
          ? (share ?? 0)
          : Math.round((number * 10_000) / greatest);
      return { label, value, share: counted };
    }),
  };
}
