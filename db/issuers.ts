// Issuers: who issues documents, with header lines, authority line and signer.
import type { Issuer } from '../core/contract/issuers.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredIssuer = Stored<Issuer>;

export function createIssuerStore(connection: Connection) {
  const get = prepareGet(connection, 'issuer');
  // From the top down: the committee, its chairman, the department, the teams; then as they were entered.
  const list = connection.prepare(
    `SELECT * FROM issuer
      ORDER BY CASE kind WHEN 'ubnd' THEN 1 WHEN 'chairman' THEN 2 WHEN 'department' THEN 3 ELSE 4 END, id`,
  );
  return {
    get: (id: string) => readOne<StoredIssuer>('issuer', get, id),
    list: () => readAll<StoredIssuer>('issuer', list),
  };
}
export type IssuerStore = ReturnType<typeof createIssuerStore>;
