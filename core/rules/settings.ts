/**
 * What the application proposes where an office has decided nothing, and what a decision must keep to. The proposals are
 * practice, not law: the days of the four reports, the outline, the annex, and above all the grades differ between places.
 */
import type { z } from 'zod';
import {
  type AnnexRow,
  type OfficeSettings,
  type OutlineSection,
  type PeriodRule,
  type SettingKey,
  settingsShape,
} from '../contract/settings.ts';
import { isReportFigureKey } from './report-figures.ts';

const day = (month: number, dayOfMonth: number) => ({ month, day: dayOfMonth });

const schedule: PeriodRule[] = [
  {
    kind: 'quarter_1',
    name: 'Báo cáo quý I',
    from: day(12, 15),
    fromYearBefore: true,
    to: day(3, 14),
    due: day(3, 20),
    agencyDue: day(3, 15),
  },
  {
    kind: 'half_year',
    name: 'Báo cáo 6 tháng đầu năm',
    from: day(12, 15),
    fromYearBefore: true,
    to: day(6, 14),
    due: day(6, 20),
    agencyDue: day(6, 15),
  },
  {
    // By itself, not from the beginning of the year.
    kind: 'quarter_3',
    name: 'Báo cáo quý III',
    from: day(6, 15),
    fromYearBefore: false,
    to: day(9, 14),
    due: day(9, 20),
    agencyDue: day(9, 15),
  },
  {
    kind: 'year',
    name: 'Báo cáo năm',
    from: day(12, 15),
    fromYearBefore: true,
    to: day(12, 14),
    due: day(12, 20),
    agencyDue: day(12, 15),
  },
];

const section = (
  level: OutlineSection['level'],
  key: string,
  title: string,
  figures: readonly string[] = [],
): OutlineSection => ({ key, level, title, figures: [...figures] });

const outline: OutlineSection[] = [
  section(1, 'steering', 'I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH'),
  section(2, 'steering_plan', '1. Kế hoạch cải cách hành chính và mức độ hoàn thành', [
    'tasks_total',
    'tasks_done',
    'tasks_overdue',
  ]),
  section(2, 'steering_inspection', '2. Kiểm tra cải cách hành chính', [
    'inspections_done',
    'agencies_inspected',
    'recommendations_total',
    'recommendations_settled',
    'recommendations_overdue',
  ]),
  section(2, 'steering_reports', '3. Chế độ báo cáo của các cơ quan, đơn vị', [
    'agency_reports_required',
    'agency_reports_on_time',
  ]),
  section(2, 'steering_communication', '4. Thông tin, tuyên truyền cải cách hành chính'),
  section(2, 'steering_initiatives', '5. Sáng kiến, cách làm mới'),
  section(1, 'results', 'II. KẾT QUẢ THỰC HIỆN CÁC NỘI DUNG CẢI CÁCH HÀNH CHÍNH'),
  section(2, 'results_institutions', '1. Cải cách thể chế'),
  section(2, 'results_procedures', '2. Cải cách thủ tục hành chính', [
    'one_stop_received',
    'one_stop_resolved',
    'one_stop_on_time',
    'one_stop_online',
  ]),
  section(2, 'results_organisation', '3. Cải cách tổ chức bộ máy hành chính nhà nước'),
  section(2, 'results_service', '4. Cải cách chế độ công vụ'),
  section(2, 'results_finance', '5. Cải cách tài chính công'),
  section(2, 'results_digital', '6. Xây dựng và phát triển chính quyền điện tử, chính quyền số'),
  section(1, 'assessment', 'III. ĐÁNH GIÁ CHUNG'),
  section(2, 'assessment_results', '1. Kết quả đạt được'),
  section(2, 'assessment_limits', '2. Tồn tại, hạn chế'),
  section(2, 'assessment_causes', '3. Nguyên nhân'),
  section(1, 'next', 'IV. NHIỆM VỤ TRỌNG TÂM KỲ SAU'),
  section(1, 'proposals', 'V. KIẾN NGHỊ, ĐỀ XUẤT'),
];

const group = (key: string, label: string, title: string): AnnexRow => ({
  key,
  label,
  title,
  unit: '',
  isGroup: true,
  figure: null,
  fromAgencies: false,
});
/** `from`: the figure that the data gives; null: typed, and the sum of what the agencies send where `sum`. */
const line = (
  key: string,
  label: string,
  title: string,
  unit: string,
  from: string | null = null,
  sum = from === null,
): AnnexRow => ({ key, label, title, unit, isGroup: false, figure: from, fromAgencies: sum });

