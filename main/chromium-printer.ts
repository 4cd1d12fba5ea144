/**
 * PDF by an installed Edge, Chrome or Chromium, driven by playwright-core: one browser for the whole process, started
 * at the first print, a few pages at a time. The browser has no network, runs no script and keeps no profile.
 */
import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type * as Playwright from 'playwright-core';
import { AppError } from '../core/contract/error.ts';
import { findBrowser, thisMachine } from './browsers.ts';
import { countPdfPages } from './pdf-pages.ts';
import type { PdfPrinter, PrintInput } from './pdf.ts';
import { printPage } from './print-page.ts';

const TIME_LIMIT = 60_000;
const MOST_AT_ONCE = 4;
const PRINTS_PER_SHEET = 250;
const PICTURE_PAUSE = 5;

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

/** A page that is kept, with the faces loaded and the style read; what it shows is exchanged for each print. */
interface Sheet {
  readonly page: Playwright.Page;
  readonly devtools: Playwright.CDPSession;
  prints: number;
}

/** A page without scripts and without any way out. Opening one, with its faces, takes longer than printing. */
async function openSheet(browser: Playwright.Browser): Promise<Sheet> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    serviceWorkers: 'block',
    acceptDownloads: false,
    locale: 'vi-VN',
  });
  await context.setOffline(true);
  await context.route('**/*', (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(TIME_LIMIT);
  await page.setContent(printPage({ html: '', css: '' }), { waitUntil: 'load' });
  return { page, devtools: await context.newCDPSession(page), prints: 0 };
}

/**
 * Run in the sheet, in the browser's own world, which `javaScriptEnabled: false` leaves alone: puts another page in the
 * place of the one before, leaves a style that is the same, and waits for the faces. Answers how many pictures there
 * are. A page that was parsed here runs no script.
 */
const SHOW = `({ html, css }) => {
  const made = new DOMParser().parseFromString(html, 'text/html');
  const styles = [...made.querySelectorAll('style')].map((style) => style.textContent);
  const wanted = styles.length === 0 ? css : styles.join(' ');
  let own = document.getElementById('own-style');
  if (own === null) {
    own = document.createElement('style');
    own.id = 'own-style';
    document.head.append(own);
  }
  if (own.textContent !== wanted) own.textContent = wanted;
  for (const old of document.head.querySelectorAll('meta[name]')) old.remove();
  document.head.append(...[...made.head.querySelectorAll('meta[name]')].map((meta) => document.adoptNode(meta)));
  document.documentElement.lang = made.documentElement.lang || 'vi';
  document.title = made.title;
  for (const style of made.body.querySelectorAll('style')) style.remove();
  document.body.replaceWith(document.adoptNode(made.body));
  void document.body.offsetHeight;
  return document.fonts.ready.then(() => document.images.length);
}`;

async function printOn({ page, devtools }: Sheet, input: PrintInput): Promise<Uint8Array> {
  const { html, css } = input;
  const pictures = await page.evaluate<number>(`(${SHOW})(${JSON.stringify({ html, css })})`);
  // Nobody tells when they are there: where no script runs, no event is heard.
  if (pictures > 0) {
    const until = performance.now() + TIME_LIMIT;
    while (!(await page.evaluate<boolean>('[...document.images].every((one) => one.complete)'))) {
      if (performance.now() > until) throw new Error('the pictures of a page did not load');
      await delay(PICTURE_PAUSE);
    }
  }
  const { data } = await devtools.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
    generateDocumentOutline: true,
  });
  return new Uint8Array(Buffer.from(data, 'base64'));
}

function rejectsWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

export function createChromiumPrinter({ executable }: Options): PdfPrinter {
  // Each page is a process of its own, and office PCs are short of memory.
  const parallel = Math.min(MOST_AT_ONCE, Math.max(2, availableParallelism()));
  const gate = createGate(parallel);
  const idle: Sheet[] = [];
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

  async function takeSheet(): Promise<Sheet> {
    const running = await ready();
    const sheet = idle.pop();
    if (sheet === undefined) return openSheet(running);
    return sheet.page.isClosed() ? takeSheet() : sheet;
  }

  /** Nobody waits for that. */
  function letGo({ page }: Sheet): void {
    void page
      .context()
      .close()
      .catch(() => undefined);
  }

  return {
    parallel,
    print({ html, css, signal }) {
      return gate(async () => {
        signal?.throwIfAborted();
        const sheet = await takeSheet();
        const work = printOn(sheet, { html, css });
        try {
          const bytes = await (signal === undefined
            ? work
            : Promise.race([work, rejectsWhenAborted(signal)]));
          sheet.prints += 1;
          // What a page gathers in hundreds of prints goes with it.
          if (sheet.prints < PRINTS_PER_SHEET) idle.push(sheet);
          else letGo(sheet);
          return { bytes, pages: countPdfPages(bytes) };
        } catch (error) {
          work.catch(() => undefined);
          // Whatever the page is busy with ends with it.
          letGo(sheet);
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
