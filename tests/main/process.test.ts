// The command line as a process of its own: pipes, signals, exit codes. Loaded as the development server would, so
// that no build is needed.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { contract } from '../../core/contract/index.ts';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
const children: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-process-'));
});
afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(...args: string[]) {
  const child = spawn(
    process.execPath,
    ['build/load-typescript.mjs', 'main/cli.ts', ...args, '--data', path.join(folder, 'data')],
    {
      cwd: root,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  children.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

it('a long answer arrives whole, although its reader is slow', async () => {
  const { child, ended } = start('methods');
  const errors = textOf(child.stderr);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const text = await textOf(child.stdout);
  expect([await ended, await errors]).toEqual([0, '']);
  expect(text.length).toBeGreaterThan(100_000);
  expect((JSON.parse(text) as unknown[]).length).toBe(Object.keys(contract).length);
});

it('a reader that goes away is no fault', async () => {
  const { child, ended } = start('methods');
  const errors = textOf(child.stderr);
  child.stdout.once('data', () => child.stdout.destroy());
  await ended;
  expect(await errors).toBe('');
});

it('input is taken from a pipe, and a failure is JSON on stderr with exit code 1', async () => {
  const { child, ended } = start('call', 'plans.get', '-');
  const [output, errors] = [textOf(child.stdout), textOf(child.stderr)];
  child.stdin.end('{"id":7}');
  expect([await ended, await output]).toEqual([1, '']);
  expect(JSON.parse(await errors)).toMatchObject({
    code: 'WRONG_TYPE',
    fields: [{ path: 'id', code: 'WRONG_TYPE' }],
  });
});

it.skipIf(process.platform === 'win32')(
  'serve tells its address first, ends on SIGTERM, and frees the folder',
  async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const { child, ended } = start('serve');
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const first = (await lines.next()).value as string;
      expect(first).toMatch(/^\{"ready":true,"url":"http:\/\/127\.0\.0\.1:\d+\/\?key=[A-Za-z0-9_-]{43}"\}$/);
      const { url } = JSON.parse(first) as { url: string };
      const signIn = await fetch(url, { redirect: 'manual' });
      expect(signIn.status).toBe(303);
      // An open stream does not keep the process.
      const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
      const events = await fetch(new URL('/events', url), { headers: { cookie } });
      const broken = events.text().catch(() => '');
      child.kill(signal);
      expect(await ended).toBe(0);
      await broken;
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    }
  },
  40_000,
);
