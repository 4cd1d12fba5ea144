/**
 * The figures that a periodic report can draw from the data, by key: what each is called, what it is a share of, and how
 * it is counted for a period. What the data does not say is null. Pure; SQL that counts the same is held against this.
 */
import type { ReportFigure } from '../contract/period-reports.ts';
import type { StatisticsCount, StatisticsLine, StatisticsReport } from '../contract/statistics.ts';
import type { ParTask } from '../contract/tasks.ts';
import type { VisitStatus } from '../contract/visits.ts';
import { isOverdue, type OverdueCounts, type RecommendationStatus } from './due.ts';
import { totalsOf } from './one-stop-checks.ts';
import { address } from './pictures.ts';
import { taskFigures } from './task-figures.ts';
import { isVisitDone, isVisitInRound } from './visit-states.ts';

// ── The registry ─────────────────────────────────────────────────────────────────────────────────────────

type SourceKind = ReportFigure['source']['kind'];
interface Definition {
  readonly label: { readonly vi: string; readonly en: string };
  readonly unit: { readonly vi: string; readonly en: string };
  readonly source: Exclude<SourceKind, 'typed' | 'agencies' | 'index'>;
  /** The figure that it is a share of; absent: a plain count. */
  readonly of?: string;
}

const tasks = { vi: 'nhiệm vụ', en: 'tasks' };
const agencies = { vi: 'cơ quan, đơn vị', en: 'agencies' };
const visits = { vi: 'cuộc', en: 'visits' };
const issues = { vi: 'nội dung', en: 'items' };
const dossiers = { vi: 'hồ sơ', en: 'dossiers' };
const results = { vi: 'kết quả', en: 'results' };
const payments = { vi: 'giao dịch', en: 'transactions' };

const define = (
  source: Definition['source'],
  unit: Definition['unit'],
  vi: string,
  en: string,
  of?: string,
): Definition => ({ label: { vi, en }, unit, source, ...(of === undefined ? {} : { of }) });

