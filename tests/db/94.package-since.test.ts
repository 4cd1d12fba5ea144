// What goes since the last package, after whatever people did; and that no table is ever held in memory.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPackageRows, type RowScope } from '../../db/package-rows.ts';
import { finding, head, OFFICE, PLAN, uuid, VISIT, world } from './helpers.ts';

function scopeOf(given: Partial<RowScope>): RowScope {
  return {
    kind: 'complete',
    ownOfficeId: OFFICE,
    recipientOfficeId: null,
    others: false,
    personal: true,
    evidence: true,
    epoch: 0,
    coveredSeq: 0,
    owed: { files: false, personal: false, others: false },
    planId: null,
    periodFrom: null,
    periodTo: null,
    ...given,
  };
}

type Act = { readonly act: 'add' | 'change' | 'delete' | 'visit' | 'undo' | 'redo'; readonly row: number };
const act = fc.record({
  act: fc.constantFrom<Act['act']>('add', 'add', 'change', 'delete', 'visit', 'undo', 'redo'),
  row: fc.nat(7),
});

test('a replica that takes every package since is the office itself, and each holds just what was touched', () => {
  const { connection, journal } = world();
  const replica = new Map<string, unknown>();
  let coveredSeq = 0;
  let turn = 0;
  const newest = () => Number(connection.prepare('SELECT max(seq) FROM change_set').pluck().get());
  const ids = connection.prepare('SELECT id FROM finding ORDER BY id').pluck();

  function perform({ act: what, row }: Act): void {
    const list = ids.all() as string[];
    const id = list[row % Math.max(1, list.length)];
    turn += 1;
    try {
      if (what === 'undo') journal.undo(head().actorId);
      else if (what === 'redo') journal.redo(head().actorId);
      else
        journal.run(head(), (write) => {
          if (what === 'add') write.insert('finding', finding(uuid(0x5000 + turn)));
          else if (what === 'visit') write.update('visit', VISIT, null, { note: `Lần ${turn}` });
          else if (id === undefined) return;
          else if (what === 'change') write.update('finding', id, null, { text: `Nội dung ${turn}` });
          else write.remove('finding', id, null);
        });
    } catch (error) {
      // Nothing to undo, or it has moved on: that changes nothing.
      if ((error as { name?: string }).name !== 'AppError') throw error;
    }
  }

  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      for (const one of acts) perform(one);
      const rows = createPackageRows(
        connection,
        scopeOf(coveredSeq === 0 ? {} : { kind: 'since', coveredSeq }),
      );
      const touched = new Set(
        (
          connection
            .prepare('SELECT table_name, row_id FROM change WHERE change_set_seq > ?')
            .all(coveredSeq) as {
            table_name: string;
            row_id: string;
          }[]
        ).map(({ table_name, row_id }) => `${table_name} ${row_id}`),
      );
      const seen = new Set<string>();
      for (const form of rows.forms) {
        for (const row of rows.rows(form)) {
          const key = `${form.name} ${String(row['id'])}`;
          expect(seen.has(key)).toBe(false);
          seen.add(key);
          replica.set(key, row);
        }
      }
      for (const { table, id } of rows.deletions) {
        const key = `${table} ${id}`;
        expect(seen.has(key)).toBe(false);
        seen.add(key);
        replica.delete(key);
      }
      for (const key of seen) expect(touched.has(key)).toBe(true);
      for (const key of touched) {
        const [table = '', id] = key.split(' ');
        const there = connection.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
        expect([key, seen.has(key)]).toEqual([key, true]);
        expect(replica.has(key)).toBe(there);
      }
      coveredSeq = newest();
      const whole = createPackageRows(connection, scopeOf({}));
      const expected = new Map<string, unknown>();
      for (const form of whole.forms)
        for (const row of whole.rows(form)) expected.set(`${form.name} ${String(row['id'])}`, row);
      expect(new Map([...replica].toSorted())).toEqual(new Map([...expected].toSorted()));
    }),
    { numRuns: 40 },
  );
});

test('a hundred thousand rows pass one by one', () => {
  const { connection } = world();
  connection.exec(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
     INSERT INTO finding (id, rev, origin_office_id, created_at, updated_at, plan_id, domain_id, ordinal, kind, scope, text)
     SELECT printf('00000000-0000-7000-9000-%012x', i), 1, '${OFFICE}', 0, 0, '${PLAN}', (SELECT id FROM domain), i,
       'limitation', 'round', printf('%.2000c', 'x') FROM n`,
  );
  const rows = createPackageRows(connection, scopeOf({}));
  const form = rows.forms.find(({ name }) => name === 'finding');
  expect(rows.counts()['finding']).toBe(100_000);
  const before = process.memoryUsage();
  let count = 0;
  let most = 0;
  let letters = 0;
  for (const row of form === undefined ? [] : rows.rows(form)) {
    count += 1;
    letters += String(row['text']).length;
    if (count % 5_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed - before.heapUsed);
  }
  expect([count, letters]).toEqual([100_000, 200_000_000]);
  // A third of what has passed.
  expect(most).toBeLessThan(70_000_000);
}, 120_000);
