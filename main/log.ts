/**
 * The log of this PC: one line of JSON per entry in `<data>/logs/app.log`, rotated by size. It never receives what
 * a call carried; file paths and stacks may stand here and nowhere else. `ref` leads from an error to its line.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  /** Answers the reference that the person may read out. */
  error(event: string, error: unknown, fields?: LogFields): string;
}

interface Options {
  readonly folder: string;
  readonly now: () => number;
  readonly maxBytes?: number;
  /** How many full files are kept beside the current one. */
  readonly keep?: number;
}

export function newReference(): string {
  return randomBytes(5).toString('hex');
}

/** What may be told of an error in the log: its names and where it happened, nothing it was given. */
function describe(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim())
    .join(' | ');
  const cause = error.cause instanceof Error ? { cause: `${error.cause.name}: ${error.cause.message}` } : {};
  return { error: error.name, message: error.message.slice(0, 500), ...code, ...cause, stack };
}

export function createLog({ folder, now, maxBytes = 2_000_000, keep = 4 }: Options): Log {
  const file = path.join(folder, 'app.log');
  let size: number | undefined;

  function rotate(): void {
    rmSync(`${file}.${keep}`, { force: true });
    for (let number = keep - 1; number >= 0; number--) {
      const from = number === 0 ? file : `${file}.${number}`;
      try {
        renameSync(from, `${file}.${number + 1}`);
      } catch {
        // That file does not exist yet.
      }
    }
    size = 0;
  }

  function write(level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>): void {
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), level, event, ...fields })}\n`;
    try {
      if (size === undefined) {
        mkdirSync(folder, { recursive: true });
        size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      }
      if (size > 0 && size + line.length > maxBytes) rotate();
      appendFileSync(file, line);
      size += Buffer.byteLength(line);
    } catch {
      // A log that cannot be written (a full disk, a read-only folder) must not stop the work.
    }
  }

  return {
    info: (event, fields = {}) => write('info', event, fields),
    warn: (event, fields = {}) => write('warn', event, fields),
    error(event, error, fields = {}) {
      const ref = newReference();
      write('error', event, { ref, ...fields, ...describe(error) });
      return ref;
    },
  };
}

/** For a folder that may not be written to. */
export function createSilentLog(): Log {
  return { info: () => undefined, warn: () => undefined, error: () => newReference() };
}
