export const desk = {
  tabsLabel: 'Các phần của cuộc kiểm tra',
  tabs: {
    checklist: 'Phiếu kiểm tra',
    findings: 'Tồn tại, kiến nghị',
    self: 'Tự đánh giá',
    evidence: 'Minh chứng',
    procedures: 'TTHC',
    samples: 'Chọn mẫu',
    statistics: 'Số liệu một cửa',
    explanation: 'Giải trình',
    handouts: 'Giao việc',
  },
};
