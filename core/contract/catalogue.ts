/**
 * The catalogue of administrative units (34 provinces, 3,321 communes from 01/7/2025) as it ships and as it is kept.
 * A unit is identified by its row, never by its code or name: both are used again with another meaning.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { agencyKind, byId, cursor, day, id, noInput, page, pageLimit, rowStamp, text } from './common.ts';

export const adminUnitKinds = ['tinh', 'thanh_pho_tw', 'xa', 'phuong', 'dac_khu'] as const;
export const adminUnitKind = z.enum(adminUnitKinds);
export type AdminUnitKind = (typeof adminUnitKinds)[number];

/** As the shipped file and a newer one give it. Codes are text with leading zeros. */
export const catalogueUnit = z.strictObject({
  code: z.string(),
  parentCode: z.string().nullable(),
  kind: adminUnitKind,
  name: z.string(),
  fullName: z.string(),
  nameEn: z.string().nullable(),
});
export type CatalogueUnit = z.infer<typeof catalogueUnit>;

export const adminUnit = z.strictObject({
  ...rowStamp,
  ...catalogueUnit.shape,
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  parentName: z.string().nullable(),
  /** Agencies here that stand for this unit. */
  agencies: z.int(),
});
export type AdminUnit = z.infer<typeof adminUnit>;

export const catalogueStatus = z.strictObject({
  /** The shipped catalogue has been put into the database. */
  loaded: z.boolean(),
  /** Units in force today. */
  provinces: z.int(),
  communes: z.int(),
  /** The day that the shipped list describes, and where it comes from. */
  asOf: z.string(),
  source: z.string(),
});
export type CatalogueStatus = z.infer<typeof catalogueStatus>;

/** An agency that usually exists in a unit: a proposal that a person ticks and corrects, never written by itself. */
export const agencyProposal = z.strictObject({
  /** Stable within one answer. */
  key: z.string(),
  kind: agencyKind,
  name: z.string(),
  shortName: z.string().nullable(),
  abbreviation: z.string().nullable(),
  placeName: z.string().nullable(),
  unitCode: z.string().nullable(),
  validFrom: z.string().nullable(),
  /** Usual everywhere; the others exist in some provinces only. */
  usual: z.boolean(),
  /** An agency that stands for the same unit, or of exactly this name, is in the list already. */
  existingAgencyId: id.nullable(),
});
export type AgencyProposal = z.infer<typeof agencyProposal>;

export const catalogue = {
  'catalogue.status': query({ input: noInput, output: catalogueStatus }),
  /** Puts the shipped catalogue into the database where it is not there yet: one transaction beside the screen. */
  'catalogue.load': command({ input: noInput, output: catalogueStatus }),
  /** Straight from the shipped file, so that first-run set-up can ask. Without a parent: the provinces. */
  'catalogue.shipped': query({
    input: z.strictObject({ parentCode: text(10).optional() }),
    output: z.array(catalogueUnit),
    beforeSetup: true,
  }),
  'catalogue.units': query({
    input: z.strictObject({
      text: text(200).optional(),
      parentCode: text(10).optional(),
      level: z.enum(['province', 'commune']).optional(),
      on: day.optional(),
      cursor,
      limit: pageLimit,
    }),
    output: page(adminUnit),
  }),
  'catalogue.unit': query({ input: byId, output: adminUnit }),
  /** For a province: its People's Committee, departments and communes; for a commune: its offices and centre. */
  'catalogue.proposals': query({
    input: z.strictObject({ unitCode: text(10) }),
    output: z.array(agencyProposal),
  }),
} as const;
