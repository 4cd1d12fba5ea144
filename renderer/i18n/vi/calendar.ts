// The working calendar of the office.
export const calendar = {
  year: (year: string) => `Năm ${year}`,
  previousYear: 'Năm trước',
  nextYear: 'Năm sau',
  hint: 'Thứ Bảy, Chủ nhật là ngày nghỉ; chỉ ghi những ngày khác thường lệ. Lịch kiểm tra và thời hạn tính theo bảng này.',
  propose: (year: string) => `Đề xuất ngày nghỉ lễ năm ${year}`,
  proposeText:
    'Các ngày nghỉ lễ, tết theo Điều 112 Bộ luật Lao động chưa có trong bảng. Bỏ chọn ngày không đúng với thông báo của cơ quan có thẩm quyền, rồi ghi một lần.',
  nothingProposed: (year: string) => `Mọi ngày nghỉ lễ năm ${year} đã có trong bảng.`,
  confirm: (count: string) => `Ghi ${count} ngày vào lịch`,
  confirmNone: 'Ghi vào lịch',
  added: (count: string) => `Đã ghi ${count} ngày vào lịch làm việc.`,
  empty: (year: string) => `Chưa ghi ngày nghỉ lễ nào của năm ${year}`,
  emptyText:
    'Bắt đầu từ các ngày nghỉ lễ được đề xuất, rồi thêm ngày nghỉ và ngày làm bù hoán đổi khi có thông báo.',
  kind: 'Loại ngày',
  kinds: {
    holiday: 'Nghỉ lễ, tết',
    day_off: 'Nghỉ hoán đổi',
    working_day: 'Làm bù',
  },
  day: 'Ngày',
  name: 'Tên ngày',
  nameHint: 'Ví dụ: Nghỉ hoán đổi ngày làm việc 02/01/2026.',
  add: 'Thêm ngày',
  otherYear: 'Ngày này thuộc năm khác.',
  duplicate: 'Ngày này đã có trong bảng.',
  delete: 'Bỏ ngày khỏi lịch',
  deleted: (name: string) => `Đã bỏ khỏi lịch: ${name}.`,
  yearView: (year: string) => `Lịch năm ${year}`,
  month: (month: string) => `Tháng ${month}`,
  weekdays: {
    0: 'Thứ Hai',
    1: 'Thứ Ba',
    2: 'Thứ Tư',
    3: 'Thứ Năm',
    4: 'Thứ Sáu',
    5: 'Thứ Bảy',
    6: 'Chủ nhật',
  },
  /** Seven, from Monday, apart by a blank. */
  shortWeekdays: 'T2 T3 T4 T5 T6 T7 CN',
};
