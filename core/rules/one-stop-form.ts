/**
 * Biểu II.06a as data: its versions with number, title, columns and words of the header. A successor is one more entry
 * of `oneStopForms`. Knows no figures and no screen.
 */
import type { StatisticsColumn, StatisticsCount, StatisticsReport } from '../contract/statistics.ts';

/** A column of the form. `group` and `section` are what stands above its own words. */
export interface FormColumn {
  readonly number: number;
  /** Null for the running number and for the name of the field, which are no figures. */
  readonly key: StatisticsColumn | null;
  /** The first level: columns that follow each other with the same words share one cell. */
  readonly group: string;
  /** The second level; null where the cell of the group reaches down. */
  readonly header: string | null;
  /** Between them on the paper of three levels ("Trong kỳ"). */
  readonly section: string | null;
  /** For narrow places: charts, the cells of the screen. */
  readonly short: string;
}

export interface FormVersion {
  readonly id: string;
  readonly form: StatisticsReport['form'];
  /** As it is printed at the head of the form. */
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly basis: string;
  /** Periods that end on these days and between them; null: without end. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly columns: readonly FormColumn[];
}

const received = 'Số hồ sơ nhận giải quyết';
const resolved = 'Số hồ sơ đã giải quyết';
const pending = 'Số hồ sơ đang giải quyết';

const columns2020: readonly FormColumn[] = [
  { number: 1, key: null, group: 'TT', header: null, section: null, short: 'TT' },
  {
    number: 2,
    key: null,
    group: 'Lĩnh vực, công việc giải quyết theo cấp',
    header: null,
    section: null,
    short: 'Lĩnh vực',
  },
  { number: 3, key: 'receivedTotal', group: received, header: 'Tổng số', section: null, short: 'Nhận: tổng' },
  {
    number: 4,
    key: 'receivedOnline',
    group: received,
    header: 'Trực tuyến',
    section: 'Trong kỳ',
    short: 'Trực tuyến',
  },
  {
    number: 5,
    key: 'receivedDirectPostal',
    group: received,
    header: 'Trực tiếp, dịch vụ bưu chính',
    section: 'Trong kỳ',
    short: 'Trực tiếp, bưu chính',
  },
  {
    number: 6,
    key: 'carriedOver',
    group: received,
    header: 'Từ kỳ trước',
    section: null,
    short: 'Từ kỳ trước',
  },
  {
    number: 7,
    key: 'resolvedTotal',
    group: resolved,
    header: 'Tổng số',
    section: null,
    short: 'Đã giải quyết: tổng',
  },
  {
    number: 8,
    key: 'resolvedEarly',
    group: resolved,
    header: 'Trước hạn',
    section: null,
    short: 'Trước hạn',
  },
  {
    number: 9,
    key: 'resolvedOnTime',
    group: resolved,
    header: 'Đúng hạn',
    section: null,
    short: 'Đúng hạn',
  },
  {
    number: 10,
    key: 'resolvedOverdue',
    group: resolved,
    header: 'Quá hạn',
    section: null,
    short: 'Đã giải quyết quá hạn',
  },
  {
    number: 11,
    key: 'pendingTotal',
    group: pending,
    header: 'Tổng số',
    section: null,
    short: 'Đang giải quyết: tổng',
  },
  {
    number: 12,
    key: 'pendingInTime',
    group: pending,
    header: 'Trong hạn',
    section: null,
    short: 'Trong hạn',
  },
  {
    number: 13,
    key: 'pendingOverdue',
    group: pending,
    header: 'Quá hạn',
    section: null,
    short: 'Đang giải quyết quá hạn',
  },
];

/** The words of the header for who reads the screen in English; the paper is Vietnamese. */
const english: Readonly<Record<string, string>> = {
  TT: 'No.',
  'Lĩnh vực, công việc giải quyết theo cấp': 'Field',
  [received]: 'Received for processing',
  [resolved]: 'Resolved',
  [pending]: 'Pending',
  'Trong kỳ': 'In the period',
  'Tổng số': 'Total',
  'Trực tuyến': 'Online',
  'Trực tiếp, dịch vụ bưu chính': 'In person, by post',
  'Từ kỳ trước': 'Carried over',
  'Trước hạn': 'Early',
  'Đúng hạn': 'On time',
  'Quá hạn': 'Overdue',
  'Trong hạn': 'Within time',
};
export function headerWord(text: string, language: 'vi' | 'en'): string {
  return language === 'vi' ? text : (english[text] ?? text);
}

/** The newest last. Validity follows the form itself, not the decrees above it. */
export const oneStopForms: readonly FormVersion[] = [
  {
    id: 'II.06a/2020',
    form: 'II.06a',
    number: 'II.06a/VPCP/KSTT',
    title:
      'Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị trực tiếp giải quyết thủ tục hành chính',
    unit: 'Số hồ sơ TTHC',
    basis: 'Thông tư số 01/2020/TT-VPCP ngày 21/10/2020',
    validFrom: '2010-01-01',
    validTo: null,
    columns: columns2020,
  },
];

const newest = oneStopForms.at(-1)!;

/** The form that holds for a period that ends on this day. */
export function formOn(day: string): FormVersion {
  return (
    oneStopForms.findLast(
      ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo),
    ) ?? newest
  );
}

