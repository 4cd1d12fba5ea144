import { describe, expect, test } from 'vitest';
import {
  communeAgencies,
  communeCommittee,
  placeNameOf,
  provinceAgencies,
} from '../../../core/rules/default-agencies.ts';
import { shippedCatalogue } from '../../../main/catalogue/shipped.ts';

const unit = (code: string) => shippedCatalogue().find((one) => one.code === code)!;

describe('a province', () => {
  const names = (code: string, usual: boolean) =>
    provinceAgencies(unit(code))
      .filter((one) => one.usual === usual)
      .map((one) => one.name);

  test('has its committee, its office, ten departments and the inspectorate; the others only here and there', () => {
    expect(names('33', true)).toEqual([
      'Ủy ban nhân dân tỉnh Hưng Yên',
      'Văn phòng Ủy ban nhân dân tỉnh',
      'Sở Nội vụ',
      'Sở Tư pháp',
      'Sở Tài chính',
      'Sở Công Thương',
      'Sở Nông nghiệp và Môi trường',
      'Sở Xây dựng',
      'Sở Khoa học và Công nghệ',
      'Sở Văn hóa, Thể thao và Du lịch',
      'Sở Giáo dục và Đào tạo',
      'Sở Y tế',
      'Thanh tra tỉnh',
    ]);
    expect(names('31', true).slice(0, 2)).toEqual([
      'Ủy ban nhân dân thành phố Hải Phòng',
      'Văn phòng Ủy ban nhân dân thành phố',
    ]);
    expect(names('31', false)).toEqual([
      'Sở Dân tộc và Tôn giáo',
      'Sở Ngoại vụ',
      'Sở Du lịch',
      'Ban Quản lý các khu công nghiệp',
      'Trung tâm Phục vụ hành chính công thành phố',
    ]);
  });
});

describe('a commune', () => {
  test('has an office for economy by its kind, and its own centre', () => {
    const offices = (code: string) => communeAgencies(unit(code), '2025-07-01').map((one) => one.name);
    expect(offices('10903')).toEqual([
      'Ủy ban nhân dân xã Cẩm Giàng',
      'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Cẩm Giàng',
      'Phòng Kinh tế xã Cẩm Giàng',
      'Phòng Văn hóa - Xã hội xã Cẩm Giàng',
      'Trung tâm Phục vụ hành chính công xã Cẩm Giàng',
    ]);
    expect(offices('10546')[2]).toBe('Phòng Kinh tế, Hạ tầng và Đô thị phường Chí Linh');
    expect(offices('11914')[2]).toBe('Phòng Kinh tế đặc khu Cát Hải');
  });

  test('is named as the list writes it, mark by mark', () => {
    const [first, second] = [communeCommittee(unit('10888'), null), communeCommittee(unit('10903'), null)];
    expect([first.shortName, second.shortName]).toEqual(['UBND xã Cẩm Giang', 'UBND xã Cẩm Giàng']);
    expect([first.placeName, second.placeName]).toEqual(['Cẩm Giang', 'Cẩm Giàng']);
  });
});

test('the place name has the kind where the name is a number, and for the city named after a person', () => {
  expect(placeNameOf({ name: '4', fullName: 'Phường 4' })).toBe('Phường 4');
  expect(placeNameOf(unit('79'))).toBe('Thành phố Hồ Chí Minh');
  expect(placeNameOf(unit('33'))).toBe('Hưng Yên');
});

test('every proposal of every unit fits the contract: keys that differ, names in NFC within their limits', () => {
  for (const one of shippedCatalogue()) {
    const province = one.parentCode === null;
    const list = province ? provinceAgencies(one) : communeAgencies(one, null);
    expect(new Set(list.map(({ key }) => key)).size).toBe(list.length);
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length);
    for (const { name, abbreviation } of list) {
      expect(name).toBe(name.normalize('NFC'));
      expect(name.length).toBeLessThan(300);
      expect(abbreviation!.length).toBeLessThan(60);
    }
  }
});
