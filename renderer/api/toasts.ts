// The short notices at the foot of the window: "deleted, undo", and failures that have no place of their own.
// A store outside React, so that commands can speak from anywhere.
import { useSyncExternalStore } from 'react';
import type { ErrorValue } from '../../core/contract/error.ts';
import { errorValueOf } from './client.ts';

export interface Toast {
  readonly id: number;
  readonly text: string | null;
  readonly error: ErrorValue | null;
  /** Offers "Hoàn tác". */
  readonly undo: boolean;
}

let toast: Toast | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

function put(next: Toast | null): void {
  toast = next;
  for (const listener of listeners) listener();
}

export function showNotice(text: string): void {
  put({ id: (lastId += 1), text, error: null, undo: false });
}
/** After something was deleted or replaced: says what, and offers to take it back. */
export function showUndo(text: string): void {
  put({ id: (lastId += 1), text, error: null, undo: true });
}
export function showError(error: unknown): void {
  put({ id: (lastId += 1), text: null, error: errorValueOf(error), undo: false });
}
export function dismissToast(): void {
  put(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function useToast(): Toast | null {
  return useSyncExternalStore(subscribe, () => toast);
}
