/**
 * A Word file as the pieces that the rules look at: one a paragraph, with its style resolved and its place reckoned from
 * columns, indents and the widths of letters. Pages are known to Word alone.
 */
import type {
  DrawnRule,
  Face,
  FinishedDocument,
  PageNumber,
  Piece,
  Sheet,
} from '../../core/checking/finished.ts';
import { textWidthMm } from '../../core/documents/letter-widths.ts';
import { AppError } from '../../core/contract/error.ts';
import { openZip } from '../spreadsheet/zip.ts';
import { createNumbering, type Numbering } from './docx-numbering.ts';
import { createStyles, mmOfTwips, type ParagraphLook, type RunLook, type Styles } from './docx-styles.ts';
import { child, descendants, parseTree, type Node } from './xml-tree.ts';

const MM_PER_PT = 25.4 / 72;
const MM_PER_EMU = 25.4 / 914_400;
const LINE_OF_FONT = 1.15;

interface Column {
  readonly left: number;
  readonly right: number;
}

interface Parts {
  readonly styles: Styles;
  readonly numbering: Numbering;
}

/** Where the next paragraph stands. */
interface Place {
  readonly column: Column;
  readonly area: Piece['area'];
  readonly band: string;
  readonly sheet: number;
  readonly box: Piece['box'];
}

interface Entry {
  readonly piece: Piece;
  readonly look: ParagraphLook;
}

