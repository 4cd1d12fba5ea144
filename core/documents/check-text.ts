// The warnings of check.ts in words, in both languages of the interface.
import type { Warning } from './check.ts';
import type { WarningCode } from './warning-codes.ts';

export type CheckLanguage = 'vi' | 'en';

/** `{name}` is filled from the warning's parameters. */
export const checkTexts: Readonly<Record<CheckLanguage, Readonly<Record<WarningCode, string>>>> = {
  vi: {
    minutes_not_signed:
      'Biên bản kiểm tra chưa được ký. Hãy hoàn thành biên bản trước khi trình ký thông báo.',
    limitation_without_recommendation:
      'Hạn chế chưa có kiến nghị: “{text}”. Hãy thêm kiến nghị cho hạn chế này.',
    recommendation_without_due_date:
      'Kiến nghị chưa có ngày phải hoàn thành: “{text}”. Thời hạn đang để trống hoặc chỉ ghi bằng lời.',
    signer_unknown: 'Chưa rõ người ký. Họ tên người ký đang để trống; hãy nhập ở cơ quan ban hành.',
    report_back_unknown:
      'Chưa rõ nơi nhận báo cáo hoặc thời hạn báo cáo kết quả khắc phục; văn bản đang để trống.',
    strength_and_limitation_on_criterion:
      'Tiêu chí {criterionCode} vừa được nêu là kết quả vừa bị nêu là hạn chế. Hãy kiểm tra lại hai nhận xét.',
    other_agency_named:
      'Thông báo của một đơn vị nhắc tên đơn vị khác trong đợt ({agencyName}): “{text}”. Hãy bỏ hoặc nêu chung.',
    other_year_in_text:
      'Văn bản nhắc năm {year}, khác năm của đợt kiểm tra ({planYear}): “{text}”. Hãy kiểm tra xem có phải chép từ văn bản cũ.',
    empty_section: 'Mục “{text}” chưa có nội dung. Hãy viết nội dung hoặc xóa mục.',
    text_is_blank: 'Văn bản chưa có nội dung.',
    unsupported_character:
      'Ký tự {character} không in được bằng phông chữ của văn bản: “{text}”, vị trí {place}. Hãy thay bằng ký tự thường.',
    secret_mark:
      'Có dấu chỉ độ mật: “{text}”. Không soạn thảo văn bản mật trên máy tính này; hãy bỏ văn bản và soạn theo quy định về bảo vệ bí mật nhà nước.',
    empty_field:
      'Trường “{field}” chưa có dữ liệu nên đang để trống: “{text}”. Hãy nhập dữ liệu hoặc viết lại câu.',
    addressee_unknown: 'Chưa rõ nơi nhận ở phần “Kính gửi”; văn bản đang để trống.',
    index_unknown:
      'Bảng xếp hạng chưa đủ điểm Chỉ số của các cơ quan, đơn vị. Hãy nhập điểm đã được phê duyệt; điểm kiểm tra không phải là Chỉ số.',
    nothing_owed:
      'Đến ngày {day}, theo hồ sơ theo dõi, đơn vị không có kiến nghị nào quá hạn. Hãy xem lại có cần đôn đốc hay không.',
  },
  en: {
    minutes_not_signed: 'The minutes are not signed yet. Complete them before the notice goes to signature.',
    limitation_without_recommendation: 'A limitation has no recommendation: “{text}”. Add one for it.',
    recommendation_without_due_date:
      'A recommendation has no due date: “{text}”. The deadline is blank or given in words only.',
    signer_unknown: 'The signer is unknown. The name is left blank; enter it at the issuer.',
    report_back_unknown:
      'To whom, or by when, remediation is to be reported is unknown; the text leaves it blank.',
    strength_and_limitation_on_criterion:
      'Criterion {criterionCode} is both praised and criticised. Check the two findings.',
    other_agency_named:
      'A notice for one agency names another agency of the round ({agencyName}): “{text}”. Remove the name or speak generally.',
    other_year_in_text:
      'The text names the year {year}, not the year of the round ({planYear}): “{text}”. Check whether it was copied from an old document.',
    empty_section: 'The section “{text}” is empty. Write it or remove it.',
    text_is_blank: 'The document has no text.',
    unsupported_character:
      'The character {character} cannot be printed in the face of the document: “{text}”, place {place}. Replace it by an ordinary one.',
    secret_mark:
      'There is a mark of secrecy: “{text}”. No secret document may be drafted on this computer; remove it and follow the rules on state secrets.',
    empty_field:
      'The field “{field}” has no data and is left blank: “{text}”. Enter the data or word the sentence anew.',
    addressee_unknown: 'Whom the document is addressed to (“Kính gửi”) is unknown and left blank.',
    index_unknown:
      'The ranking lacks points of the index. Enter the approved ones; points of an inspection are not the index.',
    nothing_owed:
      'On {day} the register shows nothing overdue of this agency. See whether a reminder is needed at all.',
  },
};

export function warningText(warning: Warning, language: CheckLanguage): string {
  return checkTexts[language][warning.code].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(warning.params[name] ?? ''),
  );
}
