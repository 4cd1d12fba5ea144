/**
 * The form of an agency's own answers as it came back: each row is known by its key or its code, what was moved, added,
 * left out or rewritten is named, another agency's form is refused. What the rows say replaces what was there; a row
 * that is not in the file says nothing.
 */
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import {
  allowedChoices,
  allowedPoints,
  choiceWords,
  type FormAnswer,
  isAsked,
  NOT_APPLICABLE,
  readRowKey,
  type SelfField,
  selfAnswerFields,
} from '../../../core/exchange/self-answers-sheet.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { flagOf, isFaulty, numberOf, type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import { plainWords } from '../../../core/rules/criterion-digest.ts';
import { formatCount, formatHundredths } from '../../../core/rules/format.ts';
import { judgedPoints } from '../../../core/rules/scoring.ts';
import type { StoredCriterion } from '../../../db/criteria.ts';
import type { StoredSelfAnswer } from '../../../db/self-reports.ts';
import { fieldFault, found, owned } from '../context.ts';
import { applicableCriteria } from '../visits.ts';
import { movedFaults } from './returned-form.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

type Values = Omit<FormAnswer, 'criterionId'>;

const EMPTY: Values = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
  note: null,
  evidence: null,
};
const valueKeys = Object.keys(EMPTY) as (keyof Values)[];
const isEmpty = (values: Values) => valueKeys.every((key) => values[key] === EMPTY[key]);
const answerFields: readonly SelfField[] = ['choice', 'numerator', 'denominator', 'points', 'notApplicable'];
/** What the cell of a question takes that is of another kind. */
const NOTHING_EXPECTED = 'để trống';

/** Hundredths of a point from "0.75"; null where it is finer than that. */
function hundredths(text: string): number | null {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/u.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', places = ''] = match;
  const value = Number(whole) * 100 + Number(places.padEnd(2, '0'));
  return sign === '-' ? -value : value;
}

function readValues(
  { fault }: Pick<ImportRequest, 'fault'>,
  record: SheetRecord,
  criterion: StoredCriterion,
  scoring: boolean,
): { readonly values: Values; readonly faults: readonly ImportFault[] } {
  const faults: ImportFault[] = [];
  for (const field of answerFields) {
    const value = record.values[field];
    if (value === null || value === false || isAsked(criterion, field, scoring)) continue;
    faults.push(fault(record, field, 'UNKNOWN_VALUE', { params: { expected: NOTHING_EXPECTED } }));
  }
  const choice = textOf(record, 'choice') as Values['choice'];
  if (choice === 'partial' && criterion.answerType === 'yes_no') {
    const params = { expected: allowedChoices(criterion).join('; ') };
    faults.push(fault(record, 'choice', 'UNKNOWN_VALUE', { params }));
  }
  const isCount = criterion.answerType === 'count';
  const first = numberOf(record, 'numerator');
  const denominator = numberOf(record, 'denominator');
  if (!isCount && first !== null && denominator !== null && first > denominator) {
    const params = { part: formatCount(first), whole: formatCount(denominator) };
    faults.push(fault(record, 'numerator', 'PART_EXCEEDS_WHOLE', { params }));
  }
  if (criterion.answerType === 'percentage' && (first === null) !== (denominator === null)) {
    const missing = first === null ? 'numerator' : 'denominator';
    const labels = selfAnswerFields.find(({ key }) => key === missing)?.labels;
    const params = { label: labels?.vi ?? '', labelEn: labels?.en ?? '' };
    faults.push(fault(record, missing, 'REQUIRED_EMPTY', { severity: 'warning', params }));
  }
  let points: number | null = null;
  const written = textOf(record, 'points');
  if (written !== null && isAsked(criterion, 'points', scoring)) {
    points = hundredths(written);
    if (points !== null && points < 0) faults.push(fault(record, 'points', 'NEGATIVE_NUMBER'));
    else if (points === null || !judgedPoints(criterion).includes(points)) {
      const params = { expected: allowedPoints(criterion).join('; ') };
      faults.push(fault(record, 'points', 'UNKNOWN_VALUE', { params }));
    }
  }
  return {
    values: {
      notApplicable: flagOf(record, 'notApplicable') === true,
      choice,
      numerator: isCount ? null : first,
      denominator: isCount ? null : denominator,
      count: isCount ? first : null,
      points,
      note: textOf(record, 'note'),
      evidence: textOf(record, 'evidence'),
    },
    faults,
  };
}

