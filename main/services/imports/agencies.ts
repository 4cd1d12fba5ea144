/**
 * Agencies from a spreadsheet. A row means an agency that is there when it stands for the same unit or has exactly the
 * same name in force, mark by mark; a name that is only alike is another agency, and a warning. Empty cells say nothing.
 */
import { agencyKinds, type AgencyKind } from '../../../core/contract/common.ts';
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import {
  type FieldSpec,
  isFaulty,
  type SheetRecord,
  textOf,
  textField,
} from '../../../core/exchange/sheet/target.ts';
import {
  closesParentCircle,
  type NameVersion,
  overlappingBound,
  renaming,
} from '../../../core/rules/agency-names.ts';
import { kindOfName } from '../../../core/rules/agency-kind.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import type { StoredAgency, StoredAgencyVersion } from '../../../db/agencies.ts';
import type { Patch } from '../../../db/registry.ts';
import { alignVisits } from '../align-visits.ts';
import { catalogueDay } from '../catalogue.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

const kindSpellings: Readonly<Record<AgencyKind, readonly string[]>> = {
  ubnd_tinh: ['UBND cấp tỉnh', 'UBND tỉnh', 'UBND tỉnh, thành phố', 'Ủy ban nhân dân cấp tỉnh'],
  so_nganh: ['Sở, ngành', 'Sở', 'Sở, ban, ngành', 'Cơ quan chuyên môn cấp tỉnh', 'Cơ quan tương đương sở'],
  ubnd_huyen: ['UBND cấp huyện', 'UBND huyện', 'UBND huyện, thị xã, thành phố', 'Ủy ban nhân dân cấp huyện'],
  phong_cap_huyen: ['Phòng cấp huyện', 'Cơ quan chuyên môn cấp huyện', 'Phòng, ban cấp huyện'],
  ubnd_xa: [
    'UBND cấp xã',
    'UBND xã',
    'UBND xã, phường',
    'UBND xã, phường, thị trấn',
    'UBND xã, phường, đặc khu',
  ],
  phong_cap_xa: ['Phòng cấp xã', 'Phòng chuyên môn cấp xã', 'Cơ quan chuyên môn cấp xã'],
  tt_pvhcc: ['Trung tâm Phục vụ hành chính công', 'Trung tâm PVHCC', 'TT PVHCC'],
  don_vi_truc_thuoc: ['Đơn vị trực thuộc', 'Chi cục, trung tâm', 'Đơn vị sự nghiệp', 'Chi cục'],
  nganh_doc: ['Cơ quan ngành dọc', 'Ngành dọc', 'Cơ quan Trung ương đóng trên địa bàn'],
};