/** The form a report was filled in on; the newest where this version is not known here. */
export function formOf(version: string): FormVersion {
  return oneStopForms.find(({ id }) => id === version) ?? newest;
}

/** Column key → its number in the form. */
export const columnNumbers: Readonly<Record<StatisticsColumn, number>> = Object.fromEntries(
  newest.columns.flatMap(({ key, number }) => (key === null ? [] : [[key, number]])),
) as Record<StatisticsColumn, number>;

/** Columns with figures, in the form's order. */
export function figureColumns(
  version: FormVersion,
): readonly (FormColumn & { readonly key: StatisticsColumn })[] {
  return version.columns.filter(
    (column): column is FormColumn & { readonly key: StatisticsColumn } => column.key !== null,
  );
}

/** The cells of the first level of the header: neighbours with the same words are one. */
export function headerGroups(
  version: FormVersion,
): readonly { readonly text: string; readonly columns: readonly FormColumn[] }[] {
  const groups: { text: string; columns: FormColumn[] }[] = [];
  for (const column of version.columns) {
    const last = groups.at(-1);
    if (last !== undefined && last.text === column.group) last.columns.push(column);
    else groups.push({ text: column.group, columns: [column] });
  }
  return groups;
}

/** The counts beyond the form in the words of the papers. */
export const countNames: Readonly<Record<StatisticsCount, string>> = {
  postal_received: 'Hồ sơ tiếp nhận qua dịch vụ bưu chính công ích',
  postal_returned: 'Kết quả trả qua dịch vụ bưu chính công ích',
  results_returned: 'Kết quả đã trả',
  online_full: 'Hồ sơ trực tuyến toàn trình',
  online_partial: 'Hồ sơ trực tuyến một phần',
  online_level_3: 'Hồ sơ trực tuyến mức độ 3',
  online_level_4: 'Hồ sơ trực tuyến mức độ 4',
  services_online_provided: 'Dịch vụ công trực tuyến đã cung cấp',
  services_with_dossiers: 'Dịch vụ công trực tuyến có phát sinh hồ sơ',
  digitised_in: 'Hồ sơ được số hóa khi tiếp nhận',
  e_results: 'Kết quả giải quyết điện tử',
  fee_transactions: 'Giao dịch có phí, lệ phí',
  online_payments: 'Giao dịch thanh toán trực tuyến',
  apology_letters: 'Văn bản xin lỗi và hẹn lại',
  returned_or_withdrawn: 'Hồ sơ trả lại, xin rút',
  awaiting_supplement: 'Hồ sơ chờ bổ sung',
};

const eraOf: Partial<Record<StatisticsCount, StatisticsReport['serviceEra']>> = {
  online_full: 'full_partial',
  online_partial: 'full_partial',
  online_level_3: 'levels',
  online_level_4: 'levels',
};

/** True where the count is asked for in that era of service levels. */
export function isCountOf(count: StatisticsCount, era: StatisticsReport['serviceEra']): boolean {
  const own = eraOf[count];
  return own === undefined || own === era;
}

/** Levels 1 to 4 ended with Nghị định số 42/2022/NĐ-CP. */
export function eraOn(day: string): StatisticsReport['serviceEra'] {
  return day < '2022-08-15' ? 'levels' : 'full_partial';
}
