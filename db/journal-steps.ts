/**
 * Reads change sets, and finds the next step to undo or redo. A person's steps form a stack that is nowhere
 * stored: an undo names the change set it takes back and a redo the undo, so the walk down from the newest jumps
 * over everything between the two. It touches a handful of rows however long the journal is.
 */
import type { JournalState } from '../core/contract/journal.ts';
import type { Change, Head, Operation, SetKind } from './journal-chain.ts';
import type { Connection } from './sqlite.ts';

export interface SetRow {
  readonly seq: number;
  readonly id: string;
  readonly office_id: string | null;
  readonly actor_id: string | null;
  readonly at: number;
  readonly method: string;
  readonly kind: SetKind;
  readonly group_id: string;
  readonly edit_key: string | null;
  readonly undoes: string | null;
  readonly barrier: 0 | 1;
  readonly previous_hash: string;
  readonly hash: string;
}

export interface StoredChange extends Change {
  readonly id: number;
  readonly digest: string;
  /** The payload has been emptied: before and after are unknown. */
  readonly erased: boolean;
}

export const stepSql = {
  newest: 'SELECT * FROM change_set ORDER BY seq DESC LIMIT 1',
  // The partial index change_set_steps: what the system did is not in anybody's stack.
  below: `SELECT * FROM change_set WHERE actor_id IS ? AND seq < ? AND kind <> 'system' ORDER BY seq DESC LIMIT 1`,
  byId: 'SELECT * FROM change_set WHERE id = ?',
  changes: `SELECT c.id, c.table_name, c.row_id, c.operation, c.rev, c.digest, p.payload
            FROM change c LEFT JOIN change_payload p ON p.change_id = c.id
            WHERE c.change_set_seq = ? ORDER BY c.ordinal`,
  size: 'SELECT count(*) FROM change WHERE change_set_seq = ?',
  erased: `SELECT 1 FROM change c WHERE c.change_set_seq = ?
           AND NOT EXISTS (SELECT 1 FROM change_payload p WHERE p.change_id = c.id) LIMIT 1`,
  person: 'SELECT full_name FROM person WHERE id = ?',
} as const;

export function createSteps(connection: Connection) {
  const newest = connection.prepare(stepSql.newest);
  const below = connection.prepare(stepSql.below);
  const byId = connection.prepare(stepSql.byId);
  const changes = connection.prepare(stepSql.changes);
  const size = connection.prepare(stepSql.size).pluck();
  const erased = connection.prepare(stepSql.erased);
  const person = connection.prepare(stepSql.person).pluck();

  const next = (actorId: string | null, seq: number) => below.get(actorId, seq) as SetRow | undefined;

  /** Below what this undo or redo reversed: everything in between is settled. */
  function seqBelow(set: SetRow): number {
    const reversed = byId.get(set.undoes) as SetRow | undefined;
    return reversed?.seq ?? set.seq;
  }

  /** The step and its neighbours of the same group, newest first. */
  function withGroup(top: SetRow, belongs: (set: SetRow) => boolean): readonly SetRow[] {
    const group = [top];
    for (let set = next(top.actor_id, top.seq); set; set = next(top.actor_id, set.seq)) {
      if (set.group_id !== top.group_id || !belongs(set)) break;
      group.push(set);
    }
    return group;
  }

  return {
    newest: () => newest.get() as SetRow | undefined,
    newestOf: (actorId: string | null) => next(actorId, Number.MAX_SAFE_INTEGER),
    byId: (id: string) => byId.get(id) as SetRow | undefined,

    /** What undo would take back, newest first; nothing when the stack is empty. */
    toUndo(actorId: string | null): readonly SetRow[] {
      let set = next(actorId, Number.MAX_SAFE_INTEGER);
      while (set?.kind === 'undo') set = next(actorId, seqBelow(set));
      return set ? withGroup(set, (one) => one.kind !== 'undo') : [];
    },
    /** The undos that redo would reverse: the last one first, which brings back the oldest change first. */
    toRedo(actorId: string | null): readonly SetRow[] {
      let set = next(actorId, Number.MAX_SAFE_INTEGER);
      while (set?.kind === 'redo') set = next(actorId, seqBelow(set));
      return set?.kind === 'undo' ? withGroup(set, (one) => one.kind === 'undo') : [];
    },
    stops: (set: SetRow) => set.barrier === 1 || erased.get(set.seq) !== undefined,
    /** A payload of it is gone, so nobody knows what was before. */
    isErased: (seq: number) => erased.get(seq) !== undefined,

    sizeOf: (seq: number) => size.get(seq) as number,

    changesOf(seq: number): readonly StoredChange[] {
      return (changes.all(seq) as ChangeRow[]).map((row) => {
        const images =
          row.payload === null ? null : (JSON.parse(row.payload) as Pick<Change, 'before' | 'after'>);
        return {
          id: row.id,
          table: row.table_name,
          rowId: row.row_id,
          operation: row.operation,
          rev: row.rev,
          digest: row.digest,
          before: images?.before ?? null,
          after: images?.after ?? null,
          erased: images === null,
        };
      });
    },
    headOf(set: SetRow): Head {
      return {
        id: set.id,
        office: set.office_id,
        actor: set.actor_id,
        at: set.at,
        method: set.method,
        kind: set.kind,
        group: set.group_id,
        undoes: set.undoes,
        barrier: set.barrier === 1,
      };
    },
    actorName(actorId: string | null): string | null {
      return actorId === null ? null : ((person.get(actorId) as string | undefined) ?? null);
    },
    /** The step as the button shows it; null where there is none, or a barrier. */
    show(step: readonly SetRow[]): JournalState['undo'] {
      const [top] = step;
      if (!top || step.some((set) => this.stops(set))) return null;
      return { id: top.id, method: top.method, at: top.at, actorName: this.actorName(top.actor_id) };
    },
  };
}

export type Steps = ReturnType<typeof createSteps>;

interface ChangeRow {
  readonly id: number;
  readonly table_name: string;
  readonly row_id: string;
  readonly operation: Operation;
  readonly rev: number;
  readonly digest: string;
  readonly payload: string | null;
}
