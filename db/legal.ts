// The library of legal documents.
import type { LegalDocument } from '../core/contract/legal.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredLegalDocument = Stored<
  Omit<LegalDocument, 'firstCitation' | 'shortCitation' | 'replacedByName'>
>;

export const legalSql = {
  replacedBy: 'SELECT * FROM legal_document WHERE replaced_by_id = ?',
  successions: 'SELECT count(*) FROM agency_succession WHERE legal_document_id = ?',
} as const;

export function createLegalStore(connection: Connection) {
  const get = prepareGet(connection, 'legal_document');
  const list = connection.prepare(
    'SELECT * FROM legal_document ORDER BY issued_on IS NULL, issued_on DESC, symbol, id',
  );
  const replacedBy = connection.prepare(legalSql.replacedBy);
  const successions = connection.prepare(legalSql.successions).pluck();
  return {
    get: (id: string) => readOne<StoredLegalDocument>('legal_document', get, id),
    /** The newest first. */
    list: () => readAll<StoredLegalDocument>('legal_document', list),
    replacedBy: (id: string) => readAll<StoredLegalDocument>('legal_document', replacedBy, id),
    /** How many successions of agencies rest on it. */
    successions: (id: string) => successions.get(id) as number,
  };
}
