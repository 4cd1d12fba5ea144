import { describe, expect, test } from 'vitest';
import { createAgencyMatcher, type MatchableAgency } from '../../../core/rules/agency-matching.ts';

const agency = (id: string, name: string, more: Partial<MatchableAgency> = {}): MatchableAgency => ({
  id,
  name,
  kind: 'ubnd_xa',
  parentName: null,
  adminUnitId: null,
  ...more,
});

describe('which agency of ours another office may mean', () => {
  test('the same name is certain, one typed without marks nearly, another commune never', () => {
    const match = createAgencyMatcher([
      agency('a', 'UBND xã Cẩm Giàng'),
      agency('b', 'UBND xã Cẩm Giang'),
      agency('c', 'UBND xã Tân Thành'),
    ]);
    expect(match(agency('x', 'Ủy ban nhân dân xã Cẩm Giàng'))).toEqual([
      { agencyId: 'a', likeness: 100 },
      // The abbreviation in full folds otherwise, so only the words are alike.
      { agencyId: 'b', likeness: 89 },
    ]);
    expect(match(agency('x', 'UBND xã Tân Dương'))).toEqual([]);
  });

  test('two units of the catalogue, and two numbers, are never one', () => {
    const match = createAgencyMatcher([
      agency('a', 'UBND xã Tân Dương', { adminUnitId: 'unit-1' }),
      agency('b', 'UBND phường 1'),
    ]);
    expect(match(agency('x', 'UBND xã Tân Dương', { adminUnitId: 'unit-2' }))).toEqual([]);
    expect(match(agency('x', 'UBND xã Tân Dương mới', { adminUnitId: 'unit-1' }))[0]).toEqual({
      agencyId: 'a',
      likeness: 90,
    });
    expect(match(agency('x', 'UBND phường 2'))).toEqual([]);
  });

  test('kind and parent count', () => {
    const match = createAgencyMatcher([
      agency('a', 'Phòng Nội vụ', { kind: 'phong_cap_huyen', parentName: 'UBND huyện Nam Sách' }),
      agency('b', 'Phòng Nội vụ', { kind: 'phong_cap_huyen', parentName: 'UBND huyện Lai Vung' }),
    ]);
    const asked = agency('x', 'Phòng Nội vụ', {
      kind: 'phong_cap_huyen',
      parentName: 'UBND huyện Lai Vung',
    });
    expect(match(asked).map(({ agencyId, likeness }) => [agencyId, likeness])).toEqual([
      ['b', 100],
      ['a', 75],
    ]);
    expect(match({ ...asked, kind: 'so_nganh' })[0]?.likeness).toBe(80);
  });
});
