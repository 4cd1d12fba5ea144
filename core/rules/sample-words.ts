/** The Vietnamese words of samples on paper and in spreadsheets: checks, states, channels, why a line is in the sample. */
import type { CheckResult, RegisterKind, RegisterLine, SampleItem } from '../contract/samples.ts';
import { sampleChecks } from '../contract/samples.ts';

export const checkWords: {
  readonly [K in RegisterKind]: Readonly<Record<(typeof sampleChecks)[K][number], string>>;
} = {
  dossiers: {
    components: 'Thành phần hồ sơ đúng, đủ, không thừa',
    receipt: 'Có giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    control_sheet: 'Có phiếu kiểm soát quá trình giải quyết',
    on_time: 'Giải quyết đúng hạn',
    digitised: 'Đã số hóa thành phần hồ sơ',
    apology: 'Có thư xin lỗi khi quá hạn',
    payment: 'Thu phí, lệ phí đúng quy định',
    software: 'Cập nhật trên phần mềm đúng thực tế',
  },
  incoming: {
    registered: 'Đăng ký văn bản đến',
    assigned: 'Trình, chuyển giao đúng người',
    processed: 'Xử lý, giải quyết đúng quy trình',
    on_time: 'Giải quyết đúng hạn',
    closed: 'Kết thúc, lưu hồ sơ trên phần mềm',
  },
  outgoing: {
    drafted: 'Soạn thảo, trình trên phần mềm',
    approved: 'Duyệt bản thảo đúng thẩm quyền',
    signed: 'Ký số đúng quy định',
    numbered: 'Cấp số, đăng ký văn bản đi',
    format: 'Đúng thể thức, kỹ thuật trình bày',
    issued: 'Phát hành, lưu đúng quy định',
  },
};

/** The checks of a kind in the order of the sheet, with their words. */
export function checksInWords(
  kind: RegisterKind,
): readonly { readonly key: string; readonly text: string }[] {
  const words: Readonly<Record<string, string>> = checkWords[kind];
  return sampleChecks[kind].map((key) => ({ key, text: words[key] ?? key }));
}

export const resultWords: Readonly<Record<CheckResult, string>> = {
  ok: 'Đạt',
  fault: 'Không đạt',
  not_applicable: 'Không áp dụng',
};

export const reasonWords: Readonly<Record<SampleItem['reason'], string>> = {
  random: 'Ngẫu nhiên',
  overdue: 'Quá hạn',
  rejected: 'Từ chối',
  by_hand: 'Thêm tay',
};

export const stateWords: Readonly<Record<RegisterLine['state'], string>> = {
  resolved: 'Đã giải quyết',
  pending: 'Đang giải quyết',
  rejected: 'Từ chối, trả lại',
  withdrawn: 'Rút hồ sơ',
  unknown: '',
};

export const channelWords: Readonly<Record<NonNullable<RegisterLine['channelIn']>, string>> = {
  direct: 'Trực tiếp',
  online: 'Trực tuyến',
  postal: 'Bưu chính',
};

export const sampleTitles: Readonly<Record<RegisterKind, string>> = {
  dossiers: 'Mẫu hồ sơ thủ tục hành chính',
  incoming: 'Mẫu văn bản đến',
  outgoing: 'Mẫu văn bản đi',
};
