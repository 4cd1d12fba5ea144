// What becomes of one incoming row, case by case. What holds over all orders is in tests/exchange/merge-laws.test.ts.
import { describe, expect, test } from 'vitest';
import {
  decideDeletion,
  decideRow,
  type Grave,
  isPartOf,
  type PresentRow,
} from '../../../../core/exchange/package/merge-rows.ts';
import type { Cell } from '../../../../core/exchange/package/types.ts';

const OURS = '00000001-0000-7000-8000-000000000001';
const THEIRS = '00000002-0000-7000-8000-000000000001';
const THIRD = '00000003-0000-7000-8000-000000000001';
const ID = '00000002-0000-7000-8000-000000000099';
const SHARED = '00000000-0000-5000-8000-000000000001';
const side = {
  ownOfficeId: OURS,
  senderOfficeId: THEIRS,
  withPersonal: true,
  knownOffices: new Set<string>(),
};
const columns = [
  { name: 'name', nullable: true, personal: true },
  { name: 'text', nullable: false, personal: false },
  { name: 'office_id', nullable: true, personal: false },
];

const row = (version: number, cells: Record<string, Cell> = {}, origin = THEIRS, id = ID) => ({
  id,
  origin_office_id: origin,
  origin_version: version,
  name: 'Bà Tư',
  text: 'Chậm',
  office_id: null,
  ...cells,
});
const here = (version: number, cells: Record<string, Cell> = {}, originOfficeId = THEIRS): PresentRow => ({
  originOfficeId,
  version,
  relayed: originOfficeId === THIRD,
  cells: { name: 'Bà Tư', text: 'Chậm', office_id: null, ...cells },
});
const decide = (incoming: ReturnType<typeof row>, present?: PresentRow, grave?: Grave, withPersonal = true) =>
  decideRow({ ...side, withPersonal }, { name: 'finding', columns }, incoming, present, grave);

describe('a row belongs to who made it', () => {
  test('new, newer, the same, older', () => {
    expect(decide(row(5))).toEqual({ action: 'add' });
    expect(decide(row(5, { text: 'Nhanh' }), here(4))).toEqual({
      action: 'change',
      cells: { text: 'Nhanh' },
    });
    expect(decide(row(5), here(5))).toEqual({ action: 'same' });
    expect(decide(row(4, { text: 'Nhanh' }), here(5))).toEqual({ action: 'held', reason: 'older' });
    // One and the same state says one and the same.
    expect(decide(row(5, { text: 'Nhanh' }), here(5))).toEqual({ action: 'same' });
  });

  test('one of our own is never changed from outside', () => {
    expect(decide(row(5, { text: 'Nhanh' }, OURS), here(5, {}, OURS))).toMatchObject({ reason: 'own' });
    expect(decide(row(9, { text: 'Nhanh' }, OURS), here(5, {}, OURS))).toMatchObject({
      reason: 'own_unknown',
    });
    expect(decide(row(9, {}, OURS))).toMatchObject({ reason: 'own_unknown' });
    expect(decide(row(99, { text: 'Nhanh' }), here(5, {}, OURS))).toMatchObject({ reason: 'foreign' });
    expect(decide(row(99, { text: 'Nhanh' }), here(5, {}, THIRD))).toMatchObject({ reason: 'foreign' });
  });

  test('nobody else names our people and plans', () => {
    const held = { action: 'held', reason: 'foreign' };
    expect(decide(row(5, { office_id: OURS }))).toEqual(held);
    expect(decide(row(6, { office_id: OURS }), here(5, { office_id: THEIRS }))).toEqual(held);
    expect(decide(row(6, { office_id: THEIRS }), here(5, { office_id: THEIRS }))).toMatchObject({
      action: 'change',
    });
  });

  test('what every office has by its nature: ours, else that of the smaller office', () => {
    const other = { text: 'Khác' };
    expect(decide(row(5, other, THEIRS, SHARED), here(1, {}, OURS))).toMatchObject({ reason: 'shared' });
    expect(decide(row(5, {}, THEIRS, SHARED), here(1, {}, OURS))).toEqual({ action: 'same' });
    expect(decide(row(5, other, THEIRS, SHARED), here(9, {}, THIRD))).toMatchObject({ action: 'change' });
    expect(decide(row(9, other, THIRD, SHARED), here(5))).toMatchObject({ reason: 'shared' });
  });

  test('what its office has deleted stays away until a later state of it comes', () => {
    const grave = { originOfficeId: THEIRS, version: 5, relayed: false };
    expect(decide(row(4), undefined, grave)).toMatchObject({ reason: 'deleted' });
    expect(decide(row(6), undefined, grave)).toEqual({ action: 'add' });
    const deletion = { id: ID, originOfficeId: THEIRS, version: 5 };
    expect(decideDeletion(side, deletion, here(4), undefined)).toBe('delete');
    expect(decideDeletion(side, deletion, here(5), undefined)).toBe('held');
    expect(decideDeletion(side, deletion, undefined, undefined)).toBe('remember');
    expect(decideDeletion(side, deletion, undefined, grave)).toBe('same');
    expect(decideDeletion(side, { ...deletion, originOfficeId: OURS }, here(4, {}, OURS), undefined)).toBe(
      'held',
    );
    expect(decideDeletion(side, { ...deletion, id: SHARED }, here(4), undefined)).toBe('held');
    expect(decideDeletion(side, deletion, here(4, {}, THIRD), undefined)).toBe('held');
  });
});