export const reportFigureDefinitions = {
  tasks_total: define('tasks', tasks, 'Nhiệm vụ của kế hoạch năm', 'Tasks of the annual plan'),
  tasks_done: define('tasks', tasks, 'Nhiệm vụ đã hoàn thành', 'Tasks done', 'tasks_total'),
  tasks_done_in_period: define('tasks', tasks, 'Nhiệm vụ hoàn thành trong kỳ', 'Tasks done in the period'),
  tasks_due: define('tasks', tasks, 'Nhiệm vụ đến hạn', 'Tasks due'),
  tasks_on_time: define('tasks', tasks, 'Nhiệm vụ hoàn thành đúng hạn', 'Tasks done on time', 'tasks_due'),
  tasks_late: define('tasks', tasks, 'Nhiệm vụ hoàn thành chậm', 'Tasks done late'),
  tasks_overdue: define('tasks', tasks, 'Nhiệm vụ quá hạn chưa hoàn thành', 'Tasks overdue'),
  tasks_evaluated: define(
    'tasks',
    tasks,
    'Nhiệm vụ đã đánh giá kết quả',
    'Done tasks with an evaluation',
    'tasks_done',
  ),
  inspection_rounds: define(
    'inspections',
    { vi: 'đợt', en: 'rounds' },
    'Đợt kiểm tra',
    'Rounds of inspection',
  ),
  inspections_done: define('inspections', visits, 'Cuộc kiểm tra đã thực hiện', 'Visits made'),
  agencies_planned: define(
    'inspections',
    agencies,
    'Cơ quan, đơn vị phải kiểm tra theo kế hoạch năm',
    'Agencies to be inspected by the plans of the year',
  ),
  agencies_inspected: define(
    'inspections',
    agencies,
    'Cơ quan, đơn vị đã kiểm tra',
    'Agencies inspected',
    'agencies_planned',
  ),
  agencies_total: define(
    'inspections',
    agencies,
    'Cơ quan, đơn vị cùng loại hiện có',
    'Agencies of the same kinds in force',
  ),
  agencies_inspected_share: define(
    'inspections',
    agencies,
    'Tỷ lệ cơ quan, đơn vị đã kiểm tra',
    'Share of the agencies inspected',
    'agencies_total',
  ),
  follow_up_visits: define('inspections', visits, 'Cuộc phúc tra', 'Follow-up visits'),
  limitations_total: define(
    'inspections',
    { vi: 'tồn tại, hạn chế', en: 'limitations' },
    'Tồn tại, hạn chế phát hiện qua kiểm tra',
    'Limitations found by inspection',
  ),
  recommendations_total: define(
    'remediation',
    issues,
    'Vấn đề đặt ra qua kiểm tra trong kỳ',
    'Issues raised by the inspections of the period',
  ),
  recommendations_settled: define(
    'remediation',
    issues,
    'Vấn đề đã xử lý xong',
    'Issues handled',
    'recommendations_total',
  ),
  recommendations_open: define('remediation', issues, 'Vấn đề chưa xử lý xong', 'Issues not yet handled'),
  recommendations_due: define(
    'remediation',
    issues,
    'Kiến nghị đến hạn trong kỳ',
    'Recommendations due in the period',
  ),
  recommendations_verified: define(
    'remediation',
    issues,
    'Kiến nghị đến hạn đã khắc phục',
    'Due recommendations remedied',
    'recommendations_due',
  ),
  recommendations_overdue: define(
    'remediation',
    issues,
    'Kiến nghị quá hạn chưa khắc phục',
    'Recommendations overdue',
  ),
  agency_reports_required: define(
    'reports',
    agencies,
    'Cơ quan, đơn vị phải gửi báo cáo kỳ này',
    'Agencies that must report',
  ),
  agency_reports_on_time: define(
    'reports',
    agencies,
    'Cơ quan, đơn vị gửi báo cáo đúng hạn',
    'Agencies that reported on time',
    'agency_reports_required',
  ),
  agency_reports_late: define(
    'reports',
    agencies,
    'Cơ quan, đơn vị gửi báo cáo chậm',
    'Agencies that reported late',
  ),
  agency_reports_missing: define(
    'reports',
    agencies,
    'Cơ quan, đơn vị chưa gửi báo cáo',
    'Agencies whose report has not come',
  ),
  one_stop_received: define('statistics', dossiers, 'Hồ sơ tiếp nhận', 'Dossiers received'),
  one_stop_in_period: define(
    'statistics',
    dossiers,
    'Hồ sơ tiếp nhận mới trong kỳ',
    'Dossiers newly received in the period',
  ),
  one_stop_online: define(
    'statistics',
    dossiers,
    'Hồ sơ tiếp nhận trực tuyến',
    'Dossiers received online',
    'one_stop_in_period',
  ),
  one_stop_resolved: define('statistics', dossiers, 'Hồ sơ đã giải quyết', 'Dossiers resolved'),
  one_stop_on_time: define(
    'statistics',
    dossiers,
    'Hồ sơ giải quyết trước hạn và đúng hạn',
    'Dossiers resolved early or on time',
    'one_stop_resolved',
  ),
  one_stop_late: define('statistics', dossiers, 'Hồ sơ giải quyết quá hạn', 'Dossiers resolved late'),
  one_stop_pending: define('statistics', dossiers, 'Hồ sơ đang giải quyết', 'Dossiers pending'),
  one_stop_pending_overdue: define(
    'statistics',
    dossiers,
    'Hồ sơ đang giải quyết đã quá hạn',
    'Pending dossiers overdue',
    'one_stop_pending',
  ),
  one_stop_digitised: define(
    'statistics',
    dossiers,
    'Hồ sơ được số hóa khi tiếp nhận',
    'Dossiers digitised at intake',
    'one_stop_in_period',
  ),
  one_stop_postal_received: define(
    'statistics',
    dossiers,
    'Hồ sơ tiếp nhận qua dịch vụ bưu chính công ích',
    'Dossiers taken in by post',
    'one_stop_in_period',
  ),
  one_stop_results: define('statistics', results, 'Kết quả đã trả', 'Results returned'),
  one_stop_e_results: define(
    'statistics',
    results,
    'Kết quả giải quyết điện tử',
    'Electronic results',
    'one_stop_results',
  ),
  one_stop_postal_returned: define(
    'statistics',
    results,
    'Kết quả trả qua dịch vụ bưu chính công ích',
    'Results returned by post',
    'one_stop_results',
  ),
  one_stop_transactions: define(
    'statistics',
    payments,
    'Giao dịch phí, lệ phí phát sinh',
    'Transactions of fees',
  ),
  one_stop_online_payments: define(
    'statistics',
    payments,
    'Giao dịch thanh toán trực tuyến',
    'Paid online',
    'one_stop_transactions',
  ),
} as const satisfies Readonly<Record<string, Definition>>;

