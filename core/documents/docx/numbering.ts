// Word's own counting: one list of levels for each part of a document, and one for dashes. The number stands in the
// first line's indent with one space behind it, as the decree writes it, and as the HTML prints it.
import { AlignmentType, LevelFormat, LevelSuffix, type ILevelsOptions, type INumberingOptions } from 'docx';
import type { Block, Numbering, Paragraph } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { twipsOfMm } from './units.ts';

/** How the paragraphs of one part are counted. */
export interface PartNumbering {
  readonly reference: string;
  /** Articles stand above clauses as sections do: Word counts either. */
  readonly hasArticles: boolean;
}

const DASHES = 'nd-dashes';
const levelOf: Readonly<Record<Exclude<Numbering, 'item'>, number>> = {
  section: 0,
  article: 0,
  clause: 1,
  point: 2,
};

export function partNumbering(index: number, blocks: readonly Block[]): PartNumbering {
  const hasArticles = blocks.some((block) => block.type === 'paragraph' && block.style === 'article');
  return { reference: `nd-part-${String(index)}`, hasArticles };
}

/** Null: it bears no number, or one that is written as text. */
export function numberingOf(
  { marker }: Paragraph,
  part: PartNumbering,
): { readonly reference: string; readonly level: number } | null {
  if (marker === undefined || marker.typed === true) return null;
  if (marker.numbering === 'item') return { reference: DASHES, level: 0 };
  return { reference: part.reference, level: levelOf[marker.numbering] };
}

export function docxNumbering(parts: readonly PartNumbering[], style: StyleSheet): INumberingOptions {
  const { body } = style.styles;
  const level = (
    at: number,
    format: ILevelsOptions['format'] & string,
    text: string,
    bold?: boolean,
  ): ILevelsOptions => ({
    level: at,
    format,
    text,
    start: 1,
    alignment: AlignmentType.LEFT,
    suffix: LevelSuffix.SPACE,
    style: {
      run: { font: style.font, ...(bold === undefined ? {} : { bold }) },
      paragraph: { indent: { left: twipsOfMm(body.leftMm), firstLine: twipsOfMm(body.firstLineMm) } },
    },
  });
  return {
    config: [
      ...parts.map(({ reference, hasArticles }) => ({
        reference,
        levels: [
          hasArticles
            ? level(0, LevelFormat.DECIMAL, 'Điều %1.', true)
            : level(0, LevelFormat.UPPER_ROMAN, '%1.'),
          level(1, LevelFormat.DECIMAL, '%2.'),
          level(2, LevelFormat.LOWER_LETTER, '%3)'),
        ],
      })),
      { reference: DASHES, levels: [level(0, LevelFormat.BULLET, '-')] },
    ],
  };
}
