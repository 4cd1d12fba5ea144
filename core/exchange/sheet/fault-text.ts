/**
 * The sentences of every fault of a spreadsheet: where it stands, what is wrong, what to do. Vietnamese first, English
 * complete; a code without words does not compile.
 */
import type { ImportFault } from '../../contract/imports.ts';

export type FaultLanguage = 'vi' | 'en';

export interface ImportFaultText {
  /** "Trang tính “Sheet1”, hàng 5, cột C"; empty where the fault is of the file as a whole. */
  readonly where: string;
  readonly cause: string;
  readonly remedy: string;
}

interface Words {
  readonly fault: ImportFault;
  /** ` “what stands there”`, with a blank before it; empty where nothing does. */
  readonly value: string;
  /** A parameter as text; empty where it is not given. */
  readonly param: (key: string) => string;
}
type Sentence = readonly [cause: string, remedy: string];
type Texts = Readonly<Record<ImportFault['code'], (words: Words) => Sentence>>;

const ENCODING_NAMES: Readonly<Record<string, string>> = {
  tcvn3: 'TCVN3 (.VnTime)',
  vni: 'VNI (VNI-Times)',
};
const encodingName = (key: string) => ENCODING_NAMES[key] ?? key;

/** How many lines it holds for, where that is more than the one that is named. */
const lines = (count: string) => (count === '' || count === '1' ? '' : ` (${count} dòng như vậy)`);
const linesEn = (count: string) => (count === '' || count === '1' ? '' : ` (${count} such lines)`);

