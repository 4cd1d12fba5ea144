/**
 * The rows of a visit that travel in a work file: what a laptop may change, and everything that those rows stand on,
 * found by the schema's own references. Reads only.
 */
import { tableNames, type TableName } from './registry.ts';
import { fromRow } from './row.ts';
import type { Connection, SqlRow } from './sqlite.ts';

export type WireRow = Readonly<Record<string, unknown>> & { readonly id: string };
export type RowsByTable = Readonly<Record<string, readonly WireRow[]>>;

interface Reference {
  readonly from: string;
  readonly table: TableName;
}

const NAMED = `SELECT named.finding_id FROM finding_agency named WHERE named.agency_id = @agencyId`;
/** Findings of the visit, and those of the round that name its agency, in the given domains. */
const FINDINGS = `SELECT id FROM finding
  WHERE plan_id = @planId AND domain_id IN (SELECT value FROM json_each(@domainIds))
    AND (visit_id = @visitId OR id IN (${NAMED}))`;
const RECOMMENDATIONS = `SELECT id FROM recommendation
  WHERE plan_id = @planId AND agency_id = @agencyId
    AND (domain_id IN (SELECT value FROM json_each(@domainIds)) OR finding_id IN (${FINDINGS}))`;
const CRITERIA = `SELECT id FROM criterion WHERE domain_id IN (SELECT value FROM json_each(@domainIds))`;

const workSql: Readonly<Record<string, string>> = {
  answer: `SELECT * FROM answer WHERE visit_id = @visitId AND criterion_id IN (${CRITERIA})`,
  finding: `SELECT * FROM finding WHERE id IN (${FINDINGS})`,
  finding_agency: `SELECT * FROM finding_agency WHERE finding_id IN (${FINDINGS})`,
  recommendation: `SELECT * FROM recommendation WHERE id IN (${RECOMMENDATIONS})`,
  evidence: `SELECT * FROM evidence WHERE visit_id = @visitId`,
  evidence_link: `SELECT link.* FROM evidence_link link JOIN evidence ON evidence.id = link.evidence_id
    WHERE evidence.visit_id = @visitId
      AND (link.criterion_id IN (${CRITERIA}) OR link.finding_id IN (${FINDINGS})
           OR link.recommendation_id IN (${RECOMMENDATIONS}))`,
  procedure_check: `SELECT * FROM procedure_check WHERE visit_id = @visitId`,
  procedure_posting: `SELECT * FROM procedure_posting WHERE visit_id = @visitId`,
  sample: `SELECT * FROM sample WHERE visit_id = @visitId`,
  sample_item: `SELECT item.* FROM sample_item item JOIN sample ON sample.id = item.sample_id
    WHERE sample.visit_id = @visitId`,
};

/** What the laptop needs to see besides what the rows above refer to by themselves. */
const besideSql: Readonly<Record<string, string>> = {
  domain: `SELECT * FROM domain WHERE domain_set = (SELECT domain_set FROM domain
    WHERE id = (SELECT value FROM json_each(@domainIds) LIMIT 1))`,
  criterion: `SELECT * FROM criterion WHERE criteria_set_id = (SELECT criteria_set_id FROM plan WHERE id = @planId)`,
  self_answer: `SELECT * FROM self_answer WHERE visit_id = @visitId`,
  self_report: `SELECT * FROM self_report WHERE visit_id = @visitId`,
  team_member: `SELECT member.* FROM team_member member JOIN visit ON visit.team_id = member.team_id
    WHERE visit.id = @visitId`,
  team_member_domain: `SELECT owned.* FROM team_member_domain owned JOIN team_member member ON member.id = owned.team_member_id
    JOIN visit ON visit.team_id = member.team_id WHERE visit.id = @visitId`,
  procedure: `SELECT * FROM procedure WHERE procedure_list_id IN
    (SELECT procedure_list_id FROM procedure_check WHERE visit_id = @visitId)`,
  calendar_day: `SELECT * FROM calendar_day`,
  // What earlier rounds still ask of the agency.
  recommendation: `SELECT * FROM recommendation WHERE agency_id = @agencyId AND plan_id <> @planId
    AND status IN ('open', 'in_progress', 'reported', 'returned')`,
};

export interface VisitScope {
  readonly visitId: string;
  readonly planId: string;
  readonly agencyId: string;
  readonly domainIds: readonly string[];
}

export function createWorkRows(connection: Connection) {
  const references = new Map<TableName, readonly Reference[]>(
    tableNames.map((table) => [
      table,
      (connection.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).flatMap(
        ({ from, table: to }) =>
          (tableNames as readonly string[]).includes(to) ? [{ from, table: to as TableName }] : [],
      ),
    ]),
  );
  const one = new Map<TableName, ReturnType<Connection['prepare']>>();
  function rowOf(table: TableName, id: string): SqlRow | undefined {
    let statement = one.get(table);
    if (statement === undefined) {
      statement = connection.prepare(`SELECT * FROM ${table} WHERE id = ?`);
      one.set(table, statement);
    }
    return statement.get(id) as SqlRow | undefined;
  }
  const parametersOf = ({ domainIds, ...rest }: VisitScope) => ({
    ...rest,
    domainIds: JSON.stringify(domainIds),
  });

  function work(scope: VisitScope): RowsByTable {
    const parameters = parametersOf(scope);
    return Object.fromEntries(
      Object.entries(workSql).map(([table, sql]) => [
        table,
        connection
          .prepare(`${sql} ORDER BY 1`)
          .all(parameters)
          .map((row) => fromRow(table as TableName, row as SqlRow) as unknown as WireRow),
      ]),
    );
  }

  return {
    work,
    /** Everything else that the laptop needs: each row once, in an order in which references may be checked at the end. */
    context(scope: VisitScope): RowsByTable {
      const found = new Map<TableName, Map<string, SqlRow>>();
      const waiting: { table: TableName; row: SqlRow }[] = [];
      const take = (table: TableName, row: SqlRow | undefined) => {
        if (row === undefined) return;
        const rows = found.get(table) ?? new Map<string, SqlRow>();
        found.set(table, rows);
        const id = String(row['id']);
        if (rows.has(id)) return;
        rows.set(id, row);
        waiting.push({ table, row });
      };
      take('visit', rowOf('visit', scope.visitId));
      const parameters = parametersOf(scope);
      for (const sql of [workSql, besideSql]) {
        for (const [table, text] of Object.entries(sql)) {
          for (const row of connection.prepare(text).all(parameters)) take(table as TableName, row as SqlRow);
        }
      }
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        for (const { from, table } of references.get(next.table) ?? []) {
          const id = next.row[from];
          if (typeof id === 'string') take(table, rowOf(table, id));
        }
      }
      const own = new Map(
        Object.entries(work(scope)).map(([table, rows]) => [table, new Set(rows.map(({ id }) => id))]),
      );
      const rest = [...found].map(([table, rows]): [string, readonly WireRow[]] => [
        table,
        [...rows.values()]
          .filter((row) => own.get(table)?.has(String(row['id'])) !== true)
          .map((row) => fromRow(table, row) as unknown as WireRow),
      ]);
      return Object.fromEntries(rest.filter(([, rows]) => rows.length > 0));
    },
  };
}
