/**
 * The outline of a periodic report: which sections wait for words, sentences that the figures of a section give, and
 * carrying words over from an earlier report. Pure; sentences are Vietnamese, as the report is.
 */
import type { ReportFigure } from '../contract/period-reports.ts';
import type { PeriodKind } from '../contract/settings.ts';
import { shortDate } from '../documents/wording/dates.ts';
import { formatCount, formatPercent } from '../documents/wording/numbers.ts';
import { nameKey } from './same-name.ts';
import { isReportFigureKey, type ReportFigureKey, type Span, wholeOf } from './report-figures.ts';

export interface OutlineEntry {
  readonly level: number;
  readonly text: string | null;
}

/** Sections that hold words of their own: no deeper one follows. */
export function leavesOf<S extends OutlineEntry>(sections: readonly S[]): S[] {
  return sections.filter((section, index) => {
    const next = sections[index + 1];
    return next === undefined || next.level <= section.level;
  });
}

export const isFilled = ({ text }: Pick<OutlineEntry, 'text'>): boolean => (text ?? '').trim() !== '';

/** A title without the number that the layout counts itself: `II. KẾT QUẢ` → `KẾT QUẢ`. */
export function bareTitle(title: string): string {
  const bare = title.replace(/^\s*(?:[IVXLC]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s*/u, '').trim();
  return bare === '' ? title.trim() : bare;
}

// ── Sentences ────────────────────────────────────────────────────────────────────────────────────────────

export interface SuggestionFacts {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly period: Span;
  readonly planTitle: string | null;
  readonly figures: ReadonlyMap<ReportFigureKey, ReportFigure>;
}

/** Every sentence speaks of some figures; a section gets those whose figures stand beside it. */
interface Pattern {
  readonly of: readonly ReportFigureKey[];
  readonly say: (facts: SuggestionFacts, has: (key: ReportFigureKey) => boolean) => string | null;
}

const value = ({ figures }: SuggestionFacts, key: ReportFigureKey): number | null =>
  figures.get(key)?.value ?? null;

/** `12/52 nhiệm vụ (đạt 23,08%)`; without the whole, the count alone; null where nothing is known. */
function share(facts: SuggestionFacts, key: ReportFigureKey, noun: string, word = 'đạt'): string | null {
  const part = value(facts, key);
  const wholeKey = wholeOf(key);
  const whole = wholeKey === null ? null : value(facts, wholeKey);
  if (part === null) return null;
  if (whole === null || part > whole) return `${formatCount(part)} ${noun}`;
  const percent = formatPercent(part, whole);
  const tail = percent === null ? '' : ` (${word === '' ? '' : `${word} `}${percent})`;
  return `${formatCount(part)}/${formatCount(whole)} ${noun}${tail}`;
}

const clauses = (parts: readonly (string | null | false)[]): string =>
  parts.filter((part): part is string => typeof part === 'string' && part !== '').join('; ');

const patterns: readonly Pattern[] = [
  {
    of: ['tasks_total', 'tasks_done', 'tasks_due', 'tasks_on_time', 'tasks_late', 'tasks_overdue'],
    say: (facts) => {
      const total = value(facts, 'tasks_total');
      if (total === null) return null;
      const plan = facts.planTitle ?? `Kế hoạch cải cách hành chính năm ${String(facts.year)}`;
      if (total === 0) return null;
      const done = share(facts, 'tasks_done', 'nhiệm vụ');
      const due = value(facts, 'tasks_due');
      const onTime = share(facts, 'tasks_on_time', 'nhiệm vụ đến hạn', '');
      const late = value(facts, 'tasks_late');
      const overdue = value(facts, 'tasks_overdue');
      const detail = clauses([
        due !== null && due > 0 && onTime !== null && `hoàn thành đúng hạn ${onTime}`,
        late !== null && late > 0 && `hoàn thành chậm ${formatCount(late)} nhiệm vụ`,
        overdue !== null &&
          (overdue > 0
            ? `quá hạn chưa hoàn thành ${formatCount(overdue)} nhiệm vụ`
            : 'không có nhiệm vụ quá hạn chưa hoàn thành'),
      ]);
      return `${plan} đề ra ${formatCount(total)} nhiệm vụ; đến ngày ${shortDate(facts.period.to)} đã hoàn thành ${done ?? `${formatCount(0)} nhiệm vụ`}${detail === '' ? '' : `; trong đó ${detail}`}.`;
    },
  },
  {
    of: [
      'inspections_done',
      'agencies_inspected',
      'agencies_planned',
      'agencies_inspected_share',
      'agencies_total',
      'limitations_total',
      'inspection_rounds',
      'follow_up_visits',
    ],
    say: (facts) => {
      const inspected = value(facts, 'agencies_inspected');
      if (inspected === null) return null;
      const planned = value(facts, 'agencies_planned');
      if (inspected === 0) {
        return planned === null || planned === 0
          ? null
          : `Kế hoạch kiểm tra công tác cải cách hành chính năm ${String(facts.year)} xác định ${formatCount(planned)} cơ quan, đơn vị được kiểm tra; trong kỳ báo cáo chưa ghi nhận cuộc kiểm tra nào đã hoàn thành.`;
      }
      const ofPlan =
        planned === null || inspected > planned || planned === 0
          ? null
          : `đạt ${formatPercent(inspected, planned) ?? ''} kế hoạch năm (${formatCount(inspected)}/${formatCount(planned)} cơ quan, đơn vị)`;
      const total = value(facts, 'agencies_total');
      const ofAll =
        total === null || total === 0 || inspected > total
          ? null
          : `bằng ${formatPercent(inspected, total) ?? ''} số cơ quan, đơn vị cùng loại (${formatCount(inspected)}/${formatCount(total)})`;
      const limits = value(facts, 'limitations_total');
      const found =
        limits === null
          ? ''
          : limits === 0
            ? ''
            : ` Qua kiểm tra đã chỉ ra ${formatCount(limits)} tồn tại, hạn chế để các cơ quan, đơn vị khắc phục.`;
      const followUps = value(facts, 'follow_up_visits');
      const again =
        followUps === null || followUps === 0
          ? ''
          : ` Đã phúc tra việc khắc phục tại ${formatCount(followUps)} cuộc.`;
      const shares = clauses([ofPlan, ofAll]);
      return `Trong kỳ báo cáo, đã kiểm tra công tác cải cách hành chính tại ${formatCount(inspected)} cơ quan, đơn vị${shares === '' ? '' : `, ${shares}`}.${found}${again}`;
    },
  },
  {
    of: ['recommendations_total', 'recommendations_settled', 'recommendations_open'],
    say: (facts) => {
      const total = value(facts, 'recommendations_total');
      if (total === null || total === 0) return null;
      const settled = share(facts, 'recommendations_settled', 'nội dung');
      const open = value(facts, 'recommendations_open');
      return `Số vấn đề đặt ra qua kiểm tra: ${formatCount(total)} nội dung; đã xử lý xong ${settled ?? `${formatCount(0)} nội dung`}${open === null || open === 0 ? '' : `, còn ${formatCount(open)} nội dung đang tiếp tục xử lý`}.`;
    },
  },
  {
    of: ['recommendations_due', 'recommendations_verified', 'recommendations_overdue'],
    say: (facts, has) => {
      const due = value(facts, 'recommendations_due');
      const verified = share(facts, 'recommendations_verified', 'kiến nghị đến hạn trong kỳ');
      const overdue = value(facts, 'recommendations_overdue');
      const asksDue = has('recommendations_due') || has('recommendations_verified');
      const text = clauses([
        asksDue && due !== null && due > 0 && verified !== null && `đã khắc phục xong ${verified}`,
        overdue !== null &&
          (overdue > 0
            ? `còn ${formatCount(overdue)} kiến nghị quá thời hạn chưa khắc phục`
            : 'không có kiến nghị quá thời hạn'),
      ]);
      return text === '' ? null : `Đến ngày ${shortDate(facts.period.to)}, ${text}.`;
    },
  },
  {
    of: [
      'agency_reports_required',
      'agency_reports_on_time',
      'agency_reports_late',
      'agency_reports_missing',
    ],
    say: (facts) => {
      const required = value(facts, 'agency_reports_required');
      if (required === null || required === 0) return null;
      const late = value(facts, 'agency_reports_late');
      const missing = value(facts, 'agency_reports_missing');
      const text = clauses([
        `gửi đúng hạn ${share(facts, 'agency_reports_on_time', 'cơ quan, đơn vị') ?? `${formatCount(0)} cơ quan, đơn vị`}`,
        late !== null && late > 0 && `gửi chậm ${formatCount(late)} cơ quan, đơn vị`,
        missing !== null && missing > 0 && `chưa gửi ${formatCount(missing)} cơ quan, đơn vị`,
      ]);
      return `Việc thực hiện chế độ báo cáo của các cơ quan, đơn vị: ${text}.`;
    },
  },
  {
    of: [
      'one_stop_received',
      'one_stop_in_period',
      'one_stop_resolved',
      'one_stop_on_time',
      'one_stop_late',
      'one_stop_pending',
      'one_stop_pending_overdue',
    ],
    say: (facts) => {
      const received = value(facts, 'one_stop_received');
      const resolved = value(facts, 'one_stop_resolved');
      if (received === null && resolved === null) return null;
      const onTime = share(facts, 'one_stop_on_time', 'hồ sơ');
      const late = value(facts, 'one_stop_late');
      const pending = value(facts, 'one_stop_pending');
      const overdue = value(facts, 'one_stop_pending_overdue');
      const text = clauses([
        received !== null && `tiếp nhận ${formatCount(received)} hồ sơ thủ tục hành chính`,
        resolved !== null &&
          `đã giải quyết ${formatCount(resolved)} hồ sơ${onTime === null || resolved === 0 ? '' : `, trong đó trước hạn và đúng hạn ${onTime}`}${late === null || late === 0 ? '' : `, quá hạn ${formatCount(late)} hồ sơ`}`,
        pending !== null &&
          `đang giải quyết ${formatCount(pending)} hồ sơ${overdue === null || overdue === 0 ? '' : `, đã quá hạn ${formatCount(overdue)} hồ sơ`}`,
      ]);
      return `Trong kỳ báo cáo, các cơ quan, đơn vị ${text}.`;
    },
  },
  {
    of: ['one_stop_online', 'one_stop_digitised', 'one_stop_online_payments', 'one_stop_e_results'],
    say: (facts, has) => {
      const part = (key: ReportFigureKey, words: string, noun: string) => {
        const said = has(key) ? share(facts, key, noun) : null;
        return said === null ? null : `${words} ${said}`;
      };
      const text = clauses([
        part('one_stop_online', 'tiếp nhận trực tuyến', 'hồ sơ'),
        part('one_stop_digitised', 'số hóa khi tiếp nhận', 'hồ sơ'),
        part('one_stop_e_results', 'trả kết quả điện tử', 'kết quả'),
        part('one_stop_online_payments', 'thanh toán trực tuyến', 'giao dịch'),
      ]);
      return text === '' ? null : `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}.`;
    },
  },
  {
    of: ['one_stop_postal_received', 'one_stop_postal_returned'],
    say: (facts) => {
      const received = share(facts, 'one_stop_postal_received', 'hồ sơ');
      const returned = share(facts, 'one_stop_postal_returned', 'kết quả');
      const text = clauses([
        received !== null && `tiếp nhận ${received}`,
        returned !== null && `trả ${returned}`,
      ]);
      return text === '' ? null : `Qua dịch vụ bưu chính công ích: ${text}.`;
    },
  },
];

/** What the figures beside a section say, in sentences to take over; null where nothing is known. */
export function suggestionFor(keys: readonly string[], facts: SuggestionFacts): string | null {
  const own = new Set(keys.filter(isReportFigureKey));
  if (own.size === 0) return null;
  const has = (key: ReportFigureKey) => own.has(key);
  const said = patterns.flatMap((pattern) => (pattern.of.some(has) ? (pattern.say(facts, has) ?? []) : []));
  return said.length === 0 ? null : said.join('\n');
}

// ── Carrying over ────────────────────────────────────────────────────────────────────────────────────────

export interface CarriedSection {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly text: string | null;
}

/** Empty sections and what the earlier report said there: of the same key, else under the same title. */
export function carryOver<S extends CarriedSection>(
  sections: readonly S[],
  earlier: readonly CarriedSection[],
): readonly { readonly section: S; readonly from: CarriedSection }[] {
  const byKey = new Map(earlier.map((one) => [one.key, one]));
  const byTitle = new Map(earlier.map((one) => [nameKey(bareTitle(one.title)), one]));
  return sections.flatMap((section) => {
    if (isFilled(section)) return [];
    const from = byKey.get(section.key) ?? byTitle.get(nameKey(bareTitle(section.title)));
    return from === undefined || !isFilled(from) ? [] : [{ section, from }];
  });
}
