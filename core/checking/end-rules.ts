// The end of the paper: the signature block, the recipients, the appendices.
import { amount, quote, type Collector } from './collector.ts';
import { centreOf, type FinishedDocument, type Piece } from './finished.ts';
import type { Roles } from './roles.ts';

const CENTRE_TOLERANCE = 1.6;

export function checkEnd(document: FinishedDocument, roles: Roles, collector: Collector): void {
  if (roles.isOfficial) {
    checkPresence(roles, collector);
    checkSignature(document, roles, collector);
    checkAlone(document, roles, collector);
    checkRecipients(document, roles, collector);
  } else {
    for (const rule of ['sign.present', 'recipients.present']) {
      collector.skip(rule, 'Không phải văn bản hành chính theo Nghị định');
    }
  }
  checkAppendices(roles, collector);
}

function checkPresence(roles: Roles, collector: Collector): void {
  collector.judge('sign.present', {
    ok: roles.signatures.length > 0,
    found: 'không tìm thấy',
    expected: 'quyền hạn, chức vụ của người ký',
  });
  if (roles.isMinutes || roles.kind === null) {
    collector.skip('recipients.present', 'Loại văn bản này có thể không ghi nơi nhận');
    return;
  }
  collector.judge('recipients.present', {
    ok: roles.recipients.length > 0,
    found: 'không tìm thấy',
    expected: '“Nơi nhận:” và các nơi nhận',
  });
}

/** `TM.` and the like stand before a body or an office, with a full stop. */
const BAD_AUTHORITY = /^(?:TM|KT|TL|TUQ|Q)(?!\.)\s/u;
const ACADEMIC = /^(?:(?:GS|PGS|TS|ThS|Th\.S|CN|KS|BS|LS|Tiến sĩ|Thạc sĩ|Cử nhân|Giáo sư|Phó Giáo sư)[.\s])/u;

function checkSignature(document: FinishedDocument, roles: Roles, collector: Collector): void {
  const [first] = roles.signatures;
  if (first === undefined) return;
  const isGrid = roles.signatures.length > 1;
  const width = document.sheets[first[0]?.sheet ?? 0]?.widthMm ?? 210;
  for (const column of roles.signatures) {
    const [lead] = column;
    if (lead === undefined) continue;
    for (const piece of column) {
      const off = centreOf(piece) - centreOf(lead);
      const isRight = isGrid || centreOf(piece) > width / 2;
      collector.judge('sign.place', {
        ok: isRight && Math.abs(off) <= CENTRE_TOLERANCE,
        page: piece.page,
        found: isRight
          ? `lệch ${amount(Math.abs(off))} mm: ${quote(piece.text)}`
          : `ở nửa bên trái: ${quote(piece.text)}`,
        expected: 'bên phải, các dòng canh giữa với nhau',
      });
    }
  }
  for (const piece of roles.elements.get('sign_line') ?? []) {
    collector.judge('sign.form', {
      ok: !BAD_AUTHORITY.test(piece.text.trim()),
      page: piece.page,
      found: quote(piece.text),
      expected: '“TM.”, “KT.”, “TL.”, “TUQ.”, “Q.” có dấu chấm',
    });
  }
  for (const piece of roles.elements.get('sign_name') ?? []) {
    collector.judge('sign_name.form', {
      ok: !ACADEMIC.test(piece.text.trim()),
      page: piece.page,
      found: quote(piece.text),
      expected: 'họ tên không kèm học hàm, học vị',
    });
  }
}

/** The last words of the text stand on the page of the signature. */
function checkAlone(document: FinishedDocument, roles: Roles, collector: Collector): void {
  if (document.format !== 'pdf') {
    collector.skip('sign.alone', 'Trang của tệp Word chỉ biết được khi mở');
    return;
  }
  const signed = roles.signatures[0]?.[0];
  if (signed === undefined) return;
  const before = document.pieces.filter(
    (piece) =>
      piece.page === signed.page &&
      !roles.signatures.flat().includes(piece) &&
      !roles.recipients.flat().includes(piece) &&
      piece !== roles.elements.get('recipients_heading')?.[0] &&
      piece.yMm !== null &&
      signed.yMm !== null &&
      piece.yMm < signed.yMm &&
      piece.text.trim() !== '',
  );
  collector.judge('sign.alone', {
    ok: before.length > 0,
    page: signed.page,
    found: 'trang chỉ có khối chữ ký',
    expected: 'có ít nhất một dòng nội dung phía trên khối chữ ký',
  });
}

