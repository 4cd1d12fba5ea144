// The document as a Word file of real paragraphs and named styles; the caller packs it (`Packer`).
// The library stamps the file with the time of the call: two files of one document differ in that alone.
import { Document, PageOrientation, type ISectionOptions, type FileChild } from 'docx';
import { docxBars, docxPicture, type ImageBytes } from './docx/figures.ts';
import { docxNumbering, partNumbering, type PartNumbering } from './docx/numbering.ts';
import {
  createBookmarkNames,
  docxParagraph,
  newPageParagraph,
  ruleParagraph,
  spaceParagraph,
  type BookmarkNames,
} from './docx/paragraphs.ts';
import { pageHeader } from './docx/page-header.ts';
import { docxStyles } from './docx/styles.ts';
import { docxColumns, docxTable, textWidthMm } from './docx/tables.ts';
import { twipsOfMm } from './docx/units.ts';
import type { Block, DocumentModel } from './model.ts';
import { documentParts, type DocumentPart } from './parts.ts';
import { styleSheets, type StyleSheet } from './style-nd30-2020.ts';

export interface DocxOptions {
  /** Pictures by their hash; a missing one leaves its frame. */
  readonly image?: ImageBytes;
}

/** What every block of a part needs to know. */
interface PartOptions {
  readonly style: StyleSheet;
  readonly textMm: number;
  readonly numbering: PartNumbering;
  readonly image: ImageBytes;
  readonly names: BookmarkNames;
}

export function documentDocx(model: DocumentModel, { image = () => null }: DocxOptions = {}): Document {
  const parts = documentParts(model);
  const names = createBookmarkNames();
  const numberings = parts.map(({ blocks }, index) => partNumbering(index, blocks));
  const style = styleSheets[model.profile];
  return new Document({
    title: model.title,
    subject: model.title,
    creator: model.author,
    lastModifiedBy: model.author,
    description: model.title,
    styles: docxStyles(style),
    numbering: docxNumbering(numberings, style),
    sections: parts.map((part, index) =>
      section(model, part, index === 0, {
        style,
        textMm: textWidthMm(style, part.landscape),
        numbering: numberings[index] ?? partNumbering(index, part.blocks),
        image,
        names,
      }),
    ),
  });
}

function section(
  model: DocumentModel,
  { blocks, landscape }: DocumentPart,
  isText: boolean,
  options: PartOptions,
): ISectionOptions {
  const { style, textMm } = options;
  const { page } = style;
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
    children: [...blocks.flatMap((block) => children(block, options)), ...tail(blocks)],
  };
}

/** Word wants a paragraph behind a table that ends a section. */
function tail(blocks: readonly Block[]): readonly FileChild[] {
  const last = blocks.at(-1);
  return last === undefined || last.type === 'columns' || last.type === 'table' || last.type === 'bars'
    ? [spaceParagraph(1, false)]
    : [];
}

function children(block: Block, options: PartOptions): readonly FileChild[] {
  const { style, textMm, numbering: part, names } = options;
  switch (block.type) {
    case 'paragraph':
      return [docxParagraph(block, { part, names })];
    case 'list':
      return block.items.map((item) => docxParagraph(item, { part, names }));
    case 'table':
      return [docxTable(block, style, textMm)];
    case 'columns':
      return block.role === 'signature'
        ? [spaceParagraph(style.signature.beforePt, true), docxColumns(block, style, textMm)]
        : [docxColumns(block, style, textMm)];
    case 'rule':
      return [ruleParagraph(block.widthMm, textMm, style)];
    case 'spacer':
      return [spaceParagraph((block.heightMm * 72) / 25.4, true)];
    case 'picture':
      return docxPicture(block, style, textMm, options.image);
    case 'bars':
      return [docxBars(block, style, textMm)];
    case 'newPage':
      return [newPageParagraph()];
    case 'pageBreak':
      return [];
  }
}