/** What the form's columns show of an answer. */
function shownCells(values: Values): Partial<Record<SelfField, string | null>> {
  const number = (value: number | null) => (value === null ? null : formatCount(value));
  return {
    choice: values.choice === null ? null : choiceWords[values.choice],
    numerator: number(values.count ?? values.numerator),
    denominator: number(values.denominator),
    points: values.points === null ? null : formatHundredths(values.points),
    notApplicable: values.notApplicable ? NOT_APPLICABLE : null,
    note: values.note,
    evidence: values.evidence,
  };
}

function changesOf(before: Values, after: Values): ImportRow['changes'] {
  const [was, is] = [shownCells(before), shownCells(after)];
  return (Object.keys(was) as SelfField[]).flatMap((field) => {
    const [from, to] = [was[field] ?? null, is[field] ?? null];
    return from === to ? [] : [{ field, before: from, after: to }];
  });
}

interface Planned {
  readonly row: ImportRow;
  /** Null where nothing is written. */
  readonly write: {
    readonly criterionId: string;
    readonly before: StoredSelfAnswer | undefined;
    readonly values: Values;
  } | null;
}

function planSelfAnswers(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, has, fault } = request;
  const { stores, ids } = context;
  const { targetId } = source;
  if (targetId === null) throw fieldFault('targetId', 'MISSING_KEY');
  owned(context, stores.visits.get(targetId), 'visit', targetId);
  const visit = found(stores.visits.listed(targetId), 'visit', targetId);
  const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
  const criteria = applicableCriteria(stores, plan, visit.agencyKind);
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const byCode = new Map(criteria.map((criterion) => [criterion.code, criterion]));
  const present = new Map(
    stores.selfReports.answersOf(visit.id).map((answer) => [answer.criterionId, answer]),
  );

  /** By its key, unless code and words together say something else: rows may have been sorted without their keys. */
  function criterionOf(record: SheetRecord): StoredCriterion | undefined {
    const key = readRowKey(record.texts['key'] ?? null);
    const byKey = key?.criterionId == null ? undefined : byId.get(key.criterionId);
    const coded = byCode.get((record.texts['code'] ?? '').trim().replace(/\.$/u, ''));
    if (byKey === undefined || coded === undefined || coded.id === byKey.id) return byKey ?? coded;
    return plainWords(record.texts['text'] ?? '') === plainWords(byKey.text) ? byKey : coded;
  }
  const isHeading = (record: SheetRecord) => readRowKey(record.texts['key'] ?? null)?.criterionId === null;

  const fileFaults: ImportFault[] = [];
  let hasKeys = false;
  for (const record of [...records, ...faulty]) {
    const key = readRowKey(record.texts['key'] ?? null);
    if (key === null) continue;
    hasKeys = true;
    if (key.visitId === visit.id) continue;
    const other = stores.visits.listed(key.visitId);
    const otherPlan = other === undefined ? undefined : stores.plans.get(other.planId);
    const value =
      other === undefined
        ? 'khác'
        : other.agencyId === visit.agencyId
          ? `${other.agencyName} (${otherPlan?.title ?? 'đợt khác'})`
          : other.agencyName;
    fileFaults.push(fault(record, 'key', 'OTHER_AGENCY', { value, params: { name: visit.agencyName } }));
    break;
  }
  if (hasKeys) fileFaults.push(...movedFaults(request, selfAnswerFields));

  const seen = new Map<string, number>();
  const planned = records.map((record): Planned => {
    const text = record.texts['text'] ?? '';
    if (isHeading(record)) {
      return {
        row: { row: record.row, action: 'skip', label: shorten(text), changes: [], faults: [] },
        write: null,
      };
    }
    const criterion = criterionOf(record);
    if (criterion === undefined) {
      const label = shorten(
        `${record.texts['code'] ?? ''} ${text}`.trim() || Object.values(record.texts).join(' · '),
      );
      const extra = fault(record, 'code', 'EXTRA_ROW', { severity: 'warning', value: label });
      return { row: { row: record.row, action: 'skip', label, changes: [], faults: [extra] }, write: null };
    }
    const faults: ImportFault[] = [];
    const earlier = seen.get(criterion.id);
    if (earlier !== undefined) {
      faults.push(fault(record, 'code', 'DUPLICATE_IN_FILE', { params: { row: earlier } }));
    }
    seen.set(criterion.id, record.row);
    const code = record.texts['code'];
    if (code !== undefined && code.trim() !== criterion.code) {
      const params = { expected: criterion.code };
      faults.push(fault(record, 'code', 'TEXT_CHANGED', { severity: 'warning', params }));
    }
    if (has('text') && plainWords(text) !== plainWords(criterion.text)) {
      const params = { expected: shorten(criterion.text) };
      faults.push(fault(record, 'text', 'TEXT_CHANGED', { severity: 'warning', params }));
    }
    const read = readValues(request, record, criterion, plan.scoring);
    faults.push(...read.faults);
    const before = present.get(criterion.id);
    const changes = changesOf(before ?? EMPTY, read.values);
    const action = isFaulty(faults)
      ? 'skip'
      : changes.length === 0
        ? 'same'
        : before === undefined
          ? 'add'
          : isEmpty(read.values)
            ? 'end'
            : 'change';
    return {
      row: {
        row: record.row,
        action,
        label: shorten(`${criterion.code} ${criterion.text}`, 200),
        changes,
        faults,
      },
      write:
        action === 'skip' || action === 'same'
          ? null
          : { criterionId: criterion.id, before, values: read.values },
    };
  });

  const inFile = new Set([...seen.keys(), ...faulty.map((record) => criterionOf(record)?.id)]);
  const missing = criteria
    .filter(({ id }) => !inFile.has(id))
    .map((criterion): ImportRow => {
      const params = { code: criterion.code };
      return {
        row: null,
        action: 'skip',
        label: shorten(`${criterion.code} ${criterion.text}`, 200),
        changes: [],
        faults: [fault(null, null, 'MISSING_ROW', { severity: 'warning', value: criterion.code, params })],
      };
    });

  return {
    rows: [...planned.map(({ row }) => row), ...missing],
    faults: fileFaults,
    apply(write, step) {
      const writes = planned.flatMap((one) => (one.write === null ? [] : [one.write]));
      for (const [done, { criterionId, before, values }] of writes.entries()) {
        step(done, writes.length);
        if (before === undefined) {
          write.insert('self_answer', { id: ids.next(), visitId: visit.id, criterionId, ...values });
        } else if (isEmpty(values)) write.remove('self_answer', before.id, before.rev);
        else write.update('self_answer', before.id, before.rev, values);
      }
      return { targetId: visit.id };
    },
  };
}

