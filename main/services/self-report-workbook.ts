/**
 * The workbook that goes to an agency: instructions, the outline of its report, and the questions with checked cells in
 * a locked sheet. Made from plain facts; reads no table.
 */
import {
  allowedChoices,
  allowedPoints,
  EVIDENCE_LIMIT,
  formLines,
  isAsked,
  NOT_APPLICABLE,
  NOTE_LIMIT,
  reportOutline,
  type SelfField,
  selfAnswerFields,
  selfFieldKeys,
  type SelfForm,
} from '../../core/exchange/self-answers-sheet.ts';
import type { GroupTitles } from '../../core/rules/criteria-tree.ts';
import { columnLetter } from '../../core/exchange/sheet/cell.ts';
import { shortDay } from '../../core/rules/format.ts';
import type { CellCheck } from '../spreadsheet/form-features.ts';
import type { Workbook, WorkbookColumn, WorkbookSheet } from '../spreadsheet/write-workbook.ts';

export interface SelfWorkbookFacts extends SelfForm {
  readonly agencyName: string;
  readonly planTitle: string;
  readonly year: number | null;
  readonly groupTitles: GroupTitles;
  /** Null where no day is known. */
  readonly dueOn: string | null;
  /** Who sends it and takes it back; null where nobody is named. */
  readonly officeName: string | null;
  readonly reviewPeriod: string | null;
}

const ANSWERS = 'Tự đánh giá';
const LISTS = 'Danh mục';
const widths: Readonly<Record<SelfField, number>> = {
  key: 10,
  code: 8,
  text: 46,
  how: 38,
  choice: 12,
  numerator: 13,
  denominator: 11,
  points: 11,
  notApplicable: 10,
  note: 40,
  evidence: 36,
};

export function selfReportWorkbook(facts: SelfWorkbookFacts): Workbook {
  const { sheet, lists } = answersSheet(facts);
  return {
    sheets: [instructionsSheet(facts), outlineSheet(facts), sheet, ...(lists === null ? [] : [lists])],
  };
}

function instructionsSheet(facts: SelfWorkbookFacts): WorkbookSheet {
  const lines = [
    `Đơn vị: ${facts.agencyName}`,
    `Đợt kiểm tra: ${facts.planTitle}`,
    ...(facts.reviewPeriod === null ? [] : [`Thời kỳ kiểm tra: ${facts.reviewPeriod}`]),
    ...(facts.officeName === null ? [] : [`Nơi nhận lại: ${facts.officeName}`]),
    `Thời hạn gửi: ${facts.dueOn === null ? '…………' : `chậm nhất ngày ${shortDay(facts.dueOn)}`}`,
    '',
    '1. Biểu gồm: trang này; “Đề cương báo cáo” (nội dung cần có trong báo cáo tự kiểm tra); “Tự đánh giá” (các tiêu chí cần trả lời).',
    '2. Chỉ điền vào các ô nền vàng của trang “Tự đánh giá”. Ô nền xám không áp dụng cho cách trả lời của tiêu chí đó. Các ô khác đã khóa để phần mềm nhận lại được biểu.',
    '3. Tiêu chí Có/Một phần/Không: chọn trong danh sách của ô “Trả lời”.',
    '4. Tiêu chí tỷ lệ: ghi số đạt và tổng số bằng số nguyên (ví dụ 132 và 1204), không ghi phần trăm; số đạt không lớn hơn tổng số. Tiêu chí số lượng: ghi một số nguyên, không có thì ghi 0.',
    ...(facts.scoring
      ? [
          '5. Tiêu chí chấm điểm: chọn điểm trong danh sách của ô “Điểm tự chấm” và nêu lý do ở cột “Giải trình, ghi chú”.',
        ]
      : ['5. Tiêu chí đánh giá bằng lời: nêu kết quả ở cột “Giải trình, ghi chú”.']),
    `6. Tiêu chí không thuộc chức năng, nhiệm vụ của đơn vị: ghi “${NOT_APPLICABLE}” vào cột “Không áp dụng” và nêu lý do.`,
    '7. Nơi không đạt đủ yêu cầu phải có giải trình. Tài liệu kiểm chứng: ghi số, ký hiệu, ngày của văn bản, hoặc tên hồ sơ, hệ thống; mỗi tài liệu một dòng.',
    '8. Không thêm, xóa, đổi chỗ hàng và cột; không đổi mã, nội dung tiêu chí. Ý kiến khác ghi vào cột “Giải trình, ghi chú”.',
    '9. Gửi lại tệp này (dạng .xlsx) cùng báo cáo tự kiểm tra đã ký.',
  ];
  return {
    name: 'Hướng dẫn',
    titles: [
      `BIỂU TỰ ĐÁNH GIÁ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH${facts.year === null ? '' : ` NĂM ${String(facts.year)}`}`,
    ],
    header: false,
    columns: [{ header: '', width: 88, wrap: true }],
    rows: lines.map((line) => [line]),
    portrait: true,
  };
}

