// The built application in the real Electron, where its binary is there: what the stand-in cannot prove on
// this system. Skipped with the reason where it is not.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';

const root = path.join(import.meta.dirname, '..', '..', '..');

/** The program, if it has been unpacked; nothing of the package is imported, because that would fetch it. */
function electronBinary(): string | undefined {
  const folder = path.join(root, 'node_modules', 'electron');
  try {
    const file = path.join(
      process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist'),
      readFileSync(path.join(folder, 'path.txt'), 'utf8').trim(),
    );
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

const binary = electronBinary();
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const missing =
  binary === undefined
    ? 'the Electron binary is not on this machine'
    : !hasDisplay
      ? 'there is no display'
      : !existsSync(path.join(root, 'dist', 'main', 'app.js'))
        ? 'the application is not built (node build/build.mjs)'
        : undefined;

const reason = `Real Electron is skipped: ${String(missing)}.`;
// The reporters keep the reasons of skipped tests to themselves. The runner reads this file once, the workers again.
if (missing !== undefined && process.env['TEST_WORKER_INDEX'] === undefined) console.log(reason);

test.describe('the desktop application', () => {
  test.describe.configure({ mode: 'serial' });
  test.skip(missing !== undefined, reason);

  let folder: string;
  let application: ElectronApplication;
  let page: Page;

  const launch = (): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: binary ?? '',
      args: [
        ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        root,
        `--data=${path.join(folder, 'data')}`,
      ],
    });

  test.beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-electron-'));
    application = await launch();
    page = await application.firstWindow();
    await page.waitForLoadState('load');
  });
  test.afterAll(async () => {
    await application?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  test('shows its own page at its own origin', async () => {
    expect(new URL(page.url()).protocol).toBe('app:');
    expect(new URL(page.url()).host).toBe('bundle');
    await expect(page.locator('#root')).not.toBeEmpty();
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  });

  test('gives the page the bridge and nothing of Node', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys((window as unknown as { bridge: object }).bridge).sort(),
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    }));
    expect(seen).toEqual({ bridge: ['invoke', 'onEvent', 'platform'], node: [] });
  });

  test('cannot reach anything outside, open windows or leave', async () => {
    const outcome = await page.evaluate(async () => {
      const fetched = await fetch('https://x.invalid/').then(
        () => 'loaded',
        () => 'failed',
      );
      const opened = window.open('https://x.invalid/');
      window.location.assign('https://x.invalid/');
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { fetched, opened: opened === null, at: window.location.host };
    });
    expect(outcome).toEqual({ fetched: 'failed', opened: true, at: 'bundle' });
    expect(application.windows()).toHaveLength(1);
  });

  test('prints a notice of the sample on A4', async () => {
    const result = await page.evaluate(async () => {
      type Call = (method: string, input: unknown) => Promise<{ ok: boolean; value: unknown }>;
      const { invoke } = (window as unknown as { bridge: { invoke: Call } }).bridge;
      const sample = await invoke('system.loadSample', { name: 'hai-duong-2019' });
      const { planId } = sample.value as { planId: string };
      const made = (await invoke('documents.createAll', { planId })).value as { id: string }[];
      const rendered = await invoke('documents.render', { id: made[0]?.id, format: 'pdf' });
      const { url, pages } = rendered.value as { url: string; pages: number };
      const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
      return {
        head: String.fromCharCode(...bytes.slice(0, 5)),
        pages,
        text: new TextDecoder('latin1').decode(bytes),
      };
    });
    expect(result.head).toBe('%PDF-');
    expect(result.pages).toBeGreaterThan(0);
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(result.text) ?? [];
    expect(Math.abs(Number(width) - 595.3)).toBeLessThan(2);
    expect(Math.abs(Number(height) - 841.9)).toBeLessThan(2);
    expect(application.windows()).toHaveLength(1);
  });

  test('a second start on the same data ends at once', async () => {
    const second = await launch().catch(() => null);
    if (second !== null) {
      const code = await new Promise<number | null>((resolve) => {
        const child = second.process();
        if (child.exitCode !== null) resolve(child.exitCode);
        child.once('exit', resolve);
      });
      expect(code).toBe(0);
    }
    await expect(page.locator('#root')).not.toBeEmpty();
  });

  test('broke no rule of its own policy', async () => {
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      window.addEventListener('securitypolicyviolation', (event) => seen.push(event.violatedDirective));
      for (const link of Array.from(document.querySelectorAll<HTMLAnchorElement>('nav a'))) {
        link.click();
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return seen;
    });
    expect(violations).toEqual([]);
  });

  test('closes and leaves the data whole', async () => {
    const child = application.process();
    await application.close();
    expect(child.exitCode).toBe(0);
    expect(existsSync(path.join(folder, 'data', 'cchc.db-wal'))).toBe(false);
  });
});
