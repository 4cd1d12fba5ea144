/**
 * Survey scores of all agencies of an index set, from the grid that went out or one of the same columns: a row an
 * agency, a column a surveyed item. An empty cell says nothing; what stands there replaces what was there.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import { formatHundredths } from '../../../core/documents/wording/numbers.ts';
import {
  readSurveyKey,
  SURVEY_SOURCE,
  surveyField,
  surveyFieldSpecs,
} from '../../../core/exchange/index-sheet.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { isFaulty, type SheetRecord, type SheetTarget, textOf } from '../../../core/exchange/sheet/target.ts';
import { indexTree, mayScore } from '../../../core/rules/par-index.ts';
import { nameKey } from '../../../core/rules/same-name.ts';
import type { StoredIndexEntry, StoredIndexItem, StoredIndexScore } from '../../../db/par-index.ts';
import type { Stores } from '../../../db/stores.ts';
import { fieldFault, owned } from '../context.ts';
import { wrongState } from '../par-index-writes.ts';
import { readPoints } from './index-scores.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

interface CellWrite {
  readonly entryId: string;
  readonly itemId: string;
  readonly before: StoredIndexScore | undefined;
  readonly points: number;
  readonly source: string | null;
}

function surveyed(stores: Pick<Stores, 'parIndex'>, setId: string): readonly StoredIndexItem[] {
  return indexTree(stores.parIndex.items(setId)).leaves.filter(({ method }) => method === 'survey');
}

function planSurvey(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, fault } = request;
  const { stores, ids } = context;
  const store = stores.parIndex;
  if (source.targetId === null) throw fieldFault('targetId', 'MISSING_KEY');
  const set = owned(context, store.set(source.targetId), 'index_set', source.targetId);
  if (!mayScore(set.status, 'survey')) throw wrongState(set.status, 'scoring');
  const items = surveyed(stores, set.id);
  const entries = store.entries(set.id);
  const byAgency = new Map(entries.map((entry) => [entry.agencyId, entry]));
  const byNameKey = Map.groupBy(entries, ({ agencyName }) => nameKey(agencyName));
  const present = new Map(
    store
      .scoresOfItems(items.map(({ id }) => id))
      .map((score) => [`${score.indexEntryId} ${score.indexItemId}`, score]),
  );

  function entryOf(record: SheetRecord): StoredIndexEntry | undefined {
    const key = readSurveyKey(record.texts['key'] ?? null);
    const byKey = key === null ? undefined : byAgency.get(key.agencyId);
    const named = byNameKey.get(nameKey(textOf(record, 'agency') ?? '')) ?? [];
    // Rows may have been sorted without their keys: the name that stands there is what people read.
    if (named.length === 1 && named[0] !== byKey) return named[0];
    return byKey ?? undefined;
  }

  const fileFaults: ImportFault[] = [];
  const other = [...records, ...faulty]
    .map((record) => ({ record, key: readSurveyKey(record.texts['key'] ?? null) }))
    .find(({ key }) => key !== null && key.indexSetId !== set.id);
  if (other !== undefined) {
    const otherSet = store.set(other.key?.indexSetId ?? '');
    const params = { name: `${set.name} (${String(set.year)})`, index: 1 };
    const value = otherSet === undefined ? 'khác' : `${otherSet.name} (${String(otherSet.year)})`;
    const code = otherSet?.year === set.year ? 'OTHER_PLAN' : 'OTHER_PERIOD';
    fileFaults.push(fault(other.record, 'key', code, { value, params }));
  }
  if (!items.some(({ id }) => request.has(surveyField(id)))) {
    const params = { label: items[0]?.code ?? 'Điểm điều tra', labelEn: items[0]?.code ?? 'Survey points' };
    fileFaults.push(fault(null, null, 'MISSING_COLUMN', { params }));
  }

  const seen = new Map<string, number>();
  const writes: CellWrite[] = [];
  const rows = records.map((record): ImportRow => {
    const label = shorten(textOf(record, 'agency') ?? '', 200);
    const entry = entryOf(record);
    if (entry === undefined) {
      const faults = [fault(record, 'agency', 'NOT_FOUND')];
      return { row: record.row, action: 'skip', label, changes: [], faults };
    }
    const faults: ImportFault[] = [];
    const earlier = seen.get(entry.id);
    if (earlier !== undefined) {
      faults.push(fault(record, 'agency', 'DUPLICATE_IN_FILE', { params: { row: earlier } }));
    }
    seen.set(entry.id, record.row);
    const written = textOf(record, SURVEY_SOURCE);
    const changes: ImportRow['changes'] = [];
    const cells: CellWrite[] = [];
    let isNew = false;
    let isChanged = false;
    for (const item of items) {
      const field = surveyField(item.id);
      const read = readPoints(request, record, field, item.maxPoints);
      faults.push(...read.faults);
      const { points } = read;
      if (points === null) continue;
      const before = present.get(`${entry.id} ${item.id}`);
      const sourceOf = written ?? before?.surveySource ?? null;
      if (before?.surveyPoints === points && before.surveySource === sourceOf) continue;
      if (before?.surveyPoints == null) isNew = true;
      else isChanged = true;
      cells.push({ entryId: entry.id, itemId: item.id, before, points, source: sourceOf });
      if (before?.surveyPoints === points) continue;
      const was = before?.surveyPoints == null ? null : formatHundredths(before.surveyPoints);
      changes.push({ field, before: was, after: formatHundredths(points) });
    }
    if (isFaulty(faults)) {
      return { row: record.row, action: 'skip', label: entry.agencyName, changes, faults };
    }
    writes.push(...cells);
    const action = isChanged ? 'change' : isNew ? 'add' : 'same';
    return { row: record.row, action, label: entry.agencyName, changes, faults };
  });

  return {
    rows,
    faults: fileFaults,
    writes: writes.length,
    apply(write, step) {
      for (const [done, { entryId, itemId, before, points, source: from }] of writes.entries()) {
        step(done, writes.length);
        const values = { surveyPoints: points, surveySource: from };
        if (before === undefined) {
          write.insert('index_score', {
            id: ids.next(),
            indexEntryId: entryId,
            indexItemId: itemId,
            ...values,
          });
        } else write.update('index_score', before.id, before.rev, values);
      }
      return { targetId: set.id };
    },
  };
}

export function createIndexSurveyImport(): ImportTarget {
  const sheetOf = (items: readonly StoredIndexItem[]): SheetTarget => ({
    purpose: 'index_survey',
    fields: surveyFieldSpecs(items),
    maxRows: 3000,
  });
  return {
    sheet: sheetOf([]),
    sheetFor: ({ stores }, { targetId }) =>
      sheetOf(
        targetId === null || stores.parIndex.set(targetId) === undefined ? [] : surveyed(stores, targetId),
      ),
    template: {
      fileName: 'mau-diem-dieu-tra-cscchc',
      sheetName: 'Điểm điều tra',
      title: 'Điểm điều tra xã hội học Chỉ số cải cách hành chính',
      instructions: [
        'Biểu có sẵn đơn vị và mục điều tra được xuất từ bộ chỉ số; dùng tệp mẫu này khi phải lập lại bằng tay: thêm một cột cho mỗi mục điều tra, đầu cột ghi mã của mục.',
        'Mỗi hàng là một đơn vị, ghi đúng tên như trong bộ chỉ số. Điểm không lớn hơn điểm tối đa của mục.',
        'Ô để trống giữ nguyên điểm đã nhập.',
      ],
    },
    plan: planSurvey,
  };
}
