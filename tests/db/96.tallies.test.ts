import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chance } from '../long.ts';
import { world } from './helpers.ts';
import { countedTallies, keptTallies, tallyTables } from './tallies-model.ts';
import { deeds, perform, repeating, seedTallies, talliesHold } from './tallies-properties.ts';
import fc from 'fast-check';

const { seed, numRuns } = chance(50, 25, 1_500);

describe('the counts that triggers keep', () => {
  test('are what counting anew gives, whatever commands, undo, redo and SQL do', { timeout: 60_000 }, () => {
    const happened = talliesHold(world, numRuns, seed);
    expect(happened.deeds).toBeGreaterThan(numRuns * 10);
    const { again, linked, proven, gathered, matched } = happened;
    for (const [name, often] of Object.entries({ again, linked, proven, gathered, matched })) {
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
});
