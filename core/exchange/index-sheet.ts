/**
 * The three sheets of the reform index that go out and come back: the set itself, an agency's self-scores, and the grid
 * of survey scores. Columns, the keys that rows carry, and what stands in the cells. Knows no file format and no table.
 */
import type { IndexItem } from '../contract/par-index.ts';
import { formatHundredths } from '../documents/wording/numbers.ts';
import { type RuleItem, indexTree } from '../rules/par-index.ts';
import { shorten } from './sheet/cell.ts';
import { type FieldSpec, textField } from './sheet/target.ts';

// ── The set ──────────────────────────────────────────────────────────────────────────────────────────────

export const levelWords = { field: 'Lĩnh vực', criterion: 'Tiêu chí', sub_criterion: 'Tiêu chí thành phần' };
export const methodWords = { self: 'Tự chấm điểm, thẩm định', survey: 'Điều tra xã hội học' };
export const effectWords = { points: 'Tính điểm', bonus: 'Điểm thưởng', deduction: 'Điểm trừ' };

const words = (
  known: Readonly<Record<string, string>>,
  more: Readonly<Record<string, readonly string[]>>,
) => ({
  oneOf: new Map(Object.entries(known).map(([key, word]) => [key, [word, key, ...(more[key] ?? [])]])),
});

export type ItemColumn =
  | 'code'
  | 'level'
  | 'text'
  | 'maxPoints'
  | 'method'
  | 'effect'
  | 'formula'
  | 'evidenceRequired'
  | 'evidence'
  | 'criterionCodes';
export const indexItemFieldSpecs: readonly (FieldSpec & {
  readonly key: ItemColumn;
  readonly width: number;
})[] = [
  {
    ...textField('code', 'Mã', 'Code', ['Mã số', 'STT', 'TT', 'Số thứ tự', 'Mã tiêu chí'], 30),
    key: 'code',
    required: true,
    width: 10,
    hint: 'Lĩnh vực 1, tiêu chí 1.1, tiêu chí thành phần 1.1.1. Không trùng trong tệp.',
  },
  {
    key: 'level',
    labels: { vi: 'Cấp', en: 'Level' },
    synonyms: ['Cấp độ', 'Loại mục', 'level'],
    required: false,
    type: words(levelWords, { sub_criterion: ['TCTP', 'Tiểu tiêu chí'], criterion: ['TC'], field: ['LV'] }),
    width: 20,
    hint: 'Có thể bỏ trống: khi đó lấy theo số dấu chấm của mã.',
  },
  {
    ...textField(
      'text',
      'Nội dung',
      'Text',
      [
        'Lĩnh vực/Tiêu chí/Tiêu chí thành phần',
        'Lĩnh vực, tiêu chí, tiêu chí thành phần',
        'Tiêu chí',
        'Nội dung tiêu chí',
        'Tên tiêu chí',
      ],
      2000,
    ),
    key: 'text',
    required: true,
    width: 60,
  },
  {
    key: 'maxPoints',
    labels: { vi: 'Điểm tối đa', en: 'Maximum' },
    synonyms: ['Thang điểm', 'Điểm chuẩn', 'Số điểm tối đa', 'Điểm'],
    required: true,
    type: 'decimal',
    width: 11,
    hint: 'Tối đa hai chữ số thập phân. Các mục con cộng lại bằng mục cha; các lĩnh vực cộng lại bằng thang điểm của bộ.',
  },
  {
    key: 'method',
    labels: { vi: 'Cách đánh giá', en: 'Method' },
    synonyms: ['Phương pháp', 'Phương pháp đánh giá', 'Hình thức đánh giá'],
    required: false,
    type: words(methodWords, {
      self: ['Tự chấm điểm', 'Tự đánh giá', 'Thẩm định', 'TĐG', 'Chấm điểm'],
      survey: ['Điều tra', 'ĐTXHH', 'Điều tra XHH', 'XHH', 'SIPAS'],
    }),
    width: 22,
    hint: 'Bỏ trống là tự chấm điểm, thẩm định.',
  },
  {
    key: 'effect',
    labels: { vi: 'Tính vào', en: 'Effect' },
    synonyms: ['Loại điểm', 'Cách tính vào tổng'],
    required: false,
    type: words(effectWords, { bonus: ['Thưởng', 'Điểm cộng'], deduction: ['Trừ'], points: ['Điểm'] }),
    width: 14,
    hint: 'Bỏ trống là tính điểm. Điểm thưởng và điểm trừ đứng ngoài thang điểm.',
  },
  {
    ...textField('formula', 'Cách tính điểm', 'Formula', ['Công thức', 'Cách tính'], 2000),
    key: 'formula',
    width: 44,
  },
  {
    key: 'evidenceRequired',
    labels: { vi: 'Cần tài liệu kiểm chứng', en: 'Evidence required' },
    synonyms: ['Yêu cầu kiểm chứng', 'Bắt buộc kiểm chứng'],
    required: false,
    type: 'boolean',
    width: 14,
    hint: 'Có hoặc Không; bỏ trống là Có, trừ mục điều tra.',
  },
  {
    ...textField('evidence', 'Tài liệu kiểm chứng', 'Evidence', ['Minh chứng', 'Hồ sơ kiểm chứng'], 2000),
    key: 'evidence',
    width: 44,
  },
  {
    key: 'criterionCodes',
    labels: { vi: 'Tiêu chí kiểm tra', en: 'Criteria of the inspection' },
    synonyms: ['Mã tiêu chí kiểm tra'],
    required: false,
    type: 'list',
    width: 22,
    hint: 'Mã các tiêu chí kiểm tra liên quan, cách nhau bởi dấu chấm phẩy.',
  },
];

