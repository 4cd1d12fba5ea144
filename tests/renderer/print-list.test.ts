// What a person makes of the list of papers of a job, and what is left of it after a printer has stopped.
import { describe, expect, test } from 'vitest';
import type { PrintItem, PrintManifest } from '../../core/contract/prints.ts';
import {
  arranged,
  asGiven,
  moved,
  restOf,
  ticked,
  wantedKeys,
} from '../../renderer/features/prints/print-list.ts';

const items: readonly PrintItem[] = ['a', 'b', 'c', 'd'].map((key) => ({
  key,
  kind: 'agency_notice',
  documentId: null,
  visitId: null,
  agencyName: null,
  label: key,
  fileStem: key,
}));

describe('the list of papers', () => {
  test('keeps its own order until somebody moves one', () => {
    expect(wantedKeys(items, asGiven)).toEqual(['a', 'b', 'c', 'd']);
    const up = moved(items, asGiven, 'c', -1);
    expect(wantedKeys(items, up)).toEqual(['a', 'c', 'b', 'd']);
    expect(moved(items, up, 'a', -1)).toBe(up);
    expect(moved(items, up, 'd', 1)).toBe(up);
    expect(moved(items, up, 'gone', 1)).toBe(up);
  });

  test('leaves out what is not ticked, and takes what is new at its end', () => {
    const some = ticked(moved(items, asGiven, 'd', -1), ['b'], false);
    expect(wantedKeys(items, some)).toEqual(['a', 'd', 'c']);
    const more = [...items, { ...items[0]!, key: 'e' }];
    expect(arranged(more, some).map(({ key }) => key)).toEqual(['a', 'b', 'd', 'c', 'e']);
    expect(wantedKeys(items, ticked(some, ['b'], true))).toEqual(['a', 'b', 'd', 'c']);
  });

  test('after a printer has stopped only what is not on paper is wanted', () => {
    const states = { c: 'done', a: 'failed', b: 'not_reached' } as const;
    const manifest: PrintManifest = {
      expected: 3,
      items: Object.entries(states).map(([key, state]) => ({
        key,
        label: key,
        agencyName: null,
        fileName: null,
        state,
        pages: null,
        bytes: null,
        sha256: null,
        error: null,
      })),
    };
    // `d` was never asked for.
    expect(wantedKeys(items, restOf(items, manifest))).toEqual(['a', 'b']);
  });
});
