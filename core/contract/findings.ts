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
};

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
  'findings.delete': command({ input: deleteInput, output: deleted }),
} as const;
