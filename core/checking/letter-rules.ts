// The letters of every element: size, weight, slant, capitals; and the face and colour of all letters of the paper.
import { amount, quote, range, type Collector } from './collector.ts';
import { allowedFaces, elements, type ElementName, type ElementSpec } from './elements.ts';
import type { Face, FinishedDocument, Piece } from './finished.ts';
import type { BodyPart, Roles } from './roles.ts';

const SIZE_TOLERANCE = 0.15;

const lettersOf = (faces: readonly Face[]): number => faces.reduce((sum, face) => sum + face.letters, 0);

/** Share of the letters that a test does not hold for. */
function shareAgainst(piece: Piece, test: (face: Face) => boolean): number {
  const all = lettersOf(piece.faces);
  return all === 0 ? 0 : lettersOf(piece.faces.filter((face) => !test(face))) / all;
}

export const fits = (size: number, [from, to]: readonly [number, number]): boolean =>
  size >= from - SIZE_TOLERANCE && size <= to + SIZE_TOLERANCE;

export function checkLetters(roles: Roles, collector: Collector): void {
  for (const [name, pieces] of roles.elements) {
    for (const piece of pieces) checkElement(name, elements[name], piece, collector);
  }
  for (const part of roles.body) checkBodyPart(part, collector);
}

function checkElement(name: ElementName, spec: ElementSpec, piece: Piece, collector: Collector): void {
  checkSize(name, spec.sizes, piece, collector);
  if (spec.bold !== null) checkWeight(name, spec.bold, piece, collector);
  if (spec.italic !== null) checkSlant(name, spec.italic, piece, collector);
  if (spec.upper !== null) checkCase(name, spec.upper, piece, collector);
}

function checkSize(
  name: ElementName,
  sizes: readonly [number, number],
  piece: Piece,
  collector: Collector,
): void {
  const wrong = piece.faces.filter((face) => face.letters > 0 && !fits(face.sizePt, sizes));
  const found = [...new Set(wrong.map((face) => `${amount(face.sizePt)} pt`))].join(', ');
  collector.judge(`${name}.size`, {
    ok: lettersOf(wrong) === 0,
    page: piece.page,
    found: `${found}: ${quote(piece.text)}`,
    expected: range(sizes, 'pt'),
  });
}

function checkWeight(name: ElementName, bold: boolean, piece: Piece, collector: Collector): void {
  collector.judge(`${name}.weight`, {
    ok: shareAgainst(piece, (face) => face.bold === bold) < 0.02,
    page: piece.page,
    found: `${bold ? 'không đậm' : 'chữ đậm'}: ${quote(piece.text)}`,
    expected: bold ? 'chữ đậm' : 'không đậm',
  });
}

function checkSlant(name: ElementName, italic: boolean, piece: Piece, collector: Collector): void {
  collector.judge(`${name}.slant`, {
    ok: shareAgainst(piece, (face) => face.italic === italic) < 0.02,
    page: piece.page,
    found: `${italic ? 'chữ đứng' : 'chữ nghiêng'}: ${quote(piece.text)}`,
    expected: italic ? 'chữ nghiêng' : 'chữ đứng',
  });
}

const isUpper = (text: string): boolean => text === text.toLocaleUpperCase('vi');

/** A name that consists of an abbreviation is in capitals by right. */
function checkCase(name: ElementName, upper: boolean, piece: Piece, collector: Collector): void {
  const text = name === 'section' ? piece.text.replace(/^[IVXL]+\.\s*/u, '') : piece.text;
  const words = text.match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return;
  const shouts = words.length > 1 && isUpper(text) && words.some((word) => word.length > 4);
  collector.judge(`${name}.case`, {
    ok: upper ? isUpper(text) : !shouts,
    page: piece.page,
    found: quote(piece.text),
    expected: upper ? 'chữ in hoa' : 'chữ in thường',
  });
}

function checkBodyPart({ piece, type, appended }: BodyPart, collector: Collector): void {
  if (type === 'caption') return;
  if (type === 'chapter') return checkElement('chapter', elements.chapter, piece, collector);
  if (type === 'section' && isHeading(piece)) {
    return checkElement('section', { ...elements.section, bold: true }, piece, collector);
  }
  if (type === 'article') {
    checkElement('article', elements.article, piece, collector);
    const head = piece.faces[0];
    collector.judge('article.weight', {
      ok: head?.bold === true,
      page: piece.page,
      found: `không đậm: ${quote(piece.text)}`,
      expected: '“Điều …” chữ đậm',
    });
    return;
  }
  if (appended) return;
  checkSize('body', elements.body.sizes, piece, collector);
  // A note in brackets, a source or an example may lean; the text itself may not.
  const isNote = /^[([]|^(?:Ghi chú|Nguồn|Ví dụ)/u.test(piece.text);
  collector.judge('body.slant', {
    ok: isNote || shareAgainst(piece, (face) => !face.italic) < 0.9,
    page: piece.page,
    found: `chữ nghiêng: ${quote(piece.text)}`,
    expected: 'chữ đứng',
  });
}

/** `I. …` that is a heading and not a sentence. */
function isHeading(piece: Piece): boolean {
  return piece.lines <= 3 && !/[.;]$/u.test(piece.text.trim());
}

const plainFamily = (family: string): string => family.toLowerCase().replace(/[^a-z]/g, '');

export function isAllowedFace(family: string): boolean {
  const plain = plainFamily(family);
  return allowedFaces.some((face) => plain === face || plain === `${face}ps` || plain === `${face}psmt`);
}

export function checkFaces(document: FinishedDocument, collector: Collector): void {
  for (const piece of document.pieces) {
    for (const face of piece.faces) {
      if (face.letters === 0) continue;
      collector.judge('page.face', {
        ok: isAllowedFace(face.family),
        page: piece.page,
        found: `${face.family}: ${quote(piece.text)}`,
        expected: 'Times New Roman',
      });
      collector.judge('page.colour', {
        ok: face.black || /^(?:HỎA|HOẢ|THƯỢNG|KHẨN|DỰ THẢO|DỮ LIỆU MINH)/u.test(piece.text.trim()),
        page: piece.page,
        found: `chữ màu: ${quote(piece.text)}`,
        expected: 'chữ màu đen',
      });
    }
    // Letters of the old one-byte fonts lie in the private and C1 areas, or come as base and mark apart.
    collector.judge('page.unicode', {
      ok: piece.text === piece.text.normalize('NFC') && !/[\u0080-\u009f\ue000-\uf8ff]/u.test(piece.text),
      page: piece.page,
      found: quote(piece.text),
      expected: 'bảng mã Unicode TCVN 6909:2001, dựng sẵn',
    });
  }
}
