/**
 * One paper from the rows: what it is about, who issues it, its draft from today's data, and the pages of a stored one.
 * Every kind comes through the table of makers; nothing here knows what a kind says.
 */
import type { DocumentRow } from '../../core/contract/documents.ts';
import type { Team, TeamMember } from '../../core/contract/teams.ts';
import type { DocumentContent } from '../../core/documents/content.ts';
import type { BaseFacts } from '../../core/documents/facts.ts';
import { type DocumentKind, kindTraits } from '../../core/documents/kinds.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import { unknownIssuer } from '../../core/documents/sheets/sheet.ts';
import { documentFileStem } from '../../core/rules/file-name.ts';
import { defaultSymbol } from '../../core/rules/numbering.ts';
import { periodName } from '../../core/rules/report-periods.ts';
import type { StoredDocument } from '../../db/documents.ts';
import type { StoredIssuer } from '../../db/issuers.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { Stores } from '../../db/stores.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { dayInVietnam } from '../clock.ts';
import { countPdfPages } from '../pdf-pages.ts';
import { fieldFault, found, type ServiceContext } from './context.ts';
import {
  type DocumentFormat,
  layOut,
  mediaOf,
  type PaperFacts,
  picturesOf,
  readSnapshot,
  type RenderedBytes,
  renderModel,
  sha256,
  type Snapshot,
} from './document-pages.ts';
import { planOfPaper } from './document-homes.ts';
import { paperMakers } from './papers/index.ts';
import type { PaperContext, PaperDraft, PaperSubject, SubmittedDocument } from './papers/paper.ts';
import { showTeams } from './teams.ts';

/** What a new paper is about; what its kind has no scope for is left out. */
export interface PaperAbout {
  readonly kind: DocumentKind;
  readonly visit?: ListedVisit | null;
  readonly team?: Team | null;
  readonly member?: TeamMember | null;
  /** The paper that is submitted. */
  readonly about?: SubmittedDocument | null;
  /** Of one visit: a chosen few instead of the member's own. */
  readonly domainIds?: readonly string[] | undefined;
  readonly periodReportId?: string | null;
  readonly agencyReportId?: string | null;
  readonly indexSetId?: string | null;
  readonly periodFrom?: string | null;
  readonly periodTo?: string | null;
  /** Today where nothing is said. */
  readonly asOf?: string | null;
  readonly titleKind?: DocumentRow['titleKind'];
  /** Who usually issues this kind where nobody is named; null: nobody is known, and the head stays blank. */
  readonly issuerId?: string | null | undefined;
  /** Every visit of the round, from a caller who makes many papers and has read them once. */
  readonly visits?: readonly ListedVisit[] | undefined;
}

export interface DraftedPaper extends PaperFacts {
  readonly draft: PaperDraft;
  readonly content: DocumentContent;
  readonly subject: string;
  readonly symbol: string | null;
  readonly issuerId: string;
}

/** Kinds that count what is overdue or done on a day. */
const counting: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  'team_report',
  'summary_report',
  'reminder',
  'remediation_summary',
  'one_stop_notice',
  'period_report',
  'report_reminder',
]);
export const countsDays = (kind: DocumentKind): boolean => counting.has(kind);

/** Whoever usually issues this kind in this round; MISSING_KEY where nobody is known. */
export function defaultIssuerId(
  { stores }: { readonly stores: Pick<Stores, 'issuers'> },
  plan: Pick<StoredPlan, 'id' | 'originOfficeId' | 'issuerId' | 'noticeIssuerId'>,
  kind: DocumentKind,
  team: Pick<Team, 'decisionIssuerId'> | null = null,
): string {
  const ofPlan = plan.issuerId ?? plan.noticeIssuerId;
  const first = (...kinds: readonly StoredIssuer['kind'][]) =>
    kinds.flatMap((one) =>
      stores.issuers.list(plan.originOfficeId).filter((issuer) => issuer.kind === one),
    )[0]?.id ?? null;
  // A round says who issues its papers, or nobody does; of a paper without one nobody has said anything.
  const anybody = (...kinds: readonly StoredIssuer['kind'][]) => (plan.id === '' ? first(...kinds) : null);
  const usual = (): string | null => {
    switch (kindTraits[kind].issuer) {
      case 'plan':
        return (
          (kind === 'team_decision' ? team?.decisionIssuerId : null) ??
          ofPlan ??
          anybody('chairman', 'ubnd', 'department')
        );
      case 'notice':
        return plan.noticeIssuerId ?? plan.issuerId;
      case 'department':
        return first('department') ?? ofPlan ?? anybody('ubnd', 'chairman');
      // The form prints the agency's own head; the row only needs somebody.
      case 'agency':
        return ofPlan;
    }
  };
  const id = usual();
  if (id === null) throw fieldFault('issuerId', 'MISSING_KEY');
  return id;
}

