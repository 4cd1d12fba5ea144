/**
 * Tasks of an annual reform plan from a spreadsheet: into a plan that is there, where a row with the words of a task
 * means that task and empty cells say nothing, or into a new plan. A deadline that is no day stays in its words.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import type { ParTask } from '../../../core/contract/tasks.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { foldLabel } from '../../../core/exchange/sheet/label.ts';
import {
  type FieldSpec,
  isFaulty,
  type SheetRecord,
  textOf,
  textField,
} from '../../../core/exchange/sheet/target.ts';
import { parseDay, shortDay } from '../../../core/rules/format.ts';
import { nameKey } from '../../../core/rules/same-name.ts';
import type { Patch } from '../../../db/registry.ts';
import type { Stores } from '../../../db/stores.ts';
import type { StoredParPlan, StoredParTask } from '../../../db/tasks.ts';
import { owned } from '../context.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

const stateSpellings: Readonly<Record<ParTask['state'], readonly string[]>> = {
  not_started: ['Chưa thực hiện', 'Chưa triển khai', 'Chưa bắt đầu'],
  in_progress: ['Đang thực hiện', 'Đang triển khai', 'Chưa hoàn thành'],
  done: ['Hoàn thành', 'Đã hoàn thành', 'Xong', 'Đã thực hiện'],
  dropped: ['Không thực hiện', 'Dừng', 'Bỏ', 'Không còn phù hợp'],
};

const fields: readonly FieldSpec[] = [
  textField(
    'domain',
    'Lĩnh vực',
    'Domain',
    ['Nội dung cải cách', 'Nhóm nhiệm vụ', 'Tên lĩnh vực'],
    300,
    'Tên hoặc tên gọi tắt của một lĩnh vực cải cách hành chính.',
  ),
  {
    ...textField(
      'task',
      'Nhiệm vụ',
      'Task',
      [
        'Nội dung nhiệm vụ',
        'Tên nhiệm vụ',
        'Nhiệm vụ, hoạt động',
        'Nội dung công việc',
        'Nội dung',
        'Hoạt động',
      ],
      2000,
    ),
    required: true,
  },
  textField(
    'product',
    'Sản phẩm',
    'Product',
    ['Kết quả, sản phẩm', 'Sản phẩm đầu ra', 'Kết quả đầu ra', 'Dự kiến kết quả'],
    2000,
  ),
  textField(
    'owner',
    'Cơ quan chủ trì',
    'Owner',
    ['Chủ trì', 'Đơn vị chủ trì', 'Cơ quan, đơn vị chủ trì', 'Đơn vị thực hiện'],
    600,
  ),
  textField(
    'partner',
    'Cơ quan phối hợp',
    'Partner',
    ['Phối hợp', 'Đơn vị phối hợp', 'Cơ quan, đơn vị phối hợp'],
    600,
  ),
  textField(
    'due',
    'Thời hạn',
    'Deadline',
    ['Thời hạn hoàn thành', 'Thời gian hoàn thành', 'Thời gian thực hiện', 'Hạn hoàn thành', 'Thời gian'],
    300,
    'Một ngày (30/6/2026), hoặc lời: Quý II, thường xuyên.',
  ),
  {
    key: 'state',
    labels: { vi: 'Trạng thái', en: 'State' },
    synonyms: ['Tình trạng', 'Tiến độ', 'Tình hình thực hiện'],
    required: false,
    type: { oneOf: new Map(Object.entries(stateSpellings)) },
  },
  {
    key: 'doneOn',
    labels: { vi: 'Ngày hoàn thành', en: 'Done on' },
    synonyms: ['Hoàn thành ngày', 'Ngày xong'],
    required: false,
    type: 'day',
    hint: 'Chỉ với nhiệm vụ đã hoàn thành.',
  },
  textField('result', 'Kết quả thực hiện', 'Result', ['Kết quả', 'Văn bản, kết quả'], 4000),
  textField('evaluation', 'Đánh giá', 'Evaluation', ['Đánh giá kết quả', 'Nhận xét'], 4000),
];

const plainKeys = ['product', 'owner', 'partner', 'result', 'evaluation'] as const;

interface Planned {
  readonly record: SheetRecord;
  readonly before: StoredParTask | undefined;
  readonly task: string;
  readonly patch: Patch<'par_task'>;
  readonly changes: ImportRow['changes'];
  readonly faults: readonly ImportFault[];
}

/** Folded name, short name or key of a domain → its key; names of all sets of domains lead to the same keys. */
function domainKeys(stores: Pick<Stores, 'criteria'>): ReadonlyMap<string, string> {
  return new Map(
    stores.criteria
      .domains()
      .flatMap(({ key, name, shortName }) =>
        [name, shortName, key].map((label) => [foldLabel(label), key] as const),
      ),
  );
}

