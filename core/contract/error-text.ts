/**
 * The sentences of every error code: the cause, then what to do. Vietnamese first, English complete; a code
 * without words does not compile. Names of fields are the screen's business: here a field is its path.
 */
import { actionWords, roleWords } from '../rules/permission-words.ts';
import { actions, rolesOf } from '../rules/permissions.ts';
import { errorCodes, type ErrorCode, type ErrorValue, type FieldError } from './error.ts';

export type ErrorLanguage = 'vi' | 'en';
export interface ErrorText {
  readonly cause: string;
  readonly remedy: string;
}

interface Words {
  readonly error: ErrorValue;
  /** A value of `detail` as text; empty where it is not given. */
  readonly detail: (key: string) => string;
  /** ` (patch.title)`; empty where no field is named. */
  readonly at: string;
  /** ` 300` when the first field names its bound; else empty. */
  readonly limit: string;
}
type Sentence = readonly [cause: string, remedy: string];
type Texts = Readonly<Record<ErrorCode, (words: Words) => Sentence>>;

const vi: Texts = {
  UNKNOWN_METHOD: ({ detail }) => [
    `Phần mềm không có chức năng${quoted(detail('method'))}.`,
    'Kiểm tra lại tên chức năng; lệnh "methods" in ra toàn bộ danh sách.',
  ],
  VALIDATION: ({ error }) => [
    `Dữ liệu nhập chưa hợp lệ${inFields(error.fields, 'vi')}.`,
    'Sửa các mục đã nêu rồi thực hiện lại; chưa có dữ liệu nào được ghi.',
  ],
  UNKNOWN_KEY: ({ at }) => [
    `Dữ liệu gửi lên có mục không được quy định${at}.`,
    'Bỏ mục đó hoặc sửa lại tên mục.',
  ],
  MISSING_KEY: ({ at }) => [`Còn thiếu nội dung bắt buộc${at}.`, 'Bổ sung nội dung còn thiếu.'],
  TOO_LONG: ({ at, limit }) => [
    limit === '' ? `Nội dung dài quá mức cho phép${at}.` : `Nội dung vượt quá mức tối đa${limit}${at}.`,
    'Rút gọn nội dung hoặc tách thành nhiều mục.',
  ],
  WRONG_TYPE: ({ at }) => [`Nội dung không đúng kiểu dữ liệu${at}.`, 'Nhập lại theo đúng kiểu của mục này.'],
  BAD_DATE: ({ at }) => [
    `Ngày không có trong lịch${at}.`,
    'Nhập ngày theo dạng ngày/tháng/năm, ví dụ 09/8/2019; khi gọi lệnh thì dùng dạng 2019-08-09.',
  ],
  NOT_JSON: () => [
    'Nội dung gửi lên không phải là JSON hợp lệ.',
    'Kiểm tra lại dấu ngoặc, dấu nháy và bảng mã UTF-8.',
  ],
  TOO_LARGE: ({ detail }) => [
    `${tooMuch(detail('what'), 'vi')}${upTo(amount(detail('what'), detail('limit')), 'mức tối đa')}.`,
    'Giảm dung lượng hoặc chia thành nhiều phần rồi gửi lại.',
  ],
  UNAUTHENTICATED: () => [
    'Phiên làm việc trên trình duyệt không còn hiệu lực.',
    'Đóng trang này và mở lại bằng địa chỉ mà phần mềm in ra khi khởi động.',
  ],
  FORBIDDEN: ({ detail }) =>
    forbiddenAction(detail, 'vi') ??
    (detail('entity') === ''
      ? [
          'Yêu cầu bị từ chối vì không xuất phát từ cửa sổ của phần mềm.',
          'Thực hiện thao tác này ngay trong cửa sổ của phần mềm.',
        ]
      : [
          'Nội dung này do cơ quan khác lập nên tại đây chỉ xem được.',
          'Đề nghị cơ quan đó sửa rồi gửi lại, hoặc ghi ý kiến riêng của cơ quan mình.',
        ]),
  NOT_FOUND: ({ detail, error }) =>
    error.detail?.['absent'] === true
      ? [
          'Tệp này có ghi trong dữ liệu, nhưng đơn vị lập ra không gửi kèm.',
          'Nội dung còn lại vẫn xem được; đề nghị đơn vị gửi lại gói có kèm tệp.',
        ]
      : error.detail?.['entity'] === 'backup'
        ? [
            'Không tìm thấy bản sao lưu nào dùng được với tên này.',
            'Xem danh sách các bản sao lưu rồi chọn một bản còn nguyên vẹn; nếu chưa có bản nào, hãy sao lưu ngay.',
          ]
        : [
            `Không tìm thấy ${entityName(detail('entity'), 'vi')}.`,
            'Có thể nội dung này đã bị xóa; tải lại danh sách để xem dữ liệu hiện có.',
          ],
  CONFLICT: ({ detail }) => [
    `Nội dung của ${entityName(detail('entity'), 'vi')} đã được thay đổi sau khi anh, chị mở ra.`,
    'So sánh hai bản, chọn bản cần giữ rồi lưu lại.',
  ],
  IN_USE: ({ detail }) =>
    detail('entity') === 'index_set'
      ? [
          'Bộ chỉ số đã có điểm hoặc đã có văn bản kèm theo nên không xóa được và không trở lại bước trước được.',
          'Bỏ các đơn vị đã có điểm khỏi bộ, hoặc thu hồi quyết định công bố trước.',
        ]
      : [
          `Không xóa được ${entityName(detail('entity'), 'vi')} vì đang có dữ liệu khác gắn với nội dung này${standingOn(detail, 'vi')}.`,
          'Xóa hoặc chuyển các dữ liệu liên quan trước.',
        ],
  DUPLICATE: ({ detail }) => [
    `Đã có ${entityName(detail('entity'), 'vi')} như vậy.`,
    'Mở bản đã có để sửa, không tạo thêm bản thứ hai.',
  ],
  WRONG_STATE: ({ detail }) =>
    detail('entity') === 'index_set'
      ? indexStateText(detail, 'vi')
      : [
          `Không thực hiện được ở trạng thái hiện tại${quoted(detail('status') || detail('from'))}.`,
          'Chuyển sang trạng thái phù hợp trước khi thực hiện thao tác này.',
        ],
  FROZEN: ({ detail }) =>
    detail('entity') === 'criteria_set'
      ? [
          'Bộ tiêu chí đang có hiệu lực hoặc đã được dùng trong một đợt kiểm tra nên không sửa được.',
          'Tạo phiên bản tiếp theo của bộ tiêu chí rồi sửa trên phiên bản đó.',
        ]
      : [
          'Văn bản đã được chốt để ký hoặc đã ban hành nên không sửa được.',
          'Chuyển văn bản chờ ký về dự thảo để sửa; với văn bản đã ban hành thì thu hồi và lập văn bản mới.',
        ],
  NOTHING_TO_UNDO: () => [
    'Không còn thao tác nào để hoàn tác hoặc làm lại.',
    'Tiếp tục làm việc bình thường.',
  ],
  UNDO_BARRIER: () => [
    'Không hoàn tác được qua mốc đã chốt (văn bản chờ ký, đã ban hành hoặc dữ liệu đã gửi đi).',
    'Sửa trực tiếp nội dung cần thay đổi; nhật ký vẫn lưu đủ các lần sửa.',
  ],
  FILE_PASSWORD: () => [
    'Tệp được đặt mật khẩu nên không đọc được.',
    'Mở tệp bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại rồi chọn lại tệp.',
  ],
  FILE_BROKEN: ({ detail }) => [
    `Tệp bị hỏng hoặc không đầy đủ${quoted(detail('part'))}.`,
    'Mở tệp bằng Excel hoặc LibreOffice, lưu thành một tệp mới (.xlsx) rồi chọn lại.',
  ],
  FILE_NOT_SPREADSHEET: ({ detail }) => [
    `Tệp không phải là bảng tính đọc được${quoted(detail('found'))}.`,
    'Lưu dữ liệu ở dạng Excel (.xlsx) hoặc CSV (UTF-8) rồi chọn lại; dạng .xls cũ cần lưu lại thành .xlsx.',
  ],
  FILE_EMPTY: () => [
    'Tệp rỗng (0 byte), không có nội dung nào.',
    'Mở lại tệp gốc xem còn nội dung không, chép lại từ thiết bị rồi chọn lại.',
  ],
  FILE_PROGRAM: ({ detail }) => [
    `Tệp${quoted(detail('name'))} là chương trình chạy được, không được lưu làm minh chứng.`,
    'Chỉ lưu ảnh, PDF, văn bản và bảng tính. Nếu không chủ ý chọn tệp này, hãy quét vi-rút thiết bị lưu trữ.',
  ],
  FILE_KIND: ({ detail }) => [
    `Loại tệp${quoted(detail('name'))} không được nhận làm minh chứng.`,
    `Các loại được nhận: ${detail('allowed')}. Hãy lưu lại ở một trong các dạng này, ví dụ PDF hoặc ảnh JPEG.`,
  ],
  FILE_MISMATCH: ({ detail }) => [
    `Tên tệp${quoted(detail('name'))} cho biết một loại, nhưng nội dung thực là loại khác${quoted(detail('found'))}.`,
    'Mở tệp bằng phần mềm của nó, lưu lại đúng định dạng rồi chọn lại.',
  ],
  FILE_NOT_WORK: ({ detail }) =>
    detail('sealedFor') === 'recipients'
      ? [
          'Tệp này được niêm phong cho một máy khác, không thuộc phần việc nào giao từ máy này.',
          'Mở trên máy đã giao phần việc, thường là máy của thư ký.',
        ]
      : [
          'Tệp này không phải là tệp làm việc của phần mềm Kiểm tra CCHC, hoặc đã bị sửa đổi.',
          'Chọn đúng tệp có đuôi .cchcw do máy của Đoàn tạo ra; nếu vẫn lỗi, đề nghị tạo lại tệp.',
        ],
  FILE_GONE: () => [
    'Tệp đã chọn không còn trong bộ nhớ tạm của phần mềm.',
    'Chọn lại tệp; chưa có dữ liệu nào được ghi.',
  ],
  IMPORT_FAULTS: ({ detail }) => [
    `Tệp còn ${counted(detail('errors'))}lỗi nên chưa ghi dữ liệu nào.`,
    'Sửa tệp theo danh sách lỗi rồi chọn lại, hoặc chọn bỏ qua các dòng lỗi.',
  ],
  PACKAGE_NOT: () => [
    'Tệp này không phải là gói dữ liệu của phần mềm Kiểm tra CCHC.',
    'Chọn đúng tệp có đuôi .cchc do đơn vị gửi đến; chưa có dữ liệu nào được ghi.',
  ],
  PACKAGE_DAMAGED: ({ detail }) =>
    detail('parts') === ''
      ? [
          'Gói dữ liệu bị hỏng hoặc bị cắt ngắn trên đường chuyển.',
          'Chép lại tệp từ USB (chờ chép xong rồi mới rút), hoặc đề nghị đơn vị gửi lại; chưa có dữ liệu nào được ghi.',
        ]
      : [
          'Gói dữ liệu chia thành nhiều phần (.001, .002, …) bị thiếu hoặc bị hỏng một phần.',
          'Chép đủ các phần vào cùng một thư mục rồi nhận lại từ thư mục đó, hoặc đề nghị đơn vị gửi lại; chưa có dữ liệu nào được ghi.',
        ],
  PACKAGE_FORGED: () => [
    'Chữ ký của gói dữ liệu không khớp với nội dung: tệp đã bị thay đổi sau khi ký, hoặc không do đơn vị đó gửi.',
    'Không nhận tệp này; gọi điện cho đơn vị gửi để kiểm tra và đề nghị gửi lại.',
  ],
  PACKAGE_NOT_FOR_US: ({ detail }) =>
    detail('sealedFor') === 'passphrase'
      ? [
          'Gói dữ liệu này được đặt mật khẩu.',
          'Nhập mật khẩu mà đơn vị gửi đã báo; chưa có dữ liệu nào được ghi.',
        ]
      : [
          'Gói dữ liệu này được niêm phong cho một cơ quan khác, máy này không mở được.',
          'Đề nghị đơn vị gửi chọn đúng nơi nhận rồi gửi lại; chưa có dữ liệu nào được ghi.',
        ],
  PACKAGE_NEWER: () => [
    'Gói dữ liệu được lập bằng phiên bản phần mềm mới hơn.',
    'Cập nhật phần mềm trên máy này rồi nhận lại; chưa có dữ liệu nào được ghi.',
  ],
  PACKAGE_REFUSED: () => [
    'Gói dữ liệu không nhận được vì các lỗi đã nêu.',
    'Xem các lỗi trong danh sách, liên hệ với đơn vị gửi; chưa có dữ liệu nào được ghi.',
  ],
  PACKAGE_EMPTY: () => [
    'Không có gì mới để gửi trong phạm vi đã chọn.',
    'Chọn phạm vi khác, hoặc gửi lại toàn bộ dữ liệu.',
  ],
  PACKAGE_TOO_LARGE: () => [
    'Gói dữ liệu vượt quá giới hạn cho phép.',
    'Đề nghị đơn vị chia thành nhiều lần gửi, hoặc gửi không kèm tài liệu minh chứng.',
  ],
  RECEIPT_NOT: () => [
    'Tệp này không phải là giấy xác nhận đã nhận của phần mềm, hoặc chữ ký không khớp.',
    'Chọn đúng tệp có đuôi .cchcr do cơ quan nhận trả lại.',
  ],
  RECEIPT_UNKNOWN: () => [
    'Giấy xác nhận này trả lời cho một gói không do đơn vị gửi từ máy này.',
    'Kiểm tra lại tệp; giấy xác nhận chỉ nhận được ở máy đã gửi gói dữ liệu.',
  ],
  CARD_BROKEN: () => [
    'Tệp không phải là thẻ đơn vị, hoặc nội dung nhập lại không đúng.',
    'Chọn đúng tệp có đuôi .cchck; nếu nhập từ giấy, kiểm tra lại từng nhóm chữ.',
  ],
  KEYS_MISSING: () => [
    'Cơ quan chưa lập con dấu số trên máy này.',
    'Vào Cài đặt, mục Con dấu số để lập, rồi thực hiện lại.',
  ],
  KEYS_LOCKED: () => [
    'Con dấu số của cơ quan đang khóa.',
    'Nhập mật khẩu con dấu để mở khóa rồi thực hiện lại; chưa có gì bị mất.',
  ],
  WRONG_PASSPHRASE: () => [
    'Mật khẩu không đúng.',
    'Kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại.',
  ],
  PLACE_GONE: () => [
    'Không còn thấy nơi lưu đã chọn: USB đã bị rút hoặc thư mục không còn.',
    'Cắm lại USB, chọn lại nơi lưu rồi thực hiện lại; tệp chưa hoàn chỉnh không được tính là gói.',
  ],
  PLACE_UNSUITABLE: () => [
    'Không ghi được vào nơi đã chọn: không có quyền, hoặc đó là thư mục dữ liệu của phần mềm.',
    'Chọn USB hoặc thư mục khác.',
  ],
  PLACE_DIFFERS: () => [
    'Tệp vừa ghi đọc lại không đúng như đã ghi: USB có thể bị lỗi.',
    'Không dùng tệp này; đổi USB khác rồi gửi lại. Dữ liệu trên máy vẫn nguyên vẹn.',
  ],
  BACKUP_BROKEN: () => [
    'Bản sao lưu này không đọc được hoặc không còn nguyên vẹn.',
    'Chọn bản sao lưu khác; dữ liệu hiện tại vẫn nguyên vẹn.',
  ],
  NOT_SET_UP: () => [
    'Phần mềm chưa có thông tin cơ quan và người sử dụng.',
    'Khai báo cơ quan và người sử dụng ở trang bắt đầu, hoặc nạp một đợt kiểm tra mẫu.',
  ],
  BUSY: () => [
    'Dữ liệu đang bận vì một công việc khác đang ghi.',
    'Chờ công việc đó xong rồi thực hiện lại; nội dung đang nhập vẫn được giữ.',
  ],
  CANCELLED: () => [
    'Công việc đã được dừng theo yêu cầu; không có dữ liệu nào được ghi.',
    'Thực hiện lại khi cần.',
  ],
  READ_ONLY: () => [
    'Dữ liệu chỉ cho đọc, không ghi được.',
    'Kiểm tra quyền ghi đối với thư mục dữ liệu, hoặc chọn thư mục khác.',
  ],
  DATA_LOCKED: () => [
    'Dữ liệu đang được một phiên khác của phần mềm mở.',
    'Đóng phiên đang mở (kể cả cửa sổ dòng lệnh) rồi mở lại.',
  ],
  DATA_NEWER: ({ detail }) => [
    `Dữ liệu do phiên bản mới hơn của phần mềm tạo ra${versionOf(detail('found'), 'vi')}.`,
    'Cài đặt phiên bản mới hơn của phần mềm; dữ liệu được giữ nguyên.',
  ],
  DATA_NOT_DATABASE: () => [
    'Tệp trong thư mục dữ liệu không phải là cơ sở dữ liệu của phần mềm này.',
    'Chọn lại thư mục dữ liệu, hoặc phục hồi tệp cchc.db từ bản sao lưu.',
  ],
  DATA_ON_NETWORK: () => [
    'Thư mục dữ liệu nằm trên ổ đĩa mạng, nơi dữ liệu có thể bị hỏng khi nhiều máy cùng ghi.',
    'Chọn một thư mục trên ổ đĩa của máy này.',
  ],
  DISK_FULL: () => [
    'Ổ đĩa đã hết chỗ trống nên chưa ghi được.',
    'Giải phóng dung lượng ổ đĩa rồi thực hiện lại; dữ liệu đã lưu trước đó không bị ảnh hưởng.',
  ],
  CORRUPT: () => [
    'Dữ liệu có dấu hiệu bị hỏng.',
    'Ngừng nhập liệu, sao chép cả thư mục dữ liệu ra nơi khác, rồi phục hồi từ bản sao lưu gần nhất.',
  ],
  PDF_UNAVAILABLE: () => [
    'Không tạo được tệp PDF vì máy này không có Edge, Chrome hoặc Chromium.',
    'Cài đặt một trong các trình duyệt đó, hoặc xuất tệp DOCX rồi in từ phần mềm soạn thảo.',
  ],
  NO_SUCH_PAGES: () => [
    'Văn bản không có trang nào trong các trang đã chọn.',
    'Sửa lại các trang cần in, hoặc để trống để in tất cả.',
  ],
  PRINTER_UNAVAILABLE: () => [
    'Chỉ phần mềm trên máy tính (không phải trình duyệt) mới in thẳng ra máy in được.',
    'Xuất một tệp PDF để in, rồi in tệp đó từ trình xem PDF.',
  ],
  PRINTER_FAILED: ({ detail }) => [
    `Máy in không nhận văn bản${detail('reason') === '' ? '' : ` (hệ thống báo: ${detail('reason')})`}.`,
    'Kiểm tra máy in (nguồn, cáp, giấy, mực, hàng đợi in), rồi in tiếp những văn bản chưa in.',
  ],
  INTERNAL: ({ error }) => [
    `Phần mềm gặp lỗi ngoài dự kiến${error.ref === undefined ? '' : ` (mã ${error.ref})`}.`,
    'Thực hiện lại; nếu lỗi lặp lại, gửi mã lỗi và tệp nhật ký cho người hỗ trợ kỹ thuật.',
  ],
};

