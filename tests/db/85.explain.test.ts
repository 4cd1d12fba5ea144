/** Every statement of the machinery finds its rows by an index, and the walk of undo stays short in a long journal. */
import { describe, expect, test } from 'vitest';
import { invertSql } from '../../db/journal-invert.ts';
import { readingSql } from '../../db/journal-reading.ts';
import { stepSql } from '../../db/journal-steps.ts';
import { registry } from '../../db/registry.ts';
import { searchSql } from '../../db/search.ts';
import { AN, BINH, codeOf, head, OFFICE, PLAN, world } from './helpers.ts';

function plan(connection: ReturnType<typeof world>['connection'], sql: string): string {
  const parameters = Array.from({ length: sql.split('?').length - 1 }, () => 1);
  const rows = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[];
  return rows.map((row) => row.detail).join('; ');
}

describe('EXPLAIN QUERY PLAN', () => {
  test.each([
    [stepSql.below, 'SEARCH change_set USING INDEX change_set_steps (actor_id=? AND seq<?)'],
    [stepSql.byId, 'SEARCH change_set USING INDEX sqlite_autoindex_change_set_1 (id=?)'],
    [
      stepSql.changes,
      'SEARCH c USING INDEX sqlite_autoindex_change_1 (change_set_seq=?); SEARCH p USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ],
    [invertSql.reversed, 'SEARCH change_set USING COVERING INDEX change_set_undoes (undoes=?)'],
    [
      invertSql.later,
      'SEARCH c USING INDEX change_row (row_id=? AND table_name=? AND id>?); SEARCH s USING INTEGER PRIMARY KEY (rowid=?)',
    ],
    [readingSql.page, 'SEARCH change_set USING INTEGER PRIMARY KEY (rowid<?)'],
    [readingSql.rows, 'SEARCH change USING INDEX sqlite_autoindex_change_1 (change_set_seq=?)'],
    [
      searchSql.find,
      'SEARCH search_entry USING COVERING INDEX sqlite_autoindex_search_entry_1 (row_id=? AND table_name=?)',
    ],
    [
      searchSql.entry,
      'SEARCH e USING INTEGER PRIMARY KEY (rowid=?); SEARCH p USING INDEX sqlite_autoindex_plan_1 (id=?) LEFT-JOIN',
    ],
    [searchSql.last, 'SEARCH search_entry USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)'],
  ])('%s', (sql, expected) => {
    expect(plan(world().connection, sql)).toBe(expected);
  });

  test('the newest change set is the end of the table, not a sort', () => {
    expect(plan(world().connection, stepSql.newest)).toBe('SCAN change_set');
  });

  test.each([
    ['the pages of one row', readingSql.pageOfRow],
    ['the payloads of one row', readingSql.payloadsOfRow],
    ['whether a step is erased', stepSql.erased],
  ])('%s are found by index', (_name, sql) => {
    const detail = plan(world().connection, sql);
    expect(detail).toContain('SEARCH');
    expect(detail).not.toMatch(/SCAN (change|change_set|change_payload)\b/);
  });

  test('rows that show something of another one are found by index', () => {
    const { connection } = world();
    for (const definition of registry.values()) {
      for (const { table, sqlColumn } of definition.searchDependents) {
        expect(plan(connection, `SELECT * FROM ${table} WHERE ${sqlColumn} = ?`)).toMatch(
          /^SEARCH \w+ USING INDEX/,
        );
      }
    }
  });
});

describe('a long journal', () => {
  test('undo, redo and the state take no longer with 100,000 change sets of others and of the system', () => {
    const { connection, journal } = world();
    journal.run(head('plans.update'), (write) => write.update('plan', PLAN, null, { year: 2020 }));
    const time = () => {
      const started = performance.now();
      for (let count = 0; count < 20; count++) {
        journal.state(AN);
        journal.undo(AN);
        journal.redo(AN);
      }
      return performance.now() - started;
    };
    time();
    const short = time();
    connection.exec('BEGIN');
    const insert = connection.prepare(
      `INSERT INTO change_set (id, office_id, actor_id, at, method, kind, group_id, previous_hash, hash)
       VALUES (?, ?, ?, 0, 'x', ?, ?, '', '')`,
    );
    for (let count = 0; count < 100_000; count++) {
      insert.run(`x${count}`, OFFICE, count % 2 ? AN : BINH, count % 2 ? 'system' : 'command', `x${count}`);
    }
    connection.exec('COMMIT');
    const started = performance.now();
    connection.prepare(`SELECT count(*) FROM change_set WHERE method = 'y'`).get();
    const scan = performance.now() - started;
    time();
    // Eighty walks: over all of the journal each would take as long as the scan.
    expect(time()).toBeLessThan(Math.max(scan * 40, short * 10));
    expect(codeOf(() => journal.undo(AN))).toBe('no error');
  });
});
