/**
 * An agency's plan or report of remediation as it came back in the form that was sent: each row is known by its key,
 * another round's or agency's form is refused, and so is a row about something settled. What the rows say replaces what
 * the paper said; a row that is not in the file says nothing.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import type { RemediationEntry } from '../../../core/contract/remediation.ts';
import { stateText } from '../../../core/documents/papers/remediation-count.ts';
import {
  type FormKind,
  readFormKey,
  remediationFields,
  resultWords,
} from '../../../core/exchange/remediation-sheet.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { isFaulty, type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import { plainWords } from '../../../core/rules/criterion-digest.ts';
import { isSettled } from '../../../core/rules/due.ts';
import { shortDay } from '../../../core/rules/format.ts';
import { isDay } from '../../../core/contract/day.ts';
import type { StoredEntry } from '../../../db/remediation.ts';
import { fieldFault, found, owned } from '../context.ts';
import { newestPapers } from '../remediation-agencies.ts';
import { dayOfPaper, followEntry } from '../remediation-papers.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

type Values = Pick<RemediationEntry, 'text' | 'result' | 'doneOn' | 'promisedOn' | 'evidence'>;
const EMPTY: Values = { text: null, result: null, doneOn: null, promisedOn: null, evidence: null };
const valueKeys = Object.keys(EMPTY) as (keyof Values)[];

const kindWords = { plan: 'biểu kế hoạch khắc phục', report: 'biểu kết quả khắc phục' } as const;

/** What the form has no column for is left as it was. */
function readValues(record: SheetRecord, has: ImportRequest['has'], before: Values): Values {
  const read = (field: keyof Values) => (has(field) ? textOf(record, field) : before[field]);
  return {
    text: read('text'),
    result: read('result') as Values['result'],
    doneOn: read('doneOn'),
    promisedOn: read('promisedOn'),
    evidence: read('evidence'),
  };
}

function shown(values: Values, field: keyof Values): string | null {
  const value = values[field];
  if (value === null) return null;
  if (field === 'result') return resultWords[value as keyof typeof resultWords];
  return field === 'doneOn' || field === 'promisedOn' ? shortDay(value) : value;
}

const changesOf = (before: Values, after: Values): ImportRow['changes'] =>
  valueKeys.flatMap((field) =>
    before[field] === after[field]
      ? []
      : [{ field, before: shown(before, field), after: shown(after, field) }],
  );

/** What is known of the paper itself, where the person tells it with the file. */
function paperFields(options: Readonly<Record<string, string>>) {
  const text = (key: string) => (options[key] ?? '').trim() || null;
  const day = (key: string) => {
    const value = text(key);
    if (value !== null && !isDay(value)) throw fieldFault(`options.${key}`, 'BAD_DATE');
    return value;
  };
  const fields = {
    number: text('number'),
    symbol: text('symbol'),
    documentDate: day('documentDate'),
    arrivedOn: day('arrivedOn'),
  };
  if (fields.documentDate !== null && fields.arrivedOn !== null && fields.arrivedOn < fields.documentDate) {
    throw fieldFault('options.arrivedOn', 'BAD_DATE');
  }
  return fields;
}

interface Planned {
  readonly row: ImportRow;
  readonly write: {
    readonly recommendationId: string;
    readonly before: StoredEntry | undefined;
    readonly values: Values;
  } | null;
}

