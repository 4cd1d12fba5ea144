// Which rows go into a package: counted against SQL of its own, once each, with all that they refer to.
import { describe, expect, test } from 'vitest';
import type { SampleName } from '../../core/contract/system.ts';
import type { PackageRow } from '../../core/exchange/package/types.ts';
import { versionOf } from '../../core/exchange/package/versions.ts';
import { createBlobStore } from '../../db/blobs.ts';
import { createPackageRows, type PackageRows, packageSql, type RowScope } from '../../db/package-rows.ts';
import { registry } from '../../db/registry.ts';
import type { Connection } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { loadSample } from '../../main/samples/load.ts';
import { AGENCY, BINH, finding, head, OFFICE, PLAN, uuid, VERSION, VISIT, world } from './helpers.ts';

const samples = ['hai-duong-2019', 'lai-vung-2022'] as const;
const PEER = uuid(0x900);
const FOREIGN = uuid(0x901);
const NEWEST = 'SELECT max(seq) FROM change_set';

function scopeOf(ownOfficeId: string, given: Partial<RowScope> = {}): RowScope {
  return {
    kind: 'complete',
    ownOfficeId,
    recipientOfficeId: PEER,
    others: false,
    personal: true,
    evidence: true,
    epoch: 3,
    coveredSeq: 0,
    owed: { files: false, personal: false, others: false },
    planId: null,
    periodFrom: null,
    periodTo: null,
    ...given,
  };
}

function sample(name: SampleName) {
  const { connection, folder, journal, ids, clock } = world(undefined, { seeded: false });
  const stores = createStores(connection);
  const blobs = createBlobStore({ connection, folder, clock });
  loadSample({ connection, journal, ids, stores, blobs }, { name, illustrative: true });
  const own = stores.offices.installation()?.officeId ?? '';
  return { connection, journal, own };
}

const scalar = (connection: Connection, sql: string, ...values: unknown[]) =>
  Number(
    connection
      .prepare(sql)
      .pluck()
      .get(...values),
  );
const rowsOf = (rows: PackageRows, table: string): PackageRow[] => {
  const form = rows.forms.find(({ name }) => name === table);
  return form === undefined ? [] : [...rows.rows(form)];
};
const allRows = (rows: PackageRows) => new Map(rows.forms.map((form) => [form.name, [...rows.rows(form)]]));

/** Every reference of the rows leads to one of them. */
function dangling(rows: PackageRows, known: (table: string, id: string) => boolean = () => false): string[] {
  const found = allRows(rows);
  const ids = new Map([...found].map(([table, list]) => [table, new Set(list.map((row) => row['id']))]));
  return rows.forms.flatMap((form) =>
    (found.get(form.name) ?? []).flatMap((row) =>
      Object.entries(form.references).flatMap(([column, table]) => {
        const id = row[column] ?? null;
        const stands = id === null || ids.get(table)?.has(id) === true || known(table, String(id));
        return stands ? [] : [`${form.name}.${column} → ${table} ${String(id)}`];
      }),
    ),
  );
}

