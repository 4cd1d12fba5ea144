/**
 * The numbered rows of packages and what stands in them, both ways. Infrastructure: written by plain statements, inside
 * the transaction of what they belong to. Knows nothing of files and keys.
 */
import type { PackageKind, PackageState } from '../core/contract/exchange.ts';
import { NO_HASH } from '../core/exchange/package/types.ts';
import type { Connection } from './sqlite.ts';

export type Direction = 'out' | 'in';

export interface StoredStream {
  readonly id: string;
  readonly direction: Direction;
  /** Null: for whoever knows the passphrase. */
  readonly peerOfficeId: string | null;
  readonly begunAt: number;
  readonly endedAt: number | null;
  readonly lastSeq: number;
  readonly lastHash: string;
  /** Out: up to which change set of the journal the recipient has everything. */
  readonly coveredSeq: number;
  /** In: the head of the sender's journal as last shown. */
  readonly journalHead: string | null;
}
/** Where a stream stands: all that a package moves, and what its undo puts back. */
export type StreamPosition = Pick<StoredStream, 'lastSeq' | 'lastHash' | 'coveredSeq' | 'journalHead'>;

/** Rows per table; deletions stand under `deleted`. */
export type PackageCounts = Readonly<Record<string, number>>;

export interface StoredPackage {
  readonly id: string;
  readonly direction: Direction;
  readonly streamId: string;
  readonly seq: number;
  readonly hash: string;
  readonly previousHash: string;
  readonly peerOfficeId: string | null;
  readonly peerName: string;
  readonly kind: PackageKind;
  readonly title: string;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly planId: string | null;
  readonly madeAt: number;
  readonly arrivedAt: number | null;
  readonly withEvidence: boolean;
  readonly withPersonal: boolean;
  readonly withOthers: boolean;
  readonly counts: PackageCounts;
  readonly fileName: string;
  readonly bytes: number;
  readonly state: PackageState;
  readonly changeSetId: string | null;
  readonly heldSha256: string | null;
  /** JSON of `ReceiptFacts`. */
  readonly receipt: string | null;
  /** The signed answer itself, in letters. */
  readonly receiptFile: string | null;
  readonly receiptAt: number | null;
  readonly byPersonId: string | null;
}
/** What changes of a package once it is there. */
export type PackagePatch = Partial<
  Pick<
    StoredPackage,
    | 'state'
    | 'arrivedAt'
    | 'changeSetId'
    | 'heldSha256'
    | 'receipt'
    | 'receiptFile'
    | 'receiptAt'
    | 'counts'
    | 'fileName'
    | 'bytes'
    | 'byPersonId'
  >
>;

export interface PackageFilter {
  readonly direction?: Direction | undefined;
  readonly officeId?: string | undefined;
  readonly state?: PackageState | undefined;
}
export interface PackagePosition {
  readonly madeAt: number;
  readonly id: string;
}

const FILTER = `(@direction IS NULL OR direction = @direction) AND (@officeId IS NULL OR peer_office_id = @officeId)
    AND (@state IS NULL OR state = @state)`;

const COLUMNS = `id, direction, stream_id, seq, hash, previous_hash, peer_office_id, peer_name, kind, title, period_from,
  period_to, plan_id, made_at, arrived_at, with_evidence, with_personal, with_others, counts, file_name, bytes, state,
  change_set_id, held_sha256, receipt, receipt_file, receipt_at, by_person_id`;

