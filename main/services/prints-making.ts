/**
 * Makes the files of the papers of a job, one after the other in their order, a few under way at once. What cannot be
 * made is told in its place and stops nothing else. Knows no bundle and no printer of paper.
 */
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../core/contract/error.ts';
import { mapSystemError } from '../../db/errors.ts';
import type { ServiceContext } from './context.ts';
import {
  type DocumentFormat,
  picturesOf,
  type RenderedBytes,
  renderModel,
  sha256,
} from './document-pages.ts';
import { renderDocument } from './document-papers.ts';
import type { ExpectedPaper } from './prints-contents.ts';

interface AboutFile {
  readonly paper: ExpectedPaper;
  readonly format: DocumentFormat;
  /** The same stem for all formats; unique in the job. */
  readonly fileName: string;
  /** This file is number `done` of `total`. */
  readonly done: number;
  readonly total: number;
}
/** A file, or why it could not be made: where no PDF can be printed, the other formats still come. */
export type MadeFile = AboutFile &
  (
    | {
        readonly ok: true;
        readonly bytes: Uint8Array;
        readonly pages: number | null;
        readonly sha256: string;
      }
    | { readonly ok: false; readonly error: AppError }
  );

export async function* makeFiles(
  context: ServiceContext,
  papers: readonly ExpectedPaper[],
  formats: readonly DocumentFormat[],
  signal?: AbortSignal,
): AsyncGenerator<MadeFile, void, undefined> {
  const { printer, blobs } = context;
  const pictures = picturesOf(blobs);
  const total = papers.length * formats.length;
  let noPrinter: AppError | undefined;

  async function bytesOf({ row, model }: ExpectedPaper, format: DocumentFormat): Promise<RenderedBytes> {
    // What others do in this thread comes in between two papers.
    await setImmediate();
    return row === null
      ? renderModel(printer, model(), format, signal, pictures)
      : renderDocument(context, row, format, signal);
  }

  async function file(about: AboutFile): Promise<MadeFile> {
    // A PC without a program that prints says so once per file and is not asked again.
    const result =
      about.format === 'pdf' && noPrinter !== undefined
        ? noPrinter
        : await attempt(() => bytesOf(about.paper, about.format));
    if (signal?.aborted === true) throw signal.reason;
    if (result instanceof AppError && result.code === 'PDF_UNAVAILABLE') noPrinter = result;
    return result instanceof AppError
      ? { ...about, ok: false, error: result }
      : { ...about, ok: true, ...result, sha256: sha256(result.bytes) };
  }

  // As many as are printed at a time, and one more that is being laid out.
  function* files(): Generator<() => Promise<MadeFile>> {
    let done = 0;
    for (const paper of papers) {
      for (const format of formats) {
        done += 1;
        const about = { paper, format, fileName: `${paper.item.fileStem}.${format}`, done, total };
        yield () => file(about);
      }
    }
  }

  yield* inOrder(files(), (printer?.parallel ?? 1) + 1, signal);
}

/** The results in the order of the work, `atOnce` of it under way. */
async function* inOrder<T>(
  work: Iterable<() => Promise<T>>,
  atOnce: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, undefined> {
  const underWay: Promise<T>[] = [];
  try {
    for (const start of work) {
      signal?.throwIfAborted();
      underWay.push(start());
      if (underWay.length < atOnce) continue;
      yield await underWay[0]!;
      underWay.shift();
    }
    while (underWay.length > 0) {
      yield await underWay[0]!;
      underWay.shift();
    }
  } finally {
    // Whoever stopped listening, or a failure: what is under way is let end first.
    await Promise.allSettled(underWay);
  }
}

/** Whatever goes wrong with one paper is that paper's; the others are made all the same. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | AppError> {
  try {
    return await work();
  } catch (thrown) {
    const error = mapSystemError(thrown);
    return error instanceof AppError ? error : new AppError('INTERNAL', { cause: error });
  }
}
