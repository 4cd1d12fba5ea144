/**
 * The papers of a round, of a periodic report or of a set of the index as files, for the command line: the same job as
 * `prints.export`, without a bundle.
 */
import type { PrintChoice } from '../../core/contract/prints.ts';
import type { ServiceContext } from './context.ts';
import type { DocumentFormat } from './document-pages.ts';
import { expectedPapers, papersOfHome } from './prints-contents.ts';
import { type MadeFile, makeFiles } from './prints-making.ts';

/** What the papers belong to. */
export type RenderHome =
  { readonly planId: string } | { readonly periodReportId: string } | { readonly indexSetId: string };

export type RenderPlanInput = RenderHome & {
  /** Of a round; the notices where nothing is chosen. */
  readonly choice?: PrintChoice;
  readonly formats: readonly DocumentFormat[];
  readonly signal?: AbortSignal | undefined;
};

export type RenderedPlanFile = MadeFile & {
  readonly kind: MadeFile['paper']['item']['kind'];
  /** Null for a paper of the whole round. */
  readonly agencyId: string | null;
  /** The agency's name in this round; of a team or a member where it is theirs. */
  readonly agencyName: string | null;
};

export async function* renderPlan(
  context: ServiceContext,
  input: RenderPlanInput,
): AsyncGenerator<RenderedPlanFile, void, undefined> {
  const { choice = { what: 'notices' }, formats, signal } = input;
  const papers =
    'planId' in input
      ? expectedPapers(context, input.planId, choice)
      : papersOfHome(
          context,
          'indexSetId' in input ? { indexSetId: input.indexSetId } : { periodReportId: input.periodReportId },
        );
  for await (const made of makeFiles(context, papers, formats, signal)) {
    const { item, agencyId } = made.paper;
    yield { ...made, kind: item.kind, agencyId, agencyName: item.agencyName };
  }
}
