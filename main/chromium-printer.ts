/**
 * PDF by an installed Edge, Chrome or Chromium, driven by playwright-core: one browser for the whole process, started
 * at the first print, two pages at a time. The browser has no network, runs no script and keeps no profile.
 */
import type * as Playwright from 'playwright-core';
import { AppError } from '../core/contract/error.ts';
import { findBrowser, thisMachine } from './browsers.ts';
import { countPdfPages } from './pdf-pages.ts';
import type { PdfPrinter } from './pdf.ts';
import { printPage } from './print-page.ts';

const TIME_LIMIT = 60_000;
const PARALLEL = 2;

const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--metrics-recording-only',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

interface Options {
  /** The program, as findBrowser found it. */
  readonly executable: string;
}

/** A gate that lets `limit` through at a time. */
function createGate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

async function launch(executable: string): Promise<Playwright.Browser> {
  let playwright: typeof Playwright;
  try {
    playwright = await import('playwright-core');
  } catch (cause) {
    throw new AppError('PDF_UNAVAILABLE', { cause });
  }
  // Chromium's own sandbox refuses to start for root, which only a container or a test machine is.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  try {
    return await playwright.chromium.launch({
      executablePath: executable,
      headless: true,
      chromiumSandbox: !isRoot,
      args: FLAGS,
      timeout: TIME_LIMIT,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    throw new AppError('PDF_UNAVAILABLE', { cause });
  }
}

/** A page without scripts and without any way out; kept for the next print, as opening one takes longer than printing. */
async function openSheet(browser: Playwright.Browser): Promise<Playwright.Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    serviceWorkers: 'block',
    acceptDownloads: false,
    locale: 'vi-VN',
  });
  await context.setOffline(true);
  await context.route('**/*', (route) => route.abort());
  const sheet = await context.newPage();
  sheet.setDefaultTimeout(TIME_LIMIT);
  return sheet;
}

async function printOn(sheet: Playwright.Page, page: string): Promise<Uint8Array> {
  await sheet.setContent(page, { waitUntil: 'load' });
  // Evaluated in the browser's own world, which `javaScriptEnabled: false` leaves alone.
  await sheet.evaluate('document.fonts.ready.then(() => document.fonts.size)');
  return await sheet.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}

function rejectsWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

export function createChromiumPrinter({ executable }: Options): PdfPrinter {
  const gate = createGate(PARALLEL);
  const idle: Playwright.Page[] = [];
  let browser: Promise<Playwright.Browser> | undefined;
  let closed = false;

  async function ready(): Promise<Playwright.Browser> {
    if (closed) throw new AppError('PDF_UNAVAILABLE');
    const started = (browser ??= launch(executable));
    try {
      const running = await started;
      if (running.isConnected()) return running;
    } catch (error) {
      if (browser === started) browser = undefined;
      throw error;
    }
    // It was closed or has crashed since the last print: start another one.
    if (browser === started) browser = undefined;
    return ready();
  }

  async function takeSheet(): Promise<Playwright.Page> {
    const running = await ready();
    const sheet = idle.pop();
    if (sheet === undefined) return openSheet(running);
    return sheet.isClosed() ? takeSheet() : sheet;
  }

  return {
    print({ html, css, signal }) {
      return gate(async () => {
        signal?.throwIfAborted();
        const sheet = await takeSheet();
        const work = printOn(sheet, printPage({ html, css }));
        try {
          const bytes = await (signal === undefined
            ? work
            : Promise.race([work, rejectsWhenAborted(signal)]));
          idle.push(sheet);
          return { bytes: new Uint8Array(bytes), pages: countPdfPages(bytes) };
        } catch (error) {
          work.catch(() => undefined);
          // Whatever the page is busy with ends with it; nobody waits for that.
          void sheet
            .context()
            .close()
            .catch(() => undefined);
          throw error;
        }
      });
    },
    async close() {
      closed = true;
      idle.length = 0;
      const started = browser;
      browser = undefined;
      await started?.then((running) => running.close()).catch(() => undefined);
    },
  };
}

/** The printer of this PC, or null where no browser is installed. */
export function createPrinterOfThisMachine(): PdfPrinter | null {
  const executable = findBrowser(thisMachine());
  return executable === null ? null : createChromiumPrinter({ executable });
}
