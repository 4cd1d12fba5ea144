// Samples of dossiers and documents, and their lines with what was checked of each.
import type { CheckResult, Sample, SampleItem } from '../core/contract/samples.ts';
import type { Connection } from './sqlite.ts';
import { idList, prepareGet, readAll, readOne, type Stored } from './stored.ts';

export type StoredSample = Stored<Omit<Sample, 'items' | 'checked' | 'passed' | 'checks'>>;
export type StoredSampleItem = Stored<Omit<SampleItem, 'passes' | 'overdue'>>;

/** Of a line only what figures are made of. */
export interface CheckedItem {
  readonly sampleId: string;
  readonly checks: Readonly<Record<string, CheckResult>>;
}

export const sampleSql = {
  ofVisit: 'SELECT * FROM sample WHERE visit_id = ? ORDER BY kind, created_at, id',
  ofRegister: 'SELECT * FROM sample WHERE register_id = ? ORDER BY created_at, id',
  items: 'SELECT * FROM sample_item WHERE sample_id = ? ORDER BY ordinal, id',
  checks: `SELECT sample_id, checks FROM sample_item
      WHERE sample_id IN (SELECT value FROM json_each(?)) ORDER BY sample_id, ordinal`,
  lastOrdinal: 'SELECT coalesce(max(ordinal), 0) FROM sample_item WHERE sample_id = ?',
} as const;

export function createSampleStore(connection: Connection) {
  const get = prepareGet(connection, 'sample');
  const item = prepareGet(connection, 'sample_item');
  const ofVisit = connection.prepare(sampleSql.ofVisit);
  const ofRegister = connection.prepare(sampleSql.ofRegister);
  const items = connection.prepare(sampleSql.items);
  const checks = connection.prepare(sampleSql.checks);
  const lastOrdinal = connection.prepare(sampleSql.lastOrdinal).pluck();
  return {
    get: (id: string) => readOne<StoredSample>('sample', get, id),
    ofVisit: (visitId: string) => readAll<StoredSample>('sample', ofVisit, visitId),
    ofRegister: (registerId: string) => readAll<StoredSample>('sample', ofRegister, registerId),
    item: (id: string) => readOne<StoredSampleItem>('sample_item', item, id),
    /** In the order of the sheet. */
    items: (sampleId: string) => readAll<StoredSampleItem>('sample_item', items, sampleId),
    /** What was checked, of as many samples as are asked for. */
    checksOf: (sampleIds: readonly string[]) =>
      (checks.all(idList(sampleIds)) as { readonly sample_id: string; readonly checks: string }[]).map(
        (row): CheckedItem => ({
          sampleId: row.sample_id,
          checks: JSON.parse(row.checks) as CheckedItem['checks'],
        }),
      ),
    nextOrdinal: (sampleId: string) => (lastOrdinal.get(sampleId) as number) + 1,
  };
}
