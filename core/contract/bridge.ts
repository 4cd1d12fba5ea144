/**
 * What the preload puts on `window.bridge` in the desktop application: the IPC transport as the renderer
 * sees it. Absent in a browser, where the renderer speaks HTTP instead.
 */
import type { CallMeta } from './endpoint.ts';
import type { Envelope } from './error.ts';
import type { AppEvent } from './events.ts';

export interface Bridge {
  /** Input and answer are JSON, exactly as over HTTP. Never rejects for a fault of the call: the envelope tells. */
  readonly invoke: (method: string, input: unknown, meta?: CallMeta) => Promise<Envelope<unknown>>;
  /** Tells every event from now on, until the returned function is called. */
  readonly onEvent: (callback: (event: AppEvent) => void) => () => void;
  /** The operating system, as Node names it: win32, linux, darwin. */
  readonly platform: string;
}
