/** The properties of undo and redo with many more random runs than every test run has time for. */
import { expect, test } from 'vitest';
import { bothUndoneIsTheStart, nothingBreaks, undoneIsTheStart } from '../db/undo-properties.ts';

const RUNS = process.env['SOAK'] === '1' ? 600 : 60;
// A new seed for every run of the long suite; it is printed by fast-check where a property does not hold.
const seed = Date.now() & 0x7fffffff;

test('all of one person undone is the start, all redone is the end', () => {
  expect(() => undoneIsTheStart(RUNS, seed)).not.toThrow();
});
test('all of two persons with rows of their own undone is the start, all redone is the end', () => {
  expect(() => bothUndoneIsTheStart(RUNS, seed + 1)).not.toThrow();
});
test('whatever two persons do on the same rows, chain, references, revisions and index hold', () => {
  expect(() => nothingBreaks(RUNS, seed + 2)).not.toThrow();
});
