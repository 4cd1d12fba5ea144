// Periodic reports: their outline, typed figures, and the agencies' own reports with what their annexes say; and the rows
// that the figures of a period are counted from (core/rules/report-figures.ts counts, nothing is summed up here but what
// agencies sent).
import type { AgencyReport, PeriodReport, PeriodSection } from '../core/contract/period-reports.ts';
import type { AnnexRow } from '../core/contract/settings.ts';
import type { AgencySum } from '../core/rules/report-annex.ts';
import type { ReportRecommendation, ReportVisit, Span } from '../core/rules/report-figures.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne, rowOf } from './stored.ts';

type ReportColumns =
  | 'id'
  | 'rev'
  | 'provenance'
  | 'kind'
  | 'year'
  | 'title'
  | 'periodFrom'
  | 'periodTo'
  | 'dueOn'
  | 'agencyDueOn'
  | 'parPlanId'
  | 'note';
export type StoredPeriodReport = Stored<
  Pick<PeriodReport, ReportColumns> & { readonly annexRows: readonly AnnexRow[] }
>;
export type StoredPeriodSection = Stored<
  Pick<
    PeriodSection,
    'id' | 'rev' | 'provenance' | 'periodReportId' | 'ordinal' | 'key' | 'level' | 'title' | 'text'
  > & { readonly carriedFromId: string | null }
>;
export type StoredPeriodFigure = Stored<{
  readonly id: string;
  readonly rev: number;
  readonly periodReportId: string;
  readonly key: string;
  readonly value: number;
  readonly note: string | null;
}>;
export type StoredAgencyReport = Stored<
  Pick<
    AgencyReport,
    | 'id'
    | 'rev'
    | 'provenance'
    | 'periodReportId'
    | 'agencyId'
    | 'dueOn'
    | 'number'
    | 'symbol'
    | 'documentDate'
    | 'arrivedOn'
    | 'excused'
    | 'note'
  > & { readonly agencyVersionId: string }
>;
export interface ListedAgencyReport extends StoredAgencyReport {
  readonly agencyName: string;
  readonly agencyKind: string;
  readonly figures: number;
}
export type StoredAgencyFigure = Stored<{
  readonly id: string;
  readonly rev: number;
  readonly agencyReportId: string;
  readonly key: string;
  readonly value: number;
  readonly note: string | null;
}>;
/** An agency's report with what tells whether it was on time. */
export type OwedAgencyReport = Pick<
  StoredAgencyReport,
  'id' | 'dueOn' | 'documentDate' | 'arrivedOn' | 'excused'
> & {
  readonly agencyDueOn: string | null;
  readonly periodReportId: string;
  readonly title: string;
  readonly periodFrom: string;
  readonly periodTo: string;
};
/** A recommendation of a round, with whose it is. */
export type CountedRecommendation = ReportRecommendation & { readonly id: string };
export type RoundRecommendation = CountedRecommendation & {
  readonly planId: string;
  readonly agencyId: string | null;
};
export interface Reminders {
  readonly count: number;
  readonly lastOn: string | null;
}

const listed = `SELECT agency_report.*, version.name AS agency_name, agency.kind AS agency_kind,
    (SELECT count(*) FROM agency_figure WHERE agency_figure.agency_report_id = agency_report.id) AS figures
  FROM agency_report
  JOIN agency ON agency.id = agency_report.agency_id
  JOIN agency_version version ON version.id = agency_report.agency_version_id`;
const dueDay = `coalesce(due_on, '9999-12-31')`;
const counted = 'id, status, due_on, reported_on, verified_on';
const visited = `SELECT visit.id AS id, visit.plan_id AS planId, plan.origin_office_id AS officeId, plan.year AS planYear,
      plan.teams_complete AS teamsComplete, visit.agency_id AS agencyId, agency.kind AS agencyKind,
      agency.unnamed AS unnamed, visit.status AS status, visit.starts_on AS startsOn, visit.ends_on AS endsOn,
      visit.is_follow_up AS isFollowUp`;
// By the days, never through all of an office (hence the +).
const ofOffice = 'AND (@officeId IS NULL OR +origin_office_id = @officeId)';

