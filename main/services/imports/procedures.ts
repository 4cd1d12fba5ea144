/**
 * A published list of procedures from a spreadsheet: into a list that is there, where a row with the code of a procedure
 * means that procedure and empty cells say nothing, or into a new list of an agency, of a kind of agency or of nobody.
 */
import { agencyKinds } from '../../../core/contract/common.ts';
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import {
  type FieldSpec,
  isFaulty,
  type SheetRecord,
  textField,
  textOf,
} from '../../../core/exchange/sheet/target.ts';
import { shortDay } from '../../../core/rules/format.ts';
import {
  levelSpellings,
  readDecision,
  readLevel,
  readServiceLevel,
  serviceLevelSpellings,
} from '../../../core/rules/procedure-cells.ts';
import { codeKey } from '../../../core/rules/procedure-match.ts';
import { nameKey } from '../../../core/rules/same-name.ts';
import type { StoredProcedure } from '../../../db/procedures.ts';
import type { NewRow } from '../../../db/registry.ts';
import { fieldFault, owned } from '../context.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

export const codeField: FieldSpec = textField(
  'code',
  'Mã TTHC',
  'Code',
  [
    'Mã số TTHC',
    'Mã thủ tục',
    'Mã thủ tục hành chính',
    'Mã số thủ tục hành chính',
    'Mã số thủ tục',
    'Mã số hồ sơ TTHC',
    'Mã hồ sơ TTHC',
    'Mã số TTHC trên CSDLQG',
    'Mã TTHC trên CSDL quốc gia',
    'Mã số',
    'Mã',
  ],
  60,
  'Mã trên Cơ sở dữ liệu quốc gia về TTHC, ví dụ 1.001193.000.00.00.H22.',
);
export const nameField: FieldSpec = {
  ...textField(
    'name',
    'Tên thủ tục hành chính',
    'Name',
    [
      'Tên TTHC',
      'Tên thủ tục',
      'Thủ tục hành chính',
      'TTHC',
      'Tên thủ tục hành chính, dịch vụ công',
      'Nội dung thủ tục hành chính',
      'Danh mục thủ tục hành chính',
      'Danh mục TTHC',
      'Tên dịch vụ công',
      'Tên',
    ],
    1000,
  ),
  required: true,
};
export const decisionField: FieldSpec = textField(
  'decision',
  'Quyết định công bố',
  'Decision',
  [
    'QĐ công bố',
    'Số quyết định công bố',
    'Số QĐ công bố',
    'Số quyết định',
    'Số QĐ',
    'Quyết định',
    'Văn bản công bố',
    'Số, ký hiệu quyết định công bố',
    'Số, ký hiệu quyết định',
    'Quyết định công bố TTHC',
    'Quyết định công bố danh mục',
  ],
  400,
  'Số, ký hiệu; có thể kèm ngày: 2345/QĐ-UBND ngày 15/3/2022.',
);

