// Which piece is which element of the decree, told by its words and its place alone, so that a piece whose letters are
// wrong is still found. Knows both readers' pieces and no format.
import { namedKinds, type ElementName } from './elements.ts';
import { centreOf, type FinishedDocument, type Piece } from './finished.ts';

export type BodyType = 'plain' | 'item' | 'point' | 'clause' | 'article' | 'section' | 'chapter' | 'caption';

export interface BodyPart {
  readonly piece: Piece;
  readonly type: BodyType;
  /** Inside an appendix. */
  readonly appended: boolean;
}

export interface Appendix {
  readonly label: Piece;
  readonly title: readonly Piece[];
  readonly reference: readonly Piece[];
  readonly from: number;
}

export interface Roles {
  /** In small letters, e.g. `quyết định`; null: no title that the decree knows. */
  readonly kind: string | null;
  readonly isLetter: boolean;
  readonly isMinutes: boolean;
  readonly isDecision: boolean;
  /** Neither head nor number nor signature: news, tables and other papers that the decree says nothing about. */
  readonly isOfficial: boolean;
  readonly elements: ReadonlyMap<ElementName, readonly Piece[]>;
  readonly body: readonly BodyPart[];
  /** The last paragraph before the signature. */
  readonly closing: Piece | null;
  /** Columns of the signature from the left, each from the top. */
  readonly signatures: readonly (readonly Piece[])[];
  /** One entry for each recipient, however many lines it takes. */
  readonly recipients: readonly (readonly Piece[])[];
  readonly appendices: readonly Appendix[];
}

const oldTone = (text: string): string =>
  text.replace(/oà/g, 'òa').replace(/OÀ/g, 'ÒA').replace(/uỷ/g, 'ủy').replace(/UỶ/g, 'ỦY');

/** For comparing words: one space, one way of writing tones, capitals. */
export function plainWords(text: string): string {
  return oldTone(
    text
      .normalize('NFC')
      .replace(/[\s\u00a0]+/g, ' ')
      .trim(),
  ).toLocaleUpperCase('vi');
}

const isUpper = (text: string): boolean => /\p{L}/u.test(text) && text === text.toLocaleUpperCase('vi');

const NATIONAL_NAME = /^CỘNG H(?:ÒA|OÀ) X[AÃ] HỘI CHỦ NGHĨA VIỆT NAM$/u;
const MOTTO = /^ĐỘC LẬP ?[-–—] ?TỰ DO ?[-–—] ?HẠNH PHÚC\.?$/u;
const NUMBER = /^SỐ ?:/u;
const DATE = /NGÀY.{0,12}THÁNG.{0,12}NĂM/u;
const URGENCY = /^(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN)(?: HẸN GIỜ)?$/u;
const DRAFT = /^D[UỰ] ?TH[AẢ]O/u;
const APPENDIX = /^PHỤ LỤC(?: (?:[IVXLC]+|\d+))?\.?$/u;
const RECIPIENTS = /^NƠI NHẬN ?:?/u;

export function bodyTypeOf(text: string): BodyType {
  if (/^(?:Phần|Chương) (?:[IVXLC]+|thứ \p{L}+)\.?$/u.test(text) || /^(?:Mục|Tiểu mục) \d+\.?$/u.test(text))
    return 'chapter';
  if (/^Điều \d+\./u.test(text)) return 'article';
  if (/^[IVXL]+\. /u.test(text)) return 'section';
  // `82.089 hồ sơ` is a number.
  if (/^\d{1,2}(?:(?:\.\d{1,2})*\.|(?:\.\d{1,2})+) /u.test(text)) return 'clause';
  if (/^[a-zđ]{1,2}\) /u.test(text)) return 'point';
  if (/^[-–+•*] ?/u.test(text)) return 'item';
  return 'plain';
}

const shareOf = (piece: Piece, test: (face: Piece['faces'][number]) => boolean): number => {
  const all = piece.faces.reduce((sum, face) => sum + face.letters, 0);
  const fitting = piece.faces.filter(test).reduce((sum, face) => sum + face.letters, 0);
  return all === 0 ? 0 : fitting / all;
};

export const isBold = (piece: Piece): boolean => shareOf(piece, (face) => face.bold) > 0.9;
export const isItalic = (piece: Piece): boolean => shareOf(piece, (face) => face.italic) > 0.9;

