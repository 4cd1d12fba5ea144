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
import { codeOf, open, temporaryFolder, testClock, testIds } from './helpers.ts';

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

describe('recommendations of schema 40', () => {
  const statuses = [
    'open',
    'in_progress',
    'reported',
    'returned',
    'verified',
    'no_longer_applicable',
    'transferred',
  ] as const;

  /** Beside its one open recommendation the round has two of every state; both of them say so in their text. */
  function folderOfStates(): string {
    const folder = folderOf(40);
    const old = connect(path.join(folder, 'cchc.db'), { mustExist: true });
    const add = old.prepare(
      `INSERT INTO recommendation (id, rev, origin_office_id, created_at, updated_at, provenance, plan_id, ordinal, text, status)
       SELECT @id, 3, origin_office_id, created_at, updated_at, provenance, plan_id, @ordinal, @text, @status
         FROM recommendation WHERE ordinal = (SELECT min(ordinal) FROM recommendation) LIMIT 1`,
    );
    for (const [at, status] of [...statuses, ...statuses].entries()) {
      add.run({ id: `old-${String(at)}`, ordinal: 1000 + at, text: `Kiến nghị ${status}`, status });
    }
    old.close();
    return folder;
  }
  const added = `SELECT * FROM recommendation WHERE id LIKE 'old-%' ORDER BY ordinal`;
  type Row = Readonly<Record<string, string | number | null>>;

  test('what was called verified is reported, by nobody known; every other state stays', () => {
    const folder = folderOfStates();
    const old = connect(path.join(folder, 'cchc.db'), { readOnly: true, mustExist: true });
    const before = old.prepare(added).all() as Row[];
    old.close();
    expect(before.filter(({ status }) => status === 'verified').length).toBe(2);

    const { connection } = open(folder);
    const unknown = {
      origin_version: null,
      reported_on: null,
      reported_by: null,
      verified_on: null,
      verified_by: null,
    };
    expect(connection.prepare(added).all()).toEqual(
      before.map((row) => ({
        ...row,
        ...unknown,
        status: row['status'] === 'verified' ? 'reported' : row['status'],
      })),
    );
    // Neither a proof nor an event is made up for them.
    expect(countsOf(connection, ['remediation_proof', 'recommendation_event'])).toEqual({
      remediation_proof: 0,
      recommendation_event: 0,
    });
    const tallied = (table: string) =>
      Object.fromEntries(
        connection.prepare(`SELECT status, sum(n) FROM ${table} GROUP BY status`).raw().all() as [
          string,
          number,
        ][],
      );
    const expected = {
      open: 3,
      in_progress: 2,
      reported: 4,
      returned: 2,
      no_longer_applicable: 2,
      transferred: 2,
    };
    expect(tallied('tally_recommendation')).toEqual(expected);
    expect(tallied('tally_plan')).toEqual(expected);
  });

  test('such a one is verified only after it was returned, reported anew and proven', () => {
    const { connection } = open(folderOfStates());
    const installation = createStores(connection).offices.installation();
    if (installation === undefined) throw new Error('The fixture holds no office.');
    const { actingPersonId: person, officeId } = installation;
    const journal = createJournal({ connection, clock: testClock(), ids: testIds() });
    const head = { method: 'remediation.verify', actorId: person, officeId };
    const id = `old-${String(statuses.indexOf('verified'))}`;
    const set = (values: Readonly<Record<string, string | null>>) =>
      journal.run(head, (write) => write.update('recommendation', id, null, values));
    const verify = () => set({ status: 'verified', verifiedOn: '2026-02-02', verifiedBy: person });

    journal.run(head, (write) => {
      write.insert('remediation_proof', {
        id: 'proof',
        recommendationId: id,
        evidenceId: null,
        documentName: 'Quyết định số 12/QĐ-UBND',
        provedOn: '2026-02-01',
        note: null,
        enteredBy: person,
      });
    });
    expect(codeOf(verify)).toBe('FROZEN');
    set({ status: 'returned' });
    expect(codeOf(verify)).toBe('FROZEN');
    set({ status: 'reported', reportedOn: '2026-02-01', reportedBy: person });
    verify();
    expect(connection.prepare('SELECT status FROM recommendation WHERE id = ?').pluck().get(id)).toBe(
      'verified',
    );
    expect(journal.verify()).toMatchObject({ intact: true });
  });
});
