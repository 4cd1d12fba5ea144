import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CatalogueUnit } from '../../../core/contract/catalogue.ts';
import {
  coverageOf,
  diffCatalogue,
  joinFullName,
  splitFullName,
  type UnitDifference,
} from '../../../core/rules/catalogue-diff.ts';
import { kindOfName } from '../../../core/rules/agency-kind.ts';
import { shippedCatalogue } from '../../../main/catalogue/shipped.ts';
import { chance } from '../../long.ts';

const unit = (code: string, fullName: string, parentCode: string | null = '31'): CatalogueUnit => {
  const { kind, name } = splitFullName(fullName)!;
  return { code, fullName, kind, name, parentCode, nameEn: null };
};
const haiPhong = unit('31', 'Thành phố Hải Phòng', null);
const actions = (differences: readonly UnitDifference<CatalogueUnit, CatalogueUnit>[]) =>
  differences.map((one) => [
    one.action,
    'after' in one ? one.after.code : one.before.code,
    ...(one.action === 'change' ? one.aspects : []),
  ]);

describe('a newer list', () => {
  const current = [haiPhong, unit('10888', 'Xã Cẩm Giang'), unit('10903', 'Xã Cẩm Giàng')];

  test('new, renamed, of another kind, moved, gone', () => {
    const list = [
      haiPhong,
      unit('33', 'Tỉnh Hưng Yên', null),
      unit('10888', 'Phường Cẩm Giang'),
      unit('10903', 'Xã Cẩm Giàng', '33'),
      unit('11000', 'Xã Mới'),
    ];
    expect(actions(diffCatalogue([...current, unit('11111', 'Xã Cũ')], list))).toEqual([
      ['same', '31'],
      ['add', '33'],
      ['change', '10888', 'name', 'kind'],
      ['change', '10903', 'parent'],
      ['add', '11000'],
      ['end', '11111'],
    ]);
  });

  test('one tone mark is another name; where the tone stands is not', () => {
    expect(actions(diffCatalogue(current, [haiPhong, unit('10888', 'Xã Cẩm Giàng'), current[2]!]))).toEqual([
      ['same', '31'],
      ['change', '10888', 'name'],
      ['same', '10903'],
    ]);
    expect(
      actions(diffCatalogue([haiPhong, unit('1', 'Xã Hoà An')], [haiPhong, unit('1', 'Xã Hòa An')])),
    ).toEqual([
      ['same', '31'],
      ['same', '1'],
    ]);
  });

  test('the same unit under another code is told, unless two have its name', () => {
    const before = [unit('22', 'Tỉnh Quảng Ninh', null), unit('06978', 'Xã Ba Chẽ', '22')];
    const after = [unit('22', 'Tỉnh Quảng Ninh', null), unit('06970', 'Xã Ba Chẽ', '22')];
    expect(actions(diffCatalogue(before, after))).toEqual([
      ['same', '22'],
      ['change', '06970', 'code'],
    ]);
    expect(actions(diffCatalogue(before, [...after, unit('06971', 'Xã Ba Chẽ', '22')]))).toEqual([
      ['same', '22'],
      ['add', '06970'],
      ['add', '06971'],
      ['end', '06978'],
    ]);
  });

  test('what the list does not speak of is not gone', () => {
    const others = [unit('33', 'Tỉnh Hưng Yên', null), unit('12000', 'Xã Xa', '33')];
    // Communes of one province: neither the provinces nor the communes of others.
    expect(actions(diffCatalogue([...current, ...others], [current[1]!]))).toEqual([
      ['same', '10888'],
      ['end', '10903'],
    ]);
    // Provinces alone: a province that is gone takes its communes with it.
    expect(actions(diffCatalogue([...current, ...others], [haiPhong]))).toEqual([
      ['same', '31'],
      ['end', '33'],
      ['end', '12000'],
    ]);
    // What stands there unreadably is not gone either.
    expect(actions(diffCatalogue(current, [current[1]!], { unread: new Set(['10903']) }))).toEqual([
      ['same', '10888'],
    ]);
  });
});

