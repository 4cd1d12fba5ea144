/**
 * Which rows go into a package, and how they look there: everything of this office, what has been touched since, one
 * round, one period; with all that they refer to. Rows are read one by one and never held, but the few that are only
 * referred to. Reads only; knows nothing of files on disk, keys and places.
 */
import { canonicalJson, type JsonValue } from '../core/exchange/canonical-json.ts';
import { fileColumns } from '../core/exchange/package/table-forms.ts';
import type { Cell, Deletion, PackageRow, TableForm } from '../core/exchange/package/types.ts';
import { WITHHELD } from '../core/exchange/package/types.ts';
import { versionOf } from '../core/exchange/package/versions.ts';
import { type Blanker, createBlanker } from '../core/exchange/package/withhold.ts';
import { GENESIS } from './journal-chain.ts';
import { packageForms } from './package-forms.ts';
import { registry } from './registry.ts';
import { fromRow } from './row.ts';
import type { Connection, SqlRow, SqlValue } from './sqlite.ts';

export interface RowScope {
  readonly kind: 'complete' | 'since' | 'plan' | 'period';
  readonly ownOfficeId: string;
  /** Their own rows are not sent back to them; null: nobody knows who reads it. */
  readonly recipientOfficeId: string | null;
  /** Rows of other offices that were merged here go along. */
  readonly others: boolean;
  readonly personal: boolean;
  readonly evidence: boolean;
  readonly epoch: number;
  /** `since`: what the recipient has already. */
  readonly coveredSeq: number;
  /** `since`: what was left out before and is not now, goes along untouched. */
  readonly owed: { readonly files: boolean; readonly personal: boolean; readonly others: boolean };
  readonly planId: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
}

export interface ScopeFile {
  readonly sha256: string;
  readonly size: number;
  readonly media: string;
  readonly folder: 'documents' | 'evidence';
  /** Known to have never arrived here. */
  readonly absent: boolean;
}

// ── What belongs to a round and to a period ──────────────────────────────────────────────────────────────

const list = (name: string) => `(SELECT value FROM json_each(@${name}))`;
const VISITS = `(SELECT id FROM visit WHERE plan_id IN ${list('plans')})`;
const FINDINGS = `(SELECT id FROM finding WHERE plan_id IN ${list('plans')})`;
const RECOMMENDATIONS = `(SELECT id FROM recommendation WHERE plan_id IN ${list('plans')})`;
const TEAMS = `(SELECT id FROM team WHERE plan_id IN ${list('plans')})`;
const AGENCY_REPORTS = `(SELECT id FROM agency_report WHERE period_report_id IN ${list('reports')})`;
const ENTRIES = `(SELECT id FROM index_entry WHERE index_set_id IN ${list('indexes')})`;
const DOCUMENTS = `(SELECT id FROM document WHERE plan_id IN ${list('plans')}
  UNION SELECT id FROM document WHERE period_report_id IN ${list('reports')}
  UNION SELECT id FROM document WHERE agency_report_id IN ${AGENCY_REPORTS}
  UNION SELECT id FROM document WHERE index_set_id IN ${list('indexes')})`;

