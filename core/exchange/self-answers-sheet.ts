/**
 * The form in which an agency answers for itself: the columns that go out and come back, the key that each row carries,
 * and the outline of the report that belongs to it. Knows no file format and no table.
 */
import type { Criterion } from '../contract/criteria.ts';
import type { SelfAnswer } from '../contract/self-reports.ts';
import { formatHundredths, formatRoman } from '../documents/wording/numbers.ts';
import { criteriaTree, groupCode, type GroupTitles } from '../rules/criteria-tree.ts';
import { criterionDigest } from '../rules/criterion-digest.ts';
import { judgedPoints } from '../rules/scoring.ts';
import { type FieldSpec, textField } from './sheet/target.ts';

export type FormCriterion = Pick<
  Criterion,
  | 'id'
  | 'code'
  | 'text'
  | 'domainId'
  | 'ordinal'
  | 'answerType'
  | 'naAllowed'
  | 'maxPoints'
  | 'scoring'
  | 'bands'
  | 'target'
  | 'evidence'
  | 'rule'
>;
export interface FormDomain {
  readonly id: string;
  readonly ordinal: number;
  readonly name: string;
}
export type FormAnswer = Pick<
  SelfAnswer,
  | 'criterionId'
  | 'notApplicable'
  | 'choice'
  | 'numerator'
  | 'denominator'
  | 'count'
  | 'points'
  | 'note'
  | 'evidence'
>;

// ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────

export const choiceWords = { yes: 'Có', partial: 'Một phần', no: 'Không' } as const;
/** What is written into the column of N/A. */
export const NOT_APPLICABLE = 'x';
export const NOTE_LIMIT = 8000;
export const EVIDENCE_LIMIT = 4000;

/** In the order of the form. */
export const selfAnswerFields: readonly FieldSpec[] = [
  {
    ...textField('key', 'Khóa', 'Key', ['Khoá', 'Khóa (không sửa)'], 200),
    hidden: true,
    hint: 'Do phần mềm ghi, dùng để nhận lại biểu; không sửa.',
  },
  textField('code', 'Mã', 'Code', ['Mã tiêu chí', 'Mã số'], 40),
  textField(
    'text',
    'Nội dung kiểm tra',
    'What is inspected',
    ['Nội dung', 'Tiêu chí', 'Nội dung tiêu chí'],
    4000,
  ),
  textField('how', 'Cách trả lời', 'How to answer', ['Hướng dẫn trả lời'], 4000),
  {
    key: 'choice',
    labels: { vi: 'Trả lời', en: 'Answer' },
    synonyms: ['Tự đánh giá', 'Kết quả tự đánh giá'],
    required: false,
    type: {
      oneOf: new Map([
        ['yes', [choiceWords.yes, 'Đạt', 'x']],
        ['partial', [choiceWords.partial, 'Đạt một phần']],
        ['no', [choiceWords.no, 'Chưa', 'Không đạt', 'Chưa đạt']],
      ]),
    },
  },
  {
    key: 'numerator',
    labels: { vi: 'Số đạt (số lượng)', en: 'Part (count)' },
    synonyms: ['Số đạt', 'Số lượng', 'Tử số'],
    required: false,
    type: 'count',
  },
  {
    key: 'denominator',
    labels: { vi: 'Tổng số', en: 'Whole' },
    synonyms: ['Mẫu số'],
    required: false,
    type: 'count',
  },
  {
    key: 'points',
    labels: { vi: 'Điểm tự chấm', en: 'Own points' },
    synonyms: ['Điểm', 'Tự chấm điểm', 'Điểm tự đánh giá'],
    required: false,
    type: 'decimal',
  },
  {
    key: 'notApplicable',
    labels: { vi: 'Không áp dụng', en: 'Not applicable' },
    synonyms: ['KAD', 'Không áp dụng (x)'],
    required: false,
    type: 'boolean',
  },
  textField('note', 'Giải trình, ghi chú', 'Explanation, notes', ['Giải trình', 'Ghi chú'], NOTE_LIMIT),
  textField(
    'evidence',
    'Tài liệu kiểm chứng',
    'Evidence',
    ['Minh chứng', 'Tài liệu minh chứng', 'Văn bản, tài liệu kiểm chứng'],
    EVIDENCE_LIMIT,
  ),
];
export type SelfField =
  | 'key'
  | 'code'
  | 'text'
  | 'how'
  | 'choice'
  | 'numerator'
  | 'denominator'
  | 'points'
  | 'notApplicable'
  | 'note'
  | 'evidence';
