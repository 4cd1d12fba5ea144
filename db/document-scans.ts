// Scans of signed originals: which files belong to which document. The bytes stand in blobs.
import type { DocumentScan } from '../core/contract/documents.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredScan = Stored<Omit<DocumentScan, 'present'>>;

export function createDocumentScanStore(connection: Connection) {
  const get = prepareGet(connection, 'document_scan');
  const ofDocument = connection.prepare(
    'SELECT * FROM document_scan WHERE document_id = ? ORDER BY ordinal, id',
  );
  const last = connection
    .prepare('SELECT coalesce(max(ordinal), 0) FROM document_scan WHERE document_id = ?')
    .pluck();
  return {
    get: (id: string) => readOne<StoredScan>('document_scan', get, id),
    ofDocument: (documentId: string) => readAll<StoredScan>('document_scan', ofDocument, documentId),
    nextOrdinal: (documentId: string) => (last.get(documentId) as number) + 1,
  };
}
