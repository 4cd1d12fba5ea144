/**
 * A newer list of administrative units, as a diff against the units in force on the day from which it holds. What
 * differs ends one row and begins another; nothing is overwritten, and what the list does not speak of stays.
 */
import { isDay } from '../../../core/contract/day.ts';
import type { AdminUnitKind, CatalogueUnit } from '../../../core/contract/catalogue.ts';
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import { type FieldSpec, type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import {
  coverageOf,
  diffCatalogue,
  joinFullName,
  splitFullName,
  type UnitDifference,
} from '../../../core/rules/catalogue-diff.ts';
import { isInForce } from '../../../core/rules/agency-names.ts';
import { isProvince } from '../../../core/rules/default-agencies.ts';
import { addDays } from '../../../core/rules/due.ts';
import type { StoredAdminUnit } from '../../../db/admin-units.ts';
import { unitId } from '../../catalogue/shipped.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

const kinds: ReadonlyMap<AdminUnitKind, readonly string[]> = new Map([
  ['tinh', ['Tỉnh']],
  ['thanh_pho_tw', ['Thành phố trực thuộc trung ương', 'Thành phố', 'Thành phố Trung ương', 'TP']],
  ['xa', ['Xã']],
  ['phuong', ['Phường']],
  ['dac_khu', ['Đặc khu']],
]);

const fields: readonly FieldSpec[] = [
  {
    key: 'code',
    labels: { vi: 'Mã', en: 'Code' },
    synonyms: ['Mã đơn vị hành chính', 'Mã ĐVHC', 'Mã số', 'Mã xã', 'Mã đơn vị', 'code', 'ward code'],
    required: true,
    type: 'text',
    maxLength: 10,
    hint: 'Hai chữ số với tỉnh, thành phố; năm chữ số với xã, phường, đặc khu. Giữ số 0 ở đầu.',
  },
  {
    key: 'fullName',
    labels: { vi: 'Tên đầy đủ', en: 'Full name' },
    synonyms: ['Tên', 'Tên đơn vị hành chính', 'Tên đơn vị', 'Tên xã', 'Xã/phường', 'full_name', 'full name'],
    required: true,
    type: 'text',
    maxLength: 200,
    hint: 'Tên có cả loại đơn vị, ví dụ "Xã Cẩm Giàng"; hoặc chỉ tên, khi có cột loại.',
  },
  {
    key: 'kind',
    labels: { vi: 'Loại', en: 'Kind' },
    synonyms: ['Cấp', 'Loại đơn vị', 'Loại hình', 'Loại đơn vị hành chính', 'kind'],
    required: false,
    type: { oneOf: kinds },
  },
  {
    key: 'parentCode',
    labels: { vi: 'Mã tỉnh, thành phố', en: 'Code of the province' },
    synonyms: ['Mã TP', 'Mã tỉnh', 'Mã tỉnh/thành phố', 'Mã cấp trên', 'parent_code', 'province code'],
    required: false,
    type: 'text',
    maxLength: 10,
    hint: 'Để trống với tỉnh, thành phố.',
  },
  {
    key: 'nameEn',
    labels: { vi: 'Tên tiếng Anh', en: 'English name' },
    synonyms: ['Tên không dấu', 'name_en', 'english name'],
    required: false,
    type: 'text',
    maxLength: 200,
  },
];

interface ListedUnit extends CatalogueUnit {
  readonly record: SheetRecord;
}

/** Excel takes the zeros off a code that it keeps as a number; the level tells how many there were. */
function codeOf(text: string | null, digits: 2 | 5): string | null {
  return text !== null && /^\d+$/.test(text) ? text.padStart(digits, '0') : text;
}

function readUnit(
  { fault }: Pick<ImportRequest, 'fault'>,
  record: SheetRecord,
): { readonly unit: ListedUnit } | { readonly faults: readonly ImportFault[] } {
  const faults: ImportFault[] = [];
  const written = textOf(record, 'fullName') ?? '';
  const split = splitFullName(written);
  const stated = textOf(record, 'kind') as AdminUnitKind | null;
  // A name may begin with the word of a kind and still be a bare name; the column, where there is one, decides.
  const kind = stated ?? split?.kind ?? null;
  if (kind === null) {
    return {
      faults: [fault(record, 'kind', 'REQUIRED_EMPTY', { params: { label: 'Loại', labelEn: 'Kind' } })],
    };
  }
  const name = split !== undefined && split.kind === kind ? split.name : written;
  const province = isProvince({ kind });
  const code = codeOf(textOf(record, 'code'), province ? 2 : 5) ?? '';
  const parentCode = codeOf(textOf(record, 'parentCode'), 2);
  if (!/^\d{2}$|^\d{5}$/.test(code) || province !== (code.length === 2)) {
    faults.push(fault(record, 'code', 'UNKNOWN_VALUE', { params: { expected: province ? '01' : '00001' } }));
  }
  if (province !== (parentCode === null)) faults.push(fault(record, 'parentCode', 'BAD_HIERARCHY'));
  if (faults.length > 0) return { faults };
  const fullName = split?.kind === kind ? written : joinFullName(kind, name);
  return { unit: { record, code, parentCode, kind, name, fullName, nameEn: textOf(record, 'nameEn') } };
}

function changesOf(
  difference: UnitDifference<StoredAdminUnit, ListedUnit>,
  nameOf: (code: string | null) => string | null,
): ImportRow['changes'] {
  if (difference.action !== 'change') return [];
  const { before, after } = difference;
  const kindName = (kind: AdminUnitKind) => kinds.get(kind)?.[0] ?? kind;
  return difference.aspects.map((aspect) => {
    switch (aspect) {
      case 'code':
        return { field: 'code', before: before.code, after: after.code };
      case 'name':
        return { field: 'fullName', before: before.fullName, after: after.fullName };
      case 'kind':
        return { field: 'kind', before: kindName(before.kind), after: kindName(after.kind) };
      default:
        return { field: 'parentCode', before: nameOf(before.parentCode), after: nameOf(after.parentCode) };
    }
  });
}

function planCatalogue(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, fault } = request;
  const effectiveOn = source.effectiveOn ?? null;
  if (effectiveOn === null || !isDay(effectiveOn)) {
    const label = { label: 'Ngày có hiệu lực', labelEn: 'In force from' };
    const missing =
      effectiveOn === null
        ? fault(null, 'effectiveOn', 'REQUIRED_EMPTY', { params: label })
        : fault(null, 'effectiveOn', 'BAD_DATE', { value: effectiveOn });
    const rows = records.map((record) => skipped(record, []));
    return { rows, faults: [missing], apply: () => ({ targetId: null }) };
  }
  const everything = context.stores.adminUnits.all();
  const current = everything.filter((unit) => isInForce(unit, effectiveOn));
  const later = new Set(
    everything.flatMap(({ code, validFrom }) =>
      validFrom !== null && validFrom > effectiveOn ? [code] : [],
    ),
  );

  const rows: ImportRow[] = [];
  const units: ListedUnit[] = [];
  const rowOfCode = new Map<string, number>();
  const listedCodes = new Set(
    [...records, ...faulty].flatMap((record) => {
      const code = record.texts['code'] ?? null;
      return [codeOf(code, 2) ?? [], codeOf(code, 5) ?? []].flat();
    }),
  );
  const provinces = new Map(
    current.filter(isProvince).map((unit) => [unit.code, unit.fullName] as [string, string]),
  );
  const read = records.map((record) => ({ record, result: readUnit(request, record) }));
  for (const { result } of read) {
    if ('unit' in result && result.unit.parentCode === null) {
      provinces.set(result.unit.code, result.unit.fullName);
    }
  }
  for (const { record, result } of read) {
    if ('faults' in result) {
      rows.push(skipped(record, result.faults));
      continue;
    }
    const { unit } = result;
    const earlier = rowOfCode.get(unit.code);
    if (earlier !== undefined) {
      rows.push(skipped(record, [fault(record, 'code', 'DUPLICATE_IN_FILE', { params: { row: earlier } })]));
      continue;
    }
    rowOfCode.set(unit.code, record.row);
    if (unit.parentCode !== null && !provinces.has(unit.parentCode)) {
      rows.push(skipped(record, [fault(record, 'parentCode', 'NOT_FOUND')]));
    } else units.push(unit);
  }

  const readable = new Set(units.map((unit) => unit.code));
  const differences = diffCatalogue(current, units, {
    unread: new Set([...listedCodes].filter((code) => !readable.has(code))),
    coverage: coverageOf(units),
  });
  const officeId = context.session.officeId();
  const ends: StoredAdminUnit[] = [];
  const begins: ListedUnit[] = [];
  for (const difference of differences) {
    const record = 'after' in difference ? difference.after.record : null;
    const faults: ImportFault[] = [];
    if (difference.action === 'change' || difference.action === 'end') {
      const { before } = difference;
      if (before.originOfficeId !== officeId) {
        faults.push(fault(record, 'code', 'IN_USE', { value: before.fullName }));
      } else if (before.validFrom !== null && before.validFrom >= effectiveOn) {
        // It has only begun that day: nothing of it lies before.
        faults.push(fault(record, 'effectiveOn', 'BAD_DATE', { value: effectiveOn }));
      } else ends.push(before);
    }
    if (difference.action === 'change' || difference.action === 'add') {
      const { after } = difference;
      if (later.has(after.code)) {
        faults.push(fault(record, 'code', 'DUPLICATE_IN_DATA', { value: after.code }));
      } else begins.push(after);
    }
    rows.push({
      row: record?.row ?? null,
      action: difference.action,
      label: labelOf('after' in difference ? difference.after : difference.before),
      changes: [...changesOf(difference, (code) => (code === null ? null : (provinces.get(code) ?? code)))],
      faults,
    });
  }
  return {
    rows,
    faults: [],
    apply(write, step) {
      const total = ends.length + begins.length;
      let done = 0;
      for (const unit of ends) {
        step(done++, total);
        write.update('admin_unit', unit.id, null, { validTo: addDays(effectiveOn, -1) });
      }
      for (const { record: _record, ...unit } of begins) {
        step(done++, total);
        write.insert('admin_unit', { id: unitId(unit.code, effectiveOn), ...unit, validFrom: effectiveOn });
      }
      return { targetId: null };
    },
  };
}

