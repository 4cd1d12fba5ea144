/**
 * Biểu II.06a as others write it in spreadsheets: the words of its headers through the systems that print it, which row
 * is a line, a total, a heading or a count beyond the form, and what the lines above say of whom and of which days.
 */
import {
  type StatisticsColumn,
  statisticsColumns,
  type StatisticsCount,
  statisticsCounts,
  type StatisticsLine,
} from '../contract/statistics.ts';
import { parseDay } from '../rules/format.ts';
import { columnNumbers, countNames } from '../rules/one-stop-form.ts';
import type { Period } from '../rules/one-stop-periods.ts';
import { cleanText } from './sheet/cell.ts';
import { foldLabel } from './sheet/label.ts';
import { type FieldSpec, numberOf, type SheetRecord, type SheetTarget, textOf } from './sheet/target.ts';

// ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────

const received = [
  'Số hồ sơ nhận giải quyết',
  'Số lượng hồ sơ nhận giải quyết',
  'Tổng số hồ sơ nhận giải quyết',
  'Số hồ sơ tiếp nhận',
  'Số lượng hồ sơ tiếp nhận',
  'Hồ sơ tiếp nhận',
  'Hồ sơ nhận giải quyết',
  'Nhận giải quyết',
  'Tiếp nhận',
];
const resolved = [
  'Số hồ sơ đã giải quyết',
  'Số lượng hồ sơ đã giải quyết',
  'Hồ sơ đã giải quyết',
  'Đã giải quyết',
  'Số hồ sơ giải quyết',
];
const pending = [
  'Số hồ sơ đang giải quyết',
  'Số lượng hồ sơ đang giải quyết',
  'Hồ sơ đang giải quyết',
  'Đang giải quyết',
  'Số hồ sơ chưa giải quyết',
  'Chưa giải quyết',
];
const total = ['Tổng số', 'Tổng', 'Tổng cộng'];

/** `alone`: the words name the column without their group. */
function names(groups: readonly string[], words: readonly string[], alone: boolean): string[] {
  const within = groups.flatMap((group) =>
    words.flatMap((word) => [`${group} ${word}`, `${group} Trong kỳ ${word}`]),
  );
  return alone ? [...words, ...words.map((word) => `Trong kỳ ${word}`), ...within] : within;
}

function figure(key: StatisticsColumn, vi: string, en: string, synonyms: readonly string[]): FieldSpec {
  return {
    key,
    labels: { vi, en },
    synonyms,
    required: false,
    type: 'count',
    number: columnNumbers[key],
    hint: `Cột ${columnNumbers[key]} của biểu.`,
  };
}

const figures: readonly FieldSpec[] = [
  figure(
    'receivedTotal',
    'Số hồ sơ nhận giải quyết – Tổng số',
    'Received: total',
    names(received, total, false),
  ),
  figure(
    'receivedOnline',
    'Số hồ sơ nhận giải quyết – Trong kỳ – Trực tuyến',
    'Received: online',
    names(received, ['Trực tuyến', 'Tiếp nhận trực tuyến', 'Nộp trực tuyến', 'Qua mạng'], true),
  ),
  figure(
    'receivedDirectPostal',
    'Số hồ sơ nhận giải quyết – Trong kỳ – Trực tiếp, dịch vụ bưu chính',
    'Received: in person, by post',
    names(
      received,
      [
        'Trực tiếp, dịch vụ bưu chính',
        'Trực tiếp, bưu chính',
        'Trực tiếp, dịch vụ bưu chính công ích',
        'Trực tiếp, bưu chính công ích',
        'Trực tiếp, dịch vụ BCCI',
        'Trực tiếp, BCCI',
        'Trực tiếp hoặc dịch vụ bưu chính',
        'Trực tiếp hoặc qua dịch vụ bưu chính',
        'Trực tiếp và dịch vụ bưu chính',
        'Trực tiếp',
      ],
      true,
    ),
  ),
  figure(
    'carriedOver',
    'Số hồ sơ nhận giải quyết – Từ kỳ trước',
    'Received: carried over',
    names(
      received,
      [
        'Từ kỳ trước',
        'Từ kỳ trước chuyển qua',
        'Từ kỳ trước chuyển sang',
        'Kỳ trước chuyển qua',
        'Kỳ trước chuyển sang',
        'Số kỳ trước chuyển qua',
        'Tồn kỳ trước',
        'Kỳ trước',
      ],
      true,
    ),
  ),
  figure(
    'resolvedTotal',
    'Số hồ sơ đã giải quyết – Tổng số',
    'Resolved: total',
    names(resolved, total, false),
  ),
  figure(
    'resolvedEarly',
    'Số hồ sơ đã giải quyết – Trước hạn',
    'Resolved: early',
    names(resolved, ['Trước hạn', 'Sớm hạn', 'Giải quyết trước hạn'], true),
  ),
  figure(
    'resolvedOnTime',
    'Số hồ sơ đã giải quyết – Đúng hạn',
    'Resolved: on time',
    names(resolved, ['Đúng hạn', 'Giải quyết đúng hạn'], true),
  ),
  figure('resolvedOverdue', 'Số hồ sơ đã giải quyết – Quá hạn', 'Resolved: overdue', [
    ...names(resolved, ['Quá hạn', 'Trễ hạn', 'Chậm hạn'], false),
    'Giải quyết quá hạn',
    'Giải quyết trễ hạn',
  ]),
  figure(
    'pendingTotal',
    'Số hồ sơ đang giải quyết – Tổng số',
    'Pending: total',
    names(pending, total, false),
  ),
  figure(
    'pendingInTime',
    'Số hồ sơ đang giải quyết – Trong hạn',
    'Pending: within the time',
    names(pending, ['Trong hạn', 'Chưa đến hạn', 'Chưa quá hạn', 'Còn hạn'], true),
  ),
  figure(
    'pendingOverdue',
    'Số hồ sơ đang giải quyết – Quá hạn',
    'Pending: overdue',
    names(pending, ['Quá hạn', 'Trễ hạn', 'Đã quá hạn', 'Chậm hạn'], false),
  ),
];

