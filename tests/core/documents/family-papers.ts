// One paper of every family, with every sort of block: for tests of the layout, whatever the papers of a kind say.
import type { ContentBlock, DocumentContent, TextBlockType } from '../../../core/documents/content.ts';
import type { BaseFacts } from '../../../core/documents/facts.ts';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import type { DocumentModel } from '../../../core/documents/model.ts';

export const baseFacts: BaseFacts = {
  issuer: {
    kind: 'chairman',
    name: 'Ủy ban nhân dân tỉnh Hải Dương',
    parentLine: null,
    nameLine: 'Ủy ban nhân dân\ntỉnh Hải Dương',
    authorityLine: 'Chủ tịch Ủy ban nhân dân tỉnh Hải Dương',
    signLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    signerTitleBelow: null,
    signerName: 'Lưu Văn Bản',
    placeName: 'Hải Dương',
    archiveLine: 'Lưu: VT, NC',
  },
  document: {
    titleKind: 'ket_qua',
    number: '7',
    symbol: 'KH-UBND',
    issuedOn: '2019-08-09',
    subject: 'Kiểm tra công tác cải cách hành chính năm 2019',
    draftRound: 2,
    urgency: null,
  },
  plan: {
    title: 'Kiểm tra công tác cải cách hành chính năm 2019',
    year: 2019,
    number: '2676',
    symbol: 'KH-UBND',
    documentDate: '2019-08-09',
    issuerName: 'Ủy ban nhân dân tỉnh Hải Dương',
    documentSubject: null,
    contents: null,
    reviewPeriodFrom: null,
    reviewPeriodTo: null,
    reviewPeriodText: null,
    startsOn: null,
    endsOn: null,
    inspectionForms: ['direct'],
    scoring: false,
    illustrative: false,
    reportBackTo: null,
    reportBackDueOn: null,
    remediationDemand: null,
    legalGrounds: [],
  },
};

export function block(
  type: TextBlockType,
  text: string,
  marks: NonNullable<Extract<ContentBlock, { marks?: unknown }>['marks']> = [],
): ContentBlock {
  return { id: `${type}:${text.slice(0, 60)}`, type, text, ...(marks.length === 0 ? {} : { marks }) };
}

export const RECIPIENTS = ['Như trên', 'Thường trực Tỉnh ủy (để báo cáo)', 'Lưu: VT, NC'];
/** A PNG of one grey dot. */
export const PICTURE = {
  sha256: 'a'.repeat(64),
  bytes: Uint8Array.from(
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
      'base64',
    ),
  ),
};

export const LONG =
  'Các cơ quan, đơn vị, địa phương đã quan tâm chỉ đạo, tổ chức thực hiện nghiêm túc các nhiệm vụ cải cách hành chính theo kế hoạch của Ủy ban nhân dân tỉnh; công tác tuyên truyền được thực hiện thường xuyên bằng nhiều hình thức phong phú, thiết thực.';

export function table(
  rows: number,
  extra: Partial<Extract<ContentBlock, { type: 'table' }>> = {},
): ContentBlock {
  return {
    id: 'table',
    type: 'table',
    text: 'Kết quả chấm điểm',
    appendix: false,
    columns: [
      { text: 'TT', align: 'center', width: 8 },
      { text: 'Cơ quan, đơn vị', align: 'left', width: 62 },
      { text: 'Điểm', align: 'right', width: 30 },
    ],
    rows: [
      ...Array.from({ length: rows }, (_, index) => [
        String(index + 1),
        index % 3 === 0
          ? `Sở thứ ${String(index + 1)} có tên rất dài và trải ra trên hai dòng của bảng`
          : 'Sở Nội vụ',
        '82,5',
      ]),
      ['', 'Cộng', '825'],
    ],
    totals: true,
    ...extra,
  };
}

export const bars: ContentBlock = {
  id: 'bars',
  type: 'bars',
  text: 'Tần suất tồn tại, hạn chế',
  rows: [
    {
      label: 'Cải cách thủ tục hành chính, gồm việc tiếp nhận và trả kết quả đúng hẹn',
      value: '12',
      share: 10_000,
    },
    { label: 'Chỉ đạo, điều hành', value: '5', share: 4_167 },
    { label: 'Tài chính công', value: '0', share: 0 },
  ],
};

export function paper(
  kind: DocumentKind,
  blocks: readonly ContentBlock[],
  more: Partial<DocumentContent> = {},
): DocumentContent {
  return { version: 1, kind, blocks: [...blocks], recipients: RECIPIENTS, signatures: [], ...more };
}

export const picture: ContentBlock = {
  id: 'picture',
  type: 'image',
  text: 'Đoàn kiểm tra làm việc tại Sở Nội vụ',
  sha256: PICTURE.sha256,
  media: 'image/png',
  widthPx: 1,
  heightPx: 1,
  widthMm: 40,
};

const appendices: readonly ContentBlock[] = [
  { id: 'appendix-1', type: 'appendix', text: 'Danh sách cơ quan được kiểm tra', landscape: false },
  block('section', 'Danh sách'),
  block('paragraph', LONG),
  table(3),
  { id: 'appendix-2', type: 'appendix', text: 'Bảng tổng hợp', landscape: true },
  block('section', 'Bảng'),
  table(45, {
    text: '',
    headRows: [
      [
        { text: 'TT', across: 1, down: 2 },
        { text: 'Kết quả', across: 2, down: 1 },
      ],
      [
        { text: 'Cơ quan', across: 1, down: 1 },
        { text: 'Điểm', across: 1, down: 1 },
      ],
    ],
  }),
];