describe('what another office hands on', () => {
  const first = (version: number) => here(version);
  const second = (version: number): PresentRow => ({ ...here(version), relayed: true });
  const from = (sender: string, known: readonly string[] = []) => ({
    ...side,
    senderOfficeId: sender,
    knownOffices: new Set(known),
  });
  const handedOn = (
    incoming: ReturnType<typeof row>,
    present?: PresentRow,
    grave?: Grave,
    known?: string[],
  ) => decideRow(from(THIRD, known), { name: 'finding', columns }, incoming, present, grave);

  test('never changes what its office brought, however new it calls itself', () => {
    expect(handedOn(row(9, { text: 'Bịa' }), first(5))).toEqual({ action: 'held', reason: 'relayed' });
    expect(handedOn(row(5, { text: 'Bịa' }), first(5))).toEqual({ action: 'same' });
    expect(handedOn(row(9), undefined, { originOfficeId: THEIRS, version: 5, relayed: false })).toEqual({
      action: 'held',
      reason: 'deleted',
    });
  });

  test('gives way to what its office brings, older or the same', () => {
    expect(decide(row(3, { text: 'Thật' }), second(9))).toEqual({
      action: 'change',
      cells: { text: 'Thật' },
    });
    expect(decide(row(9), second(9))).toEqual({ action: 'change', cells: {} });
    expect(decide(row(3), undefined, { originOfficeId: THEIRS, version: 9, relayed: true })).toEqual({
      action: 'add',
    });
    expect(decideDeletion(side, { id: ID, originOfficeId: THEIRS, version: 3 }, second(9), undefined)).toBe(
      'delete',
    );
  });

  test('is taken of an office that nobody here knows, and the newest of it counts', () => {
    expect(handedOn(row(5))).toEqual({ action: 'add' });
    expect(handedOn(row(6, { text: 'Mới' }), second(5))).toEqual({
      action: 'change',
      cells: { text: 'Mới' },
    });
    expect(handedOn(row(4, { text: 'Cũ' }), second(5))).toEqual({ action: 'held', reason: 'older' });
  });

  test('is not taken of an office that brings its rows itself; only that there is such an office', () => {
    const known = [THEIRS];
    expect(handedOn(row(5), undefined, undefined, known)).toEqual({ action: 'held', reason: 'relayed' });
    expect(handedOn(row(6), second(5), undefined, known)).toEqual({ action: 'held', reason: 'relayed' });
    const office = { name: 'office', columns };
    expect(decideRow(from(THIRD, known), office, row(5), undefined, undefined)).toEqual({ action: 'add' });
    expect(decideRow(from(THIRD, known), office, row(6), second(5), undefined)).toMatchObject({
      reason: 'relayed',
    });
    const gone = { id: ID, originOfficeId: THEIRS, version: 9 };
    expect(decideDeletion(from(THIRD, known), gone, second(5), undefined)).toBe('held');
    expect(decideDeletion(from(THIRD, known), gone, undefined, undefined)).toBe('same');
  });

  test('what all offices have: the word of an office goes before one that was handed on', () => {
    const shared = (sender: string, origin: string, present: PresentRow) =>
      decideRow(
        from(sender),
        { name: 'domain', columns },
        row(5, { text: 'Khác' }, origin, SHARED),
        present,
        undefined,
      );
    const byThird = { ...here(5, {}, THIRD), relayed: false };
    expect(shared(THIRD, THEIRS, byThird)).toMatchObject({ reason: 'shared' });
    expect(shared(THEIRS, THEIRS, byThird)).toMatchObject({ action: 'change' });
    expect(shared(THIRD, THIRD, { ...here(5), relayed: true })).toMatchObject({ action: 'change' });
    expect(shared(THIRD, THEIRS, { ...byThird, relayed: true })).toMatchObject({ action: 'change' });
  });
});

