/** The wording of the made-up part: what one agency is told about a criterion that the source speaks of collectively. */

export interface Attribution {
  /** What the figures count. */
  readonly unit: string | null;
  readonly strength: string;
  readonly limitation: string;
  readonly recommendation: string;
}

export const attributions: Readonly<Record<string, Attribution>> = {
  '1.1.4': {
    unit: null,
    strength: 'Đã đánh giá kết quả thực hiện kế hoạch CCHC theo từng nhiệm vụ',
    limitation: 'Chưa đánh giá kết quả thực hiện kế hoạch CCHC theo từng nhiệm vụ, chưa xác định nguyên nhân',
    recommendation:
      'Đánh giá kết quả thực hiện từng nhiệm vụ của kế hoạch CCHC, xác định nguyên nhân của nhiệm vụ chậm tiến độ',
  },
  '1.3.1': {
    unit: null,
    strength: 'Đã ban hành kế hoạch tuyên truyền CCHC',
    limitation: 'Chưa ban hành kế hoạch hoặc nội dung tuyên truyền CCHC',
    recommendation: 'Ban hành kế hoạch tuyên truyền CCHC, xác định rõ nội dung, sản phẩm và người thực hiện',
  },
  '1.3.2': {
    unit: null,
    strength: 'Công tác tuyên truyền CCHC có nội dung rõ ràng, sản phẩm cụ thể',
    limitation: 'Công tác tuyên truyền CCHC chưa rõ nội dung, còn hình thức',
    recommendation: 'Đổi mới nội dung, hình thức tuyên truyền CCHC, có sản phẩm cụ thể để đánh giá',
  },
  '1.5.1': {
    unit: null,
    strength: 'Đã ban hành đầy đủ, kịp thời văn bản chỉ đạo, điều hành CCHC',
    limitation: 'Văn bản chỉ đạo, điều hành CCHC ban hành chưa đầy đủ, chưa kịp thời',
    recommendation: 'Rà soát, ban hành đầy đủ, kịp thời văn bản chỉ đạo, điều hành CCHC',
  },
  '3.1.1': {
    unit: null,
    strength: 'Đã ban hành và thực hiện đầy đủ kế hoạch kiểm soát, rà soát TTHC',
    limitation: 'Kế hoạch kiểm soát, rà soát TTHC thực hiện chưa đầy đủ',
    recommendation: 'Thực hiện đầy đủ kế hoạch kiểm soát, rà soát, đơn giản hóa TTHC',
  },
  '3.2.1': {
    unit: 'TTHC đã cập nhật',
    strength: 'Đã cập nhật đầy đủ TTHC thuộc thẩm quyền giải quyết',
    limitation: 'Việc cập nhật TTHC thuộc thẩm quyền giải quyết chưa đầy đủ',
    recommendation: 'Rà soát, cập nhật đầy đủ TTHC thuộc thẩm quyền giải quyết theo quyết định công bố',
  },
  '3.2.2': {
    unit: 'TTHC đã niêm yết',
    strength: 'Đã niêm yết công khai đủ TTHC theo quy định',
    limitation: 'Niêm yết công khai chưa đủ TTHC theo quy định',
    recommendation: 'Niêm yết công khai đủ TTHC theo quy định tại Bộ phận tiếp nhận và trả kết quả',
  },
  '3.2.3': {
    unit: null,
    strength: 'Niêm yết công khai TTHC đúng hình thức, đúng vị trí',
    limitation: 'Niêm yết công khai TTHC chưa đúng hình thức',
    recommendation:
      'Chấn chỉnh việc niêm yết công khai TTHC bảo đảm đúng hình thức, đúng vị trí, dễ tiếp cận',
  },
  '3.2.4': {
    unit: 'TTHC cập nhật chậm',
    strength: 'Cập nhật kịp thời TTHC mới, sửa đổi, bãi bỏ trên bảng niêm yết',
    limitation: 'Còn chậm cập nhật TTHC trên bảng niêm yết',
    recommendation:
      'Cập nhật ngay TTHC mới ban hành, sửa đổi, bãi bỏ trên bảng niêm yết; phân công người theo dõi',
  },
  '3.2.5': {
    unit: null,
    strength: 'Công khai TTHC trên Cổng/Trang thông tin điện tử khớp với Cơ sở dữ liệu quốc gia về TTHC',
    limitation:
      'TTHC công khai trên Cổng/Trang thông tin điện tử chưa khớp với Cơ sở dữ liệu quốc gia về TTHC',
    recommendation: 'Đối chiếu, cập nhật TTHC công khai trên Cổng/Trang thông tin điện tử',
  },
  '3.3.1': {
    unit: 'TTHC',
    strength: 'Toàn bộ TTHC được tiếp nhận và trả kết quả tại Bộ phận tiếp nhận và trả kết quả',
    limitation: 'Còn TTHC chưa được tiếp nhận và trả kết quả tại Bộ phận tiếp nhận và trả kết quả',
    recommendation: 'Đưa toàn bộ TTHC thuộc thẩm quyền ra Bộ phận tiếp nhận và trả kết quả',
  },
  '3.3.2': {
    unit: 'quy trình đã điện tử hóa',
    strength: 'Quy trình nội bộ giải quyết TTHC được ban hành và điện tử hóa đầy đủ',
    limitation: 'Quy trình nội bộ giải quyết TTHC chưa được điện tử hóa đầy đủ',
    recommendation: 'Hoàn thành việc ban hành và điện tử hóa quy trình nội bộ giải quyết TTHC',
  },
  '3.3.3': {
    unit: null,
    strength: 'Bố trí nhân sự, trụ sở, trang thiết bị của Bộ phận tiếp nhận và trả kết quả đúng quy định',
    limitation: 'Trang thiết bị của Bộ phận tiếp nhận và trả kết quả chưa đáp ứng quy định',
    recommendation: 'Bổ sung trang thiết bị cho Bộ phận tiếp nhận và trả kết quả theo quy định',
  },
  '3.3.4': {
    unit: null,
    strength: 'Tinh thần, thái độ phục vụ của công chức tại Bộ phận tiếp nhận và trả kết quả tốt',
    limitation: 'Thái độ phục vụ, giờ giấc làm việc tại Bộ phận tiếp nhận và trả kết quả có lúc chưa bảo đảm',
    recommendation: 'Chấn chỉnh thái độ phục vụ, giờ giấc làm việc tại Bộ phận tiếp nhận và trả kết quả',
  },
  '3.4.1': {
    unit: 'hồ sơ trước và đúng hạn',
    strength: 'Hồ sơ được giải quyết trước và đúng hạn đạt tỷ lệ cao',
    limitation: 'Tỷ lệ hồ sơ giải quyết trước và đúng hạn chưa đạt yêu cầu',
    recommendation: 'Rà soát nguyên nhân hồ sơ trễ hạn, có biện pháp nâng tỷ lệ hồ sơ giải quyết đúng hạn',
  },
  '3.4.2': {
    unit: 'hồ sơ quá hạn',
    strength: 'Tỷ lệ hồ sơ giải quyết quá hạn thấp',
    limitation: 'Còn hồ sơ giải quyết quá hạn',
    recommendation: 'Xin lỗi, hẹn lại đối với hồ sơ quá hạn và làm rõ trách nhiệm của bộ phận giải quyết',
  },
  '3.4.3': {
    unit: 'hồ sơ quá hạn',
    strength: 'Không có hồ sơ đang giải quyết quá hạn trên phần mềm một cửa',
    limitation: 'Còn hồ sơ đang giải quyết đã quá hạn trên phần mềm một cửa tại thời điểm kiểm tra',
    recommendation: 'Giải quyết dứt điểm hồ sơ quá hạn trên phần mềm một cửa',
  },
  '3.4.6': {
    unit: null,
    strength: 'Hồ sơ được cập nhật đầy đủ, kịp thời trên phần mềm một cửa',
    limitation: 'Hồ sơ trên phần mềm một cửa chưa được cập nhật đầy đủ, kịp thời',
    recommendation: 'Cập nhật đầy đủ, kịp thời hồ sơ trên phần mềm một cửa, đúng với thực tế giải quyết',
  },
  '3.5.1': {
    unit: 'hồ sơ trực tuyến',
    strength: 'Tỷ lệ hồ sơ nộp trực tuyến mức độ 3, mức độ 4 đạt cao',
    limitation: 'Tỷ lệ hồ sơ nộp trực tuyến mức độ 3, mức độ 4 còn thấp',
    recommendation:
      'Tuyên truyền, hướng dẫn người dân, tổ chức nộp hồ sơ trực tuyến, nâng tỷ lệ hồ sơ trực tuyến',
  },
  '3.5.2': {
    unit: 'dịch vụ công có hồ sơ',
    strength: 'Các dịch vụ công trực tuyến mức độ 4 đều phát sinh hồ sơ',
    limitation: 'Nhiều dịch vụ công trực tuyến mức độ 4 chưa phát sinh hồ sơ',
    recommendation: 'Rà soát dịch vụ công trực tuyến chưa phát sinh hồ sơ, có giải pháp để người dân sử dụng',
  },
  '3.5.3': {
    unit: 'hồ sơ qua bưu chính công ích',
    strength: 'Tỷ lệ hồ sơ tiếp nhận qua bưu chính công ích đạt cao',
    limitation: 'Tỷ lệ hồ sơ tiếp nhận qua bưu chính công ích còn thấp',
    recommendation: 'Phối hợp với bưu điện tuyên truyền, nâng tỷ lệ hồ sơ tiếp nhận qua bưu chính công ích',
  },
  '3.5.4': {
    unit: 'kết quả trả qua bưu chính công ích',
    strength: 'Tỷ lệ trả kết quả qua bưu chính công ích đạt cao',
    limitation: 'Tỷ lệ trả kết quả qua bưu chính công ích còn thấp',
    recommendation: 'Hướng dẫn người dân, tổ chức đăng ký nhận kết quả qua bưu chính công ích',
  },
  '4.1.3': {
    unit: null,
    strength: 'Sử dụng biên chế, số người làm việc không vượt số được giao',
    limitation: 'Sử dụng biên chế, số người làm việc vượt số được giao',
    recommendation: 'Sắp xếp lại biên chế, số người làm việc trong số được giao',
  },
  '5.2.2': {
    unit: null,
    strength: 'Chấp hành nghiêm kỷ luật, kỷ cương hành chính',
    limitation: 'Việc chấp hành kỷ luật, kỷ cương hành chính có nơi chưa nghiêm',
    recommendation: 'Tăng cường tự kiểm tra công vụ, chấn chỉnh kỷ luật, kỷ cương hành chính',
  },
  '6.1.2': {
    unit: null,
    strength:
      'Thực hiện nghiêm túc cơ chế tự chủ, tự chịu trách nhiệm về biên chế và kinh phí quản lý hành chính',
    limitation: 'Thực hiện cơ chế tự chủ về biên chế và kinh phí quản lý hành chính chưa đầy đủ',
    recommendation: 'Thực hiện đầy đủ cơ chế tự chủ về biên chế và kinh phí quản lý hành chính',
  },
  '7.1.1': {
    unit: null,
    strength: 'Đã ban hành quy chế, quy trình quản lý văn bản đi, đến và phân quyền trên phần mềm',
    limitation: 'Chưa ban hành đầy đủ quy chế, quy trình quản lý văn bản đi, đến và phân quyền trên phần mềm',
    recommendation: 'Ban hành đầy đủ quy chế, quy trình quản lý văn bản đi, đến và phân quyền trên phần mềm',
  },
  '7.1.2': {
    unit: 'văn bản đến đạt yêu cầu',
    strength: 'Văn bản đến được đăng ký, xử lý đúng quy trình, đúng hạn',
    limitation: 'Việc quản lý, xử lý văn bản đến chưa bảo đảm đúng quy trình',
    recommendation: 'Chấn chỉnh việc đăng ký, phân phối, xử lý văn bản đến theo đúng quy trình',
  },
  '7.1.3': {
    unit: 'văn bản đi đạt yêu cầu',
    strength: 'Văn bản đi được trình, duyệt, ký số, phát hành đúng quy trình',
    limitation: 'Việc quản lý, xử lý văn bản đi chưa bảo đảm đúng quy trình',
    recommendation: 'Chấn chỉnh việc trình, duyệt, ký số, phát hành văn bản đi theo đúng quy trình',
  },
  '7.1.4': {
    unit: null,
    strength: 'Khai thác đầy đủ, đúng chức năng của phần mềm quản lý văn bản',
    limitation: 'Chưa khai thác đầy đủ và đúng chức năng xử lý văn bản đi của phần mềm quản lý văn bản',
    recommendation: 'Khai thác đầy đủ, đúng chức năng của phần mềm quản lý văn bản, nhất là xử lý văn bản đi',
  },
  '7.2.1': {
    unit: null,
    strength: 'Cung cấp đầy đủ, kịp thời thông tin bắt buộc trên Cổng/Trang thông tin điện tử',
    limitation: 'Thông tin bắt buộc trên Cổng/Trang thông tin điện tử chưa được cung cấp đầy đủ, kịp thời',
    recommendation: 'Cung cấp đầy đủ, kịp thời thông tin bắt buộc trên Cổng/Trang thông tin điện tử',
  },
};

