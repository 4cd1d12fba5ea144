// The standing texts that the application brings for papers after the visit. Fields are those of fields.ts; what is
// known for one round only never stands here.
import type { DocumentKind } from './kinds.ts';

type Presets = Readonly<Record<string, string>>;

const lines = (...texts: readonly string[]): string => texts.join('\n');

export const presetsAfterVisit = {
  team_report: {
    opening: 'Thực hiện {{can_cu_thuc_hien}}, {{doan_to}} báo cáo kết quả {{dot_kiem_tra}} như sau:',
    closing:
      'Trên đây là Báo cáo kết quả {{dot_kiem_tra}}, {{doan_to}} kính trình {{noi_bao_cao}} xem xét, chỉ đạo.',
    recipients: lines('Như trên', 'Thành viên {{doan_to}}', '{{luu}}'),
  },
  summary_report: {
    opening: 'Thực hiện {{can_cu_thuc_hien}}, {{co_quan}} báo cáo tổng hợp kết quả {{dot_kiem_tra}} như sau:',
    closing:
      'Trên đây là Báo cáo tổng hợp kết quả {{dot_kiem_tra}}, {{co_quan}} kính trình {{noi_bao_cao}} xem xét, chỉ đạo.',
    recipients: lines('Như trên', '{{luu}}'),
  },
  remediation_plan_form: {
    opening: 'Thực hiện {{thong_bao}}, {{don_vi}} xây dựng Kế hoạch khắc phục tồn tại, hạn chế như sau:',
    closing: 'Trên đây là Kế hoạch khắc phục tồn tại, hạn chế sau kiểm tra của {{don_vi}}.',
    recipients: lines('{{noi_bao_cao}}', 'Lưu: VT'),
  },
  remediation_report_form: {
    opening: 'Thực hiện {{thong_bao}}, {{don_vi}} báo cáo kết quả khắc phục tồn tại, hạn chế như sau:',
    closing: 'Trên đây là Báo cáo kết quả khắc phục tồn tại, hạn chế sau kiểm tra của {{don_vi}}.',
    recipients: lines('{{noi_bao_cao}}', 'Lưu: VT'),
  },
  reminder: {
    opening: 'Căn cứ {{thong_bao}};',
    closing:
      'Đề nghị {{don_vi}} khẩn trương hoàn thành việc khắc phục và báo cáo kết quả về {{co_quan}} trước ngày {{han}}.',
    recipients: lines('Như trên', '{{cap_tren}} (để báo cáo)', '{{luu}}'),
  },
  remediation_summary: {
    opening:
      'Thực hiện {{can_cu_thuc_hien}}, {{co_quan}} báo cáo kết quả khắc phục tồn tại, hạn chế sau kiểm tra như sau:',
    closing:
      'Trên đây là Báo cáo kết quả khắc phục tồn tại, hạn chế sau kiểm tra, {{co_quan}} kính trình {{noi_bao_cao}} xem xét.',
    recipients: lines('Như trên', '{{luu}}'),
  },
  index_decision: {
    grounds: lines('Căn cứ {{luat_cqdp}}', 'Căn cứ {{chuong_trinh_cchc}}'),
    execution:
      'Chánh Văn phòng {{ubnd}}, thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này.',
    recipients: lines('Như Điều 3', '{{luu}}'),
  },
  one_stop_notice: {
    opening: '{{co_quan}} thông báo kết quả tiếp nhận, giải quyết thủ tục hành chính {{ky}} như sau:',
    closing:
      'Trên đây là kết quả tiếp nhận, giải quyết thủ tục hành chính {{ky}}; {{co_quan}} thông báo để các cơ quan, đơn vị và cá nhân, tổ chức biết.',
    recipients: lines('{{cap_tren}} (để báo cáo)', 'Các cơ quan, đơn vị', '{{luu}}'),
  },
  news_item: {
    opening: 'Thực hiện {{can_cu_thuc_hien}}.',
    closing: '',
  },
} as const satisfies Partial<Record<DocumentKind, Presets>>;
