/** The library's worker, loaded for what it leaves in the global scope; the package types its main module alone. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.mjs';
