// Every number of the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, in one versioned object.
// A successor decree is another such object; documents name the profile they were laid out by.
import type { Align, Profile, StyleName } from './model.ts';

export interface ParagraphStyle {
  /** The name that Word shows in its style list. */
  readonly label: string;
  readonly sizePt: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly align: Align;
  readonly firstLineMm: number;
  readonly beforePt: number;
  readonly afterPt: number;
  /** In lines of the font's own height, as Word counts them. */
  readonly lines: number;
  /** Outline level in Word's navigation pane. */
  readonly heading: 1 | 2 | null;
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
  };
  readonly signature: {
    readonly widthShares: readonly [number, number];
    readonly spaceMm: number;
    /** Between the signatures of minutes and their recipients. */
    readonly recipientsGapMm: number;
    readonly beforePt: number;
  };
  readonly table: { readonly borderPt: number; readonly paddingMm: number };
  readonly styles: Readonly<Record<StyleName, ParagraphStyle>>;
}

const plain: ParagraphStyle = {
  label: '',
  sizePt: 14,
  bold: false,
  italic: false,
  align: 'center',
  firstLineMm: 0,
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
    numberFromTopMm: 8,
    markPt: 10,
  },
  font: 'Times New Roman',
  fallbackFonts: ['Tinos', 'Liberation Serif'],
  lineHeightOfFont: 1.15,
  header: {
    widthShares: [42, 58],
    mottoRuleMm: 56,
    ruleShare: 0.4,
    ruleMinMm: 14,
    ruleMaxMm: 40,
    ruleThicknessPt: 0.75,
    ruleGapPt: 3,
  },
  signature: { widthShares: [48, 52], spaceMm: 28, recipientsGapMm: 6, beforePt: 12 },
  table: { borderPt: 0.5, paddingMm: 1.5 },
  styles: {
    national_name: { ...plain, label: 'Quốc hiệu', sizePt: 12, bold: true },
    national_motto: { ...plain, label: 'Tiêu ngữ', sizePt: 13, bold: true },
    parent_name: { ...plain, label: 'Cơ quan chủ quản', sizePt: 12 },
    issuer_name: { ...plain, label: 'Cơ quan ban hành', sizePt: 12, bold: true },
    number_line: { ...plain, label: 'Số ký hiệu', sizePt: 13, beforePt: 6 },
    date_line: { ...plain, label: 'Địa danh và ngày', sizePt: 13, italic: true, beforePt: 6 },
    title: { ...plain, label: 'Tên loại', bold: true, beforePt: 18 },
    subject: { ...plain, label: 'Trích yếu', bold: true },
    body: { ...text, label: 'Nội dung' },
    section: { ...text, label: 'Mục', align: 'left', bold: true, beforePt: 9, heading: 1 },
    subsection: { ...text, label: 'Khoản', align: 'left', bold: true, heading: 2 },
    point: { ...text, label: 'Điểm' },
    item: { ...text, label: 'Gạch đầu dòng' },
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
    table_head: { ...plain, label: 'Đầu bảng', sizePt: 12, bold: true, beforePt: 2, afterPt: 2 },
    table_cell: { ...plain, label: 'Ô bảng', sizePt: 12, beforePt: 2, afterPt: 2 },
  },
};

export const styleSheets: Readonly<Record<Profile, StyleSheet>> = { nd30_2020: styleNd30Year2020 };