const plan = paper('plan', [
  block('ground', 'Căn cứ Luật Tổ chức chính quyền địa phương'),
  block('ground', 'Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ;'),
  block('lead', 'Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:'),
  block('section', 'Mục đích, yêu cầu'),
  block('subsection', 'Mục đích'),
  block('clause', LONG),
  block('point', 'Đánh giá đúng thực trạng;'),
  block('point', 'Phát hiện tồn tại;'),
  block('subsection', 'Yêu cầu'),
  ...['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu'].map((text) => block('point', `${text};`)),
  block('section', 'Nội dung'),
  block('paragraph', `${LONG} ${LONG}`, [{ from: 0, to: 21, bold: true }]),
  block('item', 'Gạch thứ nhất;'),
  block('item', LONG),
  bars,
  table(4),
  block('section', 'Tổ chức thực hiện'),
  ...Array.from({ length: 9 }, () => block('clause', LONG)),
  block('closing', 'Trên đây là Kế hoạch kiểm tra công tác cải cách hành chính năm 2019', [
    { from: 13, to: 21, field: 'so_kh' },
  ]),
  ...appendices,
]);

const decision = paper('team_decision', [
  block('ground', 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025'),
  block('ground', 'Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 01 tháng 8 năm 2019.'),
  block('article', 'Thành lập Đoàn kiểm tra gồm các ông (bà) có tên sau:'),
  block('clause', 'Ông Nguyễn Văn A, Phó Chủ tịch - Trưởng đoàn;'),
  block('clause', 'Bà Trần Thị B, Giám đốc Sở Nội vụ - Phó Trưởng đoàn.'),
  block('article', 'Nhiệm vụ của Đoàn kiểm tra', [{ from: 0, to: 26, bold: true }]),
  block('clause', LONG),
  block('point', 'Lập biên bản;'),
  block('article', 'Quyết định này có hiệu lực kể từ ngày ký; các cá nhân có tên tại Điều 1 thi hành.'),
]);

const letter = paper(
  'reminder',
  [
    block('paragraph', LONG),
    block('paragraph', 'Đề nghị các đơn vị báo cáo trước ngày 30/9/2019; cụ thể như sau:'),
    block('item', 'Sở Nội vụ: 03 kiến nghị;'),
    block('item', 'Sở Tư pháp: 01 kiến nghị.'),
  ],
  {
    addressees: [
      'Sở Nội vụ',
      'Sở Tài nguyên và Môi trường, cơ quan có tên dài đến mức phải xuống dòng ở đây',
      'Ủy ban nhân dân các xã',
    ],
  },
);

const report = paper('team_report', [block('lead', LONG), block('section', 'Kết quả'), table(30)], {
  addressees: ['Ủy ban nhân dân tỉnh Hải Dương'],
});

const minutes = paper(
  'minutes',
  [
    block('paragraph', 'Thời gian bắt đầu: 08 giờ 00 phút'),
    block('section', 'Nội dung'),
    block('closing', LONG),
  ],
  {
    signatures: [
      { lines: ['Đại diện đơn vị', 'được kiểm tra'], name: 'Nguyễn Văn A' },
      { lines: ['Thư ký'], name: '' },
      { lines: ['Trưởng đoàn'], name: 'Vương Đức Sáng' },
    ],
  },
);

const form = paper('remediation_plan_form', [
  block('lead', 'Thực hiện Thông báo số …/TB-UBND, đơn vị xây dựng kế hoạch khắc phục như sau:'),
  table(2),
  block('closing', 'Trên đây là Kế hoạch khắc phục của đơn vị.'),
]);

const slip = paper(
  'submission_slip',
  [
    block('subsection', 'Nội dung trình'),
    block('paragraph', LONG),
    block('closing', 'Kính trình lãnh đạo xem xét.'),
  ],
  {
    recipients: [],
    signatures: [
      { lines: ['Người trình'], name: 'Nguyễn Văn A' },
      { lines: ['Ý kiến của lãnh đạo'], name: '' },
    ],
  },
);

const news = paper(
  'news_item',
  [
    block('lead', LONG),
    picture,
    block('paragraph', LONG),
    block('byline', 'Tin, ảnh: Phòng Cải cách hành chính'),
  ],
  { recipients: [] },
);

const with_ = (change: Partial<BaseFacts['document']>): BaseFacts => ({
  ...baseFacts,
  document: { ...baseFacts.document, ...change },
});

export const familyPapers: Readonly<Record<string, DocumentModel>> = {
  named: layoutDocument('plan', baseFacts, plan),
  draft: layoutDocument('plan', with_({ urgency: 'thuong_khan', number: null, issuedOn: null }), plan, {
    draft: true,
  }),
  decision: layoutDocument(
    'team_decision',
    with_({ symbol: 'QĐ-UBND', subject: 'Về việc thành lập Đoàn kiểm tra' }),
    decision,
  ),
  letter: layoutDocument(
    'reminder',
    with_({
      symbol: 'SNV-CCHC',
      subject: 'Đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra',
      urgency: 'khan',
    }),
    letter,
  ),
  addressed: layoutDocument('team_report', with_({ symbol: 'BC-ĐKT' }), report),
  minutes: layoutDocument('minutes', with_({ symbol: null, number: null }), minutes),
  form: layoutDocument('remediation_plan_form', with_({}), form),
  slip: layoutDocument('submission_slip', with_({ subject: 'Về việc ban hành Kế hoạch' }), slip),
  news: layoutDocument('news_item', with_({ subject: 'Kiểm tra cải cách hành chính tại Sở Nội vụ' }), news),
};