function labelOf({ code, fullName }: CatalogueUnit): string {
  return `${code} ${fullName}`;
}

function skipped(record: SheetRecord, faults: readonly ImportFault[]): ImportRow {
  const label = `${textOf(record, 'code') ?? ''} ${textOf(record, 'fullName') ?? ''}`.trim();
  return { row: record.row, action: 'skip', label, changes: [], faults: [...faults] };
}

export function createCatalogueImport(): ImportTarget {
  return {
    sheet: { purpose: 'catalogue', fields, maxRows: 20_000 },
    template: {
      fileName: 'Mau-danh-muc-don-vi-hanh-chinh',
      sheetName: 'Đơn vị hành chính',
      title: 'Mẫu nhập danh mục đơn vị hành chính',
      instructions: [
        'Mỗi dòng là một tỉnh, thành phố hoặc một xã, phường, đặc khu, theo danh mục có hiệu lực từ ngày đã chọn khi nhập.',
        'Danh mục mới được so với danh mục đang dùng: đơn vị mới, đổi tên, đổi loại, chuyển tỉnh, đổi mã và đơn vị không còn. Dữ liệu cũ được giữ lại với ngày kết thúc, không bị ghi đè.',
        'Tệp chỉ có xã, phường của một số tỉnh thì chỉ các tỉnh đó được so; các tỉnh khác giữ nguyên.',
        'Mã là chữ, giữ các số 0 ở đầu (01, 00004). Tên giữ đúng dấu: Xã Cẩm Giang và Xã Cẩm Giàng là hai đơn vị.',
      ],
      examples: [
        { code: '31', fullName: 'Thành phố Hải Phòng', kind: 'Thành phố' },
        { code: '10903', fullName: 'Xã Cẩm Giàng', kind: 'Xã', parentCode: '31' },
      ],
    },
    plan: planCatalogue,
  };
}
