/**
 * Agencies that usually exist in a unit: proposals that a person ticks and corrects, never facts. Departments of a
 * province as they are after the reorganisation of early 2025 (Labour in Home Affairs, Information in Science and
 * Technology, Planning in Finance, Transport in Construction, Environment with Agriculture); offices of a commune by
 * Nghị định 150/2025/NĐ-CP. Knows no database.
 */
import type { CatalogueUnit } from '../contract/catalogue.ts';
import type { AgencyKind } from '../contract/common.ts';

export interface DefaultAgency {
  /** Stable within the unit. */
  readonly key: string;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly shortName: string | null;
  readonly abbreviation: string | null;
  readonly placeName: string | null;
  readonly unitCode: string;
  readonly validFrom: string | null;
  readonly usual: boolean;
}

type UnitName = Pick<CatalogueUnit, 'code' | 'kind' | 'name' | 'fullName'>;

export function isProvince(unit: Pick<CatalogueUnit, 'kind'>): boolean {
  return unit.kind === 'tinh' || unit.kind === 'thanh_pho_tw';
}

/** "Xã Cẩm Giàng" inside a sentence: "xã Cẩm Giàng". The name itself is never touched. */
export function unitInSentence(fullName: string): string {
  return fullName.slice(0, 1).toLocaleLowerCase('vi') + fullName.slice(1);
}

/**
 * Địa danh by the first annex of Nghị định 30/2020/NĐ-CP: the bare name, but with the kind before a number ("Phường
 * 4") and for the city named after a person. Other names after persons and events nobody can tell from the list.
 */
export function placeNameOf({ name, fullName }: Pick<CatalogueUnit, 'name' | 'fullName'>): string {
  return /^\d/.test(name) || name === 'Hồ Chí Minh' ? fullName : name;
}

const departments: readonly {
  readonly key: string;
  readonly name: string;
  readonly abbreviation: string;
  readonly usual: boolean;
}[] = [
  { key: 'noi_vu', name: 'Sở Nội vụ', abbreviation: 'SNV', usual: true },
  { key: 'tu_phap', name: 'Sở Tư pháp', abbreviation: 'STP', usual: true },
  { key: 'tai_chinh', name: 'Sở Tài chính', abbreviation: 'STC', usual: true },
  { key: 'cong_thuong', name: 'Sở Công Thương', abbreviation: 'SCT', usual: true },
  { key: 'nong_nghiep', name: 'Sở Nông nghiệp và Môi trường', abbreviation: 'SNNMT', usual: true },
  { key: 'xay_dung', name: 'Sở Xây dựng', abbreviation: 'SXD', usual: true },
  { key: 'khoa_hoc', name: 'Sở Khoa học và Công nghệ', abbreviation: 'SKHCN', usual: true },
  { key: 'van_hoa', name: 'Sở Văn hóa, Thể thao và Du lịch', abbreviation: 'SVHTTDL', usual: true },
  { key: 'giao_duc', name: 'Sở Giáo dục và Đào tạo', abbreviation: 'SGDĐT', usual: true },
  { key: 'y_te', name: 'Sở Y tế', abbreviation: 'SYT', usual: true },
  { key: 'dan_toc', name: 'Sở Dân tộc và Tôn giáo', abbreviation: 'SDTTG', usual: false },
  { key: 'ngoai_vu', name: 'Sở Ngoại vụ', abbreviation: 'SNgV', usual: false },
  { key: 'du_lich', name: 'Sở Du lịch', abbreviation: 'SDL', usual: false },
];

/** The People's Committee of a province and its departments; its communes come from the catalogue. */
export function provinceAgencies(unit: UnitName): readonly DefaultAgency[] {
  const tier = unit.kind === 'thanh_pho_tw' ? 'thành phố' : 'tỉnh';
  const common = { placeName: placeNameOf(unit), unitCode: unit.code, validFrom: null, shortName: null };
  const body = (
    key: string,
    kind: AgencyKind,
    name: string,
    abbreviation: string,
    usual: boolean,
    shortName: string | null = null,
  ): DefaultAgency => ({ ...common, key, kind, name, abbreviation, usual, shortName });
  return [
    body(
      'ubnd',
      'ubnd_tinh',
      `Ủy ban nhân dân ${unitInSentence(unit.fullName)}`,
      'UBND',
      true,
      `UBND ${unitInSentence(unit.fullName)}`,
    ),
    body(
      'van_phong',
      'so_nganh',
      `Văn phòng Ủy ban nhân dân ${tier}`,
      'VPUBND',
      true,
      `Văn phòng UBND ${tier}`,
    ),
    ...departments.map(({ key, name, abbreviation, usual }) =>
      body(key, 'so_nganh', name, abbreviation, usual),
    ),
    body('thanh_tra', 'so_nganh', `Thanh tra ${tier}`, 'TTr', true),
    body('khu_cong_nghiep', 'so_nganh', 'Ban Quản lý các khu công nghiệp', 'BQLKCN', false),
    body(
      'tt_pvhcc',
      'tt_pvhcc',
      `Trung tâm Phục vụ hành chính công ${tier}`,
      'TTPVHCC',
      false,
      `Trung tâm PVHCC ${tier}`,
    ),
  ];
}

export function communeCommittee(unit: UnitName, validFrom: string | null): DefaultAgency {
  const inSentence = unitInSentence(unit.fullName);
  return {
    key: `ubnd_${unit.code}`,
    kind: 'ubnd_xa',
    name: `Ủy ban nhân dân ${inSentence}`,
    shortName: `UBND ${inSentence}`,
    abbreviation: 'UBND',
    placeName: placeNameOf(unit),
    unitCode: unit.code,
    validFrom,
    usual: true,
  };
}

/** The People's Committee of a commune, its specialised offices by the kind of unit, and its service centre. */
export function communeAgencies(unit: UnitName, validFrom: string | null): readonly DefaultAgency[] {
  const inSentence = unitInSentence(unit.fullName);
  const body = (
    key: string,
    kind: AgencyKind,
    name: string,
    shortName: string,
    abbreviation: string,
  ): DefaultAgency => ({
    key,
    kind,
    name: `${name} ${inSentence}`,
    shortName: `${shortName} ${inSentence}`,
    abbreviation,
    placeName: placeNameOf(unit),
    unitCode: unit.code,
    validFrom,
    usual: true,
  });
  const office = (key: string, name: string, shortName: string, abbreviation: string) =>
    body(key, 'phong_cap_xa', name, shortName, abbreviation);
  return [
    communeCommittee(unit, validFrom),
    office('van_phong', 'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân', 'Văn phòng HĐND và UBND', 'VP'),
    unit.kind === 'phuong'
      ? office('kinh_te', 'Phòng Kinh tế, Hạ tầng và Đô thị', 'Phòng KT, HT và ĐT', 'PKTHTĐT')
      : office('kinh_te', 'Phòng Kinh tế', 'Phòng Kinh tế', 'PKT'),
    office('van_hoa_xa_hoi', 'Phòng Văn hóa - Xã hội', 'Phòng VH-XH', 'PVHXH'),
    body('tt_pvhcc', 'tt_pvhcc', 'Trung tâm Phục vụ hành chính công', 'Trung tâm PVHCC', 'TTPVHCC'),
  ];
}