/** Outside the store for the test that explains them. */
export const periodReportSql = {
  all: 'SELECT * FROM period_report ORDER BY year DESC, period_from DESC, period_to DESC, id',
  ofYear: 'SELECT * FROM period_report WHERE year = ? ORDER BY period_from DESC, period_to DESC, id',
  sections: 'SELECT * FROM period_section WHERE period_report_id = ? ORDER BY ordinal, id',
  carriedFrom: `SELECT section.id AS id, report.id AS reportId, report.title AS title
    FROM period_section section JOIN period_report report ON report.id = section.period_report_id
    WHERE section.id IN (SELECT value FROM json_each(?))`,
  carriedTo: 'SELECT id FROM period_section WHERE carried_from_id = ?',
  figures: 'SELECT * FROM period_figure WHERE period_report_id = ? ORDER BY key',
  agencies: `${listed} WHERE agency_report.period_report_id = ? ORDER BY agency_report.id`,
  agency: `${listed} WHERE agency_report.id = ?`,
  agencyFigures: `SELECT * FROM agency_figure WHERE agency_report_id = ? ORDER BY key`,
  sums: `SELECT agency_figure.key AS key, sum(agency_figure.value) AS value, count(*) AS agencies
    FROM agency_report JOIN agency_figure ON agency_figure.agency_report_id = agency_report.id
    WHERE agency_report.period_report_id = ? GROUP BY agency_figure.key`,
  // A draft has reminded nobody.
  reminders: `SELECT agency_report_id AS id, count(*) AS count, max(issued_on) AS lastOn
    FROM document WHERE period_report_id = ? AND kind = 'report_reminder' AND status = 'issued'
      AND agency_report_id IS NOT NULL GROUP BY agency_report_id`,
  documents: `SELECT id, status FROM document
    WHERE period_report_id = ? AND kind = 'period_report' AND status <> 'withdrawn' ORDER BY id`,
  papers: `SELECT count(*) FROM document WHERE period_report_id = ?`,
  papersOfAgency: `SELECT count(*) FROM document WHERE agency_report_id = ?`,
  owedBy: `SELECT agency_report.id AS id, agency_report.due_on AS dueOn, agency_report.document_date AS documentDate,
      agency_report.arrived_on AS arrivedOn, agency_report.excused AS excused, report.agency_due_on AS agencyDueOn,
      report.id AS periodReportId, report.title AS title, report.period_from AS periodFrom,
      report.period_to AS periodTo
    FROM agency_report JOIN period_report report ON report.id = agency_report.period_report_id
    WHERE agency_report.agency_id = @agencyId AND report.origin_office_id = @officeId
      AND report.period_to >= @from AND report.period_to <= @to
    ORDER BY report.period_to, report.period_from, report.id`,
  visits: `${visited}
    FROM plan JOIN visit ON visit.plan_id = plan.id JOIN agency ON agency.id = visit.agency_id
    WHERE plan.origin_office_id = @officeId AND plan.status <> 'cancelled' ORDER BY visit.id`,
  // Of all offices: whatever visits there are.
  allVisits: `${visited}
    FROM plan CROSS JOIN visit ON visit.plan_id = plan.id JOIN agency ON agency.id = visit.agency_id
    WHERE plan.status <> 'cancelled' ORDER BY visit.id`,
  findingsOfVisits: `SELECT count(*) FROM finding
    WHERE visit_id IN (SELECT value FROM json_each(?)) AND kind = 'limitation'`,
  findingsOfRounds: `SELECT count(*) FROM finding
    WHERE plan_id IN (SELECT value FROM json_each(?)) AND kind = 'limitation' AND visit_id IS NULL`,
  ofRounds: `SELECT plan_id AS planId, agency_id AS agencyId, ${counted} FROM recommendation
    WHERE plan_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  anyRecommendation: 'SELECT 1 FROM recommendation WHERE origin_office_id = ? LIMIT 1',
  anyRecommendationAtAll: 'SELECT 1 FROM recommendation LIMIT 1',
  // What fell due in the period; what was still owed from before; what was owed then and has been verified since.
  due: `SELECT ${counted} FROM recommendation
    WHERE status IN (SELECT value FROM json_each(@statuses)) AND ${dueDay} BETWEEN @from AND @to ${ofOffice}`,
  owedBefore: `SELECT ${counted} FROM recommendation
    WHERE status IN (SELECT value FROM json_each(@open)) AND ${dueDay} < @from ${ofOffice}`,
  verifiedSince: `SELECT ${counted} FROM recommendation
    WHERE verified_on > @to AND due_on < @from ${ofOffice}`,
} as const;

const flags = <T>(row: unknown, ...keys: readonly (keyof T)[]): T => {
  const read: Record<string, unknown> = { ...(row as Record<string, unknown>) };
  for (const key of keys) read[key as string] = read[key as string] === 1;
  return read as T;
};

interface CountedRow {
  readonly id: string;
  readonly planId?: string;
  readonly agencyId?: string | null;
  readonly status: ReportRecommendation['status'];
  readonly due_on: string | null;
  readonly reported_on: string | null;
  readonly verified_on: string | null;
}
const recommendation = ({
  id,
  status,
  due_on,
  reported_on,
  verified_on,
}: CountedRow): CountedRecommendation => ({
  id,
  status,
  dueOn: due_on,
  reportedOn: reported_on,
  verifiedOn: verified_on,
});

/** The row of `period_figure` that says over whose rows a report's figures are. No figure and no row of an annex is so called. */
export const OFFICES_KEY = '@offices';
/** In its note: every office whose rows are here; else the id of one. */
export const ALL_OFFICES = 'all';

const allStatuses = [
  'open',
  'in_progress',
  'reported',
  'returned',
  'verified',
  'no_longer_applicable',
  'transferred',
] as const satisfies ReportRecommendation['status'][];
const openStatuses = ['open', 'in_progress', 'reported', 'returned'] as const;

export function createPeriodReportStore(connection: Connection) {
  const sql = periodReportSql;
  const get = prepareGet(connection, 'period_report');
  const all = connection.prepare(sql.all);
  const ofYear = connection.prepare(sql.ofYear);
  const section = prepareGet(connection, 'period_section');
  const sections = connection.prepare(sql.sections);
  const carriedFrom = connection.prepare(sql.carriedFrom);
  const carriedTo = connection.prepare(sql.carriedTo).pluck();
  const figures = connection.prepare(sql.figures);
  const agencies = connection.prepare(sql.agencies);
  const agency = connection.prepare(sql.agency);
  const agencyFigures = connection.prepare(sql.agencyFigures);
  const sums = connection.prepare(sql.sums);
  const reminders = connection.prepare(sql.reminders);
  const documents = connection.prepare(sql.documents);
  const papers = connection.prepare(sql.papers).pluck();
  const papersOfAgency = connection.prepare(sql.papersOfAgency).pluck();
  const owedBy = connection.prepare(sql.owedBy);
  const visits = connection.prepare(sql.visits);
  const allVisits = connection.prepare(sql.allVisits);
  const findingsOfVisits = connection.prepare(sql.findingsOfVisits).pluck();
  const findingsOfRounds = connection.prepare(sql.findingsOfRounds).pluck();
  const ofRounds = connection.prepare(sql.ofRounds);
  const anyRecommendation = connection.prepare(sql.anyRecommendation).pluck();
  const anyRecommendationAtAll = connection.prepare(sql.anyRecommendationAtAll).pluck();
  const due = connection.prepare(sql.due);
  const owedBefore = connection.prepare(sql.owedBefore);
  const verifiedSince = connection.prepare(sql.verifiedSince);
  const listedAgency = (row: unknown): ListedAgencyReport => {
    const joined = row as { agency_name: string; agency_kind: string; figures: number };
    return {
      ...rowOf<StoredAgencyReport>('agency_report', row),
      agencyName: joined.agency_name,
      agencyKind: joined.agency_kind,
      figures: joined.figures,
    };
  };
  return {
    get: (id: string) => readOne<StoredPeriodReport>('period_report', get, id),
    /** The newest period first. */
    list: (year: number | null): StoredPeriodReport[] =>
      year === null
        ? readAll<StoredPeriodReport>('period_report', all)
        : readAll<StoredPeriodReport>('period_report', ofYear, year),
    section: (id: string) => readOne<StoredPeriodSection>('period_section', section, id),
    sections: (reportId: string) => readAll<StoredPeriodSection>('period_section', sections, reportId),
    /** Section → the report that it stands in. */
    reportsOfSections: (ids: readonly string[]): ReadonlyMap<string, { reportId: string; title: string }> =>
      new Map(
        (carriedFrom.all(idList(ids)) as { id: string; reportId: string; title: string }[]).map(
          ({ id, reportId, title }) => [id, { reportId, title }],
        ),
      ),
    /** Sections of later reports that still say what this one said. */
    carriedTo: (sectionId: string) => carriedTo.all(sectionId) as string[],
    figures: (reportId: string) => readAll<StoredPeriodFigure>('period_figure', figures, reportId),
    agencies: (reportId: string): ListedAgencyReport[] => agencies.all(reportId).map(listedAgency),
    agency(id: string): ListedAgencyReport | undefined {
      const row = agency.get(id);
      return row === undefined ? undefined : listedAgency(row);
    },
    agencyFigures: (agencyReportId: string) =>
      readAll<StoredAgencyFigure>('agency_figure', agencyFigures, agencyReportId),
    sums: (reportId: string): ReadonlyMap<string, AgencySum> =>
      new Map(
        (sums.all(reportId) as { key: string; value: number; agencies: number }[]).map(
          ({ key, value, agencies: count }) => [key, { value, agencies: count }],
        ),
      ),
    /** By the agency's report: letters that were not withdrawn. */
    reminders: (reportId: string): ReadonlyMap<string, Reminders> =>
      new Map(
        (reminders.all(reportId) as (Reminders & { readonly id: string })[]).map(({ id, count, lastOn }) => [
          id,
          { count, lastOn },
        ]),
      ),
    /** The report's own paper that was not withdrawn. */
    document: (reportId: string) =>
      (documents.all(reportId) as { readonly id: string; readonly status: string }[]).at(-1),
    /** Papers of any kind and state. */
    papers: (reportId: string) => papers.get(reportId) as number,
    papersOfAgency: (agencyReportId: string) => papersOfAgency.get(agencyReportId) as number,
    /** What an agency owed this office for periods that ended in a span. */
    owedBy: (agencyId: string, officeId: string, { from, to }: Span): OwedAgencyReport[] =>
      owedBy.all({ agencyId, officeId, from, to }).map((row) => flags<OwedAgencyReport>(row, 'excused')),
    /** `officeId` null: of every office, here and below. */
    visits: (officeId: string | null): ReportVisit[] =>
      (officeId === null ? allVisits.all() : visits.all({ officeId })).map((row) =>
        flags<ReportVisit>(row, 'teamsComplete', 'unnamed', 'isFollowUp'),
      ),
    /** Found at these visits, and said by these rounds of nobody in particular. */
    limitations: (visitIds: readonly string[], planIds: readonly string[]) =>
      (findingsOfVisits.get(idList(visitIds)) as number) + (findingsOfRounds.get(idList(planIds)) as number),
    recommendationsOf: (planIds: readonly string[]): RoundRecommendation[] =>
      (ofRounds.all(idList(planIds)) as CountedRow[]).map((row) => ({
        ...recommendation(row),
        planId: row.planId ?? '',
        agencyId: row.agencyId ?? null,
      })),
    hasRecommendations: (officeId: string | null) =>
      (officeId === null ? anyRecommendationAtAll.get() : anyRecommendation.get(officeId)) !== undefined,
    /** Everything that was due in the period or overdue at its end; each once. */
    recommendationsDue(officeId: string | null, { from, to }: Span): CountedRecommendation[] {
      const span = { officeId, from, to };
      return [
        ...due.all({ ...span, statuses: idList(allStatuses) }),
        ...owedBefore.all({ officeId, from, open: idList(openStatuses) }),
        ...verifiedSince.all(span),
      ].map((row) => recommendation(row as CountedRow));
    },
  };
}
