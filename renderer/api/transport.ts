// The two ways to the dispatcher: the preload's bridge on the desktop, HTTP in a browser. Chosen once, at start.
// Files travel by POST /upload of the own origin on both. Knows envelopes and events; must not know what any method
// means.
import type { Bridge } from '../../core/contract/bridge.ts';
import type { CallMeta } from '../../core/contract/endpoint.ts';
import type { Envelope, ErrorValue } from '../../core/contract/error.ts';
import type { AppEvent } from '../../core/contract/events.ts';

export interface EventListener {
  readonly onEvent: (event: AppEvent) => void;
  /** The stream came back after a gap: anything may have changed meanwhile. */
  readonly onGap: () => void;
  readonly onConnected: (connected: boolean) => void;
}

/** What `POST /upload` answers: the handle that calls name the bytes by, until it expires. */
export interface UploadedFile {
  readonly id: string;
  readonly url: string;
  readonly expiresAt: number;
  readonly sha256: string;
  readonly size: number;
  readonly media: string;
  readonly fileName: string;
}

/** A file and its name, as an input or a drop gives it. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: Blob;
}

export interface Transport {
  readonly kind: 'ipc' | 'http';
  invoke(method: string, input: unknown, meta?: CallMeta): Promise<Envelope<unknown>>;
  upload(purpose: string, file: NamedFile, signal?: AbortSignal): Promise<Envelope<unknown>>;
  listen(listener: EventListener): () => void;
}

/** The parts of the window that a transport needs; a test gives its own. */
export interface TransportScope {
  readonly bridge?: Bridge | undefined;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly EventSource?: new (url: string) => EventSource;
  readonly setTimeout: (callback: () => void, milliseconds: number) => unknown;
  /** True while the page is being left: the request must outlive it. */
  readonly leaving?: () => boolean;
}

/** No answer at all: the application is closed or restarting. Autosave keeps the text and tries again. */
export const unreachable: ErrorValue = { code: 'BUSY', detail: { unreachable: true } };

/** What a browser lets outlive the page. */
const KEEPALIVE_LIMIT = 60_000;
const RECONNECT_MILLISECONDS = 2_000;

function isEnvelope(value: unknown): value is Envelope<unknown> {
  return typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean';
}

/** The envelope of an answer over HTTP; a proxy's page or a body cut short is none. */
async function envelopeOf(response: Response): Promise<Envelope<unknown>> {
  try {
    const envelope: unknown = await response.json();
    if (isEnvelope(envelope)) return envelope;
  } catch {
    // Not one of our answers.
  }
  return { ok: false, error: { code: response.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL' } };
}

function createUpload(scope: TransportScope): Transport['upload'] {
  return async (purpose, file, signal) => {
    const query = new URLSearchParams({ purpose, name: file.name });
    let response: Response;
    try {
      response = await scope.fetch(`/upload?${query.toString()}`, {
        method: 'POST',
        // The only type that is taken: no form of another page can send it unasked.
        headers: { 'content-type': 'application/octet-stream' },
        body: file.bytes,
        credentials: 'same-origin',
        ...(signal === undefined ? {} : { signal }),
      });
    } catch {
      return { ok: false, error: unreachable };
    }
    return envelopeOf(response);
  };
}

export function createIpcTransport(bridge: Bridge, scope: TransportScope): Transport {
  return {
    kind: 'ipc',
    upload: createUpload(scope),
    async invoke(method, input, meta) {
      try {
        const envelope = await bridge.invoke(method, input, meta);
        return isEnvelope(envelope) ? envelope : { ok: false, error: { code: 'INTERNAL' } };
      } catch {
        return { ok: false, error: unreachable };
      }
    },
    listen(listener) {
      listener.onConnected(true);
      return bridge.onEvent(listener.onEvent);
    },
  };
}

export function createHttpTransport(scope: TransportScope): Transport {
  return {
    kind: 'http',
    upload: createUpload(scope),
    async invoke(method, input, meta) {
      const body = JSON.stringify(meta === undefined ? { input } : { input, meta });
      let response: Response;
      try {
        response = await scope.fetch(`/rpc/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          credentials: 'same-origin',
          keepalive: scope.leaving?.() === true && body.length < KEEPALIVE_LIMIT,
        });
      } catch {
        return { ok: false, error: unreachable };
      }
      return envelopeOf(response);
    },
    listen(listener) {
      const Source = scope.EventSource;
      if (Source === undefined) return () => {};
      let source: EventSource | null = null;
      let closed = false;
      let wasOpen = false;
      const open = () => {
        if (closed) return;
        source = new Source('/events');
        source.addEventListener('open', () => {
          listener.onConnected(true);
          if (wasOpen) listener.onGap();
          wasOpen = true;
        });
        source.addEventListener('message', (message: MessageEvent<string>) => {
          try {
            listener.onEvent(JSON.parse(message.data) as AppEvent);
          } catch {
            listener.onGap();
          }
        });
        source.addEventListener('error', () => {
          listener.onConnected(false);
          // The browser reconnects by itself unless the answer was an error (readyState 2).
          if (source?.readyState === 2) {
            source.close();
            scope.setTimeout(open, RECONNECT_MILLISECONDS);
          }
        });
      };
      open();
      return () => {
        closed = true;
        source?.close();
      };
    },
  };
}

export function chooseTransport(scope: TransportScope): Transport {
  return scope.bridge === undefined ? createHttpTransport(scope) : createIpcTransport(scope.bridge, scope);
}
