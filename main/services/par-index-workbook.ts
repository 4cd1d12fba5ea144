/**
 * The workbooks of the reform index: the set, the form of self-scores with checked cells in a locked sheet, the grid of
 * survey scores, the ranking. Made from plain facts; reads no table.
 */
import type { IndexSet, indexRank } from '../../core/contract/par-index.ts';
import type { z } from 'zod';
import {
  type FormScore,
  indexItemFieldSpecs,
  indexScoreFieldSpecs,
  itemCells,
  type FormItem,
  plainPoints,
  SCORE_TEXT_LIMIT,
  type ScoreColumn,
  scoreColumns,
  scoreLines,
  surveyField,
  surveyFieldSpecs,
  surveyKey,
} from '../../core/exchange/index-sheet.ts';
import { asciiName, shortBody } from '../../core/rules/file-name.ts';
import { formatHundredths } from '../../core/documents/wording/numbers.ts';
import { formatPercentHundredths, shortDay } from '../../core/rules/format.ts';
import { indexTree } from '../../core/rules/par-index.ts';
import type { StoredIndexItem } from '../../db/par-index.ts';
import { AppError } from '../../core/contract/error.ts';
import { readWorkbook } from '../spreadsheet/read-workbook.ts';
import type { CellCheck } from '../spreadsheet/form-features.ts';
import {
  illustrativeMark,
  illustrativeTitle,
  type Workbook,
  type WorkbookSheet,
  writeWorkbook,
} from '../spreadsheet/write-workbook.ts';

type IndexRank = z.infer<typeof indexRank>;

/** Written, read back and counted: `rows` below the header of the first sheet, or nothing is handed out. */
export async function countedWorkbook(workbook: Workbook): Promise<Uint8Array> {
  const bytes = await writeWorkbook(workbook);
  const [written] = workbook.sheets;
  const [sheet] = readWorkbook(Buffer.from(bytes), 'export.xlsx').sheets;
  const head = (written?.titles?.length ?? 0) + (written?.note === undefined ? 0 : 1) + 1;
  const found = sheet?.rows.filter(({ row, cells }) => row > head && cells.length > 0).length ?? 0;
  if (found !== (written?.rows.length ?? 0)) throw new AppError('INTERNAL');
  return bytes;
}

// ── The set ──────────────────────────────────────────────────────────────────────────────────────────────

export function indexSetWorkbook(set: IndexSet, items: readonly StoredIndexItem[]): Workbook {
  const lines = indexTree(items).inOrder;
  return {
    ...illustrativeMark(set.illustrative),
    sheets: [
      {
        name: 'Bộ chỉ số',
        titles: [
          set.name,
          ...illustrativeTitle(set.illustrative),
          `Nhóm: ${set.groupName} · Năm ${String(set.year)} · Thang điểm ${formatHundredths(set.maxPoints)}`,
        ],
        columns: indexItemFieldSpecs.map(({ key, labels, width }) => ({
          header: labels.vi,
          width,
          wrap: width >= 30,
          type: key === 'maxPoints' ? ('number' as const) : ('text' as const),
        })),
        rows: lines.map((item) => {
          const cells = itemCells(item);
          return indexItemFieldSpecs.map(({ key }) => cells[key]);
        }),
        boldRows: lines.flatMap(({ level }, index) => (level === 'field' ? [index] : [])),
      },
    ],
  };
}

// ── Self-scores ──────────────────────────────────────────────────────────────────────────────────────────

export interface IndexFormFacts {
  readonly entryId: string;
  readonly agencyName: string;
  readonly setName: string;
  readonly groupName: string;
  readonly year: number;
  readonly maxPoints: number;
  readonly dueOn: string | null;
  /** Who sends it and takes it back; null where nobody is named. */
  readonly officeName: string | null;
  readonly illustrative: boolean;
  readonly items: readonly FormItem[];
  readonly scores: readonly FormScore[];
}

const widths: Readonly<Record<ScoreColumn, number>> = {
  key: 10,
  code: 8,
  text: 48,
  how: 44,
  max: 9,
  selfPoints: 11,
  evidence: 42,
  explanation: 38,
};

export function indexFormWorkbook(facts: IndexFormFacts): Workbook {
  return { ...illustrativeMark(facts.illustrative), sheets: [instructions(facts), answers(facts)] };
}