const en: Texts = {
  UNKNOWN_METHOD: ({ detail }) => [
    `There is no function${quoted(detail('method'))}.`,
    'Check its name; the command "methods" prints the whole list.',
  ],
  VALIDATION: ({ error }) => [
    `The input is not valid${inFields(error.fields, 'en')}.`,
    'Correct what is named and try again; nothing has been written.',
  ],
  UNKNOWN_KEY: ({ at }) => [
    `The input has a key that is not known${at}.`,
    'Remove the key or correct its name.',
  ],
  MISSING_KEY: ({ at }) => [`Something that is required is missing${at}.`, 'Fill in what is missing.'],
  TOO_LONG: ({ at, limit }) => [
    limit === ''
      ? `The text is longer than allowed${at}.`
      : `The text is longer than${limit} characters${at}.`,
    'Shorten or divide it.',
  ],
  WRONG_TYPE: ({ at }) => [
    `The value is of the wrong type${at}.`,
    'Enter a value of the type that is asked for.',
  ],
  BAD_DATE: ({ at }) => [
    `There is no such day in the calendar${at}.`,
    'Enter day/month/year, for example 09/8/2019; in calls write 2019-08-09.',
  ],
  NOT_JSON: () => ['What was sent is not valid JSON.', 'Check brackets, quotes and that the text is UTF-8.'],
  TOO_LARGE: ({ detail }) => [
    `${tooMuch(detail('what'), 'en')}${upTo(amount(detail('what'), detail('limit')), 'at most')}.`,
    'Make it smaller or send it in parts.',
  ],
  UNAUTHENTICATED: () => [
    'The session of this browser is no longer valid.',
    'Close this page and open the address that the application printed when it started.',
  ],
  FORBIDDEN: ({ detail }) =>
    forbiddenAction(detail, 'en') ??
    (detail('entity') === ''
      ? [
          'The request was refused because it does not come from the application’s own window.',
          'Do this in the window of the application.',
        ]
      : [
          'This belongs to another office, so it can only be read here.',
          'Ask that office to change it and send it again, or write a remark of your own.',
        ]),
  NOT_FOUND: ({ detail, error }) =>
    error.detail?.['absent'] === true
      ? [
          'This file is known, but the office that made it did not send it along.',
          'Everything else can be read; ask that office for a package with its files.',
        ]
      : error.detail?.['entity'] === 'backup'
        ? [
            'There is no usable backup of this name.',
            'Look at the list of backups and choose one that is whole; where there is none yet, back up now.',
          ]
        : [
            `The ${entityName(detail('entity'), 'en')} was not found.`,
            'It may have been deleted; reload the list to see what is there.',
          ],
  CONFLICT: ({ detail }) => [
    `The ${entityName(detail('entity'), 'en')} has changed since you opened it.`,
    'Compare the two versions, choose the one to keep and save again.',
  ],
  IN_USE: ({ detail }) =>
    detail('entity') === 'index_set'
      ? [
          'The index has scores or papers, so it can neither be deleted nor go back a step.',
          'Take the agencies with scores out of it, or withdraw the decision first.',
        ]
      : [
          `The ${entityName(detail('entity'), 'en')} cannot be deleted because other data belongs to it${standingOn(detail, 'en')}.`,
          'Delete or move that data first.',
        ],
  DUPLICATE: ({ detail }) => [
    `There is already such a ${entityName(detail('entity'), 'en')}.`,
    'Open and change the one that exists.',
  ],
  WRONG_STATE: ({ detail }) =>
    detail('entity') === 'index_set'
      ? indexStateText(detail, 'en')
      : [
          `This is not possible in the present state${quoted(detail('status') || detail('from'))}.`,
          'Move to a fitting state first.',
        ],
  FROZEN: ({ detail }) =>
    detail('entity') === 'criteria_set'
      ? [
          'The criteria set is in force or used by a round, so it cannot be changed.',
          'Make the next version of the set and change that one.',
        ]
      : [
          'The document is frozen for signature or has been issued, so it cannot be changed.',
          'Take a document that awaits signature back to draft; withdraw an issued one and write a new one.',
        ],
  NOTHING_TO_UNDO: () => ['There is nothing left to undo or redo.', 'Go on working.'],
  UNDO_BARRIER: () => [
    'Undo stops at what was made final (frozen for signature, issued, or sent out).',
    'Change the content directly; the journal keeps every version.',
  ],
  FILE_PASSWORD: () => [
    'The file is protected by a password, so it cannot be read.',
    'Open it in Excel, remove the password (File > Info > Protect Workbook), save it and choose it again.',
  ],
  FILE_BROKEN: ({ detail }) => [
    `The file is damaged or incomplete${quoted(detail('part'))}.`,
    'Open it in Excel or LibreOffice, save it as a new file (.xlsx) and choose that one.',
  ],
  FILE_NOT_SPREADSHEET: ({ detail }) => [
    `The file is not a spreadsheet that can be read${quoted(detail('found'))}.`,
    'Save the data as Excel (.xlsx) or CSV (UTF-8) and choose it again; an old .xls has to be saved as .xlsx.',
  ],
  FILE_EMPTY: () => [
    'The file is empty (0 bytes).',
    'See whether the original still has its content, copy it again and choose it once more.',
  ],
  FILE_PROGRAM: ({ detail }) => [
    `The file${quoted(detail('name'))} is a program and is not kept as evidence.`,
    'Only photos, PDF, texts and spreadsheets are kept. If you did not mean to choose it, scan the storage device for viruses.',
  ],
  FILE_KIND: ({ detail }) => [
    `Files of the kind of${quoted(detail('name'))} are not kept as evidence.`,
    `These are: ${detail('allowed')}. Save it as one of them, for example PDF or JPEG.`,
  ],
  FILE_MISMATCH: ({ detail }) => [
    `The name of the file${quoted(detail('name'))} says one kind, its content is another${quoted(detail('found'))}.`,
    'Open it with its own program, save it in the right format and choose it again.',
  ],
  FILE_NOT_WORK: ({ detail }) =>
    detail('sealedFor') === 'recipients'
      ? [
          'This file is sealed for another PC; it answers nothing that was handed out here.',
          'Open it on the PC that handed the work out, usually the secretary’s.',
        ]
      : [
          'This is not a work file of the application, or it has been changed.',
          'Choose the .cchcw file that a PC of the team made; if that fails as well, have it made again.',
        ],
  FILE_GONE: () => [
    'The chosen file is no longer in the temporary store of the application.',
    'Choose it again; nothing has been written.',
  ],
  IMPORT_FAULTS: ({ detail }) => [
    `The file still has ${detail('errors') === '1' ? 'one error' : `${counted(detail('errors'))}errors`}, so nothing has been written.`,
    'Correct the file by the list and choose it again, or choose to leave out the faulty rows.',
  ],
  PACKAGE_NOT: () => [
    'This file is not a package of the application.',
    'Choose the .cchc file that the office has sent; nothing has been written.',
  ],
  PACKAGE_DAMAGED: ({ detail }) =>
    detail('parts') === ''
      ? [
          'The package is damaged or was cut short on its way.',
          'Copy it from the stick again (wait until it is done before pulling it out) or have it sent again; nothing has been written.',
        ]
      : [
          'The package comes in parts (.001, .002, …), and one of them is missing or damaged.',
          'Copy all parts into one folder and receive it from there, or have it sent again; nothing has been written.',
        ],
  PACKAGE_FORGED: () => [
    'The signature does not fit the content: the file was changed after signing, or another office made it.',
    'Do not take this file; telephone the office that sent it and have it sent again.',
  ],
  PACKAGE_NOT_FOR_US: ({ detail }) =>
    detail('sealedFor') === 'passphrase'
      ? [
          'This package has a passphrase.',
          'Enter the passphrase that the sender told you; nothing has been written.',
        ]
      : [
          'This package is sealed for another office; this PC cannot open it.',
          'Ask the sender to choose the right recipient and send it again; nothing has been written.',
        ],
  PACKAGE_NEWER: () => [
    'The package was made with a newer version of the application.',
    'Update the application on this PC and receive it again; nothing has been written.',
  ],
  PACKAGE_REFUSED: () => [
    'The package cannot be taken because of the errors named.',
    'See the list of errors and speak with the office that sent it; nothing has been written.',
  ],
  PACKAGE_EMPTY: () => [
    'There is nothing new to send in the chosen scope.',
    'Choose another scope, or send everything again.',
  ],
  PACKAGE_TOO_LARGE: () => [
    'The package is larger than what is allowed.',
    'Have it sent in several parts, or without files of evidence.',
  ],
  RECEIPT_NOT: () => [
    'This file is not a receipt of the application, or its signature does not hold.',
    'Choose the .cchcr file that the receiving office gave back.',
  ],
  RECEIPT_UNKNOWN: () => [
    'This receipt answers a package that was not sent from this PC.',
    'Check the file; a receipt is taken where its package was sent.',
  ],
  CARD_BROKEN: () => [
    'The file is not the card of an office, or what was typed in does not hold.',
    'Choose the .cchck file; when typing from paper, check each group of letters.',
  ],
  KEYS_MISSING: () => [
    'The digital seal of this office has not been made on this PC.',
    'Make it in Settings, Digital seal, and try again.',
  ],
  KEYS_LOCKED: () => [
    'The digital seal of the office is locked.',
    'Enter its passphrase to unlock it and try again; nothing is lost.',
  ],
  WRONG_PASSPHRASE: () => [
    'The passphrase is wrong.',
    'Check the keyboard layout and Caps Lock and enter it again.',
  ],
  PLACE_GONE: () => [
    'The chosen place is gone: the stick was pulled out, or the folder is not there any more.',
    'Put the stick back, choose the place again and repeat; an unfinished file does not count as a package.',
  ],
  PLACE_UNSUITABLE: () => [
    'The chosen place cannot be written to: there is no right to, or it is the data folder of the application.',
    'Choose a stick or another folder.',
  ],
  PLACE_DIFFERS: () => [
    'What was written reads back otherwise: the stick may be faulty.',
    'Do not use this file; take another stick and send again. The data on this PC is whole.',
  ],
  BACKUP_BROKEN: () => [
    'This backup cannot be read or is no longer whole.',
    'Choose another backup; the present data is whole.',
  ],
  NOT_SET_UP: () => [
    'The office and the acting person are not set up yet.',
    'Enter both on the first page, or load a sample round.',
  ],
  BUSY: () => [
    'The data is busy because other work is being written.',
    'Wait until that is done and try again; what you typed is kept.',
  ],
  CANCELLED: () => [
    'The work was stopped as asked; nothing has been written.',
    'Start it again when needed.',
  ],
  READ_ONLY: () => [
    'The data can only be read, not written.',
    'Check the write permission of the data folder, or choose another folder.',
  ],
  DATA_LOCKED: () => [
    'The data is open in another instance of the application.',
    'Close that instance (a command line as well) and open again.',
  ],
  DATA_NEWER: ({ detail }) => [
    `The data was made by a newer version of the application${versionOf(detail('found'), 'en')}.`,
    'Install a newer version of the application; the data stays as it is.',
  ],
  DATA_NOT_DATABASE: () => [
    'The file in the data folder is not a database of this application.',
    'Choose the right data folder, or restore cchc.db from a backup.',
  ],
  DATA_ON_NETWORK: () => [
    'The data folder is on a network drive, where data may break when several PCs write.',
    'Choose a folder on a drive of this PC.',
  ],
  DISK_FULL: () => [
    'The drive is full, so nothing could be written.',
    'Free some space and try again; what was saved before is safe.',
  ],
  CORRUPT: () => [
    'The data seems to be damaged.',
    'Stop entering data, copy the whole data folder elsewhere, and restore the latest backup.',
  ],
  PDF_UNAVAILABLE: () => [
    'PDF cannot be made because this PC has no Edge, Chrome or Chromium.',
    'Install one of these browsers, or export DOCX and print from the word processor.',
  ],
  NO_SUCH_PAGES: () => [
    'The document has none of the chosen pages.',
    'Correct the pages to print, or leave them empty to print all.',
  ],
  PRINTER_UNAVAILABLE: () => [
    'Only the desktop program, not a browser, prints on a printer directly.',
    'Export one PDF for printing, and print it from a PDF viewer.',
  ],
  PRINTER_FAILED: ({ detail }) => [
    `The printer did not take the paper${detail('reason') === '' ? '' : ` (the system says: ${detail('reason')})`}.`,
    'Check the printer (power, cable, paper, ink, print queue), then print the papers that are left.',
  ],
  INTERNAL: ({ error }) => [
    `The application met an unexpected error${error.ref === undefined ? '' : ` (code ${error.ref})`}.`,
    'Try again; if it happens again, send the code and the log file to technical support.',
  ],
};

