// What every open autosave and running command is doing, summed up for the top bar: the worst state wins.
import { useSyncExternalStore } from 'react';
import type { ErrorValue } from '../../core/contract/error.ts';

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'typing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'retrying'; readonly error: ErrorValue }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'error'; readonly error: ErrorValue };

const rank: Readonly<Record<SaveState['kind'], number>> = {
  idle: 0,
  saved: 1,
  typing: 2,
  saving: 3,
  retrying: 4,
  conflict: 5,
  error: 6,
};

export function savedNow(): SaveState {
  return { kind: 'saved', at: Date.now() };
}

/** The worst state; among saved ones the latest. */
export function overallOf(states: Iterable<SaveState>): SaveState {
  let worst: SaveState = { kind: 'idle' };
  for (const state of states) {
    if (rank[state.kind] > rank[worst.kind]) worst = state;
    else if (state.kind === 'saved' && worst.kind === 'saved' && state.at > worst.at) worst = state;
  }
  return worst;
}

const states = new Map<string, SaveState>();
const listeners = new Set<() => void>();
const flushers = new Set<() => Promise<void>>();
let overall: SaveState = { kind: 'idle' };

/** null: the field is gone; what it saved last stays known. */
export function reportSave(key: string, state: SaveState | null): void {
  const before = states.get(key);
  if (state === null || state.kind === 'idle') states.delete(key);
  else states.set(key, state);
  if (state === null && before?.kind === 'saved') keepLast(before.at);
  if (state?.kind === 'saved') keepLast(state.at);
  overall = overallOf(states.values());
  for (const listener of listeners) listener();
}

function keepLast(at: number): void {
  const last = states.get('last');
  if (last?.kind !== 'saved' || last.at < at) states.set('last', { kind: 'saved', at });
}

/** Undo and leaving first send what was typed. */
export function registerFlush(flush: () => Promise<void>): () => void {
  flushers.add(flush);
  return () => flushers.delete(flush);
}
export async function flushAll(): Promise<void> {
  await Promise.all([...flushers].map((flush) => flush()));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function useOverallSaveState(): SaveState {
  return useSyncExternalStore(subscribe, () => overall);
}
