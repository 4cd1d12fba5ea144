// One server of the built command line on a data folder of its own: started, waited for by its ready line,
// killed or ended, and started again on the same folder and port. Also a client that prepares data over its rpc.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Envelope } from '../../core/contract/error.ts';
import type { Input, Method, Output } from '../../core/contract/index.ts';

const root = path.join(import.meta.dirname, '..', '..');
const cli = path.join(root, 'dist', 'main', 'cli.js');

export type SampleName = 'hai-duong-2019' | 'lai-vung-2022';

export interface TestServer {
  readonly folder: string;
  readonly port: number;
  readonly origin: string;
  /** With the launch key of the process that runs now. */
  readonly url: string;
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
  /** As the power does it. */
  kill(): Promise<void>;
  /** On the same folder and port. */
  restart(): Promise<void>;
  /** Ends it and removes the folder. */
  close(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

function launch(folder: string, port: number): Promise<Running> {
  if (!existsSync(cli)) throw new Error('The application is not built: node build/build.mjs all');
  const child = spawn(process.execPath, [cli, 'serve', '--data', folder, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const end = out.indexOf('\n');
      if (end < 0) return;
      const line = JSON.parse(out.slice(0, end)) as { ready: boolean; url: string };
      resolve({ child, url: line.url });
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`serve ended with ${String(code)}: ${err}`)));
  });
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

export async function startServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-e2e-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  let running = await launch(folder, 0).catch((error: unknown) => {
    remove();
    throw error;
  });
  const port = Number(new URL(running.url).port);
  const origin = `http://127.0.0.1:${String(port)}`;
  let cookie: string | null = null;

  async function signIn(): Promise<string> {
    const answer = await fetch(running.url, { redirect: 'manual' });
    const set = answer.headers.get('set-cookie');
    if (set === null) throw new Error(`The launch key was refused: ${String(answer.status)}`);
    return set.split(';')[0] ?? '';
  }

  return {
    folder,
    port,
    origin,
    get url() {
      return running.url;
    },
    async call<M extends Method>(method: M, input: Input<M>) {
      cookie ??= await signIn();
      const answer = await fetch(`${origin}/rpc/${method}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify({ input }),
      });
      const envelope = (await answer.json()) as Envelope<Output<M>>;
      if (!envelope.ok) throw new Error(`${method}: ${JSON.stringify(envelope.error)}`);
      return envelope.value;
    },
    async kill() {
      await end(running.child, 'SIGKILL');
    },
    async restart() {
      running = await launch(folder, port);
      cookie = null;
    },
    async close() {
      await end(running.child, 'SIGTERM');
      remove();
    },
  };
}
