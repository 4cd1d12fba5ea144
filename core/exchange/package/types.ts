/**
 * What a package says and what its parts hand each other: the words of its head, rows as they travel, files by digest,
 * and the secrets of an office. Everything else of this folder and of main/exchange stands on these shapes.
 */
import { z } from 'zod';
import { id, instant } from '../../contract/common.ts';
import { packageKind } from '../../contract/exchange.ts';

export const PROFILE = 'kiem-tra-cchc.package';
export const PROFILE_VERSION = 1;
export const PACKAGE_EXTENSION = 'cchc';
export const RECEIPT_EXTENSION = 'cchcr';
export const CARD_EXTENSION = 'cchck';
/** Before the first package of a stream. */
export const NO_HASH = '0'.repeat(128);

/** sha512 in hex. */
export const hash512 = z.string().regex(/^[0-9a-f]{128}$/);
/** 32 bytes of Ed25519 in base64 as minisign writes them with algorithm and key id: 56 letters. */
export const signPublic = z.string().regex(/^RW[A-Za-z0-9+/]{54}$/);
export const ageRecipient = z.string().regex(/^age1[0-9a-z]{58}$/);

/** What bag-info.txt says, and the trusted comment of the signature with it. */
export const packageHeader = z.strictObject({
  profile: z.literal(PROFILE),
  version: z.int().min(1),
  bagId: id,
  sender: z.strictObject({
    officeId: id,
    name: z.string().min(1).max(300),
    level: z.enum(['province', 'district', 'commune']),
    signPublic,
    ageRecipient,
  }),
  /** Null: for whoever knows the passphrase. */
  recipientOfficeId: id.nullable(),
  recipientName: z.string().max(300),
  stream: id,
  seq: z.int().min(1).max(1_000_000),
  previousHash: hash512,
  kind: packageKind,
  title: z.string().max(500),
  planId: id.nullable(),
  periodFrom: z.string().max(10).nullable(),
  periodTo: z.string().max(10).nullable(),
  madeAt: instant,
  schemaVersion: z.int().min(1),
  epoch: z.int().min(0),
  withEvidence: z.boolean(),
  withPersonal: z.boolean(),
  /** Head of the sender's journal when it was made, and which change sets travel. */
  journal: z
    .strictObject({
      from: z.int().min(0),
      to: z.int().min(0),
      previousHead: z.string().max(64),
      head: z.string().max(64),
    })
    .nullable(),
});
export type PackageHeader = z.infer<typeof packageHeader>;

export type Cell = string | number | null;
/**
 * One row as it travels, in SQL names and values: `id`, `origin_office_id`, `origin_version` (versions.ts) and the
 * exported columns of the registry. A withheld personal value is NULL, or the word `WITHHELD` where it must not be.
 */
export type PackageRow = Readonly<Record<string, Cell>>;
export const WITHHELD = '…';

export interface TableColumn {
  readonly name: string;
  readonly type: 'text' | 'integer' | 'boolean' | 'json';
  readonly nullable: boolean;
  readonly personal: boolean;
}
export interface TableForm {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Column → the table that it points into. */
  readonly references: Readonly<Record<string, string>>;
}
export interface Deletion {
  readonly table: string;
  readonly id: string;
  readonly originOfficeId: string;
  readonly version: number;
}

export interface PackageFile {
  readonly sha256: string;
  readonly size: number;
  readonly media: string;
  readonly folder: 'documents' | 'evidence';
}

/** Of one office; never leaves memory but sealed. */
export interface OwnSecrets {
  readonly keyId: string;
  readonly officeId: string;
  /** 32 bytes, Ed25519 seed. */
  readonly signSeed: Uint8Array;
  readonly signPublic: string;
  /** "AGE-SECRET-KEY-1…" */
  readonly ageIdentity: string;
  readonly ageRecipient: string;
}
