/**
 * The catalogue of administrative units that ships with the product: 34 provinces and 3,321 communes. Read once from
 * the CSV; ids follow from code and day, so that two offices mean the same unit. Knows no database.
 */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { adminUnitKind, type CatalogueUnit } from '../../core/contract/catalogue.ts';
import { uuidV5 } from '../../core/rules/uuid.ts';
import shippedUnits from './admin-units-2025.csv?raw';

const UNITS = 'f2b6c0de-6f0b-4d0b-9b59-6a6f0a3b7a52';

/** The two tiers of Nghị quyết 202/2025/QH15 and of the resolutions on communes begin on this day. */
export const shippedFrom = '2025-07-01';

/** The day of the list that was taken over; two provinces are newer, as `shippedSource` says. */
export const shippedAsOf = '2026-07-12';

export const shippedSource =
  'Danh mục đơn vị hành chính sau sắp xếp ngày 01/7/2025 (34 tỉnh, thành phố; 3.321 xã, phường, đặc khu), theo bộ dữ ' +
  'liệu thanglequoc/vietnamese-provinces-database (giấy phép MIT, © 2021 Thang Le Quoc), lấy từ danh mục của Cục Thống ' +
  'kê, trạng thái ngày 12/7/2026. Riêng Quảng Ninh (22) và Bắc Ninh (24) đã sửa theo danh mục ngày 09/10/2026 (hai thành ' +
  'phố trực thuộc trung ương, 12 phường, mã của xã Ba Chẽ); các tỉnh, thành phố khác chưa đối chiếu với danh mục tháng ' +
  '10/2026. Tên gọi và loại đơn vị ghi theo các ngày này và tính từ 01/7/2025: những thay đổi trong năm 2026 (như Đồng ' +
  'Nai thành thành phố trực thuộc trung ương từ 30/4/2026) không có dòng riêng cho thời gian trước đó. Cách đặt dấu ' +
  '(Hoà, Thuỷ) theo bộ dữ liệu; khi in văn bản, dùng tên ghi trong văn bản pháp luật.';

export interface ShippedUnit extends CatalogueUnit {
  readonly id: string;
}

const csvRow = z.strictObject({
  code: z.string().regex(/^\d{2}$|^\d{5}$/),
  name: z.string().min(1),
  name_en: z.string(),
  full_name: z.string().min(1),
  kind: adminUnitKind,
  parent_code: z.string().regex(/^$|^\d{2}$/),
});

/** The id of a unit of the catalogue: a code that is used again from another day names another row. */
export function unitId(code: string, validFrom: string): string {
  return uuidV5(UNITS, `${code}/${validFrom}`);
}

let known: readonly ShippedUnit[] | undefined;

/** In the order of the file: the provinces, then the communes. A fault in it is a fault of the build. */
export function shippedCatalogue(): readonly ShippedUnit[] {
  known ??= z
    .array(csvRow)
    .parse(parse(shippedUnits, { columns: true, skip_empty_lines: true }))
    .map((row) => ({
      id: unitId(row.code, shippedFrom),
      code: row.code,
      parentCode: row.parent_code === '' ? null : row.parent_code,
      kind: row.kind,
      name: row.name,
      // One row writes the kind small, where all others begin with a capital.
      fullName: row.full_name.slice(0, 1).toLocaleUpperCase('vi') + row.full_name.slice(1),
      nameEn: row.name_en === '' ? null : row.name_en,
    }));
  return known;
}
