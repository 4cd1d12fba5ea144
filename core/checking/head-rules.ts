// The head of the first page and the title: what is there, where it stands, how it is written, the drawn rules.
import { amount, quote, type Collector } from './collector.ts';
import { pageSpec, type ElementName } from './elements.ts';
import { centreOf, widthOf, type FinishedDocument, type Piece } from './finished.ts';
import type { Roles } from './roles.ts';

const CENTRE_TOLERANCE = 1.6;
const RULE_TOLERANCE = 1.2;

const first = (roles: Roles, name: ElementName): Piece | undefined => roles.elements.get(name)?.[0];
const all = (roles: Roles, name: ElementName): readonly Piece[] => roles.elements.get(name) ?? [];

const HEAD_RULES = [
  'national_name.present',
  'motto.present',
  'issuer_name.present',
  'number.present',
  'date.present',
  'title.present',
  'subject.present',
];

export function checkHead(document: FinishedDocument, roles: Roles, collector: Collector): void {
  if (!roles.isOfficial) {
    for (const rule of HEAD_RULES)
      collector.skip(rule, 'Không phải văn bản hành chính có phần đầu theo Nghị định');
    return;
  }
  checkPresence(roles, collector);
  checkNation(document, roles, collector);
  checkIssuer(roles, collector);
  checkNumber(roles, collector);
  checkDate(document, roles, collector);
  checkTitle(roles, collector);
  checkLetterSubject(roles, collector);
  checkUrgency(roles, collector);
}

