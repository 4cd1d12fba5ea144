import { describe, expect, test } from 'vitest';
import type { ChangedEvent } from '../../core/contract/events.ts';
import { createJournal } from '../../db/journal.ts';
import {
  AN,
  codeOf,
  contents,
  finding,
  head,
  OFFICE,
  PLAN,
  testClock,
  testIds,
  uuid,
  VISIT,
  world,
} from './helpers.ts';

const F = uuid(100);
const payloads = (connection: ReturnType<typeof world>['connection'], seq: number) =>
  connection
    .prepare(
      'SELECT table_name, operation, rev, payload FROM change JOIN change_payload ON change_id = change.id WHERE change_set_seq = ? ORDER BY ordinal',
    )
    .all(seq)
    .map((row) => ({
      ...(row as object),
      payload: JSON.parse((row as { payload: string }).payload) as unknown,
    }));

describe('writing rows', () => {
  test('an insert takes defaults, stamps and the office, and gives the whole row', () => {
    const { journal, clock } = world();
    clock.move(1_000);
    const row = journal.run(head(), (write) => write.insert('finding', finding(F)));
    expect(row).toEqual({
      ...finding(F),
      rev: 1,
      originOfficeId: OFFICE,
      originVersion: null,
      createdAt: clock.now(),
      updatedAt: clock.now(),
      provenance: null,
      visitId: null,
      criterionId: null,
      scopeKinds: [],
      numerator: null,
      denominator: null,
      unit: null,
      cause: null,
      causeKind: null,
      severity: null,
      repeatsFindingId: null,
      phraseId: null,
      sourceText: null,
    });
  });

  test('an update names what differs, raises rev by one and moves the stamp', () => {
    const { journal, clock, connection } = world();
    clock.move(5_000);
    const row = journal.run(head(), (write) =>
      write.update('plan', PLAN, 1, { scoring: true, year: 2019, title: undefined }),
    );
    expect(row).toMatchObject({ rev: 2, scoring: true, year: 2019, updatedAt: clock.now() });
    expect(row.createdAt).toBe(clock.now() - 5_000);
    expect(payloads(connection, 2)).toEqual([
      {
        table_name: 'plan',
        operation: 'update',
        rev: 2,
        payload: { before: { scoring: 0 }, after: { scoring: 1 } },
      },
    ]);
  });

  test('a patch equal to the row changes nothing: no rev, no change set, no event', () => {
    const { journal, connection } = world();
    const events: ChangedEvent[] = [];
    journal.onChanged((event) => events.push(event));
    const row = journal.run(head(), (write) =>
      write.update('plan', PLAN, 1, { year: 2019, legalGrounds: [] }),
    );
    expect(row.rev).toBe(1);
    expect(connection.prepare('SELECT count(*) FROM change_set').pluck().get()).toBe(1);
    expect(events).toEqual([]);
  });

  test('a stale rev is CONFLICT with the row as it is now; a missing one NOT_FOUND', () => {
    const { journal } = world();
    journal.run(head(), (write) => write.update('plan', PLAN, 1, { year: 2020 }));
    expect.assertions(3);
    try {
      journal.run(head(), (write) => write.update('plan', PLAN, 1, { year: 2021 }));
    } catch (error) {
      expect(error).toMatchObject({
        code: 'CONFLICT',
        detail: { entity: 'plan', rev: 2, current: { year: 2020 } },
      });
    }
    expect(codeOf(() => journal.run(head(), (write) => write.remove('plan', PLAN, 1)))).toBe('CONFLICT');
    expect(
      codeOf(() => journal.run(head(), (write) => write.update('plan', uuid(9), 1, { year: 2021 }))),
    ).toBe('NOT_FOUND');
  });

  test('a deleted row becomes a tombstone, and goes on counting when it comes back', () => {
    const { journal, connection } = world();
    const tombstones = () => connection.prepare('SELECT row_id, rev FROM tombstone').all();
    journal.run(head(), (write) => write.insert('finding', finding(F)));
    journal.run(head(), (write) => write.update('finding', F, 1, { text: 'hai' }));
    journal.run(head(), (write) => write.remove('finding', F, 2));
    expect(tombstones()).toEqual([{ row_id: F, rev: 3 }]);
    const again = journal.run(head(), (write) => write.insert('finding', finding(F)));
    expect(again.rev).toBe(4);
    expect(tombstones()).toEqual([]);
  });

  test('several writes to one row are one change; an insert that is removed again is none', () => {
    const { journal, connection } = world();
    journal.run(head(), (write) => {
      const made = write.insert('finding', finding(F));
      const changed = write.update('finding', F, made.rev, { text: 'hai', unit: 'hồ sơ' });
      write.update('finding', F, changed.rev, { text: 'ba', unit: null });
      write.update('plan', PLAN, 1, { year: 2020 });
      write.update('plan', PLAN, 2, { year: 2021, note: 'n' });
      write.insert('finding', finding(uuid(101)));
      write.remove('finding', uuid(101), 1);
    });
    const [first, second, ...others] = payloads(connection, 2);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      operation: 'insert',
      rev: 3,
      payload: { before: null, after: { text: 'ba' } },
    });
    expect(first?.payload).not.toHaveProperty('after.unit');
    expect(second).toMatchObject({
      operation: 'update',
      rev: 3,
      payload: { before: { note: null, year: 2019 }, after: { note: 'n', year: 2021 } },
    });
  });

  test('removed and inserted again under one id is an update of what differs', () => {
    const { journal, connection } = world();
    journal.run(head(), (write) => write.insert('finding', { ...finding(F), cause: 'c' }));
    journal.run(head(), (write) => {
      write.remove('finding', F, 1);
      write.insert('finding', finding(F, 'khác'));
    });
    expect(payloads(connection, 3)).toMatchObject([
      {
        operation: 'update',
        rev: 3,
        payload: { before: { cause: 'c' }, after: { cause: null, text: 'khác' } },
      },
    ]);
  });
});

