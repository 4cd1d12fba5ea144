/**
 * Copies of everything that are proven before they count, the way back to one of them, and the state of health of the
 * data: what is checked, when it was last found sound.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { instant, text } from './common.ts';
import { passphrase } from './exchange-keys.ts';

export const backupReasons = ['closing', 'idle', 'migration', 'by_hand', 'before_restore'] as const;
export const backupReason = z.enum(backupReasons);
export type BackupReason = (typeof backupReasons)[number];

export const backupRow = z.strictObject({
  /** Its file's name without folder and extension. */
  name: z.string(),
  place: z.enum(['here', 'second']),
  reason: backupReason,
  madeAt: instant,
  schemaVersion: z.int(),
  bytes: z.int(),
  /** Files of evidence and documents that it knows, and their bytes. */
  files: z.int(),
  fileBytes: z.int(),
  /** Rows of all tables together. */
  rows: z.int(),
  /** Opened, integrity-checked, compared by counts, journal head and every value. */
  proven: z.boolean(),
});
export type BackupRow = z.infer<typeof backupRow>;

export const secondPlace = z.strictObject({
  path: z.string(),
  label: z.string(),
  chosenAt: instant,
  provenAt: instant.nullable(),
  /** Why the last copy did not get there; null: it did. */
  problem: z.enum(['gone', 'full', 'failed']).nullable(),
});
export type SecondPlace = z.infer<typeof secondPlace>;

export const restorePreview = z.strictObject({
  backup: backupRow,
  /** Table by table: how many rows are here now, and how many come back. */
  tables: z.array(z.strictObject({ table: z.string(), now: z.int(), restored: z.int() })),
  /** Steps of the journal here that the backup does not know: they are put aside with the present state. */
  stepsAfter: z.int(),
  lastStepAt: instant.nullable(),
  /** Files that the backup knows and that are neither here nor with it. */
  missingFiles: z.int(),
  migrates: z.boolean(),
});
export type RestorePreview = z.infer<typeof restorePreview>;

export const checkState = z.enum(['sound', 'faulty', 'unknown']);
export const health = z.strictObject({
  at: instant,
  database: z.strictObject({ state: checkState, bytes: z.int(), schemaVersion: z.int() }),
  journal: z.strictObject({ state: checkState, changeSets: z.int(), brokenAt: z.int().nullable() }),
  files: z.strictObject({
    state: checkState,
    count: z.int(),
    bytes: z.int(),
    missing: z.int(),
    altered: z.int(),
    orphans: z.int(),
    /** Known, and never sent along by their office. */
    absent: z.int(),
    /** False: names and sizes were compared, the bytes were not read. */
    deep: z.boolean(),
  }),
  space: z.strictObject({ state: checkState, freeBytes: z.int().nullable(), folderBytes: z.int() }),
  backup: z.strictObject({
    state: checkState,
    last: backupRow.nullable(),
    second: secondPlace.nullable(),
    /** The program was closed in a hurry, and the copy would have taken too long; null: nothing is owed. */
    closingSkippedAt: instant.nullable(),
  }),
});
export type Health = z.infer<typeof health>;

const which = z.strictObject({
  name: text(200),
  place: z.enum(['here', 'second']),
  /** Of the second place where this PC cannot open it by itself: the passphrase, or the text of the recovery sheet. */
  secret: text(2000).nullable().default(null),
});

export const backups = {
  'backups.list': query({ input: z.strictObject({}), output: z.array(backupRow) }),
  'backups.make': command({
    input: z.strictObject({ reason: backupReason.default('by_hand') }),
    output: z.strictObject({ backup: backupRow, second: secondPlace.nullable() }),
  }),
  'backups.secondPlace': query({ input: z.strictObject({}), output: secondPlace.nullable() }),
  /** Null: no second place any more; what lies there stays. The passphrase opens it where this PC is lost. */
  'backups.setSecondPlace': command({
    input: z.strictObject({ path: text(1000).nullable(), passphrase: passphrase.nullable().default(null) }),
    output: secondPlace.nullable(),
  }),
  /** BACKUP_BROKEN, WRONG_PASSPHRASE. */
  'backups.preview': query({ input: which, output: restorePreview }),
  /** Saves the present state first; the application opens again on what was restored. */
  'backups.restore': command({
    input: which,
    output: z.strictObject({ before: backupRow, restored: backupRow }),
  }),
  /** Before there is an office on this PC: a folder with copies of another one is looked at and taken. */
  'backups.lookFolder': query({
    input: z.strictObject({ path: text(1000) }),
    output: z.array(backupRow),
    beforeSetup: true,
  }),
  'backups.restoreFrom': command({
    input: z.strictObject({ path: text(1000), name: text(200), secret: text(2000).nullable().default(null) }),
    output: z.strictObject({ restored: backupRow }),
    beforeSetup: true,
  }),
  /** `deep` reads every byte of every file. */
  'health.check': query({ input: z.strictObject({ deep: z.boolean().default(false) }), output: health }),
} as const;
