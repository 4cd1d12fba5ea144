// Every number of the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, in one versioned object.
// A successor decree is another such object; documents name the profile they were laid out by.
import type { Urgency } from './facts.ts';
import type { Align, Profile, StyleName } from './model.ts';

export interface ParagraphStyle {
  /** The name that Word shows in its style list. */
  readonly label: string;
  readonly sizePt: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly align: Align;
  readonly firstLineMm: number;
  /** Of all lines, from the left edge of the text. */
  readonly leftMm: number;
  readonly beforePt: number;
  readonly afterPt: number;
  /** In lines of the font's own height, as Word counts them. */
  readonly lines: number;
  /** Outline level in Word's navigation pane. */
  readonly heading: 1 | 2 | null;
  /** Black where absent. */
  readonly colour?: string;
}

export interface UrgencyFrame {
  readonly text: string;
  readonly widthMm: number;
  readonly heightMm: number;
}

export interface StyleSheet {
  readonly profile: Profile;
  readonly page: {
    readonly widthMm: number;
    readonly heightMm: number;
    readonly topMm: number;
    readonly bottomMm: number;
    readonly leftMm: number;
    readonly rightMm: number;
    readonly numberPt: number;
    readonly numberFromTopMm: number;
    readonly markPt: number;
  };
  readonly font: string;
  /** Metric-compatible faces for machines without the first one. */
  readonly fallbackFonts: readonly string[];
  /** Height of one Word line over the font size, for Times New Roman and Tinos. */
  readonly lineHeightOfFont: number;
  readonly header: {
    readonly widthShares: readonly [number, number];
    /** Length of the rule below the motto: the width of its text. */
    readonly mottoRuleMm: number;
    /** The rules below the issuer and the subject, as a share of the text above (1/3 to 1/2). */
    readonly ruleShare: number;
    readonly ruleMinMm: number;
    readonly ruleMaxMm: number;
    readonly ruleThicknessPt: number;
    readonly ruleGapPt: number;
    /** The frames of độ khẩn, and the gap above them. */
    readonly urgency: Readonly<Record<Urgency, UrgencyFrame>>;
    readonly urgencyGapPt: number;
    readonly urgencyBorderPt: number;
  };
  readonly signature: {
    readonly widthShares: readonly [number, number];
    readonly spaceMm: number;
    /** Between the signatures of minutes and their recipients. */
    readonly recipientsGapMm: number;
    readonly beforePt: number;
    /** Of recipients, as tall as which the block may be broken over pages. */
    readonly mayBreakFromMm: number;
  };
  readonly table: {
    readonly borderPt: number;
    readonly paddingMm: number;
    /** Above a table without a title. */
    readonly gapMm: number;
    /** Up to so many rows a table before the signature stays whole. */
    readonly keptRows: number;
  };
  readonly picture: {
    readonly maxHeightMm: number;
    readonly gapPt: number;
    /** Of the frame of a picture that is missing. */
    readonly missingHeightMm: number;
  };
  readonly bars: {
    /** Label, bar, value. */
    readonly widthShares: readonly [number, number, number];
    readonly heightPt: number;
    readonly colour: string;
  };
  readonly styles: Readonly<Record<StyleName, ParagraphStyle>>;
}

const plain: ParagraphStyle = {
  label: '',
  sizePt: 14,
  bold: false,
  italic: false,
  align: 'center',
  firstLineMm: 0,
  leftMm: 0,
  beforePt: 0,
  afterPt: 0,
  lines: 1,
  heading: null,
};

/** Body text: justified, first line in by 1.27 cm, at least 6 pt between paragraphs, 1 to 1.5 lines. */
const text: ParagraphStyle = {
  ...plain,
  align: 'justify',
  firstLineMm: 12.7,
  beforePt: 6,
  lines: 1.1,
};

