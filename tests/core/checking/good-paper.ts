// A paper that keeps the decree, to break one rule of it at a time.
import { documentContent, type DocumentContent } from '../../../core/documents/content.ts';
import type { BaseFacts } from '../../../core/documents/facts.ts';
import type { DocumentKind } from '../../../core/documents/kinds.ts';

export const goodFacts: BaseFacts = {
  issuer: {
    kind: 'department',
    name: 'Sở Nội vụ',
    parentLine: 'UBND TỈNH HẢI DƯƠNG',
    nameLine: 'SỞ NỘI VỤ',
    authorityLine: 'GIÁM ĐỐC SỞ NỘI VỤ',
    signLines: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
    signerTitleBelow: null,
    signerName: 'Nguyễn Văn An',
    placeName: 'Hải Dương',
    archiveLine: 'Lưu: VT, CCHC',
  },
  document: {
    titleKind: 'ket_qua',
    number: '5',
    symbol: 'TB-SNV',
    issuedOn: '2019-08-09',
    subject: 'Kết quả kiểm tra công tác cải cách hành chính năm 2019',
    urgency: null,
  },
  plan: {
    title: 'Đợt kiểm tra',
    year: 2019,
    number: null,
    symbol: null,
    documentDate: null,
    issuerName: null,
    documentSubject: null,
    contents: null,
    reviewPeriodFrom: null,
    reviewPeriodTo: null,
    reviewPeriodText: null,
    startsOn: null,
    endsOn: null,
    inspectionForms: [],
    scoring: false,
    illustrative: false,
    reportBackTo: null,
    reportBackDueOn: null,
    remediationDemand: null,
    legalGrounds: [],
  },
};

const LONG =
  'Sau khi kiểm tra hồ sơ, tài liệu tại Bộ phận Tiếp nhận và Trả kết quả, Đoàn kiểm tra ghi nhận đơn vị đã niêm yết công khai đầy đủ thủ tục hành chính thuộc thẩm quyền giải quyết.';

export function goodContent(kind: DocumentKind): DocumentContent {
  const isDecision = kind === 'team_decision';
  const isLetter = kind === 'reminder';
  const text = isDecision
    ? [
        { type: 'ground', text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015' },
        { type: 'ground', text: 'Theo đề nghị của Chánh Văn phòng Sở Nội vụ' },
        { type: 'article', text: `Thành lập Đoàn kiểm tra. ${LONG}` },
        { type: 'article', text: 'Quyết định này có hiệu lực kể từ ngày ký.' },
      ]
    : [
        { type: 'lead', text: LONG },
        { type: 'section', text: 'Kết quả đạt được' },
        { type: 'paragraph', text: LONG },
        { type: 'item', text: LONG },
        { type: 'closing', text: 'Đề nghị đơn vị nghiêm túc thực hiện.' },
      ];
  const appendix = { type: 'appendix', text: 'Danh sách đơn vị được kiểm tra', landscape: false };
  const blocks = [...text, ...(isLetter || isDecision ? [] : [appendix, { type: 'paragraph', text: LONG }])];
  const first = isLetter ? ['Như trên'] : isDecision ? ['Như Điều 2'] : [];
  return documentContent.parse({
    version: 1,
    kind,
    blocks: blocks.map((block, index) => ({ id: `b${String(index)}`, ...block })),
    ...(isLetter ? { addressees: ['Sở Tài chính'] } : {}),
    recipients: [...first, 'UBND tỉnh', 'Lưu: VT, CCHC'],
    signatures: [],
  });
}
