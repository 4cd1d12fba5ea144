/**
 * Where an agency's own periodic report stands: by the day that the office counts by, against the day by which it was
 * due, which moves to the next working day where it falls on a day off. Pure; the day is given by the caller.
 */
import type { AgencyKind } from '../contract/common.ts';
import type { AgencyReport } from '../contract/period-reports.ts';
import type { OfficeSettings } from '../contract/settings.ts';
import type { Office } from '../contract/system.ts';
import type { WorkingCalendar } from './working-days.ts';

export type OnTimeBy = OfficeSettings['onTimeBy'];
export type AgencyReportState = AgencyReport['state'];
export type BoardReport = Pick<AgencyReport, 'dueOn' | 'documentDate' | 'arrivedOn' | 'excused'>;

/** The day agreed with this agency stands as it was agreed; the day for all is moved to a working day. */
export function effectiveReportDue(
  { dueOn }: Pick<BoardReport, 'dueOn'>,
  agencyDueOn: string | null,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): string | null {
  return dueOn ?? (agencyDueOn === null ? null : calendar.addWorkingDays(agencyDueOn, 0));
}

/** The day that counts; where that one is blank, the other. */
export function countedDay(
  { documentDate, arrivedOn }: Pick<BoardReport, 'documentDate' | 'arrivedOn'>,
  onTimeBy: OnTimeBy,
): string | null {
  return onTimeBy === 'document_date' ? (documentDate ?? arrivedOn) : (arrivedOn ?? documentDate);
}

/** The due day itself is still in time. */
export function agencyReportState(
  report: BoardReport,
  due: string | null,
  { onTimeBy, today }: { readonly onTimeBy: OnTimeBy; readonly today: string },
): AgencyReportState {
  if (report.excused) return 'excused';
  const day = countedDay(report, onTimeBy);
  if (day === null) return due === null || today <= due ? 'waiting' : 'missing';
  if (due === null) return 'unknown';
  return day <= due ? 'on_time' : 'late';
}

export interface BoardCounts {
  readonly required: number;
  readonly onTime: number;
  readonly late: number;
  readonly waiting: number;
  readonly missing: number;
}

/** Whoever was let off need not report. */
export function countBoard(states: readonly AgencyReportState[]): BoardCounts {
  const count = (state: AgencyReportState) => states.filter((one) => one === state).length;
  return {
    required: states.length - count('excused'),
    onTime: count('on_time'),
    late: count('late'),
    waiting: count('waiting'),
    missing: count('missing'),
  };
}

export interface OwedReport extends BoardReport {
  /** Of the whole report. */
  readonly agencyDueOn: string | null;
}

/**
 * Of the reports that one agency had to send: how many came on time, out of those whose day has come. What is still
 * awaited, and what has no due day, tells nothing yet.
 */
export function reportingDiscipline(
  reports: readonly OwedReport[],
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
  options: { readonly onTimeBy: OnTimeBy; readonly today: string },
): { readonly required: number; readonly onTime: number } {
  const states = reports.map((report) =>
    agencyReportState(report, effectiveReportDue(report, report.agencyDueOn, calendar), options),
  );
  const onTime = states.filter((state) => state === 'on_time').length;
  const late = states.filter((state) => state === 'late' || state === 'missing').length;
  return { required: onTime + late, onTime };
}

/** The kinds that report to an office of a level; those of the state's own vertical lines report upwards. */
const reporting: Readonly<Record<Office['level'], readonly AgencyKind[]>> = {
  province: ['so_nganh', 'ubnd_huyen', 'ubnd_xa'],
  district: ['phong_cap_huyen', 'ubnd_xa'],
  commune: ['phong_cap_xa', 'tt_pvhcc', 'don_vi_truc_thuoc'],
};

/**
 * Who must report when nobody has said so: whoever had to for the report before, or became one of those; without one
 * every named agency in force of the kinds that report to such an office.
 */
export function whoMustReport(
  inForce: readonly { readonly id: string; readonly kind: AgencyKind; readonly unnamed: boolean }[],
  level: Office['level'],
  before: readonly string[] | null,
  successorsOf: (agencyId: string) => Iterable<string>,
): string[] {
  const wanted =
    before === null ? null : new Set(before.flatMap((agencyId) => [agencyId, ...successorsOf(agencyId)]));
  return inForce
    .filter(({ id, kind, unnamed }) =>
      wanted === null ? !unnamed && reporting[level].includes(kind) : wanted.has(id),
    )
    .map(({ id }) => id);
}
