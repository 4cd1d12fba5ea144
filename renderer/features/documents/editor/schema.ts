// What the wording editor can hold: exactly the blocks of core/documents/content.ts and three marks. Fonts, sizes,
// indents and numbers are not here, so nothing that is typed or pasted can break the decree's layout.
import { Schema } from 'prosemirror-model';
import type { DOMOutputSpec, Node } from 'prosemirror-model';
import { textBlockTypes } from '../../../../core/documents/content.ts';
import type { TableBlock, TextBlockType } from '../../../../core/documents/content.ts';

export type HeadRows = NonNullable<TableBlock['headRows']>;
export type Column = TableBlock['columns'][number];
export type Align = Column['align'];

function isTextBlockType(value: unknown): value is TextBlockType {
  return textBlockTypes.some((type) => type === value);
}
export function textBlockTypeOf(value: unknown): TextBlockType {
  return isTextBlockType(value) ? value : 'paragraph';
}

/** Text and line breaks, without marks. */
const plain = { content: '(text | line_break)*', marks: '', whitespace: 'pre' } as const;

const cellAttributes = {
  // Asked for by the table plugin; cells of our tables are never merged.
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null },
  align: { default: 'left' },
  /** Percent of the table; null where the head row says it. */
  width: { default: null },
};

function cellDom(tag: 'td' | 'th', node: Node): DOMOutputSpec {
  const { align, width } = node.attrs;
  return [
    tag,
    {
      class: `align-${String(align)}`,
      ...(typeof width === 'number' ? { width: `${String(width)}%` } : {}),
      ...(tag === 'th' ? { scope: 'col' } : {}),
    },
    0,
  ];
}

function headDom(headRows: HeadRows): DOMOutputSpec {
  const rows = headRows.map((row) => [
    'tr',
    ...row.map((cell) => ['th', { colspan: String(cell.across), rowspan: String(cell.down) }, cell.text]),
  ]);
  return ['thead', { contenteditable: 'false' }, ...rows] as DOMOutputSpec;
}

/** Under a merged head no row tells the widths. */
function widthsDom(columns: readonly Column[]): DOMOutputSpec {
  return [
    'colgroup',
    ...columns.map(({ width }) => ['col', { width: `${String(width)}%` }]),
  ] as DOMOutputSpec;
}