/** Of each table, how its rows are found from the rounds, reports, statistics, indexes and yearly plans that go. */
const belonging: Readonly<Record<string, string>> = {
  plan: `id IN ${list('plans')}`,
  team: `plan_id IN ${list('plans')}`,
  nomination: `plan_id IN ${list('plans')}`,
  visit: `plan_id IN ${list('plans')}`,
  finding: `plan_id IN ${list('plans')}`,
  recommendation: `plan_id IN ${list('plans')}`,
  remediation_paper: `plan_id IN ${list('plans')}`,
  team_member: `team_id IN ${TEAMS}`,
  team_member_domain: `team_member_id IN (SELECT id FROM team_member WHERE team_id IN ${TEAMS})`,
  programme_item: `visit_id IN ${VISITS}`,
  answer: `visit_id IN ${VISITS}`,
  self_answer: `visit_id IN ${VISITS}`,
  self_report: `visit_id IN ${VISITS}`,
  evidence: `visit_id IN ${VISITS}`,
  evidence_link: `evidence_id IN (SELECT id FROM evidence WHERE visit_id IN ${VISITS})`,
  procedure_check: `visit_id IN ${VISITS}`,
  procedure_posting: `visit_id IN ${VISITS}`,
  sample: `visit_id IN ${VISITS}`,
  sample_item: `sample_id IN (SELECT id FROM sample WHERE visit_id IN ${VISITS})`,
  explanation_round: `visit_id IN ${VISITS}`,
  remark: `visit_id IN ${VISITS}`,
  finding_agency: `finding_id IN ${FINDINGS}`,
  recommendation_event: `recommendation_id IN ${RECOMMENDATIONS}`,
  recommendation_transfer: `from_recommendation_id IN ${RECOMMENDATIONS}`,
  remediation_entry: `recommendation_id IN ${RECOMMENDATIONS}`,
  remediation_proof: `recommendation_id IN ${RECOMMENDATIONS}`,
  document: `id IN ${DOCUMENTS}`,
  document_scan: `document_id IN ${DOCUMENTS}`,
  period_report: `id IN ${list('reports')}`,
  period_section: `period_report_id IN ${list('reports')}`,
  period_figure: `period_report_id IN ${list('reports')}`,
  agency_report: `period_report_id IN ${list('reports')}`,
  agency_figure: `agency_report_id IN ${AGENCY_REPORTS}`,
  statistics_report: `id IN ${list('statistics')}`,
  statistics_line: `statistics_report_id IN ${list('statistics')}`,
  index_set: `id IN ${list('indexes')}`,
  index_item: `index_set_id IN ${list('indexes')}`,
  index_entry: `index_set_id IN ${list('indexes')}`,
  index_score: `index_entry_id IN ${ENTRIES}`,
  index_remark: `index_score_id IN (SELECT id FROM index_score WHERE index_entry_id IN ${ENTRIES})`,
  par_plan: `id IN ${list('yearly')}`,
  par_task: `par_plan_id IN ${list('yearly')}`,
};

const THEIRS = `(@others = 1 AND (@recipient IS NULL OR origin_office_id <> @recipient))`;
/** Whose rows go at all. */
const OURS = `(origin_office_id = @own OR ${THEIRS})`;

/** What a period touches: by its days, and where nobody has entered any, by its year. */
const inPeriod = {
  plans: `SELECT id FROM plan WHERE ${OURS} AND (
      (coalesce(starts_on, ends_on) <= @to AND coalesce(ends_on, starts_on) >= @from)
      OR id IN (SELECT plan_id FROM visit WHERE coalesce(starts_on, ends_on) <= @to AND coalesce(ends_on, starts_on) >= @from)
      OR id IN (SELECT plan_id FROM remediation_paper WHERE coalesce(arrived_on, document_date) BETWEEN @from AND @to)
      OR id IN (SELECT changed.plan_id FROM recommendation_event happened
                  JOIN recommendation changed ON changed.id = happened.recommendation_id
                 WHERE happened.happened_on BETWEEN @from AND @to)
      OR (starts_on IS NULL AND ends_on IS NULL AND year BETWEEN @fromYear AND @toYear
          AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.plan_id = plan.id AND (visit.starts_on IS NOT NULL OR visit.ends_on IS NOT NULL))))`,
  reports: `SELECT id FROM period_report WHERE ${OURS} AND period_from <= @to AND period_to >= @from`,
  statistics: `SELECT id FROM statistics_report WHERE ${OURS} AND period_from <= @to AND period_to >= @from`,
  indexes: `SELECT id FROM index_set WHERE ${OURS} AND year BETWEEN @fromYear AND @toYear`,
  yearly: `SELECT id FROM par_plan WHERE ${OURS} AND year BETWEEN @fromYear AND @toYear`,
} as const;

