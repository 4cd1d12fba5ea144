/**
 * The form of an agency's self-scores as it came back: each row is known by its key or its code; another agency's, set's
 * or year's form is refused, and so are points above the maximum and points on what is surveyed. What the rows say
 * replaces what was claimed; what is verified stays.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import { formatHundredths } from '../../../core/documents/wording/numbers.ts';
import { indexScoreFieldSpecs, readScoreKey } from '../../../core/exchange/index-sheet.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { isFaulty, type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import { plainWords } from '../../../core/rules/criterion-digest.ts';
import { parseHundredths } from '../../../core/rules/format.ts';
import { indexTree, isUnsupported, mayScore } from '../../../core/rules/par-index.ts';
import type { StoredIndexItem, StoredIndexScore } from '../../../db/par-index.ts';
import { fieldFault, found, owned } from '../context.ts';
import { wrongState } from '../par-index-writes.ts';
import { movedFaults } from './returned-form.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

interface Values {
  readonly selfPoints: number | null;
  readonly selfEvidence: string | null;
  readonly selfExplanation: string | null;
}
const EMPTY: Values = { selfPoints: null, selfEvidence: null, selfExplanation: null };
const columns = {
  selfPoints: 'selfPoints',
  evidence: 'selfEvidence',
  explanation: 'selfExplanation',
} as const;

/** Points of a cell: a fault names what is wrong with them. */
export function readPoints(
  { fault }: Pick<ImportRequest, 'fault'>,
  record: SheetRecord,
  field: string,
  maxPoints: number,
): { readonly points: number | null; readonly faults: readonly ImportFault[] } {
  const written = textOf(record, field);
  if (written === null) return { points: null, faults: [] };
  if (written.startsWith('-')) return { points: null, faults: [fault(record, field, 'NEGATIVE_NUMBER')] };
  const points = parseHundredths(written.replace('.', ','));
  if (points === null) return { points: null, faults: [fault(record, field, 'BAD_NUMBER')] };
  if (points > maxPoints) {
    const params = { maximum: formatHundredths(maxPoints) };
    return { points, faults: [fault(record, field, 'ABOVE_MAXIMUM', { params })] };
  }
  return { points, faults: [] };
}

function readValues(
  request: Pick<ImportRequest, 'fault'>,
  record: SheetRecord,
  item: StoredIndexItem,
): { readonly values: Values; readonly faults: readonly ImportFault[] } {
  const { fault } = request;
  if (item.method === 'survey') {
    const faults = (Object.keys(columns) as (keyof typeof columns)[])
      .filter((field) => record.values[field] !== null && record.values[field] !== undefined)
      .map((field) => fault(record, field, 'UNKNOWN_VALUE', { params: { expected: 'để trống' } }));
    return { values: EMPTY, faults };
  }
  const { points, faults } = readPoints(request, record, 'selfPoints', item.maxPoints);
  const values = {
    selfPoints: points,
    selfEvidence: textOf(record, 'evidence'),
    selfExplanation: textOf(record, 'explanation'),
  };
  if (!isUnsupported(item, values)) return { values, faults };
  const params = { label: 'Tài liệu kiểm chứng hoặc giải trình', labelEn: 'Evidence or explanation' };
  return {
    values,
    faults: [...faults, fault(record, 'evidence', 'REQUIRED_EMPTY', { severity: 'warning', params })],
  };
}

function changesOf(before: Values, after: Values): ImportRow['changes'] {
  const shown = (value: string | number | null) =>
    typeof value === 'number' ? formatHundredths(value) : value;
  return Object.entries(columns).flatMap(([field, key]) =>
    before[key] === after[key] ? [] : [{ field, before: shown(before[key]), after: shown(after[key]) }],
  );
}

interface Planned {
  readonly row: ImportRow;
  readonly write: {
    readonly itemId: string;
    readonly before: StoredIndexScore | undefined;
    readonly values: Values;
  } | null;
}