const texts: Readonly<Record<ErrorLanguage, Texts>> = { vi, en };

/** Who may not, who may, and how to become one of those; undefined where it is not about a role. */
function forbiddenAction(detail: Words['detail'], language: ErrorLanguage): Sentence | undefined {
  const action = actions.find((one) => one === detail('action'));
  if (action === undefined) return undefined;
  const roles = roleWords[language];
  const role = Object.entries(roles).find(([key]) => key === detail('role'))?.[1] ?? '…';
  const may = rolesOf[action].map((one) => roles[one].toLocaleLowerCase('vi')).join(', ');
  return language === 'vi'
    ? [
        `Người đang làm việc có vai trò “${role}”, không được ${actionWords.vi[action]}.`,
        `Vai trò được làm: ${may}. Đổi người làm việc ở góc trên bên phải, hoặc nhờ thư ký đổi vai trò trong Cài đặt, mục Người sử dụng.`,
      ]
    : [
        `The acting person has the role “${role}”, which may not ${actionWords.en[action]}.`,
        `Roles that may: ${may}. Change who sits here at the top right, or ask the secretary to change the role in Settings, People.`,
      ];
}

const entities: Readonly<Record<string, Readonly<Record<ErrorLanguage, string>>>> = {
  plan: { vi: 'đợt kiểm tra', en: 'inspection round' },
  team: { vi: 'đoàn (tổ) kiểm tra', en: 'team' },
  team_member: { vi: 'thành viên', en: 'member' },
  visit: { vi: 'cuộc kiểm tra tại đơn vị', en: 'visit' },
  answer: { vi: 'kết quả của tiêu chí', en: 'answer' },
  finding: { vi: 'kết quả, tồn tại, hạn chế', en: 'finding' },
  recommendation: { vi: 'kiến nghị', en: 'recommendation' },
  remediation_paper: { vi: 'kế hoạch, báo cáo khắc phục', en: 'remediation paper' },
  remediation_entry: { vi: 'nội dung khắc phục', en: 'answer to the recommendation' },
  remediation_proof: { vi: 'minh chứng khắc phục', en: 'proof of remediation' },
  evidence: { vi: 'tệp bằng chứng', en: 'evidence' },
  period_report: { vi: 'báo cáo định kỳ', en: 'periodic report' },
  period_figure: { vi: 'số liệu của báo cáo', en: 'figure of the report' },
  agency_report: { vi: 'báo cáo của đơn vị', en: "agency's report" },
  document: { vi: 'văn bản', en: 'document' },
  agency: { vi: 'cơ quan, đơn vị', en: 'agency' },
  agency_version: { vi: 'tên gọi của cơ quan', en: 'agency name' },
  criteria_set: { vi: 'bộ tiêu chí', en: 'criteria set' },
  index_set: { vi: 'bộ chỉ số', en: 'index' },
  index_item: { vi: 'mục của bộ chỉ số', en: 'item of the index' },
  index_entry: { vi: 'đơn vị trong bộ chỉ số', en: 'agency of the index' },
  index_score: { vi: 'điểm của mục này', en: 'score of this item' },
  index_remark: { vi: 'ý kiến giải trình', en: 'remark on the score' },
  index_match: { vi: 'ghép của mục này', en: 'match of this item' },
  criterion: { vi: 'tiêu chí', en: 'criterion' },
  domain: { vi: 'lĩnh vực', en: 'domain' },
  issuer: { vi: 'cơ quan ban hành', en: 'issuer' },
  admin_unit: { vi: 'đơn vị hành chính', en: 'administrative unit' },
  agency_succession: { vi: 'việc kế thừa giữa các cơ quan', en: 'succession' },
  legal_document: { vi: 'văn bản pháp luật', en: 'legal document' },
  nomination: { vi: 'đề nghị cử người', en: 'nomination' },
  calendar_day: { vi: 'ngày trong lịch làm việc', en: 'calendar day' },
  busy_day: { vi: 'lịch bận của cơ quan', en: 'busy days' },
  programme_item: { vi: 'mục chương trình làm việc', en: 'programme item' },
  par_plan: { vi: 'kế hoạch CCHC năm', en: 'annual reform plan' },
  par_task: { vi: 'nhiệm vụ CCHC', en: 'reform task' },
  statistics_report: { vi: 'biểu số liệu của kỳ đó', en: 'statistical form of that period' },
  criterion_match: { vi: 'việc ghép hai tiêu chí', en: 'pair of criteria' },
  import: { vi: 'dữ liệu nhập từ tệp', en: 'import' },
  office: { vi: 'cơ quan chủ trì', en: 'office' },
  person: { vi: 'người sử dụng', en: 'person' },
  setting: { vi: 'cài đặt', en: 'setting' },
  saved_view: { vi: 'chế độ xem', en: 'view' },
};

