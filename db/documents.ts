// Documents: their state, their editable wording, and the digests of what was frozen. The bytes stand in blobs.
import type { DocumentRow } from '../core/contract/documents.ts';
import type { DocumentContent } from '../core/documents/content.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { rowOf } from './stored.ts';

export type StoredDocument = Stored<
  DocumentRow & {
    readonly content: DocumentContent;
    readonly factsDigest: string;
    readonly styleVersion: string | null;
    readonly frozenDigest: string | null;
    readonly modelSha256: string | null;
    readonly docxSha256: string | null;
    readonly pdfSha256: string | null;
  }
>;
export interface DocumentFilter {
  readonly planId?: string | undefined;
  readonly visitId?: string | undefined;
}

const select = `SELECT document.*, version.name AS agency_name
  FROM document
  LEFT JOIN visit ON visit.id = document.visit_id
  LEFT JOIN agency_version version ON version.id = visit.agency_version_id`;

export function createDocumentStore(connection: Connection) {
  const get = connection.prepare(`${select} WHERE document.id = ?`);
  // The collective notice first, then by visit: minutes before the notice that stands on them.
  const list = connection.prepare(
    `${select}
      WHERE (@planId IS NULL OR document.plan_id = @planId)
        AND (@visitId IS NULL OR document.visit_id = @visitId)
      ORDER BY document.plan_id, visit.ordinal IS NOT NULL, visit.ordinal, document.visit_id,
               document.kind DESC, document.status = 'withdrawn', document.id`,
  );
  const live = connection
    .prepare(
      `SELECT id FROM document
        WHERE plan_id = ? AND kind = ? AND visit_id IS ? AND status <> 'withdrawn' LIMIT 1`,
    )
    .pluck();
  const attachPdf = connection.prepare(
    'UPDATE document SET pdf_sha256 = ? WHERE id = ? AND model_sha256 = ?',
  );
  const whole = (row: unknown): StoredDocument => ({
    ...rowOf<Omit<StoredDocument, 'agencyName'>>('document', row),
    agencyName: (row as { agency_name: string | null }).agency_name,
  });
  return {
    get: (id: string) => get.all(id).map(whole).at(0),
    list: (filter: DocumentFilter) =>
      list.all({ planId: filter.planId ?? null, visitId: filter.visitId ?? null }).map(whole),
    /** The id of the one document of this kind that has not been withdrawn. */
    live: (planId: string, kind: DocumentRow['kind'], visitId: string | null) =>
      live.get(planId, kind, visitId) as string | undefined,
    /**
     * The PDF of frozen pages joins the record. It follows from them and says nothing new, so it is no step of
     * anybody and leaves `rev` alone: whoever prints must not be told that the document has moved on.
     */
    attachPdf: (id: string, modelSha256: string, pdfSha256: string) => {
      attachPdf.run(pdfSha256, id, modelSha256);
    },
  };
}
export type DocumentStore = ReturnType<typeof createDocumentStore>;
