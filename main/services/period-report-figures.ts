/**
 * What stands in one periodic report on a day: the facts counted from the rows of its office, the figures with typed ones
 * over them, the board, the annex. Reads rows, writes none.
 */
import { agencyKinds } from '../../core/contract/common.ts';
import type { AnnexLine, ReportFigure } from '../../core/contract/period-reports.ts';
import type { OfficeSettings } from '../../core/contract/settings.ts';
import { annexLines } from '../../core/rules/report-annex.ts';
import {
  type AgencyReportState,
  agencyReportState,
  type BoardCounts,
  countBoard,
  effectiveReportDue,
} from '../../core/rules/report-board.ts';
import {
  agenciesInForce,
  computeFigures,
  countDue,
  countIssues,
  countTasks,
  dueOfPeriod,
  formsOfPeriod,
  inspectionsOf,
  issuesOfPeriod,
  type ReportFacts,
  type ReportFigureKey,
  resolveFigures,
  type Span,
  sumForms,
  type TypedFigure,
} from '../../core/rules/report-figures.ts';
import { proposedSettings } from '../../core/rules/settings.ts';
import type { SuggestionFacts } from '../../core/rules/report-outline.ts';
import { createWorkingCalendar, type WorkingCalendar } from '../../core/rules/working-days.ts';
import { compareNames } from '../../db/collate.ts';
import type { ListedAgencyReport, StoredPeriodReport } from '../../db/period-reports.ts';
import type { Stores } from '../../db/stores.ts';
import { settingsOf } from './settings.ts';

/** The figures that stand beside a section: as the office's outline says now, else as the proposal does. */
export function figureKeysOf(
  { reportOutline }: Pick<OfficeSettings, 'reportOutline'>,
  key: string,
): readonly string[] {
  const of = (outline: OfficeSettings['reportOutline']) => outline.find((one) => one.key === key)?.figures;
  return of(reportOutline) ?? of(proposedSettings.reportOutline) ?? [];
}

export interface BoardEntry {
  readonly row: ListedAgencyReport;
  readonly effectiveDueOn: string | null;
  readonly state: AgencyReportState;
}
export interface Board {
  readonly entries: readonly BoardEntry[];
  readonly counts: BoardCounts;
}

export const spanOf = ({ periodFrom, periodTo }: StoredPeriodReport): Span => ({
  from: periodFrom,
  to: periodTo,
});

export function calendarOfOffice(stores: Pick<Stores, 'calendar'>, officeId: string): WorkingCalendar {
  return createWorkingCalendar(stores.calendar.all(officeId));
}

const kindPlace = ({ agencyKind }: ListedAgencyReport) =>
  (agencyKinds as readonly string[]).indexOf(agencyKind);

/** Who has sent theirs, kind by kind and by name. */
export function boardOf(stores: Stores, report: StoredPeriodReport, today: string): Board {
  const { onTimeBy } = settingsOf(stores);
  const calendar = calendarOfOffice(stores, report.originOfficeId);
  const rows = stores.periodReports
    .agencies(report.id)
    .toSorted((a, b) => kindPlace(a) - kindPlace(b) || compareNames(a.agencyName, b.agencyName));
  const entries = rows.map((row): BoardEntry => {
    const effectiveDueOn = effectiveReportDue(row, report.agencyDueOn, calendar);
    return { row, effectiveDueOn, state: agencyReportState(row, effectiveDueOn, { onTimeBy, today }) };
  });
  return { entries, counts: countBoard(entries.map(({ state }) => state)) };
}

/** The annual plan whose tasks are counted, with the other plans of the office for that year where none is chosen. */
function tasksOf(stores: Stores, report: StoredPeriodReport): ReportFacts['tasks'] {
  const plans =
    report.parPlanId === null
      ? stores.tasks
          .plans(report.year)
          .filter((one) => one.agencyId === null && one.originOfficeId === report.originOfficeId)
      : [stores.tasks.plan(report.parPlanId)].filter((one) => one !== undefined);
  const [first] = plans;
  if (first === undefined) return null;
  const rows = stores.tasks.tasks(plans.map(({ id }) => id));
  return { planId: first.id, planTitle: first.title, counts: countTasks(rows, spanOf(report)) };
}

function inspectionFacts(
  stores: Stores,
  report: StoredPeriodReport,
): Pick<ReportFacts, 'inspections' | 'issues'> {
  const period = spanOf(report);
  const found = inspectionsOf(stores.periodReports.visits(report.originOfficeId), period, report.year);
  if (!found.known) return { inspections: null, issues: null };
  const inForce = stores.agencies.namedOn(period.to, report.originOfficeId);
  const limitations = stores.periodReports.limitations(
    found.visits.map(({ id }) => id),
    found.ended,
  );
  return {
    inspections: {
      rounds: found.rounds.length,
      planId: found.rounds.length === 1 ? (found.rounds[0] ?? null) : null,
      visits: found.visits.length,
      planned: found.planned.length,
      inspected: found.inspected.length,
      inForce: agenciesInForce(found, inForce),
      followUps: found.followUps.length,
      undated: found.undated,
      limitations,
    },
    issues: countIssues(issuesOf(stores, found), period),
  };
}

