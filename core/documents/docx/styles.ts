// The style-sheet of a profile as named Word styles, so that a clerk edits by style and not by hand.
import { AlignmentType, LineRuleType, type IParagraphStyleOptions, type IStylesOptions } from 'docx';
import { styleNames, type Align, type StyleName } from '../model.ts';
import type { ParagraphStyle, StyleSheet } from '../style-nd30-2020.ts';
import { halfPoints, twips, twipsOfMm } from './units.ts';

export const alignment = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.JUSTIFIED,
} as const satisfies Record<Align, unknown>;

/** `4d4d4d`, as Word writes colours. */
export function wordColour(colour = '#000000'): string {
  return colour.replace('#', '').toUpperCase();
}

export function styleId(name: StyleName): string {
  return `nd-${name.replaceAll('_', '-')}`;
}

export function docxStyles(style: StyleSheet): IStylesOptions {
  return {
    default: {
      document: {
        run: {
          font: style.font,
          size: halfPoints(style.styles.body.sizePt),
          language: { value: 'vi-VN', eastAsia: 'vi-VN' },
        },
      },
    },
    paragraphStyles: styleNames.map((name) => paragraphStyle(name, style.styles[name])),
  };
}

/** What a person types behind these is text. */
const headings: ReadonlySet<StyleName> = new Set(['article', 'section', 'subsection', 'clause', 'point']);

function paragraphStyle(name: StyleName, style: ParagraphStyle): IParagraphStyleOptions {
  return {
    id: styleId(name),
    name: style.label,
    basedOn: 'Normal',
    next: styleId(headings.has(name) ? 'body' : name),
    quickFormat: true,
    run: {
      size: halfPoints(style.sizePt),
      bold: style.bold,
      italics: style.italic,
      ...(style.colour === undefined ? {} : { color: wordColour(style.colour) }),
    },
    paragraph: {
      alignment: alignment[style.align],
      indent: {
        left: twipsOfMm(style.leftMm),
        ...(style.firstLineMm < 0
          ? { hanging: twipsOfMm(-style.firstLineMm) }
          : { firstLine: twipsOfMm(style.firstLineMm) }),
      },
      spacing: {
        before: twips(style.beforePt),
        after: twips(style.afterPt),
        line: Math.round(240 * style.lines),
        lineRule: LineRuleType.AUTO,
      },
      ...(style.heading === null ? {} : { outlineLevel: style.heading - 1 }),
    },
  };
}
