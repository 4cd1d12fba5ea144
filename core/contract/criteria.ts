/** Domains (lĩnh vực) and criteria sets (bộ tiêu chí). Points are hundredths. */
import { z } from 'zod';
import { query } from './endpoint.ts';
import { agencyKind, byId, id, noInput, rowStamp } from './common.ts';

export const answerType = z.enum(['yes_no', 'yes_partial_no', 'count', 'percentage', 'score']);
export const scoringRule = z.enum(['choice', 'judged', 'linear', 'bands']);

export const domain = z.strictObject({
  ...rowStamp,
  domainSet: z.string(),
  key: z.string(),
  ordinal: z.int(),
  name: z.string(),
  shortName: z.string(),
  nameEn: z.string().nullable(),
});
export type Domain = z.infer<typeof domain>;

export const criterion = z.strictObject({
  ...rowStamp,
  criteriaSetId: id,
  domainId: id,
  ordinal: z.int(),
  code: z.string(),
  text: z.string(),
  glossEn: z.string().nullable(),
  evidence: z.string().nullable(),
  answerType,
  naAllowed: z.boolean(),
  maxPoints: z.int(),
  appliesTo: z.array(agencyKind),
  scoring: scoringRule,
  /** The rule's parameters as the set writes them: "yes:1;partial:0.5;no:0", "step:0.25", ">=95:1;>=80:0.5;else:0". */
  bands: z.string().nullable(),
  target: z.string().nullable(),
  derivedFrom: z.string().nullable(),
  rule: z.string().nullable(),
  legalBasis: z.string().nullable(),
  reference: z.string().nullable(),
});
export type Criterion = z.infer<typeof criterion>;

export const criteriaSet = z.strictObject({
  ...rowStamp,
  name: z.string(),
  year: z.int().nullable(),
  version: z.int(),
  status: z.enum(['draft', 'in_force', 'retired']),
  domainSet: z.string(),
  sourceNote: z.string().nullable(),
  criteria: z.int(),
  maxPoints: z.int(),
});
export type CriteriaSet = z.infer<typeof criteriaSet>;

export const criteriaSetDetail = z.strictObject({
  ...criteriaSet.shape,
  domains: z.array(domain),
  items: z.array(criterion),
});
export type CriteriaSetDetail = z.infer<typeof criteriaSetDetail>;

export const criteria = {
  'domains.list': query({ input: noInput, output: z.array(domain) }),
  'criteriaSets.list': query({ input: noInput, output: z.array(criteriaSet) }),
  'criteriaSets.get': query({ input: byId, output: criteriaSetDetail }),
} as const;
