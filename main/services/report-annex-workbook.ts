/**
 * The annex of figures as workbooks: the office's own, in the form's order with what stands in it; and the form that an
 * agency fills in, with checked cells in a locked sheet. Made from plain facts; reads no table.
 */
import type { AnnexLine, ReportOver } from '../../core/contract/period-reports.ts';
import type { AnnexRow } from '../../core/contract/settings.ts';
import { columnLetter } from '../../core/exchange/sheet/cell.ts';
import { shortDay } from '../../core/rules/format.ts';
import { overSentences } from '../../core/rules/report-over.ts';
import {
  ANNEX_MOST,
  ANNEX_NOTE_LIMIT,
  type AnnexField,
  annexFields,
  annexRowKey,
  annexValue,
  isShareRow,
  rowsForAgencies,
} from '../../core/rules/report-annex.ts';
import type { CellCheck } from '../spreadsheet/form-features.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';
import type { Workbook, WorkbookSheet } from '../spreadsheet/write-workbook.ts';
import { illustrativeMark, illustrativeTitle, writeWorkbook } from '../spreadsheet/write-workbook.ts';

// ── The office's own ─────────────────────────────────────────────────────────────────────────────────────

export interface AnnexFileFacts {
  readonly title: string;
  readonly officeName: string | null;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly lines: readonly AnnexLine[];
  /** Null: of the office alone. */
  readonly over: ReportOver | null;
  readonly illustrative: boolean;
}

const ANNEX_SHEET = 'Phụ lục số liệu';
const annexHead = ['TT', 'Chỉ tiêu thống kê', 'Đơn vị tính', 'Số liệu', 'Ghi chú'] as const;

/** Titles stand above the header, so that the rows can be copied as they are. */
function titlesOf({ title, officeName, periodFrom, periodTo, over, illustrative }: AnnexFileFacts): string[] {
  return [
    `PHỤ LỤC SỐ LIỆU – ${title.toLocaleUpperCase('vi')}`,
    ...(officeName === null ? [] : [officeName]),
    `Kỳ báo cáo: từ ngày ${shortDay(periodFrom)} đến ngày ${shortDay(periodTo)}`,
    ...overSentences(over),
    ...illustrativeTitle(illustrative),
    '',
  ];
}

const rowOf = (line: AnnexLine): readonly (string | number | null)[] => {
  const shown = annexValue(line);
  const value = shown === null ? null : shown.hundredths ? shown.value / 100 : shown.value;
  return [line.label, line.title, line.unit, value, line.typedNote];
};

function annexWorkbook(facts: AnnexFileFacts): Workbook {
  const sheet: WorkbookSheet = {
    name: ANNEX_SHEET,
    titles: titlesOf(facts),
    columns: [
      { header: annexHead[0], width: 8 },
      { header: annexHead[1], width: 62, wrap: true },
      { header: annexHead[2], width: 18, wrap: true },
      { header: annexHead[3], width: 14, type: 'number' },
      { header: annexHead[4], width: 34, wrap: true },
    ],
    rows: facts.lines.map(rowOf),
    boldRows: facts.lines.flatMap(({ isGroup }, index) => (isGroup ? [index] : [])),
    portrait: true,
  };
  return { ...illustrativeMark(facts.illustrative), sheets: [sheet] };
}

/** Read back and counted: every row of the form is in the file, in its place and with its figure. */
export async function writeAnnex(facts: AnnexFileFacts): Promise<Uint8Array> {
  const bytes = await writeWorkbook(annexWorkbook(facts));
  const sheet = readWorkbook(Buffer.from(bytes), 'phu-luc.xlsx').sheets[0];
  const lost = (what: string) => new Error(`The annex was not written whole: ${what}`);
  if (sheet === undefined) throw lost('no sheet');
  const head = titlesOf(facts).length + 1;
  if (sheet.lastRow !== head + facts.lines.length) throw lost(`${String(sheet.lastRow)} rows`);
  const byRow = new Map(sheet.rows.map((row) => [row.row, row.cells]));
  for (const [index, line] of facts.lines.entries()) {
    const cells = byRow.get(head + index + 1);
    const wanted = rowOf(line);
    for (const column of [0, 3]) {
      const read = cells?.[column + 1];
      if (read?.formula === true) throw lost('a cell became a formula');
      const expected = String(wanted[column] ?? '').trim();
      if (String(read?.value ?? '').trim() !== expected) throw lost(`row ${String(index + 1)}`);
    }
  }
  return bytes;
}

// ── An agency's form ─────────────────────────────────────────────────────────────────────────────────────

