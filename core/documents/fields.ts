// The data fields of boilerplate and of a paper's text: their names, what they are called on screen, and their values
// from a paper's facts. Values are whole phrases as they stand in a sentence. Knows no kind of paper's own layout.
import type { AgencyFacts, AttendeeFacts, BaseFacts, TeamFacts, TeamRole, VisitFacts } from './facts.ts';
import { kindTraits, type DocumentKind, type DocumentScope } from './kinds.ts';
import { agencyName, agencyReference } from './wording/agencies.ts';
import { decisionCitation, numberAndSymbol, planCitation } from './wording/citations.ts';
import { clockTime, dateRange, longDate, shortDate } from './wording/dates.ts';
import { formatCount } from './wording/numbers.ts';
import { draftArchiveLine } from './wording/recipients.ts';
import { inspectionPhrase, speaker } from './wording/subject.ts';
import { roleTitle, teamForm, teamNames, teamWord } from './wording/team.ts';
import { joinWords, oneLine, withoutEnd } from './wording/text.ts';

/** Whatever of these a paper's facts hold, fields are taken from. */
export interface FieldSource extends BaseFacts {
  readonly teams?: readonly TeamFacts[] | undefined;
  readonly team?: TeamFacts | null | undefined;
  readonly agency?: AgencyFacts | null | undefined;
  readonly notice?: 'agency' | 'collective' | undefined;
  readonly agencies?: readonly AgencyFacts[] | undefined;
  readonly otherAgencies?: readonly AgencyFacts[] | undefined;
  readonly visit?: VisitFacts | null | undefined;
  readonly visits?: readonly VisitFacts[] | undefined;
  readonly agencyAttendees?: readonly AttendeeFacts[] | undefined;
  readonly location?: string | null | undefined;
  readonly endTime?: string | null | undefined;
  readonly copies?: number | null | undefined;
  /** Values that only this kind of paper has, by name. */
  readonly fields?: Readonly<Record<string, string | null>> | undefined;
}

interface Field {
  readonly label: string;
  /** Only papers of such a scope know it. */
  readonly scopes?: readonly DocumentScope[];
  /** Only these kinds know it. */
  readonly kinds?: readonly DocumentKind[];
}

const ofVisit = ['visit', 'member'] as const;
const ofAgency = [...ofVisit, 'agency_report'] as const;
const ofPeriod = ['one_stop_notice', 'period_report', 'report_reminder'] as const;