/** What IN_USE counts: the keys of its detail. */
const belongings: Readonly<Record<string, Readonly<Record<ErrorLanguage, string>>>> = {
  visits: { vi: 'cuộc kiểm tra', en: 'visits' },
  findings: { vi: 'kết quả, tồn tại, hạn chế', en: 'findings' },
  recommendations: { vi: 'kiến nghị', en: 'recommendations' },
  proofs: { vi: 'kiến nghị lấy tệp ở đây làm minh chứng', en: 'recommendations proven by its files' },
  children: { vi: 'cơ quan trực thuộc', en: 'agencies below it' },
  successions: { vi: 'việc kế thừa', en: 'successions' },
  members: { vi: 'thành viên đoàn', en: 'team members' },
  nominations: { vi: 'đề nghị cử người', en: 'nominations' },
  busyDays: { vi: 'lịch bận', en: 'busy days' },
  tasks: { vi: 'kế hoạch CCHC năm', en: 'annual reform plans' },
  statistics: { vi: 'biểu số liệu', en: 'statistical forms' },
  matches: { vi: 'việc ghép đơn vị', en: 'matches of agencies' },
  remediationPapers: { vi: 'kế hoạch, báo cáo khắc phục', en: 'remediation plans and reports' },
  reports: { vi: 'báo cáo định kỳ', en: 'periodic reports' },
  indexes: { vi: 'bộ chỉ số', en: 'indexes' },
  documents: { vi: 'văn bản', en: 'documents' },
  plans: { vi: 'đợt kiểm tra', en: 'rounds' },
};

