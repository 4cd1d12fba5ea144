/**
 * What stands in a work file: the rows that a team member's laptop needs of one visit, those of them that it may change,
 * and on the way back also what it deleted. One JSON text; the files of evidence stand beside it in the container.
 */
import { z } from 'zod';
import { id } from '../contract/common.ts';
import { canonicalJson, type JsonValue } from './canonical-json.ts';
import { ageRecipient } from './package/types.ts';
import type { MergeRow, MergeTable, Values } from './merge.ts';

export const WORK_FILE_VERSION = 2;
export const WORK_FILE_EXTENSION = 'cchcw';
export const WORK_FILE_MEDIA = 'application/vnd.kiem-tra-cchc.work+age';
/** Words of the list of fingerprint-words.ts that open a file on its way out: 60 bits. */
export const WORK_FILE_WORDS = 6;

/** What a laptop may change, in the order in which rows stand on each other. */
export const workTables: readonly MergeTable[] = [
  {
    name: 'answer',
    // An answer is one thing: a half of one with a half of another is nobody's.
    groups: [['choice', 'notApplicable', 'numerator', 'denominator', 'count', 'points', 'derived']],
    naturalKey: ['visitId', 'criterionId'],
    placed: [],
  },
  {
    name: 'finding',
    groups: [
      ['scope', 'scopeKinds'],
      ['numerator', 'denominator', 'unit'],
    ],
    naturalKey: [],
    placed: ['ordinal'],
  },
  { name: 'finding_agency', groups: [], naturalKey: ['findingId', 'agencyId'], placed: [] },
  { name: 'recommendation', groups: [['dueOn', 'dueNote']], naturalKey: [], placed: ['ordinal'] },
  {
    name: 'evidence',
    groups: [['sha256', 'size', 'media', 'location']],
    naturalKey: [],
    placed: ['ordinal'],
  },
  {
    name: 'evidence_link',
    groups: [],
    naturalKey: ['evidenceId', 'criterionId', 'findingId', 'recommendationId'],
    placed: [],
  },
  { name: 'procedure_check', groups: [], naturalKey: ['visitId'], placed: [] },
  { name: 'procedure_posting', groups: [], naturalKey: [], placed: ['ordinal'] },
  {
    name: 'sample',
    groups: [['seed', 'size', 'allOverdue', 'allRejected', 'population']],
    naturalKey: [],
    placed: [],
  },
  { name: 'sample_item', groups: [], naturalKey: [], placed: ['ordinal'] },
];
export const workTableNames = workTables.map(({ name }) => name);

/** What those rows stand on: everything that a visit refers to, and nothing that says who sits at a PC. */
export const contextTableNames: readonly string[] = [
  'office',
  'person',
  'admin_unit',
  'agency',
  'agency_version',
  'domain',
  'criteria_set',
  'criterion',
  'issuer',
  'plan',
  'nomination',
  'team',
  'team_member',
  'team_member_domain',
  'visit',
  'self_answer',
  'self_report',
  'calendar_day',
  'phrase',
  'procedure_list',
  'procedure',
  'register',
  'finding',
  'recommendation',
];

const json: z.ZodType<JsonValue> = z.json() as z.ZodType<JsonValue>;
const row = z.strictObject({ id, values: z.record(z.string().max(60), json) });
const rows = z.record(z.string().max(60), z.array(row).max(100_000));

export const workFile = z.strictObject({
  format: z.literal('kiem-tra-cchc.work'),
  version: z.literal(WORK_FILE_VERSION),
  /** On the way out: with what the laptop signs its way back (base64), and for whom it seals it. */
  answer: z.strictObject({ signSeed: z.string().length(44), ageRecipient }).nullable(),
  kind: z.enum(['out', 'back']),
  handoutId: id,
  visitId: id,
  domainIds: z.array(id).max(20),
  officeId: id,
  officeName: z.string().max(300),
  planTitle: z.string().max(500),
  agencyName: z.string().max(300),
  domainNames: z.array(z.string().max(300)).max(20),
  holder: z.string().max(200),
  /** The member's own person, where the team list knows it: who acts on a laptop that is set up from the file. */
  holderPersonId: id.nullable(),
  madeAt: z.int(),
  madeBy: z.string().max(200),
  /** Of the rows that were handed out: the way back is merged against just these. Null in the file that goes out. */
  baseSha256: z.string().length(64).nullable(),
  /** What the rows below stand on; not to be changed on the laptop. Empty on the way back. */
  context: rows,
  work: rows,
  deleted: z.record(z.string().max(60), z.array(id).max(100_000)),
  /** sha256 of the files beside this text. */
  evidence: z
    .array(z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(1) }))
    .max(10_000),
});
export type WorkFile = z.infer<typeof workFile>;

/** What was handed out, as it is kept to merge against. */
export function baseText(file: Pick<WorkFile, 'handoutId' | 'work'>): string {
  return canonicalJson({ handoutId: file.handoutId, work: file.work });
}

export const workBase = z.strictObject({ handoutId: id, work: rows });

/** Columns that every PC writes by itself. */
const stamps: ReadonlySet<string> = new Set(['id', 'rev', 'createdAt', 'updatedAt']);

/** A stored row as it travels: its columns without the stamps. */
export function workRow(stored: Readonly<Record<string, unknown>>): MergeRow {
  const values: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(stored)) if (!stamps.has(key)) values[key] = value as JsonValue;
  return { id: String(stored['id']), values };
}

/** The value of a group as one short text, for who has to choose. */
export function sideText(values: Values | null): string | number | boolean | null {
  if (values === null) return null;
  const entries = Object.entries(values);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) {
    const value = only[1];
    return typeof value === 'object' && value !== null ? canonicalJson(value) : value;
  }
  const { numerator, denominator, notApplicable, choice, count, points } = values;
  if (numerator != null || denominator != null) {
    const unit = values['unit'];
    return `${text(numerator)}/${text(denominator)}${typeof unit === 'string' ? ` ${unit}` : ''}`;
  }
  if (notApplicable === true) return 'not_applicable';
  const single = [choice, count, points].find((value) => value != null);
  if (single !== undefined) return single as string | number;
  return (
    entries
      .filter(([, value]) => value !== null && value !== false)
      .map(([, value]) => (typeof value === 'object' ? canonicalJson(value) : String(value)))
      .join(' · ') || null
  );
}
const text = (value: JsonValue | undefined) => (value == null ? '…' : String(value));
