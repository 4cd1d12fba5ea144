// The product's real loopback server with its client, and the smallest server that node:http can be.
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Application } from '../../main/application.ts';
import { createSilentLog } from '../../main/log.ts';
import { type HttpServer, startHttpServer } from '../../main/transport/http.ts';
import type { Candidate } from './measure.ts';

export interface Client {
  /** Posts one body after the other to that path. */
  posting(path: string, nextBody: () => unknown): Candidate;
  close(): Promise<void>;
}

function startClient(port: number, headers: Readonly<Record<string, string>>): Client {
  // Built beside the benchmarks by build/bench.mjs.
  const worker = new Worker(path.join(import.meta.dirname, 'http-client.js'), {
    workerData: { port, headers },
  });
  return {
    posting: (target, nextBody) => async (count) => {
      const bodies = Array.from({ length: count }, () => JSON.stringify(nextBody()));
      worker.postMessage({ path: target, bodies });
      const [answer] = (await once(worker, 'message')) as [{ durations?: readonly number[]; fault?: string }];
      if (answer.durations === undefined) throw new Error(answer.fault);
      return answer.durations;
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** What a browser sends after it has shown the launch key: the cookie, and the page's origin. */
export async function signIn(
  server: HttpServer,
): Promise<{ readonly cookie: string; readonly origin: string }> {
  const answer = await fetch(server.url, { redirect: 'manual' });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`The server did not let the client in: ${answer.status}`);
  return { cookie, origin: `http://127.0.0.1:${server.port}` };
}

export function serve(application: Pick<Application, 'web'>): Promise<HttpServer> {
  return startHttpServer({ web: application.web, log: createSilentLog() });
}

export async function startProductClient(server: HttpServer): Promise<Client> {
  const { cookie, origin } = await signIn(server);
  return startClient(server.port, { Cookie: cookie, Origin: origin, 'Sec-Fetch-Site': 'same-origin' });
}

/** Reads the body, calls `answer`, sends what it returns: nothing else. */
export async function startBareServer(answer: (body: unknown) => unknown) {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = JSON.stringify(answer(JSON.parse(Buffer.concat(chunks).toString())));
      response.setHeader('Content-Type', 'application/json');
      response.end(text);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = startClient((server.address() as AddressInfo).port, {});
  return {
    client,
    async close() {
      await client.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