export type ReportFigureKey = keyof typeof reportFigureDefinitions;
export const reportFigureKeys = Object.keys(reportFigureDefinitions) as ReportFigureKey[];
export const isReportFigureKey = (key: string): key is ReportFigureKey =>
  Object.hasOwn(reportFigureDefinitions, key);
export const definitionOf = (key: ReportFigureKey): Definition => reportFigureDefinitions[key];
/** The figure that this one is a share of. */
export function wholeOf(key: ReportFigureKey): ReportFigureKey | null {
  const { of } = definitionOf(key);
  return of !== undefined && isReportFigureKey(of) ? of : null;
}

// ── What is counted ──────────────────────────────────────────────────────────────────────────────────────

export interface Span {
  readonly from: string;
  readonly to: string;
}
const within = (day: string | null, { from, to }: Span) => day !== null && day >= from && day <= to;

export type ReportTask = Pick<ParTask, 'state' | 'dueOn' | 'doneOn' | 'evaluation'>;

/** As they stood on the last day of the period: what was done later was still to be done. */
export function countTasks(rows: readonly ReportTask[], period: Span) {
  const then = rows.map((task) =>
    task.state === 'done' && task.doneOn !== null && task.doneOn > period.to
      ? { ...task, state: 'in_progress' as const, doneOn: null }
      : task,
  );
  return {
    ...taskFigures(then, period.to),
    doneInPeriod: then.filter(({ state, doneOn }) => state === 'done' && within(doneOn, period)).length,
  };
}
export type TaskCounts = ReturnType<typeof countTasks>;

export interface ReportVisit {
  readonly id: string;
  readonly planId: string;
  /** Whose round it is. */
  readonly officeId: string;
  readonly planYear: number | null;
  readonly teamsComplete: boolean;
  readonly agencyId: string;
  readonly agencyKind: string;
  readonly unnamed: boolean;
  readonly status: VisitStatus;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly isFollowUp: boolean;
}

/** The day on which a visit was over; where only its beginning is known, that one. */
export const visitDay = ({ startsOn, endsOn }: Pick<ReportVisit, 'startsOn' | 'endsOn'>) =>
  endsOn ?? startsOn;

