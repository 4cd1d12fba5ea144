/**
 * The starter catalogue that ships with the product: the seven domains in the words of the Hải Dương text, the same
 * in those of NQ 76/NQ-CP, and a criteria set of 96 criteria (starter-criteria.csv). Set-up and samples put in what is missing; nothing that
 * is there is touched.
 */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { agencyKind } from '../../core/contract/common.ts';
import { answerType, scoringRule } from '../../core/contract/criteria.ts';
import type { DomainSet } from '../../core/rules/domain-sets.ts';
import { parseHundredths } from '../../core/rules/format.ts';
import type { Writer } from '../../db/journal.ts';
import type { NewRow } from '../../db/registry.ts';
import type { Connection } from '../../db/sqlite.ts';
import { starterId } from './ids.ts';
import { missingIn } from './missing.ts';
import starterCriteria from './starter-criteria.csv?raw';

export const domainSet = 'nq30c_7';

const domains = [
  {
    key: 'chi_dao_dieu_hanh',
    name: 'Công tác chỉ đạo, điều hành',
    shortName: 'Chỉ đạo, điều hành',
    nameEn: 'Direction and management of the reform',
  },
  {
    key: 'the_che',
    name: 'Công tác xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật',
    shortName: 'Văn bản quy phạm pháp luật',
    nameEn: 'Drafting and implementation of legal normative documents',
  },
  {
    key: 'tthc',
    name: 'Công tác cải cách thủ tục hành chính',
    shortName: 'Thủ tục hành chính',
    nameEn: 'Reform of administrative procedures',
  },
  {
    key: 'to_chuc_bo_may',
    name: 'Cải cách tổ chức bộ máy',
    shortName: 'Tổ chức bộ máy',
    nameEn: 'Reform of the organisation',
  },
  {
    key: 'cong_vu',
    name: 'Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức',
    shortName: 'Đội ngũ cán bộ',
    nameEn: 'Building and improving the body of officials',
  },
  {
    key: 'tai_chinh_cong',
    name: 'Cải cách tài chính công',
    shortName: 'Tài chính công',
    nameEn: 'Reform of public finance',
  },
  {
    key: 'chinh_quyen_so',
    name: 'Hiện đại hóa hành chính',
    shortName: 'Hiện đại hóa',
    nameEn: 'Modernisation of the administration',
  },
] as const;

/**
 * The same keys in the words of NQ 76/NQ-CP, six contents with direction before them. The last one as the bodies of
 * local government write it in their own plans: they build digital government, not the Government.
 */
const laterNames: Readonly<Record<(typeof domains)[number]['key'], readonly [string, string, string]>> = {
  chi_dao_dieu_hanh: [
    'Công tác chỉ đạo, điều hành',
    'Chỉ đạo, điều hành',
    'Direction and management of the reform',
  ],
  the_che: ['Cải cách thể chế', 'Thể chế', 'Institutional reform'],
  tthc: ['Cải cách thủ tục hành chính', 'Thủ tục hành chính', 'Reform of administrative procedures'],
  to_chuc_bo_may: [
    'Cải cách tổ chức bộ máy hành chính nhà nước',
    'Tổ chức bộ máy',
    'Reform of the organisation of the state administration',
  ],
  cong_vu: ['Cải cách chế độ công vụ', 'Chế độ công vụ', 'Reform of the civil service'],
  tai_chinh_cong: ['Cải cách tài chính công', 'Tài chính công', 'Reform of public finance'],
  chinh_quyen_so: [
    'Xây dựng và phát triển chính quyền điện tử, chính quyền số',
    'Chính quyền số',
    'Building and developing electronic and digital government',
  ],
};
export type DomainKey = (typeof domains)[number]['key'];

const csvRow = z.strictObject({
  code: z.string().min(1),
  domain_no: z.coerce.number().int(),
  domain_key: z.enum(domains.map((domain) => domain.key)),
  domain_vi: z.string(),
  text_vi: z.string().min(1),
  gloss_en: z.string(),
  evidence_vi: z.string(),
  answer_type: answerType,
  na_allowed: z.enum(['yes', 'no']),
  max_points: z.string().transform((text) => z.int().min(0).parse(parseHundredths(text))),
  applies_to: z.string().transform((text) => z.array(agencyKind).parse(text.split('|'))),
  scoring: scoringRule,
  bands: z.string(),
  target: z.string(),
  derived_from: z.string(),
  formula_or_rule: z.string(),
  legal_basis: z.string(),
  ref: z.string(),
});

