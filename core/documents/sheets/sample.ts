// Phiếu chọn mẫu: the dossiers or documents that were picked, with a column for every check, filled in so far or blank.
import { sampleChecks, type SampleItem } from '../../contract/samples.ts';
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { DocumentModel } from '../model.ts';
import { agencyName } from '../wording/agencies.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount, formatInteger, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { joinWords, sentence, upperFirst } from '../wording/text.ts';
import { signatureGrid } from '../layout/signature.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import type { SampleSheetFacts } from './facts-desk.ts';
import { cell, sheetHead, sheetModel, sheetTable } from './sheet.ts';

const titles = {
  dossiers: 'Phiếu kiểm tra hồ sơ thủ tục hành chính chọn mẫu',
  incoming: 'Phiếu kiểm tra văn bản đến chọn mẫu',
  outgoing: 'Phiếu kiểm tra văn bản đi chọn mẫu',
} as const;
const units = { dossiers: 'hồ sơ', incoming: 'văn bản đến', outgoing: 'văn bản đi' } as const;
/** Short enough for a narrow column. */
const checkWords: Readonly<Record<string, string>> = {
  components: 'Đúng thành phần',
  receipt: 'Giấy tiếp nhận',
  control_sheet: 'Phiếu kiểm soát',
  on_time: 'Đúng hạn',
  digitised: 'Số hóa',
  apology: 'Xin lỗi, hẹn lại',
  payment: 'Thu phí',
  software: 'Khớp phần mềm',
  registered: 'Đăng ký',
  assigned: 'Phân phối',
  processed: 'Xử lý',
  closed: 'Lập hồ sơ',
  drafted: 'Soạn thảo',
  approved: 'Duyệt',
  signed: 'Ký',
  numbered: 'Cấp số',
  format: 'Thể thức',
  issued: 'Phát hành',
};
const marks = { ok: 'Đ', fault: 'K', not_applicable: 'KAD' } as const;
const reasons: Readonly<Record<SampleItem['reason'], string>> = {
  random: '',
  overdue: 'quá hạn',
  rejected: 'bị trả lại, từ chối',
  by_hand: 'chọn thêm',
};
const GAP_MM = 3;

export function sampleSheet(facts: SampleSheetFacts): DocumentModel {
  const { issuer, plan, agency, sample, items } = facts;
  const title = titles[sample.kind];
  const subject = `${upperFirst(inspectionPhrase(plan))}\ntại ${agencyName(agency)}`;
  const keys = sampleChecks[sample.kind];
  const rows = items.map((item, index) => [
    String(index + 1),
    cell(item.code, OPEN),
    [cell(item.title, OPEN), cell(item.fieldName)].filter((part) => part !== '').join('\n'),
    dates(item),
    ...keys.map((key) => {
      const result = item.checks[key];
      return result === undefined ? '' : marks[result];
    }),
    [reasons[item.reason], cell(item.note)].filter((part) => part !== '').join('; '),
  ]);
  const blank = [OPEN, OPEN, OPEN, '', ...keys.map(() => ''), ''];
  const checkWidth = Math.floor(48 / keys.length);
  return sheetModel(facts, `${title}: ${agencyName(agency)}`, true, [
    ...sheetHead(issuer, plan, { title, subject, reference: null }),
    paragraph('body', howPicked(facts), { keepNext: true }),
    paragraph(
      'body',
      `Ghi: ${marks.ok} – đúng; ${marks.fault} – không đúng; ${marks.not_applicable} – không áp dụng; để trống – chưa kiểm tra.`,
      { keepNext: true },
    ),
    spacer(GAP_MM),
    sheetTable(
      [
        { text: 'TT', width: 4, align: 'center' },
        { text: sample.kind === 'dossiers' ? 'Mã hồ sơ' : 'Số, ký hiệu', width: 12 },
        { text: sample.kind === 'dossiers' ? 'Thủ tục, lĩnh vực' : 'Trích yếu', width: 19 },
        {
          text: sample.kind === 'dossiers' ? 'Nhận; hẹn; trả' : 'Đến, đi; hạn; xong',
          width: 11,
          align: 'center',
        },
        ...keys.map((key) => ({ text: checkWords[key] ?? key, width: checkWidth, align: 'center' as const })),
        { text: 'Ghi chú', width: 10 },
      ],
      rows.length === 0 ? [blank] : rows,
    ),
    paragraph('body', resultText(facts), { keepNext: true }),
    signatureGrid(
      [
        { lines: ['Đại diện đơn vị được kiểm tra'], name: '' },
        { lines: ['Người kiểm tra'], name: '' },
      ],
      style,
    ),
  ]);
}

function dates({ receivedOn, dueOn, resolvedOn }: SampleItem): string {
  return [receivedOn, dueOn, resolvedOn].map((day) => (day === null ? OPEN : shortDate(day))).join('\n');
}

function howPicked({ sample }: SampleSheetFacts): string {
  const unit = units[sample.kind];
  const whole =
    sample.population === null ? '' : ` trong tổng số ${formatInteger(sample.population)} ${unit}`;
  const ways = [
    ...(sample.size > 0 ? ['chọn ngẫu nhiên'] : []),
    ...(sample.allOverdue ? [`toàn bộ ${unit} quá hạn`] : []),
    ...(sample.allRejected && sample.kind === 'dossiers' ? ['toàn bộ hồ sơ bị trả lại, từ chối'] : []),
  ];
  const how =
    ways.length === 0
      ? ''
      : ` (${joinWords(ways)}${sample.seed === null ? '' : `; mã chọn mẫu: ${sample.seed}`})`;
  return sentence(`Số lượng chọn mẫu: ${formatCount(sample.items)} ${unit}${whole}${how}`);
}

function resultText({ sample }: SampleSheetFacts): string {
  const unit = units[sample.kind];
  if (sample.checked === 0) return `Kết quả: ……… / ……… ${unit} đạt yêu cầu.`;
  return `Kết quả: ${formatCount(sample.passed)}/${formatCount(sample.checked)} ${unit} đã kiểm tra đạt yêu cầu.`;
}