describe('one command, one transaction', () => {
  test('a fault in the middle leaves everything as it was, and the next command works', () => {
    const { journal, connection, search } = world();
    const before = contents(connection);
    expect(() =>
      journal.run(head(), (write) => {
        write.insert('finding', finding(F, 'độc nhất'));
        write.remove('visit', VISIT, 1);
        throw new RangeError('stop');
      }),
    ).toThrow(RangeError);
    expect(contents(connection)).toEqual(before);
    expect(search.find('độc nhất', 5)).toEqual([]);
    journal.run(head(), (write) => write.insert('finding', finding(F)));
    expect(journal.verify()).toMatchObject({ intact: true, changeSets: 2 });
  });

  test('a command inside another one, a promise and a writer kept for later are faults of the program', () => {
    const { journal, connection } = world();
    const before = contents(connection);
    expect(() => journal.run(head(), () => journal.run(head(), () => 1))).toThrow(/inside/);
    expect(() => journal.run(head(), async (write) => write.insert('finding', finding(F)))).toThrow(
      TypeError,
    );
    let kept: Parameters<Parameters<typeof journal.run>[1]>[0] | undefined;
    journal.run(head(), (write) => (kept = write));
    expect(() => kept?.insert('finding', finding(F))).toThrow(/outside/);
    expect(() => kept?.remove('visit', VISIT, 1)).toThrow(/outside/);
    expect(() => kept?.update('plan', PLAN, 1, { year: 1 })).toThrow(/outside/);
    expect(contents(connection)).toEqual(before);
  });

  test('on a connection for reading, writing is READ_ONLY', () => {
    const { connection } = world();
    connection.pragma('query_only = ON');
    const journal = createJournal({ connection, clock: testClock(), ids: testIds() });
    expect(codeOf(() => journal.run(head(), (write) => write.update('plan', PLAN, 1, { year: 1 })))).toBe(
      'READ_ONLY',
    );
    connection.pragma('query_only = OFF');
  });
});

