import { expect, test } from 'vitest';
import { bothUndoneIsTheStart, nothingBreaks, undoneIsTheStart } from './undo-properties.ts';

// The long run of the same properties is tests/soak/undo.test.ts.
test('all of one person undone is the start, all redone is the end', () => {
  expect(() => undoneIsTheStart(12, 20260105)).not.toThrow();
});
test('all of two persons with rows of their own undone is the start, all redone is the end', () => {
  expect(() => bothUndoneIsTheStart(12, 20260106)).not.toThrow();
});
test('whatever two persons do on the same rows, chain, references, revisions and index hold', () => {
  expect(() => nothingBreaks(12, 20260107)).not.toThrow();
});
