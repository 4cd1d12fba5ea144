// The three-way merge: what both sides changed differently is asked, nothing filled is lost, and the order in which
// laptops come back does not matter.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type JsonValue } from '../../../core/exchange/canonical-json.ts';
import {
  type Conflict,
  type Merge,
  type MergeRow,
  type MergeTable,
  mergeTable,
  type RowMerge,
  settle,
  type Side,
} from '../../../core/exchange/merge.ts';
import { chance } from '../../long.ts';

const table: MergeTable = {
  name: 'answer',
  groups: [['choice', 'numerator', 'denominator', 'notApplicable']],
  naturalKey: ['visitId', 'criterionId'],
  placed: ['ordinal'],
};
const blankValues = {
  visitId: 'v',
  choice: null,
  numerator: null,
  denominator: null,
  notApplicable: false,
  note: null,
  seen: null,
  ordinal: 1,
};
const row = (id: string, more: Record<string, JsonValue> = {}): MergeRow => ({
  id,
  values: { ...blankValues, criterionId: `c-${id}`, ...more },
});

function applied(ours: readonly MergeRow[], changes: readonly RowMerge[]): MergeRow[] {
  const rows = new Map(ours.map((one) => [one.id, { ...one.values }]));
  for (const change of changes) {
    if (change.action === 'delete') rows.delete(change.id);
    else if (change.action === 'add') rows.set(change.id, { ...change.values });
    else for (const field of change.fields) Object.assign(rows.get(change.id) ?? {}, field.after);
  }
  return [...rows].map(([id, values]) => ({ id, values }));
}
const merged = (base: MergeRow[], ours: MergeRow[], theirs: MergeRow[], deleted: string[] = []): Merge =>
  mergeTable({ table, base, ours, theirs, deleted });

describe('field by field', () => {
  const base = [row('1', { note: 'cũ', choice: 'yes' })];

  test('what only they changed is taken, what only we changed stays', () => {
    const ours = [row('1', { note: 'ta sửa', choice: 'yes' })];
    const theirs = [row('1', { note: 'cũ', choice: 'no' })];
    const { changes, conflicts } = merged(base, ours, theirs);
    expect(conflicts).toEqual([]);
    expect(applied(ours, changes)[0]?.values).toMatchObject({ note: 'ta sửa', choice: 'no' });
  });

  test('what both changed differently is asked with base, ours and theirs', () => {
    const { changes, conflicts } = merged(
      base,
      [row('1', { note: 'ta', choice: 'yes' })],
      [row('1', { note: 'họ', choice: 'yes' })],
    );
    expect(changes).toEqual([]);
    expect(conflicts).toEqual([
      {
        key: 'answer:1:note',
        table: 'answer',
        id: '1',
        field: 'note',
        base: { note: 'cũ' },
        ours: { note: 'ta' },
        theirs: { note: 'họ' },
      },
    ]);
  });

  test('a part and its whole are one: halves of two answers never make a third', () => {
    const none = [row('1')];
    const { changes, conflicts } = merged(
      none,
      [row('1', { numerator: 5, denominator: 9 })],
      [row('1', { numerator: 5, denominator: 112 })],
    );
    expect(changes).toEqual([]);
    expect(conflicts.map(({ field }) => field)).toEqual(['choice']);
    expect(conflicts[0]?.theirs).toEqual({
      choice: null,
      numerator: 5,
      denominator: 112,
      notApplicable: false,
    });
  });

  test('empty never overwrites filled', () => {
    const { changes, conflicts, kept } = merged(base, base, [row('1', { note: '  ', choice: null })]);
    expect({ changes, conflicts, kept }).toEqual({ changes: [], conflicts: [], kept: 2 });
  });

  test('what is not named is not deleted; what is, is, unless it was changed here', () => {
    expect(merged(base, base, [])).toEqual({ changes: [], conflicts: [], kept: 0 });
    expect(merged(base, base, [], ['1']).changes).toEqual([
      { action: 'delete', table: 'answer', id: '1', values: base[0]?.values },
    ]);
    const ours = [row('1', { note: 'ta sửa', choice: 'yes' })];
    expect(merged(base, ours, [], ['1'])).toMatchObject({
      changes: [],
      conflicts: [{ field: '*', theirs: null }],
    });
  });

  test('deleted here and changed there is asked; changed back by choice', () => {
    const merge = merged(base, [], [row('1', { note: 'họ sửa', choice: 'yes' })]);
    expect(merge.conflicts).toMatchObject([{ field: '*', ours: null }]);
    expect(applied([], settle(merge, { 'answer:1:*': 'theirs' }))).toHaveLength(1);
    expect(applied([], settle(merge, { 'answer:1:*': 'ours' }))).toEqual([]);
  });

  test('two answers to one criterion are one row, whatever their ids', () => {
    const ours = [row('a', { criterionId: 'c', note: 'ta' })];
    const theirs = [row('b', { criterionId: 'c', choice: 'yes' })];
    const { changes, conflicts } = merged([], ours, theirs);
    expect(conflicts).toEqual([]);
    expect(applied(ours, changes)).toMatchObject([{ id: 'a', values: { note: 'ta', choice: 'yes' } }]);
  });

  test('a conflict without a choice is refused', () => {
    const merge = merged(
      base,
      [row('1', { note: 'ta', choice: 'yes' })],
      [row('1', { note: 'họ', choice: 'yes' })],
    );
    expect(() => settle(merge, {})).toThrow(RangeError);
    expect(applied(base, settle(merge, { 'answer:1:note': 'base' }))[0]?.values['note']).toBe('cũ');
  });
});

