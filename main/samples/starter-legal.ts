/**
 * The legal documents that ship with the product, for a library that is not empty on the first day. Dates that are
 * not known for certain are left out; every row says that it is to be compared with the official text.
 */
import type { Writer } from '../../db/journal.ts';
import type { NewRow } from '../../db/registry.ts';
import type { Connection } from '../../db/sqlite.ts';
import { starterId } from './ids.ts';
import { missingIn } from './missing.ts';

const NOTE = 'Đi kèm phần mềm; cần đối chiếu với văn bản chính thức trước khi dùng.';

type Fields = Omit<NewRow<'legal_document'>, 'id' | 'provenance' | 'note' | 'replacedById'> & {
  /** The symbol of a document of this list. */
  readonly replacedBy?: string;
};

const congress = { issuerName: 'Quốc hội' } as const;
const government = { issuerName: 'Chính phủ' } as const;
const primeMinister = { kind: 'quyet_dinh', issuerName: 'Thủ tướng Chính phủ' } as const;
const governmentOffice = {
  kind: 'thong_tu',
  issuerName: 'Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ',
} as const;

/** What is replaced stands behind what replaced it. */
const documents: readonly Fields[] = [
  {
    ...congress,
    kind: 'luat',
    symbol: '72/2025/QH15',
    issuedOn: '2025-06-16',
    subject: 'Tổ chức chính quyền địa phương',
  },
  {
    ...congress,
    kind: 'nghi_quyet',
    symbol: '202/2025/QH15',
    issuedOn: '2025-06-12',
    subject: 'về việc sắp xếp đơn vị hành chính cấp tỉnh',
  },
  {
    ...congress,
    kind: 'luat',
    symbol: '33/2024/QH15',
    subject: 'Lưu trữ',
    effectiveFrom: '2025-07-01',
  },
  {
    ...government,
    kind: 'nghi_quyet',
    symbol: '76/NQ-CP',
    issuedOn: '2021-07-15',
    subject: 'ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030',
  },
  {
    ...government,
    kind: 'nghi_dinh',
    symbol: '30/2020/NĐ-CP',
    issuedOn: '2020-03-05',
    subject: 'về công tác văn thư',
    effectiveFrom: '2020-03-05',
  },
  {
    ...government,
    kind: 'nghi_dinh',
    symbol: '150/2025/NĐ-CP',
    issuedOn: '2025-06-12',
    subject:
      'quy định tổ chức các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương và Ủy ban nhân dân xã, phường, đặc khu thuộc tỉnh, thành phố trực thuộc trung ương',
  },
  {
    ...government,
    kind: 'nghi_dinh',
    symbol: '118/2025/NĐ-CP',
    issuedOn: '2025-06-09',
    subject:
      'về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia',
    effectiveFrom: '2025-07-01',
  },
  {
    ...government,
    kind: 'nghi_dinh',
    symbol: '61/2018/NĐ-CP',
    subject: 'về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính',
    effectiveFrom: '2018-06-21',
    replacedBy: '118/2025/NĐ-CP',
  },
  {
    ...government,
    kind: 'nghi_dinh',
    symbol: '42/2022/NĐ-CP',
    subject:
      'quy định về việc cung cấp thông tin và dịch vụ công trực tuyến của cơ quan nhà nước trên môi trường mạng',
    effectiveFrom: '2022-08-15',
  },
  {
    ...primeMinister,
    symbol: '282/QĐ-TTg',
    issuedOn: '2026-02-12',
    subject: 'ban hành Kế hoạch cải cách hành chính nhà nước trọng tâm giai đoạn 2026 - 2030',
  },
  {
    ...primeMinister,
    symbol: '766/QĐ-TTg',
    issuedOn: '2022-06-23',
    subject:
      'phê duyệt Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp trong thực hiện thủ tục hành chính, dịch vụ công theo thời gian thực trên môi trường điện tử',
  },
  {
    ...primeMinister,
    symbol: '45/2016/QĐ-TTg',
    subject:
      'về việc tiếp nhận hồ sơ, trả kết quả giải quyết thủ tục hành chính qua dịch vụ bưu chính công ích',
  },
  {
    ...governmentOffice,
    symbol: '01/2020/TT-VPCP',
    issuedOn: '2020-10-21',
    subject:
      'quy định chế độ báo cáo định kỳ và quản lý, sử dụng, khai thác Hệ thống thông tin báo cáo của Văn phòng Chính phủ',
  },
  {
    ...governmentOffice,
    symbol: '02/2017/TT-VPCP',
    subject: 'hướng dẫn về nghiệp vụ kiểm soát thủ tục hành chính',
  },
  {
    kind: 'quyet_dinh',
    issuerName: 'Bộ trưởng Bộ Nội vụ',
    symbol: '876/QĐ-BNV',
    issuedOn: '2022-11-10',
    subject:
      'phê duyệt Đề án xác định Chỉ số cải cách hành chính của các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương giai đoạn 2022 - 2030',
  },
];

export function starterLegalId(symbol: string): string {
  return starterId('legal_document', symbol);
}

/** Puts in what is missing; a row that was changed or deleted here stays as it is. */
export function ensureStarterLegal(context: { readonly connection: Connection }, write: Writer): void {
  const rows = documents.map(({ replacedBy, ...fields }) => ({
    ...fields,
    id: starterLegalId(fields.symbol ?? fields.subject),
    provenance: 'inferred' as const,
    note: NOTE,
    replacedById: replacedBy === undefined ? null : starterLegalId(replacedBy),
  }));
  const missing = missingIn(context.connection)('legal_document', rows);
  const present = context.connection.prepare('SELECT 1 FROM legal_document WHERE id = ?').pluck();
  for (const row of missing) {
    // What replaced it may have been deleted here.
    const known = row.replacedById === null || present.get(row.replacedById) !== undefined;
    write.insert('legal_document', known ? row : { ...row, replacedById: null });
  }
}
