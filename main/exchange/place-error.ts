/** What the system says when a stick is pulled out while it is read or written. */
import { AppError } from '../../core/contract/error.ts';
import { mapSystemError, systemCode } from '../../db/errors.ts';

const GONE = new Set(['ENOENT', 'ENOTDIR', 'EIO', 'ENODEV', 'ENXIO', 'ENOMEDIUM', 'EREMOTEIO', 'UNKNOWN']);

/** For faults of the file that lies there, not of our own folders. */
export function placeError(error: unknown): unknown {
  const code = systemCode(error);
  const gone = code !== undefined && GONE.has(code) && error instanceof Error && 'syscall' in error;
  return gone ? new AppError('PLACE_GONE', { cause: error }) : mapSystemError(error);
}
