// The words of every rule, Vietnamese and English, and where Nghị định 30/2020/NĐ-CP, Phụ lục I says it.
import { elementNames, elements, type ElementName } from './elements.ts';

export interface RuleText {
  readonly vi: string;
  readonly en: string;
  /** Mục of Phụ lục I, e.g. `II.1`. */
  readonly source: string;
}

const names: Readonly<Record<ElementName, readonly [vi: string, en: string]>> = {
  national_name: ['Quốc hiệu', 'National name'],
  motto: ['Tiêu ngữ', 'Motto'],
  parent_name: ['Tên cơ quan chủ quản', 'Superior body'],
  issuer_name: ['Tên cơ quan ban hành', 'Issuing body'],
  number: ['Số, ký hiệu', 'Number and symbol'],
  date: ['Địa danh và thời gian ban hành', 'Place and date'],
  title: ['Tên loại văn bản', 'Kind of document'],
  subject: ['Trích yếu nội dung', 'Subject'],
  letter_subject: ['Trích yếu công văn', 'Subject of a letter'],
  addressees: ['Kính gửi', 'Addressees'],
  authority: ['Thẩm quyền ban hành', 'Authority line'],
  ground: ['Căn cứ ban hành', 'Grounds'],
  decides: ['“QUYẾT ĐỊNH:”', '“QUYẾT ĐỊNH:”'],
  chapter: ['Phần, chương, mục, tiểu mục', 'Part, chapter, section'],
  article: ['Điều', 'Article'],
  section: ['Mục', 'Section'],
  body: ['Nội dung văn bản', 'Body text'],
  sign_line: ['Quyền hạn, chức vụ người ký', 'Authority and office of the signer'],
  sign_name: ['Họ tên người ký', 'Name of the signer'],
  recipients_heading: ['“Nơi nhận:”', '“Nơi nhận:”'],
  recipient: ['Tên nơi nhận', 'Recipients'],
  appendix_label: ['“Phụ lục”', '“Phụ lục”'],
  appendix_title: ['Tên phụ lục', 'Title of an appendix'],
  appendix_reference: ['Thông tin kèm theo văn bản', 'Reference of an appendix'],
  urgency: ['Dấu chỉ độ khẩn', 'Urgency mark'],
};

const aspects = {
  size: ['cỡ chữ', 'size'],
  weight: ['kiểu chữ đậm', 'weight'],
  slant: ['kiểu chữ đứng, nghiêng', 'slant'],
  case: ['chữ in hoa, in thường', 'capitals'],
} as const;
export type Aspect = keyof typeof aspects;
export const aspectNames = Object.keys(aspects) as readonly Aspect[];

function letterRules(): readonly (readonly [string, RuleText])[] {
  return elementNames.flatMap((name) => {
    const { bold, italic, upper, source } = elements[name];
    const wanted: Readonly<Record<Aspect, boolean>> = {
      size: true,
      weight: bold !== null || name === 'article',
      slant: italic !== null || name === 'body',
      case: upper !== null,
    };
    return aspectNames
      .filter((aspect) => wanted[aspect])
      .map((aspect): readonly [string, RuleText] => [
        `${name}.${aspect}`,
        {
          vi: `${names[name][0]}: ${aspects[aspect][0]}`,
          en: `${names[name][1]}: ${aspects[aspect][1]}`,
          source,
        },
      ]);
  });
}