/** What the inspections of a period are: which visits, and which rounds ended in it. */
export function inspectionsOf(rows: readonly ReportVisit[], period: Span, year: number) {
  const done = rows.filter(({ status }) => isVisitDone(status));
  const inPeriod = done.filter((visit) => within(visitDay(visit), period));
  const first = inPeriod.filter(({ isFollowUp }) => !isFollowUp);
  const rounds = new Set(first.map(({ planId }) => planId));
  // What a round says of nobody in particular is counted once, in the period of its last visit.
  const lastDay = new Map<string, string>();
  for (const visit of done) {
    const day = visitDay(visit);
    if (day === null || visit.isFollowUp) continue;
    if (day > (lastDay.get(visit.planId) ?? '')) lastDay.set(visit.planId, day);
  }
  const ended = [...lastDay].flatMap(([planId, day]) => (within(day, period) ? [planId] : []));
  const ofYear = rows.filter(
    (visit) =>
      !visit.isFollowUp && isVisitInRound(visit) && (visit.planYear === year || rounds.has(visit.planId)),
  );
  return {
    known: rows.some(({ planYear, planId }) => planYear === year || rounds.has(planId)),
    visits: first,
    followUps: inPeriod.filter(({ isFollowUp }) => isFollowUp),
    rounds: [...rounds],
    ended,
    planned: [...new Set(ofYear.map(({ agencyId }) => agencyId))],
    ofYear,
    inspected: [...new Set(first.map(({ agencyId }) => agencyId))],
    /** `round/agency` of every visit that was made on a known day, in whatever period: what they were told belongs there. */
    visitedInRounds: [
      ...new Set(
        done
          .filter((visit) => !visit.isFollowUp && visitDay(visit) !== null)
          .map(({ planId, agencyId }) => `${planId}/${agencyId}`),
      ),
    ],
    /** Done in a round of the year, on a day that nobody has entered: in no period. */
    undated: done.filter((visit) => visitDay(visit) === null && visit.planYear === year).length,
  };
}
export type Inspections = ReturnType<typeof inspectionsOf>;

/**
 * How many agencies there are of the kinds that were inspected: those in force and those that were seen. Every office
 * counts its own of the kinds that it inspected, and an agency of several offices is one. Null where it cannot be told: a
 * round whose other teams are not known, or an agency that the source does not name.
 */
export function agenciesInForce(
  { visits: seen }: Pick<Inspections, 'visits'>,
  inForce: readonly { readonly id: string; readonly kind: string; readonly officeId: string }[],
): number | null {
  if (seen.some(({ teamsComplete, unnamed }) => !teamsComplete || unnamed)) return null;
  const inspects = new Set(seen.map(({ officeId, agencyKind }) => `${officeId} ${agencyKind}`));
  if (inspects.size === 0) return null;
  return new Set([
    ...seen.map(({ agencyId }) => agencyId),
    ...inForce.filter(({ officeId, kind }) => inspects.has(`${officeId} ${kind}`)).map(({ id }) => id),
  ]).size;
}

export interface ReportRecommendation {
  readonly status: RecommendationStatus;
  readonly dueOn: string | null;
  readonly reportedOn: string | null;
  readonly verifiedOn: string | null;
}

/** Its state as it was on a day that may be gone: what happened later had not happened. */
export function statusOn(row: Omit<ReportRecommendation, 'dueOn'>, day: string): RecommendationStatus {
  const { status, reportedOn, verifiedOn } = row;
  if (status === 'verified' && verifiedOn !== null && verifiedOn > day) {
    return reportedOn !== null && reportedOn > day ? 'in_progress' : 'reported';
  }
  if (status === 'reported' && reportedOn !== null && reportedOn > day) return 'in_progress';
  return status;
}

/** Nobody's debt here: given on to others, or no longer of any use. */
const dropped = (status: RecommendationStatus) =>
  status === 'no_longer_applicable' || status === 'transferred';

/** What was raised: as it stood on the last day of the period. */
export function issuesOfPeriod<R extends ReportRecommendation>(rows: readonly R[], period: Span) {
  const then = rows.map((row) => ({ row, status: statusOn(row, period.to) }));
  const total = then.filter(({ status }) => !dropped(status));
  const isSettled = ({ status }: { readonly status: RecommendationStatus }) => status === 'verified';
  const rowsOf = (some: typeof then) => some.map(({ row }) => row);
  return {
    total: rowsOf(total),
    settled: rowsOf(total.filter(isSettled)),
    open: rowsOf(total.filter((one) => !isSettled(one))),
  };
}
export function countIssues(rows: readonly ReportRecommendation[], period: Span) {
  const { total, settled, open } = issuesOfPeriod(rows, period);
  return { total: total.length, settled: settled.length, open: open.length };
}

