// The standing texts that the application brings for papers after the visit. Fields are those of fields.ts; what is
// known for one round only never stands here.
import type { DocumentKind } from './kinds.ts';

type Presets = Readonly<Record<string, string>>;

const lines = (...texts: readonly string[]): string => texts.join('\n');

// What the reports on a round propose to whoever sent the team.
const proposals = [
  'Chỉ đạo các cơ quan, đơn vị được kiểm tra phát huy kết quả đã đạt được, khắc phục dứt điểm các tồn tại, hạn chế đã chỉ ra và báo cáo kết quả khắc phục đúng thời hạn.',
  'Chỉ đạo các cơ quan, đơn vị chưa được kiểm tra trong đợt này tự rà soát, đối chiếu với các tồn tại, hạn chế nêu tại Báo cáo để chủ động chấn chỉnh.',
];

export const presetsAfterVisit = {
  team_report: {
    opening: 'Thực hiện {{can_cu_thuc_hien}}, {{chu_the}} báo cáo kết quả {{dot_kiem_tra}} như sau:',
    proposals: lines(
      ...proposals,
      'Giao cơ quan thường trực công tác cải cách hành chính theo dõi, đôn đốc, kiểm tra việc khắc phục của các cơ quan, đơn vị và tổng hợp, báo cáo kết quả.',
    ),
    closing: 'Trên đây là Báo cáo kết quả {{dot_kiem_tra}}; {{chu_the}} kính báo cáo, xin ý kiến chỉ đạo.',
    recipients: lines('Như trên', 'Thành viên {{doan_to}}', '{{luu}}'),
  },
  summary_report: {
    opening:
      'Thực hiện {{can_cu_thuc_hien}}, {{chu_the}} tổng hợp, báo cáo kết quả {{dot_kiem_tra}} như sau:',
    proposals: lines(
      ...proposals,
      'Xem xét kết quả khắc phục sau kiểm tra khi đánh giá, xác định Chỉ số cải cách hành chính và bình xét thi đua của các cơ quan, đơn vị.',
    ),
    closing:
      'Trên đây là Báo cáo tổng hợp kết quả {{dot_kiem_tra}}; {{chu_the}} kính báo cáo, xin ý kiến chỉ đạo.',
    recipients: lines('Như trên', 'Thành viên {{doan_to}}', '{{luu}}'),
  },
  remediation_plan_form: {
    opening: 'Thực hiện {{thong_bao}}, {{don_vi}} xây dựng Kế hoạch khắc phục tồn tại, hạn chế như sau:',
    purposes: lines(
      'Khắc phục kịp thời, dứt điểm các tồn tại, hạn chế được chỉ ra qua kiểm tra; nâng cao chất lượng, hiệu quả công tác cải cách hành chính.',
      'Xác định rõ nội dung, biện pháp, người chịu trách nhiệm và thời hạn hoàn thành đối với từng nội dung; việc khắc phục phải thực chất, có minh chứng.',
    ),
    organisation: lines(
      'Người chịu trách nhiệm nêu tại Kế hoạch tổ chức thực hiện đúng nội dung, thời hạn; kịp thời báo cáo khó khăn, vướng mắc phát sinh.',
      'Bộ phận đầu mối cải cách hành chính theo dõi, đôn đốc, tổng hợp kết quả khắc phục, tham mưu báo cáo {{noi_bao_cao}} trước ngày {{han}}.',
    ),
    closing: 'Trên đây là Kế hoạch khắc phục tồn tại, hạn chế sau {{dot_kiem_tra}} của {{don_vi_nhac_lai}}.',
    recipients: lines('{{noi_bao_cao}} (để báo cáo)', 'Lãnh đạo {{don_vi_nhac_lai}}', '{{luu}}'),
  },
  remediation_report_form: {
    opening: 'Thực hiện {{thong_bao}}, {{don_vi}} báo cáo kết quả khắc phục tồn tại, hạn chế như sau:',
    closing:
      'Trên đây là Báo cáo kết quả khắc phục tồn tại, hạn chế sau {{dot_kiem_tra}} của {{don_vi_nhac_lai}}.',
    recipients: lines('Như trên', 'Lãnh đạo {{don_vi_nhac_lai}}', '{{luu}}'),
  },
  reminder: {
    opening:
      'Thực hiện {{thong_bao}}, {{don_vi}} có trách nhiệm khắc phục tồn tại, hạn chế được chỉ ra qua kiểm tra và báo cáo kết quả.',
    first_demand:
      'Đề nghị {{don_vi_nhac_lai}} tập trung chỉ đạo, hoàn thành việc khắc phục các nội dung nêu trên và báo cáo {{noi_nhan_bao_cao}} trước ngày {{han_don_doc}}. Quá thời hạn trên, {{co_quan}} sẽ tổng hợp, báo cáo {{nguoi_dung_dau}} và xem xét trừ điểm Chỉ số cải cách hành chính theo quy định.',
    second_demand:
      'Đây là lần đôn đốc thứ hai. Đề nghị Thủ trưởng đơn vị trực tiếp chỉ đạo, hoàn thành dứt điểm việc khắc phục; báo cáo {{noi_nhan_bao_cao}} kết quả, nguyên nhân chậm và trách nhiệm của tập thể, cá nhân có liên quan trước ngày {{han_don_doc}}. Quá thời hạn trên, {{co_quan}} báo cáo {{nguoi_dung_dau}} xem xét, chấn chỉnh và đề xuất trừ điểm Chỉ số cải cách hành chính theo quy định.',
    further_demand:
      'Đây là lần đôn đốc thứ {{lan_don_doc}}. Yêu cầu Thủ trưởng đơn vị hoàn thành ngay việc khắc phục; tổ chức kiểm điểm, làm rõ trách nhiệm của tập thể, cá nhân để chậm và báo cáo {{noi_nhan_bao_cao}} trước ngày {{han_don_doc}}. {{co_quan}} tổng hợp, báo cáo {{nguoi_dung_dau}} xem xét trách nhiệm người đứng đầu và trừ điểm Chỉ số cải cách hành chính theo quy định.',
    not_yet_due_demand:
      'Đề nghị {{don_vi_nhac_lai}} chủ động thực hiện, hoàn thành việc khắc phục đúng thời hạn và báo cáo {{noi_nhan_bao_cao}} để theo dõi, tổng hợp.',
    closing: '{{co_quan}} đề nghị {{don_vi_nhac_lai}} nghiêm túc thực hiện.',
    recipients: lines('Như trên', '{{cap_tren}} (để báo cáo)', '{{luu}}'),
  },
  remediation_summary: {
    opening:
      'Thực hiện {{ke_hoach}}, {{chu_the}} báo cáo kết quả khắc phục tồn tại, hạn chế sau kiểm tra như sau:',
    proposals: lines(
      'Chỉ đạo các cơ quan, đơn vị còn kiến nghị chưa hoàn thành, nhất là kiến nghị quá thời hạn, tập trung khắc phục dứt điểm và báo cáo kết quả.',
      'Giao cơ quan thường trực công tác cải cách hành chính tiếp tục theo dõi, đôn đốc, kiểm tra việc khắc phục; đưa nội dung chưa hoàn thành vào nội dung kiểm tra năm sau.',
    ),
    closing:
      'Trên đây là Báo cáo kết quả khắc phục tồn tại, hạn chế sau {{dot_kiem_tra}}; {{chu_the}} kính báo cáo.',
    recipients: lines('Như trên', '{{luu}}'),
  },
  index_decision: {
    grounds: lines('Căn cứ {{luat_cqdp}}', 'Căn cứ {{luat_sua_doi}}', 'Căn cứ {{chuong_trinh_cchc}}'),
    own_grounds: 'Theo đề nghị của {{nguoi_de_nghi}} tại Tờ trình số {{so_ttr}} ngày {{ngay_ttr}}',
    publication: 'Công bố Chỉ số cải cách hành chính năm {{nam}} của {{nhom_co_quan}} (có Phụ lục kèm theo).',
    tasks:
      'Căn cứ Chỉ số cải cách hành chính được công bố, Thủ trưởng các cơ quan, đơn vị phân tích kết quả đạt được, tồn tại, hạn chế, nguyên nhân; đề ra giải pháp khắc phục, nâng cao Chỉ số cải cách hành chính trong những năm tiếp theo.',
    effect: 'Quyết định này có hiệu lực kể từ ngày ký.',
    execution:
      'Chánh Văn phòng {{ubnd}}, thủ trưởng các cơ quan, đơn vị có tên tại Phụ lục và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.',
    recipients: lines('Như Điều 3', '{{luu}}'),
  },
  one_stop_notice: {
    opening:
      'Căn cứ số liệu thống kê của các cơ quan, đơn vị, {{chu_the}} thông báo kết quả tiếp nhận, giải quyết thủ tục hành chính {{ky}} như sau:',
    requests: lines(
      'Các cơ quan, đơn vị tiếp tục tiếp nhận, giải quyết và trả kết quả hồ sơ thủ tục hành chính đúng quy định, đúng thời hạn; cập nhật đầy đủ, kịp thời tình trạng hồ sơ trên hệ thống thông tin giải quyết thủ tục hành chính.',
      'Cơ quan, đơn vị có hồ sơ quá hạn rà soát nguyên nhân, khẩn trương giải quyết; thực hiện việc xin lỗi và hẹn lại thời gian trả kết quả theo quy định.',
    ),
    closing:
      'Trên đây là kết quả tiếp nhận, giải quyết thủ tục hành chính của các cơ quan, đơn vị; {{chu_the}} thông báo để các cơ quan, đơn vị biết, thực hiện.',
    recipients: lines('{{cap_tren}} (để báo cáo)', 'Các cơ quan, đơn vị có tên tại Thông báo', '{{luu}}'),
  },
  period_report: {
    opening:
      'Thực hiện chế độ báo cáo định kỳ về công tác cải cách hành chính, {{chu_the}} báo cáo kết quả thực hiện {{ky_bao_cao}} (số liệu tính từ ngày {{tu_ky}} đến ngày {{den_ky}}) như sau:',
    closing: 'Trên đây là Báo cáo công tác cải cách hành chính {{ky_bao_cao}}; {{chu_the}} kính báo cáo.',
    recipients: lines('Như trên', '{{luu}}'),
  },
  report_reminder: {
    opening:
      'Theo chế độ báo cáo định kỳ về công tác cải cách hành chính, {{don_vi}} có trách nhiệm gửi báo cáo {{ky_bao_cao}} (số liệu tính từ ngày {{tu_ky}} đến ngày {{den_ky}}) về {{co_quan}} chậm nhất ngày {{han_gui_bao_cao}}.',
    first_demand:
      'Đề nghị {{don_vi_nhac_lai}} khẩn trương hoàn thành, gửi báo cáo và biểu số liệu kèm theo về {{co_quan}} trước ngày {{han_don_doc}} để tổng hợp, báo cáo cấp có thẩm quyền đúng thời hạn.',
    second_demand:
      'Đây là lần đôn đốc thứ hai. Đề nghị Thủ trưởng đơn vị trực tiếp chỉ đạo, gửi báo cáo và biểu số liệu kèm theo về {{co_quan}} trước ngày {{han_don_doc}}, trong đó nêu rõ nguyên nhân chậm. Việc chậm gửi báo cáo được tính vào kết quả thực hiện chế độ báo cáo khi kiểm tra và khi xác định Chỉ số cải cách hành chính theo quy định.',
    further_demand:
      'Đây là lần đôn đốc thứ {{lan_don_doc}}. Yêu cầu Thủ trưởng đơn vị gửi ngay báo cáo và biểu số liệu kèm theo về {{co_quan}} trước ngày {{han_don_doc}}, kèm giải trình về trách nhiệm của tập thể, cá nhân để chậm. {{co_quan}} tổng hợp, báo cáo cấp có thẩm quyền xem xét và trừ điểm Chỉ số cải cách hành chính theo quy định.',
    closing: '{{co_quan}} đề nghị {{don_vi_nhac_lai}} nghiêm túc thực hiện.',
    recipients: lines('Như trên', '{{luu}}'),
  },
  news_item: {
    closing: '',
    byline: 'Thực hiện tin và ảnh: {{nguoi_viet}}',
  },
} as const satisfies Partial<Record<DocumentKind, Presets>>;
