/**
 * All notices of a round as files: the collective one and one for every visited agency. Documents that exist are
 * used as they are; for the others the wording is drafted on the spot and no row is written.
 */
import { AppError } from '../../core/contract/error.ts';
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

export async function* renderPlan(
  context: Pick<ServiceContext, 'stores' | 'blobs' | 'printer'>,
  input: RenderPlanInput,
): AsyncGenerator<RenderedPlanFile, void, undefined> {
  const { stores, printer } = context;
  const { planId, formats, signal, onProgress } = input;
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const notices = noticesOf(stores.visits.list(planId));
  const total = notices.length * formats.length;
  const digits = Math.max(2, String(notices.length - 1).length);
  let done = 0;
  let noPrinter: AppError | undefined;
  for (const [index, { kind, visit }] of notices.entries()) {
    const live = stores.documents.live(planId, kind, visit?.id ?? null);
    const stored = live === undefined ? undefined : stores.documents.get(live);
    const agencyName = visit?.agencyName ?? null;
    const titleKind = stored?.titleKind ?? 'ket_qua';
    const name = documentFileStem({ kind, titleKind, agencyName, year: plan.year });
    const stem = `${String(index).padStart(digits, '0')}-${name}`;
    const model =
      stored === undefined ? draftModel(context, plan, kind, visit) : modelOfDocument(context, stored);
    for (const format of formats) {
      signal?.throwIfAborted();
      done += 1;
      // A PC without a program that prints says so once per file and is not asked again.
      const result =
        format === 'pdf' && noPrinter !== undefined
          ? noPrinter
          : await attempt(() => renderModel(printer, model, format, signal));
      if (result instanceof AppError && result.code === 'PDF_UNAVAILABLE') noPrinter = result;
      const about: AboutFile = {
        kind,
        agencyId: visit?.agencyId ?? null,
        agencyName,
        format,
        fileName: `${stem}.${format}`,
        done,
        total,
      };
      if (result instanceof AppError) yield { ...about, ok: false, error: result };
      else yield { ...about, ok: true, ...result, sha256: sha256(result.bytes) };
      onProgress?.(done, total);
    }
  }
}

type Notice = ReturnType<typeof noticesOf>[number];

/** With number and day left blank, as the paper goes to be signed. */
function draftModel(
  context: Pick<ServiceContext, 'stores'>,
  plan: Parameters<typeof defaultIssuerId>[0],
  kind: Notice['kind'],
  visit: Notice['visit'],
) {
  const issuerId = defaultIssuerId(plan);
  const { paper, content } = draftPaper(context, plan, { kind, visit, titleKind: 'ket_qua', issuerId });
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
