/** Reads a finished PDF or Word file, whoever made it, and judges it by the rules of core/checking. */
import { checkPaper } from '../../core/checking/check-paper.ts';
import type { FinishedDocument } from '../../core/checking/finished.ts';
import { AppError } from '../../core/contract/error.ts';
import type { FormatReport } from '../../core/contract/format-checks.ts';
import { readDocx } from './read-docx.ts';
import { readPdf } from './read-pdf.ts';

/** FILE_EMPTY, FILE_KIND, FILE_BROKEN, FILE_PASSWORD, TOO_LARGE. */
export async function checkFinished(bytes: Uint8Array, fileName: string): Promise<FormatReport> {
  return checkPaper(await readFinished(bytes, fileName), fileName);
}

export async function readFinished(bytes: Uint8Array, fileName: string): Promise<FinishedDocument> {
  const detail = { name: fileName };
  if (bytes.byteLength === 0) throw new AppError('FILE_EMPTY', { detail });
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString(
    'latin1',
  );
  if (start.includes('%PDF-')) return readPdf(bytes);
  if (start.startsWith('PK')) return readDocx(bytes);
  // A Word file under a password is no zip but a compound file.
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) {
    const isDocx = /\.docx$/i.test(fileName);
    throw new AppError(isDocx ? 'FILE_PASSWORD' : 'FILE_KIND', { detail });
  }
  throw new AppError(/\.(?:pdf|docx)$/i.test(fileName) ? 'FILE_BROKEN' : 'FILE_KIND', { detail });
}
