// Loading a sample round through the journal, against inserting the same rows in one transaction.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { registry } from '../../db/registry.ts';
import type { SqlRow } from '../../db/sqlite.ts';
import { type Bench, folderWithSample, loadSample, openApplication, openBare } from './bench.ts';
import { interleave, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

export async function measureSample(bench: Bench): Promise<readonly Row[]> {
  const folder = bench.scratch('sample');
  await folderWithSample(bench, path.join(folder, 'pattern'), 'lai-vung-2022');
  const pattern = openBare(path.join(folder, 'pattern'), 'read');
  const tables = [...registry.values()].map(({ name, columns }) => ({
    sql: `INSERT INTO ${name} (${columns.map(({ sqlName }) => sqlName).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    rows: (pattern.connection.prepare(`SELECT * FROM ${name}`).all() as SqlRow[]).map((one) =>
      columns.map(({ sqlName }) => one[sqlName] ?? null),
    ),
  }));
  pattern.close();
  const total = tables.reduce((sum, { rows }) => sum + rows.length, 0);

  let made = 0;
  const fresh = () => path.join(folder, `n${(made += 1)}`);
  const rounds = await interleave(
    {
      product: repeatAsync(
        ({ application }) => loadSample(application, 'lai-vung-2022'),
        () => {
          const place = fresh();
          return { place, application: openApplication(bench, place) };
        },
        async ({ place, application }) => {
          await application.close();
          rmSync(place, { recursive: true });
        },
      ),
      bare: repeatAsync(
        async ({ database: { connection } }) => {
          connection.exec('BEGIN IMMEDIATE');
          connection.pragma('defer_foreign_keys = ON');
          for (const { sql, rows } of tables) {
            const insert = connection.prepare(sql);
            for (const values of rows) insert.run(values);
          }
          connection.exec('COMMIT');
        },
        () => {
          const place = fresh();
          return { place, database: openBare(place) };
        },
        ({ place, database }) => {
          database.close();
          rmSync(place, { recursive: true });
        },
      ),
    },
    bench.quick ? { rounds: 3, perRound: 1, warmUp: 1 } : { rounds: 11, perRound: 1, warmUp: 2 },
  );
  const about = {
    group: 'Loading a sample',
    what: 'system.loadSample, Lai Vung 2022 with its illustrative part',
    baseline: `its ${total.toLocaleString('en')} rows in one transaction, without journal and index`,
  };
  return [row(about, rounds, 'product', 'bare')];
}
