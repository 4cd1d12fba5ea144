/** The names of roles and actions, in both languages: for refusals and for the table that people read. */
import type { PersonRole } from '../contract/system.ts';
import type { Action } from './permissions.ts';

type Words<K extends string> = Readonly<Record<'vi' | 'en', Readonly<Record<K, string>>>>;

export const roleWords: Words<PersonRole> = {
  vi: {
    secretary: 'Thư ký',
    member: 'Thành viên',
    head: 'Lãnh đạo',
    clerk: 'Văn thư',
    reader: 'Người xem',
  },
  en: { secretary: 'Secretary', member: 'Member', head: 'Head', clerk: 'Clerk', reader: 'Reader' },
};

/** As the object of "may not …". */
export const actionWords: Words<Action> = {
  vi: {
    seat: 'đổi người làm việc trên máy này',
    own_views: 'lưu chế độ xem của mình',
    shared_views: 'lưu chế độ xem dùng chung',
    undo: 'hoàn tác việc mình vừa làm',
    settings: 'sửa cài đặt, người sử dụng, mẫu văn bản',
    criteria: 'sửa bộ tiêu chí',
    agencies: 'sửa danh sách cơ quan',
    planning: 'lập kế hoạch, đoàn và lịch kiểm tra',
    round_removal: 'xóa đợt kiểm tra',
    approve: 'duyệt, triển khai, kết thúc đợt kiểm tra',
    visit: 'ghi diễn biến cuộc kiểm tra tại đơn vị',
    inspect: 'nhập kết quả, minh chứng, tồn tại và kiến nghị',
    papers: 'soạn dự thảo văn bản, công văn đôn đốc',
    sign: 'trình ký, rút lại, thu hồi văn bản',
    number: 'ghi số, ngày ban hành và bản quét đã ký',
    incoming: 'ghi số, ngày đến của báo cáo cơ quan gửi',
    remediation: 'nhập nội dung khắc phục và minh chứng',
    verify: 'xác nhận, trả lại, mở lại kiến nghị',
    decide: 'gia hạn, chuyển đợt, thôi theo dõi kiến nghị',
    annual_plan: 'sửa kế hoạch CCHC năm và nhiệm vụ',
    periodic: 'soạn báo cáo định kỳ',
    index_setup: 'lập bộ chỉ số CCHC',
    index_verify: 'thẩm định điểm chỉ số CCHC',
    index_close: 'mở chấm, chốt chỉ số CCHC',
  },
  en: {
    seat: 'change who works at this PC',
    own_views: 'save a view of their own',
    shared_views: 'save a view for everybody',
    undo: 'undo what they just did',
    settings: 'change settings, people and templates',
    criteria: 'change criteria sets',
    agencies: 'change the list of agencies',
    planning: 'plan rounds, teams and schedules',
    round_removal: 'delete a round',
    approve: 'approve, start and close a round',
    visit: 'record the course of a visit',
    inspect: 'enter results, evidence, findings and recommendations',
    papers: 'draft papers and reminders',
    sign: 'freeze for signature, take back, withdraw',
    number: 'enter number, day of issue and the signed scan',
    incoming: 'enter number and arrival of what agencies send',
    remediation: 'enter what was remedied, with proof',
    verify: 'verify, return and reopen recommendations',
    decide: 'extend, carry over and close recommendations',
    annual_plan: 'change the annual plan and its tasks',
    periodic: 'write periodic reports',
    index_setup: 'set up the reform index',
    index_verify: 'verify scores of the index',
    index_close: 'open and close the index',
  },
};