/** A day or words; words that look like a day and are none are a fault. */
function readDue(written: string): Pick<ParTask, 'dueOn' | 'dueText'> | null {
  const day = parseDay(written);
  if (day !== null) return { dueOn: day, dueText: null };
  return /^\d{1,4}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{1,4}$/.test(written)
    ? null
    : { dueOn: null, dueText: written };
}

function yearOf({ source, context }: ImportRequest): number {
  const named = /(?<!\d)(20\d{2})(?!\d)/.exec(source.fileName)?.[1];
  return Number(named ?? context.clock.today().slice(0, 4));
}

function planTasks(request: ImportRequest): ImportPlan {
  const { context, source, records, fault } = request;
  const { stores, ids } = context;
  const { targetId } = source;
  const target: StoredParPlan | undefined =
    targetId === null ? undefined : owned(context, stores.tasks.plan(targetId), 'par_plan', targetId);
  const domains = domainKeys(stores);
  const present = Map.groupBy(target === undefined ? [] : stores.tasks.tasks([target.id]), ({ task }) =>
    nameKey(task),
  );

  /** The task with these words; of several the one with this owner. Each is meant by one row. */
  function take(task: string, owner: string | null): StoredParTask | undefined {
    const same = present.get(nameKey(task)) ?? [];
    const index = Math.max(
      0,
      same.findIndex((one) => owner !== null && nameKey(one.owner ?? '') === nameKey(owner)),
    );
    return same.splice(index, 1)[0];
  }

  const planned = records.map((record): Planned => {
    const faults: ImportFault[] = [];
    const task = textOf(record, 'task') ?? '';
    const before = take(task, textOf(record, 'owner'));
    const patch: Record<string, string | null> = {};
    for (const key of plainKeys) {
      const value = textOf(record, key);
      if (value !== null) patch[key] = value;
    }
    const domain = textOf(record, 'domain');
    if (domain !== null) {
      const key = domains.get(foldLabel(domain));
      if (key === undefined) faults.push(fault(record, 'domain', 'NOT_FOUND', { severity: 'warning' }));
      else patch['domainKey'] = key;
    }
    const due = textOf(record, 'due');
    if (due !== null) {
      const read = readDue(due);
      if (read === null) faults.push(fault(record, 'due', 'BAD_DATE'));
      else Object.assign(patch, read);
    }
    const doneOn = textOf(record, 'doneOn');
    // A day on which it was done says that it is done.
    const state = textOf(record, 'state') ?? (doneOn === null ? null : 'done');
    if (doneOn !== null && state !== 'done') {
      const params = { expected: stateSpellings.done[0] ?? '' };
      faults.push(fault(record, 'state', 'UNKNOWN_VALUE', { params }));
    }
    if (state !== null) patch['state'] = state;
    if (doneOn !== null) patch['doneOn'] = doneOn;
    // Taken up again: it was not done on a day.
    else if (state !== null && state !== 'done' && before?.doneOn != null) patch['doneOn'] = null;
    return { record, before, task, patch, changes: changesOf(before, patch), faults };
  });

  const actionOf = ({ before, changes, faults }: Planned): ImportRow['action'] => {
    if (isFaulty(faults)) return 'skip';
    return before === undefined ? 'add' : changes.length === 0 ? 'same' : 'change';
  };
  return {
    rows: planned.map((one) => ({
      row: one.record.row,
      action: actionOf(one),
      label: shorten(one.task),
      changes: one.changes,
      faults: [...one.faults],
    })),
    faults: [],
    apply(write, step) {
      let parPlanId = target?.id;
      if (parPlanId === undefined) {
        parPlanId = ids.next();
        const year = yearOf(request);
        const title = `Kế hoạch cải cách hành chính năm ${String(year)}`;
        write.insert('par_plan', { id: parPlanId, year, title });
      }
      let ordinal = stores.tasks.nextOrdinal(parPlanId);
      for (const [done, one] of planned.entries()) {
        step(done, planned.length);
        const action = actionOf(one);
        if (action === 'add') {
          const { task, patch } = one;
          write.insert('par_task', {
            ...patch,
            id: ids.next(),
            parPlanId,
            ordinal,
            task,
            state: patch.state ?? 'not_started',
          });
          ordinal += 1;
        } else if (action === 'change' && one.before !== undefined) {
          write.update('par_task', one.before.id, one.before.rev, one.patch);
        }
      }
      return { targetId: parPlanId };
    },
  };
}

