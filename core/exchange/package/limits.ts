/**
 * How much a package may ask of the machine that reads it: asked before anything is read into memory, and of what is sent
 * before a byte is written to a stick.
 */
import { AppError } from '../../contract/error.ts';
import type { EntryKind } from './entry-names.ts';

export interface PackageLimits {
  /** All parts together. */
  readonly packageBytes: number;
  readonly entries: number;
  readonly pathLength: number;
  /** bagit.txt, bag-info.txt, the tag manifest and its signature. */
  readonly textBytes: number;
  readonly descriptorBytes: number;
  readonly tables: number;
  readonly columns: number;
  readonly tableBytes: number;
  readonly rowsPerTable: number;
  /** In all tables together. */
  readonly rows: number;
  /** In UTF-16 units. */
  readonly cellLength: number;
  readonly criteriaBytes: number;
  readonly journalBytes: number;
  readonly journalLine: number;
  readonly fileBytes: number;
  /** log2 of the work that a passphrase costs: 18 takes a second and 256 MiB. */
  readonly scryptWork: number;
}

const MiB = 1024 * 1024;
export const packageLimits: PackageLimits = {
  packageBytes: 16 * 1024 * MiB,
  entries: 100_000,
  pathLength: 200,
  textBytes: 64 * 1024,
  descriptorBytes: 4 * MiB,
  tables: 200,
  columns: 200,
  tableBytes: 1024 * MiB,
  rowsPerTable: 2_000_000,
  rows: 4_000_000,
  cellLength: 8 * MiB,
  criteriaBytes: 32 * MiB,
  journalBytes: 1024 * MiB,
  journalLine: 64 * MiB,
  fileBytes: 1024 * MiB,
  scryptWork: 18,
};

/** By which of them the size of an entry is bounded. */
export const sizeLimits: Readonly<Record<EntryKind, keyof PackageLimits | null>> = {
  bagit: 'textBytes',
  bagInfo: 'textBytes',
  descriptor: 'descriptorBytes',
  table: 'tableBytes',
  criteria: 'criteriaBytes',
  journal: 'journalBytes',
  documents: 'fileBytes',
  evidence: 'fileBytes',
  // A line for each entry, and there are so many at most.
  manifest: null,
  tagManifest: 'textBytes',
  signature: 'textBytes',
};

/** PACKAGE_DAMAGED; `reason` is for the log. */
export function damaged(reason: string): AppError {
  return new AppError('PACKAGE_DAMAGED', { cause: new Error(reason) });
}
/** PACKAGE_FORGED. */
export function forged(reason: string): AppError {
  return new AppError('PACKAGE_FORGED', { cause: new Error(reason) });
}
export function tooLarge(what: keyof PackageLimits, limit: number): AppError {
  return new AppError('PACKAGE_TOO_LARGE', { detail: { what, limit } });
}

/** PACKAGE_TOO_LARGE where the value is beyond the limit of that name. */
export function within(limits: PackageLimits, what: keyof PackageLimits, value: number): void {
  if (value > limits[what]) throw tooLarge(what, limits[what]);
}
