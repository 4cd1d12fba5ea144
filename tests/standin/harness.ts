/**
 * Starts the built main process on the stand-in: in this process (the pages are then at hand), or as a child
 * that runs to its end and reports what it did.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

export const dist = process.env['CCHC_DIST'] ?? path.join(import.meta.dirname, '..', '..', 'dist');
const entry = path.join(dist, 'main', 'app.js');

export interface Report {
  readonly code: number;
  readonly calls: readonly { readonly name: string; readonly args: readonly unknown[] }[];
  readonly dialogs: readonly Record<string, unknown>[];
  readonly requests: readonly { readonly url: string; readonly cancelled: boolean }[];
  readonly stdout: string;
  readonly stderr: string;
}

interface Start {
  /** Arguments after the program's name. */
  readonly args: readonly string[];
  readonly home: string;
  readonly packaged?: boolean;
  readonly answers?: readonly string[];
  readonly folders?: readonly (string | null)[];
  readonly keyStore?: 'gnome_libsecret' | 'basic_text' | null;
  readonly leaveWhenShown?: boolean;
  readonly failWhenShown?: boolean;
}

/** An empty folder that goes with the process. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-standin-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function startHere({ args, ...options }: Start) {
  process.env['STANDIN_OPTIONS'] = JSON.stringify(options);
  process.argv.splice(2, process.argv.length, ...args);
  await import('./register.ts');
  const { standIn } = await import('./electron-stand-in.ts');
  await import(pathToFileURL(entry).href);
  return standIn;
}

/** The child as it runs; `ended` resolves with what it did. */
export function startChild({ args, home, ...options }: Start) {
  mkdirSync(home, { recursive: true });
  const report = path.join(home, `report-${Math.random().toString(36).slice(2)}.json`);
  const register = pathToFileURL(path.join(import.meta.dirname, 'register.ts')).href;
  const child = spawn(process.execPath, ['--no-warnings', '--import', register, entry, ...args], {
    env: { ...process.env, STANDIN_OPTIONS: JSON.stringify({ home, report, ...options }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const limit = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const ended = new Promise<Report>((resolve, reject) => {
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      try {
        const told = JSON.parse(readFileSync(report, 'utf8')) as Omit<Report, 'stdout' | 'stderr'>;
        resolve({ ...told, code: code ?? -1, stdout, stderr });
      } catch {
        reject(new Error(`the main process left no report (${String(code ?? signal)}): ${stderr}`));
      }
    });
  });
  return { child, ended };
}

export function runChild(start: Start): Promise<Report> {
  return startChild(start).ended;
}

/** Waits for something that happens by itself soon; a limit, never a measure. */
export async function until<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await ask();
    if (found !== undefined && found !== null && found !== false) return found;
    await delay(25);
  }
  throw new Error(`it did not happen: ${what}`);
}