const fields: readonly FieldSpec[] = [
  codeField,
  nameField,
  textField('fieldName', 'Lĩnh vực', 'Field', ['Tên lĩnh vực', 'Lĩnh vực TTHC', 'Lĩnh vực thực hiện'], 300),
  textField(
    'level',
    'Cấp thực hiện',
    'Level',
    [
      'Cấp giải quyết',
      'Cấp',
      'Cấp thẩm quyền',
      'Thẩm quyền giải quyết',
      'Cấp hành chính',
      'Cấp có thẩm quyền',
    ],
    300,
    'Cấp tỉnh, Cấp huyện hoặc Cấp xã.',
  ),
  textField(
    'serviceLevel',
    'Mức độ DVC',
    'Service level',
    [
      'Mức độ dịch vụ công',
      'Mức độ dịch vụ công trực tuyến',
      'Mức độ DVCTT',
      'Mức độ cung cấp DVC trực tuyến',
      'Mức độ cung cấp dịch vụ công',
      'Mức độ cung cấp dịch vụ công trực tuyến',
      'Mức độ trực tuyến',
      'Dịch vụ công trực tuyến',
      'DVC trực tuyến',
      'DVCTT',
      'Mức DVC',
      'Mức độ',
    ],
    120,
    'Mức độ 1 đến Mức độ 4 (trước năm 2022), Một phần hoặc Toàn trình.',
  ),
  decisionField,
  {
    key: 'decisionOn',
    labels: { vi: 'Ngày quyết định', en: 'Date of the decision' },
    synonyms: [
      'Ngày QĐ',
      'Ngày ban hành',
      'Ngày công bố',
      'Ngày ký',
      'Ngày ban hành quyết định',
      'Ngày quyết định công bố',
    ],
    required: false,
    type: 'day',
  },
  {
    key: 'effectiveOn',
    labels: { vi: 'Ngày hiệu lực', en: 'In force from' },
    synonyms: [
      'Ngày có hiệu lực',
      'Hiệu lực từ',
      'Hiệu lực',
      'Ngày hiệu lực thi hành',
      'Thời điểm có hiệu lực',
      'Có hiệu lực từ',
      'Có hiệu lực từ ngày',
      'Ngày áp dụng',
    ],
    required: false,
    type: 'day',
    hint: 'Để trống thì coi là đang có hiệu lực.',
  },
  {
    key: 'abolishedOn',
    labels: { vi: 'Ngày bãi bỏ', en: 'Abolished on' },
    synonyms: [
      'Ngày hết hiệu lực',
      'Hết hiệu lực',
      'Bãi bỏ từ',
      'Ngày bị bãi bỏ',
      'Hết hiệu lực từ',
      'Bãi bỏ',
    ],
    required: false,
    type: 'day',
    hint: 'Từ ngày này TTHC không còn phải niêm yết.',
  },
  textField(
    'replacesCode',
    'Thay thế TTHC có mã',
    'Replaces',
    [
      'Mã TTHC bị thay thế',
      'Thay thế mã',
      'Mã bị thay thế',
      'Thay thế TTHC',
      'Mã TTHC được thay thế',
      'Thay thế',
    ],
    60,
  ),
];

const plainKeys = [
  'code',
  'name',
  'fieldName',
  'level',
  'serviceLevel',
  'decision',
  'decisionOn',
  'effectiveOn',
  'abolishedOn',
  'replacesCode',
] as const;
type Values = Partial<Pick<StoredProcedure, (typeof plainKeys)[number]>>;

interface Planned {
  readonly record: SheetRecord;
  readonly before: StoredProcedure | undefined;
  readonly values: Values & { readonly name: string };
  readonly changes: ImportRow['changes'];
  readonly faults: readonly ImportFault[];
}

/** Number and day of a decision; what is too long for one is a fault of the row. */
export function decisionOf(
  { fault }: Pick<ImportRequest, 'fault'>,
  record: SheetRecord,
  faults: ImportFault[],
): { readonly decision: string; readonly decisionOn: string | null } | null {
  const written = textOf(record, 'decision');
  if (written === null) return null;
  const read = readDecision(written);
  const limit = 120;
  if (read.decision.length > limit) {
    faults.push(fault(record, 'decision', 'TOO_LONG', { params: { limit, length: read.decision.length } }));
    return null;
  }
  return read;
}