function planRemediation(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, has, fault } = request;
  const { stores, ids, session, clock } = context;
  const { targetId } = source;
  if (targetId === null) throw fieldFault('targetId', 'MISSING_KEY');
  owned(context, stores.visits.get(targetId), 'visit', targetId);
  const visit = found(stores.visits.listed(targetId), 'visit', targetId);
  const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
  const options = source.options ?? {};
  const fields = paperFields(options);
  const keys = [...records, ...faulty].map((record) => ({
    record,
    key: readFormKey(record.texts['key'] ?? null),
  }));
  const asked = options['kind'];
  const kind: FormKind =
    asked === 'plan' || asked === 'report'
      ? asked
      : (keys.find(({ key }) => key !== null)?.key?.kind ?? 'report');

  const fileFaults: ImportFault[] = [];
  for (const { record, key } of keys) {
    if (key === null) continue;
    if (key.planId !== plan.id) {
      const value = stores.plans.get(key.planId)?.title ?? 'khác';
      fileFaults.push(fault(record, 'key', 'OTHER_PLAN', { value, params: { name: plan.title } }));
    } else if (key.agencyId !== visit.agencyId) {
      const value = stores.agencies.versionOn(key.agencyId, visit.startsOn)?.name ?? 'khác';
      fileFaults.push(fault(record, 'key', 'OTHER_AGENCY', { value, params: { name: visit.agencyName } }));
    } else if (key.kind !== kind) {
      const params = { expected: kindWords[kind] };
      fileFaults.push(fault(record, 'key', 'UNKNOWN_VALUE', { value: kindWords[key.kind], params }));
    } else continue;
    // One line tells whose the file is.
    break;
  }

  const mine = stores.remediation.ofAgency(plan.id, visit.agencyId);
  const byId = new Map(mine.map((row) => [row.id, row]));
  const newest = newestPapers(stores.remediation.papers({ planId: plan.id, agencyId: visit.agencyId }));
  const wanted = options['paperId'];
  const paper =
    wanted !== undefined
      ? stores.remediation.paper(wanted)
      : options['newPaper'] === '1'
        ? undefined
        : newest.get(`${plan.id} ${visit.agencyId} ${kind}`);
  if (wanted !== undefined) {
    const isHere = paper?.planId === plan.id && paper.agencyId === visit.agencyId && paper.kind === kind;
    if (!isHere) throw fieldFault('options.paperId', 'NOT_FOUND');
  }
  const present = new Map(
    (paper === undefined ? [] : stores.remediation.entriesOfPaper(paper.id)).map((entry) => [
      entry.recommendationId,
      entry,
    ]),
  );

  const seen = new Map<string, number>();
  const planned = records.map((record): Planned => {
    const text = record.texts['recommendation'] ?? '';
    const key = readFormKey(record.texts['key'] ?? null);
    const label = shorten(text.trim() === '' ? Object.values(record.texts).join(' · ') : text, 200);
    const row = key === null ? undefined : byId.get(key.recommendationId);
    const refuse = (...faults: ImportFault[]): Planned => ({
      row: { row: record.row, action: 'skip', label, changes: [], faults },
      write: null,
    });
    // A row that somebody added is no error; one whose key says something that is not there is.
    if (key === null) return refuse(fault(record, 'key', 'EXTRA_ROW', { severity: 'warning', value: label }));
    if (row === undefined) return refuse(fault(record, 'key', 'NOT_FOUND', { value: label }));
    const faults: ImportFault[] = [];
    const earlier = seen.get(row.id);
    if (earlier !== undefined) {
      faults.push(fault(record, 'key', 'DUPLICATE_IN_FILE', { params: { row: earlier } }));
    }
    seen.set(row.id, record.row);
    if (has('recommendation') && plainWords(text) !== plainWords(row.text)) {
      const params = { expected: shorten(row.text) };
      faults.push(fault(record, 'recommendation', 'TEXT_CHANGED', { severity: 'warning', params }));
    }
    const before = present.get(row.id);
    const values = readValues(record, has, before ?? EMPTY);
    const changes = changesOf(before ?? EMPTY, values);
    if (isSettled(row.status) && changes.length > 0) {
      faults.push(
        fault(record, 'key', 'SETTLED', { value: label, params: { status: stateText(row.status) } }),
      );
    }
    const action = isFaulty(faults)
      ? 'skip'
      : changes.length === 0
        ? 'same'
        : before === undefined
          ? 'add'
          : 'change';
    return {
      row: { row: record.row, action, label, changes, faults },
      write: action === 'add' || action === 'change' ? { recommendationId: row.id, before, values } : null,
    };
  });

  const inFile = new Set([...seen.keys(), ...keys.map(({ key }) => key?.recommendationId)]);
  const missing = mine
    .filter(({ id, status }) => !inFile.has(id) && !isSettled(status))
    .map((row): ImportRow => {
      const label = shorten(row.text, 200);
      const params = { code: label };
      return {
        row: null,
        action: 'skip',
        label,
        changes: [],
        faults: [fault(null, null, 'MISSING_ROW', { severity: 'warning', value: label, params })],
      };
    });

  return {
    rows: [...planned.map(({ row }) => row), ...missing],
    faults: fileFaults,
    apply(write, step) {
      const writes = planned.flatMap((one) => (one.write === null ? [] : [one.write]));
      if (writes.length === 0) return { targetId: visit.id };
      const known = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
      const target =
        paper === undefined
          ? write.insert('remediation_paper', {
              id: ids.next(),
              planId: plan.id,
              agencyId: visit.agencyId,
              kind,
              ...known,
              enteredBy: session.personId(),
            })
          : write.update('remediation_paper', paper.id, paper.rev, known);
      const day = dayOfPaper(
        { arrivedOn: target.arrivedOn ?? null, documentDate: target.documentDate ?? null },
        clock.today(),
      );
      for (const [done, { recommendationId, before, values }] of writes.entries()) {
        step(done, writes.length);
        if (before === undefined) {
          write.insert('remediation_entry', {
            id: ids.next(),
            remediationPaperId: target.id,
            recommendationId,
            ...values,
          });
        } else write.update('remediation_entry', before.id, before.rev, values);
        const row = found(stores.recommendations.get(recommendationId), 'recommendation', recommendationId);
        if (before?.result !== 'done') followEntry(context, write, { id: target.id, kind }, row, values, day);
      }
      return { targetId: visit.id };
    },
  };
}

export function createRemediationImport(): ImportTarget {
  return {
    sheet: { purpose: 'remediation', fields: remediationFields, maxRows: 2000, unique: [['key']] },
    template: {
      fileName: 'mau-bieu-khac-phuc',
      sheetName: 'Kết quả khắc phục',
      title: 'Biểu kế hoạch, kết quả khắc phục tồn tại, hạn chế sau kiểm tra',
      instructions: [
        'Biểu của từng đơn vị được xuất từ phần Theo dõi khắc phục, đã có sẵn kiến nghị và ô kiểm tra dữ liệu; tệp mẫu này chỉ để xem các cột.',
        'Mỗi hàng là một kiến nghị, được nhận theo khóa ở cột ẩn do phần mềm ghi; hàng không có khóa không được nhập.',
        'Mức độ hoàn thành: Đã hoàn thành, Hoàn thành một phần, Chưa thực hiện. Hàng ghi “Đã hoàn thành” chuyển kiến nghị sang trạng thái đã báo cáo.',
        'Nhập lại thì nội dung của từng hàng thay cho nội dung đã nhập; kiến nghị không có trong tệp giữ nguyên.',
      ],
      examples: [
        {
          recommendation: 'Niêm yết đầy đủ thủ tục hành chính tại Bộ phận một cửa',
          text: 'Đã niêm yết đủ 132 thủ tục theo Quyết định công bố',
          result: resultWords.done,
          doneOn: '15/11/2019',
          evidence: 'Báo cáo số 120/BC-UBND ngày 18/11/2019',
        },
      ],
    },
    plan: planRemediation,
  };
}
