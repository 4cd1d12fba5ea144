/**
 * By USB stick: what is sent to another office and what is received, in three steps each. Up go rows that belong to who
 * made them, so nothing is asked but what came in a wrong order or from nobody known. Work of one team goes by
 * `handouts.*`.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import { byId, cursor, day, id, instant, page, pageLimit, text } from './common.ts';
import { renderedFile } from './documents.ts';
import { fileSource, fingerprint, officeRelation, passphrase } from './exchange-keys.ts';

// ── Places ───────────────────────────────────────────────────────────────────────────────────────────────

export const exchangeFile = z.strictObject({
  path: z.string(),
  fileName: z.string(),
  bytes: z.int(),
  modifiedAt: instant,
  kind: z.enum(['package', 'receipt', 'card', 'work']),
});
export const exchangePlace = z.strictObject({
  path: z.string(),
  /** "KINGSTON (E:)", "Documents". */
  label: z.string(),
  kind: z.enum(['removable', 'folder']),
  freeBytes: z.int().nullable(),
  fileSystem: z.string().nullable(),
  /** A file may have so many bytes there (FAT32: 4 GiB - 1); larger ones are written in parts. */
  fileLimit: z.int().nullable(),
  /** What of ours lies there, newest first. */
  files: z.array(exchangeFile),
});
export type ExchangePlace = z.infer<typeof exchangePlace>;

// ── Sending ──────────────────────────────────────────────────────────────────────────────────────────────

export const packageKinds = ['complete', 'since', 'plan', 'period'] as const;
export const packageKind = z.enum(packageKinds);
export type PackageKind = (typeof packageKinds)[number];

export const sendScope = z.strictObject({
  /** `since`: everything since the last package to this recipient; the first one is `complete`. */
  kind: packageKind,
  planId: id.nullable().default(null),
  periodFrom: day.nullable().default(null),
  periodTo: day.nullable().default(null),
  /** Files of evidence and scans; without them their rows go, and the files may follow. */
  evidence: z.boolean().default(true),
  /** Names and telephone numbers of persons; without them they stay blank over there. */
  personal: z.boolean().default(true),
  /** Packages of other offices that were received here go along: the whole picture, for the level above. */
  others: z.boolean().default(false),
});
export type SendScope = z.infer<typeof sendScope>;

export const sendRecipient = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('office'), officeId: id }),
  z.strictObject({ kind: z.literal('passphrase'), passphrase, name: text(300) }),
]);
export type SendRecipient = z.infer<typeof sendRecipient>;

export const tableCount = z.strictObject({ table: z.string(), rows: z.int() });

export const sendPreview = z.strictObject({
  /** What is made of the wish: a first `since` is `complete`. */
  kind: packageKind,
  title: z.string(),
  seq: z.int(),
  previousAt: instant.nullable(),
  counts: z.array(tableCount),
  deletions: z.int(),
  files: z.int(),
  fileBytes: z.int(),
  offices: z.int(),
  /** Evidence that its rows name and that is missing here: told before, never silently left out. */
  missingFiles: z.int(),
});
export type SendPreview = z.infer<typeof sendPreview>;

// ── Receiving ────────────────────────────────────────────────────────────────────────────────────────────

export const packageProblemCodes = [
  // errors: the package cannot be taken
  'UNKNOWN_SENDER',
  'SENDER_REVOKED',
  'NOT_FOR_US',
  'SAME_NUMBER_OTHER_CONTENT',
  'BROKEN_ROW_OF_PACKAGES',
  'DANGLING_REFERENCE',
  'WAITS_FOR_OFFICE',
  'UNFIT_ROWS',
  // warnings: it can, and a person should know
  'WAITS_FOR_EARLIER',
  'ALREADY_MERGED',
  'FOREIGN_ROWS',
  'HANDED_ON',
  'LEFT_TO_ITS_OFFICE',
  'SHARED_ROW_DIFFERS',
  'FILES_LEFT_OUT',
  'PERSONAL_LEFT_OUT',
  'SENDER_RESTORED',
  'LARGE_CHANGE',
  'OLDER_THAN_HERE',
  'NEWER_COLUMNS',
] as const;
export const packageProblem = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.enum(packageProblemCodes),
  count: z.int(),
  /** What the sentence needs besides. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PackageProblem = z.infer<typeof packageProblem>;

export const tableChange = z.strictObject({
  table: z.string(),
  added: z.int(),
  changed: z.int(),
  deleted: z.int(),
  same: z.int(),
  /** Older than what is here, or shared rows that stay as they are here. */
  held: z.int(),
});

