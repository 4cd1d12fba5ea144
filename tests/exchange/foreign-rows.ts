// Rows of other offices as a merged package leaves them, without a package: an illustrated sample's rows under ids of
// their own, with the office that made them and the state they had there.
import { createHash } from 'node:crypto';
import { registry, tableNames, type TableName } from '../../db/registry.ts';
import type { SqlRow } from '../../db/sqlite.ts';
import { type Office, openOffice, removeOffice } from '../main/services/fixture.ts';

export type SampleName = 'hai-duong-2019' | 'lai-vung-2022';
export interface ForeignOffice {
  readonly officeId: string;
  /** Its rows, by table, as they stand here. */
  readonly rows: ReadonlyMap<TableName, readonly SqlRow[]>;
  /** The one row of a table, or the first. */
  id(table: TableName): string;
}

/** What every office has under the same id: the catalogue and the starter sets. */
const shared = new Set<TableName>([
  'domain',
  'admin_unit',
  'criteria_set',
  'criterion',
  'legal_document',
  'phrase',
]);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu;

interface Source {
  readonly officeId: string;
  readonly rows: ReadonlyMap<TableName, readonly SqlRow[]>;
  readonly blobs: readonly SqlRow[];
}
const sources = new Map<SampleName, Promise<Source>>();

async function readSource(name: SampleName): Promise<Source> {
  const office = openOffice();
  try {
    await office.call('system.loadSample', { name, illustrative: true });
    const { connection } = office.context;
    const read = (sql: string) => connection.prepare(sql).all() as SqlRow[];
    return {
      officeId: office.context.session.officeId(),
      rows: new Map(
        tableNames
          .filter((table) => {
            const { exported, owner } = registry.get(table)!;
            return exported && owner === 'office';
          })
          .map((table) => [table, read(`SELECT * FROM ${table} ORDER BY id`)]),
      ),
      blobs: read('SELECT * FROM blob'),
    };
  } finally {
    removeOffice(office);
  }
}

function otherId(id: string, salt: string): string {
  const hex = createHash('sha256').update(`${salt} ${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Writes the sample's rows as those of an office called `name`; its personal data and files may stay behind. */
export async function bringForeign(
  here: Pick<Office, 'context'>,
  sample: SampleName,
  name: string,
): Promise<ForeignOffice> {
  const known = sources.get(sample) ?? readSource(sample);
  sources.set(sample, known);
  const source = await known;
  const { connection, journal, session } = here.context;
  const ids = new Map<string, string>();
  for (const [table, rows] of source.rows) {
    const stands = connection.prepare(`SELECT 1 FROM ${table} WHERE id = ?`);
    for (const { id } of rows) {
      if (shared.has(table) && stands.get(id) !== undefined) continue;
      ids.set(String(id), otherId(String(id), name));
    }
  }
  const moved = (value: unknown) =>
    typeof value === 'string' ? value.replaceAll(UUID, (id) => ids.get(id) ?? id) : value;
  const brought = new Map<TableName, SqlRow[]>();
  for (const [table, rows] of source.rows) {
    const kept = new Set(registry.get(table)!.columns.flatMap((one) => (one.exported ? [] : [one.sqlName])));
    brought.set(
      table,
      rows
        .filter(({ id }) => ids.has(String(id)))
        .map((row) => {
          const own = Object.fromEntries(
            Object.entries(row).map(([key, value]) => [key, kept.has(key) ? null : moved(value)]),
          );
          return {
            ...own,
            ...(table === 'office' ? { name } : {}),
            rev: 1,
            origin_version: 1 + Number(row['rev']),
          } as SqlRow;
        }),
    );
  }
  const head = {
    method: 'exchange.receive',
    actorId: session.personId(),
    officeId: session.officeId(),
    kind: 'system' as const,
  };
  const known256 = connection.prepare('SELECT 1 FROM blob WHERE sha256 = ?');
  journal.run(head, (write) => {
    connection.pragma('defer_foreign_keys = ON');
    for (const blob of source.blobs) {
      if (known256.get(blob['sha256']) !== undefined) continue;
      const columns = Object.keys(blob);
      connection
        .prepare(`INSERT INTO blob (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
        .run(...columns.map((one) => (one === 'absent' ? 1 : blob[one])));
    }
    for (const [table, rows] of brought)
      for (const row of rows) write.insertImage(table, String(row['id']), row);
  });
  const officeId = ids.get(source.officeId)!;
  return {
    officeId,
    rows: brought,
    id(table) {
      const row = brought.get(table)?.[0];
      if (row === undefined) throw new Error(`${sample} has no ${table}`);
      return String(row['id']);
    },
  };
}