export interface AgencyAnnexFacts {
  readonly illustrative: boolean;
  readonly agencyReportId: string;
  readonly agencyName: string;
  readonly officeName: string | null;
  readonly title: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly dueOn: string | null;
  readonly rows: readonly AnnexRow[];
  /** What it has sent already, by row. */
  readonly values: Readonly<Record<string, { readonly value: number; readonly note: string | null }>>;
}

const widths: Readonly<Record<AnnexField, number>> = {
  key: 10,
  label: 8,
  title: 60,
  unit: 16,
  value: 14,
  note: 40,
};
const fieldKeys = annexFields.map(({ key }) => key as AnnexField);

export function agencyAnnexWorkbook(facts: AgencyAnnexFacts): Workbook {
  return {
    ...illustrativeMark(facts.illustrative),
    sheets: [figuresSheet(facts), instructionsSheet(facts)],
  };
}

function figuresSheet(facts: AgencyAnnexFacts): WorkbookSheet {
  const rows = rowsForAgencies(facts.rows);
  const checkOf = (row: number, field: AnnexField): CellCheck | undefined => {
    const line = rows[row];
    if (line === undefined || line.isGroup) return undefined;
    if (field === 'value') {
      const most = String(isShareRow(line) ? 100 : ANNEX_MOST);
      return { type: 'whole', most, error: 'Ghi số nguyên từ 0 trở lên.' };
    }
    if (field === 'note') {
      return { type: 'length', most: ANNEX_NOTE_LIMIT, error: `Tối đa ${String(ANNEX_NOTE_LIMIT)} ký tự.` };
    }
    return undefined;
  };
  return {
    name: ANNEX_SHEET,
    titles: [
      `PHỤ LỤC SỐ LIỆU – ${facts.agencyName}`,
      ...illustrativeTitle(facts.illustrative),
      `${facts.title} (từ ngày ${shortDay(facts.periodFrom)} đến ngày ${shortDay(facts.periodTo)})`,
      `Chỉ điền vào các ô nền vàng (cột ${columnLetter(fieldKeys.indexOf('value') + 1)}, ${columnLetter(fieldKeys.indexOf('note') + 1)}). Xem trang “Hướng dẫn”.`,
    ],
    columns: annexFields.map(({ key, labels }) => ({
      header: labels.vi,
      width: widths[key as AnnexField],
      wrap: true,
      type: key === 'value' ? ('number' as const) : ('text' as const),
    })),
    rows: rows.map((row) => {
      const given = row.isGroup ? undefined : facts.values[row.key];
      const cells: Readonly<Record<AnnexField, string | number | null>> = {
        key: annexRowKey(facts.agencyReportId, row.isGroup ? null : row.key),
        label: row.label,
        title: row.title,
        unit: row.unit,
        value: given?.value ?? null,
        note: given?.note ?? null,
      };
      return fieldKeys.map((key) => cells[key]);
    }),
    form: {
      openCell: (row, column) => checkOf(row, fieldKeys[column] ?? 'key'),
      isShut: () => false,
      isHeading: (row) => rows[row]?.isGroup === true,
      hiddenColumns: [fieldKeys.indexOf('key')],
    },
    portrait: true,
  };
}

function instructionsSheet(facts: AgencyAnnexFacts): WorkbookSheet {
  const lines = [
    `Đơn vị: ${facts.agencyName}`,
    `Báo cáo: ${facts.title}`,
    `Kỳ số liệu: từ ngày ${shortDay(facts.periodFrom)} đến ngày ${shortDay(facts.periodTo)}`,
    ...(facts.officeName === null ? [] : [`Nơi nhận lại: ${facts.officeName}`]),
    `Thời hạn gửi: ${facts.dueOn === null ? '…………' : `chậm nhất ngày ${shortDay(facts.dueOn)}`}`,
    '',
    '1. Điền số liệu phát sinh trong kỳ báo cáo vào cột “Số liệu” bằng số nguyên; không có phát sinh thì ghi 0; chưa có số liệu thì để trống và nêu lý do ở cột “Ghi chú”.',
    '2. Không ghi phần trăm, số thập phân, số âm; không cộng dồn số liệu của kỳ khác.',
    '3. Không thêm, xóa, đổi chỗ hàng và cột; không sửa tên chỉ tiêu, đơn vị tính. Ý kiến khác ghi ở cột “Ghi chú”.',
    '4. Gửi lại tệp này (dạng .xlsx) cùng báo cáo đã ký.',
  ];
  return {
    name: 'Hướng dẫn',
    titles: ['BIỂU SỐ LIỆU BÁO CÁO CÔNG TÁC CẢI CÁCH HÀNH CHÍNH', ...illustrativeTitle(facts.illustrative)],
    header: false,
    columns: [{ header: '', width: 88, wrap: true }],
    rows: lines.map((line) => [line]),
    portrait: true,
  };
}
