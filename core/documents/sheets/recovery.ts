// Giấy khôi phục con dấu số: one page of A4 that takes an office's keys to a new PC. It is the secret itself, on paper: no
// paper of the decree, no national head, no number.
import type { IsoDay } from '../facts.ts';
import { paragraph, paragraphs, ruleBelow, spacer } from '../layout/paragraph.ts';
import { signatureBlock } from '../layout/signature.ts';
import type { Block, DocumentModel, Table } from '../model.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import { shortDate } from '../wording/dates.ts';
import { cleanText, oneLine } from '../wording/text.ts';
import { unknownIssuer } from './sheet.ts';

export interface RecoveryFacts {
  readonly officeName: string;
  /** In the order in which they are typed in. */
  readonly groups: readonly string[];
  readonly fingerprint: readonly string[];
  /** When the seal was made, and this page. */
  readonly madeOn: IsoDay;
  readonly printedOn: IsoDay;
}

const ACROSS = 6;
const WORDS_ACROSS = 4;
const GAP_MM = 2;

const title = 'Giấy khôi phục con dấu số';

/** Numbered cells, from the left: a group that was typed wrong is named by its number. */
function numbered(texts: readonly string[], across: number): Table {
  const rows: string[][] = [];
  for (let at = 0; at < texts.length; at += across) {
    rows.push(
      Array.from({ length: across }, (_none, index) => {
        const text = texts[at + index];
        return text === undefined ? '' : `${at + index + 1}. ${text}`;
      }),
    );
  }
  return {
    type: 'table',
    widthShares: Array.from({ length: across }, () => 100 / across),
    head: [],
    rows: rows.map((row) => row.map((text) => paragraph('table_cell', text, { align: 'left' }))),
  };
}

export function recoverySheet(facts: RecoveryFacts): DocumentModel {
  const { officeName, groups, fingerprint, madeOn, printedOn } = facts;
  const subject = oneLine(officeName);
  const text = (words: string) => paragraph('table_cell', words, { align: 'left' });
  const heading = (words: string) => paragraph('table_title', words, { keepNext: true, align: 'left' });
  const blocks: Block[] = [
    paragraph('title', title, { upper: true, keepNext: true }),
    ...paragraphs('subject', subject, { keepNext: true }),
    ruleBelow(subject, style.styles.subject.sizePt, style),
    heading('1. Giấy này để làm gì'),
    text(
      'Con dấu số chứng minh tệp gửi đi là của cơ quan và mở các tệp gửi đến. Khi máy hỏng, mất, thay máy hoặc quên mật khẩu, chỉ giấy này lấy lại được con dấu, mở được các tệp đã nhận và bản sao lưu ở nơi thứ hai.',
    ),
    heading('2. Cách dùng'),
    text(
      'Trên máy mới: mở phần mềm, vào Cài đặt, Con dấu số, chọn Nhập giấy khôi phục, rồi gõ lần lượt các nhóm chữ ở mục 3 (không gõ số thứ tự). Chữ hoa, chữ thường và khoảng trắng không quan trọng. Trong các nhóm không có chữ I, L, O, U: đó là số 1 và số 0. Phần mềm chỉ ra nhóm nào gõ sai. Xong, so tám từ trên màn hình với tám từ ở mục 4.',
    ),
    heading(`3. Các nhóm chữ (${groups.length} nhóm)`),
    numbered(groups, ACROSS),
    heading('4. Tám từ kiểm tra'),
    numbered(fingerprint, WORDS_ACROSS),
    heading('5. Giữ giấy này'),
    text(
      'Ai có giấy này đều có thể thay mặt cơ quan. Cất vào phong bì niêm phong, trong tủ có khóa cùng con dấu của cơ quan; không chụp ảnh, không gửi qua thư điện tử, tin nhắn. Nếu giấy bị mất hoặc lộ: vào Cài đặt, Con dấu số, chọn Đổi con dấu số, gửi thẻ mới cho các đơn vị và in giấy mới.',
    ),
    spacer(GAP_MM),
    text(`Con dấu lập ngày ${shortDate(madeOn)}. Giấy này in ngày ${shortDate(printedOn)}.`),
    signatureBlock({ ...unknownIssuer, signLines: ['Người giữ giấy'] }, [], style),
  ];
  return {
    profile: style.profile,
    title,
    author: cleanText(officeName),
    marks: { illustrative: false, draft: false },
    blocks,
  };
}
