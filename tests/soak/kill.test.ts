/** A writing process is killed at a random moment, again and again: no commit that it reported is ever lost. */
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectEveryCommit, killedAfter } from '../db/children.ts';
import { temporaryFolder } from '../db/helpers.ts';
import { chance } from '../long.ts';

const { seed, numRuns } = chance(9, 5, 150);

/** mulberry32: the same moments for the same seed. */
function createRandom(state: number): () => number {
  let at = state;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), 1 | at);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test(`kill -9, ${numRuns} times (seed ${seed})`, async () => {
  const random = createRandom(seed);
  let commits = 0;
  for (let run = 0; run < numRuns; run++) {
    const folder = temporaryFolder();
    const reported = await killedAfter(folder, 1 + Math.floor(random() * 60), Math.floor(random() * 40));
    expectEveryCommit(folder, reported);
    commits += reported;
    rmSync(folder, { recursive: true, force: true });
  }
  expect(commits).toBeGreaterThanOrEqual(numRuns);
});
