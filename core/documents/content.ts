// The editable wording of a document: a flat list of blocks that a person changes, adds, removes and moves.
// Headings carry no numbers: the layout counts them, so a moved block never leaves a wrong number behind.
// Stored and sent through the contract, hence the strict, bounded schema.
import { z } from 'zod';
import { documentKinds } from './kinds.ts';

export { documentKinds, type DocumentKind } from './kinds.ts';

export const MAX_TEXT = 20_000;
export const MAX_LINE = 500;
export const MAX_CELL = 2_000;
export const MAX_BLOCKS = 5_000;
export const MAX_COLUMNS = 16;
export const MAX_ROWS = 1_000;
export const MAX_BARS = 60;

const blockId = z.string().min(1).max(160);

/**
 * ground: `Căn cứ …;` in italics; lead: before the first section; article: `Điều 1. …`; section: `I. …`; subsection:
 * `1. …` with a title of its own; clause: `1. …` as plain text; point: `a) …`; paragraph: plain text; item: one entry of
 * a list (`- …`); closing: the last sentence of the text; byline: who wrote a news item.
 */
export const textBlockTypes = [
  'ground',
  'lead',
  'article',
  'section',
  'subsection',
  'clause',
  'point',
  'paragraph',
  'item',
  'closing',
  'byline',
] as const;

/**
 * A stretch of a block's text, in UTF-16 units. `field`: these words are the value of that field (fields.ts) and follow
 * it when the data changes. Stretches of one block do not overlap where both name a field.
 */
export const textMark = z.strictObject({
  from: z.int().min(0),
  to: z.int().min(0),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  field: z.string().min(1).max(60).optional(),
});

export const textBlock = z.strictObject({
  id: blockId,
  type: z.enum(textBlockTypes),
  text: z.string().max(MAX_TEXT),
  marks: z.array(textMark).max(500).optional(),
});

export const tableColumn = z.strictObject({
  text: z.string().max(MAX_LINE),
  align: z.enum(['left', 'center', 'right']),
  /** Share of the table's width, in percent. */
  width: z.number().int().min(1).max(100),
});

export const headCell = z.strictObject({
  text: z.string().max(MAX_LINE),
  across: z.int().min(1).max(MAX_COLUMNS),
  down: z.int().min(1).max(4),
});

/**
 * `appendix` begins an appendix after the signature: this table and every block behind it. `headRows`: a head of several
 * rows with merged cells, instead of the columns' own texts. `totals`: the last row sums up and is bold.
 */
export const tableBlock = z.strictObject({
  id: blockId,
  type: z.literal('table'),
  text: z.string().max(MAX_LINE),
  appendix: z.boolean(),
  columns: z.array(tableColumn).min(1).max(MAX_COLUMNS),
  rows: z.array(z.array(z.string().max(MAX_CELL)).max(MAX_COLUMNS)).max(MAX_ROWS),
  headRows: z.array(z.array(headCell).max(MAX_COLUMNS)).max(4).optional(),
  totals: z.literal(true).optional(),
});

/** Begins an appendix of any blocks after the signature; `text` is its title. */
export const appendixBlock = z.strictObject({
  id: blockId,
  type: z.literal('appendix'),
  text: z.string().max(MAX_LINE),
  landscape: z.boolean(),
});

/** A picture of the content store (JPEG or PNG), with its caption. */
export const imageBlock = z.strictObject({
  id: blockId,
  type: z.literal('image'),
  text: z.string().max(MAX_LINE),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  media: z.enum(['image/jpeg', 'image/png']),
  widthPx: z.int().min(1).max(50_000),
  heightPx: z.int().min(1).max(50_000),
  /** As printed. */
  widthMm: z.int().min(20).max(165),
});

/** A chart of bars, readable in black and white: one bar a row, as long as its share of the greatest. */
export const barsBlock = z.strictObject({
  id: blockId,
  type: z.literal('bars'),
  text: z.string().max(MAX_LINE),
  rows: z
    .array(
      z.strictObject({
        label: z.string().max(MAX_LINE),
        value: z.string().max(60),
        /** Hundredths of a percent of the widest bar. */
        share: z.int().min(0).max(10_000),
      }),
    )
    .max(MAX_BARS),
});

export const contentBlock = z.discriminatedUnion('type', [
  textBlock,
  tableBlock,
  appendixBlock,
  imageBlock,
  barsBlock,
]);

/** One party of the minutes' signature grid. */
export const signatureParty = z.strictObject({
  lines: z.array(z.string().max(MAX_LINE)).min(1).max(5),
  name: z.string().max(200),
});

export const documentContent = z.strictObject({
  version: z.literal(1),
  kind: z.enum(documentKinds),
  blocks: z.array(contentBlock).max(MAX_BLOCKS),
  /** `Kính gửi`, without dashes and closing punctuation. */
  addressees: z.array(z.string().max(MAX_LINE)).max(60).optional(),
  recipients: z.array(z.string().max(MAX_LINE)).max(60),
  /** Minutes and slips only: two or three parties; a notice keeps it empty and is signed by its issuer. */
  signatures: z.array(signatureParty).max(3),
});

export type TextBlockType = (typeof textBlockTypes)[number];
export type TextBlock = z.infer<typeof textBlock>;
export type TextMark = z.infer<typeof textMark>;
export type TableBlock = z.infer<typeof tableBlock>;
export type AppendixBlock = z.infer<typeof appendixBlock>;
export type ImageBlock = z.infer<typeof imageBlock>;
export type BarsBlock = z.infer<typeof barsBlock>;
export type ContentBlock = z.infer<typeof contentBlock>;
export type SignatureParty = z.infer<typeof signatureParty>;
export type DocumentContent = z.infer<typeof documentContent>;
