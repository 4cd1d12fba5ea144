/** The properties of undo and redo with many more random runs than every test run has time for. */
import { expect, test } from 'vitest';
import { chance } from '../long.ts';
import { bothUndoneIsTheStart, nothingBreaks, undoneIsTheStart } from '../db/undo-properties.ts';

const { seed, numRuns } = chance(5, 60, 600);

test('all of one person undone is the start, all redone is the end', () => {
  expect(() => undoneIsTheStart(numRuns, seed)).not.toThrow();
});
test('all of two persons with rows of their own undone is the start, all redone is the end', () => {
  expect(() => bothUndoneIsTheStart(numRuns, seed + 1)).not.toThrow();
});
test('whatever two persons do on the same rows, chain, references, revisions and index hold', () => {
  expect(() => nothingBreaks(numRuns, seed + 2)).not.toThrow();
});