export const selfFieldKeys = selfAnswerFields.map(({ key }) => key as SelfField);

/** True where the cell is the agency's to fill in. */
export function isAsked(criterion: FormCriterion, field: SelfField, scoring: boolean): boolean {
  const { answerType } = criterion;
  switch (field) {
    case 'choice':
      return answerType === 'yes_no' || answerType === 'yes_partial_no';
    case 'numerator':
      return answerType === 'percentage' || answerType === 'count';
    case 'denominator':
      return answerType === 'percentage';
    case 'points':
      return scoring && (answerType === 'score' || criterion.scoring === 'judged');
    case 'notApplicable':
      return criterion.naAllowed;
    case 'note':
    case 'evidence':
      return true;
    default:
      return false;
  }
}

export function allowedChoices({ answerType }: FormCriterion): readonly string[] {
  return answerType === 'yes_no'
    ? [choiceWords.yes, choiceWords.no]
    : [choiceWords.yes, choiceWords.partial, choiceWords.no];
}

/** `0; 0,25; 0,5; …` for messages and for the list of the form. */
export function allowedPoints(criterion: FormCriterion): readonly string[] {
  return judgedPoints(criterion).map(formatHundredths);
}

/** One short paragraph in the form: how the answer is given, and what counts as proof. */
export function howToAnswer(criterion: FormCriterion, scoring: boolean): string {
  const { rule, evidence, maxPoints } = criterion;
  const ways = {
    yes_no: 'Chọn Có hoặc Không.',
    yes_partial_no: 'Chọn Có, Một phần hoặc Không.',
    percentage: 'Ghi số đạt và tổng số, không ghi phần trăm.',
    count: 'Ghi số lượng; không có thì ghi 0.',
    score: scoring ? 'Ghi điểm tự chấm và lý do.' : 'Nêu kết quả bằng lời ở cột giải trình.',
  } as const;
  return [
    ways[criterion.answerType],
    ...(rule === null || rule.trim() === '' ? [] : [`Cách tính: ${rule.trim()}.`.replace(/\.\.$/u, '.')]),
    ...(evidence === null || evidence.trim() === ''
      ? []
      : [`Kiểm chứng: ${evidence.trim()}.`.replace(/\.\.$/u, '.')]),
    ...(scoring ? [`Tối đa ${formatHundredths(maxPoints)} điểm.`] : []),
  ].join(' ');
}

export type FormCell = string | number | null;

/** A line of the form: the heading of a domain, or a criterion with what the agency has said so far. */
export interface FormLine {
  readonly criterion: FormCriterion | null;
  readonly cells: Readonly<Record<SelfField, FormCell>>;
}

const nothing: Readonly<Record<SelfField, FormCell>> = {
  key: null,
  code: null,
  text: null,
  how: null,
  choice: null,
  numerator: null,
  denominator: null,
  points: null,
  notApplicable: null,
  note: null,
  evidence: null,
};

export interface SelfForm {
  readonly visitId: string;
  readonly scoring: boolean;
  readonly domains: readonly FormDomain[];
  readonly criteria: readonly FormCriterion[];
  readonly answers: readonly FormAnswer[];
}

export function formLines({ visitId, scoring, domains, criteria, answers }: SelfForm): readonly FormLine[] {
  const byCriterion = new Map(answers.map((answer) => [answer.criterionId, answer]));
  return domains
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .flatMap((domain): FormLine[] => {
      const own = criteria.filter(({ domainId }) => domainId === domain.id);
      if (own.length === 0) return [];
      const heading = {
        ...nothing,
        key: headingKey(visitId),
        text: `${formatRoman(domain.ordinal)}. ${domain.name}`,
      };
      return [
        { criterion: null, cells: heading },
        ...own.map((criterion) => ({
          criterion,
          cells: {
            ...nothing,
            key: rowKey(visitId, criterion),
            code: criterion.code,
            text: criterion.text,
            how: howToAnswer(criterion, scoring),
            ...answerCells(criterion, byCriterion.get(criterion.id)),
          },
        })),
      ];
    });
}