const vi: Texts = {
  EMPTY_SHEET: () => ['Trang tính không có dữ liệu.', 'Chọn trang tính khác hoặc chọn tệp có dữ liệu.'],
  NO_HEADER: () => [
    'Không tìm thấy hàng tiêu đề cột trong 30 hàng đầu.',
    'Chọn đúng hàng tiêu đề ở bước ghép cột, hoặc đặt tên các cột theo tệp mẫu.',
  ],
  MERGED_HEADER: ({ fault, param, value }) =>
    fault.severity === 'error'
      ? [
          `Một ô tiêu đề gộp${either(quoted(param('label')), value)} phủ các cột ${param('columns')} và nhiều cột trong đó có dữ liệu, nên không rõ lấy cột nào.`,
          'Tách ô gộp và đặt tên cho từng cột, hoặc chỉ rõ cột cần lấy ở bước ghép cột.',
        ]
      : [
          `Tiêu đề${either(quoted(param('label')), value)} là ô gộp trên các cột ${param('columns')}; đã đọc theo tên riêng của từng cột.`,
          'Kiểm tra lại việc ghép cột trước khi nhập.',
        ],
  MERGED_CELLS: ({ param, value }) =>
    param('heading') === ''
      ? [
          `Ô gộp ${param('range')}: giá trị${value} được dùng cho mọi hàng mà ô này phủ lên.`,
          'Nếu không đúng, tách ô gộp trong tệp và ghi giá trị cho từng hàng.',
        ]
      : [
          `Hàng${value} là tiêu đề mục gộp qua nhiều cột (${param('range')}) nên không được nhập.`,
          'Nếu đây là một hàng dữ liệu, hãy tách ô gộp và điền vào từng cột.',
        ],
  MISSING_COLUMN: ({ param, fault }) => [
    `Thiếu cột bắt buộc “${param('label') || (fault.field ?? '')}”.`,
    'Thêm cột này vào tệp, hoặc chỉ ra cột tương ứng ở bước ghép cột.',
  ],
  DUPLICATE_COLUMN: ({ param, value }) => [
    `Cột${value} trùng ý nghĩa với cột ${param('first')}${either(quoted(param('label')))}.`,
    'Xoá hoặc đổi tên một trong hai cột, hoặc chỉ rõ cột cần lấy ở bước ghép cột.',
  ],
  UNKNOWN_COLUMN: ({ value }) => [
    `Không biết cột${value} chứa nội dung gì nên cột này không được nhập.`,
    'Nếu cần nhập, hãy ghép cột này với một mục ở bước ghép cột.',
  ],
  OLD_ENCODING: ({ fault, param, value }) => [
    `Chữ trong ${param('count')} ô của cột này được gõ bằng bảng mã cũ ${encodingName(param('encoding'))}:${value}${arrow(param('after'))}.`,
    fault.severity === 'error'
      ? 'Chọn “Chuyển sang Unicode” để phần mềm chuyển giúp, hoặc chọn giữ nguyên.'
      : 'Bạn đã chọn giữ nguyên; chữ sẽ hiện sai nếu không dùng phông chữ cũ.',
  ],
  HIDDEN_ROWS: ({ fault, param }) =>
    fault.column === null
      ? [
          `Có ${param('count')} hàng bị ẩn hoặc bị lọc; các hàng này vẫn được đọc.`,
          'Nếu không muốn nhập, hãy xoá các hàng ẩn khỏi tệp.',
        ]
      : ['Cột này bị ẩn trong tệp nhưng vẫn được đọc.', 'Kiểm tra lại nội dung của cột ẩn trước khi nhập.'],
  FORMULA: ({ value }) => [
    `Ô chứa công thức; dùng kết quả đã lưu trong tệp${value}.`,
    'Nếu kết quả chưa đúng, mở tệp bằng Excel để tính lại rồi lưu, hoặc dán thành giá trị.',
  ],
  FORMULA_ERROR: ({ value }) => [
    `Ô báo lỗi${value}.`,
    'Sửa công thức trong tệp, hoặc thay bằng giá trị đúng.',
  ],
  FORMULA_NO_VALUE: () => [
    'Ô chứa công thức nhưng tệp không lưu kết quả.',
    'Mở tệp bằng Excel hoặc LibreOffice để tính và lưu lại, hoặc dán thành giá trị.',
  ],
  BAD_DATE: ({ value }) => [
    `Không đọc được ngày${value}.`,
    'Ghi ngày theo dạng ngày/tháng/năm, ví dụ 01/7/2025, và là ngày có trong lịch.',
  ],
  AMBIGUOUS_DATE: ({ value, param }) =>
    param('second') === ''
      ? [
          `Ngày${value} có vẻ ghi tháng trước ngày${either(quoted(param('first')))}.`,
          'Ghi lại theo thứ tự ngày/tháng/năm.',
        ]
      : [
          `Ngày${value} có thể là ${param('first')} hoặc ${param('second')}, vì trong cột có ngày ghi tháng trước.`,
          'Ghi lại cả cột theo thứ tự ngày/tháng/năm.',
        ],
  BAD_NUMBER: ({ value, param }) =>
    param('first') !== ''
      ? [
          `Số${value} có thể hiểu là ${param('first')} hoặc ${param('second')}.`,
          'Bỏ dấu phân cách hàng nghìn, dùng dấu phẩy cho phần thập phân, ví dụ 1204,5.',
        ]
      : param('least') !== ''
        ? [
            `Số${value} nằm ngoài khoảng từ ${param('least')} đến ${param('most')}.`,
            'Sửa lại số trong khoảng cho phép.',
          ]
        : [`Không đọc được số${value}.`, 'Chỉ ghi chữ số, ví dụ 98,53 hoặc 1204.'],
  UNKNOWN_VALUE: ({ value, param }) =>
    param('count') === ''
      ? [
          `Giá trị${value} không có trong danh sách cho phép${either(colon(param('expected')))}.`,
          'Sửa theo danh sách giá trị trong tệp mẫu.',
        ]
      : [
          `Không hiểu giá trị${value} (${param('count')} dòng); các dòng này vẫn được ghi, riêng ô này coi như trống.`,
          'Kiểm tra lại việc ghép cột; nếu cần, thay bằng lời thông dụng trong tệp rồi nhập lại.',
        ],
  REQUIRED_EMPTY: ({ param, fault }) => [
    `Ô bắt buộc “${param('label') || (fault.field ?? '')}” còn trống.`,
    'Điền nội dung còn thiếu, hoặc xoá hàng này khỏi tệp.',
  ],
  TOO_LONG: ({ param }) => [
    `Nội dung dài ${param('length')} ký tự, quá mức cho phép ${param('limit')} ký tự.`,
    'Rút gọn nội dung của ô.',
  ],
  DECOMPOSED_TEXT: ({ param }) => [
    `Chữ trong ${param('count')} ô của cột này ở dạng Unicode tổ hợp; phần mềm tự chuyển sang dạng dựng sẵn.`,
    'Không cần sửa gì.',
  ],
  DUPLICATE_IN_FILE: ({ value, param }) => [
    `Giá trị${value} trùng với hàng ${param('row')} trong tệp.`,
    'Xoá hàng trùng, hoặc sửa lại cho khác nhau.',
  ],
  DUPLICATE_IN_DATA: ({ value, param }) => [
    `${either(value.trim(), 'Giá trị này')} đã có trong dữ liệu${either(quoted(param('name')))}.`,
    'Bỏ hàng này, hoặc sửa mã hay tên nếu là một đối tượng khác.',
  ],
  SIMILAR_NAME: ({ value, param }) => [
    `Tên${value} rất giống${either(quoted(param('name')), ' một tên đã có')}${inRow(param('row'), 'vi')}.`,
    'Kiểm tra xem có phải cùng một đối tượng không; tên khác dấu là hai đối tượng khác nhau.',
  ],
  NOT_FOUND: ({ value, param }) => [
    `Không tìm thấy${either(value, quoted(param('name')))} trong dữ liệu hoặc trong tệp.`,
    'Sửa lại cho khớp với tên hoặc mã đã có, hoặc bổ sung đối tượng đó trước.',
  ],
  PART_EXCEEDS_WHOLE: ({ param, value }) => [
    `Phần${either(value, quoted(param('part')))} lớn hơn tổng${quoted(param('whole'))}.`,
    'Kiểm tra lại hai con số trong tệp gốc và sửa cho khớp.',
  ],
  NEGATIVE_NUMBER: ({ value }) => [
    `Số${value} là số âm; số hồ sơ, số lượng không thể âm.`,
    'Sửa thành số nguyên từ 0 trở lên.',
  ],
  FRACTION: ({ value }) => [
    `Số${value} có phần lẻ; ô này chỉ nhận số nguyên.`,
    'Sửa thành số nguyên. Dấu chấm được hiểu là dấu ngăn hàng nghìn, dấu phẩy là dấu thập phân.',
  ],
  SUM_DIFFERS: ({ param }) => [
    `Tổng không khớp: ghi ${param('found')}, cộng được ${param('expected')}, lệch ${param('difference')}${either(colon(param('rule')))}.`,
    'Vẫn nhập được; kiểm tra lại với đơn vị báo cáo, hoặc ghi giải thích sau khi nhập.',
  ],
  OTHER_AGENCY: ({ value, param }) => [
    `Tệp ghi đơn vị${value}, không phải${either(quoted(param('name')), ' đơn vị đang mở')}.`,
    'Chọn đúng tệp của đơn vị này, hoặc mở đúng đơn vị rồi nhập lại.',
  ],
  OTHER_PLAN: ({ value, param }) => [
    `Tệp thuộc ${param('index') === '' ? 'đợt kiểm tra' : 'bộ chỉ số'} khác${value}, không phải${either(quoted(param('name')), ' đợt đang mở')}.`,
    param('index') === ''
      ? 'Chọn đúng tệp của đợt này, hoặc mở đúng đợt kiểm tra rồi nhập lại.'
      : 'Chọn đúng tệp của bộ này, hoặc mở đúng bộ chỉ số rồi nhập lại.',
  ],
  OTHER_PERIOD: ({ value, param }) => [
    `Tệp thuộc kỳ hoặc năm khác${value}, không phải${either(quoted(param('name')), ' kỳ đang mở')}.`,
    'Chọn đúng tệp của kỳ này, hoặc mở đúng kỳ rồi nhập lại.',
  ],
  SETTLED: ({ value, param }) => [
    `Kiến nghị${value} đã kết thúc${either(colon(param('status')))}, không nhận báo cáo nữa.`,
    'Bỏ hàng này; nếu cần xem lại thì mở lại kiến nghị trong phần Theo dõi khắc phục trước.',
  ],
  ABOVE_MAXIMUM: ({ value, param }) => [
    `Điểm${value} vượt điểm tối đa ${param('maximum')}.`,
    'Sửa thành số điểm không quá điểm tối đa của tiêu chí.',
  ],
  WRONG_TOTAL: ({ value, param }) => [
    `Tổng điểm của các mục con${value} là ${param('found')}, khác điểm tối đa của mục trên là ${param('expected')}.`,
    'Sửa điểm tối đa để tổng các mục con bằng mục trên.',
  ],
  TEXT_CHANGED: ({ param, value }) => [
    `Nội dung${value} đã bị sửa so với biểu gửi đi${either(quoted(param('expected')))}.`,
    param('refused') === ''
      ? 'Câu trả lời vẫn được nhận theo mã tiêu chí; kiểm tra xem đơn vị có hiểu đúng câu hỏi không.'
      : 'Hàng này không được nhập: đề nghị đơn vị điền lại vào biểu gửi đi, không sửa lời.',
  ],
  EXTRA_ROW: ({ value }) => [
    `Hàng${value} không có trong biểu gửi đi.`,
    'Hàng này không được nhập; nếu đơn vị muốn bổ sung ý kiến, ghi vào phần ghi chú.',
  ],
  MISSING_ROW: ({ value, param }) => [
    `Thiếu hàng${either(value, quoted(param('code')))} có trong biểu gửi đi.`,
    'Đề nghị đơn vị gửi lại tệp đủ các hàng, hoặc nhập tay phần còn thiếu.',
  ],
  MOVED_COLUMN: ({ param, value }) => [
    `Cột${either(value, quoted(param('label')))} đã bị chuyển từ ${param('from')} sang ${param('to')}.`,
    'Dữ liệu vẫn được đọc theo tiêu đề cột; kiểm tra lại ở phần xem trước.',
  ],
  OUTSIDE_PERIOD: ({ value, param }) => [
    `Ngày${value} nằm ngoài thời kỳ ${param('from')}–${param('to')}${lines(param('count'))}.`,
    'Kiểm tra lại ngày, hoặc chọn đúng tệp của thời kỳ này.',
  ],
  BAD_RULE: ({ value, param }) => [
    `Quy tắc tính điểm${value} không hợp lệ${either(colon(param('reason')))}.`,
    'Sửa theo hướng dẫn trong tệp mẫu.',
  ],
  BAD_HIERARCHY: ({ value, param }) => [
    `Quan hệ cấp trên – cấp dưới${value} không hợp lệ${either(colon(param('reason')))}${inRow(param('row'), 'vi')}.`,
    'Sửa cấp trên của hàng này: không được là chính nó, cấp dưới của nó hoặc cấp không phù hợp.',
  ],
  IN_USE: ({ value }) => [
    `${either(value.trim(), 'Dữ liệu này')} đang được sử dụng nên không thay đổi được bằng tệp.`,
    'Bỏ hàng này, hoặc sửa trực tiếp trong phần mềm.',
  ],
};

