// From the address to the first thing that can be clicked: the built product against an empty page of the same
// libraries, from the same server in the same browser.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { build } from 'vite';
import type { Visit, VisitWorkspace } from '../../core/contract/visits.ts';
import type { Assets } from '../../main/assets.ts';
import { createEventHub } from '../../main/events.ts';
import { createBlobHandles } from '../../main/handles.ts';
import { createSilentLog } from '../../main/log.ts';
import type { HttpServer } from '../../main/transport/http.ts';
import { createWeb } from '../../main/web.ts';
import { type Bench, call, loadSample, openApplication, Skipped } from './bench.ts';
import { serve, signIn } from './http.ts';
import { type Candidate, interleave } from './measure.ts';
import { row, type Row } from './table.ts';

const GROUP = 'From the address to the first click';
const TIME_LIMIT = 30_000;

async function buildEmptyPage(outDir: string): Promise<Assets> {
  await build({
    root: path.join(import.meta.dirname, '..', '..', 'tests', 'bench', 'empty-page'),
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [react()],
    // As build/vite.renderer.config.ts builds the product.
    build: {
      target: ['chrome120', 'firefox121'],
      minify: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      emptyOutDir: true,
      outDir,
      assetsDir: 'assets',
    },
  });
  const files = readdirSync(outDir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const contents = new Map(
    files.map((file) => [path.relative(outDir, file).replaceAll('\\', '/'), readFileSync(file)]),
  );
  return {
    names: new Set(contents.keys()),
    read(name) {
      const content = contents.get(name);
      if (content === undefined) throw new Error(`No file ${name}`);
      return content;
    },
  };
}

function serveEmptyPage(assets: Assets): Promise<HttpServer> {
  const web = createWeb({
    assets,
    handles: createBlobHandles({ clock: { now: Date.now } }),
    log: createSilentLog(),
    events: createEventHub({ allTables: [], seq: 0 }),
    dispatch: async () => ({ ok: false, error: { code: 'UNKNOWN_METHOD' } }),
    keepUpload: null,
  });
  return serve({ web });
}

/** Runs in the page, before its own scripts: looks in every frame for an element that a click would reach. */
function watchFor(selector: string): void {
  const usable = new Promise<number>((resolve) => {
    const look = () => {
      const element = document.querySelector(selector);
      const box = element?.getBoundingClientRect();
      const top =
        box === undefined || box.width === 0
          ? null
          : document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (element?.contains(top) === true && !element.matches(':disabled')) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  Object.assign(window, { usable });
}

interface Page {
  readonly server: HttpServer;
  readonly path: string;
  readonly selector: string;
}

async function newContext(browser: Browser, { server, selector }: Page): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'vi-VN' });
  context.setDefaultTimeout(TIME_LIMIT);
  const { cookie, origin } = await signIn(server);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Strict' }]);
  await context.addInitScript(watchFor, selector);
  return context;
}

async function timeToUsable(context: BrowserContext, { server, path: target }: Page): Promise<number> {
  const page = await context.newPage();
  try {
    await page.goto(`http://127.0.0.1:${server.port}${target}`, { waitUntil: 'commit' });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${target} did not become usable`)), TIME_LIMIT);
    });
    // Milliseconds since the navigation began, by the page's own clock.
    const usable = page.evaluate<number>('window.usable');
    return await Promise.race([usable, late]).finally(() => clearTimeout(timer));
  } finally {
    await page.close();
  }
}

/** Nothing in the cache, in a profile of its own each time. */
function cold(browser: Browser, page: Page): Candidate {
  return async (count) => {
    const durations: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const context = await newContext(browser, page);
      durations.push(await timeToUsable(context, page));
      await context.close();
    }
    return durations;
  };
}

/** The files in the cache, opened again in the same profile. */
function warm(context: BrowserContext, page: Page): Candidate {
  return async (count) => {
    const durations: number[] = [];
    for (let index = 0; index < count; index += 1) durations.push(await timeToUsable(context, page));
    return durations;
  };
}

export async function measurePagesInBrowser(bench: Bench): Promise<readonly Row[]> {
  const baseline = 'an empty React + MUI page: one button';
  const about = (what: string) => ({ group: GROUP, what, baseline });
  const what = {
    plan: 'the plan page (Hải Dương 2019, illustrative)',
    checklist: "a visit's checklist",
  };
  if (bench.browser === null) {
    return Object.values(what).map((one) => ({
      ...about(one),
      skipped: new Skipped('no browser is installed').message,
    }));
  }
  const folder = bench.scratch('browser');
  const application = openApplication(bench, path.join(folder, 'data'));
  const emptyServer = await serveEmptyPage(await buildEmptyPage(path.join(folder, 'empty')));
  const server = await serve(application);
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: bench.browser,
    headless: true,
    // Chromium's own sandbox refuses to start for root.
    chromiumSandbox: !isRoot,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-extensions',
      '--no-first-run',
    ],
  });
  try {
    const { planId } = await loadSample(application, 'hai-duong-2019');
    const [visit] = await call<readonly Visit[]>(application, 'visits.list', { planId });
    if (visit === undefined) throw new Error('The round has no visit');
    const { criteria } = await call<VisitWorkspace>(application, 'visits.get', { id: visit.id });
    const pages = {
      empty: { server: emptyServer, path: '/', selector: 'button' },
      plan: { server, path: `/plans/${planId}`, selector: 'main input, main textarea' },
      checklist: { server, path: `/visits/${visit.id}`, selector: 'button[role=radio]' },
    } as const satisfies Record<string, Page>;
    const contexts = {
      empty: await newContext(browser, pages.empty),
      plan: await newContext(browser, pages.plan),
      checklist: await newContext(browser, pages.checklist),
    };
    const rounds = await interleave(
      {
        emptyCold: cold(browser, pages.empty),
        planCold: cold(browser, pages.plan),
        checklistCold: cold(browser, pages.checklist),
        emptyWarm: warm(contexts.empty, pages.empty),
        planWarm: warm(contexts.plan, pages.plan),
        checklistWarm: warm(contexts.checklist, pages.checklist),
      },
      bench.quick ? { rounds: 3, perRound: 1, warmUp: 1 } : { rounds: 11, perRound: 1, warmUp: 3 },
    );
    const checklist = `${what.checklist} of ${criteria.length} criteria`;
    return [
      row(about(`${what.plan}, first time`), rounds, 'planCold', 'emptyCold'),
      row(about(`${what.plan}, again`), rounds, 'planWarm', 'emptyWarm'),
      row(about(`${checklist}, first time`), rounds, 'checklistCold', 'emptyCold'),
      row(about(`${checklist}, again`), rounds, 'checklistWarm', 'emptyWarm'),
    ];
  } finally {
    await browser.close();
    await server.close();
    await emptyServer.close();
    await application.close();
  }
}