describe.each(samples)('%s', (name) => {
  test('complete: every row of the office once, with its version, and nothing dangles', () => {
    const { connection, own } = sample(name);
    const rows = createPackageRows(connection, scopeOf(own));
    const found = allRows(rows);
    let total = 0;
    for (const [table, list] of found) {
      const expected = connection
        .prepare(`SELECT id, rev FROM ${table} WHERE origin_office_id = ? ORDER BY id`)
        .all(own) as { id: string; rev: number }[];
      const ours = list.filter((row) => row['origin_office_id'] === own);
      expect([table, ours.map((row) => [row['id'], row['origin_version']])]).toEqual([
        table,
        expected.map(({ id, rev }) => [id, versionOf(3, rev)]),
      ]);
      expect(new Set(list.map((row) => row['id'])).size).toBe(list.length);
      expect(rows.counts()[table] ?? 0).toBe(list.length);
      total += list.length;
    }
    expect(total).toBeGreaterThan(500);
    expect(dangling(rows)).toEqual([]);
    expect(rows.deletions.count()).toBe(0);
    expect(rows.journal).toMatchObject({ from: 0, to: scalar(connection, NEWEST) });
  });

  test('a round: all of it, the whole set of its criteria, the agencies with their names', () => {
    const { connection, own } = sample(name);
    const planId = String(connection.prepare('SELECT id FROM plan').pluck().get());
    const rows = createPackageRows(connection, scopeOf(own, { kind: 'plan', planId }));
    expect(dangling(rows)).toEqual([]);
    const of = (table: string, where: string) =>
      scalar(connection, `SELECT count(*) FROM ${table} WHERE ${where}`);
    expect(rowsOf(rows, 'visit')).toHaveLength(of('visit', `plan_id = '${planId}'`));
    expect(rowsOf(rows, 'answer')).toHaveLength(
      of('answer', `visit_id IN (SELECT id FROM visit WHERE plan_id = '${planId}')`),
    );
    expect(rowsOf(rows, 'finding')).toHaveLength(of('finding', `plan_id = '${planId}'`));
    expect(rowsOf(rows, 'criterion').length).toBeGreaterThanOrEqual(
      of('criterion', `criteria_set_id = (SELECT criteria_set_id FROM plan WHERE id = '${planId}')`),
    );
    const agencies = rowsOf(rows, 'agency').map((row) => row['id']);
    for (const id of agencies) {
      expect(rowsOf(rows, 'agency_version').filter((row) => row['agency_id'] === id)).not.toEqual([]);
    }
    expect(rowsOf(rows, 'admin_unit').length).toBeLessThan(of('admin_unit', '1') + 1);
    expect(rows.deletions.count()).toBe(0);
    const sets = rows.criteria();
    expect(sets.length).toBeGreaterThan(0);
    for (const { setId, json } of sets) {
      const told = JSON.parse(json) as { set: { id: string }; criteria: unknown[]; domains: unknown[] };
      expect(told.set.id).toBe(setId);
      expect(told.criteria).toHaveLength(of('criterion', `criteria_set_id = '${setId}'`));
      expect(told.domains.length).toBeGreaterThan(0);
    }
  });

  test('a period holds the rounds that it touches, and no other one', () => {
    const { connection, own } = sample(name);
    const { year } = connection.prepare('SELECT year FROM plan').get() as { year: number };
    const within = createPackageRows(
      connection,
      scopeOf(own, { kind: 'period', periodFrom: `${year}-01-01`, periodTo: `${year + 1}-12-31` }),
    );
    expect(rowsOf(within, 'plan')).toHaveLength(scalar(connection, 'SELECT count(*) FROM plan'));
    expect(dangling(within)).toEqual([]);
    const before = createPackageRows(
      connection,
      scopeOf(own, { kind: 'period', periodFrom: '2001-01-01', periodTo: '2001-12-31' }),
    );
    expect(before.counts()).toEqual({});
  });

  test('without personal values none of the names and numbers stands anywhere', () => {
    const { connection, own } = sample(name);
    const rows = createPackageRows(connection, scopeOf(own, { personal: false }));
    const text = [...allRows(rows).values(), ...rows.journalLines()]
      .map((part) => JSON.stringify(part))
      .join('\n');
    const values: string[] = [];
    for (const { name: table, columns } of registry.values()) {
      for (const { sqlName, personal } of columns) {
        if (!personal || /(?:position|title)$/.test(sqlName)) continue;
        values.push(
          ...(connection
            .prepare(`SELECT DISTINCT ${sqlName} FROM ${table} WHERE ${sqlName} IS NOT NULL`)
            .pluck()
            .all() as string[]),
        );
      }
    }
    expect(values.length).toBeGreaterThan(5);
    for (const value of values) expect([value, text.includes(value)]).toEqual([value, false]);
    // Blank, and still there.
    expect(rows.counts()).toEqual(createPackageRows(connection, scopeOf(own)).counts());
    expect(rows.files()).toEqual([]);
    expect(rowsOf(rows, 'person').every((row) => row['full_name'] === '…')).toBe(true);
  });
});