const annex: AnnexRow[] = [
  group('a1', '1', 'Công tác chỉ đạo, điều hành cải cách hành chính'),
  line('a1_1', '1.1', 'Số nhiệm vụ đề ra trong kế hoạch năm', 'Nhiệm vụ', 'tasks_total'),
  line('a1_2', '1.2', 'Số nhiệm vụ đã hoàn thành', 'Nhiệm vụ', 'tasks_done'),
  line('a1_3', '1.3', 'Số nhiệm vụ quá hạn chưa hoàn thành', 'Nhiệm vụ', 'tasks_overdue'),
  line('a1_4', '1.4', 'Số văn bản chỉ đạo, điều hành đã ban hành', 'Văn bản'),
  group('a1_5', '1.5', 'Kiểm tra cải cách hành chính'),
  line('a1_5_1', '1.5.1', 'Số cơ quan, đơn vị đã kiểm tra', 'Cơ quan, đơn vị', 'agencies_inspected'),
  line('a1_5_2', '1.5.2', 'Tỷ lệ cơ quan, đơn vị đã kiểm tra', '%', 'agencies_inspected_share'),
  line(
    'a1_5_3',
    '1.5.3',
    'Số vấn đề phát hiện qua kiểm tra, đã kiến nghị',
    'Vấn đề',
    'recommendations_total',
  ),
  line('a1_5_4', '1.5.4', 'Số vấn đề đã xử lý xong', 'Vấn đề', 'recommendations_settled'),
  line('a1_5_5', '1.5.5', 'Số vấn đề quá hạn chưa xử lý', 'Vấn đề', 'recommendations_overdue'),
  line(
    'a1_6',
    '1.6',
    'Số cơ quan, đơn vị gửi báo cáo định kỳ đúng hạn',
    'Cơ quan, đơn vị',
    'agency_reports_on_time',
  ),
  line('a1_7', '1.7', 'Số tin, bài, chương trình tuyên truyền', 'Tin, bài'),
  line('a1_8', '1.8', 'Số sáng kiến, cách làm mới được áp dụng', 'Sáng kiến'),
  group('a2', '2', 'Cải cách thể chế'),
  line('a2_1', '2.1', 'Số văn bản quy phạm pháp luật đã ban hành', 'Văn bản'),
  line('a2_2', '2.2', 'Số văn bản quy phạm pháp luật đã rà soát', 'Văn bản'),
  line('a2_3', '2.3', 'Số văn bản đã xử lý sau rà soát, kiểm tra', 'Văn bản'),
  group('a3', '3', 'Cải cách thủ tục hành chính'),
  line('a3_1', '3.1', 'Số thủ tục hành chính đã công bố', 'Thủ tục'),
  line('a3_2', '3.2', 'Số thủ tục hành chính được đơn giản hóa', 'Thủ tục'),
  line('a3_3', '3.3', 'Số hồ sơ tiếp nhận trong kỳ', 'Hồ sơ', 'one_stop_received', true),
  line('a3_4', '3.4', 'Số hồ sơ đã giải quyết', 'Hồ sơ', 'one_stop_resolved', true),
  line('a3_5', '3.5', 'Số hồ sơ giải quyết trước hạn và đúng hạn', 'Hồ sơ', 'one_stop_on_time', true),
  line('a3_6', '3.6', 'Số hồ sơ giải quyết quá hạn', 'Hồ sơ', 'one_stop_late', true),
  line('a3_7', '3.7', 'Số hồ sơ tiếp nhận trực tuyến', 'Hồ sơ', 'one_stop_online', true),
  line('a3_8', '3.8', 'Số phản ánh, kiến nghị về quy định hành chính đã tiếp nhận', 'Phản ánh'),
  line('a3_9', '3.9', 'Số phản ánh, kiến nghị về quy định hành chính đã xử lý', 'Phản ánh'),
  group('a4', '4', 'Cải cách tổ chức bộ máy hành chính nhà nước'),
  line('a4_1', '4.1', 'Số cơ quan, đơn vị được sắp xếp, tổ chức lại', 'Cơ quan, đơn vị'),
  line('a4_2', '4.2', 'Số biên chế công chức được giao', 'Người'),
  line('a4_3', '4.3', 'Số biên chế công chức có mặt', 'Người'),
  line('a4_4', '4.4', 'Số người được tinh giản biên chế', 'Người'),
  group('a5', '5', 'Cải cách chế độ công vụ'),
  line('a5_1', '5.1', 'Số công chức, viên chức được đào tạo, bồi dưỡng', 'Người'),
  line('a5_2', '5.2', 'Số công chức, viên chức bị xử lý kỷ luật', 'Người'),
  group('a6', '6', 'Cải cách tài chính công'),
  line('a6_1', '6.1', 'Số đơn vị sự nghiệp công lập', 'Đơn vị'),
  line('a6_2', '6.2', 'Số đơn vị tự bảo đảm chi thường xuyên trở lên', 'Đơn vị'),
  group('a7', '7', 'Xây dựng và phát triển chính quyền điện tử, chính quyền số'),
  line('a7_1', '7.1', 'Số văn bản đi gửi dưới dạng điện tử', 'Văn bản'),
  line('a7_2', '7.2', 'Số dịch vụ công trực tuyến toàn trình đã cung cấp', 'Dịch vụ'),
  line('a7_3', '7.3', 'Số hồ sơ nộp trực tuyến đã thanh toán trực tuyến', 'Hồ sơ'),
];

