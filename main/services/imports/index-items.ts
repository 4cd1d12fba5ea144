/**
 * A set of the reform index from a spreadsheet, into its draft: the set becomes what the file says, item by item under
 * its code, and what the file does not have goes. Maxima that do not add up refuse the whole, each place by its name.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import type { IndexItem } from '../../../core/contract/par-index.ts';
import { formatHundredths } from '../../../core/documents/wording/numbers.ts';
import {
  indexItemFieldSpecs,
  itemCells,
  type ItemColumn,
  levelWords,
} from '../../../core/exchange/index-sheet.ts';
import { cleanText, shorten } from '../../../core/exchange/sheet/cell.ts';
import { flagOf, listOf, type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import { parseHundredths } from '../../../core/rules/format.ts';
import { indexTree, levelBelow, setFaults } from '../../../core/rules/par-index.ts';
import type { StoredIndexItem } from '../../../db/par-index.ts';
import { fieldFault } from '../context.ts';
import { draftSet, removeIndexItem } from '../par-index-writes.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

const MAX_POINTS = 100_000;

type Fields = Omit<
  IndexItem,
  'id' | 'rev' | 'provenance' | 'indexSetId' | 'parentId' | 'ordinal' | 'copiedFromId' | 'criterionCodes'
> & { readonly criterionCodes: readonly string[] };

interface Wanted {
  readonly record: SheetRecord;
  readonly fields: Fields;
  readonly before: StoredIndexItem | undefined;
  /** Its id, where it has one already; a new one otherwise. */
  readonly id: string;
  readonly parent: Wanted | null;
  ordinal: number;
}

const levels = ['field', 'criterion', 'sub_criterion'] as const;

/** "1.2.3." → "1.2.3". */
const codeOf = (record: SheetRecord) => (textOf(record, 'code') ?? '').trim().replace(/\.$/u, '');

function readFields(
  { has, fault }: Pick<ImportRequest, 'has' | 'fault'>,
  record: SheetRecord,
  before: StoredIndexItem | undefined,
): { readonly fields: Fields; readonly faults: ImportFault[] } {
  const faults: ImportFault[] = [];
  // A column that the file does not have says nothing, so that what the set has stays.
  const text = (key: 'formula' | 'evidence') => {
    if (!has(key)) return before?.[key] ?? null;
    const after = textOf(record, key);
    const known = before?.[key] ?? null;
    return known !== null && after !== null && cleanText(known) === after ? known : after;
  };
  const written = textOf(record, 'maxPoints');
  const maxPoints = written === null ? null : parseHundredths(written);
  if (maxPoints === null || maxPoints > MAX_POINTS) faults.push(fault(record, 'maxPoints', 'BAD_NUMBER'));
  const code = codeOf(record);
  const depth = Math.min(2, code.split('.').length - 1);
  const method =
    (textOf(record, 'method') as Fields['method'] | null) ??
    (has('method') ? 'self' : (before?.method ?? 'self'));
  return {
    fields: {
      code,
      level:
        (textOf(record, 'level') as Fields['level'] | null) ??
        (has('level') ? null : before?.level) ??
        levels[depth] ??
        'sub_criterion',
      text: textOf(record, 'text') ?? '',
      maxPoints: maxPoints ?? 0,
      method,
      effect:
        (textOf(record, 'effect') as Fields['effect'] | null) ??
        (has('effect') ? 'points' : (before?.effect ?? 'points')),
      formula: text('formula'),
      evidenceRequired:
        flagOf(record, 'evidenceRequired') ??
        (has('evidenceRequired') ? method === 'self' : (before?.evidenceRequired ?? method === 'self')),
      evidence: text('evidence'),
      criterionCodes: has('criterionCodes')
        ? [...listOf(record, 'criterionCodes')]
        : [...(before?.criterionCodes ?? [])],
    },
    faults,
  };
}

