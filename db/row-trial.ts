/**
 * Whether a table of this schema takes a row: what its types, its checks and NOT NULL say, tried on an empty copy of the
 * table in memory. So a look tells what taking would meet, and holds no lock. Knows nothing of references, of unique
 * values and of promises between rows.
 */
import { systemCode } from './errors.ts';
import { connect, type Connection, type SqlRow } from './sqlite.ts';

export function createRowTrial(connection: Connection) {
  const schema = connection
    .prepare(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?`)
    .pluck();
  const memory = connect(':memory:');
  memory.pragma('foreign_keys = OFF');
  const trials = new Map<string, (row: SqlRow) => void>();

  function trialOf(table: string): (row: SqlRow) => void {
    let trial = trials.get(table);
    if (trial === undefined) {
      memory.exec(String(schema.get(table)));
      const names = (memory.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
      const insert = memory.prepare(
        `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      );
      const empty = memory.prepare(`DELETE FROM ${table}`);
      trial = (row) => {
        insert.run(names.map((name) => row[name] ?? null));
        empty.run();
      };
      trials.set(table, trial);
    }
    return trial;
  }

  return {
    /** `row`: every column of the table but the stamps. */
    takes(table: string, row: SqlRow): boolean {
      try {
        trialOf(table)({ rev: 1, created_at: 0, updated_at: 0, ...row });
        return true;
      } catch (error) {
        if (systemCode(error)?.startsWith('SQLITE_CONSTRAINT') === true) return false;
        throw error;
      }
    },
    close: () => memory.close(),
  };
}
