// What a paper without a round belongs to: a periodic report, an agency's part of it, or a set of the reform index.
import type { Connection } from './sqlite.ts';

export interface DocumentHome {
  readonly title: string;
  readonly year: number;
  readonly illustrative: boolean;
  readonly officeId: string;
}

const sql = {
  periodReport: `SELECT title, year, provenance IS 'illustrative' AS illustrative, origin_office_id AS officeId
    FROM period_report WHERE id = ?`,
  indexSet: `SELECT name AS title, year, provenance IS 'illustrative' AS illustrative, origin_office_id AS officeId
    FROM index_set WHERE id = ?`,
  agencyReport: 'SELECT period_report_id FROM agency_report WHERE id = ?',
} as const;

export function createDocumentHomeStore(connection: Connection) {
  const periodReport = connection.prepare(sql.periodReport);
  const indexSet = connection.prepare(sql.indexSet);
  const agencyReport = connection.prepare(sql.agencyReport).pluck();
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