describe('events', () => {
  test('come after the commit, with every table and row once', () => {
    const { journal, connection } = world();
    const events: ChangedEvent[] = [];
    journal.onChanged((event) => {
      expect(connection.inTransaction).toBe(false);
      events.push(event);
    });
    journal.run(head(), (write) => {
      write.insert('finding', finding(F));
      write.update('finding', F, 1, { text: 'hai' });
      write.insert('finding', finding(uuid(101)));
      write.update('plan', PLAN, 1, { year: 2020 });
    });
    expect(events).toEqual([
      { type: 'changed', seq: 2, tables: ['finding', 'plan'], rowIds: [F, uuid(101), PLAN] },
    ]);
  });

  test("a listener's fault stops neither the command nor the other listeners", () => {
    const { connection, clock } = world();
    const faults: unknown[] = [];
    const journal = createJournal({
      connection,
      clock,
      ids: testIds(0x5000),
      onListenerError: (fault) => faults.push(fault),
    });
    const seen: number[] = [];
    journal.onChanged(() => {
      throw new RangeError('listener');
    });
    const stop = journal.onChanged((event) => seen.push(event.seq));
    journal.run(head(), (write) => write.update('plan', PLAN, 1, { year: 2020 }));
    stop();
    journal.run(head(), (write) => write.update('plan', PLAN, 2, { year: 2021 }));
    expect(seen).toEqual([2]);
    expect(faults).toHaveLength(2);
  });
});

describe('a row whose own rows changed', () => {
  test('moves its rev once, says so, and undo moves it on', () => {
    const { journal, connection } = world();
    const revOf = () => connection.prepare('SELECT rev FROM plan WHERE id = ?').pluck().get(PLAN);
    const seen: ChangedEvent[] = [];
    journal.onChanged((event) => seen.push(event));
    journal.run(head(), (write) => {
      write.touch('plan', PLAN);
      write.touch('plan', PLAN);
    });
    expect(revOf()).toBe(2);
    expect(seen[0]?.tables).toEqual(['plan']);
    const before = contents(connection);
    journal.undo(AN);
    expect(revOf()).toBe(3);
    journal.redo(AN);
    expect(revOf()).toBe(4);
    expect(contents(connection)).toEqual(before);
    expect(journal.verify()).toMatchObject({ intact: true });
  });

  test('is not moved twice when it was written in the same step', () => {
    const { journal, connection } = world();
    journal.run(head(), (write) => {
      write.update('plan', PLAN, 1, { year: 2020 });
      write.touch('plan', PLAN);
    });
    expect(connection.prepare('SELECT rev FROM plan WHERE id = ?').pluck().get(PLAN)).toBe(2);
  });
});

describe('the list of what was done', () => {
  test('newest first, page by page, with the name of who did it', () => {
    const { journal } = world();
    for (let year = 2020; year < 2025; year++) {
      journal.run(head('plans.update'), (write) => write.update('plan', PLAN, null, { year }));
    }
    const first = journal.list({ limit: 4 });
    expect(first.rows).toHaveLength(4);
    expect(first.rows[0]).toMatchObject({
      method: 'plans.update',
      actorName: 'Nguyễn Thị An',
      kind: 'command',
      rows: [{ table: 'plan', rowId: PLAN, operation: 'update' }],
    });
    const rest = journal.list({ limit: 4, cursor: first.next });
    expect(rest.rows.map((row) => row.method)).toEqual(['plans.update', 'test.seed']);
    expect(rest).not.toHaveProperty('next');
  });

  test('of one row', () => {
    const { journal } = world();
    journal.run(head('a'), (write) => write.insert('finding', finding(F)));
    journal.run(head('b'), (write) => write.update('plan', PLAN, null, { year: 2020 }));
    journal.run(head('c', AN), (write) => write.update('finding', F, null, { text: 'hai' }));
    expect(journal.list({ rowId: F, limit: 10 }).rows.map((row) => row.method)).toEqual(['c', 'a']);
    expect(journal.list({ rowId: uuid(999), limit: 10 }).rows).toEqual([]);
  });
});
