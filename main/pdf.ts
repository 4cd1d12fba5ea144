/** The port through which services ask for PDF files; who prints (Electron, an installed browser) is not known here. */

export interface PrintInput {
  /** A whole page: `<!doctype html>…`, or a body; see print-page.ts, which makes the one from the other. */
  readonly html: string;
  readonly css: string;
  readonly signal?: AbortSignal;
}

export interface PrintedPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

export interface PdfPrinter {
  /** How many it prints at a time; one where it does not say. */
  readonly parallel?: number;
  print(input: PrintInput): Promise<PrintedPdf>;
  close(): Promise<void>;
}