/** By the code without its last step; where codes do not tell (I, 1, 1.1), the nearest one above of the level above. */
function parentOf(fields: Fields, above: readonly Wanted[]): Wanted | null | undefined {
  if (fields.level === 'field') return null;
  const parentCode = fields.code.split('.').slice(0, -1).join('.');
  const fits = (one: Wanted) => levelBelow(one.fields.level) === fields.level;
  const named = above.find((one) => one.fields.code === parentCode && fits(one));
  if (named !== undefined) return named;
  const nearest = above.findLast(fits);
  // Below "2" there is no "5.1"; below "II" there may be.
  const tells = parentCode !== '' && nearest !== undefined && /^\d/u.test(nearest.fields.code);
  return tells ? undefined : nearest;
}

const points = (value: number | null) => formatHundredths(value ?? 0);

function planItems(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, fault } = request;
  const { stores, ids } = context;
  if (source.targetId === null) throw fieldFault('targetId', 'MISSING_KEY');
  const set = draftSet(context, source.targetId);
  const items = stores.parIndex.items(set.id);
  const byCode = new Map(items.map((item) => [item.code, item]));

  const rows: ImportRow[] = [];
  const wanted: Wanted[] = [];
  for (const record of records) {
    const before = byCode.get(codeOf(record));
    const { fields, faults } = readFields(request, record, before);
    const parent = parentOf(fields, wanted);
    if (parent === undefined || (parent === null && fields.level !== 'field')) {
      const reason = `${levelWords[fields.level].toLocaleLowerCase('vi')} không có mục trên`;
      faults.push(fault(record, 'code', 'BAD_HIERARCHY', { params: { reason } }));
    } else if (
      parent !== null &&
      parent.fields.effect !== 'points' &&
      parent.fields.effect !== fields.effect
    ) {
      const params = { reason: 'mục dưới điểm thưởng, điểm trừ phải cùng loại' };
      faults.push(fault(record, 'effect', 'BAD_HIERARCHY', { params }));
    } else {
      const ordinal = 1 + wanted.filter((one) => one.parent === parent).length;
      wanted.push({ record, fields, before, id: before?.id ?? ids.next(), parent, ordinal });
    }
    const now = itemCells(fields);
    const then = before === undefined ? undefined : itemCells(before);
    const changes =
      then === undefined
        ? []
        : indexItemFieldSpecs
            .filter(({ key }) => now[key] !== then[key])
            .map(({ key }) => ({ field: key, before: then[key] || null, after: now[key] || null }));
    const known = wanted.find((one) => one.record === record);
    const moved =
      before !== undefined &&
      known !== undefined &&
      (before.ordinal !== known.ordinal || before.parentId !== (known.parent?.id ?? null));
    if (moved && before.ordinal !== known.ordinal) {
      const [from, to] = [String(before.ordinal), String(known.ordinal)];
      changes.push({ field: 'ordinal' as ItemColumn, before: from, after: to });
    }
    rows.push({
      row: record.row,
      action: before === undefined ? 'add' : changes.length > 0 || moved ? 'change' : 'same',
      label: shorten(`${fields.code} ${fields.text}`, 200),
      changes,
      faults: [...record.faults, ...faults],
    });
  }

  // What cannot be read is not gone, and its points are not known: nothing is added up around it.
  const unread = new Set(faulty.map((record) => (record.texts['code'] ?? '').trim().replace(/\.$/u, '')));
  const inFile = new Set(records.map(codeOf));
  const ended = unread.has('') ? [] : items.filter(({ code }) => !inFile.has(code) && !unread.has(code));
  for (const item of ended) {
    const label = shorten(`${item.code} ${item.text}`, 200);
    rows.push({ row: null, action: 'end', label, changes: [], faults: [] });
  }

  const whole = faulty.length === 0 && wanted.length === records.length;
  const fileFaults: ImportFault[] = [];
  if (whole && wanted.length > 0) {
    const byId = new Map(wanted.map((one) => [one.id, one]));
    const drawn = wanted.map(({ id, parent, ordinal, fields }) => ({
      ...fields,
      id,
      parentId: parent?.id ?? null,
      ordinal,
    }));
    for (const { code, itemId, found, expected } of setFaults(set, drawn)) {
      const record = itemId === null ? null : (byId.get(itemId)?.record ?? null);
      const place = byId.get(itemId ?? '')?.fields.code ?? '';
      if (code === 'children_differ' || code === 'total_differs') {
        fileFaults.push({
          ...fault(record, 'maxPoints', 'WRONG_TOTAL', {
            value: code === 'total_differs' ? 'Thang điểm của bộ' : place,
            params: { found: points(found), expected: points(expected) },
          }),
        });
      } else if (code === 'no_leaf_max') {
        fileFaults.push(fault(record, 'maxPoints', 'BAD_NUMBER'));
      } else if (code === 'empty_parent') {
        const params = { reason: 'lĩnh vực không có tiêu chí' };
        fileFaults.push(fault(record, 'code', 'BAD_HIERARCHY', { value: place, params }));
      }
    }
  }

  return {
    rows,
    faults: fileFaults,
    apply(write, step) {
      const total = ended.length + wanted.length;
      let done = 0;
      const gone = new Set(ended.map(({ id }) => id));
      // The set without what goes stays a tree: what went from under an item that goes is moved first.
      const last = indexTree(items)
        .inOrder.filter(({ id }) => gone.has(id))
        .toReversed();
      const order = new Map(indexTree(wantedTree(wanted)).inOrder.map(({ id }, index) => [id, index]));
      for (const one of wanted.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))) {
        step(done++, total);
        const place = { parentId: one.parent?.id ?? null, ordinal: one.ordinal };
        if (one.before === undefined) {
          write.insert('index_item', { ...one.fields, ...place, id: one.id, indexSetId: set.id });
        } else write.update('index_item', one.before.id, null, { ...one.fields, ...place });
      }
      for (const item of last) {
        step(done++, total);
        removeIndexItem(write, stores, item);
      }
      return { targetId: set.id };
    },
  };
}