function planScores(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, has, fault } = request;
  const { stores, ids } = context;
  const store = stores.parIndex;
  if (source.targetId === null) throw fieldFault('targetId', 'MISSING_KEY');
  const entry = owned(context, store.entry(source.targetId), 'index_entry', source.targetId);
  const set = found(store.set(entry.indexSetId), 'index_set', entry.indexSetId);
  if (!mayScore(set.status, 'self')) throw wrongState(set.status, 'scoring');
  const items = store.items(set.id);
  const leaves = indexTree(items).leaves;
  const byId = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const byCode = new Map(leaves.map((leaf) => [leaf.code, leaf]));
  const groups = new Set(items.filter(({ id }) => !byId.has(id)).map(({ code }) => code));
  const present = new Map(store.scores(entry.id).map((score) => [score.indexItemId, score]));
  const codeOf = (record: SheetRecord) => (record.texts['code'] ?? '').trim().replace(/\.$/u, '');

  /** By its key, unless code and words together say something else: rows may have been sorted without their keys. */
  function itemOf(record: SheetRecord): StoredIndexItem | undefined {
    const key = readScoreKey(record.texts['key'] ?? null);
    const byKey = key?.itemId == null ? undefined : byId.get(key.itemId);
    const coded = byCode.get(codeOf(record));
    if (byKey === undefined || coded === undefined || coded.id === byKey.id) return byKey ?? coded;
    return plainWords(record.texts['text'] ?? '') === plainWords(byKey.text) ? byKey : coded;
  }
  const isHeading = (record: SheetRecord) =>
    readScoreKey(record.texts['key'] ?? null)?.itemId === null || groups.has(codeOf(record));

  const fileFaults: ImportFault[] = [];
  let hasKeys = false;
  for (const record of [...records, ...faulty]) {
    const key = readScoreKey(record.texts['key'] ?? null);
    if (key === null) continue;
    hasKeys = true;
    if (key.entryId === entry.id) continue;
    fileFaults.push(otherForm(request, record, key.entryId, { entry, set }));
    break;
  }
  if (hasKeys) fileFaults.push(...movedFaults(request, indexScoreFieldSpecs));

  const seen = new Map<string, number>();
  const planned = records.map((record): Planned => {
    const text = record.texts['text'] ?? '';
    if (isHeading(record)) {
      const row = { row: record.row, action: 'skip', label: shorten(text), changes: [], faults: [] } as const;
      return { row: { ...row, changes: [], faults: [] }, write: null };
    }
    const item = itemOf(record);
    if (item === undefined) {
      const label = shorten(`${codeOf(record)} ${text}`.trim() || Object.values(record.texts).join(' · '));
      const extra = fault(record, 'code', 'EXTRA_ROW', { severity: 'warning', value: label });
      return { row: { row: record.row, action: 'skip', label, changes: [], faults: [extra] }, write: null };
    }
    const faults: ImportFault[] = [];
    const earlier = seen.get(item.id);
    if (earlier !== undefined)
      faults.push(fault(record, 'code', 'DUPLICATE_IN_FILE', { params: { row: earlier } }));
    seen.set(item.id, record.row);
    if (record.texts['code'] !== undefined && codeOf(record) !== item.code) {
      faults.push(
        fault(record, 'code', 'TEXT_CHANGED', { severity: 'warning', params: { expected: item.code } }),
      );
    }
    if (has('text') && plainWords(text) !== plainWords(item.text)) {
      const params = { expected: shorten(item.text) };
      faults.push(fault(record, 'text', 'TEXT_CHANGED', { severity: 'warning', params }));
    }
    const max = textOf(record, 'max');
    if (max !== null && parseHundredths(max.replace('.', ',')) !== item.maxPoints) {
      const params = { expected: formatHundredths(item.maxPoints) };
      faults.push(fault(record, 'max', 'TEXT_CHANGED', { severity: 'warning', params }));
    }
    const read = readValues(request, record, item);
    faults.push(...read.faults);
    const before = present.get(item.id);
    const changes = changesOf(before ?? EMPTY, read.values);
    const action = isFaulty(faults)
      ? 'skip'
      : changes.length === 0
        ? 'same'
        : before === undefined
          ? 'add'
          : 'change';
    return {
      row: { row: record.row, action, label: shorten(`${item.code} ${item.text}`, 200), changes, faults },
      write: action === 'skip' || action === 'same' ? null : { itemId: item.id, before, values: read.values },
    };
  });

  const inFile = new Set([...seen.keys(), ...faulty.map((record) => itemOf(record)?.id)]);
  const missing = leaves
    .filter((leaf) => leaf.method === 'self' && !inFile.has(leaf.id))
    .map((leaf): ImportRow => {
      const options = { severity: 'warning', value: leaf.code, params: { code: leaf.code } } as const;
      return {
        row: null,
        action: 'skip',
        label: shorten(`${leaf.code} ${leaf.text}`, 200),
        changes: [],
        faults: [fault(null, null, 'MISSING_ROW', options)],
      };
    });

  return {
    rows: [...planned.map(({ row }) => row), ...missing],
    faults: fileFaults,
    apply(write, step) {
      const writes = planned.flatMap((one) => (one.write === null ? [] : [one.write]));
      for (const [done, { itemId, before, values }] of writes.entries()) {
        step(done, writes.length);
        if (before === undefined) {
          write.insert('index_score', {
            id: ids.next(),
            indexEntryId: entry.id,
            indexItemId: itemId,
            ...values,
          });
        } else write.update('index_score', before.id, before.rev, values);
      }
      return { targetId: entry.id };
    },
  };
}

