/**
 * PDF through a hidden window: sandboxed, without a preload, under the same policy as every page, destroyed
 * whatever happens. Knows nothing of documents: HTML and CSS in, the bytes of a PDF out.
 */
import { AppError } from '../../core/contract/error.ts';
import { countPdfPages } from '../pdf-pages.ts';
import type { PdfPrinter, PrintInput, PrintedPdf } from '../pdf.ts';
import type { MadePages } from './pages.ts';
import { openPrintWindow } from './windows.ts';

const LIMIT = 30_000;

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

export function createElectronPrinter(pages: MadePages): PdfPrinter {
  // One at a time: each page is a renderer process of its own, and office PCs are short of memory.
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function printNow({ html, css, signal }: PrintInput): Promise<PrintedPdf> {
    // The application is ending.
    if (closed) throw new AppError('BUSY');
    const limit = AbortSignal.timeout(LIMIT);
    const stopped = ends(signal === undefined ? limit : AbortSignal.any([limit, signal]));
    const url = pages.put({ html, css });
    const window = openPrintWindow();
    let work: Promise<Uint8Array> | undefined;
    try {
      work = (async () => {
        // loadURL resolves at did-finish-load.
        await window.loadURL(url);
        await window.webContents.executeJavaScript(SETTLED);
        return window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true });
      })();
      const bytes = await Promise.race([work, stopped]);
      return { bytes, pages: countPdfPages(bytes) };
    } finally {
      // Whichever of the two comes too late has nobody left to tell.
      work?.catch(() => undefined);
      stopped.catch(() => undefined);
      pages.drop(url);
      if (!window.isDestroyed()) window.destroy();
    }
  }

  return {
    print: (input) => {
      const mine = last.then(() => printNow(input));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      closed = true;
      await last;
    },
  };
}
