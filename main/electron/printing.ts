/**
 * PDF and paper through a hidden window: sandboxed, without a preload, under the same policy as every page. It stays
 * for the papers that wait behind it and is destroyed after the last one, and at once when something goes wrong. Knows
 * nothing of documents: HTML and CSS in, the bytes of a PDF out, or a paper on a printer.
 */
import type { BrowserWindow, WebContentsPrintOptions } from 'electron';
import { AppError } from '../../core/contract/error.ts';
import { countPdfPages } from '../pdf-pages.ts';
import type { PdfPrinter, PrintInput } from '../pdf.ts';
import type { PaperOrder, PaperPrinter } from '../prints/paper-printer.ts';
import type { MadePages } from './pages.ts';
import { openPrintWindow } from './windows.ts';

const LIMIT = 30_000;
/** Until the system has taken a paper over: printers may have to wake up. */
const PAPER_LIMIT = 120_000;

/**
 * Run in the page once it has loaded, pictures and all. Asking for a height lays the page out, which starts the
 * loading of its fonts although nobody sees it. Pictures are not decode()d: that may wait for a frame on screen.
 */
const SETTLED = 'document.body.offsetHeight, document.fonts.ready.then(() => true)';

function ends(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

export interface ElectronPrinters {
  readonly pdf: PdfPrinter;
  readonly paper: PaperPrinter;
}

export function createElectronPrinters(pages: MadePages): ElectronPrinters {
  // One at a time: each window is a renderer process of its own, and office PCs are short of memory.
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let kept: BrowserWindow | null = null;
  let closed = false;

  function letGo(): void {
    if (kept !== null && !kept.isDestroyed()) kept.destroy();
    kept = null;
  }

  function inTurn<T>(
    act: (window: BrowserWindow) => Promise<T>,
    limit: number,
    signal?: AbortSignal,
  ): Promise<T> {
    waiting += 1;
    const mine = last.then(async () => {
      let work: Promise<T> | undefined;
      const timeUp = AbortSignal.timeout(limit);
      const stopped = ends(signal === undefined ? timeUp : AbortSignal.any([timeUp, signal]));
      try {
        // The application is ending.
        if (closed) throw new AppError('BUSY');
        kept ??= openPrintWindow();
        work = act(kept);
        return await Promise.race([work, stopped]);
      } catch (error) {
        // Whatever the page is busy with ends with it.
        letGo();
        throw error;
      } finally {
        // Whichever of the two comes too late has nobody left to tell.
        work?.catch(() => undefined);
        stopped.catch(() => undefined);
        waiting -= 1;
        if (waiting === 0) letGo();
      }
    });
    last = mine.catch(() => undefined);
    return mine;
  }

  /** With the page loaded and settled. */
  const onPage =
    <T>({ html, css }: PrintInput, act: (window: BrowserWindow) => Promise<T>) =>
    async (window: BrowserWindow): Promise<T> => {
      const url = pages.put({ html, css });
      try {
        // loadURL resolves at did-finish-load.
        await window.loadURL(url);
        await window.webContents.executeJavaScript(SETTLED);
        return await act(window);
      } finally {
        pages.drop(url);
      }
    };

  return {
    pdf: {
      async print(input) {
        const bytes = await inTurn(
          onPage(input, (window) =>
            window.webContents.printToPDF({
              preferCSSPageSize: true,
              printBackground: true,
              generateTaggedPDF: true,
              generateDocumentOutline: true,
            }),
          ),
          LIMIT,
          input.signal,
        );
        return { bytes, pages: countPdfPages(bytes) };
      },
      close: async () => {
        closed = true;
        await last;
      },
    },
    paper: {
      printers: async () => {
        const found = await inTurn((window) => window.webContents.getPrintersAsync(), LIMIT);
        const named = found.map(({ name, displayName }) => ({
          name,
          label: displayName === '' ? name : displayName,
          isDefault: false,
        }));
        // Which one is the system's own is not told, but it can be asked for by no name.
        return named.length === 0 ? [] : [{ name: '', label: '', isDefault: true }, ...named];
      },
      print: async (order) => {
        try {
          await inTurn(
            onPage(order, (window) => putOnPaper(window, order)),
            PAPER_LIMIT,
            order.signal,
          );
        } catch (error) {
          if (error instanceof Error && error.name === 'TimeoutError')
            throw new AppError('PRINTER_FAILED', { detail: { reason: 'timeout' }, cause: error });
          throw error;
        }
      },
    },
  };
}

const SIDES = { none: 'simplex', long: 'longEdge', short: 'shortEdge' } as const;

function putOnPaper(window: BrowserWindow, { printer, copies, duplex, ranges }: PaperOrder): Promise<void> {
  const options: WebContentsPrintOptions = {
    silent: true,
    printBackground: true,
    ...(printer === '' ? {} : { deviceName: printer }),
    copies,
    collate: true,
    duplexMode: SIDES[duplex],
    // The system counts from 0.
    ...(ranges.length === 0
      ? {}
      : { pageRanges: ranges.map(({ from, to }) => ({ from: from - 1, to: to - 1 })) }),
    pageSize: 'A4',
  };
  return new Promise((resolve, reject) => {
    window.webContents.print(options, (success, reason) => {
      if (success) resolve();
      else reject(new AppError('PRINTER_FAILED', { detail: { reason } }));
    });
  });
}
