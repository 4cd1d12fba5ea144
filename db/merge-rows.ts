/**
 * Rows of a package against the tables here: reads what is present, lets the pure rules decide, and writes what they
 * say through the journal's writer. Looking and writing are two steps, so that a preview writes nothing. Knows no file,
 * no key and no numbered row of packages.
 */
import type { Statement } from 'better-sqlite3';
import { AppError } from '../core/contract/error.ts';
import {
  decideDeletion,
  decideRow,
  type Grave,
  type HeldReason,
  isPartOf,
  isSharedId,
  type MergeColumn,
  type MergeSide,
  type PresentRow,
  type RowDecision,
} from '../core/exchange/package/merge-rows.ts';
import type { Cell, Deletion, PackageRow, TableForm } from '../core/exchange/package/types.ts';
import { versionOf } from '../core/exchange/package/versions.ts';
import type { Writer } from './journal.ts';
import { packageForms } from './package-forms.ts';
import { createRowTrial } from './row-trial.ts';
import { tableDefinition } from './registry.ts';
import { toSql } from './row.ts';
import type { Connection, SqlRow, SqlValue } from './sqlite.ts';

export interface IncomingRows {
  readonly forms: readonly TableForm[];
  rows(table: string): Iterable<PackageRow>;
  deletions(): Iterable<Deletion>;
}

export interface TableTally {
  added: number;
  changed: number;
  deleted: number;
  same: number;
  held: number;
}

/** A row that would be written, with what it is now. */
export interface PlannedRow {
  readonly table: string;
  readonly id: string;
  readonly row: PackageRow;
  /** As it is kept: below zero where another office handed the row on. */
  readonly version: number;
  readonly present: PresentRow | undefined;
  /** Null: it is added. Without one: what another office had handed on is its own office's from now on. */
  readonly cells: Readonly<Record<string, Cell>> | null;
}

export interface MergePlan {
  /** In the order in which they are written: what is pointed at before what points. */
  readonly writes: readonly PlannedRow[];
  readonly deletions: readonly Deletion[];
  /** Deletions of rows that are not here: kept in mind, because an older state of them may still come. */
  /** Of these: they wait until nothing points at their rows any more, and count as held. */
  readonly waits: ReadonlySet<Deletion>;
  readonly remembered: readonly Deletion[];
  readonly tallies: ReadonlyMap<string, TableTally>;
  readonly held: Readonly<Record<HeldReason | 'clash', number>>;
  /** Incoming references that lead nowhere; with one the package cannot be taken. */
  readonly dangling: number;
  /** Those of them that lead to rows which their own office brings, by office. */
  readonly awaited: ReadonlyMap<string, number>;
  /** Rows that no table takes; with one the package cannot be taken. */
  readonly unfit: number;
  /** Rows of a third office that were handed on: taken, and left to that office, by office. */
  readonly relayed: ReadonlyMap<string, number>;
  readonly leftToThem: ReadonlyMap<string, number>;
  /** Tables and columns of a newer program, left out. */
  readonly unknownColumns: number;
  /** Digests that incoming rows name, and what the rows say of the files. */
  readonly files: ReadonlyMap<string, { readonly size: number; readonly media: string }>;
}

interface TombstoneState {
  readonly rev: number;
  readonly originOfficeId: string | null;
  readonly originVersion: number | null;
  readonly pending: 0 | 1;
}
/** A tombstone as it was before a merge touched it, and as the merge left it; null: there was none. */
export interface TombstoneNote {
  readonly table: string;
  readonly id: string;
  readonly before: TombstoneState | null;
  readonly after: TombstoneState | null;
}

export interface MergeOutcome {
  readonly tallies: ReadonlyMap<string, TableTally>;
  /** Rows that could not be written beside a row with the same name here. */
  readonly clashes: number;
  readonly notes: readonly TombstoneNote[];
}

type OnStep = (done: number, total: number | null) => void;

