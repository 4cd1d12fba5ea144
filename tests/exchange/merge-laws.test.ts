import { expect, test } from 'vitest';
import { chance } from '../long.ts';
import {
  nothingIsLost,
  orderDoesNotMatter,
  ownWordIsLast,
  undoneIsTheBeginning,
} from './merge-properties.ts';

// The long run of the same laws is tests/soak/merge.test.ts.
test('in whatever order sticks arrive, the end is the same, and once more is nothing', async () => {
  await expect(orderDoesNotMatter(chance(20260601, 5, 5))).resolves.toBeUndefined();
}, 120_000);
test('nothing that an office has at the end is missing at the province', async () => {
  await expect(nothingIsLost(chance(20260602, 5, 5))).resolves.toBeUndefined();
}, 120_000);
test('an office that was only spoken for and becomes known has the last word', async () => {
  await expect(ownWordIsLast(chance(20260604, 5, 5))).resolves.toBeUndefined();
}, 120_000);
test('taken back it is the beginning, taken again it is the end', async () => {
  await expect(undoneIsTheBeginning(chance(20260603, 5, 5))).resolves.toBeUndefined();
}, 120_000);
