// Documents: their state, what each is about, their editable wording, and the digests of what was frozen. The bytes stand
// in blobs.
import type { DocumentRow } from '../core/contract/documents.ts';
import type { DocumentContent } from '../core/documents/content.ts';
import { tableDefinition } from './registry.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, rowOf } from './stored.ts';

export type StoredDocument = Stored<
  DocumentRow & {
    readonly content: DocumentContent;
    /** What the data worded when `content` was last drawn from it; null in drafts of before this was kept. */
    readonly baseContent: DocumentContent | null;
    readonly factsDigest: string;
    readonly styleVersion: string | null;
    readonly frozenDigest: string | null;
    readonly modelSha256: string | null;
    readonly docxSha256: string | null;
    readonly pdfSha256: string | null;
  }
>;
/** A paper without its words: a list of hundreds reads none. */
export type ListedDocument = Omit<StoredDocument, 'content' | 'baseContent'>;
export interface DocumentFilter {
  readonly planId?: string | undefined;
  readonly visitId?: string | undefined;
  readonly periodReportId?: string | undefined;
  readonly indexSetId?: string | undefined;
  /** Alone, or with a round. */
  readonly officeId?: string | undefined;
}

/** What one paper is about besides its round. */
export type DocumentAbout = Pick<
  DocumentRow,
  | 'visitId'
  | 'teamId'
  | 'memberId'
  | 'aboutDocumentId'
  | 'periodReportId'
  | 'agencyReportId'
  | 'indexSetId'
  | 'periodFrom'
  | 'periodTo'
>;

/** A number of the record, in the series of its issuer. */
export interface NumberedDocument {
  readonly id: string;
  readonly planId: string | null;
  readonly issuerId: string;
  readonly issuerName: string;
  /** What issuers that number together share; else the issuer's own id. */
  readonly series: string;
  readonly ownsSeries: boolean;
  readonly number: string;
  readonly symbol: string | null;
  readonly issuedOn: string;
}

type NumberedRow = Omit<NumberedDocument, 'ownsSeries'> & { readonly ownsSeries: number };

const from = `coalesce(version.name, about_version.name, reporting_version.name) AS agency_name
  FROM document
  LEFT JOIN visit ON visit.id = document.visit_id
  LEFT JOIN agency_version version ON version.id = visit.agency_version_id
  LEFT JOIN document about ON about.id = document.about_document_id
  LEFT JOIN visit about_visit ON about_visit.id = about.visit_id
  LEFT JOIN agency_version about_version ON about_version.id = about_visit.agency_version_id
  LEFT JOIN agency_report reporting ON reporting.id = document.agency_report_id
  LEFT JOIN agency_version reporting_version ON reporting_version.id = reporting.agency_version_id`;
const whole = `SELECT document.*, ${from}`;
const listed = `SELECT ${tableDefinition('document')
  .columns.filter(({ type }) => type !== 'json')
  .map(({ sqlName }) => `document.${sqlName}`)
  .join(', ')}, ${from}`;

const aboutIs = `visit_id IS @visitId AND team_id IS @teamId AND member_id IS @memberId
  AND about_document_id IS @aboutDocumentId AND period_report_id IS @periodReportId
  AND agency_report_id IS @agencyReportId AND index_set_id IS @indexSetId AND period_from IS @periodFrom AND period_to IS @periodTo`;

// Papers of the round first, then by visit: minutes before the notice that stands on them.
const inOrder = `ORDER BY document.plan_id, visit.ordinal IS NOT NULL, visit.ordinal, document.visit_id,
  document.kind DESC, document.status = 'withdrawn', document.id`;

/** Outside the store for the test that explains them. */
export const documentSql = {
  all: `${listed} ${inOrder}`,
  // A statement each, as one with "or null" would look at everything.
  ofPlan: `${listed} WHERE document.plan_id = ? ${inOrder}`,
  ofOffice: `${listed} WHERE document.origin_office_id = ? ${inOrder}`,
  ofVisit: `${listed} WHERE document.visit_id = ? ${inOrder}`,
  ofPeriodReport: `${listed} WHERE document.period_report_id = ? ${inOrder}`,
  ofIndexSet: `${listed} WHERE document.index_set_id = ? ${inOrder}`,
  wholeOfPlan: `${whole} WHERE document.plan_id = ? ${inOrder}`,
  live: `SELECT id FROM document
    WHERE plan_id IS @planId AND kind = @kind AND ${aboutIs} AND status <> 'withdrawn' ORDER BY id LIMIT 1`,
  open: `SELECT id FROM document
    WHERE plan_id IS @planId AND kind = @kind AND ${aboutIs} AND status IN ('draft', 'for_signature')
    ORDER BY id LIMIT 1`,
  standingOn: `SELECT id FROM document WHERE visit_id = @id
    UNION SELECT id FROM document WHERE team_id = @id
    UNION SELECT id FROM document WHERE member_id = @id
    UNION SELECT id FROM document WHERE about_document_id = @id
    UNION SELECT id FROM document WHERE period_report_id = @id
    UNION SELECT id FROM document WHERE agency_report_id = @id
    UNION SELECT id FROM document WHERE index_set_id = @id
    UNION SELECT id FROM document WHERE replaces_id = @id`,
  replacing: 'SELECT id FROM document WHERE replaces_id = ? ORDER BY id',
  // A series is a name that issuers share, or one issuer's own.
  numbered: `SELECT document.id, document.plan_id AS planId, document.issuer_id AS issuerId,
      issuer.name AS issuerName, coalesce(nullif(trim(issuer.number_series), ''), issuer.id) AS series,
      issuer.owns_series AS ownsSeries, document.number, document.symbol, document.issued_on AS issuedOn
    FROM document JOIN issuer ON issuer.id = document.issuer_id
    WHERE document.issuer_id IN (SELECT value FROM json_each(@issuers))
      AND document.issued_on BETWEEN @from AND @to AND trim(coalesce(document.number, '')) <> ''
    ORDER BY document.issued_on, document.id`,
} as const;