function checkPresence(roles: Roles, collector: Collector): void {
  const present = (rule: string, name: ElementName, expected: string): void =>
    collector.judge(rule, { ok: all(roles, name).length > 0, page: 1, found: 'không tìm thấy', expected });
  present('national_name.present', 'national_name', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
  present('motto.present', 'motto', 'Độc lập - Tự do - Hạnh phúc');
  present('issuer_name.present', 'issuer_name', 'tên cơ quan ban hành ở phía trên bên trái');
  if (roles.isMinutes) {
    const reason = 'Biên bản có thể không đánh số và không ghi địa danh, thời gian ở phần đầu';
    collector.skip('number.present', reason);
    collector.skip('date.present', reason);
  } else if (roles.kind === null && first(roles, 'number') === undefined) {
    collector.skip('number.present', 'Văn bản không thuộc tên loại của Nghị định');
    collector.skip('date.present', 'Văn bản không thuộc tên loại của Nghị định');
  } else {
    present('number.present', 'number', '“Số: …/…”');
    present('date.present', 'date', '“…, ngày … tháng … năm …”');
  }
  if (roles.isLetter) {
    collector.skip('title.present', 'Công văn không có tên loại');
    collector.skip('subject.present', 'Công văn có trích yếu “V/v …” dưới số, ký hiệu');
  } else {
    present('title.present', 'title', 'tên loại văn bản, in hoa, giữa trang; hoặc “V/v …” của công văn');
    if (first(roles, 'title') !== undefined) present('subject.present', 'subject', 'trích yếu dưới tên loại');
  }
}

/** Within a column that text fills to both ends, the ink says nothing finer than this. */
function judgeCentre(
  rule: string,
  piece: Piece,
  centreMm: number,
  expected: string,
  collector: Collector,
): void {
  const off = centreOf(piece) - centreMm;
  collector.judge(rule, {
    ok: Math.abs(off) <= CENTRE_TOLERANCE,
    page: piece.page,
    found: `lệch ${off < 0 ? 'trái' : 'phải'} ${amount(Math.abs(off))} mm: ${quote(piece.text)}`,
    expected,
  });
}

function checkNation(document: FinishedDocument, roles: Roles, collector: Collector): void {
  const name = first(roles, 'national_name');
  const motto = first(roles, 'motto');
  if (name !== undefined) {
    const middle = (document.sheets[name.sheet]?.widthMm ?? 210) / 2;
    collector.judge('national_name.place', {
      ok: centreOf(name) > middle && (name.page ?? 1) === 1,
      page: name.page,
      found: `giữa dòng cách mép trái ${amount(centreOf(name))} mm`,
      expected: 'nửa bên phải của trang thứ nhất',
    });
  }
  if (motto === undefined) return;
  collector.judge('motto.form', {
    ok: /^Độc lập [-–] Tự do [-–] Hạnh phúc$/u.test(motto.text.normalize('NFC').trim()),
    page: motto.page,
    found: quote(motto.text),
    expected: '“Độc lập - Tự do - Hạnh phúc”',
  });
  if (name !== undefined)
    judgeCentre('motto.place', motto, centreOf(name), 'canh giữa dưới Quốc hiệu', collector);
  const expected = 'đường kẻ nét liền dài bằng dòng chữ';
  if (motto.rule === null) {
    collector.judge('motto.rule', { ok: false, page: motto.page, found: noRule(motto), expected });
    return;
  }
  const length = motto.rule.rightMm - motto.rule.leftMm;
  collector.judge('motto.rule', {
    ok:
      motto.rule.solid &&
      Math.abs(length - widthOf(motto)) <= RULE_TOLERANCE &&
      Math.abs(centreOf(motto.rule) - centreOf(motto)) <= CENTRE_TOLERANCE,
    page: motto.page,
    found: `${motto.rule.solid ? '' : 'không phải nét liền, '}dài ${amount(length)} mm, dòng chữ ${amount(widthOf(motto))} mm`,
    expected,
  });
}

function noRule(piece: Piece): string {
  return piece.faces.some((face) => face.underlined)
    ? 'gạch chân chữ thay cho đường kẻ'
    : 'không có đường kẻ';
}

/** A third to a half of a line of the text: of the longest one or of the last. */
function judgeShare(rule: string, pieces: readonly Piece[], centreMm: number, collector: Collector): void {
  const last = pieces.at(-1);
  if (last === undefined) return;
  const expected = 'đường kẻ nét liền, canh giữa, dài từ 1/3 đến 1/2 dòng chữ';
  const drawn = last.rule;
  if (drawn === null) {
    collector.judge(rule, { ok: false, page: last.page, found: noRule(last), expected });
    return;
  }
  const [from, to] = pageSpec.ruleShare;
  const length = drawn.rightMm - drawn.leftMm;
  const widths = pieces.map(widthOf);
  const isShare = widths.some(
    (width) => length >= width * from - RULE_TOLERANCE && length <= width * to + RULE_TOLERANCE,
  );
  collector.judge(rule, {
    ok: drawn.solid && isShare && Math.abs(centreOf(drawn) - centreMm) <= CENTRE_TOLERANCE,
    page: last.page,
    found: `dài ${amount(length)} mm, dòng chữ ${widths.map(amount).join(', ')} mm${Math.abs(centreOf(drawn) - centreMm) <= CENTRE_TOLERANCE ? '' : ', không canh giữa'}`,
    expected,
  });
}

function checkIssuer(roles: Roles, collector: Collector): void {
  const issuer = all(roles, 'issuer_name');
  const above = first(roles, 'parent_name');
  const nation = first(roles, 'national_name');
  const lead = issuer[0];
  if (lead === undefined) return;
  for (const piece of [...all(roles, 'parent_name'), ...issuer]) {
    const target = above ?? lead;
    judgeCentre(
      'issuer_name.place',
      piece,
      centreOf(target),
      'các dòng tên cơ quan canh giữa với nhau',
      collector,
    );
    collector.judge('issuer_name.place', {
      ok: nation === undefined || piece.rightMm <= nation.leftMm + 1,
      page: piece.page,
      found: `chạm cột Quốc hiệu: ${quote(piece.text)}`,
      expected: 'phía trên, bên trái',
    });
  }
  judgeShare('issuer_name.rule', issuer, centreOf(lead), collector);
}

const BLANK = /^[\s\u00a0.…_]*$/u;
const ABBREVIATIONS = /(?:QyĐ|CTr|TTr|TrS)/gu;

function checkNumber(roles: Roles, collector: Collector): void {
  const piece = first(roles, 'number');
  if (piece === undefined) return;
  const text = piece.text.normalize('NFC').trim();
  const match = /^Số:([^/]*)\/(.+)$/u.exec(text);
  const number = match?.[1]?.trim() ?? '';
  const symbol = match?.[2]?.trim() ?? '';
  const numberFits = BLANK.test(number) || /^(?:0[1-9]|[1-9]\d+)\p{L}?$/u.test(number);
  const bare = symbol.replace(ABBREVIATIONS, '');
  const symbolFits = symbol !== '' && bare === bare.toLocaleUpperCase('vi') && !/\s/u.test(symbol);
  collector.judge('number.form', {
    ok: match !== null && numberFits && symbolFits,
    page: piece.page,
    found: quote(piece.text),
    expected: '“Số: 05/KH-UBND”: số dưới 10 có số 0 phía trước, ký hiệu in hoa, không cách chữ',
  });
  const issuer = first(roles, 'issuer_name');
  if (issuer !== undefined) {
    judgeCentre('number.place', piece, centreOf(issuer), 'canh giữa dưới tên cơ quan ban hành', collector);
  }
}

function checkDate(document: FinishedDocument, roles: Roles, collector: Collector): void {
  const piece = first(roles, 'date');
  if (piece === undefined) return;
  const match = /^(.+?), ngày(.*?)tháng(.*?)năm(.*)$/u.exec(
    piece.text
      .normalize('NFC')
      .replace(/\u00a0/g, ' ')
      .trim(),
  );
  const [, place = '', day = '', month = '', year = ''] = match?.map((part) => part.trim()) ?? [];
  const dayFits = BLANK.test(day) || (/^\d{2}$/.test(day) && Number(day) >= 1 && Number(day) <= 31);
  const monthFits = BLANK.test(month) || /^(?:01|02|[3-9]|1[0-2])$/.test(month);
  const yearFits = BLANK.test(year) || /^\d{4}$/.test(year);
  collector.judge('date.form', {
    ok: match !== null && place !== '' && dayFits && monthFits && yearFits,
    page: piece.page,
    found: quote(piece.text),
    expected:
      '“Hải Dương, ngày 05 tháng 02 năm 2020”: ngày dưới 10, tháng 1, 2 có số 0 phía trước; các tháng khác không có',
  });
  const nation = first(roles, 'national_name') ?? first(roles, 'motto');
  if (nation !== undefined)
    judgeCentre('date.place', piece, centreOf(nation), 'canh giữa dưới Quốc hiệu', collector);
  const number = first(roles, 'number');
  if (number === undefined || piece.yMm === null || number.yMm === null) return;
  const tolerance = document.format === 'pdf' ? 1.2 : 3;
  collector.judge('date.line', {
    ok: piece.band === number.band && Math.abs(piece.yMm - number.yMm) <= tolerance,
    page: piece.page,
    found: piece.band === number.band ? `lệch ${amount(Math.abs(piece.yMm - number.yMm))} mm` : 'ở dòng khác',
    expected: 'cùng dòng với số, ký hiệu',
  });
}

const columnCentre = (piece: Piece): number => (piece.column[0] + piece.column[1]) / 2;

function checkTitle(roles: Roles, collector: Collector): void {
  for (const piece of all(roles, 'title')) {
    judgeCentre('title.place', piece, columnCentre(piece), 'canh giữa trang', collector);
  }
  const subject = all(roles, 'subject');
  for (const piece of subject)
    judgeCentre('subject.place', piece, columnCentre(piece), 'canh giữa dưới tên loại', collector);
  const last = subject.at(-1);
  if (last !== undefined) judgeShare('subject.rule', subject, columnCentre(last), collector);
  for (const name of ['authority', 'decides'] as const) {
    for (const piece of all(roles, name))
      judgeCentre(`${name}.place`, piece, columnCentre(piece), 'canh giữa trang', collector);
  }
}

function checkLetterSubject(roles: Roles, collector: Collector): void {
  const lines = all(roles, 'letter_subject');
  const number = first(roles, 'number');
  if (lines.length === 0 || number === undefined) return;
  for (const piece of lines)
    judgeCentre('letter_subject.place', piece, centreOf(number), 'canh giữa dưới số, ký hiệu', collector);
  const gap = lines[0]?.beforePt ?? null;
  if (gap === null) collector.skip('letter_subject.gap', 'Không đo được');
  else {
    collector.judge('letter_subject.gap', {
      ok: Math.abs(gap - pageSpec.letterSubjectGapPt) <= 1.2,
      page: lines[0]?.page ?? null,
      found: `${amount(gap)} pt`,
      expected: '6 pt',
    });
  }
}

function checkUrgency(roles: Roles, collector: Collector): void {
  for (const piece of all(roles, 'urgency')) {
    const wanted = Object.entries(pageSpec.urgencyMm).find(([text]) =>
      piece.text.trim().replace('HOẢ', 'HỎA').startsWith(text),
    )?.[1];
    if (wanted === undefined) continue;
    const [width, height] = wanted;
    const { box } = piece;
    collector.judge('urgency.box', {
      ok: box !== null && Math.abs(box.widthMm - width) <= 1.5 && Math.abs(box.heightMm - height) <= 1.5,
      page: piece.page,
      found: box === null ? 'không có khung' : `${amount(box.widthMm)} × ${amount(box.heightMm)} mm`,
      expected: `${amount(width)} × ${amount(height)} mm`,
    });
  }
}