/** Of the agencies seen in the period; what a round says to nobody it has seen counts with its last visit. */
function issuesOf(stores: Pick<Stores, 'periodReports'>, found: ReturnType<typeof inspectionsOf>) {
  const seen = new Set(found.visits.map(({ planId, agencyId }) => `${planId}/${agencyId}`));
  const visited = new Set(found.visitedInRounds);
  const ended = new Set(found.ended);
  const rows = stores.periodReports.recommendationsOf([...new Set([...found.rounds, ...found.ended])]);
  return rows.filter(({ planId, agencyId }) => {
    const key = `${planId}/${agencyId ?? ''}`;
    return agencyId !== null && visited.has(key) ? seen.has(key) : ended.has(planId);
  });
}

/** The rows that a figure of a report counts; null: it is not counted of such rows. */
export function visitsOfFigure(
  stores: Pick<Stores, 'periodReports'>,
  report: StoredPeriodReport,
  key: string,
): readonly string[] | null {
  const all = stores.periodReports.visits(report.originOfficeId);
  const found = inspectionsOf(all, spanOf(report), report.year);
  // One visit for each agency, where agencies are counted.
  const each = (rows: readonly { readonly id: string; readonly agencyId: string }[]) => [
    ...new Map(rows.map(({ id, agencyId }) => [agencyId, id])).values(),
  ];
  switch (key) {
    case 'inspections_done':
      return found.visits.map(({ id }) => id);
    case 'follow_up_visits':
      return found.followUps.map(({ id }) => id);
    case 'agencies_planned':
      return each(found.ofYear);
    case 'agencies_inspected':
    case 'agencies_inspected_share':
      return each(found.visits);
    default:
      return null;
  }
}

export function recommendationsOfFigure(
  stores: Pick<Stores, 'periodReports'>,
  report: StoredPeriodReport,
  key: string,
  counts: OfficeSettings['overdueCounts'],
): readonly string[] | null {
  const period = spanOf(report);
  const { originOfficeId: officeId, year } = report;
  const raised = () =>
    issuesOfPeriod(
      issuesOf(stores, inspectionsOf(stores.periodReports.visits(officeId), period, year)),
      period,
    );
  const due = () => dueOfPeriod(stores.periodReports.recommendationsDue(officeId, period), period, counts);
  const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
  switch (key) {
    case 'recommendations_total':
      return idsOf(raised().total);
    case 'recommendations_settled':
      return idsOf(raised().settled);
    case 'recommendations_open':
      return idsOf(raised().open);
    case 'recommendations_due':
      return idsOf(due().due);
    case 'recommendations_verified':
      return idsOf(due().verified);
    case 'recommendations_overdue':
      return idsOf(due().overdue);
    default:
      return null;
  }
}

function statisticsFacts(stores: Stores, report: StoredPeriodReport): ReportFacts['statistics'] {
  const period = spanOf(report);
  const forms = formsOfPeriod(
    stores.statistics
      .list({ agencyId: null, from: period.from, to: period.to })
      .filter(({ originOfficeId }) => originOfficeId === report.originOfficeId),
    period,
  );
  if (forms.length === 0) return null;
  const lines = stores.statistics.linesOf(forms.map(({ id }) => id));
  return {
    sums: sumForms(forms, (id) => lines.get(id) ?? []),
    forms: forms.length,
    agencies: new Set(forms.map(({ agencyId }) => agencyId)).size,
  };
}

export function reportFacts(
  stores: Stores,
  report: StoredPeriodReport,
  board: Board,
  settings: Pick<OfficeSettings, 'overdueCounts'>,
): ReportFacts {
  const { originOfficeId: officeId, year } = report;
  const period = spanOf(report);
  return {
    reportId: report.id,
    year,
    period,
    tasks: tasksOf(stores, report),
    ...inspectionFacts(stores, report),
    remediation: stores.periodReports.hasRecommendations(officeId)
      ? countDue(stores.periodReports.recommendationsDue(officeId, period), period, settings.overdueCounts)
      : null,
    board: board.counts.required === 0 ? null : board.counts,
    statistics: statisticsFacts(stores, report),
  };
}

export interface ReportFiguresOnDay {
  readonly facts: ReportFacts;
  readonly board: Board;
  readonly figures: ReadonlyMap<ReportFigureKey, ReportFigure>;
  readonly annex: readonly AnnexLine[];
  /** What suggestions are worded from. */
  readonly words: SuggestionFacts;
}

export function figuresOfReport(
  stores: Stores,
  report: StoredPeriodReport,
  today: string,
): ReportFiguresOnDay {
  const board = boardOf(stores, report, today);
  const facts = reportFacts(stores, report, board, settingsOf(stores));
  const typed: ReadonlyMap<string, TypedFigure> = new Map(
    stores.periodReports.figures(report.id).map((row) => [row.key, row]),
  );
  const figures = resolveFigures(computeFigures(facts), typed);
  const annex = annexLines({
    rows: report.annexRows,
    figures,
    typed,
    sums: stores.periodReports.sums(report.id),
    required: board.counts.required,
    reportId: report.id,
  });
  const { kind, year } = report;
  const words = { kind, year, period: facts.period, planTitle: facts.tasks?.planTitle ?? null, figures };
  return { facts, board, figures, annex, words };
}