export function findRoles(document: FinishedDocument): Roles {
  const pieces = document.pieces.filter(({ text }) => text.trim() !== '');
  const words = pieces.map(({ text }) => plainWords(text));
  const elements = new Map<ElementName, Piece[]>();
  const put = (name: ElementName, ...found: readonly (Piece | undefined)[]): void => {
    const list = elements.get(name) ?? [];
    list.push(...found.filter((piece) => piece !== undefined));
    if (list.length > 0) elements.set(name, list);
  };
  const used = new Set<Piece>();
  const take = (name: ElementName, ...found: readonly (Piece | undefined)[]): void => {
    put(name, ...found);
    for (const piece of found) if (piece !== undefined) used.add(piece);
  };
  const onFirst = (index: number): boolean => (pieces[index]?.page ?? 1) === 1;

  // --- appendices cut the paper first: their words are no part of head or signature
  const appendixStarts = pieces.flatMap((piece, index) =>
    APPENDIX.test(words[index] ?? '') && piece.area !== 'table' && index > 3 && startsSheet(pieces, index)
      ? [index]
      : [],
  );
  const end = appendixStarts[0] ?? pieces.length;

  // --- head
  const nameAt = words.findIndex((text, index) => index < 40 && onFirst(index) && NATIONAL_NAME.test(text));
  const mottoAt = words.findIndex((text, index) => index < 40 && onFirst(index) && MOTTO.test(text));
  const numberAt = words.findIndex(
    (text, index) => index < 40 && onFirst(index) && NUMBER.test(text) && text.includes('/'),
  );
  take('national_name', pieces[nameAt]);
  take('motto', pieces[mottoAt]);
  const headAt = Math.max(nameAt, mottoAt, numberAt);
  const titleAt = findTitle(pieces, words, Math.max(nameAt, mottoAt), end);
  const letterAt = words.findIndex((text, index) => index < 40 && onFirst(index) && text.startsWith('V/V '));
  const greetingAt = words.findIndex(
    (text, index) => index < end && index < 60 && /^KÍNH GỬI ?:?/u.test(text),
  );
  const isLetter = letterAt >= 0 && (titleAt < 0 || letterAt < titleAt);
  const hasHead = nameAt >= 0 || mottoAt >= 0 || numberAt >= 0;
  const isNamed = titleAt >= 0 && namedKinds.includes((words[titleAt] ?? '').toLocaleLowerCase('vi'));
  const title = isLetter || !(hasHead || isNamed) ? -1 : titleAt;
  const firstFlow = pieces.findIndex(
    (piece, index) => index > headAt && piece.area === 'flow' && (piece.lines > 1 || index === greetingAt),
  );
  const headEnd =
    title >= 0
      ? title
      : isLetter && greetingAt >= 0
        ? greetingAt
        : firstFlow < 0
          ? Math.min(end, headAt + 1)
          : Math.min(firstFlow, end);
  take('number', pieces[numberAt]);
  if (headAt >= 0) {
    const middle = rightColumnStart(pieces[nameAt] ?? pieces[mottoAt]);
    const dateAt = words.findIndex(
      (text, index) =>
        index < headEnd && DATE.test(text) && !used.has(pieces[index] as Piece) && text.length < 120,
    );
    take('date', pieces[dateAt]);
    const left = pieces
      .slice(0, headEnd)
      .filter((piece) => !used.has(piece) && centreOf(piece) < middle && !DRAFT.test(plainWords(piece.text)));
    const urgent = pieces.slice(0, headEnd).filter((piece) => URGENCY.test(plainWords(piece.text)));
    take('urgency', ...urgent);
    takeLetterSubject(
      left.filter((piece) => !used.has(piece)),
      isLetter,
      take,
    );
    takeIssuer(
      left.filter((piece) => !used.has(piece)),
      pieces[numberAt],
      take,
    );
  }

  // --- title, subject, authority
  let at = headEnd;
  if (title >= 0) {
    take('title', pieces[title]);
    at = title + 1;
    const subjectEnd = subjectEndOf(pieces, at, end);
    take('subject', ...pieces.slice(at, subjectEnd));
    at = subjectEnd;
  }
  const decidesAt = words.findIndex(
    (text, index) => index >= at && index < end && /^(?:QUYẾT ĐỊNH|QUYẾT NGHỊ) ?:$/u.test(text),
  );
  const isDecision = decidesAt >= 0;
  if (isDecision) {
    take('decides', pieces[decidesAt]);
    const grounds = pieces.slice(at, decidesAt);
    const first = grounds.findIndex((piece) => /^(?:Căn cứ|Theo|Xét|Thực hiện)(?=\s)/u.test(piece.text));
    take('authority', ...grounds.slice(0, Math.max(0, first)));
    take('ground', ...grounds.slice(Math.max(0, first)));
    at = decidesAt + 1;
  }
  if (greetingAt >= 0) {
    const from = greetingAt;
    let to = from + 1;
    if (/^KÍNH GỬI ?:?$/u.test(words[from] ?? '')) {
      while (to < end && /^[-–] ?/u.test(pieces[to]?.text ?? '')) to = addresseeEnd(pieces, to, end);
    } else while (to < end && isContinuedAddressee(pieces, from, to)) to += 1;
    take('addressees', ...pieces.slice(from, to));
    at = Math.max(at, to);
  }
  if (!isDecision) {
    let to = at;
    while (
      to < end &&
      /^Căn cứ .*[;.]$/su.test(pieces[to]?.text ?? '') &&
      pieces[to]?.text.endsWith(';') === true
    )
      to += 1;
    // The last one ends the list; alone it is told from a sentence of the text by its slant.
    const last = pieces[to];
    if (last !== undefined && to < end && /^Căn cứ .*\.$/su.test(last.text) && (to > at || isItalic(last)))
      to += 1;
    if (to > at) take('ground', ...pieces.slice(at, to));
    at = to;
  }

  // --- the end of the text
  const recipientsAt = words.findIndex(
    (text, index) => index >= at && index < end && RECIPIENTS.test(text) && text.length < 14,
  );
  const endMarkAt = pieces.findLastIndex(
    (piece, index) =>
      index >= at && index < end && piece.area === 'flow' && piece.text.trim().endsWith('./.'),
  );
  const isOfficial = hasHead || isNamed || isLetter || recipientsAt >= 0;
  const signAt = isOfficial ? firstSignature(pieces, at, end, recipientsAt, endMarkAt) : end;
  const text = pieces.slice(at, signAt).filter((piece) => piece.area !== 'table' && !used.has(piece));
  const closing = text.findLast((piece) => piece.area === 'flow') ?? null;
  const tail = pieces.slice(signAt, end).filter((piece) => piece.area !== 'table');
  const { recipients, heading, signatures } = splitTail(tail, document);
  take('recipients_heading', heading);
  put('recipient', ...recipients.flat());
  for (const column of signatures) {
    const nameFrom = column.findIndex((piece, index) => index > 0 && !isUpper(piece.text));
    const cut = nameFrom < 0 ? column.length : nameFrom;
    put('sign_line', ...column.slice(0, cut));
    put('sign_name', ...column.slice(cut));
  }

  // --- appendices
  const appendices = appendixStarts.map((from, index): Appendix => {
    const to = appendixStarts[index + 1] ?? pieces.length;
    return readAppendix(pieces, from, to);
  });
  for (const appendix of appendices) {
    put('appendix_label', appendix.label);
    put('appendix_title', ...appendix.title);
    put('appendix_reference', ...appendix.reference);
  }
  const appended = appendices.flatMap((appendix, index) =>
    pieces
      .slice(appendix.from, appendixStarts[index + 1] ?? pieces.length)
      .filter((piece) => piece.area === 'flow'),
  );
  const kindWords = title < 0 ? null : plainWords(pieces[title]?.text ?? '').toLocaleLowerCase('vi');
  const kind = isLetter
    ? 'công văn'
    : kindWords !== null && namedKinds.includes(kindWords)
      ? kindWords
      : null;
  return {
    kind,
    isLetter,
    isMinutes: kind === 'biên bản',
    isDecision,
    isOfficial,
    elements,
    body: [...bodyParts(text, false), ...bodyParts(appended, true)],
    closing,
    signatures,
    recipients,
    appendices,
  };
}

