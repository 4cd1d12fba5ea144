/** The journal as a record: pages of it for people, the proof that its chain holds, and emptying payloads. */
import type { JournalEntry } from '../core/contract/journal.ts';
import { changeDigest, GENESIS, setHash } from './journal-chain.ts';
import type { SetRow, Steps } from './journal-steps.ts';
import type { Connection } from './sqlite.ts';

export interface Verification {
  readonly intact: boolean;
  readonly changeSets: number;
  /** Changes whose payload has been emptied. */
  readonly erased: number;
  /** `seq` of the first change set that does not hold. */
  readonly brokenAt: number | null;
}

export const readingSql = {
  page: 'SELECT * FROM change_set WHERE seq < ? ORDER BY seq DESC LIMIT ?',
  pageOfRow: `SELECT * FROM change_set WHERE seq < ? AND seq IN (SELECT change_set_seq FROM change WHERE row_id = ?)
              ORDER BY seq DESC LIMIT ?`,
  rows: 'SELECT table_name AS "table", row_id AS rowId, operation FROM change WHERE change_set_seq = ? ORDER BY ordinal',
  payloadsOfRow: `DELETE FROM change_payload
                  WHERE change_id IN (SELECT id FROM change WHERE row_id = ? AND table_name = ?)`,
  sets: 'SELECT * FROM change_set ORDER BY seq',
  changes: `SELECT c.table_name, c.row_id, c.operation, c.rev, c.digest, p.salt, p.payload
            FROM change c LEFT JOIN change_payload p ON p.change_id = c.id
            WHERE c.change_set_seq = ? ORDER BY c.ordinal`,
} as const;

interface SealedRow {
  readonly table_name: string;
  readonly row_id: string;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly rev: number;
  readonly digest: string;
  readonly salt: string | null;
  readonly payload: string | null;
}

export function createChainReader(connection: Connection, steps: Steps) {
  const page = connection.prepare(readingSql.page);
  const pageOfRow = connection.prepare(readingSql.pageOfRow);
  const rowsOf = connection.prepare(readingSql.rows);
  const payloadsOfRow = connection.prepare(readingSql.payloadsOfRow);
  const sets = connection.prepare(readingSql.sets);
  const changes = connection.prepare(readingSql.changes);

  function entry(set: SetRow): JournalEntry {
    return {
      id: set.id,
      method: set.method,
      at: set.at,
      actorName: steps.actorName(set.actor_id),
      kind: set.kind,
      rows: rowsOf.all(set.seq) as JournalEntry['rows'],
    };
  }

  return {
    list(filter: { rowId?: string | undefined; cursor?: string | undefined; limit: number }) {
      // A cursor that is none of ours begins at the newest.
      const seq = /^\d{1,15}$/.test(filter.cursor ?? '') ? Number(filter.cursor) : Number.MAX_SAFE_INTEGER;
      const wanted = filter.limit + 1;
      const found = (
        filter.rowId === undefined ? page.all(seq, wanted) : pageOfRow.all(seq, filter.rowId, wanted)
      ) as SetRow[];
      const shown = found.slice(0, filter.limit);
      const last = shown.at(-1);
      return {
        rows: shown.map(entry),
        ...(found.length > filter.limit && last ? { next: String(last.seq) } : {}),
      };
    },

    verify(): Verification {
      let previous = GENESIS;
      let changeSets = 0;
      let erased = 0;
      let brokenAt: number | null = null;
      for (const set of sets.iterate() as IterableIterator<SetRow>) {
        changeSets += 1;
        const sealed = changes.all(set.seq) as SealedRow[];
        erased += sealed.filter((change) => change.payload === null).length;
        const holds =
          set.previous_hash === previous &&
          sealed.every(payloadHolds) &&
          set.hash ===
            setHash(
              previous,
              steps.headOf(set),
              sealed.map((change) => change.digest),
            );
        if (!holds) brokenAt ??= set.seq;
        previous = set.hash;
      }
      return { intact: brokenAt === null, changeSets, erased, brokenAt };
    },

    erase(rows: readonly { readonly table: string; readonly rowId: string }[]): number {
      return rows.reduce((count, { table, rowId }) => count + payloadsOfRow.run(rowId, table).changes, 0);
    },
  };
}

function payloadHolds(change: SealedRow): boolean {
  if (change.salt === null || change.payload === null) return true;
  const { table_name: table, row_id: rowId, operation, rev } = change;
  return changeDigest(change.salt, { table, rowId, operation, rev }, change.payload) === change.digest;
}
