import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closesParentCircle,
  ending,
  isInForce,
  type NameVersion,
  type NameWindow,
  overlappingBound,
  overlaps,
  renaming,
  sharedWindow,
} from '../../../core/rules/agency-names.ts';
import { addDays } from '../../../core/rules/due.ts';
import { chance } from '../../long.ts';

const version = (
  id: string,
  validFrom: string | null,
  validTo: string | null,
  parentAgencyId: string | null = null,
): NameVersion => ({ id, agencyId: 'a', validFrom, validTo, parentAgencyId });

const day = fc.integer({ min: 0, max: 400 }).map((count) => addDays('2025-01-01', count));
const window = fc
  .tuple(fc.option(day), fc.option(day))
  .map(([first, second]): NameWindow =>
    first !== null && second !== null && second < first
      ? { validFrom: second, validTo: first }
      : { validFrom: first, validTo: second },
  );

describe('windows', () => {
  test('two overlap exactly where some day is in both', () => {
    fc.assert(
      fc.property(window, window, (first, second) => {
        const days = Array.from({ length: 402 }, (_one, index) => addDays('2024-12-31', index));
        const both = days.filter((one) => isInForce(first, one) && isInForce(second, one));
        expect(overlaps(first, second)).toBe(both.length > 0);
        expect(overlaps(second, first)).toBe(both.length > 0);
        const shared = sharedWindow(first, second);
        if (shared !== undefined) expect(days.filter((one) => isInForce(shared, one))).toEqual(both);
      }),
      chance(310, 100, 5000),
    );
  });

  test('the bound that reaches into the other is named', () => {
    const others = [version('x', '2025-07-01', '2025-12-31')];
    expect(overlappingBound(others, { validFrom: '2025-01-01', validTo: '2025-07-01' })).toBe('validTo');
    expect(overlappingBound(others, { validFrom: null, validTo: null })).toBe('validTo');
    expect(overlappingBound(others, { validFrom: '2025-12-31', validTo: null })).toBe('validFrom');
    expect(
      overlappingBound([version('x', null, '2025-06-30')], { validFrom: null, validTo: '2024-01-01' }),
    ).toBe('validFrom');
    expect(overlappingBound(others, { validFrom: null, validTo: '2025-06-30' })).toBeUndefined();
    expect(overlappingBound(others, { validFrom: '2026-01-01', validTo: null })).toBeUndefined();
  });
});

describe('a new name', () => {
  test('ends the newest one the day before; an end that was known stays', () => {
    const versions = [version('old', null, '2024-12-31'), version('new', '2025-01-01', null)];
    expect(renaming(versions, '2025-07-01')).toEqual({
      ends: { id: 'new', validTo: '2025-06-30' },
      validTo: null,
    });
    expect(renaming([version('one', null, '2025-12-31')], '2025-07-01')).toEqual({
      ends: { id: 'one', validTo: '2025-06-30' },
      validTo: '2025-12-31',
    });
  });

  test('neither before the newest name nor after the end', () => {
    expect(renaming([version('one', '2025-07-01', null)], '2025-07-01')).toBeUndefined();
    expect(renaming([version('one', null, '2025-06-30')], '2025-07-01')).toBeUndefined();
  });

  test('after any renamings every day has at most one name, and no day lost its name', () => {
    fc.assert(
      fc.property(fc.array(day, { maxLength: 8 }), (days) => {
        let versions = [version('0', null, null)];
        days.forEach((from, index) => {
          const plan = renaming(versions, from);
          if (plan === undefined) return;
          versions = versions.map((one) =>
            one.id === plan.ends?.id ? { ...one, validTo: plan.ends.validTo } : one,
          );
          versions.push(version(String(index + 1), from, plan.validTo));
        });
        for (const one of ['2024-01-01', ...days, '2030-01-01']) {
          expect(versions.filter((candidate) => isInForce(candidate, one))).toHaveLength(1);
        }
      }),
      chance(311, 100, 5000),
    );
  });
});

describe('the end', () => {
  test('is the day before; a name that begins later contradicts it', () => {
    expect(ending([version('one', null, null)], '2025-07-01')).toEqual({
      ok: true,
      ends: { id: 'one', validTo: '2025-06-30' },
    });
    expect(ending([version('one', null, '2025-06-30')], '2025-07-01')).toEqual({ ok: true, ends: null });
    expect(
      ending([version('one', null, '2024-12-31'), version('two', '2025-01-01', '2026-01-01')], '2025-07-01'),
    ).toEqual({ ok: true, ends: { id: 'two', validTo: '2025-06-30' } });
    expect(ending([version('one', '2025-07-01', null)], '2025-07-01')).toEqual({ ok: false });
  });

  test('afterwards no day from then on has a name, and every day before keeps its own', () => {
    fc.assert(
      fc.property(window, day, (only, effectiveOn) => {
        const before = version('one', only.validFrom, only.validTo);
        const end = ending([before], effectiveOn);
        if (!end.ok) {
          expect(only.validFrom !== null && only.validFrom >= effectiveOn).toBe(true);
          return;
        }
        const after = end.ends === null ? before : { ...before, validTo: end.ends.validTo };
        for (let count = -3; count <= 3; count += 1) {
          const one = addDays(effectiveOn, count);
          expect(isInForce(after, one)).toBe(count < 0 && isInForce(before, one));
        }
      }),
      chance(312, 100, 5000),
    );
  });
});

describe('parents', () => {
  const tree =
    (rows: Readonly<Record<string, readonly (readonly [string | null, string | null, string | null])[]>>) =>
    (id: string): NameVersion[] =>
      (rows[id] ?? []).map(([parentAgencyId, validFrom, validTo], index) => ({
        id: `${id}${index}`,
        agencyId: id,
        parentAgencyId,
        validFrom,
        validTo,
      }));
  const open = { validFrom: null, validTo: null };

  test('a circle is refused through any number of steps', () => {
    const versions = tree({ b: [['a', null, null]], c: [['b', null, null]] });
    expect(closesParentCircle('a', 'a', open, versions)).toBe(true);
    expect(closesParentCircle('a', 'b', open, versions)).toBe(true);
    expect(closesParentCircle('a', 'c', open, versions)).toBe(true);
    expect(closesParentCircle('d', 'c', open, versions)).toBe(false);
  });

  test('what was above once may stand below later', () => {
    const versions = tree({ b: [['a', null, '2025-06-30']] });
    expect(closesParentCircle('a', 'b', { validFrom: '2025-07-01', validTo: null }, versions)).toBe(false);
    expect(closesParentCircle('a', 'b', { validFrom: '2025-06-30', validTo: null }, versions)).toBe(true);
  });

  test('links that never hold together make no circle', () => {
    const versions = tree({ b: [['c', null, '2020-12-31']], c: [['a', '2021-01-01', null]] });
    expect(closesParentCircle('a', 'b', open, versions)).toBe(false);
  });

  test('a circle that is there already does not keep the search from ending', () => {
    const versions = tree({ b: [['c', null, null]], c: [['b', null, null]] });
    expect(closesParentCircle('a', 'b', open, versions)).toBe(false);
  });
});