interface Known {
  readonly form: TableForm;
  readonly columns: readonly MergeColumn[];
  readonly names: readonly string[];
  readonly select: Statement;
  readonly exists: Statement;
  readonly owner: Statement;
  readonly whole: Statement;
  /** Of columns that do not travel. */
  readonly defaults: Readonly<SqlRow>;
  readonly references: readonly (readonly [column: string, table: string])[];
  readonly digests: readonly string[];
  readonly uniques: readonly { readonly columns: readonly string[]; readonly clash: Statement }[];
}

interface TombstoneRow {
  readonly rev: number;
  readonly origin_office_id: string | null;
  readonly origin_version: number | null;
  readonly pending: 0 | 1;
}

const LEADING: readonly string[] = ['id', 'origin_office_id', 'origin_version'];
const STEP = 64;

export function createPackageMerge(connection: Connection) {
  const forms = new Map(packageForms(connection).map((form) => [form.name, form]));
  const order = parentsFirst([...forms.values()]);
  const tables = new Map<string, Known>();
  const tombstone = connection.prepare(
    'SELECT rev, origin_office_id, origin_version, pending FROM tombstone WHERE table_name = ? AND row_id = ?',
  );
  const bury = connection.prepare(
    `INSERT INTO tombstone (table_name, row_id, rev, deleted_at, origin_office_id, origin_version, pending)
     VALUES (@table, @id, @rev, @at, @originOfficeId, @originVersion, @pending)
     ON CONFLICT (table_name, row_id) DO UPDATE SET rev = max(rev, excluded.rev),
       origin_office_id = excluded.origin_office_id, origin_version = excluded.origin_version, pending = excluded.pending`,
  );
  const unbury = connection.prepare('DELETE FROM tombstone WHERE table_name = ? AND row_id = ?');
  const forget = connection.prepare(
    'UPDATE tombstone SET origin_version = NULL, pending = 0 WHERE table_name = ? AND row_id = ?',
  );
  const pending = connection.prepare(
    `SELECT table_name AS "table", row_id AS id, origin_office_id AS originOfficeId, origin_version AS version
       FROM tombstone WHERE pending = 1`,
  );
  const epoch = connection.prepare('SELECT epoch FROM exchange_state WHERE single = 1').pluck();
  const referring = new Map<string, readonly Statement[]>();

  function known(table: string): Known | undefined {
    const found = tables.get(table);
    if (found !== undefined) return found;
    const form = forms.get(table);
    if (form === undefined) return undefined;
    const columns = form.columns.filter(({ name }) => !LEADING.includes(name));
    const names = columns.map(({ name }) => name);
    const defaults: SqlRow = {};
    for (const column of tableDefinition(table).columns) {
      if (LEADING.includes(column.sqlName) || column.fallback === undefined) continue;
      if (['rev', 'created_at', 'updated_at'].includes(column.sqlName)) continue;
      defaults[column.sqlName] = toSql(column, column.fallback);
    }
    const entry: Known = {
      form,
      columns,
      names,
      select: connection.prepare(
        `SELECT rev, origin_office_id, origin_version${names.map((name) => `, ${name}`).join('')} FROM ${table} WHERE id = ?`,
      ),
      exists: connection.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).pluck(),
      whole: connection.prepare(`SELECT * FROM ${table} WHERE id = ?`),
      owner: connection.prepare(`SELECT origin_office_id FROM ${table} WHERE id = ?`).pluck(),
      defaults,
      references: Object.entries(form.references).filter(([, target]) => target !== 'blob'),
      digests: (connection.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).flatMap(
        ({ from, table: target }) => (target === 'blob' && names.includes(from) ? [from] : []),
      ),
      uniques: uniquesOf(connection, table).map((key) => ({
        columns: key,
        clash: connection
          .prepare(
            `SELECT id FROM ${table} WHERE ${key.map((name) => `${name} = ?`).join(' AND ')} AND id <> ?`,
          )
          .pluck(),
      })),
    };
    tables.set(table, entry);
    return entry;
  }

  /** Every column of the schema that points at this table. */
  function columnsTo(table: string): readonly { readonly name: string; readonly column: string }[] {
    const all = connection
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all() as string[];
    return all.flatMap((name) =>
      (connection.pragma(`foreign_key_list(${name})`) as { from: string; table: string }[])
        .filter((reference) => reference.table === table)
        .map(({ from }) => ({ name, column: from })),
    );
  }
  /** Whatever points at rows of this table. */
  function referringTo(table: string): readonly Statement[] {
    let found = referring.get(table);
    if (found === undefined) {
      found = columnsTo(table).map(({ name, column }) =>
        connection
          .prepare(
            name === table
              ? `SELECT 1 FROM ${name} WHERE ${column} = ? AND id <> ? LIMIT 1`
              : `SELECT 1 FROM ${name} WHERE ${column} = ? AND ? <> '' LIMIT 1`,
          )
          .pluck(),
      );
      referring.set(table, found);
    }
    return found;
  }
  const pointing = new Map<string, readonly { name: string; column: string; statement: Statement }[]>();
  /** The rows that point at this one. */
  function pointingAt(table: string, id: string): { name: string; column: string; rowId: string | null }[] {
    let found = pointing.get(table);
    if (found === undefined) {
      found = columnsTo(table).map(({ name, column }) => {
        const columns = connection.pragma(`table_info(${name})`) as { name: string }[];
        const rowId = columns.some((one) => one.name === 'id') ? 'id' : 'NULL';
        const statement = connection.prepare(`SELECT ${rowId} FROM ${name} WHERE ${column} = ?`).pluck();
        return { name, column, statement };
      });
      pointing.set(table, found);
    }
    return found.flatMap(({ name, column, statement }) =>
      (statement.all(id) as (string | null)[])
        .filter((rowId) => name !== table || rowId !== id)
        .map((rowId) => ({ name, column, rowId })),
    );
  }
  const isReferredTo = (table: string, id: string) =>
    referringTo(table).some((statement) => statement.get(id, id) !== undefined);

  function presentOf(side: MergeSide, own: Known, id: string, now: number): PresentRow | undefined {
    const cells = own.select.get(id) as SqlRow | undefined;
    if (cells === undefined) return undefined;
    const originOfficeId = String(cells['origin_office_id']);
    const version =
      originOfficeId === side.ownOfficeId
        ? versionOf(now, Number(cells['rev']))
        : Math.abs(Number(cells['origin_version'] ?? 0));
    const relayed = originOfficeId !== side.ownOfficeId && !(Number(cells['origin_version'] ?? 0) > 0);
    return { originOfficeId, version, relayed, cells };
  }

  function graveOf(side: MergeSide, table: string, id: string, now: number): Grave | undefined {
    const row = tombstone.get(table, id) as TombstoneRow | undefined;
    if (row === undefined || row.origin_office_id === null) return undefined;
    if (row.origin_office_id === side.ownOfficeId) {
      return { originOfficeId: side.ownOfficeId, version: versionOf(now, row.rev), relayed: false };
    }
    if (row.origin_version === null) return undefined;
    const { origin_office_id: originOfficeId, origin_version: version } = row;
    return { originOfficeId, version: Math.abs(version), relayed: version < 0 };
  }

  function plan(side: MergeSide, incoming: IncomingRows, onStep: OnStep = () => undefined): MergePlan {
    const now = epoch.get() as number;
    const tallies = new Map<string, TableTally>();
    const tallyOf = (table: string): TableTally => {
      let tally = tallies.get(table);
      if (tally === undefined) {
        tally = { added: 0, changed: 0, deleted: 0, same: 0, held: 0 };
        tallies.set(table, tally);
      }
      return tally;
    };
    const held = {
      own: 0,
      own_unknown: 0,
      older: 0,
      deleted: 0,
      shared: 0,
      foreign: 0,
      relayed: 0,
      hung: 0,
      clash: 0,
    };
    const writes: PlannedRow[] = [];
    const arriving = new Map<string, Map<string, string>>();
    const relayed = new Map<string, number>();
    const leftToThem = new Map<string, number>();
    /** Rows that stay away because their own office brings them. */
    const awaitedRows = new Map<string, string>();
    const files = new Map<string, { size: number; media: string }>();
    let unknownColumns = 0;
    let done = 0;
    /** Whether a reference leads to a row of another office than the one whose row it is. */
    const isOfAnother = (origin: string, target: string, value: Cell | undefined): boolean => {
      if (typeof value !== 'string' || isSharedId(value)) return false;
      const owner = arriving.get(target)?.get(value) ?? ownerOf(side, target, value, now);
      return owner !== undefined && owner !== origin;
    };
    const given = new Map(incoming.forms.map((form) => [form.name, form]));
    for (const form of incoming.forms) {
      const own = known(form.name);
      if (own === undefined) unknownColumns += 1;
      else {
        const ours = new Set(own.form.columns.map(({ name }) => name));
        unknownColumns += form.columns.filter(({ name }) => !ours.has(name)).length;
      }
    }
    for (const table of order) {
      const form = given.get(table);
      const own = known(table);
      if (form === undefined || own === undefined) continue;
      const offered = new Set(form.columns.map(({ name }) => name));
      const columns = own.columns.filter(({ name }) => offered.has(name));
      const ids = new Map<string, string>();
      arriving.set(table, ids);
      const parts = own.references.filter(
        ([column, target]) =>
          offered.has(column) && column !== 'origin_office_id' && isPartOf(table, column, target),
      );
      for (const row of incoming.rows(table)) {
        done += 1;
        if (done % STEP === 0) onStep(done, null);
        const id = String(row['id']);
        const present = presentOf(side, own, id, now);
        const grave = graveOf(side, table, id, now);
        const origin = String(row['origin_office_id']);
        let decision: RowDecision = decideRow(side, { name: table, columns }, row, present, grave);
        const taken = decision.action === 'add' || decision.action === 'change';
        if (taken && parts.some(([column, target]) => isOfAnother(origin, target, row[column])))
          decision = { action: 'held', reason: 'hung' };
        const tally = tallyOf(table);
        if (decision.action === 'same') tally.same += 1;
        else if (decision.action === 'held') {
          held[decision.reason] += 1;
          if (decision.reason === 'relayed') {
            count(leftToThem, origin);
            if (present === undefined) awaitedRows.set(`${table} ${id}`, origin);
          }
          // What we know as it is, or newer: nothing that anybody has to be told.
          if (decision.reason === 'own') tally.same += 1;
          else tally.held += 1;
        } else {
          const cells = decision.action === 'change' ? decision.cells : null;
          const direct = origin === side.senderOfficeId;
          const version = Number(row['origin_version']);
          writes.push({ table, id, row, version: direct ? version : -version, present, cells });
          ids.set(id, origin);
          if (!direct) count(relayed, origin);
          if (cells === null) tally.added += 1;
          else if (isNothing(cells)) tally.same += 1;
          else tally.changed += 1;
        }
      }
    }

    const deletions: Deletion[] = [];
    const remembered: Deletion[] = [];
    for (const deletion of incoming.deletions()) {
      done += 1;
      if (done % STEP === 0) onStep(done, null);
      const own = known(deletion.table);
      if (own === undefined) {
        unknownColumns += 1;
        continue;
      }
      const present = presentOf(side, own, deletion.id, now);
      const grave = graveOf(side, deletion.table, deletion.id, now);
      const decided = decideDeletion(side, deletion, present, grave);
      const direct = deletion.originOfficeId === side.senderOfficeId;
      const kept = direct ? deletion : { ...deletion, version: -deletion.version };
      if (decided === 'delete') {
        deletions.push(kept);
        tallyOf(deletion.table).deleted += 1;
      } else if (decided === 'remember') remembered.push(kept);
      else if (decided === 'same') tallyOf(deletion.table).same += 1;
      else tallyOf(deletion.table).held += 1;
    }

    const { kept, clashes } = withoutClashes(writes, deletions, arriving, tallyOf);
    held.clash = clashes;
    const { dangling, awaited } = danglingOf(kept, deletions, arriving, awaitedRows);
    const waits = waitingOf(kept, deletions);
    for (const { table } of waits) {
      tallyOf(table).deleted -= 1;
      tallyOf(table).held += 1;
    }
    const unfit = unfitOf(kept);
    for (const { table, row } of kept) {
      for (const column of known(table)?.digests ?? []) {
        const digest = row[column];
        if (typeof digest !== 'string' || files.has(digest)) continue;
        const main = column === 'sha256';
        files.set(digest, {
          size: main ? Number(row['size'] ?? 0) : 0,
          media: main ? String(row['media'] ?? OCTETS) : OCTETS,
        });
      }
    }
    return {
      writes: kept,
      deletions,
      waits,
      remembered,
      tallies,
      held,
      dangling,
      awaited,
      unfit,
      relayed,
      leftToThem,
      unknownColumns,
      files,
    };
  }

  /** Whose row stands, or stood, under this id. */
  function ownerOf(side: MergeSide, table: string, id: string, now: number): string | undefined {
    const owner = known(table)?.owner.get(id) as string | undefined;
    return owner ?? graveOf(side, table, id, now)?.originOfficeId;
  }

  /** Rows whose unique values another row has, here or in the package, that neither changes nor goes. */
  function withoutClashes(
    writes: readonly PlannedRow[],
    deletions: readonly Deletion[],
    arriving: ReadonlyMap<string, Map<string, string>>,
    tallyOf: (table: string) => TableTally,
  ): { readonly kept: readonly PlannedRow[]; readonly clashes: number } {
    const moving = new Set(deletions.map(({ table, id }) => `${table} ${id}`));
    for (const { table, id, cells } of writes) if (cells !== null) moving.add(`${table} ${id}`);
    const taken = new Set<string>();
    let clashes = 0;
    const kept = writes.filter(({ table, id, row, cells, present }) => {
      const keys: string[] = [];
      const clashing = (known(table)?.uniques ?? []).some(({ columns, clash }, index) => {
        if (cells !== null && !columns.some((name) => name in cells)) return false;
        const key = columns.map((name) => cells?.[name] ?? row[name] ?? present?.cells[name] ?? null);
        if (key.includes(null)) return false;
        const whole = JSON.stringify([table, index, key]);
        if (taken.has(whole)) return true;
        keys.push(whole);
        const other = clash.get(...key, id) as string | undefined;
        return other !== undefined && !moving.has(`${table} ${other}`);
      });
      if (!clashing) {
        for (const key of keys) taken.add(key);
        return true;
      }
      clashes += 1;
      const tally = tallyOf(table);
      if (cells === null) {
        tally.added -= 1;
        arriving.get(table)?.delete(id);
      } else tally.changed -= 1;
      tally.held += 1;
      return false;
    });
    return { kept, clashes };
  }

  /** How many rows no table takes. */
  function unfitOf(writes: readonly PlannedRow[]): number {
    const trial = createRowTrial(connection);
    try {
      return writes.filter((one) => {
        if (one.cells !== null && isNothing(one.cells)) return false;
        const before = one.cells === null ? imageOf(one.table, one.row) : rowOf(one);
        return !trial.takes(one.table, { ...before, ...one.cells, ...stampOf(one), id: one.id });
      }).length;
    } finally {
      trial.close();
    }
  }

  /** Deletions that wait, because something points at their rows and goes on doing so. */
  function waitingOf(writes: readonly PlannedRow[], deletions: readonly Deletion[]): ReadonlySet<Deletion> {
    const leaving = new Map(deletions.map((one) => [`${one.table} ${one.id}`, one]));
    const waits = new Set<Deletion>();
    if (leaving.size === 0) return waits;
    const written = new Map(writes.map((one) => [`${one.table} ${one.id}`, one]));
    const wait = (key: string): void => {
      const deletion = leaving.get(key);
      if (deletion !== undefined) waits.add(deletion);
      leaving.delete(key);
    };
    for (const { table, row, cells } of writes) {
      for (const [column, target] of known(table)?.references ?? []) {
        const value = cells === null ? row[column] : cells[column];
        if (typeof value === 'string') wait(`${target} ${value}`);
      }
    }
    for (let before = -1; before !== leaving.size;) {
      before = leaving.size;
      for (const [key, { table, id }] of leaving) {
        const held = pointingAt(table, id).some(({ name, column, rowId }) => {
          const pointing = `${name} ${rowId ?? ''}`;
          // It goes as well, or points elsewhere from now on.
          return !leaving.has(pointing) && !(column in (written.get(pointing)?.cells ?? {}));
        });
        if (held) wait(key);
      }
    }
    return waits;
  }

  function danglingOf(
    writes: readonly PlannedRow[],
    deletions: readonly Deletion[],
    arriving: ReadonlyMap<string, ReadonlyMap<string, string>>,
    awaitedRows: ReadonlyMap<string, string>,
  ): { readonly dangling: number; readonly awaited: ReadonlyMap<string, number> } {
    const leaving = new Set(deletions.map(({ table, id }) => `${table} ${id}`));
    const here = new Set<string>();
    const awaited = new Map<string, number>();
    let dangling = 0;
    for (const { table, row, cells } of writes) {
      for (const [column, target] of known(table)?.references ?? []) {
        const value = cells === null ? row[column] : cells[column];
        if (typeof value !== 'string') continue;
        const key = `${target} ${value}`;
        if (here.has(key) || (arriving.get(target)?.has(value) ?? false)) continue;
        const exists = known(target)?.exists.get(value) !== undefined;
        if (exists) here.add(key);
        // A deletion waits for as long as something points at its row.
        if (exists || leaving.has(key)) continue;
        dangling += 1;
        const office = awaitedRows.get(key);
        if (office !== undefined) count(awaited, office);
      }
    }
    return { dangling, awaited };
  }

  /** Runs inside the journal's transaction. PACKAGE_REFUSED where the schema does not take a row. */
  function apply(write: Writer, plan: MergePlan, at: number, onStep: OnStep = () => undefined): MergeOutcome {
    connection.pragma('defer_foreign_keys = ON');
    const notes = new Map<string, Omit<TombstoneNote, 'after'>>();
    const note = (table: string, id: string): void => {
      const key = `${table} ${id}`;
      if (notes.has(key)) return;
      notes.set(key, { table, id, before: tombstoneOf(table, id) });
    };
    const tallies = new Map([...plan.tallies].map(([table, tally]) => [table, { ...tally }]));
    const total = plan.writes.length + plan.deletions.length;
    let done = 0;

    function put(one: PlannedRow): void {
      const { table, id, row, cells } = one;
      const buried = tombstone.get(table, id) as TombstoneRow | undefined;
      if (buried !== undefined) {
        note(table, id);
        // It waited to be deleted and is wanted again.
        if (cells !== null) unbury.run(table, id);
      }
      const stamp = stampOf(one);
      if (cells === null) write.insertImage(table, id, { ...imageOf(table, row), ...stamp });
      else write.updateImage(table, id, { ...cells, ...stamp });
    }

    const clashing: PlannedRow[] = [];
    for (const one of plan.writes) {
      done += 1;
      if (done % STEP === 0) onStep(done, total);
      if (!attempt(() => put(one))) clashing.push(one);
    }

    /** Where it comes otherwise than the plan has counted. */
    const move = (
      { table }: Deletion,
      otherwise: boolean,
      from: 'deleted' | 'held',
      to: 'deleted' | 'held',
    ): void => {
      const tally = tallies.get(table);
      if (!otherwise || tally === undefined) return;
      tally[from] -= 1;
      tally[to] += 1;
    };
    // What stands on other rows goes before them; whatever is still referred to waits.
    let waiting: Deletion[] = [...plan.deletions, ...(pending.all() as Deletion[])].toSorted(
      (one, other) => order.indexOf(other.table) - order.indexOf(one.table),
    );
    for (let left = -1; left !== waiting.length && waiting.length > 0;) {
      left = waiting.length;
      waiting = waiting.filter((deletion) => {
        const { table, id, originOfficeId, version } = deletion;
        if (known(table)?.exists.get(id) === undefined) return false;
        if (isReferredTo(table, id)) return true;
        note(table, id);
        write.remove(table as never, id, null);
        move(deletion, plan.waits.has(deletion), 'held', 'deleted');
        bury.run({ table, id, rev: 0, at, originOfficeId, originVersion: version, pending: 0 });
        return false;
      });
    }
    const planned = new Set(plan.deletions);
    for (const deletion of waiting) {
      const { table, id, originOfficeId, version } = deletion;
      move(deletion, planned.has(deletion) && !plan.waits.has(deletion), 'deleted', 'held');
      note(table, id);
      bury.run({ table, id, rev: revOf(table, id), at, originOfficeId, originVersion: version, pending: 1 });
    }
    for (const { table, id, originOfficeId, version } of plan.remembered) {
      note(table, id);
      bury.run({ table, id, rev: 1, at, originOfficeId, originVersion: version, pending: 0 });
    }

    const clashes = settle(clashing, put, write);
    for (const { table, id, cells } of clashes) {
      // The attempt to bring it back has taken its tombstone.
      const before = notes.get(`${table} ${id}`)?.before;
      if (cells === null && before != null) bury.run({ table, id, at, ...before });
      const tally = tallies.get(table);
      if (tally === undefined) continue;
      if (cells === null) tally.added -= 1;
      else tally.changed -= 1;
      tally.held += 1;
    }
    const left = [...notes.values()].map((one) => ({ ...one, after: tombstoneOf(one.table, one.id) }));
    return { tallies, clashes: clashes.length, notes: left };
  }

  function tombstoneOf(table: string, id: string): TombstoneState | null {
    const row = tombstone.get(table, id) as TombstoneRow | undefined;
    return row === undefined
      ? null
      : {
          rev: row.rev,
          originOfficeId: row.origin_office_id,
          originVersion: row.origin_version,
          pending: row.pending,
        };
  }

  /** Whether what a merge has noted of deletions is as it left it: a later package may know a later one. */
  function isAsLeft(notes: readonly TombstoneNote[]): boolean {
    return notes.every(({ table, id, after }) => {
      const now = tombstoneOf(table, id);
      if (now === null || after === null) return now === after;
      return (
        now.rev === after.rev &&
        now.originOfficeId === after.originOfficeId &&
        now.originVersion === after.originVersion &&
        now.pending === after.pending
      );
    });
  }

  /** Rows that meet another one with the same unique values: once the others are written, or all of them step aside. */
  function settle(
    clashing: readonly PlannedRow[],
    put: (one: PlannedRow) => void,
    write: Writer,
  ): readonly PlannedRow[] {
    let left = clashing.filter((one) => !attempt(() => put(one)));
    while (left.length > 0) {
      const before = left.length;
      // Two that changed places: each leaves its value, then both come back.
      const aside = left.map((one) => ({ one, image: one.cells === null ? undefined : rowOf(one) }));
      for (const { one, image } of aside)
        if (image !== undefined) write.remove(one.table as never, one.id, null);
      const failed = aside.filter(({ one, image }) => {
        const {
          id: _id,
          rev: _rev,
          ...cells
        } = { ...image, ...imageOf(one.table, one.row, image === undefined), ...stampOf(one) };
        return !attempt(() => write.insertImage(one.table, one.id, cells as SqlRow));
      });
      for (const { one, image } of failed) {
        if (image === undefined) continue;
        const { id: _id, rev: _rev, ...cells } = image;
        if (!attempt(() => write.insertImage(one.table, one.id, cells as SqlRow))) throw refused();
      }
      left = failed.map(({ one }) => one);
      if (left.length === before || left.every(({ cells }) => cells === null)) break;
    }
    return left;
  }

  function rowOf({ table, id }: PlannedRow): SqlRow | undefined {
    return known(table)?.whole.get(id) as SqlRow | undefined;
  }
  const revOf = (table: string, id: string) =>
    Number((known(table)?.select.get(id) as SqlRow | undefined)?.['rev'] ?? 1);

  /** The cells of a row for this schema; `whole`: with what columns that did not come are filled with. */
  function imageOf(table: string, row: PackageRow, whole = true): SqlRow {
    const own = known(table);
    const image: SqlRow = whole ? { ...own?.defaults } : {};
    for (const name of own?.names ?? []) {
      const value = row[name];
      if (value !== undefined) image[name] = value as SqlValue;
    }
    return image;
  }

  /** Puts tombstones back, after the change set of the merge was reverted. `brought`: rows that the merge had added. */
  function restore(
    brought: readonly { readonly table: string; readonly rowId: string }[],
    notes: readonly TombstoneNote[],
    at: number,
  ): void {
    const added = new Set<string>();
    for (const { table, rowId } of brought) {
      added.add(`${table} ${rowId}`);
      // Nobody deleted it: any state of it may come again.
      forget.run(table, rowId);
    }
    for (const { table, id, before } of notes) {
      if (before !== null) bury.run({ table, id, at, ...before });
      else if (!added.has(`${table} ${id}`)) unbury.run(table, id);
    }
  }

  /** How many rows of this office were taken from packages; counts no further than `enough`. */
  function mergedFrom(officeId: string, enough: number): number {
    let sum = 0;
    for (const table of order) {
      if (sum >= enough) return enough;
      sum += connection
        .prepare(
          `SELECT count(*) FROM (SELECT 1 FROM ${table} WHERE origin_office_id = ? AND origin_version IS NOT NULL LIMIT ?)`,
        )
        .pluck()
        .get(officeId, enough - sum) as number;
    }
    return sum;
  }

  return { plan, apply, isAsLeft, restore, mergedFrom };
}

