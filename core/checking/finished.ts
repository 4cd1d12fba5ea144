// A finished paper as both readers hand it over: pieces of text with their faces and places, in millimetres from the
// left edge of the paper. In a PDF a piece is one printed line (body text: one paragraph), in Word one paragraph.
// Knows nothing of PDF or of Word.

export type Align = 'left' | 'center' | 'right' | 'justify';

export interface Face {
  readonly family: string;
  readonly sizePt: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underlined: boolean;
  readonly black: boolean;
  /** How many printed letters, blanks not counted. */
  readonly letters: number;
}

/** A line that is drawn, not typed. */
export interface DrawnRule {
  readonly leftMm: number;
  readonly rightMm: number;
  readonly solid: boolean;
}

export interface Piece {
  readonly text: string;
  /** Null in Word, whose pages only Word knows. */
  readonly page: number | null;
  /** Which of the sheets it stands on. */
  readonly sheet: number;
  /** flow: across the page; grid: one of several columns without lines; table: in a table with lines. */
  readonly area: 'flow' | 'grid' | 'table';
  readonly faces: readonly Face[];
  /** Word: as set. PDF: as seen, for paragraphs of several lines; null where one line tells nothing. */
  readonly align: Align | null;
  /** The ink; in Word reckoned from the widths of the letters. */
  readonly leftMm: number;
  readonly rightMm: number;
  /** The column that it stands in. */
  readonly column: readonly [number, number];
  /** Heights can be compared within one band: a page of a PDF, one row of a grid in Word. */
  readonly band: string;
  /** The first base line. */
  readonly yMm: number | null;
  /** Printed lines; in Word reckoned. */
  readonly lines: number;
  /** Of the first line against the column's left edge. */
  readonly firstLineMm: number | null;
  /** Between the paragraph before and this one. */
  readonly beforePt: number | null;
  /** In lines of the font's own height. */
  readonly spacing: number | null;
  /** The line drawn directly below. */
  readonly rule: DrawnRule | null;
  /** A frame drawn around it. */
  readonly box: { readonly widthMm: number; readonly heightMm: number } | null;
}

/** A page of a PDF or a section of a Word file. A margin is null where nothing on the sheet shows it. */
export interface Sheet {
  readonly page: number | null;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly topMm: number | null;
  readonly bottomMm: number | null;
  readonly leftMm: number | null;
  readonly rightMm: number | null;
  readonly hasTable: boolean;
}

/** The page number of one page of a PDF, or of all pages of a section in Word. */
export interface PageNumber {
  readonly sheet: number;
  readonly page: number | null;
  /** What is printed; null in Word. */
  readonly text: string | null;
  readonly at: 'top' | 'bottom';
  readonly centreMm: number | null;
  readonly face: Face | null;
  /** Word only: also on the section's first page. */
  readonly onFirstPage: boolean;
  /** Word only: the section counts from one again. */
  readonly restarts: boolean;
}

export interface FinishedDocument {
  readonly format: 'pdf' | 'docx';
  readonly pages: number | null;
  readonly sheets: readonly Sheet[];
  readonly pieces: readonly Piece[];
  readonly numbers: readonly PageNumber[];
}

export const centreOf = (piece: Pick<Piece, 'leftMm' | 'rightMm'>): number =>
  (piece.leftMm + piece.rightMm) / 2;

export const widthOf = (piece: Pick<Piece, 'leftMm' | 'rightMm'>): number => piece.rightMm - piece.leftMm;