export const receivePreview = z.strictObject({
  fileName: z.string(),
  bytes: z.int(),
  sender: z.strictObject({ officeId: id, name: z.string(), relation: officeRelation.nullable() }),
  fingerprint,
  kind: packageKind,
  title: z.string(),
  periodFrom: z.string().nullable(),
  periodTo: z.string().nullable(),
  seq: z.int(),
  madeAt: instant,
  /** What happens when it is taken. */
  outcome: z.enum(['merge', 'hold', 'nothing', 'refuse']),
  problems: z.array(packageProblem),
  changes: z.array(tableChange),
  files: z.int(),
  fileBytes: z.int(),
  /** Some of the changed rows, to read; whole, it goes out as a list. */
  samples: z.array(
    z.strictObject({
      table: z.string(),
      rowId: id,
      label: z.string(),
      action: z.enum(['add', 'change', 'delete']),
      fields: z.array(
        z.strictObject({
          field: z.string(),
          before: z.union([z.string(), z.number(), z.boolean(), z.null()]),
          after: z.union([z.string(), z.number(), z.boolean(), z.null()]),
        }),
      ),
    }),
  ),
  /** Agencies that the sender made by itself and that look like one of ours. */
  matches: z.int(),
  /** More than a twentieth of what was merged from this office already would change. */
  largeChange: z.boolean(),
  /** Of a package that is refused and whose sender is believed: what the answer names. Strangers get none. */
  answerable: z.strictObject({ packageHash: z.string(), bagId: id, stream: id }).nullable(),
  digest: z.string(),
});
export type ReceivePreview = z.infer<typeof receivePreview>;

// ── What went and came ───────────────────────────────────────────────────────────────────────────────────

export const packageState = z.enum(['written', 'received', 'returned', 'held', 'merged', 'undone']);
export type PackageState = z.infer<typeof packageState>;

export const receiptFacts = z.strictObject({
  officeName: z.string(),
  at: instant,
  outcome: z.enum(['merged', 'held', 'refused']),
  added: z.int(),
  changed: z.int(),
  deleted: z.int(),
  same: z.int(),
  held: z.int(),
  problems: z.array(packageProblem),
});
export type ReceiptFacts = z.infer<typeof receiptFacts>;

export const packageRow = z.strictObject({
  id,
  direction: z.enum(['out', 'in']),
  peerOfficeId: id.nullable(),
  peerName: z.string(),
  kind: packageKind,
  title: z.string(),
  seq: z.int(),
  madeAt: instant,
  arrivedAt: instant.nullable(),
  fileName: z.string(),
  bytes: z.int(),
  rows: z.int(),
  withEvidence: z.boolean(),
  withPersonal: z.boolean(),
  state: packageState,
  receiptAt: instant.nullable(),
  /** Taken packages: whether nothing has been built on it since, as far as a look can tell. */
  canUndo: z.boolean(),
});
export type PackageRow = z.infer<typeof packageRow>;

export const packageDetail = z.strictObject({
  ...packageRow.shape,
  counts: z.array(tableCount),
  receipt: receiptFacts.nullable(),
  hash: z.string(),
  previousHash: z.string(),
  stream: id,
  byPersonName: z.string().nullable(),
});

export const sent = z.strictObject({
  package: packageRow,
  /** Where it was written; several where it had to be cut. */
  paths: z.array(z.string()),
  /** The same file to save, for a browser that wrote to no place. */
  file: renderedFile.nullable(),
  counts: z.array(tableCount),
  /** Read back from where it lies: rows and files counted, every digest compared. */
  readBack: z.strictObject({ rows: z.int(), files: z.int(), bytes: z.int() }),
});

export const received = z.strictObject({
  package: packageRow,
  outcome: z.enum(['merged', 'held', 'nothing']),
  changes: z.array(tableChange),
  /** Packages that waited for this one and followed it. */
  followed: z.array(packageRow),
  /** The answer to carry back. */
  receipt: renderedFile,
});
export type Received = z.infer<typeof received>;

// ── Who has sent ─────────────────────────────────────────────────────────────────────────────────────────

export const arrival = z.strictObject({
  officeId: id,
  name: z.string(),
  level: z.enum(['province', 'district', 'commune']),
  state: z.enum(['arrived', 'late', 'missing']),
  /** The last package whose content reaches into the period. */
  packageId: id.nullable(),
  madeAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  waiting: z.int(),
});
export type Arrival = z.infer<typeof arrival>;

