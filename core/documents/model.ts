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
  'letter_subject',
  'draft_mark',
  'urgency',
  'date_line',
  'title',
  'subject',
  'addressee',
  'addressee_heading',
  'addressee_line',
  'authority',
  'ground',
  'decides',
  'body',
  'article',
  'section',
  'subsection',
  'clause',
  'point',
  'item',
  'headline',
  'news_lead',
  'byline',
  'caption',
  'recipients_heading',
  'recipient',
  'sign_line',
  'sign_name',
  'appendix_label',
  'appendix_title',
  'appendix_reference',
  'table_title',
  'table_head',
  'table_cell',
  'bar_label',
  'bar_value',
] as const;
export type StyleName = (typeof styleNames)[number];

/** A piece of text in one paragraph; `\n` is a line break inside the paragraph. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** The words are the value of this field. */
  readonly field?: string;
}

/** A list that Word counts by itself; all but items are levels of one list. */
export type Numbering = 'section' | 'article' | 'clause' | 'point' | 'item';

/** What stands in front of a paragraph's words, with one space between. */
export interface Marker {
  readonly text: string;
  readonly numbering: Numbering;
  /** Word cannot count this one: its letters are written as text. */
  readonly typed?: true;
  /** Where it is bold and the words are not. */
  readonly bold?: true;
}

export interface Paragraph {
  readonly type: 'paragraph';
  readonly style: StyleName;
  readonly runs: readonly Run[];
  readonly marker?: Marker;
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

/** A red frame around one word, centred in its column. */
export interface Box {
  readonly type: 'box';
  readonly text: Paragraph;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Empty height, e.g. for a signature. */
export interface Spacer {
  readonly type: 'spacer';
  readonly heightMm: number;
}

/** Consecutive items. */
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

/** A picture of the content store with its caption, centred. */
export interface Picture {
  readonly type: 'picture';
  readonly sha256: string;
  readonly media: 'image/jpeg' | 'image/png';
  readonly widthMm: number;
  readonly heightMm: number;
  readonly caption: Paragraph;
}

/** A chart of bars: one a row, in percent of the room that bars have. */
export interface Bars {
  readonly type: 'bars';
  readonly rows: readonly {
    readonly label: Paragraph;
    readonly value: Paragraph;
    readonly percent: number;
  }[];
}

export type Cell = readonly (Paragraph | Rule | Spacer | Box)[];

/** A grid without borders: the header block and the signature block. Not broken over pages unless it fills one. */
export interface Columns {
  readonly type: 'columns';
  readonly role: 'header' | 'signature';
  readonly widthShares: readonly number[];
  readonly rows: readonly (readonly Cell[])[];
  /** Too tall to be kept together. */
  readonly mayBreak?: true;
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

export type Block = Paragraph | Rule | Spacer | List | Table | Columns | Picture | Bars | PageBreak | NewPage;

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
