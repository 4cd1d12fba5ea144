// The standing texts that the application brings for papers before and at the visit. Fields are those of fields.ts; what
// is known for one round only never stands here.
import type { DocumentKind } from './kinds.ts';

type Presets = Readonly<Record<string, string>>;

const lines = (...texts: readonly string[]): string => texts.join('\n');

export const presetsBeforeVisit = {
  nomination_request: {
    opening:
      'Thực hiện {{ke_hoach}}, {{co_quan}} đề nghị các cơ quan, đơn vị cử người tham gia {{doan_to}} như sau:',
    requirements: lines(
      'Người được cử là công chức có chuyên môn, nghiệp vụ phù hợp với lĩnh vực tham gia kiểm tra.',
      'Người được cử tham gia đầy đủ các buổi làm việc theo lịch kiểm tra và chịu trách nhiệm về nội dung, lĩnh vực được phân công.',
    ),
    closing:
      'Đề nghị các cơ quan, đơn vị gửi văn bản cử người (ghi rõ họ tên, chức vụ, đơn vị công tác, số điện thoại liên hệ) về {{co_quan}} trước ngày {{han_cu_nguoi}} để tổng hợp, trình cấp có thẩm quyền quyết định thành lập {{doan_to}}.',
    recipients: lines('Như trên', '{{cap_tren}} (để báo cáo)', '{{luu}}'),
  },
  team_decision: {
    grounds: lines('Căn cứ {{luat_cqdp}}', 'Căn cứ {{luat_sua_doi}}', 'Căn cứ {{chuong_trinh_cchc}}'),
    own_grounds: lines(
      'Căn cứ {{ke_hoach_can_cu}}',
      'Theo đề nghị của {{nguoi_de_nghi}} tại Tờ trình số {{so_ttr}} ngày {{ngay_ttr}}',
    ),
    tasks: lines(
      'Tiến hành {{dot_kiem_tra}} theo kế hoạch được cấp có thẩm quyền ban hành; lập biên bản kiểm tra tại từng cơ quan, đơn vị.',
      'Tổng hợp, báo cáo {{co_quan}} kết quả kiểm tra; dự thảo thông báo kết quả kiểm tra đến các cơ quan, đơn vị; theo dõi việc khắc phục tồn tại, hạn chế sau kiểm tra.',
      '{{truong_doan}} phân công nhiệm vụ cụ thể cho các thành viên; thành viên làm việc theo chế độ kiêm nhiệm, chịu trách nhiệm trước {{truong_doan}} về lĩnh vực được phân công.',
      'Kinh phí hoạt động của {{doan_to}} thực hiện theo quy định hiện hành.',
      '{{doan_to}} tự giải thể sau khi hoàn thành nhiệm vụ.',
    ),
    execution:
      'Chánh Văn phòng {{ubnd}}, Thủ trưởng các cơ quan, đơn vị có liên quan và các ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.',
    recipients: lines('Như Điều 3', '{{cap_tren}} (để báo cáo)', '{{luu}}'),
  },
  plan: {
    grounds: lines('Căn cứ {{luat_cqdp}}', 'Căn cứ {{luat_sua_doi}}', 'Căn cứ {{chuong_trinh_cchc}}'),
    opening: '{{co_quan}} ban hành Kế hoạch {{dot_kiem_tra}} như sau:',
    purposes: lines(
      'Đánh giá đúng thực trạng việc triển khai, thực hiện công tác cải cách hành chính (sau đây viết tắt là CCHC) tại các cơ quan, đơn vị; ghi nhận kết quả đạt được, chỉ ra tồn tại, hạn chế và nguyên nhân.',
      'Kịp thời chấn chỉnh, khắc phục tồn tại, hạn chế; nâng cao trách nhiệm của người đứng đầu cơ quan, đơn vị trong chỉ đạo, điều hành công tác CCHC.',
      'Phát hiện cách làm hay, mô hình hiệu quả để phổ biến, nhân rộng; tiếp thu kiến nghị, đề xuất của cơ quan, đơn vị.',
    ),
    requirements: lines(
      'Việc kiểm tra bảo đảm khách quan, chính xác, công khai, đúng nội dung, đối tượng và thời gian; không gây cản trở hoạt động bình thường của cơ quan, đơn vị được kiểm tra.',
      'Các cơ quan, đơn vị được kiểm tra chuẩn bị đầy đủ báo cáo, hồ sơ, tài liệu và bố trí thành phần làm việc theo yêu cầu.',
      'Kết quả kiểm tra được thông báo bằng văn bản; cơ quan, đơn vị có tồn tại, hạn chế phải khắc phục và báo cáo kết quả.',
    ),
    procedure: lines(
      'Công bố quyết định, kế hoạch và chương trình làm việc.',
      'Cơ quan, đơn vị được kiểm tra báo cáo theo đề cương.',
      'Kiểm tra hồ sơ, tài liệu, phần mềm và kiểm tra thực tế.',
      'Trao đổi, làm rõ; cơ quan, đơn vị được kiểm tra có ý kiến, giải trình.',
      'Lập và thông qua biên bản kiểm tra.',
      'Thông báo kết quả kiểm tra; cơ quan, đơn vị khắc phục tồn tại, hạn chế và báo cáo kết quả.',
    ),
    office_tasks: lines(
      'Tham mưu thành lập {{doan_to}}; thông báo lịch kiểm tra; chuẩn bị các điều kiện phục vụ việc kiểm tra.',
      'Tổng hợp, báo cáo kết quả kiểm tra; tham mưu thông báo kết quả kiểm tra; theo dõi, đôn đốc việc khắc phục tồn tại, hạn chế sau kiểm tra.',
    ),
    body_tasks:
      'Cử người tham gia {{doan_to}}; phối hợp kiểm tra, đánh giá nội dung thuộc lĩnh vực phụ trách.',
    agency_tasks: lines(
      'Xây dựng báo cáo theo đề cương tại Phụ lục {{phu_luc_de_cuong}}, gửi {{noi_gui_bao_cao}} {{han_bao_cao}}; chuẩn bị hồ sơ, tài liệu có liên quan.',
      'Bố trí địa điểm, thành phần làm việc và phương tiện phục vụ việc kiểm tra; cung cấp đầy đủ, kịp thời thông tin, tài liệu và chịu trách nhiệm về tính chính xác của thông tin, tài liệu đã cung cấp.',
      'Khắc phục tồn tại, hạn chế được chỉ ra qua kiểm tra và báo cáo kết quả theo yêu cầu.',
    ),
    funding: 'Kinh phí thực hiện Kế hoạch được bố trí theo quy định hiện hành.',
    closing:
      'Trên đây là Kế hoạch {{dot_kiem_tra}}; yêu cầu các cơ quan, đơn vị nghiêm túc tổ chức thực hiện.',
    recipients: lines(
      '{{cap_tren}} (để báo cáo)',
      'Các cơ quan, đơn vị được kiểm tra',
      'Thành viên {{doan_to}}',
      '{{luu}}',
    ),
  },
  schedule_notice: {
    opening: 'Thực hiện {{can_cu_thuc_hien}}, {{chu_the}} thông báo lịch {{dot_kiem_tra}} như sau:',
    opening_agency:
      'Thực hiện {{can_cu_thuc_hien}}, {{chu_the}} thông báo lịch {{dot_kiem_tra}} tại {{don_vi}} như sau:',
    attendees:
      'Đơn vị được kiểm tra: lãnh đạo cơ quan, đơn vị; trưởng các phòng, bộ phận và công chức, viên chức có liên quan.',
    requests: lines(
      'Gửi báo cáo theo đề cương của Kế hoạch và hồ sơ, tài liệu có liên quan về {{noi_gui_bao_cao}} {{han_bao_cao}}.',
      'Bố trí thành phần dự làm việc, địa điểm và phương tiện phục vụ buổi kiểm tra.',
      'Chuẩn bị sổ sách, hồ sơ, tài khoản truy cập các phần mềm, hệ thống thông tin để {{doan_to}} kiểm tra thực tế.',
    ),
    contact: 'Đầu mối liên hệ: {{ho_ten_thu_ky}}, thư ký {{doan_to}}; điện thoại: {{dien_thoai}}.',
    closing:
      'Trên đây là Thông báo lịch {{dot_kiem_tra}}; {{chu_the}} đề nghị các cơ quan, đơn vị thực hiện.',
    recipients: lines('{{cap_tren}} (để báo cáo)', '{{noi_nhan_lich}}', 'Thành viên {{doan_to}}', '{{luu}}'),
  },
  programme: {
    opening:
      'Thực hiện {{can_cu_thuc_hien}}, {{chu_the}} xây dựng chương trình làm việc tại {{don_vi}} như sau:',
    closing:
      'Trong quá trình làm việc, {{truong_doan}} quyết định điều chỉnh chương trình cho phù hợp với tình hình thực tế.',
    recipients: lines('{{don_vi}}', 'Thành viên {{doan_to}}', '{{luu}}'),
  },
  minutes: {
    opening: 'Thực hiện {{can_cu_thuc_hien}}, {{doan}} tiến hành {{dot_kiem_tra}} tại {{don_vi}}.',
    announcement: '{{doan_to}} công bố {{van_ban_cong_bo}}, nội dung và chương trình làm việc với đơn vị.',
    copies:
      'Biên bản được lập thành {{so_ban}} bản có giá trị như nhau, đã đọc cho các bên cùng nghe, thống nhất và ký tên.',
    closing: 'Buổi làm việc kết thúc vào {{gio_ket_thuc}}, {{ngay_ket_thuc}}.',
    recipients: lines('{{cap_tren}} (để báo cáo)', '{{don_vi}}', '{{luu}}'),
  },
  member_report: {
    opening:
      'Thực hiện {{can_cu_thuc_hien}}, tôi báo cáo {{truong_doan}} kết quả kiểm tra theo lĩnh vực được phân công tại {{don_vi}} như sau:',
    closing:
      'Trên đây là báo cáo kết quả kiểm tra theo lĩnh vực được phân công, kính trình {{truong_doan}} xem xét.',
    recipients: lines('{{truong_doan}}', 'Thư ký {{doan_to}}', '{{luu}}'),
  },
  remarks_table: {
    opening:
      'Trên cơ sở ý kiến của {{don_vi}} đối với dự thảo Thông báo {{loai_ket}} {{dot_kiem_tra}}, {{doan_to}} tổng hợp, tiếp thu, giải trình như sau:',
    closing: 'Trên đây là bảng tổng hợp, tiếp thu, giải trình ý kiến của {{don_vi}}.',
    recipients: lines('{{truong_doan}}', '{{don_vi}}', '{{luu}}'),
  },
  agency_notice: {
    opening:
      'Thực hiện {{can_cu_thuc_hien}}, {{chu_the}} thông báo {{loai_ket}} {{dot_kiem_tra}} tại {{don_vi}} như sau:',
    grounds: '',
    closing:
      'Trên đây là Thông báo {{loai_ket}} {{dot_kiem_tra}} tại {{don_vi_nhac_lai}}; {{chu_the}} thông báo để {{don_vi_nhac_lai}} biết, thực hiện.',
    recipients: lines('{{cap_tren}} (để báo cáo)', '{{don_vi}}', '{{luu}}'),
  },
  collective_notice: {
    opening: 'Thực hiện {{can_cu_thuc_hien}}, {{chu_the}} thông báo {{loai_ket}} {{dot_kiem_tra}} như sau:',
    grounds: '',
    closing:
      'Trên đây là Thông báo {{loai_ket}} {{dot_kiem_tra}}; {{chu_the}} thông báo để các cơ quan, đơn vị được kiểm tra biết, thực hiện.',
    recipients: lines('{{cap_tren}} (để báo cáo)', 'Các cơ quan, đơn vị được kiểm tra', '{{luu}}'),
  },
  submission: {
    grounds: lines('Căn cứ {{luat_cqdp}}', 'Căn cứ {{luat_sua_doi}}', 'Căn cứ {{chuong_trinh_cchc}}'),
    own_grounds: 'Căn cứ {{ke_hoach_can_cu}}',
    opening:
      '{{co_quan_trinh}} kính trình {{noi_trinh}} xem xét, ký ban hành {{van_ban_trinh}} với các nội dung chính như sau:',
    reason:
      'Việc ban hành {{van_ban_trinh}} là cần thiết để triển khai công tác kiểm tra cải cách hành chính, làm cơ sở cho các cơ quan, đơn vị tổ chức thực hiện.',
    process:
      '{{co_quan_trinh}} đã phối hợp với các cơ quan, đơn vị có liên quan chuẩn bị hồ sơ, xây dựng dự thảo bảo đảm đúng thể thức, kỹ thuật trình bày và thẩm quyền ban hành.',
    request: '{{co_quan_trinh}} kính đề nghị {{noi_trinh}} xem xét, ký ban hành.',
    closing: 'Gửi kèm theo Tờ trình: dự thảo {{van_ban_trinh}} và hồ sơ, tài liệu có liên quan.',
    recipients: lines('Như trên', '{{luu}}'),
  },
  submission_slip: {
    opening: 'Kính trình {{noi_trinh}} xem xét, cho ý kiến, ký ban hành {{van_ban_trinh}}.',
    recipients: '{{luu}}',
  },
} as const satisfies Partial<Record<DocumentKind, Presets>>;
