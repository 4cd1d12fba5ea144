import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chance } from '../long.ts';
import { world } from './helpers.ts';
import { countedTallies, keptTallies, tallyTables } from './tallies-model.ts';
import { deeds, perform, repeating, seedTallies, talliesHold } from './tallies-properties.ts';
import fc from 'fast-check';

const { seed, numRuns } = chance(50, 25, 1_500);

describe('the counts that triggers keep', () => {
  test('are what counting anew gives, whatever commands, undo, redo and SQL do', { timeout: 300_000 }, () => {
    const happened = talliesHold(world, numRuns, seed);
    expect(happened.deeds).toBeGreaterThan(numRuns * 10);
    const { again, linked, proven, gathered, matched, same } = happened;
    for (const [name, often] of Object.entries({ again, linked, proven, gathered, matched, same })) {
      expect([name, often, often > 2]).toEqual([name, often, true]);
    }
  });

  test('filled by the migration they are what the triggers keep', () => {
    const migration = readFileSync(
      new URL('../../db/migrations/0050_afterwards.sql', import.meta.url),
      'utf8',
    );
    const fill = migration.slice(
      migration.indexOf('-- tallies: fill\n'),
      migration.indexOf('-- tallies: filled'),
    );
    const own = world();
    seedTallies(own);
    const lists = [...fc.sample(deeds, { numRuns: 8, seed }), repeating];
    for (const list of lists) for (const deed of list) perform(own, deed);
    const kept = keptTallies(own.connection);
    expect(kept).toEqual(countedTallies(own.connection));
    for (const table of tallyTables) expect([table, kept[table].length > 0]).toEqual([table, true]);
    const triggers = own.connection
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
      .pluck()
      .all() as string[];
    for (const name of triggers) own.connection.exec(`DROP TRIGGER ${name}`);
    for (const table of tallyTables) own.connection.exec(`DELETE FROM ${table}`);
    own.connection.exec(fill);
    expect(keptTallies(own.connection)).toEqual(kept);
  });

  test('a merger that is taken back takes back what it made repeated', () => {
    const own = world();
    seedTallies(own);
    const deed = (what: number, a: number, b: number, c: number) =>
      perform(own, { what, a, b, c, way: 'command' });
    // The first year's limitation is at agency 0, the third year's and what is owed for it at agency 1.
    for (const done of [deed(0, 0, 0, 1), deed(0, 2, 1, 1), deed(8, 2, 2, 1)]) expect(done).toBe(true);
    const again = () =>
      ['tally_finding', 'tally_repeat'].map((table) =>
        own.connection.prepare(`SELECT sum(again) FROM ${table}`).pluck().get(),
      );
    expect(again()).toEqual([0, 0]);
    expect(deed(19, 0, 1, 2)).toBe(true);
    expect(again()).toEqual([1, 1]);
    expect(keptTallies(own.connection)).toEqual(countedTallies(own.connection));
    expect(deed(19, 0, 1, 4)).toBe(true);
    expect(again()).toEqual([0, 0]);
    expect(deed(19, 0, 1, 2)).toBe(true);
    expect(deed(15, 0, 5, 0)).toBe(true);
    expect(again()).toEqual([0, 0]);
    expect(keptTallies(own.connection)).toEqual(countedTallies(own.connection));
  });
});