const fields: readonly FieldSpec[] = [
  {
    ...textField(
      'name',
      'Tên cơ quan',
      'Name',
      ['Tên', 'Tên cơ quan, đơn vị', 'Tên đơn vị', 'Cơ quan, đơn vị', 'Cơ quan', 'Đơn vị'],
      300,
      'Ghi đúng như văn bản pháp luật, đúng dấu.',
    ),
    required: true,
  },
  textField('shortName', 'Tên gọi tắt', 'Short name', ['Tên rút gọn', 'Tên ngắn', 'Gọi tắt'], 300),
  textField('abbreviation', 'Tên viết tắt', 'Abbreviation', ['Viết tắt', 'Chữ viết tắt', 'Ký hiệu'], 60),
  {
    key: 'kind',
    labels: { vi: 'Loại cơ quan', en: 'Kind' },
    synonyms: ['Loại', 'Loại hình', 'Nhóm', 'Khối', 'Cấp'],
    required: false,
    type: { oneOf: new Map(agencyKinds.map((kind) => [kind, kindSpellings[kind]])) },
    hint: 'Để trống thì hiểu theo tên khi rõ (Sở …, Ủy ban nhân dân xã …).',
  },
  textField(
    'parent',
    'Cơ quan cấp trên',
    'Superior',
    ['Cấp trên', 'Cơ quan chủ quản', 'Trực thuộc', 'Đơn vị chủ quản'],
    300,
    'Đúng tên của một cơ quan đã có hoặc có trong tệp, hoặc mã đơn vị hành chính của UBND cấp trên.',
  ),
  textField('placeName', 'Địa danh', 'Place name', ['Địa danh ghi trên văn bản'], 120),
  textField(
    'unitCode',
    'Mã ĐVHC',
    'Code of the administrative unit',
    ['Mã đơn vị hành chính', 'Mã đơn vị', 'Mã xã', 'Mã'],
    10,
    'Hai chữ số với tỉnh, năm chữ số với xã, phường, đặc khu.',
  ),
  {
    key: 'validFrom',
    labels: { vi: 'Hiệu lực từ', en: 'From' },
    synonyms: ['Từ ngày', 'Ngày thành lập', 'Có hiệu lực từ', 'Ngày hiệu lực'],
    required: false,
    type: 'day',
  },
  {
    key: 'validTo',
    labels: { vi: 'Hiệu lực đến', en: 'To' },
    synonyms: ['Đến ngày', 'Ngày kết thúc', 'Đến hết ngày'],
    required: false,
    type: 'day',
  },
  textField('headName', 'Người đứng đầu', 'Head', ['Thủ trưởng', 'Họ tên người đứng đầu', 'Lãnh đạo'], 120),
  textField('headPosition', 'Chức vụ người đứng đầu', 'Position of the head', ['Chức vụ thủ trưởng'], 300),
  textField('contactName', 'Đầu mối', 'Contact', ['Đầu mối liên hệ', 'Cán bộ đầu mối', 'Người liên hệ'], 120),
  textField('contactPosition', 'Chức vụ đầu mối', 'Position of the contact', ['Chức vụ người liên hệ'], 300),
  textField('contactPhone', 'Điện thoại', 'Telephone', ['Số điện thoại', 'SĐT', 'Điện thoại đầu mối'], 60),
  textField('contactEmail', 'Thư điện tử', 'E-mail', ['Email', 'Hộp thư'], 200),
  textField('address', 'Địa chỉ', 'Address', ['Trụ sở', 'Địa chỉ trụ sở'], 300),
  textField('note', 'Ghi chú', 'Note', [], 4000),
];

const versionKeys = ['shortName', 'abbreviation', 'placeName'] as const;
const agencyKeys = [
  'headName',
  'headPosition',
  'contactName',
  'contactPosition',
  'contactPhone',
  'contactEmail',
  'address',
  'note',
] as const;

interface Known {
  readonly agency: StoredAgency;
  readonly version: StoredAgencyVersion;
}

/** One row of the file as it will be written. */
interface Planned {
  readonly record: SheetRecord;
  readonly id: string;
  readonly before: Known | undefined;
  readonly kind: AgencyKind;
  readonly name: string;
  readonly unit: { readonly id: string; readonly code: string } | null;
  readonly faults: ImportFault[];
  parentAgencyId: string | null;
}

const isCommittee = (kind: AgencyKind) => kind === 'ubnd_tinh' || kind === 'ubnd_huyen' || kind === 'ubnd_xa';

/** Excel takes the zeros off a code that it keeps as a number; the kind tells how many digits there were. */
function codeOf(code: string, kind: AgencyKind | null): string {
  if (!/^\d+$/.test(code)) return code;
  const commune = kind === 'ubnd_xa' || kind === 'phong_cap_xa' || code.length > 2;
  return code.padStart(commune ? 5 : 2, '0');
}