export const notes = {
  notApplicable: 'Không phát sinh trong thời kỳ kiểm tra.',
  full: [
    'Đã đối chiếu hồ sơ, tài liệu tại đơn vị.',
    'Có đủ tài liệu kiểm chứng.',
    'Đã kiểm tra trên phần mềm.',
  ],
  less: [
    'Đơn vị cần bổ sung tài liệu kiểm chứng.',
    'Đã trao đổi, đơn vị thống nhất với nội dung kiểm tra.',
    'Việc thực hiện chưa thường xuyên.',
    'Mới thực hiện được một phần.',
  ],
} as const;

/** Papers that an agency names as proof of what it says of itself. */
export const papers = [
  'Kế hoạch cải cách hành chính năm (minh họa)',
  'Báo cáo kết quả thực hiện (minh họa)',
  'Kết xuất phần mềm một cửa (minh họa)',
] as const;

export interface RemarkWords {
  /** What the draft said, from what the finding says now. */
  readonly draft: (text: string) => string;
  readonly content: string;
  readonly evidence: string | null;
  readonly decision: 'accepted' | 'rejected';
  readonly reason: string | null;
}
export const remarkWords: readonly RemarkWords[] = [
  {
    draft: (text) => `${text}, chậm khắc phục so với kết quả tự kiểm tra`,
    content: 'Đề nghị bỏ cụm từ "chậm khắc phục": đơn vị đã khắc phục xong một phần trước ngày kiểm tra.',
    evidence: 'Báo cáo kết quả tự khắc phục (minh họa)',
    decision: 'accepted',
    reason: null,
  },
  {
    draft: (text) => text,
    content: 'Đề nghị không nêu nội dung này vì đã có kế hoạch thực hiện trong quý IV.',
    evidence: null,
    decision: 'rejected',
    reason:
      'Tại thời điểm kiểm tra nội dung chưa được thực hiện; kế hoạch được ghi nhận khi theo dõi khắc phục.',
  },
];

