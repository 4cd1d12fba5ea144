// Paragraphs, drawn rules, frames and spaces as Word paragraphs.
import {
  Bookmark,
  BorderStyle,
  LineRuleType,
  Paragraph as DocxParagraph,
  TextRun,
  type ParagraphChild,
} from 'docx';
import type { Box, Cell, Paragraph, Run } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { numberingOf, type PartNumbering } from './numbering.ts';
import { alignment, styleId, wordColour } from './styles.ts';
import { eighths, twips, twipsOfMm } from './units.ts';

/** A name that no other bookmark of the file bears. */
export type BookmarkNames = (field: string) => string;

export function createBookmarkNames(): BookmarkNames {
  const used = new Map<string, number>();
  return (field) => {
    const count = (used.get(field) ?? 0) + 1;
    used.set(field, count);
    return `${field.slice(0, LONGEST_NAME - 6)}__${String(count)}`;
  };
}

/** Word cuts longer names off. */
const LONGEST_NAME = 40;

interface Options {
  readonly keepNext?: boolean;
  readonly names?: BookmarkNames;
  /** Where its marker is counted by Word; without it the marker is written as text. */
  readonly part?: PartNumbering;
}

export function docxParagraph(paragraph: Paragraph, options: Options = {}): DocxParagraph {
  const { keepNext = paragraph.keepNext, part } = options;
  const counted = part === undefined ? null : numberingOf(paragraph, part);
  const { marker } = paragraph;
  const typed = marker === undefined || counted !== null ? [] : [typedMarker(marker)];
  return new DocxParagraph({
    style: styleId(paragraph.style),
    children: [
      ...typed.flatMap(textRuns),
      ...paragraph.runs.flatMap((run) => runChildren(run, options.names)),
    ],
    ...(counted === null ? {} : { numbering: counted }),
    ...(keepNext ? { keepNext: true } : {}),
    ...(paragraph.align === undefined ? {} : { alignment: alignment[paragraph.align] }),
  });
}

function typedMarker({ text, bold }: NonNullable<Paragraph['marker']>): Run {
  return { text: `${text} `, ...(bold === true ? { bold } : {}) };
}

/** A bookmark names the field whose value its words are; people edit the words as any others. */
function runChildren(run: Run, names: BookmarkNames | undefined): readonly ParagraphChild[] {
  const runs = textRuns(run);
  if (run.field === undefined || names === undefined) return runs;
  return [new Bookmark({ id: names(run.field), children: runs })];
}

function textRuns(run: Run): readonly TextRun[] {
  return run.text.split('\n').flatMap((line, index) =>
    line.split(GAP).map(
      (text, part) =>
        new TextRun({
          text,
          ...(index > 0 && part === 0 ? { break: 1 } : {}),
          ...(run.bold === undefined ? {} : { bold: run.bold }),
          ...(run.italic === undefined ? {} : { italics: run.italic }),
          ...(part % 2 === 1 ? { italics: false } : {}),
        }),
    ),
  );
}

/** A blank to write on stands upright: LibreOffice makes each non-breaking space wider for the slant of italics. */
const GAP = /(\u00a0{2,})/u;

/** A real line: the upper border of a flat paragraph, drawn in from both sides to its length. */
export function ruleParagraph(widthMm: number, columnMm: number, style: StyleSheet): DocxParagraph {
  const side = twipsOfMm(Math.max(0, (columnMm - widthMm) / 2));
  const { ruleThicknessPt, ruleGapPt } = style.header;
  return new DocxParagraph({
    indent: { left: side, right: side },
    // The flat line's own point belongs to the gap below.
    spacing: {
      before: twips(ruleGapPt),
      after: twips(ruleGapPt) - 20,
      line: 20,
      lineRule: LineRuleType.EXACT,
    },
    border: { top: { style: BorderStyle.SINGLE, size: eighths(ruleThicknessPt), color: '000000', space: 0 } },
    keepNext: true,
    children: [],
  });
}

/** A framed word: one line as tall as the frame, drawn in from both sides to its width. */
function boxParagraph(box: Box, columnMm: number, style: StyleSheet): DocxParagraph {
  const { urgencyBorderPt, urgencyGapPt } = style.header;
  const { sizePt, colour } = style.styles[box.text.style];
  const color = wordColour(colour);
  const edge = { style: BorderStyle.SINGLE, size: eighths(urgencyBorderPt), color, space: 0 };
  const side = twipsOfMm(Math.max(0, (columnMm - box.widthMm) / 2));
  const room = box.heightMm * POINTS_PER_MM - 2 * urgencyBorderPt;
  const line = sizePt * style.lineHeightOfFont;
  const above = Math.max(0, Math.floor((room - line) / 2));
  return new DocxParagraph({
    style: styleId(box.text.style),
    indent: { left: side, right: side },
    // Space inside a frame is space of its border, which Word gives in whole points.
    border: {
      top: { ...edge, space: above },
      bottom: { ...edge, space: above },
      left: edge,
      right: edge,
    },
    spacing: { before: twips(urgencyGapPt), line: twips(room - 2 * above), lineRule: LineRuleType.EXACT },
    keepNext: true,
    children: box.text.runs.flatMap(textRuns),
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
    switch (part.type) {
      case 'paragraph':
        return docxParagraph(part, { keepNext });
      case 'rule':
        return ruleParagraph(part.widthMm, columnMm, style);
      case 'box':
        return boxParagraph(part, columnMm, style);
      case 'spacer':
        return spaceParagraph(part.heightMm * POINTS_PER_MM, keepNext);
    }
  });
  return paragraphs.length === 0 ? [spaceParagraph(1, keepNext)] : paragraphs;
}
