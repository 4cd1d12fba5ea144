/**
 * Checks a finished paper in a thread beside the screen, with a bound on time and memory: files come from anywhere. Where
 * no thread can be had the work is done on the spot.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/contract/error.ts';
import type { FormatReport } from '../../core/contract/format-checks.ts';
import { checkFinished } from './index.ts';
import type { CheckAnswer, CheckOrder } from './messages.ts';

/** The bundle puts the entry beside this module, wherever a module ends up; from source it is the file beside it. */
const ENTRY = path.join(
  import.meta.dirname,
  `check-worker${path.extname(import.meta.filename) === '.ts' ? '.ts' : '.js'}`,
);
const MEMORY_MB = 1024;
const PATIENCE = 120_000;

interface Options {
  readonly entry?: string;
  readonly patience?: number;
}

/** As checkFinished; TOO_LARGE where a file takes too long or too much. */
export async function checkBeside(
  bytes: Uint8Array,
  fileName: string,
  { entry = ENTRY, patience = PATIENCE }: Options = {},
): Promise<FormatReport> {
  if (!existsSync(entry)) return checkFinished(bytes, fileName);
  const started = await inThread({ bytes, fileName }, entry, patience);
  return started ?? checkFinished(bytes, fileName);
}

/** Null: the entry cannot be loaded (an archive that threads cannot read). */
function inThread(order: CheckOrder, entry: string, patience: number): Promise<FormatReport | null> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const timer = setTimeout(() => {
      reject(new AppError('TOO_LARGE', { detail: { what: 'time' } }));
      void worker.terminate();
    }, patience);
    worker.on('message', (answer: CheckAnswer) => {
      if ('report' in answer) resolve(answer.report);
      else if ('refused' in answer) {
        const { code, detail } = answer.refused;
        reject(new AppError(code, detail === undefined ? {} : { detail }));
      } else reject(new Error(answer.broken));
    });
    worker.on('error', (error) => {
      const { code } = error as { readonly code?: unknown };
      if (code === 'ERR_WORKER_OUT_OF_MEMORY') reject(new AppError('TOO_LARGE', { cause: error }));
      else resolve(null);
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
}
