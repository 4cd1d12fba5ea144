/** Long lists are made beside the screen, in a thread of their own that can be stopped; on the spot where none can be had. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, Worker } from 'node:worker_threads';
import { type ListOrder, makeList, type MadeList } from './list-making.ts';

/** The bundle puts the entry beside this module, wherever a module ends up; from source it is the file beside it. */
const ENTRY = path.join(
  import.meta.dirname,
  `list-worker${path.extname(import.meta.filename) === '.ts' ? '.ts' : '.js'}`,
);

export function writeList(order: ListOrder, signal: AbortSignal, entry: string = ENTRY): Promise<MadeList> {
  signal.throwIfAborted();
  // A thread of its own needs no other.
  if (!isMainThread || !existsSync(entry)) return makeList(order);
  return new Promise<MadeList>((resolve, reject) => {
    const worker = new Worker(entry, { workerData: order });
    let settled = false;
    const settle = (then: () => void) => {
      if (settled) return;
      settled = true;
      signal.removeEventListener('abort', stop);
      then();
    };
    const stop = () => settle(() => void worker.terminate().then(() => reject(signal.reason as Error)));
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (made: MadeList) => settle(() => resolve(made)));
    // A thread that fails (an archive that threads cannot read): what is wrong with the order itself fails here again.
    worker.once('error', () => settle(() => makeList(order).then(resolve, reject)));
    worker.once('exit', () => settle(() => makeList(order).then(resolve, reject)));
  });
}
