/**
 * Domains (lĩnh vực) by set, and criteria sets (bộ tiêu chí) by year and version. A set that is in force or that a
 * round uses is frozen: editing makes the next version. Points are hundredths.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKind,
  byId,
  deleted,
  deleteInput,
  id,
  noInput,
  requiredText,
  rev,
  rowStamp,
  shortText,
  text,
  updateInput,
  year,
} from './common.ts';
import { renderedFile } from './documents.ts';

export const answerType = z.enum(['yes_no', 'yes_partial_no', 'count', 'percentage', 'score']);
export const scoringRule = z.enum(['choice', 'judged', 'linear', 'bands']);

/** The domains of the NQ 30c years (7), and the 6 contents of NQ 76/NQ-CP with direction before them (6+1). */
export const domainSets = ['nq30c_7', 'nq76_6+1'] as const;
export const domainSet = z.enum(domainSets);

export const domain = z.strictObject({
  ...rowStamp,
  domainSet: z.string(),
  /** The same key in both sets: that is how they are mapped. */
  key: z.string(),
  ordinal: z.int(),
  name: z.string(),
  shortName: z.string(),
  nameEn: z.string().nullable(),
  /** The body in charge ("Sở Tư pháp"): a setting, because law moves it. */
  ownerBody: z.string().nullable(),
});
export type Domain = z.infer<typeof domain>;

export const criterionFields = {
  domainId: id,
  code: requiredText(20),
  text: requiredText(2000),
  glossEn: text(2000).nullable(),
  /** What the agency shows as proof. */
  evidence: text(2000).nullable(),
  answerType,
  naAllowed: z.boolean(),
  maxPoints: z.int().min(0).max(100_000),
  appliesTo: z.array(agencyKind).max(9),
  scoring: scoringRule,
  /** The rule's parameters as the set writes them: "yes:1;partial:0.5;no:0", "step:0.25", ">=95:1;>=80:0.5;else:0". */
  bands: text(500).nullable(),
  target: text(60).nullable(),
  derivedFrom: shortText.nullable(),
  rule: text(2000).nullable(),
  legalBasis: text(1000).nullable(),
  reference: shortText.nullable(),
  /** How to check, for the member at the agency's desk. */
  help: text(4000).nullable(),
};
export const criterion = z.strictObject({
  ...rowStamp,
  ...criterionFields,
  criteriaSetId: id,
  ordinal: z.int(),
  /** Where this one was copied from: the same item in an earlier version. */
  copiedFromId: id.nullable(),
  /** Of what is asked (text and answer type): carried or compared only where it is unchanged, or mapped by a person. */
  digest: z.string(),
});
export type Criterion = z.infer<typeof criterion>;

export const criteriaSetStatus = z.enum(['draft', 'in_force', 'retired']);
/** Code of a group ("1.1") → its title. A group without a title stands all the same. */
export const groupTitles = z.record(text(20), text(500));

export const criteriaSetFields = {
  name: requiredText(300),
  year: year.nullable(),
  sourceNote: text(4000).nullable(),
};
export const criteriaSet = z.strictObject({
  ...rowStamp,
  ...criteriaSetFields,
  version: z.int(),
  status: criteriaSetStatus,
  domainSet: z.string(),
  groupTitles,
  copiedFromId: id.nullable(),
  criteria: z.int(),
  maxPoints: z.int(),
  /** Rounds that use it. */
  plans: z.int(),
  /** Draft, and no round uses it. */
  editable: z.boolean(),
});
export type CriteriaSet = z.infer<typeof criteriaSet>;

export const criteriaSetDetail = z.strictObject({
  ...criteriaSet.shape,
  domains: z.array(domain),
  items: z.array(criterion),
  /** Items whose rule cannot be read, so that they cannot be scored. */
  problems: z.array(z.strictObject({ criterionId: id, code: z.string(), problem: z.string() })),
});
export type CriteriaSetDetail = z.infer<typeof criteriaSetDetail>;

/** One line of two sets side by side. */
export const comparedCriterion = z.strictObject({
  state: z.enum(['same', 'moved', 'changed', 'added', 'removed']),
  left: criterion.nullable(),
  right: criterion.nullable(),
  /** Fields that differ, by their wire name. */
  differing: z.array(z.string()),
  /** Why they are one item: the same words, or a person said so (then with the id of that word). */
  matchedBy: z.enum(['digest', 'person', 'copy']).nullable(),
  matchId: id.nullable(),
  matchRev: rev.nullable(),
  /** Answers may be carried over and years compared. */
  comparable: z.boolean(),
});
export type ComparedCriterion = z.infer<typeof comparedCriterion>;