function startsSheet(pieces: readonly Piece[], index: number): boolean {
  const before = pieces[index - 1];
  const piece = pieces[index];
  if (before === undefined || piece === undefined) return false;
  if (piece.page !== null) return before.page !== piece.page;
  return before.sheet !== piece.sheet || piece.align === 'center';
}

/** The right column of the head begins about where the national name does. */
function rightColumnStart(piece: Piece | undefined): number {
  return piece === undefined ? 105 : piece.leftMm;
}

function findTitle(pieces: readonly Piece[], words: readonly string[], headAt: number, end: number): number {
  const from = headAt + 1;
  const to = Math.min(end, from + 30);
  for (let index = from; index < to; index += 1) {
    const piece = pieces[index];
    const text = words[index] ?? '';
    if (piece === undefined || piece.area === 'table' || (piece.page ?? 1) !== 1) continue;
    if (namedKinds.includes(text.toLocaleLowerCase('vi')) && piece.area === 'flow') return index;
  }
  for (let index = from; index < to; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || piece.area !== 'flow' || (piece.page ?? 1) !== 1) continue;
    const isCentred = Math.abs(centreOf(piece) - (piece.column[0] + piece.column[1]) / 2) < 4;
    if (
      isCentred &&
      isUpper(piece.text) &&
      !DRAFT.test(words[index] ?? '') &&
      !URGENCY.test(words[index] ?? '')
    )
      return index;
    if (piece.lines > 1) return -1;
  }
  return -1;
}