const table = {
  nam: { label: 'Năm của đợt kiểm tra' },
  ten_dot: { label: 'Tên đợt kiểm tra' },
  dot_kiem_tra: { label: 'Đợt kiểm tra, viết trong câu' },
  so_kh: { label: 'Số, ký hiệu của kế hoạch' },
  ngay_kh: { label: 'Ngày ban hành kế hoạch' },
  cq: { label: 'Cơ quan ban hành kế hoạch' },
  ke_hoach: { label: 'Kế hoạch kiểm tra, viện dẫn đầy đủ' },
  ke_hoach_ngan: { label: 'Kế hoạch kiểm tra, viện dẫn ngắn' },
  so_qd: { label: 'Số, ký hiệu quyết định thành lập' },
  ngay_qd: { label: 'Ngày quyết định thành lập' },
  cq_qd: { label: 'Cơ quan ban hành quyết định thành lập' },
  quyet_dinh: { label: 'Quyết định thành lập, viện dẫn đầy đủ' },
  can_cu_thuc_hien: { label: 'Kế hoạch và quyết định, viện dẫn đầy đủ' },
  van_ban_cong_bo: { label: 'Văn bản được công bố tại buổi làm việc' },
  thoi_gian: { label: 'Thời gian của đợt kiểm tra' },
  tu_ngay: { label: 'Ngày bắt đầu đợt kiểm tra' },
  den_ngay: { label: 'Ngày kết thúc đợt kiểm tra' },
  thoi_ky: { label: 'Thời kỳ kiểm tra' },
  noi_dung: { label: 'Nội dung kiểm tra' },
  so_don_vi: { label: 'Số cơ quan, đơn vị được kiểm tra' },
  doan: { label: 'Tên Đoàn (Tổ) kiểm tra' },
  doan_to: { label: 'Đoàn kiểm tra hoặc Tổ kiểm tra' },
  truong_doan: { label: 'Chức danh đứng đầu Đoàn (Tổ)' },
  ho_ten_truong_doan: { label: 'Họ tên Trưởng đoàn (Tổ trưởng)' },
  ho_ten_thu_ky: { label: 'Họ tên thư ký' },
  don_vi: { label: 'Tên đơn vị được kiểm tra', scopes: ofAgency },
  don_vi_nhac_lai: { label: 'Đơn vị được kiểm tra, nhắc lại', scopes: ofAgency },
  ngay_kiem_tra: { label: 'Ngày kiểm tra tại đơn vị', scopes: ofVisit },
  dia_diem: { label: 'Địa điểm kiểm tra', scopes: ofVisit },
  gio_ket_thuc: { label: 'Giờ kết thúc buổi làm việc', kinds: ['minutes'] },
  ngay_ket_thuc: { label: 'Ngày kết thúc buổi làm việc', kinds: ['minutes'] },
  so_ban: { label: 'Số bản của biên bản', kinds: ['minutes'] },
  loai_ket: { label: 'Kết quả hoặc kết luận' },
  noi_bao_cao: { label: 'Nơi nhận báo cáo khắc phục' },
  han: { label: 'Hạn báo cáo khắc phục' },
  cap_tren: { label: 'Cấp trên nhận để báo cáo' },
  co_quan: { label: 'Cơ quan ban hành văn bản này' },
  chu_the: { label: 'Chủ thể của văn bản, viết trong câu' },
  dia_danh: { label: 'Địa danh' },
  nguoi_ky: { label: 'Họ tên người ký' },
  luu: { label: 'Dòng lưu ở nơi nhận' },
  ubnd: { label: 'Ủy ban nhân dân ban hành hoặc cấp trên trực tiếp' },
  luat_cqdp: { label: 'Luật Tổ chức chính quyền địa phương đang có hiệu lực' },
  luat_sua_doi: { label: 'Luật sửa đổi, bổ sung Luật Tổ chức chính quyền địa phương' },
  chuong_trinh_cchc: { label: 'Chương trình tổng thể CCHC của Chính phủ' },
  han_cu_nguoi: { label: 'Hạn gửi danh sách người được cử', kinds: ['nomination_request'] },
  so_nguoi: { label: 'Số người được đề nghị cử', kinds: ['nomination_request'] },
  linh_vuc: {
    label: 'Lĩnh vực kiểm tra',
    kinds: ['nomination_request', 'member_report', 'schedule_notice', 'plan'],
  },
  han_bao_cao: { label: 'Hạn đơn vị gửi báo cáo tự kiểm tra', kinds: ['plan', 'schedule_notice'] },
  han_lich: { label: 'Thời hạn thông báo lịch', kinds: ['plan'] },
  han_bien_ban: { label: 'Thời hạn lập biên bản', kinds: ['plan'] },
  han_bao_cao_thanh_vien: { label: 'Thời hạn báo cáo của thành viên', kinds: ['plan'] },
  han_giai_trinh: { label: 'Thời hạn đơn vị giải trình', kinds: ['plan'] },
  han_thong_bao: { label: 'Thời hạn thông báo kết quả', kinds: ['plan'] },
  han_khac_phuc: { label: 'Thời hạn khắc phục', kinds: ['plan'] },
  noi_gui_bao_cao: { label: 'Nơi nhận báo cáo tự kiểm tra', kinds: ['plan', 'schedule_notice'] },
  phu_luc_de_cuong: { label: 'Số của phụ lục đề cương báo cáo', kinds: ['plan'] },
  noi_nhan_lich: { label: 'Nơi nhận lịch kiểm tra', kinds: ['schedule_notice'] },
  dien_thoai: { label: 'Số điện thoại liên hệ', kinds: ['schedule_notice'] },
  ke_hoach_can_cu: {
    label: 'Kế hoạch làm căn cứ (ban hành trước quyết định)',
    kinds: ['team_decision', 'submission'],
  },
  nguoi_de_nghi: { label: 'Người đề nghị ban hành', kinds: ['team_decision', 'index_decision'] },
  nhom_co_quan: { label: 'Nhóm cơ quan, đơn vị được xếp hạng', kinds: ['index_decision'] },
  so_ttr: { label: 'Số, ký hiệu tờ trình', kinds: ['team_decision', 'index_decision'] },
  ngay_ttr: { label: 'Ngày của tờ trình', kinds: ['team_decision', 'index_decision'] },
  co_quan_trinh: {
    label: 'Cơ quan trình',
    kinds: ['team_decision', 'plan', 'index_decision', 'submission', 'submission_slip'],
  },
  van_ban_trinh: { label: 'Văn bản được trình', kinds: ['submission', 'submission_slip'] },
  noi_trinh: { label: 'Nơi nhận trình', kinds: ['submission', 'submission_slip'] },
  thanh_vien: { label: 'Người báo cáo', kinds: ['member_report'] },
  so_tb: { label: 'Số, ký hiệu thông báo kết quả' },
  ngay_tb: { label: 'Ngày thông báo kết quả' },
  thong_bao: { label: 'Thông báo kết quả, viện dẫn đầy đủ' },
  ngay_tinh: { label: 'Ngày tính số liệu' },
  so_kien_nghi: { label: 'Số kiến nghị' },
  so_hoan_thanh: { label: 'Số kiến nghị đã hoàn thành' },
  so_qua_han: { label: 'Số kiến nghị quá hạn' },
  han_don_doc: {
    label: 'Hạn báo cáo nêu trong công văn đôn đốc',
    kinds: ['reminder', 'report_reminder'],
  },
  lan_don_doc: { label: 'Lần đôn đốc, viết bằng chữ', kinds: ['reminder', 'report_reminder'] },
  noi_nhan_bao_cao: { label: 'Nơi nhận báo cáo khắc phục, qua cơ quan đôn đốc', kinds: ['reminder'] },
  nguoi_dung_dau: { label: 'Người đứng đầu cấp trên', kinds: ['reminder'] },
  nguoi_viet: { label: 'Người viết tin', kinds: ['news_item'] },
  tu_ky: { label: 'Ngày đầu kỳ số liệu', kinds: ofPeriod },
  den_ky: { label: 'Ngày cuối kỳ số liệu', kinds: ofPeriod },
  ky: { label: 'Kỳ số liệu', kinds: ['one_stop_notice'] },
  ky_bao_cao: { label: 'Kỳ báo cáo', kinds: ['period_report', 'report_reminder'] },
  han_gui_bao_cao: { label: 'Hạn đơn vị gửi báo cáo định kỳ', kinds: ['report_reminder'] },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof table;

/** Every field that exists, with what it is called on screen. */
export const fieldNames: Readonly<Record<FieldName, string>> = Object.fromEntries(
  Object.entries(table).map(([name, { label }]) => [name, label]),
) as Record<FieldName, string>;

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(table, name);
}

