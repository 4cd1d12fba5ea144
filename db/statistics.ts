// One-stop statistics: filled forms with their lines, and where indicators begin to be limitations.
import {
  type StatisticsColumn,
  statisticsColumns,
  type StatisticsLine,
  type StatisticsReport,
  type Threshold,
} from '../core/contract/statistics.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne } from './stored.ts';

export type StoredReport = Stored<Omit<StatisticsReport, 'agencyName'>>;
export type StoredLine = Stored<
  StatisticsLine & {
    readonly id: string;
    readonly rev: number;
    readonly statisticsReportId: string;
    readonly ordinal: number;
  }
>;
export type StoredThreshold = Stored<Threshold>;
export interface ReportFilter {
  readonly agencyId: string | null;
  /** Periods that share a day with these. */
  readonly from: string | null;
  readonly to: string | null;
}

const snake = (key: string) => key.replace(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
const figures = statisticsColumns.map(snake).join(', ');

export const statisticsSql = {
  // Two statements, as one with "or null" would look at everything where the agency is known.
  ofAgency: `SELECT * FROM statistics_report WHERE agency_id = @agencyId
      AND (@from IS NULL OR period_to >= @from) AND (@to IS NULL OR period_from <= @to)
    ORDER BY period_to DESC, period_from DESC, id`,
  ofPeriod: `SELECT * FROM statistics_report
    WHERE period_from <= coalesce(@to, '9999-12-31') AND (@from IS NULL OR period_to >= @from)
    ORDER BY period_to DESC, period_from DESC, id`,
  find: `SELECT id FROM statistics_report
    WHERE agency_id = ? AND form = ? AND period_from = ? AND period_to = ? AND origin_office_id = ?`,
  // Of several that end on the day, the one of the same kind, then the shortest.
  endingOn: `SELECT * FROM statistics_report WHERE agency_id = @agencyId AND form = @form AND period_to = @day AND origin_office_id = @office
    ORDER BY period_kind = @kind DESC, period_from DESC, id LIMIT 1`,
  lines: 'SELECT * FROM statistics_line WHERE statistics_report_id = ? ORDER BY ordinal, id',
  figures: `SELECT statistics_report_id, field_name, is_total, ${figures} FROM statistics_line
    WHERE statistics_report_id IN (SELECT value FROM json_each(?)) ORDER BY statistics_report_id, ordinal, id`,
  chosen: 'SELECT statistics_report_id FROM visit WHERE id = ?',
  choosing: 'SELECT id FROM visit WHERE statistics_report_id = ?',
  thresholdsOfOffice: 'SELECT * FROM indicator_threshold WHERE plan_id IS NULL AND origin_office_id = ?',
  thresholdsOfPlan: 'SELECT * FROM indicator_threshold WHERE plan_id = ?',
} as const;

export function createStatisticsStore(connection: Connection) {
  const report = prepareGet(connection, 'statistics_report');
  const ofAgency = connection.prepare(statisticsSql.ofAgency);
  const ofPeriod = connection.prepare(statisticsSql.ofPeriod);
  const find = connection.prepare(statisticsSql.find).pluck();
  const endingOn = connection.prepare(statisticsSql.endingOn);
  const lines = connection.prepare(statisticsSql.lines);
  const manyLines = connection.prepare(statisticsSql.figures).raw();
  const chosen = connection.prepare(statisticsSql.chosen).pluck();
  const choosing = connection.prepare(statisticsSql.choosing).pluck();
  const threshold = prepareGet(connection, 'indicator_threshold');
  const ofOffice = connection.prepare(statisticsSql.thresholdsOfOffice);
  const ofPlan = connection.prepare(statisticsSql.thresholdsOfPlan);
  return {
    get: (id: string) => readOne<StoredReport>('statistics_report', report, id),
    /** The newest period first. */
    list: ({ agencyId, from, to }: ReportFilter) =>
      agencyId === null
        ? readAll<StoredReport>('statistics_report', ofPeriod, { from, to })
        : readAll<StoredReport>('statistics_report', ofAgency, { agencyId, from, to }),
    find: ({
      agencyId,
      form,
      periodFrom,
      periodTo,
      originOfficeId,
    }: Pick<StoredReport, 'agencyId' | 'form' | 'periodFrom' | 'periodTo' | 'originOfficeId'>) =>
      find.get(agencyId, form, periodFrom, periodTo, originOfficeId) as string | undefined,
    /** The agency's report to the same office whose period ends on a day. */
    endingOn: (of: Pick<StoredReport, 'agencyId' | 'form' | 'periodKind' | 'originOfficeId'>, day: string) =>
      readOne<StoredReport>('statistics_report', endingOn, {
        agencyId: of.agencyId,
        form: of.form,
        kind: of.periodKind,
        office: of.originOfficeId,
        day,
      }),
    lines: (reportId: string) => readAll<StoredLine>('statistics_line', lines, reportId),
    /** Of many reports at once, without the stamps of their rows: a year of a province is tens of thousands. */
    linesOf(reportIds: readonly string[]): ReadonlyMap<string, readonly StatisticsLine[]> {
      const byReport = new Map<string, StatisticsLine[]>();
      for (const row of manyLines.all(idList(reportIds)) as (string | number | null)[][]) {
        const line: Record<string, unknown> = { fieldName: row[1], isTotal: row[2] === 1 };
        for (const [index, column] of statisticsColumns.entries()) line[column] = row[index + 3];
        const known = byReport.get(String(row[0]));
        const read = line as StatisticsLine & Record<StatisticsColumn, number | null>;
        if (known === undefined) byReport.set(String(row[0]), [read]);
        else known.push(read);
      }
      return byReport;
    },
    /** What a person chose for a visit. */
    chosenFor: (visitId: string) => (chosen.get(visitId) as string | null | undefined) ?? null,
    /** The visits for which somebody chose the report. */
    visitsOf: (reportId: string) => choosing.all(reportId) as string[],
    threshold: (id: string) => readOne<StoredThreshold>('indicator_threshold', threshold, id),
    thresholdsOfOffice: (officeId: string) =>
      readAll<StoredThreshold>('indicator_threshold', ofOffice, officeId),
    thresholdsOfPlan: (planId: string) => readAll<StoredThreshold>('indicator_threshold', ofPlan, planId),
  };
}
