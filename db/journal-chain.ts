/**
 * What is hashed, and how: the digest of one change and the hash that chains change sets. Pure but for sha256.
 * A digest is taken over a random salt, so that an erased payload cannot be guessed back from it.
 */
import { hash } from 'node:crypto';
import { canonicalJson } from '../core/exchange/canonical-json.ts';
import type { SqlRow } from './sqlite.ts';

export type Operation = 'insert' | 'update' | 'delete';
export type SetKind = 'command' | 'undo' | 'redo' | 'system';

/**
 * One row's net change within one change set, in SQL names and values. An update holds only the columns that
 * changed; an insert or a delete every column that is not NULL. `id`, `rev` and `updated_at` are never in it.
 */
export interface Change {
  readonly table: string;
  readonly rowId: string;
  readonly operation: Operation;
  /** The row's `rev` after the change; of a deleted row, that of its tombstone. */
  readonly rev: number;
  readonly before: SqlRow | null;
  readonly after: SqlRow | null;
}

export interface Head {
  readonly id: string;
  readonly office: string | null;
  readonly actor: string | null;
  readonly at: number;
  readonly method: string;
  readonly kind: SetKind;
  readonly group: string;
  readonly undoes: string | null;
  readonly barrier: boolean;
}

/** The hash before the first change set. */
export const GENESIS = '0'.repeat(64);

export function payloadText(change: Pick<Change, 'before' | 'after'>): string {
  return canonicalJson({ after: change.after, before: change.before });
}

/** sha256(salt ‖ canonical change). `payload` is the canonical text that `payloadText` made. */
export function changeDigest(
  salt: string,
  change: Omit<Change, 'before' | 'after'>,
  payload: string,
): string {
  // The payload's text is canonical already: its keys come first in the alphabet, so it is opened and continued.
  const rest = canonicalJson({
    operation: change.operation,
    rev: change.rev,
    rowId: change.rowId,
    table: change.table,
  });
  return hash('sha256', `${salt}${payload.slice(0, -1)},${rest.slice(1)}`, 'hex');
}

/** sha256(previous hash ‖ canonical head ‖ digests in order). */
export function setHash(previousHash: string, head: Head, digests: readonly string[]): string {
  return hash('sha256', previousHash + canonicalJson(head) + digests.join(''), 'hex');
}