export const styleNd30Year2020: StyleSheet = {
  profile: 'nd30_2020',
  page: {
    widthMm: 210,
    heightMm: 297,
    topMm: 20,
    bottomMm: 20,
    leftMm: 30,
    rightMm: 15,
    numberPt: 13,
    numberFromTopMm: 7.1,
    markPt: 10,
  },
  font: 'Times New Roman',
  fallbackFonts: ['Tinos', 'Liberation Serif'],
  lineHeightOfFont: 1.15,
  header: {
    // Wide enough for `Thành phố Hồ Chí Minh, ngày 16 tháng 12 năm 2026` on one line.
    widthShares: [39, 61],
    mottoRuleMm: 56,
    ruleShare: 0.4,
    ruleMinMm: 8,
    ruleMaxMm: 66,
    ruleThicknessPt: 0.75,
    ruleGapPt: 3,
    urgency: {
      hoa_toc: { text: 'HỎA TỐC', widthMm: 30, heightMm: 8 },
      thuong_khan: { text: 'THƯỢNG KHẨN', widthMm: 40, heightMm: 8 },
      khan: { text: 'KHẨN', widthMm: 20, heightMm: 8 },
    },
    urgencyGapPt: 6,
    urgencyBorderPt: 1,
  },
  signature: { widthShares: [48, 52], spaceMm: 28, recipientsGapMm: 6, beforePt: 12, mayBreakFromMm: 120 },
  // One pixel of a screen: Chromium draws no thinner line, and Word's rows are then as tall.
  table: { borderPt: 0.75, paddingMm: 1.5, gapMm: 3, keptRows: 8 },
  picture: { maxHeightMm: 190, gapPt: 6, missingHeightMm: 20 },
  bars: { widthShares: [44, 44, 12], heightPt: 10, colour: '#4d4d4d' },
  styles: {
    national_name: { ...plain, label: 'Quốc hiệu', sizePt: 12, bold: true },
    national_motto: { ...plain, label: 'Tiêu ngữ', sizePt: 13, bold: true },
    parent_name: { ...plain, label: 'Cơ quan chủ quản', sizePt: 12 },
    issuer_name: { ...plain, label: 'Cơ quan ban hành', sizePt: 12, bold: true },
    number_line: { ...plain, label: 'Số ký hiệu', sizePt: 13, beforePt: 6 },
    letter_subject: { ...plain, label: 'Trích yếu công văn', sizePt: 12, beforePt: 6 },
    draft_mark: { ...plain, label: 'Dự thảo', sizePt: 12, bold: true, beforePt: 6 },
    urgency: { ...plain, label: 'Độ khẩn', sizePt: 13, bold: true, colour: '#c00000' },
    date_line: { ...plain, label: 'Địa danh và ngày', sizePt: 13, italic: true, beforePt: 6 },
    title: { ...plain, label: 'Tên loại', bold: true, beforePt: 18 },
    subject: { ...plain, label: 'Trích yếu', bold: true },
    addressee: { ...plain, label: 'Kính gửi một nơi', beforePt: 12, afterPt: 6 },
    addressee_heading: { ...plain, label: 'Kính gửi', align: 'left', leftMm: 32, beforePt: 12 },
    // Below the colon of the line above; the other lines of a long one below its first word.
    addressee_line: {
      ...plain,
      label: 'Nơi được kính gửi',
      align: 'left',
      leftMm: 53.2,
      firstLineMm: -2.9,
    },
    authority: { ...plain, label: 'Thẩm quyền ban hành', bold: true, beforePt: 12, afterPt: 6 },
    ground: { ...text, label: 'Căn cứ', italic: true },
    decides: { ...plain, label: 'Quyết định', bold: true, beforePt: 12, afterPt: 6 },
    body: { ...text, label: 'Nội dung' },
    article: { ...text, label: 'Điều' },
    section: { ...text, label: 'Mục', align: 'left', bold: true, beforePt: 9, heading: 1 },
    subsection: { ...text, label: 'Khoản', align: 'left', bold: true, heading: 2 },
    clause: { ...text, label: 'Khoản không tiêu đề' },
    point: { ...text, label: 'Điểm' },
    item: { ...text, label: 'Gạch đầu dòng' },
    headline: { ...plain, label: 'Tên tin bài', bold: true, afterPt: 6 },
    news_lead: { ...text, label: 'Đoạn dẫn', bold: true },
    byline: { ...plain, label: 'Tác giả', bold: true, align: 'right', beforePt: 12 },
    caption: { ...plain, label: 'Chú thích ảnh', sizePt: 12, italic: true, beforePt: 3, afterPt: 6 },
    recipients_heading: {
      ...plain,
      label: 'Nơi nhận',
      sizePt: 12,
      bold: true,
      italic: true,
      align: 'left',
    },
    recipient: { ...plain, label: 'Tên nơi nhận', sizePt: 11, align: 'left' },
    sign_line: { ...plain, label: 'Quyền hạn, chức vụ', bold: true },
    sign_name: { ...plain, label: 'Họ tên người ký', bold: true },
    appendix_label: { ...plain, label: 'Phụ lục', bold: true },
    appendix_title: { ...plain, label: 'Tên phụ lục', bold: true },
    appendix_reference: { ...plain, label: 'Kèm theo văn bản', italic: true, afterPt: 12 },
    table_title: { ...plain, label: 'Tên bảng', sizePt: 13, bold: true, beforePt: 9, afterPt: 3 },
    table_head: { ...plain, label: 'Đầu bảng', sizePt: 12, bold: true, beforePt: 2, afterPt: 2 },
    table_cell: { ...plain, label: 'Ô bảng', sizePt: 12, beforePt: 2, afterPt: 2 },
    bar_label: { ...plain, label: 'Nhãn biểu đồ', sizePt: 12, align: 'left', beforePt: 2, afterPt: 2 },
    bar_value: { ...plain, label: 'Số biểu đồ', sizePt: 12, align: 'right', beforePt: 2, afterPt: 2 },
  },
};

export const styleSheets: Readonly<Record<Profile, StyleSheet>> = { nd30_2020: styleNd30Year2020 };
