// Paragraphs, drawn rules and spaces as Word paragraphs.
import { BorderStyle, LineRuleType, Paragraph as DocxParagraph, TextRun } from 'docx';
import type { Cell, Paragraph, Run } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { alignment, styleId } from './styles.ts';
import { eighths, twips, twipsOfMm } from './units.ts';

export function docxParagraph(paragraph: Paragraph, keepNext = paragraph.keepNext): DocxParagraph {
  return new DocxParagraph({
    style: styleId(paragraph.style),
    children: paragraph.runs.flatMap(textRuns),
    ...(keepNext ? { keepNext: true } : {}),
    ...(paragraph.align === undefined ? {} : { alignment: alignment[paragraph.align] }),
  });
}

function textRuns(run: Run): readonly TextRun[] {
  return run.text.split('\n').map(
    (text, index) =>
      new TextRun({
        text,
        ...(index > 0 ? { break: 1 } : {}),
        ...(run.bold === undefined ? {} : { bold: run.bold }),
        ...(run.italic === undefined ? {} : { italics: run.italic }),
      }),
  );
}

/** A real line: the upper border of a flat paragraph, drawn in from both sides to its length. */
export function ruleParagraph(widthMm: number, columnMm: number, style: StyleSheet): DocxParagraph {
  const side = twipsOfMm(Math.max(0, (columnMm - widthMm) / 2));
  const { ruleThicknessPt, ruleGapPt } = style.header;
  return new DocxParagraph({
    indent: { left: side, right: side },
    spacing: { before: twips(ruleGapPt), after: twips(ruleGapPt), line: 20, lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: eighths(ruleThicknessPt), color: '000000', space: 0 } },
    keepNext: true,
    children: [],
  });
}

/** Empty height as one line of exactly that height. */
export function spaceParagraph(points: number, keepNext: boolean): DocxParagraph {
  return new DocxParagraph({
    spacing: { before: 0, after: 0, line: Math.max(2, twips(points)), lineRule: LineRuleType.EXACT },
    keepNext,
    children: [],
  });
}

/** A line too flat to be seen that the next page begins with. */
export function newPageParagraph(): DocxParagraph {
  return new DocxParagraph({
    pageBreakBefore: true,
    spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT },
    children: [],
  });
}

const POINTS_PER_MM = 72 / 25.4;

export function cellParagraphs(
  cell: Cell,
  columnMm: number,
  keepNext: boolean,
  style: StyleSheet,
): readonly DocxParagraph[] {
  const paragraphs = cell.map((part) => {
    if (part.type === 'paragraph') return docxParagraph(part, keepNext);
    if (part.type === 'rule') return ruleParagraph(part.widthMm, columnMm, style);
    return spaceParagraph(part.heightMm * POINTS_PER_MM, keepNext);
  });
  return paragraphs.length === 0 ? [spaceParagraph(1, keepNext)] : paragraphs;
}