/** What differs, in the words of the file's columns. */
function changesOf(
  before: StoredParTask | undefined,
  patch: Readonly<Record<string, string | null>>,
): ImportRow['changes'] {
  if (before === undefined) return [];
  const row: Readonly<Record<string, unknown>> = { ...before };
  const changed = (key: string) => key in patch && patch[key] !== row[key];
  const changes: ImportRow['changes'] = [];
  const show = (field: string, was: string | null, is: string | null | undefined) => {
    changes.push({ field, before: was, after: is ?? null });
  };
  for (const key of plainKeys) if (changed(key)) show(key, before[key], patch[key]);
  if (changed('domainKey')) show('domain', before.domainKey, patch['domainKey']);
  if (changed('dueOn') || changed('dueText')) {
    const words = (day: unknown, said: unknown) =>
      typeof day === 'string' ? shortDay(day) : typeof said === 'string' ? said : null;
    show('due', words(before.dueOn, before.dueText), words(patch['dueOn'], patch['dueText']));
  }
  if (changed('state')) {
    const word = (state: unknown) => stateSpellings[state as ParTask['state']][0] ?? null;
    show('state', word(before.state), word(patch['state']));
  }
  if (changed('doneOn')) {
    const day = (value: string | null | undefined) => (value == null ? null : shortDay(value));
    show('doneOn', day(before.doneOn), day(patch['doneOn']));
  }
  return changes;
}

export function createTasksImport(): ImportTarget {
  return {
    sheet: { purpose: 'tasks', fields, maxRows: 2000, unique: [['task', 'owner']] },
    template: {
      fileName: 'mau-nhiem-vu-ke-hoach-cchc',
      sheetName: 'Nhiệm vụ',
      title: 'Nhiệm vụ của kế hoạch cải cách hành chính năm',
      instructions: [
        'Mỗi hàng là một nhiệm vụ; chỉ cột Nhiệm vụ là bắt buộc.',
        'Nhập vào một kế hoạch đã có thì nhiệm vụ cùng lời (và cùng cơ quan chủ trì) được cập nhật, nhiệm vụ mới được thêm vào cuối; ô trống không xoá nội dung đã có.',
        'Thời hạn là một ngày (30/6/2026) hoặc lời (Quý II, thường xuyên).',
      ],
      examples: [
        {
          domain: 'Thủ tục hành chính',
          task: 'Kiểm tra công tác cải cách hành chính',
          product: 'Thông báo kết quả kiểm tra',
          owner: 'Sở Nội vụ',
          due: '30/9/2026',
          state: 'Chưa thực hiện',
        },
      ],
    },
    plan: planTasks,
  };
}
