// Which agency of another office is which of ours.
export const matches = {
  intro:
    'Cơ quan gửi có thể đã tự nhập những đơn vị mà ở đây cũng có. Ghép một lần thì số liệu của hai bên về cùng một đơn vị được xem chung từ đó về sau; bỏ ghép lúc nào cũng được.',
  find: 'Tìm theo tên',
  office: 'Cơ quan gửi',
  open: (count: string) => `Chưa ghép (${count})`,
  nothingOpen: 'Không còn đơn vị nào phải ghép',
  nothingOpenText:
    'Mọi đơn vị trong dữ liệu đã nhận đều đã được ghép, hoặc chưa nhận dữ liệu của cơ quan nào.',
  nothingFound: 'Không có đơn vị nào khớp với bộ lọc',
  confirm: (count: string) => `Ghép ${count} đơn vị đã chọn`,
  tick: (name: string) => `Chọn ghép ${name}`,
  ours: 'Đơn vị của cơ quan mình',
  noneAlike: 'Không có tên nào giống',
  notChosen: 'Chưa chọn',
  alike: (likeness: number) => `giống ${String(likeness)} %`,
  other: 'Đơn vị khác…',
  otherLabel: 'Tìm đơn vị',
  more: (count: string) => `Hiện thêm (còn ${count})`,
  made: (count: string) => `Đã ghép (${count})`,
  gone: 'Đơn vị không còn trong dữ liệu đã nhận',
  undo: 'Bỏ ghép',
  undoOf: (foreign: string, local: string) => `Bỏ ghép ${foreign} với ${local}`,
};
