// Whose row it is: rows of other offices stand here beside our own.
export const offices = {
  column: 'Cơ quan gửi',
  filter: 'Dữ liệu của',
  all: 'Tất cả các cơ quan',
  ours: (name: string) => `${name} (cơ quan mình)`,
  of: (name: string) => `Dữ liệu do ${name} gửi lên, chỉ đọc ở đây`,
  readOnly: (name: string) =>
    `Dữ liệu này của ${name}, ở đây chỉ xem được. Cần sửa thì đề nghị cơ quan đó sửa rồi gửi lại.`,
  look: 'Xem',
  unknown: 'cơ quan khác',
  briefOurs: 'Của cơ quan mình',
  briefAll: 'Cả các đơn vị gửi lên',
  briefHint:
    'Mỗi cuộc kiểm tra tính một lần cho cơ quan đã kiểm tra: một đơn vị được hai cấp kiểm tra là hai cuộc, nhưng khi tính tỷ lệ đã kiểm tra vẫn là một đơn vị.',
};
