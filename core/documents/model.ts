// The laid-out document: the one tree that HTML, PDF, DOCX and plain text are made from.
// Says what stands where, in points and millimetres; knows nothing of CSS or of Word.

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
  'item',
  'closing',
  'recipients_heading',
  'recipient',
  'sign_line',
  'sign_title_below',
  'sign_name',
  'appendix_label',
  'appendix_title',
  'appendix_reference',
  'table_head',
  'table_cell',
  'rule',
  'spacer',
] as const;
export type StyleName = (typeof styleNames)[number];

/** A piece of text in one paragraph. `text` may hold `\n` for a line break inside the paragraph. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

export interface Paragraph {
  readonly type: 'paragraph';
  readonly style: StyleName;
  readonly runs: readonly Run[];
  readonly align: Align;
  /** Printed in capitals; the text itself stays as written. */
  readonly upper: boolean;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly sizePt: number;
  readonly lineSpacing: number;
  readonly spaceBeforePt: number;
  readonly spaceAfterPt: number;
  readonly firstLineMm: number;
  /** Stay on one page with the next block. */
  readonly keepNext: boolean;
  /** Do not break inside. */
  readonly keepLines: boolean;
}

/** A drawn line, centred in its column; `widthMm` is its length. */
export interface Rule {
  readonly type: 'rule';
  readonly widthMm: number;
  readonly spaceAfterPt: number;
}

/** Empty height, e.g. for a signature. */
export interface Spacer {
  readonly type: 'spacer';
  readonly heightMm: number;
}

export interface List {
  readonly type: 'list';
  readonly marker: string;
  readonly items: readonly Paragraph[];
}

export interface Table {
  readonly type: 'table';
  readonly columns: readonly { readonly widthShare: number; readonly align: Align }[];
  readonly head: readonly Paragraph[];
  readonly rows: readonly (readonly Paragraph[])[];
}

/** Side by side, without borders: the header block and the signature block. Never broken over pages. */
export interface Columns {
  readonly type: 'columns';
  readonly role: 'header' | 'signature';
  readonly columns: readonly {
    readonly widthShare: number;
    readonly blocks: readonly (Paragraph | Rule | Spacer)[];
  }[];
}

/** The next block starts a page; `restartNumbering` for an appendix, which is numbered by itself. */
export interface PageBreak {
  readonly type: 'pageBreak';
  readonly restartNumbering: boolean;
}

export type Block = Paragraph | Rule | Spacer | List | Table | Columns | PageBreak;

export interface Page {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly marginTopMm: number;
  readonly marginBottomMm: number;
  readonly marginLeftMm: number;
  readonly marginRightMm: number;
}

export interface DocumentModel {
  readonly profile: Profile;
  readonly page: Page;
  /** For the file's properties and the page's <title>. */
  readonly title: string;
  readonly marks: { readonly illustrative: boolean; readonly draft: boolean };
  readonly blocks: readonly Block[];
}