const make = (context: PaperContext, subject: PaperSubject): PaperDraft =>
  paperMakers[subject.kind](context, subject);

/** Stands on no row: a sheet is printed without an issuer as well. */
const blankIssuer: StoredIssuer = {
  ...unknownIssuer,
  id: '',
  rev: 0,
  provenance: null,
  createdAt: 0,
  updatedAt: 0,
  officeId: '',
  originOfficeId: '',
  signLines: null,
  symbol: null,
  numberSeries: null,
  signAuthority: null,
  ownsSeries: false,
};

/** A new paper of a plan, worded from today's data, without a row. */
export function draftPaper(context: PaperContext, plan: StoredPlan, about: PaperAbout): DraftedPaper {
  const { stores, clock } = context;
  const { kind, visit = null, team = null, member = null } = about;
  const issuerId = about.issuerId === undefined ? defaultIssuerId(context, plan, kind, team) : about.issuerId;
  const issuer = issuerId === null ? blankIssuer : stores.issuers.get(issuerId);
  // Nobody issues papers for another office; what its own round says of itself stands.
  const isTheirs = about.issuerId != null && issuer?.originOfficeId !== plan.originOfficeId;
  if (issuer === undefined || isTheirs) throw fieldFault('issuerId', 'NOT_FOUND');
  const symbol = defaultSymbol(kind, issuer.symbol);
  const draft = make(context, {
    plan,
    kind,
    visit,
    team,
    member,
    about: about.about ?? null,
    domainIds: about.domainIds,
    periodReportId: about.periodReportId ?? null,
    agencyReportId: about.agencyReportId ?? null,
    indexSetId: about.indexSetId ?? null,
    periodFrom: about.periodFrom ?? null,
    periodTo: about.periodTo ?? null,
    asOf: about.asOf ?? clock.today(),
    issuer,
    document: {
      titleKind: about.titleKind ?? 'ket_qua',
      number: null,
      symbol,
      issuedOn: null,
      subject: null,
      draftRound: 1,
      urgency: null,
    },
    boilerplate: stores.boilerplates.textsFor(kind, issuer.id),
    visits: about.visits,
  });
  return {
    kind,
    facts: draft.facts,
    draft,
    content: draft.content(),
    subject: draft.subject,
    symbol,
    issuerId: issuer.id,
  };
}

/** The pages of a paper that has no row: with number and day left blank, as it goes to be signed, or as a draft. */
export function modelOfDraft(paper: DraftedPaper, isDraft = false): DocumentModel {
  const { document } = paper.facts;
  const facts: BaseFacts = {
    ...paper.facts,
    document: { ...document, subject: document.subject ?? paper.subject },
  };
  return layOut({ kind: paper.kind, facts }, paper.content, isDraft);
}

/** The same as a sheet: of no record, so without a place for a number. */
export function modelOfSheet(context: PaperContext, plan: StoredPlan, about: PaperAbout): DocumentModel {
  const issuerId = plan.noticeIssuerId ?? plan.issuerId;
  const paper = draftPaper(context, plan, { ...about, issuerId });
  const { facts } = paper;
  return modelOfDraft({ ...paper, facts: { ...facts, document: { ...facts.document, symbol: null } } });
}

export type RowOfPaper = Pick<
  StoredDocument,
  | 'planId'
  | 'kind'
  | 'visitId'
  | 'teamId'
  | 'memberId'
  | 'aboutDocumentId'
  | 'periodReportId'
  | 'agencyReportId'
  | 'indexSetId'
  | 'periodFrom'
  | 'periodTo'
  | 'asOf'
  | 'createdAt'
  | 'issuerId'
  | 'titleKind'
  | 'number'
  | 'symbol'
  | 'issuedOn'
  | 'subject'
  | 'draftRound'
  | 'urgency'
>;

/** What a stored document is about, from today's rows. */
export function subjectOfDocument({ stores }: PaperContext, row: RowOfPaper): PaperSubject {
  const issuer: StoredIssuer = found(stores.issuers.get(row.issuerId), 'issuer', row.issuerId);
  const member = row.memberId === null ? null : memberOf(stores, row.memberId);
  return {
    plan: planOfPaper(stores, row),
    kind: row.kind,
    visit: row.visitId === null ? null : found(stores.visits.listed(row.visitId), 'visit', row.visitId),
    team: row.teamId === null ? (member?.team ?? null) : teamOf(stores, row.teamId),
    member: member?.member ?? null,
    about:
      row.aboutDocumentId === null
        ? null
        : found(stores.documents.get(row.aboutDocumentId), 'document', row.aboutDocumentId),
    periodReportId: row.periodReportId,
    agencyReportId: row.agencyReportId,
    indexSetId: row.indexSetId,
    periodFrom: row.periodFrom,
    periodTo: row.periodTo,
    // The day it was drafted stays its day: no draft grows stale overnight.
    asOf: row.asOf ?? dayInVietnam(row.createdAt),
    issuer,
    document: {
      titleKind: row.titleKind,
      number: row.number,
      symbol: row.symbol,
      issuedOn: row.issuedOn,
      subject: row.subject,
      draftRound: row.draftRound,
      urgency: row.urgency,
    },
    boilerplate: stores.boilerplates.textsFor(row.kind, row.issuerId),
  };
}

