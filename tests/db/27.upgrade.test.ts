// Data of every earlier schema version, as that version wrote it, opens in this one and is whole.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createJournal } from '../../db/journal.ts';
import { migrations } from '../../db/migrate.ts';
import { registry } from '../../db/registry.ts';
import { createSearch } from '../../db/search.ts';
import { connect } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { open, temporaryFolder, testClock, testIds } from './helpers.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const kept = readdirSync(fixtures)
  .map((name) => /^schema-(\d+)\.db\.gz$/.exec(name)?.[1])
  .filter((version) => version !== undefined)
  .map(Number)
  .toSorted((a, b) => a - b);

/** A data folder with the round of Lai Vung 2022 as the version wrote it. */
function folderOf(version: number): string {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const file = gunzipSync(readFileSync(path.join(fixtures, `schema-${String(version)}.db.gz`)));
  writeFileSync(path.join(folder, 'cchc.db'), file);
  return folder;
}

function countsOf(connection: ReturnType<typeof connect>, tables: readonly string[]) {
  return Object.fromEntries(
    tables.map((table) => [table, connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]),
  );
}

test('every version but the newest has its fixture', () => {
  expect(kept).toEqual(migrations.slice(0, -1).map(({ version }) => version));
});

describe.each(kept)('schema %i', (version) => {
  test('is brought up with a copy before, loses no row, and its chain holds', () => {
    const folder = folderOf(version);
    const before = connect(path.join(folder, 'cchc.db'), { readOnly: true, mustExist: true });
    const tables = before
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_text%' AND name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all() as string[];
    const counts = countsOf(before, tables);
    before.close();

    const { connection, opening } = open(folder);
    expect(opening.migrated).toEqual(migrations.map((one) => one.version).filter((one) => one > version));
    expect(opening.backup).not.toBeNull();
    expect(countsOf(connection, tables)).toEqual(counts);
    expect(connection.pragma('foreign_key_check')).toEqual([]);
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    const journal = createJournal({ connection, clock: testClock(), ids: testIds() });
    expect(journal.verify()).toMatchObject({ intact: true });
  });

  test('can be read, searched, changed and undone', () => {
    const { connection } = open(folderOf(version));
    const stores = createStores(connection);
    const [plan] = stores.plans.list({});
    expect(plan?.year).toBe(2022);
    expect(createSearch(connection).find('lai vung', 5).length).toBeGreaterThan(0);

    const installation = stores.offices.installation();
    if (plan === undefined || installation === undefined) throw new Error('The fixture holds no round.');
    const journal = createJournal({ connection, clock: testClock(), ids: testIds() });
    const head = {
      method: 'plans.update',
      actorId: installation.actingPersonId,
      officeId: installation.officeId,
    };
    const rowsOf = () =>
      [...registry.keys()].map((table) => connection.prepare(`SELECT * FROM ${table} ORDER BY id`).all());
    const untouched = rowsOf();
    journal.run(head, (write) => write.update('plan', plan.id, null, { note: 'Ghi thêm sau khi nâng cấp' }));
    expect(rowsOf()).not.toEqual(untouched);
    journal.undo(installation.actingPersonId);
    expect(stores.plans.get(plan.id)?.note).toBe(plan.note);
  });
});