/** A row that goes because another one names it is nothing without these. */
const companions: Readonly<Record<string, readonly (readonly [table: string, column: string])[]>> = {
  agency: [['agency_version', 'agency_id']],
  criteria_set: [['criterion', 'criteria_set_id']],
  index_set: [['index_item', 'index_set_id']],
  statistics_report: [['statistics_line', 'statistics_report_id']],
  par_plan: [['par_task', 'par_plan_id']],
  procedure_list: [['procedure', 'procedure_list_id']],
  document: [['document_scan', 'document_id']],
};

/** Personal columns whose values are looked for in running text as well; a rank or position stands for anybody. */
const isNaming = (column: string) => !/(?:position|title)$/.test(column);

// ── Statements ───────────────────────────────────────────────────────────────────────────────────────────

/** Which rows of the table the scope holds by itself; undefined: none. */
function condition(form: TableForm, scope: RowScope): string | undefined {
  const { kind, owed } = scope;
  if (kind === 'complete') return OURS;
  if (kind !== 'since') {
    const own = belonging[form.name];
    return own === undefined ? undefined : own;
  }
  const touched = [
    `id IN (SELECT row_id FROM change WHERE change_set_seq > @covered AND table_name = '${form.name}')`,
  ];
  if (owed.others) touched.push('origin_office_id <> @own');
  if (owed.files && fileColumns.some(({ table }) => table === form.name)) touched.push('1');
  if (owed.personal) {
    for (const { name, personal } of form.columns) if (personal) touched.push(`${name} IS NOT NULL`);
  }
  return `${OURS} AND (${touched.join(' OR ')})`;
}

const FOREIGN = 'pointed.origin_office_id <> @own';

/** Every statement over a table of the scope, by its purpose. For explaining, too. */
export function packageRowSql(
  form: TableForm,
  where: string,
  referred: ReadonlyMap<string, string>,
  scope: RowScope,
) {
  const { name } = form;
  return {
    rows: `SELECT * FROM ${name} WHERE ${where} ORDER BY id`,
    count: `SELECT count(*) FROM ${name} WHERE ${where}`,
    offices: `SELECT DISTINCT origin_office_id FROM ${name} WHERE ${where}`,
    files: Object.fromEntries(
      fileColumns
        .filter(({ table }) => table === name)
        .map(({ column }) => [
          column,
          `SELECT blob.sha256, blob.size, blob.media, blob.absent FROM blob
            WHERE blob.sha256 IN (SELECT ${column} FROM ${name} WHERE ${where})`,
        ]),
    ),
    /** Rows that these ones point at and that do not go by themselves. */
    pointed: Object.fromEntries(
      Object.entries(form.references).map(([column, table]) => {
        const goes = referred.get(table);
        return [
          column,
          `SELECT DISTINCT pointed.id FROM (SELECT ${column} AS target FROM ${name} WHERE ${where}) pointing
             JOIN ${table} pointed ON pointed.id = pointing.target
            WHERE ${scope.kind === 'since' ? FOREIGN : '1'}
              ${goes === undefined ? '' : `AND pointed.id NOT IN (SELECT id FROM ${table} WHERE ${goes})`}`,
        ];
      }),
    ),
  };
}

const TRAVELS = `table_name IN (SELECT value FROM json_each(@tables)) AND substr(row_id, 15, 1) <> '5'
  AND (origin_office_id IS NULL OR origin_office_id = @own
       OR (origin_version IS NOT NULL AND ${THEIRS}))`;
