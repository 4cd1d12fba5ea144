// Files on their way to a visit, one after the other, so that only one of them is in memory. Lives outside of React:
// leaving the tab stops nothing. One that is refused keeps its reason and the others go on.
import { useSyncExternalStore } from 'react';
import type { ErrorValue } from '../../../core/contract/error.ts';
import type { EvidenceTarget } from '../../../core/contract/evidence.ts';
import type { Input, Output } from '../../../core/contract/index.ts';
import { FILE_LIMIT } from '../../../core/rules/file-kind.ts';

export type QueueState = 'waiting' | 'sending' | 'kept' | 'already' | 'failed' | 'cancelled';
export interface QueueItem {
  readonly id: number;
  readonly visitId: string;
  readonly name: string;
  readonly size: number;
  readonly state: QueueState;
  readonly error: ErrorValue | null;
  /** What it is to prove. */
  readonly links: readonly EvidenceTarget[];
}
export interface QueueOptions {
  readonly links: readonly EvidenceTarget[];
  readonly keepLocation: boolean;
}

/** What the queue needs from outside; a test gives its own. */
export interface QueueScope {
  upload(file: File, signal: AbortSignal): Promise<{ readonly id: string }>;
  add(input: Input<'evidence.add'>, group: string): Promise<Pick<Output<'evidence.add'>, 'already'>>;
  thumbnail(file: File): Promise<File | null>;
  errorOf(error: unknown): ErrorValue;
}

interface Waiting {
  file: File | null;
  readonly options: QueueOptions;
  readonly group: string;
  readonly stop: AbortController;
}

const isPicture = (name: string) => /\.(?:jpe?g|jfif|png|webp|gif|bmp)$/i.test(name);
export const isOpen = ({ state }: QueueItem) => state === 'waiting' || state === 'sending';

export function createUploadQueue(scope: QueueScope) {
  let items: readonly QueueItem[] = [];
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<() => void>();
  const session = Math.random().toString(36).slice(2, 10);
  let lastId = 0;
  let lastGroup = 0;
  let running = false;

  function put(next: readonly QueueItem[]): void {
    items = next;
    for (const listener of listeners) listener();
  }
  const change = (id: number, patch: Partial<QueueItem>) =>
    put(items.map((item) => (item.id === id ? { ...item, ...patch } : item)));

  /** What the other side would say anyway, before a byte is sent. */
  function faultOf({ name, size }: File): ErrorValue | null {
    if (size === 0) return { code: 'FILE_EMPTY', detail: { name } };
    return size > FILE_LIMIT ? { code: 'TOO_LARGE', detail: { limit: FILE_LIMIT, name } } : null;
  }

  async function send(item: QueueItem, { file, options, group, stop }: Waiting): Promise<void> {
    if (file === null) return;
    change(item.id, { state: 'sending', error: null });
    try {
      const fault = faultOf(file);
      if (fault !== null) {
        change(item.id, { state: 'failed', error: fault });
        return;
      }
      const small = isPicture(file.name) ? await scope.thumbnail(file) : null;
      stop.signal.throwIfAborted();
      const sent = await scope.upload(file, stop.signal);
      const picture = small === null ? null : await scope.upload(small, stop.signal);
      stop.signal.throwIfAborted();
      const { already } = await scope.add(
        {
          visitId: item.visitId,
          file: sent.id,
          fileName: file.name,
          thumbnail: picture?.id ?? null,
          keepLocation: options.keepLocation,
          links: [...options.links],
        },
        group,
      );
      change(item.id, { state: already ? 'already' : 'kept' });
    } catch (error) {
      if (stop.signal.aborted) change(item.id, { state: 'cancelled' });
      else change(item.id, { state: 'failed', error: scope.errorOf(error) });
    }
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      for (;;) {
        const item = items.find(({ state }) => state === 'waiting');
        const entry = item === undefined ? undefined : waiting.get(item.id);
        if (item === undefined || entry === undefined) return;
        await send(item, entry);
        const state = items.find(({ id }) => id === item.id)?.state;
        // What is done needs its file no more; what failed may be tried again.
        if (state !== 'failed' && state !== 'cancelled') waiting.delete(item.id);
      }
    } finally {
      running = false;
    }
  }

  return {
    /** All files of one act are one step of the journal. */
    add(visitId: string, files: readonly File[], options: QueueOptions): void {
      if (files.length === 0) return;
      const group = `evidence-${session}-${String((lastGroup += 1))}`;
      const added = files.map((file): QueueItem => {
        const id = (lastId += 1);
        waiting.set(id, { file, options, group, stop: new AbortController() });
        return {
          id,
          visitId,
          name: file.name,
          size: file.size,
          state: 'waiting',
          error: null,
          links: options.links,
        };
      });
      put([...items, ...added]);
      void run();
    },
    stop(id: number): void {
      const item = items.find((one) => one.id === id);
      if (item === undefined || !isOpen(item)) return;
      waiting.get(id)?.stop.abort();
      if (item.state === 'waiting') change(id, { state: 'cancelled' });
    },
    retry(id: number): void {
      const entry = waiting.get(id);
      if (entry === undefined) return;
      waiting.set(id, { ...entry, stop: new AbortController() });
      change(id, { state: 'waiting', error: null });
      void run();
    },
    /** Takes those of these that have ended off the list. */
    clear(ids: readonly number[]): void {
      const ended = new Set(
        items.filter((item) => ids.includes(item.id) && !isOpen(item)).map(({ id }) => id),
      );
      for (const id of ended) waiting.delete(id);
      put(items.filter(({ id }) => !ended.has(id)));
    },
    items: () => items,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
export type UploadQueue = ReturnType<typeof createUploadQueue>;

export function useQueue(queue: UploadQueue): readonly QueueItem[] {
  return useSyncExternalStore(queue.subscribe, queue.items);
}