describe('since', () => {
  const isOwn = (connection: Connection) => (table: string, id: string) =>
    scalar(connection, `SELECT count(*) FROM ${table} WHERE id = ? AND origin_office_id = ?`, id, OFFICE) ===
    1;

  test('exactly what was touched, and what was deleted', () => {
    const { connection, journal } = world();
    journal.run(head(), (write) => {
      write.insert('finding', finding(uuid(0x300)));
      write.insert('finding', finding(uuid(0x301)));
    });
    const coveredSeq = scalar(connection, NEWEST);
    journal.run(head(), (write) => write.update('visit', VISIT, null, { location: 'Hội trường' }));
    journal.run(head(), (write) => write.remove('finding', uuid(0x300), null));
    journal.run(head(), (write) => write.insert('finding', finding(uuid(0x302))));
    const rows = createPackageRows(connection, scopeOf(OFFICE, { kind: 'since', coveredSeq }));
    const ids = Object.fromEntries(
      [...allRows(rows)].map(([table, list]) => [table, list.map((row) => row['id'])]),
    );
    expect(Object.entries(ids).filter(([, list]) => list.length > 0)).toEqual([
      ['finding', [uuid(0x302)]],
      ['visit', [VISIT]],
    ]);
    expect([...rows.deletions]).toEqual([
      { table: 'finding', id: uuid(0x300), originOfficeId: OFFICE, version: versionOf(3, 2) },
    ]);
    expect(rows.journal.from).toBe(coveredSeq);
    expect(dangling(rows, isOwn(connection))).toEqual([]);
  });

  test('nothing touched: nothing goes', () => {
    const { connection } = world();
    const rows = createPackageRows(
      connection,
      scopeOf(OFFICE, { kind: 'since', coveredSeq: scalar(connection, NEWEST) }),
    );
    expect(rows.counts()).toEqual({});
    expect([...rows.deletions]).toEqual([]);
    expect([...rows.journalLines()]).toEqual([]);
  });

  test('a row that every office has by its nature is never told to be deleted', () => {
    const { connection, journal } = world();
    const shared = '00000000-0000-5000-8000-000000000001';
    journal.run(head(), (write) => write.insert('finding', finding(shared)));
    journal.run(head(), (write) => write.remove('finding', shared, null));
    for (const kind of ['since', 'complete'] as const) {
      expect([...createPackageRows(connection, scopeOf(OFFICE, { kind })).deletions]).toEqual([]);
    }
  });
});