const own: Readonly<Record<string, readonly [vi: string, en: string, source: string]>> = {
  'page.paper': ['Khổ giấy A4', 'A4 paper', 'I.1'],
  'page.orientation': ['Chiều trình bày trang', 'Orientation', 'I.2'],
  'page.top': ['Lề trên', 'Top margin', 'I.3'],
  'page.bottom': ['Lề dưới', 'Bottom margin', 'I.3'],
  'page.left': ['Lề trái', 'Left margin', 'I.3'],
  'page.right': ['Lề phải', 'Right margin', 'I.3'],
  'page.face': ['Phông chữ Times New Roman', 'Times New Roman', 'I.4'],
  'page.colour': ['Chữ màu đen', 'Black letters', 'I.4'],
  'page.unicode': ['Chữ Unicode TCVN 6909:2001', 'Unicode letters', 'I.4'],
  'page_number.shown': ['Số trang từ trang thứ hai', 'Page numbers from page two', 'I.7'],
  'page_number.first': ['Trang thứ nhất không hiện số', 'No number on page one', 'I.7'],
  'page_number.place': ['Số trang ở giữa lề trên', 'Page number centred in the top margin', 'I.7'],
  'page_number.letters': ['Số trang cỡ 13–14, chữ đứng', 'Page number 13–14 pt, upright', 'I.7'],
  'page_number.appendix': ['Phụ lục đánh số trang riêng', 'Appendices count pages of their own', 'I.7'],
  'national_name.present': ['Có Quốc hiệu', 'National name is there', 'II.1'],
  'national_name.place': ['Quốc hiệu ở phía trên, bên phải', 'National name top right', 'II.1'],
  'motto.present': ['Có Tiêu ngữ', 'Motto is there', 'II.1'],
  'motto.form': ['Tiêu ngữ viết đúng mẫu', 'Form of the motto', 'II.1'],
  'motto.place': ['Tiêu ngữ canh giữa dưới Quốc hiệu', 'Motto centred under the national name', 'II.1'],
  'motto.rule': [
    'Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ',
    'Rule below the motto as long as its text',
    'II.1',
  ],
  'issuer_name.present': ['Có tên cơ quan ban hành', 'Issuing body is there', 'II.2'],
  'issuer_name.place': [
    'Tên cơ quan ban hành canh giữa, phía trên bên trái',
    'Issuing body centred top left',
    'II.2',
  ],
  'issuer_name.rule': [
    'Đường kẻ dưới tên cơ quan dài 1/3–1/2 dòng chữ',
    'Rule below the issuer 1/3–1/2 of its text',
    'II.2',
  ],
  'number.present': ['Có số, ký hiệu', 'Number and symbol are there', 'II.3'],
  'number.form': ['Số, ký hiệu viết đúng mẫu', 'Form of number and symbol', 'II.3'],
  'number.place': ['Số, ký hiệu canh giữa dưới tên cơ quan', 'Number centred under the issuer', 'II.3'],
  'date.present': ['Có địa danh và thời gian', 'Place and date are there', 'II.4'],
  'date.form': ['Địa danh và thời gian viết đúng mẫu', 'Form of place and date', 'II.4'],
  'date.place': [
    'Địa danh và thời gian canh giữa dưới Quốc hiệu',
    'Date centred under the national name',
    'II.4',
  ],
  'date.line': ['Địa danh và thời gian cùng dòng với số, ký hiệu', 'Date on the line of the number', 'II.4'],
  'title.present': ['Có tên loại văn bản', 'Kind of document is named', 'II.5'],
  'title.place': ['Tên loại canh giữa trang', 'Title centred on the page', 'II.5'],
  'subject.present': ['Có trích yếu nội dung', 'Subject is there', 'II.5'],
  'subject.place': ['Trích yếu canh giữa dưới tên loại', 'Subject centred under the title', 'II.5'],
  'subject.rule': [
    'Đường kẻ dưới trích yếu dài 1/3–1/2 dòng chữ',
    'Rule below the subject 1/3–1/2 of its text',
    'II.5',
  ],
  'letter_subject.place': [
    'Trích yếu công văn canh giữa dưới số, ký hiệu',
    'Letter subject centred under the number',
    'II.5',
  ],
  'letter_subject.gap': [
    'Trích yếu công văn cách số, ký hiệu 6 pt',
    '6 pt between number and letter subject',
    'II.5',
  ],
  'addressees.form': ['Kính gửi viết đúng mẫu', 'Form of the addressees', 'II.9'],
  'authority.place': ['Thẩm quyền ban hành canh giữa trang', 'Authority line centred', 'II.6'],
  'decides.place': ['“QUYẾT ĐỊNH:” canh giữa trang', '“QUYẾT ĐỊNH:” centred', 'II.6'],
  'ground.form': [
    'Căn cứ kết thúc bằng dấu chấm phẩy, dòng cuối dấu chấm',
    'Grounds end with ; and the last with .',
    'II.6',
  ],
  'chapter.place': ['Phần, chương canh giữa trang', 'Parts and chapters centred', 'II.6'],
  'point.letters': [
    'Điểm đánh chữ cái tiếng Việt theo thứ tự',
    'Points lettered by the Vietnamese alphabet',
    'II.6',
  ],
  'body.align': ['Nội dung canh đều hai lề', 'Body justified', 'II.6'],
  'body.first_line': ['Lùi đầu dòng 1 cm hoặc 1,27 cm', 'First line in by 1 or 1.27 cm', 'II.6'],
  'body.between': ['Khoảng cách giữa các đoạn tối thiểu 6 pt', 'At least 6 pt between paragraphs', 'II.6'],
  'body.lines': ['Khoảng cách dòng từ đơn đến 1,5 dòng', 'Single to 1.5 lines', 'II.6'],
  'body.end_mark': ['Kết thúc văn bản bằng “./.”', 'The text ends with “./.”', 'III'],
  'sign.present': ['Có chức vụ người ký', 'Signature block is there', 'II.7'],
  'sign.place': [
    'Khối chữ ký ở bên phải, các dòng canh giữa',
    'Signature block on the right, centred',
    'II.7',
  ],
  'sign.form': ['Cách ghi quyền hạn (TM., KT., TL., TUQ., Q.)', 'Form of the authority', 'II.7'],
  'sign_name.form': ['Họ tên không kèm học hàm, học vị', 'Name without academic titles', 'II.7'],
  'sign.alone': ['Khối chữ ký không đứng riêng một trang', 'Signature block not alone on a page', 'II.7'],
  'recipients.present': ['Có nơi nhận', 'Recipients are there', 'II.9'],
  'recipients_heading.place': [
    '“Nơi nhận:” sát lề trái, ngang chức vụ người ký',
    '“Nơi nhận:” at the left margin, level with the signature',
    'II.9',
  ],
  'recipient.form': [
    'Nơi nhận: gạch đầu dòng, dấu chấm phẩy, dòng cuối dấu chấm',
    'Recipients: dash, semicolon, last a full stop',
    'II.9',
  ],
  'recipient.first': [
    'Nơi nhận: dòng đầu “Như trên”, “Như Điều …”',
    'First recipient “Như trên”, “Như Điều …”',
    'II.9',
  ],
  'recipient.archive': ['Nơi nhận: dòng cuối “Lưu: VT, …”', 'Last recipient “Lưu: VT, …”', 'II.9'],
  'appendix_label.form': [
    'Phụ lục đánh số La Mã khi có từ hai phụ lục',
    'Two or more appendices have Roman numerals',
    'III.1',
  ],
  'appendix_label.place': ['“Phụ lục” canh giữa trang', '“Phụ lục” centred', 'III.1'],
  'appendix_title.place': ['Tên phụ lục canh giữa trang', 'Title of an appendix centred', 'III.1'],
  'appendix_reference.place': [
    'Thông tin kèm theo canh giữa dưới tên phụ lục',
    'Reference centred under the title',
    'III.1',
  ],
  'urgency.box': ['Khung dấu chỉ độ khẩn', 'Frame of the urgency mark', 'III.2'],
};

export const ruleTexts: Readonly<Record<string, RuleText>> = Object.fromEntries([
  ...letterRules(),
  ...Object.entries(own).map(([rule, [vi, en, source]]) => [rule, { vi, en, source }] as const),
]);

export const ruleIds = Object.keys(ruleTexts);

/** `Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1`. */
export function ruleSource(rule: string, language: 'vi' | 'en'): string {
  const source = ruleTexts[rule]?.source ?? '';
  return language === 'vi'
    ? `Nghị định 30/2020/NĐ-CP, Phụ lục I, ${source}`
    : `Decree 30/2020/NĐ-CP, Appendix I, ${source}`;
}