function outlineSheet(facts: SelfWorkbookFacts): WorkbookSheet {
  const lines = reportOutline(facts.domains, facts.criteria, facts.groupTitles);
  return {
    name: 'Đề cương báo cáo',
    titles: ['ĐỀ CƯƠNG BÁO CÁO TỰ KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH', `Đơn vị: ${facts.agencyName}`, ''],
    header: false,
    columns: [{ header: '', width: 88, wrap: true }],
    rows: lines.map(({ level, text }) => [level === 4 ? `    ${text}` : level === 3 ? `  ${text}` : text]),
    portrait: true,
    boldRows: lines.flatMap(({ level }, index) => (level <= 2 ? [index] : [])),
  };
}

/** The places that a judged criterion may be given stand in a sheet of their own: a comma cannot stand in a list. */
function listSheet(criteria: SelfForm['criteria'], scoring: boolean) {
  const ranges = new Map<string, string>();
  const rows: number[] = [];
  for (const criterion of criteria) {
    if (!isAsked(criterion, 'points', scoring)) continue;
    const values = allowedPoints(criterion);
    const name = values.join(';');
    if (values.length === 0 || ranges.has(name)) continue;
    const from = rows.length + 1;
    rows.push(...values.map((value) => Number(value.replace(',', '.'))));
    ranges.set(name, `'${LISTS}'!$A$${String(from)}:$A$${String(rows.length)}`);
  }
  const sheet: WorkbookSheet | null =
    rows.length === 0
      ? null
      : {
          name: LISTS,
          header: false,
          columns: [{ header: '', width: 12, type: 'number' }],
          rows: rows.map((value) => [value]),
          hidden: true,
        };
  return { sheet, rangeOf: (values: readonly string[]) => ranges.get(values.join(';')) };
}

function answersSheet(facts: SelfWorkbookFacts): {
  readonly sheet: WorkbookSheet;
  readonly lists: WorkbookSheet | null;
} {
  const { scoring, criteria } = facts;
  const lines = formLines(facts);
  const titles = [
    `TỰ ĐÁNH GIÁ CÔNG TÁC CẢI CÁCH HÀNH CHÍNH – ${facts.agencyName}`,
    'Chỉ điền vào các ô nền vàng. Xem trang “Hướng dẫn”.',
  ];
  const lists = listSheet(criteria, scoring);
  const columns = selfAnswerFields.map(({ key, labels }): WorkbookColumn => ({
    header: labels.vi,
    width: widths[key as SelfField],
    wrap: true,
    type: key === 'numerator' || key === 'denominator' || key === 'points' ? 'number' : 'text',
  }));
  const letterOf = (field: SelfField) => columnLetter(selfFieldKeys.indexOf(field) + 1);
  const firstRow = titles.length + 2;

  function checkOf(row: number, field: SelfField): CellCheck | 'any' | undefined {
    const criterion = lines[row]?.criterion ?? null;
    if (criterion === null || !isAsked(criterion, field, scoring)) return undefined;
    switch (field) {
      case 'choice': {
        const values = allowedChoices(criterion);
        return { type: 'list', values, error: `Chọn một trong: ${values.join('; ')}.` };
      }
      case 'numerator': {
        const whole = `${letterOf('denominator')}${String(firstRow + row)}`;
        return criterion.answerType === 'percentage'
          ? {
              type: 'whole',
              most: `IF(${whole}="",1000000000,${whole})`,
              error: 'Ghi số nguyên từ 0 trở lên, không lớn hơn tổng số.',
            }
          : { type: 'whole', most: '1000000000', error: 'Ghi số nguyên từ 0 trở lên.' };
      }
      case 'denominator':
        return { type: 'whole', most: '1000000000', error: 'Ghi số nguyên từ 0 trở lên.' };
      case 'points': {
        const values = allowedPoints(criterion);
        const formula = lists.rangeOf(values);
        return formula === undefined
          ? 'any'
          : { type: 'range', formula, error: `Chỉ nhận các mức điểm: ${values.join('; ')}.` };
      }
      case 'notApplicable':
        return { type: 'list', values: [NOT_APPLICABLE], error: `Ghi ${NOT_APPLICABLE} hoặc để trống.` };
      case 'note':
        return { type: 'length', most: NOTE_LIMIT, error: `Tối đa ${String(NOTE_LIMIT)} ký tự.` };
      case 'evidence':
        return { type: 'length', most: EVIDENCE_LIMIT, error: `Tối đa ${String(EVIDENCE_LIMIT)} ký tự.` };
      default:
        return undefined;
    }
  }

  const answerColumns = new Set<SelfField>(['choice', 'numerator', 'denominator', 'points', 'notApplicable']);
  return {
    sheet: {
      name: ANSWERS,
      titles,
      columns,
      rows: lines.map(({ cells }) => selfFieldKeys.map((key) => cells[key])),
      form: {
        openCell: (row, column) => checkOf(row, selfFieldKeys[column] ?? 'key'),
        isShut: (row, column) => {
          const field = selfFieldKeys[column];
          return lines[row]?.criterion != null && field !== undefined && answerColumns.has(field);
        },
        isHeading: (row) => lines[row]?.criterion === null,
        hiddenColumns: [selfFieldKeys.indexOf('key')],
      },
    },
    lists: lists.sheet,
  };
}