export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    line: {
      group: 'block',
      content: '(text | line_break)*',
      marks: '_',
      whitespace: 'pre',
      attrs: { id: { default: '' }, type: { default: 'paragraph' } },
      parseDOM: [
        { tag: 'p', getAttrs: (element) => ({ type: textBlockTypeOf(element.getAttribute('data-type')) }) },
      ],
      toDOM: ({ attrs }) => [
        'p',
        { class: `block ${String(attrs['type'])}`, 'data-type': attrs['type'], 'data-block': attrs['id'] },
        0,
      ],
    },
    table: {
      group: 'block',
      content: 'title grid',
      isolating: true,
      attrs: { id: { default: '' }, appendix: { default: false }, totals: { default: false } },
      parseDOM: [
        {
          tag: 'div.block.table',
          getAttrs: (element) => ({
            appendix: element.classList.contains('in-appendix'),
            totals: element.classList.contains('totals'),
          }),
        },
      ],
      toDOM: ({ attrs }) => [
        'div',
        {
          class: `block table${attrs['appendix'] === true ? ' in-appendix' : ''}${attrs['totals'] === true ? ' totals' : ''}`,
          'data-block': attrs['id'],
        },
        0,
      ],
    },
    appendix: {
      ...plain,
      group: 'block',
      attrs: { id: { default: '' }, landscape: { default: false } },
      parseDOM: [
        {
          tag: 'div.block.appendix',
          getAttrs: (element) => ({ landscape: element.classList.contains('landscape') }),
        },
      ],
      toDOM: ({ attrs }) => [
        'div',
        {
          class: `block appendix${attrs['landscape'] === true ? ' landscape' : ''}`,
          'data-block': attrs['id'],
        },
        0,
      ],
    },
    image: {
      ...plain,
      group: 'block',
      attrs: {
        id: { default: '' },
        sha256: {},
        media: {},
        widthPx: {},
        heightPx: {},
        widthMm: { default: 120 },
      },
      parseDOM: [
        {
          tag: 'figure.block.image',
          contentElement: 'figcaption',
          getAttrs: (element) => ({
            sha256: element.getAttribute('data-sha256') ?? '',
            media: element.getAttribute('data-media') ?? 'image/jpeg',
            widthPx: Number(element.getAttribute('data-width-px') ?? '1'),
            heightPx: Number(element.getAttribute('data-height-px') ?? '1'),
            widthMm: Number(element.getAttribute('data-width-mm') ?? '120'),
          }),
        },
      ],
      // On the screen a node view draws the picture itself; this is what the clipboard carries.
      toDOM: ({ attrs }) => [
        'figure',
        {
          class: 'block image',
          'data-block': attrs['id'],
          'data-sha256': attrs['sha256'],
          'data-media': attrs['media'],
          'data-width-px': String(attrs['widthPx']),
          'data-height-px': String(attrs['heightPx']),
          'data-width-mm': String(attrs['widthMm']),
        },
        ['figcaption', 0],
      ],
    },
    bars: {
      group: 'block',
      content: 'title grid',
      isolating: true,
      attrs: { id: { default: '' } },
      parseDOM: [{ tag: 'div.block.bars' }],
      toDOM: ({ attrs }) => ['div', { class: 'block bars', 'data-block': attrs['id'] }, 0],
    },
    title: {
      ...plain,
      parseDOM: [{ tag: 'div.title' }],
      toDOM: () => ['div', { class: 'title' }, 0],
    },
    grid: {
      content: 'row+',
      tableRole: 'table',
      isolating: true,
      attrs: {
        /** A head of several rows, shown and not edited; `columns` then stand here instead of in a head row. */
        headRows: { default: null },
        columns: { default: null },
      },
      parseDOM: [{ tag: 'table' }],
      toDOM: ({ attrs }) => {
        const headRows = attrs['headRows'] as HeadRows | null;
        return headRows === null
          ? ['table', ['tbody', 0]]
          : ['table', widthsDom(attrs['columns'] as Column[]), headDom(headRows), ['tbody', 0]];
      },
    },
    row: {
      content: '(cell | head_cell)*',
      tableRole: 'row',
      attrs: {
        /** Of a bar: how long it was while its value read `shareOf`. */
        share: { default: null },
        shareOf: { default: null },
        /** Stands for "no rows": a grid without any would be taken for broken. */
        filler: { default: false },
      },
      parseDOM: [{ tag: 'tr' }],
      toDOM: () => ['tr', 0],
    },
    cell: {
      ...plain,
      tableRole: 'cell',
      isolating: true,
      attrs: cellAttributes,
      parseDOM: [{ tag: 'td', getAttrs: (element) => ({ align: alignOf(element) }) }],
      toDOM: (node) => cellDom('td', node),
    },
    head_cell: {
      ...plain,
      tableRole: 'header_cell',
      isolating: true,
      attrs: { ...cellAttributes, align: { default: 'left' } },
      parseDOM: [{ tag: 'th', getAttrs: (element) => ({ align: alignOf(element) }) }],
      toDOM: (node) => cellDom('th', node),
    },
    text: { group: 'inline' },
    line_break: {
      group: 'inline',
      inline: true,
      selectable: false,
      linebreakReplacement: true,
      leafText: () => '\n',
      parseDOM: [{ tag: 'br' }],
      toDOM: () => ['br'],
    },
  },
  marks: {
    field: {
      inclusive: false,
      // `key` keeps two values of one field that stand side by side apart.
      attrs: { name: {}, key: { default: 0 } },
      parseDOM: [
        {
          tag: 'span[data-field]',
          getAttrs: (element) => ({
            name: element.getAttribute('data-field') ?? '',
            key: Number(element.getAttribute('data-key') ?? '0'),
          }),
        },
      ],
      toDOM: ({ attrs }) => [
        'span',
        { class: 'field', 'data-field': attrs['name'], 'data-key': String(attrs['key']) },
        0,
      ],
    },
    bold: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
    italic: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  },
});

export const nodes = schema.nodes;
export const marks = schema.marks;

export function alignOf(element: { getAttribute(name: string): string | null; className: string }): Align {
  const said = /align-(center|right|left)/.exec(element.className)?.[1] ?? element.getAttribute('align');
  return said === 'center' || said === 'right' ? said : 'left';
}
