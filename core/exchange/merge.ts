/**
 * The one three-way merge: what somebody made of rows that were handed out, into what has become of them here. Field by
 * field against the base; only what both sides changed differently is asked. Empty never overwrites filled; a row that
 * is not named is not deleted. Knows tables by their description only; writes nothing.
 */
import { canonicalJson, type JsonValue } from './canonical-json.ts';

export type Values = Readonly<Record<string, JsonValue>>;
export interface MergeRow {
  readonly id: string;
  readonly values: Values;
}

export interface MergeTable {
  readonly name: string;
  /** Columns that mean something only together (a part and its whole): compared and taken as one. */
  readonly groups: readonly (readonly string[])[];
  /** Columns by which two rows with different ids are the same row; none: only the id tells. */
  readonly naturalKey: readonly string[];
  /** Columns that come with a new row and are never compared (its place in a list). */
  readonly placed: readonly string[];
}

export interface MergeInput {
  readonly table: MergeTable;
  readonly base: readonly MergeRow[];
  readonly ours: readonly MergeRow[];
  readonly theirs: readonly MergeRow[];
  /** Ids that the other side deleted: absence alone says nothing. */
  readonly deleted: readonly string[];
}

export type Side = 'ours' | 'theirs' | 'base';

export interface FieldMerge {
  /** The first column of its group. */
  readonly field: string;
  readonly before: Values;
  readonly after: Values;
}
export type RowMerge =
  | { readonly action: 'add'; readonly table: string; readonly id: string; readonly values: Values }
  | {
      readonly action: 'change';
      readonly table: string;
      readonly id: string;
      readonly fields: readonly FieldMerge[];
    }
  | { readonly action: 'delete'; readonly table: string; readonly id: string; readonly values: Values };

export interface Conflict {
  /** `<table>:<row id>:<field>`; the field is `*` where one side deleted the row that the other one changed. */
  readonly key: string;
  readonly table: string;
  readonly id: string;
  readonly field: string;
  /** Null: the row is not there on that side. */
  readonly base: Values | null;
  readonly ours: Values | null;
  readonly theirs: Values | null;
}

export interface Merge {
  readonly changes: readonly RowMerge[];
  readonly conflicts: readonly Conflict[];
  /** Fields where ours stays although theirs says less or something else. */
  readonly kept: number;
}

export function mergeTable({ table, base, ours, theirs, deleted }: MergeInput): Merge {
  const baseById = new Map(base.map((row) => [row.id, row]));
  const oursById = new Map(ours.map((row) => [row.id, row]));
  const oursByKey = new Map(ours.flatMap((row) => entryOf(naturalKeyOf(table, row), row)));
  const changes: RowMerge[] = [];
  const conflicts: Conflict[] = [];
  let kept = 0;

  for (const their of theirs) {
    const key = naturalKeyOf(table, their);
    const our = oursById.get(their.id) ?? (key === null ? undefined : oursByKey.get(key));
    const was = baseById.get(their.id) ?? (our === undefined ? undefined : baseById.get(our.id));
    if (our === undefined) {
      if (was === undefined) {
        changes.push({ action: 'add', table: table.name, id: their.id, values: their.values });
      } else {
        const wanted = filledOver(table, was.values, their.values);
        if (differs(table, was.values, wanted)) {
          conflicts.push(conflictOf(table.name, their.id, '*', was.values, null, wanted));
        }
      }
      continue;
    }
    const fields: FieldMerge[] = [];
    for (const group of groupsOf(table, their.values)) {
      const [before, our1, their1] = [was?.values ?? null, our.values, their.values].map((values) =>
        values === null ? blank(group) : pick(values, group),
      ) as [Values, Values, Values];
      const field = group[0] ?? '';
      const same = (one: Values, other: Values) => canonicalJson(one) === canonicalJson(other);
      if (same(our1, their1) || same(before, their1)) continue;
      if (isEmpty(their1, group)) kept += isEmpty(our1, group) ? 0 : 1;
      else if (same(before, our1) || isEmpty(our1, group)) {
        fields.push({ field, before: our1, after: their1 });
      } else {
        conflicts.push(
          conflictOf(table.name, our.id, field, was === undefined ? null : before, our1, their1),
        );
      }
    }
    if (fields.length > 0) changes.push({ action: 'change', table: table.name, id: our.id, fields });
  }

  for (const id of deleted) {
    const was = baseById.get(id);
    const our = oursById.get(id);
    if (was === undefined || our === undefined) continue;
    if (differs(table, was.values, our.values)) {
      conflicts.push(conflictOf(table.name, id, '*', was.values, our.values, null));
    } else changes.push({ action: 'delete', table: table.name, id, values: our.values });
  }
  return { changes, conflicts, kept };
}

