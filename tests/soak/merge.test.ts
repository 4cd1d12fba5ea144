/** The laws of merging with many more histories than every test run has time for. */
import { expect, test } from 'vitest';
import {
  nothingIsLost,
  orderDoesNotMatter,
  ownWordIsLast,
  undoneIsTheBeginning,
} from '../exchange/merge-properties.ts';
import { chance } from '../long.ts';

const HOUR = 3_600_000;

test(
  'in whatever order sticks arrive, the end is the same, and once more is nothing',
  async () => {
    await expect(orderDoesNotMatter(chance(20260611, 10, 300))).resolves.toBeUndefined();
  },
  HOUR,
);
test(
  'nothing that an office has at the end is missing at the province',
  async () => {
    await expect(nothingIsLost(chance(20260612, 10, 300))).resolves.toBeUndefined();
  },
  HOUR,
);
test(
  'an office that was only spoken for and becomes known has the last word',
  async () => {
    await expect(ownWordIsLast(chance(20260614, 10, 300))).resolves.toBeUndefined();
  },
  HOUR,
);
test(
  'taken back it is the beginning, taken again it is the end',
  async () => {
    await expect(undoneIsTheBeginning(chance(20260613, 10, 300))).resolves.toBeUndefined();
  },
  HOUR,
);
