// Pictures, and charts of bars as a table whose middle cells hold a shaded line of the bar's length.
import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  LineRuleType,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
  type FileChild,
} from 'docx';
import type { Bars, Picture } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { docxParagraph } from './paragraphs.ts';
import { wordColour } from './styles.ts';
import { noBorders } from './tables.ts';
import { eighths, twips, twipsOfMm } from './units.ts';

/** The bytes of a picture by its hash; null where it is missing. */
export type ImageBytes = (sha256: string) => Uint8Array | null;

/** Word measures pictures in pixels of a screen. */
const PIXELS_PER_MM = 96 / 25.4;

export function docxPicture(
  picture: Picture,
  style: StyleSheet,
  textMm: number,
  image: ImageBytes,
): readonly FileChild[] {
  const data = image(picture.sha256);
  const words = picture.caption.runs.map(({ text }) => text).join('');
  const caption = words === '' ? [] : [docxParagraph(picture.caption)];
  const before = twips(style.picture.gapPt);
  if (data === null) {
    const edge = {
      style: BorderStyle.SINGLE,
      size: eighths(style.table.borderPt),
      color: '000000',
      space: 0,
    };
    const side = twipsOfMm(Math.max(0, (textMm - picture.widthMm) / 2));
    const frame = new Paragraph({
      indent: { left: side, right: side },
      border: { top: edge, bottom: edge, left: edge, right: edge },
      spacing: { before, line: twipsOfMm(style.picture.missingHeightMm), lineRule: LineRuleType.EXACT },
      keepNext: words !== '',
      children: [],
    });
    return [frame, ...caption];
  }
  const run = new ImageRun({
    type: picture.media === 'image/png' ? 'png' : 'jpg',
    data,
    transformation: {
      width: Math.round(picture.widthMm * PIXELS_PER_MM),
      height: Math.round(picture.heightMm * PIXELS_PER_MM),
    },
    altText: { name: picture.sha256.slice(0, 12), title: words, description: words },
  });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before },
      keepNext: words !== '',
      children: [run],
    }),
    ...caption,
  ];
}

export function docxBars(bars: Bars, style: StyleSheet, textMm: number): Table {
  const widths = style.bars.widthShares.map((share) => (share * textMm) / 100);
  const [labelMm = 0, barMm = 0, valueMm = 0] = widths;
  const { paddingMm } = style.table;
  const padding = twipsOfMm(paddingMm);
  const cell = (widthMm: number, child: Paragraph): TableCell =>
    new TableCell({
      width: { size: twipsOfMm(widthMm), type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: [child],
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twipsOfMm(textMm), type: WidthType.DXA },
    columnWidths: widths.map(twipsOfMm),
    margins: { left: padding, right: padding, top: 0, bottom: 0 },
    borders: noBorders,
    rows: bars.rows.map(
      ({ label, value, percent }) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(labelMm, docxParagraph(label)),
            cell(barMm, bar(percent, barMm - 2 * paddingMm, style)),
            cell(valueMm, docxParagraph(value)),
          ],
        }),
    ),
  });
}

function bar(percent: number, roomMm: number, style: StyleSheet): Paragraph {
  const fill = wordColour(style.bars.colour);
  return new Paragraph({
    indent: { right: twipsOfMm((roomMm * (100 - percent)) / 100) },
    spacing: { line: twips(style.bars.heightPt), lineRule: LineRuleType.EXACT },
    ...(percent === 0 ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
    children: [],
  });
}