export const packageSql = {
  deletions: {
    complete: `SELECT table_name, row_id, rev, origin_office_id, origin_version FROM tombstone WHERE ${TRAVELS}
      ORDER BY table_name, row_id`,
    since: `SELECT table_name, row_id, rev, origin_office_id, origin_version FROM tombstone
      WHERE (table_name, row_id) IN (SELECT table_name, row_id FROM change
        WHERE change_set_seq > @covered AND operation = 'delete') AND ${TRAVELS} ORDER BY table_name, row_id`,
  },
  newest: 'SELECT seq, hash FROM change_set ORDER BY seq DESC LIMIT 1',
  hashOf: 'SELECT hash FROM change_set WHERE seq <= ? ORDER BY seq DESC LIMIT 1',
  sets: 'SELECT * FROM change_set WHERE seq > ? AND seq <= ? ORDER BY seq',
  changes: `SELECT change.table_name, change.row_id, change.operation, change.rev, change.digest, payload.salt, payload.payload
    FROM change LEFT JOIN change_payload payload ON payload.change_id = change.id
    WHERE change.change_set_seq = ? ORDER BY change.ordinal`,
} as const;

interface SetRow {
  readonly seq: number;
  readonly id: string;
  readonly office_id: string | null;
  readonly actor_id: string | null;
  readonly at: number;
  readonly method: string;
  readonly kind: string;
  readonly group_id: string;
  readonly undoes: string | null;
  readonly barrier: number;
  readonly previous_hash: string;
  readonly hash: string;
}
interface ChangeRow {
  readonly table_name: string;
  readonly row_id: string;
  readonly operation: string;
  readonly rev: number;
  readonly digest: string;
  readonly salt: string | null;
  readonly payload: string | null;
}
interface TombstoneRow {
  readonly table_name: string;
  readonly row_id: string;
  readonly rev: number;
  readonly origin_office_id: string | null;
  readonly origin_version: number | null;
}

/** Commands that bring in what other offices wrote. */
const BRINGS_OTHERS: readonly string[] = ['exchange.receive', 'exchange.undo'];
const CHANGES_OF_A_LINE = 200;

