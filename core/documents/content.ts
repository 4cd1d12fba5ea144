// The editable wording of a document: a flat list of blocks that a person changes, adds, removes and moves.
// Headings carry no numbers: the layout counts them, so a moved block never leaves a wrong number behind.
// Stored and sent through the contract, hence the strict, bounded schema.
import { z } from 'zod';

export const MAX_TEXT = 20_000;
const MAX_LINE = 500;
const MAX_BLOCKS = 5_000;

const blockId = z.string().min(1).max(160);

/**
 * lead: before the first section; section: `I. …`; subsection: `1. …`; point: `a) …`; paragraph: plain
 * text; item: one entry of a list (`- …`); closing: the last sentence of the text.
 */
export const textBlockTypes = [
  'lead',
  'section',
  'subsection',
  'point',
  'paragraph',
  'item',
  'closing',
] as const;

export const textBlock = z.strictObject({
  id: blockId,
  type: z.enum(textBlockTypes),
  text: z.string().max(MAX_TEXT),
});

export const tableColumn = z.strictObject({
  text: z.string().max(MAX_LINE),
  align: z.enum(['left', 'center', 'right']),
  /** Share of the table's width, in percent. */
  width: z.number().int().min(1).max(100),
});

/** `appendix` begins an appendix after the signature: this table and every block behind it. */
export const tableBlock = z.strictObject({
  id: blockId,
  type: z.literal('table'),
  text: z.string().max(MAX_LINE),
  appendix: z.boolean(),
  columns: z.array(tableColumn).min(1).max(12),
  rows: z.array(z.array(z.string().max(MAX_LINE)).max(12)).max(1_000),
});

export const contentBlock = z.discriminatedUnion('type', [textBlock, tableBlock]);

/** One party of the minutes' signature grid. */
export const signatureParty = z.strictObject({
  lines: z.array(z.string().max(MAX_LINE)).min(1).max(5),
  name: z.string().max(200),
});

export const documentKinds = ['agency_notice', 'collective_notice', 'minutes'] as const;

export const documentContent = z.strictObject({
  version: z.literal(1),
  kind: z.enum(documentKinds),
  blocks: z.array(contentBlock).max(MAX_BLOCKS),
  recipients: z.array(z.string().max(MAX_LINE)).max(60),
  /** Minutes only: two or three parties; a notice keeps it empty and is signed by its issuer. */
  signatures: z.array(signatureParty).max(3),
});

export type DocumentKind = (typeof documentKinds)[number];
export type TextBlockType = (typeof textBlockTypes)[number];
export type TextBlock = z.infer<typeof textBlock>;
export type TableBlock = z.infer<typeof tableBlock>;
export type ContentBlock = z.infer<typeof contentBlock>;
export type SignatureParty = z.infer<typeof signatureParty>;
export type DocumentContent = z.infer<typeof documentContent>;
