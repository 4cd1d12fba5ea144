/**
 * What stands in one periodic report on a day: the facts counted from the rows of its office or of those that it is asked
 * for, the figures with typed ones over them, the board, the annex. Reads rows, writes none.
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
import { boardReportsOf, type ReportScope, sameAgencyOf, scopeOf } from './period-report-offices.ts';
import { settingsOf } from './settings.ts';

type FigureStores = Pick<Stores, 'periodReports' | 'offices' | 'agencyMatches'>;

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

/**
 * The annual plan whose tasks are counted, with the other plans of the office for that year where none is chosen; of
 * other offices all of that year. What an office keeps of its agencies' plans is not its own.
 */
function tasksOf(
  stores: Stores,
  report: StoredPeriodReport,
  { officeId }: ReportScope,
): ReportFacts['tasks'] {
  const own = report.originOfficeId;
  const chosen = report.parPlanId === null ? undefined : stores.tasks.plan(report.parPlanId);
  const plans = [
    ...(chosen === undefined || (officeId !== null && officeId !== own) ? [] : [chosen]),
    ...stores.tasks
      .plans(report.year)
      .filter(
        (one) =>
          one.agencyId === null &&
          (officeId === null || one.originOfficeId === officeId) &&
          (chosen === undefined || one.originOfficeId !== own),
      ),
  ];
  const [first] = plans;
  if (first === undefined) return null;
  const rows = stores.tasks.tasks(plans.map(({ id }) => id));
  const counts = countTasks(rows, spanOf(report));
  // Several plans of one office have always gone by the name of its first.
  const isOne = new Set(plans.map(({ originOfficeId }) => originOfficeId)).size === 1;
  return { planId: isOne ? first.id : null, planTitle: first.title, counts };
}

/** The visits that count, each of the one agency that several offices may know by rows of their own. */
function visitsOver(stores: FigureStores, { officeId }: ReportScope) {
  const same = sameAgencyOf(stores);
  return stores.periodReports.visits(officeId).map((visit) => ({ ...visit, agencyId: same(visit.agencyId) }));
}