/** What a package of this scope holds. Stands on one snapshot: the caller keeps a read transaction open meanwhile. */
export function createPackageRows(connection: Connection, scope: RowScope) {
  const forms = packageForms(connection);
  const byName = new Map(forms.map((form) => [form.name, form]));
  const formOf = (table: string): TableForm => {
    const form = byName.get(table);
    if (form === undefined) throw new TypeError(`No such table in a package: ${table}`);
    return form;
  };
  const period = {
    own: scope.ownOfficeId,
    recipient: scope.recipientOfficeId,
    others: scope.others ? 1 : 0,
    from: scope.periodFrom,
    to: scope.periodTo,
    fromYear: Number(scope.periodFrom?.slice(0, 4) ?? 0),
    toYear: Number(scope.periodTo?.slice(0, 4) ?? 0),
  };
  const idsOf = (sql: string): string =>
    JSON.stringify(
      connection
        .prepare(sql)
        .pluck()
        .all(Object.fromEntries(Object.entries(period).filter(([name]) => sql.includes(`@${name}`)))),
    );
  const isPeriod = scope.kind === 'period';
  const values: Readonly<Record<string, SqlValue>> = {
    own: scope.ownOfficeId,
    recipient: scope.recipientOfficeId,
    others: scope.others ? 1 : 0,
    covered: scope.coveredSeq,
    tables: JSON.stringify(forms.map(({ name }) => name)),
    plans: isPeriod ? idsOf(inPeriod.plans) : JSON.stringify(scope.planId === null ? [] : [scope.planId]),
    reports: isPeriod ? idsOf(inPeriod.reports) : '[]',
    statistics: isPeriod ? idsOf(inPeriod.statistics) : '[]',
    indexes: isPeriod ? idsOf(inPeriod.indexes) : '[]',
    yearly: isPeriod ? idsOf(inPeriod.yearly) : '[]',
  };
  /** Just the parameters that the statement names. */
  const given = (sql: string) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => new RegExp(`@${name}\\b`).test(sql)));
  const all = <T>(sql: string, pluck = false): T[] => {
    const statement = connection.prepare(sql);
    return (pluck ? statement.pluck() : statement).all(given(sql)) as T[];
  };

  const conditions = new Map<string, string>();
  for (const form of forms) {
    const where = condition(form, scope);
    if (where !== undefined) conditions.set(form.name, where);
  }
  const statements = new Map(
    [...conditions].map(([table, where]) => [table, packageRowSql(formOf(table), where, conditions, scope)]),
  );

  // ── What the rows of the scope stand on ────────────────────────────────────────────────────────────────

  const one = new Map<string, ReturnType<Connection['prepare']>>();
  const statementOf = (sql: string) => {
    let statement = one.get(sql);
    if (statement === undefined) {
      statement = connection.prepare(sql);
      one.set(sql, statement);
    }
    return statement;
  };
  const rowOf = (table: string, id: string) =>
    statementOf(`SELECT * FROM ${table} WHERE id = ?`).get(id) as SqlRow | undefined;

  function goes(table: string, id: string): boolean {
    const where = conditions.get(table);
    if (where === undefined) return false;
    const sql = `SELECT 1 FROM ${table} WHERE id = @id AND ${where}`;
    return statementOf(sql).get({ ...given(sql), id }) !== undefined;
  }

  function findExtras(): ReadonlyMap<string, readonly string[]> {
    const found = new Map<string, Set<string>>();
    const waiting: { table: string; id: string }[] = [];
    const take = (table: string, id: string) => {
      const ids = found.get(table) ?? new Set<string>();
      found.set(table, ids);
      if (ids.has(id)) return;
      ids.add(id);
      waiting.push({ table, id });
    };
    for (const [table, { pointed }] of statements) {
      for (const [column, target] of Object.entries(formOf(table).references)) {
        const sql = pointed[column];
        if (sql === undefined) continue;
        for (const id of all<string>(sql, true)) take(target, id);
      }
    }
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const row = rowOf(next.table, next.id);
      if (row === undefined) throw new Error(`A row is gone: ${next.table} ${next.id}`);
      const follow = (table: string, id: string) => {
        if (found.get(table)?.has(id) === true || goes(table, id)) return;
        // What is ours and was not touched since, the recipient has.
        if (scope.kind === 'since' && rowOf(table, id)?.['origin_office_id'] === scope.ownOfficeId) return;
        take(table, id);
      };
      for (const [column, table] of Object.entries(formOf(next.table).references)) {
        const id = row[column];
        if (typeof id === 'string') follow(table, id);
      }
      for (const [table, column] of companions[next.table] ?? []) {
        const ids = statementOf(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck().all(next.id);
        for (const id of ids as string[]) follow(table, id);
      }
    }
    return new Map([...found].map(([table, ids]) => [table, [...ids].toSorted()]));
  }
  const extras = findExtras();

  // ── How a row looks in a package ───────────────────────────────────────────────────────────────────────

  function* personalValues(): Iterable<string> {
    for (const { name, columns } of registry.values()) {
      for (const { sqlName, personal } of columns) {
        if (!personal || !isNaming(sqlName)) continue;
        const sql = `SELECT DISTINCT ${sqlName} FROM ${name} WHERE ${sqlName} IS NOT NULL`;
        for (const value of connection.prepare(sql).pluck().iterate()) yield String(value);
      }
    }
  }
  const blanker: Blanker | null = scope.personal ? null : createBlanker(personalValues());

  function versionOfRow(row: Readonly<SqlRow>): number {
    if (row['origin_office_id'] === scope.ownOfficeId) return versionOf(scope.epoch, Number(row['rev']));
    const kept = row['origin_version'];
    // A row of another office that no package brought (an office above that is only named): its first state.
    return typeof kept === 'number' ? Math.abs(kept) : versionOf(0, Number(row['rev']));
  }

  function packageRow(form: TableForm, row: Readonly<SqlRow>): PackageRow {
    const cells: Record<string, Cell> = {};
    for (const { name, type, nullable, personal } of form.columns) {
      const value = row[name] ?? null;
      if (name === 'origin_version') cells[name] = versionOfRow(row);
      else if (blanker === null || value === null) cells[name] = value;
      else if (personal) cells[name] = nullable ? null : WITHHELD;
      else if (typeof value !== 'string' || name in form.references) cells[name] = value;
      else cells[name] = type === 'json' ? blanker.json(value) : blanker.text(value);
    }
    return cells;
  }

  function* rows(form: TableForm): Iterable<PackageRow> {
    const sql = statements.get(form.name)?.rows;
    if (sql !== undefined) {
      for (const row of connection.prepare(sql).iterate(given(sql))) yield packageRow(form, row as SqlRow);
    }
    for (const id of extras.get(form.name) ?? []) {
      const row = rowOf(form.name, id);
      if (row !== undefined) yield packageRow(form, row);
    }
  }

  function counts(): Readonly<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const { name } of forms) {
      const sql = statements.get(name)?.count;
      const own = sql === undefined ? 0 : (all<number>(sql, true)[0] ?? 0);
      const total = own + (extras.get(name)?.length ?? 0);
      if (total > 0) found[name] = total;
    }
    return found;
  }

  /** Whose rows go. */
  function offices(): readonly string[] {
    const found = new Set<string>();
    for (const { offices: sql } of statements.values())
      for (const id of all<string>(sql, true)) found.add(id);
    for (const [table, ids] of extras) {
      for (const id of ids) found.add(String(rowOf(table, id)?.['origin_office_id']));
    }
    return [...found].toSorted();
  }

  /** Every file that a row of the scope names, once. Nothing where personal values or files stay at home. */
  function files(): readonly ScopeFile[] {
    const found = new Map<string, ScopeFile>();
    if (!scope.personal) return [];
    const take = (row: unknown, folder: ScopeFile['folder']) => {
      const { sha256, size, media, absent } = row as Omit<ScopeFile, 'absent' | 'folder'> & { absent: 0 | 1 };
      if (!found.has(sha256)) found.set(sha256, { sha256, size, media, folder, absent: absent === 1 });
    };
    for (const { table, column, folder } of fileColumns) {
      if (folder === 'evidence' && !scope.evidence) continue;
      const sql = statements.get(table)?.files[column];
      if (sql !== undefined) for (const row of all(sql)) take(row, folder);
      for (const id of extras.get(table) ?? []) {
        const sha256 = rowOf(table, id)?.[column];
        if (typeof sha256 !== 'string') continue;
        const row = statementOf('SELECT sha256, size, media, absent FROM blob WHERE sha256 = ?').get(sha256);
        if (row !== undefined) take(row, folder);
      }
    }
    return [...found.values()].toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  }

  const tellsDeletions = scope.kind === 'complete' || scope.kind === 'since';
  const deletionSql = packageSql.deletions[scope.kind === 'since' ? 'since' : 'complete'];
  function deletionOf(row: unknown): Deletion {
    const { table_name, row_id, rev, origin_office_id, origin_version } = row as TombstoneRow;
    const originOfficeId = origin_office_id ?? scope.ownOfficeId;
    const version =
      originOfficeId === scope.ownOfficeId
        ? versionOf(scope.epoch, rev)
        : Math.abs(origin_version ?? versionOf(0, rev));
    return { table: table_name, id: row_id, originOfficeId, version };
  }

  // ── The criteria in the very words that the rows were judged by ────────────────────────────────────────

  function criteria(): readonly { readonly setId: string; readonly json: string }[] {
    const ids = new Set<string>(extras.get('criteria_set'));
    const add = (table: string, sqlOf: (where: string) => string) => {
      const where = conditions.get(table);
      if (where === undefined) return;
      for (const id of all<string | null>(sqlOf(where), true)) if (id !== null) ids.add(id);
    };
    add('criteria_set', (where) => `SELECT id FROM criteria_set WHERE ${where}`);
    add('plan', (where) => `SELECT DISTINCT criteria_set_id FROM plan WHERE ${where}`);
    add('criterion', (where) => `SELECT DISTINCT criteria_set_id FROM criterion WHERE ${where}`);
    for (const table of ['answer', 'self_answer', 'finding']) {
      add(
        table,
        (where) => `SELECT DISTINCT criterion.criteria_set_id FROM criterion
          WHERE criterion.id IN (SELECT criterion_id FROM ${table} WHERE ${where})`,
      );
    }
    const words = (table: 'criteria_set' | 'domain' | 'criterion', row: unknown) => {
      const {
        rev: _rev,
        createdAt: _createdAt,
        updatedAt: _updatedAt,
        originVersion: _originVersion,
        ...rest
      } = fromRow(table, row as SqlRow);
      return rest;
    };
    return [...ids].toSorted().map((setId) => {
      const set = rowOf('criteria_set', setId);
      const domains = statementOf('SELECT * FROM domain WHERE domain_set = ? ORDER BY ordinal, id').all(
        String(set?.['domain_set'] ?? ''),
      );
      const criterion = statementOf(
        'SELECT * FROM criterion WHERE criteria_set_id = ? ORDER BY ordinal, id',
      ).all(setId);
      return {
        setId,
        json: canonicalJson({
          set: words('criteria_set', set),
          domains: domains.map((row) => words('domain', row)),
          criteria: criterion.map((row) => words('criterion', row)),
        }),
      };
    });
  }

  // ── The journal ────────────────────────────────────────────────────────────────────────────────────────

  const newest = connection.prepare(packageSql.newest).get() as { seq: number; hash: string } | undefined;
  const from = scope.kind === 'since' ? scope.coveredSeq : 0;
  const journal = {
    from,
    to: newest?.seq ?? 0,
    previousHead: (connection.prepare(packageSql.hashOf).pluck().get(from) as string | undefined) ?? GENESIS,
    head: newest?.hash ?? GENESIS,
  };

  /**
   * A line per change set, then lines with its changes, so that no line is long however much one step has done. What does
   * not travel as a row, does not travel as a change either: its digest does.
   */
  function* journalLines(): Iterable<string> {
    const changes = connection.prepare(packageSql.changes);
    for (const row of connection.prepare(packageSql.sets).iterate(journal.from, journal.to)) {
      const set = row as SetRow;
      const silent = !scope.personal || (!scope.others && BRINGS_OTHERS.includes(set.method));
      yield canonicalJson({
        seq: set.seq,
        id: set.id,
        office: set.office_id,
        actor: set.actor_id,
        at: set.at,
        method: set.method,
        kind: set.kind,
        group: set.group_id,
        undoes: set.undoes,
        barrier: set.barrier === 1,
        previousHash: set.previous_hash,
        hash: set.hash,
      });
      let batch: JsonValue[] = [];
      for (const one of changes.iterate(set.seq)) {
        const change = one as ChangeRow;
        batch.push({
          table: change.table_name,
          rowId: change.row_id,
          operation: change.operation,
          rev: change.rev,
          digest: change.digest,
          ...(silent || change.payload === null || !byName.has(change.table_name)
            ? {}
            : { salt: change.salt, payload: change.payload }),
        });
        if (batch.length < CHANGES_OF_A_LINE) continue;
        yield canonicalJson({ of: set.seq, changes: batch });
        batch = [];
      }
      if (batch.length > 0) yield canonicalJson({ of: set.seq, changes: batch });
    }
  }

  return {
    forms,
    rows,
    counts,
    offices,
    files,
    criteria,
    journal,
    journalLines,
    deletions: {
      *[Symbol.iterator](): Iterator<Deletion> {
        if (!tellsDeletions) return;
        for (const row of connection.prepare(deletionSql).iterate(given(deletionSql))) yield deletionOf(row);
      },
      count(): number {
        if (!tellsDeletions) return 0;
        return all<number>(`SELECT count(*) FROM (${deletionSql})`, true)[0] ?? 0;
      },
    },
    /** Statements of this scope, for explaining. */
    statements,
    parametersOf: given,
  };
}
export type PackageRows = ReturnType<typeof createPackageRows>;