const en: Texts = {
  EMPTY_SHEET: () => ['The sheet is empty.', 'Choose another sheet, or a file that holds data.'],
  NO_HEADER: () => [
    'No header was found in the first 30 rows.',
    'Choose the row of the header while matching columns, or name the columns as the template does.',
  ],
  MERGED_HEADER: ({ fault, param, value }) =>
    fault.severity === 'error'
      ? [
          `One merged header${either(quoted(param('label')), value)} covers the columns ${param('columns')} and several of them hold data, so it is not clear which one is meant.`,
          'Split the merged cell and name every column, or choose the column while matching columns.',
        ]
      : [
          `The header${either(quoted(param('label')), value)} is merged over the columns ${param('columns')}; each column was read by its own name.`,
          'Check how the columns are matched before importing.',
        ],
  MERGED_CELLS: ({ param, value }) =>
    param('heading') === ''
      ? [
          `Merged cell ${param('range')}: its value${value} is used for every row that it covers.`,
          'If that is wrong, split the merged cell and write the value in every row.',
        ]
      : [
          `The row${value} is a heading merged over columns (${param('range')}), so it is not imported.`,
          'If it is a row of data, split the merged cell and fill in every column.',
        ],
  MISSING_COLUMN: ({ param, fault }) => [
    `The required column “${param('labelEn') || param('label') || (fault.field ?? '')}” is missing.`,
    'Add it to the file, or choose the column that holds it while matching columns.',
  ],
  DUPLICATE_COLUMN: ({ param, value }) => [
    `The column${value} means the same as column ${param('first')}${either(quoted(param('labelEn')))}.`,
    'Delete or rename one of them, or choose the column while matching columns.',
  ],
  UNKNOWN_COLUMN: ({ value }) => [
    `It is not known what the column${value} holds, so it is not imported.`,
    'If it is needed, match it with a field while matching columns.',
  ],
  OLD_ENCODING: ({ fault, param, value }) => [
    `Cells of this column (${param('count')}) are written in the old encoding ${encodingName(param('encoding'))}:${value}${arrow(param('after'))}.`,
    fault.severity === 'error'
      ? 'Choose “Convert to Unicode”, or choose to keep the text as it is.'
      : 'You chose to keep it; without an old font the text will look wrong.',
  ],
  HIDDEN_ROWS: ({ fault, param }) =>
    fault.column === null
      ? [
          `Rows (${param('count')}) are hidden or filtered out; they are read as well.`,
          'If they are not wanted, delete the hidden rows from the file.',
        ]
      : ['This column is hidden in the file and is read as well.', 'Check what it holds before importing.'],
  FORMULA: ({ value }) => [
    `The cell holds a formula; the result kept in the file is used${value}.`,
    'If it is not right, open the file in Excel to calculate and save it, or paste it as a value.',
  ],
  FORMULA_ERROR: ({ value }) => [
    `The cell shows an error${value}.`,
    'Correct the formula in the file, or write the right value.',
  ],
  FORMULA_NO_VALUE: () => [
    'The cell holds a formula whose result is not kept in the file.',
    'Open the file in Excel or LibreOffice, calculate and save it, or paste it as a value.',
  ],
  BAD_DATE: ({ value }) => [
    `The date${value} cannot be read.`,
    'Write day/month/year, for example 01/7/2025, and a day of the calendar.',
  ],
  AMBIGUOUS_DATE: ({ value, param }) =>
    param('second') === ''
      ? [
          `The date${value} seems to have its month first${either(quoted(param('first')))}.`,
          'Write it as day/month/year.',
        ]
      : [
          `The date${value} may be ${param('first')} or ${param('second')}, because the column has dates with the month first.`,
          'Write the whole column as day/month/year.',
        ],
  BAD_NUMBER: ({ value, param }) =>
    param('first') !== ''
      ? [
          `The number${value} may be ${param('first')} or ${param('second')} (comma before decimals).`,
          'Leave out the separators of thousands and write a comma before decimals, for example 1204,5.',
        ]
      : param('least') !== ''
        ? [
            `The number${value} is not between ${param('least')} and ${param('most')}.`,
            'Correct it to a number in that range.',
          ]
        : [`The number${value} cannot be read.`, 'Write digits only, for example 98,53 or 1204.'],
  UNKNOWN_VALUE: ({ value, param }) =>
    param('count') === ''
      ? [
          `The value${value} is not one of those allowed${either(colon(param('expected')))}.`,
          'Correct it by the list of values in the template.',
        ]
      : [
          `The value${value} is not understood (lines: ${param('count')}); the lines are kept, this cell counts as empty.`,
          'See whether the column is the right one; if need be, put a usual word into the file and import it again.',
        ],
  REQUIRED_EMPTY: ({ param, fault }) => [
    `The required cell “${param('labelEn') || param('label') || (fault.field ?? '')}” is empty.`,
    'Fill it in, or delete the row from the file.',
  ],
  TOO_LONG: ({ param }) => [
    `The text has ${param('length')} characters; at most ${param('limit')} are allowed.`,
    'Shorten the text of the cell.',
  ],
  DECOMPOSED_TEXT: ({ param }) => [
    `Cells of this column (${param('count')}) hold decomposed Unicode; they are composed on reading.`,
    'Nothing needs to be done.',
  ],
  DUPLICATE_IN_FILE: ({ value, param }) => [
    `The value${value} stands in row ${param('row')} of the file already.`,
    'Delete the row that repeats, or make the two differ.',
  ],
  DUPLICATE_IN_DATA: ({ value, param }) => [
    `${either(value.trim(), 'This value')} is in the data already${either(quoted(param('name')))}.`,
    'Leave out the row, or correct the code or name if something else is meant.',
  ],
  SIMILAR_NAME: ({ value, param }) => [
    `The name${value} is very like${either(quoted(param('name')), ' one that is there already')}${inRow(param('row'), 'en')}.`,
    'Check whether both are the same; names with other marks are other names.',
  ],
  NOT_FOUND: ({ value, param }) => [
    `${either(either(value, quoted(param('name'))).trim(), 'What is named here')} is neither in the data nor in the file.`,
    'Write it as the name or code that exists, or add it first.',
  ],
  PART_EXCEEDS_WHOLE: ({ param, value }) => [
    `The part${either(value, quoted(param('part')))} exceeds the whole${quoted(param('whole'))}.`,
    'Check both figures in the original and correct them.',
  ],
  NEGATIVE_NUMBER: ({ value }) => [
    `The number${value} is negative; counts cannot be.`,
    'Write a whole number from 0 up.',
  ],
  FRACTION: ({ value }) => [
    `The number${value} has a fraction; whole numbers only.`,
    'Write a whole number. A point separates thousands, a comma the decimals.',
  ],
  SUM_DIFFERS: ({ param }) => [
    `The sum does not hold: ${param('found')} is written, ${param('expected')} adds up, difference ${param('difference')}${either(colon(param('rule')))}.`,
    'It can be imported all the same; ask the reporting unit, or explain it after the import.',
  ],
  OTHER_AGENCY: ({ value, param }) => [
    `The file speaks of${value}, not of${either(quoted(param('name')), ' the agency that is open')}.`,
    'Choose the file of this agency, or open the right agency and import again.',
  ],
  OTHER_PLAN: ({ value, param }) => [
    `The file belongs to another ${param('index') === '' ? 'round' : 'index'}${value}, not to${either(quoted(param('name')), ' the one that is open')}.`,
    param('index') === ''
      ? 'Choose the file of this round, or open the right round and import again.'
      : 'Choose the file of this index, or open the right one and import again.',
  ],
  OTHER_PERIOD: ({ value, param }) => [
    `The file belongs to another period or year${value}, not to${either(quoted(param('name')), ' the one that is open')}.`,
    'Choose the file of this period, or open the right one and import again.',
  ],
  SETTLED: ({ value, param }) => [
    `The recommendation${value} is settled${either(colon(param('status')))} and takes no more reports.`,
    'Leave out the row; to look at it again, reopen the recommendation under Remediation first.',
  ],
  ABOVE_MAXIMUM: ({ value, param }) => [
    `The points${value} are above the maximum of ${param('maximum')}.`,
    'Enter points up to the maximum of the item.',
  ],
  WRONG_TOTAL: ({ value, param }) => [
    `The parts of${value} add up to ${param('found')}, the whole is ${param('expected')}.`,
    'Correct the maxima so that the parts add up to their whole.',
  ],
  TEXT_CHANGED: ({ param, value }) => [
    `The text${value} differs from the form that was sent${either(quoted(param('expected')))}.`,
    param('refused') === ''
      ? 'The answer is taken by the code of the criterion; see whether the agency understood the question.'
      : 'The row is not imported: ask the agency to fill in the form as it was sent, without changing its words.',
  ],
  EXTRA_ROW: ({ value }) => [
    `The row${value} is not in the form that was sent.`,
    'It is not imported; what the agency wants to add belongs into the notes.',
  ],
  MISSING_ROW: ({ value, param }) => [
    `The row${either(value, quoted(param('code')))} of the form that was sent is missing.`,
    'Ask for the whole file, or enter what is missing by hand.',
  ],
  MOVED_COLUMN: ({ param, value }) => [
    `The column${either(value, quoted(param('label')))} was moved from ${param('from')} to ${param('to')}.`,
    'It is read by its header all the same; check the preview.',
  ],
  OUTSIDE_PERIOD: ({ value, param }) => [
    `The day${value} is outside of ${param('from')}–${param('to')}${linesEn(param('count'))}.`,
    'Check the day, or choose the file of this period.',
  ],
  BAD_RULE: ({ value, param }) => [
    `The scoring rule${value} is not valid${either(colon(param('reason')))}.`,
    'Correct it as the template explains.',
  ],
  BAD_HIERARCHY: ({ value, param }) => [
    `The superior${value} is not possible${either(colon(param('reason')))}${inRow(param('row'), 'en')}.`,
    'Correct the superior of this row: not itself, none of its own subordinates, and of a fitting level.',
  ],
  IN_USE: ({ value }) => [
    `${either(value.trim(), 'This')} is in use, so a file cannot change it.`,
    'Leave out the row, or change it in the application.',
  ],
};

