// A server over the real Web handler with made-up files and methods, and raw requests that no client would clean up.
import http from 'node:http';
import net from 'node:net';
import type { Envelope } from '../../core/contract/error.ts';
import type { Assets } from '../../main/assets.ts';
import { createEventHub } from '../../main/events.ts';
import { createBlobHandles } from '../../main/handles.ts';
import { createSilentLog } from '../../main/log.ts';
import { type HttpOptions, startHttpServer } from '../../main/transport/http.ts';
import { createWeb, type WebOptions } from '../../main/web.ts';

export const FILES: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><meta name="n" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>',
  'assets/app-1a2b3c.js': 'export {};',
  'assets/app-1a2b3c.css': 'body{}',
  'assets/face-9z.woff2': 'wOF2',
  'favicon.svg': '<svg/>',
};

export const assets: Assets = {
  names: new Set(Object.keys(FILES)),
  read: (name) => {
    const text = FILES[name];
    if (text === undefined) throw new Error(`asked for ${name}`);
    return Buffer.from(text);
  },
};

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

export async function startFixture(options: { http?: Partial<HttpOptions>; web?: Partial<WebOptions> } = {}) {
  const clock = { now: () => Date.now() };
  const handles = createBlobHandles({ clock });
  const events = createEventHub({ allTables: ['plan', 'visit'], seq: 7, remembered: 3 });
  const calls: { method: string; input: unknown; transport: string; meta: object }[] = [];
  const web = createWeb({
    assets,
    handles,
    events,
    log: createSilentLog(),
    keepUpload: null,
    dispatch: async (method, input, caller): Promise<Envelope<unknown>> => {
      calls.push({ method, input, transport: caller.transport, meta: caller.meta });
      if (method === 'plans.get') return { ok: false, error: { code: 'NOT_FOUND' } };
      return { ok: true, value: { method } };
    },
    ...options.web,
  });
  const server = await startHttpServer({ web, log: createSilentLog(), ...options.http });
  const key = new URL(server.url).searchParams.get('key')!;
  const host = `127.0.0.1:${server.port}`;
  const origin = `http://${host}`;

  /** Sends just these headers: node adds Host and Connection at most. */
  function send(
    method: string,
    target: string,
    headers: Record<string, string> = {},
    body?: string | Buffer,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = http.request(
        { host: '127.0.0.1', port: server.port, method, path: target, headers, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Bytes on a socket, as they are. */
  function sendRaw(text: string, patience = 5_000): Promise<string> {
    return new Promise((resolve) => {
      const socket = net.connect(server.port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      const timer = setTimeout(() => socket.destroy(), patience);
      socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  async function signIn(): Promise<string> {
    const answer = await send('GET', `/?key=${key}`);
    return answer.headers['set-cookie']![0]!.split(';')[0]!;
  }

  return {
    ...server,
    key,
    host,
    origin,
    handles,
    events,
    calls,
    send,
    sendRaw,
    signIn,
    stop: () => server.close(),
  };
}
export type Fixture = Awaited<ReturnType<typeof startFixture>>;