function inspectionFacts(
  stores: Stores,
  report: StoredPeriodReport,
  scope: ReportScope,
): Pick<ReportFacts, 'inspections' | 'issues'> {
  const period = spanOf(report);
  const found = inspectionsOf(visitsOver(stores, scope), period, report.year);
  if (!found.known) return { inspections: null, issues: null };
  const same = sameAgencyOf(stores);
  const inForce = [...new Set(found.visits.map(({ officeId }) => officeId))].flatMap((officeId) =>
    stores.agencies.namedOn(period.to, officeId).map(({ id, kind }) => ({ id: same(id), kind, officeId })),
  );
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
function issuesOf(stores: FigureStores, found: ReturnType<typeof inspectionsOf>) {
  const same = sameAgencyOf(stores);
  const seen = new Set(found.visits.map(({ planId, agencyId }) => `${planId}/${agencyId}`));
  const visited = new Set(found.visitedInRounds);
  const ended = new Set(found.ended);
  const rows = stores.periodReports.recommendationsOf([...new Set([...found.rounds, ...found.ended])]);
  return rows.filter(({ planId, agencyId }) => {
    const key = `${planId}/${agencyId === null ? '' : same(agencyId)}`;
    return agencyId !== null && visited.has(key) ? seen.has(key) : ended.has(planId);
  });
}

/** The rows that a figure of a report counts; null: it is not counted of such rows. */
export function visitsOfFigure(
  stores: FigureStores,
  report: StoredPeriodReport,
  key: string,
): readonly string[] | null {
  const scope = scopeOf(stores, report);
  const all = scope.counted ? visitsOver(stores, scope) : [];
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
  stores: FigureStores,
  report: StoredPeriodReport,
  key: string,
  counts: OfficeSettings['overdueCounts'],
): readonly string[] | null {
  const period = spanOf(report);
  const scope = scopeOf(stores, report);
  const visits = () => (scope.counted ? visitsOver(stores, scope) : []);
  const raised = () => issuesOfPeriod(issuesOf(stores, inspectionsOf(visits(), period, report.year)), period);
  const owed = () => (scope.counted ? stores.periodReports.recommendationsDue(scope.officeId, period) : []);
  const due = () => dueOfPeriod(owed(), period, counts);
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

/** Of two offices' forms of one agency for the same days that of the report's own office counts. */
function statisticsFacts(
  stores: Stores,
  report: StoredPeriodReport,
  { officeId }: ReportScope,
): ReportFacts['statistics'] {
  const period = spanOf(report);
  const same = sameAgencyOf(stores);
  const forms = formsOfPeriod(
    stores.statistics
      .list({ agencyId: null, from: period.from, to: period.to })
      .filter(({ originOfficeId }) => officeId === null || originOfficeId === officeId)
      .map((form) => ({ ...form, agencyId: same(form.agencyId) })),
    period,
    ({ originOfficeId }) => (originOfficeId === report.originOfficeId ? '' : originOfficeId),
  );
  if (forms.length === 0) return null;
  const lines = stores.statistics.linesOf(forms.map(({ id }) => id));
  return {
    sums: sumForms(forms, (id) => lines.get(id) ?? []),
    forms: forms.length,
    agencies: new Set(forms.map(({ agencyId }) => agencyId)).size,
  };
}

/** Every duty to report, of whichever office it was put on: an agency that owes two offices owes two reports. */
function addBoards(boards: readonly BoardCounts[]): BoardCounts {
  const sum = (key: keyof BoardCounts) => boards.reduce((total, counts) => total + counts[key], 0);
  return {
    required: sum('required'),
    onTime: sum('onTime'),
    late: sum('late'),
    waiting: sum('waiting'),
    missing: sum('missing'),
  };
}

export function reportFacts(
  stores: Stores,
  report: StoredPeriodReport,
  boards: readonly CountedBoard[],
  settings: Pick<OfficeSettings, 'overdueCounts'>,
): ReportFacts {
  const { year } = report;
  const period = spanOf(report);
  const scope = scopeOf(stores, report);
  const { officeId } = scope;
  const base = { reportId: report.id, year, period };
  const here = stores.offices.list().length;
  const over: Pick<ReportFacts, 'over'> =
    scope.offices === 'own'
      ? {}
      : { over: { offices: officeId === null ? here : 1, counted: scope.counted } };
  if (!scope.counted) {
    return {
      ...base,
      ...over,
      tasks: null,
      inspections: null,
      issues: null,
      remediation: null,
      board: null,
      statistics: null,
    };
  }
  const board = addBoards(boards.map(({ counts }) => counts));
  const asked = boards.filter(({ counts }) => counts.required > 0);
  const [only = boards[0], ...more] = asked;
  return {
    ...base,
    ...over,
    // With one office alone the lists hold nothing else.
    ...(officeId === null || here < 2 ? {} : { listedOf: officeId }),
    tasks: tasksOf(stores, report, scope),
    ...inspectionFacts(stores, report, scope),
    remediation: stores.periodReports.hasRecommendations(officeId)
      ? countDue(stores.periodReports.recommendationsDue(officeId, period), period, settings.overdueCounts)
      : null,
    board: board.required === 0 ? null : board,
    boardReportId: more.length > 0 ? null : (only?.reportId ?? null),
    statistics: statisticsFacts(stores, report, scope),
  };
}

interface CountedBoard {
  readonly reportId: string;
  readonly counts: BoardCounts;
}
/**
 * Whose agencies' annexes are added up: those that were sent for this report, also over all offices, as what an agency
 * sends us holds what its own units sent to it. Of one other office those that were sent for its report.
 */
function annexBoard(
  { offices }: ReportScope,
  own: CountedBoard,
  boards: readonly CountedBoard[],
): CountedBoard | null {
  return offices === 'own' || offices === 'all' ? own : (boards[0] ?? null);
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
  const own: CountedBoard = { reportId: report.id, counts: board.counts };
  const boards = boardReportsOf(stores, report).map((one) =>
    one.id === report.id ? own : { reportId: one.id, counts: boardOf(stores, one, today).counts },
  );
  const facts = reportFacts(stores, report, boards, settingsOf(stores));
  const typed: ReadonlyMap<string, TypedFigure> = new Map(
    stores.periodReports.figures(report.id).map((row) => [row.key, row]),
  );
  const figures = resolveFigures(computeFigures(facts), typed);
  const sent = annexBoard(scopeOf(stores, report), own, boards);
  const annex = annexLines({
    rows: report.annexRows,
    figures,
    typed,
    sums: sent === null ? new Map() : stores.periodReports.sums(sent.reportId),
    required: sent?.counts.required ?? 0,
    reportId: sent?.reportId ?? report.id,
  });
  const { kind, year } = report;
  // Of several offices' plans none is named.
  const planTitle = facts.tasks === null || facts.tasks.planId === null ? null : facts.tasks.planTitle;
  const words = { kind, year, period: facts.period, planTitle, figures };
  return { facts, board, figures, annex, words };
}