export function indexFormStem(facts: Pick<IndexFormFacts, 'agencyName' | 'year'>): string {
  return asciiName(`Biểu tự chấm điểm CSCCHC ${shortBody(facts.agencyName)} ${String(facts.year)}`);
}

function instructions(facts: IndexFormFacts): WorkbookSheet {
  const lines = [
    `Đơn vị: ${facts.agencyName}`,
    `Bộ chỉ số: ${facts.setName}`,
    `Nhóm: ${facts.groupName}; thang điểm ${formatHundredths(facts.maxPoints)}`,
    ...(facts.officeName === null ? [] : [`Nơi nhận lại: ${facts.officeName}`]),
    `Thời hạn gửi: ${facts.dueOn === null ? '…………' : `chậm nhất ngày ${shortDay(facts.dueOn)}`}`,
    '',
    '1. Chỉ điền vào các ô nền vàng của trang “Tự chấm điểm”. Ô nền xám là mục chấm bằng điều tra xã hội học, đơn vị không tự chấm. Các ô khác đã khóa để phần mềm nhận lại được biểu.',
    '2. Điểm tự chấm: ghi số, tối đa hai chữ số thập phân, không lớn hơn điểm tối đa của mục. Mục điểm trừ: ghi số điểm bị trừ, không ghi dấu âm.',
    '3. Tài liệu kiểm chứng: ghi số, ký hiệu, ngày của văn bản, hoặc tên hồ sơ, hệ thống; mỗi tài liệu một dòng.',
    '4. Mục không có tài liệu kiểm chứng thì phải ghi giải trình.',
    '5. Không thêm, xóa, đổi chỗ hàng và cột; không đổi mã, nội dung, điểm tối đa.',
    '6. Gửi lại tệp này (dạng .xlsx) cùng báo cáo tự chấm điểm đã ký.',
  ];
  return {
    name: 'Hướng dẫn',
    titles: [
      `BIỂU TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM ${String(facts.year)}`,
      ...illustrativeTitle(facts.illustrative),
    ],
    header: false,
    columns: [{ header: '', width: 88, wrap: true }],
    rows: lines.map((line) => [line]),
    portrait: true,
  };
}

function answers(facts: IndexFormFacts): WorkbookSheet {
  const lines = scoreLines(facts);
  const open = new Set<ScoreColumn>(['selfPoints', 'evidence', 'explanation']);
  const check = (field: ScoreColumn, maxPoints: number): CellCheck =>
    field === 'selfPoints'
      ? {
          type: 'decimal',
          most: plainPoints(maxPoints),
          error: `Ghi số từ 0 đến ${formatHundredths(maxPoints)}.`,
        }
      : {
          type: 'length',
          most: SCORE_TEXT_LIMIT,
          error: `Tối đa ${String(SCORE_TEXT_LIMIT)} ký tự.`,
        };
  return {
    name: 'Tự chấm điểm',
    titles: [
      `TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM ${String(facts.year)} – ${facts.agencyName}`,
      ...illustrativeTitle(facts.illustrative),
      'Chỉ điền vào các ô nền vàng. Xem trang “Hướng dẫn”.',
    ],
    columns: indexScoreFieldSpecs.map(({ key, labels }) => ({
      header: labels.vi,
      width: widths[key as ScoreColumn],
      wrap: true,
      type: key === 'max' || key === 'selfPoints' ? ('number' as const) : ('text' as const),
    })),
    rows: lines.map(({ cells }) => scoreColumns.map((key) => cells[key])),
    form: {
      openCell: (row, column) => {
        const [line, field] = [lines[row], scoreColumns[column]];
        if (line === undefined || field === undefined || !line.asked || !open.has(field)) return undefined;
        return check(field, line.item.maxPoints);
      },
      isShut: (row, column) => {
        const [line, field] = [lines[row], scoreColumns[column]];
        return line !== undefined && field !== undefined && line.isLeaf && !line.asked && open.has(field);
      },
      isHeading: (row) => lines[row]?.isLeaf === false,
      hiddenColumns: [scoreColumns.indexOf('key')],
    },
  };
}

// ── Survey ───────────────────────────────────────────────────────────────────────────────────────────────