export const statisticsTarget: SheetTarget = {
  purpose: 'statistics',
  maxRows: 2000,
  fields: [
    {
      key: 'place',
      labels: { vi: 'TT', en: 'No.' },
      synonyms: ['STT', 'Số TT', 'Số thứ tự'],
      required: false,
      type: 'text',
      maxLength: 300,
      number: 1,
    },
    {
      key: 'fieldName',
      labels: { vi: 'Lĩnh vực, công việc giải quyết theo cấp', en: 'Field' },
      synonyms: [
        'Lĩnh vực',
        'Lĩnh vực công việc',
        'Lĩnh vực giải quyết',
        'Lĩnh vực công việc giải quyết',
        'Tên lĩnh vực',
        'Lĩnh vực, thủ tục hành chính',
        'Lĩnh vực TTHC',
        'Đơn vị',
        'Tên đơn vị',
        'Tên cơ quan, đơn vị',
        'Cơ quan, đơn vị',
      ],
      required: false,
      type: 'text',
      maxLength: 300,
      number: 2,
      hint: 'Mỗi hàng một lĩnh vực; hàng cuối là Tổng.',
    },
    ...figures,
  ],
};

// ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What stands in a row, from whatever it was read. */
export interface FormRow {
  /** The running number, or what stands in its place. */
  readonly place: string;
  readonly name: string;
  readonly figures: Readonly<Record<StatisticsColumn, number | null>>;
}

export type RowMeaning =
  | { readonly kind: 'line'; readonly line: StatisticsLine }
  | { readonly kind: 'total'; readonly line: StatisticsLine }
  /** "Sở, ban, ngành": a heading, or the sum of what follows it, which is not counted twice. */
  | { readonly kind: 'heading'; readonly name: string }
  | { readonly kind: 'subtotal'; readonly name: string }
  | {
      readonly kind: 'count';
      readonly count: StatisticsCount;
      readonly value: number | null;
      readonly name: string;
    }
  /** Figures that belong to no name. */
  | { readonly kind: 'nameless' };

const totalWords: readonly (readonly string[])[] = [
  ['tong cong', 'tong', 'tong so', 'tong so ho so', 'tong toan don vi'],
  ['cong'],
];
const sectionWords =
  /^(?:(?:khoi|cap|cac|nhom)\s)?(?:cac\s)?(?:so|so ban nganh|ban nganh|so nganh|huyen|quan|quan huyen|huyen thi xa thanh pho|cap huyen|cap xa|cap tinh|tinh|thanh pho|xa|xa phuong|xa phuong thi tran|phuong|linh vuc)(?:\s(?:truc thuoc|tinh|thanh pho|thi tran))?$/u;

const countsByName: ReadonlyMap<string, StatisticsCount> = new Map(
  statisticsCounts.map((key) => [foldLabel(countNames[key]), key]),
);

function figuresIn({ figures: own }: FormRow): readonly StatisticsColumn[] {
  return statisticsColumns.filter((column) => own[column] !== null);
}

/** 3: a letter, 2: a Roman number, 1: anything else. */
function levelOf(place: string): number {
  const bare = place.replace(/[.)\s]/gu, '');
  if (/^[IVX]+$/u.test(bare)) return 2;
  return /^[A-ZĐ]$/u.test(bare) ? 3 : 1;
}

function rankOfTotal({ place, name }: FormRow): number {
  const words = [name, place].map(foldLabel).filter((word) => word !== '');
  return totalWords.findIndex((known) => words.some((word) => known.includes(word)));
}

