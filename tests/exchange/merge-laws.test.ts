import { expect, test } from 'vitest';
import { chance } from '../long.ts';
import { nothingIsLost, orderDoesNotMatter, undoneIsTheBeginning } from './merge-properties.ts';

// The long run of the same laws is tests/soak/merge.test.ts.
test('in whatever order sticks arrive, the end is the same, and once more is nothing', () => {
  expect(() => orderDoesNotMatter(chance(20260601, 6, 6))).not.toThrow();
});
test('nothing that an office has at the end is missing at the province', () => {
  expect(() => nothingIsLost(chance(20260602, 6, 6))).not.toThrow();
});
test('taken back it is the beginning, taken again it is the end', () => {
  expect(() => undoneIsTheBeginning(chance(20260603, 6, 6))).not.toThrow();
});