/** What fell due in the period, and what was overdue at its end. */
export function dueOfPeriod<R extends ReportRecommendation>(
  rows: readonly R[],
  period: Span,
  counts: OverdueCounts,
) {
  const then = rows.map((row) => ({ row, status: statusOn(row, period.to) }));
  const due = then.filter(({ row, status }) => within(row.dueOn, period) && !dropped(status));
  const rowsOf = (some: typeof then) => some.map(({ row }) => row);
  return {
    due: rowsOf(due),
    verified: rowsOf(due.filter(({ status }) => status === 'verified')),
    overdue: rowsOf(then.filter(({ row, status }) => isOverdue(row.dueOn, status, period.to, counts))),
  };
}
export function countDue(rows: readonly ReportRecommendation[], period: Span, counts: OverdueCounts) {
  const { due, verified, overdue } = dueOfPeriod(rows, period, counts);
  return { due: due.length, verified: verified.length, overdue: overdue.length };
}

export type ReportStatistics = Pick<
  StatisticsReport,
  'id' | 'agencyId' | 'form' | 'periodFrom' | 'periodTo' | 'counts'
>;

/**
 * Of each agency the forms that fill the period without counting a day twice: the longest first, then the earliest, then
 * as `rank` says. A form that reaches beyond the period says nothing of it.
 */
export function formsOfPeriod<R extends ReportStatistics>(
  rows: readonly R[],
  period: Span,
  rank: (row: R) => string = () => '',
): R[] {
  const length = ({ periodFrom, periodTo }: R) => Date.parse(periodTo) - Date.parse(periodFrom);
  const chosen: R[] = [];
  const inside = rows
    .filter(({ periodFrom, periodTo }) => periodFrom >= period.from && periodTo <= period.to)
    .toSorted(
      (a, b) =>
        length(b) - length(a) ||
        (a.periodFrom < b.periodFrom ? -1 : a.periodFrom > b.periodFrom ? 1 : 0) ||
        (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0) ||
        (a.id < b.id ? -1 : 1),
    );
  for (const row of inside) {
    const overlaps = chosen.some(
      (one) =>
        one.agencyId === row.agencyId &&
        one.form === row.form &&
        one.periodFrom <= row.periodTo &&
        one.periodTo >= row.periodFrom,
    );
    if (!overlaps) chosen.push(row);
  }
  return chosen.toSorted((a, b) =>
    a.agencyId === b.agencyId ? (a.periodFrom < b.periodFrom ? -1 : 1) : a.agencyId < b.agencyId ? -1 : 1,
  );
}

const plus = (one: number | null, other: number | null): number | null =>
  one === null ? other : other === null ? one : one + other;

/**
 * The forms of a period added up. What was carried over is the first form's of an agency, what is pending the last
 * one's; the rest is added. A column that no form fills in is unknown.
 */
