/** Findings: strengths and limitations, each with a scope; a scope that names no agency stays collective. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKind,
  byId,
  cursor,
  deleted,
  deleteInput,
  id,
  page,
  pageLimit,
  requiredText,
  rev,
  rowStamp,
  text,
  updateInput,
} from './common.ts';

export const findingKind = z.enum(['strength', 'limitation']);
export const findingScope = z.enum(['round', 'kinds', 'unnamed', 'named']);

export const findingFields = {
  domainId: id,
  criterionId: id.nullable(),
  kind: findingKind,
  scope: findingScope,
  /** Only with scope `kinds`. */
  scopeKinds: z.array(agencyKind).max(9),
  /** Only with scope `named`. */
  agencyIds: z.array(id).max(500),
  text: requiredText(8000),
  /** Figures x/y of `unit`. */
  numerator: z.int().min(0).max(1_000_000_000).nullable(),
  denominator: z.int().min(0).max(1_000_000_000).nullable(),
  unit: text(120).nullable(),
  cause: text(4000).nullable(),
  causeKind: z.enum(['objective', 'subjective', 'both']).nullable(),
  severity: z.enum(['minor', 'major']).nullable(),
  /** The finding of an earlier year that this one repeats. */
  repeatsFindingId: id.nullable(),
  /** The phrase of the wording bank that it was made from. */
  phraseId: id.nullable(),
};
export const finding = z.strictObject({
  ...rowStamp,
  ...findingFields,
  planId: id,
  visitId: id.nullable(),
  ordinal: z.int(),
  criterionCode: z.string().nullable(),
  /** The words of the source, for sample rows. */
  sourceText: z.string().nullable(),
});
export type Finding = z.infer<typeof finding>;

const newFindingDefaults = {
  criterionId: findingFields.criterionId.default(null),
  scopeKinds: findingFields.scopeKinds.default([]),
  agencyIds: findingFields.agencyIds.default([]),
  numerator: findingFields.numerator.default(null),
  denominator: findingFields.denominator.default(null),
  unit: findingFields.unit.default(null),
  cause: findingFields.cause.default(null),
  causeKind: findingFields.causeKind.default(null),
  severity: findingFields.severity.default(null),
  repeatsFindingId: findingFields.repeatsFindingId.default(null),
  phraseId: findingFields.phraseId.default(null),
};

/** A finding of an earlier round that this one may repeat, the likeliest first. */
export const repeatCandidate = z.strictObject({
  finding,
  planTitle: z.string(),
  year: z.int().nullable(),
  agencyName: z.string().nullable(),
  /** Why: the same criterion, or words alike (share in hundredths). */
  sameCriterion: z.boolean(),
  likeness: z.int(),
});
export type RepeatCandidate = z.infer<typeof repeatCandidate>;

export const findings = {
  'findings.list': query({
    input: z.strictObject({
      planId: id.optional(),
      visitId: id.optional(),
      agencyId: id.optional(),
      domainId: id.optional(),
      kind: findingKind.optional(),
      cursor,
      limit: pageLimit,
    }),
    output: page(finding),
  }),
  'findings.get': query({ input: byId, output: finding }),
  'findings.create': command({
    input: z.strictObject({
      planId: id,
      visitId: id.nullable().default(null),
      ...findingFields,
      ...newFindingDefaults,
    }),
    output: finding,
  }),
  'findings.update': command({ input: updateInput(findingFields), output: finding }),
  /** In the order of the notice; ids of one plan. One change set. */
  'findings.reorder': command({
    input: z.strictObject({ planId: id, ids: z.array(id).min(2).max(2000) }),
    output: z.array(finding),
  }),
  /** One of many of the same kind: texts joined, agencies together; recommendations, evidence and remarks follow. */
  'findings.merge': command({
    input: z.strictObject({
      items: z.array(z.strictObject({ id, rev })).min(2).max(50),
      text: findingFields.text,
    }),
    output: finding,
  }),
  /** Many of one: the first text stays with the row and all that hangs on it. */
  'findings.split': command({
    input: z.strictObject({ id, rev, texts: z.array(findingFields.text).min(2).max(20) }),
    output: z.array(finding),
  }),
  'findings.repeats': query({ input: byId, output: z.array(repeatCandidate) }),
  'findings.delete': command({ input: deleteInput, output: deleted }),
} as const;