// ── Laws ─────────────────────────────────────────────────────────────────────────────────────────────────

const word = fc.constantFrom<JsonValue>(null, '', 'một', 'hai', 'ba');
const figures = fc.record({
  numerator: fc.constantFrom<JsonValue>(null, 1, 2),
  denominator: fc.constantFrom<JsonValue>(null, 3, 4),
});
const content = fc.record({
  note: word,
  seen: word,
  choice: fc.constantFrom<JsonValue>(null, 'yes', 'no'),
});
const ids = ['1', '2', '3', '4'] as const;
type Edit = (rows: readonly MergeRow[], side: string) => { rows: MergeRow[]; deleted: string[] };
const edit: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...ids), fc.tuple(content, figures), { maxKeys: 3 }),
    fc.array(fc.constantFrom(...ids), { maxLength: 1 }),
    fc.array(content, { maxLength: 2 }),
  )
  .map(([changed, removed, added]) => (rows, side) => ({
    deleted: removed.filter((id) => rows.some((one) => one.id === id)),
    rows: [
      ...rows
        .filter(({ id }) => !removed.some((one) => one === id))
        .map((one) => {
          const [words, numbers] = changed[one.id] ?? [];
          return words === undefined ? one : { id: one.id, values: { ...one.values, ...words, ...numbers } };
        }),
      ...added.map((values, index) => row(`${side}${index}`, values)),
    ],
  }));
const start = fc
  .array(fc.tuple(content, figures), { minLength: 4, maxLength: 4 })
  .map((all) => all.map(([words, numbers], index) => row(ids[index] ?? '', { ...words, ...numbers })));

/** Chooses by what stands there, so that the choice is the same whoever came first; a kept row over a deleted one. */
function choose({ ours, theirs }: Conflict): Side {
  if (ours === null) return 'theirs';
  if (theirs === null) return 'ours';
  return canonicalJson(ours) >= canonicalJson(theirs) ? 'ours' : 'theirs';
}
function takeBack(base: MergeRow[], ours: MergeRow[], back: { rows: MergeRow[]; deleted: string[] }) {
  const merge = merged(base, ours, back.rows, back.deleted);
  const choices = Object.fromEntries(merge.conflicts.map((one) => [one.key, choose(one)]));
  return { merge, rows: applied(ours, settle(merge, choices)) };
}
const sorted = (rows: readonly MergeRow[]) =>
  rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, values }) => [id, canonicalJson(values)]);
const filled = (value: JsonValue | undefined) => value !== null && value !== undefined && value !== '';

describe('laws', () => {
  test('the order in which two laptops come back does not matter', () => {
    fc.assert(
      fc.property(start, edit, edit, (base, one, other) => {
        const [first, second] = [one(base, 'x'), other(base, 'y')];
        const forth = takeBack(base, takeBack(base, base, first).rows, second).rows;
        const back = takeBack(base, takeBack(base, base, second).rows, first).rows;
        expect(sorted(forth)).toEqual(sorted(back));
      }),
      chance(20_301, 300, 20_000),
    );
  });

  test('taking the same file twice changes nothing the second time', () => {
    fc.assert(
      fc.property(start, edit, edit, (base, here, there) => {
        const ours = here(base, 'o').rows;
        const back = there(base, 't');
        const once = takeBack(base, ours, back).rows;
        const again = merged(base, once, back.rows, back.deleted);
        expect(again.changes.filter(({ action }) => action === 'add')).toEqual([]);
        expect(sorted(takeBack(base, once, back).rows)).toEqual(sorted(once));
      }),
      chance(20_302, 300, 20_000),
    );
  });

  test('no filled field is lost: of ours unless the person chose theirs, of theirs unless it is asked', () => {
    fc.assert(
      fc.property(start, edit, edit, (base, here, there) => {
        const ours = here(base, 'o').rows;
        const back = there(base, 't');
        const { merge, rows } = takeBack(base, ours, back);
        const asked = new Set(merge.conflicts.map(({ key }) => key));
        const result = new Map(rows.map((one) => [one.id, one.values]));
        for (const our of ours) {
          if (back.deleted.includes(our.id)) continue;
          for (const name of ['note', 'seen']) {
            if (filled(our.values[name])) expect(filled(result.get(our.id)?.[name])).toBe(true);
          }
        }
        const was = new Map(base.map((one) => [one.id, one.values]));
        for (const their of back.rows) {
          for (const name of ['note', 'seen']) {
            const value = their.values[name] ?? null;
            if (!filled(value) || value === (was.get(their.id)?.[name] ?? null)) continue;
            if (asked.has(`answer:${their.id}:${name}`) || asked.has(`answer:${their.id}:*`)) continue;
            expect(result.get(their.id)?.[name]).toBe(value);
          }
        }
      }),
      chance(20_303, 300, 20_000),
    );
  });

  test('nothing done there is nothing to do here', () => {
    fc.assert(
      fc.property(start, edit, (base, here) => {
        const ours = here(base, 'o').rows;
        expect(merged(base, ours, base)).toMatchObject({ changes: [], conflicts: [] });
      }),
      chance(20_304, 200, 10_000),
    );
  });
});
