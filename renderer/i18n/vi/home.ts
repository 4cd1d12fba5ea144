// The desk: what waits today.
export const home = {
  greeting: (day: string) => `Hôm nay, ngày ${day}`,
  inProgress: 'Đợt kiểm tra đang thực hiện',
  noneInProgress: 'Chưa có đợt kiểm tra nào đang thực hiện',
  noneText:
    'Lập kế hoạch cho đợt kiểm tra mới, hoặc mở một kế hoạch đã có và chuyển sang trạng thái tiếp theo.',
  visited: 'Đơn vị đã kiểm tra',
  checklist: 'Thông báo đã ban hành',
  overdue: 'Kiến nghị quá hạn',
  noOverdue: 'Không có kiến nghị nào quá hạn.',
  allRecommendations: 'Xem tất cả kiến nghị',
  waiting: 'Văn bản chờ ký, chờ ghi số',
  noWaiting: 'Không có văn bản nào đang chờ.',
  allDocuments: 'Xem tất cả văn bản',
  opened: 'Mở gần đây',
  noOpened: 'Các kế hoạch, cơ quan đã mở trên máy này sẽ hiện ở đây.',
  more: (count: string) => `và ${count} dòng khác`,
};
