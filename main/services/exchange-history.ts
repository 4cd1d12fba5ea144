/** Every package that went out or came in, and where it stands. */
import { z } from 'zod';
import {
  type exchange,
  packageDetail,
  packageRow,
  type PackageRow,
  receiptFacts,
} from '../../core/contract/exchange.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { StoredPackage } from '../../db/exchange-packages.ts';
import { decodeCursor, encodeCursor, found, type ServiceContext, shaped } from './context.ts';

type HistoryMethods = Pick<typeof exchange, 'exchange.packages' | 'exchange.package'>;

const position = z.strictObject({ madeAt: z.int(), id: z.string() });

/** Rows per table, without the deletions that are kept beside them. */
export function tableCounts(counts: Readonly<Record<string, number>>): { table: string; rows: number }[] {
  return Object.entries(counts)
    .filter(([table, rows]) => table !== 'deleted' && rows > 0)
    .map(([table, rows]) => ({ table, rows }))
    .toSorted((a, b) => (a.table < b.table ? -1 : 1));
}

export function showPackage(context: Pick<ServiceContext, 'stores'>, row: StoredPackage): PackageRow {
  const store = context.stores.exchangePackages;
  const isLast = () => store.stream(row.streamId)?.lastSeq === row.seq;
  return shaped(packageRow, {
    ...row,
    rows: tableCounts(row.counts).reduce((sum, { rows }) => sum + rows, 0),
    canUndo:
      row.direction === 'in' &&
      row.state === 'merged' &&
      row.changeSetId !== null &&
      isLast() &&
      !store.builtOn(row.changeSetId),
    // Keys that the shape has with null must not be missing.
    peerOfficeId: row.peerOfficeId,
    arrivedAt: row.arrivedAt,
    receiptAt: row.receiptAt,
  });
}

export function createExchangeHistoryService(context: ServiceContext): HandlersOf<HistoryMethods> {
  const { stores } = context;
  const store = stores.exchangePackages;
  return {
    'exchange.packages': ({ cursor, limit, ...filter }) => {
      const after = decodeCursor(cursor, position);
      const rows = store.list(filter, limit + 1, after);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        rows: shown.map((row) => showPackage(context, row)),
        total: store.total(filter),
        ...(rows.length > limit && last !== undefined
          ? { next: encodeCursor({ madeAt: last.madeAt, id: last.id }) }
          : {}),
      };
    },
    'exchange.package': ({ id }) => {
      const row = found(store.get(id), 'exchange_package', id);
      const person = row.byPersonId === null ? undefined : stores.persons.get(row.byPersonId);
      return shaped(packageDetail, {
        ...showPackage(context, row),
        counts: tableCounts(row.counts),
        receipt: row.receipt === null ? null : receiptFacts.parse(JSON.parse(row.receipt)),
        hash: row.hash,
        previousHash: row.previousHash,
        stream: row.streamId,
        byPersonName: person?.fullName ?? null,
      });
    },
  };
}
