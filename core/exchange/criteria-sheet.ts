/**
 * A criteria set as a table: the columns by their machine names (those of the shipped CSV), their headers and the words
 * of their values. One description for what goes out and what comes in, so that nothing is lost between the two.
 */
import { agencyKinds, type AgencyKind } from '../contract/common.ts';
import { type Criterion, type Domain, domainSets } from '../contract/criteria.ts';
import { foldText } from '../rules/text-fold.ts';
import type { FieldSpec } from './sheet/target.ts';

const answerTypes: Readonly<Record<Criterion['answerType'], readonly string[]>> = {
  yes_no: ['Có / Không', 'yes_no', 'Yes / No'],
  yes_partial_no: ['Có / Một phần / Không', 'yes_partial_no', 'Yes / Partial / No'],
  count: ['Số lượng', 'count', 'Đếm', 'Number'],
  percentage: ['Tỷ lệ', 'percentage', 'Tỷ lệ %', 'Tỉ lệ', 'Phần trăm'],
  score: ['Chấm điểm', 'score', 'Điểm'],
};
const scoringRules: Readonly<Record<Criterion['scoring'], readonly string[]>> = {
  choice: ['Theo lựa chọn', 'choice'],
  judged: ['Người kiểm tra chấm', 'judged', 'Chấm điểm'],
  linear: ['Theo tỷ lệ', 'linear', 'Tuyến tính'],
  bands: ['Theo mức', 'bands', 'Theo ngưỡng'],
};
const kindWords: Readonly<Record<AgencyKind, readonly string[]>> = {
  ubnd_tinh: ['UBND cấp tỉnh', 'UBND tỉnh'],
  so_nganh: ['Sở, ban, ngành cấp tỉnh', 'Sở, ngành', 'Sở, ban, ngành'],
  ubnd_huyen: ['UBND cấp huyện', 'UBND huyện'],
  phong_cap_huyen: ['Cơ quan chuyên môn cấp huyện', 'Phòng cấp huyện'],
  ubnd_xa: ['UBND cấp xã', 'UBND xã'],
  phong_cap_xa: ['Cơ quan chuyên môn cấp xã', 'Phòng cấp xã'],
  tt_pvhcc: ['Trung tâm Phục vụ hành chính công', 'Trung tâm PVHCC'],
  don_vi_truc_thuoc: ['Đơn vị trực thuộc'],
  nganh_doc: ['Cơ quan ngành dọc', 'Ngành dọc'],
};
/** Two sets of domains share some of their names, so that a file says which one it means. */
const domainSetWords: Readonly<Record<(typeof domainSets)[number], readonly string[]>> = {
  nq30c_7: ['7 lĩnh vực (NQ 30c/NQ-CP)', '7 lĩnh vực'],
  'nq76_6+1': ['6 nội dung NQ 76/NQ-CP và chỉ đạo, điều hành', 'NQ 76/NQ-CP'],
};
/** An empty cell means every kind, so that none has a word of its own. */
const everyKind = ['Mọi loại cơ quan', 'Tất cả', 'all'] as const;
const noKind = ['Không cơ quan nào', 'none'] as const;

function oneOf<T extends string>(words: Readonly<Record<T, readonly string[]>>) {
  return { oneOf: new Map<string, readonly string[]>(Object.entries<readonly string[]>(words)) };
}

