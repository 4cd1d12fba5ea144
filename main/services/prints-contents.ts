/**
 * Which papers a choice expects, in which order, under which names, and the pages of each. A paper that has no row is
 * worded from today's data on the spot, and nothing of it is recorded. Knows no format and no file.
 */
import type { PrintChoice, PrintItem } from '../../core/contract/prints.ts';
import { type DocumentKind, documentKinds, kindTraits } from '../../core/documents/kinds.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import {
  type NamedPaper,
  printFileStem,
  printLabel,
  type SheetPart,
  uniqueNames,
} from '../../core/rules/print-names.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { DocumentAbout, StoredDocument } from '../../db/documents.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { fieldFault, found, type ServiceContext } from './context.ts';
import { issuerFacts } from './document-facts.ts';
import {
  draftPaper,
  memberOf,
  modelOfDocument,
  modelOfDraft,
  ownerOfPaper,
  type PaperAbout,
  teamOf,
} from './document-papers.ts';
import { planOfPaper } from './document-homes.ts';
import { columnsOf, papersOfRound } from './document-round.ts';
import type { SubmittedDocument } from './papers/paper.ts';
import { deskSheet } from './sheets-desk.ts';

export interface ExpectedPaper {
  readonly item: PrintItem;
  /** Null: drafted on the spot, or a sheet. */
  readonly row: StoredDocument | null;
  readonly agencyId: string | null;
  /** Lays the pages out anew each time; whoever needs them twice keeps them. */
  readonly model: () => DocumentModel;
}

type Wanted = Omit<ExpectedPaper, 'item'> & {
  readonly key: string;
  readonly kind: PrintItem['kind'] & (DocumentKind | SheetPart);
  readonly visit: ListedVisit | null;
} & Omit<NamedPaper, 'kind' | 'year'>;

const nothing: DocumentAbout = {
  visitId: null,
  teamId: null,
  memberId: null,
  aboutDocumentId: null,
  periodReportId: null,
  agencyReportId: null,
  indexSetId: null,
  periodFrom: null,
  periodTo: null,
};
const KINDS_OF_PARTS = { notice: 'agency_notice', minutes: 'minutes' } as const;

