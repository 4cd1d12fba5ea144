/**
 * Names of the files that people save and send: plain letters, digits and hyphens, so that they survive every
 * file system, mail program and USB stick. `Thong-bao-ket-qua-UBND-huyen-Nam-Sach.docx`.
 */
import type { DocumentRow } from '../contract/documents.ts';

const MAX_STEM = 100;
const MARKS = /\p{M}+/gu;

/** Vietnamese text without its marks, case kept, every other sign a hyphen. */
export function asciiName(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_STEM)
    .replace(/-+$/, '');
}

const sheetNames = {
  assignment: 'Bảng phân công nhiệm vụ',
  schedule: 'Lịch kiểm tra',
  programme: 'Chương trình làm việc',
  nominations: 'Danh sách đề nghị cử thành viên',
  working_sheet: 'Phiếu kiểm tra',
  member_report: 'Báo cáo của thành viên',
  procedures: 'Phụ lục TTHC niêm yết',
  sample: 'Phiếu chọn mẫu',
  remarks: 'Bảng tiếp thu giải trình',
  self_reports: 'Theo dõi báo cáo tự kiểm tra',
  statistics: 'Biểu II.06a',
  document_list: 'Danh mục văn bản của đợt kiểm tra',
} as const;

/** A working sheet's name without its ending: of a team or an agency, or of the whole round. */
export function sheetFileStem(sheet: {
  readonly kind: keyof typeof sheetNames;
  readonly of: string | null;
  readonly year: number | null;
}): string {
  const whom = sheet.of === null ? '' : shortBody(sheet.of);
  return asciiName(`${sheetNames[sheet.kind]} ${whom} ${sheet.year === null ? '' : String(sheet.year)}`);
}

/** Without remarks in brackets. */
export function shortBody(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\([^)]*\)/g, ' ')
    .replace(/(?:Ủy|Uỷ) ban nhân dân/giu, 'UBND');
}

/** The file's name without its ending. What stands in brackets is a remark, not part of a name. */
export function documentFileStem(document: {
  readonly kind: DocumentRow['kind'];
  readonly titleKind: DocumentRow['titleKind'];
  readonly agencyName: string | null;
  readonly year: number | null;
}): string {
  const what =
    document.kind === 'minutes'
      ? 'Biên bản kiểm tra'
      : document.titleKind === 'ket_luan'
        ? 'Thông báo kết luận'
        : 'Thông báo kết quả';
  const agency = shortBody(document.agencyName ?? '');
  const whom =
    document.kind === 'collective_notice'
      ? `toàn đợt ${document.year === null ? '' : String(document.year)}`
      : agency;
  return asciiName(`${what} ${whom}`);
}
