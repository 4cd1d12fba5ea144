// A reference round in a database, and any paper of it straight from its maker.
import type { DocumentModel } from '../../../core/documents/model.ts';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import { paragraphText } from '../../../core/documents/model-text.ts';
import type { Block, Paragraph } from '../../../core/documents/model.ts';
import type { SampleName } from '../../../core/contract/system.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import { defaultSymbol } from '../../../core/rules/numbering.ts';
import type { StoredDocument } from '../../../db/documents.ts';
import { loadSample } from '../../../main/samples/load.ts';
import { paperMakers } from '../../../main/services/papers/index.ts';
import type { PaperContext, PaperDraft, PaperSubject } from '../../../main/services/papers/paper.ts';
import { showTeams } from '../../../main/services/teams.ts';
import { openOffice, removeOffice } from './fixture.ts';

export interface Round {
  readonly context: PaperContext;
  close(): void;
  subject(kind: DocumentKind, change?: Partial<PaperSubject>): PaperSubject;
  draft(kind: DocumentKind, change?: Partial<PaperSubject>): PaperDraft;
  /** The pages as lines. */
  pages(kind: DocumentKind, change?: Partial<PaperSubject>): string;
}

export function openRound(name: SampleName, illustrative: boolean): Round {
  const office = openOffice();
  const { context } = office;
  const { stores } = context;
  loadSample(context, { name, illustrative });
  const [plan] = stores.plans.list({});
  if (plan === undefined) throw new Error(`No plan in ${name}`);
  const visits = stores.visits.list(plan.id);
  const teams = showTeams(stores, stores.teams.ofPlan(plan.id));

  function subject(kind: DocumentKind, change: Partial<PaperSubject> = {}): PaperSubject {
    const issuers = stores.issuers.list(plan!.originOfficeId);
    const { issuer: role, scopes } = kindTraits[kind];
    const wanted =
      role === 'plan'
        ? plan!.issuerId
        : role === 'notice'
          ? (plan!.noticeIssuerId ?? plan!.issuerId)
          : (issuers.find((one) => one.kind === 'department')?.id ?? plan!.issuerId);
    const issuer = stores.issuers.get(wanted ?? '');
    if (issuer === undefined) throw new Error(`No issuer for ${kind}`);
    const only = (scope: (typeof scopes)[number]) => scopes.includes(scope) && !scopes.includes('round');
    return {
      plan: plan!,
      kind,
      visit: only('visit') ? (visits[0] ?? null) : null,
      team: only('team') ? (teams[0] ?? null) : null,
      member: null,
      about: null,
      periodReportId: null,
      agencyReportId: null,
      indexSetId: null,
      periodFrom: null,
      periodTo: null,
      asOf: '2022-12-01',
      issuer,
      document: {
        titleKind: 'ket_qua',
        number: null,
        symbol: defaultSymbol(kind, issuer.symbol),
        issuedOn: null,
        subject: null,
        draftRound: 1,
        urgency: null,
      },
      boilerplate: {},
      ...change,
    };
  }

  function draft(kind: DocumentKind, change: Partial<PaperSubject> = {}): PaperDraft {
    const maker = paperMakers[kind];
    if (maker === undefined) throw new Error(`Nobody makes ${kind}`);
    return maker(context, subject(kind, change));
  }

  return {
    context,
    close: () => removeOffice(office),
    subject,
    draft,
    pages(kind, change) {
      const paper = draft(kind, change);
      const model = layoutDocument(kind, paper.facts, paper.content(), {
        draft: true,
        subject: paper.subject,
      });
      return pageLines(model);
    },
  };
}

/** A paper as if it had been drafted and stored, to be submitted. */
export function storedPaper(
  round: Round,
  kind: DocumentKind,
  change: Partial<PaperSubject> = {},
): StoredDocument {
  const subject = round.subject(kind, change);
  const paper = round.draft(kind, change);
  return {
    id: 'submitted',
    kind,
    subject: paper.subject,
    issuerId: subject.issuer.id,
    content: paper.content(),
  } as StoredDocument;
}

/** One line a paragraph, one a row of a table, a rule of dashes between pages. */
export function pageLines(model: DocumentModel): string {
  const cells = (row: readonly Paragraph[]) =>
    row.map((cell) => paragraphText(cell).replaceAll('\n', ' / ')).join(' | ');
  const lines = (block: Block): readonly string[] => {
    switch (block.type) {
      case 'paragraph':
        return [paragraphText(block)];
      case 'list':
        return block.items.map(paragraphText);
      case 'table':
        return [
          ...(block.headRows ?? []).map((row) => `[${cells(row.map(({ cell }) => cell))}]`),
          ...(block.head.length === 0 ? [] : [`[${cells(block.head)}]`]),
          ...block.rows.map(cells),
        ];
      case 'columns':
        return block.rows.flatMap((row) =>
          row.flatMap((cell) =>
            cell.flatMap((part) =>
              part.type === 'paragraph'
                ? [paragraphText(part)]
                : part.type === 'box'
                  ? [`[${paragraphText(part.text)}]`]
                  : [],
            ),
          ),
        );
      case 'pageBreak':
        return [block.landscape ? '──────────── (khổ ngang)' : '────────────'];
      default:
        return [];
    }
  };
  return `${model.blocks
    .flatMap(lines)
    .map((one) => one.replaceAll('\u00a0', ' '))
    .join('\n')}\n`;
}