export const starterSetId = starterId('criteria_set', 'starter-1');

export function starterDomainId(key: DomainKey, set: DomainSet = domainSet): string {
  return starterId('domain', `${set}/${key}`);
}
export function starterCriterionId(code: string): string {
  return starterId('criterion', `starter-1/${code}`);
}

type Shipped<N extends 'domain' | 'criteria_set' | 'criterion'> = Omit<NewRow<N>, 'originOfficeId'> & {
  readonly id: string;
};
export type StarterCriterion = ReturnType<typeof readCriteria>[number];
export interface Starter {
  /** Of the set below; those of NQ 76/NQ-CP are in `laterDomains`. */
  readonly domains: readonly Shipped<'domain'>[];
  readonly laterDomains: readonly Shipped<'domain'>[];
  readonly set: Shipped<'criteria_set'>;
  readonly criteria: readonly StarterCriterion[];
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

function readCriteria() {
  const records: unknown = parse(starterCriteria, { columns: true, skip_empty_lines: true });
  return z
    .array(csvRow)
    .parse(records)
    .map((row, index) => ({
      id: starterCriterionId(row.code),
      provenance: 'inferred' as const,
      criteriaSetId: starterSetId,
      domainId: starterDomainId(row.domain_key),
      ordinal: index + 1,
      code: row.code,
      text: row.text_vi,
      glossEn: orNull(row.gloss_en),
      evidence: orNull(row.evidence_vi),
      answerType: row.answer_type,
      naAllowed: row.na_allowed === 'yes',
      maxPoints: row.max_points,
      appliesTo: row.applies_to,
      scoring: row.scoring,
      bands: orNull(row.bands),
      target: orNull(row.target),
      derivedFrom: orNull(row.derived_from),
      rule: orNull(row.formula_or_rule),
      legalBasis: orNull(row.legal_basis),
      reference: orNull(row.ref),
    }));
}

let known: Starter | undefined;

/** Read once from the CSV; a fault in it is a fault of the build, and a test finds it. */
export function starter(): Starter {
  known ??= {
    domains: domains.map((domain, index) => ({
      id: starterDomainId(domain.key),
      provenance: 'text',
      domainSet,
      ordinal: index + 1,
      ...domain,
    })),
    laterDomains: domains.map(({ key }, index) => {
      const [name, shortName, nameEn] = laterNames[key];
      return {
        id: starterDomainId(key, 'nq76_6+1'),
        provenance: 'text',
        domainSet: 'nq76_6+1',
        ordinal: index + 1,
        key,
        name,
        shortName,
        nameEn,
      };
    }),
    set: {
      id: starterSetId,
      provenance: 'inferred',
      name: 'Bộ tiêu chí kiểm tra CCHC tham khảo',
      year: null,
      version: 1,
      status: 'in_force',
      domainSet,
      sourceNote:
        'Bộ tiêu chí tham khảo đi kèm phần mềm (96 tiêu chí, 100 điểm), không phải bộ tiêu chí do cơ quan có ' +
        'thẩm quyền ban hành. Căn cứ có dấu [M] cần đối chiếu với văn bản trước khi dùng.',
    },
    criteria: readCriteria(),
  };
  return known;
}

/** The domains of a set that ships with the product; undefined for any other name. */
export function shippedDomains(set: string): readonly Shipped<'domain'>[] | undefined {
  const { domains: seven, laterDomains } = starter();
  return [seven, laterDomains].find((rows) => rows[0]?.domainSet === set);
}

/**
 * Puts in what is missing of the starter catalogue, as rows of the change set's office. A row that was changed
 * or deleted here stays as it is.
 */
export function ensureStarter(context: { readonly connection: Connection }, write: Writer): void {
  const { domains: seven, laterDomains, set, criteria } = starter();
  const missing = missingIn(context.connection);
  for (const row of missing('domain', [...seven, ...laterDomains])) write.insert('domain', row);
  for (const row of missing('criteria_set', [set])) write.insert('criteria_set', row);
  for (const row of missing('criterion', criteria)) write.insert('criterion', row);
}
