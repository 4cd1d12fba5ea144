/** Packages that somebody meddled with: none whose decoded content differs is accepted, nothing crashes, no row is written. */
import { expect, test } from 'vitest';
import { crafted, judge, makeOriginal, mutations } from '../exchange/hostile.ts';
import { workFolder } from '../exchange/package-sample.ts';
import { chance } from '../long.ts';
import { meddledAtAnOffice, nonsenseOfAFriend, resultOf, type Told } from './hostile-office.ts';

const HOUR = 3_600_000;

test(
  'the reader refuses everything that says something else',
  async () => {
    const { seed, numRuns } = chance(21, 300, 100_000);
    const original = await makeOriginal(workFolder());
    const told: Told = { mutations: 0, accepted: 0, verdicts: new Map() };
    const mutants = mutations(original, seed);
    for (; told.mutations < numRuns; told.mutations++) {
      // Throws where other content is accepted, something is left behind, or the program itself fails.
      const verdict = await judge(mutants.next().value, original);
      if (verdict === original.content) told.accepted += 1;
      else told.verdicts.set(verdict, (told.verdicts.get(verdict) ?? 0) + 1);
      if (told.mutations % 10_000 === 9_999) console.log(`reader, seed ${seed}: ${resultOf(told)}`);
    }
    console.log(`reader, seed ${seed}: ${resultOf(told)}`);
    expect(told.accepted).toBeLessThan(numRuns / 50);
  },
  HOUR,
);

test(
  'a receiving office refuses them without a row, a file or a crash',
  async () => {
    const { seed, numRuns } = chance(22, 60, 3_000);
    const more = crafted(await makeOriginal(workFolder()));
    const told = await meddledAtAnOffice(seed, numRuns, more);
    console.log(`office, seed ${seed}: ${resultOf(told)}`);
    expect(told.mutations).toBe(numRuns + more.length);
    expect(told.accepted).toBeLessThan(told.mutations / 50);
  },
  HOUR,
);

test(
  'what a believed office writes by mistake is refused whole, or taken whole and taken back',
  async () => {
    const { seed, numRuns } = chance(23, 20, 600);
    const told = await nonsenseOfAFriend(seed, numRuns);
    console.log(`nonsense, seed ${seed}: ${resultOf(told)}`);
    expect(told.mutations).toBe(numRuns);
  },
  HOUR,
);