/** What a row says; empty cells say nothing. */
function valuesOf(request: ImportRequest, record: SheetRecord, faults: ImportFault[]): Planned['values'] {
  const { fault } = request;
  const values: { -readonly [K in keyof Values]: Values[K] } & { name: string } = {
    name: textOf(record, 'name') ?? '',
  };
  for (const key of ['code', 'fieldName', 'effectiveOn', 'abolishedOn', 'replacesCode'] as const) {
    const value = textOf(record, key);
    if (value !== null) values[key] = value;
  }
  const level = textOf(record, 'level');
  if (level !== null) {
    const read = readLevel(level);
    if (read !== null) values.level = read;
    else {
      const params = { expected: Object.values(levelSpellings).join('; ') };
      faults.push(fault(record, 'level', 'UNKNOWN_VALUE', { severity: 'warning', params }));
    }
  }
  const service = textOf(record, 'serviceLevel');
  if (service !== null) {
    const read = readServiceLevel(service);
    if (read !== undefined) values.serviceLevel = read;
    else {
      const params = { expected: Object.values(serviceLevelSpellings).join('; ') };
      faults.push(fault(record, 'serviceLevel', 'UNKNOWN_VALUE', { severity: 'warning', params }));
    }
  }
  const decision = decisionOf(request, record, faults);
  const decisionOn = textOf(record, 'decisionOn') ?? decision?.decisionOn ?? null;
  if (decision !== null) values.decision = decision.decision;
  if (decisionOn !== null) values.decisionOn = decisionOn;
  if (values.effectiveOn != null && values.abolishedOn != null && values.abolishedOn < values.effectiveOn) {
    faults.push(fault(record, 'abolishedOn', 'BAD_DATE'));
  }
  return values;
}

/** Whose a new list is; an agency or a kind that is not there is the caller's fault. */
function newList({ context, source }: ImportRequest): Omit<NewRow<'procedure_list'>, 'id'> {
  const { title, agencyId, agencyKind, asOf } = source.options ?? {};
  const has = (text: string | undefined): text is string => text !== undefined && text !== '';
  if (has(agencyId) && context.stores.agencies.get(agencyId) === undefined) {
    throw fieldFault('options.agencyId', 'NOT_FOUND');
  }
  const kind = agencyKinds.find((one) => one === agencyKind);
  if (has(agencyKind) && (kind === undefined || has(agencyId))) throw fieldFault('options.agencyKind');
  const stem = source.fileName.replace(/\.[^.]*$/u, '').trim();
  return {
    title: has(title) && title.trim() !== '' ? title.trim() : stem === '' ? 'Danh mục TTHC' : stem,
    agencyId: has(agencyId) ? agencyId : null,
    agencyKind: kind ?? null,
    asOf: has(asOf) ? asOf : context.clock.today(),
  };
}

function planProcedures(request: ImportRequest): ImportPlan {
  const { context, source, records, fault } = request;
  const { stores, ids } = context;
  const store = stores.procedures;
  const target =
    source.targetId === null
      ? undefined
      : owned(context, store.list(source.targetId), 'procedure_list', source.targetId);
  const fresh = target === undefined ? newList(request) : null;
  const present = target === undefined ? [] : store.procedures(target.id);
  const byCode = Map.groupBy(present, ({ code }) => codeKey(code));
  const byName = Map.groupBy(
    present.filter(({ code }) => codeKey(code) === ''),
    ({ name }) => nameKey(name),
  );
  const rowsOfCode = Map.groupBy(records, (record) => codeKey(textOf(record, 'code')));
  const used = new Set<string>();

  /** The version of the same day; else the only one of the code, where the file has only one as well. */
  function meant(values: Planned['values']): StoredProcedure | undefined {
    const code = codeKey(values.code ?? null);
    const free = (rows: readonly StoredProcedure[]) => rows.filter(({ id }) => !used.has(id));
    if (code === '') return free(byName.get(nameKey(values.name)) ?? [])[0];
    const same = free(byCode.get(code) ?? []);
    const exact = same.find(({ effectiveOn }) => effectiveOn === (values.effectiveOn ?? null));
    if (exact !== undefined) return exact;
    if (same.length === 1 && rowsOfCode.get(code)?.length === 1) return same[0];
    // A row without a code was taken for a procedure that gets its code now.
    return (byCode.get(code) ?? []).length > 0 ? undefined : free(byName.get(nameKey(values.name)) ?? [])[0];
  }

  const rowOf = new Map<string, number>();
  const planned = records.map((record): Planned => {
    const faults: ImportFault[] = [];
    const values = valuesOf(request, record, faults);
    const code = codeKey(values.code ?? null);
    const key = code === '' ? `\n${nameKey(values.name)}` : `${code}\n${values.effectiveOn ?? ''}`;
    const earlier = rowOf.get(key);
    if (earlier === undefined) rowOf.set(key, record.row);
    else if (code === '') {
      // Without codes procedures of several levels may share a name.
      const params = { row: earlier };
      faults.push(fault(record, 'name', 'DUPLICATE_IN_FILE', { severity: 'warning', params }));
    } else faults.push(fault(record, 'code', 'DUPLICATE_IN_FILE', { params: { row: earlier } }));
    const before = isFaulty(faults) ? undefined : meant(values);
    if (before !== undefined) used.add(before.id);
    return { record, before, values, changes: changesOf(before, values), faults };
  });

  const actionOf = ({ before, changes, faults }: Planned): ImportRow['action'] => {
    if (isFaulty(faults)) return 'skip';
    return before === undefined ? 'add' : changes.length === 0 ? 'same' : 'change';
  };
  return {
    rows: planned.map((one) => ({
      row: one.record.row,
      action: actionOf(one),
      label: shorten([one.values.code, one.values.name].filter((part) => part != null).join(' · '), 200),
      changes: one.changes,
      faults: [...one.faults],
    })),
    faults: [],
    apply(write, step) {
      let listId = target?.id;
      if (listId === undefined) {
        listId = ids.next();
        write.insert('procedure_list', { title: source.fileName, ...fresh, id: listId });
      }
      let ordinal = store.nextProcedure(listId);
      for (const [done, one] of planned.entries()) {
        step(done, planned.length);
        const action = actionOf(one);
        if (action === 'add') {
          write.insert('procedure', { ...one.values, id: ids.next(), procedureListId: listId, ordinal });
          ordinal += 1;
        } else if (action === 'change' && one.before !== undefined) {
          write.update('procedure', one.before.id, one.before.rev, one.values);
        }
      }
      return { targetId: listId };
    },
  };
}

