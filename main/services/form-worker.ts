/** The thread in which forms are made, as the entry of a worker: one order as its data, the bytes as its one answer. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type FormOrder, makeForms } from './form-making.ts';

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  // Our own order, as the writer beside the screen made it.
  const bytes = await makeForms(workerData as FormOrder);
  // A copy of its own, so that nothing else goes with its memory.
  const own = new Uint8Array(bytes);
  port.postMessage(own, [own.buffer]);
}