/** Whose form it is instead: of another year, of another set of this one, or of another agency of this set. */
function otherForm(
  { context, fault }: ImportRequest,
  record: SheetRecord,
  otherId: string,
  about: {
    readonly entry: { readonly agencyName: string };
    readonly set: { readonly id: string; readonly year: number; readonly name: string };
  },
): ImportFault {
  const { parIndex } = context.stores;
  const { entry, set } = about;
  const other = parIndex.entry(otherId);
  const otherSet = other === undefined ? undefined : parIndex.set(other.indexSetId);
  if (other === undefined || otherSet === undefined || otherSet.id === set.id) {
    const options = { value: other?.agencyName ?? 'khác', params: { name: entry.agencyName } };
    return fault(record, 'key', 'OTHER_AGENCY', options);
  }
  const named = ({ name, year }: { readonly name: string; readonly year: number }) =>
    `${name} (${String(year)})`;
  const options = { value: named(otherSet), params: { name: named(set), index: 1 } };
  return fault(record, 'key', otherSet.year === set.year ? 'OTHER_PLAN' : 'OTHER_PERIOD', options);
}

export function createIndexScoresImport(): ImportTarget {
  return {
    sheet: { purpose: 'index_scores', fields: indexScoreFieldSpecs, maxRows: 2000, unique: [['code']] },
    template: {
      fileName: 'mau-tu-cham-diem-cscchc',
      sheetName: 'Tự chấm điểm',
      title: 'Biểu tự chấm điểm Chỉ số cải cách hành chính',
      instructions: [
        'Biểu của từng đơn vị được xuất từ bộ chỉ số, đã có sẵn tiêu chí và ô kiểm tra dữ liệu; tệp mẫu này chỉ dùng khi phải lập lại bằng tay.',
        'Mỗi hàng là một tiêu chí, được nhận theo mã. Điểm tự chấm không lớn hơn điểm tối đa; mục điều tra xã hội học để trống.',
        'Mỗi điểm tự chấm cần tài liệu kiểm chứng; không có thì phải giải trình.',
        'Nhập lại thì nội dung của từng hàng thay cho nội dung đã nhập; tiêu chí không có trong tệp và điểm đã thẩm định giữ nguyên.',
      ],
      examples: [
        { code: '1.1.1', selfPoints: 1, evidence: 'Kế hoạch số 05/KH-UBND ngày 08/01/2025' },
        { code: '1.1.2', selfPoints: 0.5, explanation: 'Còn 02 nhiệm vụ chưa hoàn thành' },
      ],
    },
    plan: planScores,
  };
}
