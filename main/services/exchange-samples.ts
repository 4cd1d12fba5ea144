/**
 * Rows of a package in words: what each is called, and some of the changed ones to read before they are taken. Never an
 * id: what a column points at is called by its name. Reads only.
 */
import type { ReceivePreview } from '../../core/contract/exchange.ts';
import type { AgencyKind } from '../../core/contract/common.ts';
import type { Cell } from '../../core/exchange/package/types.ts';
import { createAgencyMatcher, type MatchableAgency } from '../../core/rules/agency-matching.ts';
import type { MergePlan, PlannedRow } from '../../db/merge-rows.ts';
import { tableDefinition } from '../../db/registry.ts';
import type { Connection, SqlRow } from '../../db/sqlite.ts';

type Samples = ReceivePreview['samples'];
type Side = Samples[number]['fields'][number]['before'];

const SHOWN = 60;
const LONGEST = 300;
const DEPTH = 3;
/** What a row is called by, the first that is filled. */
const NAMES = [
  'name',
  'title',
  'full_name',
  'subject',
  'text',
  'caption',
  'file_name',
  'content',
  'text_value',
  'field_name',
  'document_name',
  'reporting_unit',
] as const;
/** Pointed at by every row, and saying nothing of it. */
const SAYS_NOTHING = new Set(['office', 'person', 'blob', 'domain']);

export interface RowLabels {
  of(table: string, id: string): string;
  /** Agencies that come new and look like one of these. */
  likeAny(ours: readonly MatchableAgency[]): number;
}

export function createRowLabels(connection: Connection, writes: readonly PlannedRow[]): RowLabels {
  const incoming = new Map(writes.map((one) => [`${one.table} ${one.id}`, one]));
  const versions = new Map<string, string>();
  for (const { table, row } of writes) {
    if (table === 'agency_version') versions.set(String(row['agency_id']), String(row['name']));
  }
  const newestName = connection
    .prepare('SELECT name FROM agency_version WHERE agency_id = ? ORDER BY valid_from DESC, id DESC LIMIT 1')
    .pluck();
  const references = new Map<string, readonly { readonly from: string; readonly table: string }[]>();
  const referencesOf = (table: string) => {
    let found = references.get(table);
    if (found === undefined) {
      found = connection.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[];
      references.set(table, found);
    }
    return found;
  };
  const agencyName = (id: string) => versions.get(id) ?? (newestName.get(id) as string | undefined) ?? '';

  function rowOf(table: string, id: string): Readonly<Record<string, Cell>> | undefined {
    const here = connection.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as SqlRow | undefined;
    return incoming.get(`${table} ${id}`)?.row ?? here;
  }

  function label(table: string, id: string, depth: number): string {
    if (table === 'agency') return agencyName(id);
    if (table === 'blob') return '';
    const row = rowOf(table, id);
    if (row === undefined) return '';
    const text = (name: string) => {
      const value = row[name];
      return typeof value === 'string' ? value.trim() : '';
    };
    const name = NAMES.map(text).find((value) => value !== '') ?? '';
    const own = [text('code'), name].filter((part) => part !== '').join(' ');
    if (own !== '') return cut(own);
    if (depth >= DEPTH) return '';
    const pointed = referencesOf(table)
      .filter((reference) => !SAYS_NOTHING.has(reference.table) && reference.from !== 'copied_from_id')
      .flatMap(({ from, table: target }) => {
        const value = row[from];
        return typeof value === 'string' ? [label(target, value, depth + 1)] : [];
      })
      .filter((part) => part !== '');
    return cut([...new Set(pointed)].slice(0, 2).join(' – '));
  }

  return {
    of: (table, id) => label(table, id, 0),
    likeAny(ours) {
      const fresh = writes.filter(
        ({ table, cells, row }) => table === 'agency' && cells === null && row['unnamed'] !== 1,
      );
      if (fresh.length === 0 || ours.length === 0) return 0;
      const candidatesOf = createAgencyMatcher(ours);
      return fresh.filter(({ id, row }) => {
        const unit = row['admin_unit_id'];
        const foreign = {
          id,
          kind: row['kind'] as AgencyKind,
          name: agencyName(id),
          parentName: null,
          adminUnitId: typeof unit === 'string' ? unit : null,
        };
        return candidatesOf(foreign).length > 0;
      }).length;
    },
  };
}

/** Changed rows first, then those that go, then new ones. */
export function samplesOf(connection: Connection, plan: MergePlan, labels: RowLabels): Samples {
  const changed = plan.writes
    .filter(({ cells }) => cells !== null && Object.keys(cells).length > 0)
    .slice(0, SHOWN);
  const left = SHOWN - changed.length;
  const deleted = plan.deletions.slice(0, left);
  const added = plan.writes.filter(({ cells }) => cells === null).slice(0, left - deleted.length);
  const pointsAt = (table: string) =>
    new Map(
      (connection.pragma(`foreign_key_list(${table})`) as { from: string; table: string }[]).map(
        ({ from, table: target }) => [from, target],
      ),
    );
  const tables = new Map<string, ReadonlyMap<string, string>>();
  const targetOf = (table: string, column: string) => {
    let found = tables.get(table);
    if (found === undefined) tables.set(table, (found = pointsAt(table)));
    return found.get(column);
  };
  function side(table: string, column: string, value: Cell): Side {
    if (value === null) return null;
    const target = targetOf(table, column);
    if (target !== undefined) return labels.of(target, String(value));
    if (tableDefinition(table).bySqlName.get(column)?.type === 'boolean') return value === 1;
    return typeof value === 'string' ? cut(value) : value;
  }
  return [
    ...changed.map(({ table, id, cells, present }) => ({
      table,
      rowId: id,
      label: labels.of(table, id),
      action: 'change' as const,
      fields: Object.entries(cells ?? {}).map(([column, after]) => ({
        field: tableDefinition(table).bySqlName.get(column)?.key ?? column,
        before: side(table, column, present?.cells[column] ?? null),
        after: side(table, column, after),
      })),
    })),
    ...deleted.map(({ table, id }) => ({
      table,
      rowId: id,
      label: labels.of(table, id),
      action: 'delete' as const,
      fields: [],
    })),
    ...added.map(({ table, id }) => ({
      table,
      rowId: id,
      label: labels.of(table, id),
      action: 'add' as const,
      fields: [],
    })),
  ];
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}