export function createSelfAnswersImport(): ImportTarget {
  return {
    sheet: { purpose: 'self_answers', fields: selfAnswerFields, maxRows: 5000, unique: [['code']] },
    template: {
      fileName: 'mau-bieu-tu-danh-gia',
      sheetName: 'Tự đánh giá',
      title: 'Biểu tự đánh giá công tác cải cách hành chính',
      instructions: [
        'Biểu của từng đơn vị được xuất từ thẻ “Tự đánh giá” của cuộc kiểm tra, đã có sẵn tiêu chí và ô kiểm tra dữ liệu; tệp mẫu này chỉ dùng khi phải lập lại bằng tay.',
        'Mỗi hàng là một tiêu chí, được nhận theo mã.',
        'Có/Một phần/Không ghi ở cột Trả lời; tỷ lệ ghi số đạt và tổng số; số lượng ghi ở cột Số đạt (số lượng); không áp dụng thì ghi x.',
        'Nhập lại thì nội dung của từng hàng thay cho nội dung đã nhập; tiêu chí không có trong tệp giữ nguyên.',
      ],
      examples: [
        { code: '1.1.1', choice: 'Có', evidence: 'Kế hoạch số 05/KH-UBND ngày 08/01/2019' },
        { code: '1.1.3', numerator: 45, denominator: 52, note: 'Còn 07 nhiệm vụ chưa đến hạn' },
      ],
    },
    plan: planSelfAnswers,
  };
}