function checkRecipients(document: FinishedDocument, roles: Roles, collector: Collector): void {
  const heading = roles.elements.get('recipients_heading')?.[0];
  if (heading !== undefined) checkHeading(document, roles, heading, collector);
  const lines = roles.recipients.map((pieces) => pieces.map(({ text }) => text.trim()).join(' '));
  lines.forEach((line, index) => {
    const isLast = index === lines.length - 1;
    const page = roles.recipients[index]?.[0]?.page ?? null;
    collector.judge('recipient.form', {
      ok: /^- \S/u.test(line) && (isLast ? /[.…]$/u.test(line) : line.endsWith(';')),
      page,
      found: quote(line),
      expected: isLast ? '“- …” kết thúc bằng dấu chấm (.)' : '“- …” kết thúc bằng dấu chấm phẩy (;)',
    });
  });
  const [first] = lines;
  const last = lines.at(-1);
  const page = roles.recipients[0]?.[0]?.page ?? null;
  if (first === undefined || last === undefined) return;
  if (roles.isLetter || roles.isDecision) {
    collector.judge('recipient.first', {
      ok: roles.isLetter ? /^- Như trên\b/u.test(first) : /^- Như (?:trên|Điều \d+)/u.test(first),
      page,
      found: quote(first),
      expected: roles.isLetter ? '“- Như trên;”' : '“- Như Điều …;”',
    });
  } else collector.skip('recipient.first', 'Chỉ công văn và quyết định ghi “Như trên”, “Như Điều …”');
  collector.judge('recipient.archive', {
    ok: /^- Lưu: (?:VT|Văn thư|…|\.{3})/u.test(last),
    page,
    found: quote(last),
    expected: '“- Lưu: VT, …”',
  });
}

function checkHeading(document: FinishedDocument, roles: Roles, heading: Piece, collector: Collector): void {
  const left = heading.leftMm - heading.column[0];
  const signed = roles.signatures.length === 1 ? roles.signatures[0]?.[0] : undefined;
  const isLevel =
    signed === undefined ||
    heading.yMm === null ||
    signed.yMm === null ||
    (heading.band === signed.band &&
      Math.abs(heading.yMm - signed.yMm) <= (document.format === 'pdf' ? 2.5 : 3));
  collector.judge('recipients_heading.place', {
    ok: Math.abs(left) <= 2.5 && isLevel,
    page: heading.page,
    found: isLevel ? `cách lề trái ${amount(left)} mm` : 'không ngang dòng chức vụ người ký',
    expected: 'sát lề trái, ngang dòng quyền hạn, chức vụ của người ký',
  });
}

function checkAppendices(roles: Roles, collector: Collector): void {
  const { appendices } = roles;
  appendices.forEach(({ label, title, reference }) => {
    const number = /^Phụ lục\s+(\S+)/iu.exec(label.text.trim())?.[1] ?? '';
    collector.judge('appendix_label.form', {
      ok: appendices.length === 1 || /^[IVXLC]+\.?$/u.test(number),
      page: label.page,
      found: quote(label.text),
      expected: 'số La Mã khi có từ hai phụ lục trở lên',
    });
    const parts = [
      ['appendix_label', [label]],
      ['appendix_title', title],
      ['appendix_reference', reference],
    ] as const;
    for (const [name, pieces] of parts) {
      for (const piece of pieces) {
        const off = centreOf(piece) - (piece.column[0] + piece.column[1]) / 2;
        collector.judge(`${name}.place`, {
          ok: Math.abs(off) <= CENTRE_TOLERANCE,
          page: piece.page,
          found: `lệch ${amount(Math.abs(off))} mm: ${quote(piece.text)}`,
          expected: 'canh giữa trang',
        });
      }
    }
  });
}
