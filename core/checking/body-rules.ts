// The text: justified, first lines set in, space between and within paragraphs, letters of points, the end mark.
import { amount, quote, type Collector } from './collector.ts';
import { pageSpec } from './elements.ts';
import { centreOf, type FinishedDocument, type Piece } from './finished.ts';
import { isBold, type BodyPart, type Roles } from './roles.ts';

/** A browser puts lines on whole pixels of the screen. */
const tolerances = {
  pdf: { indentMm: 0.5, gapPt: 1.6, lines: 0.04 },
  docx: { indentMm: 0.25, gapPt: 0.05, lines: 0.005 },
} as const;

const POINT_LETTERS = 'abcdđeghiklmnopqrstuvxy';

export function checkBody(document: FinishedDocument, roles: Roles, collector: Collector): void {
  if (!roles.isOfficial) {
    for (const rule of ['body.end_mark', 'body.first_line', 'body.align']) {
      collector.skip(rule, 'Không phải văn bản hành chính theo Nghị định');
    }
  } else {
    for (const part of roles.body) checkParagraph(document.format, part, collector);
    for (const piece of roles.elements.get('ground') ?? []) {
      checkParagraph(document.format, { piece, type: 'plain', appended: false }, collector);
    }
    checkEndMark(roles, collector);
  }
  checkGrounds(roles, collector);
  checkPoints(roles.body, collector);
}

function checkParagraph(
  format: 'pdf' | 'docx',
  { piece, type, appended }: BodyPart,
  collector: Collector,
): void {
  const tolerance = tolerances[format];
  if (type === 'chapter') {
    const off = centreOf(piece) - (piece.column[0] + piece.column[1]) / 2;
    collector.judge('chapter.place', {
      ok: Math.abs(off) <= 1.6,
      page: piece.page,
      found: `lệch ${amount(Math.abs(off))} mm: ${quote(piece.text)}`,
      expected: 'canh giữa trang',
    });
    return;
  }
  if (type === 'caption') {
    // A caption is short and in the middle; a whole paragraph in the middle is text that is not justified.
    if (piece.lines > 3 && !isBold(piece) && !appended) judgeAlign(piece, collector);
    return;
  }
  const isHeading = isBold(piece);
  if (piece.lines > 1 && !isHeading) judgeAlign(piece, collector);
  if (piece.firstLineMm !== null && !(type === 'section' || appended)) {
    const first = piece.firstLineMm;
    collector.judge('body.first_line', {
      ok: pageSpec.firstLineMm.some((wanted) => Math.abs(first - wanted) <= tolerance.indentMm),
      page: piece.page,
      found: `${amount(first)} mm: ${quote(piece.text)}`,
      expected: '10 mm hoặc 12,7 mm',
    });
  }
  if (piece.beforePt !== null && !appended) {
    collector.judge('body.between', {
      ok: piece.beforePt >= pageSpec.betweenPt - tolerance.gapPt,
      page: piece.page,
      found: `${amount(piece.beforePt)} pt: ${quote(piece.text)}`,
      expected: 'tối thiểu 6 pt',
    });
  }
  if (piece.spacing !== null) {
    const [from, to] = pageSpec.lines;
    collector.judge('body.lines', {
      ok: piece.spacing >= from - tolerance.lines && piece.spacing <= to + tolerance.lines,
      page: piece.page,
      found: `${String(Math.round(piece.spacing * 100) / 100).replace('.', ',')} dòng: ${quote(piece.text)}`,
      expected: 'từ 1 đến 1,5 dòng',
    });
  }
}

const alignWords = {
  left: 'canh trái',
  right: 'canh phải',
  center: 'canh giữa',
  justify: 'canh đều',
} as const;

function judgeAlign(piece: Piece, collector: Collector): void {
  if (piece.align === null) return;
  collector.judge('body.align', {
    ok: piece.align === 'justify',
    page: piece.page,
    found: `${alignWords[piece.align]}: ${quote(piece.text)}`,
    expected: 'canh đều cả hai lề',
  });
}

function checkEndMark(roles: Roles, collector: Collector): void {
  const { closing } = roles;
  if (closing === null) return;
  collector.judge('body.end_mark', {
    ok: closing.text.trim().endsWith('./.'),
    page: closing.page,
    found: quote(closing.text.trim().slice(-50)),
    expected: 'kết thúc bằng “./.”',
  });
}

function checkGrounds(roles: Roles, collector: Collector): void {
  const grounds = roles.elements.get('ground') ?? [];
  grounds.forEach((piece, index) => {
    const isLast = index === grounds.length - 1;
    // Elsewhere than in a decision a sentence may follow that the last ground leads into.
    const wanted = isLast ? (roles.isDecision ? /\.$/u : /[.;]$/u) : /;$/u;
    collector.judge('ground.form', {
      ok: wanted.test(piece.text.trim()),
      page: piece.page,
      found: quote(piece.text.trim().slice(-50)),
      expected: isLast ? 'dòng cuối kết thúc bằng dấu chấm (.)' : 'kết thúc bằng dấu chấm phẩy (;)',
    });
  });
}

/** Each run of points begins with a) and goes on without a gap. */
function checkPoints(body: readonly BodyPart[], collector: Collector): void {
  let next = 0;
  for (const { piece, type } of body) {
    if (type === 'clause' || type === 'section' || type === 'article' || type === 'chapter') next = 0;
    if (type !== 'point') continue;
    const letter = /^([a-zđ]{1,2})\)/u.exec(piece.text.trim())?.[1] ?? '';
    const index = letter.length === 1 ? POINT_LETTERS.indexOf(letter) : next;
    const ok = letter.length > 1 || (index >= 0 && (index === next || index === 0));
    collector.judge('point.letters', {
      ok,
      page: piece.page,
      found: `${letter})`,
      expected: `${POINT_LETTERS.charAt(next) || 'aa'})`,
    });
    next = (index < 0 ? next : index) + 1;
  }
}