test('a row names what it is about, and is part of rows of its own office alone', () => {
  for (const [table, column, target] of [
    ['visit', 'agency_id', 'agency'],
    ['answer', 'criterion_id', 'criterion'],
    ['plan', 'criteria_set_id', 'criteria_set'],
    ['index_set', 'copied_from_id', 'index_set'],
    ['procedure_check', 'procedure_list_id', 'procedure_list'],
  ] as const)
    expect([table, column, isPartOf(table, column, target)]).toEqual([table, column, false]);
  for (const [table, column, target] of [
    ['remediation_proof', 'recommendation_id', 'recommendation'],
    ['recommendation_event', 'recommendation_id', 'recommendation'],
    ['recommendation', 'verified_by', 'person'],
    ['agency_version', 'agency_id', 'agency'],
    ['agency_succession', 'predecessor_id', 'agency'],
    ['criterion', 'criteria_set_id', 'criteria_set'],
    ['procedure', 'procedure_list_id', 'procedure_list'],
    ['index_entry', 'index_set_id', 'index_set'],
    ['document', 'issuer_id', 'issuer'],
    ['person', 'office_id', 'office'],
  ] as const)
    expect([table, column, isPartOf(table, column, target)]).toEqual([table, column, true]);
});

describe('names that were left out', () => {
  test('come with the same state once it brings them, and are never taken away by it', () => {
    const blanked = here(5, { name: null, text: 'Theo lời …, chậm' });
    const full = { name: 'Bà Tư', text: 'Theo lời Bà Tư, chậm' };
    expect(decide(row(5, full), blanked)).toEqual({ action: 'change', cells: full });
    expect(decide(row(5, { name: null, text: 'Theo lời …, chậm' }), here(5, full), undefined, false)).toEqual(
      { action: 'same' },
    );
  });

  test('an ellipsis of the text itself stands in the way of nothing', () => {
    const whole = { text: 'Thiếu sổ, biểu… theo lời Bà Tư' };
    const blanked = { text: 'Thiếu sổ, biểu… theo lời …' };
    expect(decide(row(5, whole), here(5, blanked))).toEqual({ action: 'change', cells: whole });
    expect(decide(row(5, blanked), here(5, whole))).toEqual({ action: 'same' });
  });

  test('a newer state without names keeps those that are here, and has its own text', () => {
    expect(decide(row(6, { name: null, text: '… đã sửa' }), here(5), undefined, false)).toEqual({
      action: 'change',
      cells: { text: '… đã sửa' },
    });
    // Its own office, that leaves nothing out, has emptied it.
    expect(decide(row(6, { name: null }), here(5))).toEqual({ action: 'change', cells: { name: null } });
  });
});
