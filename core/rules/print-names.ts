/**
 * What the papers of one job are called: in its list, and as files. A file's name is the one that the paper has
 * everywhere (file-name.ts), after its place in the job, so that a folder shows the papers in their order.
 */
import type { DocumentRow } from '../contract/documents.ts';
import type { DocumentKind } from '../documents/kinds.ts';
import { documentFileStem, sheetFileStem } from './file-name.ts';

export type SheetPart = 'working_sheet' | 'sample';

const names: Readonly<Record<DocumentKind | SheetPart, string>> = {
  nomination_request: 'Công văn đề nghị cử người tham gia',
  team_decision: 'Quyết định thành lập',
  plan: 'Kế hoạch kiểm tra',
  schedule_notice: 'Thông báo lịch kiểm tra',
  programme: 'Chương trình làm việc',
  minutes: 'Biên bản kiểm tra',
  member_report: 'Báo cáo của thành viên',
  remarks_table: 'Bảng tiếp thu, giải trình',
  agency_notice: 'Thông báo kết quả kiểm tra',
  collective_notice: 'Thông báo kết quả kiểm tra chung',
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
  period_report: 'Báo cáo CCHC định kỳ',
  report_reminder: 'Công văn đôn đốc báo cáo định kỳ',
  working_sheet: 'Phiếu kiểm tra',
  sample: 'Phiếu chọn mẫu hồ sơ',
};

export interface NamedPaper {
  readonly kind: DocumentKind | SheetPart;
  readonly titleKind: DocumentRow['titleKind'];
  readonly number: string | null;
  readonly symbol: string | null;
  readonly agencyName: string | null;
  /** A team or a member, where it is not an agency's paper. */
  readonly of: string | null;
  readonly year: number | null;
  /** Its place in the job, or the agency's in the round. */
  readonly place: number;
}

/** `Biên bản kiểm tra`, `Thông báo kết quả kiểm tra số 05/TB-ĐKT`. */
export function printLabel({ kind, number, symbol }: Pick<NamedPaper, 'kind' | 'number' | 'symbol'>): string {
  const given = number?.trim() ?? '';
  if (given === '') return names[kind];
  const tail = given.includes('/') ? '' : (symbol?.trim() ?? '');
  return `${names[kind]} số ${[given, tail].filter((part) => part !== '').join('/')}`;
}

/** `05-Thong-bao-ket-qua-UBND-huyen-Nam-Sach-so-12-TB-DKT`; `digits`: as many as the last place has. */
export function printFileStem(paper: NamedPaper, digits: number): string {
  const { kind, agencyName, place, year } = paper;
  const own =
    kind === 'working_sheet' || kind === 'sample'
      ? sheetFileStem({ kind, of: agencyName, year })
      : documentFileStem({ ...paper, kind });
  return `${String(place).padStart(digits, '0')}-${own}`;
}

/** The same names, each once: a second one of the same name is `…-2`. File systems that ignore case are minded. */
export function uniqueNames(wanted: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    let unique = name;
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${name}-${count}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
