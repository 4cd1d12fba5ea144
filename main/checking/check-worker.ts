/** The thread in which finished papers are read and judged, as the entry of a worker: one file in, one report out. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../core/contract/error.ts';
import { checkFinished } from './index.ts';
import type { CheckAnswer, CheckOrder } from './messages.ts';

async function answer({ bytes, fileName }: CheckOrder): Promise<CheckAnswer> {
  try {
    return { report: await checkFinished(bytes, fileName) };
  } catch (error) {
    if (error instanceof AppError) return { refused: { code: error.code, detail: error.detail } };
    return { broken: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  port.postMessage(await answer(workerData as CheckOrder));
}
