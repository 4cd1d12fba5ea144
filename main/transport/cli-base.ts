/**
 * What every command of the command line stands on: its process, its arguments, its faults and the opening of data.
 */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { ErrorLanguage } from '../../core/contract/error-text.ts';
import { AppError, type Envelope, type ErrorValue } from '../../core/contract/error.ts';
import type { Caller } from '../../core/contract/index.ts';
import type { Application } from '../application.ts';
import type { HttpServer } from './http.ts';

export interface CliIo {
  /** Resolves when the text has left this process: a pipe may be slow. */
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => Promise<void>;
  readonly readStdin: () => Promise<Uint8Array>;
  readonly readFile: (file: string) => Uint8Array;
  readonly resolve: (file: string) => string;
  /** A person reads it: JSON is indented, and progress is told. Otherwise stderr carries errors alone. */
  readonly isTerminal: boolean;
  /** The variable CCHC_PASSPHRASE. */
  readonly passphrase?: string | undefined;
  /** Ctrl+C, or the operating system asks to end. */
  readonly stop: AbortSignal;
}

export interface CliDependencies {
  readonly defaultFolder: () => string;
  /** Opens the folder; throws an AppError. */
  readonly open: (folder: string, mode: 'read' | 'write') => Application;
  readonly serve: (application: Application, options: { port: number; open?: string }) => Promise<HttpServer>;
  readonly version: string;
}

/** `unreadable`: of check-document, apart from a breach. */
export const EXIT = { done: 0, failed: 1, usage: 2, unreadable: 2 } as const;

export const CALLER: Caller = { transport: 'cli', meta: {} };

/** The command was not understood; nothing was opened. */
export class UsageError extends Error {
  readonly words: Readonly<Record<ErrorLanguage, string>>;
  constructor(vi: string, en: string) {
    super(en);
    this.words = { vi, en };
  }
}

/** A failure of the command itself that has no code in the contract. */
export class CommandError extends Error {
  readonly code: string;
  readonly words: Readonly<Record<ErrorLanguage, string>>;
  constructor(code: string, vi: string, en: string) {
    super(en);
    this.code = code;
    this.words = { vi, en };
  }
}

export const COMMON = {
  data: { type: 'string' },
  lang: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

export function readArguments<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...COMMON, ...options },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw new UsageError(`Tham số không đúng: ${reason}`, reason);
  }
}

export function positionals(given: readonly string[], names: readonly string[], optional = 0): void {
  if (given.length > names.length || given.length < names.length - optional) {
    const wanted = names.map((name) => `<${name}>`).join(' ');
    throw new UsageError(`Cần đúng các tham số: ${wanted}`, `Expected arguments: ${wanted}`);
  }
}

export function readGiven(file: string, io: CliIo): Uint8Array {
  try {
    return io.readFile(file);
  } catch {
    throw new CommandError(
      'FILE_NOT_READ',
      `Không đọc được tệp ${file}. Kiểm tra lại tên tệp và quyền đọc.`,
      `The file ${file} cannot be read. Check its name and that it may be read.`,
    );
  }
}

export function openFor(kind: 'query' | 'command', folder: string, deps: CliDependencies): Application {
  if (kind === 'command') return deps.open(folder, 'write');
  try {
    return deps.open(folder, 'read');
  } catch (error) {
    // Nothing to read yet, or an older layout that has to be migrated first: both need the writer.
    if (error instanceof AppError && (error.code === 'NOT_SET_UP' || error.code === 'READ_ONLY')) {
      return deps.open(folder, 'write');
    }
    throw error;
  }
}

/** The folder of `--out` is not the data folder, so what goes wrong there has words of its own. */
export function outFault(error: unknown, out: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof AppError || !/^E[A-Z]+$/.test(code) || code === 'ENOSPC') return error;
  return new CommandError(
    'OUT_NOT_WRITTEN',
    `Không ghi được vào thư mục ${out} (${code}). Chọn thư mục khác cho --out hoặc kiểm tra quyền ghi.`,
    `The folder ${out} cannot be written to (${code}). Choose another one for --out, or check its permissions.`,
  );
}

/** What a command of another file is given: the words and streams of this run. */
export interface CliTools {
  readonly io: CliIo;
  readonly deps: CliDependencies;
  readonly language: ErrorLanguage;
  /** JSON on stdout. */
  readonly print: (value: unknown) => Promise<void>;
  /** An error of the contract on stderr, with its words. */
  readonly complainOf: (error: ErrorValue) => Promise<void>;
  /** Prints the value or complains, and answers the exit code. */
  readonly finish: (envelope: Envelope<unknown>) => Promise<number>;
  readonly folderOf: (data: string | undefined) => string;
}