export interface SurveyFacts {
  readonly indexSetId: string;
  readonly setName: string;
  readonly year: number;
  readonly illustrative: boolean;
  readonly items: readonly Pick<StoredIndexItem, 'id' | 'code' | 'text' | 'maxPoints'>[];
  readonly agencies: readonly {
    readonly agencyId: string;
    readonly name: string;
    /** Item id → hundredths. */
    readonly points: ReadonlyMap<string, number>;
    readonly source: string | null;
  }[];
}

export function surveyWorkbook(facts: SurveyFacts): Workbook {
  const specs = surveyFieldSpecs(facts.items);
  const maxima = new Map(facts.items.map((item) => [surveyField(item.id), item.maxPoints]));
  const rows = facts.agencies.map(({ agencyId, name, points, source }) => [
    surveyKey(facts.indexSetId, agencyId),
    name,
    ...facts.items.map(({ id }) => {
      const known = points.get(id);
      return known === undefined ? null : known / 100;
    }),
    source,
  ]);
  return {
    ...illustrativeMark(facts.illustrative),
    sheets: [
      {
        name: 'Điểm điều tra',
        titles: [
          `ĐIỂM ĐIỀU TRA XÃ HỘI HỌC – ${facts.setName}`,
          ...illustrativeTitle(facts.illustrative),
          `Năm ${String(facts.year)}. Ghi điểm của từng đơn vị vào các ô nền vàng; ô để trống giữ nguyên điểm đã nhập.`,
        ],
        columns: specs.map(({ key, labels }) => ({
          header: labels.vi,
          width: key === 'agency' ? 44 : key === 'source' ? 30 : key === 'key' ? 10 : 18,
          wrap: true,
          type: maxima.has(key) ? ('number' as const) : ('text' as const),
        })),
        rows,
        form: {
          openCell: (_row, column) => {
            const key = specs[column]?.key ?? '';
            const max = maxima.get(key);
            if (max !== undefined) {
              const error = `Ghi số từ 0 đến ${formatHundredths(max)}.`;
              return { type: 'decimal', most: plainPoints(max), error };
            }
            return key === 'source' ? { type: 'length', most: 300, error: 'Tối đa 300 ký tự.' } : undefined;
          },
          isShut: () => false,
          isHeading: () => false,
          hiddenColumns: [0],
        },
      },
    ],
  };
}

// ── The ranking ──────────────────────────────────────────────────────────────────────────────────────────

export function rankingWorkbook(set: IndexSet, rows: readonly IndexRank[]): Workbook {
  const hasBefore = rows.some(({ before }) => before !== null);
  const isOpen = rows.some(({ provisional }) => provisional);
  const year = String(set.year - 1);
  return {
    ...illustrativeMark(set.illustrative),
    sheets: [
      {
        name: 'Xếp hạng',
        titles: [
          `XẾP HẠNG – ${set.name}`,
          ...illustrativeTitle(set.illustrative),
          `Nhóm: ${set.groupName} · Thang điểm ${formatHundredths(set.maxPoints)}${
            set.hasSurvey ? '' : ' · Không điều tra xã hội học, điểm thẩm định quy đổi về thang điểm'
          }${isOpen ? ' · TẠM TÍNH' : ''}`,
        ],
        columns: [
          { header: 'Xếp hạng', width: 10, type: 'number' },
          { header: 'Cơ quan, đơn vị', width: 50, wrap: true },
          { header: 'Điểm Chỉ số', width: 13, type: 'number' },
          { header: 'Tỷ lệ', width: 12 },
          { header: 'Xếp loại', width: 16 },
          ...(hasBefore
            ? ([
                { header: `Xếp hạng năm ${year}`, width: 12, type: 'number' },
                { header: `Tỷ lệ năm ${year}`, width: 12 },
              ] as const)
            : []),
          { header: 'Ghi chú', width: 18 },
        ],
        rows: rows.map((row) => [
          row.rank,
          row.agencyName,
          row.total / 100,
          formatPercentHundredths(row.share),
          row.grade,
          ...(hasBefore
            ? [
                row.before?.rank ?? null,
                row.before === null ? null : formatPercentHundredths(row.before.share),
              ]
            : []),
          row.provisional ? 'Tạm tính' : null,
        ]),
      },
    ],
  };
}
