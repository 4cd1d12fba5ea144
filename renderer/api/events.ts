// Keeps open screens true: `changed` events invalidate the queries that show the changed rows, and a gap in the
// stream invalidates all of them. Events of one moment are taken together.
import { useSyncExternalStore } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import type { Transport } from './transport.ts';
import { methodsToRefetch } from './invalidation.ts';
import { reopen } from './reopening.ts';
import { flushAll } from './save-states.ts';
import { forgetWork, reportWork } from './work.ts';

const GATHER_MILLISECONDS = 30;

let connected = true;
const listeners = new Set<() => void>();

function setConnected(value: boolean): void {
  if (connected === value) return;
  connected = value;
  for (const listener of listeners) listener();
}

/** Made by itself, too: no `changed` event tells of a copy. */
function readBackupsAgain(queryClient: QueryClient): void {
  const methods: readonly unknown[] = ['backups.list', 'backups.secondPlace'];
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => methods.includes(queryKey[0]) });
}

/** `reload` draws everything anew: after a restore no row, no `rev` and no draft on the screen belongs to the data. */
export function startEvents(
  transport: Transport,
  queryClient: QueryClient,
  reload: () => void = () => {
    if (!reopen()) void queryClient.invalidateQueries();
  },
): () => void {
  let tables = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  const refetch = () => {
    timer = null;
    const methods = methodsToRefetch([...tables]);
    tables = new Set();
    void queryClient.invalidateQueries(
      methods === null
        ? {}
        : { predicate: (query) => (methods as ReadonlySet<unknown>).has(query.queryKey[0]) },
    );
  };
  return transport.listen({
    onEvent(event) {
      if (event.type === 'work') {
        reportWork(event);
        // What had to wait while it wrote goes out now, not at the next retry.
        if (event.state !== 'running' && event.writes) void flushAll();
        if (event.state === 'done' && event.method === 'backups.make') readBackupsAgain(queryClient);
        return;
      }
      if (event.type === 'restored') {
        forgetWork();
        reload();
        return;
      }
      for (const table of event.tables) tables.add(table);
      timer ??= setTimeout(refetch, GATHER_MILLISECONDS);
    },
    onGap() {
      // Its end may have been told while nobody listened; what still runs tells its next step.
      forgetWork();
      // Typed while nobody answered, or while the application's new start did not know this browser yet.
      void flushAll();
      void queryClient.invalidateQueries();
    },
    onConnected: setConnected,
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
export function isConnected(): boolean {
  return connected;
}
/** False while changes made elsewhere cannot reach this screen. */
export function useConnected(): boolean {
  return useSyncExternalStore(subscribe, () => connected);
}
