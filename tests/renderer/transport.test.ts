// The transport is chosen once: the preload's bridge where there is one, HTTP otherwise; both answer envelopes.
import { describe, expect, it } from 'vitest';
import type { AppEvent } from '../../core/contract/events.ts';
import { ApiError, createCall } from '../../renderer/api/client.ts';
import { chooseTransport } from '../../renderer/api/transport.ts';
import type { TransportScope } from '../../renderer/api/transport.ts';

type Fetch = TransportScope['fetch'];

function scopeOf(fetch: Fetch, more: Partial<TransportScope> = {}): TransportScope {
  return { fetch, setTimeout: () => 0, ...more };
}
const noFetch: Fetch = () => Promise.reject(new Error('not expected'));

function json(body: unknown, status = 200): Promise<Response> {
  return Promise.resolve(new Response(JSON.stringify(body), { status }));
}

describe('choice', () => {
  it('takes the bridge of the desktop application', async () => {
    const seen: unknown[] = [];
    const transport = chooseTransport(
      scopeOf(noFetch, {
        bridge: {
          platform: 'win32',
          invoke: (method, input, meta) => {
            seen.push([method, input, meta]);
            return Promise.resolve({ ok: true, value: 7 });
          },
          onEvent: () => () => {},
        },
      }),
    );
    expect(transport.kind).toBe('ipc');
    expect(await transport.invoke('plans.list', { year: 2019 }, { editKey: 'k' })).toEqual({
      ok: true,
      value: 7,
    });
    expect(seen).toEqual([['plans.list', { year: 2019 }, { editKey: 'k' }]]);
  });

  it('speaks HTTP in a browser', async () => {
    const seen: [string, RequestInit][] = [];
    const transport = chooseTransport(
      scopeOf((url, init) => {
        seen.push([url, init]);
        return json({ ok: true, value: [] });
      }),
    );
    expect(transport.kind).toBe('http');
    await transport.invoke('plans.list', { year: 2019 }, { group: 'g' });
    expect(seen[0]?.[0]).toBe('/rpc/plans.list');
    expect(seen[0]?.[1].method).toBe('POST');
    expect(JSON.parse(String(seen[0]?.[1].body))).toEqual({ input: { year: 2019 }, meta: { group: 'g' } });
  });
});

describe('answers', () => {
  it('an error envelope becomes an ApiError with the value as it came', async () => {
    const call = createCall(
      chooseTransport(scopeOf(() => json({ ok: false, error: { code: 'CONFLICT', ref: 'r1' } }, 409))),
    );
    const error = await call('plans.list', {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).value).toEqual({ code: 'CONFLICT', ref: 'r1' });
  });

  it('no answer at all is a transient error, so that autosave tries again', async () => {
    const transport = chooseTransport(scopeOf(() => Promise.reject(new TypeError('failed to fetch'))));
    expect(await transport.invoke('plans.list', {})).toEqual({
      ok: false,
      error: { code: 'BUSY', detail: { unreachable: true } },
    });
  });

  it('a page that is no envelope is not taken for one', async () => {
    const html = () => Promise.resolve(new Response('<html></html>', { status: 200 }));
    expect(await chooseTransport(scopeOf(html)).invoke('plans.list', {})).toEqual({
      ok: false,
      error: { code: 'INTERNAL' },
    });
    expect(await chooseTransport(scopeOf(() => json({ hello: 1 }, 401))).invoke('plans.list', {})).toEqual({
      ok: false,
      error: { code: 'UNAUTHENTICATED' },
    });
  });

  it('a small request outlives the page that is being left, a large one is not refused for it', async () => {
    const kept: (boolean | undefined)[] = [];
    const scope = scopeOf(
      (_url, init) => {
        kept.push(init.keepalive);
        return json({ ok: true, value: null });
      },
      { leaving: () => true },
    );
    await chooseTransport(scope).invoke('plans.update', { text: 'x' });
    await chooseTransport(scope).invoke('plans.update', { text: 'x'.repeat(70_000) });
    expect(kept).toEqual([true, false]);
  });
});

describe('events over HTTP', () => {
  it('tells events, and a gap when the stream comes back', () => {
    const sources: FakeSource[] = [];
    const events: AppEvent[] = [];
    const told: string[] = [];
    const later: (() => void)[] = [];
    class FakeSource extends EventTarget {
      readyState = 1;
      constructor() {
        super();
        sources.push(this);
      }
      close() {
        this.readyState = 2;
      }
    }
    const transport = chooseTransport(
      scopeOf(noFetch, {
        // Only what the transport uses of an EventSource.
        EventSource: FakeSource as unknown as NonNullable<TransportScope['EventSource']>,
        setTimeout: (callback) => later.push(callback),
      }),
    );
    const stop = transport.listen({
      onEvent: (event) => events.push(event),
      onGap: () => told.push('gap'),
      onConnected: (connected) => told.push(connected ? 'on' : 'off'),
    });
    const event: AppEvent = { type: 'changed', seq: 3, tables: ['plan'], rowIds: ['x'] };
    sources[0]?.dispatchEvent(new Event('open'));
    sources[0]?.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }));
    expect(events).toEqual([event]);
    if (sources[0]) sources[0].readyState = 2;
    sources[0]?.dispatchEvent(new Event('error'));
    later.shift()?.();
    expect(sources).toHaveLength(2);
    sources[1]?.dispatchEvent(new Event('open'));
    expect(told).toEqual(['on', 'off', 'on', 'gap']);
    stop();
    expect(sources[1]?.readyState).toBe(2);
  });
});