/** What holds where an office has decided nothing. */
export const proposedSettings: OfficeSettings = {
  onTimeBy: 'document_date',
  overdueCounts: 'not_reported',
  reportSchedule: schedule,
  reportOutline: outline,
  reportAnnex: annex,
  // Grades differ from place to place and from year to year: a proposal, to be held against the decision in force.
  gradeBands: [
    { from: 9000, name: 'Xuất sắc' },
    { from: 8000, name: 'Tốt' },
    { from: 6500, name: 'Khá' },
    { from: 5000, name: 'Trung bình' },
    { from: 0, name: 'Yếu' },
  ],
  reminderEscalation: [],
};

/** What is wrong at one place of a value; the words stand in the interface. */
export type SettingReason =
  /** The shape is not what the contract asks for: empty, too long, not a number. */
  | 'shape'
  | 'blank'
  | 'duplicate'
  | 'no_such_day'
  /** The period ends before it begins. */
  | 'period_order'
  /** The agencies' day lies after the office's own. */
  | 'agency_due_order'
  /** The first heading is not of level 1, or a level is left out. */
  | 'level_jump'
  /** No figure of that name can be drawn from the data. */
  | 'unknown_figure'
  /** A heading of the annex has a figure. */
  | 'group_figure'
  /** Grades go downwards. */
  | 'band_order'
  /** The last grade begins at 0, or some would have none. */
  | 'last_band';
