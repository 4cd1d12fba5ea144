// The reform index in the database itself: scores above their maximum, of the wrong method, of another set or of a group
// are refused whoever writes; a closed index stays; statements find their rows by an index; sums are those of the rule.
import { beforeEach, describe, expect, test } from 'vitest';
import { parIndexSql } from '../../db/par-index.ts';
import { createParIndexStore } from '../../db/par-index.ts';
import { shapeOf, sumsOf, totalsFrom, totalsOf } from '../../core/rules/par-index.ts';
import { AGENCY, AN, head, OFFICE, uuid, type World, world } from './helpers.ts';

let one: World;
const run = (sql: string, ...values: (string | number | null)[]) =>
  one.connection.prepare(sql).run(...values);
const stamps = `'${OFFICE}', 1, 1, 1`;
const [SET, OTHER, FIELD, LEAF, SURVEY, FOREIGN, ENTRY, SCORE] = [
  9001, 9002, 9003, 9004, 9005, 9006, 9007, 9008,
].map(uuid) as [string, string, string, string, string, string, string, string];

function insertSet(id: string, year: number) {
  run(
    `INSERT INTO index_set (id, origin_office_id, rev, created_at, updated_at, year, name, group_name, status, max_points, bands)
     VALUES (?, ${stamps}, ?, 'Bộ', 'Sở', 'verifying', 1000, '[]')`,
    id,
    year,
  );
}
function insertItem(
  id: string,
  set: string,
  code: string,
  parent: string | null,
  max: number,
  method = 'self',
) {
  run(
    `INSERT INTO index_item (id, origin_office_id, rev, created_at, updated_at, index_set_id, parent_id, ordinal, level, code, text, max_points, method)
     VALUES (?, ${stamps}, ?, ?, 1, 'criterion', ?, 'x', ?, ?)`,
    id,
    set,
    parent,
    code,
    max,
    method,
  );
}
function insertScore(id: string, item: string, columns: Readonly<Record<string, number>>) {
  const keys = Object.keys(columns);
  run(
    `INSERT INTO index_score (id, origin_office_id, rev, created_at, updated_at, index_entry_id, index_item_id${keys.map((key) => `, ${key}`).join('')})
     VALUES (?, ${stamps}, ?, ?${keys.map(() => ', ?').join('')})`,
    id,
    ENTRY,
    item,
    ...Object.values(columns),
  );
}

beforeEach(() => {
  one = world();
  const version = one.connection
    .prepare('SELECT id FROM agency_version WHERE agency_id = ?')
    .pluck()
    .get(AGENCY) as string;
  insertSet(SET, 2025);
  insertSet(OTHER, 2024);
  insertItem(FIELD, SET, '1', null, 1000);
  insertItem(LEAF, SET, '1.1', FIELD, 700);
  insertItem(SURVEY, SET, '1.2', FIELD, 300, 'survey');
  insertItem(FOREIGN, OTHER, '1', null, 700);
  run(
    `INSERT INTO index_entry (id, origin_office_id, rev, created_at, updated_at, index_set_id, agency_id, agency_version_id)
     VALUES (?, ${stamps}, ?, ?, ?)`,
    ENTRY,
    SET,
    AGENCY,
    version,
  );
});
const refused = /index score|closed/u;

