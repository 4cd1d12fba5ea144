/**
 * What was found posted at one place of one visit, from a spreadsheet (an export of the website or the national database,
 * or a list written down at the board). A row with the code, else the name, of what is there already means that.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import { postingPlaces } from '../../../core/contract/procedures.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import {
  type FieldSpec,
  isFaulty,
  type SheetRecord,
  textField,
  textOf,
} from '../../../core/exchange/sheet/target.ts';
import { shortDay } from '../../../core/rules/format.ts';
import { codeKey } from '../../../core/rules/procedure-match.ts';
import { nameKey } from '../../../core/rules/same-name.ts';
import type { StoredPosting } from '../../../db/procedures.ts';
import { fieldFault, found, owned } from '../context.ts';
import { compareForVisit } from '../procedures.ts';
import { codeField, decisionField, decisionOf, nameField } from './procedures.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

const fields: readonly FieldSpec[] = [
  codeField,
  // A list of codes alone is enough: the published list knows their names.
  { ...nameField, required: false, hint: 'Để trống thì lấy theo mã từ danh mục đã công bố.' },
  decisionField,
  {
    key: 'postedOn',
    labels: { vi: 'Ngày niêm yết', en: 'Posted on' },
    synonyms: [
      'Ngày công khai',
      'Ngày đăng',
      'Ngày đăng tải',
      'Ngày cập nhật',
      'Ngày cập nhật TTHC',
      'Niêm yết ngày',
      'Thời điểm niêm yết',
      'Ngày đăng lên cổng',
    ],
    required: false,
    type: 'day',
  },
  textField(
    'formFault',
    'Sai hình thức',
    'Fault of form',
    [
      'Lỗi hình thức',
      'Tồn tại về hình thức',
      'Hình thức niêm yết chưa đúng',
      'Nhận xét về hình thức',
      'Chưa đúng hình thức',
    ],
    500,
    'Ghi lỗi; để trống nếu không có.',
  ),
];

const keys = ['code', 'name', 'decision', 'postedOn', 'formFault'] as const;
type Values = Partial<Pick<StoredPosting, Exclude<(typeof keys)[number], 'name'>>> & {
  readonly name: string;
};

interface Planned {
  readonly record: SheetRecord;
  readonly before: StoredPosting | undefined;
  readonly repeats: boolean;
  readonly values: Values;
  readonly changes: ImportRow['changes'];
  readonly faults: readonly ImportFault[];
}

function planPostings(request: ImportRequest): ImportPlan {
  const { context, source, records, fault } = request;
  const { stores, ids } = context;
  const store = stores.procedures;
  const place = postingPlaces.find((one) => one === source.options?.['place']);
  if (place === undefined) throw fieldFault('options.place');
  const visitId = source.targetId ?? '';
  if (visitId === '') throw fieldFault('targetId', 'NOT_FOUND');
  owned(context, stores.visits.get(visitId), 'visit', visitId);
  const listed = found(stores.visits.listed(visitId), 'visit', visitId);

  const { list } = compareForVisit(context, listed.id);
  const nameOfCode = new Map(
    (list === null ? [] : store.procedures(list.id)).map(({ code, name }) => [codeKey(code), name]),
  );
  const present = store.postingsAt(visitId, place);
  const byCode = Map.groupBy(present, ({ code }) => codeKey(code));
  const byName = Map.groupBy(
    present.filter(({ code }) => codeKey(code) === ''),
    ({ name }) => nameKey(name),
  );
  const used = new Set<string>();
  function meant({ code, name }: Values): StoredPosting | undefined {
    const key = codeKey(code ?? null);
    const rows = (key === '' ? undefined : byCode.get(key)) ?? byName.get(nameKey(name)) ?? [];
    return rows.find(({ id }) => !used.has(id));
  }

  const rowOf = new Map<string, number>();
  const planned = records.map((record): Planned => {
    const faults: ImportFault[] = [];
    const code = textOf(record, 'code');
    const key = codeKey(code);
    const name = textOf(record, 'name') ?? nameOfCode.get(key) ?? code;
    if (name === null) {
      const params = { label: nameField.labels.vi, labelEn: nameField.labels.en };
      faults.push(fault(record, 'name', 'REQUIRED_EMPTY', { params }));
    }
    const values: { -readonly [K in keyof Values]: Values[K] } = { name: name ?? '' };
    for (const field of ['code', 'postedOn', 'formFault'] as const) {
      const value = textOf(record, field);
      if (value !== null) values[field] = value;
    }
    const decision = decisionOf(request, record, faults);
    if (decision !== null) values.decision = decision.decision;
    // Seen twice is posted once: the second line adds nothing.
    const seen = rowOf.get(`${key}\n${key === '' ? nameKey(values.name) : ''}`);
    const repeats = seen !== undefined && key !== '';
    if (seen === undefined) rowOf.set(`${key}\n${key === '' ? nameKey(values.name) : ''}`, record.row);
    else {
      const at = key === '' ? 'name' : 'code';
      faults.push(fault(record, at, 'DUPLICATE_IN_FILE', { severity: 'warning', params: { row: seen } }));
    }
    const before = isFaulty(faults) || repeats ? undefined : meant(values);
    if (before !== undefined) used.add(before.id);
    return { record, before, repeats, values, changes: changesOf(before, values), faults };
  });

  const actionOf = ({ before, repeats, changes, faults }: Planned): ImportRow['action'] => {
    if (repeats || isFaulty(faults)) return 'skip';
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
      let ordinal = store.nextPosting(visitId, place);
      for (const [done, one] of planned.entries()) {
        step(done, planned.length);
        const action = actionOf(one);
        if (action === 'add') {
          write.insert('procedure_posting', { ...one.values, id: ids.next(), visitId, place, ordinal });
          ordinal += 1;
        } else if (action === 'change' && one.before !== undefined) {
          write.update('procedure_posting', one.before.id, one.before.rev, one.values);
        }
      }
      const check = store.check(visitId);
      if (check !== undefined && check.emptyPlaces.includes(place) && ordinal > 1) {
        const emptyPlaces = check.emptyPlaces.filter((one) => one !== place);
        write.update('procedure_check', check.id, null, { emptyPlaces });
      }
      return { targetId: visitId };
    },
  };
}

function changesOf(before: StoredPosting | undefined, values: Values): ImportRow['changes'] {
  if (before === undefined) return [];
  const shown = (key: (typeof keys)[number], value: string | null | undefined): string | null =>
    value == null ? null : key === 'postedOn' ? shortDay(value) : value;
  return keys.flatMap((key) =>
    key in values && values[key] !== before[key]
      ? [{ field: key, before: shown(key, before[key]), after: shown(key, values[key]) }]
      : [],
  );
}

export function createPostingsImport(): ImportTarget {
  return {
    sheet: { purpose: 'postings', fields, maxRows: 10_000 },
    template: {
      fileName: 'mau-tthc-niem-yet',
      sheetName: 'TTHC niêm yết',
      title: 'Thủ tục hành chính đang niêm yết, công khai',
      instructions: [
        'Mỗi hàng là một thủ tục thấy tại nơi kiểm tra. Cần có mã hoặc tên; có mã thì tên lấy từ danh mục đã công bố.',
        'Quyết định công bố và Ngày niêm yết ghi như đang thấy: hệ thống so với quyết định và ngày hiệu lực trong danh mục.',
        'Nhập lại thì thủ tục cùng mã được cập nhật; ô trống không xóa nội dung đã có.',
      ],
      examples: [
        {
          code: '1.001193.000.00.00.H22',
          name: 'Đăng ký khai sinh',
          decision: '2345/QĐ-UBND',
          postedOn: '20/3/2022',
          formFault: 'Niêm yết thiếu mẫu đơn, tờ khai',
        },
      ],
    },
    plan: planPostings,
  };
}
