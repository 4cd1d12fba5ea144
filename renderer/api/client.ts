// The typed client over the contract: `call(method, input, meta)`. Errors arrive as values and leave as ApiError.
import type { Input, Method, Output, Contract } from '../../core/contract/index.ts';
import type { Bridge } from '../../core/contract/bridge.ts';
import type { CallMeta } from '../../core/contract/endpoint.ts';
import type { ErrorCode, ErrorValue } from '../../core/contract/error.ts';
import { chooseTransport } from './transport.ts';
import type { Transport, UploadedFile } from './transport.ts';

export class ApiError extends Error {
  readonly value: ErrorValue;
  constructor(value: ErrorValue) {
    super(value.code);
    this.name = 'ApiError';
    this.value = value;
  }
  get code(): ErrorCode {
    return this.value.code;
  }
}

/** Worth trying again with the same input: another command is running, or nobody answered. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'BUSY';
}
export function errorValueOf(error: unknown): ErrorValue {
  return error instanceof ApiError ? error.value : { code: 'INTERNAL' };
}

export type QueryMethod = { [M in Method]: Contract[M]['kind'] extends 'query' ? M : never }[Method];
export type CommandMethod = { [M in Method]: Contract[M]['kind'] extends 'command' ? M : never }[Method];

export type Call = <M extends Method>(method: M, input: Input<M>, meta?: CallMeta) => Promise<Output<M>>;

export function createCall(transport: Transport): Call {
  return async <M extends Method>(method: M, input: Input<M>, meta?: CallMeta) => {
    const envelope = await transport.invoke(method, input, meta);
    if (!envelope.ok) throw new ApiError(envelope.error);
    // The dispatcher answers with what the contract's output schema describes.
    return envelope.value as Output<M>;
  };
}

declare global {
  interface Window {
    readonly bridge?: Bridge;
  }
}

function browserTransport(): Transport {
  return chooseTransport({
    bridge: window.bridge,
    fetch: (url, init) => window.fetch(url, init),
    EventSource: window.EventSource,
    setTimeout: (callback, milliseconds) => window.setTimeout(callback, milliseconds),
    leaving: () => document.visibilityState === 'hidden',
  });
}

let chosen: Transport | null = null;
/** The transport of this page, chosen at the first use. */
export function currentTransport(): Transport {
  chosen ??= browserTransport();
  return chosen;
}

export const call: Call = (method, input, meta) => createCall(currentTransport())(method, input, meta);

/** Spreadsheets larger than this are refused by the other side; said before anything is sent. */
export const IMPORT_FILE_LIMIT = 50 * 1024 * 1024;

/** Sends a file; calls then name it by the id of the answer. */
export async function upload(
  purpose: 'import' | 'scan' | 'evidence' | 'work' | 'check' | 'package',
  file: File,
  signal?: AbortSignal,
): Promise<UploadedFile> {
  if (purpose === 'import' && file.size > IMPORT_FILE_LIMIT)
    throw new ApiError({ code: 'TOO_LARGE', detail: { limit: '50 MB' } });
  const envelope = await currentTransport().upload(purpose, { name: file.name, bytes: file }, signal);
  if (!envelope.ok) throw new ApiError(envelope.error);
  // POST /upload answers with exactly this.
  return envelope.value as UploadedFile;
}