/** What differs, in the words of the file's columns. */
function changesOf(before: StoredProcedure | undefined, values: Planned['values']): ImportRow['changes'] {
  if (before === undefined) return [];
  const shown = (key: (typeof plainKeys)[number], value: string | null | undefined): string | null => {
    if (value == null) return null;
    if (key === 'level') return levelSpellings[value as keyof typeof levelSpellings];
    if (key === 'serviceLevel') return serviceLevelSpellings[value as keyof typeof serviceLevelSpellings];
    return key.endsWith('On') ? shortDay(value) : value;
  };
  return plainKeys.flatMap((key) =>
    key in values && values[key] !== before[key]
      ? [{ field: key, before: shown(key, before[key]), after: shown(key, values[key]) }]
      : [],
  );
}

export function createProceduresImport(): ImportTarget {
  return {
    sheet: { purpose: 'procedures', fields, maxRows: 10_000 },
    template: {
      fileName: 'mau-danh-muc-tthc',
      sheetName: 'Danh mục TTHC',
      title: 'Danh mục thủ tục hành chính đã công bố',
      instructions: [
        'Mỗi hàng là một thủ tục hành chính; chỉ cột Tên thủ tục hành chính là bắt buộc, nhưng nên có Mã TTHC để đối chiếu chắc chắn.',
        'Nhập vào một danh mục đã có thì thủ tục cùng mã được cập nhật, thủ tục mới được thêm vào cuối; ô trống không xóa nội dung đã có.',
        'Cột Quyết định công bố nhận cả số và ngày: 2345/QĐ-UBND ngày 15/3/2022.',
        'Cùng một mã với hai ngày hiệu lực khác nhau là hai lần công bố: lần sau thay lần trước.',
      ],
      examples: [
        {
          code: '1.001193.000.00.00.H22',
          name: 'Đăng ký khai sinh',
          fieldName: 'Hộ tịch',
          level: 'Cấp xã',
          serviceLevel: 'Toàn trình',
          decision: '2345/QĐ-UBND ngày 15/3/2022',
          effectiveOn: '15/3/2022',
        },
      ],
    },
    plan: planProcedures,
  };
}
