/** The properties of undo, for as many random runs as one has time for. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { AN, contents, world } from './helpers.ts';
import { actions, moveAll, perform } from './undo-model.ts';

const revisions = (connection: ReturnType<typeof world>['connection']) =>
  new Map(
    connection
      .prepare(
        `SELECT id, rev FROM finding UNION ALL SELECT id, rev FROM plan UNION ALL SELECT id, rev FROM recommendation
         UNION ALL SELECT id, rev FROM finding_agency UNION ALL SELECT row_id, rev FROM tombstone`,
      )
      .raw()
      .all() as [string, number][],
  );

/** One person: undoing everything gives the start, redoing everything the end; the search index is as if made anew. */
export function undoneIsTheStart(runs: number, seed: number): void {
  fc.assert(
    fc.property(actions, (list) => {
      const here = world();
      const start = contents(here.connection);
      for (const action of list) perform(here.journal, { ...action, actor: 0 });
      // What was undone on the way and not redone is gone for good with the next command, or is redone here.
      moveAll(here, 'redo');
      const end = contents(here.connection);
      moveAll(here, 'undo');
      expect(here.journal.state(AN).undo).toBeNull();
      expect(contents(here.connection)).toEqual(start);
      moveAll(here, 'redo');
      expect(contents(here.connection)).toEqual(end);
      expect(here.journal.verify()).toMatchObject({ intact: true, erased: 0 });
      expect(here.connection.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      here.database.close();
    }),
    { numRuns: runs, seed },
  );
}

/** Two persons: no move ever breaks the chain or a reference, takes a rev back, or leaves the index behind. */
export function nothingBreaks(runs: number, seed: number): void {
  fc.assert(
    fc.property(actions, (list) => {
      const here = world();
      let before = revisions(here.connection);
      for (const action of list) {
        perform(here.journal, action);
        const now = revisions(here.connection);
        for (const [id, rev] of before) expect(now.get(id) ?? rev).toBeGreaterThanOrEqual(rev);
        before = now;
      }
      expect(here.journal.verify()).toMatchObject({ intact: true, erased: 0, brokenAt: null });
      expect(here.connection.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      const found = here.search
        .find('chữ', 100)
        .map((hit) => [hit.id, hit.title])
        .toSorted();
      here.search.rebuild();
      expect(
        here.search
          .find('chữ', 100)
          .map((hit) => [hit.id, hit.title])
          .toSorted(),
      ).toEqual(found);
      here.database.close();
    }),
    { numRuns: runs, seed },
  );
}

/** Two persons who keep to their own rows: all of both undone is the start again. */
export function bothUndoneIsTheStart(runs: number, seed: number): void {
  fc.assert(
    fc.property(actions, (list) => {
      const here = world();
      const start = contents(here.connection);
      for (const action of list) if (action.kind !== 'many') perform(here.journal, action);
      moveAll(here, 'redo');
      const end = contents(here.connection);
      moveAll(here, 'undo');
      expect(contents(here.connection)).toEqual(start);
      moveAll(here, 'redo');
      expect(contents(here.connection)).toEqual(end);
      here.database.close();
    }),
    { numRuns: runs, seed },
  );
}
