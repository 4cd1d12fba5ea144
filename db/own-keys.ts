/**
 * The keys of this office as they lie in the database: public halves, and the secret sealed. What is inside the seal is
 * known to main/vault alone.
 */
import type { Connection } from './sqlite.ts';

export type KeyProtection = 'os' | 'passphrase';

export interface OwnKeyRow {
  readonly id: string;
  readonly createdAt: number;
  /** Null: in use. */
  readonly retiredAt: number | null;
  readonly signPublic: string;
  readonly ageRecipient: string;
  readonly protection: KeyProtection;
  readonly secret: string;
  readonly sheetMadeAt: number | null;
}

const COLUMNS = `id, created_at AS createdAt, retired_at AS retiredAt, sign_public AS signPublic,
  age_recipient AS ageRecipient, protection, secret, sheet_made_at AS sheetMadeAt`;

export const ownKeySql = {
  current: `SELECT ${COLUMNS} FROM own_key WHERE retired_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 1`,
  all: `SELECT ${COLUMNS} FROM own_key ORDER BY retired_at IS NOT NULL, created_at DESC, id DESC`,
  insert: `INSERT INTO own_key (id, created_at, retired_at, sign_public, age_recipient, protection, secret, sheet_made_at)
    VALUES (@id, @createdAt, @retiredAt, @signPublic, @ageRecipient, @protection, @secret, @sheetMadeAt)`,
  retire: 'UPDATE own_key SET retired_at = ? WHERE retired_at IS NULL',
  reseal: 'UPDATE own_key SET protection = ?, secret = ? WHERE id = ?',
  sheetMade: 'UPDATE own_key SET sheet_made_at = ? WHERE id = ?',
} as const;

export function createOwnKeyStore(connection: Connection) {
  const current = connection.prepare(ownKeySql.current);
  const all = connection.prepare(ownKeySql.all);
  const insert = connection.prepare(ownKeySql.insert);
  const retire = connection.prepare(ownKeySql.retire);
  const reseal = connection.prepare(ownKeySql.reseal);
  const sheetMade = connection.prepare(ownKeySql.sheetMade);
  const one = (statement: typeof reseal, ...values: readonly unknown[]) => {
    if (statement.run(...values).changes !== 1) throw new Error('No such key');
  };
  return {
    /** The one that signs. */
    current: () => current.get() as OwnKeyRow | undefined,
    /** The one that signs first, then the retired ones, the latest first. */
    all: () => all.all() as OwnKeyRow[],
    insert: (row: OwnKeyRow) => void insert.run(row),
    /** Whatever was in use signs no more. */
    retireAll: (at: number) => void retire.run(at),
    reseal: (id: string, protection: KeyProtection, secret: string) => one(reseal, protection, secret, id),
    sheetMade: (id: string, at: number) => one(sheetMade, at, id),
    /** All of it, or nothing. */
    together: <T>(body: () => T): T => connection.transaction(body).immediate(),
  };
}
export type OwnKeyStore = ReturnType<typeof createOwnKeyStore>;
