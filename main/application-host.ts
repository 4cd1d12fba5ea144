/**
 * The application as a window, a server or a command holds it: an inside that can be closed and opened again when a
 * backup takes the place of the data, behind one outside that stays. It also makes the copies that nobody asks for.
 */
import { type ErrorValue, AppError, type Envelope } from '../core/contract/error.ts';
import { type Caller, contract, isMethod } from '../core/contract/index.ts';
import { discardRestore, savedBefore } from '../db/restore.ts';
import { registry } from '../db/registry.ts';
import {
  type Application,
  type ApplicationOptions,
  createApplication,
  type HeldApplication,
} from './application.ts';
import { type AutomaticTimes, createAutomaticBackups } from './backup/automatic.ts';
import type { DataHost } from './backup/data-host.ts';
import { putBack } from './backup/local.ts';
import type { Dispatcher } from './dispatcher.ts';
import { createEventHub } from './events.ts';
import { envelopeResponse } from './web.ts';

export interface HostOptions extends Omit<ApplicationOptions, 'holder'> {
  /** Other times than the product's own, for copies that nobody asks for (tests). */
  readonly automatic?: Partial<AutomaticTimes>;
}

/** Calls under way may end before the data is closed under them. */
const PATIENCE = 5_000;
const busy: Envelope<never> = { ok: false, error: { code: 'BUSY' } };
const asAutomat: Caller = { transport: 'cli', meta: {} };
/** What changes nothing that a backup would hold. */
const HARMLESS = /^(?:backups|work|health)\./;

export function createApplicationHost(options: HostOptions): Application {
  const events = createEventHub({ allTables: Object.keys(registry), seq: 0 });
  /** Commands wait: a backup is about to take the place of the data. */
  let blocked = false;
  /** While the data is closed; resolves when it is open again, or cannot be. */
  let reopening: Promise<void> | null = null;
  let keeps = false;
  let closing: Promise<void> | undefined;
  let underWay = 0;
  const waiting = new Set<() => void>();

  const host: DataHost = {
    async replaceData(prepare) {
      if (blocked) throw new AppError('BUSY');
      blocked = true;
      try {
        await quiet();
        const value = await prepare();
        await reopen();
        return value;
      } finally {
        blocked = false;
      }
    },
  };

  function guard(dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] {
    return async (method, input, caller) => {
      const isCommand = isMethod(method) && contract[method].kind === 'command';
      if (blocked && isCommand && method !== 'work.cancel') return busy;
      underWay += 1;
      try {
        const answer = await dispatch(method, input, caller);
        if (isCommand && answer.ok && !HARMLESS.test(method)) automatic.touched();
        return answer;
      } finally {
        underWay -= 1;
        for (const wake of waiting) wake();
      }
    };
  }

  /** Nothing is under way but the call that asks; long reading is broken off by closing. */
  async function quiet(): Promise<void> {
    const until = performance.now() + PATIENCE;
    while (underWay > 1 && performance.now() < until) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      waiting.clear();
    }
  }

  const open = (): HeldApplication => createApplication({ ...options, holder: { events, host, guard } });
  let inside = open();
  /** Why there is no inside any more. */
  let lost: ErrorValue | null = null;

  const automatic = createAutomaticBackups({
    folder: inside.folder,
    now: () => options.clock?.now() ?? Date.now(),
    log: { info: (...words) => inside.log.info(...words), warn: (...words) => inside.log.warn(...words) },
    standing: () => inside.backupStanding(),
    make: async () => {
      if (blocked || reopening !== null || inside.readOnly) return false;
      return (await inside.dispatch('backups.make', { reason: 'idle' }, asAutomat)).ok;
    },
    ...(options.automatic === undefined ? {} : { times: options.automatic }),
  });

  async function reopen(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    reopening = promise;
    const { folder, log } = inside;
    const saved = savedBefore(folder);
    try {
      await inside.close();
      try {
        inside = open();
      } catch (error) {
        log.error('the restored data does not open', error);
        inside = openAfterAll(folder, saved);
        throw error;
      }
      // Somebody wrote between saving the present state and closing it: that state stays, and is not the one that was shown.
      if (!inside.restored) throw new AppError('CONFLICT', { detail: { entity: 'backup' } });
    } finally {
      reopening = null;
      resolve();
      if (lost === null) events.emit({ type: 'restored', seq: inside.backupStanding().head.seq });
    }
  }

  /** The data as it was: still in its place, or as it was saved before. */
  function openAfterAll(folder: string, saved: string | null): HeldApplication {
    discardRestore(folder);
    try {
      return open();
    } catch (first) {
      try {
        if (saved === null) throw first;
        putBack(folder, saved);
        return open();
      } catch (error) {
        lost = { code: error instanceof AppError ? error.code : 'CORRUPT' };
        throw error;
      }
    }
  }

  return {
    get folder() {
      return inside.folder;
    },
    get readOnly() {
      return inside.readOnly;
    },
    get log() {
      return inside.log;
    },
    async dispatch(method, input, caller) {
      if (reopening !== null) await reopening;
      if (lost !== null) return { ok: false, error: lost };
      return inside.dispatch(method, input, caller);
    },
    async web(request, info) {
      // What comes up while the data is about to be replaced would be kept in the old one.
      if (blocked && request.method === 'POST' && new URL(request.url).pathname === '/upload') {
        return envelopeResponse(busy);
      }
      if (reopening !== null) await reopening;
      return inside.web(request, info);
    },
    onEvent: events.listen,
    ready: () => inside.ready(),
    render: (input) => inside.render(input),
    keepBackups() {
      if (inside.readOnly) return;
      keeps = true;
      automatic.start();
    },
    close() {
      closing ??= (async () => {
        automatic.stop();
        if (reopening !== null) await reopening;
        if (keeps) await automatic.closing();
        await inside.close();
        events.close();
        await options.printer?.close();
      })();
      return closing;
    },
  };
}
