/**
 * What a database holds, value by value, as one digest: two databases with the same one hold the same rows in the same
 * tables, however their pages lie. The rows are joined by SQLite itself, which is several times faster than fetching
 * them one by one. Knows no schema.
 */
import { createHash } from 'node:crypto';
import type { Connection } from './sqlite.ts';

/** Rows that are joined at once: some milliseconds. */
const ROWS = 1_000;
const FIRST = -9_007_199_254_740_991;

interface Table {
  readonly name: string;
  readonly type: string;
  readonly wr: number;
  readonly strict: number;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * To be called where nothing changes meanwhile. Tables that SQLite keeps for itself are left out; those in which a
 * search index lies are not. Yields how many rows it has read; answers the digest.
 */
export function* contentOf(connection: Connection): Generator<number, string> {
  const digest = createHash('sha256');
  const tables = (connection.prepare('PRAGMA main.table_list').all() as Table[])
    .filter(({ name, type }) => (type === 'table' || type === 'shadow') && !name.startsWith('sqlite_'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const schema = connection
    .prepare(
      "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    )
    .raw()
    .all()
    .map((row) => JSON.stringify(row))
    .toSorted();
  digest.update(schema.join('\n'));
  let read = 0;
  for (const table of tables) {
    digest.update(`\n${table.name}\n`);
    for (const { rows, bytes } of table.wr === 1 ? linesByKey(connection, table) : lines(connection, table)) {
      digest.update(bytes);
      yield (read += rows);
    }
  }
  return digest.digest('hex');
}

interface Piece {
  readonly rows: number;
  readonly bytes: Buffer;
}

/** In the order of their row numbers, which a copy keeps though it may count anew. */
function* lines(connection: Connection, table: Table): Generator<Piece> {
  const { line } = columnsOf(connection, table);
  const next = connection
    .prepare(
      `SELECT max(number), count(*), CAST(group_concat(line, '') AS BLOB)
       FROM (SELECT rowid AS number, ${line} AS line FROM main.${quoted(table.name)}
             WHERE rowid > ? ORDER BY rowid LIMIT ${String(ROWS)})`,
    )
    .raw();
  for (let at = FIRST; ;) {
    const [last, rows, bytes] = next.get(at) as [number, number, Buffer];
    if (rows === 0) return;
    yield { rows, bytes };
    at = last;
  }
}

function* linesByKey(connection: Connection, table: Table): Generator<Piece> {
  const { line, key } = columnsOf(connection, table);
  const all = connection
    .prepare(`SELECT CAST(${line} AS BLOB) FROM main.${quoted(table.name)} ORDER BY ${key}`)
    .pluck();
  let some: Buffer[] = [];
  for (const one of all.iterate() as IterableIterator<Buffer>) {
    if (some.push(one) < ROWS) continue;
    yield { rows: some.length, bytes: Buffer.concat(some) };
    some = [];
  }
  yield { rows: some.length, bytes: Buffer.concat(some) };
}

/** Each value with its length before it, so that no two rows make the same line. */
function columnsOf(connection: Connection, { name, strict }: Table) {
  const columns = connection.prepare('SELECT name, pk FROM pragma_table_info(?)').all(name) as {
    readonly name: string;
    readonly pk: number;
  }[];
  const line = columns
    .map((column) => {
      const value = quoted(column.name);
      // Only a STRICT table says beforehand of which type a value is.
      const type = strict === 1 ? '' : `typeof(${value})||`;
      return `coalesce(${type}octet_length(${value})||':'||${value},'-')`;
    })
    .join('||');
  const key = columns
    .filter(({ pk }) => pk > 0)
    .toSorted((a, b) => a.pk - b.pk)
    .map((column) => quoted(column.name))
    .join(', ');
  return { line, key };
}