const OCTETS = 'application/octet-stream';

function stampOf({ row, version }: PlannedRow): SqlRow {
  return { origin_office_id: row['origin_office_id'] ?? null, origin_version: version };
}

function isNothing(cells: Readonly<Record<string, Cell>>): boolean {
  return Object.keys(cells).length === 0;
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function refused(cause?: unknown): AppError {
  return new AppError('PACKAGE_REFUSED', {
    detail: { problems: [{ severity: 'error', code: 'UNFIT_ROWS', count: 1, params: {} }] },
    ...(cause === undefined ? {} : { cause }),
  });
}

/** False where another row has the same unique values; what the schema does not take refuses the whole package. */
function attempt(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'DUPLICATE') return false;
    if (['VALIDATION', 'FROZEN', 'NOT_FOUND', 'IN_USE'].includes(error.code)) throw refused(error);
    throw error;
  }
}

function uniquesOf(connection: Connection, table: string): readonly (readonly string[])[] {
  const indexes = connection.pragma(`index_list(${table})`) as {
    name: string;
    unique: 0 | 1;
    origin: string;
    partial: 0 | 1;
  }[];
  return indexes
    .filter(({ unique, origin, partial }) => unique === 1 && origin !== 'pk' && partial === 0)
    .map(({ name }) =>
      (connection.pragma(`index_info(${name})`) as { name: string }[]).map((one) => one.name),
    );
}

/** What is pointed at before what points at it; a table that points at itself stays where it is. */
function parentsFirst(forms: readonly TableForm[]): readonly string[] {
  const byName = new Map(forms.map((form) => [form.name, form]));
  const order: string[] = [];
  const entered = new Set<string>();
  const visit = (form: TableForm): void => {
    if (entered.has(form.name)) return;
    entered.add(form.name);
    for (const target of Object.values(form.references)) {
      const parent = byName.get(target);
      if (parent !== undefined) visit(parent);
    }
    order.push(form.name);
  };
  for (const form of forms) visit(form);
  return order;
}