export const criteriaComparison = z.strictObject({
  left: criteriaSet,
  right: criteriaSet,
  groups: z.array(
    z.strictObject({ domainKey: z.string(), domainName: z.string(), items: z.array(comparedCriterion) }),
  ),
  /** Points of the right set that stand on comparable items, in hundredths, out of `maxPoints`. */
  comparablePoints: z.int(),
  maxPoints: z.int(),
});
export type CriteriaComparison = z.infer<typeof criteriaComparison>;

export const criteria = {
  'domains.list': query({ input: noInput, output: z.array(domain) }),
  'domains.update': command({
    input: updateInput({
      name: requiredText(300),
      shortName: requiredText(120),
      ownerBody: shortText.nullable(),
    }),
    output: domain,
  }),
  'criteriaSets.list': query({ input: noInput, output: z.array(criteriaSet) }),
  'criteriaSets.get': query({ input: byId, output: criteriaSetDetail }),
  /** Empty, or a copy of another set; into another domain set the items go by the key of their domain. */
  'criteriaSets.create': command({
    input: z.strictObject({
      name: criteriaSetFields.name,
      year: criteriaSetFields.year.default(null),
      domainSet: domainSet.default('nq76_6+1'),
      copyFromId: id.optional(),
    }),
    output: criteriaSet,
  }),
  /** The next version of a set as a draft; the one it comes from stays as it is. */
  'criteriaSets.newVersion': command({ input: byId, output: criteriaSet }),
  'criteriaSets.update': command({
    input: updateInput({ ...criteriaSetFields, groupTitles }),
    output: criteriaSet,
  }),
  /** draft → in_force → retired; back to draft only while no round uses it. */
  'criteriaSets.setStatus': command({
    input: z.strictObject({ id, rev, status: criteriaSetStatus }),
    output: criteriaSet,
  }),
  'criteriaSets.delete': command({ input: deleteInput, output: deleted }),
  'criteriaSets.compare': query({
    input: z.strictObject({ leftId: id, rightId: id }),
    output: criteriaComparison,
  }),
  /** Comes back through `imports.*` without loss, also after Excel or LibreOffice has saved it. */
  'criteriaSets.export': query({
    input: z.strictObject({ id, format: z.enum(['xlsx', 'csv']) }),
    output: renderedFile,
  }),

  'criteria.create': command({
    input: z.strictObject({
      criteriaSetId: id,
      domainId: id,
      /** Behind this one; without it at the end of the domain. */
      afterId: id.optional(),
      /** Begins a group of its own ("1.7") instead of joining the last one. */
      newGroup: z.boolean().default(false),
      text: criterionFields.text,
      ...z.strictObject(criterionFields).omit({ text: true, domainId: true, code: true }).partial().shape,
    }),
    output: criteriaSetDetail,
  }),
  'criteria.update': command({
    input: updateInput(z.strictObject(criterionFields).omit({ domainId: true }).shape),
    output: criterion,
  }),
  /** To a place in the tree: the domain, the number of the group in it and the position in that group, from 1. Renumbers. */
  'criteria.move': command({
    input: z.strictObject({
      id,
      rev,
      domainId: id,
      group: z.int().min(1).max(100),
      position: z.int().min(1).max(500),
      /** The group is a new one before the one of this number. */
      newGroup: z.boolean().default(false),
    }),
    output: criteriaSetDetail,
  }),
  /** A whole group to another place of its domain. */
  'criteria.moveGroup': command({
    input: z.strictObject({
      criteriaSetId: id,
      domainId: id,
      from: z.int().min(1).max(100),
      to: z.int().min(1).max(100),
    }),
    output: criteriaSetDetail,
  }),
  /** Codes anew from the order: 1.1.1, 1.1.2 … */
  'criteria.renumber': command({ input: z.strictObject({ criteriaSetId: id }), output: criteriaSetDetail }),
  'criteria.delete': command({ input: deleteInput, output: criteriaSetDetail }),

  /** "These two ask the same": for comparing years and carrying answers. */
  'criterionMatches.create': command({
    input: z.strictObject({ criterionId: id, otherCriterionId: id }),
    output: z.strictObject({ id }),
  }),
  'criterionMatches.delete': command({ input: deleteInput, output: deleted }),
} as const;
