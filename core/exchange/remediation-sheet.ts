/**
 * The form in which an agency tells how it will remedy, or has remedied, what was recommended to it: the columns that go
 * out and come back, and the key that each row carries. Knows no file format and no table.
 */
import type { RemediationEntry, RemediationPaper } from '../contract/remediation.ts';
import { type FieldSpec, textField } from './sheet/target.ts';

export type FormKind = RemediationPaper['kind'];

export const resultWords = {
  done: 'Đã hoàn thành',
  partly: 'Hoàn thành một phần',
  not_done: 'Chưa thực hiện',
} as const satisfies Record<NonNullable<RemediationEntry['result']>, string>;

export const TEXT_LIMIT = 8000;
export const EVIDENCE_LIMIT = 4000;

/** In the order of the form; a plan asks for fewer than a report. */
export const remediationFields: readonly FieldSpec[] = [
  {
    ...textField('key', 'Khóa', 'Key', ['Khoá', 'Khóa (không sửa)'], 200),
    hidden: true,
    hint: 'Do phần mềm ghi, dùng để nhận lại biểu; không sửa.',
  },
  textField('number', 'STT', 'No.', ['TT', 'Số thứ tự'], 20),
  textField('finding', 'Tồn tại, hạn chế', 'Limitation', ['Hạn chế', 'Tồn tại'], 20_000),
  textField('recommendation', 'Nội dung kiến nghị', 'Recommendation', ['Kiến nghị'], 8000),
  textField('due', 'Thời hạn', 'Due', ['Thời hạn khắc phục', 'Hạn'], 300),
  textField(
    'text',
    'Biện pháp, kết quả khắc phục',
    'Measure, result',
    ['Biện pháp khắc phục', 'Kết quả khắc phục', 'Nội dung khắc phục', 'Biện pháp'],
    TEXT_LIMIT,
  ),
  {
    key: 'result',
    labels: { vi: 'Mức độ hoàn thành', en: 'How far' },
    synonyms: ['Kết quả', 'Tình trạng'],
    required: false,
    type: {
      oneOf: new Map([
        ['done', [resultWords.done, 'Hoàn thành', 'Đã khắc phục', 'Xong']],
        ['partly', [resultWords.partly, 'Đang thực hiện', 'Một phần']],
        ['not_done', [resultWords.not_done, 'Chưa', 'Chưa khắc phục', 'Chưa hoàn thành']],
      ]),
    },
  },
  {
    key: 'doneOn',
    labels: { vi: 'Ngày hoàn thành', en: 'Done on' },
    synonyms: ['Ngày khắc phục'],
    required: false,
    type: 'day',
  },
  {
    key: 'promisedOn',
    labels: { vi: 'Ngày cam kết hoàn thành', en: 'Promised by' },
    synonyms: ['Thời gian hoàn thành', 'Ngày dự kiến hoàn thành'],
    required: false,
    type: 'day',
  },
  textField(
    'evidence',
    'Tài liệu kiểm chứng',
    'Evidence',
    ['Minh chứng', 'Tài liệu minh chứng'],
    EVIDENCE_LIMIT,
  ),
];
export type RemediationField =
  | 'key'
  | 'number'
  | 'finding'
  | 'recommendation'
  | 'due'
  | 'text'
  | 'result'
  | 'doneOn'
  | 'promisedOn'
  | 'evidence';

/** The columns that a form of this kind has. */
export function fieldsOfForm(kind: FormKind): readonly RemediationField[] {
  const given = ['key', 'number', 'finding', 'recommendation', 'due'] as const;
  return kind === 'plan'
    ? [...given, 'text', 'promisedOn']
    : [...given, 'text', 'result', 'doneOn', 'evidence'];
}

export interface FormKey {
  readonly kind: FormKind;
  readonly planId: string;
  readonly agencyId: string;
  readonly recommendationId: string;
}

export const formKey = ({ kind, planId, agencyId, recommendationId }: FormKey): string =>
  ['KP', kind, planId, agencyId, recommendationId].join('|');

/** Null where it is no key of this form. */
export function readFormKey(text: string | null): FormKey | null {
  const [mark, kind, planId, agencyId, recommendationId] = (text ?? '').trim().split('|');
  if (mark !== 'KP' || (kind !== 'plan' && kind !== 'report')) return null;
  if (planId === undefined || agencyId === undefined || recommendationId === undefined) return null;
  return { kind, planId, agencyId, recommendationId };
}