export function sumForms(
  forms: readonly ReportStatistics[],
  linesOf: (id: string) => readonly StatisticsLine[],
) {
  const count = (form: ReportStatistics, key: StatisticsCount) => form.counts[key] ?? null;
  let online: number | null = null;
  let direct: number | null = null;
  let carried: number | null = null;
  let whole: number | null = null;
  let resolved: number | null = null;
  let inTime: number | null = null;
  let late: number | null = null;
  let pending: number | null = null;
  let pendingOverdue: number | null = null;
  const sums: Partial<Record<StatisticsCount, number | null>> = {};
  for (const [index, form] of forms.entries()) {
    const totals = totalsOf(linesOf(form.id));
    const isFirst = forms[index - 1]?.agencyId !== form.agencyId;
    const isLast = forms[index + 1]?.agencyId !== form.agencyId;
    online = plus(online, totals.receivedOnline);
    direct = plus(direct, totals.receivedDirectPostal);
    if (isFirst) carried = plus(carried, totals.carriedOver);
    // A form without its parts still says how many there were.
    if (plus(totals.receivedOnline, totals.receivedDirectPostal) === null) {
      const own = totals.receivedTotal;
      whole = plus(whole, own === null || isFirst ? own : own - (totals.carriedOver ?? 0));
    }
    resolved = plus(resolved, totals.resolvedTotal);
    inTime = plus(inTime, plus(totals.resolvedEarly, totals.resolvedOnTime));
    late = plus(late, totals.resolvedOverdue);
    if (isLast) {
      pending = plus(pending, totals.pendingTotal);
      pendingOverdue = plus(pendingOverdue, totals.pendingOverdue);
    }
    for (const key of countedBeside) sums[key] = plus(sums[key] ?? null, count(form, key));
  }
  const fresh = plus(online, direct);
  return {
    received: plus(plus(fresh, fresh === null ? null : carried), whole),
    inPeriod: fresh,
    online,
    resolved,
    inTime,
    late,
    pending,
    pendingOverdue,
    digitised: sums.digitised_in ?? null,
    postalReceived: sums.postal_received ?? null,
    results: sums.results_returned ?? null,
    eResults: sums.e_results ?? null,
    postalReturned: sums.postal_returned ?? null,
    transactions: sums.fee_transactions ?? null,
    onlinePayments: sums.online_payments ?? null,
  };
}
export type FormSums = ReturnType<typeof sumForms>;
const countedBeside = [
  'digitised_in',
  'postal_received',
  'results_returned',
  'e_results',
  'postal_returned',
  'fee_transactions',
  'online_payments',
] as const satisfies readonly StatisticsCount[];

// ── The figures of a report ──────────────────────────────────────────────────────────────────────────────

/** Over whose rows the figures are, where it is not the report's own office alone. */
export interface FiguresOver {
  /** How many offices. */
  readonly offices: number;
  /** False: over all offices that sent to another office; who they are is known there alone, and so are the figures. */
  readonly counted: boolean;
}

/**
 * Each null: there is nothing of the kind in the data, which is not the same as none.
 *
 * Over several offices nothing is counted twice. A round, a visit, a limitation, a recommendation, a task and the duty to
 * report are rows of the office that made them, and count once each. An agency that several offices inspect is one: the
 * agency matches say so, and callers give the one id for it (core/rules/same-agency.ts). Of its one-stop forms no day
 * counts twice, whoever typed them in.
 */
export interface ReportFacts {
  readonly reportId: string;
  readonly year: number;
  readonly period: Span;
  /** Absent: of the report's own office. */
  readonly over?: FiguresOver;
  /** The one office whose rows are counted, where the lists hold those of others too. */
  readonly listedOf?: string;
  /** `planId` null: of several plans, or offices. */
  readonly tasks: {
    readonly planId: string | null;
    readonly planTitle: string;
    readonly counts: TaskCounts;
  } | null;
  readonly inspections: {
    readonly rounds: number;
    /** The only one, where there is just one: its page is nearer than the list. */
    readonly planId: string | null;
    readonly visits: number;
    readonly planned: number;
    readonly inspected: number;
    readonly inForce: number | null;
    readonly followUps: number;
    readonly undated: number;
    readonly limitations: number;
  } | null;
  readonly issues: ReturnType<typeof countIssues> | null;
  readonly remediation: ReturnType<typeof countDue> | null;
  readonly board: {
    readonly required: number;
    readonly onTime: number;
    readonly late: number;
    readonly waiting: number;
    readonly missing: number;
  } | null;
  /** The report whose board it is; null: the boards of several; absent: this report. */
  readonly boardReportId?: string | null;
  readonly statistics: { readonly sums: FormSums; readonly forms: number; readonly agencies: number } | null;
}

/** A count with its source; whole numbers of a share come from the figure it is a share of. */
export interface ComputedFigure {
  readonly key: ReportFigureKey;
  readonly value: number | null;
  readonly source: ReportFigure['source'];
}

