// A client in a thread of its own: one kept-alive connection, one request after the other, each timed.
import http from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

interface Wanted {
  readonly path: string;
  readonly bodies: readonly string[];
}
const { port, headers } = workerData as { port: number; headers: Record<string, string> };
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function post(path: string, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const request = http.request(
      {
        host: '127.0.0.1',
        port,
        path,
        agent,
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': length },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text));
          else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

parentPort?.on('message', async ({ path, bodies }: Wanted) => {
  try {
    const durations: number[] = [];
    for (const body of bodies) {
      const started = performance.now();
      await post(path, body);
      durations.push(performance.now() - started);
    }
    parentPort?.postMessage({ durations });
  } catch (error) {
    parentPort?.postMessage({ fault: String(error) });
  }
});
