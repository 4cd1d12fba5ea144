/**
 * Reads spreadsheets in a thread beside the screen. The thread keeps the workbooks that it read last and ends when
 * nobody has asked for a while; a file that takes too long or too much memory ends it at once.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, Worker } from 'node:worker_threads';
import { AppError } from '../../core/contract/error.ts';
import { createReading, type FileReading, type ReadingOrder } from './reading.ts';
import { type NumberedOrder, READY, type SheetAnswer } from './messages.ts';

export interface SheetReader {
  /** FILE_PASSWORD, FILE_BROKEN, FILE_NOT_SPREADSHEET, TOO_LARGE. */
  read(order: ReadingOrder): Promise<FileReading>;
  close(): Promise<void>;
}

export interface SheetReaderOptions {
  /** Milliseconds for one file. */
  readonly patience?: number;
  /** Milliseconds that the thread waits for the next order. */
  readonly idle?: number;
  readonly entry?: string;
}

/** The bundle puts the entry beside this module, wherever a module ends up; from source it is the file beside it. */
const ENTRY = path.join(
  import.meta.dirname,
  `sheet-worker${path.extname(import.meta.filename) === '.ts' ? '.ts' : '.js'}`,
);
const MEMORY_MB = 1536;

interface Waiting {
  readonly order: ReadingOrder;
  readonly resolve: (reading: FileReading | Promise<FileReading>) => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

export function createSheetReader(options: SheetReaderOptions = {}): SheetReader {
  const { patience = 90_000, idle = 120_000, entry = ENTRY } = options;
  // A thread of its own needs no other, and where no thread can be had the work is done all the same.
  let here = !isMainThread || !existsSync(entry) ? createReading() : undefined;
  let worker: Worker | undefined;
  let rest: NodeJS.Timeout | undefined;
  let count = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const started = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    let ready = false;
    started.unref();
    started.on('message', (answer: SheetAnswer | typeof READY) => {
      if (answer === READY) {
        ready = true;
        return;
      }
      const one = waiting.get(answer.number);
      if (one === undefined) return;
      settle(answer.number, one);
      if ('reading' in answer) one.resolve(answer.reading);
      else if ('refused' in answer) one.reject(errorOf(answer.refused));
      else one.reject(new Error(answer.broken));
    });
    started.on('error', (error) => {
      const code = (error as { readonly code?: unknown }).code;
      if (!ready && worker === started && code !== 'ERR_WORKER_OUT_OF_MEMORY') {
        // The entry cannot be loaded (an archive that threads cannot read): no other thread will do better.
        const read = (here ??= createReading());
        worker = undefined;
        for (const [number, one] of waiting) {
          settle(number, one);
          one.resolve(Promise.resolve(one.order).then(read));
        }
        return;
      }
      end(started, code === 'ERR_WORKER_OUT_OF_MEMORY' ? new AppError('TOO_LARGE', { cause: error }) : error);
    });
    started.on('exit', () => end(started, new Error('The reading of spreadsheets ended without a word')));
    return started;
  }

  /** Whoever waits for this thread is told; the next order starts another one. */
  function end(ended: Worker, error: unknown): void {
    if (worker !== ended) return;
    worker = undefined;
    for (const [number, one] of waiting) {
      settle(number, one);
      one.reject(error);
    }
    void ended.terminate();
  }

  function settle(number: number, { timer }: Waiting): void {
    clearTimeout(timer);
    waiting.delete(number);
    if (waiting.size > 0) return;
    worker?.unref();
    rest = setTimeout(() => {
      if (worker !== undefined) end(worker, undefined);
    }, idle);
    rest.unref();
  }

  return {
    async read(order) {
      if (here !== undefined) return here(order);
      return new Promise((resolve, reject) => {
        clearTimeout(rest);
        worker ??= start();
        const current = worker;
        // While somebody waits the process stays.
        current.ref();
        count += 1;
        const timer = setTimeout(
          () => end(current, new AppError('TOO_LARGE', { detail: { what: 'time' } })),
          patience,
        );
        waiting.set(count, { order, resolve, reject, timer });
        current.postMessage({ number: count, order } satisfies NumberedOrder);
      });
    },
    async close() {
      clearTimeout(rest);
      const closing = worker;
      if (closing === undefined) return;
      end(closing, new AppError('FILE_GONE'));
      await closing.terminate();
    },
  };
}

function errorOf({ code, fields, detail }: Extract<SheetAnswer, { refused: unknown }>['refused']): AppError {
  return new AppError(code, {
    ...(fields === undefined ? {} : { fields }),
    ...(detail === undefined ? {} : { detail }),
  });
}