export function computeFigures(facts: ReportFacts): ReadonlyMap<ReportFigureKey, ComputedFigure> {
  const { tasks: plan, inspections, issues: raised, remediation, board, statistics, period, year } = facts;
  const days = { from: period.from, to: period.to };
  const values: Record<ReportFigureKey, number | null> = {
    tasks_total: plan?.counts.total ?? null,
    tasks_done: plan?.counts.done ?? null,
    tasks_done_in_period: plan?.counts.doneInPeriod ?? null,
    tasks_due: plan?.counts.due ?? null,
    tasks_on_time: plan?.counts.doneOnTime ?? null,
    tasks_late: plan?.counts.doneLate ?? null,
    tasks_overdue: plan?.counts.overdue ?? null,
    tasks_evaluated: plan?.counts.evaluated ?? null,
    inspection_rounds: inspections?.rounds ?? null,
    inspections_done: inspections?.visits ?? null,
    agencies_planned: inspections?.planned ?? null,
    agencies_inspected: inspections?.inspected ?? null,
    agencies_total: inspections?.inForce ?? null,
    agencies_inspected_share: inspections?.inspected ?? null,
    follow_up_visits: inspections?.followUps ?? null,
    limitations_total: inspections?.limitations ?? null,
    recommendations_total: raised?.total ?? null,
    recommendations_settled: raised?.settled ?? null,
    recommendations_open: raised?.open ?? null,
    recommendations_due: remediation?.due ?? null,
    recommendations_verified: remediation?.verified ?? null,
    recommendations_overdue: remediation?.overdue ?? null,
    agency_reports_required: board?.required ?? null,
    agency_reports_on_time: board?.onTime ?? null,
    agency_reports_late: board?.late ?? null,
    agency_reports_missing: board === null ? null : board.missing + board.waiting,
    one_stop_received: statistics?.sums.received ?? null,
    one_stop_in_period: statistics?.sums.inPeriod ?? null,
    one_stop_online: statistics?.sums.online ?? null,
    one_stop_resolved: statistics?.sums.resolved ?? null,
    one_stop_on_time: statistics?.sums.inTime ?? null,
    one_stop_late: statistics?.sums.late ?? null,
    one_stop_pending: statistics?.sums.pending ?? null,
    one_stop_pending_overdue: statistics?.sums.pendingOverdue ?? null,
    one_stop_digitised: statistics?.sums.digitised ?? null,
    one_stop_postal_received: statistics?.sums.postalReceived ?? null,
    one_stop_results: statistics?.sums.results ?? null,
    one_stop_e_results: statistics?.sums.eResults ?? null,
    one_stop_postal_returned: statistics?.sums.postalReturned ?? null,
    one_stop_transactions: statistics?.sums.transactions ?? null,
    one_stop_online_payments: statistics?.sums.onlinePayments ?? null,
  };
  const { over, listedOf: office } = facts;
  const overParams = over === undefined ? {} : { offices: over.offices };
  const visitsTo =
    inspections?.planId == null ? address('/visits', { ...days, office }) : `/plans/${inspections.planId}`;
  // The lists are asked for exactly what was counted, as it stood then.
  const rowsOf = (path: string, key: ReportFigureKey) => `${path}?report=${facts.reportId}&figure=${key}`;
  const boardStates: Partial<Record<ReportFigureKey, string>> = {
    agency_reports_required: 'required',
    agency_reports_on_time: 'on_time',
    agency_reports_late: 'late',
    agency_reports_missing: 'not_sent',
  };
  const boardReportId = facts.boardReportId === undefined ? facts.reportId : facts.boardReportId;
  const sourceOf = (key: ReportFigureKey): ReportFigure['source'] => {
    const { source: kind } = definitionOf(key);
    if (over?.counted === false) return { kind, note: 'no_elsewhere', params: {}, to: null };
    switch (kind) {
      case 'tasks':
        if (plan === null) {
          const note = over === undefined ? 'no_tasks' : 'no_tasks_of_offices';
          return { kind, note, params: { year }, to: address('/plans/annual', { office }) };
        }
        return plan.planId === null
          ? {
              kind,
              note: 'tasks_of_plans',
              params: { to: days.to, year, ...overParams },
              to: address('/plans/annual', { year, office }),
            }
          : {
              kind,
              note: 'tasks',
              params: { title: plan.planTitle, to: days.to, ...overParams },
              to: `/plans/annual/${plan.planId}`,
            };
      case 'inspections': {
        if (inspections === null) {
          return { kind, note: 'no_inspections', params: { year }, to: address('/plans', { office }) };
        }
        const { rounds, visits: made, undated } = inspections;
        const unknown = key === 'agencies_total' && inspections.inForce === null;
        const note = unknown ? 'agencies_unknown' : undated > 0 ? 'inspections_undated' : 'inspections';
        return {
          kind,
          note,
          params: { ...days, rounds, visits: made, undated, year, ...overParams },
          to: visitFigures.has(key) ? rowsOf('/visits', key) : visitsTo,
        };
      }
      case 'remediation': {
        const isRaised = key.startsWith('recommendations_') && remediationOfRounds.has(key);
        if (isRaised ? raised === null : remediation === null) {
          const to = address('/recommendations', { office });
          return { kind, note: 'no_recommendations', params: { year }, to };
        }
        const note = isRaised ? 'issues' : key === 'recommendations_overdue' ? 'overdue' : 'due';
        return {
          kind,
          note,
          params: { ...days, ...overParams },
          to: rowsOf('/recommendations', key),
        };
      }
      case 'reports':
        return {
          kind,
          note: board === null ? 'no_board' : 'board',
          params: { waiting: board?.waiting ?? 0, ...overParams },
          to:
            boardReportId === null
              ? address('/reports', { year, office })
              : address(`/reports/${boardReportId}/board`, { state: boardStates[key] }),
        };
      case 'statistics':
        return statistics === null
          ? { kind, note: 'no_statistics', params: days, to: address('/statistics', { office }) }
          : {
              kind,
              note: 'statistics',
              params: { ...days, forms: statistics.forms, agencies: statistics.agencies, ...overParams },
              to: address('/statistics', { ...days, office }),
            };
    }
  };
  return new Map(reportFigureKeys.map((key) => [key, { key, value: values[key], source: sourceOf(key) }]));
}
/** Counted of visits, or of agencies that were visited: the rest is told of rounds. */
export const visitFigures: ReadonlySet<string> = new Set<ReportFigureKey>([
  'inspections_done',
  'agencies_planned',
  'agencies_inspected',
  'agencies_inspected_share',
  'follow_up_visits',
]);
const remediationOfRounds: ReadonlySet<ReportFigureKey> = new Set<ReportFigureKey>([
  'recommendations_total',
  'recommendations_settled',
  'recommendations_open',
]);

