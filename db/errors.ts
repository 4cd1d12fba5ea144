/**
 * The one place where the faults of SQLite and of the file system become the codes of the contract.
 * Never carries a path or SQL across: those stay in `cause`, for the log.
 */
import { AppError, type ErrorCode } from '../core/contract/error.ts';

const bySqliteCode: readonly (readonly [prefix: string, code: ErrorCode])[] = [
  ['SQLITE_CONSTRAINT_FOREIGNKEY', 'IN_USE'],
  // The triggers of the schema guard what was frozen for signature.
  ['SQLITE_CONSTRAINT_TRIGGER', 'FROZEN'],
  ['SQLITE_CONSTRAINT_UNIQUE', 'DUPLICATE'],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'DUPLICATE'],
  ['SQLITE_CONSTRAINT', 'VALIDATION'],
  ['SQLITE_BUSY', 'BUSY'],
  ['SQLITE_LOCKED', 'BUSY'],
  ['SQLITE_FULL', 'DISK_FULL'],
  ['SQLITE_READONLY', 'READ_ONLY'],
  ['SQLITE_PERM', 'READ_ONLY'],
  ['SQLITE_CANTOPEN', 'READ_ONLY'],
  ['SQLITE_CORRUPT', 'CORRUPT'],
  ['SQLITE_NOTADB', 'DATA_NOT_DATABASE'],
  ['SQLITE_IOERR', 'CORRUPT'],
];

const byFileCode: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EACCES: 'READ_ONLY',
  EPERM: 'READ_ONLY',
  EROFS: 'READ_ONLY',
  EIO: 'CORRUPT',
};

/** The fault's own code: SQLITE_… or E…; undefined where there is none. */
export function systemCode(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}

/** An AppError for what the machine reported; anything else comes back as it was. */
export function mapSystemError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = systemCode(error);
  if (code === undefined) return error;
  const mapped =
    bySqliteCode.find(([prefix]) => code.startsWith(prefix))?.[1] ??
    (Object.hasOwn(byFileCode, code) ? byFileCode[code] : undefined);
  return mapped === undefined ? error : new AppError(mapped, { cause: error });
}