export function createDocumentStore(connection: Connection) {
  const get = connection.prepare(`${whole} WHERE document.id = ?`);
  const lists = {
    all: connection.prepare(documentSql.all),
    ofPlan: connection.prepare(documentSql.ofPlan),
    ofOffice: connection.prepare(documentSql.ofOffice),
    ofVisit: connection.prepare(documentSql.ofVisit),
    ofPeriodReport: connection.prepare(documentSql.ofPeriodReport),
    ofIndexSet: connection.prepare(documentSql.ofIndexSet),
  } as const;
  const live = connection.prepare(documentSql.live).pluck();
  const open = connection.prepare(documentSql.open).pluck();
  const standingOn = connection.prepare(documentSql.standingOn).pluck();
  const replacing = connection.prepare(documentSql.replacing).pluck();
  const numbered = connection.prepare(documentSql.numbered);
  const attachPdf = connection.prepare(
    'UPDATE document SET pdf_sha256 = ? WHERE id = ? AND model_sha256 = ?',
  );
  const wholeOfPlan = connection.prepare(documentSql.wholeOfPlan);
  const read = <T extends ListedDocument>(row: unknown) =>
    ({
      ...rowOf<Omit<T, 'agencyName'>>('document', row),
      agencyName: (row as { agency_name: string | null }).agency_name,
    }) as T;
  const about = (planId: string | null, kind: DocumentRow['kind'], of: DocumentAbout) => ({
    planId,
    kind,
    visitId: of.visitId,
    teamId: of.teamId,
    memberId: of.memberId,
    aboutDocumentId: of.aboutDocumentId,
    periodReportId: of.periodReportId,
    agencyReportId: of.agencyReportId,
    indexSetId: of.indexSetId,
    periodFrom: of.periodFrom,
    periodTo: of.periodTo,
  });
  return {
    get: (id: string) =>
      get
        .all(id)
        .map(read<StoredDocument>)
        .at(0),
    list({ planId, visitId, periodReportId, indexSetId, officeId }: DocumentFilter): ListedDocument[] {
      if (periodReportId !== undefined) return lists.ofPeriodReport.all(periodReportId).map(read);
      if (indexSetId !== undefined) return lists.ofIndexSet.all(indexSetId).map(read);
      if (officeId !== undefined) {
        const ofOffice = lists.ofOffice.all(officeId).map(read);
        return planId === undefined ? ofOffice : ofOffice.filter((row) => row.planId === planId);
      }
      if (visitId === undefined) {
        return (planId === undefined ? lists.all.all() : lists.ofPlan.all(planId)).map(read);
      }
      const ofVisit = lists.ofVisit.all(visitId).map(read);
      return planId === undefined ? ofVisit : ofVisit.filter((row) => row.planId === planId);
    },
    /** With their words, for who goes on to read them. */
    wholeOfPlan: (planId: string): StoredDocument[] => wholeOfPlan.all(planId).map(read<StoredDocument>),
    /** The id of a document of this kind about the same that has not been withdrawn. */
    live: (planId: string | null, kind: DocumentRow['kind'], of: DocumentAbout) =>
      live.get(about(planId, kind, of)) as string | undefined,
    /** The same, not issued either: somebody is still at work on it. */
    open: (planId: string | null, kind: DocumentRow['kind'], of: DocumentAbout) =>
      open.get(about(planId, kind, of)) as string | undefined,
    /** Ids of documents about this visit, team, member, document, report or index, or in its place. */
    standingOn: (id: string) => standingOn.all({ id }) as string[],
    /** Ids of what replaces this document. */
    replacing: (id: string) => replacing.all(id) as string[],
    /** What these issuers have numbered between two days, both included. */
    numbered: (issuerIds: readonly string[], from: string, to: string): NumberedDocument[] =>
      (numbered.all({ issuers: idList(issuerIds), from, to }) as NumberedRow[]).map((row) => ({
        ...row,
        ownsSeries: row.ownsSeries === 1,
      })),
    /**
     * The PDF of frozen pages joins the record. It follows from them and says nothing new, so it is no step of
     * anybody and leaves `rev` alone: whoever prints must not be told that the document has moved on.
     */
    attachPdf: (id: string, modelSha256: string, pdfSha256: string) => {
      attachPdf.run(pdfSha256, id, modelSha256);
    },
  };
}
