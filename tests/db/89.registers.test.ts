// Lines of registers are found by the digest of their register, samples by their visit; nothing reads all of them.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { createRegisterStore, registerSql } from '../../db/registers.ts';
import { sampleSql } from '../../db/samples.ts';
import { testClock } from './fixture.ts';

let folder: string;
let database: OpenDatabase;
const contents = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
const PER_REGISTER = 2000;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-registers-'));
  database = openDatabase({ folder, mode: 'write', clock: testClock() });
  const store = createRegisterStore(database.connection);
  database.connection.exec('BEGIN');
  for (const content of contents) {
    for (let rowNo = 1; rowNo <= PER_REGISTER; rowNo += 1) {
      store.addLine(content, {
        rowNo,
        code: `HS-${rowNo}`,
        title: 'Thủ tục',
        fieldName: rowNo % 3 === 0 ? null : `Lĩnh vực ${rowNo % 5}`,
        applicant: null,
        receivedOn: '2019-08-01',
        dueOn: null,
        resolvedOn: null,
        state: rowNo % 50 === 0 ? 'rejected' : 'resolved',
        channelIn: null,
        channelOut: 'postal',
        overdue: rowNo % 20 === 0,
      });
    }
  }
  database.connection.exec('COMMIT; ANALYZE');
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function planOf(sql: string): string {
  const values: Readonly<Record<string, unknown>> = { limit: 10, from: 0, allOverdue: 1, allRejected: 1 };
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map(([, name]) => name!))];
  const parameters =
    names.length > 0
      ? [Object.fromEntries(names.map((name) => [name, values[name] ?? '[]']))]
      : Array.from({ length: sql.split('?').length - 1 }, () => '[]');
  const rows = database.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  return (rows as { detail: string }[]).map(({ detail }) => detail).join('\n');
}

describe('found by index', () => {
  const reading = Object.entries({ ...registerSql, ...sampleSql }).filter(([name]) => name !== 'insertLine');
  test.each(reading)('%s', (_name, sql) => {
    expect(planOf(sql)).not.toMatch(/SCAN (register|register_line|sample|sample_item)\b/);
  });
  test('overdue and rejected lines by indexes of their own, pages by the numbers of the lines', () => {
    expect(planOf(registerSql.overdue)).toContain('register_line_overdue');
    expect(planOf(registerSql.rejected)).toContain('register_line_rejected');
    expect(planOf(registerSql.all)).toMatch(/content=\? AND row_no>\? AND row_no<\?/);
    expect(planOf(registerSql.byRowNo)).toMatch(/content=\? AND row_no=\?/);
  });
});

describe('lines of one register', () => {
  const content = contents[1]!;
  const store = () => createRegisterStore(database.connection);
  const all = { allOverdue: true, allRejected: true };
  test('come a page at a time, as they were written', () => {
    expect(
      store()
        .lines(content, 'all', 1990, 100)
        .map(({ rowNo }) => rowNo),
    ).toEqual(Array.from({ length: 10 }, (_one, index) => 1991 + index));
    expect(store().lines(content, 'overdue', 0, 3)).toMatchObject([
      { rowNo: 20, overdue: true },
      { rowNo: 40 },
      { rowNo: 60 },
    ]);
    expect(store().lines(content, 'rejected', 1, 1)).toMatchObject([
      { rowNo: 100, state: 'rejected', overdue: true },
    ]);
    expect(store().rejectedInTime(content)).toBe(20);
    expect(store().hasContent('x')).toBe(false);
  });
  test('what chance may pick: without the overdue and rejected that are in anyway, counted by field', () => {
    const open = [...store().open(content, all)];
    expect(open).toHaveLength(PER_REGISTER - 100 - 20);
    expect(open.some(({ rowNo }) => rowNo % 20 === 0 || rowNo % 50 === 0)).toBe(false);
    expect([...store().open(content, { allOverdue: false, allRejected: false })]).toHaveLength(PER_REGISTER);
    const fields = store().openByField(content, all);
    expect(fields.reduce((sum, { lines }) => sum + lines, 0)).toBe(open.length);
    expect(fields[0]?.fieldName).toBeNull();
    const places = [0, 19, open.length - 1];
    expect(store().openAt(content, all, places)).toEqual(places.map((place) => open[place]!.rowNo));
    expect(store().openAt(content, all, [open.length])).toEqual([]);
  });
});