type Take = (name: ElementName, ...found: readonly (Piece | undefined)[]) => void;

function takeLetterSubject(left: readonly Piece[], isLetter: boolean, take: Take): void {
  if (!isLetter) return;
  const at = left.findIndex((piece) => /^V\/v /iu.test(piece.text));
  if (at >= 0) take('letter_subject', ...left.slice(at));
}

/** The superior body first, in letters that are not bold, then the issuer. Where nothing tells them apart: the last lines. */
function takeIssuer(left: readonly Piece[], number: Piece | undefined, take: Take): void {
  const names = left.filter((piece) => number === undefined || isBefore(piece, number, left));
  const ruled = names.findLastIndex((piece) => piece.rule !== null);
  const last = ruled < 0 ? names.length - 1 : ruled;
  const shown = names.slice(0, last + 1);
  const firstBold = isBelowParent(shown) ? 1 : shown.findIndex(isBold);
  if (firstBold >= 0) {
    take('parent_name', ...shown.slice(0, firstBold));
    take('issuer_name', ...shown.slice(firstBold));
  } else if (shown.length > 0) {
    take('parent_name', ...shown.slice(0, -1));
    take('issuer_name', shown.at(-1));
  }
}

/** Two bodies by their words: where both are bold, nothing else tells them apart. */
function isBelowParent([above, below]: readonly Piece[]): boolean {
  return (
    above !== undefined &&
    below !== undefined &&
    /^(?:UBND|ỦY BAN|BỘ|SỞ) /u.test(plainWords(above.text)) &&
    /^(?:SỞ|PHÒNG|BAN|VĂN PHÒNG|CHI CỤC|CỤC|TRUNG TÂM|ĐOÀN|THANH TRA|TRƯỜNG) /u.test(plainWords(below.text))
  );
}

function isBefore(piece: Piece, number: Piece, left: readonly Piece[]): boolean {
  if (piece.page !== null && piece.yMm !== null && number.yMm !== null) return piece.yMm < number.yMm - 1;
  return piece.band !== number.band || left.indexOf(piece) >= 0;
}

function subjectEndOf(pieces: readonly Piece[], from: number, end: number): number {
  const limit = Math.min(end, from + 12);
  for (let index = from; index < limit; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || piece.area === 'table') return index;
    if (piece.rule !== null) return index + 1;
    if (/^(?:Kính gửi|Căn cứ|[IVX]+\. |\d{1,2}\. )/u.test(piece.text)) return index;
  }
  let to = from;
  while (to < limit) {
    const piece = pieces[to];
    if (piece === undefined || (isUpper(piece.text) && to > from) || !isBold(piece)) break;
    to += 1;
  }
  return to > from ? to : Math.min(from + 1, limit);
}

const MAX_ADDRESSEE_LINES = 16;

function addresseeEnd(pieces: readonly Piece[], at: number, end: number): number {
  let to = at + 1;
  while (
    to < end &&
    !/[;.]$/u.test(pieces[to - 1]?.text.trim() ?? ';') &&
    !/^[-–] /u.test(pieces[to]?.text ?? '-') &&
    to < at + MAX_ADDRESSEE_LINES
  )
    to += 1;
  return to;
}

/** A paragraph of the text is set in by more. */
const ADDRESSEE_MM = 5;

/** A long single addressee goes on below, not set in; its lines may happen to be full. */
function isContinuedAddressee(pieces: readonly Piece[], from: number, to: number): boolean {
  const first = pieces[from];
  const piece = pieces[to];
  if (first === undefined || piece === undefined || piece.page === null || to > from + 4) return false;
  return (
    (piece.lines === 1 || (piece.firstLineMm !== null && piece.firstLineMm < ADDRESSEE_MM)) &&
    bodyTypeOf(piece.text.trim()) === 'plain' &&
    isBold(piece) === isBold(first) &&
    (piece.leftMm > first.leftMm + 8 || Math.abs(centreOf(piece) - centreOf(first)) < 2) &&
    /[^.;]$/u.test(pieces[to - 1]?.text.trim() ?? '.')
  );
}

