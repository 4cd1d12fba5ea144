// The document as a Word file of real paragraphs and named styles; the caller packs it (`Packer`).
// The library stamps the file with the time of the call: two files of one document differ in that alone.
import { Document, PageOrientation, type ISectionOptions, type FileChild } from 'docx';
import { docxParagraph, newPageParagraph, ruleParagraph, spaceParagraph } from './docx/paragraphs.ts';
import { pageHeader } from './docx/page-header.ts';
import { docxStyles } from './docx/styles.ts';
import { docxColumns, docxTable, textWidthMm } from './docx/tables.ts';
import { twipsOfMm } from './docx/units.ts';
import type { Block, DocumentModel } from './model.ts';
import { documentParts, type DocumentPart } from './parts.ts';
import { styleSheets, type StyleSheet } from './style-nd30-2020.ts';

export function documentDocx(model: DocumentModel): Document {
  const style = styleSheets[model.profile];
  return new Document({
    title: model.title,
    subject: model.title,
    creator: model.author,
    lastModifiedBy: model.author,
    styles: docxStyles(style),
    sections: documentParts(model).map((part, index) => section(model, style, part, index === 0)),
  });
}

function section(
  model: DocumentModel,
  style: StyleSheet,
  { blocks, landscape }: DocumentPart,
  isText: boolean,
): ISectionOptions {
  const { page } = style;
  const textMm = textWidthMm(style, landscape);
  const numbered = pageHeader(model, style, textMm, true);
  return {
    properties: {
      titlePage: isText,
      page: {
        // The library turns width and height around for landscape by itself.
        size: {
          width: twipsOfMm(page.widthMm),
          height: twipsOfMm(page.heightMm),
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twipsOfMm(page.topMm),
          bottom: twipsOfMm(page.bottomMm),
          left: twipsOfMm(page.leftMm),
          right: twipsOfMm(page.rightMm),
          header: twipsOfMm(page.numberFromTopMm),
          footer: twipsOfMm(page.numberFromTopMm),
        },
        pageNumbers: { start: 1 },
      },
    },
    headers: isText
      ? { default: numbered, first: pageHeader(model, style, textMm, false) }
      : { default: numbered },
    children: [...blocks.flatMap((block) => children(block, style, textMm)), ...tail(blocks)],
  };
}

/** Word wants a paragraph behind a table that ends a section. */
function tail(blocks: readonly Block[]): readonly FileChild[] {
  const last = blocks.at(-1);
  return last === undefined || last.type === 'columns' || last.type === 'table'
    ? [spaceParagraph(1, false)]
    : [];
}

function children(block: Block, style: StyleSheet, textMm: number): readonly FileChild[] {
  switch (block.type) {
    case 'paragraph':
      return [docxParagraph(block)];
    case 'list':
      return block.items.map((item) => docxParagraph(item));
    case 'table':
      return [docxTable(block, style, textMm)];
    case 'columns':
      return block.role === 'signature'
        ? [spaceParagraph(style.signature.beforePt, true), docxColumns(block, style, textMm)]
        : [docxColumns(block, style, textMm)];
    case 'rule':
      return [ruleParagraph(block.widthMm, textMm, style)];
    case 'spacer':
      return [spaceParagraph((block.heightMm * 72) / 25.4, false)];
    case 'newPage':
      return [newPageParagraph()];
    case 'pageBreak':
      return [];
  }
}