/** `: 3 cuộc kiểm tra, 1 báo cáo định kỳ`; empty where nothing was counted. */
function standingOn(detail: Words['detail'], language: ErrorLanguage): string {
  const counts = Object.entries(belongings).flatMap(([key, words]) =>
    Number(detail(key)) > 0 ? [`${detail(key)} ${words[language]}`] : [],
  );
  return counts.length === 0 ? '' : `: ${counts.join(', ')}`;
}

const indexStates: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  draft: { vi: 'xây dựng bộ', en: 'draft' },
  scoring: { vi: 'tự chấm điểm', en: 'scoring' },
  verifying: { vi: 'thẩm định', en: 'verifying' },
  closed: { vi: 'đã chốt', en: 'closed' },
};

/** Why an index stays in its state, or takes no such change in it. */
function indexStateText(detail: Words['detail'], language: ErrorLanguage): Sentence {
  const state = indexStates[detail('from')]?.[language] ?? detail('from');
  const isVietnamese = language === 'vi';
  const fault = detail('fault');
  if (fault === 'missing') {
    return isVietnamese
      ? [
          `Chưa chốt được bộ chỉ số: ${detail('entries')} đơn vị còn thiếu ${detail('missing')} điểm thẩm định hoặc điều tra.`,
          'Nhập đủ điểm của các đơn vị đó rồi chốt.',
        ]
      : [
          `The index cannot be closed: ${detail('entries')} agencies lack ${detail('missing')} verified or surveyed scores.`,
          'Enter the scores of these agencies, then close.',
        ];
  }
  if (fault === 'no_entries') {
    return isVietnamese
      ? ['Chưa chốt được bộ chỉ số vì chưa có đơn vị nào.', 'Thêm đơn vị được đánh giá.']
      : ['The index cannot be closed: no agency is in it.', 'Add the agencies that are measured.'];
  }
  if (fault !== '') {
    const item = detail('itemCode') === '' || detail('itemCode') === 'null' ? '' : detail('itemCode');
    return isVietnamese
      ? [
          `Bộ chỉ số còn chỗ chưa khớp${item === '' ? '' : ` (mục ${item})`} nên chưa mở tự chấm điểm được.`,
          'Xem danh sách các chỗ chưa khớp ở thẻ tiêu chí và sửa trước.',
        ]
      : [
          `The index has faults${item === '' ? '' : ` (item ${item})`}, so it stays a draft.`,
          'Look at the list of faults beside the items and correct them first.',
        ];
  }
  return isVietnamese
    ? [
        `Bộ chỉ số đang ở bước “${state}” nên không thực hiện được việc này.`,
        'Chuyển bộ chỉ số sang bước phù hợp trước.',
      ]
    : [
        `The index is in the state “${state}”, which does not allow this.`,
        'Move the index to a fitting state first.',
      ];
}