export function expectedPapers(
  context: ServiceContext,
  planId: string | null,
  choice: PrintChoice,
): readonly ExpectedPaper[] {
  const { stores, clock } = context;
  if (planId === null) return chosenPapers(context, choice);
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const visits = stores.visits.list(plan.id);
  const placeOf = new Map(visits.filter(isVisitInRound).map((visit, index) => [visit.id, index + 1]));

  /** A paper of the record. */
  function recorded(row: StoredDocument, place?: number): Wanted {
    const visit = visits.find(({ id }) => id === row.visitId) ?? null;
    return recordedPaper(context, row, visit, place ?? (visit === null ? 0 : (placeOf.get(visit.id) ?? 0)));
  }

  /** The live one of this kind about this, or one that is drafted on the spot. */
  function liveOrDrafted(kind: DocumentKind, about: Partial<DocumentAbout>, place?: number): Wanted {
    const whole = { ...nothing, ...about };
    const id = stores.documents.live(plan.id, kind, whole);
    const row = id === undefined ? undefined : stores.documents.get(id);
    if (row !== undefined) return recorded(row, place);
    const member = whole.memberId === null ? null : memberOf(stores, whole.memberId);
    const visit = visits.find((one) => one.id === whole.visitId) ?? null;
    const team = whole.teamId === null ? (member?.team ?? null) : teamOf(stores, whole.teamId);
    return drafted({ kind, visit, team, member: member?.member ?? null, visits }, place);
  }

  /** Worded from today's data, without a row. */
  function drafted(about: PaperAbout, place?: number): Wanted {
    const { kind, visit = null } = about;
    const columns = columnsOf(about);
    const named = Object.values(columns).filter((value) => value !== null);
    return {
      key: [kind, ...(about.about?.id === null ? [about.about.kind] : named)].join(':'),
      kind,
      row: null,
      visit,
      agencyId: visit?.agencyId ?? null,
      titleKind: 'ket_qua',
      number: null,
      symbol: null,
      agencyName: visit?.agencyName ?? null,
      of: ownerOfPaper(stores, columns),
      place: place ?? (visit === null ? 0 : (placeOf.get(visit.id) ?? 0)),
      model: () => modelOfDraft(draftPaper(context, plan, about)),
    };
  }

  function sheet(kind: SheetPart, visit: ListedVisit, sampleId?: string): Wanted {
    return {
      key: [kind, sampleId ?? visit.id].join(':'),
      kind,
      row: null,
      visit,
      agencyId: visit.agencyId,
      titleKind: 'ket_qua',
      number: null,
      symbol: null,
      agencyName: visit.agencyName,
      of: null,
      place: placeOf.get(visit.id) ?? 0,
      model: () => {
        const issuerId = plan.noticeIssuerId ?? plan.issuerId;
        const issuer = issuerId === null ? undefined : stores.issuers.get(issuerId);
        const asked = {
          planId: plan.id,
          kind,
          visitId: visit.id,
          ...(sampleId === undefined ? {} : { sampleId }),
        };
        return deskSheet(context, asked, plan, issuer === undefined ? null : issuerFacts(issuer)).model;
      },
    };
  }

  function packs({ parts, visitIds }: Extract<PrintChoice, { what: 'packs' }>): Wanted[] {
    const unknown = visitIds?.findIndex((id) => !visits.some((visit) => visit.id === id)) ?? -1;
    if (unknown >= 0) throw fieldFault(`choice.visitIds.${unknown}`, 'NOT_FOUND');
    const chosen = visits.filter((visit) =>
      visitIds === undefined ? isVisitInRound(visit) : visitIds.includes(visit.id),
    );
    return chosen.flatMap((visit) =>
      [...new Set(parts)].flatMap((part) => {
        if (part === 'working_sheet') return [sheet(part, visit)];
        // Nothing is expected of an agency where no dossiers were picked.
        if (part === 'sample')
          return stores.samples.ofVisit(visit.id).map(({ id }) => sheet(part, visit, id));
        return [liveOrDrafted(KINDS_OF_PARTS[part], { visitId: visit.id })];
      }),
    );
  }

  /**
   * What the record holds of this kind; where it holds none, one paper for everything that a round asks it about: a
   * reminder for each agency that owes something, a notice of the newest statistics.
   */
  function ofKind(kind: DocumentKind, rows: readonly StoredDocument[]): Wanted[] {
    const { scopes, many } = kindTraits[kind];
    const live = rows.filter((row) => row.kind === kind);
    if (live.length > 0 && (many || scopes.length > 1)) return live.map((row) => recorded(row));
    if (scopes.includes('document')) return submitted(rows).map((about) => drafted({ kind, about, visits }));
    return papersOfRound(stores, plan, [kind], clock.today()).map((about) =>
      many ? drafted(about) : liveOrDrafted(kind, columnsOf(about)),
    );
  }

  /** What somebody above signs at the beginning of a round; what is not recorded, as it would be worded today. */
  function submitted(rows: readonly StoredDocument[]): SubmittedDocument[] {
    return (['team_decision', 'plan'] as const).flatMap((kind): readonly SubmittedDocument[] => {
      const live = rows.filter((row) => row.kind === kind);
      if (live.length > 0) return live;
      return papersOfRound(stores, plan, [kind], clock.today()).map((about) => {
        const { subject, issuerId, content } = draftPaper(context, plan, about);
        return { id: null, kind, subject, issuerId, content };
      });
    });
  }

  function set(kinds: readonly DocumentKind[] | undefined): Wanted[] {
    const rows = stores.documents.wholeOfPlan(plan.id).filter((row) => row.status !== 'withdrawn');
    // In practice's order, which is the order of the table of kinds.
    const inOrder = documentKinds.filter((kind) => kinds === undefined || kinds.includes(kind));
    const papers = inOrder.flatMap((kind) =>
      kinds === undefined
        ? rows.filter((row) => row.kind === kind).map((row) => recorded(row))
        : ofKind(kind, rows),
    );
    return papers.map((paper, index) => ({ ...paper, place: index + 1 }));
  }

  function wanted(): Wanted[] {
    switch (choice.what) {
      case 'notices':
        return [
          liveOrDrafted('collective_notice', {}),
          ...visits
            .filter(isVisitInRound)
            .map((visit) => liveOrDrafted('agency_notice', { visitId: visit.id })),
        ];
      case 'packs':
        return packs(choice);
      case 'set':
        return set(choice.kinds);
      case 'documents':
        return [...new Set(choice.documentIds)].map((id, index) => {
          const row = stores.documents.get(id);
          if (row?.planId !== plan.id) throw fieldFault(`choice.documentIds.${index}`, 'NOT_FOUND');
          return recorded(row, index + 1);
        });
    }
  }

  return numbered(wanted(), () => plan.year);
}

