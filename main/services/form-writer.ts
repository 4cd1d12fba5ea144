/** Forms made beside the screen, in a thread of their own for each order; on the spot where no thread can be had. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isMainThread, Worker } from 'node:worker_threads';
import { type FormOrder, makeForms } from './form-making.ts';

/** The bundle puts the entry beside this module, wherever a module ends up; from source it is the file beside it. */
const ENTRY = path.join(
  import.meta.dirname,
  `form-worker${path.extname(import.meta.filename) === '.ts' ? '.ts' : '.js'}`,
);

export function writeForms(order: FormOrder, entry: string = ENTRY): Promise<Uint8Array> {
  // A thread of its own needs no other.
  if (!isMainThread || !existsSync(entry)) return makeForms(order);
  return new Promise<Uint8Array>((resolve, reject) => {
    const worker = new Worker(entry, { workerData: order });
    let settled = false;
    const settle = (then: () => void) => {
      if (settled) return;
      settled = true;
      then();
    };
    worker.once('message', (bytes: Uint8Array) => settle(() => resolve(bytes)));
    // A thread that fails (an archive that threads cannot read): what is wrong with the order itself fails here again.
    worker.once('error', () => settle(() => makeForms(order).then(resolve, reject)));
    worker.once('exit', () => settle(() => makeForms(order).then(resolve, reject)));
  });
}
