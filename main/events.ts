/**
 * Events to open screens: one hub that every transport listens to, and the stream of GET /events (server-sent events).
 * A screen that comes back names the last `seq` it saw and is told what it missed.
 */
import type { AppEvent, ChangedEvent, WorkEvent } from '../core/contract/events.ts';

export interface EventHub {
  emit(event: AppEvent): void;
  listen(listener: (event: AppEvent) => void): () => void;
  /** What came after `seq`; one event that names every table when that is no longer known. */
  since(seq: number): readonly ChangedEvent[];
  /** Long work that is under way, as it was told last: for a screen that comes while it runs. */
  running(): readonly WorkEvent[];
  /** The data has been opened: this is its last change set, and what was told of others before counts no more. */
  begin(seq: number): void;
  close(): void;
  onClose(listener: () => void): () => void;
}

interface HubOptions {
  /** Every table a screen may show, for those who were away too long. */
  readonly allTables: readonly string[];
  /** The last change set before this process. */
  readonly seq: number;
  readonly remembered?: number;
}

export function createEventHub({ allTables, seq, remembered = 1000 }: HubOptions): EventHub {
  const listeners = new Set<(event: AppEvent) => void>();
  const closers = new Set<() => void>();
  let recent: ChangedEvent[] = [];
  const running = new Map<string, WorkEvent>();
  let current = seq;
  return {
    emit(event) {
      if (event.type === 'work') {
        if (event.state === 'running') running.set(event.id, event);
        else running.delete(event.id);
      } else if (event.type === 'changed') {
        current = Math.max(current, event.seq);
        recent.push(event);
        if (recent.length > remembered) recent = recent.slice(-remembered);
      }
      for (const listener of listeners) {
        try {
          listener(event);
        } catch {
          // One screen that fails must not keep the others from hearing.
        }
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    since(last) {
      const oldest = recent[0]?.seq ?? current + 1;
      if (last > current || oldest > last + 1) {
        return [{ type: 'changed', seq: current, tables: allTables, rowIds: [] }];
      }
      // The newest change set may have grown (autosaves of one edit) since it was told, so it is told again.
      return recent.filter((event) => event.seq >= last);
    },
    running: () => [...running.values()],
    begin(last) {
      current = last;
      recent = [];
      running.clear();
    },
    close() {
      for (const closer of closers) closer();
      closers.clear();
      listeners.clear();
    },
    onClose(listener) {
      closers.add(listener);
      return () => closers.delete(listener);
    },
  };
}

const HEARTBEAT = 15_000;
/** Events a screen may lag behind before its stream is ended; it reconnects and is told what it missed. */
const BACKLOG = 256;

export function createEventStream(
  hub: EventHub,
  lastEventId: string | undefined,
  headers: Readonly<Record<string, string>>,
  {
    heartbeat = HEARTBEAT,
    backlog = BACKLOG,
  }: { readonly heartbeat?: number; readonly backlog?: number } = {},
): Response {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          if ((controller.desiredSize ?? 0) <= 0) end();
          else controller.enqueue(encoder.encode(text));
        };
        // Work has no place in the row of events that a screen may ask to go on from.
        const tell = (event: AppEvent) =>
          send(`${event.type !== 'work' ? `id: ${event.seq}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
        const stopListening = hub.listen(tell);
        const stopClosing = hub.onClose(() => end());
        const timer = setInterval(() => send(': still here\n\n'), heartbeat);
        timer.unref();
        let ended = false;
        end = () => {
          if (ended) return;
          ended = true;
          stopListening();
          stopClosing();
          clearInterval(timer);
          try {
            controller.close();
          } catch {
            // The reader has gone already.
          }
        };
        send('retry: 1000\n\n');
        if (lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId)) {
          for (const event of hub.since(Number(lastEventId))) tell(event);
        }
        for (const event of hub.running()) tell(event);
      },
      cancel() {
        end();
      },
    },
    new CountQueuingStrategy({ highWaterMark: backlog }),
  );
  return new Response(body, {
    headers: { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' },
  });
}
