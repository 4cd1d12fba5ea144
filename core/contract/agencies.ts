/** Agencies: an identity, and versions of its name through time. Lists show the version of a day. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  agencyKind,
  cursor,
  day,
  deleted,
  deleteInput,
  id,
  page,
  pageLimit,
  requiredText,
  rev,
  rowStamp,
  shortText,
  text,
  byId,
} from './common.ts';

export const agencyVersionFields = {
  name: requiredText(300),
  shortName: shortText.nullable(),
  abbreviation: text(60).nullable(),
  /** Địa danh printed in its documents. */
  placeName: text(120).nullable(),
  parentAgencyId: id.nullable(),
  validFrom: day.nullable(),
  validTo: day.nullable(),
};
export const agencyVersion = z.strictObject({ ...rowStamp, ...agencyVersionFields, agencyId: id });
export type AgencyVersion = z.infer<typeof agencyVersion>;

/** An agency with the version in force on the day asked for (the newest one where none was asked). */
export const agencyRow = z.strictObject({
  ...rowStamp,
  kind: agencyKind,
  catalogueCode: z.string().nullable(),
  /** The source gives no name (printed by ordinal). */
  unnamed: z.boolean(),
  version: agencyVersion,
  visits: z.int(),
});
export type AgencyRow = z.infer<typeof agencyRow>;

export const agencyVisit = z.strictObject({
  visitId: id,
  planId: id,
  planTitle: z.string(),
  year: z.int().nullable(),
  startsOn: z.string().nullable(),
  status: z.string(),
  limitations: z.int(),
  recommendations: z.int(),
});
export const agencyDetail = z.strictObject({
  ...agencyRow.shape,
  versions: z.array(agencyVersion),
  history: z.array(agencyVisit),
});
export type AgencyDetail = z.infer<typeof agencyDetail>;

export const agencies = {
  'agencies.list': query({
    input: z.strictObject({
      text: text(200).optional(),
      kind: agencyKind.optional(),
      on: day.optional(),
      cursor,
      limit: pageLimit,
    }),
    output: page(agencyRow),
  }),
  'agencies.get': query({ input: byId, output: agencyDetail }),
  'agencies.create': command({
    input: z.strictObject({
      kind: agencyKind,
      unnamed: z.boolean().default(false),
      version: z.strictObject(agencyVersionFields),
    }),
    output: agencyRow,
  }),
  'agencies.update': command({
    input: z.strictObject({
      id,
      rev,
      patch: z.strictObject({ kind: agencyKind, unnamed: z.boolean() }).partial(),
    }),
    output: agencyRow,
  }),
  /** Corrects a version; a new name from a day on is `agencies.rename`. */
  'agencies.updateVersion': command({
    input: z.strictObject({ id, rev, patch: z.strictObject(agencyVersionFields).partial() }),
    output: agencyVersion,
  }),
  /** Ends the version in force the day before `validFrom` and begins a new one. */
  'agencies.rename': command({
    input: z.strictObject({
      agencyId: id,
      rev,
      validFrom: day,
      version: z.strictObject(agencyVersionFields).omit({ validFrom: true, validTo: true }),
    }),
    output: agencyRow,
  }),
  'agencies.delete': command({ input: deleteInput, output: deleted }),
} as const;