export const exchangePackageSql = {
  stream: 'SELECT * FROM exchange_stream WHERE id = ?',
  // The newest that goes on; of passphrases the one that was named alike.
  open: `SELECT * FROM exchange_stream WHERE direction = ? AND peer_office_id = ? AND ended_at IS NULL
          ORDER BY begun_at DESC, id DESC LIMIT 1`,
  openNamed: `SELECT stream.* FROM exchange_stream stream
     WHERE stream.direction = 'out' AND stream.peer_office_id IS NULL AND stream.ended_at IS NULL
       AND EXISTS (SELECT 1 FROM exchange_package one WHERE one.stream_id = stream.id AND one.peer_name = ?)
     ORDER BY stream.begun_at DESC, stream.id DESC LIMIT 1`,
  streams: 'SELECT * FROM exchange_stream WHERE direction = ? AND peer_office_id = ? ORDER BY begun_at, id',
  package: 'SELECT * FROM exchange_package WHERE id = ?',
  byHash: 'SELECT * FROM exchange_package WHERE hash = ? AND direction = ?',
  bySeq: 'SELECT * FROM exchange_package WHERE stream_id = ? AND seq = ?',
  ofStream: 'SELECT * FROM exchange_package WHERE stream_id = ? ORDER BY seq',
  held: `SELECT * FROM exchange_package WHERE stream_id = ? AND state = 'held' ORDER BY seq`,
  first: `SELECT * FROM exchange_package WHERE ${FILTER} ORDER BY made_at DESC, id DESC LIMIT @limit`,
  after: `SELECT * FROM exchange_package WHERE ${FILTER} AND (made_at, id) < (@madeAt, @id)
           ORDER BY made_at DESC, id DESC LIMIT @limit`,
  total: `SELECT count(*) FROM exchange_package WHERE ${FILTER}`,
  // Whether a later change touches a row that the change set has touched.
  builtOn: `SELECT 1 FROM change_set made JOIN change touched ON touched.change_set_seq = made.seq
     WHERE made.id = ? AND EXISTS (SELECT 1 FROM change later WHERE later.row_id = touched.row_id
       AND later.table_name = touched.table_name AND later.id > touched.id AND later.change_set_seq > made.seq) LIMIT 1`,
} as const;

interface StreamRow {
  readonly id: string;
  readonly direction: Direction;
  readonly peer_office_id: string | null;
  readonly begun_at: number;
  readonly ended_at: number | null;
  readonly last_seq: number;
  readonly last_hash: string;
  readonly covered_seq: number;
  readonly journal_head: string | null;
}
interface PackageSqlRow {
  readonly id: string;
  readonly direction: Direction;
  readonly stream_id: string;
  readonly seq: number;
  readonly hash: string;
  readonly previous_hash: string;
  readonly peer_office_id: string | null;
  readonly peer_name: string;
  readonly kind: PackageKind;
  readonly title: string;
  readonly period_from: string | null;
  readonly period_to: string | null;
  readonly plan_id: string | null;
  readonly made_at: number;
  readonly arrived_at: number | null;
  readonly with_evidence: 0 | 1;
  readonly with_personal: 0 | 1;
  readonly with_others: 0 | 1;
  readonly counts: string;
  readonly file_name: string;
  readonly bytes: number;
  readonly state: PackageState;
  readonly change_set_id: string | null;
  readonly held_sha256: string | null;
  readonly receipt: string | null;
  readonly receipt_file: string | null;
  readonly receipt_at: number | null;
  readonly by_person_id: string | null;
}

function streamOf(row: unknown): StoredStream | undefined {
  if (row === undefined) return undefined;
  const one = row as StreamRow;
  return {
    id: one.id,
    direction: one.direction,
    peerOfficeId: one.peer_office_id,
    begunAt: one.begun_at,
    endedAt: one.ended_at,
    lastSeq: one.last_seq,
    lastHash: one.last_hash,
    coveredSeq: one.covered_seq,
    journalHead: one.journal_head,
  };
}
function packageOf(row: unknown): StoredPackage | undefined {
  if (row === undefined) return undefined;
  const one = row as PackageSqlRow;
  return {
    id: one.id,
    direction: one.direction,
    streamId: one.stream_id,
    seq: one.seq,
    hash: one.hash,
    previousHash: one.previous_hash,
    peerOfficeId: one.peer_office_id,
    peerName: one.peer_name,
    kind: one.kind,
    title: one.title,
    periodFrom: one.period_from,
    periodTo: one.period_to,
    planId: one.plan_id,
    madeAt: one.made_at,
    arrivedAt: one.arrived_at,
    withEvidence: one.with_evidence === 1,
    withPersonal: one.with_personal === 1,
    withOthers: one.with_others === 1,
    counts: JSON.parse(one.counts) as PackageCounts,
    fileName: one.file_name,
    bytes: one.bytes,
    state: one.state,
    changeSetId: one.change_set_id,
    heldSha256: one.held_sha256,
    receipt: one.receipt,
    receiptFile: one.receipt_file,
    receiptAt: one.receipt_at,
    byPersonId: one.by_person_id,
  };
}
const packagesOf = (rows: readonly unknown[]) => rows.map((row) => packageOf(row) as StoredPackage);

