/**
 * The IPC transport: one channel in, one channel out. It checks who speaks and that the message is JSON, and
 * hands everything else to the dispatcher; the answer is always an envelope, never an exception.
 */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { CallMeta } from '../../core/contract/endpoint.ts';
import type { Envelope, ErrorCode } from '../../core/contract/error.ts';
import type { Caller } from '../../core/contract/index.ts';
import type { Log } from '../log.ts';
import { isOwnUrl } from './origin.ts';

const INVOKE_CHANNEL = 'cchc:invoke';
export const EVENT_CHANNEL = 'cchc:event';

/** Characters of one message: a long document with room to spare. Files travel by upload, never here. */
const MAX_MESSAGE = 4 * 1024 * 1024;

/** So long nobody must have called before the page is taken to have said everything: it first hears that it is hidden. */
const QUIET = 300;

const message = z.strictObject({
  method: z.string().max(100),
  input: z.unknown().optional(),
  meta: z
    .strictObject({ editKey: z.string().max(200).optional(), group: z.string().max(200).optional() })
    .optional(),
});

interface IpcDeps {
  readonly dispatch: (method: string, input: unknown, caller: Caller) => Promise<Envelope<unknown>>;
  /** True for the pages that this application opened for a person (not for print pages). */
  readonly isKnown: (contentsId: number) => boolean;
  readonly log: Log;
}

export interface IpcGate {
  /** Resolves once no call has been under way for a moment, at the latest after `limit` ms. */
  readonly settled: (limit: number) => Promise<void>;
}

/** The top frame of a known page of the own origin, and nobody else. */
function isTrusted(event: IpcMainInvokeEvent, isKnown: IpcDeps['isKnown']): boolean {
  try {
    const frame = event.senderFrame;
    // Null once the frame is gone or has navigated: who spoke can no longer be told.
    return frame !== null && frame.parent === null && isOwnUrl(frame.url) && isKnown(event.sender.id);
  } catch {
    // A destroyed sender throws when asked anything.
    return false;
  }
}

/** The method, input and meta of a message, or the code of what is wrong with it. */
function readMessage(
  raw: unknown,
): { method: string; input: unknown; meta: CallMeta } | { fault: ErrorCode } {
  if (typeof raw !== 'string') return { fault: 'NOT_JSON' };
  if (raw.length > MAX_MESSAGE) return { fault: 'TOO_LARGE' };
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    return { fault: 'NOT_JSON' };
  }
  const read = message.safeParse(json);
  if (!read.success) return { fault: 'VALIDATION' };
  const { editKey, group } = read.data.meta ?? {};
  return {
    method: read.data.method,
    input: read.data.input,
    meta: { ...(editKey === undefined ? {} : { editKey }), ...(group === undefined ? {} : { group }) },
  };
}

/** Installs the channel. Before the first window. */
export function installIpc({ dispatch, isKnown, log }: IpcDeps): IpcGate {
  let running = 0;
  let lastMoment = 0;

  const refuse = (code: ErrorCode): Envelope<never> => ({ ok: false, error: { code } });

  async function answer(event: IpcMainInvokeEvent, raw: unknown): Promise<Envelope<unknown>> {
    if (!isTrusted(event, isKnown)) {
      log.warn('call refused: untrusted sender');
      return refuse('FORBIDDEN');
    }
    const call = readMessage(raw);
    if ('fault' in call) return refuse(call.fault);
    return dispatch(call.method, call.input, { transport: 'ipc', meta: call.meta });
  }

  ipcMain.handle(INVOKE_CHANNEL, async (event, raw: unknown) => {
    running += 1;
    try {
      return JSON.stringify(await answer(event, raw));
    } catch (error) {
      const ref = log.error('call failed', error);
      return JSON.stringify({ ok: false, error: { code: 'INTERNAL', ref } } satisfies Envelope<never>);
    } finally {
      running -= 1;
      lastMoment = Date.now();
    }
  });

  return {
    settled: async (limit) => {
      const started = Date.now();
      lastMoment = started;
      while (Date.now() - started < limit && (running > 0 || Date.now() - lastMoment < QUIET)) {
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}
