/**
 * Which papers a choice expects, in which order, under which names, and the pages of each. A paper that has no row is
 * worded from today's data on the spot, and nothing of it is recorded. Knows no format and no file.
 */
import type { PrintChoice, PrintItem } from '../../core/contract/prints.ts';
import {
  type DocumentKind,
  documentKinds,
  type DocumentScope,
  kindTraits,
} from '../../core/documents/kinds.ts';
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
import { draftPaper, memberOf, modelOfDocument, modelOfDraft, teamOf } from './document-papers.ts';
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
  periodFrom: null,
  periodTo: null,
};
const KINDS_OF_PARTS = { notice: 'agency_notice', minutes: 'minutes' } as const;

export function expectedPapers(
  context: ServiceContext,
  planId: string,
  choice: PrintChoice,
): readonly ExpectedPaper[] {
  const { stores } = context;
  const plan = found(stores.plans.get(planId), 'plan', planId);
  const visits = stores.visits.list(planId);
  const placeOf = new Map(visits.filter(isVisitInRound).map((visit, index) => [visit.id, index + 1]));

  /** A paper of the record. */
  function recorded(row: StoredDocument, place?: number): Wanted {
    const visit = visits.find(({ id }) => id === row.visitId) ?? null;
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
      of: nameOf(row),
      place: place ?? (visit === null ? 0 : (placeOf.get(visit.id) ?? 0)),
      model: () => modelOfDocument(context, row),
    };
  }

  /** The live one of this kind about this, or one that is drafted on the spot. */
  function liveOrDrafted(kind: DocumentKind, about: Partial<DocumentAbout>, place?: number): Wanted {
    const whole = { ...nothing, ...about };
    const id = stores.documents.live(planId, kind, whole);
    const row = id === undefined ? undefined : stores.documents.get(id);
    if (row !== undefined) return recorded(row, place);
    const visit = visits.find((one) => one.id === whole.visitId) ?? null;
    const team = whole.teamId === null ? null : teamOf(stores, whole.teamId);
    const member = whole.memberId === null ? null : memberOf(stores, whole.memberId);
    const subject = { kind, visit, team: team ?? member?.team ?? null, member: member?.member ?? null };
    return {
      key: [kind, ...Object.values(about)].join(':'),
      kind,
      row: null,
      visit,
      agencyId: visit?.agencyId ?? null,
      titleKind: 'ket_qua',
      number: null,
      symbol: null,
      agencyName: visit?.agencyName ?? null,
      of: nameOf(whole),
      place: place ?? (visit === null ? 0 : (placeOf.get(visit.id) ?? 0)),
      model: () => modelOfDraft(draftPaper(context, plan, { ...subject, visits })),
    };
  }

  function nameOf({ teamId, memberId }: Pick<DocumentAbout, 'teamId' | 'memberId'>): string | null {
    if (memberId !== null) {
      const member = stores.teams.member(memberId);
      return member?.fullName ?? member?.rankText ?? null;
    }
    return teamId === null ? null : (stores.teams.get(teamId)?.name ?? null);
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
        const asked = { planId, kind, visitId: visit.id, ...(sampleId === undefined ? {} : { sampleId }) };
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

  /** What the record holds of this kind; where it holds none, one paper for everything that the kind is about. */
  function ofKind(kind: DocumentKind, rows: readonly StoredDocument[]): Wanted[] {
    const inRound = visits.filter(isVisitInRound);
    const { scopes, many } = kindTraits[kind];
    const live = rows.filter((row) => row.kind === kind);
    if (many || (live.length > 0 && scopes.length > 1)) return live.map((row) => recorded(row));
    const [scope] = scopes as readonly [DocumentScope, ...DocumentScope[]];
    switch (scope) {
      case 'round':
        return [liveOrDrafted(kind, {})];
      case 'visit':
        return inRound.map((visit) => liveOrDrafted(kind, { visitId: visit.id }));
      case 'team':
        return stores.teams.ofPlan(planId).map((team) => liveOrDrafted(kind, { teamId: team.id }));
      case 'member': {
        const teams = stores.teams.ofPlan(planId).map((team) => team.id);
        return stores.teams.members(teams).map((member) => liveOrDrafted(kind, { memberId: member.id }));
      }
      // Nobody can tell which ones are missing.
      case 'document':
      case 'period':
        return live.map((row) => recorded(row));
    }
  }

  function set(kinds: readonly DocumentKind[] | undefined): Wanted[] {
    const rows = stores.documents.wholeOfPlan(planId).filter((row) => row.status !== 'withdrawn');
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
          if (row?.planId !== planId) throw fieldFault(`choice.documentIds.${index}`, 'NOT_FOUND');
          return recorded(row, index + 1);
        });
    }
  }

  const papers = wanted();
  const digits = Math.max(2, ...papers.map(({ place }) => String(place).length));
  const stems = uniqueNames(papers.map((paper) => printFileStem({ ...paper, year: plan.year }, digits)));
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