type ShownItem = Pick<
  IndexItem,
  'code' | 'level' | 'text' | 'maxPoints' | 'method' | 'effect' | 'formula' | 'evidenceRequired' | 'evidence'
> & { readonly criterionCodes: readonly string[] };

export function itemCells(item: ShownItem): Readonly<Record<ItemColumn, string>> {
  return {
    code: item.code,
    level: levelWords[item.level],
    text: item.text,
    maxPoints: plainPoints(item.maxPoints),
    method: methodWords[item.method],
    effect: effectWords[item.effect],
    formula: item.formula ?? '',
    evidenceRequired: item.evidenceRequired ? 'Có' : 'Không',
    evidence: item.evidence ?? '',
    criterionCodes: item.criterionCodes.join('; '),
  };
}

/** 75 → "0.75", as a number is written for a spreadsheet. */
export function plainPoints(hundredths: number): string {
  const places = String(hundredths % 100).padStart(2, '0');
  return `${String(Math.floor(hundredths / 100))}.${places}`.replace(/\.?0+$/u, '') || '0';
}

// ── Self-scores of one agency ────────────────────────────────────────────────────────────────────────────

export const SCORE_TEXT_LIMIT = 8000;
export type ScoreColumn = 'key' | 'code' | 'text' | 'how' | 'max' | 'selfPoints' | 'evidence' | 'explanation';
export const indexScoreFieldSpecs: readonly FieldSpec[] = [
  {
    ...textField('key', 'Khóa', 'Key', ['Khoá', 'Khóa (không sửa)'], 200),
    hidden: true,
    hint: 'Do phần mềm ghi, dùng để nhận lại biểu; không sửa.',
  },
  textField('code', 'Mã', 'Code', ['Mã số', 'STT', 'TT', 'Mã tiêu chí'], 40),
  textField(
    'text',
    'Lĩnh vực, tiêu chí, tiêu chí thành phần',
    'Field, criterion, sub-criterion',
    ['Nội dung', 'Tiêu chí', 'Nội dung tiêu chí', 'Lĩnh vực/Tiêu chí/Tiêu chí thành phần'],
    4000,
  ),
  textField(
    'how',
    'Cách tính điểm, tài liệu kiểm chứng',
    'How to score, evidence',
    ['Cách tính điểm', 'Hướng dẫn'],
    8000,
  ),
  {
    key: 'max',
    labels: { vi: 'Điểm tối đa', en: 'Maximum' },
    synonyms: ['Thang điểm', 'Điểm chuẩn'],
    required: false,
    type: 'decimal',
  },
  {
    key: 'selfPoints',
    labels: { vi: 'Điểm tự chấm', en: 'Own points' },
    synonyms: ['Điểm tự đánh giá', 'Tự chấm điểm', 'Tự đánh giá', 'Điểm tự chấm điểm'],
    required: false,
    type: 'decimal',
  },
  textField(
    'evidence',
    'Tài liệu kiểm chứng của đơn vị',
    'Evidence',
    ['Tài liệu kiểm chứng', 'Minh chứng', 'Tài liệu minh chứng', 'Tên tài liệu kiểm chứng'],
    SCORE_TEXT_LIMIT,
  ),
  textField(
    'explanation',
    'Giải trình',
    'Explanation',
    ['Giải trình, ghi chú', 'Ghi chú', 'Lý do'],
    SCORE_TEXT_LIMIT,
  ),
];
export const scoreColumns = indexScoreFieldSpecs.map(({ key }) => key as ScoreColumn);

const SCORE_MARK = 'cscchc1';
const SURVEY_MARK = 'cscchcxhh1';

/** Whose form and which item; `itemId` null in the row of a group. */
export interface ScoreKey {
  readonly entryId: string;
  readonly itemId: string | null;
}
export function scoreKey(entryId: string, itemId: string | null): string {
  return [SCORE_MARK, entryId, ...(itemId === null ? [] : [itemId])].join('/');
}
export function readScoreKey(text: string | null): ScoreKey | null {
  const [mark, entryId, itemId] = (text ?? '').trim().split('/');
  if (mark !== SCORE_MARK || entryId === undefined || entryId === '') return null;
  return { entryId, itemId: itemId ?? null };
}