function planAgencies(request: ImportRequest): ImportPlan {
  const { context, records, fault } = request;
  const { stores, ids, clock, session } = context;
  const today = catalogueDay(clock);
  const officeId = session.officeId();

  // What is in force now, by name, by unit and by what people might confuse.
  const known = stores.agencies.namedOn(today, officeId);
  const byName = Map.groupBy(known, (one) => one.name);
  const byFold = Map.groupBy(known, (one) => foldText(one.name));
  const byUnit = new Map(
    known.flatMap((one) =>
      one.adminUnitId !== null && isCommittee(one.kind) ? [[one.adminUnitId, one.id] as const] : [],
    ),
  );
  const read = (id: string): Known | undefined => {
    const agency = stores.agencies.get(id);
    const version = stores.agencies.versionOn(id, today);
    return agency === undefined || version === undefined ? undefined : { agency, version };
  };

  const planned: Planned[] = [];
  const rowOfCommittee = new Map<string, number>();
  const rowOfAgency = new Map<string, number>();
  const rowOfFold = new Map<string, { readonly row: number; readonly name: string }>();
  for (const record of records) {
    const faults: ImportFault[] = [];
    const name = textOf(record, 'name') ?? '';
    const code = textOf(record, 'unitCode');
    const stated = (textOf(record, 'kind') as AgencyKind | null) ?? kindOfName(name);
    const unit = code === null ? undefined : stores.adminUnits.on(codeOf(code, stated), today);
    if (code !== null && unit === undefined) faults.push(fault(record, 'unitCode', 'NOT_FOUND'));

    // The same unit, else exactly the same name.
    const unitMate =
      unit !== undefined && stated !== null && isCommittee(stated) ? byUnit.get(unit.id) : undefined;
    const namesakes = (byName.get(name) ?? []).filter(
      (one) => unit === undefined || one.adminUnitId === null || one.adminUnitId === unit.id,
    );
    if (unitMate === undefined && namesakes.length > 1) {
      faults.push(fault(record, 'name', 'DUPLICATE_IN_DATA', { params: { name } }));
    }
    const beforeId = unitMate ?? namesakes[0]?.id;
    const before = beforeId === undefined ? undefined : read(beforeId);
    const kind = stated ?? before?.agency.kind ?? null;
    // One agency, one row: whether it is there already or comes with the file.
    const meant = before?.agency.id ?? `${name}\n${unit?.id ?? ''}`;
    const earlier = rowOfAgency.get(meant);
    if (earlier === undefined) rowOfAgency.set(meant, record.row);
    else faults.push(fault(record, 'name', 'DUPLICATE_IN_FILE', { params: { row: earlier } }));
    if (kind === null) {
      const params = { label: 'Loại cơ quan', labelEn: 'Kind' };
      faults.push(fault(record, 'kind', 'REQUIRED_EMPTY', { params }));
    }
    if (earlier === undefined && unit !== undefined && kind !== null && isCommittee(kind)) {
      const row = rowOfCommittee.get(unit.id);
      if (row === undefined) rowOfCommittee.set(unit.id, record.row);
      else faults.push(fault(record, 'unitCode', 'DUPLICATE_IN_FILE', { params: { row } }));
    }
    const fold = foldText(name);
    if (before === undefined) {
      const alike = byFold.get(fold)?.find((one) => one.name !== name);
      const inFile = rowOfFold.get(fold);
      if (alike !== undefined) {
        const params = { name: alike.name };
        faults.push(fault(record, 'name', 'SIMILAR_NAME', { severity: 'warning', params }));
      } else if (inFile !== undefined && inFile.name !== name) {
        const params = { name: inFile.name, row: inFile.row };
        faults.push(fault(record, 'name', 'SIMILAR_NAME', { severity: 'warning', params }));
      }
    }
    if (!rowOfFold.has(fold)) rowOfFold.set(fold, { row: record.row, name });
    planned.push({
      record,
      id: before?.agency.id ?? ids.next(),
      before,
      kind: kind ?? 'don_vi_truc_thuoc',
      name,
      unit: unit ?? null,
      faults,
      parentAgencyId: before?.version.parentAgencyId ?? null,
    });
  }

  // Parents may stand in the file itself, before or behind.
  const inFile = Map.groupBy(planned, (one) => one.name);
  const committeeInFile = new Map(
    planned.flatMap((one) =>
      one.unit !== null && isCommittee(one.kind) ? [[one.unit.code, one.id] as const] : [],
    ),
  );
  for (const one of planned) {
    const written = textOf(one.record, 'parent');
    if (written === null) continue;
    const parent = parentOf(written);
    if (parent === undefined) one.faults.push(fault(one.record, 'parent', 'NOT_FOUND'));
    else one.parentAgencyId = parent;
  }
  function parentOf(written: string): string | undefined {
    if (/^\d+$/.test(written)) {
      const code = codeOf(written, null);
      const unit = stores.adminUnits.on(code, today);
      return committeeInFile.get(code) ?? (unit === undefined ? undefined : byUnit.get(unit.id));
    }
    const candidates = new Set([
      ...(byName.get(written) ?? []).map((one) => one.id),
      ...(inFile.get(written) ?? []).map((one) => one.id),
    ]);
    // Several of one name: the code tells which.
    return candidates.size === 1 ? [...candidates][0] : undefined;
  }

  // As the names will be once everything is written, for the rules of windows and parents.
  const written = planned.map((one) => ({ one, names: plannedNames(one) }));
  const future = new Map<string, readonly NameVersion[]>(
    written.map(({ one, names }) => [one.id, names.versions]),
  );
  const versionsOf = (id: string) => future.get(id) ?? stores.agencies.versions(id);
  for (const { one, names } of written) {
    if (names.fault !== undefined) one.faults.push(names.fault);
    if (one.parentAgencyId === null) continue;
    const window = names.versions.at(-1) ?? { validFrom: null, validTo: null };
    if (closesParentCircle(one.id, one.parentAgencyId, window, versionsOf)) {
      one.faults.push(fault(one.record, 'parent', 'BAD_HIERARCHY'));
    }
  }

  interface PlannedNames {
    readonly versions: readonly NameVersion[];
    /** The version that this row writes. */
    readonly version: NameVersion;
    /** It is a new name from a day on, and this one ends. */
    readonly ends: { readonly id: string; readonly validTo: string } | null;
    readonly fault?: ImportFault;
  }
  function plannedNames(one: Planned): PlannedNames {
    const { record, before, id: agencyId, parentAgencyId } = one;
    const validFrom = textOf(record, 'validFrom');
    const validTo = textOf(record, 'validTo');
    const backwards =
      validFrom !== null && validTo !== null && validTo < validFrom
        ? fault(record, 'validTo', 'BAD_DATE')
        : undefined;
    if (before === undefined) {
      const version = { id: '', agencyId, parentAgencyId, validFrom, validTo };
      return { versions: [version], version, ends: null, ...(backwards && { fault: backwards }) };
    }
    const versions = stores.agencies.versions(agencyId);
    const renames =
      one.name !== before.version.name &&
      validFrom !== null &&
      (before.version.validFrom === null || validFrom > before.version.validFrom);
    if (renames) {
      const plan = renaming(versions, validFrom);
      const version = {
        id: '',
        agencyId,
        parentAgencyId,
        validFrom,
        validTo: validTo ?? plan?.validTo ?? null,
      };
      const wrong = plan === undefined ? fault(record, 'validFrom', 'BAD_DATE') : backwards;
      const ended = versions.map((known) =>
        known.id === plan?.ends?.id ? { ...known, validTo: plan.ends.validTo } : known,
      );
      return {
        versions: [...ended, version],
        version,
        ends: plan?.ends ?? null,
        ...(wrong && { fault: wrong }),
      };
    }
    const version = {
      ...before.version,
      parentAgencyId,
      validFrom: validFrom ?? before.version.validFrom,
      validTo: validTo ?? before.version.validTo,
    };
    const others = versions.filter((known) => known.id !== version.id);
    const reversed =
      version.validFrom !== null && version.validTo !== null && version.validTo < version.validFrom;
    const bound = reversed ? 'validTo' : overlappingBound(others, version);
    const wrong = bound === undefined ? undefined : fault(record, bound, 'BAD_DATE');
    return { versions: [...others, version], version, ends: null, ...(wrong && { fault: wrong }) };
  }

  const nameInFile = new Map(planned.map((one) => [one.id, one.name]));
  const parentName = (id: string | null): string | null =>
    id === null ? null : (nameInFile.get(id) ?? stores.agencies.versionOn(id, today)?.name ?? null);
  const values = (record: SheetRecord, keys: readonly string[]) =>
    Object.fromEntries(
      keys.flatMap((key) => {
        const value = textOf(record, key);
        return value === null ? [] : [[key, value]];
      }),
    );

  const outcomes = written.map(({ one, names }) => {
    const { record, before, kind, name, unit } = one;
    const unitColumns = unit === null ? {} : { adminUnitId: unit.id, catalogueCode: unit.code };
    const agency: Patch<'agency'> = { kind, ...unitColumns, ...values(record, agencyKeys) };
    const version: Patch<'agency_version'> = {
      name,
      ...values(record, versionKeys),
      parentAgencyId: names.version.parentAgencyId,
      validFrom: names.version.validFrom,
      validTo: names.version.validTo,
    };
    const changes: ImportRow['changes'] = [];
    if (before !== undefined) {
      const show = (field: string, from: string | null, to: string | null | undefined) => {
        if (to !== undefined && from !== to) changes.push({ field, before: from, after: to });
      };
      show('kind', kindSpellings[before.agency.kind][0] ?? null, kindSpellings[kind][0]);
      show('unitCode', before.agency.catalogueCode, unit?.code);
      for (const key of agencyKeys) show(key, before.agency[key], textOf(record, key) ?? undefined);
      show('name', before.version.name, name);
      for (const key of versionKeys) show(key, before.version[key], textOf(record, key) ?? undefined);
      show('parent', parentName(before.version.parentAgencyId), parentName(names.version.parentAgencyId));
      show('validFrom', before.version.validFrom, names.version.validFrom);
      show('validTo', before.version.validTo, names.version.validTo);
    }
    const foreign = before !== undefined && before.agency.originOfficeId !== officeId;
    if (foreign && changes.length > 0) one.faults.push(fault(record, 'name', 'IN_USE'));
    const action: ImportRow['action'] =
      before === undefined ? 'add' : changes.length === 0 ? 'same' : 'change';
    return { one, names, agency, version, action, changes };
  });

  return {
    rows: outcomes.map(({ one, action, changes }) => ({
      row: one.record.row,
      action: isFaulty(one.faults) ? 'skip' : action,
      label: one.name,
      changes,
      faults: one.faults,
    })),
    faults: [],
    apply(write, step) {
      const effective = outcomes.filter(({ action }) => action !== 'same');
      let done = 0;
      // The agencies first: names refer to parents further down.
      for (const { one, agency } of effective) {
        step(done++, effective.length * 2);
        if (one.before === undefined) write.insert('agency', { id: one.id, ...agency, kind: one.kind });
        else write.update('agency', one.id, null, agency);
      }
      for (const { one, names, version } of effective) {
        step(done++, effective.length * 2);
        if (one.before === undefined) {
          write.insert('agency_version', { ...version, id: ids.next(), agencyId: one.id, name: one.name });
        } else if (names.ends !== null) {
          const { shortName, abbreviation, placeName } = one.before.version;
          write.update('agency_version', names.ends.id, null, { validTo: names.ends.validTo });
          write.insert('agency_version', {
            shortName,
            abbreviation,
            placeName,
            ...version,
            id: ids.next(),
            agencyId: one.id,
            name: one.name,
          });
        } else write.update('agency_version', one.before.version.id, null, version);
        if (one.before !== undefined) alignVisits(context, write, one.id);
      }
      return { targetId: null };
    },
  };
}