export function teamOf(stores: Stores, id: string): Team {
  return showTeams(stores, [found(stores.teams.get(id), 'team', id)])[0]!;
}

export function memberOf(stores: Stores, id: string): { readonly team: Team; readonly member: TeamMember } {
  const team = teamOf(stores, found(stores.teams.member(id), 'team_member', id).teamId);
  return {
    team,
    member: found(
      team.members.find((one) => one.id === id),
      'team_member',
      id,
    ),
  };
}

/** The draft of a stored document from today's data. */
export function draftOfDocument(context: PaperContext, row: RowOfPaper): PaperDraft {
  return make(context, subjectOfDocument(context, row));
}

/** What was frozen; undefined while it is a draft. */
export function snapshotOfDocument(
  { blobs }: Pick<ServiceContext, 'blobs'>,
  row: Pick<StoredDocument, 'modelSha256'>,
): Snapshot | undefined {
  return row.modelSha256 === null ? undefined : readSnapshot(blobs.get(row.modelSha256));
}

/** The pages as they are now: the snapshot's once it was frozen, else laid out from the data. */
export function modelOfDocument(context: PaperContext, row: StoredDocument): DocumentModel {
  const snapshot = snapshotOfDocument(context, row);
  if (snapshot !== undefined) return snapshot.model;
  const { facts } = draftOfDocument(context, row);
  return layOut({ kind: row.kind, facts }, row.content, row.status === 'draft');
}

export interface RenderedDocument extends RenderedBytes {
  readonly fileName: string;
  readonly media: string;
  readonly sha256: string;
  /** They stand in the content store under their hash. */
  readonly kept: boolean;
}

/** The name that everybody gives the file of this document, by agency and number. */
export function fileNameOfDocument(
  { stores }: Pick<ServiceContext, 'stores'>,
  row: StoredDocument,
  format: string,
): string {
  const { year } = planOfPaper(stores, row);
  return `${documentFileStem({ ...row, year, of: ownerOfPaper(stores, row) })}.${format}`;
}

/** Whose a paper is that is no agency's: a member's, a team's, of a period, of a group of the index. */
export function ownerOfPaper(
  stores: Pick<Stores, 'teams' | 'periodReports' | 'parIndex'>,
  about: Pick<StoredDocument, 'teamId' | 'memberId' | 'periodReportId' | 'indexSetId'>,
): string | null {
  const { teamId, memberId, periodReportId, indexSetId } = about;
  if (memberId !== null) {
    const member = stores.teams.member(memberId);
    return member?.fullName ?? member?.rankText ?? null;
  }
  if (teamId !== null) return stores.teams.get(teamId)?.name ?? null;
  if (indexSetId !== null) {
    const set = stores.parIndex.set(indexSetId);
    return set === undefined ? null : `${set.groupName} ${String(set.year)}`;
  }
  const report = periodReportId === null ? undefined : stores.periodReports.get(periodReportId);
  return report === undefined ? null : (periodName(report.kind, report.year) ?? report.title);
}

/** The file as it is kept, or made now; the PDF of frozen pages joins the record. */
export async function renderDocument(
  context: PaperContext & Pick<ServiceContext, 'printer' | 'installation'>,
  row: StoredDocument,
  format: DocumentFormat,
  signal?: AbortSignal,
): Promise<RenderedDocument> {
  const { blobs, stores, printer, installation } = context;
  const about = { fileName: fileNameOfDocument(context, row, format), media: mediaOf[format] };
  const kept = format === 'pdf' ? row.pdfSha256 : format === 'docx' ? row.docxSha256 : null;
  if (kept !== null) {
    const bytes = blobs.get(kept);
    return {
      ...about,
      bytes,
      pages: format === 'pdf' ? countPdfPages(bytes) : null,
      sha256: kept,
      kept: true,
    };
  }
  const model = modelOfDocument(context, row);
  const { bytes, pages } = await renderModel(printer, model, format, signal, picturesOf(blobs));
  if (format === 'pdf' && row.modelSha256 !== null && !installation.readOnly) {
    const stored = blobs.put(bytes, about.media);
    stores.documents.attachPdf(row.id, row.modelSha256, stored.sha256);
    return { ...about, bytes, pages, sha256: stored.sha256, kept: true };
  }
  return { ...about, bytes, pages, sha256: sha256(bytes), kept: false };
}
