/**
 * The thread of one piece of work, as the entry of a worker: opens the database of the order beside the main thread,
 * runs the one command (or query) with everything that it stands on, tells how far it is, and ends.
 */
import { randomBytes } from 'node:crypto';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../core/contract/error.ts';
import { createBlobStore } from '../../db/blobs.ts';
import { mapSystemError } from '../../db/errors.ts';
import { createJournal } from '../../db/journal.ts';
import { openBeside } from '../../db/open.ts';
import { createStores } from '../../db/stores.ts';
import { createClock } from '../clock.ts';
import type { BlobHandles } from '../handles.ts';
import { createIds } from '../ids.ts';
import { createSession, type ServiceContext } from '../services/context.ts';
import { createHandlers } from '../services/index.ts';
import { createDriveLister } from '../drives.ts';
import { createPlaces } from '../places.ts';
import { createHandedVault, noSecrets } from '../vault.ts';
import { version } from '../version.ts';
import type { WorkMessage, WorkOrder } from './messages.ts';
import { doPassphraseWork, isPassphraseOrder } from './passphrase.ts';
import { cancelled, createWorkHere } from './work.ts';

type AnyHandler = (input: unknown, caller: WorkOrder['caller']) => unknown;

/** Between two tellings of how far it is; whether to stop is asked at every step. */
const PAUSE = 50;

async function carryOut(order: WorkOrder, tell: (message: WorkMessage) => void): Promise<unknown> {
  const began = performance.now();
  const clock = createClock(() => order.startedAt + Math.round(performance.now() - began));
  const database = openBeside({ folder: order.folder, readOnly: order.readOnly });
  try {
    const { connection, folder } = database;
    const ids = createIds(clock, randomBytes);
    const stores = createStores(connection);
    const journal = createJournal({ connection, clock, ids });
    journal.onChanged((event) => tell({ type: 'changed', event }));
    const stop = new Int32Array(order.stop);
    let told = -PAUSE;
    const blobs = createBlobStore({ connection, folder, clock });
    const context: ServiceContext = {
      connection,
      stores,
      journal,
      clock,
      ids,
      blobs,
      // Nothing is printed or handed out here.
      printer: null,
      paperPrinter: null,
      handles: handlesOf(order, (sha256) => blobs.get(sha256)),
      session: createSession(stores),
      installation: { version, schemaVersion: database.schemaVersion, readOnly: order.readOnly, folder },
      vault: createHandedVault(order.secrets ?? noSecrets),
      vaultKeeper: null,
      places: createPlaces({ dataFolder: folder, drives: createDriveLister(), readOnly: order.readOnly }),
      work: createWorkHere({
        step(done, total) {
          if (Atomics.load(stop, 0) !== 0) throw cancelled();
          const now = performance.now();
          if (now - told < PAUSE) return;
          told = now;
          tell({ type: 'step', done, total });
        },
      }),
    };
    // The input has been through the contract already; the table of handlers has forgotten which is whose.
    const handler = createHandlers(context)[order.method] as AnyHandler;
    return await handler(order.input, order.caller);
  } finally {
    database.close();
  }
}

/** The uploads of the order under the ids that the command knows; nothing else, and nothing new. */
function handlesOf(
  order: WorkOrder,
  read: (sha256: string) => Uint8Array | Promise<Uint8Array>,
): BlobHandles {
  const refuse = (): never => {
    throw new Error('Long work hands out no files');
  };
  return {
    put: refuse,
    refer: refuse,
    get(id) {
      const file = order.files.find((one) => one.id === id);
      if (file === undefined) return undefined;
      const { sha256, path, ...about } = file;
      const whole = () => {
        if (sha256 === null) throw new Error('Long work reads this file by its path');
        return read(sha256);
      };
      const where = path === null ? {} : { path };
      return { ...about, sha256, ...where, read: whole, expiresAt: Number.MAX_SAFE_INTEGER };
    },
    drop: refuse,
    close: () => undefined,
  };
}

function failure(thrown: unknown): WorkMessage {
  const error = mapSystemError(thrown);
  if (error instanceof AppError) {
    const { code, fields, detail } = error;
    return { type: 'refused', error: { code, ...(fields && { fields }), ...(detail && { detail }) } };
  }
  return { type: 'broken', text: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

async function main(): Promise<void> {
  if (isMainThread || parentPort === null) return;
  const port = parentPort;
  if (isPassphraseOrder(workerData)) {
    port.postMessage(await doPassphraseWork(workerData));
    return;
  }
  const tell = (message: WorkMessage) => port.postMessage(message);
  tell({ type: 'ready' });
  let last: WorkMessage;
  try {
    last = { type: 'done', value: await carryOut(workerData as WorkOrder, tell) };
  } catch (error) {
    last = failure(error);
  }
  tell(last);
}

await main();