/** Row by row what it means; the order is kept. */
export function meaningsOf(rows: readonly FormRow[]): readonly RowMeaning[] {
  const ranks = rows.map(rankOfTotal);
  const best = Math.min(...ranks.map((rank) => (rank === -1 ? Infinity : rank)));
  const totalAt = ranks.lastIndexOf(best);
  return rows.map((row, index): RowMeaning => {
    const name = cleanText(row.name);
    const filled = figuresIn(row);
    if (index === totalAt) {
      const fieldName = name === '' ? cleanText(row.place) : name;
      return { kind: 'total', line: { fieldName, isTotal: true, ...row.figures } };
    }
    if (ranks[index] !== -1) return { kind: 'subtotal', name: name === '' ? row.place : name };
    const [first] = filled;
    const count = countsByName.get(foldLabel(name));
    if (count !== undefined && index > totalAt && filled.length <= 1) {
      return { kind: 'count', count, value: first === undefined ? null : row.figures[first], name };
    }
    if (name === '') {
      if (filled.length > 0) return { kind: 'nameless' };
      return { kind: 'heading', name: cleanText(row.place) };
    }
    const level = levelOf(row.place);
    const next = rows[index + 1];
    const hasParts =
      level > 1 && next !== undefined && levelOf(next.place) < level && ranks[index + 1] === -1;
    if (filled.length === 0) {
      const isHeading =
        level > 1 ||
        sectionWords.test(foldLabel(name)) ||
        (index > totalAt && totalAt !== -1 && row.place.trim() === '');
      return isHeading ? { kind: 'heading', name } : { kind: 'line', line: lineOf(row, name) };
    }
    return hasParts ? { kind: 'subtotal', name } : { kind: 'line', line: lineOf(row, name) };
  });
}

function lineOf(row: FormRow, fieldName: string): StatisticsLine {
  return { fieldName, isTotal: false, ...row.figures };
}

export const noFigures = Object.fromEntries(statisticsColumns.map((column) => [column, null])) as Readonly<
  Record<StatisticsColumn, null>
>;

export function formRowOf(record: SheetRecord): FormRow {
  return {
    place: textOf(record, 'place') ?? '',
    name: textOf(record, 'fieldName') ?? '',
    figures: Object.fromEntries(
      statisticsColumns.map((column) => [column, numberOf(record, column)]),
    ) as Record<StatisticsColumn, number | null>,
  };
}

// ── What stands above ────────────────────────────────────────────────────────────────────────────────────

export interface FormHead {
  readonly period: (Period & { readonly row: number; readonly text: string }) | null;
  readonly reportingUnit: { readonly name: string; readonly row: number } | null;
  readonly receivingUnit: string | null;
}

const DAY = String.raw`\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}`;
const PERIOD = new RegExp(
  String.raw`từ\s*(?:ngày)?\s*(${DAY})\s*(?:[-–—]|đến|tới)\s*(?:hết\s*)?(?:ngày)?\s*(${DAY})`,
  'iu',
);
const UNIT_END = String.raw`(?=\s*[-–•.;|]*\s*(?:đơn vị|cơ quan|kỳ báo cáo|biểu số|từ ngày|\(|$))`;
const REPORTING = new RegExp(
  String.raw`(?:đơn vị báo cáo|cơ quan báo cáo|đơn vị gửi báo cáo|tên đơn vị)\s*:\s*(.+?)${UNIT_END}`,
  'iu',
);
const RECEIVING = new RegExp(
  String.raw`(?:đơn vị nhận|cơ quan nhận|nơi nhận)(?:\s*báo cáo)?\s*:\s*(.+?)${UNIT_END}`,
  'iu',
);

const filledIn = (name: string | undefined) => {
  const bare = cleanText(name ?? '').replace(/^[.…\s]+|[.…\s]+$/gu, '');
  return bare === '' ? null : bare;
};

/** "(Từ ngày 15/12/2021 đến ngày 14/3/2022)", "Đơn vị báo cáo: …", wherever they stand above the table. */
export function headOf(above: readonly { readonly row: number; readonly text: string }[]): FormHead {
  let period: FormHead['period'] = null;
  let reportingUnit: FormHead['reportingUnit'] = null;
  let receivingUnit: string | null = null;
  for (const { row, text } of above) {
    const line = text.replace(/\s+/gu, ' ');
    const days = PERIOD.exec(line);
    if (period === null && days !== null) {
      const [from, to] = [days[1], days[2]].map((day) =>
        parseDay((day ?? '').replace(/\s*([/.-])\s*/gu, '$1')),
      );
      if (from != null && to != null) period = { from, to, row, text: days[0] };
    }
    const name = filledIn(REPORTING.exec(line)?.[1]);
    if (name !== null) reportingUnit ??= { name, row };
    receivingUnit ??= filledIn(RECEIVING.exec(line)?.[1]);
  }
  return { period, reportingUnit, receivingUnit };
}
