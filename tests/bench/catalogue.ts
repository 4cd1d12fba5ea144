// Loading the catalogue of administrative units, 3,355 rows in one transaction, against inserting the same rows.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { registry } from '../../db/registry.ts';
import type { SqlRow } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { createJournal } from '../../db/journal.ts';
import { loadCatalogue } from '../../main/catalogue/load.ts';
import { createClock } from '../../main/clock.ts';
import { createIds } from '../../main/ids.ts';
import { createSession } from '../../main/services/context.ts';
import { type Bench, call, caller, folderWithSample, openApplication, openBare } from './bench.ts';
import { interleave, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

const GROUP = 'Loading the catalogue';

export async function measureCatalogue(bench: Bench): Promise<readonly Row[]> {
  const folder = bench.scratch('catalogue');
  const pattern = path.join(folder, 'pattern');
  await folderWithSample(bench, pattern, 'hai-duong-2019');
  const source = openApplication(bench, pattern);
  await call(source, 'catalogue.load', {});
  await source.close();
  const reader = openBare(pattern, 'read');
  const columns = registry.get('admin_unit')?.columns.map(({ sqlName }) => sqlName) ?? [];
  const rows = (reader.connection.prepare('SELECT * FROM admin_unit').all() as SqlRow[]).map((one) =>
    columns.map((name) => one[name] ?? null),
  );
  reader.close();

  let made = 0;
  /** A folder with an office in it: the rows belong to one. */
  const fresh = async () => {
    const place = path.join(folder, `n${(made += 1)}`);
    await folderWithSample(bench, place, 'hai-duong-2019');
    return place;
  };
  const openFresh = async () => {
    const place = await fresh();
    return { place, database: openBare(place) };
  };
  const drop = ({ place, database }: Awaited<ReturnType<typeof openFresh>>) => {
    database.close();
    rmSync(place, { recursive: true });
  };
  const clock = createClock();
  const rounds = await interleave(
    {
      beside: repeatAsync(
        ({ application }) => call(application, 'catalogue.load', {}),
        async () => {
          const place = await fresh();
          return { place, application: openApplication(bench, place) };
        },
        async ({ place, application }) => {
          await application.close();
          rmSync(place, { recursive: true });
        },
      ),
      here: repeatAsync(
        async ({ database: { connection } }) => {
          const journal = createJournal({ connection, clock, ids: createIds(clock) });
          const session = createSession(createStores(connection));
          loadCatalogue({ connection, journal, session }, caller, { step: () => undefined });
        },
        openFresh,
        drop,
      ),
      bare: repeatAsync(
        async ({ database: { connection } }) => {
          // The office of the pattern has the same id in every folder.
          connection.exec('BEGIN IMMEDIATE');
          const insert = connection.prepare(
            `INSERT INTO admin_unit (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
          );
          for (const values of rows) insert.run(values);
          connection.exec('COMMIT');
        },
        openFresh,
        drop,
      ),
    },
    bench.quick ? { rounds: 3, perRound: 1, warmUp: 1 } : { rounds: 11, perRound: 1, warmUp: 2 },
  );
  const baseline = `its ${rows.length.toLocaleString('en')} rows in one transaction, without a journal`;
  return [
    row(
      { group: GROUP, what: 'the rows through the journal, one transaction', baseline },
      rounds,
      'here',
      'bare',
    ),
    row(
      { group: GROUP, what: 'catalogue.load, in a thread beside the screen', baseline },
      rounds,
      'beside',
      'bare',
    ),
  ];
}
