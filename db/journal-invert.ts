/**
 * Writes the inverse of one change set, or refuses with CONFLICT where a row of it has moved on: undo never
 * overwrites what somebody else did since. Runs inside the journal's transaction.
 */
import { AppError } from '../core/contract/error.ts';
import type { Change } from './journal-chain.ts';
import type { RowWriter } from './journal-rows.ts';
import type { SetRow, Steps, StoredChange } from './journal-steps.ts';
import type { Connection, SqlRow } from './sqlite.ts';

interface LaterSet {
  readonly id: string;
  readonly undoes: string | null;
}

export const invertSql = {
  later: `SELECT s.id, s.undoes FROM change c JOIN change_set s ON s.seq = c.change_set_seq
          WHERE c.row_id = ? AND c.table_name = ? AND c.id > ? AND (s.actor_id IS NOT ? OR s.kind = 'system')`,
  reversed: 'SELECT 1 FROM change_set WHERE undoes = ? LIMIT 1',
} as const;

export function createInversion(connection: Connection, rows: RowWriter, steps: Steps) {
  const later = connection.prepare(invertSql.later);
  const reversed = connection.prepare(invertSql.reversed);

  /**
   * Whether this later change set of somebody else still counts. A change, its undo, the redo of that and so on are
   * a chain whose every other link is as if nothing had happened since the target.
   */
  function stillHolds(set: LaterSet, target: SetRow): boolean {
    // The chain is judged by its last link.
    if (reversed.get(set.id) !== undefined) return false;
    let links = 1;
    let undone = set.undoes === null ? undefined : steps.byId(set.undoes);
    while (undone && undone.seq > target.seq) {
      links += 1;
      undone = undone.undoes === null ? undefined : steps.byId(undone.undoes);
    }
    return links % 2 === 1;
  }

  function assertUnmoved(
    change: StoredChange,
    target: SetRow,
    row: SqlRow | undefined,
    alone: boolean,
  ): void {
    // No person is called ''.
    const actor = alone ? '' : target.actor_id;
    const others = later.all(change.rowId, change.table, change.id, actor) as LaterSet[];
    if (others.some((set) => stillHolds(set, target)) || !isAsLeft(change, row)) {
      throw new AppError('CONFLICT', {
        detail: { entity: change.table, id: change.rowId, ...(row ? { rev: row['rev'] } : {}) },
      });
    }
  }

  /** `alone`: what the same person did since is in the way as well; else it has been taken back before. */
  return function invert(target: SetRow, tick: () => void, alone = false): readonly Change[] {
    const last: (() => void)[] = [];
    // Back to front: what was written last stands on what was written first.
    for (const change of steps.changesOf(target.seq).toReversed()) {
      tick();
      const row = rows.read(change.table, change.rowId);
      assertUnmoved(change, target, row, alone);
      if (change.operation === 'insert') {
        rows.remove(change.table as never, change.rowId, null);
        continue;
      }
      try {
        if (change.operation === 'delete') rows.insertImage(change.table, change.rowId, change.before ?? {});
        else rows.updateImage(change.table, change.rowId, change.before ?? {});
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'DUPLICATE') throw error;
        // Another row of this step still has its unique value (two codes that changed places): it steps aside, and
        // comes back when all others are where they were.
        if (row !== undefined) rows.remove(change.table as never, change.rowId, null);
        last.push(() => rows.insertImage(change.table, change.rowId, { ...row, ...change.before }));
      }
    }
    for (const comeBack of last) comeBack();
    return rows.take();
  };
}

/** Whether the row is as the change left it, in everything that the change knows of. */
function isAsLeft(change: StoredChange, row: SqlRow | undefined): boolean {
  if (change.operation === 'delete') return row === undefined;
  if (row === undefined) return false;
  const after = change.after ?? {};
  if (change.operation === 'update') {
    return Object.entries(after).every(([name, value]) => row[name] === value);
  }
  return Object.entries(row).every(([name, value]) => stamps.has(name) || value === (after[name] ?? null));
}
const stamps = new Set(['id', 'rev', 'created_at', 'updated_at']);
