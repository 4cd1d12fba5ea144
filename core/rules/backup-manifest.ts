/**
 * What is written beside every backup: what it holds, so that it can be proven again at any time, here or from a stick.
 * Counts are those of the very snapshot that was copied.
 */
import { z } from 'zod';
import { backupReasons, type BackupRow } from '../contract/backups.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

export const journalHead = z.strictObject({ seq: z.int().min(0), hash: digest });
export type JournalHead = z.infer<typeof journalHead>;

export const backupManifest = z.strictObject({
  format: z.literal('kiem-tra-cchc.backup'),
  version: z.literal(1),
  name: z.string().regex(/^cchc-[0-9A-Za-z_-]{1,80}$/),
  reason: z.enum(backupReasons),
  madeAt: z.int(),
  /** Of the program that made it. */
  schemaVersion: z.int().min(1),
  bytes: z.int().min(1),
  sha256: digest,
  office: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  /** Table by table. */
  counts: z.record(z.string(), z.int().min(0)),
  journal: journalHead,
  /** Files of the content store that it knows and that were given to this office. */
  files: z.strictObject({ count: z.int().min(0), bytes: z.int().min(0) }),
  /** Opened, integrity-checked, compared by counts, journal head and every value. */
  provenAt: z.int().nullable(),
  /** How long copying and proving took. */
  milliseconds: z.int().min(0),
});
export type BackupManifest = z.infer<typeof backupManifest>;

/** `cchc-2026-11-23T01-02-03-004Z-by_hand`. */
export function backupName(madeAt: number, reason: BackupManifest['reason']): string {
  return `cchc-${new Date(madeAt).toISOString().replaceAll(/[:.]/g, '-')}-${reason}`;
}

const NAME = /^cchc-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-([a-z_]+|before-\d+)$/;

/** What the name says; null where it is none of ours. Earlier versions called a copy before migrating `before-40`. */
export function readBackupName(name: string): Pick<BackupManifest, 'reason' | 'madeAt'> | null {
  const match = NAME.exec(name);
  if (match === null) return null;
  const [, day, hour, minute, second, milli, label = ''] = match;
  const madeAt = Date.parse(`${day}T${hour}:${minute}:${second}.${milli}Z`);
  const reason = label.startsWith('before-') ? 'migration' : backupReasons.find((one) => one === label);
  return Number.isNaN(madeAt) || reason === undefined ? null : { reason, madeAt };
}

export function rowOf(manifest: BackupManifest, place: BackupRow['place'], whole: boolean): BackupRow {
  const { name, reason, madeAt, schemaVersion, bytes, files, counts } = manifest;
  return {
    name,
    place,
    reason,
    madeAt,
    schemaVersion,
    bytes,
    files: files.count,
    fileBytes: files.bytes,
    rows: Object.values(counts).reduce((sum, count) => sum + count, 0),
    proven: whole && manifest.provenAt !== null,
  };
}

/** Says that what is staged is to take the place of the present database when the folder is opened next. */
export const restoreMarker = z.strictObject({
  version: z.literal(1),
  /** The backup that comes back. */
  name: z.string().max(200),
  bytes: z.int().min(1),
  markedAt: z.int(),
  /**
   * The state that was saved before; where the present one has moved on since, it stays. Null: there was none to save,
   * or it could not be read any more and was put aside as it was.
   */
  before: z.strictObject({ name: z.string(), journal: journalHead }).nullable(),
  /** The name under which a present database that cannot be read is put among the backups, as it lies. */
  aside: z
    .string()
    .refine((name) => readBackupName(name) !== null)
    .nullable()
    .default(null),
});
export type RestoreMarker = z.infer<typeof restoreMarker>;