export const agencyMatch = z.strictObject({
  id,
  rev: z.int(),
  localAgencyId: id,
  localName: z.string(),
  foreignAgencyId: id,
  foreignName: z.string(),
  officeName: z.string(),
});
export const agencyProposal = z.strictObject({
  foreignAgencyId: id,
  foreignName: z.string(),
  officeId: id,
  officeName: z.string(),
  /** Best first; empty: nothing here is called alike. */
  candidates: z.array(z.strictObject({ agencyId: id, name: z.string(), likeness: z.int() })),
});

export const exchange = {
  /** Sticks and folders that this PC offers, and what of ours lies there. */
  'exchange.places': query({
    input: z.strictObject({ folder: text(1000).optional() }),
    output: z.array(exchangePlace),
    beforeSetup: true,
  }),
  /** The operating system's own dialog; the desktop alone has one. Null: nothing was chosen. */
  'exchange.choosePlace': command({
    input: z.strictObject({}),
    output: exchangePlace.nullable(),
    http: false,
    beforeSetup: true,
  }),

  'exchange.previewSend': query({
    input: z.strictObject({
      scope: sendScope,
      officeId: id.nullable(),
      /** Without an office: whom the passphrase is for, as it was named before. */
      name: text(300).optional(),
    }),
    output: sendPreview,
  }),
  /** PACKAGE_EMPTY, KEYS_LOCKED, PLACE_GONE, DISK_FULL. `place` null: the file is handed out to be saved. */
  'exchange.send': command({
    input: z.strictObject({ scope: sendScope, recipient: sendRecipient, place: text(1000).nullable() }),
    output: sent,
  }),

  /** Opens, verifies and compares; writes nothing. PACKAGE_* and WRONG_PASSPHRASE tell why not. */
  'exchange.look': query({
    input: z.strictObject({ source: fileSource, passphrase: passphrase.nullable().default(null) }),
    output: receivePreview,
  }),
  /** In one transaction. CONFLICT where the data or the file have moved on since the preview. */
  'exchange.receive': command({
    input: z.strictObject({
      source: fileSource,
      passphrase: passphrase.nullable().default(null),
      digest: text(100),
      largeChangeConfirmed: z.boolean().default(false),
    }),
    output: received,
  }),
  /**
   * The signed answer to a package that cannot be taken, with the reasons; with a place it is written there. Nothing is
   * written here. CONFLICT where it is judged otherwise by now, PACKAGE_REFUSED where its sender is a stranger.
   */
  'exchange.refuse': command({
    input: z.strictObject({
      source: fileSource,
      passphrase: passphrase.nullable().default(null),
      digest: text(100),
      place: text(1000).nullable(),
    }),
    output: renderedFile,
  }),
  /** The rows are as they were before; CONFLICT where something has been built on them. */
  'exchange.undo': command({ input: byId, output: packageRow }),
  /** The signed answer once more; with a place it is written there. */
  'exchange.receipt': command({
    input: z.strictObject({ id, place: text(1000).nullable() }),
    output: renderedFile,
  }),
  /** At the sender: the answer that came back. RECEIPT_* tell why not. */
  'exchange.takeReceipt': command({
    input: z.strictObject({ source: fileSource }),
    output: z.strictObject({ package: packageRow, receipt: receiptFacts }),
  }),

  'exchange.packages': query({
    input: z.strictObject({
      direction: z.enum(['out', 'in']).optional(),
      officeId: id.optional(),
      state: packageState.optional(),
      cursor,
      limit: pageLimit,
    }),
    output: page(packageRow),
  }),
  'exchange.package': query({ input: byId, output: packageDetail }),
  /** Offices below, and whether their data of the period is here on the day it is due. */
  'exchange.arrivals': query({
    input: z.strictObject({ periodTo: day, dueOn: day, today: day }),
    output: z.array(arrival),
  }),

  'agencyMatches.list': query({ input: z.strictObject({}), output: z.array(agencyMatch) }),
  'agencyMatches.proposals': query({
    input: z.strictObject({ officeId: id.optional() }),
    output: z.array(agencyProposal),
  }),
  'agencyMatches.create': command({
    input: z.strictObject({ localAgencyId: id, foreignAgencyId: id }),
    output: agencyMatch,
  }),
  'agencyMatches.delete': command({
    input: z.strictObject({ id, rev: z.int() }),
    output: z.strictObject({ id }),
  }),
} as const;
