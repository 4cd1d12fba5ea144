/** Scalars and shapes that every area uses. Text is normalised to NFC at this edge and nowhere else. */
import { z } from 'zod';
import { isDay } from './day.ts';

export { isDay };

export const id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const rev = z.int().min(1);

/** A day as ISO text. The fault is BAD_DATE. */
export const day = z
  .string()
  .max(10)
  .refine(isDay, { params: { code: 'BAD_DATE' } })
  .meta({ format: 'date' });

export const instant = z.int();
export const year = z.int().min(1900).max(2200);

/** Text of at most `max` characters, NFC. */
export function text(max: number) {
  return z.string().max(max).normalize('NFC');
}
/** Text that must say something. */
export function requiredText(max: number) {
  return text(max).refine((value) => value.trim() !== '', { params: { code: 'MISSING_KEY' } });
}

export const shortText = text(300);
export const longText = text(20_000);

/** Where a sample row comes from; null for what users typed. */
export const provenance = z.enum(['text', 'inferred', 'illustrative']).nullable();

/** The columns that every row has. */
export const rowStamp = {
  id,
  rev,
  provenance,
  /** Whose row it is, where the row can stand here as another office's: it is read only then. */
  originOfficeId: id.optional(),
} as const;

/** The input of an update: the row, the `rev` that was read, and only what changes. */
export function updateInput<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject({ id, rev, patch: z.strictObject(shape).partial() });
}
export const deleteInput = z.strictObject({ id, rev });
export const deleted = z.strictObject({ id });
export const byId = z.strictObject({ id });
export const noInput = z.strictObject({});

export const pageLimit = z.int().min(1).max(200).default(50);
export const cursor = z.string().max(400).optional();
/** `next` continues the list; absent on the last page. `total` counts everything that matches, where it is cheap. */
export function page<R extends z.ZodType>(row: R) {
  return z.strictObject({ rows: z.array(row), next: z.string().optional(), total: z.int().optional() });
}

export const agencyKinds = [
  'ubnd_tinh',
  'so_nganh',
  'ubnd_huyen',
  'phong_cap_huyen',
  'ubnd_xa',
  'phong_cap_xa',
  'tt_pvhcc',
  'don_vi_truc_thuoc',
  'nganh_doc',
] as const;
export const agencyKind = z.enum(agencyKinds);
export type AgencyKind = (typeof agencyKinds)[number];