export function readDocx(bytes: Uint8Array): FinishedDocument {
  const zip = openZip(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const main = mainPart(zip);
  const part = (name: string): Node | undefined => {
    const content = zip.read(name);
    return content === undefined ? undefined : parseTree(name, content);
  };
  const root = part(main);
  const body = child(root, 'document', 'body');
  if (body === undefined) throw new AppError('FILE_BROKEN', { detail: { part: main } });
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const parts: Parts = {
    styles: createStyles(part(`${folder}styles.xml`), part(`${folder}theme/theme1.xml`)),
    numbering: createNumbering(part(`${folder}numbering.xml`)),
  };
  const sections = sectionsOf(body);
  const pieces: Piece[] = [];
  sections.forEach((section, sheet) => pieces.push(...sectionPieces(section, sheet, parts)));
  const relations = part(`${folder}_rels/${main.slice(folder.length)}.rels`);
  const evenAndOdd = child(part(`${folder}settings.xml`), 'settings', 'evenAndOddHeaders') !== undefined;
  return {
    format: 'docx',
    pages: null,
    sheets: sections.map((section) => section.sheet),
    pieces,
    numbers: pageNumbers(sections, relations, (target) => part(`${folder}${target}`), parts, evenAndOdd),
  };
}

function mainPart(zip: ReturnType<typeof openZip>): string {
  if (zip.has('EncryptionInfo') || zip.has('EncryptedPackage')) throw new AppError('FILE_PASSWORD');
  const rels = zip.read('_rels/.rels');
  const found =
    rels === undefined
      ? undefined
      : descendants(parseTree('_rels/.rels', rels), 'Relationship')
          .find((relation) => relation.attribute('Type')?.endsWith('/officeDocument') === true)
          ?.attribute('Target')
          ?.replace(/^\//, '');
  const main = found ?? 'word/document.xml';
  if (!zip.has(main) || !/(?:^|\/)document\w*\.xml$/i.test(main))
    throw new AppError('FILE_KIND', { detail: { part: main } });
  return main;
}

// ---------------------------------------------------------------------------------------------------------- sections

interface Section {
  readonly nodes: readonly Node[];
  readonly properties: Node | undefined;
  readonly sheet: Sheet;
}

function sectionsOf(body: Node): readonly Section[] {
  const found: { nodes: Node[]; properties: Node | undefined }[] = [{ nodes: [], properties: undefined }];
  for (const node of flatten(body)) {
    const open = found.at(-1);
    if (open === undefined) continue;
    if (node.name === 'sectPr') open.properties = node;
    else open.nodes.push(node);
    const own = node.name === 'p' ? child(node, 'pPr', 'sectPr') : undefined;
    if (own !== undefined) {
      open.properties = own;
      found.push({ nodes: [], properties: undefined });
    }
  }
  const last = found.at(-1);
  const whole =
    last !== undefined && last.nodes.length === 0 && last.properties === undefined
      ? found.slice(0, -1)
      : found;
  return whole.map(({ nodes, properties }) => ({ nodes, properties, sheet: sheetOf(properties, nodes) }));
}

/** Content controls and insertions hold paragraphs like the body itself. */
function flatten(node: Node): readonly Node[] {
  return node.children.flatMap((entry) => {
    if (entry.name === 'sdt') return flatten(child(entry, 'sdtContent') ?? entry);
    return ['ins', 'moveTo', 'customXml', 'smartTag'].includes(entry.name) ? flatten(entry) : [entry];
  });
}

function sheetOf(properties: Node | undefined, nodes: readonly Node[]): Sheet {
  const size = child(properties, 'pgSz');
  const margin = child(properties, 'pgMar');
  const mm = (node: Node | undefined, name: string, otherwise: number): number =>
    mmOfTwips(Math.abs(Number(node?.attribute(name) ?? otherwise)));
  return {
    page: null,
    widthMm: mm(size, 'w', 12_240),
    heightMm: mm(size, 'h', 15_840),
    topMm: mm(margin, 'top', 1440),
    bottomMm: mm(margin, 'bottom', 1440),
    leftMm: mm(margin, 'left', 1440) + mm(margin, 'gutter', 0),
    rightMm: mm(margin, 'right', 1440),
    hasTable: nodes.some((node) => node.name === 'tbl' && hasBorders(node)),
  };
}

function sectionPieces(section: Section, sheet: number, parts: Parts): readonly Piece[] {
  const { leftMm, rightMm, widthMm } = section.sheet;
  const column = { left: leftMm ?? 30, right: widthMm - (rightMm ?? 15) };
  const entries: Entry[] = [];
  section.nodes.forEach((node, index) => {
    const band = `s${String(sheet)}n${String(index)}`;
    if (node.name === 'tbl') entries.push(...tableEntries(node, column, sheet, band, parts));
    else if (node.name === 'p') {
      entries.push(...paragraphEntries(node, { column, area: 'flow', band, sheet, box: null }, parts));
    }
  });
  return finish(entries);
}

// ---------------------------------------------------------------------------------------------------------- tables

function hasBorders(table: Node): boolean {
  const own = child(table, 'tblPr', 'tblBorders');
  const isDrawn = (node: Node | undefined): boolean =>
    node !== undefined && !['nil', 'none', undefined].includes(node.attribute('val'));
  if (own !== undefined)
    return ['insideH', 'insideV', 'left', 'top', 'start'].some((side) => isDrawn(child(own, side)));
  const cells = descendants(table, 'tcBorders');
  if (cells.some((cell) => cell.children.some(isDrawn))) return true;
  // A table style that we do not read: named grids draw lines.
  return /grid|lưới/i.test(child(table, 'tblPr', 'tblStyle')?.attribute('val') ?? '');
}

function tableEntries(
  table: Node,
  outer: Column,
  sheet: number,
  band: string,
  parts: Parts,
): readonly Entry[] {
  const bordered = hasBorders(table);
  const grid = (child(table, 'tblGrid')?.children ?? []).map((column) =>
    mmOfTwips(Number(column.attribute('w') ?? 0)),
  );
  const total = grid.reduce((sum, width) => sum + width, 0);
  const jc = child(table, 'tblPr', 'jc')?.attribute('val');
  const indent = mmOfTwips(Number(child(table, 'tblPr', 'tblInd')?.attribute('w') ?? 0));
  const room = outer.right - outer.left;
  const left =
    jc === 'center'
      ? outer.left + (room - total) / 2
      : jc === 'right' || jc === 'end'
        ? outer.right - total
        : outer.left + indent;
  const cellMargin = child(table, 'tblPr', 'tblCellMar');
  const pad = (side: string, other: string): number =>
    mmOfTwips(Number((child(cellMargin, side) ?? child(cellMargin, other))?.attribute('w') ?? 108));
  const entries: Entry[] = [];
  rowsOf(table).forEach((row, rowIndex) => {
    let at = 0;
    let x = left;
    for (const cell of flatten(row).filter((node) => node.name === 'tc')) {
      const span = Number(child(cell, 'tcPr', 'gridSpan')?.attribute('val') ?? 1);
      const width =
        grid.slice(at, at + span).reduce((sum, value) => sum + value, 0) ||
        mmOfTwips(Number(child(cell, 'tcPr', 'tcW')?.attribute('w') ?? 0));
      const column = { left: x + pad('left', 'start'), right: x + width - pad('right', 'end') };
      const boxed = bordered ? null : boxOfCell(cell, row, width);
      const place: Place = {
        column,
        area: bordered ? 'table' : 'grid',
        band: `${band}r${String(rowIndex)}`,
        sheet,
        box: boxed,
      };
      entries.push(...cellEntries(cell, place, parts));
      x += width;
      at += span;
    }
  });
  // A table of one framed cell is a stamp and no table.
  const stamp = bordered && entries.length > 0 && total <= 60 && grid.length === 1;
  if (!stamp) return entries;
  const height = mmOfTwips(Number(descendants(table, 'trHeight')[0]?.attribute('val') ?? 0));
  return entries.map(({ piece, look }) => ({
    look,
    piece: { ...piece, area: 'grid', box: { widthMm: total, heightMm: height } },
  }));
}

const rowsOf = (table: Node): readonly Node[] => flatten(table).filter((node) => node.name === 'tr');

function boxOfCell(cell: Node, row: Node, widthMm: number): Piece['box'] {
  const borders = child(cell, 'tcPr', 'tcBorders');
  const drawn = ['top', 'bottom', 'left', 'right'].every((side) => {
    const value = (child(borders, side) ?? child(borders, side === 'left' ? 'start' : 'end'))?.attribute(
      'val',
    );
    return value !== undefined && !['nil', 'none'].includes(value);
  });
  if (!drawn) return null;
  return { widthMm, heightMm: mmOfTwips(Number(child(row, 'trPr', 'trHeight')?.attribute('val') ?? 0)) };
}

/** Heights within a cell are reckoned, so that what stands side by side can be compared. */
function cellEntries(cell: Node, place: Place, parts: Parts): readonly Entry[] {
  const entries: Entry[] = [];
  let y = 0;
  flatten(cell).forEach((node, index) => {
    if (node.name === 'tbl') {
      entries.push(...tableEntries(node, place.column, place.sheet, `${place.band}t${String(index)}`, parts));
      return;
    }
    if (node.name !== 'p') return;
    const look = parts.styles.paragraph(node, parts.numbering.level);
    const made = paragraphEntries(node, place, parts);
    const size = made[0]?.piece.faces[0]?.sizePt ?? parts.styles.run(node, undefined).sizePt;
    const pitch = look.exactPt ?? (look.lines ?? 1) * size * LINE_OF_FONT;
    y += look.beforePt;
    const base = (y + (look.exactPt === null ? pitch - 0.216 * size : pitch)) * MM_PER_PT;
    for (const { piece } of made) entries.push({ look, piece: { ...piece, yMm: base } });
    y += pitch * Math.max(1, made[0]?.piece.lines ?? 1) + look.afterPt;
  });
  return entries;
}

// ------------------------------------------------------------------------------------------------------ paragraphs

interface Span {
  readonly text: string;
  readonly look: RunLook;
}

function paragraphEntries(node: Node, place: Place, parts: Parts): readonly Entry[] {
  const look = parts.styles.paragraph(node, parts.numbering.level);
  const spans = spansOf(node, node, parts);
  const mark =
    look.numbering === null || spans.every(({ text }) => text.trim() === '')
      ? ''
      : parts.numbering.next(look.numbering.id, look.numbering.level);
  const first = spans.find(({ text }) => text.trim() !== '')?.look ?? parts.styles.run(node, undefined);
  const all =
    mark === '' ? spans : [{ text: `${mark} `, look: markLook(node, look, first, parts) }, ...spans];
  const drawn = ruleOf(node, look, place.column);
  const text = all.map((span) => span.text).join('');
  if (text.includes('\t') && look.align !== 'justify' && text.trim().includes('\t')) {
    return tabbed(all, look, place, drawn);
  }
  return [{ piece: pieceOf(all, look, place, drawn), look }];
}

/** The number of a list may look otherwise than its text. */
function markLook(node: Node, { numbering }: ParagraphLook, first: RunLook, parts: Parts): RunLook {
  const level = numbering === null ? undefined : parts.numbering.level(numbering.id, numbering.level);
  return child(level, 'rPr') === undefined ? first : parts.styles.run(node, level);
}

/** Typed side by side with tabs: each part is a piece of its own, about where it stands. */
function tabbed(
  spans: readonly Span[],
  look: ParagraphLook,
  place: Place,
  drawn: DrawnRule | null,
): readonly Entry[] {
  const parts: Span[][] = [[]];
  for (const span of spans) {
    span.text.split('\t').forEach((text, index) => {
      if (index > 0) parts.push([]);
      if (text !== '') parts.at(-1)?.push({ ...span, text });
    });
  }
  const shown = parts.filter((part) => part.some(({ text }) => text.trim() !== ''));
  const share = (place.column.right - place.column.left) / Math.max(1, shown.length);
  return shown.map((part, index) => {
    const left = place.column.left + share * index;
    const column = { left, right: left + share };
    const piece = pieceOf(
      part,
      { ...look, align: 'center', leftMm: 0, rightMm: 0, firstMm: 0 },
      { ...place, column, area: shown.length > 1 ? 'grid' : place.area },
      drawn,
    );
    return { look, piece: { ...piece, align: look.align, yMm: 0 } };
  });
}

function spansOf(node: Node, paragraph: Node, parts: Parts): readonly Span[] {
  const spans: Span[] = [];
  // Between the begin and the separation of a field stands its instruction, which is not printed.
  let inInstruction = false;
  const walk = (at: Node): void => {
    for (const entry of at.children) {
      if (entry.name === 'r') {
        const look = parts.styles.run(paragraph, entry);
        for (const piece of entry.children) {
          if (piece.name === 'fldChar') {
            const type = piece.attribute('fldCharType');
            inInstruction =
              type === 'begin' ? true : type === 'separate' || type === 'end' ? false : inInstruction;
          }
          const text = inInstruction ? '' : textOf(piece);
          if (text === '' || look.hidden) continue;
          spans.push({ text: look.caps ? text.toLocaleUpperCase('vi') : text, look });
        }
      } else if (!['pPr', 'del', 'moveFrom', 'instrText'].includes(entry.name)) walk(entry);
    }
  };
  walk(node);
  return spans;
}

function textOf(node: Node): string {
  switch (node.name) {
    case 't':
      return node.text;
    case 'tab':
      return '\t';
    case 'br':
    case 'cr':
      return node.attribute('type') === 'page' ? '' : '\n';
    case 'noBreakHyphen':
      return '-';
    default:
      return '';
  }
}

function pieceOf(spans: readonly Span[], look: ParagraphLook, place: Place, drawn: DrawnRule | null): Piece {
  const { column } = place;
  const left = column.left + look.leftMm;
  const right = column.right - look.rightMm;
  const text = spans.map((span) => span.text).join('');
  const rows = text.split('\n').map((row) => row.replace(/^[ \t]+|[ \t]+$/g, ''));
  const widths = rowWidths(spans);
  const room = Math.max(1, right - left);
  const start = left + look.firstMm;
  const lines = widths.reduce(
    (sum, width, index) =>
      sum + Math.max(1, Math.ceil((width + (index === 0 ? look.firstMm : 0) - 0.3) / room)),
    0,
  );
  const widest = Math.min(room, Math.max(0, ...widths));
  const ink = inkPlace(look, { left, right, start }, widest, lines > rows.length);
  return {
    text: text.replace(/[ \t\n]+/g, ' ').trim(),
    page: null,
    sheet: place.sheet,
    area: place.area,
    faces: facesOf(spans),
    align: look.align,
    leftMm: ink[0],
    rightMm: ink[1],
    column: [column.left, column.right],
    band: place.band,
    yMm: null,
    lines,
    firstLineMm: look.align === 'center' || look.align === 'right' ? null : start - column.left,
    beforePt: look.beforePt,
    spacing: look.lines ?? (look.exactPt ?? 0) / ((spans[0]?.look.sizePt ?? 14) * LINE_OF_FONT),
    rule: drawn,
    box: place.box ?? frameAround(look, room, spans[0]?.look.sizePt ?? 13),
  };
}

function frameAround({ frame, exactPt, lines }: ParagraphLook, roomMm: number, sizePt: number): Piece['box'] {
  if (frame === null) return null;
  const linePt = exactPt ?? (lines ?? 1) * sizePt * LINE_OF_FONT;
  return {
    widthMm: roomMm + frame.widthPt * MM_PER_PT,
    heightMm: (linePt + frame.heightPt) * MM_PER_PT,
  };
}

function rowWidths(spans: readonly Span[]): readonly number[] {
  const widths = [0];
  for (const { text, look } of spans) {
    text.split('\n').forEach((row, index) => {
      if (index > 0) widths.push(0);
      widths[widths.length - 1] = (widths.at(-1) ?? 0) + textWidthMm(row, look.sizePt, look.bold);
    });
  }
  // Blanks at the ends take no room that is seen; a first and last span alone can hold them.
  const first = spans[0];
  const last = spans.at(-1);
  const blank = (text: string, look: RunLook): number => textWidthMm(text, look.sizePt, look.bold);
  if (first !== undefined && widths.length === 1)
    widths[0] = (widths[0] ?? 0) - blank(/^[ \t]*/.exec(first.text)?.[0] ?? '', first.look);
  if (last !== undefined && widths.length === 1)
    widths[0] = (widths[0] ?? 0) - blank(/[ \t]*$/.exec(last.text)?.[0] ?? '', last.look);
  return widths;
}

function inkPlace(
  look: ParagraphLook,
  { left, right, start }: { readonly left: number; readonly right: number; readonly start: number },
  width: number,
  wraps: boolean,
): readonly [number, number] {
  switch (look.align) {
    case 'center': {
      const middle = (left + look.firstMm + right) / 2;
      return [middle - width / 2, middle + width / 2];
    }
    case 'right':
      return [right - width, right];
    default:
      return wraps ? [Math.min(left, start), right] : [start, Math.min(right, start + width)];
  }
}

function facesOf(spans: readonly Span[]): readonly Face[] {
  const faces = new Map<string, Face>();
  for (const { text, look } of spans) {
    const letters = text.replace(/\s/gu, '').length;
    if (letters === 0) continue;
    const { family, sizePt, bold, italic, underlined, black } = look;
    const key = [family, sizePt, bold, italic, underlined, black].join('|');
    faces.set(key, {
      family,
      sizePt,
      bold,
      italic,
      underlined,
      black,
      letters: letters + (faces.get(key)?.letters ?? 0),
    });
  }
  return [...faces.values()];
}

// ------------------------------------------------------------------------------------------------------ drawn lines

const LINE_SHAPES = ['line', 'straightConnector1'];

/** A border of the paragraph, or a line that is anchored in it. */
function ruleOf(node: Node, look: ParagraphLook, column: Column): DrawnRule | null {
  if (look.border !== null && look.frame === null) {
    return {
      leftMm: column.left + look.leftMm,
      rightMm: column.right - look.rightMm,
      solid: look.border.solid,
    };
  }
  const middle = (column.left + look.leftMm + column.right - look.rightMm) / 2;
  for (const shape of descendants(node, 'prstGeom')) {
    if (!LINE_SHAPES.includes(shape.attribute('prst') ?? '')) continue;
    const extent = descendants(shape.parent ?? shape, 'ext').find(
      (entry) => entry.attribute('cx') !== undefined,
    );
    const width = Number(extent?.attribute('cx') ?? 0) * MM_PER_EMU;
    const dash = descendants(shape.parent ?? shape, 'prstDash')[0]?.attribute('val') ?? 'solid';
    if (width > 1)
      return { leftMm: middle - width / 2, rightMm: middle + width / 2, solid: dash === 'solid' };
  }
  const old = descendants(node, 'line')[0];
  const width = old === undefined ? 0 : vmlLength(old);
  if (width > 1) return { leftMm: middle - width / 2, rightMm: middle + width / 2, solid: true };
  const connector = descendants(node, 'shape')
    .map((shape) => /width:([\d.]+)(pt|in|mm)/.exec(shape.attribute('style') ?? ''))
    .find((match) => match !== null);
  if (connector === undefined) return null;
  const factor = { pt: MM_PER_PT, in: 25.4, mm: 1 }[connector[2] ?? 'pt'] ?? MM_PER_PT;
  const length = Number(connector[1]) * factor;
  return { leftMm: middle - length / 2, rightMm: middle + length / 2, solid: true };
}

function vmlLength(line: Node): number {
  const points = [line.attribute('from'), line.attribute('to')].map((value) =>
    Number.parseFloat(value ?? '0'),
  );
  const unit = /[a-z]+/.exec(line.attribute('to') ?? '')?.[0] ?? 'pt';
  const factor = { pt: MM_PER_PT, in: 25.4, mm: 1, cm: 10 }[unit] ?? MM_PER_PT;
  return Math.abs((points[1] ?? 0) - (points[0] ?? 0)) * factor;
}

/** Space below counts for the next paragraph; a line of its own belongs to the text above it. */
function finish(entries: readonly Entry[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let after = 0;
  let band = '';
  for (const { piece, look } of entries) {
    const isNewRow = piece.area !== 'flow' && piece.band !== band;
    const isEmpty = piece.text === '';
    if (isEmpty && piece.rule !== null) {
      const above = pieces.at(-1);
      const isOver =
        above !== undefined &&
        (above.area === 'flow') === (piece.area === 'flow') &&
        Math.abs(above.column[0] - piece.column[0]) < 1;
      if (above !== undefined && isOver && above.rule === null)
        pieces[pieces.length - 1] = { ...above, rule: piece.rule };
    } else if (!isEmpty) {
      pieces.push({ ...piece, beforePt: (piece.beforePt ?? 0) + (isNewRow ? 0 : after) });
    }
    // An empty paragraph is space like any other.
    after = isEmpty
      ? after + look.beforePt + look.afterPt + (look.exactPt ?? 14 * LINE_OF_FONT)
      : look.afterPt;
    band = piece.band;
  }
  return pieces;
}

// ----------------------------------------------------------------------------------------------------- page numbers

function pageNumbers(
  sections: readonly Section[],
  relations: Node | undefined,
  partOf: (target: string) => Node | undefined,
  parts: Parts,
  evenAndOdd: boolean,
): readonly PageNumber[] {
  const targets = new Map(
    (relations === undefined ? [] : descendants(relations, 'Relationship')).map((relation) => [
      relation.attribute('Id') ?? '',
      relation.attribute('Target') ?? '',
    ]),
  );
  const numbers: PageNumber[] = [];
  // A section without a head of its own takes the one before.
  const inherited = new Map<string, Node | undefined>();
  sections.forEach(({ properties, sheet }, index) => {
    for (const kind of ['headerReference', 'footerReference'] as const) {
      for (const reference of properties?.children.filter((entry) => entry.name === kind) ?? []) {
        const type = reference.attribute('type') ?? 'default';
        inherited.set(`${kind}:${type}`, partOf(targets.get(reference.attribute('id') ?? '') ?? ''));
      }
    }
    const hasFirst = child(properties, 'titlePg') !== undefined && isOn(child(properties, 'titlePg'));
    const column = { left: sheet.leftMm ?? 30, right: sheet.widthMm - (sheet.rightMm ?? 15) };
    const restarts = child(properties, 'pgNumType')?.attribute('start') === '1';
    for (const [kind, at] of [
      ['headerReference', 'top'],
      ['footerReference', 'bottom'],
    ] as const) {
      const usual = numberIn(inherited.get(`${kind}:default`), column, parts);
      const first = hasFirst ? numberIn(inherited.get(`${kind}:first`), column, parts) : usual;
      const even = evenAndOdd ? numberIn(inherited.get(`${kind}:even`), column, parts) : usual;
      const found = usual ?? even;
      if (found === null) continue;
      numbers.push({
        sheet: index,
        page: null,
        text: null,
        at,
        ...found,
        onFirstPage: first !== null,
        restarts,
      });
      break;
    }
  });
  return numbers;
}

const isOn = (node: Node | undefined): boolean =>
  !['0', 'false', 'off'].includes(node?.attribute('val') ?? '1');

function numberIn(
  root: Node | undefined,
  column: Column,
  parts: Parts,
): Pick<PageNumber, 'centreMm' | 'face'> | null {
  if (root === undefined) return null;
  for (const paragraph of descendants(root, 'p')) {
    const simple = descendants(paragraph, 'fldSimple').find((field) =>
      /\bPAGE\b/.test(field.attribute('instr') ?? ''),
    );
    const run = descendants(paragraph, 'r').find((entry) =>
      entry.children.some((part) => part.name === 'instrText' && /\bPAGE\b/.test(part.text)),
    );
    const holder = run ?? (simple === undefined ? undefined : (child(simple, 'r') ?? simple));
    if (holder === undefined) continue;
    const look = parts.styles.paragraph(paragraph, parts.numbering.level);
    const { family, sizePt, bold, italic, underlined, black } = parts.styles.run(paragraph, holder);
    return {
      centreMm: numberCentre(paragraph, holder, look, column),
      face: { family, sizePt, bold, italic, underlined, black, letters: 1 },
    };
  }
  return null;
}

/** In the middle by alignment, or at a tab stop that centres. */
function numberCentre(paragraph: Node, holder: Node, look: ParagraphLook, column: Column): number {
  let tabs = 0;
  for (const entry of allRuns(paragraph)) {
    if (entry === holder) break;
    tabs += entry.children.filter((part) => part.name === 'tab').length;
  }
  const stops = descendants(child(paragraph, 'pPr') ?? paragraph, 'tab').filter(
    (tab) => tab.attribute('pos') !== undefined,
  );
  const stop = tabs === 0 ? undefined : stops[tabs - 1];
  if (stop !== undefined) return column.left + mmOfTwips(Number(stop.attribute('pos')));
  if (look.align === 'center') return (column.left + look.leftMm + column.right - look.rightMm) / 2;
  return look.align === 'right' ? column.right : column.left;
}

const allRuns = (node: Node): readonly Node[] => descendants(node, 'r');
