// Long work beside the screens, as `work` events tell it: what runs, and how far it is. Knows no method's meaning.
import { useSyncExternalStore } from 'react';
import type { WorkEvent } from '../../core/contract/events.ts';

let running: readonly WorkEvent[] = [];
const listeners = new Set<() => void>();

/** The list after one more event: a running one takes its place, any other state ends it. */
export function nextWork(list: readonly WorkEvent[], event: WorkEvent): readonly WorkEvent[] {
  if (event.state !== 'running') return list.filter(({ id }) => id !== event.id);
  return list.some(({ id }) => id === event.id)
    ? list.map((one) => (one.id === event.id ? event : one))
    : [...list, event];
}

function put(next: readonly WorkEvent[]): void {
  running = next;
  for (const listener of listeners) listener();
}

export function reportWork(event: WorkEvent): void {
  put(nextWork(running, event));
}
export function forgetWork(): void {
  if (running.length > 0) put([]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
/** What runs now, in the order it began. */
export function useWork(): readonly WorkEvent[] {
  return useSyncExternalStore(subscribe, () => running);
}
