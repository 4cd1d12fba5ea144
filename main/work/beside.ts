/**
 * Runs long work in a thread of its own: of what writes one at a time, told to every screen, stopped at its next step when a person
 * asks. What it writes reaches the screens as everybody's changes do. Where no thread can be started, the work is done
 * here, all the same and once.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/contract/error.ts';
import type { AppEvent, WorkEvent } from '../../core/contract/events.ts';
import type { Method } from '../../core/contract/index.ts';
import type { BlobHandles } from '../handles.ts';
import type { Log } from '../log.ts';
import type { Vault } from '../vault.ts';
import { bundledWriter, type WriterEntry } from './entry.ts';
import type { WorkFile, WorkMessage, WorkOrder } from './messages.ts';
import { cancelled, createWorkHere, type Work, type WorkCall } from './work.ts';

export type { WriterEntry } from './entry.ts';

export interface WorkBesideOptions {
  readonly folder: string;
  readonly clock: { now(): number };
  readonly handles: Pick<BlobHandles, 'get'>;
  readonly emit: (event: AppEvent) => void;
  readonly log: Pick<Log, 'warn'>;
  readonly entry?: WriterEntry;
  /** Whose keys the threads of packages and backups are handed. */
  readonly vault?: Pick<Vault, 'handOver' | 'ready'>;
}

/** Between two tellings of how far it is. */
const PAUSE = 100;
/** So many look at the same time: each holds a whole file. */
const LOOKERS = 2;
/** After it was told to stop, and before it is stopped: the time of one long step. */
const PATIENCE = 5_000;

interface Running {
  readonly id: string;
  readonly stop: Int32Array;
  readonly ended: Promise<unknown>;
  readonly worker: Worker;
}

/** The work that signs or decrypts; no other thread ever holds a secret. */
const WITH_SECRETS = /^(?:exchange|backups|handouts)\./;