export function createAgenciesImport(): ImportTarget {
  return {
    sheet: { purpose: 'agencies', fields, maxRows: 10_000 },
    template: {
      fileName: 'Mau-danh-sach-co-quan',
      sheetName: 'Cơ quan',
      title: 'Mẫu nhập danh sách cơ quan, đơn vị',
      instructions: [
        'Mỗi dòng là một cơ quan, đơn vị. Chỉ bắt buộc cột Tên cơ quan; ô để trống không làm thay đổi dữ liệu đã có.',
        'Cơ quan đã có là cơ quan cùng đơn vị hành chính, hoặc có đúng tên đó, đúng từng dấu. Tên chỉ gần giống được coi là cơ quan khác và có cảnh báo.',
        'Cơ quan cấp trên ghi đúng tên (đã có trong phần mềm hoặc trong tệp), hoặc mã đơn vị hành chính của UBND cấp trên.',
        'Tên khác với tên đang dùng của cùng đơn vị hành chính: nếu có ngày Hiệu lực từ thì là tên mới từ ngày đó, nếu không thì là sửa tên.',
      ],
      examples: [
        { name: 'Sở Nội vụ', abbreviation: 'SNV', kind: 'Sở, ngành', headName: 'Nguyễn Văn A' },
        { name: 'Ủy ban nhân dân xã Cẩm Giàng', shortName: 'UBND xã Cẩm Giàng', unitCode: '10903' },
      ],
    },
    plan: planAgencies,
  };
}