function answerCells(
  criterion: FormCriterion,
  answer: FormAnswer | undefined,
): Partial<Record<SelfField, FormCell>> {
  if (answer === undefined) return {};
  const isCount = criterion.answerType === 'count';
  return {
    choice: answer.choice === null ? null : choiceWords[answer.choice],
    numerator: isCount ? answer.count : answer.numerator,
    denominator: answer.denominator,
    points: answer.points === null ? null : answer.points / 100,
    notApplicable: answer.notApplicable ? NOT_APPLICABLE : null,
    note: answer.note,
    evidence: answer.evidence,
  };
}

// ── The key of a row ─────────────────────────────────────────────────────────────────────────────────────

const MARK = 'ktcchc1';

/** Whose form, which criterion, and what it asked when the form went out. */
export interface RowKey {
  readonly visitId: string;
  /** Null in the heading of a domain. */
  readonly criterionId: string | null;
  readonly digest: string | null;
}

export function rowKey(
  visitId: string,
  criterion: Pick<FormCriterion, 'id' | 'text' | 'answerType'>,
): string {
  return [MARK, visitId, criterion.id, versionOf(criterion)].join('/');
}
function headingKey(visitId: string): string {
  return `${MARK}/${visitId}`;
}
/** The first signs of the digest: enough to see that the question is no longer the same. */
export function versionOf(criterion: Pick<FormCriterion, 'text' | 'answerType'>): string {
  return criterionDigest(criterion).slice(0, 12);
}

export function readRowKey(text: string | null): RowKey | null {
  const [mark, visitId, criterionId, digest] = (text ?? '').trim().split('/');
  if (mark !== MARK || visitId === undefined || visitId === '') return null;
  return { visitId, criterionId: criterionId ?? null, digest: digest ?? null };
}

// ── The outline of the report ────────────────────────────────────────────────────────────────────────────

export interface OutlineLine {
  /** 1: a part; 2: a domain; 3: a group; 4: what is to be said. */
  readonly level: 1 | 2 | 3 | 4;
  readonly text: string;
}

const figures: Partial<Record<Criterion['answerType'], string>> = {
  percentage: ' (nêu số liệu x/y và tỷ lệ %)',
  count: ' (nêu số lượng)',
};

/** What the agency's report is to say, from what will be asked of it. */
export function reportOutline(
  domains: readonly FormDomain[],
  criteria: readonly FormCriterion[],
  titles: GroupTitles,
): readonly OutlineLine[] {
  const branches = criteriaTree(domains, criteria).filter(({ groups }) => groups.length > 0);
  const names = new Map(domains.map(({ id, name }) => [id, name]));
  const results = branches.flatMap(({ domain, groups }, index): OutlineLine[] => [
    { level: 2, text: `${String(index + 1)}. ${names.get(domain.id) ?? ''}` },
    ...groups.flatMap((group, at): OutlineLine[] => {
      const title = titles[groupCode(group.code)];
      return [
        ...(title === undefined
          ? []
          : [{ level: 3, text: `${String(index + 1)}.${String(at + 1)}. ${title}` } as const]),
        ...group.items.map(({ text, answerType }): OutlineLine => ({
          level: 4,
          text: `- ${text}${figures[answerType] ?? ''}`,
        })),
      ];
    }),
  ]);
  return [
    { level: 1, text: 'I. ĐẶC ĐIỂM, TÌNH HÌNH CHUNG' },
    {
      level: 4,
      text: '- Tổ chức bộ máy, biên chế; những thuận lợi, khó khăn tác động đến việc thực hiện cải cách hành chính.',
    },
    { level: 1, text: 'II. KẾT QUẢ THỰC HIỆN' },
    ...results,
    { level: 1, text: 'III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN' },
    {
      level: 4,
      text: '- Tồn tại, hạn chế theo từng lĩnh vực; nguyên nhân khách quan, nguyên nhân chủ quan.',
    },
    {
      level: 4,
      text: '- Kết quả khắc phục tồn tại, hạn chế đã chỉ ra qua các lần kiểm tra trước và qua Chỉ số cải cách hành chính năm trước.',
    },
    { level: 1, text: 'IV. PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI' },
    { level: 1, text: 'V. KIẾN NGHỊ, ĐỀ XUẤT' },
  ];
}