export function createWorkBeside(options: WorkBesideOptions): Work {
  const { emit, log } = options;
  const entry = options.entry ?? bundledWriter;
  const here = createWorkHere();
  /** What writes: one at a time. */
  let running: Running | undefined;
  /** What reads, and whether it is to stop. */
  const readings = new Map<string, boolean>();
  const looking = new Map<string, Running>();
  /** Those that wait until another one has looked. */
  const queue: (() => void)[] = [];
  let lookers = 0;

  function filesOf(ids: readonly string[]): readonly WorkFile[] {
    return ids.map((id) => {
      const content = options.handles.get(id);
      if (content === undefined) throw new AppError('FILE_GONE');
      const { fileName, media, size, sha256, path = null } = content;
      if (sha256 === null && path === null) throw new AppError('FILE_GONE');
      return { id, fileName, media, size, sha256, path };
    });
  }

  async function run(
    call: WorkCall<Method>,
    writes: boolean,
    instead: () => Promise<unknown>,
  ): Promise<unknown> {
    const files = filesOf(call.files ?? []);
    const withSecrets = options.vault !== undefined && WITH_SECRETS.test(call.method);
    const id = randomUUID();
    const shared = new SharedArrayBuffer(4);
    const order: WorkOrder = {
      folder: options.folder,
      method: call.method,
      input: call.input,
      caller: call.caller,
      files,
      startedAt: options.clock.now(),
      stop: shared,
      readOnly: !writes,
      secrets: withSecrets ? (options.vault?.handOver() ?? null) : null,
    };
    const stop = new Int32Array(shared);
    const worker = new Worker(entry.file, {
      workerData: order,
      ...(entry.execArgv === undefined ? {} : { execArgv: [...entry.execArgv] }),
    });
    const about = { type: 'work', id, method: call.method, writes } as const;
    let done = 0;
    let total: number | null = null;
    let told = 0;
    const tell = (state: WorkEvent['state']) => emit({ ...about, state, done, total });
    const ended = new Promise<unknown>((resolve, reject) => {
      let last: WorkMessage | undefined;
      let ready = false;
      const give = (error: unknown) => reject(ready ? error : new NoThread(error));
      worker.on('message', (message: WorkMessage) => {
        if (message.type === 'changed') emit(message.event);
        else if (message.type === 'step') {
          ({ done, total } = message);
          const now = performance.now();
          if (now - told < PAUSE) return;
          told = now;
          tell('running');
        } else if (message.type === 'ready') ready = true;
        else last = message;
      });
      worker.on('error', give);
      // Only now has the thread let go of the database.
      worker.on('exit', () => {
        if (last?.type === 'done') resolve(last.value);
        else if (last?.type === 'refused') reject(errorOf(last.error));
        else if (last?.type === 'broken') reject(new Error(last.text));
        else give(Atomics.load(stop, 0) === 0 ? new Error('The work ended without a word') : cancelled());
      });
    });
    const one: Running = { id, stop, ended, worker };
    if (writes) running = one;
    else looking.set(id, one);
    const forget = () => {
      if (writes) running = undefined;
      else looking.delete(id);
    };
    tell('running');
    try {
      const value = await ended.catch((error: unknown) => {
        if (!(error instanceof NoThread)) throw error;
        if (Atomics.load(stop, 0) !== 0) throw cancelled();
        log.warn('no thread could be started: the work is done in the main thread', {
          method: call.method,
          reason: String(error.cause),
        });
        return instead();
      });
      if (total !== null) done = total;
      forget();
      tell('done');
      return value;
    } catch (error) {
      forget();
      tell(error instanceof AppError && error.code === 'CANCELLED' ? 'cancelled' : 'failed');
      throw error;
    }
  }

  return {
    async beside(call, body) {
      if (running !== undefined) throw new AppError('BUSY');
      if (!existsSync(entry.file)) {
        log.warn('work is done in the main thread', { method: call.method });
        return here.beside(call, body);
      }
      // The other thread runs the same handler, whose answer has this method's shape.
      const instead = () => here.beside(call, body);
      return (await run(call as WorkCall<Method>, true, instead)) as Awaited<ReturnType<typeof body>>;
    },
    async look(call, body) {
      if (!existsSync(entry.file)) {
        log.warn('work is done in the main thread', { method: call.method });
        return here.look(call, body);
      }
      if (lookers >= LOOKERS) await new Promise<void>((resolve) => queue.push(resolve));
      lookers += 1;
      try {
        const instead = () => here.look(call, body);
        return (await run(call as WorkCall<Method>, false, instead)) as Awaited<ReturnType<typeof body>>;
      } finally {
        lookers -= 1;
        queue.shift()?.();
      }
    },
    async reading(method, body) {
      const id = randomUUID();
      readings.set(id, false);
      let done = 0;
      let total: number | null = null;
      let told = -PAUSE;
      const tell = (state: WorkEvent['state']) =>
        emit({ type: 'work', id, method, writes: false, state, done, total });
      tell('running');
      try {
        const value = await body({
          step(nowDone, nowTotal) {
            if (readings.get(id) === true) throw cancelled();
            [done, total] = [nowDone, nowTotal];
            const now = performance.now();
            if (now - told < PAUSE) return;
            told = now;
            tell('running');
          },
        });
        tell('done');
        return value;
      } catch (error) {
        tell(error instanceof AppError && error.code === 'CANCELLED' ? 'cancelled' : 'failed');
        throw error;
      } finally {
        readings.delete(id);
      }
    },
    isWriting: () => running !== undefined,
    cancel(id) {
      if (readings.has(id)) {
        readings.set(id, true);
        return true;
      }
      const look = looking.get(id);
      if (look !== undefined) {
        stopLooking(look);
        return true;
      }
      if (running === undefined || running.id !== id) return false;
      Atomics.store(running.stop, 0, 1);
      return true;
    },
    async close() {
      for (const id of readings.keys()) readings.set(id, true);
      const looks = [...looking.values()];
      looks.forEach(stopLooking);
      await Promise.allSettled(looks.map(({ ended }) => ended));
      if (running === undefined) return;
      const { stop, ended, worker } = running;
      Atomics.store(stop, 0, 1);
      const timer = setTimeout(() => void worker.terminate(), PATIENCE);
      try {
        await ended;
      } catch {
        // Whoever asked for the work is told; closing goes on.
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Nothing is half written: it need not come to a step. */
function stopLooking({ stop, worker }: Running): void {
  Atomics.store(stop, 0, 1);
  void worker.terminate();
}

/** The thread ended before it had begun, so nothing of the work has been done. */
class NoThread extends Error {
  constructor(cause: unknown) {
    super('no thread', { cause });
  }
}

function errorOf({ code, fields, detail }: Extract<WorkMessage, { type: 'refused' }>['error']): AppError {
  return new AppError(code, {
    ...(fields === undefined ? {} : { fields }),
    ...(detail === undefined ? {} : { detail }),
  });
}
