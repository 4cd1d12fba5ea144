// Issuers: who issues documents, with header lines, authority line and signer.
import type { Issuer } from '../core/contract/issuers.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne } from './stored.ts';

export type StoredIssuer = Stored<Issuer>;

export function createIssuerStore(connection: Connection) {
  const get = prepareGet(connection, 'issuer');
  // From the top down: the committee, its chairman, the department, the teams; then as they were entered.
  const list = connection.prepare(
    `SELECT * FROM issuer WHERE origin_office_id = ?
      ORDER BY CASE kind WHEN 'ubnd' THEN 1 WHEN 'chairman' THEN 2 WHEN 'department' THEN 3 ELSE 4 END, id`,
  );
  const names = connection
    .prepare('SELECT id, name FROM issuer WHERE id IN (SELECT value FROM json_each(?))')
    .raw();
  return {
    get: (id: string) => readOne<StoredIssuer>('issuer', get, id),
    /** Of one office: nobody issues for another one. */
    list: (officeId: string) => readAll<StoredIssuer>('issuer', list, officeId),
    /** Whoever issued these, at whatever office. */
    names: (ids: readonly string[]): ReadonlyMap<string, string> =>
      new Map(names.all(idList(ids)) as [string, string][]),
  };
}