const toSql: Readonly<Record<keyof PackagePatch, string>> = {
  state: 'state',
  arrivedAt: 'arrived_at',
  changeSetId: 'change_set_id',
  heldSha256: 'held_sha256',
  receipt: 'receipt',
  receiptFile: 'receipt_file',
  receiptAt: 'receipt_at',
  counts: 'counts',
  fileName: 'file_name',
  bytes: 'bytes',
  byPersonId: 'by_person_id',
};

export function createExchangePackageStore(connection: Connection) {
  const stream = connection.prepare(exchangePackageSql.stream);
  const open = connection.prepare(exchangePackageSql.open);
  const openNamed = connection.prepare(exchangePackageSql.openNamed);
  const streams = connection.prepare(exchangePackageSql.streams);
  const begin = connection.prepare(
    `INSERT INTO exchange_stream (id, direction, peer_office_id, begun_at, last_hash) VALUES (?, ?, ?, ?, ?)`,
  );
  const move = connection.prepare(
    'UPDATE exchange_stream SET last_seq = ?, last_hash = ?, covered_seq = ?, journal_head = ? WHERE id = ?',
  );
  const end = connection.prepare('UPDATE exchange_stream SET ended_at = ? WHERE id = ? AND ended_at IS NULL');
  const endOut = connection.prepare(
    `UPDATE exchange_stream SET ended_at = ? WHERE direction = 'out' AND ended_at IS NULL`,
  );
  const epoch = connection.prepare('SELECT epoch FROM exchange_state WHERE single = 1').pluck();
  const setEpoch = connection.prepare('UPDATE exchange_state SET epoch = ? WHERE single = 1');
  const one = connection.prepare(exchangePackageSql.package);
  const byHash = connection.prepare(exchangePackageSql.byHash);
  const bySeq = connection.prepare(exchangePackageSql.bySeq);
  const ofStream = connection.prepare(exchangePackageSql.ofStream);
  const held = connection.prepare(exchangePackageSql.held);
  const first = connection.prepare(exchangePackageSql.first);
  const after = connection.prepare(exchangePackageSql.after);
  const total = connection.prepare(exchangePackageSql.total).pluck();
  const builtOn = connection.prepare(exchangePackageSql.builtOn).pluck();
  const insert = connection.prepare(
    `INSERT INTO exchange_package (${COLUMNS}) VALUES (@id, @direction, @streamId, @seq, @hash, @previousHash,
       @peerOfficeId, @peerName, @kind, @title, @periodFrom, @periodTo, @planId, @madeAt, @arrivedAt, @withEvidence,
       @withPersonal, @withOthers, @counts, @fileName, @bytes, @state, @changeSetId, @heldSha256, @receipt, @receiptFile,
       @receiptAt, @byPersonId)`,
  );
  const removePackage = connection.prepare('DELETE FROM exchange_package WHERE id = ?');
  const removeStream = connection.prepare('DELETE FROM exchange_stream WHERE id = ?');
  const changed = (changes: number) => {
    if (changes !== 1) throw new Error('A row of the packages is not there');
  };
  const filled = ({ direction, officeId, state }: PackageFilter) => ({
    direction: direction ?? null,
    officeId: officeId ?? null,
    state: state ?? null,
  });

  return {
    epoch: () => epoch.get() as number,
    setEpoch: (value: number) => changed(setEpoch.run(value).changes),

    stream: (id: string) => streamOf(stream.get(id)),
    /** The stream that goes on with this office. */
    openStream: (direction: Direction, peerOfficeId: string) => streamOf(open.get(direction, peerOfficeId)),
    /** The stream that goes on with whoever was given a passphrase under this name. */
    openStreamNamed: (name: string) => streamOf(openNamed.get(name)),
    /** All streams with this office, the oldest first. */
    streams: (direction: Direction, peerOfficeId: string) =>
      streams.all(direction, peerOfficeId).map((row) => streamOf(row) as StoredStream),
    beginStream(given: Pick<StoredStream, 'id' | 'direction' | 'peerOfficeId' | 'begunAt'>): StoredStream {
      begin.run(given.id, given.direction, given.peerOfficeId, given.begunAt, NO_HASH);
      return streamOf(stream.get(given.id)) as StoredStream;
    },
    /** Forwards with a package, and back with its undo. */
    moveStream(id: string, { lastSeq, lastHash, coveredSeq, journalHead }: StreamPosition): void {
      changed(move.run(lastSeq, lastHash, coveredSeq, journalHead, id).changes);
    },
    endStream: (id: string, at: number) => changed(end.run(at, id).changes),
    /** After a restore: what goes out from now on begins anew. */
    endOutStreams: (at: number) => endOut.run(at).changes,

    insert(row: StoredPackage): void {
      insert.run({
        ...row,
        withEvidence: row.withEvidence ? 1 : 0,
        withPersonal: row.withPersonal ? 1 : 0,
        withOthers: row.withOthers ? 1 : 0,
        counts: JSON.stringify(row.counts),
      });
    },
    /** A package that never got its name: its number is free again. `stream`: as it was before; null: it did not exist. */
    takeBack(id: string, before: StoredStream | null): void {
      const streamId = (one.get(id) as PackageSqlRow | undefined)?.stream_id;
      changed(removePackage.run(id).changes);
      if (before === null) changed(removeStream.run(streamId ?? '').changes);
      else this.moveStream(before.id, before);
    },
    update(id: string, patch: PackagePatch): StoredPackage {
      const given = Object.entries(patch).filter(([, value]) => value !== undefined);
      if (given.length > 0) {
        const names = given.map(([key]) => `${toSql[key as keyof PackagePatch]} = ?`).join(', ');
        const values = given.map(([key, value]) => (key === 'counts' ? JSON.stringify(value) : value));
        changed(
          connection.prepare(`UPDATE exchange_package SET ${names} WHERE id = ?`).run(...values, id).changes,
        );
      }
      return packageOf(one.get(id)) as StoredPackage;
    },
    get: (id: string) => packageOf(one.get(id)),
    byHash: (hash: string, direction: Direction) => packageOf(byHash.get(hash, direction)),
    bySeq: (streamId: string, seq: number) => packageOf(bySeq.get(streamId, seq)),
    ofStream: (streamId: string) => packagesOf(ofStream.all(streamId)),
    /** Packages that wait for an earlier one, in their order. */
    held: (streamId: string) => packagesOf(held.all(streamId)),
    /** Newest first. */
    list(filter: PackageFilter, limit: number, position?: PackagePosition): StoredPackage[] {
      return packagesOf(
        position === undefined
          ? first.all({ ...filled(filter), limit })
          : after.all({ ...filled(filter), limit, ...position }),
      );
    },
    total: (filter: PackageFilter) => total.get(filled(filter)) as number,
    /** Whether a row of this change set has been changed again since. */
    builtOn: (changeSetId: string) => builtOn.get(changeSetId) !== undefined,
  };
}