/** Papers of the record, of any round or of none. */
function chosenPapers(context: ServiceContext, choice: PrintChoice): readonly ExpectedPaper[] {
  if (choice.what !== 'documents') throw fieldFault('planId', 'MISSING_KEY');
  const { stores } = context;
  const papers = [...new Set(choice.documentIds)].map((id, index) => {
    const row = stores.documents.get(id);
    if (row === undefined) throw fieldFault(`choice.documentIds.${index}`, 'NOT_FOUND');
    const visit = row.visitId === null ? null : (stores.visits.listed(row.visitId) ?? null);
    return { row, paper: recordedPaper(context, row, visit, index + 1) };
  });
  const years = new Map(papers.map(({ row }) => [row.id, planOfPaper(stores, row).year]));
  return numbered(
    papers.map(({ paper }) => paper),
    ({ key }) => years.get(key) ?? null,
  );
}

/** What a periodic report or a set of the index is printed as: what the record holds, and its own paper in any case. */
export function papersOfHome(
  context: ServiceContext,
  home: { readonly periodReportId: string } | { readonly indexSetId: string },
): readonly ExpectedPaper[] {
  const { stores } = context;
  const { periodReportId, indexSetId } = { periodReportId: null, indexSetId: null, ...home };
  const kind = periodReportId === null ? 'index_decision' : 'period_report';
  const plan = planOfPaper(stores, { planId: null, periodReportId, indexSetId });
  const rows = stores.documents
    .list(home)
    .filter(({ status }) => status !== 'withdrawn')
    .flatMap(({ id }) => stores.documents.get(id) ?? []);
  const about: PaperAbout = { kind, periodReportId, indexSetId };
  const columns = columnsOf(about);
  const drafted: Wanted = {
    key: [kind, periodReportId ?? indexSetId].join(':'),
    kind,
    row: null,
    visit: null,
    agencyId: null,
    titleKind: 'ket_qua',
    number: null,
    symbol: null,
    agencyName: null,
    of: ownerOfPaper(stores, columns),
    place: 0,
    model: () => modelOfDraft(draftPaper(context, plan, about)),
  };
  const own = rows.some((row) => row.kind === kind) ? [] : [drafted];
  const papers = [...own, ...rows.map((row) => recordedPaper(context, row, null, 0))];
  return numbered(
    papers.map((paper, index) => ({ ...paper, place: index + 1 })),
    () => plan.year,
  );
}

function recordedPaper(
  context: ServiceContext,
  row: StoredDocument,
  visit: ListedVisit | null,
  place: number,
): Wanted {
  return {
    key: row.id,
    kind: row.kind,
    row,
    visit,
    agencyId: visit?.agencyId ?? null,
    titleKind: row.titleKind,
    number: row.number,
    symbol: row.symbol,
    agencyName: row.agencyName,
    of: ownerOfPaper(context.stores, row),
    place,
    model: () => modelOfDocument(context, row),
  };
}

/** With the names that their files get. */
function numbered(
  papers: readonly Wanted[],
  yearOf: (paper: Wanted) => number | null,
): readonly ExpectedPaper[] {
  const digits = Math.max(2, ...papers.map(({ place }) => String(place).length));
  const stems = uniqueNames(papers.map((paper) => printFileStem({ ...paper, year: yearOf(paper) }, digits)));
  return papers.map(({ row, agencyId, model, ...paper }, index) => ({
    row,
    agencyId,
    model,
    item: {
      key: paper.key,
      kind: paper.kind,
      documentId: row?.id ?? null,
      visitId: paper.visit?.id ?? null,
      agencyName: paper.agencyName ?? paper.of,
      label: printLabel(paper),
      fileStem: stems[index] ?? paper.key,
    },
  }));
}
