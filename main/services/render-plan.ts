/**
 * All notices of a round as files: the collective one and one for every visited agency. Documents that exist are
 * used as they are; for the others the wording is drafted on the spot and no row is written.
 */
import { AppError } from '../../core/contract/error.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import { documentFileStem } from '../../core/rules/file-name.ts';
import { found, type ServiceContext } from './context.ts';
import { type DocumentFormat, layOut, type RenderedBytes, renderModel, sha256 } from './document-pages.ts';
import { defaultIssuerId, draftPaper, modelOfDocument, noticesOf } from './documents.ts';

export interface RenderPlanInput {
  readonly planId: string;
  readonly formats: readonly DocumentFormat[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

interface AboutFile {
  readonly kind: 'agency_notice' | 'collective_notice';
  /** Null for the collective notice. */
  readonly agencyId: string | null;
  /** The agency's name in this round. */
  readonly agencyName: string | null;
  readonly format: DocumentFormat;
  /** Numbered in the order of the round, hence unique in it; the same stem for all formats. */
  readonly fileName: string;
  /** This file is number `done` of `total`. */
  readonly done: number;
  readonly total: number;
}
/** A file, or why it could not be made: where no PDF can be printed, the other formats still come. */
export type RenderedPlanFile = AboutFile &
  (
    | {
        readonly ok: true;
        readonly bytes: Uint8Array;
        readonly pages: number | null;
        readonly sha256: string;
      }
    | { readonly ok: false; readonly error: AppError }
  );

/** Files under way at once: while one is handed over, the next is being printed. */
const UNDER_WAY = 2;

export async function* renderPlan(
  context: Pick<ServiceContext, 'stores' | 'blobs' | 'printer'>,
  input: RenderPlanInput,
): AsyncGenerator<RenderedPlanFile, void, undefined> {
  const { stores, printer } = context;
  const { planId, formats, signal, onProgress } = input;
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const visits = stores.visits.list(planId);
  const notices = noticesOf(visits);
  const total = notices.length * formats.length;
  const digits = Math.max(2, String(notices.length - 1).length);
  let noPrinter: AppError | undefined;

  async function file(about: AboutFile, model: () => DocumentModel): Promise<RenderedPlanFile> {
    // A PC without a program that prints says so once per file and is not asked again.
    const result =
      about.format === 'pdf' && noPrinter !== undefined
        ? noPrinter
        : await attempt(() => renderModel(printer, model(), about.format, signal));
    if (result instanceof AppError && result.code === 'PDF_UNAVAILABLE') noPrinter = result;
    return result instanceof AppError
      ? { ...about, ok: false, error: result }
      : { ...about, ok: true, ...result, sha256: sha256(result.bytes) };
  }

  function* files(): Generator<() => Promise<RenderedPlanFile>> {
    let done = 0;
    for (const [index, { kind, visit }] of notices.entries()) {
      const live = stores.documents.live(planId, kind, visit?.id ?? null);
      const stored = live === undefined ? undefined : stores.documents.get(live);
      const agencyName = visit?.agencyName ?? null;
      const titleKind = stored?.titleKind ?? 'ket_qua';
      const name = documentFileStem({ kind, titleKind, agencyName, year: plan.year });
      const stem = `${String(index).padStart(digits, '0')}-${name}`;
      let laidOut: DocumentModel | undefined;
      const model = () =>
        (laidOut ??=
          stored === undefined
            ? draftModel(context, plan, visits, { kind, visit })
            : modelOfDocument(context, stored));
      for (const format of formats) {
        done += 1;
        const agencyId = visit?.agencyId ?? null;
        const about = { kind, agencyId, agencyName, format, fileName: `${stem}.${format}`, done, total };
        yield () => file(about, model);
      }
    }
  }

  for await (const made of inOrder(files(), UNDER_WAY, signal)) {
    yield made;
    onProgress?.(made.done, total);
  }
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

type Notice = ReturnType<typeof noticesOf>[number];

/** With number and day left blank, as the paper goes to be signed. */
function draftModel(
  context: Pick<ServiceContext, 'stores'>,
  plan: Parameters<typeof defaultIssuerId>[0],
  visits: Parameters<typeof noticesOf>[0],
  notice: Notice,
) {
  const issuerId = defaultIssuerId(plan);
  const { paper, content } = draftPaper(context, plan, { ...notice, visits, titleKind: 'ket_qua', issuerId });
  return layOut(paper, content, false);
}

async function attempt(work: () => Promise<RenderedBytes>): Promise<RenderedBytes | AppError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}
