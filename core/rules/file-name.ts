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

const documentNames: Readonly<Record<DocumentRow['kind'], string>> = {
  nomination_request: 'Công văn đề nghị cử người',
  team_decision: 'Quyết định thành lập',
  plan: 'Kế hoạch kiểm tra',
  schedule_notice: 'Thông báo lịch kiểm tra',
  programme: 'Chương trình làm việc',
  minutes: 'Biên bản kiểm tra',
  member_report: 'Báo cáo của thành viên',
  remarks_table: 'Bảng tiếp thu giải trình',
  agency_notice: 'Thông báo kết quả',
  collective_notice: 'Thông báo kết quả',
  team_report: 'Báo cáo của Đoàn kiểm tra',
  summary_report: 'Báo cáo tổng hợp',
  remediation_plan_form: 'Mẫu kế hoạch khắc phục',
  remediation_report_form: 'Mẫu báo cáo khắc phục',
  reminder: 'Công văn đôn đốc',
  remediation_summary: 'Báo cáo kết quả khắc phục',
  index_decision: 'Quyết định công bố Chỉ số CCHC',
  one_stop_notice: 'Thông báo kết quả giải quyết TTHC',
  submission: 'Tờ trình',
  submission_slip: 'Phiếu trình',
  news_item: 'Tin bài',
  period_report: 'Báo cáo CCHC',
  report_reminder: 'Công văn đôn đốc báo cáo',
};

/**
 * The file's name without its ending: what it is, of whom, and its number once it has one. What stands in brackets is a
 * remark, not part of a name; of a name that is too long the end goes, never the number.
 */
export function documentFileStem(document: {
  readonly kind: DocumentRow['kind'];
  readonly titleKind: DocumentRow['titleKind'];
  readonly agencyName: string | null;
  readonly year: number | null;
  /** A team or a member, where it is not an agency's paper. */
  readonly of?: string | null;
  readonly number?: string | null;
  readonly symbol?: string | null;
}): string {
  const { kind, agencyName, number, symbol } = document;
  const isNotice = kind === 'agency_notice' || kind === 'collective_notice';
  const what = isNotice && document.titleKind === 'ket_luan' ? 'Thông báo kết luận' : documentNames[kind];
  const whom = agencyName ?? document.of ?? null;
  const year = document.year === null ? '' : String(document.year);
  // Minutes that somehow have no agency keep their short name.
  const round = kind === 'minutes' ? '' : `toàn đợt ${year}`;
  const stem = asciiName(`${what} ${whom === null ? round : shortBody(whom)}`);
  if (number == null || number.trim() === '') return stem;
  const [own = '', tail = symbol ?? ''] = number.split('/');
  const printed = /^\d$/u.test(own.trim()) ? `0${own.trim()}` : own;
  const signed = asciiName(`số ${printed} ${tail}`).slice(0, MAX_STEM / 2);
  return `${stem.slice(0, MAX_STEM - signed.length - 1).replace(/-+$/, '')}-${signed}`;
}
