// What a paper without a round belongs to: a periodic report, an agency's part of it, or a set of the reform index.
import { ALL_OFFICES, OFFICES_KEY } from './period-reports.ts';
import type { Connection } from './sqlite.ts';

export interface DocumentHome {
  readonly title: string;
  readonly year: number;
  /** Made up, or counted from what is. */
  readonly illustrative: boolean;
  readonly officeId: string;
}

// Over whose rows a periodic report's figures are: as its row among the figures says (db/period-reports.ts), else its own.
const counted = `IN (SELECT office.id FROM period_figure chosen JOIN office
        ON office.id = CASE chosen.note WHEN '${ALL_OFFICES}' THEN office.id ELSE chosen.note END
      WHERE chosen.period_report_id = home.id AND chosen.key = '${OFFICES_KEY}'
      UNION ALL SELECT home.origin_office_id WHERE NOT EXISTS (SELECT 1 FROM period_figure chosen
        WHERE chosen.period_report_id = home.id AND chosen.key = '${OFFICES_KEY}'))`;
// A made-up round, form, task or report of an agency is counted like any other: what counts one is made up as well,
// whoever began it. The conditions take in whatever core/rules/report-figures.ts may count.
const roundOfPeriod = `plan.origin_office_id ${counted} AND plan.illustrative = 1
      AND (plan.year = home.year
        OR EXISTS (SELECT 1 FROM visit WHERE visit.plan_id = plan.id AND visit.starts_on <= home.period_to
          AND coalesce(visit.ends_on, visit.starts_on) >= home.period_from)
        OR EXISTS (SELECT 1 FROM recommendation given WHERE given.plan_id = plan.id AND given.due_on <= home.period_to
          AND (given.due_on >= home.period_from OR given.verified_on >= home.period_from
            OR given.status IN ('open', 'in_progress', 'reported', 'returned'))))`;
const madeUpReport = `home.provenance IS 'illustrative'
    OR EXISTS (SELECT 1 FROM plan WHERE ${roundOfPeriod})
    OR EXISTS (SELECT 1 FROM agency_report sent
      WHERE sent.period_report_id = home.id AND sent.provenance = 'illustrative')
    OR EXISTS (SELECT 1 FROM period_report beside JOIN agency_report sent ON sent.period_report_id = beside.id
      WHERE beside.year = home.year AND beside.kind = home.kind AND beside.origin_office_id <> home.origin_office_id
        AND beside.origin_office_id ${counted} AND sent.provenance = 'illustrative')
    OR EXISTS (SELECT 1 FROM statistics_report form WHERE form.origin_office_id ${counted}
      AND form.provenance = 'illustrative' AND form.period_from <= home.period_to AND form.period_to >= home.period_from)
    OR EXISTS (SELECT 1 FROM par_plan year JOIN par_task task ON task.par_plan_id = year.id
      WHERE year.origin_office_id ${counted} AND (year.year = home.year OR year.id = home.par_plan_id)
        AND task.provenance = 'illustrative')
    OR EXISTS (SELECT 1 FROM period_section section JOIN period_section former ON former.id = section.carried_from_id
      WHERE section.period_report_id = home.id AND former.provenance = 'illustrative')`;
// Answers of a made-up round are offered as evidence for the points of its year.
const madeUpIndex = `home.provenance IS 'illustrative'
    OR EXISTS (SELECT 1 FROM index_entry entry
      WHERE entry.index_set_id = home.id AND entry.provenance = 'illustrative')
    OR EXISTS (SELECT 1 FROM plan CROSS JOIN visit ON visit.plan_id = plan.id
      CROSS JOIN index_entry entry ON entry.index_set_id = home.id AND entry.agency_id = visit.agency_id
      WHERE plan.origin_office_id = home.origin_office_id AND plan.illustrative = 1 AND plan.year = home.year)`;

/** Outside the store for the test that explains them. */
export const documentHomeSql = {
  periodReport: `SELECT title, year, (${madeUpReport}) AS illustrative, origin_office_id AS officeId
    FROM period_report home WHERE id = ?`,
  indexSet: `SELECT name AS title, year, (${madeUpIndex}) AS illustrative, origin_office_id AS officeId
    FROM index_set home WHERE id = ?`,
  agencyReport: 'SELECT period_report_id FROM agency_report WHERE id = ?',
} as const;

export function createDocumentHomeStore(connection: Connection) {
  const periodReport = connection.prepare(documentHomeSql.periodReport);
  const indexSet = connection.prepare(documentHomeSql.indexSet);
  const agencyReport = connection.prepare(documentHomeSql.agencyReport).pluck();
  const home = (row: unknown): DocumentHome | undefined => {
    if (row === undefined) return undefined;
    const { illustrative, ...rest } = row as Omit<DocumentHome, 'illustrative'> & { illustrative: number };
    return { ...rest, illustrative: illustrative === 1 };
  };
  return {
    periodReport: (id: string) => home(periodReport.get(id)),
    indexSet: (id: string) => home(indexSet.get(id)),
    /** The periodic report that an agency's own is a part of. */
    periodOfAgencyReport: (id: string) => agencyReport.get(id) as string | undefined,
  };
}
