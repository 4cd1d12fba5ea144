/**
 * The journal: every command writes its rows through it, in one transaction, and leaves one change set: who,
 * when, what before and after, chained by hashes. The audit trail, undo, the `changed` events and the deltas of
 * packages are read from it. Knows the registry, no single entity.
 *
 * The chain is honest although a change set may still grow while somebody types (`editKey`): only the newest one
 * of the whole chain ever does, so no hash that another one stands on is ever computed again.
 */
import { randomBytes } from 'node:crypto';
import type { ChangedEvent } from '../core/contract/events.ts';
import { AppError } from '../core/contract/error.ts';
import type { JournalEntry, JournalState } from '../core/contract/journal.ts';
import { mapSystemError, systemCode } from './errors.ts';
import { type Change, changeDigest, GENESIS, type Head, payloadText, setHash } from './journal-chain.ts';
import { createInversion } from './journal-invert.ts';
import { createChainReader, type Verification } from './journal-reading.ts';
import { createRowWriter, merge, type Writer } from './journal-rows.ts';
import { createSteps, type SetRow } from './journal-steps.ts';
import type { Clock, Ids, RandomBytes } from './ports.ts';
import { tableDefinition } from './registry.ts';
import { createSearch, type Search } from './search.ts';
import type { Connection } from './sqlite.ts';

export type { Writer } from './journal-rows.ts';
export type { Verification } from './journal-reading.ts';

export interface CommandHead {
  readonly method: string;
  readonly actorId: string | null;
  readonly officeId: string | null;
  /** The change set's own id, where rows of its transaction name it. */
  readonly id?: string;
  /** 'system' is never undone by Ctrl+Z: set-up, samples, applied packages. */
  readonly kind?: 'command' | 'system';
  /** Change sets of one group, one after the other, are one undo. */
  readonly group?: string | undefined;
  /** One stretch of typing in one field: autosaves with the same key are one step. */
  readonly editKey?: string | undefined;
  /** Undo stops here: frozen for signature, issued, exported. */
  readonly barrier?: boolean;
}

/** Told at every change; throws where the work is to stop, and the transaction is rolled back whole. */
export type OnStep = (done: number, total: number) => void;

export interface Step {
  /** The last change set that was written. */
  readonly seq: number;
  readonly method: string;
  readonly tables: readonly string[];
  readonly rowIds: readonly string[];
}

export interface Journal {
  /**
   * One durable transaction. Without a change there is no change set. A fault leaves everything as it was. `onStep` is
   * told of what follows the body: the index and the change set.
   */
  run<T>(head: CommandHead, body: (write: Writer) => T, onStep?: OnStep): T;
  /** Takes back the last step of this person: NOTHING_TO_UNDO, UNDO_BARRIER or CONFLICT where it cannot be. */
  undo(actorId: string | null, onStep?: OnStep): Step;
  /**
   * Takes back one change set, whoever made it and whatever came after: CONFLICT where something has been built on it.
   * A change set of the system, so nobody's step. `besides` is what belongs to it, in the same transaction; it is told
   * which rows the change set had brought.
   */
  revert(
    head: CommandHead,
    changeSetId: string,
    besides: (brought: readonly { readonly table: string; readonly rowId: string }[]) => void,
    onStep?: OnStep,
  ): void;
  /** Brings back what was undone last, until this person does something new. */
  redo(actorId: string | null, onStep?: OnStep): Step;
  /** How many changes the next undo or redo reverses. */
  size(kind: 'undo' | 'redo', actorId: string | null): number;
  state(actorId: string | null): JournalState;
  /** Newest first; `next` is the cursor of the following page. */
  list(filter: ListFilter): { readonly rows: readonly JournalEntry[]; readonly next?: string };
  verify(): Verification;
  /** Empties the payloads of these rows' changes; the chain still holds, the steps can no longer be undone. */
  erase(head: CommandHead, rows: readonly { readonly table: string; readonly rowId: string }[]): number;
  onChanged(listener: (event: ChangedEvent) => void): () => void;
}

