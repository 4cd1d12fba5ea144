// The laid-out document: the one tree that HTML, PDF, DOCX and plain text are made from.
// Says what stands where; the numbers of each named style are in the style-sheet of the profile.
// Knows nothing of CSS or of Word.

export type Profile = 'nd30_2020';
export type Align = 'left' | 'center' | 'right' | 'justify';

/** The named paragraph styles; each is one style in Word and one class in HTML. */
export const styleNames = [
  'national_name',
  'national_motto',
  'parent_name',
  'issuer_name',
  'number_line',
  'date_line',
  'title',
  'subject',
  'body',
  'section',
  'subsection',
  'point',
  'item',
  'recipients_heading',
  'recipient',
  'sign_line',
  'sign_name',
  'appendix_label',
  'appendix_title',
  'appendix_reference',
  'table_head',
  'table_cell',
] as const;
export type StyleName = (typeof styleNames)[number];

/** A piece of text in one paragraph; `\n` is a line break inside the paragraph. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

export interface Paragraph {
  readonly type: 'paragraph';
  readonly style: StyleName;
  readonly runs: readonly Run[];
  /** Only where it differs from the style's own (cells of a table). */
  readonly align?: Align;
  /** Stays on one page with the block that follows. */
  readonly keepNext: boolean;
}

/** A drawn line, centred in its column. */
export interface Rule {
  readonly type: 'rule';
  readonly widthMm: number;
}

/** Empty height, e.g. for a signature. */
export interface Spacer {
  readonly type: 'spacer';
  readonly heightMm: number;
}

/** Consecutive items; the marker is part of each item's text. */
export interface List {
  readonly type: 'list';
  readonly items: readonly Paragraph[];
}

/** A cell of a head of several rows. */
export interface HeadCell {
  readonly cell: Paragraph;
  readonly across: number;
  readonly down: number;
}

export interface Table {
  readonly type: 'table';
  /** Shares of the width, in percent, summing to 100. */
  readonly widthShares: readonly number[];
  /** One cell a column; empty where `headRows` stand for it. */
  readonly head: readonly Paragraph[];
  /** A head of several rows with merged cells, from the left, each cell once. */
  readonly headRows?: readonly (readonly HeadCell[])[];
  readonly rows: readonly (readonly Paragraph[])[];
}

export type Cell = readonly (Paragraph | Rule | Spacer)[];

/** A grid without borders: the header block and the signature block. Never broken over pages. */
export interface Columns {
  readonly type: 'columns';
  readonly role: 'header' | 'signature';
  readonly widthShares: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What follows is an appendix on a page of its own, with its own page numbers. */
export interface PageBreak {
  readonly type: 'pageBreak';
  /** The decree allows it for tables. */
  readonly landscape: boolean;
}

/** What follows begins on a new page of the same text; the pages are counted on. */
export interface NewPage {
  readonly type: 'newPage';
}

export type Block = Paragraph | Rule | Spacer | List | Table | Columns | PageBreak | NewPage;

export interface DocumentModel {
  readonly profile: Profile;
  /** For the file's properties and the page's title. */
  readonly title: string;
  readonly author: string;
  /** The text itself lies across: the decree allows it where a text is a table. */
  readonly landscape?: boolean;
  readonly marks: { readonly illustrative: boolean; readonly draft: boolean };
  readonly blocks: readonly Block[];
}
