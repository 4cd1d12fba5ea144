// The top margin of every page: the number in the middle from page 2 on, the marks at the sides.
import { AlignmentType, Header, PageNumber, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import type { DocumentModel } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { halfPoints, twipsOfMm } from './units.ts';

const MARK_COLOUR = 'B3261E';

export function pageHeader(
  model: DocumentModel,
  style: StyleSheet,
  textMm: number,
  numbered: boolean,
): Header {
  const { draft, illustrative } = model.marks;
  const number = numbered
    ? [new TextRun({ size: halfPoints(style.page.numberPt), children: [PageNumber.CURRENT] })]
    : [];
  if (!draft && !illustrative) {
    return new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: number })] });
  }
  const mark = (shown: boolean, text: string): readonly TextRun[] =>
    shown ? [new TextRun({ text, bold: true, color: MARK_COLOUR, size: halfPoints(style.page.markPt) })] : [];
  const tab = (): TextRun => new TextRun({ children: [new Tab()] });
  const width = twipsOfMm(textMm);
  return new Header({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: Math.round(width / 2) },
          { type: TabStopType.RIGHT, position: width },
        ],
        children: [
          ...mark(draft, 'DỰ THẢO'),
          tab(),
          ...number,
          tab(),
          ...mark(illustrative, 'DỮ LIỆU MINH HỌA'),
        ],
      }),
    ],
  });
}
