// The office's own words for the parts of a kind of paper, for every issuer or for one.
import type { DocumentKind } from '../core/documents/kinds.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredBoilerplate = Stored<{
  readonly id: string;
  readonly rev: number;
  readonly provenance: 'text' | 'inferred' | 'illustrative' | null;
  readonly kind: DocumentKind;
  readonly issuerId: string | null;
  readonly part: string;
  readonly text: string;
}>;

export function createBoilerplateStore(connection: Connection) {
  const get = prepareGet(connection, 'boilerplate');
  const find = connection.prepare(
    "SELECT * FROM boilerplate WHERE kind = ? AND part = ? AND coalesce(issuer_id, '') = coalesce(?, '')",
  );
  // What holds for every issuer before what one has of its own.
  const ofKind = connection.prepare(
    'SELECT * FROM boilerplate WHERE kind = ? ORDER BY part, issuer_id IS NOT NULL, issuer_id',
  );
  const ofIssuer = connection.prepare('SELECT * FROM boilerplate WHERE issuer_id = ? ORDER BY kind, part');
  return {
    get: (id: string) => readOne<StoredBoilerplate>('boilerplate', get, id),
    find: (kind: DocumentKind, part: string, issuerId: string | null) =>
      readOne<StoredBoilerplate>('boilerplate', find, kind, part, issuerId),
    ofKind: (kind: DocumentKind) => readAll<StoredBoilerplate>('boilerplate', ofKind, kind),
    ofIssuer: (issuerId: string) => readAll<StoredBoilerplate>('boilerplate', ofIssuer, issuerId),
    /** By part: the issuer's own text, else the one for every issuer; a part without either is absent. */
    textsFor(kind: DocumentKind, issuerId: string): Record<string, string> {
      const rows = readAll<StoredBoilerplate>('boilerplate', ofKind, kind);
      return Object.fromEntries(
        rows
          .filter((row) => row.issuerId === null || row.issuerId === issuerId)
          .map((row) => [row.part, row.text]),
      );
    },
  };
}