export interface ListFilter {
  readonly rowId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface JournalDependencies {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random?: RandomBytes;
  readonly search?: Search;
  /** A listener's fault: what was committed stays committed, and the other listeners are told as well. */
  readonly onListenerError?: (error: unknown) => void;
}

interface Recorded {
  readonly seq: number;
  readonly changes: readonly Change[];
}

export function createJournal(dependencies: JournalDependencies): Journal {
  const { connection, clock, ids } = dependencies;
  const random = dependencies.random ?? randomBytes;
  const search = dependencies.search ?? createSearch(connection);
  const rows = createRowWriter(connection);
  const steps = createSteps(connection);
  const invert = createInversion(connection, rows, steps);
  const reader = createChainReader(connection, steps);
  const listeners = new Set<(event: ChangedEvent) => void>();

  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const insertSet = connection.prepare(
    `INSERT INTO change_set (id, office_id, actor_id, at, method, kind, group_id, edit_key, undoes, barrier, previous_hash, hash)
     VALUES (@id, @office, @actor, @at, @method, @kind, @group, @editKey, @undoes, @barrier, @previousHash, @hash)`,
  );
  const insertChange = connection.prepare(
    'INSERT INTO change (change_set_seq, ordinal, table_name, row_id, operation, rev, digest) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const insertPayload = connection.prepare(
    'INSERT INTO change_payload (change_id, salt, payload) VALUES (?, ?, ?)',
  );
  const growSet = connection.prepare('UPDATE change_set SET at = ?, hash = ? WHERE seq = ?');
  const growChange = connection.prepare('UPDATE change SET rev = ?, digest = ? WHERE id = ?');
  const growPayload = connection.prepare(
    'UPDATE change_payload SET salt = ?, payload = ? WHERE change_id = ?',
  );

  function transaction<T>(body: () => T, explain: (error: unknown) => unknown = (error) => error): T {
    if (connection.inTransaction) throw new Error('A command runs inside another one');
    try {
      begin.run();
      const value = body();
      commit.run();
      return value;
    } catch (error) {
      rows.discard();
      if (connection.inTransaction) rollback.run();
      throw mapSystemError(explain(error));
    }
  }

  function seal(change: Change): { salt: string; payload: string; digest: string } {
    const salt = Buffer.from(random(16)).toString('hex');
    const payload = payloadText(change);
    return { salt, payload, digest: changeDigest(salt, change, payload) };
  }

  function append(head: Head, editKey: string | null, changes: readonly Change[], tick: Tick): number {
    const previousHash = steps.newest()?.hash ?? GENESIS;
    const sealed = changes.map((change) => {
      tick();
      return seal(change);
    });
    const hash = setHash(
      previousHash,
      head,
      sealed.map((one) => one.digest),
    );
    const barrier = head.barrier ? 1 : 0;
    const seq = Number(insertSet.run({ ...head, barrier, editKey, previousHash, hash }).lastInsertRowid);
    changes.forEach((change, ordinal) => {
      tick();
      const { salt, payload, digest } = sealed[ordinal]!;
      const { table, rowId, operation, rev } = change;
      const { lastInsertRowid } = insertChange.run(seq, ordinal, table, rowId, operation, rev, digest);
      insertPayload.run(lastInsertRowid, salt, payload);
    });
    return seq;
  }

  /** The newest change set takes the changes in, when it is the same person's same stretch of typing. */
  function grow(head: CommandHead, changes: readonly Change[], at: number): number | undefined {
    const newest = steps.newest();
    if (!newest || !mayGrow(newest, head) || changes.some((change) => change.operation !== 'update'))
      return undefined;
    const stored = steps.changesOf(newest.seq);
    const grown = new Map<number, Change>();
    for (const change of changes) {
      const earlier = stored.find((one) => one.rowId === change.rowId && one.table === change.table);
      const merged = earlier && !earlier.erased && earlier.operation !== 'delete' && merge(earlier, change);
      if (!merged) return undefined;
      grown.set(earlier.id, merged);
    }
    const digests = stored.map((one) => {
      const change = grown.get(one.id);
      if (!change) return one.digest;
      const { salt, payload, digest } = seal(change);
      growPayload.run(salt, payload, one.id);
      growChange.run(change.rev, digest, one.id);
      return digest;
    });
    growSet.run(at, setHash(newest.previous_hash, steps.headOf({ ...newest, at }), digests), newest.seq);
    return newest.seq;
  }

  function record(head: CommandHead, changes: readonly Change[], at: number, tick: Tick = idle): number {
    // What touches a table that is not undone is never a step of anybody.
    const undoable = changes.every((change) => tableDefinition(change.table).undoable);
    const kind = undoable ? (head.kind ?? 'command') : 'system';
    if (kind === 'command' && head.editKey !== undefined) {
      const seq = grow(head, changes, at);
      if (seq !== undefined) return seq;
    }
    const id = head.id ?? ids.next();
    const full: Head = {
      id,
      office: head.officeId,
      actor: head.actorId,
      at,
      method: head.method,
      kind,
      group: head.group ?? groupOfTyping(head) ?? id,
      undoes: null,
      barrier: head.barrier ?? false,
    };
    return append(full, head.editKey ?? null, changes, tick);
  }

  /** Somebody else's change stood between two autosaves: still one undo for the person who types. */
  function groupOfTyping(head: CommandHead): string | undefined {
    if (head.editKey === undefined) return undefined;
    const own = steps.newestOf(head.actorId);
    return own?.kind === 'command' && own.edit_key === head.editKey ? own.group_id : undefined;
  }

  function announce({ seq, changes }: Recorded): void {
    const event = { type: 'changed', seq, ...touched(changes) } as const;
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        dependencies.onListenerError?.(error);
      }
    }
  }

  const targetsOf = (kind: 'undo' | 'redo', actorId: string | null) =>
    kind === 'undo' ? steps.toUndo(actorId) : steps.toRedo(actorId);
  const sizeOf = (targets: readonly SetRow[]) => targets.reduce((sum, set) => sum + steps.sizeOf(set.seq), 0);

  function move(actorId: string | null, kind: 'undo' | 'redo', onStep?: OnStep): Step {
    const at = clock.now();
    const { method, recorded } = transaction(() => {
      const targets = targetsOf(kind, actorId);
      const [first] = targets;
      if (!first) throw new AppError('NOTHING_TO_UNDO');
      if (targets.some((set) => steps.stops(set))) throw new AppError('UNDO_BARRIER');
      // Rows come back in another order than their references ask for; all of them are checked at the end.
      connection.pragma('defer_foreign_keys = ON');
      const group = ids.next();
      const tick = onStep === undefined ? idle : counter(onStep, sizeOf(targets) * (1 + SETTLING));
      const written: Change[] = [];
      let seq = 0;
      for (const set of targets) {
        rows.begin({ at, officeId: set.office_id });
        const changes = invert(set, tick);
        search.upkeep(changes, tick);
        const head = { ...steps.headOf(set), id: ids.next(), at, kind, group, undoes: set.id };
        seq = append(head, null, changes, tick);
        written.push(...changes);
      }
      return { method: first.method, recorded: { seq, changes: written } };
    }, movedOn);
    announce(recorded);
    return { seq: recorded.seq, method, ...touched(recorded.changes) };
  }

  return {
    run(head, body, onStep) {
      let recorded: Recorded | undefined;
      const value = transaction(() => {
        const at = clock.now();
        rows.begin({ at, officeId: head.officeId });
        const result = body(rows);
        if (result instanceof Promise) throw new TypeError('A command is one synchronous transaction');
        const changes = rows.take();
        if (changes.length > 0) {
          const tick = onStep === undefined ? idle : counter(onStep, changes.length * SETTLING);
          search.upkeep(changes, tick);
          recorded = { seq: record(head, changes, at, tick), changes };
        }
        return result;
      }, danglingReference);
      if (recorded) announce(recorded);
      return value;
    },
    undo: (actorId, onStep) => move(actorId, 'undo', onStep),
    redo: (actorId, onStep) => move(actorId, 'redo', onStep),
    revert(head, changeSetId, besides, onStep) {
      const at = clock.now();
      let recorded: Recorded | undefined;
      transaction(() => {
        const set = steps.byId(changeSetId);
        if (!set) throw new AppError('NOT_FOUND', { detail: { entity: 'change_set' } });
        if (steps.isErased(set.seq)) throw new AppError('UNDO_BARRIER');
        connection.pragma('defer_foreign_keys = ON');
        const tick = onStep === undefined ? idle : counter(onStep, steps.sizeOf(set.seq) * (1 + SETTLING));
        rows.begin({ at, officeId: head.officeId });
        const changes = invert(set, tick, true);
        search.upkeep(changes, tick);
        const id = head.id ?? ids.next();
        const full = {
          id,
          office: head.officeId,
          actor: head.actorId,
          at,
          method: head.method,
          kind: 'system',
          group: id,
          undoes: set.id,
          barrier: false,
        } as const;
        recorded = { seq: append(full, null, changes, tick), changes };
        besides(changes.filter(({ operation }) => operation === 'delete'));
      }, movedOn);
      if (recorded) announce(recorded);
    },
    size: (kind, actorId) => sizeOf(targetsOf(kind, actorId)),
    state: (actorId) => ({
      undo: steps.show(steps.toUndo(actorId)),
      redo: steps.show(steps.toRedo(actorId)),
    }),
    list: reader.list,
    verify: reader.verify,
    erase(head, erased) {
      const count = transaction(() => {
        const emptied = reader.erase(erased);
        if (emptied > 0) {
          // The words of rows that are gone stand in the index until it is merged.
          search.forget();
          record({ ...head, kind: 'system' }, [], clock.now());
        }
        return emptied;
      });
      // SQLite overwrites what it deletes; the log must not keep it either.
      connection.pragma('wal_checkpoint(TRUNCATE)');
      return count;
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Tick = () => void;
const idle: Tick = () => undefined;
/** Each change is indexed, sealed and stored. */
const SETTLING = 3;

function counter(onStep: OnStep, total: number): Tick {
  let done = 0;
  return () => onStep(Math.min((done += 1), total), total);
}

function mayGrow(newest: SetRow, head: CommandHead): boolean {
  return (
    newest.kind === 'command' &&
    newest.edit_key !== null &&
    newest.edit_key === head.editKey &&
    newest.actor_id === head.actorId &&
    newest.office_id === head.officeId &&
    newest.method === head.method &&
    newest.barrier === 0 &&
    head.barrier !== true &&
    (head.group === undefined || head.group === newest.group_id)
  );
}

function touched(changes: readonly Change[]) {
  return {
    tables: [...new Set(changes.map((change) => change.table))],
    rowIds: [...new Set(changes.map((change) => change.rowId))],
  };
}

/** A deferred reference is found dangling at COMMIT. */
function danglingReference(error: unknown): unknown {
  if (systemCode(error) !== 'SQLITE_CONSTRAINT_FOREIGNKEY') return error;
  return new AppError('NOT_FOUND', { detail: { reference: true }, cause: error });
}

/** Undoing meets what others have built on the rows since: their references, their unique values. */
function movedOn(error: unknown): unknown {
  const refused =
    systemCode(error)?.startsWith('SQLITE_CONSTRAINT') ||
    (error instanceof AppError && ['NOT_FOUND', 'IN_USE', 'DUPLICATE', 'VALIDATION'].includes(error.code));
  return refused ? new AppError('CONFLICT', { cause: error }) : error;
}