export type FormItem = RuleItem & Pick<IndexItem, 'text' | 'formula' | 'evidence' | 'evidenceRequired'>;
export interface FormScore {
  readonly indexItemId: string;
  readonly selfPoints: number | null;
  readonly selfEvidence: string | null;
  readonly selfExplanation: string | null;
}
export interface ScoreForm {
  readonly entryId: string;
  readonly items: readonly FormItem[];
  readonly scores: readonly FormScore[];
}
export interface ScoreLine {
  readonly item: FormItem;
  /** The agency scores it: a leaf that is not surveyed. */
  readonly asked: boolean;
  readonly isLeaf: boolean;
  readonly cells: Readonly<Record<ScoreColumn, string | number | null>>;
}

/** One short paragraph: how points come about, what proves them, what they do to the sum. */
export function howToScore(item: FormItem): string {
  const sentence = (lead: string, text: string | null) =>
    text === null || text.trim() === '' ? [] : [`${lead}${text.trim()}.`.replace(/\.\.$/u, '.')];
  return [
    ...(item.method === 'survey' ? ['Chấm bằng điều tra xã hội học; đơn vị không tự chấm.'] : []),
    ...(item.effect === 'bonus' ? ['Điểm thưởng, ngoài thang điểm.'] : []),
    ...(item.effect === 'deduction' ? ['Điểm trừ: ghi số điểm bị trừ.'] : []),
    ...sentence('Cách tính: ', item.formula),
    ...sentence('Kiểm chứng: ', item.evidence),
  ].join(' ');
}

export function scoreLines({ entryId, items, scores }: ScoreForm): readonly ScoreLine[] {
  const tree = indexTree(items);
  const byItem = new Map(scores.map((score) => [score.indexItemId, score]));
  return tree.inOrder.map((item) => {
    const isLeaf = tree.childrenOf(item.id).length === 0;
    const asked = isLeaf && item.method === 'self';
    const score = asked ? byItem.get(item.id) : undefined;
    return {
      item,
      asked,
      isLeaf,
      cells: {
        key: scoreKey(entryId, isLeaf ? item.id : null),
        code: item.code,
        text: item.text,
        how: isLeaf ? howToScore(item) : null,
        max: item.maxPoints / 100,
        selfPoints: score?.selfPoints == null ? null : score.selfPoints / 100,
        evidence: score?.selfEvidence ?? null,
        explanation: score?.selfExplanation ?? null,
      },
    };
  });
}

// ── Survey scores of all agencies ────────────────────────────────────────────────────────────────────────

export const SURVEY_SOURCE = 'source';
export function surveyKey(indexSetId: string, agencyId: string): string {
  return [SURVEY_MARK, indexSetId, agencyId].join('/');
}
export function readSurveyKey(
  text: string | null,
): { readonly indexSetId: string; readonly agencyId: string } | null {
  const [mark, indexSetId, agencyId] = (text ?? '').trim().split('/');
  if (mark !== SURVEY_MARK || indexSetId === undefined || agencyId === undefined) return null;
  return { indexSetId, agencyId };
}

type SurveyItem = Pick<IndexItem, 'id' | 'code' | 'text' | 'maxPoints'>;
export const surveyField = (itemId: string) => `item_${itemId}`;
export function surveyHeader({ code, text, maxPoints }: SurveyItem): string {
  return `${code} ${shorten(text, 80)} (tối đa ${formatHundredths(maxPoints)})`;
}
/** A column for each surveyed item; for a template, where no set is known, none. */
export function surveyFieldSpecs(items: readonly SurveyItem[]): readonly FieldSpec[] {
  return [
    {
      ...textField('key', 'Khóa', 'Key', ['Khoá', 'Khóa (không sửa)'], 200),
      hidden: true,
      hint: 'Do phần mềm ghi, dùng để nhận lại biểu; không sửa.',
    },
    {
      ...textField(
        'agency',
        'Cơ quan, đơn vị',
        'Agency',
        ['Đơn vị', 'Cơ quan', 'Tên đơn vị', 'Tên cơ quan, đơn vị'],
        300,
      ),
      required: true,
    },
    ...items.map((item): FieldSpec => ({
      key: surveyField(item.id),
      labels: { vi: surveyHeader(item), en: `${item.code} (at most ${plainPoints(item.maxPoints)})` },
      synonyms: [item.code, `${item.code} ${item.text}`, item.text].filter((one) => one.length <= 300),
      required: false,
      type: 'decimal',
    })),
    textField(SURVEY_SOURCE, 'Nguồn', 'Source', ['Nguồn số liệu', 'Ghi chú'], 300),
  ];
}
