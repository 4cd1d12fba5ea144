/** The thread in which spreadsheets are read, as the entry of a worker: an order in, a reading or a refusal out. */
import { isMainThread, parentPort } from 'node:worker_threads';
import { AppError } from '../../core/contract/error.ts';
import { type NumberedOrder, READY, type SheetAnswer } from './messages.ts';
import { createReading, type FileReading, type ReadingOrder } from './reading.ts';

function answer(read: (order: ReadingOrder) => FileReading, { number, order }: NumberedOrder): SheetAnswer {
  try {
    return { number, reading: read(order) };
  } catch (error) {
    if (error instanceof AppError) {
      const { code, fields, detail } = error;
      return { number, refused: { code, ...(fields && { fields }), ...(detail && { detail }) } };
    }
    return { number, broken: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const read = createReading();
  port.postMessage(READY);
  port.on('message', (message: NumberedOrder) => port.postMessage(answer(read, message)));
}