/** The fields that papers of a kind can fill, in the order of the table. */
export function fieldsKnownTo(kind: DocumentKind): readonly FieldName[] {
  const { scopes } = kindTraits[kind];
  return (Object.entries(table) as [FieldName, Field][])
    .filter(([, field]) => field.kinds === undefined || field.kinds.includes(kind))
    .filter(([, field]) => field.scopes === undefined || field.scopes.some((one) => scopes.includes(one)))
    .map(([name]) => name);
}

const words = (text: string | null | undefined): string | null => {
  const line = text == null ? '' : oneLine(text);
  return line === '' ? null : line;
};

/** `09 tháng 8 năm 2019`, without the word before it, which stands in the text. */
const dayWords = (iso: string | null): string | null =>
  iso === null ? null : longDate(iso).replace(/^ngày /, '');

/** What the facts say of each field; null: nothing, so that a blank is printed. */
export function fieldsOf(facts: FieldSource): Readonly<Record<FieldName, string | null>> {
  const { plan, issuer, document } = facts;
  const teams = facts.teams ?? (facts.team == null ? [] : [facts.team]);
  const agency = facts.agency ?? (facts.notice === 'agency' ? facts.agencies?.[0] : undefined);
  const known = facts.agencies?.length ?? 0;
  const decided = teams.find((team) => decisionCitation(team) !== null);
  const decisions = teams.map(decisionCitation).filter((citation) => citation !== null);
  const person = (role: TeamRole): string | null =>
    words(teams.flatMap((team) => team.members).find((member) => member.role === role)?.fullName);
  const visits = facts.visit == null ? (facts.visits ?? []) : [facts.visit];
  const days = visits
    .filter((visit) => visit.agencyId === agency?.id)
    .map((visit) => dateRange(visit.startsOn, visit.endsOn))
    .filter((day) => day !== null);
  const [only] = visits.length === 1 ? visits : [];
  const end = only?.endsOn ?? (facts.endTime == null ? null : (only?.startsOn ?? null));
  const isBelow = issuer.kind === 'department' || issuer.kind === 'team';
  const none = Object.fromEntries(Object.keys(table).map((name) => [name, null])) as Record<
    FieldName,
    string | null
  >;
  return {
    ...none,
    nam: plan.year === null ? null : String(plan.year),
    ten_dot: words(plan.title),
    dot_kiem_tra: inspectionPhrase(plan),
    so_kh:
      words(plan.number) === null
        ? null
        : numberAndSymbol({ number: plan.number, symbol: plan.symbol, fallbackSymbol: 'KH-…' }),
    ngay_kh: dayWords(plan.documentDate),
    cq: words(plan.issuerName),
    ke_hoach: planCitation(plan),
    ke_hoach_ngan: `Kế hoạch số ${numberAndSymbol({ number: plan.number, symbol: plan.symbol, fallbackSymbol: 'KH-…' })}`,
    so_qd:
      decided === undefined || words(decided.decisionNumber) === null
        ? null
        : numberAndSymbol({
            number: decided.decisionNumber,
            symbol: decided.decisionSymbol,
            fallbackSymbol: 'QĐ-…',
          }),
    ngay_qd: dayWords(decided?.decisionDate ?? null),
    cq_qd: words(decided?.decisionIssuerName),
    quyet_dinh: decisions.length === 0 ? null : decisions.join('; '),
    can_cu_thuc_hien: [planCitation(plan), ...decisions].join('; '),
    van_ban_cong_bo: decisions.length === 0 ? 'Kế hoạch kiểm tra' : 'Quyết định và Kế hoạch kiểm tra',
    thoi_gian: dateRange(plan.startsOn, plan.endsOn),
    tu_ngay: dayWords(plan.startsOn),
    den_ngay: dayWords(plan.endsOn),
    thoi_ky: words(plan.reviewPeriodText) ?? dateRange(plan.reviewPeriodFrom, plan.reviewPeriodTo),
    noi_dung: plan.contents === null ? null : words(withoutEnd(oneLine(plan.contents))),
    so_don_vi: known === 0 ? null : formatCount(known),
    doan: teamNames(teams),
    doan_to: teamWord(teams),
    truong_doan: roleTitle(teamForm(teams), 'lead'),
    ho_ten_truong_doan: person('lead'),
    ho_ten_thu_ky: person('secretary'),
    don_vi: agency === undefined || agency === null ? null : agencyName(agency),
    don_vi_nhac_lai: agency === undefined || agency === null ? null : agencyReference(agency),
    ngay_kiem_tra: days.length === 0 ? null : joinWords(days),
    dia_diem: words(facts.location),
    gio_ket_thuc: clockTime(facts.endTime ?? null),
    ngay_ket_thuc: longDate(end),
    so_ban: facts.copies == null ? '…' : formatCount(facts.copies),
    loai_ket: document.titleKind === 'ket_luan' ? 'kết luận' : 'kết quả',
    noi_bao_cao: words(plan.reportBackTo),
    han: plan.reportBackDueOn === null ? null : shortDate(plan.reportBackDueOn),
    cap_tren: isBelow ? words(plan.reportBackTo) : null,
    co_quan: words(issuer.name),
    chu_the: speaker({ issuer, teams }),
    dia_danh: words(issuer.placeName),
    nguoi_ky: words(issuer.signerName),
    luu: draftArchiveLine(issuer),
    ubnd: peoplesCommittee(facts),
    luat_cqdp: localGovernmentLaw(plan),
    luat_sua_doi: amendingLaw(plan),
    chuong_trinh_cchc: reformProgramme(plan.year),
    ...facts.fields,
  };
}

