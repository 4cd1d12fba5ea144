// Checking the format of a finished file.
export const formatChecks = {
  title: 'Kiểm tra thể thức',
  command: 'Kiểm tra thể thức văn bản',
  intro:
    'Đọc tệp PDF hoặc Word đã hoàn chỉnh, kể cả văn bản do cơ quan khác soạn, và đối chiếu với Nghị định 30/2020/NĐ-CP, Phụ lục I. Tệp chỉ được đọc, không lưu lại.',
  choose: 'Chọn tệp',
  chooseOther: 'Chọn tệp khác',
  drop: 'Kéo tệp PDF hoặc DOCX vào đây',
  dropNow: 'Thả để kiểm tra',
  limit: 'Một tệp, tối đa 50 MB',
  reading: (name: string) => `Đang kiểm tra ${name}`,
  page: (page: string) => `Trang ${page}`,
  whole: 'Toàn văn bản',
  found: 'Hiện có',
  expected: 'Yêu cầu',
  none: 'Không phát hiện vi phạm thể thức.',
  summary: (breaches: string, held: string, skipped: string) =>
    `${breaches} vi phạm · ${held} quy định đúng · ${skipped} không kiểm tra được`,
  kind: (kind: string) => `Loại văn bản nhận ra: ${kind}`,
  noKind: 'Không nhận ra tên loại văn bản theo Nghị định',
  skipped: (count: string) => `Quy định không kiểm tra được (${count})`,
  copy: 'Chép danh sách',
  copied: 'Đã chép danh sách',
  close: 'Đóng',
};
