/** What passes between the main thread and the thread of a piece of work. Structured clones, no functions. */
import type { ErrorValue } from '../../core/contract/error.ts';
import type { ChangedEvent } from '../../core/contract/events.ts';
import type { Caller, Method } from '../../core/contract/index.ts';
import type { VaultSecrets } from '../vault.ts';

export interface WorkFile {
  readonly id: string;
  readonly fileName: string;
  readonly media: string;
  readonly size: number;
  /** Null where it stands beside the content store: then `path` tells where. */
  readonly sha256: string | null;
  readonly path: string | null;
}

export interface WorkOrder {
  readonly folder: string;
  readonly method: Method;
  readonly input: unknown;
  readonly caller: Caller;
  readonly files: readonly WorkFile[];
  /** The clock of the main thread when the work began: both count on from it alike. */
  readonly startedAt: number;
  /** One integer; not 0: stop at the next step. */
  readonly stop: SharedArrayBuffer;
  /** It only looks: its connection cannot write. */
  readonly readOnly: boolean;
  /** The office's keys as they are open now; only work that signs or decrypts is given them. */
  readonly secrets: VaultSecrets | null;
}

export type WorkMessage =
  /** Everything is loaded; from here on the work is the thread's. */
  | { readonly type: 'ready' }
  | { readonly type: 'step'; readonly done: number; readonly total: number | null }
  | { readonly type: 'changed'; readonly event: ChangedEvent }
  | { readonly type: 'done'; readonly value: unknown }
  | { readonly type: 'refused'; readonly error: Pick<ErrorValue, 'code' | 'fields' | 'detail'> }
  /** A fault of the program or the machine, for the log. */
  | { readonly type: 'broken'; readonly text: string };