describe('rows of other offices', () => {
  /** An agency of another office, with its name, that a visit of ours goes to; and one that nobody names. */
  function merged() {
    const made = world();
    made.journal.run({ ...head('exchange.receive', null), kind: 'system' }, (write) => {
      for (const [id, origin] of [
        [FOREIGN, FOREIGN],
        [PEER, PEER],
      ] as const) {
        write.insert('office', {
          id,
          originOfficeId: origin,
          originVersion: versionOf(1, 1),
          name: id === PEER ? 'UBND tỉnh' : 'UBND huyện',
          level: 'district',
        });
      }
      for (const [index, origin] of [FOREIGN, FOREIGN, PEER].entries()) {
        const agencyId = uuid(0xa00 + index);
        write.insert('agency', {
          id: agencyId,
          originOfficeId: origin,
          originVersion: versionOf(2, 7),
          kind: 'ubnd_xa',
        });
        write.insert('agency_version', {
          id: uuid(0xa10 + index),
          originOfficeId: origin,
          originVersion: versionOf(2, 8),
          agencyId,
          name: `Xã ${index}`,
        });
      }
    });
    made.journal.run(head(), (write) =>
      write.insert('visit', {
        id: uuid(0xb00),
        planId: PLAN,
        agencyId: uuid(0xa00),
        agencyVersionId: uuid(0xa10),
        ordinal: 2,
        status: 'planned',
      }),
    );
    return made;
  }
  const agencies = (rows: PackageRows) => rowsOf(rows, 'agency').map((row) => row['id']);

  test('go where ours refer to them, in the state in which they came', () => {
    const { connection } = merged();
    const rows = createPackageRows(connection, scopeOf(OFFICE));
    expect(agencies(rows).toSorted()).toEqual([AGENCY, uuid(0xa00)].toSorted());
    expect(rowsOf(rows, 'agency_version').map((row) => row['id'])).toEqual([VERSION, uuid(0xa10)]);
    expect(rowsOf(rows, 'agency').find((row) => row['id'] === uuid(0xa00))).toMatchObject({
      origin_office_id: FOREIGN,
      origin_version: versionOf(2, 7),
    });
    expect(rows.offices()).toEqual([OFFICE, FOREIGN].toSorted());
    expect(dangling(rows)).toEqual([]);
  });

  test('go all of them where the whole picture is asked for, but those of the recipient', () => {
    const { connection } = merged();
    const rows = createPackageRows(connection, scopeOf(OFFICE, { others: true }));
    expect(agencies(rows)).toEqual([AGENCY, uuid(0xa00), uuid(0xa01)].toSorted());
    expect(dangling(rows)).toEqual([]);
    const everybody = createPackageRows(
      connection,
      scopeOf(OFFICE, { others: true, recipientOfficeId: null }),
    );
    expect(agencies(everybody)).toHaveLength(4);
  });

  test('since: those that a touched row names go along, those of ours that it names are there', () => {
    const { connection, journal } = merged();
    const coveredSeq = scalar(connection, NEWEST);
    journal.run(head(), (write) => write.update('visit', uuid(0xb00), null, { location: 'Hội trường' }));
    const rows = createPackageRows(connection, scopeOf(OFFICE, { kind: 'since', coveredSeq }));
    expect(rows.counts()).toEqual({ agency: 1, agency_version: 1, office: 1, visit: 1 });
    const owed = createPackageRows(
      connection,
      scopeOf(OFFICE, {
        kind: 'since',
        coveredSeq,
        others: true,
        owed: { files: false, personal: true, others: true },
      }),
    );
    expect(agencies(owed)).toEqual([uuid(0xa00), uuid(0xa01)]);
    // Names that stayed at home before.
    expect(rowsOf(owed, 'person').map((row) => row['id'])).toContain(BINH);
  });

  test('what others wrote does not travel by the journal either', () => {
    const { connection } = merged();
    const lines = (given: Partial<RowScope>) =>
      [...createPackageRows(connection, scopeOf(OFFICE, given)).journalLines()].join('\n');
    expect(lines({})).not.toContain('Xã 1');
    expect(lines({ others: true })).toContain('Xã 1');
    expect(lines({})).toContain('Sở Nội vụ');
    expect(lines({ personal: false })).not.toContain('payload');
  });
});

describe('EXPLAIN QUERY PLAN', () => {
  const plans = (connection: Connection, sql: string, values: object | unknown[]) =>
    (connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[]).map(
      ({ detail }) => detail,
    );

  test('since looks at what was touched, whatever lies in the tables', () => {
    const { connection } = world();
    const rows = createPackageRows(connection, scopeOf(OFFICE, { kind: 'since', coveredSeq: 1 }));
    for (const [table, { rows: sql, count, offices, pointed }] of rows.statements) {
      for (const one of [sql, count, offices, ...Object.values(pointed)]) {
        for (const detail of plans(connection, one, rows.parametersOf(one))) {
          expect([table, detail]).not.toEqual([
            table,
            expect.stringMatching(/^SCAN (?!pointing\b|CONSTANT)/u),
          ]);
        }
      }
    }
    for (const detail of plans(connection, packageSql.changes, [1])) expect(detail).not.toMatch(/^SCAN/u);
    for (const detail of plans(connection, packageSql.sets, [1, 2])) expect(detail).not.toMatch(/^SCAN/u);
  });

  test('a round is found by its references', () => {
    const { connection } = world();
    const rows = createPackageRows(connection, scopeOf(OFFICE, { kind: 'plan', planId: PLAN }));
    for (const [table, { rows: sql }] of rows.statements) {
      for (const detail of plans(connection, sql, rows.parametersOf(sql))) {
        expect([table, detail]).not.toEqual([table, expect.stringMatching(/^SCAN (?!json_each|CONSTANT)/u)]);
      }
    }
  });
});
