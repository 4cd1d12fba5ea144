// What the decree says of the letters of every element: Nghị định 30/2020/NĐ-CP, Phụ lục I, and where it says so.

export interface ElementSpec {
  /** Smallest and greatest size in points. */
  readonly sizes: readonly [number, number];
  /** Null: the decree leaves it open, or only whole paragraphs are looked at. */
  readonly bold: boolean | null;
  readonly italic: boolean | null;
  readonly upper: boolean | null;
  /** Mục of Phụ lục I, phần I/II, e.g. `II.1`. */
  readonly source: string;
}

const spec = (
  sizes: readonly [number, number],
  bold: boolean | null,
  italic: boolean | null,
  upper: boolean | null,
  source: string,
): ElementSpec => ({ sizes, bold, italic, upper, source });

export const elements = {
  national_name: spec([12, 13], true, false, true, 'II.1'),
  motto: spec([13, 14], true, false, false, 'II.1'),
  parent_name: spec([12, 13], false, false, true, 'II.2'),
  issuer_name: spec([12, 13], true, false, true, 'II.2'),
  number: spec([13, 13], false, false, null, 'II.3'),
  date: spec([13, 14], false, true, false, 'II.4'),
  title: spec([13, 14], true, false, true, 'II.5'),
  subject: spec([13, 14], true, false, false, 'II.5'),
  letter_subject: spec([12, 13], false, false, false, 'II.5'),
  addressees: spec([13, 14], false, false, false, 'II.9'),
  authority: spec([13, 14], true, false, true, 'II.6'),
  ground: spec([13, 14], false, true, false, 'II.6'),
  decides: spec([13, 14], true, false, true, 'II.6'),
  chapter: spec([13, 14], true, false, null, 'II.6'),
  article: spec([13, 14], null, false, false, 'II.6'),
  section: spec([13, 14], true, false, true, 'II.6'),
  body: spec([13, 14], null, null, null, 'II.6'),
  sign_line: spec([13, 14], true, false, true, 'II.7'),
  sign_name: spec([13, 14], true, false, false, 'II.7'),
  recipients_heading: spec([12, 12], true, true, false, 'II.9'),
  recipient: spec([11, 11], false, false, null, 'II.9'),
  appendix_label: spec([14, 14], true, false, false, 'III.1'),
  appendix_title: spec([13, 14], true, false, true, 'III.1'),
  appendix_reference: spec([13, 14], false, true, false, 'III.1'),
  urgency: spec([13, 14], true, false, true, 'III.2'),
} as const satisfies Readonly<Record<string, ElementSpec>>;

export type ElementName = keyof typeof elements;

export const elementNames = Object.keys(elements) as readonly ElementName[];

/** Times New Roman and the faces that take exactly as much room. */
export const allowedFaces = ['timesnewroman', 'times', 'tinos', 'liberationserif'] as const;

/** The page, in millimetres and points. */
export const pageSpec = {
  shortMm: 210,
  longMm: 297,
  topMm: [20, 25],
  bottomMm: [20, 25],
  leftMm: [30, 35],
  rightMm: [15, 20],
  firstLineMm: [10, 12.7],
  betweenPt: 6,
  lines: [1, 1.5],
  numberPt: [13, 14],
  letterSubjectGapPt: 6,
  ruleShare: [1 / 3, 1 / 2],
  urgencyMm: { 'HỎA TỐC': [30, 8], 'THƯỢNG KHẨN': [40, 8], KHẨN: [20, 8] },
} as const;

/** The kinds of Phụ lục III, mục I, that are official papers with a name. */
export const namedKinds: readonly string[] = [
  'nghị quyết',
  'quyết định',
  'chỉ thị',
  'quy chế',
  'quy định',
  'thông cáo',
  'thông báo',
  'hướng dẫn',
  'chương trình',
  'kế hoạch',
  'phương án',
  'đề án',
  'dự án',
  'báo cáo',
  'biên bản',
  'tờ trình',
  'hợp đồng',
  'công điện',
  'bản ghi nhớ',
  'bản thỏa thuận',
  'giấy ủy quyền',
  'giấy mời',
  'giấy giới thiệu',
  'giấy nghỉ phép',
  'phiếu gửi',
  'phiếu chuyển',
  'phiếu báo',
];