export interface SettingFault {
  /** Inside the value: `2.to`, `0.name`; empty for the whole. */
  readonly path: string;
  readonly reason: SettingReason;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
type MonthDay = PeriodRule['to'];
/** 29 February is not there every year, so no rule may name it. */
function exists({ month, day: dayOfMonth }: MonthDay): boolean {
  return dayOfMonth <= (DAYS[month - 1] ?? 0);
}
const order = ({ month, day: dayOfMonth }: MonthDay) => month * 100 + dayOfMonth;

function repeated(values: readonly string[], path: (index: number) => string): SettingFault[] {
  const seen = new Set<string>();
  return values.flatMap((value, index): SettingFault[] => {
    const folded = value.trim().toLocaleLowerCase('vi');
    if (folded === '') return [{ path: path(index), reason: 'blank' }];
    if (seen.has(folded)) return [{ path: path(index), reason: 'duplicate' }];
    seen.add(folded);
    return [];
  });
}

function scheduleFaults(rules: readonly PeriodRule[]): SettingFault[] {
  const faults: SettingFault[] = repeated(
    rules.map((rule) => rule.name),
    (index) => `${index}.name`,
  );
  const kinds = new Set<string>();
  rules.forEach((rule, index) => {
    // Only `other` may come several times: a report is found by its kind and year.
    if (rule.kind !== 'other' && kinds.has(rule.kind))
      faults.push({ path: `${index}.kind`, reason: 'duplicate' });
    kinds.add(rule.kind);
    for (const name of ['from', 'to', 'due', 'agencyDue'] as const) {
      if (!exists(rule[name])) faults.push({ path: `${index}.${name}`, reason: 'no_such_day' });
    }
    if (!rule.fromYearBefore && order(rule.from) > order(rule.to)) {
      faults.push({ path: `${index}.to`, reason: 'period_order' });
    }
    // A due day before the end of the period is one of the next year; then the agencies' may be either.
    if (order(rule.due) >= order(rule.to) && order(rule.agencyDue) > order(rule.due)) {
      faults.push({ path: `${index}.agencyDue`, reason: 'agency_due_order' });
    }
  });
  return faults;
}

function outlineFaults(sections: readonly OutlineSection[]): SettingFault[] {
  const faults = repeated(
    sections.map((one) => one.key),
    (index) => `${index}.key`,
  );
  let before = 0;
  sections.forEach(({ level }, index) => {
    if (level > before + 1) faults.push({ path: `${index}.level`, reason: 'level_jump' });
    before = level;
  });
  sections.forEach(({ figures }, index) => {
    if (!figures.every(isReportFigureKey))
      faults.push({ path: `${index}.figures`, reason: 'unknown_figure' });
  });
  return faults;
}

function annexFaults(rows: readonly AnnexRow[]): SettingFault[] {
  const faults = repeated(
    rows.map((one) => one.key),
    (index) => `${index}.key`,
  );
  rows.forEach((row, index) => {
    if (row.isGroup && (row.figure !== null || row.fromAgencies)) {
      faults.push({ path: `${index}.figure`, reason: 'group_figure' });
    } else if (row.figure !== null && !isReportFigureKey(row.figure)) {
      faults.push({ path: `${index}.figure`, reason: 'unknown_figure' });
    }
  });
  return faults;
}

/** Of the bands of an office and of an index alike. */
export function gradeBandFaults(bands: OfficeSettings['gradeBands']): SettingFault[] {
  const faults = repeated(
    bands.map((band) => band.name),
    (index) => `${index}.name`,
  );
  bands.forEach((band, index) => {
    const above = bands[index - 1];
    if (above !== undefined && above.from <= band.from) {
      faults.push({ path: `${index}.from`, reason: 'band_order' });
    }
  });
  if ((bands.at(-1)?.from ?? 0) !== 0) faults.push({ path: `${bands.length - 1}.from`, reason: 'last_band' });
  return faults;
}

const deeper: { readonly [K in SettingKey]: (value: OfficeSettings[K]) => readonly SettingFault[] } = {
  onTimeBy: () => [],
  overdueCounts: () => [],
  reportSchedule: scheduleFaults,
  reportOutline: outlineFaults,
  reportAnnex: annexFaults,
  gradeBands: gradeBandFaults,
  reminderEscalation: (recipients) => repeated(recipients, (index) => `${index}`),
};

export type CheckedSetting<K extends SettingKey> =
  | { readonly ok: true; readonly value: OfficeSettings[K] }
  | { readonly ok: false; readonly faults: readonly SettingFault[] };

/** A value as it may be kept, or everything that is wrong in it. */
export function checkSetting<K extends SettingKey>(key: K, value: unknown): CheckedSetting<K> {
  const schema: z.ZodType = settingsShape[key];
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    return {
      ok: false,
      faults: parsed.error.issues.map((issue) => ({
        path: issue.path.map(String).join('.'),
        reason:
          issue.code === 'custom' || (issue.code === 'too_small' && issue.origin !== 'array')
            ? ('blank' as const)
            : ('shape' as const),
      })),
    };
  }
  // What the shape of the key let through is of the key's type.
  const checked = parsed.data as OfficeSettings[K];
  const faults = deeper[key](checked);
  return faults.length === 0 ? { ok: true, value: checked } : { ok: false, faults };
}

/** What holds: the office's decisions over the proposals. A row that no version understands any more counts as none. */
export function settingsFrom(
  rows: Iterable<{ readonly key: string; readonly value: unknown }>,
): OfficeSettings {
  const values: Partial<Record<SettingKey, unknown>> = {};
  for (const { key, value } of rows) {
    if (!Object.hasOwn(settingsShape, key)) continue;
    const checked = checkSetting(key as SettingKey, value);
    if (checked.ok) values[key as SettingKey] = checked.value;
  }
  return { ...proposedSettings, ...(values as Partial<OfficeSettings>) };
}