const wantedTree = (wanted: readonly Wanted[]) =>
  wanted.map(({ id, parent, ordinal, fields }) => ({ ...fields, id, parentId: parent?.id ?? null, ordinal }));

export function createIndexItemsImport(): ImportTarget {
  return {
    sheet: { purpose: 'index_items', fields: indexItemFieldSpecs, maxRows: 1000, unique: [['code']] },
    template: {
      fileName: 'mau-bo-chi-so-cchc',
      sheetName: 'Bộ chỉ số',
      title: 'Bộ tiêu chí Chỉ số cải cách hành chính',
      instructions: [
        'Mỗi hàng là một lĩnh vực, một tiêu chí hoặc một tiêu chí thành phần, theo thứ tự của bộ chỉ số; mục trên đứng trước mục dưới.',
        'Các mục con cộng lại phải bằng điểm tối đa của mục trên; các lĩnh vực cộng lại phải bằng thang điểm của bộ. Điểm thưởng và điểm trừ không cộng vào.',
        'Mục chấm bằng điều tra xã hội học ghi ở cột “Cách đánh giá”.',
        'Nhập vào bộ đang xây dựng: bộ trở thành như tệp; mục không có trong tệp bị bỏ.',
      ],
      examples: [
        { code: '1', level: 'Lĩnh vực', text: 'Công tác chỉ đạo, điều hành', maxPoints: 9.5 },
        { code: '1.1', level: 'Tiêu chí', text: 'Kế hoạch cải cách hành chính năm', maxPoints: 2 },
        {
          code: '1.1.1',
          level: 'Tiêu chí thành phần',
          text: 'Ban hành kế hoạch đúng thời hạn',
          maxPoints: 1,
          evidence: 'Kế hoạch của đơn vị',
        },
      ],
    },
    plan: planItems,
  };
}
