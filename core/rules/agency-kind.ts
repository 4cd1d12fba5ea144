/** The kind that a name tells beyond doubt, as official names begin; null where a person has to say. Pure. */
import type { AgencyKind } from '../contract/common.ts';

const committee = String.raw`^(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+`;

/** "thành phố" alone may be a province's or a district's, so it tells nothing. */
const patterns: readonly (readonly [RegExp, AgencyKind])[] = [
  [new RegExp(`${committee}(?:xã|phường|thị trấn|đặc khu)\\s`, 'iu'), 'ubnd_xa'],
  [new RegExp(`${committee}(?:huyện|quận|thị xã)\\s`, 'iu'), 'ubnd_huyen'],
  [new RegExp(`${committee}tỉnh\\s`, 'iu'), 'ubnd_tinh'],
  [/^Sở\s/iu, 'so_nganh'],
  [/^Thanh tra (?:tỉnh|thành phố)/iu, 'so_nganh'],
  [/^Văn phòng (?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND) (?:tỉnh|thành phố)/iu, 'so_nganh'],
  [/^(?:Trung tâm|Chi nhánh) (?:Phục vụ hành chính công|PVHCC)/iu, 'tt_pvhcc'],
];

export function kindOfName(name: string): AgencyKind | null {
  const text = name.normalize('NFC').trim();
  return patterns.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
