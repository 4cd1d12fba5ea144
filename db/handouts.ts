// What of a visit is out on a laptop, and the tombstones that say what was deleted there.
import type { Handout } from '../core/contract/handouts.ts';
import type { Connection } from './sqlite.ts';
import { idList, readAll, readOne, prepareGet, type Stored } from './stored.ts';
import { createWorkRows } from './work-rows.ts';

export type StoredHandout = Stored<Omit<Handout, 'agencyName' | 'createdAt'>> & {
  readonly baseSha256: string;
};

/** One-time keys of one hand-out: what is null belongs to the other side. */
export interface HandoutKeys {
  readonly handoutId: string;
  readonly signPublic: string;
  /** Base64. */
  readonly signSeed: string | null;
  readonly ageRecipient: string;
  readonly ageIdentity: string | null;
  readonly words: string | null;
}

export const handoutKeySql = {
  get: `SELECT handout_id AS handoutId, sign_public AS signPublic, sign_seed AS signSeed, age_recipient AS ageRecipient,
          age_identity AS ageIdentity, words FROM handout_key WHERE handout_id = ?`,
  identities:
    'SELECT age_identity FROM handout_key WHERE age_identity IS NOT NULL ORDER BY handout_id DESC LIMIT 2000',
  keep: `INSERT INTO handout_key (handout_id, sign_public, sign_seed, age_recipient, age_identity, words)
         VALUES (@handoutId, @signPublic, @signSeed, @ageRecipient, @ageIdentity, @words)`,
} as const;

export function createHandoutStore(connection: Connection) {
  const get = prepareGet(connection, 'handout');
  const all = connection.prepare('SELECT * FROM handout ORDER BY created_at DESC, id DESC');
  const ofVisit = connection.prepare(
    'SELECT * FROM handout WHERE visit_id = ? ORDER BY created_at DESC, id DESC',
  );
  const deleted = connection
    .prepare(
      `SELECT row_id FROM tombstone WHERE table_name = ? AND row_id IN (SELECT value FROM json_each(?))
        ORDER BY row_id`,
    )
    .pluck();
  const keys = connection.prepare(handoutKeySql.get);
  const identities = connection.prepare(handoutKeySql.identities).pluck();
  const keep = connection.prepare(handoutKeySql.keep);
  return {
    /** Undefined: handed out before there were keys. */
    keys: (handoutId: string) => keys.get(handoutId) as HandoutKeys | undefined,
    /** What opens the ways back of all that this PC has handed out, the latest first. */
    identities: () => identities.all() as string[],
    /** Inside the transaction of the hand-out that they belong to. */
    keepKeys: (row: HandoutKeys): void => void keep.run(row),
    get: (id: string) => readOne<StoredHandout>('handout', get, id),
    all: () => readAll<StoredHandout>('handout', all),
    ofVisit: (visitId: string) => readAll<StoredHandout>('handout', ofVisit, visitId),
    /** Which of these rows were deleted here. */
    deleted: (table: string, ids: readonly string[]) => deleted.all(table, idList(ids)) as string[],
    rows: createWorkRows(connection),
  };
}