export interface TypedFigure {
  readonly key: string;
  readonly value: number;
  readonly note: string | null;
  readonly rev: number;
}

/** What stands in the report: typed figures over computed ones, and shares of what stands there. */
export function resolveFigures(
  computed: ReadonlyMap<ReportFigureKey, ComputedFigure>,
  typed: ReadonlyMap<string, TypedFigure>,
): ReadonlyMap<ReportFigureKey, ReportFigure> {
  const valueOf = (key: ReportFigureKey) => typed.get(key)?.value ?? computed.get(key)?.value ?? null;
  return new Map(
    reportFigureKeys.map((key) => {
      const own = computed.get(key);
      const over = typed.get(key);
      const whole = wholeOf(key);
      const source: ReportFigure['source'] =
        over !== undefined
          ? { kind: 'typed', note: 'typed', params: {}, to: own?.source.to ?? null }
          : (own?.source ?? { kind: 'typed', note: 'unknown', params: {}, to: null });
      return [
        key,
        {
          key,
          value: valueOf(key),
          denominator: whole === null ? null : valueOf(whole),
          unit: definitionOf(key).unit.vi,
          source,
          typed: over !== undefined,
          computed: own?.value ?? null,
          typedRev: over?.rev ?? null,
          typedNote: over?.note ?? null,
        },
      ];
    }),
  );
}