describe('by raw SQL', () => {
  test.each([
    ['claimed above the maximum', () => insertScore(SCORE, LEAF, { self_points: 701 })],
    ['verified above the maximum', () => insertScore(SCORE, LEAF, { verified_points: 701 })],
    ['surveyed above the maximum', () => insertScore(SCORE, SURVEY, { survey_points: 301 })],
    ['a claim on what is surveyed', () => insertScore(SCORE, SURVEY, { self_points: 1 })],
    ['a verification of what is surveyed', () => insertScore(SCORE, SURVEY, { verified_points: 1 })],
    ['a survey of what is verified', () => insertScore(SCORE, LEAF, { survey_points: 1 })],
    ['points of a group', () => insertScore(SCORE, FIELD, { self_points: 1 })],
    ['an item of another set', () => insertScore(SCORE, FOREIGN, { self_points: 1 })],
  ])('%s is refused', (_what, act) => {
    expect(act).toThrow(refused);
    expect(one.connection.prepare('SELECT count(*) FROM index_score').pluck().get()).toBe(0);
  });
  test('exactly the maximum is taken; a later change beyond it is not, and neither is lowering the maximum below it', () => {
    insertScore(SCORE, LEAF, { self_points: 700, verified_points: 700 });
    expect(() => run('UPDATE index_score SET verified_points = 701 WHERE id = ?', SCORE)).toThrow(refused);
    expect(() => run('UPDATE index_score SET index_item_id = ? WHERE id = ?', SURVEY, SCORE)).toThrow(
      refused,
    );
    expect(() => run('UPDATE index_item SET max_points = 699 WHERE id = ?', LEAF)).toThrow(refused);
    expect(() => run("UPDATE index_item SET method = 'survey' WHERE id = ?", LEAF)).toThrow(refused);
    run('UPDATE index_item SET max_points = 701 WHERE id = ?', LEAF);
    run('UPDATE index_score SET verified_points = 1 WHERE id = ?', SCORE);
  });
  test('a closed index stays as it is, whatever is tried, until it is opened again', () => {
    insertScore(SCORE, LEAF, { self_points: 700, verified_points: 600 });
    const remark = uuid(9010);
    const say = () =>
      run(
        `INSERT INTO index_remark (id, origin_office_id, rev, created_at, updated_at, index_score_id, ordinal, side, said_on, text, person_id)
         VALUES (?, ${stamps}, ?, 1, 'agency', '2025-12-01', 'x', ?)`,
        remark,
        SCORE,
        AN,
      );
    say();
    run("UPDATE index_set SET status = 'closed' WHERE id = ?", SET);
    const attempts: readonly (() => unknown)[] = [
      () => insertScore(uuid(9009), SURVEY, { survey_points: 1 }),
      () => run('UPDATE index_score SET verified_points = 1 WHERE id = ?', SCORE),
      () => run('DELETE FROM index_score WHERE id = ?', SCORE),
      () => run('UPDATE index_remark SET text = ? WHERE id = ?', 'y', remark),
      () => run('DELETE FROM index_remark WHERE id = ?', remark),
      () => run("UPDATE index_entry SET number = '5' WHERE id = ?", ENTRY),
      () => run('DELETE FROM index_entry WHERE id = ?', ENTRY),
      () => run('UPDATE index_item SET max_points = 800 WHERE id = ?', LEAF),
      () => run("UPDATE index_item SET text = 'y' WHERE id = ?", LEAF),
      () => run('DELETE FROM index_item WHERE id = ?', SURVEY),
      () => insertItem(uuid(9011), SET, '1.3', FIELD, 1),
      () => run('UPDATE index_set SET max_points = 900 WHERE id = ?', SET),
      () => run('UPDATE index_set SET has_survey = 0 WHERE id = ?', SET),
      () => run("UPDATE index_set SET bands = '[1]' WHERE id = ?", SET),
      () => run("UPDATE index_set SET status = 'draft' WHERE id = ?", SET),
      () => run('DELETE FROM index_set WHERE id = ?', SET),
    ];
    for (const attempt of attempts) expect(attempt, String(attempt)).toThrow(refused);
    run("UPDATE index_set SET note = 'Đã công bố' WHERE id = ?", SET);
    // The set it was copied from may go.
    run('UPDATE index_item SET copied_from_id = NULL WHERE id = ?', LEAF);
    run("UPDATE index_set SET status = 'verifying' WHERE id = ?", SET);
    run('UPDATE index_score SET verified_points = 1 WHERE id = ?', SCORE);
  });
  test('the journal passes the refusal on as a code of its own', () => {
    expect(() =>
      one.journal.run(head(), (write) => {
        write.insert('index_score', { id: SCORE, indexEntryId: ENTRY, indexItemId: LEAF, selfPoints: 701 });
      }),
    ).toThrow(expect.objectContaining({ code: 'FROZEN' }) as Error);
  });
});

describe('statements', () => {
  const { setsOfYear: _sets, ...rest } = parIndexSql;
  test.each(Object.entries(rest))('%s searches, it does not scan', (_name, sql) => {
    const named = [...new Set(sql.match(/@\w+/gu) ?? [])].map((name) => [name.slice(1), '[]']);
    const statement = one.connection.prepare(`EXPLAIN QUERY PLAN ${sql}`);
    const rows = (
      named.length > 0
        ? statement.all(Object.fromEntries(named))
        : statement.all(...Array.from({ length: sql.split('?').length - 1 }, () => '[]'))
    ) as { detail: string }[];
    const detail = rows.map((row) => row.detail).join('; ');
    expect(detail).toMatch(/SEARCH \w+ USING (COVERING )?INDEX/u);
    expect(detail).not.toMatch(/SCAN (?!json_each|wanted|leaf|up\b|CONSTANT)/u);
  });
  test('the sums of all agencies are read from the index of figures alone: no text is touched', () => {
    const rows = one.connection.prepare(`EXPLAIN QUERY PLAN ${parIndexSql.sums}`).all({ set: 'x' }) as {
      detail: string;
    }[];
    expect(rows.map(({ detail }) => detail).join('; ')).toContain(
      'SEARCH score USING COVERING INDEX index_score_figures',
    );
  });
});

