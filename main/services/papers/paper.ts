/**
 * What every kind of paper offers to the documents service: facts from the rows, and from those facts a subject, a first
 * wording and warnings. One file per kind, or per few that share their facts; index.ts is the table of all.
 */
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { Warning } from '../../../core/documents/check.ts';
import type { DocumentContent } from '../../../core/documents/content.ts';
import type { BaseFacts, DocumentFacts } from '../../../core/documents/facts.ts';
import type { StoredDocument } from '../../../db/documents.ts';
import type { StoredIssuer } from '../../../db/issuers.ts';
import type { StoredPlan } from '../../../db/plans.ts';
import type { ListedVisit } from '../../../db/visits.ts';
import type { Team, TeamMember } from '../../../core/contract/teams.ts';
import type { ServiceContext } from '../context.ts';

/** A paper that another one submits; `id` null where it was worded on the spot and no row holds it. */
export type SubmittedDocument = Pick<StoredDocument, 'kind' | 'subject' | 'issuerId' | 'content'> & {
  readonly id: string | null;
};

/** What one paper is about; each null where its kind has no such scope (core/documents/kinds.ts). */
export interface PaperSubject {
  /** Its round; of a paper without one, a round that says nothing (document-homes.ts). */
  readonly plan: StoredPlan;
  readonly kind: DocumentRow['kind'];
  readonly visit: ListedVisit | null;
  readonly team: Team | null;
  readonly member: TeamMember | null;
  /** The paper that is submitted. */
  readonly about: SubmittedDocument | null;
  /** Of one visit a chosen few, whoever's they are; none: the member's own, without a member all. */
  readonly domainIds?: readonly string[] | undefined;
  readonly periodReportId: string | null;
  readonly agencyReportId: string | null;
  readonly indexSetId: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  /** The day on which overdue and done are counted. */
  readonly asOf: string;
  readonly issuer: StoredIssuer;
  readonly document: DocumentFacts;
  /** The office's boilerplate of this kind and issuer; a part without a text of its own is absent. */
  readonly boilerplate: Readonly<Record<string, string>>;
  /** Every visit of the round, from a caller who makes many papers and has read them once. */
  readonly visits?: readonly ListedVisit[] | undefined;
}

export interface PaperDraft {
  /** Plain JSON: kept in the snapshot, and digested to tell whether the data has changed. */
  readonly facts: BaseFacts;
  /** The trích yếu that the facts give when nobody has typed one. */
  readonly subject: string;
  readonly content: () => DocumentContent;
  readonly warnings: (content: DocumentContent) => readonly Warning[];
}

export type PaperContext = Pick<ServiceContext, 'stores' | 'clock' | 'blobs' | 'connection'>;
export type PaperMaker = (context: PaperContext, subject: PaperSubject) => PaperDraft;