const plain = (text: string): string =>
  foldText(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const kindBySpelling = new Map<string, AgencyKind>(
  agencyKinds.flatMap((kind) => [kind, ...kindWords[kind]].map((word) => [plain(word), kind] as const)),
);
const everySpelling = new Set(everyKind.map(plain));
const noSpelling = new Set(noKind.map(plain));

/** Several kinds in words or machine words; what is none of them comes back as `unknown`. */
export function readKinds(parts: readonly string[]): {
  readonly kinds: readonly AgencyKind[];
  readonly unknown: readonly string[];
} {
  const words = parts.flatMap((part) => part.split('|')).filter((word) => plain(word) !== '');
  if (words.length === 0 || words.some((word) => everySpelling.has(plain(word)))) {
    return { kinds: agencyKinds, unknown: [] };
  }
  const kinds = new Set<AgencyKind>();
  const unknown: string[] = [];
  for (const word of words) {
    const kind = kindBySpelling.get(plain(word));
    if (kind !== undefined) kinds.add(kind);
    else if (!noSpelling.has(plain(word))) unknown.push(word.trim());
  }
  return { kinds: agencyKinds.filter((kind) => kinds.has(kind)), unknown };
}

export type CriteriaColumn =
  | 'code'
  | 'domain_no'
  | 'domain_key'
  | 'domain_vi'
  | 'text_vi'
  | 'gloss_en'
  | 'evidence_vi'
  | 'answer_type'
  | 'na_allowed'
  | 'max_points'
  | 'applies_to'
  | 'scoring'
  | 'bands'
  | 'target'
  | 'derived_from'
  | 'formula_or_rule'
  | 'legal_basis'
  | 'ref'
  | 'group_vi'
  | 'help_vi'
  | 'domain_set';

export interface CriteriaField extends FieldSpec {
  readonly key: CriteriaColumn;
  /** Of the column in a workbook. */
  readonly width: number;
}

function field(
  key: CriteriaColumn,
  vi: string,
  en: string,
  type: FieldSpec['type'],
  width: number,
  more: { readonly synonyms?: readonly string[]; readonly required?: true } & Partial<
    Pick<FieldSpec, 'maxLength' | 'hint'>
  > = {},
): CriteriaField {
  const { synonyms = [], required = false, ...rest } = more;
  return { key, labels: { vi, en }, synonyms: [key, ...synonyms], required, type, width, ...rest };
}

export const criteriaFields: readonly CriteriaField[] = [
  field('code', 'Mã', 'Code', 'text', 9, {
    required: true,
    maxLength: 20,
    synonyms: ['Mã tiêu chí', 'Mã số'],
    hint: 'Ba số cách nhau bởi dấu chấm: lĩnh vực.nhóm.tiêu chí (ví dụ 1.2.3). Không trùng trong tệp.',
  }),
  field('domain_no', 'Số thứ tự lĩnh vực', 'Domain number', 'integer', 10, {
    synonyms: ['Lĩnh vực số'],
    hint: 'Có thể bỏ trống: khi đó lấy theo số đầu của mã.',
  }),
  field('domain_key', 'Khóa lĩnh vực', 'Domain key', 'text', 18, { maxLength: 60 }),
  field('domain_vi', 'Lĩnh vực', 'Domain', 'text', 30, {
    maxLength: 300,
    synonyms: ['Tên lĩnh vực', 'Nội dung lĩnh vực'],
  }),
  field('text_vi', 'Nội dung tiêu chí', 'Criterion', 'text', 60, {
    required: true,
    maxLength: 2000,
    synonyms: ['Tiêu chí', 'Nội dung', 'Nội dung kiểm tra', 'Tiêu chí, tiêu chí thành phần', 'Text'],
  }),
  field('gloss_en', 'Tiếng Anh', 'English', 'text', 30, { maxLength: 2000 }),
  field('evidence_vi', 'Tài liệu kiểm chứng', 'Evidence', 'text', 40, {
    maxLength: 2000,
    synonyms: ['Hồ sơ kiểm chứng', 'Minh chứng'],
  }),
  field('answer_type', 'Cách trả lời', 'Answer type', oneOf(answerTypes), 20, {
    synonyms: ['Kiểu trả lời', 'Loại trả lời'],
    hint: 'Không có cột này thì người kiểm tra chấm điểm.',
  }),
  field('na_allowed', 'Được chọn "Không áp dụng"', 'N/A allowed', 'boolean', 14, {
    synonyms: ['Được chọn không áp dụng', 'Cho phép không áp dụng'],
    hint: 'Có hoặc Không; bỏ trống là Có.',
  }),
  field('max_points', 'Điểm tối đa', 'Maximum points', 'decimal', 10, {
    required: true,
    synonyms: ['Điểm', 'Điểm chuẩn', 'Thang điểm', 'Số điểm tối đa'],
    hint: 'Tối đa hai chữ số thập phân.',
  }),
  field('applies_to', 'Áp dụng cho', 'Applies to', 'list', 40, {
    synonyms: ['Đối tượng áp dụng', 'Đối tượng'],
    hint: 'Các loại cơ quan cách nhau bởi dấu chấm phẩy; bỏ trống là mọi loại.',
  }),
  field('scoring', 'Cách tính điểm', 'Scoring', oneOf(scoringRules), 20, {
    hint: 'Bỏ trống thì tính theo cách thông thường của kiểu trả lời.',
  }),
  field('bands', 'Mức điểm', 'Bands', 'text', 34, {
    maxLength: 500,
    synonyms: ['Các mức điểm', 'Thang mức'],
    hint: 'Ví dụ: yes:1;partial:0.5;no:0 — step:0.25 — >=95:1;>=80:0.5;else:0',
  }),
  field('target', 'Chỉ tiêu', 'Target', 'text', 10, { maxLength: 60 }),
  field('derived_from', 'Lấy số liệu từ', 'Derived from', 'text', 20, { maxLength: 300 }),
  field('formula_or_rule', 'Công thức, quy tắc', 'Formula or rule', 'text', 40, {
    maxLength: 2000,
    synonyms: ['Công thức', 'Cách tính'],
  }),
  field('legal_basis', 'Căn cứ', 'Legal basis', 'text', 36, {
    maxLength: 1000,
    synonyms: ['Căn cứ pháp lý', 'Cơ sở pháp lý'],
  }),
  field('ref', 'Tham chiếu', 'Reference', 'text', 14, { maxLength: 300 }),
  field('group_vi', 'Tên nhóm', 'Group title', 'text', 30, {
    maxLength: 500,
    synonyms: ['Nhóm', 'Nhóm tiêu chí'],
    hint: 'Tên của nhóm (hai số đầu của mã); chỉ cần ghi ở một dòng của nhóm.',
  }),
  field('help_vi', 'Hướng dẫn kiểm tra', 'How to check', 'text', 50, {
    maxLength: 4000,
    synonyms: ['Hướng dẫn', 'Cách kiểm tra'],
  }),
  field('domain_set', 'Bộ lĩnh vực', 'Domain set', oneOf(domainSetWords), 20, {
    hint: 'Bỏ trống thì nhận theo tên các lĩnh vực. Chỉ dùng khi nhập thành bộ tiêu chí mới.',
  }),
];

/** 50 → "0.5": a plain decimal with a point, as machines and Excel's own files write it. */
export function pointsText(hundredths: number): string {
  const places = String(hundredths % 100).padStart(2, '0');
  return `${Math.floor(hundredths / 100)}.${places}`.replace(/\.?0+$/, '');
}

export type SheetCriterion = Omit<
  Criterion,
  'id' | 'rev' | 'provenance' | 'criteriaSetId' | 'domainId' | 'ordinal' | 'copiedFromId' | 'digest'
>;

function setWord(domainSet: string, inWords: boolean): string {
  const known = domainSets.find((name) => name === domainSet);
  return inWords && known !== undefined ? (domainSetWords[known][0] ?? domainSet) : domainSet;
}

/** The value of each column: in machine words, or in those of the screen. */
export function criteriaCells(
  criterion: SheetCriterion,
  domain: Pick<Domain, 'ordinal' | 'key' | 'name' | 'domainSet'> | undefined,
  groupTitle: string | undefined,
  words: 'machine' | 'vietnamese',
): Readonly<Record<CriteriaColumn, string>> {
  const inWords = words === 'vietnamese';
  const { appliesTo } = criterion;
  const every = agencyKinds.every((kind) => appliesTo.includes(kind));
  const kinds = inWords
    ? appliesTo.map((kind) => kindWords[kind][0] ?? kind).join('; ')
    : appliesTo.join('|');
  return {
    code: criterion.code,
    domain_no: domain === undefined ? '' : String(domain.ordinal),
    domain_key: domain?.key ?? '',
    domain_vi: domain?.name ?? '',
    text_vi: criterion.text,
    gloss_en: criterion.glossEn ?? '',
    evidence_vi: criterion.evidence ?? '',
    answer_type: inWords ? (answerTypes[criterion.answerType][0] ?? '') : criterion.answerType,
    na_allowed: inWords ? (criterion.naAllowed ? 'Có' : 'Không') : criterion.naAllowed ? 'yes' : 'no',
    max_points: pointsText(criterion.maxPoints),
    applies_to: appliesTo.length === 0 ? noKind[inWords ? 0 : 1] : every && inWords ? everyKind[0] : kinds,
    scoring: inWords ? (scoringRules[criterion.scoring][0] ?? '') : criterion.scoring,
    bands: criterion.bands ?? '',
    target: criterion.target ?? '',
    derived_from: criterion.derivedFrom ?? '',
    formula_or_rule: criterion.rule ?? '',
    legal_basis: criterion.legalBasis ?? '',
    ref: criterion.reference ?? '',
    group_vi: groupTitle ?? '',
    help_vi: criterion.help ?? '',
    domain_set: setWord(domain?.domainSet ?? '', inWords),
  };
}

/**
 * A table as CSV: CRLF, quoted where it must be. A text that a spreadsheet program would take for a formula gets a
 * space in front; whoever reads it here cuts it off again.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t]/.test(text) ? ` ${text}` : text;
    return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