function entityName(entity: string, language: ErrorLanguage): string {
  const key = entity.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const known = Object.hasOwn(entities, key) ? entities[key] : undefined;
  return (known ?? { vi: 'nội dung này', en: 'item' })[language];
}

function quoted(text: string): string {
  return text === '' ? '' : ` "${text}"`;
}

/** What there is too much of, where it is not bytes. */
function tooMuch(what: string, language: ErrorLanguage): string {
  const words = SURPLUS[language];
  return words[what] ?? words['bytes'] ?? '';
}

/** A number before its noun, where it is given. */
function counted(number: string): string {
  return number === '' ? '' : `${number} `;
}

/** Bytes as people count them. */
function amount(what: string, limit: string): string {
  return what === '' && /^\d{7,}$/u.test(limit) ? `${Math.floor(Number(limit) / 1024 ** 2)} MB` : limit;
}

const SURPLUS: Readonly<Record<ErrorLanguage, Readonly<Record<string, string>>>> = {
  vi: {
    bytes: 'Nội dung gửi lên quá lớn',
    rows: 'Trang tính có quá nhiều hàng',
    columns: 'Trang tính có quá nhiều cột',
    sheets: 'Tệp có quá nhiều trang tính',
    entries: 'Tệp có quá nhiều phần',
    strings: 'Tệp có quá nhiều chuỗi văn bản',
    time: 'Tệp quá lớn nên đọc quá lâu',
  },
  en: {
    bytes: 'What was sent is too large',
    rows: 'The sheet has too many rows',
    columns: 'The sheet has too many columns',
    sheets: 'The file has too many sheets',
    entries: 'The file has too many parts',
    strings: 'The file has too many texts',
    time: 'The file is so large that reading it takes too long',
  },
};

