// Rows of one kind: found by the same steps as Ctrl+K, and bounded in the index itself, not afterwards.
import { describe, expect, test } from 'vitest';
import { phraseSql } from '../../db/phrases.ts';
import { earlierSql } from '../../db/findings.ts';
import { searchSql } from '../../db/search.ts';
import { finding, head, PLAN, uuid, world } from './helpers.ts';

describe('rows of one kind', () => {
  test('as written first, newer first; nothing of another kind; phrases stay out of Ctrl+K', () => {
    const here = world();
    here.journal.run(head(), (write) => {
      write.insert('finding', finding(uuid(100), 'Đào tạo còn chậm', 1));
      write.insert('finding', finding(uuid(101), 'Chỉ đạo còn chậm', 2));
      write.insert('finding', finding(uuid(102), 'Công tác chỉ đạo', 3));
      write.insert('recommendation', {
        id: uuid(103),
        planId: PLAN,
        ordinal: 1,
        text: 'chỉ đạo',
        status: 'open',
      });
      write.insert('phrase', {
        id: uuid(104),
        kind: 'limitation',
        text: 'chỉ đạo chưa sát',
        source: 'typed',
      });
    });
    const rows = (text: string, entity: 'finding' | 'phrase' | 'recommendation', limit = 9) =>
      here.search.rowsOf(text, entity, limit).map((row) => [row.rowId, row.exact]);
    expect(rows('đạo', 'finding')).toEqual([
      [uuid(102), true],
      [uuid(101), true],
      [uuid(100), false],
    ]);
    expect(rows('dao', 'finding', 2)).toHaveLength(2);
    expect(rows('chi dao', 'phrase')).toEqual([[uuid(104), false]]);
    expect(rows('chỉ đạo', 'recommendation')).toEqual([[uuid(103), true]]);
    expect(rows('"', 'finding')).toEqual([]);
    const shown = here.search.find('chỉ đạo', 20);
    expect(new Set(shown.map((hit) => hit.entity))).toEqual(new Set(['finding', 'recommendation']));
    here.search.rebuild();
    expect(rows('chi dao', 'phrase')).toEqual([[uuid(104), false]]);
    here.journal.run(head(), (write) => write.remove('phrase', uuid(104), null));
    expect(rows('chi dao', 'phrase')).toEqual([]);
  });
});

describe('EXPLAIN QUERY PLAN', () => {
  const plan = (sql: string) =>
    (
      world()
        .connection.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...bindings(sql)) as { detail: string }[]
    )
      .map((row) => row.detail)
      .join('; ');
  const bindings = (sql: string): unknown[] =>
    sql.includes('@')
      ? [Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, '[]']))]
      : Array.from({ length: sql.split('?').length - 1 }, () => '1');

  test('the bounds of a kind are part of the search', () => {
    expect(plan(searchSql.match)).toMatch(/^SCAN search_text VIRTUAL TABLE INDEX \d+:M\d+><$/);
  });

  test.each([
    ['phrases that fit', phraseSql.fitting],
    ['findings of a criterion', phraseSql.ofCriterion],
    ['uses of findings', phraseSql.findingUses],
    ['uses of recommendations', phraseSql.recommendationUses],
    ['findings of an agency', phraseSql.agencyFindings],
    ['limitations of earlier rounds', earlierSql.own],
    ['collective ones', earlierSql.collective],
  ])('%s: no table of many rows is walked through', (_what, sql) => {
    expect(plan(sql)).not.toMatch(/SCAN (?:finding|recommendation|visit|phrase|finding_agency|own)\b/);
  });

  test('uses are counted in the index alone', () => {
    expect(plan(phraseSql.findingUses)).toContain(
      'SEARCH finding USING COVERING INDEX finding_phrase (phrase_id=?)',
    );
    expect(plan(phraseSql.recommendationUses)).toContain(
      'SEARCH recommendation USING COVERING INDEX recommendation_phrase (phrase_id=?)',
    );
  });
});