/** The changes with what the person chose for each conflict; a conflict without a choice throws. */
export function settle({ changes, conflicts }: Merge, choices: Readonly<Record<string, Side>>): RowMerge[] {
  const settled: RowMerge[] = [...changes];
  for (const conflict of conflicts) {
    const choice = choices[conflict.key];
    if (choice === undefined) throw new RangeError(`No choice for ${conflict.key}`);
    const row = rowOfChoice(conflict, choice);
    if (row === null) continue;
    const at = settled.findIndex(
      (one) => one.action === 'change' && one.table === row.table && one.id === row.id,
    );
    const known = settled[at];
    if (row.action === 'change' && known?.action === 'change') {
      settled[at] = { ...known, fields: [...known.fields, ...row.fields] };
    } else settled.push(row);
  }
  return settled;
}

function rowOfChoice(conflict: Conflict, choice: Side): RowMerge | null {
  const { table, id, field, ours } = conflict;
  const wanted = conflict[choice];
  if (choice === 'ours') return null;
  if (field === '*') {
    if (wanted === null) return ours === null ? null : { action: 'delete', table, id, values: ours };
    if (ours === null) return { action: 'add', table, id, values: wanted };
    return {
      action: 'change',
      table,
      id,
      fields: Object.keys(wanted)
        .filter((name) => canonicalJson(wanted[name] ?? null) !== canonicalJson(ours[name] ?? null))
        .map((name) => ({
          field: name,
          before: { [name]: ours[name] ?? null },
          after: { [name]: wanted[name] ?? null },
        })),
    };
  }
  const before = ours ?? {};
  const after = wanted ?? Object.fromEntries(Object.keys(before).map((name) => [name, null]));
  return { action: 'change', table, id, fields: [{ field, before, after }] };
}

function conflictOf(
  table: string,
  id: string,
  field: string,
  base: Values | null,
  ours: Values | null,
  theirs: Values | null,
): Conflict {
  return { key: `${table}:${id}:${field}`, table, id, field, base, ours, theirs };
}

/** Every compared column once: those that belong together, and the rest one by one. */
function groupsOf(table: MergeTable, values: Values): (readonly string[])[] {
  const grouped = new Set([...table.groups.flat(), ...table.placed, ...table.naturalKey]);
  return [...table.groups, ...Object.keys(values).flatMap((name) => (grouped.has(name) ? [] : [[name]]))];
}

function differs(table: MergeTable, one: Values, other: Values): boolean {
  return groupsOf(table, other).some(
    (group) => canonicalJson(pick(one, group)) !== canonicalJson(pick(other, group)),
  );
}

/** Theirs, with what they left empty as it was. */
function filledOver(table: MergeTable, was: Values, theirs: Values): Values {
  const emptied = groupsOf(table, theirs).filter((group) => isEmpty(pick(theirs, group), group));
  return { ...theirs, ...pick(was, emptied.flat()) };
}

const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

/** What a row that was not there says of these columns. */
const blank = (names: readonly string[]): Values => Object.fromEntries(names.map((name) => [name, null]));

/** A lone "no" is an answer; among columns that mean something only together it says nothing. */
function isEmpty(values: Values, group: readonly string[]): boolean {
  return Object.values(values).every(
    (value) =>
      value === null ||
      (typeof value === 'string' && value.trim() === '') ||
      (value === false && group.length > 1) ||
      (typeof value === 'object' && Object.keys(value).length === 0),
  );
}

function naturalKeyOf(table: MergeTable, row: MergeRow): string | null {
  return table.naturalKey.length === 0 ? null : canonicalJson(pick(row.values, table.naturalKey));
}
const entryOf = (key: string | null, row: MergeRow): [string, MergeRow][] =>
  key === null ? [] : [[key, row]];