function upTo(limit: string, words: string): string {
  return limit === '' ? '' : ` (${words} ${limit})`;
}

function versionOf(version: string, language: ErrorLanguage): string {
  return version === '' ? '' : ` (${language === 'vi' ? 'phiên bản dữ liệu' : 'data version'} ${version})`;
}

const faults: Readonly<Record<ErrorLanguage, Readonly<Partial<Record<ErrorCode, string>>>>> = {
  vi: {
    MISSING_KEY: 'còn thiếu',
    TOO_LONG: 'quá dài',
    WRONG_TYPE: 'sai kiểu',
    BAD_DATE: 'ngày không có trong lịch',
    UNKNOWN_KEY: 'không được quy định',
    NOT_FOUND: 'không tìm thấy',
  },
  en: {
    MISSING_KEY: 'missing',
    TOO_LONG: 'too long',
    WRONG_TYPE: 'wrong type',
    BAD_DATE: 'no such day',
    UNKNOWN_KEY: 'not known',
    NOT_FOUND: 'not found',
  },
};

/** `: title còn thiếu; patch.documentDate ngày không có trong lịch`. At most five are named, the rest counted. */
function inFields(fields: readonly FieldError[] | undefined, language: ErrorLanguage): string {
  const named = (fields ?? []).filter((field) => field.path !== '');
  if (named.length === 0) return '';
  const parts = named.slice(0, 5).map((field) => {
    const fault = faults[language][field.code];
    return fault === undefined ? field.path : `${field.path} ${fault}`;
  });
  const rest = String(named.length - parts.length);
  const more = rest === '0' ? '' : { vi: ` và ${rest} mục khác`, en: ` and ${rest} more` }[language];
  return `: ${parts.join('; ')}${more}`;
}

/** What a person reads about an error: why it happened and what to do. */
export function errorText(error: ErrorValue, language: ErrorLanguage): ErrorText {
  const [first] = error.fields ?? [];
  const detail = (key: string): string => {
    const value = error.detail?.[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const limit = first?.limit ?? error.detail?.['limit'];
  const code = errorCodes.includes(error.code) ? error.code : 'INTERNAL';
  const [cause, remedy] = texts[language][code]({
    error,
    detail,
    at: first === undefined || first.path === '' ? '' : ` (${first.path})`,
    limit: typeof limit === 'number' ? ` ${String(limit)}` : '',
  });
  return { cause, remedy };
}