describe('for any two lists', () => {
  const provinces = ['01', '31', '33'];
  const someUnit = fc.record({
    code: fc.constantFrom('00001', '00002', '00003', '00004', '00005'),
    fullName: fc.constantFrom('Xã An', 'Xã Ân', 'Phường An', 'Xã Bình', 'Đặc khu Cát', 'Xã Hoà', 'Xã Hòa'),
    parentCode: fc.constantFrom(...provinces),
  });
  const lists = fc
    .record({
      provinces: fc.subarray(provinces),
      communes: fc.uniqueArray(someUnit, { selector: (one) => one.code, maxLength: 5 }),
    })
    .map((given) => [
      ...given.provinces.map((code) => unit(code, `Tỉnh ${code}`, null)),
      ...given.communes.map((one) => unit(one.code, one.fullName, one.parentCode)),
    ]);
  const key = (one: CatalogueUnit) =>
    `${one.code} ${one.fullName.replace('oà', 'òa')} ${one.parentCode ?? ''}`;
  const apply = (
    current: readonly CatalogueUnit[],
    differences: readonly UnitDifference<CatalogueUnit, CatalogueUnit>[],
  ): CatalogueUnit[] => {
    const ended = new Set<CatalogueUnit>();
    const begun: CatalogueUnit[] = [];
    for (const one of differences) {
      if (one.action === 'change' || one.action === 'end') ended.add(one.before);
      if (one.action === 'change' || one.action === 'add') begun.push(one.after);
    }
    return [...current.filter((one) => !ended.has(one)), ...begun];
  };

  test('every unit of the list has one line, no unit ends twice, and no code is there twice afterwards', () => {
    fc.assert(
      fc.property(lists, lists, (current, list) => {
        const differences = diffCatalogue(current, list);
        const lines = differences.flatMap((one) => ('after' in one ? [one.after] : []));
        expect(lines).toEqual(list);
        const befores = differences.flatMap((one) => ('before' in one ? [one.before] : []));
        expect(new Set(befores).size).toBe(befores.length);
        const codes = apply(current, differences).map((one) => one.code);
        expect(new Set(codes).size).toBe(codes.length);
      }),
      chance(328, 100, 5000),
    );
  });

  test('afterwards what the list speaks of is the list, the rest is as it was, and a second time all is the same', () => {
    fc.assert(
      fc.property(lists, lists, (current, list) => {
        const after = apply(current, diffCatalogue(current, list));
        const listed = new Set(list.map((one) => one.code));
        expect(
          after
            .filter((one) => listed.has(one.code))
            .map(key)
            .sort(),
        ).toEqual(list.map(key).sort());
        const { provinces: all, parents } = coverageOf(list);
        for (const one of after.filter((left) => !listed.has(left.code))) {
          expect(current).toContain(one);
          expect(one.parentCode === null ? all : parents.has(one.parentCode)).toBe(false);
        }
        expect(diffCatalogue(after, list).every((one) => one.action === 'same')).toBe(true);
      }),
      chance(329, 100, 5000),
    );
  });

  test('a list against itself changes nothing, and against nothing is all new', () => {
    fc.assert(
      fc.property(lists, (list) => {
        expect(diffCatalogue(list, list).every((one) => one.action === 'same')).toBe(true);
        expect(diffCatalogue([], list).every((one) => one.action === 'add')).toBe(true);
      }),
      chance(330, 100, 5000),
    );
  });
});

test('the shipped names are a kind and a name, and come together again', () => {
  for (const one of shippedCatalogue()) {
    expect(splitFullName(one.fullName)).toEqual({ kind: one.kind, name: one.name });
    expect(joinFullName(one.kind, one.name)).toBe(one.fullName);
  }
  expect(splitFullName('Cẩm Giàng')).toBeUndefined();
  expect(splitFullName('xã Cẩm Giàng')).toEqual({ kind: 'xa', name: 'Cẩm Giàng' });
});

test.each([
  ['Ủy ban nhân dân xã Cẩm Giàng', 'ubnd_xa'],
  ['UBND phường Chí Linh', 'ubnd_xa'],
  ['UBND thị trấn Lai Cách', 'ubnd_xa'],
  ['Uỷ ban nhân dân huyện Nam Sách', 'ubnd_huyen'],
  ['UBND thành phố Chí Linh', null],
  ['Ủy ban nhân dân tỉnh Hưng Yên', 'ubnd_tinh'],
  ['Sở Nội vụ', 'so_nganh'],
  ['Thanh tra tỉnh', 'so_nganh'],
  ['Trung tâm Phục vụ hành chính công xã An', 'tt_pvhcc'],
  ['Trung tâm Y tế', null],
  ['Kho bạc Nhà nước', null],
])('the kind of "%s" is %s', (name, kind) => {
  expect(kindOfName(name)).toBe(kind);
});
