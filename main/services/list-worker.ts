/** The thread in which a long list is made, as the entry of a worker: one order as its data, the file as its one answer. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { type ListOrder, makeList, type MadeList } from './list-making.ts';

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  // Our own order, as the service made it.
  const made = await makeList(workerData as ListOrder);
  if (made.kind === 'page') port.postMessage(made);
  else {
    // A copy of its own, so that nothing else goes with its memory.
    const own: MadeList = { kind: 'bytes', bytes: new Uint8Array(made.bytes) };
    port.postMessage(own, [own.bytes.buffer as ArrayBuffer]);
  }
}
