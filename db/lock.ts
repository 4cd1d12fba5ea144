/**
 * One writer per data folder: `lock.db`, held by BEGIN EXCLUSIVE on a connection of its own. The operating
 * system frees it when the process dies, however it dies. Nobody may open lock.db as a plain file in this
 * process: closing that descriptor would drop the lock on Linux and macOS.
 */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../core/contract/error.ts';
import { mapSystemError, systemCode } from './errors.ts';
import { connect, type Connection } from './sqlite.ts';

export interface Lock {
  release(): void;
  /** Releases, and takes the file away again if it was not there before: a refused open leaves no trace. */
  undo(): void;
}

export function acquireLock(folder: string): Lock {
  const file = path.join(folder, 'lock.db');
  const wasThere = existsSync(file);
  let connection: Connection | undefined;
  try {
    connection = connect(file);
    // Nothing is ever written, so no journal file is needed beside it.
    connection.pragma('journal_mode = MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection?.close();
    if (systemCode(error)?.startsWith('SQLITE_BUSY')) throw new AppError('DATA_LOCKED', { cause: error });
    throw mapSystemError(error);
  }
  const held = connection;
  const release = () => {
    // Closing rolls back; nothing was ever written.
    if (held.open) held.close();
  };
  return {
    release,
    undo() {
      release();
      if (!wasThere) rmSync(file, { force: true });
    },
  };
}