/** What the periodic report says where no figure can say it, by the key of the outline. */
export const reportWords: Readonly<Record<string, string>> = {
  steering_communication:
    'Đã thực hiện tuyên truyền cải cách hành chính trên Trang thông tin điện tử, hệ thống truyền thanh và tại hội nghị giao ban.',
  steering_initiatives: 'Chưa có sáng kiến được cấp có thẩm quyền công nhận trong kỳ.',
  results_institutions:
    'Văn bản quy phạm pháp luật được rà soát, hệ thống hóa theo kế hoạch; chưa phát hiện văn bản trái pháp luật.',
  results_organisation:
    'Chức năng, nhiệm vụ, cơ cấu tổ chức của các cơ quan, đơn vị được rà soát, kiện toàn theo quy định.',
  results_service:
    'Việc tuyển dụng, bổ nhiệm, đào tạo, bồi dưỡng cán bộ, công chức, viên chức thực hiện theo kế hoạch.',
  results_finance:
    'Các cơ quan, đơn vị thực hiện cơ chế tự chủ, tự chịu trách nhiệm về kinh phí quản lý hành chính.',
  results_digital: 'Văn bản được trao đổi trên phần mềm quản lý văn bản; việc ký số được mở rộng.',
  assessment_results:
    'Công tác cải cách hành chính được các cơ quan, đơn vị quan tâm chỉ đạo; việc giải quyết thủ tục hành chính có chuyển biến.',
  assessment_limits:
    'Việc niêm yết, cập nhật thủ tục hành chính ở một số đơn vị còn chậm; một số kiến nghị sau kiểm tra chưa được khắc phục đúng hạn.',
  assessment_causes: 'Người đứng đầu một số đơn vị chưa thường xuyên kiểm tra, đôn đốc.',
  next: 'Đôn đốc khắc phục tồn tại, hạn chế sau kiểm tra; chuẩn bị kế hoạch kiểm tra kỳ sau.',
  proposals: 'Không.',
};
