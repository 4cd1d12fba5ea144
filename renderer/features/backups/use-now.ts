// This PC's clock for the screen, read once a minute: "today" becomes "yesterday" where nobody touches anything.
import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;

let now = Date.now();
let timer: number | null = null;
const listeners = new Set<() => void>();

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= window.setInterval(tick, MINUTE);
  // Nobody looked for a while.
  if (Date.now() - now > MINUTE) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    window.clearInterval(timer);
    timer = null;
  };
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