/** The committee itself, also where its chairman signs by personal authority; of another issuer the plan's. */
function peoplesCommittee({ issuer, plan }: BaseFacts): string | null {
  const own = issuer.kind === 'ubnd' || issuer.kind === 'chairman' ? issuer.name : plan.issuerName;
  const name = words(own)?.replace(/^(?:phó\s+)?chủ tịch\s+(?=u[ỷy]|ủy|uỷ|ubnd)/iu, '') ?? null;
  return name === null || !/(?:ủy|uỷ) ban nhân dân|ubnd/iu.test(name) ? null : name;
}

const dayOfRound = ({ documentDate, year }: BaseFacts['plan']): string | null =>
  documentDate ?? (year === null ? null : `${String(year)}-12-31`);

/** The law that was in force when the round was planned; null where the round has no time. */
function localGovernmentLaw(plan: BaseFacts['plan']): string | null {
  const day = dayOfRound(plan);
  if (day === null || day < '2016-01-01') return null;
  return day >= '2025-06-16'
    ? 'Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025'
    : 'Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015';
}

/** What amended the law of 2015, from the day on which it took effect. */
function amendingLaw(plan: BaseFacts['plan']): string | null {
  const day = dayOfRound(plan);
  return day === null || day < '2020-07-01' || day >= '2025-06-16'
    ? null
    : 'Luật Sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019';
}

/** The programme of the round's decade. */
function reformProgramme(year: number | null): string | null {
  if (year === null || year < 2011 || year > 2030) return null;
  return year <= 2020
    ? 'Nghị quyết số 30c/NQ-CP ngày 08 tháng 11 năm 2011 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2011 - 2020'
    : 'Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030';
}