const TEXTS: Readonly<Record<FaultLanguage, Texts>> = { vi, en };

export function importFaultText(fault: ImportFault, language: FaultLanguage): ImportFaultText {
  const param = (key: string) => {
    const value = fault.params[key];
    return value === undefined ? '' : String(value);
  };
  const [cause, remedy] = TEXTS[language][fault.code]({ fault, value: quoted(fault.value ?? ''), param });
  return { where: importFaultPlace(fault, language), cause, remedy };
}

/** Sheet, row and column, as far as the fault has them. */
export function importFaultPlace(
  { sheet, row, column }: Pick<ImportFault, 'sheet' | 'row' | 'column'>,
  language: FaultLanguage,
): string {
  const isVietnamese = language === 'vi';
  const parts = [
    sheet === null ? '' : `${isVietnamese ? 'trang tính' : 'sheet'} “${sheet}”`,
    row === null ? '' : `${isVietnamese ? 'hàng' : 'row'} ${String(row)}`,
    column === null ? '' : `${isVietnamese ? 'cột' : 'column'} ${column}`,
  ].filter((part) => part !== '');
  const place = parts.join(', ');
  return place.charAt(0).toUpperCase() + place.slice(1);
}

function quoted(text: string): string {
  return text === '' ? '' : ` “${text}”`;
}

function either(first: string, second = ''): string {
  return first === '' ? second : first;
}

function colon(text: string): string {
  return text === '' ? '' : `: ${text}`;
}

function arrow(text: string): string {
  return text === '' ? '' : ` → “${text}”`;
}

function inRow(row: string, language: FaultLanguage): string {
  if (row === '') return '';
  return language === 'vi' ? ` (hàng ${row})` : ` (row ${row})`;
}