test('a hundred items of eight hundred agencies are summed by one statement, and each as the rule sums it', () => {
  const agencies = 800;
  const leaves = 100;
  const { connection } = one;
  connection.exec('BEGIN; DROP TRIGGER index_score_inserted; PRAGMA defer_foreign_keys = ON');
  const big = uuid(1);
  run(
    `INSERT INTO index_set (id, origin_office_id, rev, created_at, updated_at, year, name, group_name, status, max_points, bands)
     VALUES ('${big}', ${stamps}, 2030, 'Bộ', 'Sở', 'verifying', 10000, '[]')`,
  );
  const items = Array.from({ length: leaves }, (_, index) => ({
    id: uuid(20_000 + index),
    parentId: null,
    ordinal: index,
    level: 'criterion' as const,
    code: String(index),
    maxPoints: 100,
    method: index % 10 === 9 ? ('survey' as const) : ('self' as const),
    effect: index === 1 ? ('bonus' as const) : index === 2 ? ('deduction' as const) : ('points' as const),
  }));
  const addItem = connection.prepare(
    `INSERT INTO index_item (id, origin_office_id, rev, created_at, updated_at, index_set_id, ordinal, level, code, text, max_points, method, effect)
     VALUES (@id, ${stamps}, '${big}', @ordinal, @level, @code, 'x', @maxPoints, @method, @effect)`,
  );
  for (const item of items) addItem.run({ ...item, parentId: undefined });
  const version = connection.prepare('SELECT id FROM agency_version LIMIT 1').pluck().get() as string;
  const addAgency = connection.prepare(
    `INSERT INTO agency (id, origin_office_id, rev, created_at, updated_at, kind) VALUES (?, ${stamps}, 'so_nganh')`,
  );
  const addEntry = connection.prepare(
    `INSERT INTO index_entry (id, origin_office_id, rev, created_at, updated_at, index_set_id, agency_id, agency_version_id)
     VALUES (?, ${stamps}, '${big}', ?, '${version}')`,
  );
  const addScore = connection.prepare(
    `INSERT INTO index_score (id, origin_office_id, rev, created_at, updated_at, index_entry_id, index_item_id, self_points, verified_points, survey_points, self_evidence)
     VALUES (?, ${stamps}, ?, ?, ?, ?, ?, ?)`,
  );
  let seed = 7;
  const next = (most: number) => (seed = (seed * 48_271) % 2_147_483_647) % (most + 1);
  const scores = new Map<
    string,
    {
      itemId: string;
      selfPoints: number | null;
      verifiedPoints: number | null;
      surveyPoints: number | null;
    }[]
  >();
  const bareOf = new Map<string, number>();
  let id = 100_000;
  for (let at = 0; at < agencies; at += 1) {
    const [agency, entry] = [uuid(40_000 + at), uuid(50_000 + at)];
    addAgency.run(agency);
    addEntry.run(entry, agency);
    let unproven = 0;
    const own = items.map((item) => {
      const survey = item.method === 'survey';
      const row = {
        itemId: item.id,
        selfPoints: survey || next(20) === 0 ? null : next(100),
        verifiedPoints: survey || next(400) === 0 ? null : next(100),
        surveyPoints: survey ? next(100) : null,
      };
      const text = next(3) === 0 ? null : 'Tài liệu '.repeat(40);
      if (text === null && row.selfPoints !== null) unproven += 1;
      addScore.run(
        uuid((id += 1)),
        entry,
        item.id,
        row.selfPoints,
        row.verifiedPoints,
        row.surveyPoints,
        text,
      );
      return row;
    });
    scores.set(entry, own);
    bareOf.set(entry, unproven);
  }
  connection.exec('COMMIT');
  const store = createParIndexStore(connection);
  const shape = shapeOf({ maxPoints: 10_000, hasSurvey: true }, items);
  const exceptions = { outside: items.slice(1, 3).map((item) => item.id), unproven: [] };
  const sums = store.sums(big, exceptions);
  expect(sums.size).toBe(agencies);
  for (const [entry, own] of scores) {
    const found = sums.get(entry)!;
    expect(totalsFrom(shape, found)).toEqual(totalsOf({ maxPoints: 10_000, hasSurvey: true }, items, own));
    const { adjustments, ...exact } = sumsOf(items, own);
    expect(found).toMatchObject(exact);
    expect(found.adjustments.length).toBe(adjustments.length);
    expect(found.unsupported).toBe(bareOf.get(entry));
  }
});