function firstSignature(
  pieces: readonly Piece[],
  from: number,
  end: number,
  recipientsAt: number,
  endMarkAt: number,
): number {
  if (endMarkAt >= 0 && (recipientsAt < 0 || endMarkAt < recipientsAt)) {
    let at = endMarkAt + 1;
    // A table may end the text.
    while (at < end && pieces[at]?.area === 'table') at += 1;
    return at;
  }
  if (recipientsAt >= 0) {
    // In the row of the recipients, or above it.
    let at = recipientsAt;
    while (at > from && pieces[at - 1]?.area === 'grid') at -= 1;
    return at;
  }
  let at = end;
  while (
    at > from &&
    (pieces[at - 1]?.area === 'grid' ||
      (isUpper(pieces[at - 1]?.text ?? '') && isBold(pieces[at - 1] as Piece)))
  )
    at -= 1;
  return at;
}

function splitTail(
  tail: readonly Piece[],
  document: FinishedDocument,
): {
  readonly heading: Piece | undefined;
  readonly recipients: readonly (readonly Piece[])[];
  readonly signatures: readonly (readonly Piece[])[];
} {
  const headingAt = tail.findIndex((piece) => RECIPIENTS.test(plainWords(piece.text)));
  const heading = tail[headingAt];
  const sheet = document.sheets[tail[0]?.sheet ?? 0];
  const middle = (sheet?.widthMm ?? 210) / 2;
  const isLeft = (piece: Piece): boolean =>
    heading !== undefined &&
    (piece.leftMm < heading.leftMm + 3 || /^[-–] /u.test(piece.text)) &&
    piece.leftMm < middle - 8 &&
    piece !== heading;
  const after = (piece: Piece): boolean =>
    heading !== undefined && tail.indexOf(piece) > headingAt && isBelow(piece, heading);
  const left = tail.filter(
    (piece) => after(piece) && isLeft(piece) && !(isUpper(piece.text) && isBold(piece)),
  );
  const recipients: Piece[][] = [];
  for (const piece of left) {
    if (/^[-–] ?/u.test(piece.text) || recipients.length === 0) recipients.push([piece]);
    else recipients.at(-1)?.push(piece);
  }
  const rest = tail.filter(
    (piece) => piece !== heading && !left.includes(piece) && !/^\(?\d{2,}\)?$/u.test(piece.text),
  );
  // Level with the recipients stands one signature; parties of minutes stand above them.
  const lead = rest[0];
  const isOne =
    heading !== undefined &&
    lead?.band === heading.band &&
    Math.abs((lead.yMm ?? 0) - (heading.yMm ?? 0)) < 4;
  const columns: Piece[][] = [];
  for (const piece of [...rest].sort((a, b) => centreOf(a) - centreOf(b))) {
    const column = columns.at(-1);
    const near = column?.at(-1);
    if (near !== undefined && (isOne || Math.abs(centreOf(near) - centreOf(piece)) < 14)) column?.push(piece);
    else columns.push([piece]);
  }
  const order = new Map(tail.map((piece, index) => [piece, index]));
  return {
    heading,
    recipients,
    signatures: columns.map((column) => column.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))),
  };
}

function isBelow(piece: Piece, above: Piece): boolean {
  if (piece.page === null || above.page === null || piece.yMm === null || above.yMm === null) return true;
  return piece.page > above.page || (piece.page === above.page && piece.yMm > above.yMm + 1);
}

function readAppendix(pieces: readonly Piece[], from: number, to: number): Appendix {
  const label = pieces[from] as Piece;
  const title: Piece[] = [];
  const reference: Piece[] = [];
  let at = from + 1;
  while (at < Math.min(to, from + 8)) {
    const piece = pieces[at];
    if (piece === undefined || piece.area === 'table' || piece.text.startsWith('(')) break;
    if (title.length > 0 && !isUpper(piece.text)) break;
    title.push(piece);
    at += 1;
  }
  while (at < Math.min(to, from + 14)) {
    const piece = pieces[at];
    if (piece === undefined || piece.area === 'table') break;
    if (reference.length === 0 && !/^\((?:Kèm|Ban hành)/u.test(piece.text)) break;
    reference.push(piece);
    at += 1;
    if (piece.text.trim().endsWith(')')) break;
  }
  return { label, title, reference, from: at };
}

function bodyParts(pieces: readonly Piece[], appended: boolean): readonly BodyPart[] {
  return pieces
    .filter((piece) => piece.area === 'flow')
    .map((piece) => {
      const type = bodyTypeOf(piece.text.trim());
      const isCentred =
        piece.align === 'center' ||
        (piece.align === null &&
          Math.abs(centreOf(piece) - (piece.column[0] + piece.column[1]) / 2) < 2 &&
          piece.leftMm > piece.column[0] + 16);
      return { piece, type: type === 'plain' && isCentred ? 'caption' : type, appended };
    });
}
